"""What a button does, and its data: at most 64 bytes, and read with suspicion, since anyone may send anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.entries import Facet

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 64
"""Longest data of a button, in bytes."""


class View(StrEnum):
    """How much of an answer is shown, by the letter in the data."""

    SHORT = "o"
    WHOLE = "a"
    CHANGES = "c"
    SOURCES = "s"


class Shelf(StrEnum):
    """A list to look through, by the letter in the data."""

    THEMES = "t"
    ACTORS = "a"
    AREAS = "m"
    TERMS = "w"


class Verdict(StrEnum):
    """What somebody thought of an answer, as it is logged."""

    HELPED = "helped"
    NOT_HELPED = "not-helped"
    WRONG_TOPIC = "wrong-topic"
    INCOMPLETE = "incomplete"
    OUTDATED = "outdated"
    OTHER = "other"


CODES = {Facet.NATIONAL: "n", Facet.REGIONAL: "r", Facet.BOTH: "b"}
FACETS = {code: facet for facet, code in CODES.items()}
VERDICTS = dict(zip("hntioe", Verdict, strict=True))
LETTERS = {verdict: letter for letter, verdict in VERDICTS.items()}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, from 0."""

    shelf: Shelf
    number: int = 0


@dataclass(frozen=True, slots=True)
class Open:
    """Show an entry on the given levels.

    asked: the question that it answers, by its number in the log. page: the list that it was found in.
    """

    entry: str
    facet: Facet
    view: View = View.SHORT
    asked: int | None = None
    page: Page | None = None

    @property
    def pieces(self) -> tuple[str, ...]:
        """The data: what must stand in it, then what may be left out."""
        place = _asked(self.asked) if self.page is None else f"|{self.page.shelf}{self.page.number}"
        return f"{self.view}|{self.entry}|{CODES[self.facet]}", place


@dataclass(frozen=True, slots=True)
class Pick:
    """Show what a question meant: one of the choices that were offered for it."""

    entry: str
    facet: Facet
    asked: int | None = None

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return f"p|{self.entry}|{CODES[self.facet]}", _asked(self.asked)


@dataclass(frozen=True, slots=True)
class Reject:
    """None of the choices is what the question meant."""

    asked: int | None = None

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return "x", _asked(self.asked)


@dataclass(frozen=True, slots=True)
class Judge:
    """Say what one thinks of the answer to a question."""

    verdict: Verdict
    asked: int

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"f|{LETTERS[self.verdict]}|{self.asked}",)


@dataclass(frozen=True, slots=True)
class Browse:
    """Show a page of a list."""

    page: Page

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"b|{self.page.shelf}{self.page.number}",)


@dataclass(frozen=True, slots=True)
class Places:
    """Ask which maakunta is one's own, beside an answer to come back to."""

    entry: str
    facet: Facet
    asked: int | None = None

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return f"r|{self.entry}|{CODES[self.facet]}", _asked(self.asked)


@dataclass(frozen=True, slots=True)
class Settle:
    """Say which maakunta is one's own, by its slug; `back` is the answer to come back to."""

    area: str
    back: Open | None = None

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        if self.back is None:
            return (f"m|{self.area}",)
        return f"m|{self.area}", f"|{self.back.entry}|{CODES[self.back.facet]}", _asked(self.back.asked)


@dataclass(frozen=True, slots=True)
class Speak:
    """Change the language of this conversation."""

    language: str

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"l|{self.language}",)


@dataclass(frozen=True, slots=True)
class Leave:
    """Write no feedback after all."""

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return ("z",)


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask a ready-made question."""

    question: str

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"q|{self.question}",)


@dataclass(frozen=True, slots=True)
class Share:
    """Ask the same in another chat: no data, but what is typed there after the bot's name."""

    query: str


Pressed = Open | Pick | Reject | Judge | Browse | Places | Settle | Speak | Leave | Ask
Action = Pressed | Share


def encode(action: Pressed) -> str:
    """An action as button data. Of what would not fit, what may be left out is, from the end."""
    pieces = action.pieces
    while len("".join(pieces).encode()) > MOST and len(pieces) > 1:
        pieces = pieces[:-1]
    return "".join(pieces)


def decode(data: str) -> Pressed | None:
    """The action in button data; None for anything else."""
    if len(data.encode("utf-8", "replace")) > MOST or not data.isprintable():
        return None
    matches = ((shape.fullmatch(data), made) for shape, made in SHAPES)
    return next((made(_Said(found)) for found, made in matches if found is not None), None)


def payload(entry: str, facet: Facet) -> str:
    """What follows `?start=` in a link that opens an entry."""
    return f"{entry.replace(':', '_')}_{CODES[facet]}"


def linked(text: str) -> Open | None:
    """What a link opens; None when `text` is no payload of ours."""
    found = re.fullmatch(r"([a-z]+)(?:_([a-z0-9-]{2,}))?(?:_([nrb]))?", text)
    if found is None:
        return None
    kind, slug, code = found.groups()
    return Open(f"{kind}:{slug}" if slug else kind, FACETS.get(code, Facet.BOTH))


class _Said:
    """The named groups of data that fits a shape, read as values."""

    def __init__(self, found: re.Match[str]) -> None:
        self._found = found.groupdict()

    def __getitem__(self, name: str) -> str:
        return str(self._found[name])

    @property
    def facet(self) -> Facet:
        return FACETS[self["facet"]]

    @property
    def asked(self) -> int | None:
        number = self._found["asked"]
        return None if number is None else int(number)

    @property
    def page(self) -> Page | None:
        return self.some_page if self._found["shelf"] else None

    @property
    def some_page(self) -> Page:
        return Page(Shelf(self["shelf"]), int(self["number"]))

    @property
    def back(self) -> Open | None:
        return Open(self["entry"], self.facet, asked=self.asked) if self._found["entry"] else None


def _asked(number: int | None) -> str:
    return "" if number is None else f"|{number}"


ENTRY = r"(?P<entry>[a-z]+(?::[a-z0-9-]+)?)\|(?P<facet>[nrb])"
ASKED = r"(?:\|(?P<asked>[1-9][0-9]{0,9}))?"
PAGE = r"(?P<shelf>[tamw])(?P<number>0|[1-9][0-9]?)"
SHAPES: tuple[tuple[re.Pattern[str], Callable[[_Said], Pressed]], ...] = tuple(
    (re.compile(shape), made) for shape, made in (
        (rf"(?P<view>[oacs])\|{ENTRY}(?:\|{PAGE}|{ASKED})",
         lambda said: Open(said["entry"], said.facet, View(said["view"]), said.asked, said.page)),
        (rf"p\|{ENTRY}{ASKED}", lambda said: Pick(said["entry"], said.facet, said.asked)),
        (rf"x{ASKED}", lambda said: Reject(said.asked)),
        (r"f\|(?P<verdict>[hntioe])\|(?P<asked>[1-9][0-9]{0,9})",
         lambda said: Judge(VERDICTS[said["verdict"]], int(said["asked"]))),
        (rf"b\|{PAGE}", lambda said: Browse(said.some_page)),
        (rf"r\|{ENTRY}{ASKED}", lambda said: Places(said["entry"], said.facet, said.asked)),
        (rf"m\|(?P<area>[a-z-]+)(?:\|{ENTRY}{ASKED})?", lambda said: Settle(said["area"], said.back)),
        (r"l\|(?P<language>[a-z]{2})", lambda said: Speak(said["language"])),
        (r"z", lambda _: Leave()),
        (r"q\|(?P<question>.*\S.*)", lambda said: Ask(said["question"])),
    )
)
