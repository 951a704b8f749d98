"""What may be sent to another chat: complete answers to what is typed after the bot's name. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from bot.content.entries import Facet
from bot.replies import Reply, render, tell_help, word_query
from bot.understanding.answering import Answer, Computed, Found, about, answer
from bot.understanding.query import Query, distressed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts
    from bot.understanding.matching import Index

BROADEST_FIRST = (Facet.BOTH, Facet.NATIONAL, Facet.REGIONAL)
MOST_OFFERS = 10
"""Most answers that are offered."""
FEWEST_LETTERS = 2
"""From how many letters on something is looked for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer to choose: the entry on its levels, as it is called there, and the whole text.

    No entry for what is computed, and for help.
    """

    entry: Entry | None
    facet: Facet
    reply: Reply


def find_offers(typed: str, index: Index, texts: Texts, asked: Sequence[str] = ()) -> tuple[Offer, ...]:
    """At most ten answers, the likeliest first; help alone to words of distress.

    Until two letters are typed what is asked most, then the measures. What is computed is offered alone: beside a
    question with a `not` no entry that answers it without. asked: what is asked most, by id.
    """
    knowledge = index.knowledge
    language = distressed(typed, index.language)
    if language is not None:
        return (Offer(None, Facet.BOTH, tell_help(language)),)
    words = typed.strip()
    answered = answer(typed, index) if len(words) >= FEWEST_LETTERS else None
    if isinstance(answered, Computed) and not answered.result.wanted.plain:
        return (Offer(None, answered.facet, render(answered, knowledge, texts)),)
    if answered is None:
        known = (knowledge.entry(one) for one in asked)
        found = [_make_found(one, Facet.BOTH) for one in (*known, *knowledge.measures) if one is not None]
    else:
        likely = [_find_meant(answered), _find_begun(words, knowledge)]
        found = [*_find_shared(typed, index), *chain(*(likely if isinstance(answered, Found) else reversed(likely)))]
    distinct: dict[tuple[str, Facet], Found] = {}
    for one in found:
        distinct.setdefault((one.entry.id, one.facet), one)
    few, told = list(distinct.values())[:MOST_OFFERS], knowledge.told(texts.language)
    return tuple(Offer(told.entries[one.entry.id], one.facet, render(one, knowledge, texts)) for one in few)


def _find_meant(answered: Answer) -> Iterator[Found]:
    """The answer, its other levels, and whatever else the words may mean; nothing when there is no answer."""
    if answered.outcome == "none":
        return
    entry = about(answered)
    if isinstance(answered, Found):
        yield replace(_make_found(answered.entry, answered.facet), task=answered.task, sharing=answered.sharing)
    elif entry is not None:
        yield _make_found(entry, answered.facet)
    if entry is not None and entry.levelled:
        yield from (_make_found(entry, facet) for facet in BROADEST_FIRST)
    yield from (_make_found(match.entry, answered.facet) for match in answered.matches)


def _find_begun(words: str, knowledge: Knowledge) -> Iterator[Found]:
    """What has a name that begins with these words, then what has one with a word that does; short names first."""
    begins = re.compile(rf"(?<!\w){re.escape(words)}", re.IGNORECASE)
    places: list[tuple[bool, int, Entry]] = []
    for entry in knowledge.entries.values():
        named = ((found.start() > 0, len(name)) for name in entry.names if (found := begins.search(name)) is not None)
        places += [(*best, entry) for best in sorted(named)[:1]]
    for *_, entry in sorted(places, key=itemgetter(0, 1)):
        yield _make_found(entry, Facet.BOTH)


def _find_shared(typed: str, index: Index) -> Iterator[Found]:
    """What a button under an answer typed."""
    for entry in index.knowledge.entries.values():
        if typed.startswith(entry.title):
            yield from (_make_found(entry, facet) for facet in BROADEST_FIRST if typed == word_query(entry, facet))


def _make_found(entry: Entry, facet: Facet) -> Found:
    """An answer that says nothing of what was typed."""
    return Found(Query(entry.id, ()), entry, facet, 1.0)
