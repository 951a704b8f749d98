"""Chats that write more than can be read: told once, then left alone until they slow down."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE = 60.0


class Verdict(Enum):
    """What becomes of a message."""

    ANSWER = auto()
    TELL = auto()
    IGNORE = auto()


@dataclass(slots=True)
class Flow:
    """The messages of one chat. times: of the newest ones, in monotonic seconds. flooding: whether it was told so."""

    times: deque[float]
    flooding: bool = False


class Floods:
    """Judges the messages of all chats. limit: how many a minute one chat is answered. clock: monotonic seconds."""

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._flows: dict[int, Flow] = {}

    def __len__(self) -> int:
        return len(self._flows)

    def take(self, chat_id: int) -> Verdict:
        """Judge a message of this chat that has come just now; unanswered ones count too."""
        now = self._clock()
        flow = self._flows.pop(chat_id, None) or Flow(deque(maxlen=self._limit))
        self._flows[chat_id] = flow
        full = len(flow.times) == self._limit and now - flow.times[0] < MINUTE
        flow.times.append(now)
        told, flow.flooding = flow.flooding, full
        self._forget(now)
        return Verdict.ANSWER if not full else Verdict.IGNORE if told else Verdict.TELL

    def _forget(self, now: float) -> None:
        """Drop the chats that have been silent for a minute; the one silent for longest comes first."""
        while now - self._flows[oldest := next(iter(self._flows))].times[-1] >= MINUTE:
            del self._flows[oldest]
