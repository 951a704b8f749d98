"""The rows of choices under an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from bot.content.entries import Facet, Measure
from bot.replies.actions import Browse, Erase, Feedback, Judge, Open, Page, Pick, Places, Reject, Share, Shelf, View
from bot.replies.parts import Choice, Rows, fit_label
from bot.replies.texts import finnish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.replies.actions import Action
    from bot.replies.texts import Texts
    from bot.understanding.answering import Found

T = TypeVar("T")
NEXT = 3
"""Most entries that are offered in the place of a wrong one."""
PAGE = 8
"""Items of a list on a page."""
QUERY = 256
"""Most characters of what is asked in another chat."""
REASONS = (Feedback.WRONG_TOPIC, Feedback.INCOMPLETE, Feedback.OUTDATED, Feedback.OTHER)


@dataclass(frozen=True, slots=True)
class Extent:
    """What there is beside a short answer: other levels, more text, changes since 2022."""

    levels: bool
    more: bool
    changed: bool


def build_rows(shown: Open, found: Found, texts: Texts, extent: Extent) -> Rows:
    """The rows under a short answer."""
    facet, asked, entry = shown.facet, shown.asked, found.entry
    parts = [Choice(texts("show-whole"), _turn(shown, View.WHOLE))] * extent.more
    parts += [Choice(texts("show-changes"), _turn(shown, View.CHANGES))] * extent.changed
    source = Choice(texts("show-source"), _turn(shown, View.SOURCES))
    said = "" if found.task is None or len(found.task.text) > QUERY else found.task.text
    share = Choice(texts("share"), Share(said or word_query(entry, facet)))
    place = Choice(texts("own-area-which"), Places(entry.id, facet, asked))
    rows = [
        tuple(
            Choice(texts(f"show-{other.value}"), _turn_level(shown, found, other))
            for other in (Facet.NATIONAL, Facet.REGIONAL, Facet.BOTH)
            if extent.levels and other is not facet
        ),
        tuple(parts),
        (source, share),
        (place,) if extent.levels and facet is not Facet.NATIONAL and shown.page is None else (),
        lead_back(entry, facet, shown.page, texts),
        *ask_feedback(asked, texts),
    ]
    return tuple(row for row in rows if row)


def list_entries(found: Iterable[Entry], facet: Facet, page: Page | None) -> Rows:
    """A choice for each entry, one under another."""
    return tuple((Choice(fit_label(one.brief), Open(one.id, facet, page=page)),) for one in found)


def turn_to(
    page: int, items: Sequence[T], lead: Callable[[int], Action], texts: Texts
) -> tuple[int, Sequence[T], Rows]:
    """A page of items, from 0, the last one for a page past the end: its number, its items, the way to those beside it.

    lead: the action that leads to a page.
    """
    last = max(0, (len(items) - 1) // PAGE)
    page = min(page, last)
    back = [Choice(texts("page-back"), lead(page - 1))] if page else []
    on = [Choice(texts("page-on"), lead(page + 1))] if page < last else []
    return page, items[page * PAGE : (page + 1) * PAGE], ((*back, *on),) if back or on else ()


def ask_feedback(asked: int | None, texts: Texts) -> Rows:
    """The rows that ask whether the answer helped and take the question away; none when it is not in the log."""
    if asked is None:
        return ()
    both = (Feedback.HELPED, Feedback.NOT_HELPED)
    choices = tuple(Choice(texts(f"feedback-{one.value}"), Judge(one, asked)) for one in both)
    return choices, *offer_erasing(asked, texts)


def offer_erasing(asked: int | None, texts: Texts) -> Rows:
    """The row that takes the words of the question away; none when it is not in the log."""
    return () if asked is None else ((Choice(texts("erase"), Erase(asked)),),)


def ask_reasons(asked: int, texts: Texts) -> Rows:
    """The rows that ask what was wrong."""
    choices = [Choice(texts(f"feedback-{one.value}"), Judge(one, asked)) for one in REASONS]
    return tuple(choices[:2]), tuple(choices[2:])


def ask_meant(ids: Sequence[str], asked: int, knowledge: Knowledge, texts: Texts) -> Rows:
    """The rows that ask which entry was meant instead; none when none of them is there."""
    found = [knowledge.entries[one] for one in ids if one in knowledge.entries][:NEXT]
    rows = tuple((Choice(fit_label(one.brief), Pick(one.id, Facet.BOTH, asked)),) for one in found)
    return (*rows, (Choice(texts("choice-none"), Reject(asked)),)) if rows else ()


def lead_back(entry: Entry, facet: Facet, page: Page | None, texts: Texts) -> tuple[Choice, ...]:
    """The way back to the list that the entry was found in; from a measure to its theme."""
    if page is None:
        return ()
    if isinstance(entry, Measure) and page.shelf is Shelf.THEMES:
        return (Choice(texts("back"), Open(entry.theme, facet, page=page)),)
    return (Choice(texts("back"), Browse(page)),)


def _turn(shown: Open, view: View) -> Open:
    return replace(shown, view=view)


def _turn_level(shown: Open, found: Found, facet: Facet) -> Open:
    """The same on other levels; its task only where that is on one of them."""
    stays = found.task is not None and found.task.level in facet.levels
    return replace(shown, facet=facet, view=View.SHORT, task=shown.task if stays else None)


def word_query(entry: Entry, facet: Facet) -> str:
    """What leads to this answer by inline query, where everybody is spoken to in Finnish."""
    if facet is Facet.BOTH or not entry.levelled:
        return entry.title
    return f"{entry.title} {finnish()(f'{facet.value}-heading').lower()}"
