"""Whether the clock of this machine may be believed before something is removed or written down for good.

A clock may be years ahead or behind at a start, until the network has told it the time, or for good. So what the clock
decides and nobody can undo is done only when

- the clock was read between a day and a week ago as well: readings are kept in the log, an hour apart at least; and
- nothing contradicts it: the newest date that Telegram told, of an answer or of a message, is at most two days away
  from it; while none has been told, the newest question of the log is not from later than tomorrow.

A clock that is contradicted, or goes back, loses its readings, so that it has to be right for a day before it is
believed again. After more than a week without the bot, and after its first start, that takes a day too.

What this does not notice: a clock that is less than two days off; and, where Telegram tells no date (a Bot API server
of one's own tells it in messages only, and nobody writes), one that is less than a week ahead, or ahead for days.
"""

from __future__ import annotations

import logging
import math
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.log.querylog import stamp

if TYPE_CHECKING:
    import sqlite_utils

logger = logging.getLogger(__name__)

AN_HOUR, A_DAY, A_WEEK = 3600.0, 24 * 3600.0, 7 * 24 * 3600.0
APART = 48 * 3600.0
"""Seconds that Telegram's newest date may be away: an update waits there for 24 hours at most, and as long to spare."""

UNSEEN = "it was not read a day ago"
"""Nothing is wrong; it has to be seen longer."""


class Clock:
    """What is known of the clock while the bot serves. One process has one."""

    def __init__(self) -> None:
        self._ahead = -math.inf
        self._told = ""

    def hear(self, told: datetime) -> None:
        """Take a date that Telegram told just now, aware; one that is old does no harm beside a newer one."""
        self._ahead = max(self._ahead, told.timestamp() - time.monotonic())

    def allows(self, database: sqlite_utils.Database, now: datetime) -> bool:
        """Read the clock, which shows `now`, aware: whether it may be believed. The operator is told why not, once."""
        at, wrong = now.timestamp(), self._contradict(database, now)
        if wrong:
            database.conn.execute("delete from readings")
        else:
            database.conn.execute("delete from readings where at not between ? and ?", [at - A_WEEK, at])
            sql = "insert into readings select ? where not exists (select * from readings where at > ?)"
            database.conn.execute(sql, [at, at - AN_HOUR])
        [seen] = database.execute("select exists (select * from readings where at <= ?)", [at - A_DAY]).fetchone()
        self._tell(wrong or ("" if seen else UNSEEN), now)
        return bool(seen) and not wrong

    def _contradict(self, database: sqlite_utils.Database, now: datetime) -> str:
        """What is against it that it is `now`; empty when nothing is."""
        if self._ahead > -math.inf:
            away = now.timestamp() - self._ahead - time.monotonic()
            return "Telegram tells another day" if abs(away) > APART else ""
        asked = database.execute("select time from questions order by id desc limit 1").fetchone() or ("",)
        return "the newest question is from later" if asked[0] > stamp(now + timedelta(days=1)) else ""

    def _tell(self, why: str, now: datetime) -> None:
        if why and why != self._told:
            level = logging.INFO if why == UNSEEN else logging.WARNING
            shown = f"{now.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
            logger.log(level, "the clock shows %s, but %s: old words and weekly letters wait for it", shown, why)
        self._told = why
