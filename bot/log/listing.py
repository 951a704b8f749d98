"""Rows of the question log → text, JSON or CSV. Pure."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Line = dict[str, Any]

ESCAPES = {
    code: f"\\u{code:04x}"
    for code in (
        *range(0x7F, 0xA0),
        0x61C,
        0x200E,
        0x200F,
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        *range(0xFFF9, 0xFFFC),
    )
}
"""Characters that end a line, steer a terminal or stand in no UTF-8, as JSON escapes; JSON escapes those below 32."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula."""


def as_json(value: object) -> str:
    """The value as JSON on one line, whatever its texts hold; nothing in it steers a terminal."""
    return json.dumps(value, ensure_ascii=False).translate(ESCAPES)


def as_json_list(rows: Sequence[Line]) -> str:
    """One JSON array, a row a line."""
    return "[" + ",\n ".join(map(as_json, rows)) + "]"


def as_csv(rows: Sequence[Line]) -> str:
    """Rows of the log as a table, the candidates as JSON."""
    return as_table([{**row, "candidates": as_json(row["candidates"])} for row in rows])


def as_table(rows: Sequence[Line]) -> str:
    """A header and the rows as CSV, without the last line break; formulas made text; nothing when there are none."""
    if not rows:
        return ""
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(
        {name: _no_formula(value) if isinstance(value, str) else value for name, value in row.items()} for row in rows
    )
    return out.getvalue().removesuffix("\r\n")


def as_text(rows: Sequence[Line]) -> str:
    """A line a row: when (UTC), what came of it, how sure, the entry, and the question."""
    return "\n".join(
        f"{row['time'][:16]}  {row['outcome']:7}  {row['score']:.2f}  {row['entry'] or '–'}  "
        f"{' '.join(row['question'].split())}"
        for row in rows
    )


def _no_formula(question: str) -> str:
    return f"'{question}" if question.startswith(FORMULA) else question
