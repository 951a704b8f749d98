"""Decides: a question goes in, `Found`, `Ambiguous`, `NotFound` or `SmallTalk` comes out.

All of it is pure: no clock, no files but the fitted weights, no logging.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding.answering.answers import Ambiguous, Answer, Found, NotFound, Outcome, SmallTalk, candidates, kind
from bot.understanding.answering.deciding import conclude, decide
from bot.understanding.confidence import CANDIDATES, fitted
from bot.understanding.following import taken_up
from bot.understanding.matching import Match
from bot.understanding.query import NEW, Aspect, Conversation, Query, beginning, beyond_reading, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.entries import Facet
    from bot.understanding.matching import Index, Sight

__all__ = [
    "Ambiguous",
    "Answer",
    "Found",
    "NotFound",
    "Outcome",
    "SmallTalk",
    "answer",
    "candidates",
    "conclude",
    "decide",
    "follow",
    "kind",
    "opened",
    "several",
]

SHORTEST = 8
"""Characters of the shortest question in a message of several."""
MANY = 5
"""Most questions of a message that are looked at; of more the first."""
UNSAID = 0.25
"""Probability told of each of four choices when the question does not say what it is about."""
LEANING = 0.5
"""Least probability of the choice that a second, still unclear question is taken to mean."""


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
    if _says_nothing(sight):
        return _broad(query, index)
    answered = decide(query, sight, fitted())
    if isinstance(answered, Ambiguous) and conversation.choices:
        return _settled(answered, conversation)
    return answered


def _says_nothing(sight: Sight) -> bool:
    """Whether the question has cue words only, and they are not what some phrase of the content says by itself."""
    told = any(unit.telling or unit.area for unit in sight.units) or sight.cues
    whole = any(match.said > 0.9 and match.heard > 0.65 for match in sight.matches[:1])  # `mitä alueilta kysyttiin`
    return not told and not whole


def _broad(query: Query, index: Index) -> Answer:
    """Who coordinates, without a word of which measure: one measure of each theme to choose, or those of the only one.

    The measure itself where there is no other. Otherwise nothing.
    """
    if query.aspect is not Aspect.WHO and not query.asks_level:
        return NotFound(query, query.facet, 0.0)
    measures = index.knowledge.measures
    by_theme = {measure.theme: measure for measure in reversed(measures)}
    first = sorted(by_theme.values(), key=lambda measure: measure.order) if len(by_theme) > 1 else measures
    choices = tuple(Match(measure, UNSAID, 0.0, measure.title, 0.0, 0.0) for measure in first[:4])
    if len(choices) > 1:
        return Ambiguous(query, choices, query.facet, UNSAID, choices)
    return Found(query, measures[0], query.facet, UNSAID, choices) if measures else NotFound(query, query.facet, 0.0)


def _settled(answered: Ambiguous, conversation: Conversation) -> Answer:
    """A second question after a choice is not asked back when it leans towards something offered before."""
    best = answered.choices[0]
    if best.entry.id in conversation.choices and best.score >= LEANING:
        return Found(answered.query, best.entry, answered.facet, best.score, answered.matches)
    return answered


def opened(entry_id: str, facet: Facet, index: Index, conversation: Conversation = NEW) -> Found | None:
    """What a pressed button shows; None when the entry is gone."""
    entry = index.knowledge.entries.get(entry_id)
    return Found(Query(entry_id, (), conversation=conversation), entry, facet, 1.0) if entry is not None else None


def several(message: str, index: Index) -> tuple[Found, ...]:
    """The answers to the questions of a message, when it asks about different things; none when it asks one.

    No more of the message is read than of one question, so that one with many strange words is one question; the first
    answer tells when something is left out.
    """
    text, cut = beginning(message)
    questions = list(_questions(text))
    if len(questions) < 2 or beyond_reading(text, index.language):
        return ()
    found: list[Found] = []
    for question in questions[:MANY]:
        one = answer(question, index)
        if isinstance(one, Found) and not any(one.entry.akin(other.entry) for other in found):
            found.append(one)
    if len(found) < 2:
        return ()
    first = replace(found[0], query=replace(found[0].query, cut=cut or len(questions) > MANY))
    return first, *found[1:]


def _questions(text: str) -> Iterator[str]:
    """What ends in a question mark, line by line."""
    for line in text.split("\n"):
        yield from (f"{asked.strip()}?" for asked in line.split("?")[:-1] if len(asked) >= SHORTEST)


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
