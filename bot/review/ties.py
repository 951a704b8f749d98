"""What admins said of gaps: that two are one, or that a wording does not belong where it was put. Pure.

The log knows them by the numbers of rows; here they are told by wordings.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Tie:
    """That two wordings belong `together`, or else that `other` does not belong to `one`.

    decision: which decision of an admin it is a part of; a later one has a larger number.
    """

    decision: int
    one: str
    other: str
    together: bool


Ties = frozenset[Tie]
NONE: Ties = frozenset()


def set_apart(groups: Iterable[Sequence[str]], ties: Ties) -> list[tuple[str, ...]]:
    """The groups, with each wording by itself that does not belong to another one of its group."""
    apart = {(tie.one, tie.other) for tie in ties if not tie.together}
    strangers = {other for _, other in apart}
    found: list[tuple[str, ...]] = []
    for group in groups:
        suspects = strangers.intersection(group)
        leaving = {other for other in suspects if any((one, other) in apart for one in group)}
        found += [tuple(one for one in group if one not in leaving), *((one,) for one in group if one in leaving)]
    return [group for group in found if group]


def gather(parts: Sequence[Collection[str]], ties: Ties) -> list[list[int]]:
    """Which parts belong together, by their numbers: each list in order, in the order of their first ones."""
    number_of = {wording: number for number, part in enumerate(parts) for wording in part}
    first = list(range(len(parts)))
    for tie in ties:
        if tie.together and tie.one in number_of and tie.other in number_of:
            low, high = sorted((first[number_of[tie.one]], first[number_of[tie.other]]))
            first = [low if number == high else number for number in first]
    return [[part for part, number in enumerate(first) if number == own] for own in sorted({*first})]


def join(one: Iterable[str], other: Iterable[str], ties: Ties) -> Ties:
    """The ties after an admin has said that two gaps are one.

    Each wording is tied with each, so that it holds as long as one of either side is asked.
    """
    number = _count(ties) + 1
    return ties | {Tie(number, a, b, together=True) for a, b in product([*one], [*other])}


def split(parts: Sequence[Collection[str]], wording: str, ties: Ties) -> Ties:
    """The ties after an admin has taken a wording out of a gap, given by the parts that were joined to make it.

    Where it came by joining, the last joining is taken back; otherwise it goes alone.
    """
    everything = {one for part in parts for one in part}
    joinings = {
        tie.decision
        for tie in ties
        if tie.together and wording in {tie.one, tie.other} and {tie.one, tie.other} <= everything
    }
    for number in sorted(joinings, reverse=True):
        ties = frozenset(tie for tie in ties if tie.decision != number)
        if len(gather(parts, ties)) > 1:
            return ties
    number = _count(ties) + 1
    return ties | {Tie(number, one, wording, together=False) for one in everything - {wording}}


def _count(ties: Ties) -> int:
    return max((tie.decision for tie in ties), default=0)
