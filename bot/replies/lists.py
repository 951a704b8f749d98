"""Lists to look through, page by page, and the maakunnat of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import Actor, Facet, Term, Theme
from bot.replies import buttons
from bot.replies.actions import Browse, Open, Page, Places, Settle, Shelf
from bot.replies.framing import frame
from bot.replies.parts import Choice, Heading, Items, Note, Paragraph, Part, Reply, Rows, fit_label
from bot.replies.translating import note_untold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.content.entries import Area, Entry
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts

KINDS: Mapping[Shelf, type[Entry]] = {Shelf.THEMES: Theme, Shelf.ACTORS: Actor, Shelf.TERMS: Term}
"""What each shelf holds."""


def show_page(page: Page, knowledge: Knowledge, texts: Texts) -> Reply:
    """A page of a list; a page past the end is the last one."""
    if page.shelf is Shelf.AREAS:
        return ask_area(None, knowledge, texts)
    knowledge = knowledge.told(texts.language)
    entries = _sort(page.shelf, knowledge)
    number, here, turns = buttons.turn_to(page.number, entries, lambda number: Browse(Page(page.shelf, number)), texts)
    rows = tuple(
        (Choice(fit_label(title), Open(entry_id, Facet.BOTH, page=Page(page.shelf, number))),)
        for title, entry_id in here
    )
    heading = (
        frame("list-of-theme", knowledge, texts)
        if page.shelf is Shelf.THEMES
        else texts(f"list-of-{KINDS[page.shelf].kind}")
    )
    parts: tuple[Part, ...] = (Heading(heading), Paragraph(texts("list-choose")))
    if turns:
        count = -(-len(entries) // buttons.PAGE)
        parts = (*parts, Note(texts("list-page", number=number + 1, count=count)))
    return note_untold(Reply(parts, (*rows, *turns)), knowledge, texts)


def find_on_shelf(shelf: Shelf, words: str, knowledge: Knowledge, texts: Texts) -> Open | Settle | None:
    """What on a list is called by these words, in Finnish or as the list says it: what pressing it does; or None."""
    said = words.casefold()
    if shelf is Shelf.AREAS:
        return next((Settle(area.slug) for area in knowledge.areas if area.name.casefold() == said), None)
    told = knowledge.told(texts.language)
    for place, (_, entry_id) in enumerate(_sort(shelf, told)):
        if said in map(str.casefold, (*knowledge.entries[entry_id].names, *told.entries[entry_id].names)):
            return Open(entry_id, Facet.BOTH, page=Page(shelf, place // buttons.PAGE))
    return None


def ask_area(back: Open | None, knowledge: Knowledge, texts: Texts) -> Reply:
    """The maakunnat of today, to choose one's own from, two in a row."""
    names = sorted(knowledge.areas, key=lambda area: area.name.casefold())
    choices = [Choice(area.name, Settle(area.slug, back)) for area in names]
    rows: Rows = tuple(tuple(choices[i : i + 2]) for i in range(0, len(choices), 2))
    parts = (Heading(texts("own-area-heading")), Paragraph(texts("own-area-choose")))
    return Reply(parts, rows if back is None else (*rows, (Choice(texts("back-to-answer"), back),)))


def settle_area(area: Area, back: Open | None, knowledge: Knowledge, texts: Texts) -> Reply:
    """What there is today in a maakunta, and what the content says of it."""
    knowledge = knowledge.told(texts.language)
    parts: list[Part] = [Heading(area.name), Paragraph(tell_authority(area, texts))]
    region = knowledge.entries.get(area.region or "")
    if region is None:
        parts.append(Paragraph(frame("area-not-said", knowledge, texts)))
    else:
        lines = region.items or tuple(map(str, region.blocks))
        parts += [Paragraph(frame("area-said", knowledge, texts)), Items(lines)]
    parts.append(Note(texts("area-remembered")))
    rows: list[tuple[Choice, ...]] = []
    if region is not None:
        rows.append((Choice(fit_label(texts("area-more", area=area.name)), Open(region.id, Facet.REGIONAL)),))
    if back is None:
        rows.append((Choice(texts("back"), Browse(Page(Shelf.AREAS))),))
    else:
        rows.append((Choice(texts("own-area-other"), Places(back.entry, back.facet, back.asked)),))
        rows.append((Choice(texts("back-to-answer"), back),))
    return note_untold(Reply(tuple(parts), tuple(rows)), knowledge, texts)


def tell_authority(area: Area, texts: Texts) -> str:
    """Which authority there is today in a maakunta, or that it cannot be confirmed."""
    if area.office is not None:
        return texts("area-office", office=area.office)
    return texts("area-unsure") if area.centre is None else texts("area-centre", centre=area.centre)


def _sort(shelf: Shelf, knowledge: Knowledge) -> Sequence[tuple[str, str]]:
    """Labels with ids: themes in the order of the documents, the rest by the alphabet."""
    if shelf is Shelf.THEMES:
        return [(theme.brief, theme.id) for theme in knowledge.themes]
    found = ((entry.brief, entry.id) for entry in knowledge.of_kind(KINDS[shelf]))
    return sorted(found, key=lambda pair: pair[0].casefold())
