"""Decides: a question goes in, `Found`, `Ambiguous`, `NotFound` or `SmallTalk` comes out. Owns the thresholds.

All of it is pure: no clock, no files, no logging.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from bot.entries import Area, Entry, Facet, Outside
from bot.query import NEW, Conversation, Query, Talk, parse

if TYPE_CHECKING:
    from bot.matching import Index, Match, Sight

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


Answer = Found | Ambiguous | NotFound | SmallTalk

SURE = 0.62
UNSURE = 0.42
CLOSE = 0.9
OUTSIDE = 0.75


def answer(question: str, index: Index, conversation: Conversation = NEW) -> Answer:
    """Answer one question of any text. Never raises."""
    query = parse(question, index.language, conversation)
    if query.talk is not None:
        return SmallTalk(query, query.talk)
    return decide(query, index.search(query))


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


def decide(query: Query, sight: Sight) -> Answer:
    """Answer, offer a choice or say no."""
    matches = sight.matches
    facet = _facet(query, sight)
    if not matches:
        return NotFound(query, facet, 0.0)
    best = matches[0]
    outside = sight.outside[0] if sight.outside else None
    unspoken = next((area for area in sight.areas if area.region is None), None)
    if outside is not None and outside.score > OUTSIDE and outside.score > best.score:
        return NotFound(query, facet, best.score, matches, outside=outside.entry)
    if best.score < UNSURE:
        return NotFound(query, facet, best.score, matches, area=unspoken)
    close = tuple(m for m in matches[:4] if m.score > CLOSE * best.score)
    if best.score >= SURE and len(close) == 1:
        return Found(query, best.entry, facet, best.score, matches)
    return Ambiguous(query, matches[:4] if len(close) < 2 else close, facet, best.score, matches)


def _facet(query: Query, sight: Sight) -> Facet:
    if sight.areas and not query.asks_level:
        return Facet.REGIONAL
    return query.facet
