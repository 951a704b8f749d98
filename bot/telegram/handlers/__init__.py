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
from bot.telegram.handlers.comments import Comments
from bot.telegram.handlers.edge import Edge
from bot.telegram.handlers.inline import Inline
from bot.telegram.handlers.introduction import introduce
from bot.telegram.handlers.joining import Joining
from bot.telegram.handlers.mending import Mending
from bot.telegram.handlers.menu import COMMANDS, Menu, list_commands
from bot.telegram.handlers.questions import Questions
from bot.telegram.handlers.reading import Comment, FromPerson, PutToBot, SentByWay, put_to
from bot.telegram.handlers.showing import Showing

if TYPE_CHECKING:
    from telegram.ext import Application

    from bot.telegram.handlers.edge import Callback

__all__ = ["Edge", "add", "introduce", "put_to"]


def add(application: Application[Any, Any, Any, Any, Any, Any], edge: Edge) -> None:
    """Add the handlers: the first that fits an update takes it."""
    questions, mending, inline, showing = Questions(edge), Mending(edge), Inline(edge), Showing(edge)
    buttons, comments = Buttons(edge, questions, showing), Comments(edge, questions)
    commands = Commands(edge, questions, comments, showing, list_commands(Menu.PRIVATE))
    guarded = edge.guard

    def elsewhere(callback: Callback) -> Callback:
        return guarded(comments.elsewhere(callback))

    incoming = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
    person = FromPerson() & ~SentByWay() & incoming
    private = person & filters.ChatType.PRIVATE
    written = person & (filters.TEXT | filters.CAPTION) & ~filters.COMMAND
    brought = filters.ATTACHMENT | filters.CHECKLIST  # of kinds that are not known nobody can tell what they bring
    does = {one: elsewhere(one.callback(commands, mending)) for one in COMMANDS}
    secluded = [one for one in COMMANDS if one.private]
    application.add_handlers(
        [
            MessageHandler(filters.StatusUpdate.MIGRATE, edge.move),
            MessageHandler(SentByWay() & filters.UpdateType.MESSAGE, questions.sent),
            CommandHandler("peru", guarded(comments.leave), private & filters.UpdateType.MESSAGE & Comment(edge)),
            *(
                CommandHandler("start", does[one], private & filters.Regex(rf"^\S+ {one.names[0]}$"))
                for one in secluded
            ),
            *(CommandHandler(one.names, does[one], private if one.private else person) for one in COMMANDS),
            *(CommandHandler(one.names, elsewhere(commands.refer), person) for one in secluded),
            MessageHandler(private & filters.COMMAND, elsewhere(commands.other)),
            MessageHandler(written & Comment(edge), guarded(comments.take)),
            MessageHandler(written & mending.writing, guarded(mending.take)),
            MessageHandler(written & PutToBot(), guarded(questions.question)),
            MessageHandler(private & filters.UpdateType.MESSAGE & brought, guarded(questions.not_text)),
            CallbackQueryHandler(elsewhere(mending.press), pattern=r"^g"),
            CallbackQueryHandler(elsewhere(comments.press), pattern=r"^e"),
            CallbackQueryHandler(elsewhere(buttons.press)),
            MessageReactionHandler(
                guarded(buttons.react), message_reaction_types=MessageReactionHandler.MESSAGE_REACTION_UPDATED
            ),
            ChatMemberHandler(guarded(Joining(edge).greet), ChatMemberHandler.MY_CHAT_MEMBER),
            InlineQueryHandler(guarded(inline.offer, inline.offer_known)),
        ]
    )
    application.add_error_handler(edge.apologise)
