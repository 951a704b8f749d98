"""What a button does: values, each with the form of its data, which `coding` reads and writes.

In a form `{…}` is a field, or a field of one, and `[…]` what may be left out: where nothing is to be said, or where
it would not fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from bot.replies.tasks import Task

if TYPE_CHECKING:
    from bot.content.entries import Facet


class View(StrEnum):
    """How much of an answer is shown, or how, by the letter in the data."""

    SHORT = "o"
    WHOLE = "a"
    CHANGES = "c"
    SOURCES = "s"
    PLAIN = "k"


class Shelf(StrEnum):
    """A list to look through, by the letter in the data."""

    THEMES = "t"
    ACTORS = "a"
    AREAS = "m"
    TERMS = "w"


class Feedback(StrEnum):
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

    asked: the question that it answers, by its number in the log. page: the list that it was found in. task: the one
    that is meant, by its number among those of the measure, from 0.
    """

    data: ClassVar = "{view}|{entry}|{facet}[|{page.shelf}{page.number}][|{asked}][|#{task}]"
    entry: str
    facet: Facet
    view: View = View.SHORT
    asked: int | None = None
    page: Page | None = None
    task: int | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """Show what a question meant: one of the choices that were offered for it, or its task of that number."""

    data: ClassVar = "p|{entry}|{facet}[|{asked}][|#{task}]"
    entry: str
    facet: Facet
    asked: int | None = None
    task: int | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """None of the choices is what the question meant."""

    data: ClassVar = "x[|{asked}]"
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """Say what one thinks of the answer to a question."""

    data: ClassVar = "f|{feedback}|{asked}"
    feedback: Feedback
    asked: int


@dataclass(frozen=True, slots=True)
class Erase:
    """Take away the words of one's question."""

    data: ClassVar = "d|{asked}"
    asked: int


@dataclass(frozen=True, slots=True)
class Browse:
    """Show a page of a list."""

    data: ClassVar = "b|{page.shelf}{page.number}"
    page: Page


@dataclass(frozen=True, slots=True)
class Places:
    """Ask which maakunta is one's own, beside an answer to come back to."""

    data: ClassVar = "r|{entry}|{facet}[|{asked}]"
    entry: str
    facet: Facet
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Settle:
    """Say which maakunta is one's own, by its slug; `back` is the answer to come back to."""

    data: ClassVar = "m|{area}[|{back.entry}|{back.facet}[|{back.asked}]]"
    area: str
    back: Open | None = None


@dataclass(frozen=True, slots=True)
class Speak:
    """Change the language of this conversation."""

    data: ClassVar = "l|{language}"
    language: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Write no feedback after all."""

    data: ClassVar = "z"


@dataclass(frozen=True, slots=True)
class Declare:
    """Say that what one wrote is feedback, or that it is a question."""

    data: ClassVar = "e|{comment}"
    comment: bool


@dataclass(frozen=True, slots=True)
class Draw:
    """Show the picture of who is responsible for what."""

    data: ClassVar = "i"


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask a ready-made question."""

    data: ClassVar = "q|{question}"
    question: str


@dataclass(frozen=True, slots=True)
class More:
    """Put what else may be done with an answer under it.

    entry: left out where the answer is of the table. page, task: as of `Open`.
    """

    data: ClassVar = "v|{facet}[|{entry}][|{page.shelf}{page.number}][|{asked}][|#{task}]"
    facet: Facet
    entry: str | None = None
    asked: int | None = None
    page: Page | None = None
    task: int | None = None


@dataclass(frozen=True, slots=True)
class Choose:
    """Put entries of one kind under an answer that lists them, to open.

    places: a number of which the bit n, from 0, is set for the entry n of the kind, as the content has them.
    """

    data: ClassVar = "n|{kind}|{places}|{facet}[|{asked}]"
    kind: str
    places: int
    facet: Facet
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Ask the same in another chat: no data, but what is typed there after the bot's name."""

    query: str


Spread = More | Choose
"""What puts further choices under an answer, which stays as it is."""
Pressed = (
    Open
    | Pick
    | Reject
    | Judge
    | Erase
    | Browse
    | Places
    | Settle
    | Speak
    | Leave
    | Declare
    | Draw
    | Ask
    | Spread
    | Task
)
Action = Pressed | Share
