"""What was said before, chat by chat, and in which language: in the memory of the process only."""

from __future__ import annotations

import time
from math import inf
from typing import TYPE_CHECKING

from bot.telegram.recent import Recent
from bot.understanding.query import NEW, Conversation

if TYPE_CHECKING:
    from collections.abc import Callable

FORGOTTEN = 30 * 60.0
"""Seconds after which a conversation is forgotten."""
MENDED = 15 * 60.0
"""Seconds for which a question that is edited is answered in the message that answered it first."""


class Conversations:
    """The conversations that go on. clock: monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._by_chat = Recent[int, Conversation](FORGOTTEN, clock)

    def __len__(self) -> int:
        return len(self._by_chat)

    def recall(self, chat_id: int) -> Conversation:
        """What was said in this chat; a new conversation when that is nothing, or long ago."""
        return self._by_chat.recall(chat_id) or NEW

    def keep(self, chat_id: int, conversation: Conversation) -> None:
        """Remember what was said in this chat just now."""
        self._by_chat.keep(chat_id, conversation)


class Answered:
    """Which message of the bot answers which message of a chat, for a quarter of an hour. clock: monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._replies = Recent[tuple[int, int | str], int](MENDED, clock)

    def __len__(self) -> int:
        return len(self._replies)

    def recall(self, chat_id: int, message: int | str) -> int | None:
        """The id of the reply to a message, or to an album, of this chat."""
        return self._replies.recall((chat_id, message))

    def keep(self, chat_id: int, message: int | str, reply: int) -> None:
        """Remember a reply."""
        self._replies.keep((chat_id, message), reply)


class Languages:
    """The languages that were chosen: by persons, until they are silent for half an hour, and for whole groups.

    clock: monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._persons = Recent[int, str](FORGOTTEN, clock)
        self._groups = Recent[int, str](inf, clock)

    def recall(self, person: int | None, chat: int | None) -> str | None:
        """The language of a person, who speaks now, else that of the chat; None where neither was chosen."""
        own = None if person is None else self._persons.recall(person)
        if person is not None and own is not None:
            self._persons.keep(person, own)
        return own or (None if chat is None else self._groups.recall(chat))

    def keep(self, person: int, language: str) -> None:
        """Remember the language that a person chose."""
        self._persons.keep(person, language)

    def keep_for_all(self, group: int, language: str) -> None:
        """Remember the language that was chosen for a group."""
        self._groups.keep(group, language)
