"""One row a question, in SQLite; nothing in a row tells who asked."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlite_utils import Database


class LogError(Exception):
    """The log cannot be read or written; the message is the reason that SQLite or the system gave."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question and what became of it.

    time: aware, in UTC. update_id: Telegram's, None elsewhere. chat_kind: `private`, `group`, `terminal` …
    question: masked. outcome: `answer`, `clarify` or `none`. kind: of the entry, `smalltalk` for greetings.
    score: 0–1. candidates: entry ids with scores, best first. milliseconds: from the question to its reply.
    way: `telegram`, `terminal` or `command`.
    """

    time: datetime
    update_id: int | None
    chat_kind: str
    question: str
    outcome: str
    entry: str | None
    kind: str | None
    score: float
    candidates: tuple[tuple[str, float], ...]
    facet: str
    knowledge_version: str
    milliseconds: float
    way: str


class QueryLog:
    """The log in the file at `path`: made, migrated and opened at the first use, and afresh after a failure."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: Database | None = None

    def record(self, row: Row) -> bool:
        """Write and commit `row`; False when its update id is there already. Raises LogError."""
        values = asdict(row) | {
            "time": _written(row.time),
            "question": row.question.encode("utf-8", "replace").decode(),
            "candidates": json.dumps([{"entry": entry, "score": score} for entry, score in row.candidates]),
        }
        with self._database() as database:
            before = database.conn.total_changes
            database.table("questions").insert(values, ignore=True)
            return database.conn.total_changes > before

    def newest(self, limit: int, *, unanswered: bool = False, since: datetime | None = None) -> list[dict[str, Any]]:
        """Find at most `limit` rows, newest first, by column name; `time` is ISO 8601 in UTC. Raises LogError.

        unanswered: only questions that found nothing. since: the earliest time, aware, in UTC.
        """
        found = "outcome = 'none' and kind is not 'smalltalk' and time >= ?" if unanswered else "time >= ?"
        with self._database() as database:
            rows = list(database.table("questions").rows_where(
                found, [_written(since) if since else ""], order_by="id desc", limit=limit
            ))
        return [row | {"candidates": json.loads(row["candidates"])} for row in rows]

    def close(self) -> None:
        """Close the file; a later use opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _database(self) -> Iterator[Database]:
        import sqlite3  # noqa: PLC0415  a question on the command line needs no database

        try:
            if self._connection is None:
                self._connection = _opened(self._path)
            yield self._connection
        except (OSError, sqlite3.Error) as error:
            self.close()
            raise LogError(str(error)) from error


def _opened(path: Path) -> Database:
    from sqlite_utils import Database  # noqa: PLC0415  as above

    path.parent.mkdir(parents=True, exist_ok=True)
    database = Database(path)
    try:
        database.enable_wal()
        database.execute("pragma synchronous = full")
        _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _migrate(database: Database) -> None:
    """Bring the file to the newest shape; `user_version` counts the migrations behind it."""
    with database.conn:
        database.conn.execute("begin immediate")
        version = database.conn.execute("pragma user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise LogError(f"version {version} of the log is newer than this program")
        for migrate in MIGRATIONS[version:]:
            migrate(database)
        database.conn.execute(f"pragma user_version = {len(MIGRATIONS)}")


def _written(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds")


def _create(database: Database) -> None:
    columns = {
        "id": int, "time": str, "update_id": int, "chat_kind": str, "question": str, "outcome": str, "entry": str,
        "kind": str, "score": float, "candidates": str, "facet": str, "knowledge_version": str,
        "milliseconds": float, "way": str,
    }
    table = database.table("questions")
    table.create(columns, pk="id", not_null=columns.keys() - {"id", "update_id", "entry", "kind"})
    table.create_index(["update_id"], unique=True)
    table.create_index(["time"])


MIGRATIONS: tuple[Callable[[Database], None], ...] = (_create,)
