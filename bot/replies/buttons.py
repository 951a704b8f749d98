"""The rows of choices under an answer: two at most, the rest behind one of them."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from bot.content.entries import KINDS, Facet, Measure
from bot.replies.actions import (
    Browse,
    Choose,
    Erase,
    Feedback,
    Judge,
    More,
    Open,
    Page,
    Pick,
    Places,
    Reject,
    Share,
    Shelf,
    View,
)
from bot.replies.charting import offer_picture
from bot.replies.citing import find_changes
from bot.replies.parts import Choice, Rows, fit_label
from bot.replies.texts import finnish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.content.entries import Entry, Task
    from bot.content.knowledge import Knowledge
    from bot.replies.actions import Action, Spread
    from bot.replies.middles import Case
    from bot.replies.texts import Texts

T = TypeVar("T")
NEXT = 3
"""Most entries that are offered in the place of a wrong one."""
PAGE = 8
"""Items of a list on a page."""
QUERY = 256
"""Most characters of what is asked in another chat."""
MOST_PLACES = 120
"""Entries of a kind among which those that a list names can be told in the data of a button."""
REASONS = (Feedback.WRONG_TOPIC, Feedback.INCOMPLETE, Feedback.OUTDATED, Feedback.OTHER)
VERDICTS = (Feedback.HELPED, Feedback.NOT_HELPED)


def build_rows(case: Case, shown: Open) -> Rows:
    """The rows under an answer: the other level, what it leads on to, what has changed; then more, and the verdict."""
    entry, facet, texts, knowledge = case.entry, case.facet, case.texts, case.knowledge
    if shown.page is not None and len(case.measures) > 1:
        measures = ((_open(one, facet, page=shown.page),) for one in case.measures)
        return (*measures, lead_back(entry, facet, shown.page, texts))
    other = {Facet.NATIONAL: Facet.REGIONAL, Facet.REGIONAL: Facet.NATIONAL}.get(facet)
    first = [
        *([_turn_level(shown, case.found.task, other, texts)] if other and len(case.measures) == 1 else []),
        *lead_on(_find_next(case), facet, shown.asked, knowledge, texts),
    ]
    if find_changes(entry, facet, knowledge):
        first.append(Choice(texts("show-changes"), replace(shown, view=View.CHANGES)))
    more = Choice(texts("more"), More(facet, entry.id, shown.asked, shown.page, shown.task))
    back = lead_back(entry, facet, shown.page, texts)
    rows = (tuple(first), (*back, more, *ask_verdict(shown.asked, texts)))
    return tuple(row for row in rows if row)


def _find_next(case: Case) -> Sequence[Entry]:
    """What the answer leads on to: the measures of a theme or goal, those of an actor, the themes of the overview."""
    knowledge, entry = case.knowledge, case.entry
    region = knowledge.entries.get((case.found.area and case.found.area.region) or "")
    if region is not None:
        return (region,)
    if entry.surveys:
        return knowledge.themes
    if len(case.measures) > 1:
        return case.measures
    return knowledge.told_with(entry, case.facet) if entry.coordinates else ()


def lead_on(
    found: Sequence[Entry], facet: Facet, asked: int | None, knowledge: Knowledge, texts: Texts
) -> tuple[Choice, ...]:
    """One choice that leads to one entry, or to the choice between several of one kind; none for none or too many."""
    if len(found) == 1:
        return (_open(found[0], facet, asked=asked),)
    kinds = {one.kind for one in found}
    if len(kinds) != 1:
        return ()
    [kind] = kinds
    every = [one.id for one in knowledge.of_kind(KINDS[kind])]
    places = sum(1 << every.index(one.id) for one in found)
    if places.bit_length() > MOST_PLACES:
        return ()
    return (Choice(texts(f"open-{kind}"), Choose(kind, places, facet, asked)),)


def spread(action: Spread, knowledge: Knowledge, texts: Texts) -> Rows:
    """The rows that a choice puts under its answer; none when the content has nothing of it any more."""
    knowledge = knowledge.told(texts.language)
    match action:
        case Choose(kind, places, facet, asked):
            every = knowledge.of_kind(KINDS[kind]) if kind in KINDS else ()
            found = sorted((one for place, one in enumerate(every) if places >> place & 1), key=attrgetter("order"))
            return tuple((_open(one, facet, asked=asked),) for one in found)
        case More():
            return _list_more(action, knowledge, texts)


def lay_out(rows: Rows, knowledge: Knowledge, texts: Texts) -> Rows:
    """The rows as they are once *more* is pressed."""
    pressed = (choice.action for row in rows for choice in row if isinstance(choice.action, More))
    left = (tuple(choice for choice in row if not isinstance(choice.action, More)) for row in rows)
    return (*filter(None, left), *(row for action in pressed for row in spread(action, knowledge, texts)))


def _list_more(action: More, knowledge: Knowledge, texts: Texts) -> Rows:
    """What else may be done with an answer, two in a row."""
    entry = knowledge.entry(action.entry or "")
    choices = [] if entry is None else [*_turn(entry, action, knowledge, texts)]
    choices += [Choice(texts("erase"), Erase(action.asked))] if action.asked is not None else []
    return tuple(tuple(choices[place : place + 2]) for place in range(0, len(choices), 2))


def _turn(entry: Entry, action: More, knowledge: Knowledge, texts: Texts) -> list[Choice]:
    """The other views of an answer, and where it goes."""
    facet, one = action.facet, len(knowledge.measures_of(entry)) == 1
    shown = Open(entry.id, facet, asked=action.asked, page=action.page, task=action.task)
    others = (Facet.NATIONAL, Facet.REGIONAL) if facet is Facet.BOTH else (Facet.BOTH,)
    searched = (knowledge.finnish or knowledge).entries[entry.id]
    tasks = searched.tasks if isinstance(searched, Measure) else ()
    task = tasks[action.task] if action.task is not None and action.task < len(tasks) else None
    levels = [_turn_level(shown, task, other, texts) for other in others]
    said = word_query(searched, facet) if task is None or len(task.text) > QUERY else task.text
    place = Choice(texts("own-area-which"), Places(entry.id, facet, action.asked))
    return [
        *(levels if one else []),
        Choice(texts("show-source"), replace(shown, view=View.SOURCES)),
        *([Choice(texts("show-plain"), replace(shown, view=View.PLAIN))] if find_plain(entry, knowledge) else []),
        Choice(texts("share"), Share(said)),
        *([place] if one and facet is not Facet.NATIONAL else []),
        *([offer_picture(texts)] if knowledge.measures_of(entry) or entry.coordinates or entry.surveys else []),
    ]


def find_plain(entry: Entry, knowledge: Knowledge) -> str | None:
    """The entry in selkokieli, or else the one measure that it stands for; None where neither is told so."""
    measures = knowledge.measures_of(entry)
    told = (entry, *measures) if len(measures) == 1 else (entry,)
    return next((one.plain for one in told if one.plain is not None), None)


def _open(entry: Entry, facet: Facet, asked: int | None = None, page: Page | None = None) -> Choice:
    """A choice that opens an entry. asked, page: as of `Open`."""
    return Choice(fit_label(entry.brief), Open(entry.id, facet, asked=asked, page=page))


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


def ask_verdict(asked: int | None, texts: Texts) -> tuple[Choice, ...]:
    """The choices that ask whether the answer helped; none when it is not in the log."""
    return () if asked is None else tuple(Choice(texts(f"feedback-{one.value}"), Judge(one, asked)) for one in VERDICTS)


def offer_erasing(asked: int | None, texts: Texts) -> tuple[Choice, ...]:
    """The choice that takes the words of the question away; none when it is not in the log."""
    return () if asked is None else (Choice(texts("erase"), Erase(asked)),)


def ask_reasons(asked: int, texts: Texts) -> Rows:
    """The rows that ask what was wrong."""
    choices = [Choice(texts(f"feedback-{one.value}"), Judge(one, asked)) for one in REASONS]
    return tuple(choices[:2]), tuple(choices[2:])


def ask_meant(ids: Sequence[str], asked: int, knowledge: Knowledge, texts: Texts) -> Rows:
    """The rows that ask which entry was meant instead; none when none of them is there."""
    knowledge = knowledge.told(texts.language)
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


def _turn_level(shown: Open, task: Task | None, facet: Facet, texts: Texts) -> Choice:
    """The same on other levels; its task only where that is on one of them."""
    number = shown.task if task is not None and task.level in facet.levels else None
    return Choice(texts(f"show-{facet.value}"), replace(shown, facet=facet, view=View.SHORT, task=number))


def word_query(entry: Entry, facet: Facet) -> str:
    """What leads to this answer by inline query: it is searched in Finnish. entry: as it is in Finnish."""
    if facet is Facet.BOTH or not entry.levelled:
        return entry.title
    return f"{entry.title} {finnish()(f'{facet.value}-heading').lower()}"
