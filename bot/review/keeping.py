"""How long the words of questions are kept: taken away in time, or at once, with no byte of them left in the files."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.database import Database, LogError
from bot.review.asked import written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import sqlite_utils


def forget(path: Path, text: str) -> int:
    """Remove every question that holds `text`, in whatever case, from the log at `path` and from its copies.

    Gives how many were removed from the log. Raises LogError, also when another program keeps old bytes in use: the
    rows are gone then, and doing it again removes the bytes.
    """
    said = text.casefold()
    if not said.strip():
        return 0

    def remove(database: sqlite_utils.Database) -> int:
        rows = database.execute("select id, question from questions where question != ''").fetchall()
        found = [(number,) for number, question in rows if said in question.casefold()]
        database.conn.executemany("delete from questions where id = ?", found)
        return len(found)

    return _everywhere(path, remove, always=True)


def expire(path: Path, keep_days: int, now: datetime) -> int:
    """Remove the words of questions older than `keep_days` from the log at `path` and from its copies.

    Everything else of their rows stays. Gives how many rows of the log lost their words. Raises like `forget`.
    """
    oldest = written(now.astimezone(UTC) - timedelta(days=keep_days))

    def empty(database: sqlite_utils.Database) -> int:
        return database.conn.execute(
            "update questions set question = '' where time < ? and question != ''", [oldest]).rowcount

    return _everywhere(path, empty, always=False)


def copy_of(path: Path) -> Path:
    """Where the redacted copy of the log at `path` is."""
    return path.with_name(f"{path.name}-review")


def _everywhere(path: Path, change: Callable[[sqlite_utils.Database], int], *, always: bool) -> int:
    """Make a change in the log and its copy, and leave nothing behind; always: even when nothing was changed now."""
    removed = 0
    for file in (copy_of(path), path):
        if not file.exists():
            continue
        with closing(Database(file)) as database:
            removed = database.write(change)
            if removed and file != path:
                database.write(lambda copy: copy.conn.execute("delete from gaps"))  # their words come from questions
            if removed or always:
                _scour(database)
    return removed


def _scour(database: Database) -> None:
    """Write the file anew without what was removed, and empty its write-ahead log."""
    with database.use() as opened:
        opened.conn.execute("vacuum")
        [busy, _, _] = opened.conn.execute("pragma wal_checkpoint(truncate)").fetchone()
    if busy:
        raise LogError("the write-ahead log is in use")
