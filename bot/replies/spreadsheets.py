"""Rows → CSV, for programs and for a Finnish Excel; no text of them is taken for a formula. Pure."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Line = dict[str, Any]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""
BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows UTF-8."""


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


def defuse(row: Line) -> Line:
    """The row as a spreadsheet may open it: no text of it is taken for a formula."""
    return {
        name: f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
        for name, value in row.items()
    }


def tell_time(time: datetime) -> str:
    """A time in ISO 8601, to the millisecond."""
    return time.isoformat(timespec="milliseconds")


def _for_programs(row: Line) -> Line:
    return {name: tell_time(value) if isinstance(value, datetime) else value for name, value in defuse(row).items()}


def _for_excel(row: Line) -> Line:
    return {
        name: f"{value:%Y-%m-%d %H:%M:%S}"
        if isinstance(value, datetime)
        else str(value).replace(".", ",")
        if isinstance(value, float)
        else value
        for name, value in defuse(row).items()
    }
