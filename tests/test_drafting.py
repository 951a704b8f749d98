"""Entries made of answers: what is asked for, what answers mean, and that the YAML says what was said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from conftest import CONTENT
from factories import THEME
from hypothesis import given
from hypothesis import strategies as st

from bot.content.drafting import MAKEABLE, Unfit, add, example_of, fields_of, is_asked, make, read, write
from bot.content.knowledge import load
from bot.content.reading import parsed, validated

if TYPE_CHECKING:
    from pathlib import Path

    from bot.content.drafting import Field, New
    from bot.content.knowledge import Knowledge

TODAY = date(2026, 11, 27)
KNOWLEDGE = load(CONTENT.parent / "tests" / "knowledge")
NAMED = {"theme": "saavutettavuusteema", "goal": "", "coordinators": "KIRJASTO"}
LINE = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" -:#'\"{}[]&*!|>%@`,?~"), max_size=30)
LINES = st.lists(
    st.one_of(LINE, st.sampled_from(["- a: b", "null", "yes", "1.0", "2026-11-27", "---", "...", "~"])), max_size=3
)


def field(kind: str, *place: str) -> Field:
    [found] = [one for one in fields_of(MAKEABLE[kind]) if one.place == place]
    return found


def fitting(one: Field) -> list[str]:
    """Some answer that fits a field."""
    known = {**NAMED, "sources": "2", "date": "2016-02", "nature": "law", "place": "page", "first": "1", "last": "9"}
    return [known.get(one.name, "https://example.org" if one.name == "url" else f"Vastaus {one.name}")]


@pytest.mark.parametrize("kind", MAKEABLE)
def test_every_kind_is_made_of_answers_to_what_its_class_asks_for(kind: str) -> None:
    values = {one.place: read(one, fitting(one), KNOWLEDGE, TODAY) for one in fields_of(MAKEABLE[kind])}
    made = make(MAKEABLE[kind], values, "", KNOWLEDGE)
    assert made.id == f"{kind}:vastaus-title"
    least = {place: value for place, value in values.items() if field(kind, *place).needed}
    assert make(MAKEABLE[kind], least, "", KNOWLEDGE).title == made.title
    assert add(KNOWLEDGE, made).titles[made.id] == "Vastaus title"


@given(title=LINE, content=LINES, synonyms=LINES)
def test_yaml_says_what_was_said(title: str, content: list[str], synonyms: list[str]) -> None:
    said = {"title": [title], "content": content, "synonyms": synonyms, "sources": ["2", "https://example.org a: b #c"]}
    values: dict[tuple[str, ...], Any] = {}
    for one in fields_of(MAKEABLE["topic"]):
        try:
            values[one.place] = read(one, said.get(one.name, []), KNOWLEDGE, TODAY)
        except Unfit:
            return
    made = make(MAKEABLE["topic"], values, "", KNOWLEDGE)
    document = parsed(write([made]).encode(), "luonnos")
    file = validated(document)
    assert document.faults == []
    assert file is not None
    assert file.entries() == (made,)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_ids_are_made_of_titles_and_never_taken_twice(titles: list[str]) -> None:
    knowledge = KNOWLEDGE
    for title in titles:
        values: dict[tuple[str, ...], Any] = {("title",): title[:90].strip() or "x", ("content",): "x"}
        values["sources",] = read(field("topic", "sources"), ["2"], knowledge, TODAY)
        knowledge = add(knowledge, make(MAKEABLE["topic"], values, "", knowledge))
    assert len(knowledge.entries) == len(KNOWLEDGE.entries) + len(titles)


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Äänekäs öljy", "topic:aanekas-oljy"),
        ("Кто?", "topic:topic"),
        ("Kysely", "topic:kysely-2"),
        (90 * "a", f"topic:{42 * 'a'}"),
        (f"{41 * 'a'} b", f"topic:{41 * 'a'}"),
    ],
)
def test_id_of_a_title(title: str, made: str) -> None:
    values: dict[tuple[str, ...], Any] = {("title",): title, ("content",): "x", ("sources",): [{"slide": 2}]}
    assert make(MAKEABLE["topic"], values, "", KNOWLEDGE).id == made


@pytest.fixture
def laws(folder: Path) -> Knowledge:
    """The content with a law beside its main document."""
    (folder / "nuoret.yaml").write_text(THEME, encoding="utf-8")
    return load(folder)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("7", {"slide": 7}),
        ("dia 7", {"slide": 7}),
        ("nuorisolaki 4 a", {"document": "document:laki", "section": "4 a"}),
        ("Laki, § 12", {"document": "document:laki", "section": 12}),
        ("laki", {"document": "document:laki"}),
        ("Kyselyn yhteenveto", {"document": "document:kysely"}),
        ("https://example.org/a  Sivu", {"url": "https://example.org/a", "title": "Sivu", "checked": TODAY}),
        ("https://example.org/a", {"url": "https://example.org/a", "title": "example.org", "checked": TODAY}),
    ],
)
def test_source_is_read_as_people_write_it(laws: Knowledge, said: str, source: dict[str, object]) -> None:
    [found] = read(field("topic", "sources"), [said], laws, TODAY)
    assert found.model_dump(exclude_unset=True) == source


@pytest.mark.parametrize("said", ["99", "0", "1", "kalastuslaki 4", "lakikirja 4", f"{400 * '9'}", "https://", "dia"])
def test_source_that_is_not_there_is_none(laws: Knowledge, said: str) -> None:
    with pytest.raises(Unfit) as unfit:
        read(field("topic", "sources"), [said], laws, TODAY)
    assert unfit.value.why == "source"


@pytest.mark.parametrize(
    ("place", "lines", "why", "about"),
    [
        (("title",), [" \u00a0 "], "needed", {}),
        (("title",), ["a\x1b[31m"], "unseen", {}),
        (("title",), [91 * "a"], "long", {"most": 90}),
        (("label",), [41 * "a"], "long", {"most": 40}),
        (("aliases",), ["oma", "Kirjasto"], "taken", {"name": "Kirjasto", "title": "Kirjastot"}),
        (("synonyms",), ["oma", "OMA"], "twice", {}),
        (("theme",), ["tuntematon"], "unknown", {"name": "tuntematon", "near": ""}),
        (("national", "coordinators"), ["OPH", "kirjastto"], "near", {"name": "kirjastto", "near": "Kirjastot"}),
        (("national", "coordinators"), ["OPH", "opetushallitus"], "twice", {}),
    ],
)
def test_answer_that_does_not_fit_is_told_with_the_reason(
    place: tuple[str, ...], lines: list[str], why: str, about: dict[str, object]
) -> None:
    with pytest.raises(Unfit) as unfit:
        read(field("measure", *place), lines, KNOWLEDGE, TODAY)
    assert (unfit.value.why, unfit.value.about) == (why, about)


def test_name_that_two_have_is_none_of_them() -> None:
    twin = KNOWLEDGE.entries["actor:oph"].model_copy(update={"id": "actor:oph-2", "title": "Toinen OPH"})
    both = replace(KNOWLEDGE, entries={**KNOWLEDGE.entries, twin.id: twin})
    with pytest.raises(Unfit) as unfit:
        read(field("measure", "national", "coordinators"), ["OPH"], both, TODAY)
    assert unfit.value.about["near"] == "Opetushallitus (OPH); Toinen OPH"
    assert read(field("measure", "national", "coordinators"), ["actor:oph-2"], both, TODAY) == ("actor:oph-2",)


def test_paragraphs_and_lists_of_a_content_are_kept() -> None:
    said = ["Alku.", "- yksi", " ", "- kaksi", "Loppu."]
    assert read(field("topic", "content"), said, KNOWLEDGE, TODAY) == "Alku.\n- yksi\n- kaksi\n\nLoppu."


def test_short_title_needs_no_label() -> None:
    label = field("topic", "label")
    assert [is_asked(label, {("title",): length * "a"}) for length in (40, 41)] == [False, True]


def test_words_of_a_gap_are_added_once() -> None:
    values: dict[tuple[str, ...], Any] = {("title",): "A", ("content",): "x", ("sources",): [{"slide": 2}]}
    for said, told in ((None, ("vanki",)), (("vanki",), ("vanki",)), (("a",), ("a", "vanki"))):
        made: New = make(MAKEABLE["topic"], {**values, ("synonyms",): said}, "vanki", KNOWLEDGE)
        assert getattr(made, "synonyms", None) == told


def test_example_is_what_another_entry_says(knowledge: Knowledge) -> None:
    assert (
        example_of(field("measure", "theme"), MAKEABLE["measure"], KNOWLEDGE) == "Saavutettavasti ja asiakaslähtöisesti"
    )
    assert example_of(field("measure", "goal"), MAKEABLE["measure"], KNOWLEDGE) is None
    for kind in MAKEABLE.values():
        said = [example_of(one, kind, knowledge) for one in fields_of(kind) if one.needed and one.name != "sources"]
        assert all(said)
        assert not [one for one in said if re.match(r"[a-z]+:", one or "")]
