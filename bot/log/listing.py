"""Rows of the question log → text, JSON or CSV. Pure."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

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


def escape(text: str) -> str:
    """`text` with each character that would steer a terminal as a JSON escape."""
    return STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_json(value: object) -> str:
    """The value as JSON on one line, whatever its texts hold; nothing in it steers a terminal."""
    return escape(json.dumps(value, ensure_ascii=False))


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
    writer.writerows(map(defuse, rows))
    return out.getvalue().removesuffix("\r\n")


def as_text(rows: Sequence[Line]) -> str:
    """A line a row: when (UTC), what came of it, how sure, the entry, and the question."""
    return "\n".join(
        f"{row['time'][:16]}  {row['outcome']:7}  {row['score']:.2f}  {row['entry'] or '–'}  "
        f"{' '.join(row['question'].split())}"
        for row in rows
    )


def defuse(row: Line) -> Line:
    """The row as a spreadsheet may open it: no text of it is taken for a formula."""
    return {
        name: f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
        for name, value in row.items()
    }
