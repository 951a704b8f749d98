"""One row a question, in SQLite; nothing in a row tells who asked.

What people say later is added to the row of their question, found by its `update_id`, as long as that stands there:

- `feedback`: the last button pressed under the answer: `helped`, `not-helped`, or after the second `wrong-topic`,
  `incomplete`, `outdated` or `other`; NULL when none was pressed.
- `chosen`: what the question meant, when a choice was offered, also after `wrong-topic`: the id of the entry that was
  picked, or `none` for "none of these"; NULL when nothing was picked.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.log.database import NOT_TOLD, Database
from bot.log.sealing import UNSEALED
from bot.understanding.language import bounded

if TYPE_CHECKING:
    from pathlib import Path

    import sqlite_utils

    from bot.log.sealing import Seal


OLDER = "(time < :then or (time > :now and id < (select max(id) from questions where time < :then)))"
"""What was asked before then. A row from a clock that was ahead is as old as those that were asked after it."""
ASKED = "update_id = ? and bot in (?, ?)"
"""The question of an update of a bot."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question and what became of it.

    time: aware, in UTC. update_id: Telegram's, None elsewhere. chat_kind: `private`, `group`, `terminal` …
    question: masked; its beginning is kept, and nothing of one that speaks of distress. outcome: `answer`, `clarify` or
    `none`. kind: of the entry, `smalltalk` for greetings, `distress`. score: 0–1. candidates: entry ids with scores,
    best first. milliseconds: from the question to its reply.
    way: `telegram`, `terminal` or `command`. language: of the question, `fi`, `sv` or `en`.
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
    language: str = "fi"


FOR_THE_CONTENT = "coalesce(kind, '') not in ('smalltalk', 'distress')"
"""What was asked of the content, in SQL."""
COLUMNS = ("id", *(field.name for field in fields(Row)), "feedback", "chosen")
"""What is told of a row."""


class QueryLog:
    """The log in the file at `path`: made, migrated and opened at the first use, and afresh after a failure."""

    def __init__(self, path: Path, seal: Seal = UNSEALED) -> None:
        self.path = path
        self._database = Database(path, seal)

    def record(self, row: Row) -> bool:
        """Write and commit `row`; False when its update is there already. Raises LogError."""
        return self._database.write(lambda database: insert(database, row))

    def newest(
        self, limit: int | None, *, unanswered: bool = False, since: datetime | None = None, language: str | None = None
    ) -> list[dict[str, Any]]:
        """Find at most `limit` rows, newest first, by column name; `time` is ISO 8601 in UTC. Raises LogError.

        limit: None for all. unanswered: only questions that found nothing. since: the earliest time, aware, in UTC.
        language: `fi`, `sv` or `en`; None for all.
        """
        found = f"outcome = 'none' and {FOR_THE_CONTENT} and time >= ?" if unanswered else "time >= ?"
        found += " and language = ?" if language else ""
        said = [stamp(since) if since else "", *([language] if language else [])]
        sql = f"select {', '.join(COLUMNS)} from asked where {found}"  # noqa: S608  conditions of our own
        with self._database.use() as database:
            rows = list(database.query(f"{sql} order by id desc limit ?", [*said, -1 if limit is None else limit]))
        return [row | {"candidates": _read_candidates(row["candidates"])} for row in rows]

    def touch(self) -> None:
        """Commit a change that changes nothing. Raises LogError when the log cannot be written."""
        with self._database.use(only_read=False) as database:
            version = database.conn.execute("pragma user_version").fetchone()[0]
            database.conn.execute(f"pragma user_version = {version}")

    def close(self) -> None:
        """Close the file; a later use opens it again."""
        self._database.close()


def insert(database: sqlite_utils.Database, row: Row, bot: int = NOT_TOLD) -> bool:
    """Put `row` into the table of questions; False when this update of this bot is there already."""
    values = asdict(row) | {
        "bot": bot,
        "time": stamp(row.time),
        "question": bounded(row.question).encode("utf-8", "replace").decode(),
        "candidates": json.dumps([{"entry": entry, "score": score} for entry, score in row.candidates]),
    }
    columns = ", ".join(values)
    places = ", ".join(f"closed(:{column})" if column == "question" else f":{column}" for column in values)
    sql = f"insert or ignore into questions ({columns}) values ({places})"  # noqa: S608  names of our own
    return database.conn.execute(sql, values).rowcount > 0


def judge(database: sqlite_utils.Database, asked: int, feedback: str, bot: int = NOT_TOLD) -> None:
    """Add what somebody thought of the answer to the question of update `asked` of this bot."""
    database.conn.execute(f"update questions set feedback = ? where {ASKED}", [feedback, asked, bot, NOT_TOLD])  # noqa: S608


def choose(database: sqlite_utils.Database, asked: int, chosen: str, bot: int = NOT_TOLD) -> None:
    """Add what the question of update `asked` of this bot meant."""
    database.conn.execute(f"update questions set chosen = ? where {ASKED}", [chosen, asked, bot, NOT_TOLD])  # noqa: S608


def find_candidates(database: sqlite_utils.Database, asked: int, bot: int = NOT_TOLD) -> list[str]:
    """The candidates of the question of update `asked` of this bot, by id, but for the one that was shown."""
    sql = f"select candidates, coalesce(chosen, entry) from questions where {ASKED}"  # noqa: S608
    found, shown = database.execute(sql, [asked, bot, NOT_TOLD]).fetchone() or ("", None)
    return [one["entry"] for one in _read_candidates(found) if one["entry"] != shown]


def find_most_asked(database: sqlite_utils.Database, since: datetime, most: int) -> list[str]:
    """At most so many entries that answered since then, by the id they had, those that did so most often first."""
    about = "coalesce(entry, nullif(chosen, 'none'))"
    sql = f"""
        select {about} from questions where time >= ? and {about} is not null and {FOR_THE_CONTENT}
        group by 1 order by count(*) desc, 1 limit ?
    """  # noqa: S608  conditions of our own
    return [entry for (entry,) in database.execute(sql, [stamp(since), most]).fetchall()]


def empty(database: sqlite_utils.Database, asked: int, bot: int = NOT_TOLD) -> bool:
    """Take away the words of the question of update `asked` of this bot; whether there were any."""
    sql = f"update questions set question = '' where {ASKED} and question != ''"  # noqa: S608
    return database.conn.execute(sql, [asked, bot, NOT_TOLD]).rowcount > 0


def part(database: sqlite_utils.Database, then: datetime, now: datetime) -> None:
    """Forget which update each question came with that was asked before then.

    By then it can be no duplicate any more, and nothing tells whose it was.
    """
    sql = f"update questions set update_id = null where {OLDER} and update_id is not null"  # noqa: S608  ours
    database.conn.execute(sql, older(then, now))


def older(then: datetime, now: datetime) -> dict[str, str]:
    """The values of `OLDER`, from aware times."""
    return {"then": stamp(then.astimezone(UTC)), "now": stamp(now.astimezone(UTC))}


def stamp(time: datetime) -> str:
    """A time as the log has it."""
    return time.isoformat(timespec="milliseconds")


def _read_candidates(text: str) -> list[dict[str, Any]]:
    """The candidates as they were written; none in a damaged row."""
    try:
        found = json.loads(text)
    except ValueError:
        return []
    return found if isinstance(found, list) else []
