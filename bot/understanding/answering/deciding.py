"""From matches and their probabilities to an answer, a choice or a no."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.entries import Facet, Level, Measure
from bot.understanding.answering.answers import Ambiguous, Answer, Found, NotFound
from bot.understanding.confidence import Fitted, Thresholds, weighed
from bot.understanding.query import NATIONAL, REGIONAL, Aspect, Query

if TYPE_CHECKING:
    from bot.content.entries import Entry
    from bot.understanding.matching import Match, Sight

NAMES = 0.93
"""Share of a phrase from which on a word is its name."""
MOSTLY = 0.8
"""Share of a question that a term must say to be what the question asks to explain."""
ABOUT, ABOUT_IN_PART = 0.75, 0.4
"""Shares of a phrase from which on its entry, and a measure of several tasks, is about a bare word."""
WHOLE_WORDS = frozenset({"teema", "tavoite", "toimenpide", "keino", "painopiste"})
"""What the strategy as a whole consists of; in the plural, so that `toinen teema` is none of it."""
SUBJECTS = frozenset({"strategia", "kysely", "elo", "elinikäinen", "ohjaus"})
"""Words beside those that ask for a part of it after all."""
MOST_CHOICES = 4
LIKELY = 0.5
"""Share of the best probability from which on another entry may be what the one word means."""


def decide(query: Query, sight: Sight, model: Fitted) -> Answer:
    """Answer, offer a choice or say no."""
    return conclude(query, sight, weighed(query, sight, model), model.thresholds)


def conclude(
    query: Query, sight: Sight, chances: tuple[tuple[Match[Entry], float], ...], thresholds: Thresholds
) -> Answer:
    """Decide from matches and the probability of each, likeliest first."""
    facet = _facet(query, sight)
    meant = _asks_overview(sight) or _defined(query, sight) or _named(sight)
    if meant is not None:
        first = replace(meant, score=sight.matches[0].score)
        others = (match for match in sight.matches[:3] if match is not meant)
        return Found(query, meant.entry, _levels(query, facet, meant, sight), first.score, (first, *others))
    matches = tuple(replace(match, score=round(chance, 4)) for match, chance in _without_terms(chances))
    if not matches or matches[0].score < thresholds.unsure or _only_unspoken(sight):
        return _not_found(query, facet, sight, matches)
    best = _nearest(matches, sight)
    foreign = sight.strong_cue or any(" " in cue for _, cue in sight.cues)
    if foreign and best.entry.named:  # `kuka on TEMin johtaja`
        return _not_found(query, facet, sight, matches)
    rival = max((match.score for match in matches if _rivals(match, best)), default=0.0)
    choices = _choices(matches, thresholds.worth * best.score)
    alone = rival < thresholds.rival * best.score and not _shared_word(best, matches, sight)
    if best.score >= thresholds.sure and (alone or len(choices) == 1):
        return Found(query, best.entry, _levels(query, facet, best, sight), best.score, matches)
    if len(choices) == 1:
        return _not_found(query, facet, sight, matches)
    return Ambiguous(query, choices, facet, best.score, matches)


def _rivals(match: Match[Entry], best: Match[Entry]) -> bool:
    """Whether another entry may be meant: none about the same thing, nor beside a name one that only has the word."""
    return not match.entry.akin(best.entry) and (best.heard < NAMES or match.heard >= ABOUT)


def _named(sight: Sight) -> Match[Entry] | None:
    """The entry that the question names in full, and says nothing else, when no other has that name.

    Beside the name of an actor or a region, or one of several words, words that tell nothing count as nothing: `mitä
    kunnat tekevät`.
    """
    telling = [unit for unit in sight.units if unit.telling or unit.area]
    if not telling or sight.cues:
        return None
    told = sum(unit.mass for unit in telling) / sum(unit.mass for unit in sight.units)
    several = len(telling) > 1 or " " in telling[0].meaning.surface
    names = [
        match
        for match in sight.matches
        if not match.entry.explains
        and match.heard >= NAMES
        and (match.said >= NAMES or (match.said >= told and (several or match.entry.named)))
    ]
    return names[0] if names and all(match.entry.akin(names[0].entry) for match in names) else None


def _asks_overview(sight: Sight) -> Match[Entry] | None:
    """The overview, when the question speaks of themes, goals and measures and of nothing in particular."""
    telling = [unit for unit in sight.units if unit.telling]
    common = any(unit.meaning.direct & SUBJECTS for unit in sight.units)
    if (
        not telling
        or common
        or sight.areas
        or not all(unit.meaning.direct & WHOLE_WORDS and unit.meaning.surface not in WHOLE_WORDS for unit in telling)
    ):
        return None
    return next((match for match in sight.matches if match.entry.surveys), None)


def _without_terms(chances: tuple[tuple[Match[Entry], float], ...]) -> tuple[tuple[Match[Entry], float], ...]:
    """All but the terms, which explain words that measures and topics are about.

    A term that is likeliest stays when nothing else says as much of the question.
    """
    others = tuple(one for one in chances if not one[0].entry.explains)
    likeliest = chances[0][0] if chances and chances[0][0].entry.explains else None
    alone = likeliest is not None and all(match.said < likeliest.said for match, _ in others)
    return chances if alone else others


def _defined(query: Query, sight: Sight) -> Match[Entry] | None:
    """The term that a question asks to explain, or that a bare word names when nothing else is about it."""
    least = MOSTLY if query.defines else NAMES
    terms = [m for m in sight.matches if m.entry.explains and m.said >= MOSTLY and m.heard >= least]
    if not terms or sight.cues:
        return None
    term = max(terms, key=lambda match: (match.said, match.heard))
    others = [m for m in sight.matches if not m.entry.explains and m.said >= MOSTLY]
    bare = (
        query.aspect is Aspect.ANY
        and not query.asks_level
        and all(m.heard < (ABOUT_IN_PART if m.entry.levelled else ABOUT) for m in others)
    )
    named = any(m.entry.named and m.heard >= NAMES for m in others)
    return term if (query.defines and not named) or bare else None


def _only_unspoken(sight: Sight) -> bool:
    """Whether the question names a maakunta that the deck does not speak of, and says nothing else."""
    unspoken = sight.areas and all(area.region is None for area in sight.areas)
    return bool(unspoken) and not any(unit.telling for unit in sight.units)


def _shared_word(best: Match[Entry], matches: tuple[Match[Entry], ...], sight: Sight) -> bool:
    """Whether the question has one telling word, it names nothing by itself, and others have it as well."""
    if sum(unit.telling for unit in sight.units) != 1 or best.heard >= NAMES or best.entry.surveys:
        return False
    likely = [match for match in matches if match.score >= LIKELY * best.score and not match.entry.explains]
    return any(match.said >= NAMES * best.said and not match.entry.akin(best.entry) for match in likely)


def _nearest(matches: tuple[Match[Entry], ...], sight: Sight) -> Match[Entry]:
    """The likeliest match; of entries about the same thing the region that the question names."""
    best = matches[0]
    named = {area.region for area in sight.areas}
    own = next((m for m in matches if m.entry.id in named and m.entry.akin(best.entry)), best)
    return replace(own, score=best.score)


def _choices(matches: tuple[Match[Entry], ...], worth: float) -> tuple[Match[Entry], ...]:
    """The best match and up to three about different things that are worth showing beside it.

    Of entries about the same thing the measure is offered, since its name says most. worth: the least probability.
    """
    distinct: list[Match[Entry]] = []
    for match in matches:
        twin = next((i for i, other in enumerate(distinct) if other.entry.akin(match.entry)), None)
        if twin is None:
            distinct.append(match)
        elif match.entry.levelled:
            distinct[twin] = replace(match, score=distinct[twin].score)
    return tuple(match for i, match in enumerate(distinct[:MOST_CHOICES]) if i == 0 or match.score >= worth)


def _not_found(query: Query, facet: Facet, sight: Sight, matches: tuple[Match[Entry], ...]) -> NotFound:
    outside = sight.cues[0][0] if sight.cues else None
    area = next((area for area in sight.areas if area.region is None), None)
    return NotFound(query, facet, matches[0].score if matches else 0.0, matches, outside, area)


def _facet(query: Query, sight: Sight) -> Facet:
    """The levels asked for; a misspelt level word counts, and a maakunta named without a level."""
    if query.asks_level:
        return query.facet
    meant = frozenset[str]().union(*(unit.meaning.direct for unit in sight.units))
    national, regional = bool(meant & NATIONAL), bool(meant & REGIONAL or sight.areas)
    return query.facet if national == regional else Facet.NATIONAL if national else Facet.REGIONAL


def _levels(query: Query, asked: Facet, found: Match[Entry], sight: Sight) -> Facet:
    """The levels to show: the one that is meant where none was asked for.

    A task of one level is meant where the question fits it best, and a level where several of its coordinators are
    named: `OKM, TEM vai JOTPA`.
    """
    entry = found.entry
    if query.asks_level or asked is not Facet.BOTH or not isinstance(entry, Measure):
        return asked
    named = {match.entry.id for match in sight.matches if match.entry.coordinates and match.heard >= NAMES}
    meant = [
        level
        for level in Level
        for own in (entry.responsibility(level),)
        if (named <= set(own.coordinators) if len(named) > 1 else found.phrase in own.tasks)
    ]
    return Facet(meant[0].value) if len(meant) == 1 else asked
