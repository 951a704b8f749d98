"""Commands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from telegram import Chat, ChatMember
from telegram.error import TelegramError

from bot.content.entries import KINDS
from bot.replies import Page, find_on_shelf, notices, parse_link, show_page, tell_help
from bot.replies.picture import describe, draw, title
from bot.replies.pressing import press
from bot.replies.texts import in_language
from bot.review.workshop import work_apart
from bot.telegram.handlers.edge import Picture, log, message_of, send, send_picture
from bot.telegram.handlers.reading import split_command
from bot.telegram.messages import split
from bot.understanding.query import distressed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Message, Update, User

    from bot.replies import Action, Reply, Shelf
    from bot.replies.texts import Texts
    from bot.telegram.handlers.edge import Callback, Context, Edge
    from bot.telegram.handlers.questions import Questions


class Commands:
    """The callbacks for commands. told: those that the help tells of."""

    def __init__(self, edge: Edge, questions: Questions, told: Iterable[str]) -> None:
        self._edge = edge
        self._questions = questions
        self._told = [name for name in told if name != "help"]
        self._pictures: dict[str, tuple[str, Picture]] = {}  # the version of the content and its picture, by language

    @property
    def ask(self) -> Callback:
        """The callback that answers the question after the command."""
        return self._questions.command

    async def start(self, update: Update, context: Context) -> None:
        """Tell what this is, or show what the link that was followed leads to."""
        edge, texts = self._edge, self._edge.texts(update)
        action = parse_link(" ".join(context.args or ()))
        if action is not None and await self._open(action, update):
            return
        greeting = notices.welcome(edge.adviser.index.knowledge, texts)
        ours = action is not None and action.entry.partition(":")[0] in KINDS  # anything may follow /start
        await self._say(update, notices.tell_first(texts("aged"), greeting) if ours else greeting)

    async def other(self, update: Update, context: Context) -> None:
        """Take words after what is no command for a question that begins with a slash by mistake; else tell help."""
        command, words = split_command(message_of(update))
        if words:
            await self._questions.ask(f"{command} {words}", update)
        else:
            await self.help(update, context)

    async def help(self, update: Update, context: Context) -> None:
        """Tell how to ask."""
        knowledge = self._edge.adviser.index.knowledge
        await self._say(update, notices.guide(context.bot.name, self._told, knowledge, self._edge.texts(update)))

    async def privacy(self, update: Update, _: Context) -> None:
        """Tell what is stored."""
        await self._say(update, notices.tell_privacy(self._edge.controller, self._edge.texts(update)))

    async def refer(self, update: Update, context: Context) -> None:
        """Say of a command that is for private chats where it works."""
        link = f"https://t.me/{context.bot.username}?start={split_command(message_of(update))[0]}"
        await self._say(update, notices.say_one(self._edge.texts(update)("ask-in-private", link=link)))

    async def languages(self, update: Update, context: Context) -> None:
        """Speak the language that is named, to the person or to the whole group; else let one be chosen."""
        words, message, texts = context.args or (), message_of(update), self._edge.texts(update)
        language = notices.find_language(words)
        if message.chat.type != Chat.PRIVATE and notices.names_group(words):
            await self._say(update, notices.say_one(await self._set_for_all(language, message, texts)))
        elif language is None:
            await self._say(update, notices.list_languages(texts))
        else:
            self._edge.languages.keep(cast("Chat | User", update.effective_sender).id, language)
            await self._say(update, notices.say_one(in_language(language)("language-set")))

    async def _set_for_all(self, language: str | None, message: Message, texts: Texts) -> str:
        """Speak a language to a group, if one who looks after it asks for that; what is said to it."""
        if language is None:
            return texts("language-group-how")
        if not await _is_admin(message):
            return texts("language-group-admin")
        self._edge.languages.keep_for_all(message.chat_id, language)
        return in_language(language)("language-group-set")

    async def own_id(self, update: Update, _: Context) -> None:
        """Tell the person's own id."""
        person = cast("User", update.effective_user)
        await self._say(update, notices.say_one(self._edge.texts(update)("your-id", id=str(person.id))))

    def list_of(self, shelf: Shelf) -> Callback:
        """The callback that shows what of a list is named after the command, or the first page of it."""

        async def show(update: Update, context: Context) -> None:
            knowledge, words = self._edge.adviser.index.knowledge, " ".join(context.args or ())
            action = find_on_shelf(shelf, words, knowledge)
            if action is not None and await self._open(action, update):
                return
            if words:
                await self._questions.ask(words, update)
            else:
                await self._say(update, show_page(Page(shelf), knowledge, self._edge.texts(update)))

        return show

    async def picture(self, update: Update, _: Context) -> None:
        """Show who is responsible for what as a picture, and the same in words."""
        message, knowledge, texts = message_of(update), self._edge.adviser.index.knowledge, self._edge.texts(update)
        version, shown = self._pictures.get(texts.language, (None, None))
        if shown is None or version != knowledge.version:
            shown = Picture(await work_apart(draw, knowledge, texts))
            self._pictures[texts.language] = knowledge.version, shown
        await send_picture(message, shown, describe(knowledge, texts), title(knowledge, texts))

    async def comment(self, update: Update, context: Context) -> None:
        """Take feedback that was written after the command, or ask for it."""
        text, texts, message = " ".join(context.args or ()), self._edge.texts(update), message_of(update)
        if text:
            await self._pass_on(text, update, texts)
        elif message.chat.type != Chat.PRIVATE:
            await send(message, notices.say_one(texts("comment-how")))
        else:
            self._set_commenting(message, now=True)
            await send(message, notices.ask_comment(texts))

    async def take_comment(self, update: Update, _: Context) -> None:
        """Take the feedback that was asked for."""
        message = message_of(update)
        self._set_commenting(message, now=False)
        await self._pass_on(message.text or message.caption or "", update, self._edge.texts(update))

    async def _pass_on(self, text: str, update: Update, texts: Texts) -> None:
        """Send feedback to the admins, without its sender; words of distress go to nobody, and help is told."""
        language = distressed(text, self._edge.adviser.index.language)
        if language is not None:
            await self._say(update, tell_help(language))
            return
        reached = 0
        for admin in sorted(self._edge.admins):
            try:
                for written in split(self._edge.adviser.texts("comment-came", text=text)):
                    await update.get_bot().send_message(admin, written.text)
            except TelegramError as error:
                log.warning("feedback did not reach an admin: %s", type(error).__name__)
            else:
                reached += 1
        await self._say(update, notices.say_one(texts("comment-sent" if reached else "comment-nobody")))

    async def _open(self, action: Action, update: Update) -> bool:
        """Show what a button with this action would; False when there is nothing to show."""
        edge = self._edge
        turn = press(action, edge.recall(update), edge.adviser.index, edge.texts(update))
        if turn is None:
            return False
        reply, conversation = turn
        edge.keep(update, conversation)
        await self._say(update, reply)
        return True

    def _set_commenting(self, message: Message, *, now: bool) -> None:
        conversations = self._edge.conversations
        before = conversations.recall(message.chat_id)
        conversations.keep(message.chat_id, replace(before, commenting=now))

    @staticmethod
    async def _say(update: Update, reply: Reply) -> None:
        await send(message_of(update), reply)


async def _is_admin(message: Message) -> bool:
    """Whether somebody who looks after the group wrote a message in it; where Telegram does not tell, nobody did."""
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat_id  # who hides behind the group
    try:
        member = await message.chat.get_member(cast("User", message.from_user).id)
    except TelegramError as error:
        log.info("nobody could tell who looks after a group: %s", type(error).__name__)
        return False
    return member.status in {ChatMember.OWNER, ChatMember.ADMINISTRATOR}
