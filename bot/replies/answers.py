"""An entry → its reply: short enough for one screen of a phone, with the rest behind choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import Level
from bot.replies import buttons, middles
from bot.replies.actions import Open, View
from bot.replies.citing import changed, changes, cited, natures, source_lines
from bot.replies.lists import authority
from bot.replies.parts import Choice, Cited, Heading, Items, Note, Part, Reply, Rows, written
from bot.replies.spelling import spelled_out

if TYPE_CHECKING:
    from bot.replies.middles import Case

ROOM = {1: 700, 2: 1000}
"""Most characters of a short answer, by the number of its levels."""


def shown(case: Case, action: Open) -> Reply:
    """The answer in the view that `action` asks for."""
    match action.view:
        case View.SHORT:
            return _short(case, action)
        case View.WHOLE:
            return _whole(case, action)
        case View.CHANGES:
            return _changes(case, action)
        case View.SOURCES:
            return _sources(case, action)


def _short(case: Case, action: Open) -> Reply:
    line = changed(case.entry, case.facet, case.knowledge, case.texts)
    notes = [*([Note(line)] if line else []), *_own_area(case)]
    parts, whole = _fitting(case, notes)
    rows = buttons.under(
        action,
        case.entry,
        case.texts,
        buttons.Extent(
            levels=len(case.measures) == 1,
            more=not whole,
            changed=bool(changes(case.entry, case.facet, case.knowledge)),
        ),
    )
    return Reply(parts, (*_leads(case, action), *rows))


def _fitting(case: Case, notes: list[Note]) -> tuple[tuple[Part, ...], bool]:
    """The answer with the fullest middle that fits, or the last one, and whether that is all there is."""
    room = ROOM[len(case.facet.levels)]
    source = Cited(cited(case.entry, case.knowledge, case.texts))
    answers = (
        ((*spelled_out((Heading(case.entry.title), *middle, *notes), case.knowledge), source), whole)
        for middle, whole in middles.variants(case)
    )
    parts, whole = next(answers)
    while len(written(parts)) > room and (leaner := next(answers, None)) is not None:
        parts, whole = leaner
    return parts, whole


def _whole(case: Case, action: Open) -> Reply:
    line = changed(case.entry, case.facet, case.knowledge, case.texts)
    parts = (Heading(case.entry.title), *middles.everything(case), *([Note(line)] if line else []))
    texts = case.texts
    views = (
        Choice(texts("show-short"), _as(action, View.SHORT)),
        Choice(texts("show-source"), _as(action, View.SOURCES)),
    )
    source = Cited(cited(case.entry, case.knowledge, texts))
    return Reply((*spelled_out(parts, case.knowledge), source), (views, *buttons.below(action.asked, texts)))


def _changes(case: Case, action: Open) -> Reply:
    texts = case.texts
    lines = tuple(change.text for _, change in changes(case.entry, case.facet, case.knowledge))
    parts = (Heading(texts("changes-heading")), Items(lines or (texts("changes-none"),)))
    source = Choice(texts("show-source"), _as(action, View.SOURCES))
    return Reply(tuple(spelled_out(parts, case.knowledge)), ((source,), _back(case, action)))


def _sources(case: Case, action: Open) -> Reply:
    texts = case.texts
    lines = source_lines(case.entry, case.facet, case.knowledge, texts)
    notes = tuple(Note(nature) for nature in natures(case.entry, case.facet, case.knowledge, texts))
    parts: tuple[Part, ...] = (Heading(texts("sources-heading")), Items(lines), *notes)
    return Reply(parts, (_back(case, action),))


def _own_area(case: Case) -> list[Note]:
    """Today's authority of the maakunta that was told to be one's own, beside who is responsible regionally."""
    if len(case.measures) != 1 or Level.REGIONAL not in case.facet.levels:
        return []
    own = next((area for area in case.knowledge.areas if area.slug == case.found.query.conversation.area), None)
    if own is None:
        return []
    return [Note(case.texts("own-area", area=own.name, authority=authority(own, case.texts)))]


def _leads(case: Case, action: Open) -> Rows:
    """What the answer leads on to: the measures of a theme or goal, the themes of the overview."""
    if case.entry.surveys:
        return buttons.entries(case.knowledge.themes, case.facet, action.page)
    return buttons.entries(case.measures, case.facet, action.page) if len(case.measures) > 1 else ()


def _as(action: Open, view: View) -> Open:
    return Open(action.entry, action.facet, view, action.asked, action.page)


def _back(case: Case, action: Open) -> tuple[Choice, ...]:
    return (Choice(case.texts("back-to-answer"), _as(action, View.SHORT)),)
