"""What the log of a while says is missing: gaps, and entries that people doubt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.review.asked import complaints, in_vain
from bot.review.gaps import doubts, gaps
from bot.review.served import note

if TYPE_CHECKING:
    from datetime import datetime

    from bot.log.database import Database
    from bot.review.gaps import Doubt, Gap, Senses
    from bot.understanding.matching import Index

A_MONTH = timedelta(days=30)
"""How far back gaps are looked for, unless something else is asked for."""


@dataclass(frozen=True)
class Seen:
    """What was asked in vain of `index`, and what people said of its entries."""

    index: Index
    gaps: tuple[Gap, ...]
    doubts: tuple[Doubt, ...]

    def select(self, *, aside: bool) -> list[Gap]:
        """The gaps, or those that are put aside."""
        return [gap for gap in self.gaps if (gap.aside is not None) == aside]


def look(database: Database, senses: Senses, since: datetime, now: datetime) -> Seen:
    """Look at what was asked from `since` on, and note what each entry says now. Raises LogError."""
    note(database, senses.index.knowledge, now)
    vain, said = in_vain(database, since), complaints(database, since)
    return Seen(senses.index, tuple(gaps(vain, senses)), tuple(doubts(said, vain, senses)))
