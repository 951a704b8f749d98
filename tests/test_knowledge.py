from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.entries import Level
from bot.content.knowledge import KnowledgeError, load, paths, schema
from bot.content.parsing import Loader

CONTENT = Path(__file__).parent.parent / "knowledge"

ACTORS = """\
actors:
  - id: actor:okm
    title: Opetus- ja kulttuuriministeriö (OKM)
    content: Ministeriö.
    short: OKM
    name: Opetus- ja kulttuuriministeriö
    sources: [{slide: 7}]
    aliases: [opetusministeriö]
"""
THEMES = """\
themes:
  - id: theme:saavutettavasti
    title: Saavutettavasti
    content: Teema.
    sources:
      - slide: 7
"""
MEASURES = """\
measures:
  - id: measure:palvelut
    title: Palvelut
    content: Keino.
    theme: theme:saavutettavasti
    measures: [Lisätään palveluja.]
    national:
      coordinators: [actor:okm]
      tasks:
        - Ohjaa.
    regional:
      coordinators: [actor:okm]
      tasks:
        - Tekee.
    sources: [{slide: 7}]
"""
OF_REGIONAL = "[actor:okm]\n      tasks:\n        - Tekee."
DOCUMENTS = """\
documents:
  - id: document:esitys
    title: Esitys
    publisher: Yliopisto
    date: 2022-03-25
    nature: proposal
    place: slide
    first: 2
    last: 20
  - {id: document:laki, title: Ohjauslaki, publisher: Eduskunta, date: 2024, nature: law, place: section}
about:
  document: document:esitys
"""
WHOLE = {"documents.yaml": DOCUMENTS, "actors.yaml": ACTORS, "themes.yaml": THEMES, "measures.yml": MEASURES}


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    assert str(caught.value).splitlines() == [str(fault) for fault in caught.value.faults]
    return [str(fault) for fault in caught.value.faults]


def test_whole_content_is_loaded(tmp_path: Path) -> None:
    knowledge = load(written(tmp_path, WHOLE))
    assert set(knowledge.entries) == {"actor:okm", "theme:saavutettavasti", "measure:palvelut"}
    assert [measure.id for measure in knowledge.coordinated_by("actor:okm", Level.REGIONAL)] == ["measure:palvelut"]


def test_subfolders_are_read(tmp_path: Path) -> None:
    assert (
        load(written(tmp_path, {"a/b/actors.yaml": ACTORS, "documents.yaml": DOCUMENTS})).actor("actor:okm").short
        == "OKM"
    )


def test_version_follows_the_content(tmp_path: Path) -> None:
    before = load(written(tmp_path, WHOLE)).version
    assert load(tmp_path).version == before
    assert load(written(tmp_path, {"actors.yaml": f"# huomautus\n{ACTORS}"})).version == before
    assert load(written(tmp_path, {"actors.yaml": ACTORS.replace("Ministeriö.", "Virasto.")})).version != before


def test_public_source_is_old_after_its_day(tmp_path: Path) -> None:
    old = '[{url: "https://okm.fi", title: OKM, checked: 2025-01-01}]'
    knowledge = load(written(tmp_path, {"actors.yaml": ACTORS.replace("[{slide: 7}]", old)}))
    assert [entry.id for entry, _ in knowledge.checked_before(date(2025, 1, 2))] == ["actor:okm"]
    assert not list(knowledge.checked_before(date(2025, 1, 1)))


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("actors.yaml", "    short: OKM", "    shrot: OKM", "actors.yaml:2: kenttä short puuttuu, lisää se"),
        (
            "actors.yaml",
            "    short: OKM",
            "    lyhyt: x\n    short: OKM",
            "actors.yaml:5: tuntematon kenttä lyhyt, poista se tai korjaa sen nimi",
        ),
        (
            "actors.yaml",
            "actors:",
            "toimijat: []\nactors:",
            "actors.yaml:1: tuntematon kenttä toimijat, poista se tai korjaa sen nimi",
        ),
        (
            "actors.yaml",
            "    title: Opetus",
            "    name: X\n    title: Opetus",
            "actors.yaml:7: kenttä name on kahteen kertaan (myös rivillä 3), poista toinen tai yhdistä ne",
        ),
        (
            "actors.yaml",
            "actor:okm",
            "actor:OKM",
            "actors.yaml:2: kentän id arvo 'actor:OKM' on väärää muotoa, "
            "kirjoita esimerkiksi actor:okm (vain a–z, 0–9 ja yhdysmerkkejä)",
        ),
        (
            "actors.yaml",
            "slide: 7",
            "slide: 21",
            "actors.yaml:7: kentän slide arvo '21' ei kelpaa, valitse väliltä 2–20",
        ),
        ("actors.yaml", "[{slide: 7}]", "[]", "actors.yaml:7: kenttä sources on tyhjä, täydennä se tai poista rivi"),
        (
            "actors.yaml",
            "[{slide: 7}]",
            "[{url: 'https://okm.fi'}]",
            "actors.yaml:7: julkisessa lähteessä on url, title ja checked, lisää puuttuva kenttä",
        ),
        (
            "actors.yaml",
            "[opetusministeriö]",
            "opetusministeriö",
            "actors.yaml:8: kentän aliases pitää olla luettelo, aloita jokainen kohta viivalla",
        ),
        (
            "actors.yaml",
            "content: Ministeriö.",
            "content:",
            "actors.yaml:4: kenttä content on tyhjä, täydennä se tai poista rivi",
        ),
        (
            "actors.yaml",
            ACTORS,
            "- id: actor:okm",
            "actors.yaml:1: tiedosto ei koostu kentistä, aloita se luettelon nimellä, kuten topics:",
        ),
        (
            "measures.yml",
            "        - Ohjaa.",
            "        - Ohjaa.\n        - ''",
            "measures.yml:11: kenttä tasks on tyhjä, täydennä se tai poista rivi",
        ),
        (
            "measures.yml",
            "        - Ohjaa.",
            "        - Ohjaa.\n        -",
            "measures.yml:11: kenttä tasks on tyhjä, täydennä se tai poista rivi",
        ),
        (
            "measures.yml",
            OF_REGIONAL,
            OF_REGIONAL.replace("okm", "te-toimistot"),
            "measures.yml:12: toimijaa actor:te-toimistot ei ole, korjaa tunnus tai lisää toimija",
        ),
        (
            "measures.yml",
            "theme: theme:saavutettavasti",
            "theme: theme:muu",
            "measures.yml:5: kohtaa theme:muu ei ole, korjaa tunnus",
        ),
        (
            "measures.yml",
            "theme: theme:saavutettavasti",
            "theme: actor:okm",
            "measures.yml:5: actor:okm ei sovi tähän, kirjoita tunnus, joka alkaa theme:",
        ),
        (
            "themes.yaml",
            "themes:",
            "themes:\n  - {id: theme:saavutettavasti, title: X, content: X, sources: [{slide: 7}]}",
            "themes.yaml:3: tunnus theme:saavutettavasti on jo käytössä (themes.yaml:2), anna toinen tunnus",
        ),
        (
            "themes.yaml",
            "    content: Teema.",
            "    content: Teema.\n    aliases: [Opetusministeriö]",
            "themes.yaml:5: nimi 'Opetusministeriö' on jo toisella (actors.yaml:2), jätä se vain toiselle",
        ),
        (
            "themes.yaml",
            "themes:",
            "areas: [{name: Lappi, region: region:lappi}]\nthemes:",
            "themes.yaml:1: kohtaa region:lappi ei ole, korjaa tunnus",
        ),
        ("themes.yaml", "    title", "\ttitle", "themes.yaml:3: rivillä on sarkain, sisennä välilyönneillä"),
        (
            "themes.yaml",
            "title: S",
            "title: 'S",
            "themes.yaml:3: lainausmerkki ' aukeaa mutta ei sulkeudu, lisää ' tekstin loppuun",
        ),
        (
            "themes.yaml",
            "title: S",
            "title: Teema: S",
            "themes.yaml:3: tekstissä on kaksoispiste, jonka YAML lukee kentän nimen lopuksi, "
            "laita teksti lainausmerkkeihin",
        ),
        (
            "themes.yaml",
            "Teema.",
            "&teema Teema.",
            "themes.yaml:4: teksti alkaa merkillä &, jolla on YAMLissa oma merkityksensä, "
            "laita teksti lainausmerkkeihin",
        ),
        (
            "themes.yaml",
            "Teema.",
            "!!python/name:os.system Teema.",
            "themes.yaml:4: teksti alkaa merkillä !, jolla on YAMLissa oma merkityksensä, "
            "laita teksti lainausmerkkeihin",
        ),
        (
            "themes.yaml",
            "Teema.",
            "\0",
            "themes.yaml:4: rivillä on ohjausmerkki (U+0000), jota YAML ei salli, "
            "poista se tai kirjoita rivi uudelleen",
        ),
        (
            "themes.yaml",
            THEMES,
            f"{THEMES}---\n{THEMES}",
            "themes.yaml:7: tiedostossa on monta YAML-asiakirjaa, poista rivit, joilla on vain ---",
        ),
        (
            "themes.yaml",
            "Teema.",
            "[" * 500,
            "themes.yaml:4: teksti alkaa merkillä [, jolla on YAMLissa oma merkityksensä, "
            "laita teksti lainausmerkkeihin",
        ),
    ],
)
def test_fault_is_named_with_its_place_and_mend(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    assert old in WHOLE[file]
    assert fault in faults_of(written(tmp_path, WHOLE | {file: WHOLE[file].replace(old, new, 1)}))


def test_alias_of_yaml_is_one_fault_and_hides_no_other(tmp_path: Path) -> None:
    content = THEMES.replace("title: Saavutettavasti", "title: &nimi Nimi").replace("content: Teema.", "content: *nimi")
    assert faults_of(written(tmp_path, {"documents.yaml": DOCUMENTS, "themes.yaml": content + "    lisä: x\n"})) == [
        "themes.yaml:3: teksti alkaa merkillä &, jolla on YAMLissa oma merkityksensä, laita teksti lainausmerkkeihin",
        "themes.yaml:4: teksti alkaa merkillä *, jolla on YAMLissa oma merkityksensä, laita teksti lainausmerkkeihin",
        "themes.yaml:7: tuntematon kenttä lisä, poista se tai korjaa sen nimi",
    ]


def test_actor_named_twice_on_a_level_is_a_fault_on_both_lines(tmp_path: Path) -> None:
    twice = "coordinators:\n        - actor:okm\n        - actor:okm"
    content = MEASURES.replace("coordinators: [actor:okm]", twice, 1)
    assert faults_of(written(tmp_path, WHOLE | {"measures.yml": content})) == [
        "measures.yml:9: toimija actor:okm on kahteen kertaan, poista toinen",
        "measures.yml:10: toimija actor:okm on kahteen kertaan, poista toinen",
    ]


def test_all_faults_of_all_files_come_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    measure = MEASURES.replace("- Ohjaa.", '- ""').replace(OF_REGIONAL, OF_REGIONAL.replace("okm", "ei"))
    actors = ACTORS.replace("    short: OKM\n", "") + ACTORS.partition("\n")[2].replace("name:", "nimi:")
    themes = THEMES.replace("content: Teema.", "content: Teema.\n    aliases: [OPETUSMINISTERIÖ]")
    assert [
        fault.partition(",")[0]
        for fault in faults_of(
            written(tmp_path, WHOLE | {"actors.yaml": actors, "measures.yml": measure, "themes.yaml": themes})
        )
    ] == [
        "actors.yaml:2: kenttä short puuttuu",
        "actors.yaml:8: kenttä name puuttuu",
        "actors.yaml:8: tunnus actor:okm on jo käytössä (actors.yaml:2)",
        "actors.yaml:12: tuntematon kenttä nimi",
        "actors.yaml:14: nimi 'opetusministeriö' on jo toisella (actors.yaml:2)",
        "measures.yml:10: kenttä tasks on tyhjä",
        "measures.yml:12: toimijaa actor:ei ei ole",
        "themes.yaml:5: nimi 'OPETUSMINISTERIÖ' on jo toisella (actors.yaml:2)",
    ]


def test_a_file_that_cannot_be_read_hides_no_fault_of_others_and_what_it_holds_is_not_missed(tmp_path: Path) -> None:
    hopeless = ACTORS.replace("    content: Ministeriö.\n", "    ? [: }\n")
    measures = MEASURES.replace("theme:saavutettavasti", "theme:muu")
    assert faults_of(written(tmp_path, WHOLE | {"actors.yaml": hopeless, "measures.yml": measures})) == [
        "actors.yaml:4: tässä YAMLin rakenne on rikki, "
        "vertaa riviä ehjään: sisennys, kaksoispisteet, lainausmerkit ja sulut",
        "measures.yml:5: kohtaa theme:muu ei ole, korjaa tunnus",
    ]


def test_file_over_two_megabytes_is_not_opened(tmp_path: Path) -> None:
    written(tmp_path, WHOLE | {"huge.yaml": "# " + "x" * 2_000_000})
    assert faults_of(tmp_path) == ["huge.yaml:1: tiedosto on yli 2 megatavua, jaa se pienempiin tiedostoihin"]


def test_file_that_is_not_utf8_is_named_with_the_line(tmp_path: Path) -> None:
    written(tmp_path, WHOLE)
    (tmp_path / "themes.yaml").write_bytes(THEMES.replace("Saavutettavasti", "Sähköisesti").encode("latin-1"))
    assert faults_of(tmp_path) == ["themes.yaml:3: tiedosto ei ole UTF-8-muodossa, tallenna se merkistöllä UTF-8"]


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    written(tmp_path, WHOLE)
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    assert faults_of(tmp_path) == [
        "gone.yaml:1: tiedostoa ei voi lukea (No such file or directory), tarkista sen oikeudet"
    ]


def test_folder_without_content_is_a_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "gone") == [
        f"{tmp_path / 'gone'}:1: kansiossa ei ole yhtään YAML-tiedostoa, tarkista polku"
    ]


def test_file_that_was_cut_to_nothing_is_a_fault_and_a_remark_alone_is_none(tmp_path: Path) -> None:
    assert load(written(tmp_path, WHOLE | {"comment.yaml": "# vain huomautus\n"})).entries
    assert faults_of(written(tmp_path, WHOLE | {"empty.yaml": ""})) == [
        "empty.yaml:1: tiedosto on tyhjä, palauta sen sisältö tai poista tiedosto"
    ]


def loads_or_raises_knowledge_error(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "any.yaml").write_bytes(content)
        try:
            load(Path(folder))
        except KnowledgeError as error:
            assert str(error)  # noqa: PT017  either way is right


@given(st.binary(max_size=400))
def test_any_bytes_load_or_raise_knowledge_error(content: bytes) -> None:
    loads_or_raises_knowledge_error(content)


@given(st.text(st.sampled_from("abc:-?&*!|>[]{},#'\" \n\t\\u0d8\x85\u2028ä🙂"), max_size=200))
def test_any_text_that_looks_like_yaml_loads_or_raises_knowledge_error(content: str) -> None:
    loads_or_raises_knowledge_error(content.encode())


VALUES = st.recursive(
    st.none() | st.text(max_size=5) | st.integers() | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "title",
                    "aliases",
                    "sources",
                    "document",
                    "slide",
                    "about",
                    "place",
                    "national",
                    "coordinators",
                    "tasks",
                    "theme",
                    "region",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None, max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from(["actors", "measures", "documents", "about", "areas", "overview", "spoken"]), VALUES
    )
)
def test_any_values_load_or_raise_knowledge_error(content: object) -> None:
    loads_or_raises_knowledge_error(yaml.safe_dump(content, allow_unicode=True).encode())


def test_yaml_is_read_by_the_c_parser() -> None:
    assert Loader is yaml.CSafeLoader


def test_committed_content_is_whole() -> None:
    assert load(CONTENT).measures


def test_committed_schema_is_that_of_the_models() -> None:
    assert (CONTENT / "schema.json").read_text(encoding="utf-8") == schema(), "run scripts/schema"


def test_every_content_file_names_the_schema() -> None:
    for path in CONTENT.rglob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=schema.json\n"), path


def test_words_that_stand_for_two_things_are_told(tmp_path: Path) -> None:
    shared = "synonyms: [Sama ilmaus]"
    entries = "".join(
        f"  - {{id: topic:{name}, title: {name}, content: sisältö, sources: [{{slide: 3}}], {shared}}}\n"
        for name in ("yksi", "kaksi")
    )
    (tmp_path / "a.yaml").write_text(f"{DOCUMENTS}topics:\n{entries}", encoding="utf-8")
    assert list(load(tmp_path).overlaps()) == [("sama ilmaus", ("topic:yksi", "topic:kaksi"))]


def kubernetes(folder: Path, version: str, text: str) -> None:
    """Place a file as a ConfigMap volume does: a link to a link to a hidden folder, switched over by a rename."""
    (folder / f"..{version}").mkdir()
    (folder / f"..{version}" / "content.yaml").write_text(text, encoding="utf-8")
    (folder / "..data_tmp").symlink_to(f"..{version}")
    (folder / "..data_tmp").rename(folder / "..data")
    if not (folder / "content.yaml").is_symlink():
        (folder / "content.yaml").symlink_to("..data/content.yaml")


def test_content_of_a_kubernetes_volume_is_read_once_and_anew_after_a_switch(folder: Path) -> None:
    text = (folder / "content.yaml").read_text(encoding="utf-8")
    (folder / "content.yaml").unlink()
    kubernetes(folder, "2026_1", text)
    before = load(folder)
    kubernetes(folder, "2026_2", text.replace("title: Kirjastot", "title: Kirjasto"))
    assert [path.name for path in paths(folder)] == ["content.yaml"]
    assert (before.entries["actor:kirjastot"].title, load(folder).entries["actor:kirjastot"].title) == (
        "Kirjastot",
        "Kirjasto",
    )


def test_nothing_but_regular_files_of_the_folder_is_opened(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(folder / "putki.yaml")
    (folder / "laite.yaml").symlink_to("/dev/zero")
    (tmp_path / "salaisuus").write_text("salaisuus: 1")
    (folder / "muualla.yaml").symlink_to(tmp_path / "salaisuus")
    (folder / "kansio.yaml").mkdir()
    (folder / ".piilo.yaml").symlink_to("/dev/zero")
    regular, outside = (
        "ei ole tavallinen tiedosto, poista se tai siirrä se muualle",
        ("linkki vie kansion ulkopuolelle, kopioi tiedosto kansioon"),
    )
    assert faults_of(folder) == [
        f"kansio.yaml:1: {regular}",
        f"laite.yaml:1: {outside}",
        f"muualla.yaml:1: {outside}",
        f"putki.yaml:1: {regular}",
    ]


def test_no_more_files_or_text_are_read_than_content_can_be(folder: Path) -> None:
    for number in range(6):
        (folder / f"{number}.yaml").write_text("# " + "x" * 1_900_000)
    assert faults_of(folder) == [
        "5.yaml:1: sisältöä on yli 10 miljoonaa merkkiä, siirrä pois tiedostot, jotka eivät kuulu kansioon"
    ]
    for number in range(200):
        (folder / f"{number}.yaml").touch()
    assert faults_of(folder) == [
        f"{folder}:1: kansiossa on yli 200 YAML-tiedostoa, yhdistä tiedostoja tai siirrä muut pois"
    ]
