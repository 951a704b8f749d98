"""The content multiplied: copies of every entry, in which 45 % of the words are others."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import count, islice
from typing import TYPE_CHECKING

from benchmark.altered import pseudo_word
from bot.content.entries import Goal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge

REPLACED = 0.45
ALIASES = 3


def grown(knowledge: Knowledge, size: int) -> Knowledge:
    """The content with `size` entries of a title and up to three aliases; the first copy keeps its words."""
    return replace(knowledge, entries={entry.id: entry for entry in islice(_copies(knowledge), size)})


def _copies(knowledge: Knowledge) -> Iterator[Entry]:
    for number in count():
        dice = random.Random(number)
        words: dict[str, str] = {}
        for entry in knowledge.entries.values():
            title, *aliases = (
                _altered(text, words, dice) if number else text for text in (entry.title, *entry.aliases[:ALIASES])
            )
            yield Goal.model_construct(
                id=f"goal:{entry.id.replace(':', '-')}-{number}",
                title=title,
                content=title,
                sources=(),
                aliases=tuple(aliases),
                theme="theme:none",
            )


def _altered(text: str, words: dict[str, str], dice: random.Random) -> str:
    """The text with some words replaced; a word has the same replacement in all of a copy."""

    def other(found: re.Match[str]) -> str:
        word = found[0].lower()
        if word not in words:
            words[word] = pseudo_word(dice) if dice.random() < REPLACED else word
        return words[word]

    return re.sub(r"[^\W\d_]+", other, text)
