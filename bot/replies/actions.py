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


@dataclass(frozen=True, slots=True)
class Pick:
    """Show what a question meant: one of the choices that were offered for it."""

    entry: str
    facet: Facet
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """None of the choices is what the question meant."""

    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """Say what one thinks of the answer to a question."""

    verdict: Verdict
    asked: int


@dataclass(frozen=True, slots=True)
class Browse:
    """Show a page of a list."""

    page: Page


@dataclass(frozen=True, slots=True)
class Places:
    """Ask which maakunta is one's own, beside an answer to come back to."""

    entry: str
    facet: Facet
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Settle:
    """Say which maakunta is one's own, by its name in ASCII; `back` is the answer to come back to."""

    area: str
    back: Open | None = None


@dataclass(frozen=True, slots=True)
class Speak:
    """Change the language of this conversation."""

    language: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask a ready-made question."""

    question: str


@dataclass(frozen=True, slots=True)
class Share:
    """Ask the same in another chat, by inline query."""

    query: str


Action = Open | Pick | Reject | Judge | Browse | Places | Settle | Speak | Ask | Share

CODES = {Facet.NATIONAL: "n", Facet.REGIONAL: "r", Facet.BOTH: "b"}
FACETS = {code: facet for facet, code in CODES.items()}
VERDICTS = dict(zip("hntioe", Verdict, strict=True))
LETTERS = {verdict: letter for letter, verdict in VERDICTS.items()}

ENTRY = r"(?P<entry>[a-z]+(?::[a-z0-9-]+)?)\|(?P<facet>[nrb])"
ASKED = r"(?:\|(?P<asked>[1-9][0-9]{0,9}))?"
PAGE = r"(?P<shelf>[tamw])(?P<number>0|[1-9][0-9]?)"


def encode(action: Action) -> str:
    """An action as button data. What would not fit is left out: the question first, then the way back."""
    match action:
        case Open(entry, facet, view, asked, page):
            place = f"|{page.shelf}{page.number}" if page is not None else _asked(asked)
            return _fitting(f"{view}|{entry}|{CODES[facet]}", place)
        case Pick(entry, facet, asked):
            return _fitting(f"p|{entry}|{CODES[facet]}", _asked(asked))
        case Reject(asked):
            return f"x{_asked(asked)}"
        case Judge(verdict, asked):
            return f"f|{LETTERS[verdict]}{_asked(asked)}"
        case Browse(Page(shelf, number)):
            return f"b|{shelf}{number}"
        case Places(entry, facet, asked):
            return _fitting(f"r|{entry}|{CODES[facet]}", _asked(asked))
        case Settle(area, None):
            return f"m|{area}"
        case Settle(area, Open(entry, facet, _, asked)):
            return _fitting(f"m|{area}", f"|{entry}|{CODES[facet]}", _asked(asked))
        case Speak(language):
            return f"l|{language}"
        case Ask(question):
            return f"q|{question}"
        case Share(query):
            return query


def decode(data: str) -> Action | None:
    """The action in button data; None for anything else."""
    if len(data.encode()) > MOST or not data.isprintable():
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
    def entry(self) -> tuple[str, Facet]:
        return self["entry"], FACETS[self["facet"]]

    @property
    def asked(self) -> int | None:
        number = self._found["asked"]
        return None if number is None else int(number)

    @property
    def page(self) -> Page | None:
        return Page(Shelf(self["shelf"]), int(self["number"])) if self._found["shelf"] else None

    @property
    def back(self) -> Open | None:
        return Open(*self.entry, asked=self.asked) if self._found["entry"] else None


SHAPES: tuple[tuple[re.Pattern[str], Callable[[_Said], Action]], ...] = tuple(
    (re.compile(shape), made) for shape, made in (
        (rf"(?P<view>[oacs])\|{ENTRY}(?:\|{PAGE}|{ASKED})",
         lambda said: Open(*said.entry, View(said["view"]), said.asked, said.page)),
        (rf"p\|{ENTRY}{ASKED}", lambda said: Pick(*said.entry, said.asked)),
        (rf"x{ASKED}", lambda said: Reject(said.asked)),
        (r"f\|(?P<verdict>[hntioe])\|(?P<asked>[1-9][0-9]{0,9})",
         lambda said: Judge(VERDICTS[said["verdict"]], int(said["asked"]))),
        (rf"b\|{PAGE}", lambda said: Browse(Page(Shelf(said["shelf"]), int(said["number"])))),
        (rf"r\|{ENTRY}{ASKED}", lambda said: Places(*said.entry, said.asked)),
        (rf"m\|(?P<area>[a-z-]+)(?:\|{ENTRY}{ASKED})?", lambda said: Settle(said["area"], said.back)),
        (r"l\|(?P<language>[a-z]{2})", lambda said: Speak(said["language"])),
        (r"q\|(?P<question>.*\S.*)", lambda said: Ask(said["question"])),
    )
)


def _asked(number: int | None) -> str:
    return "" if number is None else f"|{number}"


def _fitting(*pieces: str) -> str:
    """The pieces joined, without those at the end that do not fit."""
    while len("".join(pieces).encode()) > MOST:
        pieces = pieces[:-1]
    return "".join(pieces)
