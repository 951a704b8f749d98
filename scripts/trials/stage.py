"""One emulator, one folder, one bot: where a fault is played, and what its user and its operator see."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import sqlite3
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from emulator import Call, Fault, Telegram, bot

from bot.adviser import Adviser
from bot.log.querylog import QueryLog
from trials import ROOT
from trials.asking import environment

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

SECONDS = 30
GREETING = "moi"
UNPRIVILEGED = ("setpriv", "--bounding-set=-dac_override") if os.geteuid() == 0 else ()
"""Before a command: file permissions bind it even when it is root's."""


@dataclass
class Stage:
    """telegram: the emulator. folder: of the content and the log. lines: what the operator was told."""

    telegram: Telegram
    folder: Path
    lines: list[str] = field(default_factory=list)

    @property
    def database(self) -> Path:
        """The file of the log."""
        return self.folder / "data" / "questions.db"

    @property
    def content(self) -> Path:
        """The folder of the content."""
        return self.folder / "knowledge"

    @contextlib.asynccontextmanager
    async def serving(self, **chosen: object) -> AsyncIterator[asyncio.Task[None]]:
        """The bot in this process."""
        log = QueryLog(self.database)
        async with bot(self.telegram, Adviser.open(self.content, "auto", log), **chosen) as task:
            yield task
        log.close()

    @contextlib.asynccontextmanager
    async def process(self, *before: str, **more: str) -> AsyncIterator[Process]:
        """The bot in a process of its own; what it writes is told to the operator. before: a command that starts it."""
        given = {"BOT_KNOWLEDGE": str(self.content), "BOT_KEYS": "", **more}
        settings = environment(
            self.telegram, self.folder, BOT_DATABASE=str(self.database), BOT_SEND_LIMITS="false", **given
        )
        process = await asyncio.create_subprocess_exec(
            *before,
            sys.executable,
            "-m",
            "bot",
            "run",
            env=settings,
            cwd=self.folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        told = asyncio.create_task(self._listen(process))
        try:
            yield process
            if process.returncode is None:
                process.terminate()
            async with asyncio.timeout(SECONDS):
                await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
            await told

    async def said(self, text: str = GREETING, user: int = 11, count: int = 1) -> Call:
        """Say something; the newest of `count` messages that the user has seen then."""
        await self.telegram.say(text, user=user)
        return (await self.seen(user, count))[-1]

    async def seen(self, user: int, count: int = 1) -> list[Call]:
        """What the user has seen, as soon as there are `count` messages."""

        def messages() -> list[Call]:
            return [call for call in self.telegram.taken if call.method == "sendMessage" and call.chat == user]

        async with asyncio.timeout(SECONDS):
            while len(messages()) < count:
                await self.telegram.until(lambda: len(messages()) >= count)
        return messages()

    async def acknowledged(self) -> None:
        """Wait until Telegram keeps no update."""
        async with asyncio.timeout(SECONDS):
            while self.telegram.waiting:  # noqa: ASYNC110  the emulator tells nobody
                await asyncio.sleep(0.05)

    async def told(self, part: str) -> str:
        """Wait until the operator is told something with `part` in it; the line."""
        async with asyncio.timeout(SECONDS):
            while True:
                for line in self.lines:
                    if part in line:
                        return line
                await asyncio.sleep(0.05)

    def logged(self) -> list[str]:
        """The questions in the log, oldest first; the file is sound."""
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            assert database.execute("pragma integrity_check").fetchone() == ("ok",)
            return [question for (question,) in database.execute("select question from questions order by id")]

    async def healthy(self, **more: str) -> tuple[bool, str]:
        """What `bot health` says."""
        settings = environment(
            self.telegram,
            self.folder,
            BOT_KNOWLEDGE=str(self.content),
            BOT_DATABASE=str(self.database),
            **{"BOT_KEYS": "", **more},
        )
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "health",
            env=settings,
            cwd=self.folder,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        written, _ = await process.communicate()
        return process.returncode == 0, written.decode().strip()

    async def _listen(self, process: Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self.lines.append(line.decode().strip())


@contextlib.asynccontextmanager
async def stage(folder: Path) -> AsyncIterator[Stage]:
    """Set the stage in an empty folder: the small content of the tests, a new emulator, and the log in memory."""
    shutil.copytree(ROOT / "tests" / "knowledge", folder / "knowledge")
    async with Telegram().running() as telegram:
        made = Stage(telegram, folder)
        handler = Lines(made.lines)
        logging.getLogger().addHandler(handler)
        try:
            yield made
        finally:
            logging.getLogger().removeHandler(handler)


class Lines(logging.Handler):
    """Keeps the lines that an operator would see."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.INFO)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        if record.name.startswith("bot"):
            self._lines.append(self.format(record))


@dataclass(frozen=True)
class Played:
    """A fault. play: plays it on a stage, and gives what the user and the operator saw. quick: takes under a second."""

    name: str
    play: Callable[[Stage], Awaitable[tuple[str, str]]]
    quick: bool


FAULTS: list[Played] = []


def fault(name: str, *, quick: bool = True) -> Callable[[Any], Any]:
    """Add a function to the faults."""

    def add(play: Callable[[Stage], Awaitable[tuple[str, str]]]) -> Callable[[Stage], Awaitable[tuple[str, str]]]:
        FAULTS.append(Played(name, play, quick))
        return play

    return add


def told_to_wait(seconds: int) -> Fault:
    """A 429."""
    return Fault(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
