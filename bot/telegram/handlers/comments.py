"""Feedback in words: asked for, taken, corrected, or found to be a question."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from telegram import Chat, Message
from telegram.error import TelegramError

from bot.replies import Declare, decode, notices, tell_help
from bot.telegram.handlers.edge import edit, log, message_of, read_apart, send
from bot.telegram.handlers.reading import continued_by
from bot.telegram.messages import holds, split
from bot.understanding.answering import Distress, answer
from bot.understanding.query import distressed

if TYPE_CHECKING:
    from telegram import CallbackQuery, Update

    from bot.replies import Reply
    from bot.telegram.handlers.edge import Callback, Context, Edge
    from bot.telegram.handlers.questions import Questions

SURE = 0.7
"""Least score of an answer that makes what was written a question: nine in ten of the labelled questions that are
answered have it, and of thirty lines of feedback one."""


class Comments:
    """The callbacks for feedback."""

    def __init__(self, edge: Edge, questions: Questions) -> None:
        self._edge = edge
        self._questions = questions

    async def command(self, update: Update, context: Context) -> None:
        """Take feedback that was written after the command, or ask for it."""
        text, texts, message = " ".join(context.args or ()), self._edge.texts(update), message_of(update)
        if text:
            await self._edge.say(message, await self._pass_on(text, message, update))
        elif message.chat.type != Chat.PRIVATE:
            await send(message, notices.say_one(texts("comment-how")))
        else:
            self._wait(update, now=True)
            await send(message, notices.ask_comment(texts))

    async def take(self, update: Update, _: Context) -> None:
        """Take the feedback that was asked for, or ask whether it is a question; pass on what it was corrected to."""
        message, edge = message_of(update), self._edge
        text, known = _text_of(message), edge.answered.recall_comment(message.chat_id, message.message_id)
        if update.edited_message is None:
            self._wait(update, now=False)
            if await self._may_ask(text, update):
                edge.answered.keep_comment(message.chat_id, message.message_id, passed_on=False)
                edge.close_album(message)
                await send(message, notices.ask_whether_comment(edge.texts(update)), quoted=True)
                return
        elif not known:  # its writer is being asked, and what counts is its text when they tell
            return
        await edge.say(message, await self._pass_on(text, message, update))

    async def leave(self, update: Update, _: Context) -> None:
        """Wait for no feedback any more, and say so."""
        self._wait(update, now=False)
        await send(message_of(update), notices.say_one(self._edge.texts(update)("comment-left")))

    def elsewhere(self, callback: Callback) -> Callback:
        """Make `callback` wait for no feedback any more: whoever presses or commands something does not write it."""

        async def elsewhere(update: Update, context: Context) -> None:
            self._wait(update, now=False)
            await callback(update, context)

        return elsewhere

    async def press(self, update: Update, _: Context) -> None:
        """Do with a message what its writer says that it is, if the button does stand under the question about it."""
        query, edge = cast("CallbackQuery", update.callback_query), self._edge
        action, written = decode(query.data or ""), _find_asked(query)
        if not isinstance(action, Declare) or written is None:
            await query.answer(edge.texts(update)("aged"))
            return
        await query.answer()
        text, asking = _text_of(written), cast("Message", query.message)
        if action.comment:
            await edit(asking, await self._pass_on(text, written, update))
            return
        edge.answered.keep_comment(written.chat_id, written.message_id, passed_on=None)
        reply, after = await self._questions.answer(text, edge.recall(update), asking, update)
        shown = await edit(asking, reply)
        edge.keep(update, after, shown, reply)
        if shown is not None:
            edge.answered.keep(written.chat_id, written.message_id, shown)

    async def _may_ask(self, text: str, update: Update) -> bool:
        """Whether what was written may be a question: it ends like one, or the content answers it surely."""
        before = self._edge.recall(update, continued_by(message_of(update)))
        found = await read_apart(text, partial(answer, text, self._edge.adviser.index, before))
        answered = found.outcome == "answer" and found.score >= SURE
        return not isinstance(found, Distress) and (answered or text.rstrip().endswith("?"))

    async def _pass_on(self, text: str, message: Message, update: Update) -> Reply:
        """Send feedback to the admins, without its sender; words of distress go to nobody, and help is told."""
        adviser, answered, texts = self._edge.adviser, self._edge.answered, self._edge.texts(update)
        again = answered.recall_comment(message.chat_id, message.message_id)
        answered.keep_comment(message.chat_id, message.message_id, passed_on=True)
        language = distressed(text, adviser.index.language)
        if language is not None:
            return tell_help(language)
        came, sent = ("comment-corrected", "correction-sent") if again else ("comment-came", "comment-sent")
        reached = 0
        for admin in sorted(self._edge.admins):
            try:
                for written in split(adviser.texts(came, text=text)):
                    await update.get_bot().send_message(admin, written.text)
            except TelegramError as error:
                log.warning("feedback did not reach an admin: %s", type(error).__name__)
            else:
                reached += 1
        return notices.say_one(texts(sent if reached else "comment-nobody"))

    def _wait(self, update: Update, *, now: bool) -> None:
        """Wait for feedback from now on, or not any more."""
        before = self._edge.recall(update)
        if before.commenting is not now:
            self._edge.keep(update, replace(before, commenting=now))


def _find_asked(query: CallbackQuery) -> Message | None:
    """The message that the one above a button is about, if the button does stand there."""
    match query.message:
        case Message(is_accessible=True, reply_to_message=Message() as written) as asking if holds(
            asking.reply_markup, query.data or ""
        ):
            return written
        case _:
            return None


def _text_of(message: Message) -> str:
    return message.text or message.caption or ""
