"""What a bot remembers of very many chats: megabytes, and the longest step that adds one and forgets others."""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from pathlib import Path

from bot.content.entries import Facet
from bot.telegram.conversations import Answered, Conversations, Participant
from bot.telegram.delivery.limits import Limits
from bot.telegram.floods import Floods
from bot.understanding.query import Conversation
from trials import ROOT


async def grown(chats: int) -> tuple[float, float]:
    """MB and ms, measured in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "trials.memory",
        str(chats),
        cwd=ROOT / "scripts",
        stdout=asyncio.subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT)},
    )
    written, _ = await process.communicate()
    megabytes, stall = written.split()
    return float(megabytes), float(stall)


def _fill(chats: int) -> tuple[float, float]:
    now = 0.0

    def clock() -> float:
        return now

    conversations, answered, limits = Conversations(clock), Answered(clock), Limits(clock=clock)
    judges = [Floods(limit, clock) for limit in (20, 60, 120)]

    def step(chat: int) -> None:
        for judge in judges:
            judge.take(chat, -chat)
        said = Conversation(f"measure:{chat}", Facet.BOTH, (f"topic:{chat}", f"actor:{chat}"))
        conversations.keep(Participant(-chat, chat, chat), said)
        conversations.keep_shown(-chat, chat, said)
        answered.keep(chat, chat, chat)
        answered.hear(chat, chat, str(chat))
        limits.chat(-chat)

    before = _resident()
    for chat in range(1, chats + 1):
        step(chat)
    megabytes = _resident() - before
    now, longest = 10_000.0, 0.0  # all of it is past its time
    for chat in range(chats + 1, chats + 100_000):
        began = time.perf_counter()
        step(chat)
        longest = max(longest, time.perf_counter() - began)
    return megabytes, 1000 * longest


def _resident() -> float:
    """MB of memory in use."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    print(*_fill(int(sys.argv[1])))
