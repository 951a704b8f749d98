"""What labelled questions taught about words: whether they ask for the content, and for which entry.

`scripts/fit.py` learns it and writes `lexicon.json` beside this file; its words are as `matching.wording` writes them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Hint:
    """What the words of a question speak for.

    answerable: log odds that the content answers it. entries: for each entry how much more often than in other
    questions its words were said, as a sum of logarithms; 0 for all that are not there. known: the entries that
    there were when it was learned.
    """

    answerable: float
    entries: Mapping[str, float]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Weights of words. answerable: of each, beside `bias`. entries: of each for the entries that it speaks for.

    known: the entries that there were; of those that have come since nothing was learned.
    """

    bias: float
    answerable: Mapping[str, float]
    entries: Mapping[str, Mapping[str, float]]
    known: frozenset[str]

    def hint(self, words: Iterable[str]) -> Hint:
        """What `words` speak for; words that were never learned say nothing."""
        answerable, entries = self.bias, defaultdict[str, float](float)
        for word in sorted(words):  # sums of floats depend on their order
            answerable += self.answerable.get(word, 0.0)
            for entry, weight in self.entries.get(word, {}).items():
                entries[entry] += weight
        return Hint(answerable, dict(entries), self.known)
