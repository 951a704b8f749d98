"""Answers that are sent to other chats: what is typed after the bot's name."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, cast

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from bot.log.database import LogError
from bot.replies import Open, encode, encode_link
from bot.replies.framing import frame
from bot.replies.offers import FEWEST_LETTERS, MOST_OFFERS, find_offers
from bot.replies.texts import in_language
from bot.review.figures import A_QUARTER
from bot.telegram.handlers.edge import read_apart
from bot.telegram.messages import write
from bot.telegram.recent import Recent
from bot.understanding.query import beginning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import InlineQuery, Update

    from bot.content.knowledge import Knowledge
    from bot.replies.offers import Offer
    from bot.replies.texts import Texts
    from bot.telegram.handlers.edge import Context, Edge

KEPT = 300
"""Seconds for which Telegram may show the same answers to the same words."""
SHORTLY = 5
"""Seconds after which somebody who typed too much may get answers again."""
ASK = "kysy"
"""What leads to the bot from there: a link that opens nothing in particular, so that the bot greets."""
REMEMBERED = 1000
"""How many inline queries are remembered with their answers."""


class Inline:
    """The callback for inline queries.

    Answers are in the language of the person, or in Finnish, the same for everybody, where the content is only in that.
    """

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._version = ""
        self._known = _none_known()

    async def offer(self, update: Update, context: Context) -> None:
        """Offer complete answers to what is typed."""
        query = cast("InlineQuery", update.inline_query)
        known = self._recall(query, self._texts(update))
        if known is None:
            adviser, words, keeper, texts = self._edge.adviser, _read_words(query), self._known, self._texts(update)
            asked = await self._find_most_asked() if len(words) < FEWEST_LETTERS else []
            found = await read_apart(words, partial(find_offers, words, adviser.index, texts, asked))
            known = [_make_article(offer, context.bot.username, adviser.index.knowledge, texts) for offer in found]
            if all(offer.entry is not None for offer in found):  # words of distress are not kept
                keeper.keep((texts.language, words), known)  # of the content that it was worked out with
        await self._answer(query, known, self._texts(update))

    async def offer_known(self, update: Update, _: Context) -> None:
        """Offer to somebody who types too much what is known already, or nothing for now."""
        query = cast("InlineQuery", update.inline_query)
        texts = self._texts(update)
        known = self._recall(query, texts)
        if known is None:
            await query.answer([], cache_time=SHORTLY, is_personal=True)
        else:
            await self._answer(query, known, texts)

    async def _answer(self, query: InlineQuery, known: Sequence[InlineQueryResultArticle], texts: Texts) -> None:
        """Offer answers; where there are none, say so on a button that leads to the bot."""
        lead = None if known else InlineQueryResultsButton(texts("inline-none"), start_parameter=ASK)
        personal = bool(self._edge.adviser.index.knowledge.languages)
        await query.answer(known, cache_time=KEPT, is_personal=personal, button=lead)

    def _texts(self, update: Update) -> Texts:
        """The sentences of the person's language, if the content speaks it."""
        texts = self._edge.texts(update)
        return in_language(self._edge.adviser.index.knowledge.told(texts.language).language)

    async def _find_most_asked(self) -> list[str]:
        """What is asked most, by id; nothing where the log cannot be read now."""
        try:
            return await self._edge.ledger.recall_most_asked(datetime.now(UTC) - A_QUARTER, MOST_OFFERS)
        except LogError:
            return []

    def _recall(self, query: InlineQuery, texts: Texts) -> list[InlineQueryResultArticle] | None:
        """The answers to what is typed, in a language, if they were worked out with this content."""
        version = self._edge.adviser.index.knowledge.version
        if version != self._version:
            self._version, self._known = version, _none_known()
        return self._known.recall((texts.language, _read_words(query)))


def _none_known() -> Recent[tuple[str, str], list[InlineQueryResultArticle]]:
    return Recent(KEPT, most=REMEMBERED)


def _read_words(query: InlineQuery) -> str:
    """What is typed, as far as it is read."""
    return " ".join(beginning(query.query)[0].split())


def _make_article(offer: Offer, username: str, knowledge: Knowledge, texts: Texts) -> InlineQueryResultArticle:
    written = write(offer.reply)
    content = InputTextMessageContent(
        written.text, entities=written.entities, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    if offer.entry is None:
        return InlineQueryResultArticle("answer", written.text.split("\n", 1)[0], content)
    link = f"https://t.me/{username}?start={encode_link(offer.entry.id, offer.facet)}"
    levels = texts(f"level-{offer.facet.value}") if offer.entry.levelled else texts(f"a-{offer.entry.kind}")
    return InlineQueryResultArticle(
        encode(Open(offer.entry.id, offer.facet)),
        offer.entry.title,
        content,
        InlineKeyboardMarkup([[InlineKeyboardButton(frame("ask-bot", knowledge, texts), url=link)]]),
        description=levels,
    )
