"""The Telegram edge. A handler reads, asks, records, sends; what is said is decided and worded elsewhere."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from telegram import Chat, Message, MessageEntity, Update
from telegram.error import BadRequest, Forbidden, NetworkError
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot import notices
from bot.answering import follow, opened
from bot.conversations import Conversations
from bot.floods import Verdict
from bot.knowledge import KnowledgeError
from bot.messages import write
from bot.replies import Ask, Open, Reply, Sources, decode, render, sources

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import timedelta

    from telegram import CallbackQuery, User
    from telegram.ext import ExtBot

    from bot.desk import Desk
    from bot.floods import Floods
    from bot.ledger import Ledger

    Callback = Callable[["Update", "Context"], Coroutine[Any, Any, None]]

log = logging.getLogger(__name__)
Context = ContextTypes.DEFAULT_TYPE


class FromPerson(filters.MessageFilter):
    """Messages that a person wrote: no bots, and no posts that a channel passes on to its group.

    Somebody who writes in the name of a chat is a person, though Telegram shows a bot as the sender.
    """

    def filter(self, message: Message) -> bool:
        """Whether a person wrote `message`."""
        bot = message.from_user is None or message.from_user.is_bot
        return not message.is_automatic_forward and (message.sender_chat is not None or not bot)


class PutToBot(filters.MessageFilter):
    """Messages with a question for the bot: in a private chat all, in a group those that name it or reply to it."""

    def filter(self, message: Message) -> bool:
        """Whether `message` is put to the bot."""
        return put_to(cast("ExtBot[None]", message.get_bot()).bot, message) is not None


def add(  # noqa: PLR0913  what the callbacks need, and nothing is global
    application: Application[Any, Any, Any, Any, Any, Any], desk: Desk, ledger: Ledger, *, admins: frozenset[int],
    floods: Floods, late: timedelta,
) -> None:
    """Add the handlers. admins: ids of those who may reload. late: the age from which a question counts as old."""
    edge = Edge(desk, ledger, admins, floods, late)
    guarded = edge.guarded
    person = FromPerson() & (filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE)
    private = person & filters.ChatType.PRIVATE
    application.add_handlers([
        CommandHandler("start", guarded(edge.start), person),
        CommandHandler("help", guarded(edge.help), person),
        CommandHandler("reload", guarded(edge.reload), person),
        MessageHandler(private & filters.COMMAND, guarded(edge.help)),
        MessageHandler(
            person & (filters.TEXT | filters.CAPTION) & ~filters.COMMAND & PutToBot(), guarded(edge.question)
        ),
        MessageHandler(private & filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, guarded(edge.not_text)),
        CallbackQueryHandler(guarded(edge.press)),
    ])
    application.add_error_handler(edge.failed)


class Edge:
    """The callbacks, and what they share: the desk, the ledger, those who may reload, and what goes on in each chat."""

    def __init__(
        self, desk: Desk, ledger: Ledger, admins: frozenset[int], floods: Floods, late: timedelta
    ) -> None:
        self._desk = desk
        self._ledger = ledger
        self._admins = admins
        self._floods = floods
        self._late = late
        self._conversations = Conversations()

    def guarded(self, callback: Callback) -> Callback:
        """Make `callback` leave a chat alone that writes more than can be read, after telling it so once."""

        async def guard(update: Update, context: Context) -> None:
            where = cast("Chat | User", update.effective_chat or update.effective_user)
            verdict = self._floods.take(where.id)
            if verdict is Verdict.ANSWER:
                await callback(update, context)
                return
            self._ledger.tally.count("flood")
            if verdict is Verdict.TELL:
                await self._tell(update, self._desk.texts("flood"))

        return guard

    async def start(self, update: Update, _: Context) -> None:
        """Tell what this is."""
        await send(_message(update), notices.welcome(self._desk.texts))

    async def help(self, update: Update, _: Context) -> None:
        """Tell how to ask."""
        await send(_message(update), notices.guidance(self._desk.texts))

    async def not_text(self, update: Update, _: Context) -> None:
        """Say that only text can be read."""
        await send(_message(update), notices.said(self._desk.texts("not-text")))

    async def question(self, update: Update, context: Context) -> None:
        """Answer a question, in a group only when it is put to the bot."""
        message = _message(update)
        await self._answer(cast("str", put_to(context.bot.bot, message)), message, update)

    async def press(self, update: Update, _: Context) -> None:
        """Do what a button says: its data comes from the person's device and may be anything."""
        query = cast("CallbackQuery", update.callback_query)
        match decode(query.data or ""), query.message:
            case Ask(question), Message() as message:
                await query.answer()
                await self._answer(question, message, update)
            case (Open() | Sources()) as action, Message(is_accessible=True) as message if (
                reply := self._shown(action, message)
            ):
                await query.answer()
                await edit(message, reply)
            case _:
                await query.answer(self._desk.texts("aged"))

    async def reload(self, update: Update, _: Context) -> None:
        """Read the content again, for those who may."""
        texts, person = self._desk.texts, update.effective_user
        if person is None or person.id not in self._admins:
            reply = notices.said(texts("reload-forbidden"))
        else:
            try:
                reply = notices.reloaded(self._desk.reload(), texts)
            except KnowledgeError as error:
                self._ledger.tally.count("reload failure")
                reply = notices.refused(error.faults, texts)
        await send(_message(update), reply)

    async def failed(self, update: object, context: Context) -> None:
        """Apologise for an update that failed, unless nothing can be said: the only place where errors end."""
        error = context.error
        if isinstance(error, Forbidden):
            log.info("a reply was not sent, the chat is closed to the bot")
            return
        log.error("an update failed", exc_info=error)
        if not isinstance(update, Update) or (isinstance(error, NetworkError) and not isinstance(error, BadRequest)):
            return
        await self._tell(update, self._desk.texts("failed"))

    async def _tell(self, update: Update, sentence: str) -> None:
        if update.callback_query is not None:
            await update.callback_query.answer(sentence)
        elif update.effective_message is not None:
            await send(update.effective_message, notices.said(sentence))

    async def _answer(self, question: str, message: Message, update: Update) -> None:
        before = self._conversations.recall(message.chat_id)
        kind = "private" if message.chat.type == Chat.PRIVATE else "group"
        answer, reply, row = self._desk.work_out(question, before, "telegram", kind, update.update_id)
        self._conversations.keep(message.chat_id, follow(before, answer))
        await self._ledger.record(row)
        self._ledger.tally.count(row.outcome)
        asked = None if update.callback_query else message.edit_date or message.date
        late = asked is not None and datetime.now(UTC) - asked > self._late
        await send(message, notices.late(reply, self._desk.texts) if late else reply)

    def _shown(self, action: Open | Sources, message: Message) -> Reply | None:
        """What a button under `message` shows; None when its entry is gone."""
        index, texts = self._desk.index, self._desk.texts
        found = opened(action.entry, action.facet, index)
        if found is None:
            return None
        self._conversations.keep(message.chat_id, follow(self._conversations.recall(message.chat_id), found))
        if isinstance(action, Sources):
            return sources(found.entry, found.facet, index.knowledge, texts)
        return render(found, index.knowledge, texts)


def put_to(bot: User, message: Message) -> str | None:
    """The question in a message, without the bot's name; None when it is not put to the bot.

    In a private chat everything is; in a group what mentions the bot or replies to it.
    """
    text = message.text or message.caption or ""
    name = f"@{bot.username}".casefold()
    kinds: list[str | None] = [MessageEntity.MENTION]
    mentions = (*message.parse_entities(kinds).values(), *message.parse_caption_entities(kinds).values())
    mentioned = name in {mention.casefold() for mention in mentions}
    answered = message.reply_to_message
    replied = answered is not None and answered.from_user is not None and answered.from_user.id == bot.id
    if not (message.chat.type == Chat.PRIVATE or mentioned or replied):
        return None
    return re.sub(rf"{re.escape(name)}\b", "", text, flags=re.IGNORECASE).strip()


async def send(message: Message, reply: Reply) -> None:
    """Send a reply to a message, in a group as an answer to it."""
    written = write(reply)
    await message.reply_text(written.text, entities=written.entities, reply_markup=written.keyboard)


async def edit(message: Message, reply: Reply) -> None:
    """Put a reply in the place of one of the bot's own messages."""
    written = write(reply)
    await message.edit_text(written.text, entities=written.entities, reply_markup=written.keyboard)


def _message(update: Update) -> Message:
    return cast("Message", update.effective_message)  # the filters let no update through that has none
