"""Attacks with much or dear text: how long somebody else then waits, and what is remembered of a million chats."""

from __future__ import annotations

import asyncio
import time
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

ATTACKER, QUIET = 666, 7
MOST = 100.0
"""Milliseconds within which 95 of 100 messages of the quiet user are to be answered."""
MEMORY = 200.0
"""MB that may be remembered of a million chats."""
GAP = 0.25
"""Seconds between two questions of the quiet user."""
FULL = 90
"""Updates that wait at most: Telegram hands out 100 at a time, and the quiet user's shall be among them."""
LIMIT = 120
"""What the quiet user needs; the attacker has it as well, six times what it is by default."""


@fault("one dear message after another", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    return await _beside(stage, [{"text": text} for text in _dear(3)])


@fault("dear messages in a group", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    return await _beside(stage, [{**mention(text[:4000]), "chat": group()} for text in _dear(3)])


@fault("dear captions and edits", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    photo = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]
    captions = [{"caption": text[:1024], "photo": photo} for text in _dear(2)]
    edits = [{"text": text, "edit_date": int(time.time())} for text in _dear(2)]
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
    """Let one person send all of this as fast as it is taken, and somebody else ask something every now and then."""
    telegram = stage.telegram
    async with stage.process(BOT_KNOWLEDGE=str(ROOT / "knowledge"), BOT_FLOOD_LIMIT=str(LIMIT)):
        await stage.said(user=QUIET)
        attack = asyncio.create_task(_send(telegram, contents))
        waits = [await _waited(stage) for _ in range(20)]
        while not attack.done() or telegram.waiting:
            waits.append(await _waited(stage))
        await attack
    p95 = percentile(waits, 95)
    assert p95 <= MOST, f"p95 {p95:.0f} ms of {len(waits)}"
    return f"p95 {p95:.0f} ms, longest {max(waits):.0f} ms of {len(waits)} answers to another", "a count in the metrics"


async def _waited(stage: Stage) -> float:
    """Milliseconds that the quiet user waits for an answer, after a pause."""
    telegram = stage.telegram
    await asyncio.sleep(GAP)
    seen = len([call for call in telegram.taken if call.method == "sendMessage" and call.chat == QUIET])
    began = time.monotonic()
    await telegram.say("moi", user=QUIET)
    return 1000 * ((await stage.seen(QUIET, seen + 1))[-1].at - began)


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
