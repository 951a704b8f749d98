"""What the table says → its reply: the answer in the first line, then what it rests on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.entries import Actor, Facet, Level, Measure
from bot.replies import buttons
from bot.replies.actions import More
from bot.replies.citing import cite_all, find_year, keep_changed, nature, tell_changes
from bot.replies.folding import fold
from bot.replies.naming import Inflection, list_names, name_all
from bot.replies.parts import Choice, Cited, Flat, Heading, Items, Note, Paragraph, Reply, capitalise
from bot.replies.spelling import explain
from bot.understanding.query import Extent, Form, Of
from bot.understanding.table import compute, coordinators, measures_where, spoken_of, tasks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts
    from bot.understanding.answering import Computed
    from bot.understanding.query import Wanted
    from bot.understanding.table import Result


def tell_computed(
    answer: Computed, before: tuple[Note, ...], asked: int | None, knowledge: Knowledge, texts: Texts
) -> Reply:
    """Word what the table says, below what stands before it."""
    case = Case(answer, knowledge, texts)
    lead, body = case.tell_lead(), [part for part in case.tell_body() if part != Items(())]
    first = Heading(lead if body or not lead.endswith(":") else f"{lead[:-1]}.")
    cited = case.find_cited()
    changed = tell_changes(keep_changed(case.find_named()), find_year(cited, knowledge), texts)
    source = [Cited(cite_all(cited, knowledge, texts))] if cited else []
    parts = fold((*before, first), body, explain((first, *body), knowledge, texts), (*map(Note, changed), *source))
    more = Choice(texts("more"), More(answer.facet, asked=asked))
    last = (*((more,) if asked is not None else ()), *buttons.ask_verdict(asked, texts))
    return Reply(parts, tuple(row for row in (case.lead_on(asked), last) if row))


class Case:
    """An answer of the table to be worded, from what, and in which language."""

    def __init__(self, answer: Computed, knowledge: Knowledge, texts: Texts) -> None:
        self.answer, self.knowledge, self.texts = answer, knowledge, texts
        self.result: Result = answer.result
        self.wanted: Wanted = answer.result.wanted
        self.measures = spoken_of(self.wanted, knowledge)

    def tell_lead(self) -> str:
        """The first line: yes or no, the number, or what the list is of."""
        match self.wanted.form:
            case Form.YESNO:
                return f"{self._say_whether()} {self._tell_fact()}"
            case Form.COMPARE:
                return self._head_comparison()
            case _:
                return self._head_list()

    def _say_whether(self) -> str:
        return self._say("said-yes" if self.result.value else "said-no")

    def tell_body(self) -> list[Flat]:
        """What the answer rests on."""
        if self.wanted.form is Form.COMPARE:
            return self._tell_sides()
        if self.wanted.of is Of.TASKS and self.wanted.form is not Form.YESNO:
            return [Items(self.result.tasks)]
        if self._one is not None and self.wanted.form is Form.YESNO:
            return [*self._tell_levels(self._one), *self._tell_elsewhere()]
        if self.wanted.extent is Extent.DIFFERING:
            return [*self._tell_usual(), Items(tuple(map(self._word_entry, self.result.items)))]
        every = self.wanted.form is Form.YESNO and self.wanted.extent is Extent.EVERY and self.wanted.of is Of.MEASURES
        if every and (missing := self._find_missing()):
            return [Paragraph(self._say("not-in-these")), Items(tuple(map(self._word_entry, missing)))]
        listed = () if self._measure is not None else self.result.items
        return [Items(tuple(map(self._word_entry, listed)))] if listed else []

    def find_named(self) -> Iterable[Entry]:
        """The actors that the answer names, or else what it is about."""
        named = [*self.wanted.actors, *self.wanted.without]
        if self._one is not None and self.wanted.form is Form.YESNO:
            levels = [self._one.responsibility(level) for level in self.answer.facet.levels]
            named += [actor for level in levels for actor in level.coordinators]
        listed = [one for one in self.result.items if isinstance(one, Actor)]
        actors = [*map(self.knowledge.actor, named), *listed]
        return actors or [entry for entry in (self.answer.entry,) if entry is not None]

    def find_cited(self) -> Sequence[Entry]:
        """What the answer is taken from: the measures that are listed or spoken of, or else what is listed."""
        measures = [one for one in self.result.items if isinstance(one, Measure)]
        return measures or ([self._one] if self._one else self.measures) or self.result.items

    def lead_on(self, asked: int | None) -> tuple[Choice, ...]:
        """The way to what is listed, or to what the question is about."""
        shown = self.result.items or tuple(one for one in (self.answer.entry,) if one is not None)
        return buttons.lead_on(shown, self.answer.facet, asked, self.knowledge, self.texts)

    def _say(self, key: str, **arguments: str | int) -> str:
        """A sentence, with the verb that tells how far the documents bind."""
        binding = nature(self.measures, self.knowledge)
        verbs = {"verb": self.texts("verb", nature=binding), "not": self.texts("verb-not", nature=binding)}
        said = self.texts(key, **verbs, **arguments)
        return capitalise(re.sub(r" (?=[.:])", "", said))  # a level that ends a sentence brings the space of one within

    @property
    def _one(self) -> Measure | None:
        """The one measure that is spoken of."""
        return self.measures[0] if len(self.measures) == 1 and self.wanted.about and not self.wanted.apart else None

    @property
    def _measure(self) -> Measure | None:
        """The measure of which it is asked whether it is of a theme."""
        asked = self.wanted.of is Of.THEMES and len(self.wanted.about) > 1
        measures = [one for one in self.result.items if isinstance(one, Measure)]
        return measures[0] if asked and measures else None

    def _name_actors(self, ids: Iterable[str]) -> str:
        """Actors as the objects of `ehdotettiin`."""
        return name_all(ids, Inflection.OBJECT, self.knowledge, self.texts, either=self.wanted.either)

    def _list_shorts(self, ids: Iterable[str]) -> str:
        order = {one.id: i for i, one in enumerate(self.knowledge.coordinators(Facet.BOTH))}
        return name_all(sorted(ids, key=order.__getitem__), Inflection.LISTED, self.knowledge, self.texts)

    def _find_title(self) -> str:
        """What the question is about, when it is one thing."""
        return self._title_of(self.wanted.about[0]) if len(self.wanted.about) == 1 else ""

    def _title_of(self, name: str) -> str:
        """The title of the measure, where a theme or goal has no other."""
        entry = self.knowledge.entries[name]
        measures = self.knowledge.measures_of(entry)
        return measures[0].title if len(measures) == 1 else entry.title

    def _word_entry(self, entry: Entry) -> str:
        """An entry as an item of a list."""
        if isinstance(entry, Actor):
            return capitalise(entry.short)
        told = self.wanted.size is not None or self.wanted.extent is Extent.DIFFERING
        return self._add_coordinators(entry) if told and isinstance(entry, Measure) else entry.title

    def _add_coordinators(self, entry: Measure) -> str:
        return self._say(
            "has-coordinators", title=entry.title, actors=self._list_shorts(coordinators(entry, self.answer.facet))
        )

    def _word_level(self) -> str:
        """The level asked for, in a word; nothing for both."""
        facet = self.answer.facet
        return "" if facet is Facet.BOTH else f"{self._say(f'{facet.value}-heading').lower()} "

    def _tell_fact(self) -> str:
        """The sentence behind yes or no: what was proposed, whatever was asked."""
        wanted, say, count = self.wanted, self._say, len(self.measures)
        if wanted.of is not Of.MEASURES:
            return self._tell_themes() if wanted.of is Of.THEMES else self._tell_level_of_task()
        if wanted.extent is Extent.DIFFERING:
            return say("fact-vary" if self.result.items else "fact-same", level=self._word_level(), count=count)
        if wanted.size is not None:
            return say("fact-such", count=len(self.result.items))
        actors = (*wanted.actors, *wanted.without)
        if self._one is not None:
            there = set(actors) & coordinators(self._one, self.answer.facet)
            absent = [one for one in actors if one not in there]
            key = "fact-in" if not absent else "fact-not-in" if not there else "fact-some-in"
            title, names = self._one.title, self._name_actors(one for one in actors if one in there)
            return say(
                key,
                title=title,
                level=self._word_level(),
                actors=names or self._name_actors(absent),
                absent=self._name_actors(absent),
            )
        found = measures_where(self.measures, self.answer.facet, actors, ())
        if wanted.without and not wanted.actors:
            found = measures_where(self.measures, self.answer.facet, (), actors)
            return say("fact-without", actors=self._name_actors(actors), count=len(found), level=self._word_level())
        key = "fact-none" if not found else "fact-every" if len(found) == count else "fact-many"
        return say(key, actors=self._name_actors(actors), count=len(found), all=count, level=self._word_level())

    def _tell_themes(self) -> str:
        """Of which theme a measure is, or of how many those named are in the measures."""
        if self._measure is not None:
            theme = self.knowledge.entries[self._measure.theme]
            return self.texts("fact-theme", title=self._measure.title, theme=theme.title)
        themes = compute(replace(self.wanted, extent=Extent.SOME), self.knowledge).items
        names, every = self._name_actors(self.wanted.actors), len(self.knowledge.themes)
        return self._say("fact-themes", actors=names, level=self._word_level(), count=len(themes), all=every)

    def _tell_level_of_task(self) -> str:
        """On which level a task is, or whether anybody is on both."""
        task = self.wanted.task
        if task is None or self._one is None:
            return self._say("fact-both-levels", actors=len(self.result.items))
        level = next(one for one in Level if task in self._one.responsibility(one).tasks)
        return self._say(f"fact-task-{level.value}", task=task.rstrip("."))

    def _find_missing(self) -> tuple[Measure, ...]:
        """The measures that those named are not in, when they are in most of them."""
        there = measures_where(self.measures, self.answer.facet, self.wanted.actors, ())
        missing = tuple(one for one in self.measures if one not in there)
        return missing if len(missing) < len(self.measures) / 2 else ()

    def _tell_levels(self, measure: Measure) -> list[Flat]:
        """Who was proposed for the measure, on the levels of the answer."""
        lines = (
            self._say(f"{level.value}-proposed", actors=self._list_shorts(measure.responsibility(level).coordinators))
            for level in self.answer.facet.levels
        )
        return [Paragraph(line) for line in lines]

    def _tell_elsewhere(self) -> list[Flat]:
        """Where those named were proposed, when not here."""
        if self.result.value or len(self.wanted.actors) != 1:
            return []
        [actor] = self.wanted.actors
        found = measures_where(self.knowledge.measures, Facet.BOTH, [actor], ())
        others = [one for one in found if one is not self._one]
        if len(others) < min(len(found), 2):  # here too, on the other level: not `only` there
            return []
        key = "elsewhere-none" if not found else "elsewhere"
        titles = list_names([one.title for one in others], self.texts) if len(others) <= 2 else ""
        return [Paragraph(self._say(key, actors=self._name_actors([actor]), count=len(others), titles=titles))]

    def _tell_usual(self) -> list[Flat]:
        """The coordinators that most measures have."""
        usual = next((one for one in self.measures if one not in self.result.items), None)
        if usual is None:
            return []
        return [Paragraph(self._say("usual", actors=self._list_shorts(coordinators(usual, self.answer.facet))))]

    def _head_list(self) -> str:
        """What the list is of, with its number."""
        wanted, say, count, level = self.wanted, self._say, len(self.result.items), self._word_level()
        title, where = self._find_title(), "in" if self._find_title() else "all"
        match wanted.of:
            case Of.TASKS:
                return say("list-tasks", count=len(self.result.tasks), where=where, title=title, level=level)
            case Of.THEMES if wanted.size or wanted.extent in {Extent.MOST, Extent.FEWEST}:
                return say(f"list-themes-{'such' if wanted.size else wanted.extent.value}", count=count)
            case Of.THEMES | Of.GOALS if not (wanted.actors or wanted.without):
                return say(f"list-{wanted.of.value}", count=count)
            case Of.ACTORS:
                kinds = {"others": wanted.without, "beside": wanted.beside, "only": wanted.only}
                kind = next((name for name, holds in kinds.items() if holds), wanted.extent.value)
                other = "".join(map(self._title_of, wanted.beside))
                every = len(self.measures)
                return say(
                    f"list-actors-{kind}", other=other, where=where, title=title, level=level, count=count, all=every
                )
        named = {"actors": self._name_actors(wanted.actors), "absent": self._name_actors(wanted.without)}
        tasks = str(wanted.count is Of.TASKS).lower()
        if wanted.of is Of.THEMES:
            kind = "but" if wanted.actors and wanted.without else "with" if wanted.actors else "without"
            return say(f"list-themes-{kind}", count=count, level=level, **named)
        return say(self._pick_key(), count=count, level=level, where=where, title=title, tasks=tasks, **named)

    def _pick_key(self) -> str:
        """The sentence for a list of measures."""
        wanted = self.wanted
        kinds = {
            "differing": wanted.extent is Extent.DIFFERING,
            wanted.extent.value: wanted.extent in {Extent.MOST, Extent.FEWEST},
            "such": wanted.size is not None,
            "but": bool(wanted.actors and wanted.without),
            "with": bool(wanted.actors),
            "without": bool(wanted.without),
        }
        kind = next((name for name, holds in kinds.items() if holds), None)
        return "list-measures" if kind is None else f"list-measures-{kind}"

    def _head_comparison(self) -> str:
        say, wanted = self._say, self.wanted
        same = (compute(replace(wanted, than=None), self.knowledge) if wanted.than else self.result).value
        said = f"{self._say_whether()} " if wanted.than else ""
        what = "count" if wanted.count is not None else "sets"
        of = "actors" if wanted.actors else "measures" if len(wanted.about) > 1 else "levels"
        return said + say(f"compare-{of}-{what}", same=str(bool(same)).lower(), counted=str(wanted.count))

    def _tell_sides(self) -> list[Flat]:
        """What each side has."""
        wanted, knowledge, say = self.wanted, self.knowledge, self._say
        if wanted.actors:
            return [Items(tuple(map(self._tell_share, wanted.actors)))]
        if len(wanted.about) < 2:
            lines = [
                (say(f"{level.value}-heading"), self._tell_side(self.measures, Facet(level.value))) for level in Level
            ]
        else:
            entries = [knowledge.entries[one] for one in wanted.about]
            lines = [(one.title, self._tell_side(knowledge.measures_of(one), self.answer.facet)) for one in entries]
        return [Items(tuple(say("has-coordinators", title=title, actors=said) for title, said in lines))]

    def _tell_side(self, measures: Sequence[Measure], facet: Facet) -> str:
        if self.wanted.count is Of.TASKS:
            return self.texts("tasks-number", count=sum(len(tasks_of(one, facet)) for one in measures))
        if self.wanted.count is Of.MEASURES:
            return self.texts("measures-number", count=len(measures))
        return self._list_shorts(frozenset[str]().union(*(coordinators(one, facet) for one in measures)))

    def _tell_share(self, actor: str) -> str:
        """In which measures an actor is, or is not when it is in most."""
        found = measures_where(self.knowledge.measures, Facet.BOTH, [actor], ())
        apart = [one for one in self.knowledge.measures if one not in found]
        name = self.knowledge.actor(actor).short
        shown = apart if len(apart) < len(found) else found
        key = (
            "share-every" if not apart else "share-none" if not found else "share-but" if shown is apart else "share-in"
        )
        titles = list_names([one.brief for one in shown], self.texts) if shown else ""
        return self._say(key, actor=name, count=len(found), titles=titles)
