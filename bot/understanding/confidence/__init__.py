"""How sure a match is: evidence → the probability that the entry is a right answer.

Two logistic regressions over the same evidence: which of the matches is meant, and whether the content answers the
question at all, which is judged by the evidence for the likeliest match. An entry's probability is their product.
`scripts/fit.py` learns the weights from the labelled questions in `knowledge/questions/` and writes `fitted.json` and
`lexicon.json`, which say from which data, beside this file.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.understanding.confidence.evidence import evidence, hinted
from bot.understanding.confidence.lexicon import Hint, Lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.content.entries import Entry
    from bot.understanding.matching import Match, Sight
    from bot.understanding.query import Query

__all__ = [
    "CANDIDATES",
    "Fitted",
    "Hint",
    "Lexicon",
    "Thresholds",
    "Weights",
    "evidence",
    "fitted",
    "hinted",
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
class Fitted:
    """What `scripts/fit.py` found: weights for which match is meant and for whether any is, and the thresholds."""

    meant: Weights
    answerable: Weights
    lexicon: Lexicon
    thresholds: Thresholds


@cache
def fitted() -> Fitted:
    """The fitted weights and thresholds."""
    found, lexicon = (
        json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
        for name in ("fitted.json", "lexicon.json")
    )
    words: dict[str, dict[str, float]] = defaultdict(dict)
    for entry, weights in lexicon["entries"].items():
        for word, weight in weights.items():
            words[word][entry] = weight
    learned = Lexicon(lexicon["bias"], lexicon["answerable"], dict(words), frozenset(lexicon["known"]))
    return Fitted(Weights(**found["meant"]), Weights(**found["answerable"]), learned, Thresholds(**found["thresholds"]))


def weighed(query: Query, sight: Sight, model: Fitted) -> tuple[tuple[Match[Entry], float], ...]:
    """The best matches with their probabilities, likeliest first."""
    few = sight.matches[:CANDIDATES]
    if not few:
        return ()
    hint = model.lexicon.hint(sight.words)
    signs = [evidence(query, sight, match) | hinted(sight, match, hint) for match in few]
    chances = [model.meant.probability(one) for one in signs]
    likeliest = max(range(len(few)), key=chances.__getitem__)
    answerable = model.answerable.probability(signs[likeliest])
    found = [(match, answerable * chance) for match, chance in zip(few, chances, strict=True)]
    return tuple(sorted(found, key=lambda one: -one[1]))
