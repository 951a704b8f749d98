"""What the callbacks share: who is spoken to in which language, what goes on in each chat, and where errors end."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from telegram import Chat, Message, ReplyParameters, Update, User
from telegram.error import BadRequest, Forbidden, NetworkError
from telegram.ext import ContextTypes

from bot.log.keeping import follow
from bot.replies import notices, plain
from bot.replies.recovering import recover
from bot.replies.texts import in_language
from bot.review.workshop import work_apart
from bot.telegram.conversations import KNOWN, MENDED, Answered, Conversations, Languages, Participant
from bot.telegram.floods import Treatment
from bot.telegram.messages import CAPTION, find_actions, write
from bot.telegram.recent import Recent
from bot.telegram.refusals import is_of_file
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence
    from datetime import timedelta

    from telegram import MessageEntity

    from bot.adviser import Adviser
    from bot.log.ledger import Ledger
    from bot.replies import Reply
    from bot.replies.notices import Controller
    from bot.replies.texts import Texts
    from bot.review.workshop import Workshop
    from bot.telegram.floods import Floods
    from bot.understanding.query import Conversation

    Callback = Callable[["Update", "Context"], Coroutine[Any, Any, None]]

log = logging.getLogger(__name__)
Context = ContextTypes.DEFAULT_TYPE
Result = TypeVar("Result")

LONG = 150
"""Characters from which on a text may be dear to read; 95 of 100 questions are shorter."""
MOST_MINE = 50
"""Questions of one person that can be taken away at once."""
SAID = {Treatment.TELL: "flood", Treatment.TELL_GROUP: "flood-group"}
"""What is said to those who are told that it is too much."""


@dataclass(frozen=True)
class Edge:
    """What the callbacks share.

    floods, presses, typed: judge messages, presses with reactions, and what is typed in other chats. late: the age from
    which a question counts as old. controller: who answers for what is stored. admin_names: how the record of changes
    calls admins, by id. mine: the numbers of the last questions of each person. asked: the number of the question that
    a message of the bot answers, by its chat and its id.
    """

    adviser: Adviser
    ledger: Ledger
    floods: Floods
    presses: Floods
    typed: Floods
    admins: frozenset[int]
    late: timedelta
    controller: Controller
    workshop: Workshop
    admin_names: Mapping[int, str]
    conversations: Conversations = field(default_factory=Conversations)
    answered: Answered = field(default_factory=Answered)
    languages: Languages = field(default_factory=Languages)
    mine: Recent[int, tuple[int, ...]] = field(default_factory=lambda: Recent(KNOWN))
    asked: Recent[tuple[int, int], int | None] = field(default_factory=lambda: Recent(KNOWN))
    tongues: Recent[tuple[int, int], str | None] = field(default_factory=lambda: Recent(KNOWN))

    def texts(self, update: Update) -> Texts:
        """The sentences of the language of the answer that a button is pressed under, where its question decided that.

        Else of the one that the person chose, else the group, else of the person's Telegram.
        """
        shown = None if update.callback_query is None else update.callback_query.message
        tongue = None if shown is None else self.tongues.recall((shown.chat.id, shown.message_id))
        if tongue is not None:
            return in_language(tongue)
        sender, chat, person = update.effective_sender, update.effective_chat, update.effective_user
        chosen = self.languages.recall(None if sender is None else sender.id, None if chat is None else chat.id)
        return in_language(chosen or (None if person is None else person.language_code))

    def recall(self, update: Update, shown: Message | None = None) -> Conversation:
        """What was said before by and to whom an update comes from; after `shown` where that is known to tell anything.

        shown: a message of the bot, or sent by way of it.
        """
        who = participant_of(update)
        mine = NEW if who is None else self.conversations.recall(who)
        after = NEW if shown is None else self.recall_shown(shown)
        return mine if after == NEW else replace(after, area=mine.area, commenting=mine.commenting)

    def recall_shown(self, shown: Message) -> Conversation:
        """The conversation as it was after a message of the bot, by its buttons where it is remembered no more."""
        known = self.conversations.recall_shown(shown.chat_id, shown.message_id)
        return known or recover(find_actions(shown.reply_markup), self.adviser.index) or NEW

    def keep(
        self, update: Update, conversation: Conversation, shown: int | None = None, reply: Reply | None = None
    ) -> None:
        """Remember what was said just now.

        shown: the id of the message of the bot that said it, where it is known. reply: what it says, if that answers a
        question.
        """
        who = participant_of(update)
        if who is None:
            return
        self.conversations.keep(who, conversation)
        if shown is not None:
            self.conversations.keep_shown(who.chat, shown, conversation)
            self.asked.keep((who.chat, shown), None if reply is None else reply.asked)
            self.tongues.keep((who.chat, shown), None if reply is None else reply.language)

    def note_asked(self, update: Update) -> None:
        """Remember for a day that a question is this person's, so that it can be taken away."""
        sender = update.effective_sender
        if sender is not None:
            self.mine.keep(sender.id, (*(self.mine.recall(sender.id) or ()), update.update_id)[-MOST_MINE:])

    async def erase(self, *asked: int) -> int | None:
        """Take away the words of questions, also in a copy of the log; how many, None when that is done later."""
        removed = await self.ledger.empty(*asked)
        if removed:
            await self.workshop.do(partial(follow, self.ledger.path, self.ledger.seal))
        return removed

    async def say(self, message: Message, reply: Reply) -> int | None:
        """Answer a message; the id of the message that answers it, when it is known.

        The answer takes the place of the one to what the message said before it was edited just now, or of what was
        said of the pictures in its album.
        """
        earlier = self._recall_answer(message)
        shown = await (put(message, earlier, reply) if earlier else send(message, reply))
        if shown is not None:
            self.answered.keep(message.chat_id, message.message_id, shown)
        self.close_album(message)
        return shown

    def _recall_answer(self, message: Message) -> int | None:
        edited = message.edit_date
        if edited is None:
            return self.answered.recall(message.chat_id, message.media_group_id) if message.media_group_id else None
        soon = (edited - message.date).total_seconds() <= MENDED
        return self.answered.recall(message.chat_id, message.message_id) if soon else None

    def close_album(self, message: Message) -> None:
        """Say nothing any more to the pictures of an album of which the words are answered."""
        if message.media_group_id is not None:
            self.answered.keep(message.chat_id, message.media_group_id, 0)

    async def move(self, update: Update, _: Context) -> None:
        """Go on in a supergroup with what was said, and the language, in the group that became it."""
        message = message_of(update)
        old, new = message.migrate_from_chat_id or message.chat_id, message.migrate_to_chat_id or message.chat_id
        self.conversations.move(old, new)
        self.languages.move(old, new)

    def guard(self, callback: Callback, instead: Callback | None = None) -> Callback:
        """Make `callback` leave alone who writes more than can be read, person or group, after telling them so once.

        instead: what is done then. Admins at work may be as fast as they like.
        """

        async def guard(update: Update, context: Context) -> None:
            if not self._says_anew(update):
                return
            verdict = self._judge(update)
            if verdict is Treatment.ANSWER:
                await callback(update, context)
                return
            self.ledger.tally.count("flood")
            if instead is not None:
                await instead(update, context)
            elif verdict in SAID:
                await self._tell(update, self.texts(update)(SAID[verdict]))

        return guard

    def _says_anew(self, update: Update) -> bool:
        """Whether an update is more than that a message was edited, got a reaction or a preview, and says the same."""
        message = update.message or update.edited_message
        if message is None:
            return True
        text = message.text or message.caption or ""
        return self.answered.hear(message.chat_id, message.message_id, text) or update.edited_message is None

    def _judge(self, update: Update) -> Treatment:
        """What becomes of an update. Who writes in the name of a group or a channel counts as that chat."""
        sender, chat = cast("Chat | User", update.effective_sender), update.effective_chat
        private = chat is None or chat.id == sender.id
        if private and sender.id in self.admins:
            return Treatment.ANSWER
        pressed = update.callback_query or update.message_reaction
        floods = self.typed if update.inline_query else self.presses if pressed else self.floods
        return floods.take(sender.id, None if private or chat is None else chat.id)

    async def apologise(self, update: object, context: Context) -> None:
        """Apologise for an update that failed, unless nothing can be said: the only place where errors end."""
        error = context.error
        if isinstance(error, Forbidden):
            log.info("a reply was not sent, the chat is closed to the bot")
            return
        log.error("an update failed", exc_info=error)
        if not isinstance(update, Update) or (isinstance(error, NetworkError) and not isinstance(error, BadRequest)):
            return
        await self._tell(update, self.texts(update)("failed"))

    async def _tell(self, update: Update, sentence: str) -> None:
        if update.callback_query is not None:
            await update.callback_query.answer(sentence)
        elif update.effective_message is not None:
            await send(update.effective_message, notices.say_one(sentence))


async def read_apart(text: str, work: Callable[[], Result]) -> Result:
    """What comes of reading a text; of a long one off the event loop, so that the others need not wait for it."""
    return await work_apart(work) if len(text) > LONG else work()


def participant_of(update: Update) -> Participant | None:
    """Who an update comes from, and where they talk with the bot; None where there is no chat."""
    chat, sender, query = update.effective_chat, update.effective_sender, update.callback_query
    if chat is None or sender is None:
        return None
    message = update.effective_message if query is None else query.message
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Participant(chat.id, topic, sender.id)


async def send(message: Message, reply: Reply, *, quoted: bool | None = None) -> int | None:
    """Send a reply to a message, in its topic; its id when it is known.

    quoted: whether it is shown as an answer to the message; by itself only in groups.
    """
    written = write(reply)
    sent: object = await message.reply_text(
        written.text, entities=written.entities, reply_markup=written.keyboard, do_quote=quoted
    )
    return sent.message_id if isinstance(sent, Message) else None  # one that waits for its turn has none yet


@dataclass(slots=True)
class Picture:
    """A picture as PNG, and Telegram's id of the file once it has been sent."""

    drawn: bytes
    file_id: str | None = None


async def send_picture(message: Message, shown: Picture, reply: Reply, title: str) -> None:
    """Send a picture with a reply as its caption, or below it when that is too long; `title` is the caption then.

    Where no picture may be sent, or Telegram can make nothing of it, the reply is sent by itself.
    """
    fits = len(plain(reply)) <= CAPTION
    written = write(reply)
    caption, entities = (written.text, written.entities) if fits else (title, ())
    try:
        await _send_photo(message, shown, caption, entities)
    except (BadRequest, Forbidden) as error:
        level = logging.INFO if isinstance(error, Forbidden) else logging.WARNING
        log.log(level, "a picture was not sent, only its words: %s", type(error).__name__)
        fits = False
    if not fits:
        await send(message, reply)


async def send_file(message: Message, content: bytes, name: str, caption: str) -> bool:
    """Send a file; whether it may be sent here, and Telegram took it."""
    try:
        await message.reply_document(content, caption=caption, filename=name)
    except (BadRequest, Forbidden) as error:
        level = logging.INFO if isinstance(error, Forbidden) else logging.WARNING
        log.log(level, "a file was not sent: %s", type(error).__name__)
        return False
    return True


async def _send_photo(message: Message, shown: Picture, caption: str, entities: Sequence[MessageEntity]) -> None:
    """Send a picture: it is uploaded once, later Telegram is told its file, and again if that is refused."""
    try:
        sent: object = await message.reply_photo(
            shown.file_id or shown.drawn, caption=caption, caption_entities=entities
        )
    except BadRequest as error:
        if shown.file_id is None or not is_of_file(error):
            raise
        sent = await message.reply_photo(shown.drawn, caption=caption, caption_entities=entities)
    if isinstance(sent, Message) and sent.photo:
        shown.file_id = sent.photo[-1].file_id


async def edit(message: Message, reply: Reply) -> int | None:
    """Put a reply in the place of one of the bot's own messages, as `put` does."""
    return await put(message, message.message_id, reply)


async def put(message: Message, place: int, reply: Reply) -> int | None:
    """Put a reply in the place of one of the bot's messages in the chat of `message`; the id of the one that shows it.

    Where that is not there any more, the reply is sent to `message`.
    """
    written = write(reply)
    shown: object = await message.get_bot().edit_message_text(
        written.text,
        message.chat_id,
        place,
        entities=written.entities,
        reply_markup=written.keyboard,
        api_kwargs=_where(message),
    )
    return shown.message_id if isinstance(shown, Message) else place  # of one that waits or says so already none comes


def _where(message: Message) -> dict[str, object]:
    """Where a reply to a message is sent, as `send` does it."""
    where: dict[str, object] = {}
    if message.is_topic_message:
        where["message_thread_id"] = message.message_thread_id
    if message.chat.type != Chat.PRIVATE:
        where["reply_parameters"] = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    return where


def message_of(update: Update) -> Message:
    """The message of an update that a message handler was given."""
    return cast("Message", update.effective_message)  # the filters let no update through that has none
