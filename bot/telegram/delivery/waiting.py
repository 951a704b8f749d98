"""How long to wait before another try, and how to stop waiting."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from telegram.error import RetryAfter

FIRST = 0.15
LONGEST = 30.0
T = TypeVar("T")


def pick_pause(attempt: int) -> float:
    """Seconds before try number `attempt` + 1 is repeated: from 0.15 s doubling to 30 s, a random part of it off.

    attempt: how many tries have failed before this one, from 0.
    """
    longest: float = min(LONGEST, FIRST * 2 ** min(attempt, 10))
    return longest * random.uniform(0.5, 1)  # noqa: S311  it spreads load and guards nothing


def read_wait(error: RetryAfter) -> float:
    """Seconds that Telegram told to wait."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


async def wait_unless(stop: asyncio.Event, work: Awaitable[T]) -> T | None:
    """The result of `work`; None, and the work cancelled, when `stop` is set before it is done."""
    task, stopped = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if task.done():
        return task.result()
    task.cancel()
    await asyncio.wait({task})
    return None
