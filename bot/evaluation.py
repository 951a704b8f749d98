"""Labelled questions against the bot: how many it answers rightly, wrongly, falsely, and why it missed.

A question file holds one JSON object a line: `{"id", "q", "expect", "target", "facet", "aspect", "style"}`. A target
is `slide:N` (an entry that cites that slide and at most one other) or an entry's id as a person would write it
(`region:Etelä-Savo`).
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering import Ambiguous, Answer, Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bot.entries import Entry

LEVELLED = range(7, 19)
"""The slides whose answers differ by level."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with the answer that people agreed on. expect: answer, clarify, none or smalltalk."""

    id: str
    question: str
    expect: str
    targets: frozenset[str]
    facet: str
    aspect: str
    style: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer was worth, 0–1, and why."""

    points: float
    why: str


def read_labelled(path: Path) -> tuple[Labelled, ...]:
    """Read a question file. Raises OSError, or ValueError with the line that is broken."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
                found.append(Labelled(
                    row["id"], row["q"], row["expect"], frozenset(row["target"]), row.get("facet", "any"),
                    row.get("aspect", "any"), row.get("style", "-"),
                ))
            except (ValueError, KeyError) as error:
                raise ValueError(f"{path}:{number}: {error}") from error
    return tuple(found)


def reached(entry: Entry, question: Labelled) -> frozenset[str]:
    """The targets of a question that an entry satisfies."""
    slides = {10 if slide == 11 else slide for slide in entry.slides}
    plain = question.facet == "any" and question.aspect != "who"
    found = set()
    for target in question.targets:
        kind, _, name = target.partition(":")
        if kind != "slide":
            if entry.id == _slug(target):
                found.add(target)
            continue
        kinds = {"measure", "topic", "goal"} | ({"term"} if plain or name == "20" else set())
        theme_of_one = entry.kind == "theme" and len(slides) == 1
        if int(name) in slides and ((len(slides) <= 2 and entry.kind in kinds) or theme_of_one):
            found.add(target)
    return frozenset(found)


def judge(question: Labelled, answer: Answer) -> Verdict:  # noqa: PLR0911  a table of cases
    """What an answer is worth. A choice that holds a right entry is worth half where one answer was wanted."""
    if question.expect in {"none", "smalltalk"}:
        if answer.outcome == "none":
            return Verdict(1.0, "right")
        return Verdict(0.0, "false answer") if isinstance(answer, Found) else Verdict(0.5, "choice for nothing")
    whole = question.expect == "answer"
    match answer:
        case Found(entry=entry):
            if not reached(entry, question):
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


def figures(judged: Sequence[tuple[Labelled, Answer, Verdict]]) -> dict[str, float]:
    """The table: shares between 0 and 1, rounded to four digits."""
    counts = Counter((question.expect, verdict.why) for question, _, verdict in judged)
    of = Counter(question.expect for question, _, _ in judged)
    points: dict[str, float] = defaultdict(float)
    levels = []
    for question, answer, verdict in judged:
        points[question.expect] += verdict.points
        asked = question.facet in {"national", "regional", "both"}
        if asked and question.expect == "answer" and verdict.why == "right" and isinstance(answer, Found):
            if any(slide in LEVELLED for slide in answer.entry.slides):
                levels.append(answer.facet.value == question.facet)
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


def by_style(judged: Iterable[tuple[Labelled, Answer, Verdict]]) -> dict[str, tuple[int, float]]:
    """How many questions of each expected outcome and style, and their mean points."""
    points: dict[str, list[float]] = defaultdict(list)
    for question, _, verdict in judged:
        points[question.expect].append(verdict.points)
        points[f"style {question.style}"].append(verdict.points)
    return {name: (len(found), sum(found) / len(found)) for name, found in sorted(points.items())}


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).replace(" ", "-")
