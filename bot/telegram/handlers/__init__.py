"""The Telegram edge. A handler reads, asks, records, sends; what is said is decided and worded elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import CallbackQueryHandler, CommandHandler, InlineQueryHandler, MessageHandler, filters

from bot.replies import Shelf
from bot.telegram.handlers.buttons import Buttons
from bot.telegram.handlers.commands import Commands
from bot.telegram.handlers.edge import Edge
from bot.telegram.handlers.inline import Inline
from bot.telegram.handlers.introduction import introduce
from bot.telegram.handlers.mending import Mending
from bot.telegram.handlers.questions import Questions
from bot.telegram.handlers.reading import Comment, FromPerson, PutToBot, put_to

if TYPE_CHECKING:
    from telegram.ext import Application

__all__ = ["Edge", "add", "introduce", "put_to"]

LISTS = {"tavoitteet": Shelf.THEMES, "toimijat": Shelf.ACTORS, "alueet": Shelf.AREAS, "sanasto": Shelf.TERMS}
"""The lists to look through, by command."""


def add(application: Application[Any, Any, Any, Any, Any, Any], edge: Edge) -> None:
    """Add the handlers: the first that fits an update takes it."""
    questions, commands, mending, inline = Questions(edge), Commands(edge), Mending(edge), Inline(edge)
    guarded = edge.guarded
    person = FromPerson() & (filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE)
    private = person & filters.ChatType.PRIVATE
    written = person & (filters.TEXT | filters.CAPTION) & ~filters.COMMAND
    application.add_handlers(
        [
            CommandHandler("start", guarded(commands.start), person),
            CommandHandler("help", guarded(commands.help), person),
            CommandHandler(("tietosuoja", "privacy"), guarded(commands.privacy), person),
            CommandHandler("kieli", guarded(commands.languages), person),
            CommandHandler("palaute", guarded(commands.comment), person),
            CommandHandler("kuva", guarded(commands.picture), person),
            *(CommandHandler(name, guarded(commands.list_of(shelf)), person) for name, shelf in LISTS.items()),
            CommandHandler("id", guarded(commands.own_id), private),
            *(
                CommandHandler(name, guarded(mending.command(what)), private)
                for name, what in (
                    ("puutteet", mending.gaps),
                    ("peru", mending.undo),
                    ("muutokset", mending.history),
                    ("tilastot", mending.statistics),
                    ("reload", mending.reload),
                )
            ),
            MessageHandler(private & filters.COMMAND, guarded(commands.help)),
            MessageHandler(written & Comment(edge.conversations), guarded(commands.commented)),
            MessageHandler(written & filters.UpdateType.MESSAGE & mending.writing, guarded(mending.written)),
            MessageHandler(written & PutToBot(), guarded(questions.question)),
            MessageHandler(
                private & filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, guarded(questions.not_text)
            ),
            CallbackQueryHandler(guarded(mending.press), pattern=r"^g"),
            CallbackQueryHandler(guarded(Buttons(edge, questions).press)),
            InlineQueryHandler(guarded(inline.offer, inline.offer_known)),
        ]
    )
    application.add_error_handler(edge.failed)
