"""What of an answer a phone shows at one glance, and what is folded away in a quotation."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

from bot.content.marking import Marked
from bot.replies.parts import Flat, Heading, Items, Note, Paragraph, Part, Quote, joins

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 37
"""Characters of a line in a bubble on a phone 360 points wide."""
ROOM = 18
"""Lines of a bubble that a phone 640 points high shows between a question of two lines and the first row of buttons.

Both as `scripts/layout.py` measures them.
"""
FOLDED = 3
"""Lines of a quotation that Telegram shows before it is tapped."""
SENTENCE = re.compile(r"(?<=[^\W\d_][.!?]) ")


def fold(lead: Sequence[Flat], body: Sequence[Flat], rest: Sequence[Flat], tail: Sequence[Flat]) -> tuple[Part, ...]:
    """An answer: its lead, as much of the body as leaves room for all else, the remainder quoted, then the tail.

    rest: what is quoted in any case, after the remainder. Of the tail notes go into the quotation, from the last to the
    second, where there is no room even without the body. Nothing is left out; of a list and of a paragraph at least the
    beginning is shown where no lead stands above it.
    """
    shown, left, below, moved = list(body), list[Flat](), list(tail), list[Flat]()
    if count_lines((*lead, *body, *_quote(rest), *tail)) > ROOM:
        while count_lines((*lead, *below)) + FOLDED > ROOM and (note := _find_spare(below)) is not None:
            moved.insert(0, below.pop(note))
        shown, left = _divide(lead, body, ROOM - count_lines((*lead, *below)) - FOLDED)
    return (*lead, *shown, *_quote([*left, *rest, *moved]), *below)


def _find_spare(tail: Sequence[Flat]) -> int | None:
    """The place of the last note of a tail, but for the first one, which stays."""
    notes = [place for place, part in enumerate(tail) if isinstance(part, Note)]
    return notes[-1] if len(notes) > 1 else None


def count_lines(parts: Sequence[Part]) -> int:
    """How many lines the parts take in a bubble, the blank ones between them included."""
    blank = sum(not joins(before, part) for before, part in pairwise(parts))
    return blank + sum(map(_count, parts))


def _count(part: Part) -> int:
    match part:
        case Quote(parts):
            return min(FOLDED, count_lines(parts))
        case Items(items):
            return sum(_lines(f"• {item}") for item in items)
        case _:
            return max(1, _lines(part.text))


@lru_cache(maxsize=2_000)
def _lines(text: str) -> int:
    """How many lines a text takes; the content's own are told again and again, and wrapping is a tenth of a reply."""
    return len(wrap(text, WIDTH))


def _quote(parts: Sequence[Flat]) -> tuple[Quote, ...]:
    return (Quote(tuple(parts)),) if parts else ()


def _divide(lead: Sequence[Flat], body: Sequence[Flat], room: int) -> tuple[list[Flat], list[Flat]]:
    """The beginning of the body that takes at most `room` lines below the lead, and what is left of it."""
    used = count_lines(lead)
    shown: list[Flat] = []
    for place, part in enumerate(body):
        if count_lines((*lead, *shown, part)) - used <= room:
            shown.append(part)
            continue
        begun, after = _cut(part, room - (count_lines((*lead, *shown)) - used), least=not (lead or shown))
        while shown and begun is None and _introduces(shown[-1]):
            after = [shown.pop(), *after]
        return [*shown, *([] if begun is None else [begun])], [*after, *body[place + 1 :]]
    return shown, []


def _cut(part: Flat, room: int, *, least: bool) -> tuple[Flat | None, list[Flat]]:
    """As much of a list or paragraph as takes `room` lines, or what comes first at `least`; and what is left."""
    pieces = _split(part)
    few = 0
    while few < len(pieces) - 1 and _count(_join(part, pieces[: few + 1])) <= room - (not isinstance(part, Items)):
        few += 1
    few = max(few, int(least and len(pieces) > 1))
    return (_join(part, pieces[:few]), [_join(part, pieces[few:])]) if few else (None, [part])


def _split(part: Flat) -> Sequence[str]:
    match part:
        case Items(items):
            return items
        case Paragraph(text) if not isinstance(text, Marked):
            return SENTENCE.split(text)
        case _:
            return ("",)


def _join(part: Flat, pieces: Sequence[str]) -> Flat:
    return Items(tuple(pieces)) if isinstance(part, Items) else Paragraph(" ".join(pieces))


def _introduces(part: Flat) -> bool:
    """Whether a part only says what comes below it."""
    return isinstance(part, Heading) or (isinstance(part, Paragraph) and part.text.endswith(":"))
