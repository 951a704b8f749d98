"""How sure a match is: evidence → the probability that the entry is a right answer.

Two logistic regressions over the same evidence: which of the matches is meant, and whether the content answers the
question at all, which is judged by the evidence for the likeliest match. An entry's probability is their product. They
have other weights where an entry may be meant that is new, since of it no question has taught anything.
`scripts/fit.py` learns the weights from the labelled questions in `knowledge/questions/` and writes `fitted.json` and
`lexicon.json`, which say from which data, beside this file.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.understanding.confidence.evidence import evidence, hinted, newness
from bot.understanding.confidence.lexicon import Hint, Lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.understanding.confidence.lexicon import Lessons
    from bot.understanding.matching import Index, Match, Sight
    from bot.understanding.query import Query

__all__ = [
    "CANDIDATES",
    "Fitted",
    "Hint",
    "Judge",
    "Lexicon",
    "Thresholds",
    "Weights",
    "evidence",
    "fitted",
    "fitted_to",
    "hinted",
    "newcomer",
    "newness",
    "signs_of",
    "weighed",
]

CANDIDATES = 6
"""How many of the best matches are weighed; a right entry further down is never shown."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression: weights by name of evidence."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, signs: Mapping[str, float]) -> float:
        """The probability, 0–1, that goes with this evidence."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a probability makes of a match, each 0–1.

    sure: from it on an answer. unsure: below it none. rival, worth: from which share of the best probability on another
    entry may be meant as well, and is worth showing.
    """

    sure: float
    unsure: float
    rival: float
    worth: float


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights for which match is meant and for whether any is."""

    meant: Weights
    answerable: Weights

    def chances(self, signs: Sequence[Mapping[str, float]]) -> list[float]:
        """The probability that each match, of which `signs` is the evidence, is a right answer."""
        chances = [self.meant.probability(one) for one in signs]
        likeliest = max(range(len(signs)), key=chances.__getitem__)
        answerable = self.answerable.probability(signs[likeliest])
        return [answerable * chance for chance in chances]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What `scripts/fit.py` found: weights, those where an entry may be meant that is new, words, and thresholds."""

    known: Judge
    new: Judge
    lexicon: Lexicon
    thresholds: Thresholds


@cache
def fitted() -> Fitted:
    """The fitted weights and thresholds."""
    found, lexicon = (
        json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
        for name in ("fitted.json", "lexicon.json")
    )
    asked: dict[str, dict[str, float]] = defaultdict(dict)
    for entry, counts in lexicon["asked"].items():
        for word, count in counts.items():
            asked[word][entry] = count
    learned = Lexicon(lexicon["bias"], lexicon["answerable"], dict(asked), frozenset(lexicon["known"]))
    known, new = (
        Judge(Weights(**found[which]["meant"]), Weights(**found[which]["answerable"])) for which in ("known", "new")
    )
    return Fitted(known, new, learned, Thresholds(**found["thresholds"]))


def fitted_to(index: Index) -> Fitted:
    """The same for some content: under the ids of now, and with what admins taught."""
    return _fitted_to(index.knowledge, index.lessons)


@lru_cache(maxsize=4)
def _fitted_to(knowledge: Knowledge, lessons: Lessons) -> Fitted:
    found = fitted()
    renamed = found.lexicon.under(knowledge.now) if knowledge.renamed else found.lexicon
    return replace(found, lexicon=renamed.learning(lessons)) if knowledge.renamed or lessons else found


def weighed(query: Query, sight: Sight, model: Fitted) -> tuple[tuple[Match[Entry], float], ...]:
    """The best matches with their probabilities, likeliest first."""
    few = _few(sight)
    if not few:
        return ()
    new = newcomer(sight, model.lexicon.known)
    signs = signs_of(
        query, sight, model.lexicon.hint(sight.words, sight.phrases, None if new is None else new.entry.id), new
    )
    judge = model.known if new is None else model.new
    found = zip(few, judge.chances(signs), strict=True)
    return tuple(sorted(found, key=lambda one: -one[1]))


def signs_of(query: Query, sight: Sight, hint: Hint, new: Match[Entry] | None) -> list[dict[str, float]]:
    """The evidence for each of the best matches. new: the newcomer among them, if there is one."""
    few = _few(sight)
    signs = [evidence(query, sight.at(match.entry), match) | hinted(sight, match, hint) for match in few]
    if new is None:
        return signs
    return [
        one | newness(match, new, one, taught=new.entry.id in hint.taught)
        for match, one in zip(few, signs, strict=True)
    ]


def newcomer(sight: Sight, known: Collection[str]) -> Match[Entry] | None:
    """The best of the matches with something that has tasks or tells of something and is not known yet.

    None where nothing is known at all: then the content is another one, and nothing in it is newer than the rest.
    """
    new = (m for m in _few(sight) if m.entry.id not in known and (m.entry.levelled or m.entry.tells))
    first = next(new, None)
    return first if any(match.entry.id in known for match in sight.matches) else None


def _few(sight: Sight) -> tuple[Match[Entry], ...]:
    return sight.matches[:CANDIDATES]
