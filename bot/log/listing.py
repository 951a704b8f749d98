"""Rows of the question log → text, JSON or CSV. Pure."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.log.days import in_finland

if TYPE_CHECKING:
    from collections.abc import Sequence

Line = dict[str, Any]

STEERING = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]"
    r"|\r(?!\n)"
)
"""Control characters but for line breaks and tabs, what ends a line or turns the direction of writing, halves of
characters."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""
BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows UTF-8."""


def escape(text: str) -> str:
    """`text` with each character that would steer a terminal as a JSON escape."""
    return STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_json(value: object) -> str:
    """The value as JSON on one line, whatever its texts hold, times as ISO 8601; nothing in it steers a terminal."""
    return escape(json.dumps(value, ensure_ascii=False, default=_tell_time))


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


def as_table(rows: Sequence[Line], *, excel: bool = False) -> str:
    """A header and the rows as CSV, without the last line break; formulas made text; nothing when there are none.

    excel: as a Finnish Excel opens it by a double click, that is with a mark of its encoding, semicolons, and decimal
    commas; times without their offset from UTC, as it knows none.
    """
    if not rows:
        return ""
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), delimiter=";" if excel else ",")
    writer.writeheader()
    writer.writerows(map(_for_excel if excel else _for_programs, rows))
    return (BYTE_ORDER_MARK if excel else "") + out.getvalue().removesuffix("\r\n")


def as_text(rows: Sequence[Line]) -> str:
    """A line a row: when, what came of it, how sure, the entry, and the question."""
    return "\n".join(
        f"{str(row['time'])[:16]}  {row['outcome']:7}  {row['score']:.2f}  {row['entry'] or '–'}  "
        f"{' '.join(row['question'].split())}"
        for row in rows
    )


def defuse(row: Line) -> Line:
    """The row as a spreadsheet may open it: no text of it is taken for a formula."""
    return {
        name: f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
        for name, value in row.items()
    }


def _for_programs(row: Line) -> Line:
    return {name: _tell_time(value) if isinstance(value, datetime) else value for name, value in defuse(row).items()}


def _for_excel(row: Line) -> Line:
    return {
        name: f"{value:%Y-%m-%d %H:%M:%S}"
        if isinstance(value, datetime)
        else str(value).replace(".", ",")
        if isinstance(value, float)
        else value
        for name, value in defuse(row).items()
    }


def _tell_time(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds")
