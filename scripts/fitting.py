"""Learning how sure a match is, from labelled questions; `scripts/fit.py` and `scripts/benchmark.py` use it.

Weights: logistic regressions with an L2 penalty. What words speak for is learned first; the evidence that rests on it
is, for each question, from words of other questions only (`INNER` folds). Thresholds: those with the least shortfall
from the goals below, judged only on writers that nothing was fitted on.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bot.content.questions import Labelled, read_labelled
from bot.understanding.answering import Answer, SmallTalk, conclude
from bot.understanding.confidence import (
    CANDIDATES,
    Fitted,
    Hint,
    Lexicon,
    Thresholds,
    Weights,
    evidence,
    hinted,
    weighed,
)
from bot.understanding.evaluation import Verdict, figures, judge, reached
from bot.understanding.query import Query, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.content.entries import Entry
    from bot.understanding.matching import Index, Match, Sight

    Chances = tuple[tuple[Match[Entry], float], ...]
    Judged = list[tuple[Labelled, Answer, Verdict]]
    Signs = list[dict[str, float]]

TAUGHT = tuple(
    Path(__file__).parent.parent / "knowledge" / "questions" / f"{name}.jsonl"
    for name in (
        "dev",
        "voices",
        "street",
        "mixed",
        "practice",
        "haste",
        "institutions",
        "everyday",
        "further",
        "plain-speech",
        "itself",
        "beyond",
        "trades",
        "told",
        "near",
    )
)
"""The labelled questions that the bot learns from; the untouched ones and the conversations are not among them."""

PENALTY = 6.0
"""Of the regressions over evidence, whose columns are standardised."""
PENALTY_OF_WORDS = 1.0
FAINT = 0.1
"""Weights of words below this are left out. Measured on held-back writers (November 2026): right answers less wrong
ones are as many as with 0.05, and 0.3 points fewer with 0.3; half a point fewer without the words of one question."""
SMOOTHING = 10.0
"""How many words every entry is taken to have been asked with beside its own, as often as they are in all questions."""
INNER = 5
GOALS = {
    "answerable_right": (0.90, 1.0),
    "answerable_score": (0.94, 0.5),
    "wrong_answers": (0.02, -3.0),
    "false_answers": (0.03, -2.5),
    "rejected": (0.88, 0.7),
    "clarify_score": (0.80, 0.3),
}
"""The goal of each figure, and what a point short of it costs; a negative price: a point above it.

Of wrong and false answers a point less than what would do: they cost people's trust, and new questions bring more.
"""

NEAR = "near"
"""The style of questions about things of the content that want of them what it does not say."""
START = Thresholds(0.5, 0.2, 0.8, 0.15)
TRIED = {
    "sure": (0.4, 0.45, 0.5, 0.55, 0.6, 0.65),
    "unsure": (0.15, 0.2, 0.25, 0.3),
    "rival": (0.6, 0.7, 0.8, 0.9, 1.0),
    "worth": (0.1, 0.15, 0.25, 0.35),
}
"""The thresholds to begin with, and those that are tried."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A labelled question and what the index saw in it."""

    question: Labelled
    query: Query
    sight: Sight

    @property
    def writer(self) -> str:
        """Whoever wrote it: the first part of its id."""
        return self.question.id.partition("-")[0]

    @property
    def answerable(self) -> bool:
        """Whether the content answers it."""
        return self.question.expect in {"answer", "clarify"}

    def right(self, match: Match[Entry]) -> bool:
        """Whether a match is a right answer."""
        return bool(self.question.targets) and bool(reached(match.entry, self.question))


def taught(paths: Sequence[str | Path]) -> dict[str, tuple[Labelled, ...]]:
    """The questions of each file; of all that the bot learns from where none is named. Raises like `read_labelled`."""
    return {path.name: read_labelled(path) for path in map(Path, paths or TAUGHT)}


def see(questions: Iterable[Labelled], index: Index) -> list[Seen]:
    """Search for every question."""
    queries = [(question, parse(question.question, index.language)) for question in questions]
    return [Seen(question, query, index.search(query)) for question, query in queries]


def decided(one: Seen, chances: Chances, thresholds: Thresholds) -> Answer:
    """The answer to a question, from the probability of each match."""
    if one.query.talk is not None:
        return SmallTalk(one.query, one.query.talk)
    return conclude(one.query, one.sight, chances, thresholds)


class Learner:
    """The evidence in labelled questions, and what can be learned from it."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        self.seen = seen
        writers = list(dict.fromkeys(one.writer for one in seen))
        self._writers = [writers.index(one.writer) for one in seen]
        self._signs = [
            [evidence(one.query, one.sight, match) for match in one.sight.matches[:CANDIDATES]] for one in seen
        ]
        self._spoken = Spoken(seen)

    def fit(self) -> Fitted:
        """Weights from all questions, with the thresholds that held back best."""
        return self.model(range(len(self.seen)), self.thresholds(self.weigh(self.folds())))

    def thresholds(self, held: Sequence[Chances]) -> Thresholds:
        """The thresholds with the least shortfall, given the probabilities of held-back questions.

        Those near the content are left out: they are a sixth of what is taught, and few of what people ask.
        """
        usual = [number for number, one in enumerate(self.seen) if one.question.style != NEAR]
        tried = (Thresholds(**dict(zip(TRIED, values, strict=True))) for values in itertools.product(*TRIED.values()))
        return min(tried, key=lambda thresholds: shortfall(figures(self.judged(held, thresholds, usual))))

    def folds(self) -> list[Fitted]:
        """A model for each writer, fitted on all the others; there are two at least."""
        return [self.model(others, START) for others in self._others()]

    def _others(self) -> list[list[int]]:
        """For each writer the questions of all the others, by number."""
        return [
            [number for number, own in enumerate(self._writers) if own != writer]
            for writer in range(max(self._writers) + 1)
        ]

    def model(self, chosen: Sequence[int], thresholds: Thresholds) -> Fitted:
        """The weights learned from the chosen questions, by number."""
        numbers = self._read(chosen)
        hints = dict(self._hints(numbers))
        signs = {number: self._hinted(number, hints[number]) for number in numbers}
        meant, whole = self._regressions(numbers, signs)
        return Fitted(meant, whole, self._spoken.lexicon(numbers), thresholds)

    def lexicons(self) -> list[Lexicon]:
        """For each writer what the words of all the others speak for."""
        return [self._spoken.lexicon(self._read(others)) for others in self._others()]

    def earned(self, lexicons: Sequence[Lexicon]) -> float:
        """The share of right answers less that of wrong ones, -1–1, from writers that no weight was fitted on.

        lexicons: what words speak for, of each writer's others. They are not learned anew for all that is compared: it
        takes longer than all else.
        """
        every = self._read(range(len(self.seen)))
        hints = {number: lexicons[self._writers[number]].hint(self.seen[number].sight.words) for number in every}
        signs = {number: self._hinted(number, hint) for number, hint in hints.items()}
        models = [
            Fitted(*self._regressions(self._read(others), signs), words, START)
            for others, words in zip(self._others(), lexicons, strict=True)
        ]
        why = Counter(verdict.why for _, _, verdict in self.judged(self.weigh(models), START))
        return (why["right"] - why["wrong"] - why["false answer"] - why["wrong choices"] / 2) / len(self.seen)

    def _read(self, chosen: Iterable[int]) -> list[int]:
        """Those of the questions that are no small talk and share a word with the content."""
        return [number for number in chosen if self.seen[number].query.talk is None and self._signs[number]]

    def _regressions(self, numbers: Sequence[int], signs: Mapping[int, Signs]) -> tuple[Weights, Weights]:
        """Which of the matches is meant, and whether any is."""
        answerable = [number for number in numbers if self.seen[number].answerable]
        meant = regression(
            [one for number in answerable for one in signs[number]],
            [
                self.seen[number].right(match)
                for number in answerable
                for match in self.seen[number].sight.matches[:CANDIDATES]
            ],
        )
        best = [max(signs[number], key=meant.probability) for number in numbers]
        return meant, regression(best, [self.seen[number].answerable for number in numbers])

    def _hints(self, numbers: Sequence[int]) -> Iterator[tuple[int, Hint]]:
        """For each question what its words speak for, learned from others."""
        for fold in range(INNER):
            words = self._spoken.lexicon([number for i, number in enumerate(numbers) if i % INNER != fold])
            for number in numbers[fold::INNER]:
                yield number, words.hint(self.seen[number].sight.words)

    def _hinted(self, number: int, hint: Hint) -> Signs:
        sight = self.seen[number].sight
        return [
            signs | hinted(sight, match, hint) for match, signs in zip(sight.matches, self._signs[number], strict=False)
        ]

    def weigh(self, models: Sequence[Fitted]) -> list[Chances]:
        """The probability of every match of every question; by the model of its writer, or by the only one."""
        own = [writer % len(models) for writer in self._writers]
        return [weighed(one.query, one.sight, models[number]) for one, number in zip(self.seen, own, strict=True)]

    def judged(
        self, chances: Sequence[Chances], thresholds: Thresholds, numbers: Sequence[int] | None = None
    ) -> Judged:
        """Every question, or those with some numbers, with its answer and what that is worth."""
        numbers = range(len(self.seen)) if numbers is None else numbers
        answers = [
            (self.seen[number].question, decided(self.seen[number], chances[number], thresholds)) for number in numbers
        ]
        return [(question, answer, judge(question, answer)) for question, answer in answers]

    def reliability(self, chances: Sequence[Chances]) -> list[tuple[float, int, float]]:
        """For each tenth of the probability: where it begins, how many matches, and the share of them right."""
        found = [
            (chance, one.right(match)) for one, few in zip(self.seen, chances, strict=True) for match, chance in few
        ]
        spread, right = (np.array(column) for column in zip(*found, strict=True))
        lows = np.arange(0, 1, 0.1)
        inside = [(low, (spread >= low) & (spread < low + 0.1)) for low in lows]
        return [(float(low), int(here.sum()), float(right[here].mean())) for low, here in inside if here.any()]


def shortfall(found: Mapping[str, float]) -> float:
    """What is missing from the goals, priced: a wrong answer is the dearest."""
    return sum(max(0.0, (goal - found[name]) * price) for name, (goal, price) in GOALS.items())


def regression(signs: Signs, right: Sequence[bool]) -> Weights:
    """Bias and weights of a logistic regression on standardised columns, in the scale of the evidence."""
    names = list(signs[0])
    rows = np.array([list(one.values()) for one in signs])
    mean, deviation = rows.mean(0), rows.std(0)
    deviation[deviation == 0] = 1
    fit = LogisticRegression(C=1 / PENALTY, max_iter=1000).fit((rows - mean) / deviation, np.array(right))
    slopes = fit.coef_[0] / deviation
    return Weights(float(fit.intercept_[0] - (slopes * mean).sum()), dict(zip(names, map(float, slopes), strict=True)))


class Spoken:
    """The words of labelled questions, and what they speak for."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        columns = DictVectorizer(sort=True)
        self._rows = columns.fit_transform([dict.fromkeys(one.sight.words, 1.0) for one in seen]).tocsr()
        self._words = columns.get_feature_names_out()
        self._answerable = np.array([one.answerable for one in seen])
        right = [
            next(filter(one.right, one.sight.matches), None) if one.question.expect == "answer" else None
            for one in seen
        ]
        self._entries = sorted({match.entry.id for match in right if match is not None})
        number = {entry: i for i, entry in enumerate(self._entries)}
        self._meant = np.array([-1 if match is None else number[match.entry.id] for match in right])
        self._seen = [frozenset(match.entry.id for match in one.sight.matches) for one in seen]

    def lexicon(self, numbers: Sequence[int]) -> Lexicon:
        """What the words of the questions with these numbers speak for."""
        rows = self._rows[numbers]
        fit = LogisticRegression(C=1 / PENALTY_OF_WORDS, max_iter=1000).fit(rows, self._answerable[numbers])
        weights = zip(self._words, fit.coef_[0], strict=True)
        return Lexicon(
            float(fit.intercept_[0]),
            {word: round(float(weight), 2) for word, weight in weights if abs(weight) >= FAINT},
            self._spoken_for(rows, self._meant[numbers]),
            frozenset[str]().union(*(self._seen[number] for number in numbers)),
        )

    def _spoken_for(self, rows: csr_matrix, meant: np.ndarray) -> dict[str, dict[str, float]]:
        """For each word the entries that it was asked of more often than of all, with the logarithm of how much more.

        Pointwise mutual information, smoothed, positive values only.
        """
        asked = np.flatnonzero(meant >= 0)
        shape = len(self._entries), rows.shape[0]
        counts = (csr_matrix((np.ones(len(asked)), (meant[asked], asked)), shape=shape) @ rows).tocoo()
        size = np.bincount(counts.row, counts.data, len(self._entries)) + SMOOTHING
        words = np.bincount(counts.col, counts.data, rows.shape[1])
        usual = words[counts.col] / words.sum()
        more = np.log((counts.data + SMOOTHING * usual) / (size[counts.row] * usual))
        found: dict[str, dict[str, float]] = defaultdict(dict)
        kept = np.flatnonzero(more >= FAINT)
        for place in kept[np.lexsort((counts.row[kept], counts.col[kept]))]:
            entry = self._entries[counts.row[place]]
            found[str(self._words[counts.col[place]])][entry] = round(float(more[place]), 2)
        return dict(found)
