"""What gaps and entries are called to an admin. Pure.

A gap is called by the base forms that tell what it is about, never by a user's sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.review.changes import WORDS
from bot.understanding.query import parse

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge
    from bot.review.gaps import Gap
    from bot.understanding.matching import Index

MOST_WORDS = 4
SHARE = 0.34
"""Share of the questions that must have a word for it to tell of them all."""


def find_telling_words(gap: Gap, index: Index) -> tuple[str, ...]:
    """The words that most of the questions of a gap share and that say most, as base forms, at most four.

    In the order in which they are usually said.
    """
    weight: dict[str, float] = defaultdict(float)
    said: Counter[str] = Counter()
    place: Counter[str] = Counter()
    for one in gap.asked:
        query = parse(one.question, index.language)
        base_form = {word.surface: word.lemmas[0] for word in query.whole.words}
        order = {word.surface: number for number, word in enumerate(query.whole.words)}
        for unit in index.units(query.whole):
            if unit.telling and unit.meaning.surface in base_form:
                word = base_form[unit.meaning.surface]
                weight[word] += unit.mass * one.count
                said[word] += one.count
                place[word] += order[unit.meaning.surface] * one.count
    heaviest = sorted(weight, key=lambda word: (-weight[word], word))
    few = [word for word in heaviest if said[word] >= SHARE * gap.count] or heaviest[:1]
    return tuple(sorted(few[:MOST_WORDS], key=lambda word: place[word] / said[word]))


def suggest_words(gap: Gap, index: Index) -> str:
    """The telling words of a gap as words of an entry; empty when no entry may have them."""
    words = " ".join(find_telling_words(gap, index))
    return words if words.isprintable() and len(words) <= WORDS else ""


def name_gap(gap: Gap, index: Index) -> str:
    """The telling words of a gap; a dash when it has none."""
    return " ".join(find_telling_words(gap, index)) or "–"


def name_entry(entry: str, knowledge: Knowledge) -> str:
    """The title of what has this id, or the titles of several, divided by spaces; of what is gone the id."""
    return ", ".join(knowledge.titles.get(knowledge.now(one), one) for one in entry.split())
