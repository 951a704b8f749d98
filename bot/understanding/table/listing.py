"""Which measures, which actors, which tasks a question asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.entries import Actor, Facet
from bot.understanding.language import forms_of
from bot.understanding.query import content_words, level_of
from bot.understanding.query.wanted import Extent, Form, Of, Wanted
from bot.understanding.table.amounts import amount_of, extent_of, times_of
from bot.understanding.table.computing import tasks_of
from bot.understanding.table.cues import THINGS, Cue
from bot.understanding.table.reader import CLEAR, PLURALS, about, sides_of

if TYPE_CHECKING:
    from bot.understanding.table.marks import Marks
    from bot.understanding.table.reader import Reader

TOGETHER = frozenset({"sekä", "seka", "molempi", "kumpikin", "yhteinen"})
"""Words that ask for what two things have in common."""
PLURAL = frozenset(
    "ketkä ketkäs ket kekkä ketä keitä keille keiden kutka mitkä mitkäs mit mitkähän mitka ketka keita".split()
)
"""Interrogatives that ask for several."""


def listed(reader: Reader) -> Wanted | None:
    """Which measures, which actors, which tasks."""
    marks = reader.marks
    if marks.has(Cue.HOW):
        return None
    if (themes := _themes(marks)) is not None:
        return replace(themes, facet=reader.facet)
    if marks.followed(Cue.WHICH, Cue.ACTOR, 4) and (marks.without or not marks.named):
        found = _actors(reader)
    elif marks.named and not marks.has(Cue.WHO) and (marks.has(Cue.MEASURE, Cue.WHERE) or _denied(marks)):
        found = _measures_with(reader)
    elif (sized := _sized(reader)) is not None:
        found = sized
    elif reader.task is not None and _beyond_asking(marks):
        found = _here_alone(reader)
    elif marks.has(Cue.WHO) or _first(marks) is Cue.ACTOR or _names_actors(marks) or _others(marks):
        found = _actors(reader)
    else:
        found = (_measures(reader) if marks.has(Cue.MEASURE) and not marks.has(Cue.GOAL) else None) or _parts(reader)
    return found


def _themes(marks: Marks) -> Wanted | None:
    """The themes that those named are in, or not, or that have so many measures, or the most; whatever the level."""
    asks = marks.has(Cue.WHERE, Cue.WHICH) or any(
        Cue.THEME in one.cues and PLURALS.search(one.word.surface) for one in marks.all
    )
    if not asks or _first(marks) is not Cue.THEME:
        return None
    if marks.named and not marks.has(Cue.MEASURE):
        return Wanted(
            Form.LIST, Of.THEMES, actors=marks.actors, without=marks.without, either=marks.has(Cue.OR, Cue.ANY)
        )
    amount = amount_of(marks, Cue.MEASURE)
    if marks.named or not marks.has(Cue.MEASURE) or amount is None:
        return None
    extent, size = amount
    return Wanted(Form.LIST, Of.THEMES, extent=extent, size=size)


def _denied(marks: Marks) -> bool:
    """Whether it is asked what those named do not do: `mitä tehtäviä kunnilla ei ole`."""
    asked = marks.has(Cue.WHICH) and marks.has(Cue.TASK, Cue.PART) and not marks.has(Cue.ACTOR)
    return bool(marks.without) and asked


def _names_actors(marks: Marks) -> bool:
    """Whether actors are what is asked for, though measures are named before: `mitkä muiden keinojen tahot`."""
    asked = marks.has(Cue.WHICH) and any(m.cues & {Cue.NOT, Cue.EXCEPT} for m in marks.all)
    return asked and any(Cue.ACTOR in m.cues and PLURALS.search(m.word.surface) for m in marks.all)


def _others(marks: Marks) -> bool:
    """Whether it is asked who besides: `muut kuin ministeriöt valtakunnallisesti`."""
    return bool(marks.without) and marks.all[0].word.surface == "muut"


def _first(marks: Marks) -> Cue | None:
    """The first thing that is named: it is what is listed."""
    return next((cue for one in marks.all for cue in THINGS if cue in one.cues), None)


def _sized(reader: Reader) -> Wanted | None:
    """The measures that have so many coordinators, or the most of them or of tasks."""
    marks = reader.marks
    if (
        marks.named
        or not marks.has(Cue.WHERE, Cue.WHICH)
        or not (_first(marks) is Cue.MEASURE or marks.followed(Cue.WHICH, Cue.MEASURE, 1))
    ):
        return None
    thing = Cue.TASK if marks.has(Cue.TASK) else Cue.ACTOR
    amount = amount_of(marks, thing)
    if not marks.has(thing) or amount is None:
        return None
    extent, size = amount
    return Wanted(Form.LIST, Of.MEASURES, reader.facet, reader.groups, extent=extent, size=size, count=THINGS[thing])


def _measures_with(reader: Reader) -> Wanted | None:
    """The measures that have, or have not, those named."""
    marks = reader.marks
    takes_part = marks.has(Cue.MEASURE, Cue.PART, Cue.EVERY) or marks.without
    plural = any(Cue.MEASURE in one.cues and PLURALS.search(one.word.surface) for one in marks.all)
    asks = marks.has(Cue.MEASURE) and (plural or marks.has(Cue.WHERE, Cue.WHICH, Cue.SHOW))
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
    tasks = [
        (measure.id, forms_of(language.words(task))) for measure in measures for task in tasks_of(measure, reader.facet)
    ]
    forms = [word.forms for word in content_words(reader.marks.rest) if level_of(word) is None]
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
        or marks.followed(Cue.ACTOR, Cue.SHOW, 2)
    )
    extent = extent_of(marks)
    times = times_of(marks, len(reader.index.knowledge.measures), missing=marks.has(Cue.NOT))
    if times is not None:
        return Wanted(Form.LIST, Of.ACTORS, reader.facet, times=times)
    if (alone := _here_alone(reader) or _whole(reader)) is not None:
        return alone
    among = marks.has(Cue.MEASURE) and extent is not Extent.SOME
    together = TOGETHER & forms_of(one.word for one in marks.all)
    sides = sides_of(reader) if together else ()
    if len(sides) > 1 and marks.has(Cue.WHO, Cue.ACTOR) and not marks.without and not missing:
        return Wanted(Form.LIST, Of.ACTORS, reader.facet, sides, extent=Extent.EVERY)
    if not (missing or marks.without or every or among):
        if _several(marks) and (reader.task is None or marks.has(Cue.ACTOR)):
            begins = any(one.cues & {Cue.WHO, Cue.WHICH} for one in marks.all[:2])
            several = reader.clear if begins else reader.taken
        else:  # what is clear costs a search
            several = reader.clear if reader.bare and not marks.named else ()
        return Wanted(Form.LIST, Of.ACTORS, reader.facet, several) if several else None
    subject = reader.subject
    if not subject and marks.left() and not marks.has(Cue.MEASURE):
        return None
    if marks.without or (subject and extent is Extent.EVERY) or (extent is Extent.EVERY and not among):
        extent = Extent.SOME
    elif missing:
        extent = Extent.NONE
    return Wanted(Form.LIST, Of.ACTORS, reader.facet, subject, (), marks.without, extent)


def _beyond_asking(marks: Marks) -> bool:
    """Whether what is left out, or wanted of all, is said in another clause than the one that asks who does a task."""
    asking = {one.clause for one in marks.all if Cue.WHO in one.cues}
    limits = {one.clause for one in marks.all if one.cues & {Cue.NOT, Cue.EXCEPT, Cue.OTHER, Cue.EVERY}}
    return bool(asking) and bool(limits) and not asking & limits and not marks.has(Cue.OTHER, Cue.EXCEPT)


def _whole(reader: Reader) -> Wanted | None:
    """Those of a level, when nothing is said besides: `ketkä alueella`."""
    marks = reader.marks
    if marks.left() or marks.named or marks.apart or extent_of(marks) is not Extent.SOME:
        return None
    alone = len(marks.all) == len(reader.query.whole.words)
    levelled = alone and _several(marks) and reader.asked_level is not Facet.BOTH
    return Wanted(Form.LIST, Of.ACTORS, reader.facet) if reader.bare or levelled else None


def _here_alone(reader: Reader) -> Wanted | None:
    """Those who are in what is spoken of and not in something else, or nowhere else."""
    if reader.marks.named:
        return None
    sides = _beside(reader)
    if sides:
        return Wanted(Form.LIST, Of.ACTORS, reader.level_on(sides), sides[:1], beside=sides[1:])
    if _only(reader) and reader.subject:
        return Wanted(Form.LIST, Of.ACTORS, reader.facet, reader.subject, only=True)
    return None


def _only(reader: Reader) -> bool:
    """Whether those are asked for who are in what is spoken of and nowhere else: `ketkä on vain digissä`."""
    marks = reader.marks
    asking = {one.clause for one in marks.all if one.cues & {Cue.WHO, Cue.ACTOR}}
    for i, one in enumerate(marks.all):
        if Cue.ONLY in one.cues and one.clause in asking:
            after = next((m for m in marks.all[i + 1 :] if not m.cues & {Cue.MEASURE, Cue.THEME}), None)
            if after is None or not after.says:
                return False
            return level_of(after.word) is None or not reader.levels_outside(reader.subject)
    return False


def _beside(reader: Reader) -> tuple[str, ...]:
    """The measure that those asked for are in, and the one that they are not: `digissä mutta ei liikkuvuudessa`."""
    marks = reader.marks
    sides = {
        apart: tuple(one.word for one in marks.all if one.says and (one.clause in marks.apart) is apart)
        for apart in (False, True)
    }
    if not all(sides.values()):
        return ()
    (wanted, _), (unwanted, chance) = (about(words, reader.query, reader.index, near=1.01) for words in sides.values())
    return (wanted, unwanted) if wanted and unwanted and wanted != unwanted and chance >= CLEAR else ()


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
    things = {THINGS[cue] for cue in (Cue.THEME, Cue.GOAL) if marks.has(cue)}
    if len(things) == 1 and asks and not marks.left() and not marks.named:
        return Wanted(Form.LIST, things.pop())
    return None
