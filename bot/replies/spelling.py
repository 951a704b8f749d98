"""Abbreviations → their words, told once at the end of a reply."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.content.entries import Actor
from bot.replies.parts import Flat, Items, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts

CAPITALS = r"[A-ZÅÄÖ]{2,}"
USE = re.compile(rf"(?<!\w){CAPITALS}(?![A-ZÅÄÖ])")
"""An abbreviation in a sentence, whatever is bent onto it."""
TERM = re.compile(rf"({CAPITALS})(?: eli| eller| or| –|:) (.+)")
"""The title of a term that is an abbreviation and its words."""


def explain(parts: Iterable[Flat], knowledge: Knowledge, texts: Texts) -> list[Flat]:
    """What the abbreviations in some parts stand for, in the order of their first use; nothing where all are told.

    An abbreviation is told by the parts themselves where its words stand in them.
    """
    known = _abbreviations(knowledge)
    said = "\n".join(text for part in parts for text in (part.items if isinstance(part, Items) else (part.text,)))
    lower = said.casefold()
    used = (known[short] for short in dict.fromkeys(USE.findall(said)) if short in known)
    lines = tuple(
        texts("abbreviation", short=short, words=words) for short, words in used if words.casefold() not in lower
    )
    return [Paragraph(texts("abbreviations")), Items(lines)] if lines else []


@lru_cache(maxsize=6)
def _abbreviations(knowledge: Knowledge) -> dict[str, tuple[str, str]]:
    """The abbreviations that the content itself spells out, each with what it is short for: `TE`, `TE-toimistot`."""
    return dict(_find_spelled(knowledge))


def _find_spelled(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, str]]]:
    """The abbreviations in the short name of an actor, or in a term `X eli …`, in any language, with their words."""
    for entry in knowledge.entries.values():
        if isinstance(entry, Actor) and entry.short not in entry.name:
            found = re.match(rf"{CAPITALS}(?![A-ZÅÄÖ])", entry.short)
            if found is not None:
                yield found[0], (entry.short, entry.name)
        elif entry.explains and (found := TERM.fullmatch(entry.title)):
            yield found[1], (found[1], found[2])
