"""What a question is about, as weights by name, from the language analysis of the matcher.

Four things tell: the terms that its words mean, what of the content these lead to, pieces of their letters, for what
neither the content nor the dictionary knows, and of what the content never answers it gives signs.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from bot.log.masking import unmask
from bot.review.changes import OTHER
from bot.understanding.query import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.understanding.matching import Index
    from bot.understanding.matching.units import Unit

ROOT = 0.5
"""How much a shared root tells beside a shared base form."""
LETTERS = 1.0
"""How much shared letters tell beside a shared base form."""
PIECE = 4
"""Letters in a piece."""
CONTENT = 0.6
"""How much what the content says tells beside the words themselves."""
OWNERS = 8
"""How many of the entries that a question leads to are looked at."""
SIGN = 0.45
"""How much a sign of something that the content never answers tells beside the words themselves."""

Meaning = dict[str, float]


def find_meaning(question: str, index: Index) -> Meaning:
    """What a question is about; empty when it says nothing."""
    query = parse(unmask(question), index.language)
    units = index.units(query.whole)
    found: Meaning = defaultdict(float)
    for unit in units:
        for name, weight in _weigh(unit):
            found[name] = max(found[name], unit.mass * weight)
    leads = sorted(_find_leads(units, index).items(), key=lambda lead: (-lead[1], lead[0]))[:OWNERS]
    length = _measure(found.values())
    span = _measure(weight**2 for _, weight in leads)
    content = {f"@{owner}": CONTENT * length * weight**2 / span for owner, weight in leads}
    signs = {f"!{kind.id}": SIGN * length for kind in index.outside_cues(query) if units and kind.id != OTHER}
    return found | content | signs


def find_likeness(one: Meaning, other: Meaning) -> float:
    """How alike two meanings are, 0–1: their cosine."""
    shared = sum(weight * other.get(name, 0.0) for name, weight in one.items())
    return shared / (_measure(one.values()) * _measure(other.values()))


def _weigh(unit: Unit) -> Iterator[tuple[str, float]]:
    """The terms that a word means and the pieces of its letters, with weights 0–1."""
    for term, weight in find_terms(unit).items():
        yield term, weight * ROOT if term.startswith("√") else weight
    for word in unit.meaning.surface.split():
        letters = f"^{word}"
        for i in range(max(1, len(letters) - PIECE + 1)):
            yield f"#{letters[i : i + PIECE]}", LETTERS


def find_terms(unit: Unit) -> dict[str, float]:
    """The terms that a word means, with weights 0–1; the word itself when it means nothing known."""
    found: dict[str, float] = {}
    for way in unit.meaning.ways:
        for share, part in way.parts:
            for term, weight in part.items():
                found[term] = max(share * weight, found.get(term, 0.0))
    return found or {unit.meaning.surface: 1.0}


def _find_leads(units: tuple[Unit, ...], index: Index) -> dict[int, float]:
    """What of the content the words lead to; words that lead to everything count for little."""
    number = len(index.knowledge.entries) + len(index.knowledge.outside)
    found: dict[int, float] = defaultdict(float)
    for unit in units:
        best: dict[int, float] = {}
        for term, weight in find_terms(unit).items():
            for owner, value in index.owners.get(term, {}).items():
                best[owner] = max(weight * value, best.get(owner, 0.0))
        rarity = math.log(number / len(best)) / math.log(number) if best and number > 1 else 0.0
        for owner, value in best.items():
            found[owner] += value * unit.mass * rarity
    return found


def _measure(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights)) or 1.0
