"""What is wrong in files that could be parsed: their shape, and what clashes between entries.

Clashes are judged on the plain values, so that an entry with a fault of its own does not hide another one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.content.entries import Actor, Beside, Entry, File, Goal, Level, Region, Theme, slug_of
from bot.content.faults import Fault
from bot.content.sourcing import unfounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.parsing import Parsed, Place, Value

SHAPES = {
    "extra_forbidden": ("tuntematon kenttä {name}", "poista se tai korjaa sen nimi"),
    "missing": ("kenttä {name} puuttuu", "lisää se"),
    "string_too_short": ("kenttä {name} on tyhjä", "täydennä se tai poista rivi"),
    "too_short": ("kenttä {name} on tyhjä", "täydennä se tai poista rivi"),
    "too_long": ("kentässä {name} on liian monta kohtaa", "jätä enintään {max_length}"),
    "string_too_long": ("kenttä {name} on liian pitkä", "lyhennä se enintään {max_length} merkkiin"),
    "string_pattern_mismatch": ("kentän {name} arvo {shown} on väärää muotoa", "muoto on {pattern}"),
    "string_type": ("kentän {name} pitää olla tekstiä", "täydennä arvo tai laita se lainausmerkkeihin"),
    "tuple_type": ("kentän {name} pitää olla luettelo", "aloita jokainen kohta viivalla"),
    "model_type": ("kohdan {name} pitää koostua kentistä", "kirjoita kentät muodossa nimi: arvo"),
    "value_error": ("{error}", "korjaa lähde"),
}
"""What pydantic found, as a problem and its mend."""
OTHER_SHAPE = ("kentän {name} arvo {shown} ei kelpaa", "katso sallitut arvot skeemasta")
SHOWN = 40
"""Most characters of a wrong value that a fault repeats."""

REFERENCES: Mapping[str, type[Entry]] = {"theme": Theme, "goal": Goal, "region": Region}
"""Fields that name an entry, and its kind."""


def validated(document: Parsed, main: str | None = None) -> Beside | None:
    """Read the file as models; None, with the faults added to `document`, when its shape is wrong.

    main: the document that a place without one is in.
    """
    try:
        return File.model_validate(document.value if document.value is not None else {}, context=main)
    except ValidationError as error:
        known = {fault.line for fault in document.faults}
        for detail in error.errors():
            place = tuple(step for step in detail["loc"] if not str(step).startswith(("function-", "[key]")))
            line = document.line(place)
            # A refused alias leaves a hole, and a list of wrong items counts as empty: no further faults.
            if line not in known and not (detail["type"] == "too_short" and detail["input"]):
                document.fault(line, *_in_finnish(place, dict(detail)))
        return None


def _in_finnish(place: Place, detail: dict[str, Any]) -> tuple[str, str]:
    name = next((step for step in reversed(place) if isinstance(step, str)), "tiedosto")
    value = str(detail["input"])
    shown = repr(value if len(value) <= SHOWN else value[:SHOWN] + "…")
    problem, mend = SHAPES.get(detail["type"], OTHER_SHAPE)
    words = {"name": name, "shown": shown, **detail.get("ctx", {})}
    return problem.format_map(words), mend.format_map(words)


def clashes(documents: list[Parsed]) -> Iterator[Fault]:
    """Find ids and names that two entries claim, and references that lead nowhere.

    References are judged only when every file was read to its end.
    """
    items = [(document, place, item) for document in documents for place, item in _items(document)]
    ids: dict[str, tuple[str, str]] = {}
    names: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for document, place, item in items:
        yield from _claims(document, place, item, ids, names)
        if place[0] == "areas":
            yield from _unnamed(document, place, item, slugs)
    if all(document.whole for document in documents):
        kinds = {entry: kind for entry, (kind, _) in ids.items()}
        for document, place, item in items:
            yield from _dangling(document, place, item, kinds)
        yield from unfounded(documents, items)


def _items(document: Parsed) -> Iterator[tuple[tuple[str, int], dict[str, Value]]]:
    """Everything that stands in one of the lists of a file, with its place."""
    if isinstance(document.value, dict):
        for key in File.model_fields:
            items = document.value.get(key)
            for i, item in enumerate(items if isinstance(items, list) else ()):
                if isinstance(item, dict):
                    yield (key, i), item


def _strings(value: Value) -> list[tuple[int, str]]:
    return [(i, item) for i, item in enumerate(value) if isinstance(item, str)] if isinstance(value, list) else []


def _claims(
    document: Parsed,
    place: tuple[str, int],
    item: dict[str, Value],
    ids: dict[str, tuple[str, str]],
    names: dict[str, str],
) -> Iterator[Fault]:
    """Claim the id and the names of an entry, in `ids` and `names`; a fault for each that was claimed before."""
    entry, line = item.get("id"), document.line((*place, "id"))
    where = f"{document.name}:{line}"
    if isinstance(entry, str):
        _, owner = ids.setdefault(entry, (place[0], where))
        if owner != where:
            yield Fault(document.name, line, f"tunnus {entry} on jo käytössä ({owner})", "anna toinen tunnus")
    for a, alias in _strings(item.get("aliases")):
        owner = names.setdefault(alias.strip().casefold(), where)
        if owner != where:
            line = document.line((*place, "aliases", a))
            yield Fault(document.name, line, f"nimi {alias!r} on jo toisella ({owner})", "jätä se vain toiselle")


def _unnamed(document: Parsed, place: Place, item: dict[str, Value], slugs: dict[str, str]) -> Iterator[Fault]:
    """Find areas that their names do not tell apart on a button."""
    name, line = item.get("name"), document.line((*place, "name"))
    if isinstance(name, str):
        slug, owner = slug_of(name), slugs.get(slug_of(name))
        slugs.setdefault(slug, f"{document.name}:{line}")
        if not slug:
            yield Fault(document.name, line, f"alueen nimessä {name!r} ei ole kirjaimia", "kirjoita nimi kirjaimin a–ö")
        elif owner is not None:
            yield Fault(document.name, line, f"alueen nimi {name!r} on jo toisella ({owner})", "anna toinen nimi")


def _dangling(document: Parsed, place: Place, item: dict[str, Value], kinds: Mapping[str, str]) -> Iterator[Fault]:
    """Find entries that are named and not there, and actors named twice."""
    for name, kind in REFERENCES.items():
        target = item.get(name)
        if isinstance(target, str) and kinds.get(target) != kind.listed:
            yield Fault(document.name, document.line((*place, name)), f"kohtaa {target} ei ole", "korjaa tunnus")
    for level in Level:
        responsibility = item.get(level.value)
        named = _strings(responsibility.get("coordinators")) if isinstance(responsibility, dict) else []
        times = Counter(actor for _, actor in named)
        for c, actor in named:
            line = document.line((*place, level.value, "coordinators", c))
            if kinds.get(actor) != Actor.listed:
                yield Fault(document.name, line, f"toimijaa {actor} ei ole", "korjaa tunnus tai lisää toimija")
            if times[actor] > 1:
                yield Fault(document.name, line, f"toimija {actor} on kahteen kertaan", "poista toinen")
