"""The keys that close a log: one takes the place of another, and what none opens any more is given up."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

from bot.log.database import Database, LogError
from bot.log.keeping import scour

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import sqlite_utils

    from bot.log.sealing import Seal

AT_ONCE = 500
"""Rows that are closed anew in one transaction: the bot that serves meanwhile waits some hundredths of a second."""


def renew(path: Path, seal: Seal) -> int:
    """Close with the newest key what is closed with another, or not at all: how many texts that were.

    They are questions and replies that wait; a reply that no key opens stays. Nothing of what was open is left in the
    file. Raises LogError, SealedError among them.
    """
    if not path.exists():
        return 0
    renewed, after = 0, 0
    with closing(Database(path, seal)) as log:

        def questions(database: sqlite_utils.Database) -> tuple[int, int]:
            rows = database.execute(
                "select id, question from questions where id > ? and question != '' order by id limit ?",
                [after, AT_ONCE],
            ).fetchall()
            old = [(number, kept) for number, kept in rows if not isinstance(kept, bytes) or not seal.is_newest(kept)]
            clear = ((number, seal.open_words(kept) if isinstance(kept, bytes) else str(kept)) for number, kept in old)
            anew = [(seal.close_words(words), number) for number, words in clear if words is not None]
            database.conn.executemany("update questions set question = ? where id = ?", anew)
            return len(anew), rows[-1][0] if rows else 0

        def replies(database: sqlite_utils.Database) -> int:
            rows = database.execute("select id, data from outbox").fetchall()
            old = [(number, seal.open(data)) for number, data in rows if not seal.is_newest(data.encode())]
            anew = [(seal.close(clear), number) for number, clear in old if clear is not None]
            database.conn.executemany("update outbox set data = ? where id = ?", anew)
            return len(anew)

        while True:
            count, last = log.write(questions)
            renewed += count
            if not last:
                break
            after = last
        renewed += log.write(replies)
        log.write(lambda database: _forget_keys(database, seal.is_newest))  # the newest was noted when it was opened
        scour(log)
    return renewed


def count_clear(log: Database) -> int:
    """How many questions are not closed at all; none where the log cannot be read."""
    with suppress(LogError), log.use() as opened:
        sql = "select count(*) from questions where typeof(question) = 'text' and question != ''"
        return int(opened.execute(sql).fetchone()[0])
    return 0


def count_lost(path: Path, seal: Seal) -> int:
    """How many questions no key opens. Raises LogError."""
    if not path.exists():
        return 0
    with closing(Database(path, seal, strict=False)) as log, log.use() as opened:
        [count] = opened.execute("select count(*) from asked where question is null").fetchone()
        return int(count)


def abandon(path: Path, seal: Seal) -> int:
    """Empty the questions that no key opens, as those that are too old are: how many. Raises LogError."""
    if not path.exists():
        return 0

    def change(database: sqlite_utils.Database) -> int:
        lost = database.execute("select id from asked where question is null").fetchall()
        database.conn.executemany("update questions set question = '' where id = ?", lost)
        _forget_keys(database, lambda canary: seal.open_words(canary) is not None)
        return len(lost)

    with closing(Database(path, seal, strict=False)) as log:
        removed = log.write(change)
        scour(log)
        return removed


def _forget_keys(database: sqlite_utils.Database, is_used: Callable[[bytes], bool]) -> None:
    """Forget the keys that close nothing any more. is_used: told of each by its canary."""
    canaries = database.execute("select rowid, canary from seals").fetchall()
    gone = [(number,) for number, canary in canaries if not is_used(canary)]
    database.conn.executemany("delete from seals where rowid = ?", gone)
