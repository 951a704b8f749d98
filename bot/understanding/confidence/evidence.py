"""What speaks for and against a match."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.understanding.matching import NOTHING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

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
    """What the words of the question speak for, by name; of an entry that is new only what its phrases say."""
    own = rivals = 0.0
    kin = []
    for place, other in enumerate(sight.matches):
        akin = other is match or other.entry.akin(match.entry)
        if akin:
            kin.append(other.entry.id)
        if place < SEEN:
            said = hint.entries.get(other.entry.id, 0.0)
            if akin:
                own = max(own, said)
            elif not other.entry.explains:
                rivals = max(rivals, said)
    return {
        "words": hint.answerable,
        "lead in words": own - rivals if match.entry.id in hint.known else 0.0,
    } | _likeness(kin, hint.alike, hint.odds)


def _likeness(kin: Collection[str], alike: Mapping[str, float], odds: Mapping[str, float]) -> dict[str, float]:
    """How much more the words are like those of an entry and its kin than like all others, or like nothing's."""
    own = max((alike.get(entry, 0.0) for entry in kin), default=0.0)
    others = max((value for entry, value in alike.items() if entry not in kin and entry != NOTHING), default=0.0)
    nothing = alike.get(NOTHING, 0.0)
    total = sum(odds.values()) or 1.0
    return {
        "likeness ahead": own - others,
        "share of likeness": sum(odds.get(entry, 0.0) for entry in kin) / total,
        "like nothing ahead": nothing - max(own, others),
        "share of nothing": odds.get(NOTHING, 0.0) / total,
    }


def newness(match: Match[Entry], new: Match[Entry], signs: Mapping[str, float], *, taught: bool) -> dict[str, float]:
    """What speaks for and against a match where an entry of which nothing was learned may be meant.

    new: the best match of such an entry; one that has no synonyms yet is sooner meant than its phrases show. taught:
    whether admins confirmed wordings that ask for it. signs: the other evidence for this match.
    """
    own = float(match is new)
    synonyms = 1 + len(new.entry.synonyms)
    bare = 0.0 if taught else own / synonyms
    by_lesson = own * taught
    return {
        "new": own,
        "new, bare": bare,
        "new, bare score": bare * match.score,
        "new, bare likeness": bare * signs["likeness ahead"],
        "new, taught": by_lesson,
        "new, taught score": by_lesson * match.score,
        "new, taught said": by_lesson * match.said,
        "new, taught likeness": by_lesson * signs["likeness ahead"],
        "new score": own * match.score,
        "new heard": own * match.heard,
        "new said": own * match.said,
        "new likeness": own * signs["likeness ahead"],
        "beside new": (1 - own) * new.score,
        "beside new, bare": 0.0 if taught else (1 - own) * new.score / synonyms,
        "beside new, taught": (1 - own) * new.score * taught,
    }
