"""Every phrase of the content, found by the terms of its words.

A phrase is a title, alias, synonym, measure, task or line of content of one owner (an entry, or a kind of thing
outside the content). Each of its words is a *slot*; for every term the slots are listed that it leads to, in compact
arrays, so that a hundred thousand entries fit.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from bot.understanding.matching.meaning import Meaning, Terms

PART_TO_PART = 0.85
"""How well a part of a compound fits the same part of another compound."""
CROWDED = 500
"""Slots of a term beyond which it only sorts the phrases that rarer words have found, if they have found any."""


@dataclass(slots=True)
class Phrase:
    """A phrase: whose it is (number), its text, its weight 0–1, the mass of its words, their first slot and number."""

    owner: int
    text: str
    weight: float
    mass: float
    first: int
    words: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a question covers, by number: how much of its mass a phrase and an owner say; how much of a slot it says."""

    phrases: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    owners: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    slots: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))


class Phrases:
    """All phrases and where each term stands in them."""

    def __init__(self) -> None:
        self.all: list[Phrase] = []
        self.owner: list[int] = []
        self.slot_phrase: list[int] = []
        self.slot_mass = array("f")
        self._slots: dict[str, array[int]] = {}
        self._weights: dict[str, array[float]] = {}

    def add(self, owner: int, text: str, weight: float, mass: float, words: Iterable[tuple[float, Terms]]) -> None:
        """Add a phrase; `words` are the mass and the terms of each of its words, `mass` that of the words left out."""
        number = len(self.all)
        phrase = Phrase(owner, text, weight, mass, len(self.slot_phrase))
        for word_mass, terms in words:
            slot = len(self.slot_phrase)
            phrase.mass += word_mass
            phrase.words += 1
            self.slot_phrase.append(number)
            self.slot_mass.append(word_mass)
            for term, value in terms.items():
                if term not in self._slots:
                    self._slots[term], self._weights[term] = array("L"), array("f")
                self._slots[term].append(slot)
                self._weights[term].append(value)
        self.all.append(phrase)
        self.owner.append(owner)

    def fit(self, meaning: Meaning, found: Callable[[], Collection[int]]) -> tuple[dict[int, float], dict[int, float]]:
        """How well a meaning fits each phrase and each slot it touches, 0–1.

        found: gives the phrases that rarer words have found; the only ones looked at for a crowded term.
        """
        phrases: dict[int, float] = {}
        slots: dict[int, float] = {}
        for way in meaning.ways:
            sums: dict[int, float] = {}
            least = PART_TO_PART if len(way.parts) > 1 else 0.0
            for share, terms in way.parts:
                part = self._part(terms, least, slots, found)
                if not sums:
                    sums = part if share == 1 else {phrase: share * fit for phrase, fit in part.items()}
                else:
                    for phrase, fit in part.items():
                        sums[phrase] = sums.get(phrase, 0.0) + share * fit
            phrases = _best_of(phrases, sums)
        return phrases, slots

    def heard(self, phrase: Phrase, coverage: Coverage) -> float:
        """The share of a phrase that a question says, 0–1."""
        covered, slot_mass = coverage.slots, self.slot_mass
        slots = range(phrase.first, phrase.first + phrase.words)
        answered = sum([slot_mass[slot] * min(1.0, covered[slot]) for slot in slots if slot in covered])
        return answered / phrase.mass if phrase.mass else 0.0

    def _part(
        self, terms: Terms, least: float, slots: dict[int, float], found: Callable[[], Collection[int]]
    ) -> dict[int, float]:
        """How well one part of a word fits each phrase, `least` at the least; each slot's best fit goes to `slots`."""
        phrases: dict[int, float] = {}
        phrase_of, fit_of_phrase = self.slot_phrase, phrases.get
        for term, weight in terms.items():
            fits = {slot: weight * value for slot, value in self._places(term, found)}
            lowest = least * weight
            for slot, fit in fits.items():  # the innermost loop of every search
                phrase, most = phrase_of[slot], fit if fit > lowest else lowest  # noqa: FURB136  twice as fast
                if most > fit_of_phrase(phrase, 0.0):
                    phrases[phrase] = most
            if slots:
                _best_of(slots, fits)
            else:
                slots.update(fits)
        return phrases

    def owners(self, first: int) -> dict[str, dict[int, float]]:
        """For each term the numbers of the owners that it leads to, each with the best weight it has there.

        first: how many of the phrases count.
        """
        found: dict[str, dict[int, float]] = {}
        for term, slots in self._slots.items():
            best = found[term] = {}
            for slot, value in zip(slots, self._weights[term], strict=True):
                owner = self.all[self.slot_phrase[slot]].owner
                if self.slot_phrase[slot] < first:
                    best[owner] = max(value, best.get(owner, 0.0))
        return found

    def _places(self, term: str, found: Callable[[], Collection[int]]) -> Iterable[tuple[int, float]]:
        slots, weights = self._slots.get(term), self._weights.get(term)
        if slots is None or weights is None:
            return ()
        first = found() if len(slots) > CROWDED else ()
        return self._within(slots, weights, first) if first else zip(slots, weights, strict=True)

    def _within(self, slots: array[int], weights: array[float], found: Collection[int]) -> Iterator[tuple[int, float]]:
        for number in found:
            phrase = self.all[number]
            end = phrase.first + phrase.words
            at = bisect_left(slots, phrase.first)
            while at < len(slots) and slots[at] < end:
                yield slots[at], weights[at]
                at += 1


def _best_of(first: dict[int, float], second: dict[int, float]) -> dict[int, float]:
    """The greater of both values for each number; `first` is changed."""
    if not first:
        return second
    known = first.get
    for number, fit in second.items():
        if fit > known(number, 0.0):
            first[number] = fit  # noqa: PERF403  not of all
    return first
