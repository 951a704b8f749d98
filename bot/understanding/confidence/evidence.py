"""What speaks for and against a match."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.content.entries import Entry
    from bot.understanding.confidence.lexicon import Hint
    from bot.understanding.matching import Match, Sight
    from bot.understanding.query import Query

SEEN = 20
"""How many of the best matches count as rivals."""


def evidence(query: Query, sight: Sight, match: Match[Entry]) -> dict[str, float]:
    """What the search saw that speaks for and against this match, by name.

    `other year` is a guard: labelled questions hardly ask of a year that the content lacks, and what it says of another
    year must not answer them.
    """
    few = sight.matches[:SEEN]
    rivals = [m for m in few if not m.entry.explains and not m.entry.akin(match.entry)]
    kin = [m.score for m in few if m is not match and m.entry.akin(match.entry)]
    named = {area.region for area in sight.areas}
    regions = [m for m in few if m.entry.id in named]
    entry = match.entry
    outside = sight.outside[0].score if sight.outside else 0.0
    telling = sum(1 for unit in sight.units if unit.mass > 1)
    tied = math.log1p(sum(1 for m in rivals if m.said >= 0.95 * match.said and m.said > 0.5))
    exact = float(match.said > 0.95 and match.heard > 0.95)
    return {
        "score": match.score,
        "said": match.said,
        "heard": match.heard,
        "coverage": match.coverage,
        "behind kin": min(0.0, match.score - max(kin, default=0.0)),
        "beside best": match.score / sight.matches[0].score,
        "tied": tied,
        "tied in a word": tied * (telling <= 1),
        "exact": exact,
        "strange": sight.strange,
        "outside": outside,
        "outside ahead": max(0.0, outside - match.score),
        "cue": float(bool(sight.cues)),
        "cue mass": sight.cue_mass,
        "other year": float(any(unit.strange and unit.meaning.surface.isdigit() for unit in sight.units)),
        "term, bare": float(entry.explains and not query.defines),
        "actor": float(entry.coordinates),
        "actor heard": float(entry.coordinates) * max(0.0, match.heard - 0.9) * 10,
        "region": float(entry.territory),
        "region named": float(match.entry.id in named),
        "beside region named": float(entry.tells and any(m.entry.akin(match.entry) for m in regions)),
        "area unspoken": float(entry.local and any(a.region is None for a in sight.areas)),
        "only actors": sight.actors * entry.coordinates,
    }


def hinted(sight: Sight, match: Match[Entry], hint: Hint) -> dict[str, float]:
    """What the words of the question speak for, by name; for or against an entry that is new, nothing."""
    own = rivals = 0.0
    for other in sight.matches[:SEEN]:
        said = hint.entries.get(other.entry.id, 0.0)
        if other is match or other.entry.akin(match.entry):
            own = max(own, said)
        elif not other.entry.explains:
            rivals = max(rivals, said)
    lead = own - rivals if match.entry.id in hint.known else 0.0
    return {"words": hint.answerable, "lead in words": lead}
