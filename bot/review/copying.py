"""The redacted copy of the log that `bot review` shows: only the columns that are needed, the words masked again.

It is on the disk as long as the page is open. Of a page that was killed it stays until the next `bot run` or `bot
review`, which take it away unless a page shows it: that holds a lock.
"""

from __future__ import annotations

import fcntl
from contextlib import closing, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlite_utils

from bot.content.entries import Goal, Measure, Theme
from bot.content.files import keep_private
from bot.log.database import Database
from bot.log.days import day_of
from bot.log.keeping import copy_of
from bot.log.listing import defuse
from bot.log.masking import mask
from bot.log.querylog import stamp
from bot.replies.citing import place_of
from bot.replies.texts import finnish
from bot.review.rows import SOUND, read_each, tell_unsound
from bot.review.telling import find_telling_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.review.gaps import Gap
    from bot.understanding.matching import Index

QUESTIONS: dict[str, Any] = {
    "id": int,
    "time": str,
    "day": str,
    "question": str,
    "outcome": str,
    "entry": str,
    "score": float,
    "feedback": str,
    "chosen": str,
}
GAPS: dict[str, Any] = {
    "number": int,
    "count": int,
    "first": str,
    "last": str,
    "words": str,
    "entry": str,
    "score": float,
    "aside": str,
    "command": str,
}
ENTRIES: dict[str, Any] = {"id": str, "title": str, "kind": str, "theme": str, "places": str, "command": str}
ROWS = f"""
    select id, time, question, outcome, coalesce(entry, json_extract(candidates, '$[0].entry')) as entry, score,
      feedback, chosen
    from questions where time >= ? and {SOUND} order by id
"""  # noqa: S608  a condition of our own
"""A question without an answer stands under the entry that fits it best."""


def copy_log(log: Path, since: datetime, gaps: Sequence[Gap], index: Index) -> Path:
    """Make the copy of the log since then, with the gaps and the entries beside it, and tell where it is.

    No row of the gaps holds a question; each is named by the number of its oldest one. Raises LogError.
    """
    target = copy_of(log)
    _remove(target)
    with closing(Database(log)) as source, source.use() as opened:
        tell_unsound(opened, stamp(since))
        rows = list(opened.query(ROWS, [stamp(since)]))
        version = opened.conn.execute("pragma user_version").fetchone()[0]
    keep_private(target)
    with closing(sqlite_utils.Database(target)) as database:
        database.conn.execute("pragma secure_delete = on")
        database.table("entries").create(ENTRIES, pk="id")
        entries = index.knowledge.entries.values()
        database.table("entries").insert_all(defuse(_tabulate_entry(entry, index.knowledge)) for entry in entries)
        for name, columns, pk, values in (
            ("questions", QUESTIONS, "id", read_each(rows, _redact_question)),
            ("gaps", GAPS, "number", read_each(gaps, lambda gap: _tabulate_gap(gap, index))),
        ):
            database.table(name).create(columns, pk=pk, foreign_keys=[("entry", "entries", "id")])
            database.table(name).insert_all(map(defuse, values))
        database.conn.execute(f"pragma user_version = {version}")  # so that questions can be forgotten here, too
    return target


@contextmanager
def hold_copy(log: Path) -> Iterator[bool]:
    """Keep the copy of the log as long as the block lasts, then take it away; False when another page shows it."""
    lock = _lock_of(log)
    keep_private(lock)
    with lock.open("rb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            _remove(copy_of(log))
            lock.unlink(missing_ok=True)


def remove_copy(log: Path) -> None:
    """Take away the copy that a page which was killed has left. Raises OSError."""
    if _lock_of(log).exists() or copy_of(log).exists():
        with hold_copy(log):
            pass


def _lock_of(log: Path) -> Path:
    copy = copy_of(log)
    return copy.with_name(f"{copy.name}-open")


def _remove(copy: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)


def _redact_question(row: dict[str, Any]) -> dict[str, Any]:
    day = day_of(datetime.fromisoformat(row["time"]))
    return row | {"day": day.isoformat(), "question": mask(row["question"])}


def _tabulate_gap(gap: Gap, index: Index) -> dict[str, Any]:
    words = " ".join(find_telling_words(gap, index))
    entry, score = gap.guess or (None, None)
    return {
        "number": gap.number,
        "count": gap.count,
        "first": day_of(gap.first).isoformat(),
        "last": day_of(gap.last).isoformat(),
        "words": words,
        "entry": entry,
        "score": score,
        "aside": gap.aside,
        "command": f'bot mend add {entry} "{words}"' if entry else f"bot mend new {gap.number}",
    }


def _places(entry: Entry) -> Iterator[str]:
    for source in entry.sources:
        place = place_of(source, finnish())
        if place is not None:
            yield place


def _tabulate_entry(entry: Entry, knowledge: Knowledge) -> dict[str, Any]:
    theme = entry.theme if isinstance(entry, Measure | Goal) else entry.id if isinstance(entry, Theme) else None
    return {
        "id": entry.id,
        "title": entry.title,
        "kind": entry.kind,
        "theme": knowledge.entries[theme].title if theme else None,
        "places": ", ".join(_places(entry)),
        "command": f'bot mend add {entry.id} "…"',
    }
