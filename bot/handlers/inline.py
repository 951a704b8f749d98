"""Answers that are sent to other chats: what is typed after the bot's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from bot.entries import Measure
from bot.messages import write
from bot.offers import offers
from bot.replies import Open, encode, payload

if TYPE_CHECKING:
    from telegram import InlineQuery, Update

    from bot.handlers.edge import Context, Edge
    from bot.offers import Offer
    from bot.texts import Texts

KEPT = 300
"""Seconds for which Telegram may show the same answers to the same words."""
REMEMBERED = 1000
"""How many inline queries are remembered with their answers."""


class Inline:
    """The callback for inline queries. Everybody gets the same answers, so they are in Finnish, as the content is."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._version = ""
        self._known: dict[str, list[InlineQueryResultArticle]] = {}

    async def offer(self, update: Update, context: Context) -> None:
        """Offer complete answers to what is typed."""
        query = cast("InlineQuery", update.inline_query)
        results = self._results(query.query, context.bot.username)
        await query.answer(results, cache_time=KEPT, is_personal=False)

    def _results(self, typed: str, username: str) -> list[InlineQueryResultArticle]:
        """The answers, worked out once for each version of the content."""
        desk, words = self._edge.desk, " ".join(typed.split())
        index = desk.index
        if index.knowledge.version != self._version or len(self._known) >= REMEMBERED:
            self._version = index.knowledge.version
            self._known.clear()
        if words not in self._known:
            found = offers(words, index, desk.texts)
            self._known[words] = [_article(offer, username, desk.texts) for offer in found]
        return self._known[words]


def _article(offer: Offer, username: str, texts: Texts) -> InlineQueryResultArticle:
    written = write(offer.reply)
    link = f"https://t.me/{username}?start={payload(offer.entry.id, offer.facet)}"
    levels = texts(f"level-{offer.facet.value}") if isinstance(offer.entry, Measure) else texts(f"a-{offer.entry.kind}")
    return InlineQueryResultArticle(
        encode(Open(offer.entry.id, offer.facet)),
        offer.entry.title,
        InputTextMessageContent(
            written.text, entities=written.entities, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        InlineKeyboardMarkup([[InlineKeyboardButton(texts("ask-bot"), url=link)]]),
        description=levels,
    )
