from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from anything import contents, lay_down
from hypothesis import Phase, given, settings
from pypdf import PdfReader

from bot.bringing.tables import read_table
from bot.bringing.tables import rows_of as rows_of_text
from bot.content.entries import Facet, Level
from bot.content.knowledge import load
from bot.replies.charting import DAGGER, chart, tell_notes
from bot.replies.handout import (
    ABSENT,
    MOST_COLUMNS,
    Form,
    find_forms,
    make,
    name_file,
    tabulate,
    tell_page,
    write_csv,
    write_pdf,
)
from bot.replies.spreadsheets import FORMULA
from bot.replies.texts import LANGUAGES, finnish, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index

EXAMPLES = settings().max_examples // 16


@pytest.fixture(scope="module")
def page(any_content: Knowledge) -> PdfReader:
    return read(write_pdf(any_content, finnish()))


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def bare(text: str) -> str:
    """A text without blanks and hyphens, which come and go at the ends of lines."""
    return re.sub(r"[-\xad\s]", "", text)


def text_of(pdf: PdfReader) -> str:
    return bare("".join(page.extract_text() for page in pdf.pages))


def tags(element: Any) -> Iterator[str]:  # noqa: ANN401  whatever stands in a PDF
    """The types of the structure elements, in their order."""
    element = element.get_object()
    if isinstance(element, list):
        for one in element:
            yield from tags(one)
    elif isinstance(element, dict):
        if "/S" in element:
            yield str(element["/S"])
        yield from tags(element["/K"]) if "/K" in element else ()


def root_of(pdf: PdfReader) -> dict[str, Any]:
    return dict(pdf.root_object)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_table_has_a_row_for_each_measure_and_level_as_the_content_says(any_content: Knowledge) -> None:
    rows = rows_of(write_csv(any_content, finnish()))
    assert list(rows[0]) == [
        "Teema", "Keino", "Taso", "Vastuutahot", "Tehtävät", "Kohta", "Lähde", "Mikä on muuttunut"
    ]  # fmt: skip
    assert len(rows) == 2 * len(any_content.measures)
    for (measure, level), row in zip(((m, level) for m in any_content.measures for level in Level), rows, strict=True):
        said = measure.responsibility(level)
        assert row["Keino"] == measure.title
        assert row["Teema"] == any_content.entries[measure.theme].title
        assert row["Vastuutahot"].split("\n") == [any_content.actor(one).spelled for one in said.coordinators]
        assert row["Tehtävät"].split("\n") == list(said.tasks)
        assert row["Lähde"].startswith("Lähde: ")


def test_table_tells_the_slide_how_far_it_binds_and_what_has_changed(knowledge: Knowledge) -> None:
    row = next(row for row in rows_of(write_csv(knowledge, finnish())) if row["Taso"] == "Alueellisesti")
    assert row["Kohta"] == "dia 7"
    assert row["Lähde"].endswith("Alueiden ehdotus, ei päätös.")
    assert "Aluehallintovirastot lakkasivat 31.12.2025" in row["Mikä on muuttunut"]


def test_table_opens_in_a_finnish_excel(knowledge: Knowledge) -> None:
    content = write_csv(knowledge, finnish())
    assert content.startswith(b"\xef\xbb\xbfTeema;Keino;Taso;")
    assert content.count(b"\r\n") == 2 * len(knowledge.measures)


def test_table_is_read_back_by_what_brings_content(knowledge: Knowledge) -> None:
    read = read_table(rows_of_text(write_csv(knowledge, finnish()).decode("utf-8-sig"), "a.csv"), "a.csv")
    assert read is not None
    duties = [(item.title, duty.level, duty.actors, duty.tasks) for item in read.items for duty in item.duties]
    assert duties == [
        (
            measure.title,
            level,
            tuple(knowledge.actor(one).spelled for one in measure.responsibility(level).coordinators),
            measure.responsibility(level).tasks,
        )
        for measure in knowledge.measures
        for level in Level
    ]


@settings(max_examples=EXAMPLES, deadline=None, phases=set(Phase) - {Phase.shrink, Phase.explain})  # they take minutes
@given(content=contents())
def test_files_of_any_content_are_made_and_hold_no_formula(content: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        lay_down(content, Path(folder))
        knowledge = load(Path(folder))
    for language in LANGUAGES:
        table = write_csv(knowledge, in_language(language))
        rows = rows_of(table)
        assert len(rows) == 2 * len(knowledge.measures)
        assert not [cell for row in rows for cell in row.values() if cell.startswith(FORMULA)]
        pdf = read(write_pdf(knowledge, in_language(language)))
        assert root_of(pdf)["/Lang"] == language
        assert next(tags(root_of(pdf)["/StructTreeRoot"])) == "/Document"


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_fits_a_page_in_type_that_is_read(any_content: Knowledge, language: str) -> None:
    pdf = read(write_pdf(any_content, in_language(language)))
    assert len(pdf.pages) == 1
    box = pdf.pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (297, 210)
    sizes: set[float] = set()
    pdf.pages[0].extract_text(visitor_text=lambda text, _, matrix, __, size: sizes.add(size) if text.strip() else None)
    assert min(sizes) >= 7


def test_page_says_what_the_table_says(any_content: Knowledge, page: PdfReader) -> None:
    said = text_of(page)
    for measure in any_content.measures:
        assert bare(measure.title) in said
    for text in (
        *tell_notes(any_content, finnish(), f"{DAGGER} "),
        *(actor.short for actor in any_content.coordinators(Facet.REGIONAL)),
    ):
        assert bare(text) in said
    assert bare("Alueiden ehdotus, ei päätös.") in said or bare("2025. Laki.") in said


def test_page_is_tagged_for_those_who_listen(any_content: Knowledge, page: PdfReader) -> None:
    root = root_of(page)
    assert root["/Lang"] == "fi"
    assert root["/MarkInfo"].get_object()["/Marked"]
    assert root["/ViewerPreferences"].get_object()["/DisplayDocTitle"]
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    assert page.metadata is not None
    assert page.metadata.title == tell_page(any_content, finnish())["title"]
    found = list(tags(root["/StructTreeRoot"]))
    told = tell_page(any_content, finnish())
    assert found.count("/H1") == found.count("/Table") == 1
    assert found.count("/TH") == len(told["heads"])
    assert found.count("/TD") == sum(len(row["cells"]) for row in told["rows"])


def test_page_brings_its_letters(page: PdfReader) -> None:
    fonts = page.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        [inner] = font.get_object()["/DescendantFonts"]
        descriptor = inner.get_object()["/FontDescriptor"]
        assert "Roboto" in descriptor["/FontName"]
        assert {"/FontFile2", "/FontFile3"} & descriptor.keys()
    assert {"ä", "ö", "†"} <= set(text_of(page))


def test_page_of_the_deck_says_the_national_actors_once_and_marks_three_rows(knowledge: Knowledge) -> None:
    told = tell_page(knowledge, finnish())
    assert [head for head, _ in told["lines"]] == [
        "Valtakunnallisesti ehdotettu kaikkiin 11 keinoon",
        "Alueellisesti ehdotettu 8 keinoon",
    ]
    assert [row["cells"][1]["text"] for row in told["rows"] if row["apart"]] == ["dia 8", "dia 9", "dia 12"]
    kinds = {cell["text"]: cell["kind"] for row in told["rows"] for cell in row["cells"]}
    assert {text for text, kind in kinds.items() if kind == "added"} == {
        "+ kirjastot", "+ kolmas sektori", "+ oppilaitokset"
    }  # fmt: skip
    assert {text for text, kind in kinds.items() if kind == "missing"} == {"− kunnat", "− TE-toimistot†"}


def test_page_names_whom_the_content_names_in_each_row(any_content: Knowledge) -> None:
    told = tell_page(any_content, finnish())
    national = bool(chart(Level.NATIONAL, any_content).others)
    for measure, row in zip(any_content.measures, told["rows"], strict=True):
        cells = [cell["text"] for cell in row["cells"][2 + national :]]
        named = {cell.removeprefix("+ ") for cell in cells if cell != ABSENT and not cell.startswith("− ")}
        actors = map(any_content.actor, measure.regional.coordinators)
        assert {name.removesuffix("†") for name in named} == {actor.short for actor in actors}


def test_many_actors_share_a_column(folder: Path) -> None:
    path = folder / "content.yaml"
    text = path.read_text(encoding="utf-8")
    ids = [f"actor:a{number}" for number in range(12)]
    more = "".join(
        f"  - {{id: {one}, title: Toimija {one}, short: {one[6:]}, name: {one}, content: x, "
        "sources: [{url: 'https://example.org/a', title: x, checked: 2026-01-01}]}\n"
        for one in ids
    )
    text = text.replace("actors:\n", f"actors:\n{more}", 1)
    text = text.replace("coordinators: [actor:kirjastot]", f"coordinators: [actor:kirjastot, {', '.join(ids)}]", 1)
    path.write_text(text, encoding="utf-8")
    heads = [head["text"] for head in tell_page(load(folder), finnish())["heads"]]
    assert len(heads) == 3 + MOST_COLUMNS + 1
    assert heads[-1] == "Muut"


def test_what_does_not_fit_a_page_goes_on_with_its_heads(folder: Path) -> None:
    path = folder / "content.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - id: measure:"), text.index("actors:\n")
    one = text[start:end].split("  - id: measure:")[1]
    slug = one.partition("\n")[0]
    copies = [
        one.replace(slug, f"m{number}", 1).replace(
            "[actor:kirjastot]", "[actor:oph]" if number % 2 else "[actor:kirjastot]"
        )
        for number in range(90)
    ]
    body = "".join(f"  - id: measure:{copy}" for copy in copies)
    body = "\n".join(line for line in body.splitlines() if "aliases" not in line) + "\n"
    path.write_text(text[:start] + body + text[end:], encoding="utf-8")
    pdf = read(write_pdf(load(folder), finnish()))
    assert len(pdf.pages) > 1
    assert all("Kohta" in page.extract_text() for page in pdf.pages[:-1])
    assert f"1 / {len(pdf.pages)}" in " ".join(pdf.pages[0].extract_text().split())


@pytest.mark.parametrize("form", Form)
def test_file_is_the_same_every_time(any_content: Knowledge, form: Form) -> None:
    assert make(form, any_content, finnish()) == make(form, any_content, finnish())


@pytest.mark.parametrize(
    ("which", "language", "name"),
    [
        ("index", "fi", "vastuutahot-elo-koordinaatio-2022.csv"),
        ("second_index", "fi", "vastuutahot-kierratyslaki-2025.csv"),
        ("second_index", "sv", "ansvariga-kierratyslaki-2025.csv"),
    ],
)
def test_name_tells_what_it_is_taken_from(request: pytest.FixtureRequest, which: str, language: str, name: str) -> None:
    index: Index = request.getfixturevalue(which)
    assert name_file(Form.CSV, index.knowledge, in_language(language)) == name


@pytest.mark.parametrize(
    ("words", "forms"),
    [("", tuple(Form)), ("csv", (Form.CSV,)), ("Excel", (Form.CSV,)), (".PDF", (Form.PDF,)), ("kunnat", ())],
)
def test_words_ask_for_files(words: str, forms: tuple[Form, ...]) -> None:
    assert find_forms(words) == forms


def test_content_without_measures_has_no_rows(folder: Path) -> None:
    path = folder / "content.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("measures:\n"), text.index("actors:\n")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert tabulate(load(folder), finnish()) == []
    assert write_csv(load(folder), finnish()) == b""
    assert len(read(write_pdf(load(folder), finnish())).pages) == 1


def test_what_sets_the_page_is_not_loaded_at_the_start() -> None:
    script = "import sys, bot.telegram.handlers; sys.exit('typst' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)
