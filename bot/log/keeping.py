"""How long what people wrote is kept: taken away in time, or at once, with no byte of it left in the files.

What was written stands in the questions of the log, sealed in the replies that wait, in the copy that `bot review`
makes, and perhaps in a corrupt file that was set aside. The record of changes holds what admins wrote, and the base
forms of wordings that they confirmed.
"""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.content.lessons import LEARNED, leave_out
from bot.log.database import Database, LogError, list_set_aside
from bot.log.ledger import KEPT
from bot.log.querylog import OLDER, older, part
from bot.log.sealing import UNSEALED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    import sqlite_utils

    from bot.log.sealing import Seal


def forget(path: Path, text: str, seal: Seal, readings: Sequence[Sequence[frozenset[str]]] = ()) -> int:
    """Remove whatever holds `text`, in whatever case: questions, and replies that wait, from the log and its copies.

    readings: the text in each way that it may be read, the forms that each word may have in what was learned. In the
    record of changes the words and reasons that hold the text are emptied, what was learned loses the wordings that do,
    and a corrupt file that was set aside is removed, where it can be read. Gives how many questions and replies of the
    log were removed; replies that no key opens stay. Raises LogError, also when another program keeps old bytes in use:
    the rows are gone then, and doing it again removes the bytes.
    """
    said = text.casefold()
    if not said.strip():
        return 0

    def change(database: sqlite_utils.Database) -> int:
        _unlearn(database, readings)
        for column in ("words", "why"):
            held = _holding(database, said, "changes", column)
            database.conn.executemany(f"update changes set {column} = '' where id = ?", held)  # noqa: S608
        replies = _holding(database, said, "outbox", "data", lambda data: _unseal(data, seal))
        database.conn.executemany("delete from outbox where id = ?", replies)
        gone = _holding(database, said, "asked", "question")
        database.conn.executemany("delete from questions where id = ?", gone)
        for row in ("ties where one", "ties where other", "reviewed where row"):  # a later question may get its number
            database.conn.execute(f"delete from {row} not in (select id from questions)")  # noqa: S608
        return len(gone) + len(replies)

    for file in list_set_aside(path):
        if said in file.read_bytes().decode("utf-8", "ignore").casefold():
            file.unlink()
    return _change(path, change, seal, always=True)


def _unlearn(database: sqlite_utils.Database, readings: Sequence[Sequence[frozenset[str]]]) -> None:
    """Take wordings out of what the record of changes has of the file of what was learned."""
    columns = ("words", "text_before", "text_after")
    rows = database.execute(f"select id, {', '.join(columns)} from changes where file = ?", [LEARNED]).fetchall()  # noqa: S608
    for number, *texts in rows:
        left = [text and leave_out(text, readings) for text in texts]
        database.conn.execute(
            "update changes set words = ?, text_before = ?, text_after = ? where id = ?", [*left, number]
        )


def count_held(path: Path, text: str, seal: Seal) -> int:
    """How many questions and replies of the log `forget` would remove. Raises LogError."""
    said = text.casefold()
    with closing(Database(path, seal)) as log, log.use() as database:
        replies = _holding(database, said, "outbox", "data", lambda data: _unseal(data, seal))
        return len(_holding(database, said, "asked", "question")) + len(replies)


def _holding(
    database: sqlite_utils.Database, said: str, table: str, column: str, read: Callable[[str], str] = str
) -> list[tuple[int]]:
    """The numbers of the rows of which a column holds what is said, in whatever case."""
    rows = database.execute(f"select id, {column} from {table} where {column} != ''").fetchall()  # noqa: S608
    return [(number,) for number, value in rows if said in read(value or "").casefold()]


def expire(path: Path, keep_days: int, now: datetime, seal: Seal = UNSEALED) -> int:
    """Remove what people wrote more than `keep_days` ago from the log at `path` and from its copies.

    Everything else of the rows of questions stays, but not which update a question came with. Gives how many rows of
    the log lost their words. Whether it is `now` is for `bot.log.clock` to say before. Raises LogError, and OSError,
    like `forget`.
    """
    then = now - timedelta(days=keep_days)

    def change(database: sqlite_utils.Database) -> int:
        part(database, now - timedelta(seconds=KEPT), now)
        database.conn.execute("delete from outbox where at < ?", [then.timestamp()])
        return database.conn.execute(
            f"update questions set question = '' where {OLDER} and question != ''",  # noqa: S608
            older(then, now),
        ).rowcount

    for file in list_set_aside(path):
        if file.stat().st_mtime < then.timestamp():
            file.unlink()
    return _change(path, change, seal, always=False)


def follow(path: Path, seal: Seal = UNSEALED) -> None:
    """Take out of the copy of the log at `path` the words that are not in the log any more. Raises LogError."""
    if not copy_of(path).exists():
        return
    with closing(Database(path, seal)) as log, log.use() as opened:
        kept = dict(opened.execute("select id, question != '' from questions").fetchall())
        records = opened.execute("select id, coalesce(words, '') = '', why = '' from changes").fetchall()

    def change(database: sqlite_utils.Database) -> int:
        gone = [(one,) for (one,) in database.execute("select id from questions").fetchall() if one not in kept]
        empty = [(one,) for one, has_words in kept.items() if not has_words]
        removed = database.conn.executemany("delete from questions where id = ?", gone).rowcount
        removed += database.conn.executemany(
            "update questions set question = '' where id = ? and question != ''", empty
        ).rowcount
        for column, place in (("words", 1), ("why", 2)):
            emptied = [(record[0],) for record in records if record[place]]
            sql = f"update changes set {column} = '' where id = ? and {column} != ''"  # noqa: S608
            removed += database.conn.executemany(sql, emptied).rowcount
        if removed:
            database.conn.execute("delete from gaps")  # their words come from questions
        return removed

    with closing(Database(copy_of(path))) as copy:
        copy.write(change)
        scour(copy)


def count_unopened(path: Path, seal: Seal) -> int:
    """How many replies wait in the log at `path` that no key opens. Raises LogError."""
    if not path.exists():
        return 0
    with closing(Database(path, seal)) as database, database.use() as opened:
        return sum(not _unseal(data, seal) for (data,) in opened.execute("select data from outbox").fetchall())


def copy_of(path: Path) -> Path:
    """Where the redacted copy of the log at `path` is."""
    return path.with_name(f"{path.name}-review")


def _unseal(data: str, seal: Seal) -> str:
    """What a reply that waits says, its buttons too; empty when it cannot be read."""
    clear = data if data.startswith("{") else seal.open(data)
    if not clear:
        return ""
    values: dict[str, str] = json.loads(clear)
    buttons = json.dumps(json.loads(values.get("reply_markup", "{}")), ensure_ascii=False)
    return "\n".join([*values.values(), buttons])


def _change(path: Path, change: Callable[[sqlite_utils.Database], int], seal: Seal, *, always: bool) -> int:
    """Make a change in the log and what follows it, and leave nothing behind; always: even when nothing changed now."""
    if not path.exists():
        return 0
    with closing(Database(path, seal)) as database:
        removed = database.write(change)
        if removed or always:
            follow(path, seal)
            scour(database)
    return removed


def scour(database: Database) -> None:
    """Write the file anew without what was removed, and empty its write-ahead log. Raises LogError while it is used."""
    with database.use(only_read=False) as opened:
        opened.conn.execute("vacuum")
        [busy, _, _] = opened.conn.execute("pragma wal_checkpoint(truncate)").fetchone()
    if busy:
        raise LogError("the write-ahead log is in use")
