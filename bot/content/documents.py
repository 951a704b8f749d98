"""Where facts come from: documents with places in them, and public pages; and what the bot says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping  # noqa: TC003  read by pydantic
from datetime import date  # noqa: TC003  read by pydantic
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, model_validator

from bot.content.values import DAY, Frozen, Label, Line, Text, Url, id_of

DocumentId = id_of("document")


class Nature(StrEnum):
    """How much a document binds."""

    PROPOSAL = "proposal"
    DECISION = "decision"
    LAW = "law"
    REPORT = "report"


class Place(StrEnum):
    """What a place in a document is called; a source names it by this field."""

    SLIDE = "slide"
    PAGE = "page"
    CHAPTER = "chapter"
    SECTION = "section"


class Source(Frozen):
    """Where a fact comes from: a document and a place in it, or a public page with the day it was checked.

    The place is written by what it is called, such as `slide: 7`; without one the whole document is the source.
    document: left out beside a place, it is the one that `about` names.
    """

    document: DocumentId | None = None  # type: ignore[valid-type]
    slide: Annotated[int, Field(ge=1)] | None = None
    page: Annotated[int, Field(ge=1)] | None = None
    chapter: int | Line | None = None
    section: int | Line | None = None
    url: Url | None = None
    title: Line | None = None
    checked: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_the_main_document(cls, value: object, info: ValidationInfo) -> object:
        """Name the document that `about` names (the context) beside a place that comes without one."""
        if not isinstance(value, dict) or not info.context or value.get("document") is not None:
            return value
        return value | {"document": info.context} if any(value.get(place) is not None for place in Place) else value

    @model_validator(mode="after")
    def _one_kind(self) -> Source:
        public = (self.url, self.title, self.checked)
        places = [place for place in Place if getattr(self, place) is not None]
        if len(places) > 1:
            raise ValueError("lähteessä on monta paikkaa", "jätä vain yksi")
        cited = self.document is not None or bool(places)
        if cited == (self.url is not None) or (cited and any(public)):
            raise ValueError(
                "lähteessä on joko dokumentin paikka tai url, title ja checked", "kirjoita vain jompikumpi"
            )
        if self.url is not None and None in public:
            raise ValueError("julkisessa lähteessä on url, title ja checked", "lisää puuttuva kenttä")
        return self

    @property
    def place(self) -> tuple[Place, str] | None:
        """What the place is called, and which one it is; None of a whole document or a page."""
        found = ((place, getattr(self, place)) for place in Place)
        return next(((place, str(value)) for place, value in found if value is not None), None)

    @property
    def order(self) -> tuple[str, int, str]:
        """What sorts places of documents: by document, by the number that the place begins with, by its text."""
        _, place = self.place or (None, "")
        number = re.match(r"\d{1,9}", place)
        return self.document or "", int(number[0]) if number else 0, place


class Told(Frozen):
    """How a document is spoken of in one language, as far as it differs from its own words.

    of: in the middle of a citation, such as `esityksen` (`esityksen dia 7`); without it the title is said. whose: what
    stands before its nature, such as `Alueiden` (`Alueiden ehdotus`). explained: what it is, in a sentence or two.
    """

    title: Line | None = None
    publisher: Line | None = None
    of: Line | None = None
    whose: Line | None = None
    explained: Text | None = None


class Document(Frozen):
    """What the content is taken from.

    date: a day, or only the month or year when no more is known. place: what a place in it is called, from `first` to
    `last` when they are numbers; left out when it is only cited whole.
    """

    id: DocumentId  # type: ignore[valid-type]
    title: Line
    publisher: Line
    date: Annotated[str, StringConstraints(pattern=DAY)]
    nature: Nature
    url: Url | None = None
    place: Place | None = None
    first: Annotated[int, Field(ge=1)] | None = None
    last: Annotated[int, Field(ge=1)] | None = None
    fi: Told = Told()
    sv: Told = Told()
    en: Told = Told()

    def told(self, language: str) -> Told:
        """How it is spoken of in `fi`, `sv` or `en`, with its own title and publisher where that has none."""
        found: Told = getattr(self, language)
        return found.model_copy(
            update={"title": found.title or self.title, "publisher": found.publisher or self.publisher}
        )

    @property
    def year(self) -> str:
        """The year it is of."""
        return self.date[:4]


Sentence = Literal[
    "start-greeting",
    "start-what",
    "talk-greeting",
    "talk-who-are-you",
    "none-known",
    "none-try",
    "about",
    "about-short",
    "ask-bot",
    "list-of-theme",
    "picture-subtitle",
    "measure-label",
    "measures-label",
    "actor-coordinates-none",
    "area-said",
    "area-not-said",
    "area-untold",
]
"""What the bot says of itself and of what it knows, by its key in the texts, which have it in general words."""


class Words(Frozen):
    """What is said in one language of what this content is about.

    sentences: in the place of the general ones; each that is left out is said in general words. examples: questions to
    press in the welcome. questions: further ones in the help.
    """

    sentences: Mapping[Sentence, Text] = Field(default_factory=dict)
    examples: Annotated[tuple[Label, ...], Field(max_length=3)] = ()
    questions: tuple[Line, ...] = ()


class Keeper(Frozen):
    """Who keeps the bot, told under the entry `told_in`; name and contact are what the operator fills in."""

    told_in: id_of("topic")  # type: ignore[valid-type]
    name: Line | None = None
    contact: Line | None = None


class About(Frozen):
    """What this content is about, and the document that a place without one is in."""

    document: DocumentId | None = None  # type: ignore[valid-type]
    keeper: Keeper | None = None
    fi: Words = Words()
    sv: Words = Words()
    en: Words = Words()

    def words(self, language: str) -> Words:
        """What is said in `fi`, `sv` or `en`."""
        found: Words = getattr(self, language)
        return found
