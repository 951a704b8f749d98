"""The rows of choices under an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.entries import Facet, Measure, Theme
from bot.replies.actions import Browse, Judge, Open, Page, Places, Share, Shelf, Verdict, View
from bot.replies.parts import Choice, Rows, labelled

if TYPE_CHECKING:
    from bot.entries import Entry
    from bot.texts import Texts

REASONS = (Verdict.WRONG_TOPIC, Verdict.INCOMPLETE, Verdict.OUTDATED, Verdict.OTHER)


def under(shown: Open, entry: Entry, texts: Texts, *, levels: bool, more: bool, changed: bool) -> Rows:
    """The rows under a short answer. levels, more, changed: whether there are other levels, more text, changes."""
    facet, asked = shown.facet, shown.asked
    parts = [Choice(texts("show-whole"), _turned(shown, View.WHOLE))] * more
    parts += [Choice(texts("show-changes"), _turned(shown, View.CHANGES))] * changed
    source = Choice(texts("show-source"), _turned(shown, View.SOURCES))
    share = Choice(texts("share"), Share(_query(entry, facet, texts)))
    place = Choice(texts("own-area-which"), Places(entry.id, facet, asked))
    rows = [
        tuple(Choice(texts(f"show-{other.value}"), Open(entry.id, other, asked=asked, page=shown.page))
              for other in (Facet.NATIONAL, Facet.REGIONAL, Facet.BOTH) if levels and other is not facet),
        tuple(parts),
        (source, share),
        (place,) if levels and facet is not Facet.NATIONAL and shown.page is None else (),
        way_back(entry, facet, shown.page, texts),
        verdicts(asked, texts),
    ]
    return tuple(row for row in rows if row)


def measures(entries: tuple[Measure, ...], facet: Facet, page: Page | None) -> Rows:
    """A choice for each measure, one under another."""
    return tuple((Choice(labelled(one.title), Open(one.id, facet, page=page)),) for one in entries)


def verdicts(asked: int | None, texts: Texts) -> tuple[Choice, ...]:
    """The row that asks whether the answer helped; empty when the question is not in the log."""
    if asked is None:
        return ()
    return tuple(Choice(texts(f"verdict-{one.value}"), Judge(one, asked)) for one in (Verdict.HELPED,
                                                                                       Verdict.NOT_HELPED))


def reasons(asked: int, texts: Texts) -> Rows:
    """The rows that ask what was wrong."""
    choices = [Choice(texts(f"verdict-{one.value}"), Judge(one, asked)) for one in REASONS]
    return tuple(choices[:2]), tuple(choices[2:])


def way_back(entry: Entry, facet: Facet, page: Page | None, texts: Texts) -> tuple[Choice, ...]:
    """The way back to the list that the entry was found in; from a measure to its theme."""
    if page is None:
        return ()
    if isinstance(entry, Measure) and page.shelf is Shelf.THEMES:
        return (Choice(texts("back"), Open(entry.theme, facet, page=page)),)
    return (Choice(texts("back"), Browse(page)),)


def _turned(shown: Open, view: View) -> Open:
    return Open(shown.entry, shown.facet, view, shown.asked, shown.page)


def _query(entry: Entry, facet: Facet, texts: Texts) -> str:
    """What leads to the same answer by inline query."""
    if facet is Facet.BOTH or not isinstance(entry, Measure | Theme):
        return entry.title
    return f"{entry.title} {texts(f'{facet.value}-heading').lower()}"
