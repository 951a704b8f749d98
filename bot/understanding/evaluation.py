"""Labelled questions against the bot: how many it answers rightly, wrongly, falsely, and why it missed.

A question file holds one JSON object a line: `{"id", "q", "expect", "target", "facet", "aspect", "style"}`, or a
conversation, `{"id", "turns": [question, …]}`. A target is an entry's id as a person would write it
(`region:Etelä-Savo`), or a place, `slide:7` or `document:laki/section:4`: an entry that stands there and in few others.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.files import read
from bot.understanding.answering import Ambiguous, Answer, Found, answer, follow
from bot.understanding.query import NEW, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import Any

    from bot.content.entries import Entry
    from bot.understanding.matching import Index

LARGEST = 20_000_000
"""Bytes of a question file at most."""


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


Judged = tuple[Labelled, Answer, Verdict]


def read_conversations(path: Path, inside: Path | None = None) -> tuple[tuple[Labelled, ...], ...]:
    """Read a question file as conversations; a question by itself is a conversation of one turn.

    inside: the folder that a link may not lead out of. Raises OSError, or ValueError with the line that is broken.
    """
    found = []
    for number, line in enumerate(read(path, LARGEST, inside).decode("utf-8").splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
                turns = row.get("turns", [row])
                found.append(
                    tuple(
                        _labelled(turn, f"{row['id']}.{i}" if "turns" in row else row["id"])
                        for i, turn in enumerate(turns, 1)
                    )
                )
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ValueError(f"{path}:{number}: {type(error).__name__} {error}") from error
    return tuple(found)


def read_labelled(path: Path) -> tuple[Labelled, ...]:
    """Read a question file as questions, each by itself. Raises like `read_conversations`."""
    return tuple(question for conversation in read_conversations(path) for question in conversation)


def _labelled(row: dict[str, Any], name: str) -> Labelled:
    told = (row["q"], row["expect"], row.get("facet", "any"), row.get("aspect", "any"), row.get("style", "-"))
    for text in (name, *told, *row["target"]):
        if not isinstance(text, str):
            raise TypeError(f"{text!r} is no text")
    question, expect, *rest = told
    return Labelled(name, question, expect, frozenset(row["target"]), *rest)


def judge_all(conversations: Iterable[tuple[Labelled, ...]], index: Index) -> tuple[Judged, ...]:
    """Ask every question, the turns of a conversation after one another, and judge the answers."""
    judged = []
    for turns in conversations:
        conversation = NEW
        for question in turns:
            answered = answer(question.question, index, conversation)
            conversation = follow(conversation, answered)
            judged.append((question, answered, judge(question, answered)))
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
        if entry.id == _slug(target) or any(place.endswith(f"/{target}") for place in own)
    )


def judge(question: Labelled, answered: Answer) -> Verdict:  # noqa: PLR0911  a table of cases
    """What an answer is worth. A choice that holds a right entry is worth half where one answer was wanted."""
    if question.expect in {"none", "smalltalk"}:
        if answered.outcome == "none":
            return Verdict(1.0, "right")
        return Verdict(0.0, "false answer") if isinstance(answered, Found) else Verdict(0.5, "choice for nothing")
    whole = question.expect == "answer"
    match answered:
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
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).replace(" ", "-")
