"""A file → what it tells, by the end of its name."""

from __future__ import annotations

import re
from pathlib import PurePath

from bot.bringing.items import Read
from bot.bringing.mappings import read_mapping
from bot.bringing.pages import read_page
from bot.bringing.tables import read_table, rows_of
from bot.bringing.workbooks import read_workbook
from bot.content.faults import Fault, KnowledgeError
from bot.content.reading import parsed

BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
"""What no text has."""
CLOSED = re.compile(r"\n(---|\.\.\.)\s*\Z")
"""The end of a page's header, which some write under a file that is nothing else."""
READERS = {
    ".csv": "table",
    ".tsv": "table",
    ".txt": "table",
    ".md": "page",
    ".markdown": "page",
    ".yaml": "mapping",
    ".yml": "mapping",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
}
"""How a file is read, by the end of its name."""


def read_file(name: str, content: bytes) -> Read:
    """What a file tells. Raises KnowledgeError when it is not read, or is not what its name says."""
    how = READERS.get(PurePath(name).suffix.lower())
    if how is None:
        ends = ".csv, .xlsx, .md tai .yaml"
        raise KnowledgeError(
            [Fault(name, 1, "tiedoston muotoa ei tunneta", f"tallenna se niin, että päätteenä on {ends}")]
        )
    if how == "workbook":
        return _read_sheets(name, content)
    text = _decode(content, name)
    if how == "page":
        return read_page(text, name)
    if how == "table":
        return read_table(rows_of(text, name), name) or Read()
    document = parsed(CLOSED.sub("\n", text).encode(), name)
    if document.faults:
        raise KnowledgeError(document.faults)
    return read_mapping(document)


def _read_sheets(name: str, content: bytes) -> Read:
    """What the sheets of a workbook tell together; rows and sheets that are hidden are left, and said so."""
    read = Read()
    sheets = read_workbook(content, name)
    for sheet in sheets:
        where = name if len(sheets) == 1 else f"{name} ({sheet.name})"
        if sheet.hidden is None:
            read.left.append(Fault(where, 1, "taulukko on piilotettu", "näytä se, jos se tarvitaan"))
            continue
        shown = [row for row in sheet.rows if row.line not in sheet.hidden]
        found = read_table(shown, where, sheet.name if len(sheets) > 1 else "")
        if found is None:
            if shown:
                problem = "taulukosta ei löydy sarakkeita kysymys ja vastaus"
                read.left.append(Fault(where, shown[0].line, problem, "nimeä sarakkeet, jos taulukko tarvitaan"))
            continue
        hidden = [row for row in sheet.rows if row.line in sheet.hidden]
        read.left += [
            *found.left,
            *(Fault(where, row.line, "rivi on piilotettu", "näytä se, jos se tarvitaan") for row in hidden),
        ]
        read.items += found.items
        read.notes += found.notes
        read.title = read.title or found.title
    return read


def _decode(content: bytes, name: str) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or else Windows-1252. Raises KnowledgeError."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "windows-1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (binary := BINARY.search(text)) is None:
            return text
        line = text.count("\n", 0, binary.start()) + 1
        raise KnowledgeError([Fault(name, line, "tiedosto ei ole tekstiä", "tallenna se tekstinä, merkistöllä UTF-8")])
    raise KnowledgeError([Fault(name, 1, "tiedoston merkistöä ei tunneta", "tallenna se merkistöllä UTF-8")])
