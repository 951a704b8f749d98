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

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    import sqlite_utils

    from bot.log.sealing import Seal


def forget(path: Path, text: str, seal: Seal | None, readings: Sequence[Sequence[frozenset[str]]] = ()) -> int:
    """Remove whatever holds `text`, in whatever case: questions, and replies that wait, from the log and its copies.

    seal: opens the replies that wait; those that it does not open stay. readings: the text in each way that it may
    be read, the forms that each word may have in what was learned. In the record of changes the words and reasons
    that hold the text are emptied, what was learned loses the wordings that do, and a corrupt file that was set
    aside is removed. Gives how many questions and replies of the log were removed. Raises LogError, also when
    another program keeps old bytes in use: the rows are gone then, and doing it again removes the bytes.
    """
    said = text.casefold()
    if not said.strip():
        return 0

    def in_both(database: sqlite_utils.Database) -> int:
        for column in ("words", "why"):
            held = _holding(database, said, "changes", column)
            database.conn.executemany(f"update changes set {column} = '' where id = ?", held)  # noqa: S608
        gone = _holding(database, said, "questions", "question")
        database.conn.executemany("delete from questions where id = ?", gone)
        return len(gone)

    def everything(database: sqlite_utils.Database) -> int:
        _unlearn(database, readings)
        replies = _holding(database, said, "outbox", "data", lambda data: _unseal(data, seal))
        database.conn.executemany("delete from outbox where id = ?", replies)
        removed = in_both(database) + len(replies)
        for row in ("ties where one", "ties where other", "reviewed where row"):  # a later question may get its number
            database.conn.execute(f"delete from {row} not in (select id from questions)")  # noqa: S608
        return removed

    for file in list_set_aside(path):
        if said in file.read_bytes().decode("utf-8", "ignore").casefold():
            file.unlink()
    return _change_everywhere(path, everything, in_both, always=True)


def _unlearn(database: sqlite_utils.Database, readings: Sequence[Sequence[frozenset[str]]]) -> None:
    """Take wordings out of what the record of changes has of the file of what was learned."""
    columns = ("words", "text_before", "text_after")
    rows = database.execute(f"select id, {', '.join(columns)} from changes where file = ?", [LEARNED]).fetchall()  # noqa: S608
    for number, *texts in rows:
        left = [text and leave_out(text, readings) for text in texts]
        database.conn.execute(
            "update changes set words = ?, text_before = ?, text_after = ? where id = ?", [*left, number]
        )


def count_held(path: Path, text: str, seal: Seal | None) -> int:
    """How many questions and replies of the log `forget` would remove. Raises LogError."""
    said = text.casefold()
    with closing(Database(path)) as log, log.use() as database:
        replies = _holding(database, said, "outbox", "data", lambda data: _unseal(data, seal))
        return len(_holding(database, said, "questions", "question")) + len(replies)


def _holding(
    database: sqlite_utils.Database, said: str, table: str, column: str, read: Callable[[str], str] = str
) -> list[tuple[int]]:
    """The numbers of the rows of which a column holds what is said, in whatever case."""
    rows = database.execute(f"select id, {column} from {table} where {column} != ''").fetchall()  # noqa: S608
    return [(number,) for number, value in rows if said in read(value).casefold()]


def expire(path: Path, keep_days: int, now: datetime) -> int:
    """Remove what people wrote more than `keep_days` ago from the log at `path` and from its copies.

    Everything else of the rows of questions stays, but not which update a question came with. Gives how many rows of
    the log lost their words. Whether it is `now` is for `bot.log.clock` to say before. Raises LogError, and OSError,
    like `forget`.
    """
    then = now - timedelta(days=keep_days)

    def questions(database: sqlite_utils.Database) -> int:
        return database.conn.execute(
            f"update questions set question = '' where {OLDER} and question != ''",  # noqa: S608
            older(then, now),
        ).rowcount

    def everything(database: sqlite_utils.Database) -> int:
        part(database, now - timedelta(seconds=KEPT), now)
        database.conn.execute("delete from outbox where at < ?", [then.timestamp()])
        return questions(database)

    for file in list_set_aside(path):
        if file.stat().st_mtime < then.timestamp():
            file.unlink()
    return _change_everywhere(path, everything, questions, always=False)


def follow(path: Path) -> None:
    """Empty in the copy of the log at `path` the questions that are empty in the log. Raises LogError."""
    if not copy_of(path).exists():
        return
    with closing(Database(path)) as log, log.use() as opened:
        empty = opened.execute("select id from questions where question = ''").fetchall()
    with closing(Database(copy_of(path))) as copy:
        copy.write(
            lambda database: database.conn.executemany(
                "update questions set question = '' where id = ? and question != ''", empty
            )
        )
        copy.write(lambda database: database.conn.execute("delete from gaps"))  # their words come from questions
        _scour(copy)


def count_unopened(path: Path, seal: Seal | None) -> int:
    """How many replies wait in the log at `path` that `seal` does not open. Raises LogError."""
    if not path.exists():
        return 0
    with closing(Database(path)) as database, database.use() as opened:
        return sum(not _unseal(data, seal) for (data,) in opened.execute("select data from outbox").fetchall())


def copy_of(path: Path) -> Path:
    """Where the redacted copy of the log at `path` is."""
    return path.with_name(f"{path.name}-review")


def _unseal(data: str, seal: Seal | None) -> str:
    """What a reply that waits says, its buttons too; empty when it cannot be read."""
    clear = data if data.startswith("{") else seal and seal.open(data)
    if not clear:
        return ""
    values: dict[str, str] = json.loads(clear)
    buttons = json.dumps(json.loads(values.get("reply_markup", "{}")), ensure_ascii=False)
    return "\n".join([*values.values(), buttons])


def _change_everywhere(
    path: Path,
    change: Callable[[sqlite_utils.Database], int],
    in_copy: Callable[[sqlite_utils.Database], int],
    *,
    always: bool,
) -> int:
    """Make a change in the log and its copy, and leave nothing behind; always: even when nothing was changed now."""
    removed = 0
    for file, made in ((copy_of(path), in_copy), (path, change)):
        if not file.exists():
            continue
        with closing(Database(file)) as database:
            removed = database.write(made)
            if removed and file != path:
                database.write(lambda copy: copy.conn.execute("delete from gaps"))  # their words come from questions
            if removed or always:
                _scour(database)
    return removed


def _scour(database: Database) -> None:
    """Write the file anew without what was removed, and empty its write-ahead log."""
    with database.use(only_read=False) as opened:
        opened.conn.execute("vacuum")
        [busy, _, _] = opened.conn.execute("pragma wal_checkpoint(truncate)").fetchone()
    if busy:
        raise LogError("the write-ahead log is in use")
