"""Learning how sure a match is, from labelled questions; `scripts/fit` and `scripts/benchmark.py` use it.

Weights: logistic regression with an L2 penalty over the best matches of every question. Thresholds: those with the
least shortfall from the goals below, judged only on questions that the weights were not fitted on (ten folds).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.answering import Answer, SmallTalk, conclude
from bot.confidence import CANDIDATES, Fitted, evidence, probability, weighed
from bot.evaluation import Labelled, Verdict, figures, judge, reached
from bot.query import Query, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.entries import Entry
    from bot.matching import Index, Match, Sight

    Array = np.ndarray
    Chances = tuple[tuple[Match[Entry], float], ...]
    Judged = list[tuple[Labelled, Answer, Verdict]]

PENALTY = 6.0
FOLDS = 10
GOALS = {"answerable_right": (0.90, 1.0), "answerable_score": (0.94, 0.5), "wrong_answers": (0.03, -3.0),
         "false_answers": (0.04, -2.5), "rejected": (0.88, 0.7), "clarify_score": (0.80, 0.3)}
"""The goal of each figure, and what a point short of it costs; a negative price: a point above it."""

START = {"sure": 0.5, "unsure": 0.3, "rival": 0.9, "worth": 0.25}
TRIED = {
    "sure": (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7),
    "unsure": (0.15, 0.2, 0.25, 0.3, 0.35, 0.4),
    "rival": (0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
    "worth": (0.15, 0.25, 0.35),
}
"""The thresholds to begin with, and those that are tried."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A labelled question and what the index saw in it."""

    question: Labelled
    query: Query
    sight: Sight


def see(questions: Iterable[Labelled], index: Index) -> list[Seen]:
    """Search for every question."""
    queries = [(question, parse(question.question, index.language)) for question in questions]
    return [Seen(question, query, index.search(query)) for question, query in queries]


def decided(one: Seen, chances: Chances, model: Fitted) -> Answer:
    """The answer to a question, from the probability of each match."""
    if one.query.talk is not None:
        return SmallTalk(one.query, one.query.talk)
    return conclude(one.query, one.sight, chances, model)


class Learner:
    """The evidence in labelled questions, a row a match, and what can be learned from it."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        self.seen = seen
        found = [
            (number, evidence(one.query, one.sight, match),
             bool(one.question.targets) and bool(reached(match.entry, one.question)))
            for number, one in enumerate(seen) for match in one.sight.matches[:CANDIDATES]
        ]
        self.names = list(found[0][1])
        self.rows = np.array([list(signs.values()) for _, signs, _ in found])
        self.right = np.array([right for _, _, right in found], float)
        self.owner = np.array([number for number, _, _ in found])

    def fit(self) -> Fitted:
        """Weights from all questions, with the thresholds that held back best."""
        return self.model(np.full(len(self.rows), fill_value=True), self.thresholds())

    def thresholds(self) -> dict[str, float]:
        """The thresholds with the least shortfall on held-back questions."""
        held = self.weigh(self.folds())
        tried = (dict(zip(TRIED, values, strict=True)) for values in itertools.product(*TRIED.values()))
        return min(tried, key=lambda thresholds: shortfall(figures(self.judged(held, thresholds))))

    def folds(self) -> list[Fitted]:
        """A model for each fold of the questions, fitted on all the others."""
        return [self.model(self.owner % FOLDS != fold, START) for fold in range(FOLDS)]

    def model(self, chosen: Array, thresholds: Mapping[str, float]) -> Fitted:
        """The weights learned from the chosen rows."""
        bias, slopes = regression(self.rows[chosen], self.right[chosen])
        return Fitted(float(bias), dict(zip(self.names, map(float, slopes), strict=True)), **thresholds)

    def weigh(self, models: Sequence[Fitted]) -> list[Chances]:
        """The probability of every match of every question; question `n` by model `n` modulo their number."""
        return [weighed(one.query, one.sight, models[number % len(models)]) for number, one in enumerate(self.seen)]

    def judged(self, chances: Sequence[Chances], thresholds: Mapping[str, float]) -> Judged:
        """Every question with its answer and what that is worth."""
        model = Fitted(0.0, {}, **thresholds)
        answers = [(one.question, decided(one, found, model)) for one, found in zip(self.seen, chances, strict=True)]
        return [(question, answer, judge(question, answer)) for question, answer in answers]

    def reliability(self, models: Sequence[Fitted]) -> list[tuple[float, int, float]]:
        """For each tenth of the probability: where it begins, how many matches, and the share of them right."""
        spread = np.array([probability(dict(zip(self.names, row, strict=True)), models[number % len(models)])
                           for row, number in zip(self.rows, self.owner, strict=True)])
        lows = np.arange(0, 1, 0.1)
        inside = [(low, (spread >= low) & (spread < low + 0.1)) for low in lows]
        return [(float(low), int(here.sum()), float(self.right[here].mean())) for low, here in inside if here.any()]


def shortfall(found: Mapping[str, float]) -> float:
    """What is missing from the goals, priced: a wrong answer is the dearest."""
    return sum(max(0.0, (goal - found[name]) * price) for name, (goal, price) in GOALS.items())


def regression(rows: Array, right: Array) -> tuple[float, Array]:
    """Bias and weights of a logistic regression on standardised columns, by Newton's method."""
    mean, deviation = rows.mean(0), rows.std(0)
    deviation[deviation == 0] = 1
    columns = np.c_[np.ones(len(rows)), (rows - mean) / deviation]
    weights = np.zeros(columns.shape[1])
    penalty = np.eye(len(weights)) * PENALTY
    penalty[0, 0] = 1e-3
    for _ in range(100):
        p = 1 / (1 + np.exp(-columns @ weights))
        step = np.linalg.solve((columns * (p * (1 - p))[:, None]).T @ columns + penalty,
                               columns.T @ (right - p) - penalty @ weights)
        weights += step
        if abs(step).max() < 1e-8:
            break
    slopes = weights[1:] / deviation
    return weights[0] - (slopes * mean).sum(), slopes
