"""What can be wrong with the content, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 200
"""Most characters of what is wrong that are shown: it may repeat a name from a file."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of the content: where it is (line from 1), what is wrong and how to mend it, in Finnish."""

    file: str
    line: int
    problem: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {shortened(self.problem, SHOWN)}, {shortened(self.mend, SHOWN)}"


class KnowledgeError(Exception):
    """The content has faults; nothing of it is served. `faults` are in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def shortened(text: str, most: int) -> str:
    """`text`, or its beginning with an ellipsis when it has more than `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
