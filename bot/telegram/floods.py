"""Persons and groups that write more than can be read: told once, then left alone until they slow down."""

from __future__ import annotations

import time
from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.telegram.recent import MOST_KEPT, Recent

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE = 60.0
GROUP = 3
"""How many persons at their limit a whole group may be worth."""


class Treatment(Enum):
    """What becomes of a message. TELL and TELL_GROUP: who is told that it is too much, the person or the group."""

    ANSWER = auto()
    TELL = auto()
    TELL_GROUP = auto()
    IGNORE = auto()


class Buckets:
    """How much each has written lately: every message fills its bucket a bit, which runs empty in a minute.

    limit: messages that fill it. What comes to a full bucket is not answered, and keeps it full.
    """

    def __init__(self, limit: int, clock: Callable[[], float], most: int) -> None:
        self._limit = limit
        self._clock = clock
        self._known = Recent[int, tuple[float, bool]](MINUTE, clock, most)  # empty from when on, told so

    def __len__(self) -> int:
        return len(self._known)

    def take(self, key: int) -> tuple[bool, bool]:
        """Count a message: whether the bucket was full, and whether that was told since it was last half empty."""
        now, limit = self._clock(), self._limit
        empty_at, told = self._known.recall(key) or (now, False)
        level = max(0.0, empty_at - now) * limit / MINUTE
        full = level > limit - 1
        level = min(float(limit), level + 1)
        self._known.keep(key, (now + level * MINUTE / limit, full or (told and level > limit / 2)))
        return full, told


class Floods:
    """Judges all messages, or all presses, by person and by group.

    limit: how many a minute one person is answered, in all chats together. clock: monotonic seconds. most: how many
    persons, and groups, are remembered.
    """

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic, most: int = MOST_KEPT) -> None:
        self._persons = Buckets(limit, clock, most)
        self._groups = Buckets(GROUP * limit, clock, most)

    def __len__(self) -> int:
        return len(self._persons) + len(self._groups)

    def take(self, person: int, group: int | None = None) -> Treatment:
        """Judge what has come just now of a person, in a group; what a person is not answered counts for no group."""
        full, told = self._persons.take(person)
        if full:
            return Treatment.IGNORE if told else Treatment.TELL
        full, told = (False, False) if group is None else self._groups.take(group)
        return Treatment.ANSWER if not full else Treatment.IGNORE if told else Treatment.TELL_GROUP
