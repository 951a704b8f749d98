"""What an admin was asked to write as the next message."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Chat
from telegram.ext import filters

from bot.telegram.conversations import FORGOTTEN

if TYPE_CHECKING:
    from telegram import Message

    from bot.review.changes import Example, Words


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for among the entries, for a gap."""

    gap: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A new topic, filled in. gap: what it is for, None when for none."""

    gap: int | None


@dataclass(frozen=True, slots=True)
class Rewording:
    """Other words for a change. gap: as that of `Topic`."""

    change: Words | Example
    gap: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change that was checked is to be published though it breaks something. draft: its token."""

    draft: str


Wish = Search | Topic | Rewording | Reason


class Writing(filters.MessageFilter):
    """What an admin writes after having been asked for it; forgotten as soon as a conversation is."""

    def __init__(self, admins: frozenset[int]) -> None:
        super().__init__()
        self._admins = admins
        self._wishes: dict[int, tuple[Wish, float]] = {}  # by admin, with when in monotonic seconds

    def filter(self, message: Message) -> bool:
        """Whether `message` is what its writer was asked for."""
        writer = message.from_user
        if message.chat.type != Chat.PRIVATE or writer is None or writer.id not in self._admins:
            return False
        return self.recall(writer.id) is not None

    def ask(self, admin: int, wish: Wish) -> None:
        """Take the next message for an answer."""
        self._wishes[admin] = wish, time.monotonic()

    def recall(self, admin: int) -> Wish | None:
        """What the admin was asked for."""
        wish, at = self._wishes.get(admin, (None, 0.0))
        return wish if time.monotonic() - at < FORGOTTEN else None

    def forget(self, admin: int) -> None:
        """Ask for nothing any more."""
        self._wishes.pop(admin, None)
