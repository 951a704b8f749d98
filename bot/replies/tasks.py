"""What a button of an admin does: values, each with the pieces of its data. Who may press it is checked elsewhere.

gap: the number of a gap, which is that of its oldest row in the log. draft: eight hexadecimal digits that name a change
which was checked and not published yet.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListGaps:
    """Show a page of the gaps, from 0, or of those that are put aside."""

    page: int = 0
    aside: bool = False

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"g{'a' if self.aside else 'l'}|{self.page}",)


@dataclass(frozen=True, slots=True)
class OpenGap:
    """Show a gap and what may be done about it."""

    gap: int

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"gg|{self.gap}",)


@dataclass(frozen=True, slots=True)
class Extend:
    """Try the telling words of a gap as words of an entry."""

    gap: int
    entry: str

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"ge|{self.gap}|{self.entry}",)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Look for another entry that answers a gap: the next best, or a page of all entries of a kind."""

    gap: int
    kind: str = ""
    page: int = 0

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"go|{self.gap}|{self.kind}|{self.page}" if self.kind else f"go|{self.gap}",)


@dataclass(frozen=True, slots=True)
class Begin:
    """Prepare a new topic for a gap."""

    gap: int

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"gn|{self.gap}",)


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Try the telling words of a gap as an example of what the content never answers."""

    gap: int

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"gx|{self.gap}",)


@dataclass(frozen=True, slots=True)
class Draft:
    """Do something about a change that was checked.

    what: `k` shows what it would do, `w` lets the admin write other words, `p` publishes it, `f` asks why it is to be
    published though it breaks something.
    """

    what: str
    draft: str

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"g{self.what}|{self.draft}",)


@dataclass(frozen=True, slots=True)
class Turned:
    """Show a page, from 0, of the questions that a checked change would answer otherwise."""

    draft: str
    page: int = 0

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"gt|{self.draft}|{self.page}",)


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back the change of this number, if it still is the last one; 0 leaves everything as it is."""

    change: int

    @property
    def pieces(self) -> tuple[str, ...]:
        """As those of `Open`."""
        return (f"gu|{self.change}",)


Task = ListGaps | OpenGap | Extend | Elsewhere | Begin | Dismiss | Draft | Turned | TakeBack
