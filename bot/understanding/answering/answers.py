"""What comes out of a question: `Found`, `Computed`, `Ambiguous`, `NotFound`, `SmallTalk` or `Distress`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.content.entries import Area, Entry, Facet, Measure, Outside, Task

if TYPE_CHECKING:
    from bot.understanding.matching import Match
    from bot.understanding.query import Move, Query, Talk
    from bot.understanding.table import Result

Outcome = Literal["answer", "clarify", "none"]


@dataclass(frozen=True, slots=True)
class Found:
    """The entry that answers, on the levels asked for. score: 0–1, how sure.

    task: the one of its tasks that is meant. sharing: the other measures that have the same. line: what the document
    says in the very words of the question. area: a maakunta that the question names beside what it is about. move: how
    the answer that was given before is shown again.
    """

    query: Query
    entry: Entry
    facet: Facet
    score: float
    matches: tuple[Match[Entry], ...] = ()
    task: Task | None = None
    sharing: tuple[Measure, ...] = ()
    line: str | None = None
    area: Area | None = None
    move: Move | None = None
    outcome: Outcome = "answer"


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several entries may answer: two to four choices, likeliest first.

    task: one that all choices have, each in its own way; then they are the measures that have it, however many.
    """

    query: Query
    choices: tuple[Match[Entry], ...]
    facet: Facet
    score: float
    matches: tuple[Match[Entry], ...] = ()
    task: Task | None = None
    outcome: Outcome = "clarify"


@dataclass(frozen=True, slots=True)
class NotFound:
    """The content has no answer.

    outside: the kind of thing asked; area: a maakunta the deck does not speak of; about: the thing of which it does not
    say what is wanted. denied: the question says not of something, and it was not understood of what.
    """

    query: Query
    facet: Facet
    score: float
    matches: tuple[Match[Entry], ...] = ()
    outside: Outside | None = None
    area: Area | None = None
    about: Entry | None = None
    denied: bool = False
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
class Computed:
    """What the table of measures, coordinators and tasks says. entry: the one thing that it is about, if any."""

    query: Query
    result: Result
    entry: Entry | None
    facet: Facet
    score: float = 1.0
    matches: tuple[Match[Entry], ...] = ()
    outcome: Outcome = "answer"


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


Answer = Found | Computed | Ambiguous | NotFound | SmallTalk | Distress

SHOWN = 5
"""Most candidates that are told where the user was shown none."""


def about(answer: Answer) -> Entry | None:
    """The entry that answers, or that what was computed is about."""
    return answer.entry if isinstance(answer, Found | Computed) else None


def kind(answer: Answer) -> str | None:
    """The kind of the entry that answers, `smalltalk`, `distress`, or None when nothing was found."""
    match answer:
        case Found() | Computed():
            entry = about(answer)
            return None if entry is None else entry.kind
        case SmallTalk():
            return "smalltalk"
        case Distress():
            return "distress"
        case _:
            return None


def candidates(answer: Answer) -> tuple[Match[Entry], ...]:
    """The choices that the user was shown; otherwise the best matches, at most five."""
    return answer.choices if isinstance(answer, Ambiguous) else answer.matches[:SHOWN]
