"""`bot check` as a teacher: what hands, phones and word processors do to content is told by its line, in words."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import CONTENT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.content.checking import OTHER_SHAPE, misfits, shaped
from bot.content.entries import fields
from bot.content.knowledge import KnowledgeError, load
from bot.content.parsing import parse
from bot.content.questions import labelled
from bot.content.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.checking import Misfit
    from bot.content.parsing import Parsed

SMALL = (Path(__file__).parent / "knowledge" / "content.yaml").read_text(encoding="utf-8")
TODAY = date(2026, 11, 24)
TERMS = """\
terms:
  - id: term:ohjaus
    title: Ohjaus
    content: Mitä ohjaus on.
    sources:
      - slide: 2
    aliases: [ohjaaminen]
  - id: term:elo
    title: "Elinikäinen ohjaus"
    content: Mitä elo on.
    sources: [{slide: 3}]
    synonyms:
      - koko elämän ohjaus
      - ohjaus läpi elämän
"""
NBSP = "\u00a0"


def faults(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    return [str(fault) for fault in caught.value.faults]


def of_terms(folder: Path, text: str | bytes) -> list[str]:
    """The faults of the small content with these terms."""
    (folder / "terms.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return faults(folder)


@pytest.mark.parametrize(
    ("old", "new", "line", "problem", "mend"),
    [
        ("title: Ohjaus", 'title: "Ohjaus', 3, 'lainausmerkki " aukeaa mutta ei sulkeudu', 'lisää " tekstin loppuun'),
        ("title: Ohjaus", "title: 'Ohjaus", 3, "lainausmerkki ' aukeaa mutta ei sulkeudu", "lisää ' tekstin loppuun"),
        ("[ohjaaminen]", '["ohjaaminen]', 7, 'lainausmerkki " aukeaa mutta ei sulkeudu', 'lisää " tekstin loppuun'),
        ("- koko", "- 'koko", 13, "lainausmerkki ' aukeaa mutta ei sulkeudu", "lisää ' tekstin loppuun"),
        ("title: Ohjaus", 'title: "Se "oma" ohjaus"', 3, 'lainausmerkki " on keskellä tekstiä', "kaareva ”"),
        ("title: Ohjaus", 'title: "Ohjaus" nyt', 3, 'lainausmerkki " on keskellä tekstiä', "kaareva ”"),
        ("title: Ohjaus", 'title: "C:\\Ohjaus"', 3, "on kenoviiva \\", "kirjoita se kahteen kertaan"),
        ("    title: O", 4 * NBSP + "title: O", 3, "sitova välilyönti (U+00A0)", "tavallinen välilyönti"),
        ("    title: O", f"  {NBSP} title: O", 3, "sitova välilyönti (U+00A0)", "tavallinen välilyönti"),
        ("    synonyms:", 4 * NBSP + "synonyms:", 12, "sitova välilyönti (U+00A0)", "tavallinen välilyönti"),
        ("    sources:\n", 4 * NBSP + "sources:\n" + 9 * "      - slide: 2\n", 5, "sitova väli", "tavallinen väli"),
        ("title: O", "title:\u202fO", 3, "sitova välilyönti (U+202F)", "tavallinen välilyönti"),
        ("title: O", "title:\u2009O", 3, "sitova välilyönti (U+2009)", "tavallinen välilyönti"),
        ("{slide: 3}", f"{{slide:{NBSP}3}}", 11, "sitova välilyönti (U+00A0)", "tavallinen välilyönti"),
        ("- koko", f"-{NBSP}koko", 13, "sitova välilyönti (U+00A0)", "tavallinen välilyönti"),
        ("title: O", "\u200btitle: O", 3, "näkymätön merkki (U+200B)", "kirjoita rivi uudelleen"),
        ("title: O", "title: O\x0b", 3, "ohjausmerkki (U+000B)", "kirjoita rivi uudelleen"),
        ("title: O", "title:O", 3, "kaksoispisteen jälkeen puuttuu väli", "kirjoita title: Ohjaus"),
        ("id: term:ohjaus", "id:term:ohjaus", 2, "kaksoispisteen jälkeen puuttuu väli", "kirjoita id: term:ohjaus"),
        ("{slide: 3}", "{slide:3}", 11, "kaksoispisteen jälkeen puuttuu väli", "kirjoita slide: 3"),
        ("title: O", "title O", 3, "kentän title jälkeen puuttuu kaksoispiste", "kirjoita title: ja arvo"),
        ("title: O", "title = O", 3, "kentän title jälkeen puuttuu kaksoispiste", "kirjoita title: ja arvo"),
        ("title: O", "Title: O", 3, "kentän Title nimessä on iso kirjain", "kirjoita title"),
        ("  - id: term:elo", "  – id: term:elo", 8, "kohta alkaa merkillä –", "tavallinen viiva - ja väli"),
        ("  - id: term:elo", "  — id: term:elo", 8, "kohta alkaa merkillä —", "tavallinen viiva - ja väli"),
        ("      - koko", "      – koko", 13, "kohta alkaa merkillä –", "tavallinen viiva - ja väli"),
        ("      - koko", "      •koko", 13, "kohta alkaa merkillä •", "tavallinen viiva - ja väli"),
        ("      - koko", "      * koko", 13, "kohta alkaa merkillä *", "tavallinen viiva - ja väli"),
        ("      - koko", "      -koko", 13, "luettelon viivan jälkeen puuttuu väli", "lisää väli"),
        ("  - id: term:elo", "    id: term:elo", 8, "luettelon kohdan alusta puuttuu viiva", "kirjoita - id:"),
        ("title: Ohjaus", "title: ”Ohjaus: nyt”", 3, "kaarevat lainausmerkit", "suorat lainausmerkit"),
        ('"Elinikäinen ohjaus"', '"Elinikäinen ohjaus”', 9, "kaarevat lainausmerkit", "suorat lainausmerkit"),
        ("id: term:elo", "id: “term:elo”", 8, "kaarevat lainausmerkit", "suorat lainausmerkit"),
        ("    title: O", "\ttitle: O", 3, "rivillä on sarkain", "sisennä välilyönneillä"),
        ("    title: O", "  \ttitle: O", 3, "rivillä on sarkain", "sisennä välilyönneillä"),
        ("    title: O", "---\n    title: O", 3, "monta YAML-asiakirjaa", "poista rivit, joilla on vain ---"),
        ("    title: O", "...\n    title: O", 3, "monta YAML-asiakirjaa", "poista rivit, joilla on vain ---"),
        ("[ohjaaminen]", "[ohjaaminen", 7, "sulku [ aukeaa mutta ei sulkeudu", "lisää ] luettelon loppuun"),
        ("[ohjaaminen]", "[ohjaaminen,\n      opastus", 7, "sulku [ aukeaa mutta ei sulkeudu", "lisää ]"),
        ("[{slide: 3}]", "[{slide: 3]", 11, "sulku { aukeaa mutta ei sulkeudu", "lisää } ennen merkkiä ]"),
        ("[ohjaaminen]", "[ohjaaminen]]", 7, "rivillä on sulku ] liikaa", "poista se"),
        ("    title: O", "   title: O", 3, "rivin sisennys on väärä", "aloita rivi 4 välilyönnin päästä"),
        ("    title: O", "     title: O", 3, "rivin sisennys on väärä", "aloita rivi 4 välilyönnin päästä"),
        ("  - id: term:elo", " - id: term:elo", 8, "rivin sisennys on väärä", "aloita rivi 2 välilyönnin päästä"),
        ("    title: O", "    title: A\n    title: O", 4, "title on kahteen kertaan (myös rivillä 3)", "poista toinen"),
        ("title: Ohjaus", "title: Ohjaus: nyt", 3, "tekstissä on kaksoispiste", "lainausmerkkeihin"),
        ("- koko", "- koko: elämä", 13, "tekstissä on kaksoispiste", "lainausmerkkeihin"),
        ("title: Ohjaus", "title: @ohjaus", 3, "teksti alkaa merkillä @", "lainausmerkkeihin"),
        ("title: Ohjaus", "title: [uusi] ohjaus", 3, "teksti alkaa merkillä [", "lainausmerkkeihin"),
        ("title: Ohjaus", "title: *ohjaus*", 3, "teksti alkaa merkillä *", "lainausmerkkeihin"),
        ("Mitä ohjaus on.", "Mitä #ohjaus\n      on.", 4, "merkki # katkaisee tekstin", "lainausmerkkeihin"),
        ("      - ohjaus läpi", "tit", 14, "tiedosto päättyy kesken", "täydennä viimeinen rivi"),
    ],
)
def test_damage_is_the_one_fault_and_is_named_with_its_line_its_words_and_its_mend(  # noqa: PLR0913, PLR0917
    folder: Path, old: str, new: str, line: int, problem: str, mend: str
) -> None:
    assert old in TERMS
    text = TERMS.replace(old, new, 1) if new != "tit" else TERMS.partition(old)[0] + "    tit"
    [fault] = of_terms(folder, text)
    assert fault.startswith(f"terms.yaml:{line}: ")
    assert problem in fault
    assert mend in fault


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("content", ["Mitä elo on.", "Mitä\u2028elo\x85on."])
def test_marks_of_order_and_breaks_shift_no_line(folder: Path, mark: str, break_: str, content: str) -> None:
    text = TERMS.replace("Mitä ohjaus on.", content).replace("slide: 3", "slide: 99").replace("- koko", "- 'koko")
    assert [fault.partition(": ")[0] for fault in of_terms(folder, mark + text.replace("\n", break_))] == [
        "terms.yaml:11",
        "terms.yaml:13",
    ]


def test_what_was_pasted_on_many_lines_is_one_fault(folder: Path) -> None:
    indented = TERMS.replace("    ", 4 * NBSP)
    [fault] = of_terms(folder, indented)
    assert fault.startswith("terms.yaml:3: rivillä on sitova välilyönti (U+00A0) (myös riveillä 4, 5, 6, 7, 9 …), ")
    dashes = TERMS.replace("      - ", "      – ")
    assert [fault.partition(",")[0] for fault in of_terms(folder, dashes)] == [
        "terms.yaml:6: luettelon kohta alkaa merkillä – (myös riveillä 13"
    ]


def test_all_faults_of_a_broken_file_come_at_once_with_those_of_others(folder: Path) -> None:
    text = TERMS.replace("title: Ohjaus", "title:Ohjaus").replace("- slide: 2", "– slide: 99").replace("3}]", "3]")
    text = text.replace("    content: Mitä elo on.\n", "")
    (folder / "more.yaml").write_text("topics: [{id: topic:x, title: X, content: X, sources: [{slide: 1}], lisä: x}]\n")
    assert [fault.partition(",")[0] for fault in of_terms(folder, text)] == [
        "more.yaml:1: kentän slide arvo '1' ei kelpaa",
        "more.yaml:1: tuntematon kenttä lisä",
        "terms.yaml:3: kaksoispisteen jälkeen puuttuu väli",
        "terms.yaml:6: kentän slide arvo '99' ei kelpaa",
        "terms.yaml:6: luettelon kohta alkaa merkillä –",
        "terms.yaml:8: kenttä content puuttuu",
        "terms.yaml:10: sulku { aukeaa mutta ei sulkeudu",
    ]


@pytest.mark.parametrize("damage", [("title: Op", "title:Op"), ("id: actor:oph\n", "id: actor:oph\n    ? [: }\n")])
def test_what_stands_in_a_broken_file_is_not_missed_elsewhere(folder: Path, damage: tuple[str, str]) -> None:
    before, _, rest = SMALL.partition("actors:\n")
    actors, _, after = rest.partition("topics:\n")
    (folder / "content.yaml").write_text(f"{before}topics:\n{after}")
    (folder / "actors.yaml").write_text(f"actors:\n{actors}".replace(*damage))
    assert [fault.partition(":")[0] for fault in faults(folder)] == ["actors.yaml"]


def test_a_conflict_of_git_is_one_fault_for_each(folder: Path) -> None:
    ours = "<<<<<<< HEAD\n    title: Ohjaus\n=======\n    title: Opastus\n    label: x\n>>>>>>> toinen\n"
    text = TERMS.replace("    title: Ohjaus\n", ours)
    told = "riville on jäänyt gitin ristiriitamerkki, valitse yksi versio ja poista merkkirivit"
    assert of_terms(folder, text) == [f"terms.yaml:3: {told}"]
    assert of_terms(folder, f"{text}>>>>>>> muu\n") == [f"terms.yaml:3: {told}", f"terms.yaml:20: {told}"]


def test_a_document_of_a_word_processor_is_told_as_one(folder: Path) -> None:
    told = ["terms.yaml:1: tiedosto on tekstinkäsittelyn asiakirja, tallenna se muodossa Vain teksti (UTF-8)"]
    assert of_terms(folder, b"PK\x03\x04\xff\x00") == told
    assert of_terms(folder, b"{\\rtf1\\ansi}") == told


def test_half_written_entry_is_told_by_what_it_lacks(folder: Path) -> None:
    assert [fault.partition(",")[0] for fault in of_terms(folder, TERMS + "  - id: term:uusi\n")] == [
        f"terms.yaml:15: kenttä {name} puuttuu" for name in ("content", "sources", "title")
    ]
    assert [fault.partition(",")[0] for fault in of_terms(folder, TERMS + "  - {id: term:uusi}\n")] == [
        f"terms.yaml:15: kenttä {name} puuttuu" for name in ("content", "sources", "title")
    ]


@pytest.mark.parametrize(
    ("original", "copy"),
    [
        ("teema.yaml", "teema - kopio.yaml"),
        ("teema.yaml", "teema (1).yaml"),
        ("teema.yaml", "teema-copy.yaml"),
        ("teema.yaml", "Copy of teema.yaml"),
        ("teema.yaml", "Kopio teema.yaml"),
        ("teema.yaml", "vanha/teema.yaml"),
        ("uusi.yaml", "varmuuskopio.yaml"),
        ("teema.yaml", "teema2.yml"),
        ("a.yaml", "b.yaml"),
    ],
)
def test_copy_of_a_file_is_one_fault_that_blames_the_copy(folder: Path, original: str, copy: str) -> None:
    for name in (original, copy):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(TERMS, encoding="utf-8")
    [fault] = faults(folder)
    assert fault.startswith(f"{copy}:1: ")
    assert original in fault
    assert "poista" in fault


def test_copy_with_an_entry_of_its_own_is_still_one_and_hides_no_fault_of_others(folder: Path) -> None:
    (folder / "terms.yaml").write_text(TERMS.replace("slide: 3", "slide: 99"), encoding="utf-8")
    more = "  - {id: term:uusi, title: X, content: X, sources: [{slide: 3}]}\nlisä: x\n"
    (folder / "terms - kopio.yaml").write_text(TERMS + more, encoding="utf-8")
    assert [fault.partition(",")[0] for fault in faults(folder)] == [
        "terms - kopio.yaml:1: tiedosto on kopio tiedostosta terms.yaml",
        "terms.yaml:11: kentän slide arvo '99' ei kelpaa",
    ]


def test_one_id_in_two_unlike_files_is_told_where_it_stands(folder: Path) -> None:
    (folder / "muu.yaml").write_text("terms: [{id: term:elo, title: X, content: X, sources: [{slide: 3}]}]\n")
    assert of_terms(folder, TERMS) == ["terms.yaml:8: tunnus term:elo on jo käytössä (muu.yaml:1), anna toinen tunnus"]


@pytest.mark.parametrize("lists", ["vocabulary: [{term: ohjaus, synonyms: [opastus]}]", "outside: []\nspoken: []"])
def test_copy_of_what_has_no_ids_is_one_when_all_is_the_same(folder: Path, lists: str) -> None:
    two = f"{lists}\nspoken: [{{word: minä, forms: [mä]}}]\n" if "spoken" not in lists else f"{lists}\n"
    (folder / "sanat.yaml").write_text(two, encoding="utf-8")
    (folder / "sanat (1).yaml").write_text(two, encoding="utf-8")
    if "term" in lists:
        assert [fault.partition(":")[0] for fault in faults(folder)] == ["sanat (1).yaml"]
        (folder / "sanat (1).yaml").write_text(
            two.replace("opastus", "neuvonta").replace("mä", "mää"), encoding="utf-8"
        )
    assert load(folder).entries


def test_copy_of_labelled_questions_is_one_fault(folder: Path) -> None:
    questions = folder / "questions"
    questions.mkdir()
    rows = "".join(f'{{"id": "{one}", "q": "kuka", "expect": "none", "target": []}}\n' for one in "abc")
    for name in ("dev.jsonl", "dev - Copy.jsonl"):
        (questions / name).write_text(rows)
    with pytest.raises(KnowledgeError) as caught:
        labelled(questions)
    [fault] = caught.value.faults
    assert str(fault).startswith("questions/dev - Copy.jsonl:1: tiedosto on kopio tiedostosta questions/dev.jsonl, ")


FULL = """\
documents:
  - id: document:laki
    title: Ohjauslaki
    publisher: Eduskunta
    date: 2024-01-02
    nature: law
    url: https://finlex.fi
    place: section
    first: 1
    last: 20
    fi: &told
      title: Ohjauslaki
      publisher: Eduskunta
      of: lain
      whose: Eduskunnan
      explained: Laki.
    sv: *told
    en: *told
  - {id: document:esitys, title: E, publisher: Y, date: 2022, nature: report, place: slide, first: 1}
about:
  document: document:laki
  keeper: {told_in: topic:tila, name: Maija, contact: maija@example.fi}
  fi: &words
    sentences: {start-what: Tämä on botti.}
    examples: [kuka]
    questions: [mikä]
  sv: *words
  en: *words
themes:
  - &entry
    id: theme:teema
    title: Teema
    label: Teema
    content: Teema.
    plain: Tämä on teema.
    sources:
      - {document: document:laki, section: 4}
    aliases: [teemanen]
    synonyms: [aihepiiri]
    successor:
      short: Muuttui.
      text: Se muuttui.
      since: 2025-01-01
      ended: 2024-12-31
      sources: [{url: "https://okm.fi", title: OKM, checked: 2026-01-01}]
goals: [{id: goal:tavoite, theme: theme:teema}]
measures:
  - id: measure:keino
    theme: theme:teema
    goal: goal:tavoite
    measures: [Tehdään.]
    national: {coordinators: [actor:okm], tasks: [Ohjaa.]}
    regional: {coordinators: [actor:okm], tasks: [Tekee.]}
    quotation: Sanottu.
actors: [{id: actor:okm, short: OKM, name: ministeriö, partitive: OKM:ää, plural: ministeriöt}]
regions: [{id: region:lappi}]
topics: [{id: topic:tila}]
terms: [{id: term:elo}]
overview: [{id: overview}]
areas:
  - name: Lappi
    at: [67.5, 26.5]
    region: region:lappi
    names: [Lapin maakunta]
    towns: [Kemi]
    centre: Lapin elinvoimakeskus
    office: virasto
    sources: [{document: document:esitys, slide: 3}]
vocabulary: [{term: teema, synonyms: [aihe], near: [juttu]}]
spoken: [{word: minä, forms: [mä]}]
outside: [{id: outside:muu, title: Muu, cues: [sää], examples: [mikä sää on], elsewhere: Muualla.}]
"""
"""Every field there is; what all entries have stands in the theme."""


def whole() -> dict[str, Any]:
    """FULL as values; each kind of entry with what all have, and the other sorts of places."""
    value: dict[str, Any] = yaml.safe_load(FULL.replace("OKM:ää", '"OKM:ää"'))
    common = {key: one for key, one in value["themes"][0].items() if key not in {"id", "aliases"}}
    for name in ("goals", "measures", "actors", "regions", "topics", "terms", "overview"):
        value[name] = [common | one | {"aliases": [f"nimi {name}"]} for one in value[name]]
    value["documents"].append({**value["documents"][1], "id": "document:kirja", "place": "page"})
    value["documents"].append({**value["documents"][1], "id": "document:teos", "place": "chapter"})
    value["topics"][0]["formerly"] = ["topic:vanha"]
    value["terms"][0]["sources"] = [
        {"document": "document:kirja", "page": 4},
        {"document": "document:teos", "chapter": "4 b"},
    ]
    copied: dict[str, Any] = json.loads(json.dumps(value, default=str))
    return copied


def places(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401  YAML
    """Where every value is."""
    for step, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*place, step)
        yield from places(item, (*place, step))


WRONG: tuple[Any, ...] = (
    None,
    "",
    "Ä Ö!",
    "x" * 200,
    "0",
    "31.1.2026",
    "2026-13-45",
    "9" * 30,
    [],
    ["x"],
    [["x"]],
    {},
    {"Ö": "x"},
    "theme:Ä" + "x" * 60,
)
ENGLISH = re.compile(
    r"\b(should|input|valid|string|type|error|none|value|true|dict|list|tuple|field|constrained|int)\b", re.IGNORECASE
)
UNREADABLE = re.compile(r"\^|\$|\\|\[a-z]|\{|\)\*|<class|\d+ validation")


def misfits_of(value: Any) -> tuple[Parsed, list[Misfit]]:  # noqa: ANN401  YAML
    """What is wrong with the shape of a value, checked for words; JSON is YAML with a line for each value."""
    document = parse(json.dumps(value, ensure_ascii=False, indent=1), "all.yaml")
    wrong = shaped(document.value)
    found = misfits(document, wrong) if isinstance(wrong, ValidationError) else []
    for misfit in found:
        own = re.sub(r"'[^']*'|\(tarkoititko .*\)|valitse jokin: .*", "", f"{misfit.problem}, {misfit.mend}")
        assert not UNREADABLE.search(own), misfit
        assert not ENGLISH.search(re.sub("|".join(sorted(fields(), key=len, reverse=True)), "", own)), misfit
        assert misfit.mend.split()[0].isalpha(), misfit
        assert OTHER_SHAPE[1] != misfit.mend, misfit
    return document, found


def test_every_field_of_the_schema_is_in_the_full_content(tmp_path: Path) -> None:
    value = whole()
    (tmp_path / "all.yaml").write_text(json.dumps(value), encoding="utf-8")
    assert load(tmp_path).entries
    assert {step for place in places(value) for step in place if isinstance(step, str)} >= fields()


@pytest.mark.parametrize("depth", range(1, 7))
@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: str(wrong)[:12])
def test_every_fault_of_the_schema_is_told_in_words_with_its_line_and_mend(wrong: object, depth: int) -> None:
    value = whole()
    changed = [place for place in places(value) if len(place) == depth]
    for place in changed:
        inner: Any = value
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = wrong
    document, found = misfits_of(value)
    holders = {document.line(place[:-1]) for place in changed}
    assert {misfit.line for misfit in found} <= holders | {
        line for place, line in document.lines.items() if place[:depth] in changed
    }
    assert found or wrong not in (None, "", "Ä Ö!")


@pytest.mark.parametrize("depth", range(6))
def test_every_field_that_is_missing_or_unknown_is_told_by_its_name(depth: int) -> None:
    value = whole()
    emptied = []
    for place in [place for place in [(), *places(value)] if len(place) == depth]:
        inner: Any = value
        for step in place:
            inner = inner[step]
        if isinstance(inner, dict):
            inner.clear()
            inner["titel"] = "x"
            emptied.append(place)
    document, found = misfits_of(value)
    unknown = [misfit for misfit in found if misfit.problem == "tuntematon kenttä titel"]
    missing = [misfit for misfit in found if misfit.type == "missing"]
    assert sorted(misfit.line for misfit in unknown) == sorted(document.line((*place, "titel")) for place in emptied)
    mends = "poista se tai korjaa sen nimi (tarkoititko title?)", "valitse jokin: start-greeting, "
    assert all(misfit.mend.startswith(mends) for misfit in unknown)
    assert {misfit.line for misfit in missing} <= {document.line(place) for place in emptied}
    assert all(re.fullmatch("kenttä [a-z_]+ puuttuu", misfit.problem) for misfit in missing)
    assert bool(missing) == (depth in {2, 3})


@pytest.mark.parametrize(
    ("plain", "fault"),
    [
        (301 * "a", "terms.yaml:5: kenttä plain on liian pitkä (301 merkkiä), lyhennä se enintään 300 merkkiin"),
        ('""', "terms.yaml:5: kenttä plain on tyhjä, täydennä se tai poista rivi"),
    ],
)
def test_text_in_selkokieli_is_neither_too_long_nor_empty(folder: Path, plain: str, fault: str) -> None:
    told = TERMS.replace("Mitä ohjaus on.\n", f"Mitä ohjaus on.\n    plain: {plain}\n")
    assert of_terms(folder, told) == [fault]


def noticed(folder: Path) -> list[str]:
    return [str(one) for one in remarks(folder, TODAY)]


def test_measure_or_actor_without_selkokieli_is_told_of_where_another_has_it(folder: Path) -> None:
    content = folder / "content.yaml"
    assert noticed(folder) == []
    told = content.read_text(encoding="utf-8").replace("content: Keino.", "content: Keino.\n    plain: Helpommin.", 1)
    content.write_text(told.replace("    short: OPH", "    short: OPH\n    plain:"), encoding="utf-8")
    found = noticed(folder)
    assert [re.findall(r"[a-z]+:[a-z-]+ ", one) for one in found] == [
        ["measure:jalkautuvat-palvelut "],
        ["actor:oph "],
        ["actor:kirjastot "],
    ]
    assert found[0].startswith("content.yaml:38: kohdalla measure:jalkautuvat-palvelut ei ole selkokielistä tekstiä")


def test_sound_content_has_no_remarks(folder: Path) -> None:
    (folder / "terms.yaml").write_text(f"# huomautus\n{TERMS}", encoding="utf-8")
    (folder / ".piilo.yaml.bak").touch()
    (folder / "README.md").touch()
    (folder / "schema.json").touch()
    assert noticed(folder) == []
    assert remarks(CONTENT, TODAY) == ()


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        (
            "title: Ohjaus",
            "title: Ohjaus #nuoret",
            "3: merkki # katkaisee tekstin, siitä luetaan vain 'Ohjaus', laita ",
        ),
        (
            "- koko elämän ohjaus",
            "- koko # elämän",
            "13: merkki # katkaisee tekstin, siitä luetaan vain 'koko', laita ",
        ),
        ("title: Ohjaus", "title: ”Ohjaus”", "3: kaarevat lainausmerkit näkyvät tekstissä ”Ohjaus”, poista ne "),
        ("Mitä ohjaus on.", "Mitä\n      label:ohjaus", "5: rivi luetaan edellisen tekstin jatkoksi, tarkista "),
        ("      - ohjaus läpi", "       - ohjaus läpi", "14: rivi luetaan edellisen tekstin jatkoksi, tarkista "),
        ("[ohjaaminen]", "[topic:kysely]", "7: sanan paikalla on tunnus topic:kysely, kirjoita tilalle ihmisten sana"),
        (
            "[{slide: 3}]",
            '[{url: "https://a.fi", title: A, checked: 2026-11-25}]',
            "11: kentän checked päivä 2026-11-25 on tulevaisuudessa, tarkista päivä",
        ),
        (
            "terms:",
            "documents: [{id: document:x, title: X, publisher: X, date: 2027, nature: law}]\nterms:",
            "1: kentän date päivä 2027 on tulevaisuudessa, tarkista päivä",
        ),
        (
            "    aliases",
            "    successor: {short: A, text: B, ended: 2027-01-01, sources: [{slide: 2}]}\n    aliases",
            "7: kentän ended päivä 2027-01-01 on tulevaisuudessa, tarkista päivä",
        ),
        (
            "terms:",
            "vocabulary: [{term: lentokone, synonyms: [kone]}, {term: ohjaaja, synonyms: [opo]}]\nterms:",
            "1: sanaa lentokone ei ole sisällössä, joten sen synonyymit eivät johda mihinkään, kirjoita kenttään term ",
        ),
        (
            "terms:",
            "regions: [{id: region:kainuu, title: Kainuu, content: Kainuu., sources: [{slide: 2}]}]\nterms:",
            "1: mikään maakunta ei ole region:kainuu, joten aluetta ei löydy maakunnan ja sen kuntien nimillä, lisää ",
        ),
    ],
)
def test_what_may_not_be_meant_is_a_remark_with_its_line(folder: Path, old: str, new: str, remark: str) -> None:
    assert old in TERMS
    (folder / "terms.yaml").write_text(TERMS.replace(old, new, 1), encoding="utf-8")
    assert load(folder).entries
    [told] = noticed(folder)
    assert told.startswith(f"terms.yaml:{remark}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("slide: 2", "slide: 2  # kansi"),
        ("id: term:elo", "id: term:elo # elo"),
        ("title: Ohjaus", 'title: "Ohjaus" # sana'),
        ("title: Ohjaus", "title: ”Ohjaus” ja ”neuvonta”"),
        ("Mitä ohjaus on.", "|\n      Ohjaus #nuoret\n      title: ei kenttä"),
        ("    title: Ohjaus", "    # huomautus\n    title: Ohjaus"),
        (
            "terms:",
            "regions: [{id: region:lappi, title: Lappi, content: Lappi., sources: [{slide: 2}]}]\n"
            "areas: [{name: Lappi, region: region:lappi}]\nterms:",
        ),
    ],
)
def test_what_is_meant_is_no_remark(folder: Path, old: str, new: str) -> None:
    (folder / "terms.yaml").write_text(TERMS.replace(old, new, 1), encoding="utf-8")
    assert load(folder).entries
    assert noticed(folder) == []


def test_files_that_are_not_read_are_told(folder: Path) -> None:
    (folder / "questions").mkdir()
    ignored = ("a.YAML", "b.yaml.txt", "c.yaml.bak", "e.docx", "questions/f.JSONL", "questions/g.jsonl.txt")
    for name in (*ignored, "questions/h.jsonl", "sub.yml", "learned.jsonl", ".x.YAML"):
        (folder / name).write_text("# x")
    told = noticed(folder)
    assert [one.partition(":1: ")[0] for one in told] == sorted((*ignored, "sub.yml"))
    assert all("tiedostoa ei lueta, koska sen nimen loppu ei ole ." in one for one in told if "sub" not in one)


def test_emptied_file_is_told(folder: Path) -> None:
    for name, text in (
        ("a.yaml", "# vain huomautus\n"),
        ("b.yaml", "---\n"),
        ("c.yaml", "{}"),
        ("d.yaml", "topics: []\n"),
    ):
        (folder / name).write_text(text)
    told = "tiedostossa ei ole sisältöä, palauta sen sisältö tai poista tiedosto"
    assert noticed(folder) == [f"{name}.yaml:1: {told}" for name in "abcd"]


PIECES = st.sampled_from(
    [
        *"-:#\"'[]{}|>&*!%@`,? \t\n\r",
        NBSP,
        "\u2028",
        "\ufeff",
        "\0",
        "–",
        "”",
        "---\n",
        "<<<<<<< x\n",
        "=======\n",
        "  ",
        "id: ",
    ]
)


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """A sound file of which a few characters or lines are gone, replaced, twice there or new."""
    text = draw(st.sampled_from([TERMS, SMALL]))
    for _ in range(draw(st.integers(1, 3))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        line, piece = lines[at], draw(st.one_of(PIECES, st.text(max_size=3)))
        one, other = sorted(draw(st.tuples(*2 * [st.integers(0, len(line))])))
        lines[at] = draw(
            st.sampled_from(
                [line[:one] + line[other:], line[:one] + piece + line[one:], line[:one] + piece + line[other:], piece]
            )
        )
        lines[at:at] = draw(st.sampled_from([[], [line], [piece]]))
        text = "\n".join(lines)
    content = text.encode("utf-8", "replace")
    return content[: draw(st.integers(0, len(content)))] if draw(st.integers(0, 5)) == 0 else content


@settings(deadline=None, max_examples=60)
@example(b"terms:\n?")
@given(content=mangled())
def test_whatever_a_sound_file_becomes_it_is_loaded_or_told_by_a_line_that_it_has(content: bytes) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "any.yaml").write_bytes(content)
        try:
            assert load(folder).version
        except KnowledgeError as error:
            text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
            for fault in error.faults:
                assert fault.file in {"any.yaml", place}
                assert 1 <= fault.line <= text.count("\n") + 1
                assert fault.problem
                assert fault.mend
        assert all(remark.file == "any.yaml" for remark in remarks(folder, TODAY))
