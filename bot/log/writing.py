"""Changes of the SQLite file while the bot serves: off the event loop, many in one commit, in the order given."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from bot.log.database import Database, LogError
from bot.log.sealing import UNSEALED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import sqlite_utils

    from bot.log.sealing import Seal
    from bot.log.tally import Tally

T = TypeVar("T")
logger = logging.getLogger(__name__)

LATE = 30.0
"""Seconds that a change may wait for its commit; SQLite itself gives up after one."""

REMEMBERED = 10_000
"""How many changes wait in memory while the file cannot be written."""


@dataclass(frozen=True, slots=True)
class Job:
    """A change that waits for its commit.

    make: makes it, and may be called again when its transaction failed. flush: until the disk has it. kept: made later
    when the file cannot be written now. wipe: when `make` gives something true, its old bytes must go from the files.
    since: monotonic seconds when it was given.
    """

    make: Callable[[sqlite_utils.Database], object]
    written: asyncio.Future[bool]
    flush: bool
    kept: bool
    wipe: bool
    since: float = field(default_factory=time.monotonic)


class Writer:
    """Writes to the file at `path`. died: set when it has failed in a way that no change explains.

    A file that cannot be written costs nobody a reply: it is reported once for each reason, and what should have been
    written waits in memory for the next commit. A change that is at fault itself is left out, and costs no other one.
    """

    def __init__(self, path: Path, tally: Tally, seal: Seal = UNSEALED) -> None:
        self.database = Database(path, seal)
        self.died = asyncio.Event()
        self._tally = tally
        self._changes: list[Job] = []
        self._in_work: list[Job] = []
        self._writing: asyncio.Task[None] | None = None
        self._unwritten: deque[Job] = deque(maxlen=REMEMBERED)
        self._reported: set[str] = set()
        self._to_wipe = False

    @property
    def late(self) -> float:
        """Seconds since the oldest change that waits for its commit was given; 0 when none waits."""
        waiting = [*self._in_work[:1], *self._changes[:1]]
        return max((time.monotonic() - change.since for change in waiting), default=0.0)

    async def write(
        self, make: Callable[[sqlite_utils.Database], object], *, flush: bool, kept: bool, wipe: bool = False
    ) -> bool:
        """Whether the change is committed; the parameters are those of a `Job`."""
        if self.died.is_set():
            return False
        change = Job(make, asyncio.get_running_loop().create_future(), flush, kept, wipe)
        self._changes.append(change)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
            self._writing.add_done_callback(self._ended)
        return await change.written

    async def read(self, look: Callable[[sqlite_utils.Database], T]) -> T:
        """What `look` finds, after the changes given before it. Raises LogError.

        In turn, since one thread at a time may use the file: two at once end the process without a word.
        """
        found: list[T] = []
        if not await self.write(lambda database: found.append(look(database)), flush=False, kept=False):
            raise LogError("the file cannot be read now")
        return found[-1]

    async def close(self) -> None:
        """Write what still waits, and close the file."""
        while self._writing is not None:
            await asyncio.wait({self._writing})
        if not self.died.is_set():
            await asyncio.to_thread(self._commit, [])
        self.database.close()

    def report(self, error: LogError) -> None:
        """Tell the operator why the file cannot be used, once for each reason."""
        self._tally.count("log failure")
        if str(error) not in self._reported:
            logger.error("the question log cannot be written: %s", error)
            self._reported.add(str(error))

    async def _write_all(self) -> None:
        while self._changes:
            self._in_work, self._changes = self._changes, []
            committed = await asyncio.to_thread(self._commit, self._in_work)
            for change, done in zip(self._in_work, committed, strict=True):
                if not change.written.done():  # nobody waits for it any more
                    change.written.set_result(done)
            self._in_work = []
        self._writing = None  # at once, so that what comes next begins another task

    def _ended(self, task: asyncio.Task[None]) -> None:
        if task.cancelled() or task.exception() is None:
            return
        self._writing = None
        self.died.set()
        logger.critical("nothing can be written to the question log any more", exc_info=task.exception())
        for change in (*self._in_work, *self._changes):
            if not change.written.done():
                change.written.set_result(False)

    def _commit(self, changes: Sequence[Job]) -> list[bool]:
        """Make the changes, and those that waited before them, in one transaction; which of `changes` are made."""
        waiting = [*self._unwritten, *changes]
        try:
            self._make(waiting)
        except LogError as error:
            self.report(error)
            self._unwritten.extend(change for change in changes if change.kept)
            return [False] * len(changes)
        except Exception:  # noqa: BLE001  whatever a change raises must not cost the others their commit
            self._unwritten.clear()
            return [self._make_alone(change) for change in waiting][len(waiting) - len(changes) :]
        self._unwritten.clear()
        self._reported.clear()
        return [True] * len(changes)

    def _make_alone(self, change: Job) -> bool:
        try:
            self._make([change])
        except LogError as error:
            self.report(error)
            self._unwritten.extend([change] * change.kept)
            return False
        except Exception:
            self._tally.count("log failure")
            logger.exception("a change of the question log is at fault and is left out")
            return False
        return True

    def _make(self, changes: Sequence[Job]) -> None:
        if not changes:
            return
        flush = any(change.flush for change in changes)
        results = self.database.write(lambda database: [change.make(database) for change in changes], flush=flush)
        self._to_wipe |= any(change.wipe and bool(result) for change, result in zip(changes, results, strict=True))
        if self._to_wipe:
            self._to_wipe = not self.database.wipe()
