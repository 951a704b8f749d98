"""How sure a match is: evidence → the probability that the entry is a right answer.

A logistic regression over the evidence below. `scripts/fit` learns its weights from the labelled questions in
`tests/questions/` and writes `fitted.json`, which says from which data, beside this file.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.query import Aspect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.entries import Entry
    from bot.matching import Match, Sight
    from bot.query import Query

CANDIDATES = 6
"""How many of the best matches are weighed; a right entry further down is never shown."""
SEEN = 20
"""How many of the best matches count as rivals."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by name of evidence, and the thresholds on the probability, as `scripts/fit` found them."""

    bias: float
    weights: Mapping[str, float]
    sure: float
    unsure: float
    rival: float
    worth: float


@cache
def fitted() -> Fitted:
    """The fitted weights and thresholds."""
    found = json.loads(Path(__file__).with_name("fitted.json").read_text(encoding="utf-8"))
    return Fitted(found["bias"], found["weights"], **found["thresholds"])


def probability(evidence: Mapping[str, float], model: Fitted) -> float:
    """The probability, 0–1, that an entry with this evidence is a right answer."""
    total = model.bias + sum(model.weights.get(name, 0.0) * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def weighed(query: Query, sight: Sight, model: Fitted) -> tuple[tuple[Match[Entry], float], ...]:
    """The best matches with their probabilities, likeliest first."""
    few = sight.matches[:CANDIDATES]
    found = [(match, probability(evidence(query, sight, match), model)) for match in few]
    return tuple(sorted(found, key=lambda one: -one[1]))


def evidence(query: Query, sight: Sight, match: Match[Entry]) -> dict[str, float]:
    """What speaks for and against this match, by name."""
    few = sight.matches[:SEEN]
    rivals = [m for m in few if m.entry.kind != "term" and not m.entry.akin(match.entry)]
    kin = [m.score for m in few if m is not match and m.entry.akin(match.entry)]
    named = {area.region for area in sight.areas}
    regions = [m for m in few if m.entry.id in named]
    kind = match.entry.kind
    outside = sight.outside[0].score if sight.outside else 0.0
    telling = sum(1 for unit in sight.units if unit.mass > 1)
    tied = math.log1p(sum(1 for m in rivals if m.said >= 0.95 * match.said and m.said > 0.5))
    exact = float(match.said > 0.95 and match.heard > 0.95)
    return {
        "score": match.score,
        "said": match.said,
        "heard": match.heard,
        "coverage": match.coverage,
        "lead": match.score - max((m.score for m in rivals), default=0.0),
        "behind kin": min(0.0, match.score - max(kin, default=0.0)),
        "beside best": match.score / sight.matches[0].score,
        "tied": tied,
        "tied in a word": tied * (telling <= 1),
        "exact": exact,
        "strange": sight.strange,
        "outside": outside,
        "outside ahead": max(0.0, outside - match.score),
        "cue": float(bool(sight.cues)),
        "strong cue": float(sight.strong_cue),
        "cue mass": sight.cue_mass,
        "other year": float(any(unit.strange and unit.meaning.surface.isdigit() for unit in sight.units)),
        "cue words": float(min(2, sum(len(cue.split()) for _, cue in sight.cues))),
        "term, bare": float(kind == "term" and not query.defines),
        "term, defined": float(kind == "term" and query.defines),
        "actor": float(kind == "actor"),
        "actor heard": float(kind == "actor") * max(0.0, match.heard - 0.9) * 10,
        "region": float(kind == "region"),
        "region named": float(match.entry.id in named),
        "beside region named": float(kind == "topic" and any(m.entry.akin(match.entry) for m in regions)),
        "area unspoken": float(kind in {"topic", "region", "actor"} and any(a.region is None for a in sight.areas)),
        "group": float(kind in {"theme", "goal"}),
        "only actors": sight.actors * (kind != "actor"),
        "only actors, actor": sight.actors * (kind == "actor"),
        "asks count": float("count" in query.asks) * (kind != "topic"),
        "asks time": float("time" in query.asks) * (kind != "topic"),
        "asks whereabouts": float("whereabouts" in query.asks),
        "asks who": float(query.aspect is Aspect.WHO),
        "telling words": math.log1p(telling),
    }
