"""Learning how sure a match is, from labelled questions; `scripts/fit.py` and `scripts/benchmark.py` use it.

Weights: logistic regressions with an L2 penalty. What words speak for is learned first; the evidence that rests on it
is, for each question, from words of other questions only (`INNER` folds). Thresholds: those with the least shortfall
from the goals below, judged only on writers that nothing was fitted on.

What a new entry looks like is learned from every measure and topic: its questions, and some others, are seen as if
nobody had asked of it yet, once with its synonyms, once without, and once without but with a few wordings that an admin
confirmed.
"""

from __future__ import annotations

import multiprocessing
import random
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from bot.content.lessons import Lesson
from bot.content.questions import Labelled, read_labelled
from bot.understanding.answering import Answer, SmallTalk, conclude
from bot.understanding.confidence import (
    CANDIDATES,
    Fitted,
    Judge,
    Lexicon,
    Thresholds,
    Weights,
    newcomer,
    signs_of,
    weighed,
)
from bot.understanding.confidence.lexicon import FAINT
from bot.understanding.evaluation import Verdict, figures, judge, reached
from bot.understanding.matching import NOTHING, Index
from bot.understanding.matching.whole import base_forms
from bot.understanding.query import Query, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Match, Sight

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
        "people",
    )
)
"""The labelled questions that the bot learns from; the untouched ones and the conversations are not among them."""

PENALTY = 6.0
"""Of the regressions over evidence, whose columns are standardised."""
PENALTY_OF_WORDS = 1.0
INNER = 5
OUTER = 8
"""Groups of writers, each held back once, when thresholds are chosen."""
ASKED, OTHERS = 10, 150
"""Fewest questions about an entry from which is learned what a new one looks like, and how many others are seen too."""
CONFIRMED = 4
"""Wordings of a new entry that are taken to be confirmed."""
BARE, NAMED = 3.0, 10.0
"""How much each of the others counts beside a question about the new entry, without its synonyms and with them.

People ask more of the old. With these a new entry takes one question in a hundred from the old ones at most; with 1.0,
nine (November 2026).
"""
GOALS = {
    "answerable_right": (0.90, 1.0),
    "answerable_score": (0.94, 0.5),
    "wrong_answers": (0.03, -2.0),
    "false_answers": (0.04, -1.5),
    "rejected": (0.88, 0.7),
    "clarify_score": (0.80, 0.3),
}
"""The goal of each figure, and what a point short of it costs; a negative price: a point above it.

A wrong answer more costs as much as two right ones less; of the false ones most are near the content, and tell
something true of it.
"""

threadpool_limits(1)  # a sum in parts is another sum, and `at_once` has all cores
NEAR = "near"
"""The style of questions about things of the content that want of them what it does not say."""
START = Thresholds(0.4, 0.3, 0.8, 0.15)
TRIED = {
    "sure": (0.3, 0.4, 0.5, 0.6),
    "unsure": (0.3, 0.4),
    "rival": (0.6, 0.7, 0.8, 0.9, 1.0),
    "worth": (0.1, 0.15, 0.25, 0.35),
}
"""The thresholds to begin with, and those that are tried: in steps that are more than the chance of one fit.

Below 0.3 nothing is offered: of what is so likely one in five is right.
"""


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

    @property
    def meant(self) -> str | None:
        """The entry that is asked for, the best match of several; `NOTHING` where the content has no answer."""
        if self.question.expect == "none":
            return NOTHING
        found = filter(self.right, self.sight.matches) if self.question.expect == "answer" else iter(())
        return next((match.entry.id for match in found), None)

    def asks(self, entry: Entry) -> bool:
        """Whether it is a question to answer, and the entry answers it."""
        return self.question.expect == "answer" and self.query.talk is None and bool(reached(entry, self.question))

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

    def __init__(self, seen: Sequence[Seen], knowledge: Knowledge) -> None:
        self.seen = seen
        self.writers = list(dict.fromkeys(one.writer for one in seen))
        self._entries = frozenset(knowledge.entries)
        self._spoken = Spoken(seen)

    def fit(self) -> Fitted:
        """What all questions teach, with the thresholds that held back best."""
        return self.model(range(len(self.seen)), self.thresholds(self.held()))

    def written(self, writers: Collection[str]) -> list[int]:
        """The questions of some writers, by number."""
        return [number for number, one in enumerate(self.seen) if one.writer in writers]

    def others(self, numbers: Collection[int]) -> list[int]:
        """All questions but some."""
        left_out = frozenset(numbers)
        return [number for number in range(len(self.seen)) if number not in left_out]

    def held(self) -> list[Chances]:
        """The probabilities of every question, by a model that was fitted on other writers; there are two at least."""
        groups = [self.written(self.writers[group::OUTER]) for group in range(min(OUTER, len(self.writers)))]
        found: list[Chances] = [()] * len(self.seen)
        for own, chances in zip(groups, at_once(self.apart, groups), strict=True):
            for number, one in zip(own, chances, strict=True):
                found[number] = one
        return found

    def apart(self, numbers: Sequence[int]) -> list[Chances]:
        """The probabilities of some questions, by a model that was fitted on all the others."""
        return self.weigh(self.model(self.others(numbers)), numbers)

    def thresholds(self, held: Sequence[Chances]) -> Thresholds:
        """The thresholds with the least shortfall, given the probabilities of held-back questions: one by one, twice.

        Questions near the content are left out: they are a sixth of what is taught, and few of what people ask.
        """
        usual = [number for number, one in enumerate(self.seen) if one.question.style != NEAR]
        best, least = START, float("inf")
        for name, values in (*TRIED.items(), *TRIED.items()):
            for value in values:
                tried = replace(best, **{name: value})
                short = shortfall(figures(self.judged(usual, [held[number] for number in usual], tried)))
                if short < least:
                    best, least = tried, short
        return best

    def model(self, chosen: Sequence[int], thresholds: Thresholds = START, new: Judge | None = None) -> Fitted:
        """What the chosen questions teach, by number. new: the weights where an entry is new; as for others if none."""
        known = self.known(chosen)
        lexicon = self.lexicon(chosen)
        return Fitted(known, new or known, lexicon, thresholds)

    def known(self, chosen: Sequence[int]) -> Judge:
        """The weights that the chosen questions teach, by number."""
        numbers = self._read(chosen)
        signs: dict[int, Signs] = {}
        for fold in range(INNER):
            words = self.lexicon([number for i, number in enumerate(numbers) if i % INNER != fold])
            signs |= {number: self._signs(self.seen[number], words) for number in numbers[fold::INNER]}
        return judge_of([Row.of(self.seen[number], signs[number]) for number in numbers])

    def lexicon(self, chosen: Iterable[int], new: str | None = None) -> Lexicon:
        """What the words of the chosen questions speak for. new: an entry that is taken to be new."""
        return self._spoken.lexicon(self._read(chosen), self._entries - {new})

    def taken_for_new(self, index: Index) -> list[tuple[View, list[Row]]]:
        """What is seen of each measure and topic while it is new, and the evidence in it."""
        entries = [entry for entry in index.knowledge.entries.values() if entry.levelled or entry.tells]
        return [one for found in at_once(partial(self._taken_for_new, index), entries) for one in found]

    def _taken_for_new(self, index: Index, entry: Entry) -> list[tuple[View, list[Row]]]:
        return [(view, self.rows_of_new(view)) for view in views(self.seen, entry, index)]

    def rows_of_new(self, view: View) -> list[Row]:
        """The evidence in the questions of a view, none of which its words were learned from."""
        left_out = [number for number, _ in view.seen] + list(view.confirmed)
        words = self.lexicon(self.others(left_out), view.entry).learning(view.lessons)
        return [
            Row.of(one, self._signs(one, words), 1.0 if place < view.own else BARE if view.bare else NAMED)
            for place, (_, one) in enumerate(view.seen)
            if one.query.talk is None and newcomer(one.sight, words.known) is not None
        ]

    def _signs(self, one: Seen, words: Lexicon) -> Signs:
        sight = one.sight
        new = newcomer(sight, words.known)
        return signs_of(
            one.query, sight, words.hint(sight.words, sight.phrases, None if new is None else new.entry.id), new
        )

    def _read(self, chosen: Iterable[int]) -> list[int]:
        """Those of the questions that are no small talk and share a word with the content."""
        return [number for number in chosen if self.seen[number].query.talk is None and self.seen[number].sight.matches]

    def weigh(self, model: Fitted, numbers: Iterable[int]) -> list[Chances]:
        """The probability of every match of some questions."""
        return [weighed(self.seen[number].query, self.seen[number].sight, model) for number in numbers]

    def judged(self, numbers: Iterable[int], chances: Iterable[Chances], thresholds: Thresholds) -> Judged:
        """Some questions, each with its answer and what that is worth."""
        return [judged(self.seen[number], found, thresholds) for number, found in zip(numbers, chances, strict=True)]

    def reliability(self, chances: Sequence[Chances]) -> list[tuple[float, int, float]]:
        """For each tenth of the probability: where it begins, how many matches, and the share of them right."""
        found = [
            (chance, one.right(match)) for one, few in zip(self.seen, chances, strict=True) for match, chance in few
        ]
        spread, right = (np.array(column) for column in zip(*found, strict=True))
        lows = np.arange(0, 1, 0.1)
        inside = [(low, (spread >= low) & (spread < low + 0.1)) for low in lows]
        return [(float(low), int(here.sum()), float(right[here].mean())) for low, here in inside if here.any()]


@dataclass(frozen=True, slots=True)
class View:
    """The questions about an entry and some others, by number, as they are seen while it is new.

    bare: whether it is seen without its synonyms. own: how many of the questions, the first, are about it. confirmed:
    those that were confirmed to ask for it, and what they taught.
    """

    entry: str
    bare: bool
    own: int
    seen: tuple[tuple[int, Seen], ...]
    confirmed: tuple[int, ...] = ()
    lessons: tuple[tuple[frozenset[str], str], ...] = ()


def views(seen: Sequence[Seen], entry: Entry, index: Index) -> Iterator[View]:
    """What is seen while an entry is new: with its synonyms, without, and with wordings that were confirmed instead.

    Nothing where it is hardly asked of.
    """
    own = [number for number, one in enumerate(seen) if one.asks(entry)]
    if len(own) < ASKED:
        return
    dice = random.Random(entry.id)
    rest = sorted({number for number, one in enumerate(seen) if one.query.talk is None} - set(own))
    others = sorted(dice.sample(rest, min(OTHERS, len(rest))))
    numbers = own + others
    yield View(entry.id, False, len(own), tuple((number, seen[number]) for number in numbers))
    bare = entry.model_copy(update={"synonyms": ()})
    less = replace(index.knowledge, entries={**index.knowledge.entries, entry.id: bare})
    anew = see((seen[number].question for number in numbers), Index.build(less, index.language))
    yield View(entry.id, True, len(own), tuple(zip(numbers, anew, strict=True)))
    confirmed = tuple(sorted(dice.sample(own, CONFIRMED)))
    lessons = tuple(Lesson(base_forms(seen[number].query.whole.words), entry.id) for number in confirmed)
    left = [number for number in own if number not in confirmed]
    taught = Index.build(replace(less, lessons=lessons), index.language)
    numbers = left + others
    anew = see((seen[number].question for number in numbers), taught)
    yield View(entry.id, True, len(left), tuple(zip(numbers, anew, strict=True)), confirmed, taught.lessons)


Given = TypeVar("Given")
Result = TypeVar("Result")
_inherited: Callable[[Any], Any] = id


def at_once(work: Callable[[Given], Result], given: Sequence[Given]) -> list[Result]:
    """Work done on all cores, in the order given; the processes inherit what the work needs as it is now."""
    with multiprocessing.get_context("fork").Pool(initializer=_inherit, initargs=(work,)) as pool:
        return pool.map(_work, given, chunksize=1)


def _inherit(work: Callable[[Any], Any]) -> None:
    global _inherited  # noqa: PLW0603  a process of the pool has no other way to it but by copying
    _inherited = work


def _work(given: Any) -> Any:  # noqa: ANN401
    return _inherited(given)


@dataclass(frozen=True, slots=True)
class Row:
    """What is learned from: the evidence for each of the best matches, which of them are right, and whether any is.

    weight: how much the question counts.
    """

    signs: Signs
    right: tuple[bool, ...]
    answerable: bool
    weight: float

    @classmethod
    def of(cls, one: Seen, signs: Signs, weight: float = 1.0) -> Row:
        """A question with its evidence."""
        return cls(signs, tuple(map(one.right, one.sight.matches[:CANDIDATES])), one.answerable, weight)

    @property
    def matches(self) -> Iterator[tuple[dict[str, float], bool]]:
        """The evidence for each match, and whether it is right."""
        return zip(self.signs, self.right, strict=True)


def judge_of(rows: Sequence[Row]) -> Judge:
    """The weights for which of the matches is meant, and for whether any is."""
    asked = [(signs, right, row.weight) for row in rows if row.answerable for signs, right in row.matches]
    meant = regression(*zip(*asked, strict=True))
    best = [(max(row.signs, key=meant.probability), row.answerable, row.weight) for row in rows]
    return Judge(meant, regression(*zip(*best, strict=True)))


def judged(one: Seen, chances: Chances, thresholds: Thresholds) -> tuple[Labelled, Answer, Verdict]:
    """A question with its answer and what that is worth."""
    answer = decided(one, chances, thresholds)
    return one.question, answer, judge(one.question, answer)


def shortfall(found: Mapping[str, float]) -> float:
    """What is missing from the goals, priced: a wrong answer is the dearest."""
    return sum(max(0.0, (goal - found[name]) * price) for name, (goal, price) in GOALS.items())


def regression(signs: Sequence[dict[str, float]], right: Sequence[bool], weights: Sequence[float]) -> Weights:
    """Bias and weights of a logistic regression on standardised columns, in the scale of the evidence.

    weights: how much each row counts.
    """
    names = list(signs[0])
    rows = np.array([list(one.values()) for one in signs])
    mean, deviation = rows.mean(0), rows.std(0)
    deviation[deviation == 0] = 1
    fit = LogisticRegression(C=1 / PENALTY, max_iter=1000)
    fit.fit((rows - mean) / deviation, np.array(right), sample_weight=np.array(weights))
    slopes = fit.coef_[0] / deviation
    return Weights(float(fit.intercept_[0] - (slopes * mean).sum()), dict(zip(names, map(float, slopes), strict=True)))


class Spoken:
    """The words of labelled questions, and what they speak for."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        columns = DictVectorizer(sort=True)
        self._rows = columns.fit_transform([dict.fromkeys(one.sight.words, 1.0) for one in seen]).tocsr()
        self._words = columns.get_feature_names_out()
        self._answerable = np.array([one.answerable for one in seen])
        self._said = [sorted(one.sight.words) for one in seen]
        self._meant = [one.meant for one in seen]

    def lexicon(self, numbers: Sequence[int], known: frozenset[str]) -> Lexicon:
        """What the words of the questions with these numbers speak for; of entries that are not known, nothing."""
        fit = LogisticRegression(C=1 / PENALTY_OF_WORDS, max_iter=1000)
        fit.fit(self._rows[numbers], self._answerable[numbers])
        weights = zip(self._words, fit.coef_[0], strict=True)
        asked: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for number in numbers:
            meant = self._meant[number]
            if meant == NOTHING or meant in known:
                for word in self._said[number]:
                    asked[word][meant] += 1 / len(self._said[number]) ** 0.5
        return Lexicon(
            float(fit.intercept_[0]),
            {word: round(float(weight), 2) for word, weight in weights if abs(weight) >= FAINT},
            {word: {entry: round(count, 2) for entry, count in asked[word].items()} for word in sorted(asked)},
            known,
        )
