"""Who is responsible for what, over all measures, as a picture or as files: for commands and for a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.replies.charting import describe, title
from bot.replies.handout import make
from bot.replies.picture import draw
from bot.review.workshop import work_apart
from bot.telegram.handlers.edge import Picture, send, send_file, send_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Message

    from bot.replies.handout import Form
    from bot.replies.texts import Texts
    from bot.telegram.handlers.edge import Edge


class Showing:
    """Sends it in answer to a message; a picture is kept while the content that it was drawn from serves."""

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

    async def hand_out(self, forms: Sequence[Form], message: Message, texts: Texts) -> None:
        """Send the files; the words where there are no measures, and from where on no file may be sent."""
        knowledge = self._edge.adviser.index.knowledge
        sent = bool(knowledge.measures)
        for form in forms:
            if sent:
                handout = await work_apart(make, form, knowledge, texts)
                sent = await send_file(message, handout.content, handout.name, handout.caption)
        if not sent:
            await send(message, describe(knowledge, texts))
