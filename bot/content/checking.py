"""What is wrong in files that could be parsed: their shape, and what clashes between entries.

Clashes are judged on the plain values, so that an entry with a fault of its own does not hide another one.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from bot.content.copies import copies
from bot.content.entries import KINDS, Actor, Beside, Entry, File, Goal, Level, Region, Theme, Topic, fields, slug_of
from bot.content.faults import Fault, shortened
from bot.content.sourcing import Fields, abouts, unfounded
from bot.content.translating import mistranslated
from bot.content.values import DAY, URL, slugged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.content.parsing import Parsed, Place, Value

EMPTY = ("kenttä {name} on tyhjä", "täydennä se tai poista rivi")
NO_FIELDS = ("kohdan {name} pitää koostua kentistä", "kirjoita kentät muodossa nimi: arvo")
NUMBER = ("kentän {name} arvo {shown} ei ole kokonaisluku", "kirjoita numero, kuten 7")
DEGREES = ("kentän {name} arvo {shown} ei ole luku", "kirjoita leveys- ja pituusaste, kuten [61.5, 22.0]")
DATE = ("kentän {name} arvo {shown} ei ole päivä", "kirjoita se muodossa {day} (vuosi-kuukausi-päivä)")
CHOICE = ("kentän {name} arvo {shown} ei kelpaa", "valitse jokin: {choices}")
SHAPES = {
    "extra_forbidden": ("tuntematon kenttä {name}", "poista se tai korjaa sen nimi{guess}"),
    "missing": ("kenttä {name} puuttuu", "lisää se"),
    "string_too_short": EMPTY,
    "too_short": EMPTY,
    "too_long": ("kentässä {name} on liian monta kohtaa", "jätä enintään {max_length}"),
    "string_too_long": ("kenttä {name} on liian pitkä ({length} merkkiä)", "lyhennä se enintään {max_length} merkkiin"),
    "string_pattern_mismatch": ("kentän {name} arvo {shown} on väärää muotoa", "{form}"),
    "string_type": ("kentän {name} pitää olla tekstiä", "täydennä arvo tai laita se lainausmerkkeihin"),
    "tuple_type": ("kentän {name} pitää olla luettelo", "aloita jokainen kohta viivalla"),
    "model_type": NO_FIELDS,
    "dict_type": NO_FIELDS,
    "int_type": NUMBER,
    "int_parsing": NUMBER,
    "int_parsing_size": NUMBER,
    "greater_than_equal": ("kentän {name} arvo {shown} on liian pieni", "kirjoita vähintään {ge}"),
    "less_than_equal": ("kentän {name} arvo {shown} on liian suuri", "kirjoita enintään {le}"),
    "float_type": DEGREES,
    "float_parsing": DEGREES,
    "date_type": DATE,
    "date_parsing": DATE,
    "date_from_datetime_parsing": DATE,
    "date_from_datetime_inexact": DATE,
    "enum": CHOICE,
    "literal_error": CHOICE,
    "value_error": ("{problem}", "{mend}"),
}
"""What pydantic found, as a problem and its mend."""
TOO_FEW = ("kentässä {name} on liian vähän kohtia", "lisää puuttuvat kohdat")
OTHER_SHAPE = ("kentän {name} arvo {shown} ei kelpaa", "vertaa sitä muihin samanlaisiin kohtiin")
FORMS = {
    URL: "aloita se merkeillä https:// ja jätä välit pois",
    DAY: "kirjoita se muodossa {day}, 2026-01 tai 2026",
    "^overview$": "kirjoita overview",
}
"""What a value of a form is like, in words; all other forms are those of ids."""
MOST = 1_000
"""Most faults of shape that are told of one file."""
SHOWN = 40
"""Most characters of a wrong value that a fault repeats."""
NEAR = 0.75
"""How like a name must be to be proposed in the place of another, 0–1, as `difflib` measures it."""
SLUG = 30
"""Most characters of an id that is proposed, beside its kind."""

NAMED: Mapping[str, type[Entry]] = {"theme": Theme, "goal": Goal, "region": Region, "told_in": Topic}
"""Fields that name an entry, and its kind."""


class Misfit(NamedTuple):
    """What is wrong with the shape of a file: its line, what pydantic calls it, and the words of a fault."""

    line: int
    type: str
    problem: str
    mend: str


def shaped(value: Value, main: str | None = None) -> Beside | ValidationError:
    """The value of a file as models, or what is wrong with its shape.

    main: the document that a place without one is in.
    """
    try:
        return File.model_validate(value if value is not None else {}, context=main)
    except ValidationError as error:
        return error


def misfits(document: Parsed, wrong: ValidationError) -> list[Misfit]:
    """What is wrong with the shape of a file, in words."""
    # Of a value that may be of two types each is told; the last is the one that people write.
    found = {_place(detail, document.value): detail for detail in details(wrong)}
    return [
        Misfit(document.line(place), detail["type"], *_in_finnish(place, detail)) for place, detail in found.items()
    ]


def details(wrong: ValidationError) -> list[dict[str, Any]]:
    """What pydantic found; that a list of wrong items counts as empty is no further fault."""
    found: list[Any] = wrong.errors(include_url=False)[:MOST]
    return [detail for detail in found if detail["type"] != "too_short" or not detail["input"]]


def _place(detail: dict[str, Any], value: Value) -> Place:
    """Where a fault is in the file: pydantic's way there without its own names for types and keys."""
    place: list[int | str] = []
    for step in detail["loc"]:
        if isinstance(value, dict) and isinstance(step, str) and (step in value or detail["type"] == "missing"):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            continue
        place.append(step)
    return tuple(place)


def _in_finnish(place: Place, detail: dict[str, Any]) -> tuple[str, str]:
    name = next((step for step in reversed(place) if isinstance(step, str)), None)
    value, told = detail["input"], detail.get("ctx", {})
    few = detail["type"] == "missing" and isinstance(detail["loc"][-1], int)  # an item of a list of so many
    problem, mend = TOO_FEW if few else SHAPES.get(detail["type"], OTHER_SHAPE)
    if detail["loc"][-1:] == ("[key]",):
        problem = SHAPES["extra_forbidden"][0]
    if name is None:
        problem, mend = "tiedosto ei koostu kentistä", "aloita se luettelon nimellä, kuten topics:"
    elif value is None and detail["type"] != "missing":
        problem, mend = EMPTY
    refused = told.get("error")
    words = told | {
        "name": name,
        "shown": _shown(value),
        "length": len(str(value)),
        "guess": _guess(str(name)),
        "form": _form(name, str(told.get("pattern", "")), str(value)),
        "day": _day(str(value)),
        "choices": ", ".join(re.findall(r"'([^']+)'", str(told.get("expected", "")))),
        **(dict(zip(("problem", "mend"), refused.args, strict=True)) if isinstance(refused, ValueError) else {}),
    }
    return problem.format_map(words), mend.format_map(words)


@lru_cache(1000)
def _guess(name: str) -> str:
    return "".join(f" (tarkoititko {near}?)" for near in get_close_matches(name.lower(), fields(), 1, NEAR))


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return repr(shortened(value, SHOWN))
    return "(luettelo)" if isinstance(value, list) else "(kenttiä)"


def _form(name: str | None, pattern: str, value: str) -> str:
    """What a value of a pattern is like, in words; the value itself in that form where that can be guessed."""
    if pattern in FORMS:
        return FORMS[pattern].format(day=_day(value))
    kind, _, rest = value.rpartition(":")
    wanted = re.match(r"\^([a-z]+):", pattern)
    kind = wanted[1] if wanted is not None else kind if kind in KINDS else NAMED.get(str(name), Actor).kind
    return f"kirjoita esimerkiksi {kind}:{_slug(rest)} (vain a–z, 0–9 ja yhdysmerkkejä)"


def _slug(text: str) -> str:
    return slugged(text)[:SLUG].strip("-") or "oma-tunnus"


def _day(value: str) -> str:
    """A day as it should be written: the one that is meant, if it is written as in Finnish, or an example."""
    found = re.fullmatch(r"\s*([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})\s*", value)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found is not None else "2026-01-31"


def copied(documents: Iterable[Parsed]) -> dict[str, str]:
    """The names of files that are copies, each with that of the file that it is a copy of."""
    return copies({document.name: _held(document) for document in documents})


def _held(document: Parsed) -> frozenset[str]:
    """What stands in a file: ids, and what has none as it is."""
    others = [json.dumps(about) for _, about in abouts([document])]
    items = (item.get("id") or json.dumps([place[0], item]) for place, item in _items(document))
    return frozenset([*map(str, items), *others])


def clashes(documents: Sequence[Parsed], hidden: Callable[[str], bool]) -> Iterator[Fault]:
    """Find ids and names that two entries claim, and references that lead nowhere.

    hidden: whether an id may stand in what is not among `documents`, or was not read; references to it are not judged.
    """
    items = [(document, place, item) for document in documents for place, item in _items(document)]
    ids: dict[str, tuple[str, str]] = {}
    names: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for document, place, item in items:
        yield from _claims(document, place, item, ids, names)
        if place[0] == "areas":
            yield from _unnamed(document, place, item, slugs)
        elif place[0] != "documents":
            yield from mistranslated(document, place, item)
    # An id that only has a capital too many is told of where it stands, not wherever it is named.
    renamed: dict[str, tuple[str, str]] = {}
    for document, place, item in items:
        yield from _former(document, place, item, ids, renamed)
    now = {former: entry for former, (entry, _) in renamed.items()}
    kinds = {name: kind for entry, (kind, _) in ids.items() for name in (entry, entry.lower())}
    named = [reference for document, place, item in items for reference in _named(document, place, item)]
    for document, about in abouts(documents):
        keeper = about.get("keeper")
        named += _references(document, ("about", "keeper"), keeper if isinstance(keeper, dict) else {})
    for document, where, target, kind in named:
        if kinds.get(target) != kind.listed and not hidden(target):
            yield Fault(document.name, document.line(where), *_astray(target, kind, kinds, now))
    yield from _named_twice(items)
    yield from unfounded(documents, items, hidden)


def claimed(document: Parsed, titles: Mapping[str, str], names: Mapping[str, str]) -> Iterator[Fault]:
    """Find ids and names in a new file that others have. titles: of ids; names: whose each is, by title."""
    ids, owned = {entry: ("", title) for entry, title in titles.items()}, dict(names)
    for place, item in _items(document):
        yield from _claims(document, place, item, ids, owned)


def _items(document: Parsed) -> Iterator[tuple[tuple[str, int], Fields]]:
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
    document: Parsed, place: tuple[str, int], item: Fields, ids: dict[str, tuple[str, str]], names: dict[str, str]
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


def _unnamed(document: Parsed, place: Place, item: Fields, slugs: dict[str, str]) -> Iterator[Fault]:
    """Find areas that their names do not tell apart on a button."""
    name, line = item.get("name"), document.line((*place, "name"))
    if isinstance(name, str):
        slug, owner = slug_of(name), slugs.get(slug_of(name))
        slugs.setdefault(slug, f"{document.name}:{line}")
        if not slug:
            yield Fault(document.name, line, f"alueen nimessä {name!r} ei ole kirjaimia", "kirjoita nimi kirjaimin a–ö")
        elif owner is not None:
            yield Fault(document.name, line, f"alueen nimi {name!r} on jo toisella ({owner})", "anna toinen nimi")


def _former(
    document: Parsed,
    place: Place,
    item: Fields,
    ids: Mapping[str, tuple[str, str]],
    renamed: dict[str, tuple[str, str]],
) -> Iterator[Fault]:
    """Claim the ids that an entry had, in `renamed`; a fault for each that something has, or that another had."""
    where = f"{document.name}:{document.line((*place, 'id'))}"
    for f, former in _strings(item.get("formerly")):
        line = document.line((*place, "formerly", f))
        if former in ids:
            problem = f"entinen tunnus {former} on yhä käytössä ({ids[former][1]})"
            yield Fault(document.name, line, problem, "poista se kentästä formerly")
        _, owner = renamed.setdefault(former, (str(item.get("id")), where))
        if owner != where:
            problem = f"entinen tunnus {former} on jo toisella ({owner})"
            yield Fault(document.name, line, problem, "jätä se vain toiselle")


Reference = tuple["Parsed", "Place", str, type[Entry]]
"""Where an entry is named, its id, and the kind that it should be of."""


def _references(document: Parsed, place: Place, item: Fields) -> list[Reference]:
    """The entries that the fields of one thing name."""
    found = ((name, item.get(name), kind) for name, kind in NAMED.items())
    return [(document, (*place, name), target, kind) for name, target, kind in found if isinstance(target, str)]


def _named(document: Parsed, place: Place, item: Fields) -> list[Reference]:
    """The entries that an entry names: by its fields, and as coordinators."""
    return _references(document, place, item) + [
        (document, (*place, level.value, "coordinators", number), actor, Actor)
        for level in Level
        for number, actor in _coordinators(item, level)
    ]


def _coordinators(item: Fields, level: Level) -> list[tuple[int, str]]:
    responsibility = item.get(level.value)
    return _strings(responsibility.get("coordinators")) if isinstance(responsibility, dict) else []


def _astray(target: str, kind: type[Entry], kinds: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, str]:
    """What is wrong with a reference that leads nowhere, or to another kind than it should.

    now: for each former id the one of now.
    """
    if kinds.get(now.get(target, "")) == kind.listed:
        return f"tunnus {target} on vaihtunut", f"kirjoita tilalle {now[target]}"
    if target in kinds:
        return f"{target} ei sovi tähän", f"kirjoita tunnus, joka alkaa {kind.kind}:"
    known = [entry for entry, listed in kinds.items() if listed == kind.listed and entry == entry.lower()]
    guess = "".join(f" (tarkoititko {near}?)" for near in get_close_matches(target, known, 1, NEAR))
    if kind is Actor:
        return f"toimijaa {target} ei ole", f"korjaa tunnus{guess} tai lisää toimija"
    return f"kohtaa {target} ei ole", f"korjaa tunnus{guess}"


def _named_twice(items: Iterable[tuple[Parsed, Place, Fields]]) -> Iterator[Fault]:
    """Find actors that are named twice on a level."""
    for document, place, item in items:
        for level in Level:
            named = _coordinators(item, level)
            times = Counter(actor for _, actor in named)
            for number, actor in named:
                if times[actor] > 1:
                    line = document.line((*place, level.value, "coordinators", number))
                    yield Fault(document.name, line, f"toimija {actor} on kahteen kertaan", "poista toinen")
