"""Which tasks of the measures a question speaks of: every task that shares a word with it, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.content.entries import Measure, Task
from bot.understanding.query import LevelWords, content_words, is_function, level_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.content.entries import Entry, Outside
    from bot.understanding.language import Language, Word
    from bot.understanding.matching.phrases import Coverage, Phrases

HEARD = 0.45
"""Share of a task's score that depends on how much of the task the question says."""
SPOKEN = 0.5
"""Share of a word of a task that a question must say for the word to be said."""
LEAST = 0.1
"""Share of a question that a task must say to be looked at."""
ALIKE = 85.0
"""Similarity (rapidfuzz `ratio`, 0–100) from which on a word is a cue word of a task in another form or misspelt."""


@dataclass(frozen=True, slots=True)
class TaskMatch:
    """A task and how well a question fits it.

    score: 0–1, higher is better. said: share of the question that the task says; heard: share of it that the question
    says. whole: whether the question has every word of it, cue words and level words as well. levels: its level words.
    """

    task: Task
    score: float
    said: float
    heard: float
    whole: bool
    levels: LevelWords


@dataclass(frozen=True, slots=True)
class Phrased:
    """A task as a phrase. levels: the level words in it; asides: its cue words, which the search leaves out."""

    task: Task
    levels: LevelWords
    asides: tuple[Word, ...]


class Tasks:
    """All tasks of the content, by the numbers of their phrases."""

    def __init__(self, phrases: Phrases, owners: Sequence[Entry | Outside], language: Language) -> None:
        self._phrases = phrases
        self._tasks = {
            number: _phrased(task, language)
            for number, phrase in enumerate(phrases.all)
            if (task := _task(owners[phrase.owner], phrase.text)) is not None
        }

    def matches(self, coverage: Coverage, mass: float, words: Collection[Word]) -> tuple[TaskMatch, ...]:
        """The tasks that a question speaks of, best first; of equal ones the one of which it says more.

        mass: that of the question; words: all its words.
        """
        said = {
            number: min(1.0, coverage.phrases[number] / mass) for number in self._tasks.keys() & coverage.phrases.keys()
        }
        found = [
            (self._match(number, share, coverage, words), number) for number, share in said.items() if share >= LEAST
        ]
        return tuple(match for match, _ in sorted(found, key=self._rank))

    def _rank(self, found: tuple[TaskMatch, int]) -> tuple[float, float, int]:
        match, number = found
        return -round(match.score, 3), -self._phrases.all[number].mass, number

    def _match(self, number: int, said: float, coverage: Coverage, words: Collection[Word]) -> TaskMatch:
        phrased, phrase = self._tasks[number], self._phrases.all[number]
        heard = self._phrases.heard(phrase, coverage)
        slots = range(phrase.first, phrase.first + phrase.words)
        telling = all(coverage.slots.get(slot, 0.0) >= SPOKEN for slot in slots)
        whole = telling and all(any(_same(aside, word) for word in words) for aside in phrased.asides)
        return TaskMatch(phrased.task, said * (1 - HEARD + HEARD * heard), said, heard, whole, phrased.levels)


def _task(owner: Entry | Outside, text: str) -> Task | None:
    """The task that a phrase of an owner is, if it is one."""
    tasks = owner.tasks if isinstance(owner, Measure) else ()
    return next((task for task in tasks if task.text == text), None)


def _phrased(task: Task, language: Language) -> Phrased:
    words = language.words(task.text)
    telling = content_words(words)
    asides = tuple(word for word in words if word not in telling and not is_function(word))
    return Phrased(task, level_words(words), asides)


def _same(aside: Word, word: Word) -> bool:
    """Whether two words share a base form or its root, or are written nearly alike."""
    return bool(_forms(aside) & _forms(word)) or fuzz.ratio(aside.surface, word.surface) >= ALIKE


def _forms(word: Word) -> frozenset[str]:
    return frozenset((*word.lemmas, *(root for reading in word.readings for root in reading.roots)))
