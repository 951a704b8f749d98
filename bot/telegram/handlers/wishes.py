"""What an admin was asked to write as the next message."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Chat
from telegram.ext import filters

from bot.telegram.conversations import FORGOTTEN
from bot.telegram.recent import Recent

if TYPE_CHECKING:
    from telegram import Message

    from bot.review.changes import Example, Words


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for among the entries, for a gap."""

    gap: int


@dataclass(frozen=True, slots=True)
class Answering:
    """An answer to what is asked about a new topic."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Other words for a change. gap: what it is for, None when for none."""

    change: Words | Example
    gap: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change that was checked is to be published though it breaks something. draft: its token."""

    draft: str


Wish = Search | Answering | Rewording | Reason
EDITABLE = 48 * 3600.0
"""Seconds for which Telegram lets a message be edited."""


class Writing(filters.MessageFilter):
    """What an admin writes after having been asked for it; forgotten as soon as a conversation is.

    Only an answer about a new topic is waited for until something else is asked for: what is in between are looks at
    the gap, and what was meant for the content must not be taken for a question.
    """

    def __init__(self, admins: frozenset[int]) -> None:
        super().__init__()
        self._admins = admins
        self._wishes: dict[int, tuple[Wish, float]] = {}  # by admin, with when in monotonic seconds
        self._taken = Recent[tuple[int, int], bool](EDITABLE)

    def filter(self, message: Message) -> bool:
        """Whether `message` is what its writer was asked for, or that edited."""
        writer = message.from_user
        if message.chat.type != Chat.PRIVATE or writer is None or writer.id not in self._admins:
            return False
        if message.edit_date is not None:
            return bool(self._taken.recall((message.chat_id, message.message_id)))
        return self.recall(writer.id) is not None

    def ask(self, admin: int, wish: Wish) -> None:
        """Take the next message for an answer."""
        self._wishes[admin] = wish, time.monotonic()

    def recall(self, admin: int) -> Wish | None:
        """What the admin was asked for."""
        wish, at = self._wishes.get(admin, (None, 0.0))
        return wish if isinstance(wish, Answering) or time.monotonic() - at < FORGOTTEN else None

    def take(self, admin: int, message: Message) -> Wish | None:
        """What the admin was asked for and has written now; nothing is asked for any more."""
        self._taken.keep((message.chat_id, message.message_id), value=True)
        wish = self.recall(admin)
        self._wishes.pop(admin, None)
        return wish

    def look_elsewhere(self, admin: int) -> None:
        """Ask for nothing any more, but for an answer about a new topic."""
        if not isinstance(self.recall(admin), Answering):
            self.end(admin)

    def end(self, admin: int) -> None:
        """Ask for nothing any more."""
        self._wishes.pop(admin, None)
