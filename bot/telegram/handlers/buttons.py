"""Pressed buttons, whose data comes from the person's device and may be anything, and reactions to answers."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from telegram import Chat, InlineKeyboardMarkup, Message, ReactionTypeEmoji
from telegram.constants import ReactionEmoji

from bot.log.database import LogError
from bot.replies import (
    Ask,
    Choose,
    Draw,
    Erase,
    Feedback,
    Judge,
    More,
    Pick,
    Reject,
    Speak,
    ask_meant,
    ask_reasons,
    decode,
    notices,
    spread,
)
from bot.replies.pressing import press
from bot.replies.texts import LANGUAGES, in_language
from bot.telegram.handlers.edge import edit, send
from bot.telegram.messages import end_judging, holds, remove

if TYPE_CHECKING:
    from telegram import CallbackQuery, MessageReactionUpdated, Update

    from bot.replies import Action, Rows
    from bot.replies.actions import Spread
    from bot.replies.texts import Texts
    from bot.telegram.handlers.edge import Context, Edge
    from bot.telegram.handlers.questions import Questions
    from bot.telegram.handlers.showing import Showing

ERASABLE = timedelta(hours=24)
"""How long after an answer the words of its question may be taken away: as long as Telegram itself keeps an update."""

THUMBS: dict[str, Feedback] = {ReactionEmoji.THUMBS_UP: Feedback.HELPED, ReactionEmoji.THUMBS_DOWN: Feedback.NOT_HELPED}
"""What a reaction to an answer says of it."""

NONE = "none"
"""What the log says was meant when none of the choices was right."""


class Buttons:
    """The callbacks for buttons and for reactions."""

    def __init__(self, edge: Edge, questions: Questions, showing: Showing) -> None:
        self._edge = edge
        self._questions = questions
        self._showing = showing

    async def press(self, update: Update, _: Context) -> None:
        """Do what a button says, always answering the press."""
        query = cast("CallbackQuery", update.callback_query)
        texts = self._edge.texts(update)
        match decode(query.data or ""), query.message:
            case Ask(question), Message() as message:
                await query.answer()
                reply, after = await self._questions.answer(question, self._edge.recall(update), message, update)
                self._edge.keep(update, after, await send(message, reply), reply)
            case Draw(), Message(is_accessible=True) as message:
                await query.answer()
                await self._showing.show_picture(message, texts)
            case Speak(language), Message(is_accessible=True) as message if language in LANGUAGES:
                await self._speak(language, query, message, texts)
            case Judge() as action, Message(is_accessible=True) as message:
                await self._judge(action, query, message, texts)
            case Erase() as action, Message(is_accessible=True) as message:
                await self._erase(action, query, message, texts)
            case (More() | Choose()) as action, Message(is_accessible=True) as message:
                await self._spread(action, query, message, texts)
            case (action, Message(is_accessible=True) as message) if action is not None:
                await self._show(action, message, update)
            case _:
                await query.answer(texts("aged"))

    async def react(self, update: Update, _: Context) -> None:
        """Log a thumb that somebody puts under an answer, up or down; other reactions say nothing of it."""
        changed = cast("MessageReactionUpdated", update.message_reaction)
        asked = self._edge.asked.recall((changed.chat.id, changed.message_id))
        new = [one.emoji for one in changed.new_reaction if isinstance(one, ReactionTypeEmoji)]
        thumb = next((THUMBS[emoji] for emoji in new if emoji in THUMBS), None)
        if asked is not None and thumb is not None:
            await self._edge.ledger.judge(asked, thumb.value)

    async def _show(self, action: Action, message: Message, update: Update) -> None:
        """Show what the button leads to, in the place of the message that it stands under."""
        edge, query, texts = self._edge, cast("CallbackQuery", update.callback_query), self._edge.texts(update)
        turn = press(action, edge.recall(update), edge.adviser.index, texts)
        if turn is None:
            await query.answer(texts("aged"))
            return
        await query.answer()
        reply, after = turn
        if holds(message.reply_markup, query.data or ""):
            await self._log_meaning(action)
        shown = await edit(message, reply)
        edge.keep(update, after)
        there = press(action, edge.recall_shown(message), edge.adviser.index, texts)
        if shown is not None and there is not None:  # whoever replies to it goes on with what was said there
            edge.conversations.keep_shown(message.chat_id, shown, there[1])

    async def _spread(self, action: Spread, query: CallbackQuery, message: Message, texts: Texts) -> None:
        """Put further choices under an answer, in the place of the one that leads to them, if that does stand there."""
        rows = spread(action, self._edge.adviser.index.knowledge, texts)
        keyboard = message.reply_markup
        if not rows or not isinstance(keyboard, InlineKeyboardMarkup) or not holds(keyboard, query.data or ""):
            await query.answer(texts("aged"))
            return
        await query.answer()
        await message.edit_reply_markup(remove(keyboard, query.data or "", rows))

    async def _speak(self, language: str, query: CallbackQuery, message: Message, texts: Texts) -> None:
        """Speak a language to whoever asked for the choice."""
        if not _is_asker(query, message):
            await query.answer(texts("language-other"))
            return
        self._edge.languages.keep(query.from_user.id, language)
        await query.answer()
        await edit(message, notices.say_one(in_language(language)("language-set")))

    async def _log_meaning(self, action: Action) -> None:
        """Log what a question meant, when the button was one of its choices."""
        match action:
            case Pick(entry, _, int(asked)):
                await self._edge.ledger.choose(asked, entry)
            case Reject(int(asked)):
                await self._edge.ledger.choose(asked, NONE)

    async def _erase(self, action: Erase, query: CallbackQuery, message: Message, texts: Texts) -> None:
        """Take away the words of a question, if the button does stand under its answer, for whoever asked it."""
        keyboard = message.reply_markup
        aged = datetime.now(UTC) - message.date > ERASABLE
        if aged or not isinstance(keyboard, InlineKeyboardMarkup) or not holds(keyboard, query.data or ""):
            await query.answer(texts("aged"))
        elif not _is_asker(query, message):
            await query.answer(texts("erase-other"))
        elif await self._edge.erase(action.asked) is not None:
            await query.answer(texts("erase-done"))
            await message.edit_reply_markup(remove(keyboard, query.data or ""))
        else:
            await query.answer(texts("erase-late"))

    async def _judge(self, action: Judge, query: CallbackQuery, message: Message, texts: Texts) -> None:
        """Log what somebody thinks of an answer, if the button does stand under it, and ask what was wrong."""
        keyboard = message.reply_markup
        if not isinstance(keyboard, InlineKeyboardMarkup) or not holds(keyboard, query.data or ""):
            await query.answer(texts("feedback-known"))
            return
        said, rows = await self._go_on(action, texts)
        await query.answer(said)
        await self._edge.ledger.judge(action.asked, action.feedback.value)
        await message.edit_reply_markup(end_judging(keyboard, rows))

    async def _go_on(self, action: Judge, texts: Texts) -> tuple[str, Rows]:
        """What is said to a judgement, and asked after it: what was wrong, or what had been meant."""
        if action.feedback is Feedback.NOT_HELPED:
            return texts("feedback-reason"), ask_reasons(action.asked, texts)
        rows: Rows = ()
        if action.feedback is Feedback.WRONG_TOPIC:
            with suppress(LogError):  # then nobody is asked
                others = await self._edge.ledger.recall_candidates(action.asked)
                rows = ask_meant(others, action.asked, self._edge.adviser.index.knowledge, texts)
        return texts("feedback-which" if rows else "feedback-thanks"), rows


def _is_asker(query: CallbackQuery, message: Message) -> bool:
    """Whether the one who presses is the one whom the message with the button was written to."""
    asked = message.reply_to_message
    return message.chat.type == Chat.PRIVATE or (asked is not None and asked.from_user == query.from_user)
