"""What an answer says between its heading and its notes, from the fullest to the leanest wording."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from bot.content.entries import Facet, Goal, Level
from bot.replies.citing import list_names, nature, stand_in
from bot.replies.framing import frame
from bot.replies.parts import Heading, Items, Paragraph, Part
from bot.understanding.query import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.content.entries import Entry, Measure, Responsibility, Task, Theme
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts
    from bot.understanding.answering import Found

FEW_ROLES = 2
"""Most measures of an actor whose tasks are told."""
FEW = 4
"""Most tasks of a level, or measures of an actor, in a short answer."""

Variant = tuple[list[Part], bool]
"""A middle, and whether it is all there is."""


@dataclass(frozen=True)
class Case:
    """An answer to be worded, from what, and in which language."""

    found: Found
    knowledge: Knowledge
    texts: Texts

    @property
    def entry(self) -> Entry:
        """What answers."""
        return self.found.entry

    @property
    def facet(self) -> Facet:
        """The levels asked for."""
        return self.found.facet

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures of a theme or goal; a measure itself; none of anything else."""
        return self.knowledge.measures_of(self.found.entry)


def vary(case: Case) -> Iterator[Variant]:
    """The middles of a short answer, the fullest first."""
    match case.entry:
        case _ if (task := case.found.task) is not None:
            yield from ((_tell_task(case, task, few), False) for few in range(FEW, -1, -1))
        case entry if entry.levelled:
            yield from ((_tell_levels(case, case.facet.levels, few), False) for few in range(FEW, 0, -1))
        case entry if entry.groups and len(case.measures) == 1:
            measure = Paragraph(case.texts("of-measure", measure=case.measures[0].title))
            yield from (([measure, *_tell_levels(case, case.facet.levels, few)], False) for few in range(FEW, 0, -1))
        case entry if entry.groups and case.measures:
            yield [*_tell_text(case.entry), *_tell_shared(case), *_list_titles(case)], True
            yield [*_tell_text(case.entry)[:1], *_list_titles(case)], False
            yield _list_titles(case), False
        case entry if entry.coordinates and case.found.query.aspect is Aspect.WHAT and (tasks := [*_tell_role(case)]):
            yield [*_tell_coordinated(case, FEW), *tasks], False
            yield tasks, False
        case entry if entry.coordinates:
            for few in (len(case.knowledge.measures), FEW, 2, 1):
                yield [*_tell_text(case.entry), *_tell_coordinated(case, few)], few > FEW
                yield [*_tell_coordinated(case, few)], False
            yield from (([*_tell_coordinated(case, few, apart=False)], False) for few in (FEW, 2, 1))
        case entry if entry.surveys:
            counts = _count_themes(case)
            yield [*_tell_text(entry)[:1], *counts], False
            yield counts or _tell_text(entry)[:1], False
        case entry:
            text = [*_tell_text(entry), *_tell_keeper(case)]
            yield text, True
            yield from ((shorter, False) for shorter in _shorten(text))


def tell_everything(case: Case) -> list[Part]:
    """The middle of an answer that tells all there is."""
    match case.entry:
        case entry if entry.coordinates:
            return [*_tell_text(case.entry), *_tell_coordinated(case, len(case.knowledge.measures))]
        case entry if entry.surveys:
            themes = (_tell_theme(theme, case) for theme in case.knowledge.themes)
            return [*_tell_text(entry), *_count_themes(case)[:1], *chain.from_iterable(themes)]
        case entry if len(case.measures) == 1:
            return [*_tell_text(entry), *_tell_levels(case, case.facet.levels), *_tell_strategy(case)]
        case entry if case.measures:
            return [*_tell_text(entry), *_tell_shared(case), *_list_titles(case)]
        case entry:
            return [*_tell_text(entry), *_tell_keeper(case)]


def name_coordinators(responsibility: Responsibility, knowledge: Knowledge, texts: Texts) -> str:
    """Who is responsible, with abbreviations spelled out."""
    return list_names([knowledge.actor(actor_id).spelled for actor_id in responsibility.coordinators], texts)


def _tell_keeper(case: Case) -> Iterator[Part]:
    """Who keeps the bot, under the entry that tells of it."""
    keeper = case.knowledge.about.keeper
    if keeper is None or keeper.told_in != case.entry.id:
        return
    texts = case.texts
    yield Paragraph(texts("keeper-untold") if keeper.name is None else texts("keeper", name=keeper.name))
    if keeper.contact is not None:
        yield Paragraph(texts("keeper-contact", contact=keeper.contact))


def _tell_task(case: Case, task: Task, few: int) -> list[Part]:
    """The task that is meant, who was proposed for it, and at most `few` others of its level; then the other level."""
    texts, level = case.texts, task.level
    responsibility = task.measure.responsibility(level)
    others = [other for other in responsibility.tasks if other != task.text][:few]
    names = name_coordinators(responsibility, case.knowledge, texts)
    binding = nature([task.measure], case.knowledge)
    return [
        Paragraph(texts("task", nature=binding, task=task.text.rstrip("."))),
        Paragraph(texts(f"task-{level.value}", nature=binding, actors=names)),
        *_tell_also(case),
        *((Paragraph(texts(f"tasks-others-{level.value}")), Items(tuple(others))) if others else ()),
        *_tell_levels(case, [other for other in case.facet.levels if other is not level], max(1, few)),
    ]


def _tell_also(case: Case) -> Iterator[Part]:
    """The other measures that have the task."""
    if case.found.sharing:
        yield Paragraph(case.texts("task-also"))
        yield Items(tuple(measure.title for measure in case.found.sharing))


def _tell_levels(case: Case, levels: Iterable[Level], few: int | None = None) -> list[Part]:
    """The responsibilities on each level: who and what, in the order asked for; at most `few` tasks a level."""
    parts: list[Part] = []
    binding = nature(case.measures, case.knowledge)
    for level in levels:
        responsibility = case.measures[0].responsibility(level)
        names = name_coordinators(responsibility, case.knowledge, case.texts)
        who = (Paragraph(case.texts("coordinators", nature=binding, actors=names)),)
        what = (Paragraph(case.texts("tasks", nature=binding)), Items(responsibility.tasks[:few]))
        first, second = (what, who) if case.found.query.aspect is Aspect.WHAT else (who, what)
        parts += (Heading(case.texts(f"{level.value}-heading")), *first, *second)
    return parts


def _tell_strategy(case: Case) -> Iterator[Part]:
    """What the strategy says, what regions answered, and the theme."""
    [measure], texts = case.measures, case.texts
    if len(measure.measures) == 1:
        label = frame("measure-label", case.knowledge, texts)
        yield Paragraph(texts("measure-wording-one", label=label, measure=measure.measures[0].rstrip(".")))
    else:
        yield Paragraph(texts("measure-wording-many", label=frame("measures-label", case.knowledge, texts)))
        yield Items(measure.measures)
    if measure.quotation:
        yield Paragraph(texts("quotation", quotation=measure.quotation))
    yield Paragraph(texts("part-of-theme", theme=case.knowledge.entries[measure.theme].title))


def _list_titles(case: Case) -> list[Part]:
    """The measures of a theme or goal."""
    titles = Items(tuple(measure.title for measure in case.measures))
    return [Paragraph(case.texts(f"{case.entry.kind}-measures")), titles]


def _count_themes(case: Case) -> list[Part]:
    """How many themes and measures there are, and how many measures each theme has."""
    themes, measures = case.knowledge.themes, case.knowledge.measures
    counts = case.texts("overview-themes", themes=len(themes), measures=len(measures))
    return [Paragraph(counts), Items(tuple(_count_measures(theme, case) for theme in themes))] if themes else []


def _count_measures(theme: Theme, case: Case) -> str:
    return case.texts("theme-counted", title=theme.title, count=len(case.knowledge.measures_of(theme)))


def _tell_theme(theme: Theme, case: Case) -> Iterator[Part]:
    """The measures of a theme, those under a goal by goal, as a part of the overview."""
    measures = case.knowledge.measures_of(theme)
    yield Heading(_count_measures(theme, case))
    for goal in (None, *case.knowledge.of_kind(Goal)):
        found = tuple(_place(one, case) for one in measures if one.goal == (goal and goal.id))
        if goal is not None and (found or goal.theme == theme.id):
            yield Paragraph(case.texts("of-goal", goal=goal.title))
        if found:
            yield Items(found)


def _tell_shared(case: Case) -> list[Part]:
    """The national coordinators, when all measures have the same."""
    national = {measure.national.coordinators for measure in case.measures}
    if len(national) != 1 or case.facet is Facet.REGIONAL:
        return []
    names = name_coordinators(case.measures[0].national, case.knowledge, case.texts)
    binding = nature(case.measures, case.knowledge)
    return [Paragraph(case.texts("theme-same-national", nature=binding, actors=names))]


def _tell_coordinated(case: Case, few: int, *, apart: bool = True) -> Iterator[Part]:
    """What the actor coordinates, level by level: computed from the measures; at most `few` titles of each nature.

    apart: what binds otherwise stands in a list of its own.
    """
    texts, found = case.texts, {level: case.knowledge.coordinated_by(case.entry.id, level) for level in Level}
    if not any(found.values()):
        yield Paragraph(frame("actor-coordinates-none", case.knowledge, texts))
        return
    every = case.knowledge.measures
    binding = nature(every, case.knowledge)
    for level in case.facet.levels:
        if found[level] == every and binding != "mixed":
            yield Paragraph(texts(f"actor-coordinates-all-{level.value}", nature=binding, count=len(every)))
        elif found[level]:
            yield from _list_coordinated(found[level], level, case, few, apart=apart)
        elif case.facet is not Facet.BOTH:
            yield Paragraph(texts(f"actor-not-{level.value}", nature=binding))


def _tell_role(case: Case) -> Iterator[Part]:
    """The tasks of the few measures that an actor coordinates, which it has together with the others of its level."""
    found = [(one, level) for level in case.facet.levels for one in case.knowledge.coordinated_by(case.entry.id, level)]
    if not found or len(found) > FEW_ROLES:
        return
    yield Paragraph(case.texts("role-together", nature=nature([measure for measure, _ in found], case.knowledge)))
    yield from (Items(measure.responsibility(level).tasks) for measure, level in found)


def _list_coordinated(
    measures: Sequence[Measure], level: Level, case: Case, few: int, *, apart: bool
) -> Iterator[Part]:
    """Titles of measures that an actor coordinates on a level."""
    texts = case.texts
    groups: dict[str, list[Measure]] = {}
    for measure in measures:
        told_of = [measure] if apart else measures
        groups.setdefault(nature(told_of, case.knowledge), []).append(measure)
    for binding, found in groups.items():
        more = [texts("and-more", count=len(found) - few)] if len(found) > few else []
        yield Paragraph(texts(f"actor-coordinates-{level.value}", nature=binding))
        yield Items((*(_place(one, case) for one in found[:few]), *more))


def _place(measure: Measure, case: Case) -> str:
    """The title of a measure, with where in a document it stands, if it does."""
    place = stand_in(measure, case.knowledge, case.texts)
    return measure.title if place is None else case.texts("measure-in-place", title=measure.title, place=place)


def _shorten(parts: list[Part]) -> Iterator[list[Part]]:
    """The parts with ever less at the end: item by item of a list, and never only what introduces one."""
    while len(parts) > 1 or (isinstance(parts[0], Items) and len(parts[0].items) > 1):
        last, parts = parts[-1], parts[:-1]
        if isinstance(last, Items) and len(last.items) > 1:
            parts = [*parts, Items(last.items[:-1])]
        elif len(parts) > 1 and isinstance(parts[-1], Paragraph) and parts[-1].text.endswith(":"):
            parts = parts[:-1]
        yield parts


def _tell_text(entry: Entry) -> list[Part]:
    return [Paragraph(block) if isinstance(block, str) else Items(block) for block in entry.blocks]
