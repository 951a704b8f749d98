"""Changes that an admin makes to the content, and the file each of them alters. Pure.

A change holds the admin's own words, never a question of a user.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.editing import added
from bot.content.knowledge import BESIDE_ENTRIES, Fault, KnowledgeError
from bot.content.reading import parsed, validated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.content.knowledge import Knowledge


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
    """A new file of content, as YAML; `target` is the id of the topic in it, and gives the file its name."""

    target: str
    yaml: str


Change = Words | Example | Addition

FIELDS = {Words: "synonyms", Example: "examples"}
"""The list that a change adds to."""


TOPIC = re.compile(r"(?=.{1,48}\Z)topic:[a-z0-9]+(-[a-z0-9]+)*")
"""The id of a topic; no two make the same name of a file."""
LONGEST = 20_000
"""Most bytes of a new file; all topics of the content together have 26 000."""
WORDS = 100
"""Most characters of words that are added: the longest of the content have 77."""


def parse_addition(yaml: bytes) -> Addition | None:
    """The new file that holds the one topic of `yaml`; None when that is not one topic, or more than that.

    Raises KnowledgeError when it is too long, no YAML that the content may hold, or its id has a wrong form.
    """
    if len(yaml) > LONGEST:
        raise KnowledgeError([Fault(DRAFT, 1, f"luonnos on yli {LONGEST} tavua", "lyhennä se")])
    document = parsed(yaml, DRAFT)
    if document.faults and yaml.strip():
        raise KnowledgeError(document.faults)
    match document.value:
        case {"topics": [{"id": str(target)}], **others} if not others:
            if not TOPIC.fullmatch(target) and validated(document) is None:
                raise KnowledgeError(document.faults)
            return Addition(target, yaml.decode())
    return None


DRAFT = "luonnos"
"""What faults call a file that has no name yet."""


def makes_only(change: Change, before: Knowledge, after: Knowledge) -> bool:
    """Whether `after` is what `before` was and exactly what `change` tells, and nothing else differs."""
    entries, outside = dict(before.entries), before.outside
    match change:
        case Addition(target):
            if target in entries or target not in after.entries:
                return False
            entries[target] = after.entries[target]
        case Words(target, words):
            if target not in entries:
                return False
            old = entries[target]
            entries[target] = old.model_copy(update={"synonyms": (*old.synonyms, words.strip())})
        case Example(target, words):
            outside = tuple(
                kind.model_copy(update={"examples": (*kind.examples, words.strip())}) if kind.id == target else kind
                for kind in before.outside
            )
            if outside == before.outside:
                return False
    lists = (getattr(before, name) == getattr(after, name) for name in BESIDE_ENTRIES if name != "outside")
    return after.entries == entries and after.outside == outside and all(lists)


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
        name = f"{re.sub('[^a-z0-9]+', '-', change.target)}.yaml"
        return Edit(name, files.get(name), change.yaml)
    for name, text in files.items():
        if change.target in text:
            after = added(text, change.target, FIELDS[type(change)], change.words)
            if after is not None:
                return Edit(name, text, after)
    return None
