"""What the log holds of each wording that was asked in vain: how often, when, and what it heard last."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.database import Database


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


IN_VAIN = """
    select question, count(*) as count, min(time) as first, max(time) as last, json_group_array(id) as numbers,
      max(id), outcome, entry, candidates, knowledge_version as version, kind,
      max(case when outcome = 'answer' then entry end) as unhelped
    from questions
    where time >= ? and question != '' and outcome != 'answer'
    group by question
"""
"""SQLite takes what stands beside `max(id)` from the row that has it."""


def in_vain(database: Database, since: datetime) -> list[Asked]:
    """The wordings asked in vain from `since` on: no answer, a choice not taken, or an answer that did not help.

    Raises LogError.
    """
    with database.use() as opened:
        rows = list(opened.query(IN_VAIN, [written(since)]))
    return [
        Asked(
            row["question"], row["count"], datetime.fromisoformat(row["first"]), datetime.fromisoformat(row["last"]),
            tuple(sorted(json.loads(row["numbers"]))), row["outcome"], row["entry"],
            tuple((one["entry"], one["score"]) for one in json.loads(row["candidates"])),
            row["version"], row["kind"], row["unhelped"],
        )
        for row in rows
    ]


def wordings(database: Database, since: datetime) -> list[str]:
    """Every wording from `since` on, the most asked first. Raises LogError."""
    with database.use() as opened:
        return [question for (question,) in opened.execute(
            "select question from questions where time >= ? and question != '' group by question"
            " order by count(*) desc, min(id)", [written(since)])]


def written(time: datetime) -> str:
    """A time as the log has it."""
    return time.isoformat(timespec="milliseconds")
