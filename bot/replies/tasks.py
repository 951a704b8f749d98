"""What a button of an admin does: values, each with the form of its data. Who may press it is checked elsewhere.

gap: the number of a gap, which is that of its oldest row in the log. draft: eight hexadecimal digits that name a change
which was checked and not published yet, or a new topic that is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Step(StrEnum):
    """What may be done about a change that was checked, by the letter in the data.

    SHOW: what it would do. CHECK: check it again with the wordings that were selected. REWORD: let the admin write
    other words. RELABEL: publish, and let labelled questions that expected no answer expect this one. FORCE: ask why it
    is to be published though it breaks something.
    """

    SHOW = "k"
    CHECK = "c"
    REWORD = "w"
    PUBLISH = "p"
    RELABEL = "r"
    FORCE = "f"


class Way(StrEnum):
    """The ways past a question about a new topic, by the letter in the data: pass it over, go back, stop asking."""

    SKIP = "s"
    BACK = "b"
    STOP = "x"


@dataclass(frozen=True, slots=True)
class ListGaps:
    """Show a page of the gaps, from 0, or of those that are put aside."""

    data: ClassVar = "g{aside}|{page}"
    page: int = 0
    aside: bool = False


@dataclass(frozen=True, slots=True)
class OpenGap:
    """Show a gap and what may be done about it."""

    data: ClassVar = "gg|{gap}"
    gap: int


@dataclass(frozen=True, slots=True)
class Extend:
    """Try the wordings of a gap as what an entry answers."""

    data: ClassVar = "ge|{gap}|{entry}"
    gap: int
    entry: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Look for another entry that answers a gap: the next best, or a page of all entries of a kind."""

    data: ClassVar = "go|{gap}[|{kind}|{page}]"
    gap: int
    kind: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Begin:
    """Ask for a new topic for a gap."""

    data: ClassVar = "gn|{gap}"
    gap: int


@dataclass(frozen=True, slots=True)
class Write:
    """Go past the question of this number, from 0, about a new topic."""

    data: ClassVar = "gi{way}|{draft}|{number}"
    way: Way
    draft: str
    number: int


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Try the wordings of a gap as what the content never answers."""

    data: ClassVar = "gx|{gap}"
    gap: int


@dataclass(frozen=True, slots=True)
class ListUnsure:
    """Show a page, from 0, of the questions that may have been answered by a neighbour."""

    data: ClassVar = "gq|{page}"
    page: int = 0


@dataclass(frozen=True, slots=True)
class Confirm:
    """The answers to these questions were right."""

    data: ClassVar = "gr|{gap}"
    gap: int


@dataclass(frozen=True, slots=True)
class Contest:
    """The answers to these questions were not right: they are a gap."""

    data: ClassVar = "gc|{gap}"
    gap: int


@dataclass(frozen=True, slots=True)
class ChooseOther:
    """Show a page, from 0, of the gaps that one may be joined with."""

    data: ClassVar = "gj|{gap}|{page}"
    gap: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Join:
    """Make one gap of two."""

    data: ClassVar = "gi|{gap}|{other}"
    gap: int
    other: int


@dataclass(frozen=True, slots=True)
class ChooseWording:
    """Show a page, from 0, of the wordings that may be taken out of a gap."""

    data: ClassVar = "gs|{gap}|{page}"
    gap: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """Take the wording of a row of the log out of a gap."""

    data: ClassVar = "gd|{gap}|{row}"
    gap: int
    row: int


@dataclass(frozen=True, slots=True)
class Accept:
    """Make the entry that people said they had meant answer a gap."""

    data: ClassVar = "gy|{gap}|{entry}"
    gap: int
    entry: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Do something about a change that was checked."""

    data: ClassVar = "g{step}|{draft}"
    step: Step
    draft: str


@dataclass(frozen=True, slots=True)
class Select:
    """Show the wordings of a change that was checked; leave out the one of this number, or take it in; 0 for none."""

    data: ClassVar = "gs|{draft}|{number}"
    draft: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class ListShifts:
    """Show a page, from 0, of the questions that a checked change would answer otherwise."""

    data: ClassVar = "gt|{draft}|{page}"
    draft: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back the change of this number, if it still is the last one; 0 leaves everything as it is."""

    data: ClassVar = "gu|{change}"
    change: int


Decision = Confirm | Contest | ChooseOther | Join | ChooseWording | Split | Accept
"""What an admin says of a gap besides how to mend it."""
Mend = Begin | Extend | Elsewhere | Dismiss
"""How a gap is mended."""
Task = ListGaps | ListUnsure | OpenGap | Mend | Write | Decision | Draft | Select | ListShifts | TakeBack
