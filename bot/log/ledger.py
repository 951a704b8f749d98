"""What became of each update, so that one that comes again is not done again, and replies that wait to be sent.

The question itself and what became of it are committed together. What waits is sealed: a reply may repeat what somebody
wrote, and its call names the chat.
"""

from __future__ import annotations

import json
import logging
import math
import time
from base64 import b64decode, b64encode
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, cast

from bot.log.clock import Clock
from bot.log.database import LogError
from bot.log.querylog import choose, empty, find_candidates, find_most_asked, insert, judge, part
from bot.log.tally import Tally
from bot.log.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import sqlite_utils

    from bot.log.querylog import Row
    from bot.log.sealing import Seal

logger = logging.getLogger(__name__)

KEPT = 48 * 3600.0
"""Seconds that marks are kept, and that a question is known by its update; Telegram keeps an update for 24 hours."""

REMEMBERED = 10_000
"""How many marks are read at a start."""

EACH_HOUR = 3600.0

current: ContextVar[int | None] = ContextVar("current", default=None)
"""Id of the update in work."""


class State(StrEnum):
    """What became of an update: its question logged or its reply on its way, its reply written down, or all done."""

    RECORDED = "recorded"
    PARKED = "parked"
    DONE = "done"


class File(NamedTuple):
    """A file that a call brings, and its name, if any."""

    content: bytes
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Parked:
    """A call of the Bot API that waits.

    data: its parameters, the chat among them. at: not before, in Unix seconds. files: parameters that bring a file.
    """

    id: int
    method: str
    data: dict[str, str]
    at: float
    files: dict[str, File] = field(default_factory=dict)


class Ledger:
    """The marks and the outbox of one bot, in the file at `path`, and what is known while it serves.

    tally: what happens. clock: whether this machine's may be believed.
    """

    def __init__(self, path: Path, bot: int, seal: Seal) -> None:
        self.clock = Clock()
        self.tally = Tally()
        self.path = path
        self.writer = Writer(path, self.tally, seal)
        self._bot = bot
        self.seal = seal
        self._numbers = count(1)
        self._pruned = -math.inf
        self._begun: set[int] = set()

    def recall(self) -> tuple[dict[int, State], list[Parked]]:
        """Read what earlier processes left: states by update id, the newest last, and the calls that wait, in order.

        Both are empty when the file cannot be read. Calls that no key opens are given up.
        """
        try:
            return self.writer.database.write(self._recall)
        except LogError as error:
            self.writer.report(error)
            return {}, []

    async def record(self, row: Row) -> None:
        """Log a question; returns when it is on the disk, or cannot be written now."""

        def change(database: sqlite_utils.Database) -> None:
            insert(database, row, self._bot)
            if row.update_id is not None:
                self._mark(database, row.update_id, State.RECORDED)

        if row.update_id is not None:
            self._begun.add(row.update_id)
        await self.writer.write(change, flush=True, kept=True)

    async def mark_sending(self) -> None:
        """Mark the update in work as one whose reply may be on its way, if that is not known of it by its question."""
        update_id = current.get()
        if update_id is not None and update_id not in self._begun:
            self._begun.add(update_id)
            await self.writer.write(
                lambda database: self._mark(database, update_id, State.RECORDED), flush=False, kept=True
            )

    async def judge(self, asked: int, feedback: str) -> None:
        """Log what somebody thought of the answer to the question of update `asked`."""
        await self.writer.write(lambda database: judge(database, asked, feedback, self._bot), flush=True, kept=True)

    async def choose(self, asked: int, chosen: str) -> None:
        """Log what the question of update `asked` meant."""
        await self.writer.write(lambda database: choose(database, asked, chosen, self._bot), flush=True, kept=True)

    async def recall_candidates(self, asked: int) -> list[str]:
        """What else the question of update `asked` may have meant, by id, the likeliest first. Raises LogError."""
        return await self.writer.read(lambda database: find_candidates(database, asked, self._bot))

    async def recall_most_asked(self, since: datetime, most: int) -> list[str]:
        """At most so many entries that answered since then, by id, the most often first. Raises LogError."""
        return await self.writer.read(lambda database: find_most_asked(database, since, most))

    async def empty(self, *asked: int) -> int | None:
        """Take away the words of the questions of these updates: how many had any; None when that is done later."""
        count = 0

        def change(database: sqlite_utils.Database) -> bool:
            nonlocal count
            count = sum(empty(database, one, self._bot) for one in asked)
            return count > 0

        return count if await self.writer.write(change, flush=True, kept=True, wipe=True) else None

    async def mark_done(self, update_id: int) -> None:
        """Mark an update as done, and each hour forget what is old: marks, and which update a question came with."""

        def change(database: sqlite_utils.Database) -> None:
            self._mark(database, update_id, State.DONE)
            if time.monotonic() - self._pruned > EACH_HOUR:
                self._pruned = time.monotonic()
                self._prune(database, datetime.now(UTC))

        self._begun.discard(update_id)
        await self.writer.write(change, flush=False, kept=True)

    async def park(
        self, method: str, data: dict[str, str], wait: float = 0.0, files: dict[str, File] | None = None
    ) -> int | None:
        """Write down a call that waits at least `wait` seconds: its number, or None when it cannot be written."""
        parked = Parked(next(self._numbers), method, data, time.time() + wait, files or {})
        update_id = current.get()

        def change(database: sqlite_utils.Database) -> None:
            self._put(database, [parked])
            if update_id is not None:
                self._mark(database, update_id, State.PARKED)

        return parked.id if await self.writer.write(change, flush=True, kept=False) else None

    async def post(self, week: str, letters: Sequence[tuple[str, dict[str, str]]]) -> list[Parked] | None:
        """Write down the calls that send the letters of a week, and that they are written: both or neither.

        week: the Monday on which they are due. None when the file cannot be written, nothing when it was done before.
        """
        parked = [Parked(next(self._numbers), method, data, time.time()) for method, data in letters]
        new: list[Parked] = []

        def change(database: sqlite_utils.Database) -> None:
            if database.conn.execute("insert or ignore into letters values (?)", [week]).rowcount:
                self._put(database, parked)
                new[:] = parked

        return new if await self.writer.write(change, flush=True, kept=False) else None

    async def posted(self, due: str) -> str | None:
        """The last Monday whose letters were written, `due` at most; None when there was none yet. Raises LogError."""
        sql = "select max(monday) from letters where monday <= ?"  # a clock that was ahead may have written later ones
        return await self.writer.read(lambda database: cast("str | None", database.execute(sql, [due]).fetchone()[0]))

    async def believes(self, now: datetime) -> bool:
        """Whether the clock, which shows `now`, may be believed. Raises LogError."""
        return await self.writer.read(lambda database: self.clock.allows(database, now))

    async def strike(self, number: int) -> None:
        """Forget a call that has been made or given up; with the last one, what the disk still holds of them."""

        def change(database: sqlite_utils.Database) -> bool:
            database.conn.execute("delete from outbox where id = ?", [number])
            return not database.conn.execute("select exists (select * from outbox)").fetchone()[0]

        await self.writer.write(change, flush=False, kept=True, wipe=True)

    async def give_menus(self, admins: Iterable[int]) -> None:
        """Remember, sealed, who has the menu of an admin."""
        values = self._bot, self.seal.close(json.dumps(sorted(admins)))
        await self.writer.write(
            lambda database: database.conn.execute("insert or replace into menus values (?, ?)", values),
            flush=False,
            kept=False,
        )

    async def menus(self) -> frozenset[int]:
        """Who has the menu of an admin, as far as that was remembered. Raises LogError."""
        sql = "select max(admins) from menus where bot = ?"
        [sealed] = await self.writer.read(lambda database: database.execute(sql, [self._bot]).fetchone())
        return frozenset(json.loads(self.seal.open(sealed or "") or "[]"))

    async def close(self) -> None:
        """Write what still waits, and close the file."""
        await self.writer.close()

    def _recall(self, database: sqlite_utils.Database) -> tuple[dict[int, State], list[Parked]]:
        marks = database.execute(
            "select update_id, state from updates where bot = ? order by at desc limit ?", [self._bot, REMEMBERED]
        ).fetchall()
        [last] = database.execute("select coalesce(max(id), 0) from outbox").fetchone()
        self._numbers = count(last + 1)
        return {update_id: State(state) for update_id, state in reversed(marks)}, self._parked(database)

    def _parked(self, database: sqlite_utils.Database) -> list[Parked]:
        """The calls that wait. Those that an earlier version wrote in the clear are sealed."""
        waiting: list[Parked] = []
        for number, method, written, at in database.execute(
            "select id, method, data, at from outbox where bot = ? order by id", [self._bot]
        ).fetchall():
            clear = written.startswith("{")
            opened = written if clear else self.seal.open(written)
            if clear or opened is None:
                database.conn.execute("delete from outbox where id = ?", [number])
            if opened is None:
                logger.warning("a reply that waited cannot be read with these keys and this token and is given up")
                continue
            data, files = _read_call(opened)
            waiting.append(Parked(number, method, data, at, files))
            if clear:
                self._put(database, waiting[-1:])
        return waiting

    def _prune(self, database: sqlite_utils.Database, now: datetime) -> None:
        if self.clock.allows(database, now):
            at, then = now.timestamp(), now - timedelta(seconds=KEPT)
            database.conn.execute("delete from updates where at not between ? and ?", [at - KEPT, at + KEPT])
            part(database, then, now)

    def _put(self, database: sqlite_utils.Database, parked: Sequence[Parked]) -> None:
        database.conn.executemany(
            "insert into outbox values (?, ?, ?, ?, ?)",
            [(one.id, self._bot, one.method, self.seal.close(_write_call(one)), one.at) for one in parked],
        )

    def _mark(self, database: sqlite_utils.Database, update_id: int, state: State) -> None:
        values = (self._bot, update_id, state, time.time())
        database.conn.execute("insert or replace into updates values (?, ?, ?, ?)", values)


def _write_call(parked: Parked) -> str:
    """The parameters of a call as JSON: a text as it is, a file as a list with its content in Base64."""
    files = {name: [b64encode(file.content).decode(), file.name] for name, file in parked.files.items()}
    return json.dumps({**parked.data, **files})


def _read_call(written: str) -> tuple[dict[str, str], dict[str, File]]:
    """The texts and the files among the parameters of a call; a file that an older version wrote has no name."""
    told = json.loads(written)
    texts = {name: value for name, value in told.items() if isinstance(value, str)}
    files = {name: (b64decode(value[0]), *value[1:]) for name, value in told.items() if name not in texts}
    return texts, {name: File(*file) for name, file in files.items()}
