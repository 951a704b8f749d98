"""Attacks with much or dear text: how long somebody else then waits, and what is remembered of a million chats."""

from __future__ import annotations

import asyncio
import time
from itertools import count
from typing import TYPE_CHECKING

from attacks import attacks
from emulator import group, mention

from trials import ROOT
from trials.asking import percentile
from trials.memory import grown
from trials.stage import Stage, fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulator import Telegram

ATTACKER = 666
MOST = 100.0
"""Milliseconds within which 95 of 100 messages of others are to be answered."""
MEMORY = 200.0
"""MB that may be remembered of a million chats."""
FEWEST = 20
"""Least number of questions of others, the first of them amid the attack."""
GAP = 0.1
"""Seconds between two questions of others, each of another person."""
FULL = 90
"""Updates that wait at most: Telegram hands out 100 at a time, and those of others shall be among them."""


@fault("one dear message after another", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    return await _beside(stage, [{"text": text} for text in _dear(3)])


@fault("dear messages in a group", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    return await _beside(stage, [{**mention(text[:4000]), "chat": group()} for text in _dear(3)])


@fault("dear captions and edits", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    photo = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]
    captions: list[dict[str, object]] = [{"caption": text[:1024], "photo": photo} for text in _dear(2)]
    edits: list[dict[str, object]] = [{"text": text, "edit_date": int(time.time())} for text in _dear(2)]
    return await _beside(stage, captions + edits)


@fault("dear inline queries", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    return await _beside(stage, [{"query": text[at : at + 256]} for text in _dear(2) for at in range(0, 1024, 256)])


@fault("presses without end", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    return await _beside(stage, [{"data": data} for data in ("o|overview|b", "roskaa", "p|t|0") for _ in range(150)])


@fault("a thousand short messages", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    return await _beside(stage, [{"text": "moi"}] * 1000)


@fault("a million chats", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    megabytes, stall = await grown(1_000_000)
    assert megabytes <= MEMORY
    assert stall <= MOST
    return f"nothing; the longest step of any that forgets {stall:.1f} ms", f"{megabytes:.0f} MB more"


def _dear(rounds: int) -> Iterator[str]:
    for seed in range(rounds):
        yield from attacks(ROOT / "knowledge", 100 + seed).values()


async def _beside(stage: Stage, contents: list[dict[str, object]]) -> tuple[str, str]:
    """Let one person send all of this as fast as it is taken, and others ask something every now and then."""
    telegram, users = stage.telegram, count(1000)
    async with stage.process(BOT_KNOWLEDGE=str(ROOT / "knowledge")):
        await stage.said(user=next(users))
        attack = asyncio.create_task(_send(telegram, contents))
        waits: list[float] = []
        while len(waits) < FEWEST or not attack.done():
            waits.append(await _waited(stage, next(users)))
        await attack
        await stage.acknowledged()
    p95 = percentile(waits, 95)
    assert p95 <= MOST, f"p95 {p95:.0f} ms, longest {max(waits):.0f} ms of {len(waits)}"
    return (
        f"p95 {p95:.0f} ms, longest {max(waits):.0f} ms of {len(waits)} answers to others",
        f"{len(contents)} attacks, a count in the metrics",
    )


async def _waited(stage: Stage, user: int) -> float:
    """Milliseconds that somebody waits for an answer, after a pause."""
    await asyncio.sleep(GAP)
    began = time.monotonic()
    return 1000 * ((await stage.said(user=user)).at - began)


async def _send(telegram: Telegram, contents: list[dict[str, object]]) -> None:
    for content in contents:
        while len(telegram.waiting) > FULL:  # noqa: ASYNC110  the emulator tells nobody
            await asyncio.sleep(0.02)
        if "data" in content:
            await telegram.press(str(content["data"]), user=ATTACKER)
        elif "query" in content:
            await telegram.ask_inline(str(content["query"]), user=ATTACKER)
        else:
            kind = "edited_message" if "edit_date" in content else "message"
            await telegram.send(kind, telegram.message(user=ATTACKER) | content)
