"""Labelled questions against the bot: how many it answers rightly, wrongly, falsely, and why it missed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.questions import Labelled
from bot.understanding.answering import Ambiguous, Answer, Computed, Found, about, converse
from bot.understanding.query import NEW, parse
from bot.understanding.tongues import without_dots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer was worth, 0–1, and why."""

    points: float
    why: str


Judged = tuple[Labelled, Answer, Verdict]


def judge_all(conversations: Iterable[tuple[Labelled, ...]], index: Index) -> tuple[Judged, ...]:
    """Ask every question, the turns of a conversation after one another, and judge the answers.

    Of the answers to a message that asks several things the best counts.
    """
    judged = []
    for turns in conversations:
        conversation = NEW
        for question in turns:
            answers, conversation = converse(question.question, index, conversation)
            verdicts = ((one, judge(question, one)) for one in answers)
            judged.append((question, *max(verdicts, key=lambda told: told[1].points)))
    return tuple(judged)


def understood(question: str, index: Index) -> str:
    """Which words of a question were understood as what: the weight of each, and the terms of the content it means.

    `!` marks a Finnish word that the content does not know, `?` a word that is no Finnish and like none of the content.
    """
    said = []
    for unit in index.search(parse(question, index.language)).units:
        terms = sorted(term for term in unit.meaning.direct if not term.startswith("√"))
        mark = "!" if unit.strange > 0.5 else "" if unit.meaning.ways else "?"
        said.append(f"{unit.meaning.surface}{mark} {unit.mass:.1f} {'/'.join(terms[:3])}".strip())
    return "; ".join(said)


def reached(entry: Entry, question: Labelled) -> frozenset[str]:
    """The targets of a question that an entry satisfies."""
    asks_who = question.facet != "any" or question.aspect == "who"
    fits = len(entry.places) <= entry.spans and not (entry.explains and asks_who)
    own = [f"/{place}" for place in entry.places] if fits else []
    return frozenset(
        target
        for target in question.targets
        if _slug(target) in entry.ids or any(place.endswith(f"/{target}") for place in own)
    )


def unreached(questions: Iterable[Labelled], knowledge: Knowledge) -> Iterator[tuple[Labelled, str]]:
    """The targets that no entry satisfies, each with its question."""
    found: dict[tuple[frozenset[str], str, str], frozenset[str]] = {}
    for question in questions:
        wanted = (question.targets, question.facet, question.aspect)
        if wanted not in found:
            found[wanted] = frozenset().union(*(reached(entry, question) for entry in knowledge.entries.values()))
        yield from ((question, target) for target in sorted(question.targets - found[wanted]))


def judge(question: Labelled, answered: Answer) -> Verdict:  # noqa: PLR0911  a table of cases
    """What an answer is worth. A choice that holds a right entry is worth half where one answer was wanted."""
    if question.expect in {"none", "smalltalk"}:
        if answered.outcome == "none":
            return Verdict(1.0, "right")
        return Verdict(0.0, "false answer") if answered.outcome == "answer" else Verdict(0.5, "choice for nothing")
    whole = question.expect == "answer"
    match answered:
        case Found() | Computed():
            entry = about(answered)
            if entry is None or not reached(entry, question):
                return Verdict(0.0, "wrong")
            return Verdict(1.0, "right") if whole else Verdict(0.5, "one of several")
        case Ambiguous(choices=choices):
            found = frozenset[str]().union(*(reached(match.entry, question) for match in choices[:4]))
            if whole:
                return Verdict(0.5, "choice") if found else Verdict(0.0, "wrong choices")
            enough = len(found) >= min(2, len(question.targets))
            return Verdict(1.0, "right") if enough else Verdict(0.0, "wrong choices")
        case _:
            return Verdict(0.0, "not found")


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """The table: shares between 0 and 1, rounded to four digits."""
    counts = Counter((question.expect, verdict.why) for question, _, verdict in judged)
    of = Counter(question.expect for question, _, _ in judged)
    points: dict[str, float] = defaultdict(float)
    levels = []
    for question, answered, verdict in judged:
        points[question.expect] += verdict.points
        if _asks_level(question, answered) and verdict.why == "right":
            levels.append(answered.facet.value == question.facet)
    wrong = sum(counts[kind, "wrong"] + counts[kind, "wrong choices"] / 2 for kind in ("answer", "clarify"))

    def share(value: float, *kinds: str) -> float:
        return round(value / max(1, sum(of[kind] for kind in kinds)), 4)

    return {
        "answerable_right": share(counts["answer", "right"], "answer"),
        "answerable_score": share(points["answer"], "answer"),
        "wrong_answers": share(wrong, "answer", "clarify"),
        "false_answers": share(counts["none", "false answer"], "none"),
        "rejected": share(counts["none", "right"], "none"),
        "clarify_score": share(points["clarify"], "clarify"),
        "facet_right": round(sum(levels) / max(1, len(levels)), 4),
    }


def _asks_level(question: Labelled, answered: Answer) -> bool:
    named = question.expect == "answer" and question.facet in {"national", "regional", "both"}
    return named and isinstance(answered, Found) and (answered.entry.levelled or answered.entry.groups)


def by_style(judged: Iterable[Judged]) -> dict[str, tuple[int, float]]:
    """How many questions of each expected outcome and style, and their mean points."""
    points: dict[str, list[float]] = defaultdict(list)
    for question, _, verdict in judged:
        points[question.expect].append(verdict.points)
        points[f"style {question.style}"].append(verdict.points)
    return {name: (len(found), sum(found) / len(found)) for name, found in sorted(points.items())}


def _slug(text: str) -> str:
    return without_dots(text.lower()).replace(" ", "-")
