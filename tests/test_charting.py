from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from anything import contents, lay_down
from hypothesis import Phase, given, settings
from replying import faults_of

from bot.content.entries import Level
from bot.content.knowledge import load
from bot.replies import Items, Paragraph, plain
from bot.replies.charting import chart, describe, mark, note_ended, place, tell_checked
from bot.replies.texts import LANGUAGES, finnish, in_language
from bot.telegram.messages import CAPTION

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index


def as_content_says(content: Knowledge) -> None:
    for level in Level if content.measures else ():
        charted = chart(level, content)
        assert sorted(one.id for shared in charted.shared for one in shared.measures) == sorted(
            one.id for one in content.measures
        )
        for shared in charted.shared:
            ids = {actor.id for actor in shared.actors}
            assert all({*one.responsibility(level).coordinators} == ids for one in shared.measures)
            if charted.usual is not None:
                usual = {*charted.usual.actors}
                assert usual - {*charted.missing(shared)} | {*charted.added(shared)} == {*shared.actors}
        assert charted.usual is None or 2 * len(charted.usual.measures) > len(content.measures)


def test_every_measure_is_charted_once_with_its_actors(any_content: Knowledge) -> None:
    as_content_says(any_content)


@settings(
    max_examples=settings().max_examples // 4, deadline=None, phases=set(Phase) - {Phase.shrink, Phase.explain}
)  # they take minutes
@given(content=contents())
def test_any_content_is_charted_as_it_says(content: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        lay_down(content, Path(folder))
        knowledge = load(Path(folder))
    as_content_says(knowledge)
    for language in LANGUAGES:
        assert not faults_of(describe(knowledge, in_language(language)))


def test_deck_has_the_same_actors_everywhere_but_for_three_measures(knowledge: Knowledge) -> None:
    national, regional = (chart(level, knowledge) for level in Level)
    assert national.others == ()
    assert regional.usual is not None
    assert [mark(actor) for actor in regional.usual.actors] == ["ELY†", "AVI†", "kunnat", "TE-toimistot†"]
    assert [
        (
            place(shared.measures[0], knowledge, finnish()),
            [actor.short for actor in regional.added(shared)],
            [actor.short for actor in regional.missing(shared)],
        )
        for shared in regional.others
    ] == [
        ("dia 8", ["kirjastot"], ["kunnat"]),
        ("dia 9", ["kolmas sektori"], []),
        ("dia 12", ["oppilaitokset"], ["TE-toimistot"]),
    ]


@pytest.mark.parametrize(
    ("measure", "where"), [("measure:ohjausresurssit", "dia 7"), ("measure:kartoittaminen", "diat 10 ja 11")]
)
def test_place_of_a_measure_names_each_slide(knowledge: Knowledge, measure: str, where: str) -> None:
    assert {one.id: place(one, knowledge, finnish()) for one in knowledge.measures}[measure] == where


def test_deck_is_told_in_a_line_for_the_usual_of_each_level_and_one_for_each_that_differs(knowledge: Knowledge) -> None:
    parts = describe(knowledge, finnish()).parts
    said = [part.text for part in parts if isinstance(part, Paragraph)]
    assert [text.partition(":")[0] for text in said] == [
        "Valtakunnallisesti ehdotettu kaikkiin 11 keinoon",
        "Alueellisesti ehdotettu 8 keinoon",
        "3 keinossa toisin",
    ]
    assert [part.items for part in parts if isinstance(part, Items)] == [
        (
            "Monikanavainen ohjaus ja asiointi: ELY, AVI, TE-toimistot ja kirjastot; ei mukana: kunnat.",
            "Monialaiset ohjauspalvelut: ELY, AVI, kunnat, TE-toimistot ja kolmas sektori.",
            "Omatoimiset urasuunnittelutaidot: ELY, AVI, kunnat ja oppilaitokset; ei mukana: TE-toimistot.",
        )
    ]


def test_words_of_the_deck_fit_below_its_picture(knowledge: Knowledge) -> None:
    """In Finnish; the names of bodies are longer in other languages, whose words come as a message of their own."""
    assert len(plain(describe(knowledge, finnish()))) <= CAPTION


def test_words_name_every_actor_whole_once_and_say_when_bodies_ended_and_how_far_it_binds(
    any_content: Knowledge,
) -> None:
    told = plain(describe(any_content, finnish()))
    for level in Level:
        for shared in chart(level, any_content).shared:
            assert all(told.count(actor.spelled) >= 1 for actor in shared.actors)
            assert all(told.count(f"({actor.short})") <= 1 for actor in shared.actors)
    for said in (note_ended(any_content, finnish()), tell_checked(any_content, finnish())):
        assert said is not None
        assert said in told
    assert "Alueiden ehdotus, ei päätös." in told or "Laki." in told


def test_ended_bodies_are_told_by_day(any_content: Knowledge) -> None:
    assert note_ended(any_content, finnish()) in {
        "ELY-keskukset ja AVIt lakkasivat 31.12.2025 ja TE-toimistot 1.1.2025",
        "JVK lakkasi 30.6.2026",
    }


def test_measures_of_several_natures_each_tell_theirs(second_index: Index) -> None:
    told = plain(describe(second_index.knowledge, finnish()))
    for said in ("Lain mukaan.", "Päätetty.", "Selvityksen mukaan.", "Ehdotettu.", "Julkisen sivun mukaan."):
        assert said in told


def test_small_content_says_nothing_that_it_has_not(folder: Path) -> None:
    knowledge = load(folder)
    assert note_ended(knowledge, finnish()) is None
    assert "†" not in plain(describe(knowledge, finnish()))
