"""People who ask through the emulator, and what became of their questions."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import quantiles
from typing import TYPE_CHECKING

from emulator import TOKEN, Telegram, free_port, group, mention
from lo_bot_api_emulator.updates import UpdateError

from trials import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

BOT = ("-m", "bot", "run")
KEY = f"{43 * 'A'}="
"""Questions are encrypted, as they are wherever others use the bot."""
STOCK = (str(ROOT / "scripts" / "trials" / "stock.py"),)
CONCURRENT = (*STOCK, "concurrent")
QUESTIONS = (
    "Kuka vastaa alueella urasuunnittelutaidoista?",
    "Missä kirjastot ovat mukana?",
    "Mitä Lapista kerrotaan?",
    "paljonko opo tienaa",
    "kuka alueella tekee sen palvelukartan",
    "kiitos",
    "Mitä JOTPA koordinoi?",
)


@dataclass
class Asked:
    """Questions by the id of their message: the chat, and when each was asked and first answered, in seconds."""

    telegram: Telegram
    chats: dict[int, int] = field(default_factory=dict)
    at: dict[int, float] = field(default_factory=dict)

    async def ask(self, user: int, number: int = 0) -> None:
        """Put a question in a group of the user's own, where replies name their questions; wait until there is room."""
        message = self.telegram.message(**mention(QUESTIONS[number % len(QUESTIONS)]), user=user, chat=group(-user))
        while True:
            with contextlib.suppress(UpdateError):
                await self.telegram.send("message", message)
                break
            await asyncio.sleep(0.02)
        self.chats[message["message_id"]] = -user
        self.at[message["message_id"]] = time.monotonic()

    @property
    def answers(self) -> dict[int, list[float]]:
        """When each question was answered, every time."""
        answers = defaultdict(list)
        for call in self.telegram.of("sendMessage"):
            answers[call.fields["reply_parameters"]["message_id"]].append(call.at)
        return answers

    async def answered(self, seconds: float = 60) -> bool:
        """Wait until everything is answered, or nothing has come for `seconds`."""
        newest = time.monotonic()
        while self.unanswered and time.monotonic() - newest < seconds:
            await asyncio.sleep(0.25)
            newest = max([newest, *(call.at for call in self.telegram.of("sendMessage")[-1:])])
        return not self.unanswered

    @property
    def unanswered(self) -> int:
        """How many questions have no answer."""
        return len(self.at.keys() - self.answers.keys())

    @property
    def twice(self) -> int:
        """How many answers came more often than once."""
        return sum(len(times) - 1 for times in self.answers.values())

    @property
    def violations(self) -> int:
        """How many answers came before that of an earlier question in their chat."""
        order = defaultdict(list)
        for message_id, times in sorted(self.answers.items()):
            order[self.chats[message_id]].append(times[0])
        return sum(after < before for times in order.values() for before, after in pairwise(times))

    def latencies(self, *, without: int | None = None) -> list[float]:
        """Milliseconds from each question to its first answer, apart from those in one chat."""
        answers = self.answers
        return [
            1000 * (answers[asked][0] - at)
            for asked, at in self.at.items()
            if asked in answers and self.chats[asked] != without
        ]


def percentile(values: list[float], percent: int) -> float:
    """The value below which `percent` of `values` lie."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def environment(telegram: Telegram, folder: Path, **more: str) -> dict[str, str]:
    """The settings of a bot that serves `telegram` and logs in `folder`."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    return given | {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": telegram.url,
        "BOT_DATABASE": str(folder / "questions.db"),
        "BOT_KEYS": KEY,
        "NO_PROXY": "127.0.0.1",
        "PYTHONPATH": str(ROOT),
        **more,
    }


def posted_to() -> dict[str, str]:
    """The further settings of a bot that Telegram posts updates to."""
    port = free_port()
    return {"BOT_WEBHOOK_URL": f"http://127.0.0.1:{port}", "BOT_WEBHOOK_PORT": str(port)}


@contextlib.asynccontextmanager
async def started(
    command: tuple[str, ...], settings: dict[str, str], folder: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot in a process of its own; what it writes goes to `bot.log` in `folder`. It is killed at the end."""
    with (folder / "bot.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, env=settings, cwd=folder, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
