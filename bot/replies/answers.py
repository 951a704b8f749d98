"""An entry → its reply: the answer in its first lines, the rest folded away or behind choices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.entries import Level
from bot.replies import buttons, middles
from bot.replies.actions import Open, View
from bot.replies.buttons import find_plain
from bot.replies.citing import cite, find_changes, find_year, list_sources, tell_changes, tell_natures
from bot.replies.folding import fold
from bot.replies.framing import frame
from bot.replies.lists import tell_authority
from bot.replies.parts import Choice, Cited, Flat, Heading, Items, Note, Paragraph, Part, Reply, unfold
from bot.replies.spelling import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.entries import Entry
    from bot.replies.middles import Case


def show(case: Case, action: Open) -> Reply:
    """The answer in the view that `action` asks for."""
    match action.view:
        case View.SHORT:
            return Reply(_tell(case), buttons.build_rows(case, action))
        case View.WHOLE:
            return Reply(tuple(unfold(_tell(case))), buttons.build_rows(case, action))
        case View.CHANGES:
            return _show_changes(case, action)
        case View.SOURCES:
            return _show_sources(case, action)
        case View.PLAIN:
            return _show_plain(case, action)


def _tell(case: Case) -> tuple[Part, ...]:
    """The answer, as much of it as a phone shows at once; for a question of today with what has changed first."""
    told, changed = middles.tell(case), _list_changes(case)
    own, now = case.entry.successor, case.found.query.now
    first = [Paragraph(" ".join(changed) if own is None else own.short)] if changed and now else []
    notes = map(Note, [] if now else changed)
    lead: tuple[Flat, ...] = (*case.before, *first, *told.lead)
    tail: tuple[Flat, ...] = (*told.close, *_tell_own_area(case), *notes, _cite(case))
    whole = [Paragraph(own.text)] if own is not None and now else []
    rest = (*_quote(case), *whole, *told.rest)
    spelled = explain((*lead, *told.body, *rest, *told.close), case.knowledge, case.texts)
    return fold(lead, told.body, (*rest, *spelled), tail)


def _list_changes(case: Case) -> list[str]:
    """What has changed, point by point."""
    year = find_year((case.entry, *case.measures), case.knowledge)
    return tell_changes(find_changes(case.entry, case.facet, case.knowledge), year, case.texts)


def _show_changes(case: Case, action: Open) -> Reply:
    texts = case.texts
    lines = tuple(change.text for _, change in find_changes(case.entry, case.facet, case.knowledge))
    body = [Items(lines or (texts("changes-none"),))]
    parts = fold((Heading(texts("changes-heading")),), body, explain(body, case.knowledge, texts), ())
    return Reply(parts, (_lead_back(case, action),))


def _show_sources(case: Case, action: Open) -> Reply:
    """Where it stands and how far that binds; the lines of the document themselves, then the pages."""
    texts = case.texts
    documents, pages = list_sources(case.entry, case.facet, case.knowledge, texts)
    notes = tuple(Note(nature) for nature in tell_natures(case.entry, case.facet, case.knowledge, texts))
    said = middles.tell_source(case)
    quoted = (Heading(texts("source-says")), *said) if said else ()
    more = (Items(pages),) if documents and pages else ()
    parts = fold((Heading(texts("sources-heading")),), (Items(documents or pages),), (*quoted, *more), notes)
    return Reply(parts, (_lead_back(case, action),))


def _show_plain(case: Case, action: Open) -> Reply:
    """The entry in selkokieli, or the measure that it stands for; where neither is told so, how its content begins."""
    told = find_plain(case.entry, case.knowledge)
    said: list[Flat] = [Paragraph(told)] if told is not None else [Note(case.texts("plain-none")), *_begin(case.entry)]
    lead = (Heading(case.entry.title), *said)
    tail: tuple[Flat, ...] = (*map(Note, _list_changes(case)), _cite(case))
    parts = fold(lead, (), explain(lead, case.knowledge, case.texts), tail)
    return Reply(parts, (_lead_back(case, action),))


def _begin(entry: Entry) -> Iterator[Flat]:
    """The first paragraph of the content, and the list that it introduces."""
    for block in entry.blocks:
        yield Paragraph(block) if isinstance(block, str) else Items(block)
        if not (isinstance(block, str) and block.endswith(":")):
            return


def _cite(case: Case) -> Cited:
    return Cited(cite(case.entry, case.facet, case.knowledge, case.texts, case.found.sharing))


def _quote(case: Case) -> list[Flat]:
    """What the document says in the words of the question."""
    return [] if case.found.line is None else [Paragraph(case.texts("line-quoted", line=case.found.line.rstrip(".")))]


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


def _lead_back(case: Case, action: Open) -> tuple[Choice, ...]:
    return (Choice(case.texts("back-to-answer"), replace(action, view=View.SHORT)),)
