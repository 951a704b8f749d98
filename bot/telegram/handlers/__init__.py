"""The Telegram edge. A handler reads, asks, records, sends; what is said is decided and worded elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.telegram.handlers.buttons import Buttons
from bot.telegram.handlers.commands import Commands
from bot.telegram.handlers.edge import Edge
from bot.telegram.handlers.inline import Inline
from bot.telegram.handlers.introduction import introduce
from bot.telegram.handlers.joining import Joining
from bot.telegram.handlers.mending import Mending
from bot.telegram.handlers.menu import COMMANDS, Menu, list_commands
from bot.telegram.handlers.questions import Questions
from bot.telegram.handlers.reading import Comment, FromPerson, PutToBot, put_to

if TYPE_CHECKING:
    from telegram.ext import Application

__all__ = ["Edge", "add", "introduce", "put_to"]


def add(application: Application[Any, Any, Any, Any, Any, Any], edge: Edge) -> None:
    """Add the handlers: the first that fits an update takes it."""
    questions, mending, inline = Questions(edge), Mending(edge), Inline(edge)
    buttons = Buttons(edge, questions)
    commands = Commands(edge, questions, list_commands(Menu.PRIVATE))
    guarded = edge.guard
    person = FromPerson() & (filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE)
    private = person & filters.ChatType.PRIVATE
    written = person & (filters.TEXT | filters.CAPTION) & ~filters.COMMAND
    does = {one: guarded(one.callback(commands, mending)) for one in COMMANDS}
    secluded = [one for one in COMMANDS if one.private]
    application.add_handlers(
        [
            *(
                CommandHandler("start", does[one], private & filters.Regex(rf"^\S+ {one.names[0]}$"))
                for one in secluded
            ),
            *(CommandHandler(one.names, does[one], private if one.private else person) for one in COMMANDS),
            *(CommandHandler(one.names, guarded(commands.refer), person) for one in secluded),
            MessageHandler(private & filters.COMMAND, guarded(commands.other)),
            MessageHandler(written & Comment(edge.conversations), guarded(commands.take_comment)),
            MessageHandler(written & mending.writing, guarded(mending.take)),
            MessageHandler(written & PutToBot(), guarded(questions.question)),
            MessageHandler(
                private & filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, guarded(questions.not_text)
            ),
            CallbackQueryHandler(guarded(mending.press), pattern=r"^g"),
            CallbackQueryHandler(guarded(buttons.press)),
            MessageReactionHandler(
                guarded(buttons.react), message_reaction_types=MessageReactionHandler.MESSAGE_REACTION_UPDATED
            ),
            ChatMemberHandler(guarded(Joining(edge).greet), ChatMemberHandler.MY_CHAT_MEMBER),
            InlineQueryHandler(guarded(inline.offer, inline.offer_known)),
        ]
    )
    application.add_error_handler(edge.apologise)
