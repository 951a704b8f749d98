"""Whether what was mended helped: how many of the questions that a change concerns found an answer before and after.

Pure, but for reading the log.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.content.lessons import NOTHING
from bot.log.querylog import FOR_THE_CONTENT, stamp
from bot.review.asked import VAIN
from bot.review.audit import Record, drop_undone, read_records
from bot.review.changes import Accepted
from bot.review.figures import Share
from bot.review.meaning import find_likeness, find_meaning
from bot.review.rows import SOUND, read_each

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.log.database import Database
    from bot.understanding.matching import Index

CONCERNS = 0.35
"""From which likeness on a question is about the words of a change. Of the telling words of each group in
tests/questions/groups.jsonl this finds 67 % of the questions of the group, and 72 % of what it finds is of the group
(November 2026); at 0.3 it is 73 and 67 %, at 0.4 60 and 75 %."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question of the log, and whether it found an answer. time: aware."""

    time: datetime
    question: str
    found: bool


@dataclass(frozen=True, slots=True)
class Mend:
    """A change that stands, and how many of the questions that it concerns found an answer before it and after."""

    record: Record
    before: Share
    after: Share


OUTCOMES = f"""
    select time, question, {VAIN} from asked
    where time >= ? and question != '' and {FOR_THE_CONTENT} and {SOUND} order by time
"""  # noqa: S608  conditions of our own


def read_outcomes(database: Database, since: datetime) -> list[Outcome]:
    """The questions since then that have their words still. Raises LogError."""
    with database.use() as opened:
        rows = opened.execute(OUTCOMES, [stamp(since)]).fetchall()
    return read_each(rows, lambda row: Outcome(datetime.fromisoformat(row[0]), row[1], not row[2]))


def read_mends(database: Database, since: datetime, index: Index) -> list[Mend]:
    """The changes since then that stand, and what became of their questions. Raises LogError."""
    records = [record for record in drop_undone(read_records(database)) if record.time >= since]
    return measure_mends(records, read_outcomes(database, since), index) if records else []


def measure_mends(records: Iterable[Record], outcomes: Iterable[Outcome], index: Index) -> list[Mend]:
    """What became of the questions that each change concerns, the newest change first.

    A change concerns the questions that are about its words, or about a name of the entry that it brought. An example
    of what is not answered helps nobody to an answer, and is left out.
    """
    changes = [record for record in records if record.what != "example" and record.target != NOTHING]
    wordings: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        wordings[outcome.question].append(outcome)
    meanings = read_each(wordings, lambda wording: (wording, find_meaning(wording, index)))
    found = []
    for record in reversed(changes):
        phrases = [find_meaning(phrase, index) for phrase in _list_phrases(record, index)]
        about = [
            outcome
            for wording, meaning in meanings
            if any(find_likeness(meaning, phrase) >= CONCERNS for phrase in phrases)
            for outcome in wordings[wording]
        ]
        before = [one.found for one in about if one.time < record.time]
        after = [one.found for one in about if one.time >= record.time]
        found.append(Mend(record, Share(sum(before), len(before)), Share(sum(after), len(after))))
    return found


def _list_phrases(record: Record, index: Index) -> list[str]:
    """What a change is about: its words, or all names of the entry that it brought; nothing where that is gone."""
    if record.words is not None:
        lessons = Accepted(record.target, record.words).lessons
        return [" ".join(lesson.words) for lesson in lessons] or [record.words]
    entries = filter(None, map(index.knowledge.entry, record.target.split()))
    return [name for entry in entries for name in (entry.title, *entry.aliases, *entry.synonyms)]
