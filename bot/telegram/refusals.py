"""What it means when Telegram refuses a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telegram.error import BadRequest

GONE = ("message to edit not found", "message can't be edited")
"""What Telegram says to an edit of a message that was deleted, or is none that the bot may edit."""


def is_gone(error: BadRequest) -> bool:
    """Whether the message that was to be edited is not there to be edited."""
    return any(reason in error.message.lower() for reason in GONE)
