"""What it means when Telegram refuses a call, by its words: there is no number for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram.error import BadRequest

POINTLESS = ("not modified", "query is too old")
"""Of an edit or an answer for which it is too late, and for which nothing need be done."""

GONE = ("message to edit not found", "message can't be edited")
"""Of an edit of a message that was deleted, or is none that the bot may edit."""

CLOSED = (
    "not enough rights",
    "no rights to send",
    "no write access",
    "need administrator rights",
    "chat not found",
    "message thread not found",
    "topic_closed",
    "topic_deleted",
    "_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "channel_private",
    "peer_id_invalid",
    "user_is_blocked",
)
"""Of a chat, or of a topic, that is as closed to the bot as with 403; CHAT_WRITE_FORBIDDEN and
CHAT_SEND_PHOTOS_FORBIDDEN are two of many."""


def is_pointless(error: BadRequest) -> bool:
    """Whether nothing need be done any more."""
    return _says(error, POINTLESS)


def is_gone(error: BadRequest) -> bool:
    """Whether the message that was to be edited is not there to be edited."""
    return _says(error, GONE)


def is_closed(error: BadRequest) -> bool:
    """Whether the chat, or the topic, is closed to the bot."""
    return _says(error, CLOSED)


def is_of_formatting(error: BadRequest) -> bool:
    """Whether the text would be taken without its formatting."""
    return _says(error, ("entit",))


def is_of_file(error: BadRequest) -> bool:
    """Whether Telegram does not know, or no longer, the file that it was told to send."""
    return _says(error, ("file",))


def is_unresolved(error: BadRequest) -> bool:
    """Whether Telegram does not find the host of a webhook, which may have its name since just now."""
    return _says(error, ("resolve host",))


def _says(error: BadRequest, reasons: Iterable[str]) -> bool:
    return any(reason in error.message.lower() for reason in reasons)
