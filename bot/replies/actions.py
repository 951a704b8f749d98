"""What a button does: values, each with the pieces of its data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.content.entries import Facet
from bot.replies.tasks import Task


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
class Erase:
    """Take away the words of one's question."""

    asked: int

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"d|{self.asked}",)


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


Pressed = Open | Pick | Reject | Judge | Erase | Browse | Places | Settle | Speak | Leave | Ask | Task
Action = Pressed | Share


def _asked(number: int | None) -> str:
    return "" if number is None else f"|{number}"
