"""Commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from telegram import Chat, ChatMember
from telegram.error import TelegramError

from bot.content.entries import KINDS
from bot.replies import Page, find_on_shelf, notices, parse_link, show_page
from bot.replies.handout import find_forms
from bot.replies.pressing import press
from bot.replies.texts import in_language
from bot.telegram.handlers.edge import log, message_of, send
from bot.telegram.handlers.reading import split_command

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Message, Update, User

    from bot.replies import Action, Reply, Shelf
    from bot.replies.texts import Texts
    from bot.telegram.handlers.comments import Comments
    from bot.telegram.handlers.edge import Callback, Context, Edge
    from bot.telegram.handlers.questions import Questions
    from bot.telegram.handlers.showing import Showing


class Commands:
    """The callbacks for commands. told: those that the help tells of."""

    def __init__(
        self, edge: Edge, questions: Questions, comments: Comments, showing: Showing, told: Iterable[str]
    ) -> None:
        self.comments = comments
        self._edge = edge
        self._questions = questions
        self._showing = showing
        self._told = [name for name in told if name != "help"]

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

    async def erase(self, update: Update, _: Context) -> None:
        """Take away the words of what the person asked within a day, wherever that was."""
        edge, texts = self._edge, self._edge.texts(update)
        asked = edge.mine.recall(cast("Chat | User", update.effective_sender).id) or ()
        removed = await edge.erase(*asked)
        said = texts("erase-late") if removed is None else texts("erase-all", count=removed)
        await self._say(update, notices.say_one(said))

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
            action = find_on_shelf(shelf, words, knowledge, self._edge.texts(update))
            if action is not None and await self._open(action, update):
                return
            if words:
                await self._questions.ask(words, update)
            else:
                await self._say(update, show_page(Page(shelf), knowledge, self._edge.texts(update)))

        return show

    async def picture(self, update: Update, _: Context) -> None:
        """Show who is responsible for what as a picture, and the same in words."""
        await self._showing.show_picture(message_of(update), self._edge.texts(update))

    async def table(self, update: Update, context: Context) -> None:
        """Send the table as files, or the one that is named after the command; anything else there is a question."""
        words = " ".join(context.args or ())
        forms = find_forms(words)
        if forms:
            await self._showing.hand_out(forms, message_of(update), self._edge.texts(update))
        else:
            await self._questions.ask(words, update)

    async def _open(self, action: Action, update: Update) -> bool:
        """Show what a button with this action would; False when there is nothing to show."""
        edge = self._edge
        turn = press(action, edge.recall(update), edge.adviser.index, edge.texts(update))
        if turn is None:
            return False
        reply, after = turn
        edge.keep(update, after, await self._say(update, reply))
        return True

    @staticmethod
    async def _say(update: Update, reply: Reply) -> int | None:
        return await send(message_of(update), reply)


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
