"""Decides: a question goes in, `Found`, `Ambiguous`, `NotFound` or `SmallTalk` comes out.

All of it is pure: no clock, no files but the fitted weights, no logging.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from bot.confidence import CANDIDATES, Fitted, fitted, weighed
from bot.entries import Area, Entry, Facet, Outside
from bot.following import taken_up
from bot.matching import Match
from bot.query import NATIONAL, NEW, REGIONAL, Aspect, Conversation, Query, Talk, parse

if TYPE_CHECKING:
    from bot.matching import Index, Sight

Outcome = Literal["answer", "clarify", "none"]


@dataclass(frozen=True, slots=True)
class Found:
    """The entry that answers, on the levels asked for. score: 0–1, how sure."""

    query: Query
    entry: Entry
    facet: Facet
    score: float
    matches: tuple[Match[Entry], ...] = ()
    outcome: Outcome = "answer"


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several entries may answer: two to four choices, likeliest first."""

    query: Query
    choices: tuple[Match[Entry], ...]
    facet: Facet
    score: float
    matches: tuple[Match[Entry], ...] = ()
    outcome: Outcome = "clarify"


@dataclass(frozen=True, slots=True)
class NotFound:
    """The content has no answer. outside: the kind of thing asked; area: a maakunta the deck does not speak of."""

    query: Query
    facet: Facet
    score: float
    matches: tuple[Match[Entry], ...] = ()
    outside: Outside | None = None
    area: Area | None = None
    outcome: Outcome = "none"


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A greeting or thanks; repeats nothing."""

    query: Query
    talk: Talk
    facet: Facet = Facet.BOTH
    score: float = 1.0
    matches: tuple[Match[Entry], ...] = ()
    outcome: Outcome = "none"


NAMES = 0.95
"""Share of a phrase from which on a word is its name."""
MOSTLY = 0.8
"""Share of a question that a term must say to be what the question asks to explain."""
ABOUT, ABOUT_IN_PART = 0.75, 0.4
"""Shares of a phrase from which on its entry, and a measure of several tasks, is about a bare word."""
LIKELY = 0.6
"""Share of the best probability from which on another entry may be what the one word means."""
UNSAID = 0.25
"""Probability told of each of four choices when the question does not say what it is about."""
LEANING = 0.5
"""Least probability of the choice that a second, still unclear question is taken to mean."""

Answer = Found | Ambiguous | NotFound | SmallTalk

def answer(question: str, index: Index, conversation: Conversation = NEW) -> Answer:
    """Answer one question of any text. Never raises."""
    query = parse(question, index.language, conversation)
    if query.talk is not None:
        return SmallTalk(query, query.talk)
    sight = index.search(query)
    taken = taken_up(query, sight, index) if conversation != NEW else None
    if taken is not None:
        entry, facet = taken
        return Found(query, entry, facet, 1.0, sight.matches[:CANDIDATES])
    broad = _broad(query, sight, index)
    if broad is not None:
        return broad
    answered = decide(query, sight, fitted())
    if isinstance(answered, Ambiguous) and conversation.choices:
        return _settled(answered, conversation)
    return answered


def _broad(query: Query, sight: Sight, index: Index) -> Ambiguous | None:
    """Who coordinates, or what is to be done, without a word of which measure: one measure of each theme to choose."""
    told = any(unit.telling or unit.area for unit in sight.units) or sight.cues
    if told or not (query.aspect is Aspect.WHO or query.asks_level) or _told_whole(sight):
        return None
    by_theme = {measure.theme: measure for measure in reversed(index.knowledge.measures)}
    first = sorted(by_theme.values(), key=lambda measure: measure.slides)[:4]
    choices = tuple(Match(measure, UNSAID, 0.0, measure.title, 0.0, 0.0) for measure in first)
    return Ambiguous(query, choices, query.facet, UNSAID, choices)


def _told_whole(sight: Sight) -> bool:
    """Whether the cue words themselves are what some phrase of the content says: `mitä alueilta kysyttiin`."""
    return any(match.said > 0.9 and match.heard > 0.7 for match in sight.matches[:1])


def _settled(answered: Ambiguous, conversation: Conversation) -> Answer:
    """A second question after a choice is not asked back when it leans towards something offered before."""
    best = answered.choices[0]
    if best.entry.id in conversation.choices and best.score >= LEANING:
        return Found(answered.query, best.entry, answered.facet, best.score, answered.matches)
    return answered


def opened(entry_id: str, facet: Facet, index: Index) -> Found | None:
    """What a pressed button shows; None when the entry is gone."""
    entry = index.knowledge.entries.get(entry_id)
    return Found(Query(entry_id, ()), entry, facet, 1.0) if entry is not None else None


def follow(conversation: Conversation, answered: Answer) -> Conversation:
    """What is remembered after an answer; small talk changes nothing."""
    match answered:
        case Found(entry=entry, facet=facet):
            return replace(conversation, entry=entry.id, facet=facet, choices=())
        case Ambiguous(choices=choices, facet=facet):
            return replace(conversation, facet=facet, choices=tuple(match.entry.id for match in choices))
        case NotFound():
            return replace(conversation, choices=())
        case SmallTalk():
            return conversation


def decide(query: Query, sight: Sight, model: Fitted) -> Answer:
    """Answer, offer a choice or say no."""
    return conclude(query, sight, weighed(query, sight, model), model)


def conclude(
    query: Query, sight: Sight, chances: tuple[tuple[Match[Entry], float], ...], model: Fitted
) -> Answer:
    """Decide from matches and the probability of each, likeliest first."""
    facet = _facet(query, sight)
    term = _defined(query, sight)
    if term is not None:
        return Found(query, term.entry, facet, term.score, (term, *(m for m in sight.matches[:3] if m is not term)))
    kept = chances if chances and chances[0][0].entry.kind == "term" else [c for c in chances if c[0].entry.kind != "term"]
    matches = tuple(replace(match, score=round(chance, 4)) for match, chance in kept)
    if not matches or matches[0].score < model.unsure or _only_unspoken(sight):
        return _not_found(query, facet, sight, matches)
    best = _nearest(matches, sight)
    rival = max((match.score for match in matches if not match.entry.akin(best.entry)), default=0.0)
    choices = _choices(matches, model.worth * best.score)
    alone = best.score >= model.sure and rival < model.rival * best.score and not _shared_word(best, matches, sight)
    if len(choices) < 2 or alone:
        return Found(query, best.entry, facet, best.score, matches)
    return Ambiguous(query, choices, facet, best.score, matches)


def _defined(query: Query, sight: Sight) -> Match[Entry] | None:
    """The term that a question asks to explain, or that a bare word names when nothing else is about it."""
    term = next((m for m in sight.matches if m.entry.kind == "term" and m.said >= MOSTLY and m.heard >= NAMES), None)
    if term is None or sight.cues:
        return None
    others = [m for m in sight.matches if m.entry.kind != "term" and m.said >= MOSTLY]
    bare = query.aspect is Aspect.ANY and not query.asks_level and all(
        m.heard < (ABOUT_IN_PART if m.entry.kind == "measure" else ABOUT) for m in others)
    named = any(m.entry.kind in {"actor", "region"} and m.heard >= NAMES for m in others)
    return term if (query.defines and not named) or bare else None


def _only_unspoken(sight: Sight) -> bool:
    """Whether the question names a maakunta that the deck does not speak of, and says nothing else."""
    unspoken = sight.areas and all(area.region is None for area in sight.areas)
    return bool(unspoken) and not any(unit.telling for unit in sight.units)


def _shared_word(best: Match[Entry], matches: tuple[Match[Entry], ...], sight: Sight) -> bool:
    """Whether the question has one telling word, it names nothing by itself, and others have it as well."""
    if sum(unit.telling for unit in sight.units) != 1 or best.heard >= NAMES or best.entry.kind == "overview":
        return False
    likely = [match for match in matches if match.score >= LIKELY * best.score and match.entry.kind != "term"]
    return any(match.said >= NAMES * best.said and not match.entry.akin(best.entry) for match in likely)


def _nearest(matches: tuple[Match[Entry], ...], sight: Sight) -> Match[Entry]:
    """The likeliest match; of entries about the same thing the region that the question names."""
    best = matches[0]
    named = {area.region for area in sight.areas}
    own = next((m for m in matches if m.entry.id in named and m.entry.akin(best.entry)), best)
    return replace(own, score=best.score)


def _choices(matches: tuple[Match[Entry], ...], worth: float) -> tuple[Match[Entry], ...]:
    """Two to four matches about different things: those that are worth showing, or the best two.

    Of entries about the same thing the measure is offered, since its name says most.
    """
    distinct: list[Match[Entry]] = []
    for match in matches:
        twin = next((i for i, other in enumerate(distinct) if other.entry.akin(match.entry)), None)
        if twin is None:
            distinct.append(match)
        elif match.entry.kind == "measure":
            distinct[twin] = replace(match, score=distinct[twin].score)
    return tuple(match for i, match in enumerate(distinct) if i < 2 or (i < 4 and match.score >= worth))


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
