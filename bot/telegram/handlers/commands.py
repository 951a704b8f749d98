"""Commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from bot.content.entries import KINDS
from bot.replies import Page, notices, parse_link, show_page
from bot.replies.picture import describe, draw, title
from bot.replies.pressing import press
from bot.review.workshop import work_apart
from bot.telegram.handlers.edge import Picture, message_of, send, send_picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Update, User

    from bot.replies import Reply, Shelf
    from bot.telegram.handlers.comments import Comments
    from bot.telegram.handlers.edge import Callback, Context, Edge


class Commands:
    """The callbacks for commands. told: those that the help tells of."""

    def __init__(self, edge: Edge, comments: Comments, told: Iterable[str]) -> None:
        self.comments = comments
        self._edge = edge
        self._told = [name for name in told if name != "help"]
        self._pictures: dict[str, tuple[str, Picture]] = {}  # the version of the content and its picture, by language

    async def start(self, update: Update, context: Context) -> None:
        """Tell what this is, or show what the link that was followed leads to."""
        edge, message, texts = self._edge, message_of(update), self._edge.texts(update)
        action = parse_link(" ".join(context.args or ()))
        turn = None
        if action is not None:
            turn = press(action, edge.recall(update), edge.adviser.index, texts)
        if turn is None:
            greeting = notices.welcome(edge.adviser.index.knowledge, texts)
            ours = action is not None and action.entry.partition(":")[0] in KINDS  # anything may follow /start
            await send(message, notices.tell_first(texts("aged"), greeting) if ours else greeting)
            return
        reply, after = turn
        edge.keep(update, after, await send(message, reply))

    async def help(self, update: Update, context: Context) -> None:
        """Tell how to ask."""
        knowledge = self._edge.adviser.index.knowledge
        await self._say(update, notices.guide(context.bot.name, self._told, knowledge, self._edge.texts(update)))

    async def privacy(self, update: Update, _: Context) -> None:
        """Tell what is stored."""
        await self._say(update, notices.tell_privacy(self._edge.controller, self._edge.texts(update)))

    async def languages(self, update: Update, _: Context) -> None:
        """Let the language be chosen."""
        await self._say(update, notices.list_languages(self._edge.texts(update)))

    async def own_id(self, update: Update, _: Context) -> None:
        """Tell the person's own id."""
        person = cast("User", update.effective_user)
        await self._say(update, notices.say_one(self._edge.texts(update)("your-id", id=str(person.id))))

    def list_of(self, shelf: Shelf) -> Callback:
        """The callback that shows the first page of a list."""

        async def show(update: Update, _: Context) -> None:
            knowledge = self._edge.adviser.index.knowledge
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

    @staticmethod
    async def _say(update: Update, reply: Reply) -> None:
        await send(message_of(update), reply)
