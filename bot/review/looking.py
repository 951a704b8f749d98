"""What the log of a while says is missing: gaps, answers that may be a neighbour's, and entries that people doubt.

What people called outdated before an entry said what it says now is mended. That is told by the clock of the bot.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.content.translations import LANGUAGES
from bot.log.database import LogError
from bot.log.querylog import stamp
from bot.review.asked import read_complaints, read_unsure, read_vain
from bot.review.decisions import read_right, read_ties
from bot.review.gaps import find_doubts, find_gaps, find_unsure, gap_of

if TYPE_CHECKING:
    from datetime import datetime

    import sqlite_utils

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.log.database import Database
    from bot.review.gaps import Doubt, Gap, Senses
    from bot.understanding.matching import Index

A_MONTH = timedelta(days=30)
"""How far back gaps are looked for, unless something else is asked for."""


@dataclass(frozen=True)
class Seen:
    """What was asked of `index` in vain, or answered unsurely, and what people said of its entries."""

    index: Index
    gaps: tuple[Gap, ...]
    doubts: tuple[Doubt, ...]
    unsure: tuple[Gap, ...] = ()

    def select(self, *, aside: bool, language: str | None = None) -> list[Gap]:
        """The gaps, or those that are put aside; of one language, or of all."""
        found = [gap for gap in self.gaps if (gap.aside is not None) == aside]
        return [gap for gap in found if language is None or language in gap.languages]

    def find(self, row: int) -> Gap | None:
        """The gap, or the questions answered by chance, that row `row` of the log is in."""
        return gap_of(row, (*self.gaps, *self.unsure))

    def doubts_answer(self, gap: Gap) -> bool:
        """Whether the questions are answered, perhaps by a neighbour."""
        return gap in self.unsure


def look(database: Database, senses: Senses, since: datetime, now: datetime) -> Seen:
    """Look at what was asked from `since` on, and note what each entry says now, if it can be. Raises LogError."""
    with suppress(LogError):  # a log that is only read is looked at all the same
        note(database, senses.index.knowledge, now)
    vain, said, ties = read_vain(database, since), read_complaints(database, since), read_ties(database)
    gaps = find_gaps(vain, senses, ties)
    unsure = find_unsure(read_unsure(database, since), senses, ties, read_right(database), gaps)
    return Seen(senses.index, tuple(gaps), tuple(find_doubts(said, vain, senses)), tuple(unsure))


def _digest(entry: Entry, knowledge: Knowledge) -> str:
    """What an entry says, in short; an id that changed is read as the first that it was."""
    said = entry.model_dump_json(exclude={"synonyms", "aliases", "formerly", *LANGUAGES})
    for new in dict.fromkeys(knowledge.renamed.values()):
        said = said.replace(f'"{new}"', f'"{knowledge.entries[new].formerly[0]}"')
    return hashlib.sha256(said.encode()).hexdigest()


def note(database: Database, knowledge: Knowledge, now: datetime) -> None:
    """Note the entries that say something else than they did when this was called last. Raises LogError.

    Words to find an entry by are not what it says, and neither is its id. It is noted under each id that it has or had,
    since the log names it by any of them.
    """
    with database.use() as opened:
        rows = opened.execute("select entry, says, since from said_since").fetchall()
    known = {entry: (says, since) for entry, says, since in rows}
    changed = []
    for entry in knowledge.entries.values():
        says = _digest(entry, knowledge)
        noted = [known[one] for one in entry.ids if one in known]
        same = [since for digest, since in noted if digest == says]
        # Of one that is seen first nobody knows since when; one that a clock noted that was ahead is noted anew.
        since = min(max(same), stamp(now)) if same else stamp(now) if noted else ""
        changed += [(one, says, since) for one in entry.ids if known.get(one) != (says, since)]

    def change(database: sqlite_utils.Database) -> None:
        database.conn.executemany("insert or replace into said_since (entry, says, since) values (?, ?, ?)", changed)

    if changed:
        database.write(change, flush=False)
