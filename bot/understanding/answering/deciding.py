"""From matches and their probabilities to an answer, a choice or a no."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.entries import Facet, Level, Measure
from bot.understanding.answering import tasks
from bot.understanding.answering.answers import Ambiguous, Answer, Found, NotFound
from bot.understanding.confidence import Fitted, Thresholds, weighed
from bot.understanding.matching import Match
from bot.understanding.query import NATIONAL, REGIONAL, Query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.entries import Entry, Task
    from bot.understanding.matching import Sight, TaskMatch

NAMES = 0.93
"""Share of a phrase from which on a word is its name."""
ABOUT = 0.75
"""Share of a phrase from which on its entry may be meant beside one that is named."""
MOST_CHOICES = 4
LIKELY = 0.4
"""Share of the best probability from which on another entry may be what the one word means."""


def decide(query: Query, sight: Sight, model: Fitted) -> Answer:
    """Answer, offer a choice or say no."""
    return conclude(query, sight, weighed(query, sight, model), model.thresholds)


def conclude(
    query: Query, sight: Sight, chances: tuple[tuple[Match[Entry], float], ...], thresholds: Thresholds
) -> Answer:
    """Decide from matches and the probability of each, likeliest first."""
    facet = _facet(query, sight)
    return _outright(query, facet, sight) or _likeliest(query, facet, sight, chances, thresholds)


def _outright(query: Query, facet: Facet, sight: Sight) -> Found | Ambiguous | None:
    """The answer to a question that says what it means: a term to explain, a whole task, or a name."""
    meant = _defined(query, sight)
    quoted = tasks.quoted(query, sight) if meant is None else None
    if quoted is not None and (same := tasks.sharing(quoted.task, _spoken(sight))):
        return _shared_task(query, quoted, same, sight)
    meant = meant or (_named(sight) if quoted is None else _as_match(quoted, quoted.task))
    if meant is None:
        return None
    first = replace(meant, score=sight.matches[0].score)
    others = (match for match in sight.matches[:3] if match.entry.id != meant.entry.id)
    return _found(query, facet, first, sight, (first, *others))


def _likeliest(
    query: Query, facet: Facet, sight: Sight, chances: tuple[tuple[Match[Entry], float], ...], thresholds: Thresholds
) -> Answer:
    """The answer, a choice or a no by how likely the matches are."""
    matches = tuple(replace(match, score=round(chance, 4)) for match, chance in _without_terms(chances))
    if not matches or matches[0].score < thresholds.unsure:
        return _not_found(query, facet, sight, matches)
    best = _nearest(matches, sight)
    sight = sight.at(best.entry)
    foreign = sight.strong_cue or any(" " in cue for _, cue in sight.cues)
    if foreign and best.entry.named:  # `kuka on TEMin johtaja`
        return _not_found(query, facet, sight, matches)
    rival = max((match.score for match in matches if _rivals(match, best)), default=0.0)
    choices = _choices(matches, thresholds.worth * best.score)
    alone = rival < thresholds.rival * best.score and not _shared_word(best, matches, sight)
    if best.score >= thresholds.sure and (alone or len(choices) == 1):
        return _found(query, facet, best, sight, matches)
    if len(choices) == 1:
        return _not_found(query, facet, sight, matches)
    return Ambiguous(query, choices, facet, best.score, matches)


def _found(query: Query, facet: Facet, best: Match[Entry], sight: Sight, matches: tuple[Match[Entry], ...]) -> Found:
    """The answer: a task of the measure, when the question means one, or the entry on the levels asked for."""
    meant = tasks.meant(best.entry, sight)
    levels = None if meant is None else tasks.facet_of(meant, query, sight)
    if meant is None or levels is None:
        return Found(query, best.entry, _levels(query, facet, best, sight), best.score, matches)
    others = tasks.others(meant.task, _spoken(sight))
    return Found(query, best.entry, levels, best.score, matches, meant.task, others)


def _shared_task(query: Query, quoted: TaskMatch, same: tuple[Task, ...], sight: Sight) -> Ambiguous:
    """The measures that have a task, to choose from; on its level, whatever else is asked."""
    choices = tuple(_as_match(quoted, task) for task in same)
    facet = tasks.facet_of(quoted, query, sight) or Facet(quoted.task.level.value)
    return Ambiguous(query, choices, facet, quoted.score, choices, quoted.task)


def _spoken(sight: Sight) -> Iterator[Task]:
    """The tasks that the question speaks of."""
    return (match.task for match in sight.tasks)


def _as_match(quoted: TaskMatch, task: Task) -> Match[Entry]:
    """The match of a measure by a task of it that says what a question says."""
    return Match(task.measure, quoted.score, quoted.said, task.text, quoted.said, quoted.heard)


def _rivals(match: Match[Entry], best: Match[Entry]) -> bool:
    """Whether another entry may be meant: none about the same thing, nor beside a name one that only has the word."""
    return not match.entry.akin(best.entry) and (best.heard < NAMES or match.heard >= ABOUT)


def _named(sight: Sight) -> Match[Entry] | None:
    """The entry that the question names in full, and says nothing else, when no other has that name.

    Beside the name of an actor or a region, or one of several words, words that tell nothing count as nothing: `mitä
    kunnat tekevät`.
    """
    telling = [unit for unit in sight.units if unit.telling or unit.area]
    if not telling:
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
    alone = names and all(match.entry.akin(names[0].entry) for match in names)
    return names[0] if alone and not sight.at(names[0].entry).signs else None


def _without_terms(chances: tuple[tuple[Match[Entry], float], ...]) -> tuple[tuple[Match[Entry], float], ...]:
    """All but the terms, which explain words that measures and topics are about.

    A term that is likeliest stays when nothing else says as much of the question.
    """
    others = tuple(one for one in chances if not one[0].entry.explains)
    likeliest = chances[0][0] if chances and chances[0][0].entry.explains else None
    alone = likeliest is not None and all(match.said < likeliest.said for match, _ in others)
    return chances if alone else others


def _defined(query: Query, sight: Sight) -> Match[Entry] | None:
    """The term that a question asks to explain: `mitä tarkoittaa TNO`.

    A guard, for hardly any labelled question asks this: a measure that has the word would tell who coordinates it.
    """
    if not query.defines or sight.cues:
        return None
    said = [match for match in sight.matches if match.said >= NAMES and match.heard >= NAMES]
    terms = [match for match in said if match.entry.explains]
    named = any(match.entry.named for match in said)
    return max(terms, key=lambda match: (match.said, match.heard)) if terms and not named else None


def _shared_word(best: Match[Entry], matches: tuple[Match[Entry], ...], sight: Sight) -> bool:
    """Whether the question has one telling word, it names nothing by itself, and others have it as well.

    A guard: who asks with one word is not told of one of several that have it, whatever earlier questions were about.
    """
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
