"""The numbers and extents of a question: `yli neljä toimijaa`, `ainakin yhdeksässä`, `useimmissa`, `ei missään`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.language import forms_of
from bot.understanding.query.wanted import Extent, Than
from bot.understanding.table.cues import Cue, number

if TYPE_CHECKING:
    from bot.understanding.table.marks import Marks

LEAST = frozenset({"ainakin", "vähintään", "vahintaan"})
EXTENTS = {
    Cue.NEARLY: Extent.NEARLY,
    Cue.MOST: Extent.MOST,
    Cue.FEWEST: Extent.FEWEST,
    Cue.EVERY: Extent.EVERY,
    Cue.ONE: Extent.ONE,
}


def size_of(marks: Marks) -> tuple[Than, int] | None:
    """How many coordinators a measure shall have: `viisi toimijaa`, `yli neljä`."""
    for i, one in enumerate(marks.all[:-1]):
        value = number(one.word)
        follows = any(Cue.ACTOR in after.cues for after in marks.all[i + 1 : i + 3])
        if value is not None and value > 1 and follows and one.actor is None:
            before = forms_of(other.word for other in marks.all[max(0, i - 2) : i])
            over, under = before & {"yli", "enemmän", "enempi"}, before & {"alle", "vähemmän"}
            return (Than.OVER if over else Than.UNDER if under else Than.EXACTLY), value
    return None


def extent_of(marks: Marks) -> Extent:
    """In how many of the measures; `missä kaikissa` asks for none in particular."""
    found = next((extent for cue, extent in EXTENTS.items() if marks.has(cue)), Extent.SOME)
    if found is Extent.ONE and not marks.has(Cue.ONLY):
        return Extent.SOME
    loose = found is Extent.EVERY and (marks.followed(Cue.WHERE, Cue.EVERY, 1) or marks.followed(Cue.WHO, Cue.EVERY, 1))
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
