"""What the knowledge base holds: entries and the word lists beside them, as frozen values.

The pydantic models are the one definition: they validate the YAML, they are the values the rest of the bot
reads, and the JSON Schema for editors is generated from them.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z]+(:[a-z0-9]+(-[a-z0-9]+)*)?$", max_length=48)]


def id_of(kind: str) -> object:
    """The type of an id of one kind: `kind:slug` in lower-case ASCII, short enough for a button's 64 bytes."""
    return Annotated[str, StringConstraints(pattern=rf"^{kind}:[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]


class Level(StrEnum):
    """The level a coordinator works on."""

    NATIONAL = "national"
    REGIONAL = "regional"


class Facet(StrEnum):
    """The levels a question asks for."""

    NATIONAL = "national"
    REGIONAL = "regional"
    BOTH = "both"

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels, in the order of the slides."""
        return tuple(Level) if self is Facet.BOTH else (Level(self.value),)


class Frozen(BaseModel):
    """A value of the knowledge base; unknown keys are faults."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Frozen):
    """Where a fact comes from: a slide of the deck (2–20), or a public page with the day it was checked."""

    slide: Annotated[int, Field(ge=2, le=20)] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    title: Text | None = None
    checked: date | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Source:
        public = (self.url, self.title, self.checked)
        if (self.slide is None) == (self.url is None) or (self.slide is not None and any(public)):
            raise ValueError("lähteessä on joko slide tai url, title ja checked")
        if self.url is not None and None in public:
            raise ValueError("julkisessa lähteessä on url, title ja checked")
        return self


class Successor(Frozen):
    """What has changed since the deck of 25.3.2022: one line for an answer, the whole wording behind it.

    since: the day from which it is so. ended: of a body that no longer exists the day that its source says it ended.
    """

    short: Annotated[Text, StringConstraints(max_length=120)]
    text: Text
    since: date | None = None
    ended: date | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


class Responsibility(Frozen):
    """Who was proposed to coordinate on one level, and with which tasks."""

    coordinators: Annotated[tuple[Id, ...], Field(min_length=1)]
    tasks: Annotated[tuple[Text, ...], Field(min_length=1)]


LABEL = 40
"""Longest label of a button that a phone 360 points wide shows whole, in characters."""


class Entry(Frozen):
    """Anything that can be found: a title, a content, its sources, and the words people use for it.

    label: the title in few words, for a button; left out when the title is short enough.
    """

    id: Id
    title: Annotated[Text, StringConstraints(max_length=90)]
    label: Annotated[Text, StringConstraints(max_length=LABEL)] | None = None
    content: Text
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    aliases: tuple[Text, ...] = ()
    synonyms: tuple[Text, ...] = ()
    successor: Successor | None = None

    @cached_property
    def kind(self) -> str:
        """`measure`, `goal`, `theme`, `actor`, `region`, `topic`, `term` or `overview`."""
        return self.id.partition(":")[0]

    @cached_property
    def blocks(self) -> tuple[str | tuple[str, ...], ...]:
        """The content: a paragraph as text, a run of lines that begin with `- ` as a list; wrapped lines joined."""
        found: list[str | tuple[str, ...]] = []
        for block in re.split(r"\n\s*\n", self.content.strip()):
            said: list[str] = []
            items: list[str] = []
            for line in block.split("\n"):
                if line.startswith("- "):
                    items.append(line[2:].strip())
                elif items and line.startswith("  "):
                    items[-1] += f" {line.strip()}"
                else:
                    said.append(line.strip())
            if said:
                found.append(" ".join(said))
            if items:
                found.append(tuple(items))
        return tuple(found)

    @cached_property
    def slides(self) -> tuple[int, ...]:
        """The slides this entry comes from."""
        return tuple(source.slide for source in self.sources if source.slide is not None)

    def akin(self, other: Entry) -> bool:
        """Whether both tell of the same thing: the same entry, or entries of two kinds from the same slides.

        An actor is never the same thing as what it coordinates.
        """
        if self.id == other.id:
            return True
        apart = self.kind == other.kind or "actor" in {self.kind, other.kind} or not self.slides
        return not apart and self.slides == other.slides


class Theme(Entry):
    """One of the six themes of the strategy."""

    id: id_of("theme")  # type: ignore[valid-type]


class Goal(Entry):
    """A goal that stands apart from its measures."""

    id: id_of("goal")  # type: ignore[valid-type]
    theme: Id


class Measure(Entry):
    """One slide's measures, with the responsibilities on both levels."""

    id: id_of("measure")  # type: ignore[valid-type]
    theme: Id
    goal: Id | None = None
    measures: Annotated[tuple[Text, ...], Field(min_length=1)]
    national: Responsibility
    regional: Responsibility
    quotation: Text | None = None

    def responsibility(self, level: Level) -> Responsibility:
        """The responsibility on `level`."""
        return self.national if level is Level.NATIONAL else self.regional


class Actor(Entry):
    """A body that a slide names; what it coordinates is computed from the measures."""

    id: id_of("actor")  # type: ignore[valid-type]
    short: Text
    name: Text

    @property
    def spelled(self) -> str:
        """The name with its abbreviation, for the middle of a sentence."""
        return self.name if self.short == self.name else f"{self.name} ({self.short})"


class Region(Entry):
    """A region that slide 20 speaks of."""

    id: id_of("region")  # type: ignore[valid-type]


class Topic(Entry):
    """A slide about the survey or the strategy as a whole."""

    id: id_of("topic")  # type: ignore[valid-type]


class Term(Entry):
    """A word or abbreviation explained."""

    id: id_of("term")  # type: ignore[valid-type]


class Overview(Entry):
    """All themes, goals and measures at a glance."""

    id: Annotated[str, StringConstraints(pattern=r"^overview$")]


class Area(Frozen):
    """A maakunta of today: how it is called, the towns in it, and the authority that covers it.

    `region` is set when slide 20 speaks of it. `centre` is left out when no source confirms which it is; `office` is
    the state office of a maakunta that has no centre.
    """

    name: Text
    region: Id | None = None
    names: tuple[Text, ...] = ()
    towns: tuple[Text, ...] = ()
    centre: Text | None = None
    office: Text | None = None
    sources: tuple[Source, ...] = ()

    @cached_property
    def slug(self) -> str:
        """The name in lower-case ASCII letters and hyphens, for the data of a button."""
        plain = unicodedata.normalize("NFKD", self.name.lower()).encode("ascii", "ignore").decode()
        return re.sub("[^a-z]+", "-", plain).strip("-")


class WordGroup(Frozen):
    """Words that people use for a word of the deck: `synonyms` mean the same, `near` are looser relatives."""

    term: Text
    synonyms: tuple[Text, ...] = ()
    near: tuple[Text, ...] = ()


class Spoken(Frozen):
    """A standard word and the spoken, dialect or commonly misspelt forms of it."""

    word: Text
    forms: Annotated[tuple[Text, ...], Field(min_length=1)]


class Outside(Frozen):
    """A kind of thing people ask that the deck never holds, and where to ask it instead."""

    id: id_of("outside")  # type: ignore[valid-type]
    title: Text
    cues: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = ()
    elsewhere: Text


class File(Frozen):
    """One YAML file of the knowledge base."""

    themes: tuple[Theme, ...] = ()
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    actors: tuple[Actor, ...] = ()
    regions: tuple[Region, ...] = ()
    topics: tuple[Topic, ...] = ()
    terms: tuple[Term, ...] = ()
    overview: Annotated[tuple[Overview, ...], Field(max_length=1)] = ()
    areas: tuple[Area, ...] = ()
    vocabulary: tuple[WordGroup, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    common: tuple[Text, ...] = ()
    outside: tuple[Outside, ...] = ()

    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the file, kind by kind."""
        return (
            *self.themes,
            *self.goals,
            *self.measures,
            *self.actors,
            *self.regions,
            *self.topics,
            *self.terms,
            *self.overview,
        )
