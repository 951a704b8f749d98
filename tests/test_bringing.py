"""What somebody has already becomes entries, or is told in one line why not."""

from __future__ import annotations

import csv
import json
import tempfile
import zipfile
from contextlib import closing
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from factories import bot
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.bringing import bring
from bot.bringing.rewriting import rewrite
from bot.content.entries import Entry, Measure
from bot.content.knowledge import Knowledge, KnowledgeError, load
from bot.content.marking import marks_of, read_marks
from bot.log.database import Database
from bot.review.changes import Addition, free_name, parse_addition
from bot.review.publishing import Refused, Workbench
from bot.review.redundancy import find_alike

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.adviser import Adviser
    from bot.bringing import Brought
    from bot.log.querylog import QueryLog

TODAY = date(2026, 11, 26)
SMALL = Path(__file__).parent / "knowledge"
COURSE = [("Milloin kurssi alkaa?", "Kurssi alkaa **maanantaina**."), ("Mitä kurssi maksaa?", "Ei mitään.")]
"""What every file of the first table says, each in its own shape."""


@pytest.fixture(scope="module")
def small() -> Knowledge:
    return load(SMALL)


def read(
    name: str, content: str | bytes, knowledge: Knowledge, same: Callable[[str], str | None] | None = None
) -> Brought:
    raw = content.encode() if isinstance(content, str) else content
    return bring(name, raw, knowledge, TODAY, same or (lambda _: None))


def pairs(brought: Brought) -> list[tuple[str, str]]:
    return [(entry.title, entry.content) for entry in brought.entries]


def told(brought: Brought) -> list[str]:
    return [*map(str, brought.left), *map(str, brought.notes)]


def served(brought: Brought) -> Knowledge:
    """The small content with what was brought beside it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "content.yaml").write_bytes((SMALL / "content.yaml").read_bytes())
        (Path(folder) / "tuotu.yaml").write_text(brought.yaml, encoding="utf-8")
        return load(Path(folder))


def workbook(*sheets: list[list[Any]], change: Callable[[Workbook], None] | None = None) -> bytes:
    """An Excel file with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Taulukko{number + 1}")
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(content: bytes, parts: dict[str, bytes]) -> bytes:
    """An Excel file with other parts in the place of its own."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts.get(name) or old.read(name))
    return file.getvalue()


TABLE = "Kysymys{0}Vastaus\n" + "".join(f"{asked}{{0}}{answer}\n" for asked, answer in COURSE)
ROWS: list[list[Any]] = [["Kysymys", "Vastaus"], *map(list, COURSE)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", TABLE.format(",")),
        ("a.csv", TABLE.format(";")),
        ("a.tsv", TABLE.format("\t")),
        ("a.csv", TABLE.format(";").encode("utf-8-sig")),
        ("a.csv", TABLE.format(";").encode("windows-1252")),
        ("a.txt", TABLE.format("\t").encode("utf-16")),
        (
            "a.csv",
            "sep=;\nKurssin kysymykset;;\n;;\nNro;Kysymys;Vastaus\n" + "".join(f"1;{a};{b}\n" for a, b in COURSE),
        ),
        ("a.csv", "Fråga,Svar\n" + "".join(f"{a},{b}\n" for a, b in COURSE)),
        ("a.csv", "Question (FI),Answer\n" + "".join(f"{a},{b}\n" for a, b in COURSE)),
        ("a.csv", "Kysymys,\n" + "".join(f"{a},{b}\n" for a, b in COURSE)),
        ("a.csv", "".join(f"{a},{b}\n" for a, b in COURSE)),
        ("a.csv", "id,intrebare,raspuns\n" + "".join(f"1,{a},{b}\n" for a, b in COURSE)),
        ("a.xlsx", workbook(ROWS)),
        ("a.xlsx", workbook([["Kurssi"], [], *ROWS])),
        ("a.md", "# Kurssi\n\n" + "".join(f"## {a}\n\n{b}\n\n" for a, b in COURSE)),
        (
            "a.md",
            "---\ntitle: Kurssi\n---\n" + "".join(f"### {n}. {a} {{#k{n}}}\n{b}\n" for n, (a, b) in enumerate(COURSE)),
        ),
        ("a.md", "".join(f"Kysymys: {a}\nVastaus: {b}\n\n" for a, b in COURSE)),
        ("a.md", "".join(f"**Q**. {a}\n\n**A**. {b}\n\n" for a, b in COURSE)),
        ("a.md", "".join(f"**{a}**\n\n{b}\n\n" for a, b in COURSE)),
        ("a.md", "".join(f"- **{a}** {b}\n" for a, b in COURSE)),
        ("a.md", "".join(f"{n}. {a}\n\n   {b}\n" for n, (a, b) in enumerate(COURSE, 1))),
        ("a.md", "".join(f"<details>\n<summary>{a}</summary>\n\n{b}\n\n</details>\n\n" for a, b in COURSE)),
        ("a.yaml", "".join(f"- question: {a}\n  answer: {b}\n" for a, b in COURSE)),
        ("a.yml", "---\n" + "".join(f"- q: {a}\n  a: {b}\n" for a, b in COURSE) + "---"),
        ("a.yaml", "title: Kurssi\nfaqs:\n" + "".join(f"  - title: {a}\n    body: {b}\n" for a, b in COURSE)),
        (
            "a.yaml",
            "sections:\n  - name: Kurssi\n    questions:\n" + "".join(f"    - {{q: {a}, a: {b}}}\n" for a, b in COURSE),
        ),
        ("a.yaml", "kurssi:\n" + "".join(f"  {a}: {b}\n" for a, b in COURSE)),
        ("a.yaml", "".join(f"- question: {{en: Why?, fi: {a}}}\n  answer: {{en: So., fi: {b}}}\n" for a, b in COURSE)),
        ("a.yaml", "en:\n  - {q: Why?, a: So.}\nfi:\n" + "".join(f"  - {{q: {a}, a: {b}}}\n" for a, b in COURSE)),
        ("a.yaml", "".join(f"- sp: {a}\n  svar: {b}\n" for a, b in COURSE)),
        (
            "a.yaml",
            "nlu:\n"
            + "".join(
                f"- intent: k{n}\n  examples: |\n    - {a}\n    - '[uusi](laji) {n}'\n"
                for n, (a, _) in enumerate(COURSE)
            )
            + "responses:\n"
            + "".join(f"  utter_k{n}:\n  - text: {b}\n" for n, (_, b) in enumerate(COURSE)),
        ),
    ],
)
def test_every_shape_gives_the_same_entries(name: str, content: str | bytes, small: Knowledge) -> None:
    brought = read(name, content, small)
    assert pairs(brought) == COURSE
    assert not brought.left
    assert [entry.id for entry in brought.entries] == ["topic:milloin-kurssi-alkaa", "topic:mita-kurssi-maksaa"]
    assert {entry.id for entry in brought.entries} <= served(brought).entries.keys()


@pytest.mark.parametrize(
    ("markup", "content"),
    [
        ("<p>Hei <b>sinä</b><br>toinen</p><ul><li>yksi</li><li><a href='https://a.fi'>kaksi</a></li></ul>",
         "Hei **sinä**\n\ntoinen\n\n- yksi\n- [kaksi](https://a.fi)"),
        ("## Väliotsikko\nteksti `koodi *a*` ~~pois~~", "**Väliotsikko**\n\nteksti koodi \\*a\\*"),
        ("| Kunta | Numero |\n|---|---|\n| Turku | 02 |", "- **Kunta**: **Numero**\n- Turku: 02"),
        ("1. eka\n2. toka\n   - sisempi", "- eka\n- toka\n- sisempi"),
        ("• eka\n• toka", "- eka\n- toka"),
        ("[a](javascript:alert) [b](/polku) <script>alert(1)</script>", "\\[a\\](javascript:alert) b"),
        ("[kirjoita](mailto:a@b.fi)", "kirjoita (a@b.fi)"),
        ("2 < 3 & <oma kunta>, snake_case", "2 < 3 & <oma kunta>, snake_case"),
        ("\\- ei luetteloa", "\\- ei luetteloa"),
    ],
)  # fmt: skip
def test_markup_becomes_what_the_content_can_show(markup: str, content: str) -> None:
    assert rewrite(markup) == content


@given(st.text(alphabet="ab *_[]()\\!<>/#|-.:\n`~&;ö", max_size=60) | st.text(max_size=60))
def test_rewritten_markup_says_the_same_when_it_is_read(markup: str) -> None:
    for line in filter(None, rewrite(markup).split("\n")):
        said = read_marks(line.removeprefix("- "))
        assert said.strip()
        assert rewrite(line) in {line, rewrite(rewrite(line))}
        assert all(mark.url.startswith("http") for mark in marks_of(said) if mark.style.value == "link")


def test_row_for_each_level_or_a_merged_cell_is_a_measure_with_its_theme_and_actors(small: Knowledge) -> None:
    rows: list[list[Any]] = [
        ["Teema", "Keino", "Kuvaus", "Taso", "Vastuutaho", "Tehtävät", "Lähde", "Alias"],
        ["Työpajat", "Paja kuntiin", "Avataan.", "kansallinen", "OPH", "Rahoittaa\nSeuraa", "Kyselyn yhteenveto, dia 7",
         "pajat"],
        [None, None, None, "alueellinen", "kirjasto ja OPH", "Ohjaa; Neuvoo", None, None],
        ["saavutettavuusteema", "Puhelin", "Avataan.", "molemmat", "Kirjastot", "Vastaa", "https://example.org", None],
        ["Työpajat", "Vajaa keino", "Kokeillaan.", "alueellinen", "Kerho", "Kokeilee", None, None],
    ]  # fmt: skip

    def merge(book: Workbook) -> None:
        for column in "ABC":
            book.active.merge_cells(f"{column}2:{column}3")

    brought = read("keinot.xlsx", workbook(rows, change=merge), small)
    new = served(brought).entries
    first, second = new["measure:paja-kuntiin"], new["measure:puhelin"]
    assert isinstance(first, Measure)
    assert isinstance(second, Measure)
    assert (first.theme, first.aliases, first.places) == ("theme:tyopajat", ("pajat",), ("document:kysely/slide:7",))
    assert (first.national.coordinators, first.national.tasks) == (("actor:oph",), ("Rahoittaa", "Seuraa"))
    assert (first.regional.coordinators, first.regional.tasks) == (
        ("actor:kirjastot", "actor:oph"),
        ("Ohjaa", "Neuvoo"),
    )
    assert (second.theme, second.sources[0].url) == ("theme:saavutettavasti", "https://example.org")
    assert second.national == second.regional
    assert new["topic:vajaa-keino"].content == (
        "Kokeillaan.\n\nAlueelliset toimijat: Kerho.\n\nAlueelliset tehtävät:\n- Kokeilee"
    )
    assert told(brought) == [
        "keinot.xlsx:5: toimijaa ”Kerho” ei ole sisällössä, lisää toimija tai korjaa nimi",
        "keinot.xlsx:5: tuodaan aiheena, koska keinon tietoja puuttuu (valtakunnalliset toimijat, "
        "alueelliset toimijat, valtakunnalliset tehtävät), täydennä rivi",
    ]


def test_cells_say_what_a_reader_sees_and_what_is_hidden_stays_out(small: Knowledge) -> None:
    rows: list[list[Any]] = [
        ["Kysymys", "Vastaus"],
        ["Milloin haku alkaa?", date(2027, 1, 8)],
        ["Paljonko tuki kattaa?", 0.75],
        ["Montako paikkaa on?", 12.0],
        ["Onko maksuton?", True],
        ["Mitä on laskettu?", '=HYPERLINK("https://example.org")'],
        ["Mikä on piilossa?", "Tämä."],
    ]

    def change(book: Workbook) -> None:
        book.active["B3"].number_format = "0%"
        book.active.row_dimensions[7].hidden = True
        book.worksheets[1].sheet_state = "hidden"

    brought = read("a.xlsx", workbook(rows, ROWS, change=change), small)
    assert [content for _, content in pairs(brought)] == ["8.1.2027", "75 %", "12", "kyllä"]
    assert told(brought) == [
        "a.xlsx (Taulukko1):6: vastaus puuttuu: ”Mitä on laskettu?”, kirjoita se",
        "a.xlsx (Taulukko1):7: rivi on piilotettu, näytä se, jos se tarvitaan",
        "a.xlsx (Taulukko2):1: taulukko on piilotettu, näytä se, jos se tarvitaan",
    ]


def test_several_wordings_are_one_entry_and_long_titles_answer_whole(small: Knowledge) -> None:
    long = f"Miten opiskelija, joka on {'muuttanut ' * 8}kuntaan, saa ohjausta?"
    same = "Ohjausta saa jokaisesta toimipisteestä arkisin ilman ajanvarausta."
    rows = [
        f"{long};Kysy opolta.;ohjaus muuttajalle, muuttajan tuki",
        f"Mistä ohjausta saa?;{same};",
        f"Kuka ohjaa?;{same};",
        "Kysymykseni?;Vastaus.;kysely",
    ]
    brought = read("a.csv", "Kysymys;Vastaus;Synonyymit\n" + "\n".join(rows), small)
    first, second, third = brought.entries
    assert (len(first.title) <= 90, first.title[-1], first.label and first.label[-1]) == (True, "…", "…")
    assert first.synonyms == (long, "ohjaus muuttajalle", "muuttajan tuki")
    assert (second.title, second.synonyms) == ("Mistä ohjausta saa?", ("Kuka ohjaa?",))
    assert third.synonyms == ("kysely",)
    assert served(brought).entries[first.id].label == first.label


@pytest.mark.parametrize("column", ["Selkokielellä", "Vastaus selkokielellä", "selkokielinen teksti", "Lättläst"])
def test_text_in_selkokieli_is_brought_where_it_fits(small: Knowledge, column: str) -> None:
    long = 31 * "Liian pitkä."
    brought = read(
        "a.csv", f"Kysymys;Vastaus;{column}\nKuka ohjaa?;Opo.;Ohjaaja auttaa.\nMissä?;Siellä.;{long}\n", small
    )
    assert [(entry.content, entry.plain) for entry in brought.entries] == [
        ("Opo.", "Ohjaaja auttaa."),
        ("Siellä.", None),
    ]
    assert told(brought) == ["a.csv:3: selkokielinen teksti jää pois, koska siinä on yli 300 merkkiä, lyhennä se"]
    assert served(brought).entries[brought.entries[0].id].plain == "Ohjaaja auttaa."


def test_sections_are_chapters_of_the_default_document_and_tell_titles_apart(small: Knowledge) -> None:
    page = "# Opas\n\nAlkusanat.\n\n" + "".join(
        f"## {name}\n\n### Mistä apua?\n\nKysy {who}.\n\n"
        for name, who in (("Kunta", "kunnasta"), ("Koulu", "koululta"))
    )
    brought = read("opas_2026.md", page, small)
    assert [entry.title for entry in brought.entries] == ["Mistä apua?", "Koulu: Mistä apua?"]
    assert [str(entry.sources[0].chapter) for entry in brought.entries] == ["Kunta", "Koulu"]
    document = served(brought).documents["document:opas"]
    assert (document.title, document.nature.value, document.date) == ("Opas", "report", "2026-11-26")
    assert told(brought) == [
        "opas_2026.md:1: johdantoteksti ei vastaa kysymykseen, anna sille oma otsikko, jos se tarvitaan"
    ]


def test_what_is_there_already_or_has_no_place_is_listed_with_its_line(small: Knowledge) -> None:
    rows = [
        "JALKAUTUMINEN?;Se on keino.",
        ";Ei kysymystä.",
        "Ei vastausta?;",
        "Sama?;Yksi.",
        "sama;Kaksi.",
        "Lähes kysely;On.",
    ]
    brought = read(
        "a.csv",
        "Kysymys;Vastaus\n" + "\n".join(rows),
        small,
        lambda words: "topic:kysely" if words.startswith("Lähes") else None,
    )
    assert pairs(brought) == [("Sama?", "Yksi.")]
    assert [(item.line, entry) for item, entry in brought.known] == [
        (2, "measure:jalkautuvat-palvelut"),
        (7, "topic:kysely"),
    ]
    assert told(brought) == [
        "a.csv:3: kysymys puuttuu, kirjoita se",
        "a.csv:4: vastaus puuttuu: ”Ei vastausta?”, kirjoita se",
        "a.csv:6: sama kysymys on jo rivillä 5: ”sama”, yhdistä vastaukset",
    ]


def test_ids_are_never_those_of_another_entry(small: Knowledge) -> None:
    rows = "".join(f"{title};Vastaus {title}\n" for title in ("Kysely!!! ", "日本?", "Кто?", "A" * 80, "A" * 79 + "b"))
    ids = [entry.id for entry in read("a.csv", f"Kysymys;Vastaus\nOhjaus: kysely (2);x\n{rows}", small).entries]
    assert len({*ids, *small.entries}) == len(ids) + len(small.entries)
    assert {"topic:tuotu", "topic:tuotu-2"} <= set(ids)


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbb">]><worksheet><c>&b;</c></worksheet>'
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.csv", b"Kysymys;Vastaus\nMit\xc3\xa4?;a\x00b\n", "a.csv:2: tiedosto ei ole tekstiä"),
        ("a.csv", b"\x81\x8d\x8f\x90", "a.csv:1: tiedoston merkistöä ei tunneta"),
        ("a.csv", 'Kysymys;Vastaus\nMitä?;"auki\n\n', "lainausmerkit ovat väärin"),
        ("a.csv", "Kysymys;Vastaus\n" + "a?;b\n" * 5001, "taulukossa on yli 5000 riviä"),
        ("a.csv", "Kysymys;Vastaus\n" + "".join(f"a{n}?;b\n" for n in range(1001)), "yli 1000 kysymystä"),
        ("a.csv", "nimetön;taulukko\n1;2\n", "ei löydy kysymyksiä ja vastauksia"),
        ("a.csv", "", "ei löydy kysymyksiä ja vastauksia"),
        ("a.pdf", b"%PDF", "tiedoston muotoa ei tunneta"),
        ("a.yaml", "- q: !!python/object:os.system a\n  a: b\n", "a.yaml:1: teksti alkaa merkillä !"),
        ("a.yaml", "a: &a [b]\nc: [*a, *a]\n", "viittaus *a ei ole sallittu"),
        ("a.yaml", "a: [\n", "sulku [ aukeaa mutta ei sulkeudu"),
        ("a.xlsx", b"PK\x03\x04 not a workbook", "Excel-tiedostoa ei voi lukea"),
        ("a.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "ilman salasanaa"),
        ("a.xlsx", repacked(workbook(ROWS), {SHEET: DOCTYPE}), "Excel-tiedostoa ei voi lukea"),
        ("a.xlsx", repacked(workbook(ROWS), {"xl/kuva.png": DOCTYPE}), "Excel-tiedostoa ei voi lukea"),
        ("a.xlsx", repacked(workbook(ROWS), {"xl/pommi.bin": bytes(60_000_000)}), "taulukko on liian suuri"),
        (
            "a.xlsx",
            repacked(workbook(ROWS), {SHEET: b"<worksheet>" + b"<c/>" * 500_001 + b"</worksheet>"}),
            "liian suuri",
        ),
        ("a.xlsx", repacked(workbook(ROWS), {SHEET: b'<worksheet><row r="99999999"/></worksheet>'}), "liian suuri"),
        ("a.xlsx", workbook([*ROWS, *[[f"a{n}?", "b"] for n in range(5000)]]), "taulukko on liian suuri"),
    ],
)
def test_hostile_file_is_told_in_one_line(name: str, content: str | bytes, problem: str, small: Knowledge) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read(name, content, small)
    assert problem in str(caught.value)
    assert str(caught.value).startswith(f"{name}:")


WORDS = st.text(alphabet="abä?*_[]()<>#-|\\\"';,:. \n&!{}%@`~0🙂\u2028\x85\x0b", max_size=20) | st.text(max_size=20)
NAMED = st.sampled_from(
    [
        "Kysymys",
        "Vastaus",
        "Otsikko",
        "Taso",
        "Toimijat",
        "Tehtävät",
        "Lähde",
        "Alias",
        "Synonyymit",
        "Teema",
        "Svar",
        "",
    ]
)
CELLS = WORDS | st.sampled_from(["OPH", "molemmat", "kirjasto", "https://a.fi"])
LINES = st.sampled_from(["# ", "## ", "- ", "1. ", "Q: ", "A: ", "**", "> ", "<details><summary>", "", "\n"])
KEYS = NAMED | st.sampled_from(["fi", "en", "faqs", "nlu", "responses", "mitä? se"])


def as_table(names: list[str], rows: list[list[str]]) -> str:
    file = StringIO()
    csv.writer(file, delimiter=";").writerows([names, *rows])
    return file.getvalue()


TREES = st.recursive(CELLS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))
FILES = st.one_of(
    st.tuples(st.sampled_from(["a.csv", "a.md", "a.yaml"]), st.text(max_size=60)),
    st.tuples(
        st.just("a.csv"),
        st.builds(as_table, st.lists(NAMED, min_size=2, max_size=7), st.lists(st.lists(CELLS, max_size=7), max_size=5)),
    ),
    st.tuples(st.just("a.md"), st.lists(st.tuples(LINES, WORDS).map("".join), max_size=8).map("\n".join)),
    st.tuples(st.just("a.yaml"), TREES.map(json.dumps)),
)


@settings(max_examples=150, deadline=None)
@given(FILES)
def test_any_file_gives_entries_that_load_or_one_message(file: tuple[str, str]) -> None:
    name, content = file
    knowledge = load_small()
    try:
        brought = read(name, content.encode("utf-8", "replace"), knowledge)
    except KnowledgeError as error:
        brought = None
        said = str(error)
    if brought is None:
        assert said.startswith(f"{name}:")
        return
    new = served(brought)
    ids = {entry.id for entry in brought.entries}
    assert new.entries.keys() == knowledge.entries.keys() | ids
    assert all(isinstance(entry, Entry) and entry.blocks for entry in brought.entries)


def load_small(known: list[Knowledge] = []) -> Knowledge:  # noqa: B006  hypothesis has no fixture of a module
    if not known:
        known.append(load(SMALL))
    return known[0]


@pytest.mark.slow
@pytest.mark.usefixtures("environment")
def test_import_is_tried_published_recorded_and_taken_back(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "kurssi.csv"
    file.write_text(TABLE.format(";") + "Kysely?;Se tehtiin.\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    tried = bot("import", str(file))
    assert tried.startswith(
        "Tiedostosta kurssi.csv tulisi tiedostoon kurssi.yaml uusia kohtia (2):\n"
        "• topic:milloin-kurssi-alkaa – Milloin kurssi alkaa?\n"
        "• topic:mita-kurssi-maksaa – Mitä kurssi maksaa?\n\n"
        "On jo sisällössä (1):\n• kurssi.csv:4: ”Kysely?” – topic:kysely\n\n"
    )
    assert tried.endswith("Mitään ei muutettu. Julkaise lisäämällä --publish.\n")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert "Lisätty:\n• Milloin kurssi alkaa?" in bot("import", str(file), "--publish", "--why", "kurssit alkavat")
    assert ". Syy: kurssit alkavat" in bot("audit")
    again = bot("import", str(file), "--publish", code=1)
    assert again.startswith("Tiedostossa kurssi.csv ei ole mitään uutta.\n")
    assert "Muutos on peruttu" in bot("undo")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_import_changes_nothing_but_what_it_brings(adviser: Adviser, log: QueryLog) -> None:
    knowledge = adviser.index.knowledge
    brought = read("kurssi.csv", TABLE.format(";"), knowledge)
    with closing(Database(log.path)) as database:
        workbench = Workbench(adviser, database)

        def addition(name: str, yaml: str) -> Addition:
            return parse_addition(yaml.encode(), name, knowledge)

        with pytest.raises(KnowledgeError, match="on jo käytössä"):
            addition("a.yaml", brought.yaml.replace("topic:mita-kurssi-maksaa", "topic:kysely"))
        with pytest.raises(Refused, match=r"content\.yaml"):
            workbench.check(addition("content.yaml", brought.yaml))
        checked = workbench.check(addition("a.yaml", brought.yaml))
        (adviser.folder / "b.yaml").write_text(brought.yaml, encoding="utf-8")
        with pytest.raises((Refused, KnowledgeError)):
            workbench.publish(checked, "Maija")
    assert adviser.index.knowledge is knowledge
    assert not (adviser.folder / "a.yaml").exists()
    assert free_name("a.yaml", ["a.yaml", "a-2.yaml"]) == "a-3.yaml"


def test_what_says_the_same_as_an_entry_is_found(adviser: Adviser) -> None:
    assert find_alike("Ohjauksien koordinaatioiden kyselyt", adviser.index) == "topic:kysely"
    assert find_alike("Milloin kurssi alkaa?", adviser.index) is None
