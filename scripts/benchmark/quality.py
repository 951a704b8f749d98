"""How good the answers are: ranking, and decisions at a threshold tuned on other questions."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from fitting import Learner, decided, see

from bot.content.entries import Facet
from bot.understanding.answering import Ambiguous, Answer, Found, NotFound
from bot.understanding.confidence import weighed
from bot.understanding.evaluation import figures, judge, reached
from bot.understanding.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.content.questions import Labelled
    from bot.understanding.confidence import Fitted
    from bot.understanding.matching import Index


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a matcher makes of a question: its entries, best first, and what it would answer, however unsure."""

    question: Labelled
    ranked: tuple[Entry, ...]
    answer: Answer

    @property
    def score(self) -> float:
        """How sure the answer is; below everything when there is none."""
        return self.answer.score if isinstance(self.answer, Found) else float("-inf")

    def at(self, threshold: float) -> Answer:
        """The answer when less than `threshold` is not sure enough."""
        unsure = isinstance(self.answer, Found) and self.answer.score < threshold
        return NotFound(self.answer.query, Facet.BOTH, 0.0) if unsure else self.answer


@dataclass(frozen=True, slots=True)
class Counted:
    """Of all proposals at least so sure: how many are answers, and the shares of right, wrong and false ones."""

    answers: int
    right: float
    wrong: float
    false: float


def halves(questions: Sequence[Labelled]) -> list[int]:
    """0 or 1 for each question: its half, with as many of each kind in both."""
    order = list(range(len(questions)))
    random.Random(1).shuffle(order)
    order.sort(key=lambda number: questions[number].expect)
    half = [0] * len(questions)
    for place, number in enumerate(order):
        half[number] = place % 2
    return half


def of_peer(
    questions: Iterable[Labelled], found: Iterable[Sequence[tuple[str, float]]], knowledge: Knowledge
) -> list[Proposal]:
    """The proposals of a peer: always its first entry."""
    entries = knowledge.entries
    return [
        Proposal(question, tuple(entries[name] for name, _ in ranked), _first(question, ranked, knowledge))
        for question, ranked in zip(questions, found, strict=True)
    ]


def of_bot(questions: Sequence[Labelled], index: Index, models: tuple[Fitted, Fitted]) -> list[Proposal]:
    """The bot's own decisions, each with the model of the half that the question is not in."""
    found = []
    for one, half in zip(see(questions, index), halves(questions), strict=True):
        model = models[1 - half]
        answer = decided(one, weighed(one.query, one.sight, model), model.thresholds)
        found.append(Proposal(one.question, _ranked(answer), answer))
    return found


def fitted_on_halves(questions: Sequence[Labelled], index: Index) -> tuple[Fitted, Fitted]:
    """The bot's weights and thresholds, learned on each half alone."""
    half = halves(questions)
    parts = ([question for question, own in zip(questions, half, strict=True) if own == number] for number in (0, 1))
    first, second = (Learner(see(part, index), index.knowledge).fit() for part in parts)
    return first, second


def top(proposals: Iterable[Proposal], count: int) -> float:
    """The share of answerable questions with a right entry among the first `count`."""
    hits = [
        any(reached(entry, proposal.question) for entry in proposal.ranked[:count])
        for proposal in proposals
        if proposal.question.expect == "answer"
    ]
    return sum(hits) / len(hits)


def decided_by(proposals: Sequence[Proposal], thresholds: tuple[float, float]) -> Mapping[str, float]:
    """The figures of `bot evaluate`, each question at the threshold of the half that it is not in."""
    half = halves([proposal.question for proposal in proposals])
    answers = [proposal.at(thresholds[1 - own]) for proposal, own in zip(proposals, half, strict=True)]
    return figures(
        [
            (proposal.question, answer, judge(proposal.question, answer))
            for proposal, answer in zip(proposals, answers, strict=True)
        ]
    )


def best_thresholds(proposals: Sequence[Proposal]) -> tuple[float, float]:
    """For each half the threshold at which most of its questions are dealt with rightly."""
    half = halves([proposal.question for proposal in proposals])
    first, second = (
        _best([proposal for proposal, own in zip(proposals, half, strict=True) if own == number]) for number in (0, 1)
    )
    return first, second


def curve(proposals: Sequence[Proposal]) -> list[Counted]:
    """What every threshold gives, from the strictest on."""
    kinds = [proposal.question.expect for proposal in proposals]
    answerable, outside = kinds.count("answer"), kinds.count("none")
    choosable = answerable + kinds.count("clarify")
    answers = right = wrong = false = 0
    found = [Counted(0, 0.0, 0.0, 0.0)]
    sure = sorted((proposal for proposal in proposals if isinstance(proposal.answer, Found)), key=lambda p: -p.score)
    for _, group in groupby(sure, key=lambda proposal: proposal.score):
        for proposal in group:
            why = judge(proposal.question, proposal.answer).why
            answers += 1
            right += why == "right"
            wrong += why == "wrong"
            false += why == "false answer"
        found.append(Counted(answers, right / answerable, wrong / choosable, false / outside))
    return found


def _first(question: Labelled, ranked: Sequence[tuple[str, float]], knowledge: Knowledge) -> Answer:
    query = Query(question.question, ())
    if not ranked:
        return NotFound(query, Facet.BOTH, 0.0)
    name, score = ranked[0]
    return Found(query, knowledge.entries[name], Facet.BOTH, score)


def _ranked(answer: Answer) -> tuple[Entry, ...]:
    """The entries of an answer: what it says or offers, then the other matches."""
    match answer:
        case Found(entry=entry):
            shown = [entry]
        case Ambiguous(choices=choices):
            shown = [match.entry for match in choices]
        case _:
            shown = []
    return tuple({entry.id: entry for entry in (*shown, *(match.entry for match in answer.matches))}.values())


def _best(proposals: Sequence[Proposal]) -> float:
    def points(threshold: float) -> float:
        return sum(judge(proposal.question, proposal.at(threshold)).points for proposal in proposals)

    return max(sorted({proposal.score for proposal in proposals} | {float("inf")}), key=points)
