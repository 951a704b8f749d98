"""Where an answer comes from, and what has changed since."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.content.entries import Actor
from bot.replies.parts import capitalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from bot.content.documents import Document, Source
    from bot.content.entries import Entry, Facet, Successor
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts

SHORT = 120
"""Longest line about what has changed, in characters."""


def cite(entry: Entry, facet: Facet, knowledge: Knowledge, texts: Texts, beside: Iterable[Entry] = ()) -> str:
    """The last line of an answer about an entry, what it tells of besides (`told_with`), and the entries `beside`."""
    sources = [*draw_on(entry, facet, knowledge), *chain.from_iterable(map(_own, beside))]
    return _cite_sources(sources, knowledge, texts, binds=not entry.explains)


def cite_all(entries: Iterable[Entry], knowledge: Knowledge, texts: Texts) -> str:
    """The last line of an answer that rests on several entries."""
    return _cite_sources([*chain.from_iterable(map(_own, entries))], knowledge, texts)


def _cite_sources(sources: Sequence[Source], knowledge: Knowledge, texts: Texts, *, binds: bool = True) -> str:
    """Each document with its places, its date and how much it binds, if that is said; then the public pages."""
    documents = (_cite(document, sources, texts, binds=binds) for document in knowledge.documents_of(sources))
    pages = (
        texts("public-source", title=source.title or "", checked=source.checked or "")
        for source in sources
        if source.url is not None
    )
    return " ".join(dict.fromkeys((*documents, *pages)))


def draw_on(entry: Entry, facet: Facet, knowledge: Knowledge) -> tuple[Source, ...]:
    """What an answer about an entry rests on: its own sources, and others of what it tells of besides.

    Where these stand in a document of the entry, the places that the entry names in it are enough.
    """
    named = {source.document or source.url for source in entry.sources}
    others = chain.from_iterable(map(_own, knowledge.told_with(entry, facet)))
    return (*_own(entry), *(source for source in others if (source.document or source.url) not in named))


def _own(entry: Entry) -> tuple[Source, ...]:
    """The places in documents that an entry stands in, or the first of its public pages."""
    return tuple(source for source in entry.sources if source.url is None) or entry.sources[:1]


def _cite(document: Document, found: Sequence[Source], texts: Texts, *, binds: bool) -> str:
    """binds: whether it is said how much the document binds."""
    said = texts("cited", where=_tell_where(document, found, texts), date=document.date)
    return f"{said} {tell_standing(document, texts)}" if binds else said


def _tell_where(document: Document, found: Sequence[Source], texts: Texts) -> str:
    """The document with its places that are among the sources `found`, such as `esityksen diat 7 ja 9`."""
    sources = sorted((source for source in found if source.document == document.id), key=lambda one: one.order)
    places = dict.fromkeys(source.place[1] for source in sources if source.place is not None)
    words = document.told(texts.language)
    if not places or document.place is None:
        return words.title or ""
    numbers = list_names(_join_runs(list(places), texts), texts)
    place = texts(f"{document.place.value}-{'many' if len(places) > 1 else 'one'}", numbers=numbers)
    if words.of is not None:
        return texts("place-of", of=words.of, place=place)
    return texts("place-in", title=words.title or "", place=place)


def tell_standing(document: Document, texts: Texts) -> str:
    """How much a document binds, such as: `Alueiden ehdotus vuodelta 2022, ei päätös.`."""
    nature = texts(f"nature-{document.nature.value}", year=document.year)
    whose = document.told(texts.language).whose
    return capitalise(nature) if whose is None else f"{whose} {nature}"


def nature(entries: Iterable[Entry], knowledge: Knowledge) -> str:
    """The case of a sentence about these that tells how much they bind: the nature that all of them share.

    `mixed` when they differ, `other` when they come from public pages only.
    """
    natures = knowledge.natures(entries)
    return "mixed" if len(natures) > 1 else next(iter(natures), None) or "other"


def stand_in(entry: Entry, knowledge: Knowledge, texts: Texts) -> str | None:
    """Where an entry stands first: `dia 7` of the main document, another one by its name; None of a public page."""
    source = next((source for source in entry.sources if source.url is None), None)
    if source is None:
        return None
    document = knowledge.documents[source.document or ""]
    short = place_of(source, texts) if document is knowledge.document else None
    return short or _tell_where(document, [source], texts)


def place_of(source: Source, texts: Texts) -> str | None:
    """Where in a document: `dia 7`; None of a page or a whole document."""
    return None if source.place is None else texts(f"{source.place[0].value}-one", numbers=source.place[1])


def list_sources(entry: Entry, facet: Facet, knowledge: Knowledge, texts: Texts) -> tuple[str, ...]:
    """Every place and page that an entry, and what has changed for it, comes from."""
    sources = _gather_sources(entry, facet, knowledge)
    return tuple(dict.fromkeys(_describe(source, knowledge, texts) for source in sources))


def tell_natures(entry: Entry, facet: Facet, knowledge: Knowledge, texts: Texts) -> tuple[str, ...]:
    """What the documents are that these come from; nothing of public pages."""
    documents = knowledge.documents_of(_gather_sources(entry, facet, knowledge))
    return tuple(one.told(texts.language).explained or tell_standing(one, texts) for one in documents)


def _gather_sources(entry: Entry, facet: Facet, knowledge: Knowledge) -> tuple[Source, ...]:
    of_changes = (source for _, change in find_changes(entry, facet, knowledge) for source in change.sources)
    return (*entry.sources, *draw_on(entry, facet, knowledge), *of_changes)


def find_changes(entry: Entry, facet: Facet, knowledge: Knowledge) -> list[tuple[Entry, Successor]]:
    """What has changed since the documents for an entry, and for the actors whom its answer names."""
    named = [entry]
    measures = knowledge.measures_of(entry)
    if len(measures) == 1:
        named += measures
        for level in facet.levels:
            named += [knowledge.actor(actor_id) for actor_id in measures[0].responsibility(level).coordinators]
    unique = {one.id: one for one in named}.values()
    return [(one, one.successor) for one in unique if one.successor is not None]


def tell_changes(entry: Entry, facet: Facet, knowledge: Knowledge, texts: Texts) -> str | None:
    """One short line on what has changed: coordinators that have ended first; None when nothing has."""
    found = find_changes(entry, facet, knowledge)
    own = [change.short for one, change in found if one is entry or one.levelled]
    if isinstance(entry, Actor) and own:
        return own[0]
    actors = [one.short for one, _ in found if isinstance(one, Actor)]
    ended: dict[date, list[str]] = {}
    for one, change in found:
        if isinstance(one, Actor) and change.ended is not None:
            ended.setdefault(change.ended, []).append(one.short)
    dated = [texts("ended", actors=list_names(names, texts), date=day) for day, names in ended.items()]
    years = [document.year for document in knowledge.documents_of(draw_on(entry, facet, knowledge))]
    return next(_word_changes(dated, own, actors, min(years, default=None), texts), None)


def _word_changes(ended: list[str], own: list[str], actors: list[str], year: str | None, texts: Texts) -> Iterator[str]:
    """What may be said, the most telling first."""
    if ended:
        yield texts("changed-ended", actors=", ".join(ended))
    yield from own
    if actors and year is not None:
        yield texts("changed-actors-since", year=year, actors=list_names(actors, texts))
    elif actors:
        yield texts("changed-actors", actors=list_names(actors, texts))


def list_names(names: list[str], texts: Texts, *, either: bool = False) -> str:
    """Names as one list in a sentence; a last name that has an `and` of its own is joined by another word.

    either: that one of them is meant, not all.
    """
    if len(names) == 1:
        return names[0]
    inner = " ja " in names[-1] and " sekä " not in names[-1]
    joint = "or" if either else "and-also" if inner else "and"
    return f"{', '.join(names[:-1])} {texts(joint)} {names[-1]}"


def _describe(source: Source, knowledge: Knowledge, texts: Texts) -> str:
    if source.document is None:
        title = source.title or ""
        return texts("source-public", title=capitalise(title), url=source.url or "", checked=source.checked or "")
    document = knowledge.documents[source.document]
    words, place = document.told(texts.language), place_of(source, texts)
    said = texts("source-document", title=words.title or "", publisher=words.publisher or "", date=document.date)
    if place is not None:
        said = f"{capitalise(place)}: {said}"
    return f"{said}." if document.url is None else f"{said}: {document.url}"


def _join_runs(places: list[str], texts: Texts) -> list[str]:
    """Places in their order, runs of three or more numbers in words, since a voice reads no dash: 7 to 10, 12."""
    runs: list[list[str]] = []
    for place in places:
        if runs and place.isdecimal() and runs[-1][-1].isdecimal() and int(place) == int(runs[-1][-1]) + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [text for run in runs for text in ([texts("range", first=run[0], last=run[-1])] if len(run) > 2 else run)]
