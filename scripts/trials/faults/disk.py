"""Faults of the file that the log and the marks are in. Nothing of them may cost anybody an answer."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3

from bot.log.database import LogError
from bot.log.querylog import QueryLog
from bot.settings import UNUSABLE
from trials.asking import KEY
from trials.stage import UNPRIVILEGED, Stage, fault


def _corrupted(stage: Stage) -> None:
    size = stage.database.stat().st_size
    with stage.database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))


def _set_aside(stage: Stage) -> list[str]:
    return [path.name for path in stage.database.parent.iterdir() if path.name.endswith(tuple("0123456789"))]


@fault("a full disk", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    limited = ("bash", "-c", 'ulimit -f 400; exec "$@"', "-")  # files end at 400 KiB
    async with stage.process(*limited):
        for user in range(100, 300):
            await stage.said("Kuka vastaa alueella urasuunnittelutaidoista? " * 5, user=user)
        await stage.acknowledged()
        line = await stage.told("cannot be written")
    stored = len(stage.logged())
    assert stored > 0
    return "200 of 200 answered", f"{line}; the {stored} questions stored before are kept"


@fault("a read-only database", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        await stage.said()
        await stage.acknowledged()
    stage.database.chmod(0o444)
    stage.database.parent.chmod(0o555)
    async with stage.process(*UNPRIVILEGED):
        await stage.said(user=12)
        line = await stage.told("cannot be written")
        await stage.acknowledged()
    stage.database.parent.chmod(0o755)
    assert stage.logged() == ["moi"]
    return "the answer", line


@fault("a database locked for 10 s", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        await stage.said(user=11)
        await stage.acknowledged()
        with contextlib.closing(sqlite3.connect(stage.database, isolation_level=None)) as other:
            other.execute("begin immediate")
            for user in range(100, 105):
                await stage.said(user=user)
            await asyncio.sleep(10)
            other.execute("rollback")
        await stage.said(user=12)
        await stage.acknowledged()
    assert len(stage.logged()) == 7
    line = await stage.told("locked")
    return "the answers, each a second or two late", f"{line}; all 7 questions in the log afterwards"


@fault("a corrupt database at the start")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        await stage.said()
        await stage.acknowledged()
    _corrupted(stage)
    async with stage.serving():
        await stage.said(user=12)
        await stage.acknowledged()
    assert _set_aside(stage)
    assert stage.logged() == ["moi"]
    return "the answer", await stage.told("moved to")


@fault("a database that becomes corrupt while it is open")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        for user in range(100, 110):
            await stage.said(user=user)
        await stage.acknowledged()
        with contextlib.closing(sqlite3.connect(stage.database)) as other:
            other.execute("pragma wal_checkpoint(truncate)")
        _corrupted(stage)
        await stage.said(user=12)
        await stage.said(user=13)
        await stage.acknowledged()
    return "the answers", await stage.told("corrupt")


@fault("a write-ahead log that is gone")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        await stage.said()
        await stage.acknowledged()
        stage.database.with_name("questions.db-wal").unlink()
        await stage.said(user=12)
        await stage.acknowledged()
    assert stage.logged() == ["moi", "moi"]
    return "the answers", "nothing; both questions are in the log"


@fault("a database that is removed while it is open")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        await stage.said()
        await stage.acknowledged()
        stage.database.unlink()
        await stage.said(user=12)
        await stage.acknowledged()
    assert stage.logged() == ["moi"]
    return "the answers", "nothing; a new file goes on"


@fault("a database of a newer program")
async def _(stage: Stage) -> tuple[str, str]:
    stage.database.parent.mkdir()
    with contextlib.closing(sqlite3.connect(stage.database)) as newer:
        newer.execute("pragma user_version = 99")
    async with stage.serving():
        await stage.said()
        await stage.acknowledged()
    with contextlib.suppress(LogError):
        QueryLog(stage.database).newest(1)
    return "the answer", await stage.told("newer")


@fault("a key of the log that is missing at the start", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.process(BOT_KEYS=KEY):
        await stage.said()
    async with stage.process() as process:
        await process.wait()
    assert process.returncode == UNUSABLE
    ended = stage.lines[-1]
    async with stage.process(BOT_KEYS=KEY):
        await stage.said(count=2)
    return "nothing; Telegram keeps the questions", f"exit 78: {ended}"
