"""Rows of a table → items: the row that names the columns is found, and each row below it is an item.

A table comes from a file of characters between commas, semicolons or tabs, or from a sheet of a workbook.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from bot.bringing.columns import TITLES, Column, Role, column_of
from bot.bringing.items import Read, item_of, languages_left, tell_languages, with_more
from bot.content.faults import Fault, KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADER = 20
"""Among how many rows with something in them the names of the columns are looked for; titles stand above."""
MOST_ROWS = 5_000
MOST_COLUMNS = 60
DELIMITERS = ";,\t"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, as text. line: of the file, or the number of the row in its sheet, from 1."""

    line: int
    cells: tuple[str, ...]


def rows_of(text: str, name: str) -> list[Row]:
    """The rows of a CSV file, by the delimiter that shows the most of its columns.

    Raises KnowledgeError when its quotes are wrong, or it is too long.
    """
    rows, fault = max((_split(text, delimiter, name) for delimiter in DELIMITERS), key=lambda table: _weigh(table[0]))
    if fault is not None:
        raise KnowledgeError([fault])
    return rows


def _split(text: str, delimiter: str, name: str) -> tuple[list[Row], Fault | None]:
    """The rows by a delimiter, and what stopped the reading, if anything did."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, tuple(cells[:MOST_COLUMNS])))
            line = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                return rows, Fault(name, line, f"taulukossa on yli {MOST_ROWS} riviä", "jaa se osiin")
    except csv.Error:
        problem = "lainausmerkit ovat väärin, tai solu on liian pitkä"
        return rows, Fault(name, line, problem, "tarkista rivin lainausmerkit")
    return rows, None


def _weigh(rows: list[Row]) -> tuple[int, int]:
    """How much of a table some rows are: columns that are known, then cells of the usual row."""
    columns = max((len(_name(row)) for row in rows[:HEADER]), default=0)
    [(usual, _)] = Counter(len(row.cells) for row in rows).most_common(1) or [(0, 0)]
    return columns, min(usual, MOST_COLUMNS)


def read_table(rows: Sequence[Row], place: str, section: str = "") -> Read | None:
    """What the rows below the names of the columns tell; None when no row names a question and its answer.

    section: what an item stands under whose row does not say.
    """
    found = _find_columns(rows)
    if found is None:
        return None
    start, columns = found
    read = Read(title=_title(rows[: max(0, start - 1)]))
    if left := languages_left(columns.values()):
        read.notes.append(Fault(place, rows[max(0, start - 1)].line, *tell_languages(left)))
    for row in rows[start:]:
        cells = [(column, row.cells[number]) for number, column in columns.items() if number < len(row.cells)]
        item = item_of(place, row.line, cells, section, breaks=True)
        if item.title:
            read.items.append(item)
        elif item.answer:
            read.left.append(Fault(place, row.line, "kysymys puuttuu", "kirjoita se"))
        elif read.items and (item.duties or item.wordings or item.aliases or item.sources):
            read.items[-1] = with_more(read.items[-1], item)
    return read


def _find_columns(rows: Sequence[Row]) -> tuple[int, dict[int, Column]] | None:
    """Where the rows below the header begin, and what their columns hold."""
    named = [(number, _name(row)) for number, row in enumerate(rows[:HEADER])]
    named = [(number, columns) for number, columns in named if _roles(columns).intersection(TITLES)]
    for number, columns in named:
        if _roles(columns) & {Role.ANSWER, Role.TASKS}:
            return number + 1, columns
    for number, columns in named:
        if (unnamed := _longest_unnamed(rows, number)) is not None:
            return number + 1, columns | {unnamed: Column(Role.ANSWER)}
    return _guess(rows)


def _guess(rows: Sequence[Row]) -> tuple[int, dict[int, Column]] | None:
    """The columns of a table whose header says nothing that is known: in one most cells ask, the longest answers."""
    width = max((len(row.cells) for row in rows), default=0)
    columns = [[row.cells[number].strip() for row in rows if number < len(row.cells)] for number in range(width)]
    asking = max(range(width), key=lambda number: sum(cell.endswith("?") for cell in columns[number]), default=0)
    if width < 2 or 2 * sum(cell.endswith("?") for cell in columns[asking]) <= len(rows):
        return None
    others = (number for number in range(width) if number != asking)
    longest = max(others, key=lambda number: sum(map(len, columns[number])))
    start = 0 if "".join(rows[0].cells[asking : asking + 1]).strip().endswith("?") else 1
    return start, {asking: Column(Role.QUESTION), longest: Column(Role.ANSWER)}


def _name(row: Row) -> dict[int, Column]:
    """What the columns hold, if the row names them: its cells are short, and most of them are names."""
    named = {number: column_of(cell) for number, cell in enumerate(row.cells) if cell.strip() and len(cell) < 60}
    return {number: column for number, column in named.items() if column is not None}


def _roles(columns: Mapping[int, Column]) -> set[Role]:
    return {column.role for column in columns.values()}


def _longest_unnamed(rows: Sequence[Row], header: int) -> int | None:
    """The column with an empty header that has the longest texts."""
    unnamed = range(max(len(row.cells) for row in rows))
    lengths = {
        number: sum(len(row.cells[number]) for row in rows[header + 1 :] if number < len(row.cells))
        for number in unnamed
        if not "".join(rows[header].cells[number : number + 1]).strip()
    }
    longest = max(lengths, key=lambda number: lengths[number], default=None)
    return longest if longest is not None and lengths[longest] else None


def _title(above: Sequence[Row]) -> str:
    """What stands above the header, when that is one short text."""
    said = [cell.strip() for row in above for cell in row.cells if cell.strip()]
    return said[0] if said and len(said[0]) <= 90 and not said[0].startswith("sep=") else ""
