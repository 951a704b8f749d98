"""Kill the bot again and again while people ask: nothing may be lost, and as good as nothing answered twice.

usage: .venv/bin/python scripts/trial_crash.py [--polling 200] [--webhook 50] [--stock 20] [--blocked 60]
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from trials.asking import BOT, CONCURRENT, Asked, environment, percentile, posted_to, started  # isort: skip  it finds the emulator
from emulator import TOKEN, Fault, Telegram

USERS = 200
QUESTIONS = 2000
LONGEST = 1.5
"""Longest life of the bot before a kill, in seconds after its first poll."""


@dataclass(frozen=True)
class Outcome:
    """What was left after the kills. sound: how many of the databases passed SQLite's check."""

    kills: int
    asked: int
    lost: int
    twice: int
    violations: int
    sound: int
    logged: int

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.asked} questions: lost {self.lost}, answered twice {self.twice}, order "
            f"violations {self.violations}, integrity ok {self.sound}/{self.kills}, in the log {self.logged}"
        )


async def killed(command: tuple[str, ...], kills: int, questions: int, *, webhook: bool = False) -> Outcome:
    """Ask `questions` and kill the bot; ask more while kills are left, and let the bot finish in the end."""
    sound = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with Telegram().running() as telegram:
            asked, settings = Asked(telegram), environment(telegram, folder, **(posted_to() if webhook else {}))
            asking = asyncio.create_task(_ask(asked, questions))
            posting = asyncio.create_task(_post(telegram) if webhook else asyncio.sleep(0))
            for _ in range(kills):
                if asking.done():
                    asking = asyncio.create_task(_ask(asked, questions))
                async with started(command, settings, folder):
                    await _serving(telegram, webhook=webhook)
                    await asyncio.sleep(random.uniform(0, LONGEST))
                sound += _is_sound(folder / "questions.db")
            async with started(command, settings, folder) as process:
                await asking
                await asked.answered(10 if command == CONCURRENT else 60)
                process.terminate()
                await process.wait()
            posting.cancel()
            return Outcome(
                kills,
                len(asked.at),
                asked.unanswered,
                asked.twice,
                asked.violations,
                sound,
                _logged(folder / "questions.db"),
            )


async def blocked(seconds: int, *, block: bool) -> str:
    """Let 300 questions come from others while one chat is told to wait; their percentiles, and what the chat got."""
    with tempfile.TemporaryDirectory() as name:
        async with Telegram().running() as telegram:
            asked, settings = Asked(telegram), environment(telegram, Path(name))
            async with started(BOT, settings, Path(name)):
                await _serving(telegram, webhook=False)
                if block:
                    telegram.fail("sendMessage", Fault(429, "Too Many Requests", retry_after=seconds), chat=-1)
                for number in range(300):
                    await asked.ask(2 + number % 50, number)
                    if number % 30 == 0:
                        await asked.ask(1, number)
                    await asyncio.sleep(0.1)
                await asked.answered(seconds + 10)
            others = asked.latencies(without=-1)
            mine = sorted(at for call in telegram.of("sendMessage") if call.chat == -1 for at in [call.at])
            return (
                f"others p50 {percentile(others, 50):.0f} ms, p95 {percentile(others, 95):.0f} ms; unanswered "
                f"{asked.unanswered}; the chat's calls came over {mine[-1] - mine[0]:.0f} s, order violations "
                f"{asked.violations}"
            )


async def _ask(asked: Asked, questions: int) -> None:
    for number in range(questions):
        await asked.ask(1 + number % USERS, number)


async def _post(telegram: Telegram) -> None:
    """Post again what the bot has not taken, as Telegram does."""
    while True:
        await telegram.deliver_updates(token=TOKEN)
        await asyncio.sleep(0.05)


async def _serving(telegram: Telegram, *, webhook: bool) -> None:
    method = "setWebhook" if webhook else "getUpdates"
    await telegram.called(method, len(telegram.of(method)) + 1)


def _is_sound(path: Path) -> bool:
    if not path.exists():
        return True
    with contextlib.closing(sqlite3.connect(path)) as database:
        return bool(database.execute("pragma integrity_check").fetchone() == ("ok",))


def _logged(path: Path) -> int:
    if not path.exists():
        return 0
    with contextlib.closing(sqlite3.connect(path)) as database:
        return int(database.execute("select count(*) from questions").fetchone()[0])


async def main() -> None:
    """Run the trial and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, kills in (("polling", 200), ("webhook", 50), ("stock", 20)):
        parser.add_argument(f"--{name}", type=int, default=kills, help="how many kills")
    parser.add_argument("--blocked", type=int, default=60, help="seconds that one chat is told to wait")
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="asked at a time")
    chosen = parser.parse_args()
    for kills, name, command, webhook in (
        (chosen.polling, "polling", BOT, False),
        (chosen.webhook, "webhook", BOT, True),
        (chosen.stock, "stock python-telegram-bot, polling", CONCURRENT, False),
    ):
        if kills:
            print(f"{name}: {await killed(command, kills, chosen.questions, webhook=webhook)}", flush=True)
    if chosen.blocked:
        print("one chat told to wait:", await blocked(chosen.blocked, block=True), flush=True)
        print("the same, none told:  ", await blocked(chosen.blocked, block=False), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
