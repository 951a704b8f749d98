"""What admins decided of questions in the log, by the numbers of its rows only: no words, and not who decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.log.querylog import stamp
from bot.review.ties import Tie, join, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    import sqlite_utils

    from bot.log.database import Database
    from bot.review.asked import Asked
    from bot.review.gaps import Gap
    from bot.review.ties import Ties

TIES = """
    select decision, one.question as one, other.question as other, together
    from ties join asked as one on one.id = ties.one join asked as other on other.id = ties.other
    where one.question != '' and other.question != ''
"""
RIGHT = """
    select question, reviewed.entry
    from reviewed join asked on asked.id = reviewed.row
      left join said_since on said_since.entry = reviewed.entry
    where is_right and question != '' and reviewed.time >= coalesce(said_since.since, '')
"""
"""What an entry says now was found right; when it says something else, nobody knows yet."""


def read_ties(database: Database) -> Ties:
    """Which wordings belong together and which do not. One that has lost its words says nothing. Raises LogError."""
    with database.use() as opened:
        return _read_ties(opened)


def join_gaps(database: Database, gap: Gap, other: Gap) -> None:
    """Note that two gaps are one. Raises LogError."""
    one, two = ([asked.question for asked in each.asked] for each in (gap, other))
    _change_ties(database, (*gap.asked, *other.asked), lambda ties: join(one, two, ties))


def split_gap(database: Database, gap: Gap, row: int) -> None:
    """Note that the wording of a row of a gap does not belong there. Raises LogError."""
    wording = next(one.question for one in gap.asked if row in one.numbers)
    _change_ties(database, gap.asked, lambda ties: split(gap.parts, wording, ties))


def _change_ties(database: Database, asked: Iterable[Asked], change: Callable[[Ties], Ties]) -> None:
    row_of = {one.question: one.numbers[-1] for one in asked}

    def write(opened: sqlite_utils.Database) -> None:
        before = _read_ties(opened)
        after = change(before)
        gone = {tie.decision for tie in before - after}
        opened.conn.executemany("delete from ties where decision = ?", [(number,) for number in gone])
        _insert_ties(opened, after - before, row_of)

    database.write(write)


def review(database: Database, asked: Iterable[Asked], now: datetime, *, right: bool) -> None:
    """Note that the entry of each wording answers it, or that it does not. Raises LogError."""
    heard = [(one, one.entry or one.unhelped) for one in asked]
    rows = [(number, entry, right, stamp(now)) for one, entry in heard if entry for number in one.numbers]
    database.write(
        lambda opened: opened.conn.executemany(
            "insert or replace into reviewed (row, entry, is_right, time) values (?, ?, ?, ?)", rows
        )
    )


def read_right(database: Database) -> frozenset[tuple[str, str]]:
    """The wordings with the entries that an admin found right for them. Raises LogError."""
    with database.use() as opened:
        return frozenset((question, entry) for question, entry in opened.execute(RIGHT))


def _read_ties(opened: sqlite_utils.Database) -> Ties:
    return frozenset(Tie(number, one, other, bool(together)) for number, one, other, together in opened.execute(TIES))


def _insert_ties(opened: sqlite_utils.Database, ties: Ties, row_of: Mapping[str, int]) -> None:
    opened.conn.executemany(
        "insert into ties (decision, one, other, together) values (?, ?, ?, ?)",
        [(tie.decision, row_of[tie.one], row_of[tie.other], tie.together) for tie in ties],
    )
