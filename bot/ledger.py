"""What became of each update, so that one that comes again is not done again, and replies that wait to be sent.

The question itself and what became of it are committed together. All writing is done off the event loop, many changes
in one commit, in the order given.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import deque
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, cast

from bot.database import Database, LogError
from bot.querylog import choose, insert, judge
from bot.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import sqlite_utils

    from bot.querylog import Row

logger = logging.getLogger(__name__)

KEPT = 48 * 3600.0
"""Seconds that marks are kept; Telegram keeps an update for 24 hours."""

REMEMBERED = 10_000
"""How many marks are read at a start, and how many changes wait in memory while the file cannot be written."""

EACH_HOUR = 3600.0

current: ContextVar[int | None] = ContextVar("current", default=None)
"""Id of the update in work."""


class State(StrEnum):
    """What became of an update: its question logged or its reply on its way, its reply written down, or all done."""

    RECORDED = "recorded"
    PARKED = "parked"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Parked:
    """A call of the Bot API that waits. data: its parameters, the chat among them. at: not before, in Unix seconds."""

    id: int
    method: str
    data: dict[str, str]
    at: float


@dataclass(frozen=True, slots=True)
class Change:
    """A change that waits for its commit. flush: until the disk has it. kept: made later when it fails now."""

    make: Callable[[sqlite_utils.Database], object]
    written: asyncio.Future[bool]
    flush: bool
    kept: bool


class Ledger:
    """The marks and the outbox of one bot, in the file at `path`, and the tally of what happens while it serves.

    A file that cannot be written costs nobody a reply: it is reported once for each reason, and what should have
    been written waits in memory for the next commit.
    """

    def __init__(self, path: Path, bot: int) -> None:
        self.tally = Tally()
        self._database = Database(path)
        self._bot = bot
        self._changes: list[Change] = []
        self._writing: asyncio.Task[None] | None = None
        self._unwritten: deque[Change] = deque(maxlen=REMEMBERED)
        self._reported: set[str] = set()
        self._numbers = count(1)
        self._pruned = 0.0
        self._begun: set[int] = set()
        self._struck = False

    def recall(self) -> tuple[dict[int, State], list[Parked]]:
        """Read what earlier processes left: states by update id, the newest last, and the calls that wait, in order.

        Both are empty when the file cannot be read.
        """
        try:
            with self._database.use() as database:
                marks = database.execute(
                    "select update_id, state from updates where bot = ? order by at desc limit ?",
                    [self._bot, REMEMBERED],
                ).fetchall()
                sends = database.execute(
                    "select id, method, data, at from outbox where bot = ? order by id", [self._bot]
                ).fetchall()
                [last] = database.execute("select coalesce(max(id), 0) from outbox").fetchone()
        except LogError as error:
            self._report(error)
            return {}, []
        self._numbers = count(last + 1)
        states = {update_id: State(state) for update_id, state in reversed(marks)}
        return states, [Parked(number, method, json.loads(data), at) for number, method, data, at in sends]

    async def record(self, row: Row) -> None:
        """Log a question; returns when it is on the disk, or cannot be written now."""

        def change(database: sqlite_utils.Database) -> None:
            insert(database, row, self._bot)
            if row.update_id is not None:
                self._mark(database, row.update_id, State.RECORDED)

        if row.update_id is not None:
            self._begun.add(row.update_id)
        await self._write(change, flush=True, kept=True)

    async def sending(self) -> None:
        """Mark the update in work as one whose reply may be on its way, if that is not known of it by its question."""
        update_id = current.get()
        if update_id is not None and update_id not in self._begun:
            self._begun.add(update_id)
            await self._write(
                lambda database: self._mark(database, update_id, State.RECORDED), flush=False, kept=True
            )

    async def judge(self, asked: int, feedback: str) -> None:
        """Log what somebody thought of the answer to the question of update `asked`."""
        await self._write(lambda database: judge(database, asked, feedback, self._bot), flush=True, kept=True)

    async def choose(self, asked: int, chosen: str) -> None:
        """Log what the question of update `asked` meant."""
        await self._write(lambda database: choose(database, asked, chosen, self._bot), flush=True, kept=True)

    async def done(self, update_id: int) -> None:
        """Mark an update as done, and each hour forget what is old."""

        def change(database: sqlite_utils.Database) -> None:
            self._mark(database, update_id, State.DONE)
            if time.time() - self._pruned > EACH_HOUR:
                self._pruned = time.time()
                database.conn.execute("delete from updates where at < ?", [time.time() - KEPT])

        self._begun.discard(update_id)
        await self._write(change, flush=False, kept=True)

    async def park(self, method: str, data: dict[str, str], wait: float = 0.0) -> int | None:
        """Write down a call that waits at least `wait` seconds: its number, or None when it cannot be written."""
        number, update_id = next(self._numbers), current.get()

        def change(database: sqlite_utils.Database) -> None:
            values = (number, self._bot, method, json.dumps(data), time.time() + wait)
            database.conn.execute("insert into outbox values (?, ?, ?, ?, ?)", values)
            if update_id is not None:
                self._mark(database, update_id, State.PARKED)

        return number if await self._write(change, flush=True, kept=False) else None

    async def post(self, week: str, letters: Sequence[tuple[str, dict[str, str]]]) -> list[Parked] | None:
        """Write down the calls that send the letters of a week, and that they are written: both or neither.

        week: the Monday on which they are due. None when the file cannot be written, nothing when it was done before.
        """
        parked = [Parked(next(self._numbers), method, data, 0.0) for method, data in letters]
        new: list[Parked] = []

        def change(database: sqlite_utils.Database) -> None:
            if database.conn.execute("insert or ignore into letters values (?)", [week]).rowcount:
                database.conn.executemany(
                    "insert into outbox values (?, ?, ?, ?, ?)",
                    [(one.id, self._bot, one.method, json.dumps(one.data), one.at) for one in parked])
                new.extend(parked)

        return new if await self._write(change, flush=True, kept=False) else None

    async def posted(self) -> str | None:
        """The last Monday whose letters were written; None when there was none yet. Raises LogError."""

        def read() -> str | None:
            with self._database.use() as database:
                return cast("str | None", database.execute("select max(monday) from letters").fetchone()[0])

        return await asyncio.to_thread(read)

    async def strike(self, number: int) -> None:
        """Forget a call that has been made or given up; with the last one, what the disk still holds of them."""

        def change(database: sqlite_utils.Database) -> None:
            database.conn.execute("delete from outbox where id = ?", [number])
            self._struck = not database.conn.execute("select exists (select * from outbox)").fetchone()[0]

        await self._write(change, flush=False, kept=True)

    async def close(self) -> None:
        """Write what still waits, and close the file."""
        while self._writing is not None:
            await self._writing
        await asyncio.to_thread(self._commit, [])
        self._database.close()

    def _mark(self, database: sqlite_utils.Database, update_id: int, state: State) -> None:
        values = (self._bot, update_id, state, time.time())
        database.conn.execute("insert or replace into updates values (?, ?, ?, ?)", values)

    async def _write(self, make: Callable[[sqlite_utils.Database], object], *, flush: bool, kept: bool) -> bool:
        """Whether the change is committed; else it is forgotten, or `kept` for the next commit."""
        change = Change(make, asyncio.get_running_loop().create_future(), flush, kept)
        self._changes.append(change)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        return await change.written

    async def _write_all(self) -> None:
        while self._changes:
            changes, self._changes = self._changes, []
            written = await asyncio.to_thread(self._commit, changes)
            for change in changes:
                if not change.written.done():  # nobody waits for it any more
                    change.written.set_result(written)
        self._writing = None

    def _commit(self, changes: list[Change]) -> bool:
        waiting = [*self._unwritten, *changes]
        if not waiting:
            return True
        flush = any(change.flush for change in waiting)
        try:
            self._database.write(lambda database: [change.make(database) for change in waiting], flush=flush)
        except LogError as error:
            self._report(error)
            self._unwritten.extend(change for change in changes if change.kept)
            return False
        self._unwritten.clear()
        self._reported.clear()
        if self._struck:
            self._struck = False
            self._database.wipe()
        return True

    def _report(self, error: LogError) -> None:
        self.tally.count("log failure")
        if str(error) not in self._reported:
            logger.error("the question log cannot be written: %s", error)
            self._reported.add(str(error))
