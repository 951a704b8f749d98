"""Who is responsible for what, over all measures, as a picture: for the command and for the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.replies.charting import describe, title
from bot.replies.picture import draw
from bot.review.workshop import work_apart
from bot.telegram.handlers.edge import Picture, send_picture

if TYPE_CHECKING:
    from telegram import Message

    from bot.replies.texts import Texts
    from bot.telegram.handlers.edge import Edge


class Showing:
    """Sends it in answer to a message; what was made of a content is kept while that serves."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._pictures: dict[str, tuple[str, Picture]] = {}  # the version of the content and its picture, by language

    async def show_picture(self, message: Message, texts: Texts) -> None:
        """Send the picture with its words, or the words where no picture may be sent."""
        knowledge = self._edge.adviser.index.knowledge
        version, shown = self._pictures.get(texts.language, (None, None))
        if shown is None or version != knowledge.version:
            shown = Picture(await work_apart(draw, knowledge, texts))
            self._pictures[texts.language] = knowledge.version, shown
        await send_picture(message, shown, describe(knowledge, texts), title(knowledge, texts))
