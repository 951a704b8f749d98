"""Questions that people write, and what they send instead of words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from telegram import Chat

from bot.replies import Feedback, notices
from bot.replies.texts import in_language
from bot.telegram.handlers.edge import message_of, read_apart, send
from bot.telegram.handlers.reading import continued_by, pointed_at, put_to, split_command
from bot.understanding.answering import SmallTalk
from bot.understanding.query import Talk

if TYPE_CHECKING:
    from telegram import Message, Update

    from bot.replies import Reply
    from bot.telegram.handlers.edge import Context, Edge
    from bot.understanding.query import Conversation


VERDICTS = {Talk.LIKE: Feedback.HELPED, Talk.DISLIKE: Feedback.NOT_HELPED}
"""What a thumb says of the answer before it."""


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
        edge, message, texts = self._edge, message_of(update), self._edge.texts(update)
        if not re.search(r"\w", question):
            question = pointed_at(message) or question
        if not question:
            await edge.say(message, notices.tell_how(message.get_bot().name, texts))
            return
        reply, after = await self.answer(question, edge.recall(update, continued_by(message)), message, update)
        asked = message.edit_date or message.date
        if datetime.now(UTC) - asked > edge.late:
            said = texts if reply.language is None else in_language(reply.language)
            reply = notices.tell_first(said("late"), reply)
        edge.keep(update, after, await edge.say(message, reply), reply)

    async def sent(self, update: Update, _: Context) -> None:
        """Go on with what an answer tells that was sent by way of the bot; who sent it has been answered."""
        self._edge.keep(update, self._edge.recall(update, message_of(update)))

    async def not_text(self, update: Update, _: Context) -> None:
        """Say that only text can be read; of an album once."""
        message, answered = message_of(update), self._edge.answered
        album = message.media_group_id or message.message_id
        if answered.recall(message.chat_id, album) is None:
            sent = await send(message, notices.say_one(self._edge.texts(update)("not-text")))
            answered.keep(message.chat_id, album, sent or 0)

    async def answer(
        self, question: str, before: Conversation, message: Message, update: Update
    ) -> tuple[Reply, Conversation]:
        """Answer a question that was asked in the chat of `message`, and tell the conversation after it.

        before: the conversation before it. Its row is in the log before this returns.
        """
        edge = self._edge
        kind = "private" if message.chat.type == Chat.PRIVATE else "group"
        work = partial(edge.adviser.work_out, question, before, "telegram", kind, update.update_id, edge.texts(update))
        answer, reply, row, after = await read_apart(question, work)
        edge.keep(update, after)
        await edge.ledger.record(row)
        edge.note_asked(update)
        if isinstance(answer, SmallTalk) and answer.talk in VERDICTS and before.asked is not None:
            await edge.ledger.judge(before.asked, VERDICTS[answer.talk].value)
        edge.ledger.tally.count(row.outcome)
        return reply, after
