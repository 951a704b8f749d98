"""Every change of the content that was made through the bot: when, who, what, why, and the file before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.content.faults import shortened
from bot.log.database import LogError
from bot.review.changes import Edit

if TYPE_CHECKING:
    import sqlite_utils

    from bot.log.database import Database

RELOAD = "reload"
"""What it is when content that breaks labelled questions was served for a reason."""
RELABEL = "relabel"
"""What it is when labelled questions that expected no answer expect what a change answers; it goes with that change."""
NAME = 60
"""Longest label of an admin, in characters."""
WHY = 500
"""Longest reason for a change, in characters; a longer one is cut when it is written down, and when it is read."""


@dataclass(frozen=True, slots=True)
class Record:
    """One change. Times are aware, in UTC.

    who: the label of the admin. what: `words`, `example`, `accepted`, `addition`, `undo`, `reload`, which edits
    nothing, or `relabel`, which edits lines of a question file. target: an id of the content; of a new file the ids of
    all that it brought, divided by spaces. words: what was added, None for a whole file. why: the reason, or the reason
    for forcing it. undoes: the number of the change that this one took back, or that a relabelling belongs to.
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

    @property
    def edits_content(self) -> bool:
        """Whether it edited a file of the content, or took such an edit back."""
        return self.what not in {RELOAD, RELABEL}


def insert_record(database: sqlite_utils.Database, record: Record) -> None:
    """Put `record` into the table of changes."""
    database.conn.execute(
        "insert into changes (time, who, what, target, words, why, file, text_before, text_after, version_before,"
        " version_after, undoes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            record.time.isoformat(timespec="milliseconds"),
            _fit_line(record.who, NAME),
            record.what,
            record.target,
            record.words,
            _fit_line(record.why, WHY),
            record.edit.name,
            record.edit.before,
            record.edit.after,
            record.version_before,
            record.version_after,
            record.undoes,
        ],
    )


def read_records(database: Database) -> list[Record]:
    """Every change, the oldest first. Raises LogError, also for a row that somebody has damaged."""
    with database.use() as opened:
        return [_read_record(row) for row in opened.table("changes").rows_where(order_by="id")]


def _read_record(row: dict[str, Any]) -> Record:
    try:
        time = datetime.fromisoformat(row["time"])
    except ValueError:
        raise LogError(f"changes: {row['id']}: {shortened(row['time'], NAME)}") from None
    return Record(
        time,
        _fit_line(row["who"], NAME),
        row["what"],
        row["target"],
        row["words"],
        _fit_line(row["why"], WHY),
        Edit(row["file"], row["text_before"], row["text_after"]),
        row["version_before"],
        row["version_after"],
        row["undoes"],
        row["id"],
    )


def drop_undone(changes: list[Record]) -> list[Record]:
    """The changes that have not been taken back, the oldest first, but for those that cannot be by themselves."""
    edits = [change for change in changes if change.edits_content]
    undone = {change.undoes for change in edits}
    return [change for change in edits if change.undoes is None and change.number not in undone]


def _fit_line(text: str, most: int) -> str:
    """A text as one line of at most `most` characters; halves of characters cannot be written to the file."""
    return shortened(" ".join(text.split()), most).encode("utf-8", "replace").decode()
