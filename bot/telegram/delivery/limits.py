"""Telegram's limits: how many messages may go out, to everyone and to one chat."""

from __future__ import annotations

import time
from array import array
from typing import TYPE_CHECKING

from bot.telegram.recent import Recent

if TYPE_CHECKING:
    from collections.abc import Callable

EVERYONE = 1 / 30
"""Seconds between two messages. They are spread evenly: what is on the wire when the process dies may come twice."""

CHAT = 1.0
"""Seconds between two messages to one chat."""

GROUP = 20
"""Messages to one group in a minute."""

MINUTE = 60.0


class Limits:
    """Tells each message how long it has to wait. on: without, nothing waits. clock: monotonic seconds."""

    def __init__(self, *, on: bool = True, clock: Callable[[], float] = time.monotonic) -> None:
        self._on = on
        self._clock = clock
        self._next = 0.0
        self._chats = Recent[int, "array[float]"](2 * MINUTE, clock)  # a place may be a minute ahead

    def __len__(self) -> int:
        return len(self._chats)

    def everyone(self) -> float:
        """Seconds until a message may go out; its place is taken."""
        if not self._on:
            return 0.0
        now = self._clock()
        at = max(now, self._next)
        self._next = at + EVERYONE
        return at - now

    def chat(self, chat_id: int) -> float:
        """Seconds until a message may go to this chat; its place is taken. Groups have negative ids."""
        if not self._on:
            return 0.0
        now = self._clock()
        times = self._chats.recall(chat_id) or array("d")
        at = max(now, times[-1] + CHAT) if times else now
        kept = GROUP if chat_id < 0 else 1
        if chat_id < 0 and len(times) == GROUP:
            at = max(at, times[0] + MINUTE)
        times.append(at)
        self._chats.keep(chat_id, times[-kept:])
        return at - now
