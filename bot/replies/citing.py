"""Where an answer comes from, and what has changed since."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.content.entries import Actor
from bot.replies.naming import Inflection, inflect, list_names
from bot.replies.parts import capitalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.content.documents import Document, Source
    from bot.content.entries import Entry, Facet, Successor
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts


def cite(entry: Entry, facet: Facet, knowledge: Knowledge, texts: Texts, beside: Iterable[Entry] = ()) -> str:
    """The last line of an answer about an entry, what it tells of besides (`told_with`), and the entries `beside`."""
    others = (*beside, *knowledge.told_with(entry, facet))
    sources = [*draw_on(entry, facet, knowledge), *chain.from_iterable(map(_own, beside))]
    said = _cite_sources(sources, knowledge, texts, binds=not entry.explains)
    return _tell_translated(said, (entry, *others), knowledge, texts)


def cite_all(entries: Iterable[Entry], knowledge: Knowledge, texts: Texts) -> str:
    """The last line of an answer that rests on several entries."""
    found = tuple(entries)
    said = _cite_sources([*chain.from_iterable(map(_own, found))], knowledge, texts)
    return _tell_translated(said, found, knowledge, texts)


def _tell_translated(said: str, entries: Iterable[Entry], knowledge: Knowledge, texts: Texts) -> str:
    """Where some entries come from, and that these are no words of the document where they are translated."""
    return f"{said} {texts('cited-translated')}" if _is_translated(entries, knowledge) else said


def _is_translated(entries: Iterable[Entry], knowledge: Knowledge) -> bool:
    """Whether some of the entries are told of documents in another language than these have."""
    return any(one.places and getattr(one, knowledge.language, None) is not None for one in entries)


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
    return f"{said} {tell_binding(document, texts)}" if binds else said


def _tell_where(document: Document, found: Sequence[Source], texts: Texts) -> str:
    """The document with its places that are among the sources `found`, such as `esityksen diat 7 ja 9`."""
    words, place = document.told(texts.language), name_places(document, found, texts)
    if place is None:
        return words.title or ""
    if words.of is not None:
        return texts("place-of", of=words.of, place=place)
    return texts("place-in", title=words.title or "", place=place)


def name_places(document: Document, found: Sequence[Source], texts: Texts) -> str | None:
    """The places in the document that are among the sources `found`, such as `diat 7 ja 9`; None of the whole."""
    sources = sorted((source for source in found if source.document == document.id), key=lambda one: one.order)
    places = dict.fromkeys(source.place[1] for source in sources if source.place is not None)
    if not places or document.place is None:
        return None
    numbers = list_names(_join_runs(list(places)), texts)
    return texts(f"{document.place.value}-{'many' if len(places) > 1 else 'one'}", numbers=numbers)


def tell_standing(document: Document, texts: Texts) -> str:
    """How much a document binds, such as: `Alueiden ehdotus vuodelta 2022, ei päätös.`."""
    return _say_whose(document, texts(f"nature-{document.nature.value}", year=document.year), texts)


def tell_binding(document: Document, texts: Texts) -> str:
    """The same beside its date: `Alueiden ehdotus, ei päätös.`."""
    return _say_whose(document, texts(f"binding-{document.nature.value}"), texts)


def _say_whose(document: Document, nature: str, texts: Texts) -> str:
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


def list_sources(
    entry: Entry, facet: Facet, knowledge: Knowledge, texts: Texts
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The documents with their places, then the pages, that an entry, and what has changed for it, comes from."""
    sources = _gather_sources(entry, facet, knowledge)
    documents = (_describe(document, sources, texts) for document in knowledge.documents_of(sources))
    pages = (
        texts("source-public", title=capitalise(one.title or ""), url=one.url or "", checked=one.checked or "")
        for one in sources
        if one.url is not None
    )
    return tuple(documents), tuple(dict.fromkeys(pages))


def tell_natures(entry: Entry, facet: Facet, knowledge: Knowledge, texts: Texts) -> tuple[str, ...]:
    """What the documents are that these come from, and that their words are translated; nothing of public pages."""
    documents = knowledge.documents_of(_gather_sources(entry, facet, knowledge))
    natures = (one.told(texts.language).explained or tell_standing(one, texts) for one in documents)
    entries = (entry, *knowledge.told_with(entry, facet))
    return (*natures, *((texts("cited-translated"),) if _is_translated(entries, knowledge) else ()))


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
    return keep_changed(named)


def keep_changed(named: Iterable[Entry]) -> list[tuple[Entry, Successor]]:
    """What has changed of some entries, each once."""
    unique = {one.id: one for one in named}.values()
    return [(one, one.successor) for one in unique if one.successor is not None]


def tell_changes(found: Sequence[tuple[Entry, Successor]], year: str | None, texts: Texts) -> list[str]:
    """What has changed, each point in a few short sentences, the last with the day that it was checked.

    Actors that have ended come first, then what an entry that is no actor says of itself, then who else has changed.
    year: of the documents, since when.
    """
    if len(found) == 1:
        return _date([found[0][1].short], found, texts)
    said = [change.short for entry, change in found if not isinstance(entry, Actor)]
    actors = [entry for entry, _ in found if isinstance(entry, Actor)]
    ended = tell_ended(actors, texts)
    if ended is not None:
        said.insert(0, f"{ended}. {texts('ended-unknown')}")
    others = [actor.short for actor in actors if actor.ended is None]
    if others:
        names = list_names(others, texts)
        said.append(texts("changed-also", actors=names) if said else _tell_since(names, year, texts))
    return _date(said, found, texts)


def tell_ended(actors: Iterable[Actor], texts: Texts) -> str | None:
    """Which bodies have ended when: `ELY-keskukset lakkasivat 31.12.2025`, without a full stop; None for none."""
    days: dict[date, list[Actor]] = {}
    for actor in actors:
        if actor.ended is not None:
            days.setdefault(actor.ended, []).append(actor)
    if not days:
        return None
    (first, gone), *later = days.items()
    many = len(gone) > 1 or any(actor.plural for actor in gone)
    said = texts(f"ended-{'many' if many else 'one'}", actors=_name_subjects(gone, texts), date=first)
    also = [texts("ended-also", actors=_name_subjects(others, texts), date=day) for day, others in later]
    return list_names([said, *also], texts)


def _name_subjects(actors: Iterable[Actor], texts: Texts) -> str:
    return list_names([inflect(actor, Inflection.SUBJECT, texts) or actor.short for actor in actors], texts)


def _tell_since(names: str, year: str | None, texts: Texts) -> str:
    return texts("changed", actors=names) if year is None else texts("changed-since", year=year, actors=names)


def _date(said: Sequence[str], found: Iterable[tuple[Entry, Successor]], texts: Texts) -> list[str]:
    """The points, the last with the day on which the oldest of what they rest on was checked; none for none."""
    day = find_checked(found)
    if not said or day is None:
        return list(said)
    return [*said[:-1], f"{said[-1]} {texts('checked', date=day)}"]


def find_checked(found: Iterable[tuple[Entry, Successor]]) -> date | None:
    """The day on which the oldest of what the changes rest on was checked; None where no page was."""
    days = (source.checked for _, change in found for source in change.sources if source.checked is not None)
    return min(days, default=None)


def find_year(entries: Iterable[Entry], knowledge: Knowledge) -> str | None:
    """The year of the oldest document that some entries come from; None of public pages."""
    sources = [*chain.from_iterable(map(_own, entries))]
    return min((document.year for document in knowledge.documents_of(sources)), default=None)


def _describe(document: Document, sources: Sequence[Source], texts: Texts) -> str:
    """A document with its places that are among the sources, its publisher and its address: `Diat 7 ja 9: …`."""
    words, place = document.told(texts.language), name_places(document, sources, texts)
    said = texts("source-document", title=words.title or "", publisher=words.publisher or "", date=document.date)
    if place is not None:
        said = f"{capitalise(place)}: {said}"
    return f"{said}." if document.url is None else f"{said}: {document.url}"


def _join_runs(places: list[str]) -> list[str]:
    """Places in their order, three or more numbers that follow one another as a range: `7–10`, `12`."""
    runs: list[list[str]] = []
    for place in places:
        if runs and place.isdecimal() and runs[-1][-1].isdecimal() and int(place) == int(runs[-1][-1]) + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [text for run in runs for text in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]
