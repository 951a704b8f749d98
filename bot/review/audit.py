"""Every change of the content that was made through the bot: when, who, what, why, and the file before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.review.changes import Edit

if TYPE_CHECKING:
    import sqlite_utils

    from bot.database import Database


@dataclass(frozen=True, slots=True)
class Record:
    """One change. Times are aware, in UTC.

    who: the label of the admin. what: `words`, `example`, `addition` or `undo`. target: an id of the content. words:
    what was added, None for a whole file. why: the reason, or the reason for forcing it. undoes: the number of the
    change that this one took back.
    """

    time: datetime
    who: str
    what: str
    target: str
    words: str | None
    why: str
    edit: Edit
    version_before: str
    version_after: str
    undoes: int | None = None
    number: int | None = None


def written(database: sqlite_utils.Database, record: Record) -> None:
    """Put `record` into the table of changes."""
    database.conn.execute(
        "insert into changes (time, who, what, target, words, why, file, text_before, text_after, version_before,"
        " version_after, undoes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [record.time.isoformat(timespec="milliseconds"), record.who, record.what, record.target, record.words,
         record.why, record.edit.name, record.edit.before, record.edit.after, record.version_before,
         record.version_after, record.undoes],
    )


def records(database: Database) -> list[Record]:
    """Every change, the oldest first. Raises LogError."""
    with database.use() as opened:
        return [
            Record(datetime.fromisoformat(row["time"]), row["who"], row["what"], row["target"], row["words"],
                   row["why"], Edit(row["file"], row["text_before"], row["text_after"]), row["version_before"],
                   row["version_after"], row["undoes"], row["id"])
            for row in opened.table("changes").rows_where(order_by="id")
        ]


def standing(changes: list[Record]) -> list[Record]:
    """The changes that have not been taken back, the oldest first."""
    undone = {change.undoes for change in changes}
    return [change for change in changes if change.undoes is None and change.number not in undone]
