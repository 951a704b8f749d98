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

from pydantic import Field, StringConstraints

from bot.content.documents import About, Document, Source
from bot.content.values import Frozen, Id, Text, id_of


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
        """The levels, the national one first."""
        return tuple(Level) if self is Facet.BOTH else (Level(self.value),)


class Successor(Frozen):
    """What has changed since the document: one line for an answer, the whole wording behind it.

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
        """The slides this entry comes from, if it comes from slides."""
        return tuple(source.slide for source in self.sources if source.slide is not None)

    @cached_property
    def order(self) -> tuple[bool, tuple[tuple[str, int, str], ...]]:
        """What sorts entries by where they stand in the documents; what comes from public pages only is last."""
        places = tuple(source.order for source in self.sources if source.url is None)
        return not places, places

    def akin(self, other: Entry) -> bool:
        """Whether both tell of the same thing: the same entry, or entries of two kinds from the same places.

        An actor is never the same thing as what it coordinates.
        """
        if self.id == other.id:
            return True
        apart = self.kind == other.kind or "actor" in {self.kind, other.kind}
        return not apart and bool(self._places) and self._places == other._places

    @cached_property
    def _places(self) -> tuple[tuple[str, int, str], ...]:
        return tuple(source.order for source in self.sources if source.place is not None)


class Theme(Entry):
    """A theme, under which goals and measures stand."""

    id: id_of("theme")  # type: ignore[valid-type]


class Goal(Entry):
    """A goal that stands apart from its measures."""

    id: id_of("goal")  # type: ignore[valid-type]
    theme: Id


class Measure(Entry):
    """What shall be done, with the responsibilities on both levels."""

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
    """A body that a document names; what it coordinates is computed from the measures."""

    id: id_of("actor")  # type: ignore[valid-type]
    short: Text
    name: Text

    @property
    def spelled(self) -> str:
        """The name with its abbreviation, for the middle of a sentence."""
        return self.name if self.short == self.name else f"{self.name} ({self.short})"


class Region(Entry):
    """A region that a document speaks of."""

    id: id_of("region")  # type: ignore[valid-type]


class Topic(Entry):
    """Anything else that a document tells of."""

    id: id_of("topic")  # type: ignore[valid-type]


class Term(Entry):
    """A word or abbreviation explained."""

    id: id_of("term")  # type: ignore[valid-type]


class Overview(Entry):
    """All themes, goals and measures at a glance."""

    id: Annotated[str, StringConstraints(pattern=r"^overview$")]


class Area(Frozen):
    """A maakunta of today: how it is called, the towns in it, and the authority that covers it.

    `region` is set when the content speaks of it. `centre` is left out when no source confirms which it is; `office` is
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
    """Words that people use for a word of the content: `synonyms` mean the same, `near` are looser relatives."""

    term: Text
    synonyms: tuple[Text, ...] = ()
    near: tuple[Text, ...] = ()


class Spoken(Frozen):
    """A standard word and the spoken, dialect or commonly misspelt forms of it."""

    word: Text
    forms: Annotated[tuple[Text, ...], Field(min_length=1)]


class Outside(Frozen):
    """A kind of thing people ask that the content never holds, and where to ask it instead."""

    id: id_of("outside")  # type: ignore[valid-type]
    title: Text
    cues: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = ()
    elsewhere: Text


class File(Frozen):
    """One YAML file of the knowledge base; `about` stands in one of them."""

    about: About | None = None
    documents: tuple[Document, ...] = ()
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
