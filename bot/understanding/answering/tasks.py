"""Which task a question means, on which levels it is shown, and which measures have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import Facet
from bot.understanding.query import asks_which_level, level_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.content.entries import Entry, Measure, Task
    from bot.understanding.matching import Sight, TaskMatch
    from bot.understanding.query import Query

QUOTED = 0.9
"""Share of a question from which on a task that it says whole is all that it asks about."""
SCORE, HEARD = 0.15, 0.35
"""Least score and `heard` of a task that a question means."""
CLEARLY = 1.4
"""How many times better it must fit than the next task of its measure, unless the question says it whole."""
SAYS = 0.45
"""Least share of what the best phrase of its measure says of the question that it must say itself."""
NAMED = 0.75
"""Share of a name of the measure from which on the measure is meant and not a task that says less of the question.

These five were chosen on 107 labelled questions whose note tells the task, and on 1 438 others whose measure is told.
"""


def quoted(query: Query, sight: Sight) -> TaskMatch | None:
    """The task that a question says whole and hardly anything else that tells, whichever entry is likeliest."""
    if sight.cues or sight.areas or query.defines or not sight.units:
        return None
    told = sum(unit.mass for unit in sight.units if unit.telling) / sum(unit.mass for unit in sight.units)
    return _longest(match for match in sight.tasks if match.said >= QUOTED * (told or 1.0))


def meant(entry: Entry, sight: Sight) -> TaskMatch | None:
    """Of the tasks of the measure that answers the one that the question means; None when that is not clear."""
    own = [match for match in sight.tasks if match.task.measure.id == entry.id]
    if not own or own[0].score < SCORE or own[0].heard < HEARD:
        return None
    ahead, behind = own[0], own[1].score if len(own) > 1 else 0.0
    clear = ahead if ahead.score >= CLEARLY * behind and not _outsaid(ahead, sight) else None
    return _longest(match for match in own if match.score * CLEARLY >= ahead.score) or clear


def _longest(found: Iterable[TaskMatch]) -> TaskMatch | None:
    """Of the tasks that the question says whole the one that has most to be said."""
    return max((match for match in found if match.whole), key=lambda match: len(match.task.text), default=None)


def sharing(task: Task, tasks: Iterable[Task]) -> tuple[Task, ...]:
    """The same task in each of the measures that have it, its own among them, in the order of the documents.

    Then in those that have it as a part of a longer one. None when no other has the very same. tasks: those to look
    among.
    """
    found = sorted([task, *filter(task.within, tasks)], key=lambda one: (not task.same(one), one.measure.order))
    if len({one.measure.id for one in found if task.same(one)}) < 2:
        return ()
    distinct: dict[str, Task] = {}
    for one in found:
        distinct.setdefault(one.measure.id, one)
    return tuple(distinct.values())


def others(task: Task, tasks: Iterable[Task]) -> tuple[Measure, ...]:
    """The other measures that have the same task, as `sharing` tells them."""
    return tuple(one.measure for one in sharing(task, tasks) if one.measure.id != task.measure.id)


def facet_of(meant: TaskMatch, query: Query, sight: Sight) -> Facet | None:
    """The levels to show a task on: its own, unless words that are none of the task's ask for others.

    None when they ask for the other level only.
    """
    if asks_which_level(query.whole.words):
        return Facet(meant.task.level.value)
    if query.asks_level:
        levels = {Facet(level.value) for level in query.facet.levels}
        asked = level_words(query.whole.words).beside(meant.levels) & levels
    else:
        asked = frozenset({Facet.REGIONAL} if sight.areas else ())
    facet = Facet.BOTH if len(asked) > 1 else next(iter(asked), Facet(meant.task.level.value))
    return facet if meant.task.level in facet.levels else None


def _outsaid(best: TaskMatch, sight: Sight) -> bool:
    """Whether another phrase of the measure says so much more of the question that the task is not what it means."""
    found = next((match for match in sight.matches if match.entry.id == best.task.measure.id), None)
    if found is None:
        return False
    named = found.heard >= NAMED and found.phrase in _names(best.task.measure)
    return best.said < found.said * (1.0 if named else SAYS)


def _names(measure: Measure) -> tuple[str, ...]:
    """The phrases that stand for the measure as a whole."""
    return (measure.title, *measure.aliases, *measure.measures)
