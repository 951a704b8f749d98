"""What was said before, what became of each message, and in which language: in the memory of the process only."""

from __future__ import annotations

import time
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from bot.telegram.recent import Recent
from bot.understanding.query import NEW, Conversation

if TYPE_CHECKING:
    from collections.abc import Callable

FORGOTTEN = 30 * 60.0
"""Seconds after which a conversation is forgotten."""
MENDED = 15 * 60.0
"""Seconds for which a question that is edited is answered in the message that answered it first."""
KNOWN = 24 * 3600.0
"""Seconds for which is known what a message of the bot was about, and what a message of a person said."""


class Participant(NamedTuple):
    """Who talks with the bot and where.

    topic: None outside the topics of a chat. person: the user, or the chat in whose name somebody writes.
    """

    chat: int
    topic: int | None
    person: int


class Conversations:
    """The conversations that go on, one for each participant. clock: monotonic seconds.

    The maakunta goes with the person in all topics of a chat, and with no message of the bot.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._said = Recent[Participant, Conversation](FORGOTTEN, clock)
        self._areas = Recent[tuple[int, int], str](FORGOTTEN, clock)
        self._shown = Recent[tuple[int, int], Conversation](KNOWN, clock)

    def __len__(self) -> int:
        return len(self._said)

    def recall(self, who: Participant) -> Conversation:
        """What was said by and to a participant; a new conversation when that is nothing, or long ago."""
        said, area = self._said.recall(who) or NEW, self._areas.recall((who.chat, who.person))
        return said if area is None else replace(said, area=area)

    def keep(self, who: Participant, conversation: Conversation) -> None:
        """Remember what was said by and to a participant just now."""
        self._said.keep(who, conversation)
        if conversation.area is not None:
            self._areas.keep((who.chat, who.person), conversation.area)

    def recall_shown(self, chat: int, message: int) -> Conversation | None:
        """The conversation as it was after a message of the bot, without what goes with a person."""
        return self._shown.recall((chat, message))

    def keep_shown(self, chat: int, message: int, conversation: Conversation) -> None:
        """Remember the conversation after a message of the bot, for whoever replies to it."""
        bare = replace(conversation, area=None, commenting=False)
        self._shown.keep((chat, message), conversation if bare == conversation else bare)  # `recent` tells why no copy

    def move(self, old: int, new: int) -> None:
        """Go on in a chat with what was said in another one, which became it."""
        for who in list(self._said):
            moved = who._replace(chat=new)
            if who.chat == old and self._said.recall(who) is not None and self._said.recall(moved) is None:
                self.keep(moved, self.recall(who))


class Answered:
    """What became of the messages of people, by chat and message. clock: monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._replies = Recent[tuple[int, int | str], int](MENDED, clock)
        self._texts = Recent[tuple[int, int], int](KNOWN, clock)
        self._comments = Recent[tuple[int, int], bool | None](KNOWN, clock)

    def __len__(self) -> int:
        return len(self._replies)

    def recall(self, chat_id: int, message: int | str) -> int | None:
        """The id of the reply to a message, or to an album, of this chat; known for a quarter of an hour."""
        return self._replies.recall((chat_id, message))

    def keep(self, chat_id: int, message: int | str, reply: int) -> None:
        """Remember a reply."""
        self._replies.keep((chat_id, message), reply)

    def hear(self, chat_id: int, message: int, text: str) -> bool:
        """Remember what a message says, by a digest: whether that is not what it said before."""
        known, said = self._texts.recall((chat_id, message)), hash(text)  # of this process, and no text
        self._texts.keep((chat_id, message), said)
        return said != known

    def recall_comment(self, chat_id: int, message: int) -> bool | None:
        """Whether a message is feedback that was passed on; False while its writer is asked, None for others."""
        return self._comments.recall((chat_id, message))

    def keep_comment(self, chat_id: int, message: int, *, passed_on: bool | None) -> None:
        """Remember whether a message is feedback."""
        self._comments.keep((chat_id, message), passed_on)


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

    def move(self, old: int, new: int) -> None:
        """Go on in a chat with the language of the group that became it."""
        language = self._groups.recall(old)
        if language is not None and self._groups.recall(new) is None:
            self._groups.keep(new, language)
