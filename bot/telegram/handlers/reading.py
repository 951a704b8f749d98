"""Which messages are for the bot, and what they ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from telegram import Chat, Message, MessageEntity
from telegram.ext import filters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import Update, User
    from telegram.ext import ExtBot

    from bot.telegram.handlers.edge import Edge


class FromPerson(filters.MessageFilter):
    """Messages that a person wrote: no bots, and no posts that a channel passes on to its group.

    Somebody who writes in the name of a chat is a person, though Telegram shows a bot as the sender.
    """

    def filter(self, message: Message) -> bool:
        """Whether a person wrote `message`."""
        bot = message.from_user is None or message.from_user.is_bot
        return not message.is_automatic_forward and (message.sender_chat is not None or not bot)


class SentByWay(filters.MessageFilter):
    """Answers of the bot that a person sent by typing after its name: whoever reads them has been answered."""

    def filter(self, message: Message) -> bool:
        """Whether `message` was sent by way of the bot."""
        return message.via_bot == _bot_of(message)


class PutToBot(filters.MessageFilter):
    """Messages with a question for the bot: in a private chat all, in a group those that name it or reply to it."""

    def filter(self, message: Message) -> bool:
        """Whether `message` is put to the bot."""
        return put_to(_bot_of(message), message) is not None


class Comment(filters.UpdateFilter):
    """What is written after the bot has asked for feedback, and whatever that, or other feedback, is edited to."""

    def __init__(self, edge: Edge) -> None:
        super().__init__()
        self._edge = edge

    def filter(self, update: Update) -> bool:
        """Whether the message of `update` is feedback."""
        edited = update.edited_message
        if edited is not None:
            return self._edge.answered.recall_comment(edited.chat_id, edited.message_id) is not None
        return self._edge.recall(update).commenting


def pointed_at(message: Message) -> str:
    """What somebody else wrote that a message quotes or replies to, without the bot's name; empty of the bot's own."""
    if continued_by(message) is not None:
        return ""
    other = message.reply_to_message
    quoted = message.quote.text if message.quote is not None else ""
    return _without_name(_bot_of(message), quoted or (other is not None and (other.text or other.caption)) or "")


def put_to(bot: User, message: Message) -> str | None:
    """The question in a message, without the bot's name; None when it is not put to the bot.

    In a private chat everything is; in a group what mentions the bot or replies to it.
    """
    text = message.text or message.caption or ""
    name = f"@{bot.username}".casefold()
    mentioned = any(mention.casefold() == name for mention in _mentions(text, message))
    answered = message.reply_to_message
    replied = answered is not None and answered.from_user == bot
    if not (message.chat.type == Chat.PRIVATE or mentioned or replied):
        return None
    return _without_name(bot, text)


def _without_name(bot: User, text: str) -> str:
    return re.sub(rf"@{re.escape(bot.username or '')}\b", "", text, flags=re.IGNORECASE).strip()


def split_command(message: Message) -> tuple[str, str]:
    """The command that a message begins with, without its slash and the bot's name, and what stands after it."""
    command, *words = (message.text or "").split(maxsplit=1)
    return command.removeprefix("/").partition("@")[0], "".join(words)


def continued_by(message: Message) -> Message | None:
    """What a message replies to, if the bot sent it, or somebody by way of the bot."""
    answered, bot = message.reply_to_message, _bot_of(message)
    return answered if answered is not None and bot in (answered.from_user, answered.via_bot) else None


def _bot_of(message: Message) -> User:
    return cast("ExtBot[None]", message.get_bot()).bot


def _mentions(text: str, message: Message) -> Iterator[str]:
    """The names that a message mentions; offsets count UTF-16 units, and may be anything."""
    units = text.encode("utf-16-le", "surrogatepass")
    for entity in message.entities or message.caption_entities:
        if entity.type == MessageEntity.MENTION:
            yield units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le", "replace")
