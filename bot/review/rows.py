"""Rows that are read one by one, so that one that cannot be read never hides the others."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import sqlite_utils

Given = TypeVar("Given")
Made = TypeVar("Made")
logger = logging.getLogger(__name__)

SOUND = "(typeof(question) = 'text' and datetime(time) is not null and json_valid(candidates))"
"""What a row of the questions must be to be summed up with others."""


def read_each(rows: Iterable[Given], read: Callable[[Given], Made]) -> list[Made]:
    """What `read` makes of each row. Those that it fails at are left out and counted in the log, without their words.

    The log of questions outlives versions of this program, and what it holds was written by strangers.
    """
    made = []
    failed: Counter[str] = Counter()
    for row in rows:
        try:
            made.append(read(row))
        except Exception as error:  # noqa: BLE001  whatever is wrong with one row, the others are told
            failed[type(error).__name__] += 1
    if failed:
        kinds = ", ".join(f"{name} {count}" for name, count in failed.most_common())
        logger.warning("rows of the question log were left out since they cannot be read: %s", kinds)
    return made


def tell_unsound(opened: sqlite_utils.Database, since: str) -> None:
    """Count in the log the rows from the time `since` on that are not sound."""
    [count] = opened.execute(f"select count(*) from asked where time >= ? and not {SOUND}", [since]).fetchone()  # noqa: S608
    if count:
        logger.warning("rows of the question log were left out since they are damaged: %d", count)
