"""Questions that people write, and what they send instead of words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from telegram import Chat

from bot.replies import notices
from bot.telegram.conversations import MENDED
from bot.telegram.handlers.edge import message_of, read_apart, send
from bot.telegram.handlers.reading import pointed_at, put_to, split_command
from bot.telegram.messages import write
from bot.understanding.answering import follow

if TYPE_CHECKING:
    from telegram import Message, Update

    from bot.replies import Reply
    from bot.telegram.handlers.edge import Context, Edge


class Questions:
    """The callbacks for questions."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def question(self, update: Update, context: Context) -> None:
        """Answer a question, in a group only when it is put to the bot."""
        await self.ask(put_to(context.bot.bot, message_of(update)) or "", update)

    async def command(self, update: Update, _: Context) -> None:
        """Answer a question that was written after a command."""
        await self.ask(split_command(message_of(update))[1], update)

    async def ask(self, question: str, update: Update) -> None:
        """Answer a question; one that was edited just now, in place.

        Where nothing is asked, what the message replies to is; where that is nothing either, tell how to ask.
        """
        message, texts = message_of(update), self._edge.texts(update)
        if not re.search(r"\w", question):
            question = pointed_at(message.get_bot().bot, message) or question
        if not question:
            await send(message, notices.tell_how(message.get_bot().name, texts))
            return
        reply = await self.answer(question, message, update)
        asked = message.edit_date or message.date
        if datetime.now(UTC) - asked > self._edge.late:
            reply = notices.tell_first(texts("late"), reply)
        await self._say(message, reply)

    async def not_text(self, update: Update, _: Context) -> None:
        """Say that only text can be read; of an album once."""
        message, answered = message_of(update), self._edge.answered
        album = message.media_group_id or message.message_id
        if answered.recall(message.chat_id, album) is None:
            sent = await send(message, notices.say_one(self._edge.texts(update)("not-text")))
            answered.keep(message.chat_id, album, sent or 0)

    async def answer(self, question: str, message: Message, update: Update) -> Reply:
        """Answer a question that was asked in the chat of `message`; its row is in the log before this returns."""
        edge = self._edge
        before = edge.recall(update)
        kind = "private" if message.chat.type == Chat.PRIVATE else "group"
        work = partial(edge.adviser.work_out, question, before, "telegram", kind, update.update_id, edge.texts(update))
        answer, reply, row = await read_apart(question, work)
        edge.keep(update, follow(before, answer))
        await edge.ledger.record(row)
        edge.ledger.tally.count(row.outcome)
        return reply

    async def tell(self, message: Message, reply: Reply) -> int | None:
        """Send the answer to a question, and remember which question that is; its id when it is known."""
        sent = await send(message, reply)
        if sent is not None:
            self._remember(message, sent, reply)
        return sent

    def _remember(self, message: Message, sent: int, reply: Reply) -> None:
        if reply.asked is not None:
            self._edge.asked.keep((message.chat_id, sent), reply.asked)

    async def _say(self, message: Message, reply: Reply) -> None:
        """Send a reply, or put it in the place of the reply to what the message said before it was edited."""
        answered = self._edge.answered
        earlier = answered.recall(message.chat_id, message.message_id) if _is_edited_soon(message) else None
        if earlier is None:
            sent = await self.tell(message, reply)
            if sent is not None:
                answered.keep(message.chat_id, message.message_id, sent)
            return
        self._remember(message, earlier, reply)
        written = write(reply)
        await message.get_bot().edit_message_text(
            written.text, message.chat_id, earlier, entities=written.entities, reply_markup=written.keyboard
        )


def _is_edited_soon(message: Message) -> bool:
    return message.edit_date is not None and (message.edit_date - message.date).total_seconds() <= MENDED
