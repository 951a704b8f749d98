"""An entry → its reply: short enough for one screen of a phone, with the rest behind choices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.entries import Level
from bot.replies import buttons, middles
from bot.replies.actions import Open, View
from bot.replies.citing import cite, find_changes, list_sources, tell_changes, tell_natures
from bot.replies.framing import frame
from bot.replies.lists import tell_authority
from bot.replies.parts import Choice, Cited, Heading, Items, Note, Paragraph, Part, Reply, Rows, flatten
from bot.replies.spelling import spell_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.entries import Entry
    from bot.replies.middles import Case

ROOM = {1: 700, 2: 1000}
"""Most characters of a short answer, by the number of its levels."""


def show(case: Case, action: Open) -> Reply:
    """The answer in the view that `action` asks for."""
    match action.view:
        case View.SHORT:
            return _show_short(case, action)
        case View.WHOLE:
            return _show_whole(case, action)
        case View.CHANGES:
            return _show_changes(case, action)
        case View.SOURCES:
            return _show_sources(case, action)
        case View.PLAIN:
            return _show_plain(case, action)


def _show_short(case: Case, action: Open) -> Reply:
    line = tell_changes(case.entry, case.facet, case.knowledge, case.texts)
    now = case.found.query.now
    first = _put_changes_first(case, line) if now else []
    last = [Note(line)] if line and not now else []
    parts, whole = _fit(case, first, [*_quote(case), *last, *_tell_own_area(case)])
    rows = buttons.build_rows(
        action,
        case.found,
        case.texts,
        buttons.Extent(
            levels=len(case.measures) == 1,
            more=not whole,
            changed=bool(find_changes(case.entry, case.facet, case.knowledge)),
        ),
    )
    return Reply(parts, (*_lead_on(case, action), *rows))


def _put_changes_first(case: Case, line: str | None) -> list[Part]:
    """What has changed, for a question of today: in whole when it is the entry's own, else in the one line."""
    told = line if case.entry.successor is None else case.entry.successor.text
    return [Paragraph(told)] if told else []


def _fit(case: Case, first: list[Part], notes: list[Note]) -> tuple[tuple[Part, ...], bool]:
    """The answer with the fullest middle that fits, or the last one, and whether that is all there is.

    first: what is said before the middle.
    """
    room = ROOM[len(case.facet.levels)]
    source = _cite(case)
    answers = (((*_spell_parts(case, first, (*middle, *notes)), source), whole) for middle, whole in middles.vary(case))
    parts, whole = next(answers)
    while len(flatten(parts)) > room and (leaner := next(answers, None)) is not None:
        parts, whole = leaner
    return parts, whole


def _spell_parts(case: Case, first: list[Part], parts: tuple[Part, ...]) -> Iterator[Part]:
    """The heading, `first` as it is, and the parts with abbreviations spelled out."""
    heading, *rest = spell_out((Heading(case.entry.title), *parts), case.knowledge)
    yield heading
    yield from first
    yield from rest


def _show_whole(case: Case, action: Open) -> Reply:
    line = tell_changes(case.entry, case.facet, case.knowledge, case.texts)
    parts = (Heading(case.entry.title), *middles.tell_everything(case), *([Note(line)] if line else []))
    texts = case.texts
    views = (
        Choice(texts("show-short"), _turn(action, View.SHORT)),
        Choice(texts("show-source"), _turn(action, View.SOURCES)),
    )
    source = _cite(case)
    return Reply((*spell_out(parts, case.knowledge), source), (views, *buttons.ask_feedback(action.asked, texts)))


def _show_changes(case: Case, action: Open) -> Reply:
    texts = case.texts
    lines = tuple(change.text for _, change in find_changes(case.entry, case.facet, case.knowledge))
    parts = (Heading(texts("changes-heading")), Items(lines or (texts("changes-none"),)))
    source = Choice(texts("show-source"), _turn(action, View.SOURCES))
    return Reply(tuple(spell_out(parts, case.knowledge)), ((source,), _lead_back(case, action)))


def _show_sources(case: Case, action: Open) -> Reply:
    texts = case.texts
    lines = list_sources(case.entry, case.facet, case.knowledge, texts)
    notes = tuple(Note(nature) for nature in tell_natures(case.entry, case.facet, case.knowledge, texts))
    parts: tuple[Part, ...] = (Heading(texts("sources-heading")), Items(lines), *notes)
    return Reply(parts, (_lead_back(case, action),))


def _show_plain(case: Case, action: Open) -> Reply:
    """The entry in selkokieli, or the measure that it stands for; where neither is told so, how its content begins."""
    stood_for = case.measures if len(case.measures) == 1 else ()
    told = next((one.plain for one in (case.entry, *stood_for) if one.plain is not None), None)
    said = [Paragraph(told)] if told is not None else [Note(case.texts("plain-none")), *_begin(case.entry)]
    line = tell_changes(case.entry, case.facet, case.knowledge, case.texts)
    parts = (Heading(case.entry.title), *said, *([Note(line)] if line else []))
    return Reply((*spell_out(parts, case.knowledge), _cite(case)), (_lead_back(case, action),))


def _begin(entry: Entry) -> Iterator[Part]:
    """The first paragraph of the content, and the list that it introduces."""
    for block in entry.blocks:
        yield Paragraph(block) if isinstance(block, str) else Items(block)
        if not (isinstance(block, str) and block.endswith(":")):
            return


def _cite(case: Case) -> Cited:
    return Cited(cite(case.entry, case.facet, case.knowledge, case.texts, case.found.sharing))


def _quote(case: Case) -> list[Note]:
    """What the document says in the words of the question."""
    return [] if case.found.line is None else [Note(case.texts("line-quoted", line=case.found.line.rstrip(".")))]


def _tell_own_area(case: Case) -> list[Note]:
    """Today's authority of the maakunta that was named or told to be one's own, beside who is responsible there."""
    if len(case.measures) != 1 or Level.REGIONAL not in case.facet.levels:
        return []
    named = case.found.area
    if named is not None:
        said = frame("area-not-said", case.knowledge, case.texts) if named.region is None else ""
        return [Note(f"{named.name}: {tell_authority(named, case.texts)} {said}".rstrip())]
    own = next((area for area in case.knowledge.areas if area.slug == case.found.query.conversation.area), None)
    if own is None:
        return []
    return [Note(case.texts("own-area", area=own.name, authority=tell_authority(own, case.texts)))]


def _lead_on(case: Case, action: Open) -> Rows:
    """What the answer leads on to: the measures of a theme or goal, the themes of the overview."""
    if case.entry.surveys:
        return buttons.list_entries(case.knowledge.themes, case.facet, action.page)
    region = case.knowledge.entries.get((case.found.area and case.found.area.region) or "")
    if region is not None:
        return buttons.list_entries([region], case.facet, action.page)
    return buttons.list_entries(case.measures, case.facet, action.page) if len(case.measures) > 1 else ()


def _turn(action: Open, view: View) -> Open:
    return replace(action, view=view)


def _lead_back(case: Case, action: Open) -> tuple[Choice, ...]:
    return (Choice(case.texts("back-to-answer"), _turn(action, View.SHORT)),)
