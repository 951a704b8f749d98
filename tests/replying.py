"""Every reply that a content makes the bot say, in one language."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.content.entries import Actor, Facet, Term
from bot.content.values import LABEL
from bot.replies import (
    Choose,
    Items,
    More,
    Open,
    Page,
    Paragraph,
    Quote,
    Reply,
    Share,
    Shelf,
    View,
    ask_area,
    decode,
    encode,
    reject,
    render,
    settle_area,
    show,
    show_page,
    spread,
)
from bot.replies.charting import describe
from bot.replies.notices import Controller, ask_comment, guide, list_languages, tell_privacy, welcome
from bot.replies.texts import finnish
from bot.telegram.handlers.menu import Menu, list_commands
from bot.telegram.messages import write
from bot.understanding.answering import Ambiguous, Found, NotFound, SmallTalk
from bot.understanding.matching import Match
from bot.understanding.query import Aspect, Conversation, Query, Talk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.replies import Action, Choice, Part
    from bot.replies.texts import Texts

FACETS = list(Facet)
ASPECTS = list(Aspect)
ASKED = 7


def worded(
    knowledge: Knowledge,
    entry: Entry,
    facet: Facet = Facet.BOTH,
    aspect: Aspect = Aspect.ANY,
    texts: Texts | None = None,
) -> Reply:
    return render(Found(Query("", (), aspect=aspect), entry, facet, 1.0), knowledge, texts or finnish(), asked=ASKED)


def worded_in(area: str, knowledge: Knowledge, entry: Entry, facet: Facet, texts: Texts | None = None) -> Reply:
    query = Query("", (), conversation=Conversation(area=area))
    return render(Found(query, entry, facet, 1.0), knowledge, texts or finnish(), asked=ASKED)


def viewed(knowledge: Knowledge, action: Open, texts: Texts | None = None) -> Reply:
    found = Found(Query("", ()), knowledge.entries[action.entry], action.facet, 1.0)
    return show(found, action, knowledge, texts or finnish())


def lines(part: Part) -> tuple[str, ...]:
    match part:
        case Quote(parts):
            return tuple(chain.from_iterable(map(lines, parts)))
        case Items(items):
            return items
        case _:
            return (part.text,)


def choices(reply: Reply) -> list[Choice]:
    return list(chain(*reply.choices))


def actions(reply: Reply) -> list[Action]:
    return [choice.action for choice in choices(reply)]


def clarified(
    knowledge: Knowledge,
    entries: Iterable[Entry],
    facet: Facet,
    aspect: Aspect = Aspect.ANY,
    texts: Texts | None = None,
) -> Reply:
    matches = tuple(Match(entry, 0.5, 1.0, entry.title, 1.0, 1.0) for entry in entries)
    answered = Ambiguous(Query("", (), aspect=aspect), matches, facet, 0.5)
    return render(answered, knowledge, texts or finnish(), asked=ASKED)


def answers(knowledge: Knowledge, texts: Texts) -> Iterator[tuple[str, Reply]]:
    """Every entry on every level for every aspect."""
    for entry in knowledge.entries.values():
        for facet in FACETS:
            for aspect in ASPECTS:
                yield f"{entry.id} {facet} {aspect}", worded(knowledge, entry, facet, aspect, texts=texts)


def every_reply(knowledge: Knowledge, texts: Texts) -> Iterator[tuple[str, Reply]]:
    """Every answer, every view of it, and what is said besides."""
    yield from answers(knowledge, texts)
    yield from doubts(knowledge, texts)
    yield from listings(knowledge, texts)
    yield from spreads(knowledge, texts)
    for entry in knowledge.entries.values():
        for facet in FACETS:
            for view in View:
                yield f"{entry.id} {facet} {view.name}", viewed(knowledge, Open(entry.id, facet, view, ASKED), texts)
    yield from (
        ("welcome", welcome(knowledge, texts)),
        ("guidance", guide("@elo_testi_bot", list_commands(Menu.PRIVATE), knowledge, texts)),
        ("languages", list_languages(texts)),
        ("comment", ask_comment(texts)),
        ("picture", describe(knowledge, texts)),
        (
            "privacy",
            tell_privacy(Controller("Esimerkkilän kunta", "tietosuoja@example.org", "public-task", 365), texts),
        ),
        ("privacy, nothing told", tell_privacy(Controller(None, None, "legitimate-interest", 90), texts)),
    )


def spreads(knowledge: Knowledge, texts: Texts) -> Iterator[tuple[str, Reply]]:
    """What more there is under each answer, as the terminal shows it."""
    for name, reply in answers(knowledge, texts):
        for action in actions(reply):
            if isinstance(action, More | Choose):
                rows = spread(action, knowledge, texts)
                yield f"{name} {type(action).__name__}", Reply((Paragraph(texts("list-choose")),), rows)


def doubts(knowledge: Knowledge, texts: Texts) -> Iterator[tuple[str, Reply]]:
    """Small talk, refusals of every kind, and choices."""
    yield "rejected", reject(7, knowledge, texts)
    for talk in Talk:
        yield talk, render(SmallTalk(Query("", ()), talk), knowledge, texts)
    for outside in (None, *knowledge.outside):
        for area in (None, *knowledge.areas):
            refusal = NotFound(Query("", ()), Facet.BOTH, 0.0, outside=outside, area=area)
            yield f"{outside and outside.id} {area and area.name}", render(refusal, knowledge, texts)
    for entries in (knowledge.measures[:1], knowledge.measures[-2:]):
        near = tuple(Match(entry, 0.2, 1.0, entry.title, 1.0, 1.0) for entry in entries)
        yield f"{len(near)} near", render(NotFound(Query("", ()), Facet.BOTH, 0.2, near), knowledge, texts)
    for few in filter(None, (knowledge.measures[:4], knowledge.of_kind(Actor)[:2], knowledge.of_kind(Term)[:3])):
        for facet in FACETS:
            for aspect in ASPECTS:
                yield f"{[one.id for one in few]} {facet} {aspect}", clarified(knowledge, few, facet, aspect, texts)


def listings(knowledge: Knowledge, texts: Texts) -> Iterator[tuple[str, Reply]]:
    """Every page of every list, and every maakunta."""
    back = Open(next(iter((*knowledge.measures, *knowledge.entries.values()))).id, Facet.REGIONAL, asked=ASKED)
    for area in knowledge.areas:
        yield area.slug, settle_area(area, back, knowledge, texts)
        yield f"{area.slug} alone", settle_area(area, None, knowledge, texts)
    for shelf in Shelf:
        for number in range(9):
            yield f"{shelf.name} {number}", show_page(Page(shelf, number), knowledge, texts)
    yield "places", ask_area(back, knowledge, texts)


def faults_of(reply: Reply) -> list[str]:
    """What Telegram would not take, or a reader could not use, whatever the content says."""
    labels = [choice.label for choice in choices(reply)]
    shared = [action.query for action in actions(reply) if isinstance(action, Share)]
    pressed = [action for action in actions(reply) if not isinstance(action, Share)]
    return [
        *("nothing is said" for _ in (reply,) if not reply.parts or not all(map(lines, reply.parts))),
        *(f"empty: {part}" for part in reply.parts for text in lines(part) if not text.strip()),
        *(f"label: {label}" for label in labels if not 0 < len(label) <= LABEL),
        *(f"query: {query}" for query in shared if not 0 < len(query) <= 256),
        *(f"data: {action}" for action in pressed if len(encode(action).encode()) > 64),
        *(f"lost: {action}" for action in pressed if decode(encode(action)) is None),
        *(f"length: {len(written.text)}" for written in (write(reply),) if not written.text.strip()),
    ]
