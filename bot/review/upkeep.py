"""What the serving bot does for its admins: it reloads when it is asked to or sees a change, and removes old questions.

Other processes reach it by a socket beside the log that only its own user may open.
"""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import os
import socket
import stat
import time
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content.files import OTHERS, below
from bot.content.knowledge import KnowledgeError
from bot.log.clock import A_DAY, AN_HOUR
from bot.log.database import Database, LogError
from bot.log.keeping import expire
from bot.log.sealing import seal_of
from bot.replies.notices import fit
from bot.replies.texts import finnish
from bot.review.publishing import Refused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence

    from bot.log.clock import Clock
    from bot.log.tally import Tally
    from bot.review.workshop import Workshop
    from bot.settings import Settings

logger = logging.getLogger(__name__)

SOONEST, LATEST = 1.0, 3600.0
"""Seconds after which work that has ended begins anew."""
PATIENCE = 600.0
"""Seconds that a reload may take: all labelled questions are asked where a list changes that all answers hang on."""
CALLING = 5.0
"""Seconds in which a caller says what it wants."""
LOOKING = 2.0
"""Seconds between two looks at the content that is watched: one takes a millisecond or two."""
MOUNTS = Path("/proc/self/mountinfo")
"""What is mounted where, on Linux: the fifth field of a line is the place (proc(5))."""
Seen = dict[Path, tuple[int, ...]]
"""What stood in some folders."""


@asynccontextmanager
async def keep_up(settings: Settings, workshop: Workshop, tally: Tally, clock: Clock) -> AsyncIterator[None]:
    """Keep the bot up as long as the block lasts."""
    path = socket_of(settings.database)
    wait = await _remove_old(settings, clock)
    with suppress(LogError):  # the next change of the content does it
        await workshop.remove_parts()
    remove = partial(_remove_daily, settings, clock, wait)
    tasks = [asyncio.create_task(keep_doing("the removal of old questions", remove, tally))]
    if settings.watch:
        folders = (settings.knowledge, *(() if settings.questions is None else (settings.questions,)))
        seen = await asyncio.to_thread(_look, folders)
        _warn_of_mounted(seen)
        watch = partial(_watch, folders, workshop, seen)
        tasks.append(asyncio.create_task(keep_doing("the watch on the content", watch, tally)))
    try:
        server = await asyncio.start_unix_server(_Calls(workshop).answer, sock=_open_socket(path))
    except OSError as error:
        logger.warning("bot reload cannot reach this bot: %s", error)
        server = None
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        if server is not None:
            server.close()
            path.unlink(missing_ok=True)
        await asyncio.gather(*tasks, return_exceptions=True)


async def keep_doing(name: str, work: Callable[[], Awaitable[None]], tally: Tally) -> None:
    """Do work that should not end; each time it does, log and count it, wait, and begin it anew, until cancelled.

    The wait is a second at first and doubles to an hour; it is a second again after work that has lasted that long.
    """
    wait = SOONEST
    while True:
        began = time.monotonic()
        try:
            await work()
        except Exception:
            logger.exception("%s has failed and begins anew", name)
        else:
            logger.error("%s has ended and begins anew", name)
        tally.count("task failure")
        wait = SOONEST if time.monotonic() - began > LATEST else min(2 * wait, LATEST)
        await asyncio.sleep(wait)


def socket_of(database: Path) -> Path:
    """Where the bot that logs to `database` is reached."""
    return database.with_name(f"{database.name}-bot")


def ask_to_reload(path: Path, why: str = "", who: str = "") -> tuple[bool, str]:
    """Ask the bot at `path` to reload: whether it did, and what it says. Raises OSError when none serves there.

    why: the reason to serve content that breaks labelled questions; who: the label of the admin who gives it.
    """
    with socket.socket(socket.AF_UNIX) as called:
        called.settimeout(PATIENCE)
        called.connect(str(path))
        called.sendall(json.dumps({"why": why, "who": who}).encode() + b"\n")
        said = b""
        while part := called.recv(65536):
            said += part
    if not said:
        raise ConnectionResetError(errno.ECONNRESET, os.strerror(errno.ECONNRESET))
    done, _, text = said.decode("utf-8", "replace").partition("\n")
    return done == "done", text


def _open_socket(path: Path) -> socket.socket:
    """A socket at `path` that only its own user may open, from the first moment. Raises OSError."""
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX)
    before = os.umask(OTHERS | stat.S_IXUSR)
    try:
        listening.bind(str(path))
    except OSError:
        listening.close()
        raise
    finally:
        os.umask(before)
    return listening


class _Calls:
    """Answers the calls of other processes, one after another."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            said = json.loads(await asyncio.wait_for(reader.readline(), CALLING))
            writer.write((await self._reload(said["why"], said["who"])).encode("utf-8", "replace"))
            with suppress(OSError):
                await writer.drain()
        finally:
            writer.close()

    async def _reload(self, why: str, who: str) -> str:
        try:
            changes = await self._workshop.reload(why, who)
        except (KnowledgeError, Refused, LogError) as error:
            logger.warning("a reload was refused")
            way = f"\n{finnish()('reload-force')}" if isinstance(error, Refused) else ""
            return f"refused\n{_tell_reason(error)}{way}"
        noticed = fit([str(remark) for remark in changes.remarks], finnish())
        return "\n".join(("done", finnish()("reload-done", version=changes.version), *noticed))


async def _watch(folders: Sequence[Path], workshop: Workshop, seen: Seen) -> None:
    """Reload after each change of what stands in `folders`, once for those that come close together.

    Looked at again and again: no event tells that a link above a folder leads elsewhere, that a folder which vanished
    is there again, or what another machine writes to a disk of the network. seen: what stood there when it was read.
    """
    while True:
        await asyncio.sleep(LOOKING)
        now = await asyncio.to_thread(_look, folders)
        if now == seen:
            continue
        while now != seen:  # more may come
            seen = now
            await asyncio.sleep(LOOKING)
            now = await asyncio.to_thread(_look, folders)
        try:
            changes = await workshop.reload()
            logger.info("the content was reloaded since a file changed: version %s", changes.version)
        except (KnowledgeError, Refused) as error:
            logger.warning("a file of the content changed, but the old content goes on: %s", _tell_reason(error))


def _look(folders: Iterable[Path]) -> Seen:
    """What stands in `folders`: of each file its inode, size and times, by its path."""
    seen: Seen = {}
    for path in chain.from_iterable(map(below, folders)):
        with suppress(OSError):  # gone meanwhile, or a link to nothing
            found = path.stat()
            if not stat.S_ISDIR(found.st_mode):
                seen[path] = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return seen


def _warn_of_mounted(seen: Iterable[Path]) -> None:
    """Tell of files that are mounted by themselves: what replaces them elsewhere does not reach this process."""
    with suppress(OSError), MOUNTS.open(encoding="utf-8", errors="replace") as lines:
        mounted = {line.split()[4].replace("\\040", " ") for line in lines}
        for path in sorted(seen):
            if os.path.realpath(path) in mounted:
                logger.warning("BOT_WATCH sees edits of %s, but not that it is replaced: mount its folder", path)


def _tell_reason(error: KnowledgeError | Refused | LogError) -> str:
    """Why a reload was refused, as far as it fits a screen."""
    if isinstance(error, KnowledgeError):
        return "\n".join(fit([str(fault) for fault in error.faults], finnish()))
    return str(error)


async def _remove_daily(settings: Settings, clock: Clock, wait: float) -> None:
    while True:
        await asyncio.sleep(wait)
        wait = await _remove_old(settings, clock)


async def _remove_old(settings: Settings, clock: Clock) -> float:
    """Remove the words of old questions, if the clock may be believed: after how many seconds to do it again."""
    try:
        removed = await asyncio.to_thread(_expire, settings, clock, datetime.now(UTC))
    except (LogError, OSError) as error:
        logger.error("the words of old questions could not be removed: %s", error)
        return A_DAY
    if removed is None:
        return AN_HOUR
    logger.info("the words of %d old questions were removed", removed)
    return A_DAY


def _expire(settings: Settings, clock: Clock, now: datetime) -> int | None:
    seal = seal_of(settings)
    with closing(Database(settings.database, seal)) as log:
        if not log.write(lambda database: clock.allows(database, now)):
            return None
    return expire(settings.database, settings.keep_days, now, seal)
