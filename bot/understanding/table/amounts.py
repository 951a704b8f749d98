"""The numbers and extents of a question: `yli neljä toimijaa`, `ainakin yhdeksässä`, `useimmissa`, `ei missään`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.language import forms_of
from bot.understanding.query.wanted import Extent, Than
from bot.understanding.table.cues import Cue, number
from bot.understanding.table.marks import THAN

if TYPE_CHECKING:
    from bot.understanding.table.marks import Marks

LEAST = frozenset({"ainakin", "vähintään", "vahintaan"})
UTMOST = frozenset({"enintään", "enintaan", "korkeintaan"})
EXTENTS = {
    Cue.NEARLY: Extent.NEARLY,
    Cue.MOST: Extent.MOST,
    Cue.FEWEST: Extent.FEWEST,
    Cue.EVERY: Extent.EVERY,
    Cue.ONE: Extent.ONE,
}


def size_of(marks: Marks, thing: Cue = Cue.ACTOR) -> tuple[Than, int] | None:
    """How many of a thing there shall be: `viisi toimijaa`, `yli neljä keinoa`, `tehtäviä vähemmän kuin kolme`."""
    least = 2 if thing is Cue.ACTOR else 0
    for i, one in enumerate(marks.all):
        value = number(one.word)
        if value is None or value < least or one.actor is not None:
            continue
        follows = any(thing in after.cues for after in marks.all[i + 1 : i + 3])
        compared = i > 1 and marks.all[i - 1].word.surface in THAN
        if follows or (compared and any(thing in before.cues for before in marks.all[:i])):
            return _than(forms_of(other.word for other in marks.all[max(0, i - 2) : i]), value)
    return None


def _than(before: frozenset[str], value: int) -> tuple[Than, int]:
    """A number with what the words before it make of it."""
    if before & LEAST:
        return Than.OVER, value - 1
    if before & UTMOST:
        return Than.UNDER, value + 1
    over, under = before & {"yli", "enemmän", "enempi"}, before & {"alle", "vähemmän"}
    return Than.OVER if over else Than.UNDER if under else Than.EXACTLY, value


def amount_of(marks: Marks, thing: Cue) -> tuple[Extent, tuple[Than, int] | None] | None:
    """How many of a thing there shall be, or the most, or the fewest; None when no number is asked for."""
    size = size_of(marks, thing)
    most = Extent.MOST if marks.has(Cue.MOST) else Extent.FEWEST if marks.has(Cue.FEWEST) else None
    extent = Extent.SOME if size else most
    return None if extent is None else (extent, size)


def extent_of(marks: Marks) -> Extent:
    """In how many of the measures; `missä kaikissa` asks for none in particular."""
    found = next((extent for cue, extent in EXTENTS.items() if marks.has(cue)), Extent.SOME)
    if found is Extent.ONE and not marks.has(Cue.ONLY):
        return Extent.SOME
    them = marks.followed(Cue.EVERY, Cue.ACTOR, 2) and not marks.followed(Cue.EVERY, Cue.MEASURE, 1)
    asked = marks.followed(Cue.WHERE, Cue.EVERY, 1) or marks.followed(Cue.WHO, Cue.EVERY, 1)
    loose = found is Extent.EVERY and (asked or them)
    return Extent.SOME if loose else found


def times_of(marks: Marks, every: int, *, missing: bool) -> tuple[Than, int] | None:
    """In how many measures those asked for are at least: `ainakin yhdeksässä keinossa`."""
    for i, one in enumerate(marks.all):
        value = number(one.word)
        before = forms_of(other.word for other in marks.all[max(0, i - 1) : i])
        if value is None or not before & LEAST or not any(Cue.MEASURE in m.cues for m in marks.all[i + 1 : i + 2]):
            continue
        return (Than.UNDER, every - value + 1) if missing else (Than.OVER, value - 1)
    return None
