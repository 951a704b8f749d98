"""What somebody has already, as a table, a page or YAML of another shape → a file of content. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.bringing.items import merged
from bot.bringing.placing import Placed, place, shorten
from bot.bringing.reading import read_file
from bot.content.faults import Fault, KnowledgeError
from bot.content.parsing import MAX_BYTES
from bot.content.reading import parsed, validated
from bot.content.values import slug
from bot.content.writing import write_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.bringing.items import Item
    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge

__all__ = ["LARGEST", "Brought", "bring"]

LARGEST = 5_000_000
"""Most bytes of a file."""
MOST_ITEMS = 1_000


@dataclass(frozen=True, slots=True)
class Brought:
    """A file of content, as YAML, and the entries in it: none when nothing is new.

    left: what could not be placed, and why. notes: what to know of what is placed. known: questions that the content
    has already, each with the id of its entry.
    """

    name: str
    yaml: str
    entries: tuple[Entry, ...]
    left: tuple[Fault, ...]
    notes: tuple[Fault, ...] = ()
    known: tuple[tuple[Item, str], ...] = field(default=())


def bring(
    name: str, content: bytes, knowledge: Knowledge, today: date, resembling: Callable[[str], str | None]
) -> Brought:
    """What the file `name` would add to the content.

    today: the day on which public sources are said to be checked. resembling: gives the id of the entry whose name
    says the same as some words, if there is one. Raises KnowledgeError when the file cannot be read as what it is, or
    holds no questions and answers.
    """
    read = read_file(name, content)
    if not read.items and not read.left:
        problem = "tiedostosta ei löydy kysymyksiä ja vastauksia"
        raise KnowledgeError([Fault(name, 1, problem, "nimeä sarakkeet tai kentät, kuten kysymys ja vastaus")])
    if len(read.items) > MOST_ITEMS:
        problem = f"tiedostossa on yli {MOST_ITEMS} kysymystä"
        raise KnowledgeError([Fault(name, 1, problem, "jaa se osiin")])
    stem = PurePath(name).stem
    words = " ".join((read.title or re.sub(r"[_-]+", " ", stem)).split())
    title = shorten(words[:1].upper() + words[1:], 90) or "Tuotu tiedosto"
    placed = place(merged(read.items), title, knowledge, today, resembling)
    written = _write(placed)
    if len(written.encode()) > MAX_BYTES:
        raise KnowledgeError([Fault(name, 1, "tiedostossa on liikaa tekstiä", "jaa se osiin")])
    document = parsed(written.encode(), name)
    file = None if document.faults else validated(document)
    if file is None:
        raise KnowledgeError(document.faults)
    return Brought(
        name=f"{slug(stem, 40) or 'tuotu'}.yaml",
        yaml=written,
        entries=file.entries(),
        left=tuple(sorted((*read.left, *placed.left))),
        notes=(*read.notes, *placed.notes),
        known=tuple(placed.known),
    )


def _write(placed: Placed) -> str:
    return write_yaml({name: getattr(placed, name) for name in ("documents", "themes", "measures", "topics")})
