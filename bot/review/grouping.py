"""Questions of one meaning → one group. Pure.

Two questions are as alike as their meanings are, what many questions say counting little. The two groups whose
questions are most alike, on the average, become one, as long as they are alike enough; then a question that another
group fits clearly better moves there.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.review.meaning import Meaning

ALIKE = 0.1
"""Least average likeness, 0–1, of two groups that become one."""
FAINT = 0.015
"""Likeness below this counts as none."""
CLEARLY = 1.15
"""By what factor another group must fit better."""
FEW = 20
"""How many questions of all sorts are thought beside those that there are: of a few, all say the same."""
ROUNDS = 3
"""How often questions may move."""


def group(meanings: Sequence[Meaning]) -> list[list[int]]:
    """Group questions, given by their meanings: the numbers of each group, in order, the largest group first."""
    alike = _compare(meanings)
    group_of = [0] * len(meanings)
    for number, members in enumerate(_link(alike)):
        for member in members:
            group_of[member] = number
    for _ in range(ROUNDS):
        group_of = _move(group_of, alike)
    groups: dict[int, list[int]] = defaultdict(list)
    for member, number in enumerate(group_of):
        groups[number].append(member)
    return sorted(groups.values(), key=lambda members: (-len(members), members))


def _compare(meanings: Sequence[Meaning]) -> list[dict[int, float]]:
    """For each question those that it is like, with the cosine of their meanings."""
    count = Counter(name for meaning in meanings for name in meaning)
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, meaning in enumerate(meanings):
        weighed = {name: weight * math.log((len(meanings) + FEW) / count[name]) for name, weight in meaning.items()}
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        for name, weight in weighed.items():
            places[name].append((number, weight / length))
    alike: list[dict[int, float]] = [{} for _ in meanings]
    for found in places.values():
        for i, (one, weight) in enumerate(found):
            row = alike[one]
            for other, value in found[:i]:
                row[other] = row.get(other, 0.0) + weight * value
    alike = [{other: value for other, value in row.items() if value >= FAINT} for row in alike]
    for one, row in enumerate(alike):
        for other, value in row.items():
            if other < one:
                alike[other][one] = value
    return alike


def _link(alike: Sequence[dict[int, float]]) -> Iterable[list[int]]:
    """Groups by average linkage: at first every question by itself, then the two most alike as one, and again."""
    members = {number: [number] for number in range(len(alike))}
    sums = [dict(row) for row in alike]  # of the cosines between the members of two groups
    heap = [
        (-value, one, other)
        for one, row in enumerate(alike)
        for other, value in row.items()
        if other < one and value >= ALIKE
    ]
    heapify(heap)
    while heap:
        value, one, other = heappop(heap)
        there = one in members and other in members
        if not there or -value != _average(sums[one][other], members, one, other):
            continue  # one of the two has grown, or is gone, since this was found
        members[one] += members.pop(other)
        _unite(sums, one, other)
        for third, total in sums[one].items():
            average = _average(total, members, one, third)
            if average >= ALIKE:
                heappush(heap, (-average, one, third))
    return members.values()


def _unite(sums: list[dict[int, float]], one: int, other: int) -> None:
    """Count the cosines of the group `other` as those of `one`."""
    kept = sums[one]
    del kept[other]
    for third, total in sums[other].items():
        if third != one:
            kept[third] = sums[third][one] = kept.get(third, 0.0) + total
            del sums[third][other]


def _average(total: float, members: dict[int, list[int]], one: int, other: int) -> float:
    return total / (len(members[one]) * len(members[other]))


def _move(group_of: list[int], alike: Sequence[dict[int, float]]) -> list[int]:
    """Every question in the group that fits it best."""
    size = Counter(group_of)
    moved = []
    for number, own in enumerate(group_of):
        sums: dict[int, float] = defaultdict(float)
        for other, value in alike[number].items():
            sums[group_of[other]] += value
        fits = {group: total / (size[group] - (group == own)) for group, total in sums.items()}
        best = max(fits, key=lambda group: (fits[group], -group), default=own)
        better = best != own and fits[best] >= ALIKE and fits[best] > CLEARLY * fits.get(own, 0.0)
        moved.append(best if better else own)
    return moved
