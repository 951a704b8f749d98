"""Which questions a change of the content can touch, told without asking them.

A question is sure to be answered as before when it is read into the same units, and every term of them leads to the
same words of the same phrases. Everything else has to be asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.query import parse

if TYPE_CHECKING:
    from bot.content.entries import Entry, Outside
    from bot.understanding.language import Word
    from bot.understanding.matching.index import Index
    from bot.understanding.matching.units import Unit
    from bot.understanding.query import Query


class Difference:
    """What a question may meet differently in two indexes."""

    def __init__(self, before: Index, after: Index) -> None:
        self._before, self._after = before, after
        self._everything = _frame(before) != _frame(after)
        old, new = before.places(), after.places()
        self._terms = frozenset(term for term in old.keys() | new.keys() if old.get(term) != new.get(term))

    def touches(self, question: str) -> bool:
        """Whether the answer to a question, by itself or in a conversation, may have changed."""
        if self._everything:
            return True
        before, after = parse(question, self._before.language), parse(question, self._after.language)
        if before != after or any(map(self._has_moved, after.whole.words)):
            return True
        if _said_whole(self._before, before) != _said_whole(self._after, after):
            return True
        return any(
            old != new or any(self._leads(unit) for unit in new)
            for old, new in zip(
                map(self._before.units, before.segments), map(self._after.units, after.segments), strict=True
            )
        )

    def _has_moved(self, word: Word) -> bool:
        """Whether a base form of `word`, or a part of it, leads somewhere else now."""
        parts = (part for reading in word.readings for part in reading.parts)
        return not self._terms.isdisjoint((*word.lemmas, *parts))

    def _leads(self, unit: Unit) -> bool:
        """Whether a term of `unit` leads somewhere else now."""
        return any(not self._terms.isdisjoint(terms) for way in unit.meaning.ways for _, terms in way.parts)


def _said_whole(index: Index, query: Query) -> list[str]:
    """The ids of the entries that have the whole question as a text of theirs, or its wording."""
    worded = index.worded(query)
    called = (*index.titled(query), *index.synonymous(query))
    return [entry.id for entry in (called if worded is None else (*called, worded))]


def _frame(index: Index) -> tuple[object, ...]:
    """What touches every question: all that is said of the entries, and all lists, but for synonyms and examples."""
    knowledge = index.knowledge
    return (
        [_bare(entry) for entry in knowledge.entries.values()],
        [_bare(kind) for kind in knowledge.outside],
        knowledge.areas,
        knowledge.vocabulary,
        knowledge.spoken,
    )


def _bare(owner: Entry | Outside) -> dict[str, object]:
    return owner.model_dump(exclude={"synonyms", "examples"})
