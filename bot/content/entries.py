"""What the knowledge base holds: entries and the word lists beside them, as frozen values.

The pydantic models are the one definition: they validate the YAML, they are the values the rest of the bot
reads, and the JSON Schema for editors is generated from them. A kind of entry is a class: what the bot does otherwise
for it than for others hangs on the properties of that class, and nothing else asks for a kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field, StringConstraints, create_model

from bot.content.documents import About, Document, Source
from bot.content.marking import read_marks
from bot.content.translations import ActorTranslation, MeasureTranslation, OutsideTranslation, Translation, given
from bot.content.values import (
    LABEL,
    Brief,
    Frozen,
    Id,
    Label,
    Latitude,
    Line,
    Longitude,
    Plain,
    Text,
    Title,
    id_of,
    slugged,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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

    short: Brief
    text: Text
    since: date | None = None
    ended: date | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


class Responsibility(Frozen):
    """Who coordinates on one level, and with which tasks; how far that binds is told by the document it comes from."""

    coordinators: Annotated[tuple[Id, ...], Field(min_length=1)]
    tasks: Annotated[tuple[Line, ...], Field(min_length=1)]


KINDS: dict[str, type[Entry]] = {}
"""Every kind of entry by its name, in the order in which they stand here."""


class Entry(Frozen):
    """Anything that can be found: a title, a content, its sources, and the words people use for it.

    label: the title in few words, for a button; left out when the title is short enough. plain: one or two short
    sentences that say the same in selkokieli, for whom the rest is too hard; it is not searched. formerly: the ids that
    it had, the oldest first, and those of entries that it took in. sv, en: its texts in other languages, not searched.
    """

    kind: ClassVar[str]
    """The name of the class in lower case: what ids begin with, and logs, buttons and keys of texts say."""
    listed: ClassVar[str]
    """The list of a file that it stands in."""
    most: ClassVar[int | None] = None
    """Most entries of the kind in a file."""
    named: ClassVar[bool] = False
    """Whether it is found by its name, so that a sign of something outside beside it asks for that."""
    explains: ClassVar[bool] = False
    """Whether it only explains a word that other entries are about."""
    groups: ClassVar[bool] = False
    """Whether it is a group of measures."""
    levelled: ClassVar[bool] = False
    """Whether it has responsibilities, and with them tasks, on each level."""
    coordinates: ClassVar[bool] = False
    """Whether it may be responsible for something; it is never the same thing as what stands in the same places."""
    territory: ClassVar[bool] = False
    """Whether it is a part of the country."""
    local: ClassVar[bool] = False
    """Whether it may hold for some parts of the country only."""
    tells: ClassVar[bool] = False
    """Whether each of its sentences may be what is asked for, its counts and times as well."""
    surveys: ClassVar[bool] = False
    """Whether it shows all that there is at a glance."""
    spans: ClassVar[int] = 2
    """From how many places of documents it may come and still be what each of them tells."""

    id: Id
    title: Title
    label: Label | None = None
    content: Text
    plain: Plain | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    aliases: tuple[Line, ...] = ()
    synonyms: tuple[Line, ...] = ()
    successor: Successor | None = None
    formerly: tuple[Id, ...] = ()
    sv: Translation | None = None
    en: Translation | None = None

    def __init_subclass__(cls, **settings: Any) -> None:
        super().__init_subclass__(**settings)
        cls.kind = cls.__name__.lower()
        cls.listed = f"{cls.kind}s" if cls.most is None else cls.kind
        KINDS[cls.kind] = cls

    def phrases(self) -> Iterator[tuple[str, float]]:
        """What it is found by, each with its weight 0–1."""
        yield self.title, 1.0
        yield from ((alias, 1.0) for alias in self.aliases)
        yield from ((synonym, 0.95) for synonym in self.synonyms)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What it is called: its title, its label and its aliases."""
        return self.title, *(() if self.label is None else (self.label,)), *self.aliases

    def told(self, language: str) -> Entry:
        """The entry with its texts in `language`, each that has no translation in Finnish; itself where none has."""
        said = given(getattr(self, language, None))
        if not said:
            return self
        if "title" in said:
            said.setdefault("label", None)
        # Built anew, since a copy would keep what was computed of the Finnish texts.
        return type(self).model_construct(**_fields(self) | self._retell(said))

    def translated(self, language: str) -> Iterator[tuple[str, str]]:
        """What it is called in `language`, each with what that is in Finnish."""
        said = given(getattr(self, language, None))
        called = ("title", "label", "short", "name")
        yield from ((said[field], getattr(self, field) or self.title) for field in called if field in said)

    def _retell(self, said: dict[str, Any]) -> dict[str, Any]:
        """The fields that hold the translations `said`."""
        news = said.get("successor")
        return said if self.successor is None else said | {"successor": self.successor.model_copy(update=news)}

    def texts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What replies show of it, line by line: each field that a translation may have, with its texts."""
        yield "title", (self.title,) if self.label is None else (self.title, self.label)
        yield "content", tuple(line for block in self.blocks for line in ([block] if isinstance(block, str) else block))
        if self.plain is not None:
            yield "plain", (self.plain,)
        if self.successor is not None:
            yield "successor.short", (self.successor.short,)
            yield "successor.text", (self.successor.text,)

    def untold(self, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Those of its texts that have no translation into `language`."""
        return _untold(self.texts(), getattr(self, language, None))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Its id, and those that it had."""
        return self.id, *self.formerly

    @cached_property
    def blocks(self) -> tuple[str | tuple[str, ...], ...]:
        """The content: a paragraph as text, a run of lines that begin with `- ` as a list; wrapped lines joined.

        What is bold, italic or a link in it is marked (`marking`), and is plain text to all who do not ask.
        """
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
                found.append(read_marks(" ".join(said)))
            if items:
                found.append(tuple(map(read_marks, items)))
        return tuple(found)

    @cached_property
    def items(self) -> tuple[str, ...]:
        """The lines of the lists in the content."""
        return tuple(item for block in self.blocks if not isinstance(block, str) for item in block)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Where in documents it stands, such as `document:laki/section:4`."""
        found = ((source.document, source.place) for source in self.sources)
        return tuple(f"{document}/{place[0].value}:{place[1]}" for document, place in found if place is not None)

    @cached_property
    def order(self) -> tuple[bool, tuple[tuple[str, int, str], ...]]:
        """What sorts entries by where they stand in the documents; what comes from public pages only is last."""
        places = tuple(source.order for source in self.sources if source.url is None)
        return not places, places

    @property
    def brief(self) -> str:
        """The title in few words."""
        return self.label or self.title

    def akin(self, other: Entry) -> bool:
        """Whether both tell of the same thing: the same entry, or entries of two kinds from the same places.

        An actor is never the same thing as what it coordinates.
        """
        if self.id == other.id:
            return True
        apart = self.kind == other.kind or self.coordinates or other.coordinates
        return not apart and bool(self._places) and self._places == other._places

    @cached_property
    def _places(self) -> tuple[tuple[str, int, str], ...]:
        return tuple(source.order for source in self.sources if source.place is not None)


class Theme(Entry):
    """A theme, under which goals and measures stand."""

    groups = True
    spans = 1

    id: id_of("theme")  # type: ignore[valid-type]


class Goal(Entry):
    """A goal that stands apart from its measures."""

    groups = True

    id: id_of("goal")  # type: ignore[valid-type]
    theme: Id


class Measure(Entry):
    """What shall be done, with the responsibilities on both levels."""

    levelled = True

    id: id_of("measure")  # type: ignore[valid-type]
    theme: Id
    goal: Id | None = None
    measures: Annotated[tuple[Line, ...], Field(min_length=1)]
    national: Responsibility
    regional: Responsibility
    quotation: Line | None = None
    sv: MeasureTranslation | None = None
    en: MeasureTranslation | None = None

    def _retell(self, said: dict[str, Any]) -> dict[str, Any]:
        levels = {level.value: said[level.value] for level in Level if level.value in said}
        duties = {
            level: self.responsibility(Level(level)).model_copy(update={"tasks": tasks})
            for level, tasks in levels.items()
        }
        return super()._retell(said) | duties

    def texts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What replies show of it: what shall be done and the tasks as well."""
        yield from super().texts()
        yield "measures", self.measures
        yield from ((level.value, self.responsibility(level).tasks) for level in Level)
        if self.quotation is not None:
            yield "quotation", (self.quotation,)

    def responsibility(self, level: Level) -> Responsibility:
        """The responsibility on `level`."""
        return self.national if level is Level.NATIONAL else self.regional

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks on both levels, the national ones first."""
        return tuple(Task(self, level, text) for level in Level for text in self.responsibility(level).tasks)

    def phrases(self) -> Iterator[tuple[str, float]]:
        """What it is found by: what shall be done and the tasks as well."""
        yield from super().phrases()
        yield from ((measure, 1.0) for measure in self.measures)
        yield from ((task, 1.0) for level in (self.national, self.regional) for task in level.tasks)
        if self.quotation:
            yield self.quotation, 0.9


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a measure on one level."""

    measure: Measure
    level: Level
    text: str

    @property
    def number(self) -> int:
        """Where it stands among the tasks of its measure, from 0."""
        return [(task.level, task.text) for task in self.measure.tasks].index((self.level, self.text))

    def same(self, other: Task) -> bool:
        """Whether both are worded alike and of one level."""
        return (self.level, self.words) == (other.level, other.words)

    def within(self, other: Task) -> bool:
        """Whether it is the other task, or its words are a part of it."""
        return self.level is other.level and f" {self.words} " in f" {other.words} "

    @property
    def words(self) -> str:
        """The text without what does not tell it from another: capitals and the full stop."""
        return self.text.casefold().rstrip(". ")


class Actor(Entry):
    """A body that a document names; what it coordinates is computed from the measures.

    partitive: the short name as the object of a Finnish sentence, such as `kuntia`. plural: the name as its subject,
    where it stands for many bodies, such as `ELY-keskukset`.
    """

    named = coordinates = local = True
    spans = 0

    id: id_of("actor")  # type: ignore[valid-type]
    short: Line
    name: Line
    partitive: Line | None = None
    plural: Line | None = None
    sv: ActorTranslation | None = None
    en: ActorTranslation | None = None

    def texts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What replies show of it: its names as well."""
        yield from super().texts()
        yield "short", (self.short,)
        yield "name", (self.name,)

    @property
    def ended(self) -> date | None:
        """The day on which it ended; None of one that exists."""
        return None if self.successor is None else self.successor.ended

    @property
    def spelled(self) -> str:
        """The name with its abbreviation, for the middle of a sentence."""
        return self.name if self.short == self.name else f"{self.name} ({self.short})"

    def phrases(self) -> Iterator[tuple[str, float]]:
        """What it is found by: its names as well."""
        yield from super().phrases()
        yield self.short, 1.0
        yield self.name, 1.0


class Region(Entry):
    """A region that a document speaks of."""

    named = territory = local = True
    spans = 0

    id: id_of("region")  # type: ignore[valid-type]

    def phrases(self) -> Iterator[tuple[str, float]]:
        """What it is found by: the lines of its lists as well."""
        yield from super().phrases()
        yield from ((item, 0.9) for item in self.items)


class Topic(Entry):
    """Anything else that a document tells of."""

    tells = local = True

    id: id_of("topic")  # type: ignore[valid-type]

    def phrases(self) -> Iterator[tuple[str, float]]:
        """What it is found by: all sentences and lines of its content as well."""
        yield from super().phrases()
        for block in self.blocks:
            said = re.split(r"(?<=[^\W\d_][.!?]) ", block) if isinstance(block, str) else block
            yield from ((sentence, 0.9) for sentence in said)


class Term(Entry):
    """A word or abbreviation explained."""

    explains = True

    id: id_of("term")  # type: ignore[valid-type]


class Overview(Entry):
    """All themes, goals and measures at a glance."""

    surveys = True
    most = 1
    spans = 0

    id: Annotated[str, StringConstraints(pattern=r"^overview$")]


def slug_of(name: str) -> str:
    """A name in at most 40 lower-case ASCII letters, digits and hyphens; empty where it has no letters of that kind."""
    return slugged(name)[:LABEL]


class Area(Frozen):
    """A maakunta of today: how it is called, the towns in it, and the authority that covers it.

    `region` is set when the content speaks of it. `centre` is left out when no source confirms which it is; `office` is
    the state office of a maakunta that has no centre. `at` is its middle, latitude and longitude in degrees.
    """

    name: Label
    at: tuple[Latitude, Longitude] | None = None
    region: Id | None = None
    names: tuple[Line, ...] = ()
    towns: tuple[Line, ...] = ()
    centre: Line | None = None
    office: Line | None = None
    sources: tuple[Source, ...] = ()

    @cached_property
    def slug(self) -> str:
        """The name in lower-case ASCII letters, digits and hyphens, for the data of a button."""
        return slug_of(self.name)


class WordGroup(Frozen):
    """Words that people use for a word of the content: `synonyms` mean the same, `near` are looser relatives."""

    term: Line
    synonyms: tuple[Line, ...] = ()
    near: tuple[Line, ...] = ()


class Spoken(Frozen):
    """A standard word and the spoken, dialect or commonly misspelt forms of it."""

    word: Line
    forms: Annotated[tuple[Line, ...], Field(min_length=1)]


class Outside(Frozen):
    """A kind of thing people ask that the content never holds, and where to ask it instead."""

    id: id_of("outside")  # type: ignore[valid-type]
    title: Line
    cues: tuple[Line, ...] = ()
    examples: tuple[Line, ...] = ()
    elsewhere: Text
    sv: OutsideTranslation | None = None
    en: OutsideTranslation | None = None

    def phrases(self) -> Iterator[tuple[str, float]]:
        """What it is found by, each with its weight 0–1."""
        yield from ((example, 1.0) for example in self.examples)

    def told(self, language: str) -> Outside:
        """The same with its texts in `language`, each that has no translation in Finnish."""
        return self.model_copy(update=given(getattr(self, language, None)))

    def texts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What replies show of it: each field that a translation may have, with its texts."""
        yield "title", (self.title,)
        yield "elsewhere", (self.elsewhere,)

    def untold(self, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Those of its texts that have no translation into `language`."""
        return _untold(self.texts(), getattr(self, language, None))


def _fields(value: Frozen) -> dict[str, Any]:
    return {name: getattr(value, name) for name in type(value).model_fields}


def _untold(
    texts: Iterable[tuple[str, tuple[str, ...]]], translation: Frozen | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    said = given(translation)
    has = {*said, *(f"successor.{name}" for name in said.get("successor", ()))}
    return ((name, found) for name, found in texts if name not in has)


class Beside(Frozen):
    """One YAML file of the knowledge base, but for its entries; `about` stands in one file."""

    about: About | None = None
    documents: tuple[Document, ...] = ()
    areas: tuple[Area, ...] = ()
    vocabulary: tuple[WordGroup, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    outside: tuple[Outside, ...] = ()

    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the file, kind by kind."""
        return tuple(entry for kind in KINDS.values() for entry in getattr(self, kind.listed))


LISTS: dict[str, Any] = {
    kind.listed: (Annotated[tuple[kind, ...], Field(max_length=kind.most)], ())  # type: ignore[valid-type]
    for kind in KINDS.values()
}
File = create_model("File", __base__=Beside, __doc__="One YAML file of the knowledge base.", **LISTS)
"""One YAML file of the knowledge base, with a list for each kind of entry."""


@cache
def fields() -> frozenset[str]:
    """The name of every field that a file of content may have, wherever in it."""
    schema = File.model_json_schema()
    return frozenset(name for model in (schema, *schema["$defs"].values()) for name in model.get("properties", ()))
