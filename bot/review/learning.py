"""What labelled questions teach, and whether what was learned holds for wordings that it was not learned from. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.content.lessons import NOTHING, Lesson
from bot.review.changes import Accepted, learn
from bot.understanding.answering import about, answer
from bot.understanding.matching import Index
from bot.understanding.matching.whole import base_forms
from bot.understanding.query import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.content.questions import Labelled

FOLDS = 4
"""Parts of the lessons, each held back once."""


@dataclass(frozen=True, slots=True)
class Held:
    """How many lessons there are, and how many are answered as they mean: nothing learned, and learned from others."""

    lessons: int
    before: int
    after: int


def relearn(index: Index, questions: Iterable[Labelled]) -> Accepted:
    """The change that learns from labelled questions, and anew from what was kept as it stands only.

    A question teaches that has one target, an entry, or none since the content has no answer.
    """
    again = (replace(lesson, alone=False) for lesson in index.knowledge.lessons if lesson.alone)
    return learn((*again, *_lessons(index, questions)))


def hold_back(index: Index, lessons: Sequence[Lesson]) -> Held:
    """Ask the words of each lesson where none of its fold was learned, and where none was at all."""
    parts = [lessons[fold::FOLDS] for fold in range(FOLDS)]
    rest = [[one for part in parts if part is not own for one in part] for own in parts]
    after = sum(_right(_taught(index, others), own) for own, others in zip(parts, rest, strict=True) if own)
    before = _right(_taught(index, ()), lessons) if lessons else 0
    return Held(len(lessons), before, after)


def _taught(index: Index, lessons: Iterable[Lesson]) -> Index:
    return Index.build(replace(index.knowledge, lessons=tuple(lessons)), index.language)


def _right(index: Index, lessons: Iterable[Lesson]) -> int:
    """How many lessons are answered as they mean."""
    found = ((lesson.meant, answer(" ".join(lesson.words), index)) for lesson in lessons)
    return sum(
        meant == (NOTHING if answered.outcome != "answer" else entry.id if (entry := about(answered)) else None)
        for meant, answered in found
    )


def _lessons(index: Index, questions: Iterable[Labelled]) -> Iterator[Lesson]:
    for one in questions:
        targets = [NOTHING] if one.expect == "none" else list(one.targets) if one.expect == "answer" else []
        if len(targets) == 1 and (targets[0] == NOTHING or targets[0] in index.knowledge.entries):
            yield Lesson(base_forms(parse(one.question, index.language).whole.words), targets[0])
