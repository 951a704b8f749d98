"""Every change of the content that was made through the bot: when, who, what, why, and the file before and after.

Also as a patch for where the content came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from typing import TYPE_CHECKING

from bot.content.faults import shortened
from bot.content.knowledge import texts
from bot.review.changes import Edit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import sqlite_utils

    from bot.log.database import Database

MISSING = "\n\\ No newline at end of file\n"
"""What a patch says after a last line without an end."""
RELOAD = "reload"
"""What it is when content that breaks labelled questions was served for a reason."""
NAME = 60
"""Longest label of an admin, in characters."""
WHY = 500
"""Longest reason for a change, in characters; a longer one is cut when it is written down, and when it is read."""


@dataclass(frozen=True, slots=True)
class Record:
    """One change. Times are aware, in UTC.

    who: the label of the admin. what: `words`, `example`, `addition`, `import`, `undo`, or `reload`, which edits
    nothing. target: an id of the content, of an import the name of its file. words: what was added, None for a whole
    file. why: the reason, or the reason for forcing it. undoes: the number of the change that this one took back.
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
    """Every change, the oldest first. Raises LogError."""
    with database.use() as opened:
        return [
            Record(
                datetime.fromisoformat(row["time"]),
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
            for row in opened.table("changes").rows_where(order_by="id")
        ]


def drop_undone(changes: list[Record]) -> list[Record]:
    """The changes that have not been taken back, the oldest first, and none that edited nothing."""
    undone = {change.undoes for change in changes}
    return [
        change for change in changes if change.undoes is None and change.number not in undone and change.what != RELOAD
    ]


def _fit_line(text: str, most: int) -> str:
    """A text as one line of at most `most` characters; halves of characters cannot be written to the file."""
    return shortened(" ".join(text.split()), most).encode("utf-8", "replace").decode()


def make_patch(folder: Path, image: Path | None, changes: Sequence[Record]) -> str:
    """The difference between the content that `folder` began with and what it holds, for `git apply` or `patch -p1`.

    It began with the content of `image`, or, without one, with what each file held before the first of `changes`.
    Empty when nothing differs. Raises KnowledgeError.
    """
    now = texts(folder)
    first = {change.edit.name: change.edit.before for change in reversed(changes) if change.what != RELOAD}
    begun: Mapping[str, str | None] = now | first if image is None else texts(image)
    return "".join(_diff(name, begun.get(name), now.get(name)) for name in sorted(begun.keys() | now.keys()))


def _diff(name: str, before: str | None, after: str | None) -> str:
    old = "/dev/null" if before is None else f"a/knowledge/{name}"
    new = "/dev/null" if after is None else f"b/knowledge/{name}"
    lines = unified_diff(_split(before), _split(after), old, new)
    return "".join(line if line.endswith("\n") else line + MISSING for line in lines)


def _split(text: str | None) -> list[str]:
    """Lines with their ends; only a line feed ends one."""
    return (
        []
        if not text
        else [f"{line}\n" for line in text.split("\n")[:-1]] + [last for last in text.split("\n")[-1:] if last]
    )
