"""What comes out of a question: `Found`, `Ambiguous`, `NotFound`, `SmallTalk` or `Distress`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.content.entries import Area, Entry, Facet, Outside

if TYPE_CHECKING:
    from bot.understanding.matching import Match
    from bot.understanding.query import Query, Talk

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


@dataclass(frozen=True, slots=True)
class Distress:
    """Somebody speaks of suicide or self-harm: only where help is, in the language of the words, and nothing kept.

    language: `fi`, `sv` or `en`.
    """

    query: Query
    language: str
    facet: Facet = Facet.BOTH
    score: float = 1.0
    matches: tuple[Match[Entry], ...] = ()
    outcome: Outcome = "none"


Answer = Found | Ambiguous | NotFound | SmallTalk | Distress

SHOWN = 5
"""Most candidates that are told where the user was shown none."""


def kind(answer: Answer) -> str | None:
    """The kind of the entry that answers, `smalltalk`, `distress`, or None when nothing was found."""
    match answer:
        case Found(entry=entry):
            return entry.kind
        case SmallTalk():
            return "smalltalk"
        case Distress():
            return "distress"
        case _:
            return None


def candidates(answer: Answer) -> tuple[Match[Entry], ...]:
    """The choices that the user was shown; otherwise the best matches, at most five."""
    return answer.choices if isinstance(answer, Ambiguous) else answer.matches[:SHOWN]
