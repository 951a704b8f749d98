"""Start, throughput, latency, headroom, memory and fairness of the bot, beside a bot that only repeats what was said.

usage: .venv/bin/python scripts/trial_load.py [--messages 2000] [--seconds 30] [--questions 100000] [--rounds 3]

The emulator and the askers are in this process, each bot in one of its own; the log is on the disk of TMPDIR and
committed with synchronous=FULL; the limits on sending are off in both, as the emulator is faster than Telegram.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import resource
import sqlite3
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from trials import ROOT

from trials.asking import BOT, CONCURRENT, QUESTIONS, STOCK, Asked, environment, percentile, started  # isort: skip
from emulator import Telegram

from bot.adviser import Adviser, set_apart
from bot.log.ledger import Ledger
from bot.log.sealing import Seal
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

TELEGRAM = 30
"""Messages a second that Telegram lets a bot send."""

STARTS = 5
"""How often the bot is started to see how long it takes."""

AT_ONCE = 50
"""Questions at once in the trials without a network."""


LABELLED = tuple(
    json.loads(line)["q"]
    for line in (ROOT / "knowledge" / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
)
"""Questions as people ask them, longer and less alike than those of the trials."""


@contextlib.asynccontextmanager
async def serving(command: tuple[str, ...]) -> AsyncIterator[tuple[Asked, int]]:
    """People who ask a bot without limits, and the number of its process."""
    with tempfile.TemporaryDirectory() as name:
        async with Telegram().running() as telegram:
            settings = environment(telegram, Path(name), BOT_SEND_LIMITS="false", BOT_FLOOD_LIMIT="20")
            async with started(command, settings, Path(name)) as process:
                await telegram.called("getUpdates")
                yield Asked(telegram), process.pid


async def start(cache: Path) -> tuple[float, float]:
    """Seconds until the bot polls first, and MB that it takes then. cache: the folder in which it keeps its index."""
    with tempfile.TemporaryDirectory() as name:
        async with Telegram().running() as telegram:
            settings = environment(telegram, Path(name), XDG_CACHE_HOME=str(cache))
            began = time.monotonic()
            async with started(BOT, settings, Path(name)) as process:
                polls = await telegram.called("getUpdates")
                return polls[0].at - began, _resident(process.pid)


async def starts(times: int) -> tuple[float, float, float]:
    """Medians of several starts: seconds without a kept index and with it, and MB at the first poll."""
    first, again = [], []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as cache:
            first.append((await start(Path(cache)))[0])
            again.append(await start(Path(cache)))
    return median(first), median(seconds for seconds, _ in again), median(megabytes for _, megabytes in again)


async def throughput(command: tuple[str, ...], messages: int) -> tuple[float, float]:
    """Answers a second while there is always a question, and MB that the bot takes afterwards."""
    async with serving(command) as (asked, process):
        began = time.monotonic()
        for number in range(messages):
            await asked.ask(1 + number % 500, number)
        await asked.answered()
        assert not asked.unanswered  # noqa: S101  a trial that lost something tells nothing
        return messages / (max(times[0] for times in asked.answers.values()) - began), _resident(process)


async def steady(command: tuple[str, ...], seconds: int) -> list[float]:
    """Latencies in ms of questions that come evenly, 30 a second."""
    async with serving(command) as (asked, _):
        await asked.ask(1)
        await asked.answered()
        await _evenly(asked, seconds, TELEGRAM)
        await asked.answered()
        return asked.latencies()[1:]


async def commits(seconds: int) -> list[float]:
    """Milliseconds that bare commits to this disk take, 30 a second: the part of the latency that is not the bot's."""
    with tempfile.TemporaryDirectory() as name, contextlib.closing(sqlite3.connect(Path(name) / "bare.db")) as database:
        database.executescript("pragma journal_mode = wal; pragma synchronous = full; create table rows (text)")
        taken = []
        for _ in range(seconds * TELEGRAM):
            await asyncio.sleep(1 / TELEGRAM)
            began = time.perf_counter()
            with database:
                database.execute("insert into rows values (?)", ["x" * 500])
            taken.append(1000 * (time.perf_counter() - began))
        return taken


async def among_normal(seconds: int, *, flood: bool) -> list[float]:
    """Latencies in ms of 50 people who ask each 5 s, with or without one who writes 1 000 times a minute."""
    async with serving(BOT) as (asked, _):
        async with asyncio.TaskGroup() as group:
            group.create_task(_evenly(asked, seconds, 10, users=range(1, 51)))
            if flood:
                group.create_task(_evenly(asked, seconds, 1000 / 60, users=range(9999, 10000)))
        await asked.answered(3)
        return asked.latencies(without=-9999)


async def _evenly(asked: Asked, seconds: int, rate: float, users: range = range(1, 501)) -> None:
    began = time.monotonic()
    for number in range(round(seconds * rate)):
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        await asked.ask(users[number % len(users)], number)


async def core(questions: int, texts: Sequence[str]) -> tuple[float, float, float]:
    """Answer and commit without a network: questions a second of wall time and of one core, and MB of growth."""
    with tempfile.TemporaryDirectory() as name:
        adviser = Adviser.open(ROOT / "knowledge", "auto", None)
        ledger = Ledger(Path(name) / "questions.db", 1, Seal(token="1:load"))  # noqa: S106
        ledger.recall()
        set_apart()
        numbers = iter(range(questions))

        async def asker() -> None:
            for number in numbers:
                _, _, row, _ = adviser.work_out(texts[number % len(texts)], NEW, "telegram", "private")
                await ledger.record(replace(row, update_id=number))
                await ledger.mark_done(number)

        async def ask(count: int) -> None:
            nonlocal numbers
            numbers = iter(range(first, first + count))
            await asyncio.gather(*(asker() for _ in range(AT_ONCE)))

        first = 0
        warm = min(questions // 2, 20_000)
        await ask(warm)
        first, before = warm, _resident()
        wall, cpu = time.perf_counter(), time.process_time()
        await ask(questions - warm)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        grown = _resident() - before
        await ledger.close()
        return (questions - warm) / wall, (questions - warm) / cpu, grown


def _resident(process: int | str = "self") -> float:
    """MB of memory in use."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


async def main() -> None:
    """Run the trial and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("messages", 2000), ("seconds", 30), ("questions", 100_000), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=number)
    chosen = parser.parse_args()

    without, kept, megabytes = await starts(STARTS)
    print(
        f"start: {kept:.2f} s to the first poll (<= 1.2), {without:.2f} s where no index was kept; {megabytes:.0f} MB",
        flush=True,
    )

    found: dict[tuple[str, ...], list[tuple[float, float]]] = {BOT: [], STOCK: [], CONCURRENT: []}
    for _ in range(chosen.rounds):
        for command, measured in found.items():
            measured.append(await throughput(command, chosen.messages))
    rates = [[rate for rate, _ in measured] for measured in found.values()]
    ours, echo, concurrent = map(median, rates)
    print(
        f"throughput: {ours:.0f} answers/s, echo {echo:.0f}/s, concurrent echo {concurrent:.0f}/s, ratio to the "
        f"faster {ours / max(echo, concurrent):.2f} (>= 0.8); all rounds: "
        f"{[[round(rate) for rate in measured] for measured in rates]}",
        flush=True,
    )
    print(
        f"memory after {chosen.messages} messages: {median(grown for _, grown in found[BOT]):.0f} MB (<= 130)",
        flush=True,
    )

    late: dict[tuple[str, ...], list[list[float]]] = {BOT: [], STOCK: []}
    for _ in range(chosen.rounds):
        for command, times in late.items():
            times.append(await steady(command, chosen.seconds))
    (our50, our99), (echo50, echo99) = (
        tuple(median(percentile(one, percent) for one in late[command]) for percent in (50, 99))
        for command in (BOT, STOCK)
    )
    bare = await commits(chosen.seconds)
    print(
        f"at 30 a second: p50 {our50:.1f} ms, p99 {our99:.1f} ms (< 100); echo p50 {echo50:.1f} ms, p99 "
        f"{echo99:.1f} ms; p99 added {our99 - echo99:.1f} ms (<= 5); a bare commit p50 {median(bare):.1f} ms, p99 "
        f"{percentile(bare, 99):.1f} ms",
        flush=True,
    )

    alone, among = [
        median([percentile(await among_normal(chosen.seconds, flood=flood), 95) for _ in range(chosen.rounds)])
        for flood in (False, True)
    ]
    print(
        f"one user at 1 000 a minute among 50: p95 of the others {alone:.1f} ms without, {among:.1f} ms with, "
        f"{among / alone:.2f} times (<= 2)",
        flush=True,
    )

    wall, cpu, grown = await core(chosen.questions, QUESTIONS)
    print(
        f"core: {wall:.0f} questions/s of wall time, {cpu:.0f}/s of one core, {cpu / TELEGRAM:.1f} times Telegram's "
        f"limit (>= 15, goal 30); memory grew {grown:.1f} MB over {chosen.questions} questions (< 5)",
        flush=True,
    )
    wall, cpu, _ = await core(20 * len(LABELLED), LABELLED)
    print(
        f"the same with {len(LABELLED)} different labelled questions: {wall:.0f}/s of wall time, {cpu:.0f}/s of one "
        f"core, {cpu / TELEGRAM:.1f} times Telegram's limit",
        flush=True,
    )


if __name__ == "__main__":
    asyncio.run(main())
