"""Abbreviations → their words, told at the first use in a reply."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.content.entries import Actor
from bot.content.marking import insert
from bot.replies.parts import Heading, Items, Note, Paragraph, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.content.knowledge import Knowledge

CAPITALS = r"[A-ZÅÄÖ]{2,}"
USE = rf"(?<![\w(”])({CAPITALS})(?=[^A-ZÅÄÖ]|$)[\w:-]*"


def spell_out(parts: Iterable[Part], knowledge: Knowledge) -> Iterator[Part]:
    """The parts, with the words of each abbreviation in brackets after its first use; names in headings are left."""
    use, known = _abbreviations(knowledge)
    unknown = dict(known)
    for part in parts:
        match part:
            case Heading(text):
                _learn(text, unknown)
                yield part
            case Paragraph(text):
                yield Paragraph(_spell(text, use, unknown))
            case Note(text):
                yield Note(_spell(text, use, unknown))
            case Items(items):
                yield Items(tuple(_spell(item, use, unknown) for item in items))
            case _:
                yield part


@lru_cache(maxsize=2)
def _abbreviations(knowledge: Knowledge) -> tuple[re.Pattern[str], dict[str, str]]:
    """What an abbreviation in use looks like, and those that the content itself spells out with their words."""
    names = [re.escape(one.name) for one in knowledge.entries.values() if isinstance(one, Actor)]
    use = re.compile("|".join((*names, USE)))  # an abbreviation within a name is part of the name
    return use, dict(_find_spelled(knowledge))


def _find_spelled(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """The abbreviations in the name of an actor, or in a term `X eli …`, with their words."""
    for entry in knowledge.entries.values():
        if isinstance(entry, Actor) and re.fullmatch(CAPITALS, entry.short) and entry.short not in entry.name:
            yield entry.short, entry.name
        elif entry.explains and (found := re.fullmatch(rf"({CAPITALS}) eli (.+)", entry.title)):
            yield found[1], found[2]


def _spell(text: str, use: re.Pattern[str], unknown: dict[str, str]) -> str:
    """The text with what is unknown so far told, and no longer unknown."""
    told: list[tuple[int, str]] = []
    for found in use.finditer(text):
        _learn(text[: found.start()], unknown)
        words = unknown.pop(found[1], None)
        if words is not None and words not in text:
            told.append((found.end(), f" ({found[1]}: {words})"))
    _learn(text, unknown)
    return insert(text, told)


def _learn(text: str, unknown: dict[str, str]) -> None:
    """Forget the abbreviations that the text itself explains: by their words, or in brackets after other words."""
    lower = text.casefold()
    for short in [short for short, words in unknown.items() if words.casefold() in lower or f"({short})" in text]:
        del unknown[short]
