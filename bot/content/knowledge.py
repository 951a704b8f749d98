"""A folder of YAML → `Knowledge`, or one `KnowledgeError` that lists every fault with file, line and mend."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from bot.content.checking import clashes, copied
from bot.content.copies import blamed
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
from bot.content.files import below, once
from bot.content.lessons import LEARNED, Lesson, read_lessons
from bot.content.parsing import MAX_BYTES, Parsed, Value, hidden
from bot.content.reading import parsed, read, unparsed, validated
from bot.content.sourcing import main_document
from bot.content.translations import LANGUAGES

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
    """All content, whole and checked. `version`: 12 hex digits of the SHA-256 of the content, file names aside.

    language: that of its texts, as far as these are translated. finnish: the same in Finnish, of one that is not.
    """

    entries: Mapping[str, Entry]
    areas: tuple[Area, ...] = ()
    vocabulary: tuple[WordGroup, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    outside: tuple[Outside, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    about: About = field(default_factory=About)
    lessons: tuple[Lesson, ...] = ()
    version: str = ""
    language: str = "fi"
    finnish: Knowledge | None = None

    def told(self, language: str) -> Knowledge:
        """The same content with its texts in `language`, or all in Finnish where nothing of it is translated.

        Ids and order are the same. It is made when it is first asked for.
        """
        if language == self.language:
            return self
        original = self.finnish or self
        return original if language not in original.languages else _told(original, language)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages beside Finnish that any of its texts is translated into."""
        owners: tuple[Entry | Outside, ...] = (*self.entries.values(), *self.outside)
        return tuple(name for name in LANGUAGES if any(getattr(one, name) is not None for one in owners))

    def untold(self, language: str) -> Iterator[tuple[Entry | Outside, tuple[tuple[str, tuple[str, ...]], ...]]]:
        """What lacks a translation into `language`, each with those of its fields that do, and their Finnish texts."""
        original = self.finnish or self
        owners: tuple[Entry | Outside, ...] = (*original.entries.values(), *original.outside)
        for one in owners:
            if found := tuple(one.untold(language)):
                yield one, found

    @cached_property
    def document(self) -> Document | None:
        """The document that the content is mostly taken from."""
        return self.documents.get(self.about.document or "")

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What everything that has an id is called."""
        titled: tuple[Entry | Document | Outside, ...] = (
            *self.entries.values(),
            *self.documents.values(),
            *self.outside,
        )
        return {one.id: one.title for one in titled}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Which entry each name is taken by, by its title; in small letters."""
        return {name.casefold(): entry.title for entry in self.entries.values() for name in entry.aliases}

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

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """For each id that an entry had the one that it has."""
        return {former: entry.id for entry in self.entries.values() for former in entry.formerly}

    def now(self, entry_id: str) -> str:
        """The id of now of what has or had this one; the same where nothing has."""
        return self.renamed.get(entry_id, entry_id)

    def entry(self, entry_id: str) -> Entry | None:
        """The entry that has or had this id, as logs, buttons and questions may still say; None when there is none."""
        return self.entries.get(self.now(entry_id))

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

    def checked_before(self, day: date) -> Iterator[tuple[Entry, Source]]:
        """Public sources last checked before `day`, each with its entry."""
        for entry in self.entries.values():
            for source in (*entry.sources, *(entry.successor.sources if entry.successor else ())):
                if source.checked is not None and source.checked < day:
                    yield entry, source


@lru_cache(maxsize=2 * len(LANGUAGES))  # of what serves, and of what is tried beside it
def _told(knowledge: Knowledge, language: str) -> Knowledge:
    return replace(
        knowledge,
        entries={name: entry.told(language) for name, entry in knowledge.entries.items()},
        outside=tuple(kind.told(language) for kind in knowledge.outside),
        language=language,
        finnish=knowledge,
    )


def paths(folder: Path) -> list[Path]:
    """The files of content in `folder` and its subfolders, each once; hidden ones are none."""
    return once(path for path in below(folder) if path.suffix in {".yaml", ".yml"})


def texts(folder: Path) -> dict[str, str]:
    """What the files of content say, by their names in `folder`. Raises KnowledgeError for those that are not read."""
    found = [*_each(folder, unparsed), *_learned(folder)]
    faults = [fault for document, _ in found for fault in document.faults]
    if faults:
        raise KnowledgeError(faults)
    return {document.name: text for document, text in found}


def load(folder: Path) -> Knowledge:
    """Read every `*.yaml` and `*.yml` of `folder`, subfolders included.

    Raises KnowledgeError with all faults at once: broken YAML, a wrong shape, copies of files, ids or aliases that
    clash, references that lead nowhere.
    """
    documents = [document for document, _ in _each(folder, read)]
    learned, text = next(_learned(folder), (Parsed(LEARNED), None))
    if learned.faults:
        raise KnowledgeError([*(fault for document in documents for fault in document.faults), *learned.faults])
    return _put_together(documents, folder, text)


def load_texts(folder: Path, said: Mapping[str, str]) -> Knowledge:
    """What `load` would give if the files of `folder` said this, by their names in it. Raises KnowledgeError."""
    documents = []
    for name in sorted(said.keys() - {LEARNED}, key=PurePosixPath):
        content = said[name].encode()
        document = parsed(content, name)
        if len(content) > MAX_BYTES:
            document.fault(1, f"tiedosto on yli {MAX_BYTES // 1_000_000} megatavua", "jaa se pienempiin tiedostoihin")
        documents.append(document)
    _limit(folder, len(said), sum(map(len, said.values())))
    return _put_together(documents, folder, said.get(LEARNED))


def _learned(folder: Path) -> Iterator[tuple[Parsed, str]]:
    """The file of what was learned, where there is one."""
    if (folder / LEARNED).exists():
        yield unparsed(folder / LEARNED, folder)


def _put_together(documents: list[Parsed], folder: Path, learned: str | None) -> Knowledge:
    """The knowledge in some documents; learned: the lines of what was learned. Raises KnowledgeError."""
    if not documents:
        raise KnowledgeError([Fault(str(folder), 1, "kansiossa ei ole yhtään YAML-tiedostoa", "tarkista polku")])
    originals = copied(documents)
    faults = [Fault(copy, 1, *blamed(copy, original)) for copy, original in originals.items()]
    own = [document for document in documents if document.name not in originals]
    main = main_document(own)
    files = [file for document in own if (file := validated(document, main)) is not None]
    faults += chain.from_iterable(document.faults for document in own)
    faults += clashes(own, hidden(document for document in documents if not document.whole or document not in own))
    lessons, unfit = read_lessons(learned or "")
    faults += unfit
    if faults:
        raise KnowledgeError(faults)
    entries = {entry.id: entry for file in files for entry in file.entries()}
    now = {former: entry.id for entry in entries.values() for former in entry.formerly}
    return Knowledge(
        entries=entries,
        areas=tuple(area for file in files for area in file.areas),
        vocabulary=tuple(group for file in files for group in file.vocabulary),
        spoken=tuple(spoken for file in files for spoken in file.spoken),
        outside=tuple(outside for file in files for outside in file.outside),
        documents={document.id: document for file in files for document in file.documents},
        about=next((file.about for file in files if file.about is not None), About()),
        lessons=tuple(replace(lesson, meant=now.get(lesson.meant, lesson.meant)) for lesson in lessons),
        version=_version([document.value for document in documents], lessons),
    )


def schema() -> str:
    """The JSON Schema of a content file, as committed beside the content."""
    return json.dumps(File.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def _each(folder: Path, how: Callable[[Path, Path], tuple[Parsed, str]]) -> Iterator[tuple[Parsed, str]]:
    """Read every file of content. Raises KnowledgeError when there are too many, or too much is in them."""
    found, size = paths(folder), 0
    _limit(folder, len(found), size)
    for path in found:
        document, text = how(path, folder)
        size += len(text)
        _limit(path.relative_to(folder), len(found), size)
        yield document, text


def _limit(place: Path, files: int, size: int) -> None:
    """See to it that there are not too many files, with too many characters in them. Raises KnowledgeError."""
    if files > MAX_FILES:
        fault = f"kansiossa on yli {MAX_FILES} YAML-tiedostoa"
        raise KnowledgeError([Fault(str(place), 1, fault, "yhdistä tiedostoja tai siirrä muut pois")])
    if size > MAX_LENGTH:
        fault = f"sisältöä on yli {MAX_LENGTH // 1_000_000} miljoonaa merkkiä"
        raise KnowledgeError([Fault(str(place), 1, fault, "siirrä pois tiedostot, jotka eivät kuulu kansioon")])


def _version(values: list[Value], lessons: tuple[Lesson, ...]) -> str:
    learned = [[lesson.meant, lesson.alone, *lesson.words] for lesson in lessons]
    canonical = json.dumps([*values, *([learned] if learned else ())], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


BESIDE_ENTRIES = ("areas", "vocabulary", "spoken", "outside", "documents", "about", "lessons")
"""What the content holds beside entries; a change there is told by its name."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs in the content: titles of entries, names of word lists, and the version that serves now.

    remarks: what deserves a look in the files of that version.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    lists: tuple[str, ...]
    version: str
    remarks: tuple[Fault, ...] = ()


def changes(before: Knowledge, after: Knowledge) -> Changes:
    """What differs in `after`, which serves now; an entry with another id is a changed one."""
    old, new = {after.now(name): entry for name, entry in before.entries.items()}, after.entries
    return Changes(
        added=tuple(entry.title for entry in new.values() if entry.id not in old),
        removed=tuple(entry.title for name, entry in old.items() if name not in new),
        changed=tuple(entry.title for entry in new.values() if entry.id in old and old[entry.id] != entry),
        lists=tuple(name for name in BESIDE_ENTRIES if getattr(before, name) != getattr(after, name)),
        version=after.version,
    )
