"""The table answers: pure functions over the measures, their levels, coordinators and tasks."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.content.entries import Actor, Facet, Goal, Level, Measure, Theme
from bot.understanding.query.wanted import Extent, Form, Of, Than

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.understanding.query.wanted import Wanted

Numbered = TypeVar("Numbered")
NEARLY = 0.75
"""Least share of the measures that are nearly all."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the table says.

    value: whether it is so (of a comparison: whether both are the same); how many; None for a list. items: what it
    rests on, or lists, in the order of the documents. tasks: of a list or number of tasks.
    """

    wanted: Wanted
    value: bool | int | None
    items: tuple[Entry, ...]
    tasks: tuple[str, ...] = ()


def compute(wanted: Wanted, knowledge: Knowledge) -> Result:
    """Answer what is wanted; every id in it is one of the content."""
    match wanted.form:
        case Form.YESNO:
            return _whether(wanted, knowledge)
        case Form.COMPARE:
            return _compare(wanted, knowledge)
        case _:
            return _list(wanted, knowledge)


def coordinators(measure: Measure, facet: Facet) -> frozenset[str]:
    """The ids of those proposed to coordinate a measure on the levels of `facet`."""
    return frozenset(actor for level in facet.levels for actor in measure.responsibility(level).coordinators)


def spoken_of(wanted: Wanted, knowledge: Knowledge) -> tuple[Measure, ...]:
    """The measures that the question is about; of one that is about nothing in particular, all."""
    if not wanted.about:
        return knowledge.measures
    named = {measure.id for one in wanted.about for measure in knowledge.measures_of(knowledge.entries[one])}
    return tuple(measure for measure in knowledge.measures if (measure.id in named) is not wanted.apart)


def measures_where(
    measures: Iterable[Measure], facet: Facet, actors: Iterable[str], without: Iterable[str]
) -> tuple[Measure, ...]:
    """The measures that have all of `actors` and none of `without` on the levels of `facet`."""
    wanted, unwanted = frozenset(actors), frozenset(without)
    return tuple(
        measure for measure in measures if wanted <= (found := coordinators(measure, facet)) and not unwanted & found
    )


def differing(measures: Iterable[Measure], facet: Facet, usual: Iterable[str]) -> tuple[Measure, ...]:
    """The measures whose coordinators are not `usual`, or when none are given, not those that most measures have."""
    found = [(measure, coordinators(measure, facet)) for measure in measures]
    most = (actors for actors, _ in Counter(actors for _, actors in found).most_common(1))
    common = frozenset(usual) or next(most, frozenset())
    return tuple(measure for measure, actors in found if actors != common)


def actors_where(wanted: Wanted, knowledge: Knowledge) -> tuple[Actor, ...]:
    """The coordinators in as many of the measures spoken of as `wanted.extent` says, those unwanted left out."""
    measures = spoken_of(wanted, knowledge)
    times = Counter(actor for measure in measures for actor in coordinators(measure, wanted.facet))
    elsewhere = _actors_elsewhere(wanted, knowledge)
    known = [one for one in knowledge.coordinators(wanted.facet) if one.id not in {*wanted.without, *elsewhere}]
    counts = [times[one.id] for one in known if times[one.id]]
    few, many = min(counts, default=0), max(counts, default=0)
    every = len(measures)
    if wanted.times is not None:
        return tuple(one for one in known if _fits(times[one.id], *wanted.times))
    fitting = {
        Extent.EVERY: {every},
        Extent.NEARLY: set(range(math.ceil(NEARLY * every), every)),
        Extent.MOST: {many},
        Extent.FEWEST: {few},
        Extent.ONE: {1},
        Extent.NONE: {0},
    }.get(wanted.extent, set(range(1, every + 1)))
    return tuple(one for one in known if times[one.id] in fitting)


def _actors_elsewhere(wanted: Wanted, knowledge: Knowledge) -> frozenset[str]:
    """The ids of those in the measures that the actors asked for shall not be in."""
    entries = [knowledge.entries[one] for one in wanted.beside]
    unwanted = {measure for entry in entries for measure in knowledge.measures_of(entry)}
    others = {*knowledge.measures} - {*spoken_of(wanted, knowledge)} if wanted.only and wanted.about else set()
    facet = Facet.BOTH if wanted.only else wanted.facet
    return frozenset[str]().union(*(coordinators(one, facet) for one in unwanted | others))


def _list(wanted: Wanted, knowledge: Knowledge) -> Result:
    items: tuple[Entry, ...]
    tasks: tuple[str, ...] = ()
    match wanted.of:
        case Of.MEASURES:
            items = _measures(wanted, knowledge)
        case Of.ACTORS:
            items = actors_where(wanted, knowledge)
        case Of.TASKS:
            items = spoken_of(wanted, knowledge)
            tasks = tuple(task for one in spoken_of(wanted, knowledge) for task in tasks_of(one, wanted.facet))
        case Of.THEMES:
            items = _themes(wanted, knowledge)
        case Of.GOALS:
            items = knowledge.of_kind(Goal)
    number = len(tasks) if wanted.of is Of.TASKS else len(items)
    return Result(wanted, number if wanted.form is Form.COUNT else None, items, tasks)


def _themes(wanted: Wanted, knowledge: Knowledge) -> tuple[Entry, ...]:
    """All themes, or those that have a measure with the actors and none with any of `without`; so many, or the most."""
    unwanted = frozenset(wanted.without)
    found: dict[Theme, tuple[Measure, ...]] = {}
    for theme in knowledge.themes:
        every = knowledge.measures_of(theme)
        apart = any(coordinators(one, wanted.facet) & unwanted for one in every)
        own = () if apart else _measures_with(wanted, every)
        if own or not (wanted.actors or wanted.without):
            found[theme] = own
    numbers = {theme: len(own) for theme, own in found.items()}
    return _of_number(numbers, wanted, wanted.extent)


def _of_number(numbers: Mapping[Numbered, int], wanted: Wanted, extent: Extent) -> tuple[Numbered, ...]:
    """Those of which there are so many as wanted, or the most or the fewest; numbers: how many there are of each."""
    best = {Extent.MOST: max, Extent.FEWEST: min}.get(extent)
    return tuple(
        one
        for one, count in numbers.items()
        if (wanted.size is None or _fits(count, *wanted.size)) and (best is None or count == best(numbers.values()))
    )


def tasks_of(measure: Measure, facet: Facet) -> tuple[str, ...]:
    """The tasks of a measure on the levels of `facet`."""
    return tuple(task for level in facet.levels for task in measure.responsibility(level).tasks)


def _measures(wanted: Wanted, knowledge: Knowledge) -> tuple[Measure, ...]:
    measures = spoken_of(wanted, knowledge)
    if wanted.apart and not wanted.about:
        return tuple(one for one in measures if coordinators(one, wanted.facet) - set(wanted.without))
    if wanted.extent is Extent.DIFFERING:
        return differing(measures, wanted.facet, wanted.actors)
    found = _measures_with(wanted, measures)
    if wanted.only and wanted.form is not Form.YESNO:
        found = tuple(one for one in found if coordinators(one, wanted.facet) == set(wanted.actors))
    extent = wanted.extent if wanted.form is Form.LIST else Extent.SOME
    return _of_number({one: _number(one, wanted) for one in found}, wanted, extent)


def _measures_with(wanted: Wanted, measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """The measures that have all of the actors, or with `either` one of them, and none of `without`."""
    found = measures_where(measures, wanted.facet, () if wanted.either else wanted.actors, wanted.without)
    if wanted.either and wanted.actors:
        found = tuple(one for one in found if coordinators(one, wanted.facet) & set(wanted.actors))
    return found


def _fits(count: int, than: Than, number: int) -> bool:
    return {Than.EXACTLY: count == number, Than.OVER: count > number, Than.UNDER: count < number}[than]


def _number(measure: Measure, wanted: Wanted) -> int:
    """How many tasks or coordinators a measure has on the levels asked for."""
    return len((tasks_of if wanted.count is Of.TASKS else coordinators)(measure, wanted.facet))


def _whether(wanted: Wanted, knowledge: Knowledge) -> Result:
    """Whether those named are there: in what is spoken of, in all measures, in any, in one only."""
    if wanted.of in {Of.ACTORS, Of.THEMES}:
        return (_on_both if wanted.of is Of.ACTORS else _whether_themes)(wanted, knowledge)
    measures = spoken_of(wanted, knowledge)
    if wanted.task is not None:
        return Result(wanted, wanted.task in tasks_of(measures[0], wanted.facet), measures)
    there = _measures(wanted, knowledge)
    if wanted.extent is Extent.DIFFERING:
        return Result(wanted, bool(there) is not wanted.same, there)
    if wanted.only:
        return _only(wanted, measures, knowledge)
    value = {Extent.EVERY: there == measures, Extent.ONE: len(there) == 1, Extent.NONE: not there}.get(
        wanted.extent, bool(there)
    )
    one_named = len(wanted.about) == 1 and not wanted.apart
    if wanted.apart and wanted.about and not there:
        return Result(wanted, value, tuple(one for one in knowledge.measures if one not in measures))
    return Result(wanted, value, measures if one_named else () if wanted.extent is Extent.EVERY else there)


def _on_both(wanted: Wanted, knowledge: Knowledge) -> Result:
    """Whether anybody coordinates on both levels."""
    both = frozenset(knowledge.coordinators(Facet.NATIONAL)) & frozenset(knowledge.coordinators(Facet.REGIONAL))
    return Result(wanted, bool(both), tuple(sorted(both, key=lambda actor: actor.id)))


def _whether_themes(wanted: Wanted, knowledge: Knowledge) -> Result:
    """Whether a measure is of a theme, or those named are in measures of all themes, or of any."""
    if len(wanted.about) > 1:
        measure, theme = ({*knowledge.measures_of(knowledge.entries[one])} for one in wanted.about)
        return Result(wanted, measure <= theme, tuple(one for one in knowledge.measures if one in measure))
    themes = _themes(wanted, knowledge)
    every = wanted.extent is Extent.EVERY
    return Result(wanted, themes == knowledge.themes if every else bool(themes), () if every else themes)


def _only(wanted: Wanted, measures: tuple[Measure, ...], knowledge: Knowledge) -> Result:
    """Whether those named are in what is spoken of and nowhere else; in all measures they and nobody else."""
    if wanted.extent is Extent.EVERY:
        same = {one.id for one in actors_where(wanted, knowledge)} == set(wanted.actors)
        return Result(wanted, same, ())
    everywhere = measures_where(knowledge.measures, wanted.facet, wanted.actors, wanted.without)
    if wanted.about and not wanted.apart:
        return Result(wanted, everywhere == measures, measures)
    return Result(wanted, len(everywhere) == 1, everywhere)


def _compare(wanted: Wanted, knowledge: Knowledge) -> Result:
    """Whether two actors have the same measures, or two measures the same coordinators, or the first more of them."""
    sides: list[Hashable]
    if len(wanted.actors) > 1:
        sides = [_share(actor, wanted, knowledge) for actor in wanted.actors]
        entries = tuple(knowledge.entries[one] for one in wanted.actors)
    else:
        entries = tuple(knowledge.entries[one] for one in wanted.about)
        if len(entries) > 1:
            sides = [_side(knowledge.measures_of(entry), wanted, wanted.facet) for entry in entries]
        else:
            sides = [_side(spoken_of(wanted, knowledge), wanted, Facet(level.value)) for level in Level]
    first, second = sides[:2]
    if wanted.than is not None and isinstance(first, int) and isinstance(second, int):
        return Result(wanted, _fits(first, wanted.than, second), entries)
    return Result(wanted, len({*sides}) == 1, entries)


def _side(measures: Sequence[Measure], wanted: Wanted, facet: Facet) -> Hashable:
    """What is compared of measures: their coordinators, or how many they are, or have of tasks or coordinators."""
    if wanted.count is Of.TASKS:
        return sum(len(tasks_of(one, facet)) for one in measures)
    if wanted.count is Of.MEASURES:
        return len(measures)
    found = frozenset[str]().union(*(coordinators(one, facet) for one in measures))
    return len(found) if wanted.count else found


def _share(actor: str, wanted: Wanted, knowledge: Knowledge) -> Hashable:
    """What is compared of an actor: its measures on each level, or in how many it is."""
    found = tuple(knowledge.coordinated_by(actor, level) for level in wanted.facet.levels)
    return len(set().union(*found)) if wanted.count else found
