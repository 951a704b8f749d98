"""What the log holds of each wording that was asked in vain: how often, when, and what it heard last."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.log.querylog import stamp
from bot.review.rows import SOUND, read_each, tell_unsound

if TYPE_CHECKING:
    from bot.log.database import Database


@dataclass(frozen=True, slots=True)
class Asked:
    """A wording that was asked in vain `count` times. Times are aware, in UTC.

    numbers: its rows in the log, oldest first. outcome, entry, candidates (ids with scores, best first) and version:
    what it heard last, and of which content. kind: `smalltalk` for greetings. unhelped: an entry that it heard, and
    that did not help.
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


LAST = datetime.max.replace(tzinfo=UTC)

VAIN = """(
  outcome = 'none' or (outcome = 'clarify' and coalesce(chosen, 'none') = 'none')
  or coalesce(feedback in ('not-helped', 'wrong-topic', 'incomplete', 'other'), false)
)"""
"""Whether a row was asked in vain, in SQL: no answer, a choice not taken, or an answer that did not help."""

IN_VAIN = f"""
    select question, count(*) as count, min(time) as first, max(time) as last, json_group_array(id) as numbers,
      max(id), outcome, entry, candidates, knowledge_version as version, kind,
      max(entry) as unhelped
    from questions
    where time >= ? and time < ? and question != '' and {SOUND} and {VAIN}
    group by question
"""  # noqa: S608  a condition of our own
"""SQLite takes what stands beside `max(id)` from the row that has it; only an answer has an entry."""

COMPLAINTS = """
    select coalesce(questions.entry, chosen) as about, question, sum(feedback = 'wrong-topic'),
      sum(feedback = 'outdated' and time >= coalesce(said_since.since, ''))
    from questions left join said_since on said_since.entry = about
    where time >= ? and feedback in ('wrong-topic', 'outdated') and about is not null and about != 'none'
    group by about, question
"""


def read_vain(database: Database, since: datetime, until: datetime = LAST) -> list[Asked]:
    """The wordings asked in vain between two times. Raises LogError."""
    with database.use() as opened:
        tell_unsound(opened, stamp(since))
        rows = list(opened.query(IN_VAIN, [stamp(since), stamp(until)]))
    return read_each(rows, _read)


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
                f"select question from questions where time >= ? and question != '' and {SOUND} group by question"  # noqa: S608
                " order by count(*) desc, min(id)",
                [stamp(since)],
            )
        ]
