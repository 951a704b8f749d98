"""Changes that an admin makes to the content, and the file each of them alters. Pure.

A change holds the admin's own words, never a question of a user.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from bot.content.checking import claimed, validated
from bot.content.editing import added
from bot.content.entries import Entry, Outside
from bot.content.knowledge import KnowledgeError
from bot.content.parsing import parsed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.content.documents import Document
    from bot.content.knowledge import Knowledge

Owner = TypeVar("Owner", Entry, Outside)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that people use for an entry, to be one more of its synonyms."""

    target: str
    words: str


OTHER = "outside:muu"
"""The kind of thing that the content never answers to which an example belongs that is of no other."""


@dataclass(frozen=True, slots=True)
class Example:
    """An example of what the content never answers, for the `outside:…` kind that it belongs to."""

    target: str
    words: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A new file of content, as YAML.

    target: the ids of all that stands in it, divided by spaces. name: that of the file; without one it is made of the
    first id.
    """

    target: str
    yaml: str
    name: str = ""


Change = Words | Example | Addition

FIELDS = {Words: "synonyms", Example: "examples"}
"""The list that a change adds to."""


WORDS = 100
"""Most characters of words that are added: the longest of the content have 77."""
NAME = re.compile(r"\w[\w .-]{0,80}\.ya?ml")
"""The name of a file of content."""
DRAFT = "luonnos"
"""What faults call a file that has no name yet."""


def parse_addition(yaml: bytes, name: str, before: Knowledge) -> Addition:
    """The new file that says `yaml`. name: what it is called, empty when it was never a file.

    Raises KnowledgeError when it is no YAML that the content may hold, claims what is in `before`, or holds nothing
    that has an id.
    """
    document = parsed(yaml, name or DRAFT)
    if name and not NAME.fullmatch(name):
        document.fault(1, "tiedoston nimi ei kelpaa", "anna sille lyhyt nimi, jonka lopussa on .yaml")
    file = None if document.faults else validated(document, before.about.document)
    if file is not None:
        document.faults += claimed(document, before.titles, before.names)
        held: tuple[Entry | Document | Outside, ...] = (*file.entries(), *file.documents, *file.outside)
        if file.about is not None:
            document.fault(document.line(("about",)), "kohtaa about ei voi lisätä", "muokkaa sitä siellä, missä se on")
        if not held:
            document.fault(1, "tiedostossa ei ole mitään, millä on tunnus", "lisää esimerkiksi luettelo topics")
        if not document.faults:
            return Addition(" ".join(one.id for one in held), yaml.decode(), name)
    raise KnowledgeError(document.faults)


def makes_only(change: Change, before: Knowledge, after: Knowledge) -> bool:
    """Whether `after` is what `before` was and exactly what `change` tells, and nothing else differs."""
    entries, beside = dict(before.entries), _beside(before)
    match change:
        case Addition(yaml=yaml):
            file = validated(parsed(yaml.encode(), DRAFT), before.about.document)
            if file is None or entries.keys() & {entry.id for entry in file.entries()}:
                return False
            entries |= {entry.id: entry for entry in file.entries()}
            beside["documents"] |= {document.id: document for document in file.documents}
            for name in LISTS:
                beside[name].update(getattr(file, name))
        case Words(target, words):
            if target not in entries:
                return False
            entries[target] = _with_one_more(entries[target], "synonyms", words)
        case Example(target, words):
            kind = next((kind for kind in before.outside if kind.id == target), None)
            if kind is None:
                return False
            beside["outside"] += Counter([_with_one_more(kind, "examples", words)])
            beside["outside"] -= Counter([kind])
    return after.entries == entries and _beside(after) == beside


LISTS = ("areas", "vocabulary", "spoken", "outside")
"""What stands in lists beside the entries; their order is that of the files, and tells nothing."""


def _beside(knowledge: Knowledge) -> dict[str, Any]:
    lists = {name: Counter(getattr(knowledge, name)) for name in LISTS}
    return {**lists, "documents": dict(knowledge.documents), "about": knowledge.about}


def _with_one_more(owner: Owner, field: str, words: str) -> Owner:
    return owner.model_copy(update={field: (*getattr(owner, field), words.strip())})


@dataclass(frozen=True, slots=True)
class Edit:
    """A content file before and after a change; `before` is None for a new file, `after` for one that goes."""

    name: str
    before: str | None
    after: str | None


def edit(change: Change, files: Mapping[str, str]) -> Edit | None:
    """The edit that makes `change` in `files` (name → text); None when there is nothing with the id of its target.

    Raises YAMLError when a file is broken.
    """
    if isinstance(change, Addition):
        return Edit(change.name or _free_name(change.target, files), files.get(change.name), change.yaml)
    for name, text in files.items():
        if change.target in text:
            after = added(text, change.target, FIELDS[type(change)], change.words)
            if after is not None:
                return Edit(name, text, after)
    return None


def _free_name(target: str, files: Mapping[str, str]) -> str:
    """A name for a file that begins with this id, and that no file has."""
    stem = target.partition(" ")[0].replace(":", "-")
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.yaml" for number in count(1))
    return next(name for name in names if name not in files)
