"""An Excel file → the rows of its sheets. Nothing in it is run: a formula is the value that was saved.

What the archive holds is bounded before the library reads any of it: how much it unpacks to, how many elements its XML
has, and that no XML declares a type, which is what bombs are made with.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from operator import attrgetter
from typing import TYPE_CHECKING, Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from bot.bringing.tables import MOST_COLUMNS, MOST_ROWS, Row
from bot.content.faults import Fault, KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterator

UNPACKED = 50_000_000
"""Most bytes of all that a workbook unpacks to."""
ELEMENTS = 500_000
"""Most elements of its XML; a cell has two or three."""
PARTS = 1_000
MERGED = 5_000
"""Most merged ranges of a sheet."""
LAST_ROW = 1_048_576
"""The last row that Excel has."""
VALUE = attrgetter("value")


@dataclass
class Layout:
    """What the values of a sheet do not tell: rows that are hidden, and cells that are merged, as `A1:A3`."""

    hidden: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name: rows with something in them. hidden: numbers of hidden rows, or all when it is None."""

    name: str
    rows: list[Row]
    hidden: frozenset[int] | None


def read_workbook(content: bytes, name: str) -> list[Sheet]:
    """The sheets of a workbook. Raises KnowledgeError when it cannot be read, or is too large."""
    try:
        layouts = _bound(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it does not read, such as the rules of a list in a cell
            return list(_sheets(content, layouts))
    except _TooLargeError:
        problem = f"taulukko on liian suuri (enintään {MOST_ROWS} riviä)"
        raise KnowledgeError([Fault(name, 1, problem, "jaa se osiin")]) from None
    except Exception:  # noqa: BLE001  what a file that somebody made by hand does to a library may be anything
        raise KnowledgeError(
            [Fault(name, 1, "Excel-tiedostoa ei voi lukea", "tallenna se uudelleen muodossa .xlsx ilman salasanaa")]
        ) from None


class _TooLargeError(Exception):
    """A workbook that is larger than any table of questions."""


def _bound(content: bytes) -> dict[str, Layout]:
    """The layout of each sheet by the part that holds it. Raises what a bad archive raises, and _TooLargeError."""
    layouts: dict[str, Layout] = defaultdict(Layout)
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
            raise _TooLargeError
        seen = 0
        for part in parts:
            try:
                seen = _look(archive.read(part), layouts[part.filename.lstrip("/")], seen)
            except expat.ExpatError:
                if part.filename.endswith((".xml", ".rels")):
                    raise  # what else is no XML is a picture, or a macro
    return layouts


def _look(xml: bytes, layout: Layout, seen: int) -> int:
    """Note hidden rows and merged cells of a part; how many elements were seen with those before."""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal seen
        seen += 1
        if seen > ELEMENTS or len(layout.merged) > MERGED:
            raise _TooLargeError
        match tag.rpartition(":")[2]:
            case "row" if int(attributes.get("r", 0)) > LAST_ROW:
                raise _TooLargeError
            case "row" if attributes.get("hidden") in {"1", "true"}:
                layout.hidden.add(int(attributes.get("r", 0)))
            case "mergeCell":
                layout.merged.append(attributes["ref"])

    def refuse(*_: object) -> None:
        raise BadZipFile

    reader = expat.ParserCreate()
    reader.StartElementHandler = start
    reader.StartDoctypeDeclHandler = refuse
    reader.Parse(xml, True)
    return seen


def _sheets(content: bytes, layouts: dict[str, Layout]) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # noqa: PLC0415  a fifth of a second that all but Excel does without

    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows: list[list[str]] = []
        for row in sheet.iter_rows(max_col=MOST_COLUMNS):
            if len(rows) < MOST_ROWS:
                rows.append([_word(cell) for cell in row])
            elif any(map(VALUE, row)):
                raise _TooLargeError
        layout = layouts[sheet._worksheet_path.lstrip("/")]
        _fill(rows, layout.merged)
        found = [Row(number, tuple(cells)) for number, cells in enumerate(rows, 1) if any(cells)]
        yield Sheet(sheet.title, found, frozenset(layout.hidden) if sheet.sheet_state == "visible" else None)


def _fill(rows: list[list[str]], merged: list[str]) -> None:
    """Put the value of cells that are merged downwards into each of them."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415

    for reference in merged:
        column, top, _, bottom = range_boundaries(reference)
        for row in rows[top : min(bottom, len(rows))]:
            if column <= min(len(row), len(rows[top - 1])) and not row[column - 1]:
                row[column - 1] = rows[top - 1][column - 1]


def _word(cell: Any) -> str:  # noqa: ANN401, PLR0911  a cell of the library; a table of cases
    """What a cell says, as a Finnish reader writes it; nothing for an error such as #N/A."""
    match cell.value:
        case None:
            return ""
        case bool(value):
            return "kyllä" if value else "ei"
        case int(value) | float(value):
            percent = "%" in str(getattr(cell, "number_format", ""))
            said = f"{value * 100 if percent else value:.10g}".replace(".", ",")
            return f"{said} %" if percent else said
        case datetime() as value:
            day = f"{value.day}.{value.month}.{value.year}"
            return day if value.time() == time() else f"{day} klo {value.hour}.{value.minute:02}"
        case date() as value:
            return f"{value.day}.{value.month}.{value.year}"
        case time() as value:
            return f"{value.hour}.{value.minute:02}"
        case value:
            return "" if cell.data_type == "e" else str(value).strip()
