"""What may be sent to another chat: complete answers to what is typed after the bot's name. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.entries import Facet
from bot.replies import Reply, render, shared
from bot.understanding.answering import Found, answer, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.entries import Entry
    from bot.replies.texts import Texts
    from bot.understanding.matching import Index

BROADEST_FIRST = (Facet.BOTH, Facet.NATIONAL, Facet.REGIONAL)
MOST = 10
"""Most answers that are offered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer to choose: the entry on its levels, and the whole text."""

    entry: Entry
    facet: Facet
    reply: Reply


def offers(typed: str, index: Index, texts: Texts) -> tuple[Offer, ...]:
    """At most ten answers, the likeliest first; the themes when nothing is typed."""
    knowledge = index.knowledge
    if not typed.strip():
        chosen: list[tuple[Entry, Facet]] = [(theme, Facet.BOTH) for theme in knowledge.themes]
    else:
        chosen = list(dict.fromkeys(_meant(typed, index)))
    found = (opened(entry.id, facet, index) for entry, facet in chosen[:MOST])
    return tuple(Offer(one.entry, one.facet, render(one, knowledge, texts)) for one in found if one is not None)


def _meant(typed: str, index: Index) -> Iterator[tuple[Entry, Facet]]:
    """The answer, its other levels, and whatever else the words may mean; nothing when there is no answer."""
    yield from _shared(typed, index)
    answered = answer(typed, index)
    if answered.outcome == "none":
        return
    if isinstance(answered, Found):
        yield answered.entry, answered.facet
        if answered.entry.levelled:
            yield from ((answered.entry, facet) for facet in BROADEST_FIRST)
    yield from ((match.entry, answered.facet) for match in answered.matches)


def _shared(typed: str, index: Index) -> Iterator[tuple[Entry, Facet]]:
    """What a button under an answer typed."""
    for entry in index.knowledge.entries.values():
        if typed.startswith(entry.title):
            yield from ((entry, facet) for facet in BROADEST_FIRST if typed == shared(entry, facet))
