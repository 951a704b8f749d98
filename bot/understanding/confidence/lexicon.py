"""What labelled questions taught about words: whether they ask for the content, and for which entry.

`scripts/fit.py` learns it and writes `lexicon.json` beside this file; its words are as `matching.wording` writes them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.understanding.matching import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Lessons = tuple[tuple[frozenset[str], str], ...]
    Counts = Mapping[str, Mapping[str, float]]

SMOOTHING = 3.5
"""How many questions every entry is taken to have been asked in beside its own, with words as frequent as in all."""
FAINT = 0.1
"""Weights of words below this are left out. Measured on held-back writers (November 2026): right answers less wrong
ones are as many as with 0.05, and 0.3 points fewer with 0.3; half a point fewer without the words of one question."""
LEAST = 0.1
"""What is added to a word's count elsewhere: with 0.3 held-back writers are answered as well (November 2026)."""
SHARPNESS = 4.0
"""How fast the odds of an entry fall with its likeness behind the best."""
TOLD = 0.4
"""What each question told of a weight, by the count of the word: p(1 − p) of a usual one, 0.12, times √n of one of nine
words, which counts 1/√n."""
ROUNDS = 20
RAREST = 0.2
"""Count, in questions, below which a word is no more telling."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What the words of a question speak for.

    answerable: log odds that the content answers it. entries: for each entry how much more often than in other
    questions its words were said, as a sum of logarithms; 0 for all that are not there. alike: for each entry, and for
    `NOTHING`, how unlike all others the words are, from 0 on. odds: the same set against the best, 0–1. known: the
    entries that there were when it was learned; taught: those that admins taught something of.
    """

    answerable: float
    entries: Mapping[str, float]
    alike: Mapping[str, float]
    odds: Mapping[str, float]
    known: frozenset[str]
    taught: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Words of labelled questions. answerable: the weight of each, beside `bias`.

    asked: for each word how often it was asked of each entry, or of `NOTHING`; a question of n words counts 1/√n for
    each. known: the entries that there were; of those that have come since nothing was learned. taught: those that
    admins taught something of.
    """

    bias: float
    answerable: Mapping[str, float]
    asked: Counts
    known: frozenset[str]
    taught: frozenset[str] = frozenset()

    def under(self, now: Callable[[str], str]) -> Lexicon:
        """The same under other ids, which `now` gives; what was asked of two that have become one is added up."""
        asked: dict[str, dict[str, float]] = {}
        for word, counts in self.asked.items():
            asked[word] = {}
            for entry, count in counts.items():
                asked[word][now(entry)] = asked[word].get(now(entry), 0.0) + count
        return replace(self, asked=asked, known=frozenset(map(now, self.known)))

    def learning(self, lessons: Lessons) -> Lexicon:
        """The same after lessons: the words of each as they are written here, and the entry that they mean."""
        if not lessons:
            return self
        asked = dict(self.asked)
        for words, meant in lessons:
            for word in words:
                counts = asked.get(word, {})
                asked[word] = {**counts, meant: counts.get(meant, 0.0) + 1 / math.sqrt(len(words))}
        taught = frozenset(meant for _, meant in lessons) - {NOTHING}
        return replace(self, answerable=self._updated(lessons), asked=asked, taught=taught)

    def _updated(self, lessons: Lessons) -> dict[str, float]:
        """The weights after lessons: those of before are what is expected, the surer the more they were learned from.

        A Gaussian takes the place of all that was learned before (Spiegelhalter and Lauritzen, Sequential updating of
        conditional probabilities, 1990): its mean are the weights, its precision is the penalty that they were fitted
        with and what each question told. The maximum is found by Newton steps on one weight after another.
        """
        weights = dict(self.answerable)
        words = sorted({word for said, _ in lessons for word in said})
        usual = {word: sum(self.asked.get(word, {}).values()) for word in words}
        precision = {word: 1.0 + TOLD * count for word, count in usual.items()}
        totals = [self.bias + sum(weights.get(word, 0.0) for word in sorted(said)) for said, _ in lessons]
        having = {word: [i for i, (said, _) in enumerate(lessons) if word in said] for word in words}
        for word in words * ROUNDS:
            now, before = weights.get(word, 0.0), self.answerable.get(word, 0.0)
            chances = [(i, 1 / (1 + math.exp(-totals[i]))) for i in having[word]]
            slope = sum((lessons[i][1] != NOTHING) - chance for i, chance in chances) - precision[word] * (now - before)
            step = slope / (precision[word] + sum(chance * (1 - chance) for _, chance in chances))
            weights[word] = now + step
            for i in having[word]:
                totals[i] += step
        return weights

    def hint(self, words: Iterable[str], phrases: Counts, new: str | None = None) -> Hint:
        """What `words` speak for; words that were never learned and are in no phrase say nothing.

        phrases: for each word how often it stands in phrases of each entry, or of things outside the content. new: an
        entry of which nothing was learned: that its own words were asked in vain before tells nothing against it.
        """
        said = sorted(words)  # sums of floats depend on their order
        own = (
            frozenset()
            if new is None
            else frozenset(w for w in said if new in phrases.get(w, ()) or new in self.asked.get(w, ()))
        )
        entries: dict[str, float] = defaultdict(float)
        for word in said:
            for entry, weight in self._leads(word):
                entries[entry] += weight
        weights = ((word, self.answerable.get(word, 0.0)) for word in said)
        answerable = self.bias + sum(max(0.0, weight) if word in own else weight for word, weight in weights)
        alike = self._alike(said, phrases, own)
        best = max(alike.values(), default=0.0)
        odds = {entry: math.exp(SHARPNESS * (value - best)) for entry, value in alike.items()}
        return Hint(answerable, dict(entries), alike, odds, self.known, self.taught)

    def _leads(self, word: str) -> Iterable[tuple[str, float]]:
        """As `_find_leads`; of a word that was learned once."""
        if word not in self.asked:
            return ()
        if word not in self._found:
            self._found[word] = tuple(self._find_leads(word))
        return self._found[word]

    def _find_leads(self, word: str) -> Iterator[tuple[str, float]]:
        """The entries that a word was asked of more often than of all, with the logarithm of how much more.

        Pointwise mutual information, smoothed, positive values only.
        """
        asked = self.asked[word]
        usual = sum(asked.values()) / self._total
        for entry, count in asked.items():
            more = math.log((count + SMOOTHING * usual) / ((self._sizes[entry] + SMOOTHING) * usual))
            if entry != NOTHING and more >= FAINT:
                yield entry, more

    def _alike(self, words: Iterable[str], phrases: Counts, own: frozenset[str]) -> dict[str, float]:
        """Complement naive Bayes: for each entry how much rarer the words are in all that was said of others.

        Rennie et al., Tackling the Poor Assumptions of Naive Bayes (2003), without the prior; words weighed by inverse
        frequency, to a vector of length 1.
        """
        counts = {word: _sum(self.asked.get(word, {}), phrases.get(word, {})) for word in words}
        counts |= {word: {entry: count for entry, count in counts[word].items() if entry != NOTHING} for word in own}
        every = {word: sum(count.values()) for word, count in counts.items() if count}
        weights = {word: math.log(1 + self._total / max(RAREST, total)) for word, total in every.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        alike: dict[str, float] = defaultdict(float)
        for word, weight in weights.items():
            share, total = weight / length, every[word]
            for entry, count in counts[word].items():
                alike[entry] += share * math.log((total + LEAST) / (total - count + LEAST))
        return dict(alike)

    @cached_property
    def _found(self) -> dict[str, tuple[tuple[str, float], ...]]:
        return {}

    @cached_property
    def _sizes(self) -> Mapping[str, float]:
        """How much was asked of each entry."""
        sizes: dict[str, float] = defaultdict(float)
        for asked in self.asked.values():
            for entry, count in asked.items():
                sizes[entry] += count
        return sizes

    @cached_property
    def _total(self) -> float:
        return sum(self._sizes.values()) or 1.0


def _sum(one: Mapping[str, float], other: Mapping[str, float]) -> Mapping[str, float]:
    if not one or not other:
        return one or other
    sums = dict(one)
    for entry, count in other.items():
        sums[entry] = sums.get(entry, 0.0) + count
    return sums
