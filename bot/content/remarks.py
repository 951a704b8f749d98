"""What is no fault of the content and deserves a look, each with file, line and mend: what may not be what was meant.

The rules are guesses at slips of hand editing, so that none of them refuses content.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from bot.content.documents import Nature, Place
from bot.content.entries import KINDS, fields
from bot.content.faults import Fault, shortened
from bot.content.files import below
from bot.content.knowledge import paths
from bot.content.parsing import Loader
from bot.content.questions import QUESTIONS
from bot.content.reading import read
from bot.content.translations import LANGUAGES
from bot.content.values import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from bot.content import parsing
    from bot.content.parsing import Parsed, Value

CONTENT = re.compile(r"\.ya?ml(?![a-z])|\.(txt|rtf|docx?|odt)$", re.IGNORECASE)
"""Names of files that somebody may take for content."""
LABELLED = re.compile(r"\.jsonl?(?![a-z])|\.(txt|docx?)$", re.IGNORECASE)
"""Names of files that somebody may take for labelled questions."""
NO_TEXT = re.compile(rf"[a-z]+:[\w-]+|[\d.:-]+|https?://\S+|{'|'.join((*Nature, *Place))}")
"""Ids, numbers, days, addresses and kinds: what stands behind these is a comment."""
NAMED = re.compile(rf"({'|'.join(KINDS)}):[a-z0-9-]+")
"""What is an id and no word that somebody says."""
WRAPPED = re.compile("[“”„«»‘’‚][^“”„«»]+[“”„«»‘’]")
WORDS = frozenset({"aliases", "synonyms", "near", "forms", "cues", "examples", "term", "word"})
"""Fields with words that people say."""
COME = frozenset({"checked", "ended"})
"""Fields with a day that has come."""
ENDING = 3
"""Letters at the end of a word that may differ from form to form."""
BRIEF = 40
"""Most characters of a text that are repeated."""


def remarks(folder: Path, today: date) -> tuple[Fault, ...]:
    """What deserves a look in the content of `folder`, in the order of files and lines."""
    documents = [read(path, folder)[0] for path in paths(folder)]
    found = [*_ignored(folder), *_without_area(documents), *_unsaid(documents), *_unplain(documents)]
    for document in documents:
        if document.whole and not document.faults:
            found += (*_of_texts(document), *_of_values(document, today))
    return tuple(sorted(set(found)))


def _ignored(folder: Path) -> Iterator[Fault]:
    """Files that look like content or labelled questions, and are not read."""
    for path in set(below(folder)) - set(paths(folder)):
        labelled = path.parent == folder / QUESTIONS
        suffix = ".jsonl" if labelled else ".yaml"
        if path.suffix != suffix and (LABELLED if labelled else CONTENT).search(path.name) and path.is_file():
            problem = f"tiedostoa ei lueta, koska sen nimen loppu ei ole {suffix}"
            mend = "nimeä se uudelleen (Windows voi piilottaa päätteen) tai siirrä se muualle"
            yield Fault(path.relative_to(folder).as_posix(), 1, problem, mend)


def _without_area(documents: Sequence[Parsed]) -> Iterator[Fault]:
    """Regions that no maakunta of `areas` is, where there are any."""
    areas = [area for document in documents for _, area in _listed(document, "areas")]
    known = {area.get("region") for area in areas}
    for document in documents if areas else ():
        for number, region in _listed(document, "regions"):
            name = region.get("id")
            if isinstance(name, str) and name not in known:
                problem = f"mikään maakunta ei ole {name}, joten aluetta ei löydy maakunnan ja sen kuntien nimillä"
                mend = f"lisää luettelossa areas maakunnalle region: {name}"
                yield Fault(document.name, document.line(("regions", number, "id")), problem, mend)


def _unsaid(documents: Sequence[Parsed]) -> Iterator[Fault]:
    """Words of the vocabulary that nothing of the content says in any form, judged by how they begin."""
    kinds = [*(kind.listed for kind in KINDS.values()), "outside"]
    held = ([item for name in kinds for item in _listed(document, name)] for document in documents)
    texts = (text for items in held for _, item in items for place, _, text in _named(item, (), "") if _searched(place))
    said = " ".join(texts).casefold()
    for document in documents if all(document.whole for document in documents) else ():
        for number, group in _listed(document, "vocabulary"):
            words = re.findall(r"\w+", str(group.get("term")).casefold())
            if not all(word[: max(3, len(word) - ENDING)] in said for word in words):
                problem = f"sanaa {group.get('term')} ei ole sisällössä, joten sen synonyymit eivät johda mihinkään"
                mend = "kirjoita kenttään term sisällön oma sana"
                yield Fault(document.name, document.line(("vocabulary", number, "term")), problem, mend)


def _searched(place: parsing.Place) -> bool:
    """Whether what stands at a place of an entry is searched, and no translation."""
    return not place or place[0] not in LANGUAGES


def _unplain(documents: Sequence[Parsed]) -> Iterator[Fault]:
    """Measures and actors that are not told in selkokieli, where others of the content are."""
    found = [
        (document, (kind.listed, number, "id"), item)
        for kind in KINDS.values()
        if kind.levelled or kind.coordinates
        for document in documents
        for number, item in _listed(document, kind.listed)
    ]
    some = any(item.get("plain") for _, _, item in found)
    for document, place, item in found if some else ():
        if not item.get("plain"):
            problem = f"kohdalla {item.get('id')} ei ole selkokielistä tekstiä, vaikka muilla on"
            mend = f"lisää kenttä plain: yksi tai kaksi lyhyttä lausetta, enintään {PLAIN} merkkiä"
            yield Fault(document.name, document.line(place), problem, mend)


def _listed(document: Parsed, name: str) -> Iterator[tuple[int, dict[str, Value]]]:
    items = document.value.get(name) if isinstance(document.value, dict) else None
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield number, item


def _of_texts(document: Parsed) -> Iterator[Fault]:
    """What YAML reads otherwise than it was meant."""
    lines = document.text.split("\n")
    if not (any(document.value.values()) if isinstance(document.value, dict) else document.value):
        yield Fault(document.name, 1, "tiedostossa ei ole sisältöä", "palauta sen sisältö tai poista tiedosto")
    for event in yaml.parse(document.text, Loader=Loader):
        if (
            isinstance(event, yaml.ScalarEvent)
            and event.style not in {"|", ">"}
            and event.start_mark
            and event.end_mark
        ):
            begin, value = event.start_mark.line, shortened(event.value, BRIEF)
            end = min(event.end_mark.line, len(lines) - 1)  # what is empty may stand below the last line
            plain = event.style not in {'"', "'"} and not NO_TEXT.fullmatch(event.value)
            if plain and re.match(r"\s+#", lines[end][event.end_mark.column :]):
                mend = "laita teksti lainausmerkkeihin tai siirrä huomautus omalle rivilleen"
                yield Fault(document.name, end + 1, f"merkki # katkaisee tekstin, siitä luetaan vain {value!r}", mend)
            if plain and WRAPPED.fullmatch(event.value):
                problem = f"kaarevat lainausmerkit näkyvät tekstissä {value}"
                yield Fault(document.name, begin + 1, problem, "poista ne tai kirjoita tilalle suorat")
            for number in range(begin + 1, end + 1):
                begun = re.match(r"\s*([-•*] +)?(?:([\w-]+):)?", lines[number])
                if begun is not None and (begun[1] or begun[2] in fields()):
                    problem = "rivi luetaan edellisen tekstin jatkoksi"
                    yield Fault(
                        document.name, number + 1, problem, "tarkista sisennys ja edellisen tekstin lainausmerkit"
                    )


def _of_values(document: Parsed, today: date) -> Iterator[Fault]:
    for place, name, value in _named(document.value, (), ""):
        line = document.line(place)
        past = name in COME or (name == "date" and place[0] == "documents")
        if past and re.match("[0-9]{4}", value) and value > today.isoformat():
            yield Fault(document.name, line, f"kentän {name} päivä {value} on tulevaisuudessa", "tarkista päivä")
        if name in WORDS and NAMED.fullmatch(value):
            yield Fault(document.name, line, f"sanan paikalla on tunnus {value}", "kirjoita tilalle ihmisten sana")


def _named(value: Value, place: parsing.Place, name: str) -> Iterator[tuple[parsing.Place, str, str]]:
    """Every text with its place and the field that it stands in."""
    if isinstance(value, str):
        yield place, name, value
    for step, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _named(item, (*place, step), step if isinstance(step, str) else name)
