"""What is wrong in where facts come from: documents that are not there, and places that they do not have.

Judged on the plain values of all files together, as what clashes between entries is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content import documents
from bot.content.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.content.parsing import Parsed, Place, Value

Fields = dict[str, "Value"]
PLACES = tuple(place.value for place in documents.Place)


def main_document(files: Sequence[Parsed]) -> str | None:
    """The id of the document that `about` names; None when it names none."""
    named = (about.get("document") for _, about in abouts(files))
    return next((name for name in named if isinstance(name, str)), None)


@dataclass(frozen=True, slots=True)
class _Library:
    """The documents by their ids, as fields; the main one; and whether an id may stand where nothing was read."""

    known: Mapping[str, Fields]
    main: str | None
    hidden: Callable[[str], bool]


def unfounded(
    files: Sequence[Parsed], items: list[tuple[Parsed, tuple[str, int], Fields]], hidden: Callable[[str], bool]
) -> Iterator[Fault]:
    """Find a second `about`, documents that are not there, and places that a document does not have.

    hidden: as in `checking.clashes`.
    """
    known = {str(item.get("id")): item for _, place, item in items if place[0] == "documents"}
    library = _Library(known, main_document(files), hidden)
    told = list(abouts(files))
    for file, _ in told[1:]:
        first = told[0][0]
        where = f"{first.name}:{first.line(('about',))}"
        yield Fault(file.name, file.line(("about",)), f"kohta about on jo toisaalla ({where})", "jätä vain toinen")
    for file, about in told:
        yield from _of_name(file, ("about", "document"), about.get("document"), library)
    for file, place, item in items:
        for spot, source in _sources(place, item):
            yield from _of_source(file, spot, source, library)


def abouts(files: Sequence[Parsed]) -> Iterator[tuple[Parsed, Fields]]:
    """What files say of what the content is about; one should."""
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


def _of_source(file: Parsed, where: Place, source: Fields, library: _Library) -> Iterator[Fault]:
    place = next((name for name in PLACES if source.get(name) is not None), None)
    named = source.get("document")
    document = library.main if named is None and place is not None else named
    if document is None and place is not None and not library.hidden("about:"):
        problem = "lähteestä puuttuu document"
        yield Fault(file.name, file.line(where), problem, "lisää se tai nimeä dokumentti kohdassa about")
    elif isinstance(document, str) and document in library.known:
        yield from _of_place(file, where, place, source, library.known[document])
    else:
        yield from _of_name(file, (*where, "document"), named, library)


def _of_name(file: Parsed, where: Place, name: Value, library: _Library) -> Iterator[Fault]:
    """Find a document that is named and not there."""
    if isinstance(name, str) and name not in library.known and not library.hidden(name):
        yield Fault(file.name, file.line(where), f"dokumenttia {name} ei ole", "korjaa tunnus tai lisää dokumentti")


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
