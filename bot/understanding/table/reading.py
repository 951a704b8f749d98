"""A question → what it wants of the table, or None when it asks for an entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.entries import Actor, Facet
from bot.understanding.query import asks_which_level, level_of
from bot.understanding.query.wanted import Extent, Form, Of, Than, Wanted
from bot.understanding.table.amounts import extent_of, size_of
from bot.understanding.table.cues import NUMBER, THINGS, YES_OR_NO, Cue, cues
from bot.understanding.table.listing import listed
from bot.understanding.table.marks import PASSED, Marks, focus, mark
from bot.understanding.table.reader import FEW, INTERROGATIVE, Reader, sides_of, theme_of

if TYPE_CHECKING:
    from bot.content.entries import Entry, Task
    from bot.understanding.matching import Index
    from bot.understanding.query import Query

COUNTED = frozenset({Of.TASKS, Of.ACTORS, Of.MEASURES})
"""What two things may have more or fewer of."""
SOME = 14
"""Words of the longest question that asks whether with `olla` alone."""
LONG = 32
"""Words of the longest sentence that is read as a question over the table."""
LONGEST = 6
OPENERS = frozenset({"entä", "entäs", "entäpä", "ja", "no", "mites", "ent", "enta"})
"""Of a question that takes up the one before: its words at most, and the first of them."""
MOST_STRANGE = 5
"""Words that are no Finnish of the strangest question that is read: each costs a search for what it may be."""
POLITE = ("olisit", "voisit", "voit", "saisi", "pysty", "viitsi", "luettel", "listaa", "näytä")
"""Beginnings of what asks to be shown something, though in the form of whether."""
ALL_BUT = frozenset({"paitsi", "lukuunottamatta", "poislukien"})
"""Words that leave something out of whatever a few words ask for."""
TERSE = 3
"""Words of the longest question that is only an actor and a measure: `järjestöt liikkuvuudessa?`."""


def read(
    query: Query, found: Entry | None, index: Index, task: Task | None = None, *, foreign: bool = False
) -> Wanted | None:
    """What a question wants of the table; None when it asks for an entry.

    found: the entry it was taken for; task: the one of its tasks that it speaks of; foreign: whether a word speaks of
    something that the content never holds, so that only the words of the table make it a question over it.
    """
    if sum(not word.known for word in query.whole.words) > MOST_STRANGE:
        return None
    if task is not None and asks_which_level(query.whole.words):
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
        if before.form is Form.COMPARE and len(named) == 1 and len(before.actors) > 1:
            first, second = before.actors[:2]
            both = (named[0], second) if before.than else (first, named[0])
            return replace(before, actors=both) if len({*both}) > 1 else None
        return replace(before, actors=named) if before.actors and not {*named} & {*before.without} else None
    if query.asks_level and not reader.marks.left():
        return replace(before, facet=query.facet)
    return replace(before, about=reader.subject, apart=False) if reader.subject and before.about else None


def leaves_out(query: Query, index: Index) -> bool:
    """Whether the question says not, or all but, of what it asks: an answer that is not computed would drop that."""
    if not any(cues(word) & {Cue.NOT, Cue.EXCEPT} for word in query.whole.words):
        return False
    marks = focus(mark(query, index))
    asking = marks.has(*INTERROGATIVE, Cue.WHETHER, *THINGS)
    for clause in marks.apart:
        own = [one for one in marks.all if one.clause == clause]
        doubted = any(one.cues >= {Cue.WHETHER, Cue.NOT} for one in own)  # `eikö` hopes for a yes
        begins = own[0].cues & {Cue.WHO, Cue.WHERE, Cue.WHICH}
        said = any(one.cues & {Cue.PART, Cue.BEING, *THINGS} and Cue.NOT not in one.cues for one in own)
        if any(one.word.surface in ALL_BUT for one in own) and len(marks.all) <= FEW:
            return True
        of_them = any(one.actor for one in own) and (
            any(one.cues & {Cue.PART, *THINGS, *INTERROGATIVE} for one in own)
            or not any("ei" in one.word.lemmas for one in own)
            or all(one.actor or one.cues for one in own)
        )
        if asking and not doubted and (of_them or (begins and said)):
            return True
    return False


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
    extent = extent_of(marks) if of is Of.ACTORS and not spoken_of else Extent.SOME
    subject = reader.groups if actors or without else spoken_of
    if of is Of.MEASURES and without and marks.has(Cue.OTHER) and not actors:
        return Wanted(Form.COUNT, of, reader.facet, without=without, apart=True)
    if of is Of.MEASURES and marks.has(Cue.VARY):
        return Wanted(Form.COUNT, of, reader.facet, actors=marks.named, extent=Extent.DIFFERING)
    only = marks.has(Cue.ONLY) and len(actors) > 1
    sized = Cue.MEASURE if of is Of.THEMES else Cue.TASK if marks.has(Cue.TASK) else Cue.ACTOR
    size = None if actors else size_of(marks, sized)
    either = len(actors) > 1 and marks.has(Cue.OR, Cue.ANY)
    count = Of.TASKS if size and sized is Cue.TASK else None
    return Wanted(
        Form.COUNT, of, reader.facet, subject, actors, without, extent, only=only, either=either, size=size, count=count
    )


def _counts(marks: Marks) -> tuple[Of | None, int | None]:
    """What is counted, and in which clause: what follows `montako`, or what few words with `lukumäärä` name."""
    for i, one in enumerate(marks.all):
        if i and Cue.SAME in marks.all[i - 1].cues:
            continue
        if Cue.COUNT in one.cues and one.word.surface in NUMBER:
            things = [kind for mark in marks.all for cue, kind in THINGS.items() if cue in mark.cues]
            return (things[-1] if things and len(marks.all) <= FEW else None), one.clause
        if Cue.COUNT in one.cues:
            return _following(marks, i), one.clause
    return None, None


def _following(marks: Marks, i: int) -> Of | None:
    for one in marks.all[i + 1 :]:
        kinds = [kind for cue, kind in THINGS.items() if cue in one.cues]
        if kinds:
            return kinds[0]
        if one.actor is None and level_of(one.word) is None and not PASSED & one.word.forms:
            break
    inside = marks.all[i].word.surface.startswith("mone")
    return Of.MEASURES if inside and marks.named and not marks.left() else None


def varied(reader: Reader) -> Wanted | None:
    """Whether, or where, the coordinators are other than usual."""
    marks = reader.marks
    over_all = marks.has(Cue.MEASURE) or (marks.has(Cue.EVERY) and marks.has(Cue.ACTOR) and not marks.left())
    if not marks.has(Cue.VARY, Cue.SAME) or not over_all or marks.without:
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
    things = marks.has(Cue.TASK, Cue.ACTOR, Cue.MEASURE) or len(marks.named) > 1
    if not differs and not same and not (more and whether and things):
        return None
    as_many = any(one.word.surface in {"yhtä", "yht"} for one in marks.all)
    counted_things = [of for cue, of in THINGS.items() if of in COUNTED and marks.has(cue)]
    count = (counted_things or [Of.ACTORS])[0] if more or as_many else None
    claimed = more and whether and not marks.has(Cue.OR)
    than = (Than.OVER if marks.has(Cue.MOST) else Than.UNDER) if claimed else None
    actors = marks.named
    if len(actors) > 1 and (marks.has(Cue.MEASURE, Cue.TASK, Cue.PART) or not marks.left()):
        counted_of = Of.MEASURES if more or marks.has(Cue.COUNT) else None
        than = than if counted_of else None
        return Wanted(Form.COMPARE, Of.ACTORS, Facet.BOTH, actors=actors, same=not differs, than=than, count=counted_of)
    sides = () if actors else sides_of(reader)
    if len(sides) > 1:
        return Wanted(Form.COMPARE, Of.MEASURES, query.facet, sides, same=not differs, than=than, count=count)
    levels = [level for one in marks.all if (level := level_of(one.word)) is not None]
    if {*levels} >= {Facet.NATIONAL, Facet.REGIONAL} and not actors and (reader.subject or not marks.left()):
        than = {Than.OVER: Than.UNDER, Than.UNDER: Than.OVER}[than] if than and levels[0] is Facet.REGIONAL else than
        return Wanted(Form.COMPARE, Of.MEASURES, Facet.BOTH, reader.subject, same=not differs, than=than, count=count)
    return None


def asked(reader: Reader) -> Wanted | None:
    """Whether those named are there."""
    marks = reader.marks
    few = len(marks.all) <= FEW
    interrogative = marks.has(*INTERROGATIVE)
    polite = marks.has(Cue.SHOW) and any(one.word.surface.startswith(POLITE) for one in marks.all)
    afterwards = marks.has(Cue.WHERE) and marks.followed(Cue.OR, Cue.WHETHER, 1)  # `missä …, vai onko monessa`
    said = marks.has(Cue.WHETHER) and not polite and not afterwards
    whether = said or YES_OR_NO.search(reader.query.text) is not None
    there = marks.has(Cue.EVERY) or any(one.word.surface.startswith("mukana") for one in marks.all)
    terse = len(marks.all) <= TERSE and bool(marks.named) and bool(reader.clear)
    bare = few and not interrogative and "?" in reader.query.text and (there or terse or _names_level(reader))
    if not (whether or bare) or (interrogative and not whether):
        return None
    being = marks.has(Cue.BEING)
    part = marks.has(Cue.PART, Cue.ANY) or (few and marks.has(Cue.EVERY)) or (being and (few or marks.has(Cue.MEASURE)))
    if not part and not terse and not (being and len(marks.all) <= SOME and reader.subject):
        return None
    levels = any(level_of(one.word) for one in marks.all)
    offers = any(Cue.OR in one.cues for one in marks.all[:-1])
    if offers and levels and len(marks.named) == 1:  # `kunnalle vai valtiolle`: on which level
        return None
    if not marks.named or (marks.has(Cue.THEME) and not reader.subject):
        return _any(reader)
    anywhere = marks.has(Cue.MEASURE) or (few and marks.has(Cue.ANY) and not marks.left())
    if not reader.subject and not anywhere and not isinstance(reader.found, Actor):
        return None
    doubted = any(Cue.WHETHER in one.cues and "ei" in one.word.lemmas for one in marks.all)
    together = marks.has(Cue.TOGETHER)
    actors, without = (marks.named, ()) if doubted or together else (marks.actors, marks.without)
    apart = bool(reader.subject) and marks.near(Cue.OTHER, Cue.MEASURE, Cue.ANY)
    denied = bool(marks.without) and not doubted and (together or apart)
    if denied and apart:
        actors, without = marks.named, ()
    extent = Extent.NONE if denied else extent_of(marks)
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


def _names_level(reader: Reader) -> bool:
    """Whether a task is called one of a level: `palvelukartan laatiminen alueellinen tehtävä?`."""
    return reader.task is not None and reader.query.asks_level and reader.marks.has(Cue.TASK)


def _any(reader: Reader) -> Wanted | None:
    """Whether a task is of a level, a measure has so many coordinators, an actor is on both levels, or in themes."""
    marks, task = reader.marks, reader.task
    if marks.has(Cue.THEME) and marks.has(Cue.WHETHER) and not marks.named and len(sides := theme_of(reader)) == 2:
        return Wanted(Form.YESNO, Of.THEMES, about=sides)
    if marks.named:
        return Wanted(Form.YESNO, Of.THEMES, reader.facet, actors=marks.named, extent=extent_of(marks))
    if task is not None and reader.query.asks_level and (marks.has(Cue.WHETHER) or _names_level(reader)):
        levels = [
            (i, level)
            for i, one in enumerate(marks.all)
            if one.clause not in marks.apart
            if (level := level_of(one.word))
        ]
        beside = [level for i, level in levels if any(m.cues & {Cue.TASK, Cue.TABLE} for m in marks.all[i + 1 : i + 3])]
        asked = (beside or [level for _, level in levels] or [reader.query.facet])[-1]
        return Wanted(Form.YESNO, Of.TASKS, asked, (task.measure.id,), task=task.text)
    size = size_of(marks)
    if size is not None and marks.has(Cue.MEASURE):
        return Wanted(Form.YESNO, Of.MEASURES, reader.facet, reader.groups, size=size)
    both = {level_of(one.word) for one in marks.all} >= {Facet.NATIONAL, Facet.REGIONAL}
    if both and marks.has(Cue.ACTOR) and not marks.left():
        return Wanted(Form.YESNO, Of.ACTORS, Facet.BOTH, extent=Extent.EVERY)
    return None
