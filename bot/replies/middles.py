"""What an answer says before its notes: what stands first, what may be folded away, and what always is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.entries import Facet, Goal, Level
from bot.replies.citing import nature, stand_in
from bot.replies.framing import frame
from bot.replies.naming import Inflection, name_all, name_both
from bot.replies.parts import Flat, Heading, Items, Paragraph, capitalise
from bot.understanding.query import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.content.entries import Actor, Entry, Measure, Task, Theme
    from bot.content.knowledge import Knowledge
    from bot.replies.parts import Note
    from bot.replies.texts import Texts
    from bot.understanding.answering import Found

FEW_ROLES = 2
"""Most measures of an actor whose tasks are told."""


@dataclass(frozen=True)
class Case:
    """An answer to be worded, from what, and in which language. before: what is said above it."""

    found: Found
    knowledge: Knowledge
    texts: Texts
    before: tuple[Note, ...] = ()

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


@dataclass(frozen=True)
class Middle:
    """What is told. lead: what answers. body: what belongs to it, as far as there is room. rest: what may be opened.

    close: what stands below it in any case.
    """

    lead: tuple[Flat, ...]
    body: tuple[Flat, ...] = ()
    rest: tuple[Flat, ...] = ()
    close: tuple[Flat, ...] = ()


def tell(case: Case) -> Middle:
    """The middle of an answer."""
    match case.entry:
        case _ if (task := case.found.task) is not None:
            return _tell_task(case, task)
        case _ if len(case.measures) == 1:
            return _tell_measure(case, case.measures[0])
        case entry if case.measures:
            return _tell_group(case, entry)
        case entry if entry.coordinates:
            return _tell_actor(case)
        case entry if entry.surveys:
            counts, *themes = _count_themes(case) or _tell_text(entry)
            everything = [part for theme in case.knowledge.themes for part in _tell_theme(theme, case)]
            return Middle((Heading(entry.title), counts), tuple(themes), (*_tell_text(entry), *everything))
        case entry:
            return Middle((Heading(entry.title),), (*_tell_text(entry), *_tell_keeper(case)))


def _tell_measure(case: Case, measure: Measure) -> Middle:
    """Who and what on each level, in the order asked for; what the strategy says may be opened."""
    levels = case.facet.levels
    who = [tell_who([measure], level, case.knowledge, case.texts) for level in levels]
    what = [_tell_tasks(measure, level, case) for level in levels]
    title = _title(case, measure)
    rest = (*_tell_text(case.entry), *_tell_strategy(case, measure))
    if case.found.query.aspect is not Aspect.WHAT:
        return Middle((*map(Heading, who), title), tuple(part for parts in what for part in parts), rest)
    (intro, first), *others = what
    tasks = (first, *(part for other in others for part in other))
    return Middle((Heading(intro.text),), tasks, (*map(Paragraph, who), *rest), (title,))


def _title(case: Case, measure: Measure) -> Paragraph:
    """Which measure it is, and of which theme or goal where that was asked for."""
    named, asked = case.texts("of-measure", title=measure.title), case.entry
    return Paragraph(named if asked.levelled else f"{case.texts(f'of-{asked.kind}', title=asked.title)}. {named}")


def _tell_tasks(measure: Measure, level: Level, case: Case) -> tuple[Paragraph, Items]:
    said = case.texts(f"tasks-{level.value}", nature=nature([measure], case.knowledge))
    return Paragraph(said), Items(measure.responsibility(level).tasks)


def _tell_task(case: Case, task: Task) -> Middle:
    """Who was proposed for the task that is meant, then the task; the others of its measure may be opened."""
    texts, level, measure = case.texts, task.level, task.measure
    who = Heading(tell_who([measure], level, case.knowledge, case.texts))
    what = Paragraph(texts("task", nature=nature([measure], case.knowledge), task=task.text.rstrip(".")))
    others = tuple(one for one in measure.responsibility(level).tasks if one != task.text)
    more = (Paragraph(texts(f"tasks-others-{level.value}")), Items(others)) if others else ()
    levels = [other for other in case.facet.levels if other is not level]
    beside = [
        part
        for other in levels
        for part in (Paragraph(tell_who([measure], other, case.knowledge, texts)), *_tell_tasks(measure, other, case))
    ]
    title = Paragraph(texts("of-measure", title=measure.title))
    return Middle((who, what, title), tuple(_tell_also(case)), (*more, *beside, *_tell_strategy(case, measure)))


def _tell_also(case: Case) -> Iterator[Flat]:
    """The other measures that have the task."""
    if case.found.sharing:
        yield Paragraph(case.texts("task-also"))
        yield Items(tuple(measure.title for measure in case.found.sharing))


def _tell_strategy(case: Case, measure: Measure) -> Iterator[Flat]:
    """What the strategy says, what regions answered, and the theme."""
    texts = case.texts
    if len(measure.measures) == 1:
        label = frame("measure-label", case.knowledge, texts)
        yield Paragraph(texts("measure-wording-one", label=label, measure=measure.measures[0].rstrip(".")))
    else:
        yield Paragraph(texts("measure-wording-many", label=frame("measures-label", case.knowledge, texts)))
        yield Items(measure.measures)
    if measure.quotation:
        yield Paragraph(texts("quotation", quotation=measure.quotation))
    if case.entry.id != measure.theme:
        yield Paragraph(texts("of-theme", title=case.knowledge.entries[measure.theme].title))


def tell_source(case: Case) -> tuple[Flat, ...]:
    """The lines of the document that an answer comes from: of measures what they are, who and what; else its lists."""
    if len(case.measures) == 1:
        [measure] = case.measures
        levels = (part for level in Level for part in _list_level(measure, level, case))
        return (*_tell_strategy(case, measure), *levels)
    if case.measures:
        return (Items(tuple(wording for measure in case.measures for wording in measure.measures)),)
    return (Items(case.entry.items),) if case.entry.items and case.entry.places else ()


def _list_level(measure: Measure, level: Level, case: Case) -> tuple[Flat, ...]:
    """Who and what stands in the document on a level."""
    found = measure.responsibility(level)
    actors = name_all(found.coordinators, Inflection.LISTED, case.knowledge, case.texts)
    named = case.texts("has-coordinators", title=case.texts(f"{level.value}-heading"), actors=actors)
    return Paragraph(named), Items(found.tasks)


def _tell_group(case: Case, entry: Entry) -> Middle:
    """Who has all measures of a theme or goal nationally, and each of them regionally."""
    texts, regional = case.texts, Level.REGIONAL in case.facet.levels
    binding = nature(case.measures, case.knowledge)
    listed = "regional" if regional else "measures"
    items = (_name_regional(one, case) if regional else one.title for one in case.measures)
    said = Paragraph(texts(f"{entry.kind}-{listed}", nature=binding, count=len(case.measures)))
    return Middle((Heading(entry.title), *_tell_shared(case)), (said, Items(tuple(items))), _tell_text(entry))


def _name_regional(measure: Measure, case: Case) -> str:
    actors = name_all(measure.regional.coordinators, Inflection.LISTED, case.knowledge, case.texts)
    return case.texts("has-coordinators", title=measure.title, actors=actors)


def _tell_shared(case: Case) -> list[Flat]:
    """The national coordinators, when all measures have the same."""
    national = {measure.national.coordinators for measure in case.measures}
    if len(national) != 1 or case.facet is Facet.REGIONAL:
        return []
    return [Paragraph(tell_national(case.measures, case.knowledge, case.texts))]


def tell_who(measures: Sequence[Measure], level: Level, knowledge: Knowledge, texts: Texts) -> str:
    """Who was proposed on a level for some measures that have the same, in one sentence."""
    return _name_same(f"who-{level.value}", measures, level, knowledge, texts)


def tell_national(measures: Sequence[Measure], knowledge: Knowledge, texts: Texts) -> str:
    """Who was proposed nationally for all of some measures that have the same."""
    return _name_same("same-national", measures, Level.NATIONAL, knowledge, texts)


def _name_same(key: str, measures: Sequence[Measure], level: Level, knowledge: Knowledge, texts: Texts) -> str:
    """The sentence `key` about the coordinators of a level, which some measures share."""
    names = name_both(measures[0].responsibility(level).coordinators, knowledge, texts)
    return texts(key, nature=nature(measures, knowledge), actors=names.actors, objects=names.objects)


def _tell_actor(case: Case) -> Middle:
    """Where an actor was proposed, level by level; with its tasks where these are asked for."""
    told = tuple(_tell_coordinated(case))
    text = _tell_text(case.entry)
    if case.found.query.aspect is Aspect.WHAT and (tasks := tuple(_tell_role(case))):
        return Middle((Heading(case.entry.title),), (*told, *tasks), text)
    explains = case.found.query.defines or not case.knowledge.told_with(case.entry, Facet.BOTH)
    return Middle((Heading(case.entry.title),), (*text, *told) if explains else (*told, *text))


def _tell_coordinated(case: Case) -> Iterator[Flat]:
    """What the actor coordinates, level by level: computed from the measures."""
    texts, actor = case.texts, case.knowledge.actor(case.entry.id)
    found = {level: case.knowledge.coordinated_by(actor.id, level) for level in Level}
    if not any(found.values()):
        yield Paragraph(frame("actor-coordinates-none", case.knowledge, texts))
        return
    every = case.knowledge.measures
    for level in case.facet.levels:
        if found[level] == every and nature(every, case.knowledge) != "mixed":
            yield _say_coordinated(actor, every, level, case.texts("in-all", count=len(every)), case)
        elif found[level]:
            yield from _list_coordinated(actor, found[level], level, case)
        elif case.facet is not Facet.BOTH:
            yield _say_coordinated(actor, every, level, None, case)


def _say_coordinated(
    actor: Actor, measures: Sequence[Measure], level: Level, where: str | None, case: Case
) -> Paragraph:
    """For which measures an actor was proposed on a level; where: in words, None for none of them."""
    told = {"nature": nature(measures, case.knowledge)}
    told["object"] = name_all([actor.id], Inflection.OBJECT, case.knowledge, case.texts)
    if where is None:
        return Paragraph(capitalise(case.texts(f"actor-none-{level.value}", **told)))
    return Paragraph(capitalise(case.texts(f"actor-{level.value}", **told, where=where)))


def _list_coordinated(actor: Actor, measures: Sequence[Measure], level: Level, case: Case) -> Iterator[Flat]:
    """Titles of measures that an actor coordinates on a level; what binds otherwise stands in a list of its own."""
    groups: dict[str, list[Measure]] = {}
    for measure in measures:
        groups.setdefault(nature([measure], case.knowledge), []).append(measure)
    for found in groups.values():
        yield _say_coordinated(actor, found, level, case.texts("in-some", count=len(found)), case)
        yield Items(tuple(_place(one, case) for one in found))


def _tell_role(case: Case) -> Iterator[Flat]:
    """The tasks of the few measures that an actor coordinates, which it has together with the others of its level."""
    found = [(one, level) for level in case.facet.levels for one in case.knowledge.coordinated_by(case.entry.id, level)]
    if not found or len(found) > FEW_ROLES:
        return
    yield Paragraph(case.texts("role-together", nature=nature([measure for measure, _ in found], case.knowledge)))
    yield from (Items(measure.responsibility(level).tasks) for measure, level in found)


def _count_themes(case: Case) -> list[Flat]:
    """How many themes and measures there are, and how many measures each theme has."""
    themes, measures = case.knowledge.themes, case.knowledge.measures
    counts = case.texts("overview-themes", themes=len(themes), measures=len(measures))
    return [Paragraph(counts), Items(tuple(_count_measures(theme, case) for theme in themes))] if themes else []


def _count_measures(theme: Theme, case: Case) -> str:
    return case.texts("theme-counted", title=theme.title, count=len(case.knowledge.measures_of(theme)))


def _tell_theme(theme: Theme, case: Case) -> Iterator[Flat]:
    """The measures of a theme, those under a goal by goal, as a part of the overview."""
    measures = case.knowledge.measures_of(theme)
    yield Heading(_count_measures(theme, case))
    for goal in (None, *case.knowledge.of_kind(Goal)):
        found = tuple(_place(one, case) for one in measures if one.goal == (goal and goal.id))
        if goal is not None and (found or goal.theme == theme.id):
            yield Paragraph(case.texts("of-goal", title=goal.title))
        if found:
            yield Items(found)


def _place(measure: Measure, case: Case) -> str:
    """The title of a measure, with where in a document it stands, if it does."""
    place = stand_in(measure, case.knowledge, case.texts)
    return measure.title if place is None else case.texts("measure-in-place", title=measure.title, place=place)


def _tell_keeper(case: Case) -> Iterator[Flat]:
    """Who keeps the bot, under the entry that tells of it."""
    keeper = case.knowledge.about.keeper
    if keeper is None or keeper.told_in != case.entry.id:
        return
    texts = case.texts
    yield Paragraph(texts("keeper-untold") if keeper.name is None else texts("keeper", name=keeper.name))
    if keeper.contact is not None:
        yield Paragraph(texts("keeper-contact", contact=keeper.contact))


def _tell_text(entry: Entry) -> tuple[Flat, ...]:
    return tuple(Paragraph(block) if isinstance(block, str) else Items(block) for block in entry.blocks)
