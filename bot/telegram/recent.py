"""What is remembered for a while, of a bounded number of chats or persons, and forgotten little by little."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

Key = TypeVar("Key", bound="Hashable")
Value = TypeVar("Value")

MOST_KEPT = 10_000
"""How many are remembered. Telegram lets a bot answer 1 800 in a minute; and each that is remembered makes the pass of
the garbage collector longer, for which everything stands."""
AT_ONCE = 2
"""How many are forgotten when one is added: more than one, so that they become fewer, and few, so that nobody waits."""


class Recent(Generic[Key, Value]):
    """Values by key. seconds: for how long each is remembered. most: how many are. clock: monotonic seconds."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic, most: int = MOST_KEPT) -> None:
        self._seconds = seconds
        self._clock = clock
        self._most = most
        self._kept: OrderedDict[Key, tuple[Value, float]] = OrderedDict()  # a dict finds its first key ever slower

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._kept)

    def recall(self, key: Key) -> Value | None:
        """What was kept for a key; None when that is nothing, or long ago."""
        kept = self._kept.get(key)
        return None if kept is None or self._aged(kept) else kept[0]

    def keep(self, key: Key, value: Value) -> None:
        """Remember a value from now on, and forget a few of the oldest that are past their time or too many."""
        self._kept[key] = value, self._clock()
        self._kept.move_to_end(key)
        for _ in range(AT_ONCE):
            if len(self._kept) <= self._most and not self._aged(next(iter(self._kept.values()))):
                break
            self._kept.popitem(last=False)

    def _aged(self, kept: tuple[Value, float]) -> bool:
        return self._clock() - kept[1] >= self._seconds
