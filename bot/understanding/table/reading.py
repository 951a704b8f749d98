"""A question → what it wants of the table, or None when it asks for an entry."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.content.entries import Actor, Facet, Level, Term, Theme
from bot.understanding.confidence import fitted, weighed
from bot.understanding.query import Segment, content_words, level_of
from bot.understanding.query.wanted import Extent, Form, Of, Than, Wanted
from bot.understanding.table.computing import tasks_of
from bot.understanding.table.cues import NUMBER, THINGS, YES_OR_NO, Cue, number
from bot.understanding.table.marks import PASSED, THAN, Marks, focus, mark

if TYPE_CHECKING:
    from bot.content.entries import Entry, Task
    from bot.understanding.language import Word
    from bot.understanding.matching import Index
    from bot.understanding.query import Query

FEW, SOME = 8, 14
"""Words of the longest question that names what it counts in any order, and that asks whether with `olla` alone."""
SURE, CLEAR, LIKELY = 0.45, 0.6, 0.3
"""Least probability of what a question over the table is about: where the whole question was taken for an actor, for
something else, and for nothing."""
LONG = 32
"""Words of the longest sentence that is read as a question over the table."""
LONGEST = 6
OPENERS = frozenset({"entä", "entäs", "entäpä", "ja", "no", "mites", "ent", "enta"})
"""Of a question that takes up the one before: its words at most, and the first of them."""
TOGETHER = frozenset({"sekä", "seka", "molempi", "kumpikin", "yhteinen"})
"""Words that ask for what two things have in common."""
ADVERBS = ("sti", "lla", "llä", "ssa", "ssä", "el", "eel")
"""Endings of level words that say where."""
LEAST = frozenset({"ainakin", "vähintään", "vahintaan"})
INTERROGATIVE = (Cue.WHERE, Cue.WHO, Cue.WHICH, Cue.SHOW, Cue.HOW, Cue.COMPARE)
PLURALS = re.compile(r"[aeiouyäö]t$|vt$|jat$")
MOST_STRANGE = 5
"""Words that are no Finnish of the strangest question that is read: each costs a search for what it may be."""
POLITE = ("olisit", "voisit", "voit", "saisi", "pysty", "viitsi", "luettel", "listaa", "näytä")
"""Beginnings of what asks to be shown something, though in the form of whether."""
TERSE = 3
"""Words of the longest question that is only an actor and a measure: `järjestöt liikkuvuudessa?`."""
PLURAL = frozenset(
    "ketkä ketkäs ket kekkä ketä keitä keille keiden kutka mitkä mitkäs mit mitkähän mitka ketka keita".split()
)
KIND = {Cue.TASK: Of.TASKS, Cue.MEASURE: Of.MEASURES, Cue.ACTOR: Of.ACTORS, Cue.THEME: Of.THEMES, Cue.GOAL: Of.GOALS}
EXTENTS = {
    Cue.NEARLY: Extent.NEARLY,
    Cue.MOST: Extent.MOST,
    Cue.FEWEST: Extent.FEWEST,
    Cue.EVERY: Extent.EVERY,
    Cue.ONE: Extent.ONE,
}


@dataclass(frozen=True)
class Reader:
    """What is known of a question while it is read: its words, the entry and the task it was taken for as a whole."""

    query: Query
    index: Index
    found: Entry | None
    marks: Marks
    task: Task | None = None
    foreign: bool = False

    @cached_property
    def subject(self) -> tuple[str, ...]:
        """The measure, goal or theme that it is about, by id; none when it is about nothing in particular."""
        if not self.marks.left():
            return self._before
        best, chance = self._about
        if self.taken and chance < (LIKELY if self.marks.named else CLEAR):
            return self.taken
        least = LIKELY / 2 if self.marks.without else SURE if isinstance(self.found, Actor) else LIKELY
        return (best,) if best is not None and chance >= least else ()

    @cached_property
    def _about(self) -> tuple[str | None, float]:
        drawn = self.marks.named and not isinstance(self.found, Actor)  # to the measure of whoever is named
        near = 1.01 if drawn else 0.9
        return about(self.marks.rest, self.query, self.index, near)

    @property
    def clear(self) -> tuple[str, ...]:
        """The subject where no other comes near: what the whole question was taken for, or what its words say."""
        best, chance = self._about
        return self.taken or ((best,) if best is not None and chance >= CLEAR else ())

    @cached_property
    def taken(self) -> tuple[str, ...]:
        """What the whole question was taken for, when that has measures."""
        leads = None if self.found is None else _leads(self.found, self.index)
        return () if leads is None else (leads,)

    @property
    def bare(self) -> bool:
        """Whether it is a few words that name a thing and nothing that asks: `laatu alueelliset tehtävät`."""
        marks = self.marks
        if len(marks.all) > FEW or marks.has(*INTERROGATIVE, Cue.WHETHER, Cue.COUNT):
            return False
        plural = any(one.cues & {Cue.ACTOR, Cue.TASK} and PLURALS.search(one.word.surface) for one in marks.all)
        return plural and self.asked_level is not Facet.BOTH

    @property
    def _before(self) -> tuple[str, ...]:
        """What was told of before, when the question points back at it: `onko kunnat siinä mukana`."""
        entry = self.index.knowledge.entries.get(self.query.conversation.entry or "")
        leads = None if entry is None or not self.marks.has(Cue.SELF) else _leads(entry, self.index)
        return () if leads is None else (leads,)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The subject when it has several measures, or is called a theme."""
        knowledge = self.index.knowledge
        entries = [knowledge.entries[one] for one in self.subject]
        called = self.marks.has(Cue.THEME)
        return tuple(
            one.id for one in entries if len(knowledge.measures_of(one)) > 1 or (called and isinstance(one, Theme))
        )

    @cached_property
    def facet(self) -> Facet:
        """The level asked for; none where nobody who is named works on it and it may say what is acted on."""
        asked = self.asked_level
        levels, actors = asked.levels, self.marks.named
        works = [level for level in levels if any(self._works(actor, level) for actor in actors)]
        if len(works) == 1:
            return Facet(works[0].value)
        return asked if works or not actors or not self.subject or self._asks_level else Facet.BOTH

    @cached_property
    def asked_level(self) -> Facet:
        """The level that the question asks for, also in a word that was written apart."""
        if self.query.asks_level:
            return self.query.facet
        levels = {level for one in self.marks.all if (level := level_of(one.word)) is not None}
        return levels.pop() if len(levels) == 1 else Facet.BOTH

    @property
    def _asks_level(self) -> bool:
        """Whether a level says who or where (`alueellinen koordinoija`, `alueella`), and not what is acted on."""
        marks = self.marks.all
        places = [i for i, one in enumerate(marks) if level_of(one.word) is not None]
        beside = any(Cue.ACTOR in one.cues for i in places for one in marks[max(0, i - 1) : i + 3])
        return beside or any(marks[i].word.surface.endswith(ADVERBS) for i in places)

    def _works(self, actor: str, level: Level) -> bool:
        return bool(self.index.knowledge.coordinated_by(actor, level))


def read(
    query: Query, found: Entry | None, index: Index, task: Task | None = None, *, foreign: bool = False
) -> Wanted | None:
    """What a question wants of the table; None when it asks for an entry.

    found: the entry it was taken for; task: the one of its tasks that it speaks of; foreign: whether a word speaks of
    something that the content never holds, so that only the words of the table make it a question over it.
    """
    if sum(not word.known for word in query.whole.words) > MOST_STRANGE:
        return None
    reader = Reader(query, index, found, focus(mark(query, index)), task, foreign)
    if len(reader.marks.all) > LONG or (foreign and not reader.marks.has(Cue.MEASURE, Cue.ACTOR)):
        return None
    readings = (counted, compared, varied, asked, listed)
    return next((wanted for reading in readings if (wanted := reading(reader)) is not None), None)


def resume(query: Query, index: Index) -> Wanted | None:
    """What a few words ask of the table beside what was asked before: `entä kirjastot?`, `ja valtakunnallisesti?`."""
    before, words = query.conversation.wanted, query.whole.words
    if before is None or not 0 < len(words) <= LONGEST or words[0].surface not in OPENERS:
        return None
    reader = Reader(query, index, None, focus(mark(query, index)))
    if reader.marks.named and not reader.marks.left():
        named = reader.marks.named
        if before.without and not before.actors:
            return replace(before, without=named)
        return replace(before, actors=named, without=()) if before.actors else None
    if query.asks_level and not reader.marks.left():
        return replace(before, facet=query.facet)
    return replace(before, about=reader.subject, apart=False) if reader.subject and before.about else None


def about(words: tuple[Word, ...], query: Query, index: Index, near: float = 0.9) -> tuple[str | None, float]:
    """The measure, goal or theme that some words of a question are about, by id, and its probability.

    near: the share of that probability from which on another may be meant as well, so that none is told.
    """
    content = content_words(words)
    if all(level_of(word) is not None for word in content):
        return None, 0.0
    part = replace(query, segments=(Segment(words, content),))
    found = weighed(part, index.search(part), fitted())
    leading = [(leads, chance) for match, chance in found if (leads := _leads(match.entry, index)) is not None]
    others = [match for match, _ in found if not isinstance(match.entry, Actor | Term)]
    if not leading or not others or _leads(others[0].entry, index) is None:
        return None, 0.0
    best, chance = leading[0]
    rival = max((other for leads, other in leading if not _overlap(best, leads, index)), default=0.0)
    return (best, chance) if rival < near * chance else (None, 0.0)


def _overlap(one: str, other: str, index: Index) -> bool:
    """Whether two measures, goals or themes have a measure in common."""
    knowledge = index.knowledge
    return bool({*knowledge.measures_of(knowledge.entries[one])} & {*knowledge.measures_of(knowledge.entries[other])})


def _leads(entry: Entry, index: Index) -> str | None:
    """The entry itself when it has measures, or the measure that tells of the same thing."""
    if index.knowledge.measures_of(entry):
        return entry.id
    return next((one.id for one in index.knowledge.measures if one.akin(entry)), None)


def counted(reader: Reader) -> Wanted | None:
    """How many."""
    marks = reader.marks
    of, clause = _counts(marks)
    strange = reader.foreign and marks.left()
    if of is None or strange or (not reader.subject and not marks.named and marks.left(clause)):
        return None
    actors = marks.actors if of is Of.MEASURES else ()
    without = marks.without if of is Of.MEASURES else ()
    spoken_of = reader.subject if marks.left(clause) or marks.has(Cue.SELF) else ()
    extent = marks_extent(marks) if of is Of.ACTORS and not spoken_of else Extent.SOME
    subject = reader.groups if actors or without else spoken_of
    if of is Of.MEASURES and without and marks.has(Cue.OTHER) and not actors:
        return Wanted(Form.COUNT, of, reader.facet, without=without, apart=True)
    if of is Of.MEASURES and marks.has(Cue.VARY):
        return Wanted(Form.COUNT, of, reader.facet, actors=marks.named, extent=Extent.DIFFERING)
    only = marks.has(Cue.ONLY) and len(actors) > 1
    size = None if actors else _size(marks)
    return Wanted(Form.COUNT, of, reader.facet, subject, actors, without, extent, only=only, size=size)


def _size(marks: Marks) -> tuple[Than, int] | None:
    """How many coordinators a measure shall have: `viisi toimijaa`, `yli neljä`."""
    for i, one in enumerate(marks.all[:-1]):
        value = number(one.word)
        follows = any(Cue.ACTOR in after.cues for after in marks.all[i + 1 : i + 3])
        if value is not None and value > 1 and follows and one.actor is None:
            before = {form for m in marks.all[max(0, i - 2) : i] for form in (m.word.surface, *m.word.lemmas)}
            over, under = before & {"yli", "enemmän", "enempi"}, before & {"alle", "vähemmän"}
            return (Than.OVER if over else Than.UNDER if under else Than.EXACTLY), value
    return None


def _counts(marks: Marks) -> tuple[Of | None, int | None]:
    """What is counted, and in which clause: what follows `montako`, or what few words with `lukumäärä` name."""
    for i, one in enumerate(marks.all):
        if i and Cue.SAME in marks.all[i - 1].cues:
            continue
        if Cue.COUNT in one.cues and one.word.surface in NUMBER:
            things = [kind for mark in marks.all for cue, kind in KIND.items() if cue in mark.cues]
            return (things[-1] if things and len(marks.all) <= FEW else None), one.clause
        if Cue.COUNT in one.cues:
            return _following(marks, i), one.clause
    return None, None


def _following(marks: Marks, i: int) -> Of | None:
    for one in marks.all[i + 1 :]:
        kinds = [kind for cue, kind in KIND.items() if cue in one.cues]
        if kinds:
            return kinds[0]
        forms = {one.word.surface, *one.word.lemmas}
        if one.actor is None and level_of(one.word) is None and not PASSED & forms:
            break
    inside = marks.all[i].word.surface.startswith("mone")
    return Of.MEASURES if inside and marks.named and not marks.left() else None


def marks_extent(marks: Marks) -> Extent:
    """In how many of the measures; `missä kaikissa` asks for none in particular."""
    found = next((extent for cue, extent in EXTENTS.items() if marks.has(cue)), Extent.SOME)
    if found is Extent.ONE and not marks.has(Cue.ONLY):
        return Extent.SOME
    loose = found is Extent.EVERY and (marks.followed(Cue.WHERE, Cue.EVERY, 1) or marks.followed(Cue.WHO, Cue.EVERY, 1))
    return Extent.SOME if loose else found


def varied(reader: Reader) -> Wanted | None:
    """Whether, or where, the coordinators are other than usual."""
    marks = reader.marks
    if not marks.has(Cue.VARY, Cue.SAME) or not marks.has(Cue.MEASURE) or marks.without:
        return None
    whether = marks.has(Cue.WHETHER) and not marks.has(Cue.WHERE)
    if whether and not marks.has(Cue.ACTOR) and not reader.query.asks_level:
        return None
    if not whether and not (marks.has(Cue.VARY) and marks.has(Cue.WHERE, Cue.WHICH, Cue.SHOW)):
        return None
    usual = marks.named if len(marks.named) > 1 else ()
    form = Form.YESNO if whether else Form.LIST
    same = not marks.has(Cue.VARY)
    return Wanted(form, Of.MEASURES, reader.query.facet, actors=usual, extent=Extent.DIFFERING, same=same)


def compared(reader: Reader) -> Wanted | None:
    """What differs between two actors, measures or levels, or which has more."""
    marks, query = reader.marks, reader.query
    whether = marks.has(Cue.WHETHER)
    more = marks.has(Cue.MOST, Cue.FEWEST)
    differs = marks.has(Cue.COMPARE) or (marks.has(Cue.VARY) and whether)
    same = marks.has(Cue.SAME) and whether and marks.has(Cue.ACTOR, Cue.TASK, Cue.MEASURE)
    if not differs and not same and not (more and whether and marks.has(Cue.TASK, Cue.ACTOR)):
        return None
    as_many = any(one.word.surface in {"yhtä", "yht"} for one in marks.all)
    count = (Of.TASKS if marks.has(Cue.TASK) else Of.ACTORS) if more or (as_many and marks.has(Cue.TASK)) else None
    actors = marks.named
    if len(actors) > 1 and (marks.has(Cue.MEASURE, Cue.TASK, Cue.PART) or not marks.left()):
        counted_of = Of.MEASURES if more or marks.has(Cue.COUNT) else None
        return Wanted(Form.COMPARE, Of.ACTORS, Facet.BOTH, actors=actors, same=not differs, count=counted_of)
    sides = () if actors else _sides(reader)
    if len(sides) > 1:
        return Wanted(Form.COMPARE, Of.MEASURES, query.facet, sides, same=not differs, count=count)
    levels = {level_of(one.word) for one in marks.all} >= {Facet.NATIONAL, Facet.REGIONAL}
    if levels and not actors and (reader.subject or not marks.left()):
        return Wanted(Form.COMPARE, Of.MEASURES, Facet.BOTH, reader.subject, same=not differs, count=count)
    return None


def _sides(reader: Reader) -> tuple[str, ...]:
    """What the words on the two sides of a conjunction are about."""
    words = reader.marks.all
    best: tuple[str, ...] = ()
    for i, one in enumerate(words):
        if one.cues & {Cue.AND, Cue.OR} or one.word.surface in THAN or one.word.surface in {"että", "et"}:
            halves = tuple(tuple(m.word for m in half if m.says) for half in (words[:i], words[i + 1 :]))
            found = [about(half, reader.query, reader.index, near=1.01) for half in halves]
            sure = dict.fromkeys(side for side, chance in found if side is not None and chance >= LIKELY)
            best = max(best, tuple(sure), key=len)
    return best


def asked(reader: Reader) -> Wanted | None:
    """Whether those named are there."""
    marks = reader.marks
    few = len(marks.all) <= FEW
    interrogative = marks.has(*INTERROGATIVE)
    polite = marks.has(Cue.SHOW) and any(one.word.surface.startswith(POLITE) for one in marks.all)
    whether = (marks.has(Cue.WHETHER) and not polite) or YES_OR_NO.search(reader.query.text) is not None
    there = marks.has(Cue.EVERY) or any(one.word.surface.startswith("mukana") for one in marks.all)
    terse = len(marks.all) <= TERSE and bool(marks.named) and bool(reader.clear)
    bare = few and not interrogative and "?" in reader.query.text and (there or terse)
    if not (whether or bare) or (interrogative and not whether):
        return None
    being = marks.has(Cue.BEING)
    part = marks.has(Cue.PART, Cue.ANY) or (few and marks.has(Cue.EVERY)) or (being and (few or marks.has(Cue.MEASURE)))
    if not part and not terse and not (being and len(marks.all) <= SOME and reader.subject):
        return None
    levels = any(level_of(one.word) for one in marks.all)
    if marks.has(Cue.OR) and levels and len(marks.named) == 1:  # `kunnalle vai valtiolle`: on which level
        return None
    if not marks.named:
        return _any(reader)
    if not reader.subject and not marks.has(Cue.MEASURE) and not isinstance(reader.found, Actor):
        return None
    doubted = any(Cue.WHETHER in one.cues and "ei" in one.word.lemmas for one in marks.all)
    together = marks.has(Cue.TOGETHER)
    actors, without = (marks.named, ()) if doubted or together else (marks.actors, marks.without)
    apart = bool(reader.subject) and marks.near(Cue.OTHER, Cue.MEASURE, Cue.ANY)
    denied = bool(marks.without) and not doubted and (together or apart)
    if denied and apart:
        actors, without = marks.named, ()
    extent = Extent.NONE if denied else marks_extent(marks)
    return Wanted(
        Form.YESNO,
        Of.MEASURES,
        reader.facet,
        reader.subject,
        actors,
        without,
        extent=Extent.SOME if reader.subject and not reader.groups and not denied else extent,
        apart=apart,
        only=marks.has(Cue.ONLY) and extent is not Extent.ONE,
        either=marks.has(Cue.OR),
    )


def _any(reader: Reader) -> Wanted | None:
    """Whether a task is of a level, there is a measure of so many coordinators, or an actor on both levels."""
    marks, task = reader.marks, reader.task
    if task is not None and reader.query.asks_level and marks.has(Cue.WHETHER):
        levels = [
            (i, level)
            for i, one in enumerate(marks.all)
            if one.clause not in marks.apart
            if (level := level_of(one.word))
        ]
        beside = [level for i, level in levels if any(m.cues & {Cue.TASK, Cue.TABLE} for m in marks.all[i + 1 : i + 3])]
        asked = (beside or [level for _, level in levels] or [reader.query.facet])[-1]
        return Wanted(Form.YESNO, Of.TASKS, asked, (task.measure.id,), task=task.text)
    size = _size(marks)
    if size is not None and marks.has(Cue.MEASURE):
        return Wanted(Form.YESNO, Of.MEASURES, reader.facet, reader.groups, size=size)
    both = {level_of(one.word) for one in marks.all} >= {Facet.NATIONAL, Facet.REGIONAL}
    if both and marks.has(Cue.ACTOR) and not marks.left():
        return Wanted(Form.YESNO, Of.ACTORS, Facet.BOTH, extent=Extent.EVERY)
    return None


def listed(reader: Reader) -> Wanted | None:
    """Which measures, which actors, which tasks."""
    marks = reader.marks
    if marks.has(Cue.HOW):
        return None
    themes = marks.has(Cue.THEME) and marks.has(Cue.WHERE, Cue.WHICH) and not marks.has(Cue.MEASURE)
    if marks.followed(Cue.WHICH, Cue.ACTOR, 4) and (marks.without or not marks.named):
        found = _actors(reader)
    elif marks.named and themes:
        found = Wanted(Form.LIST, Of.THEMES, reader.facet, actors=marks.actors, without=marks.without)
    elif marks.named and marks.has(Cue.MEASURE, Cue.WHERE) and not marks.has(Cue.WHO):
        found = _measures_with(reader)
    elif (sized := _sized(reader)) is not None:
        found = sized
    elif marks.has(Cue.WHO) or _first(marks) is Cue.ACTOR or _names_actors(marks):
        found = _actors(reader)
    else:
        found = (_measures(reader) if marks.has(Cue.MEASURE) and not marks.has(Cue.GOAL) else None) or _parts(reader)
    return found


def _names_actors(marks: Marks) -> bool:
    """Whether actors are what is asked for, though measures are named before: `mitkä muiden keinojen tahot`."""
    asked = marks.has(Cue.WHICH) and any(m.cues & {Cue.NOT, Cue.EXCEPT} for m in marks.all)
    return asked and any(Cue.ACTOR in m.cues and PLURALS.search(m.word.surface) for m in marks.all)


def _first(marks: Marks) -> Cue | None:
    """The first thing that is named: it is what is listed."""
    return next((cue for one in marks.all for cue in THINGS if cue in one.cues), None)


def _sized(reader: Reader) -> Wanted | None:
    """The measures that have so many coordinators, or the most of them or of tasks."""
    marks = reader.marks
    if marks.named or not marks.has(Cue.WHERE, Cue.WHICH) or _first(marks) is not Cue.MEASURE:
        return None
    size, more = _size(marks), marks.has(Cue.MOST, Cue.FEWEST)
    if not marks.has(Cue.ACTOR, Cue.TASK) or not (size or more):
        return None
    count = Of.TASKS if marks.has(Cue.TASK) else Of.ACTORS
    extent = Extent.SOME if size else Extent.MOST if marks.has(Cue.MOST) else Extent.FEWEST
    return Wanted(Form.LIST, Of.MEASURES, reader.facet, reader.groups, extent=extent, size=size, count=count)


def _measures_with(reader: Reader) -> Wanted | None:
    """The measures that have, or have not, those named."""
    marks = reader.marks
    takes_part = marks.has(Cue.MEASURE, Cue.PART, Cue.EVERY) or marks.without
    asks = marks.has(Cue.WHERE, Cue.WHICH, Cue.SHOW) and marks.has(Cue.MEASURE)
    together = len(marks.named) > 1 or isinstance(reader.found, Actor)
    if not takes_part and not (together and marks.has(Cue.WHERE)):
        return None
    if marks.left() and not asks and not (together and len(content_words(marks.rest)) == 1):
        return None
    others = marks.without and marks.has(Cue.OTHER) and not marks.actors
    only = marks.has(Cue.ONLY) and len(marks.actors) > 1
    either = marks.has(Cue.OR)
    return Wanted(
        Form.LIST,
        Of.MEASURES,
        reader.facet,
        () if others else reader.groups,
        marks.actors,
        marks.without,
        apart=bool(others),
        only=only,
        either=either,
    )


def _measures(reader: Reader) -> Wanted | None:
    """All measures, those of a theme or goal, or those that have a task of some words."""
    marks = reader.marks
    if marks.has(Cue.TASK):
        having = _having(reader)
        return Wanted(Form.LIST, Of.MEASURES, reader.facet, having) if having else None
    if not marks.has(Cue.SHOW, Cue.EVERY, Cue.THEME, Cue.WHICH):
        return None
    if not reader.groups and marks.left():
        return None
    return Wanted(Form.LIST, Of.MEASURES, reader.facet, reader.groups, apart=_apart(reader))


def _apart(reader: Reader) -> bool:
    """Whether the measures of all themes but those spoken of are asked for."""
    marks = reader.marks
    return bool(reader.groups) and (bool(marks.apart) or marks.near(Cue.OTHER, Cue.THEME))


def _having(reader: Reader) -> tuple[str, ...]:
    """The measures that have a task, on the levels asked for, with all the words that stand in any task."""
    language, measures = reader.index.language, reader.index.knowledge.measures
    words = [word for word in content_words(reader.marks.rest) if level_of(word) is None]
    tasks = [
        (measure.id, frozenset(form for word in language.words(task) for form in (word.surface, *word.lemmas)))
        for measure in measures
        for task in tasks_of(measure, reader.facet)
    ]
    forms = [frozenset({word.surface, *word.lemmas}) for word in words]
    wanted = [one for one in forms if any(one & said for _, said in tasks)]
    return tuple(dict.fromkeys(name for name, said in tasks if wanted and all(one & said for one in wanted)))


def _actors(reader: Reader) -> Wanted | None:
    """Those who are, or are not, in what is spoken of; in all measures, or in some."""
    marks = reader.marks
    asking = {one.clause for one in marks.all if one.cues & {Cue.WHO, Cue.ACTOR}}
    missing = marks.has(Cue.PART, Cue.BEING) and bool(asking & marks.apart)
    every = (
        marks.followed(Cue.WHO, Cue.EVERY, 1)
        or marks.followed(Cue.EVERY, Cue.ACTOR, 2)
        or marks.followed(Cue.SHOW, Cue.ACTOR, 5)
        or marks.followed(Cue.ACTOR, Cue.SHOW, 1)
    )
    extent = marks_extent(marks)
    times = _times(marks, len(reader.index.knowledge.measures), missing=marks.has(Cue.NOT))
    if times is not None:
        return Wanted(Form.LIST, Of.ACTORS, reader.facet, (), (), (), times=times)
    among = marks.has(Cue.MEASURE) and extent is not Extent.SOME
    together = {form for one in marks.all for form in (one.word.surface, *one.word.lemmas)} & TOGETHER
    sides = _sides(reader) if together else ()
    if len(sides) > 1 and marks.has(Cue.WHO, Cue.ACTOR) and not marks.without and not missing:
        return Wanted(Form.LIST, Of.ACTORS, reader.facet, sides, extent=Extent.EVERY)
    if not (missing or marks.without or every or among):
        several = (
            reader.taken
            if _several(marks) and (reader.task is None or marks.has(Cue.ACTOR))
            else reader.clear
            if reader.bare and not marks.named
            else ()
        )
        whole = reader.bare and not marks.left() and not marks.named
        return Wanted(Form.LIST, Of.ACTORS, reader.facet, several) if several or whole else None
    subject = reader.subject
    if not subject and marks.left() and not marks.has(Cue.MEASURE):
        return None
    if marks.without or (subject and extent is Extent.EVERY) or (extent is Extent.EVERY and not among):
        extent = Extent.SOME
    elif missing:
        extent = Extent.NONE
    return Wanted(Form.LIST, Of.ACTORS, reader.facet, subject, (), marks.without, extent)


def _times(marks: Marks, every: int, *, missing: bool) -> tuple[Than, int] | None:
    """In how many measures those asked for are at least: `ainakin yhdeksässä keinossa`."""
    for i, one in enumerate(marks.all):
        value = number(one.word)
        before = {form for m in marks.all[max(0, i - 1) : i] for form in (m.word.surface, *m.word.lemmas)}
        if value is None or not before & LEAST or not any(Cue.MEASURE in m.cues for m in marks.all[i + 1 : i + 2]):
            continue
        return (Than.UNDER, every - value + 1) if missing else (Than.OVER, value - 1)
    return None


def _several(marks: Marks) -> bool:
    """Whether several actors are asked for: `ketkä`, `mitkä tahot`."""
    plural = any(one.word.surface in PLURAL for one in marks.all)
    return plural and (marks.has(Cue.WHO) or marks.followed(Cue.WHICH, Cue.ACTOR, 3))


def _parts(reader: Reader) -> Wanted | None:
    """The tasks of what is spoken of; all themes or goals."""
    marks = reader.marks
    asks = marks.has(Cue.WHICH, Cue.SHOW, Cue.EVERY)
    spoken_of = reader.clear if reader.bare or (asks and marks.has(Cue.TASK)) else reader.taken if asks else ()
    does = reader.task is None and any({"tehdä", "duunata"} & {*one.word.lemmas} for one in marks.all)
    if (marks.has(Cue.TASK) or (does and marks.has(Cue.WHICH))) and spoken_of and not marks.named:
        return Wanted(Form.LIST, Of.TASKS, reader.facet, spoken_of)
    things = {KIND[cue] for cue in (Cue.THEME, Cue.GOAL) if marks.has(cue)}
    if len(things) == 1 and asks and not marks.left() and not marks.named:
        return Wanted(Form.LIST, things.pop())
    return None
