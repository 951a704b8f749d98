"""Which questions a change of the content can touch, told without asking them.

A question is taken for untouched when the texts that differ say less than `LEAST` of it. What else a change does, the
inverse document frequency of a common word that one more entry has now, moves scores in the third digit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import Actor, Region
from bot.content.translations import LANGUAGES
from bot.understanding.language import bounded, name_stems, tokens
from bot.understanding.matching.index import Parts

if TYPE_CHECKING:
    from bot.content.entries import Entry, Outside
    from bot.content.knowledge import Knowledge
    from bot.understanding.matching.index import Index

Alone = dict[str, tuple[float, tuple[Parts, ...]]]
"""How telling each word is by itself, and the ways to read it."""
LEAST = 0.1
"""Share of a question's mass. Of 6 999 labelled questions two new topics and a theme with a measure changed 32; of 30
of those they say more than this, as of 1 321, 1 605 and 186 in all (November 2026)."""


class Difference:
    """What a question may meet differently in two indexes. words: what is known of each word in `before`; it grows."""

    def __init__(self, before: Index, after: Index, words: Alone | None = None) -> None:
        self._before = before
        self._words: Alone = {} if words is None else words
        self._everything = _frame(before) != _frame(after)
        old, new = _owners(before.knowledge), _owners(after.knowledge)
        differing = [(before, text) for one in old for text in _differing(old[one], new.get(one))]
        differing += [(after, text) for one in new for text in _differing(new[one], old.get(one))]
        lessons = set(before.knowledge.lessons) ^ set(after.knowledge.lessons)
        differing += [(after, " ".join(lesson.words)) for lesson in sorted(lessons, key=lambda one: one.words)]
        taught = {lesson.meant for lesson in lessons}
        entries = after.knowledge.entries.values()
        self.entries = tuple(entry for entry in entries if entry != old.get(entry.id) or entry.id in taught)
        """The entries that came or changed, or of which something else was learned."""
        self._texts = {frozenset(tokens(text)) for _, text in differing}
        self._terms: dict[str, float] = {}
        for index, text in differing:
            for term, weight in index.terms(text).items():
                self._terms[term] = max(weight, self._terms.get(term, 0.0))
        self._covers: dict[str, tuple[float, float]] = {}

    def touches(self, question: str) -> bool:
        """Whether the answer to a question, by itself or in a conversation, may have changed."""
        if self._everything:
            return True
        said = tokens(bounded(question))
        if frozenset(said) in self._texts:
            return True
        if not self._terms:
            return False
        found = [self._covered(token) for token in dict.fromkeys(said)]
        mass = sum(one for one, _ in found)
        return sum(covered for _, covered in found) >= LEAST * mass if mass else any(map(self._names, said))

    def says(self, token: str) -> bool:
        """Whether the texts that differ say anything of a word, or may."""
        return self._everything or self._covered(token)[1] > 0.0

    def _covered(self, token: str) -> tuple[float, float]:
        """The mass of a word, and how much of it the texts that differ say."""
        if token not in self._covers:
            if token not in self._words:
                self._words[token] = self._before.alone(token)
            mass, ways = self._words[token]
            fit = max((self._fit(way) for way in ways), default=0.0)
            self._covers[token] = mass, mass * (1.0 if self._names(token) else fit)
        return self._covers[token]

    def _fit(self, way: Parts) -> float:
        """How well one way to read a word fits the texts that differ, 0–1."""
        return sum(
            share * max((weight * self._terms.get(term, 0.0) for term, weight in terms.items()), default=0.0)
            for share, terms in way
        )

    def _names(self, token: str) -> bool:
        """Whether a word is one of the texts that differ which no dictionary knows."""
        return any(stem in self._terms for stem in name_stems(token))


def _owners(knowledge: Knowledge) -> dict[str, Entry | Outside]:
    return {kind.id: kind for kind in knowledge.outside} | dict(knowledge.entries)


def _differing(owner: Entry | Outside, other: Entry | Outside | None) -> set[str]:
    """The phrases that the other version lacks; all where more than synonyms or examples differ."""
    if owner is other or owner == other:
        return set()
    said = {text for text, _ in owner.phrases()}
    same = other is not None and _bare(owner) == _bare(other)
    return said - {text for text, _ in other.phrases()} if other is not None and same else said


def _frame(index: Index) -> tuple[object, ...]:
    """What touches every question: actors and regions, who coordinates, and all lists but for examples."""
    knowledge = index.knowledge
    named = (*knowledge.of_kind(Actor), *knowledge.of_kind(Region))
    return (
        [_bare(entry) for entry in named],
        [_bare(kind) for kind in knowledge.outside],
        index.names.coordinating,
        knowledge.areas,
        knowledge.vocabulary,
        knowledge.spoken,
    )


def _bare(owner: Entry | Outside) -> dict[str, object]:
    return owner.model_dump(exclude={"synonyms", "examples", *LANGUAGES})
