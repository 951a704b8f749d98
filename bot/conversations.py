"""What was said before, chat by chat: in the memory of the process only, and forgotten soon."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.query import NEW, Conversation

if TYPE_CHECKING:
    from collections.abc import Callable

FORGOTTEN = 30 * 60.0
"""Seconds after which a conversation is forgotten."""
MENDED = 15 * 60.0
"""Seconds for which a question that is edited is answered in the message that answered it first."""


class Conversations:
    """The conversations that go on. clock: monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._by_chat: dict[int, Conversation] = {}

    def __len__(self) -> int:
        return len(self._by_chat)

    def recall(self, chat_id: int) -> Conversation:
        """What was said in this chat; a new conversation when that is nothing, or long ago."""
        known = self._by_chat.get(chat_id, NEW)
        return NEW if self._aged(known) else known

    def keep(self, chat_id: int, conversation: Conversation) -> None:
        """Remember what was said in this chat just now, and drop what is forgotten."""
        self._by_chat.pop(chat_id, None)
        self._by_chat[chat_id] = replace(conversation, at=self._clock())
        while self._aged(self._by_chat[oldest := next(iter(self._by_chat))]):
            del self._by_chat[oldest]

    def _aged(self, conversation: Conversation) -> bool:
        return self._clock() - conversation.at >= FORGOTTEN


class Answered:
    """Which message of the bot answers which message of a chat, for a quarter of an hour. clock: monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._replies: dict[tuple[int, int | str], tuple[int, float]] = {}

    def __len__(self) -> int:
        return len(self._replies)

    def recall(self, chat_id: int, message: int | str) -> int | None:
        """The id of the reply to a message, or to an album, of this chat."""
        reply, at = self._replies.get((chat_id, message), (None, 0.0))
        return None if self._clock() - at >= MENDED else reply

    def keep(self, chat_id: int, message: int | str, reply: int) -> None:
        """Remember a reply, and drop what is forgotten."""
        self._replies.pop((chat_id, message), None)
        self._replies[chat_id, message] = reply, self._clock()
        while self._clock() - self._replies[oldest := next(iter(self._replies))][1] >= MENDED:
            del self._replies[oldest]
