"""Changes that an admin makes to the content, and the file each of them alters. Pure.

A change holds the admin's own words, never a question of a user.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.editing import added

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    """A new file of content, as YAML; `target` is the id of the entry in it, and gives the file its name."""

    target: str
    yaml: str


Change = Words | Example | Addition

FIELDS = {Words: "synonyms", Example: "examples"}
"""The list that a change adds to."""


def addition(yaml: str) -> Addition | None:
    """The new file that holds the one entry of `yaml`; None when that is not one entry with an id."""
    ids = re.findall(r"^ *-? *id: *([a-z]+:[a-z0-9-]+) *$", yaml, re.MULTILINE)
    return Addition(ids[0], yaml) if len(ids) == 1 else None


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
