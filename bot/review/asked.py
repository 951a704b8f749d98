"""What the log holds of each wording that was asked in vain, or answered by chance: how often, when, what it heard."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.log.querylog import stamp
from bot.review.rows import SOUND, read_each, tell_unsound
from bot.understanding.language import tokens

if TYPE_CHECKING:
    from bot.log.database import Database


@dataclass(frozen=True, slots=True)
class Asked:
    """A wording that was asked in vain, or answered by chance, `count` times. Times are aware, in UTC.

    numbers: its rows in the log, oldest first. outcome, entry, candidates (ids with scores, best first) and version:
    what it heard last, how surely (0–1), and of which content. kind: `smalltalk` for greetings. unhelped: an entry that
    it heard, and that did not help. meant: the entries that people said they had meant, each as often as they did.
    language: that of the wording; None where an older row does not tell.
    """

    question: str
    count: int
    first: datetime
    last: datetime
    numbers: tuple[int, ...]
    outcome: str
    entry: str | None
    candidates: tuple[tuple[str, float], ...]
    version: str
    kind: str | None = None
    unhelped: str | None = None
    meant: tuple[str, ...] = ()
    score: float = 0.0
    language: str | None = None


LAST = datetime.max.replace(tzinfo=UTC)

NOT_MEANT = "outcome = 'answer' and chosen != coalesce(entry, '')"
"""Who was answered said that something else was meant."""
EACH = """
    question, count(*) as count, min(time) as first, max(time) as last, json_group_array(id) as numbers,
    max(id), outcome, entry, candidates, knowledge_version as version, kind, score, language
"""
"""SQLite takes what stands beside `max(id)` from the row that has it."""
VAIN = f"""(
  outcome = 'none' or (outcome = 'clarify' and coalesce(chosen, 'none') = 'none')
  or coalesce(feedback in ('not-helped', 'wrong-topic', 'incomplete', 'other'), false)
  or coalesce({NOT_MEANT}, false) or id in (select row from reviewed where not is_right)
)"""  # noqa: S608  a condition of our own
"""Whether a row was asked in vain, in SQL: no answer, a choice not taken, or an answer that did not help."""
IN_VAIN = f"""
    select {EACH}, max(entry) as unhelped,
      json_group_array(chosen) filter (where chosen != 'none' and chosen != coalesce(entry, '')) as meant
    from asked
    where time >= ? and time < ? and question != '' and {SOUND} and {VAIN}
    group by question
"""  # noqa: S608  conditions of our own
"""Only an answer has an entry."""

DOUBTED = 0.69
"""Below which probability an answer is looked at again: of 87 wrong and false answers to questions that nothing was
fitted on 44 are below it, and 98 of 965 right ones. Chosen on half of them; the other half gave the same. How near a
rival comes and how strange the words are tells nothing more than that: it is in the probability."""
AT_ONCE = 60
"""Seconds within which the same is asked in other words."""

BEGINNING = 6
"""Letters by which a word is known whatever its ending."""
UNSURE = f"""
    with told as (
      select *, lead(question) over afterwards as next_question, lead(time) over afterwards as next_time,
        lead(entry) over afterwards as next_entry
      from asked where time >= ? and {SOUND} window afterwards as (partition by way, chat_kind order by id)
    )
    select {EACH}, null as unhelped, '[]' as meant
    from told
    where outcome = 'answer' and entry is not null and question != '' and coalesce(feedback, '') != 'helped' and (
      score < {DOUBTED}
      or (way != 'command' and next_entry is not entry and (julianday(next_time) - julianday(time)) * 86400 < {AT_ONCE}
        and says_again(question, next_question))
    )
    group by question
"""  # noqa: S608  conditions of our own

COMPLAINTS = """
    select coalesce(asked.entry, chosen) as about, question, sum(feedback = 'wrong-topic'),
      sum(feedback = 'outdated' and time >= coalesce(said_since.since, ''))
    from asked left join said_since on said_since.entry = about
    where time >= ? and feedback in ('wrong-topic', 'outdated') and about is not null and about != 'none'
    group by about, question
"""


def read_vain(database: Database, since: datetime, until: datetime = LAST) -> list[Asked]:
    """The wordings asked in vain between two times. Raises LogError."""
    with database.use() as opened:
        tell_unsound(opened, stamp(since))
        rows = list(opened.query(IN_VAIN, [stamp(since), stamp(until)]))
    return read_each(rows, _read)


def read_unsure(database: Database, since: datetime) -> list[Asked]:
    """The wordings that were answered at a low probability, or asked at once in other words with another answer.

    Nothing in the log tells who asked; what follows in the same kind of chat is taken for an answer to what stands
    before it. Raises LogError.
    """
    with database.use() as opened:
        opened.conn.create_function("says_again", 2, says_again, deterministic=True)
        rows = list(opened.query(UNSURE, [stamp(since)]))
    return read_each(rows, _read)


def says_again(question: str, following: str) -> bool:
    """Whether a question is the one before it in other words: half of the longer words of either begin alike."""
    one, other = _beginnings(question), _beginnings(following)
    return question != following and 2 * len(one & other) >= max(1, min(len(one), len(other)))


def _beginnings(text: str) -> frozenset[str]:
    return frozenset(word[:BEGINNING] for word in tokens(text) if len(word) >= BEGINNING)


def _read(row: dict[str, Any]) -> Asked:
    return Asked(
        row["question"],
        row["count"],
        datetime.fromisoformat(row["first"]),
        datetime.fromisoformat(row["last"]),
        tuple(sorted(json.loads(row["numbers"]))),
        row["outcome"],
        row["entry"],
        tuple((str(one["entry"]), float(one["score"])) for one in json.loads(row["candidates"])),
        row["version"],
        row["kind"],
        row["unhelped"],
        tuple(json.loads(row["meant"])),
        float(row["score"]),
        row["language"],
    )


@dataclass(frozen=True, slots=True)
class Complaint:
    """How often people said of the answer to a wording that its entry was the wrong topic, or outdated.

    outdated: since the entry says what it says now.
    """

    entry: str
    question: str
    wrong_topic: int
    outdated: int


def read_complaints(database: Database, since: datetime) -> list[Complaint]:
    """What people said of entries from `since` on. Raises LogError."""
    with database.use() as opened:
        return [Complaint(*row) for row in opened.execute(COMPLAINTS, [stamp(since)])]


def read_wordings(database: Database, since: datetime) -> list[str]:
    """Every wording from `since` on, the most asked first. Raises LogError."""
    with database.use() as opened:
        return [
            question
            for (question,) in opened.execute(
                f"select question from asked where time >= ? and question != '' and {SOUND} group by question"  # noqa: S608
                " order by count(*) desc, min(id)",
                [stamp(since)],
            )
        ]
