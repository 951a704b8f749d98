"""Rows of the question log → text, JSON or CSV. Pure."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from bot.log.days import in_finland
from bot.replies.spreadsheets import as_table, tell_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.replies.spreadsheets import Line

STEERING = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]"
    r"|\r(?!\n)"
)
"""Control characters but for line breaks and tabs, what ends a line or turns the direction of writing, halves of
characters."""


def escape(text: str) -> str:
    """`text` with each character that would steer a terminal as a JSON escape."""
    return STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_json(value: object) -> str:
    """The value as JSON on one line, whatever its texts hold, times as ISO 8601; nothing in it steers a terminal."""
    return escape(json.dumps(value, ensure_ascii=False, default=tell_time))


def as_json_list(rows: Sequence[Line]) -> str:
    """One JSON array, a row a line."""
    return "[" + ",\n ".join(map(as_json, rows)) + "]"


def localized(row: Line) -> Line:
    """A row of the log with its time by the clocks of Finland; as it stands where that is no time."""
    with suppress(TypeError, ValueError):
        return row | {"time": in_finland(datetime.fromisoformat(row["time"]))}
    return row


def as_csv(rows: Sequence[Line], *, excel: bool = False) -> str:
    """Rows of the log as a table, the candidates as JSON."""
    return as_table([{**row, "candidates": as_json(row["candidates"])} for row in rows], excel=excel)


def as_text(rows: Sequence[Line]) -> str:
    """A line a row: when, what came of it, how sure, the entry, and the question."""
    return "\n".join(
        f"{str(row['time'])[:16]}  {row['outcome']:7}  {row['score']:.2f}  {row['entry'] or '–'}  "
        f"{' '.join(row['question'].split())}"
        for row in rows
    )
