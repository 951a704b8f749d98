"""Tables as text, and the ratios to reach."""

from __future__ import annotations

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
    """Print a Markdown table, its columns aligned."""
    lines = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    rule = ["-" * width if not column else "-" * (width - 1) + ":" for column, width in enumerate(widths)]
    print(f"\n## {title}\n")
    for line in (lines[0], rule, *lines[1:]):
        cells = [cell.rjust(width) if column else cell.ljust(width)
                 for column, (cell, width) in enumerate(zip(line, widths, strict=True))]
        print(f"| {' | '.join(cells)} |", flush=True)


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
