"""A folder of YAML → `Knowledge`, or one `KnowledgeError` that lists every fault with file, line and mend."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from bot.content.checking import clashes, validated
from bot.content.documents import About, Document, Nature, Source
from bot.content.entries import (
    Actor,
    Area,
    Entry,
    File,
    Goal,
    Level,
    Measure,
    Outside,
    Overview,
    Spoken,
    Theme,
    WordGroup,
)
from bot.content.faults import Fault, KnowledgeError
from bot.content.files import below
from bot.content.parsing import Parsed, Value, read, unparsed
from bot.content.sourcing import main_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from bot.content.entries import Facet

__all__ = ["Fault", "Knowledge", "KnowledgeError", "load", "paths", "schema", "texts"]

Kind = TypeVar("Kind", bound=Entry)

MAX_FILES = 200
"""Most files of content; what the project brings are a dozen."""
MAX_LENGTH = 10_000_000
"""Most characters of all files; what the project brings are 400 000."""


@dataclass(frozen=True, eq=False)  # it is compared by identity, so that what is made of it can be kept beside it
class Knowledge:
    """All content, whole and checked. `version`: 12 hex digits of the SHA-256 of the content, file names aside."""

    entries: Mapping[str, Entry]
    areas: tuple[Area, ...] = ()
    vocabulary: tuple[WordGroup, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    outside: tuple[Outside, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    about: About = field(default_factory=About)
    version: str = ""

    @cached_property
    def document(self) -> Document | None:
        """The document that the content is mostly taken from."""
        return self.documents.get(self.about.document or "")

    def documents_of(self, sources: Iterable[Source]) -> tuple[Document, ...]:
        """The documents that are cited, each once, in the order of `sources`."""
        named = dict.fromkeys(source.document or "" for source in sources if source.url is None)
        return tuple(self.documents[name] for name in named)

    def natures(self, entries: Iterable[Entry]) -> frozenset[Nature | None]:
        """How much these bind, by the documents that they come from; None for what comes from public pages only."""
        found = [self.documents_of(entry.sources) for entry in entries]
        named = {document.nature for documents in found for document in documents}
        return frozenset(named | ({None} if () in found else set()))

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures, in the order of the documents."""
        return tuple(sorted(self.of_kind(Measure), key=lambda measure: measure.order))

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The themes, in the order of the documents."""
        return tuple(sorted(self.of_kind(Theme), key=lambda theme: theme.order))

    @property
    def overview(self) -> Overview | None:
        """All at a glance, when the content has that."""
        return next(iter(self.of_kind(Overview)), None)

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id; KeyError when there is none."""
        entry = self.entries[actor_id]
        if not isinstance(entry, Actor):
            raise KeyError(actor_id)
        return entry

    def coordinators(self, facet: Facet) -> tuple[Actor, ...]:
        """Those who coordinate anything on the levels of `facet`, the national ones first."""
        ids = dict.fromkeys(
            actor_id
            for level in facet.levels
            for measure in self.measures
            for actor_id in measure.responsibility(level).coordinators
        )
        return tuple(map(self.actor, ids))

    def coordinated_by(self, actor_id: str, level: Level) -> tuple[Measure, ...]:
        """The measures that this actor coordinates on `level`."""
        return tuple(m for m in self.measures if actor_id in m.responsibility(level).coordinators)

    def measures_of(self, entry: Entry) -> tuple[Measure, ...]:
        """The measures of a theme or goal; a measure itself; none of anything else."""
        return tuple(m for m in self.measures if entry.id in {m.id, m.theme, m.goal})

    def told_with(self, entry: Entry, facet: Facet) -> tuple[Entry, ...]:
        """What an answer about `entry` on the levels of `facet` tells of besides: measures; of the overview all."""
        if entry.surveys:
            return (*self.themes, *self.of_kind(Goal), *self.measures)
        if entry.coordinates:
            return tuple({m.id: m for level in facet.levels for m in self.coordinated_by(entry.id, level)}.values())
        return tuple(measure for measure in self.measures_of(entry) if measure is not entry)

    def of_kind(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The entries of one kind, in the order of the files."""
        return tuple(entry for entry in self.entries.values() if isinstance(entry, kind))

    def overlaps(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Words that stand for several things: names of entries, and synonyms of word groups, each with its owners."""
        owners: dict[str, dict[str, None]] = defaultdict(dict)
        for entry in self.entries.values():
            for text in (*entry.aliases, *entry.synonyms):
                owners[text.casefold()][entry.id] = None
        for group in self.vocabulary:
            for text in group.synonyms:
                owners[f"{text.casefold()} (sanasto)"][group.term] = None
        yield from ((text, tuple(found)) for text, found in owners.items() if len(found) > 1)

    def dated_after(self, day: date) -> Iterator[Document]:
        """Documents of a day, month or year that has not come by `day`."""
        yield from (document for document in self.documents.values() if document.date > day.isoformat())

    def checked_before(self, day: date) -> Iterator[tuple[Entry, Source]]:
        """Public sources last checked before `day`, each with its entry."""
        for entry in self.entries.values():
            for source in (*entry.sources, *(entry.successor.sources if entry.successor else ())):
                if source.checked is not None and source.checked < day:
                    yield entry, source


def paths(folder: Path) -> list[Path]:
    """The files of content in `folder` and its subfolders; hidden ones are none."""
    return sorted(path for path in below(folder) if path.suffix in {".yaml", ".yml"})


def texts(folder: Path) -> dict[str, str]:
    """What the files of content say, by their names in `folder`. Raises KnowledgeError for those that are not read."""
    found = list(_each(folder, unparsed))
    faults = [fault for document, _ in found for fault in document.faults]
    if faults:
        raise KnowledgeError(faults)
    return {document.name: text for document, text in found}


def load(folder: Path) -> Knowledge:
    """Read every `*.yaml` and `*.yml` of `folder`, subfolders included.

    Raises KnowledgeError with all faults at once: broken YAML, a wrong shape, ids or aliases that clash,
    references that lead nowhere.
    """
    documents = [document for document, _ in _each(folder, read)]
    if not documents:
        raise KnowledgeError([Fault(str(folder), 1, "kansiossa ei ole yhtään YAML-tiedostoa", "tarkista polku")])
    main = main_document(documents)
    files = [file for document in documents if (file := validated(document, main)) is not None]
    faults = [*(fault for document in documents for fault in document.faults), *clashes(documents)]
    if faults:
        raise KnowledgeError(faults)
    return Knowledge(
        entries={entry.id: entry for file in files for entry in file.entries()},
        areas=tuple(area for file in files for area in file.areas),
        vocabulary=tuple(group for file in files for group in file.vocabulary),
        spoken=tuple(spoken for file in files for spoken in file.spoken),
        outside=tuple(outside for file in files for outside in file.outside),
        documents={document.id: document for file in files for document in file.documents},
        about=next((file.about for file in files if file.about is not None), About()),
        version=_version([document.value for document in documents]),
    )


def schema() -> str:
    """The JSON Schema of a content file, as committed beside the content."""
    return json.dumps(File.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def _each(folder: Path, how: Callable[[Path, Path], tuple[Parsed, str]]) -> Iterator[tuple[Parsed, str]]:
    """Read every file of content. Raises KnowledgeError when there are too many, or too much is in them."""
    found, size = paths(folder), 0
    if len(found) > MAX_FILES:
        fault = f"kansiossa on yli {MAX_FILES} YAML-tiedostoa"
        raise KnowledgeError([Fault(str(folder), 1, fault, "yhdistä tiedostoja tai siirrä muut pois")])
    for path in found:
        document, text = how(path, folder)
        size += len(text)
        if size > MAX_LENGTH:
            fault = f"sisältöä on yli {MAX_LENGTH // 1_000_000} miljoonaa merkkiä"
            raise KnowledgeError([Fault(document.name, 1, fault, "siirrä pois tiedostot, jotka eivät kuulu kansioon")])
        yield document, text


def _version(values: list[Value]) -> str:
    canonical = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


BESIDE_ENTRIES = ("areas", "vocabulary", "spoken", "outside", "documents", "about")
"""What the content holds beside entries; a change there is told by its name."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs in the content: titles of entries, names of word lists, and the version that serves now."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    lists: tuple[str, ...]
    version: str


def changes(before: Knowledge, after: Knowledge) -> Changes:
    """What differs in `after`, which serves now."""
    old, new = before.entries, after.entries
    return Changes(
        added=tuple(entry.title for entry in new.values() if entry.id not in old),
        removed=tuple(entry.title for entry in old.values() if entry.id not in new),
        changed=tuple(entry.title for entry in new.values() if entry.id in old and old[entry.id] != entry),
        lists=tuple(name for name in BESIDE_ENTRIES if getattr(before, name) != getattr(after, name)),
        version=after.version,
    )
