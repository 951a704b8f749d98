"""Tables as text, and the ratios to reach."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Aim:
    """Something to reach, and what was measured."""

    what: str
    wanted: str
    measured: str
    reached: bool


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a Markdown table, its columns aligned: numbers to the right."""
    body = [[str(cell) for cell in row] for row in rows]
    columns = [_column(name, cells) for name, cells in zip(head, zip(*body, strict=True), strict=True)]
    print(f"\n## {title}\n")
    for line in zip(*columns, strict=True):
        print(f"| {' | '.join(line)} |", flush=True)


def _column(name: str, cells: Sequence[str]) -> list[str]:
    width = max(map(len, (name, *cells)))
    if all(re.fullmatch(r"[\d ,.–-]+", cell) for cell in cells):
        return [name.rjust(width), f"{'-' * (width - 1)}:", *(cell.rjust(width) for cell in cells)]
    return [name.ljust(width), "-" * width, *(cell.ljust(width) for cell in cells)]


def percent(share: float) -> str:
    """A share as a percentage."""
    return f"{100 * share:.1f}"


def centile(times: Sequence[float], share: float) -> float:
    """The value below which that share of `times` lies."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def at_most(what: str, value: float, limit: float, unit: str = "") -> Aim:
    """A value that should not be above a limit."""
    return Aim(what, f"≤ {limit:g}{unit}", f"{value:.3g}{unit}", value <= limit)


def at_least(what: str, value: float, limit: float, unit: str = "") -> Aim:
    """A value that should not be below a limit."""
    return Aim(what, f"≥ {limit:g}{unit}", f"{value:.3g}{unit}", value >= limit)
