"""What is wrong in where facts come from: documents that are not there, and places that they do not have.

Judged on the plain values of all files together, as what clashes between entries is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import documents
from bot.content.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.parsing import Parsed, Place, Value

Fields = dict[str, "Value"]
PLACES = tuple(place.value for place in documents.Place)


def main_document(files: list[Parsed]) -> str | None:
    """The id of the document that `about` names; None when it names none."""
    named = (about.get("document") for _, about in _abouts(files))
    return next((name for name in named if isinstance(name, str)), None)


def unfounded(files: list[Parsed], items: list[tuple[Parsed, tuple[str, int], Fields]]) -> Iterator[Fault]:
    """Find a second `about`, documents that are not there, and places that a document does not have."""
    known = {str(item.get("id")): item for _, place, item in items if place[0] == "documents"}
    main = main_document(files)
    abouts = list(_abouts(files))
    for file, _ in abouts[1:]:
        first = abouts[0][0]
        where = f"{first.name}:{first.line(('about',))}"
        yield Fault(file.name, file.line(("about",)), f"kohta about on jo toisaalla ({where})", "jätä vain toinen")
    for file, about in abouts:
        if isinstance(about.get("document"), str) and main not in known:
            yield _unknown(file, ("about", "document"), str(main))
    for file, place, item in items:
        for spot, source in _sources(place, item):
            yield from _of_source(file, spot, source, known, main)


def _abouts(files: list[Parsed]) -> Iterator[tuple[Parsed, Fields]]:
    for file in files:
        about = file.value.get("about") if isinstance(file.value, dict) else None
        if isinstance(about, dict):
            yield file, about


def _sources(place: Place, item: Fields) -> Iterator[tuple[Place, Fields]]:
    """The sources of an entry or area, and of what has changed for it, each with its place."""
    successor = item.get("successor")
    owners: list[tuple[Place, Value]] = [((*place, "sources"), item.get("sources"))]
    if isinstance(successor, dict):
        owners.append(((*place, "successor", "sources"), successor.get("sources")))
    for where, sources in owners:
        for number, source in enumerate(sources if isinstance(sources, list) else ()):
            if isinstance(source, dict):
                yield (*where, number), source


def _of_source(
    file: Parsed, where: Place, source: Fields, known: Mapping[str, Fields], main: str | None
) -> Iterator[Fault]:
    place = next((name for name in PLACES if source.get(name) is not None), None)
    named = source.get("document")
    document = main if named is None and place is not None else named
    if document is None and place is not None:
        problem = "lähteestä puuttuu document"
        yield Fault(file.name, file.line(where), problem, "lisää se tai nimeä dokumentti kohdassa about")
    elif isinstance(document, str) and document in known:
        yield from _of_place(file, where, place, source, known[document])
    elif isinstance(named, str):
        yield _unknown(file, (*where, "document"), named)


def _of_place(file: Parsed, where: Place, place: str | None, source: Fields, document: Fields) -> Iterator[Fault]:
    if place is None:
        return
    line, called = file.line((*where, place)), document.get("place")
    if called != place:
        mend = "poista paikka" if called is None else f"kirjoita paikka kenttään {called}"
        yield Fault(file.name, line, f"dokumentissa {document.get('id')} ei ole kenttää {place}", mend)
        return
    number, first, last = (_number(value) for value in (source.get(place), document.get("first"), document.get("last")))
    if number is not None and ((first or number) > number or (last or number) < number):
        mend = f"dokumentti alkaa paikasta {first or 1}" if last is None else f"valitse väliltä {first or 1}–{last}"
        yield Fault(file.name, line, f"kentän {place} arvo '{number}' ei kelpaa", mend)


def _number(value: Value) -> int | None:
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 10 else None


def _unknown(file: Parsed, place: Place, name: str) -> Fault:
    return Fault(file.name, file.line(place), f"dokumenttia {name} ei ole", "korjaa tunnus tai lisää dokumentti")
