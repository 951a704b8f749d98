"""Which tasks of the measures a question speaks of: every task that shares a word with it, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.entries import Level, Measure
from bot.understanding.query import LevelWords, content_words, is_function, level_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.content.entries import Entry, Outside
    from bot.understanding.language import Language, Word
    from bot.understanding.matching.phrases import Coverage, Phrases

HEARD = 0.45
"""Share of a task's score that depends on how much of the task the question says."""
SPOKEN = 0.5
"""Share of a word of a task that a question must say for the word to be said."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a measure on one level.

    levels: the level words in it. asides: of each of its cue words the forms by which it is known again.
    """

    measure: Measure
    level: Level
    text: str
    levels: LevelWords
    asides: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class TaskMatch:
    """A task and how well a question fits it.

    score: 0–1, higher is better. said: share of the question that the task says; heard: share of it that the question
    says. whole: whether the question has every word of it, cue words and level words as well.
    """

    task: Task
    score: float
    said: float
    heard: float
    whole: bool


class Tasks:
    """All tasks of the content, by the numbers of their phrases."""

    def __init__(self, phrases: Phrases, owners: Sequence[Entry | Outside], language: Language) -> None:
        self._phrases = phrases
        self._tasks = {
            number: task
            for number, phrase in enumerate(phrases.all)
            for task in _task(owners[phrase.owner], phrase.text, language)
        }

    def matches(self, coverage: Coverage, mass: float, words: Iterable[Word]) -> tuple[TaskMatch, ...]:
        """The tasks that a question speaks of, best first; of equal ones the one of which it says more.

        mass: that of the question; words: all its words.
        """
        forms = frozenset(form for word in words for form in _forms(word))
        found = [
            (self._match(number, min(1.0, said / mass), coverage, forms), self._phrases.all[number].mass)
            for number, said in coverage.phrases.items()
            if number in self._tasks
        ]
        return tuple(match for match, _ in sorted(found, key=lambda one: (-round(one[0].score, 3), -one[1])))

    def _match(self, number: int, said: float, coverage: Coverage, forms: frozenset[str]) -> TaskMatch:
        task, phrase = self._tasks[number], self._phrases.all[number]
        heard = self._phrases.heard(phrase, coverage)
        slots = range(phrase.first, phrase.first + phrase.words)
        whole = all(coverage.slots.get(slot, 0.0) >= SPOKEN for slot in slots) and all(map(forms.__and__, task.asides))
        return TaskMatch(task, said * (1 - HEARD + HEARD * heard), said, heard, whole)


def _task(owner: Entry | Outside, text: str, language: Language) -> Iterator[Task]:
    """The task that a phrase of an owner is, if it is one."""
    levels = (
        [level for level in Level if text in owner.responsibility(level).tasks] if isinstance(owner, Measure) else []
    )
    if isinstance(owner, Measure) and levels:
        words = language.words(text)
        telling = content_words(words)
        asides = tuple(_forms(word) for word in words if word not in telling and not is_function(word))
        yield Task(owner, levels[0], text, level_words(words), asides)


def _forms(word: Word) -> frozenset[str]:
    """How a word is known again: as it is written, by its base forms, and by the roots of those."""
    return frozenset((word.surface, *word.lemmas, *(root for reading in word.readings for root in reading.roots)))
