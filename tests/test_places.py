"""Places of a document, what it says in the words of a question, and a maakunta beside what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.content.entries import Facet
from bot.replies import Open, plain, render
from bot.replies.texts import finnish
from bot.understanding.answering import Ambiguous, Found, NotFound, answer

if TYPE_CHECKING:
    from bot.understanding.matching import Index


def found(question: str, index: Index) -> Found:
    answered = answer(question, index)
    assert isinstance(answered, Found), (question, answered)
    return answered


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("dia 14", "measure:digipalvelu"),
        ("mitä diassa 14 lukee", "measure:digipalvelu"),
        ("Mitä kalvolla 8 sanotaan?", "measure:jalkautuvat-palvelut"),  # and its theme, which has two
        ("mitä dian 18 sisältö on", "measure:seuranta"),
        ("kalvo 7", "theme:saavutettavasti"),  # and the overview
        ("dia 2", "topic:kysely"),
    ],
)
def test_place_is_answered_with_what_stands_in_it(small_index: Index, question: str, entry: str) -> None:
    assert found(question, small_index).entry.id == entry


def test_of_several_things_in_a_place_one_is_chosen(small_index: Index, index: Index) -> None:
    few = answer("dia 20", small_index)
    assert isinstance(few, Ambiguous)
    assert {match.entry.id for match in few.choices} == {"region:lappi", "region:uusimaa", "topic:alueiden-mallit"}
    many = answer("dia 20", index)
    assert isinstance(many, Ambiguous)
    assert len(many.choices) == 4


@pytest.mark.parametrize("question", ["dia 99", "sivu 14", "§ 14", "luku 14", "dia", "14"])
def test_place_that_no_document_has_is_none(small_index: Index, question: str) -> None:
    assert isinstance(answer(question, small_index), NotFound)


def test_place_beside_something_else_is_not_all_that_is_asked(small_index: Index) -> None:
    other = answer("mitä dia 14 sanoo liikkuvuudesta", small_index)
    assert not isinstance(other, Found) or other.entry.id != "measure:digipalvelu"


@pytest.mark.parametrize("number", range(2, 21))
@pytest.mark.parametrize("words", ["dia {}", "mitä diassa {} lukee", "Mitä kalvolla {} sanotaan?"])
def test_slide_of_the_deck_is_answered_from_that_slide(index: Index, words: str, number: int) -> None:
    answered = answer(words.format(number), index)
    assert isinstance(answered, Found | Ambiguous)
    shown = [answered.entry] if isinstance(answered, Found) else [match.entry for match in answered.choices]
    assert all(any(place.endswith(f"/slide:{number}") for place in one.places) for one in shown)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("vahvistetaan urasuunnittelutaitoja", "Vahvistetaan urasuunnittelutaitoja."),
        ("palvelujen laatukriteerit", "Palvelujen laatukriteerit."),
        ("urasuunnittelutaidot", None),  # a title
        ("järjestää lukupiirejä", None),  # a task
        ("kysely vuonna 2022", None),  # what people call it
    ],
)
def test_line_is_quoted_when_it_is_asked_in_its_own_words(small_index: Index, question: str, line: str | None) -> None:
    answered = found(question, small_index)
    assert answered.line == line
    said = plain(render(answered, small_index.knowledge, finnish()))
    assert ("Lähteessä sanotaan: ”" in said) is (line is not None)
    if line is not None:
        assert f"Lähteessä sanotaan: ”{line.rstrip('.')}”." in said


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Ohjausalan koulutusrakenteiden kehittäminen", True),
        ("Ohjausalan koulutusrakenteiden kehittäminen kunnissa nuorille", False),
        ("Laaditaan kansalliset ohjaustyön", False),
    ],
)
def test_line_is_quoted_when_nearly_all_of_it_is_asked_and_hardly_more(
    index: Index, question: str, quotes: bool
) -> None:
    answered = found(question, index)
    assert answered.entry.id == "measure:ohjaustyon-laatu"
    assert (answered.line is not None) is quotes


def test_measure_asked_for_in_a_maakunta_is_told_on_the_regional_level_with_the_maakunta(index: Index) -> None:
    answered = found("kuka koordinoi liikkuvuutta uudellamaalla", index)
    assert (answered.entry.id, answered.facet) == ("measure:liikkuvuus", Facet.REGIONAL)
    assert answered.area is not None
    assert answered.area.slug == "uusimaa"
    reply = render(answered, index.knowledge, finnish())
    assert "Uusimaa: " in plain(reply)
    assert "region:uusimaa" in [
        choice.action.entry for row in reply.choices for choice in row if isinstance(choice.action, Open)
    ]


def test_maakunta_of_which_nothing_is_told_is_said_not_to_be(index: Index) -> None:
    answered = found("kuka hoitaa urasuunnittelutaitoja kainuussa", index)
    assert (answered.entry.id, answered.facet) == ("measure:urasuunnittelutaidot", Facet.REGIONAL)
    said = plain(render(answered, index.knowledge, finnish()))
    assert "Kainuu: " in said
    assert "ei kerro tästä alueesta." in said


@pytest.mark.parametrize(
    ("question", "region"),
    [
        ("mitä uudellamaalla ehdotettiin liikkuvuudesta", "region:uusimaa"),  # not who
        ("kuka koordinoi ohjausta uudellamaalla", "region:uusimaa"),  # no measure
        ("kuka vastaa hyvinvoinnista etelä-savossa", "region:etela-savo"),
        ("kuka koordinoi yhteistyötä uudellamaalla", "region:uusimaa"),
        ("kuka koordinoi toimintaa lapissa", "region:lappi"),
    ],
)
def test_what_a_maakunta_proposed_is_told_where_no_measure_is_asked_for(
    index: Index, question: str, region: str
) -> None:
    answered = found(question, index)
    assert answered.entry.id == region
    assert answered.area is None
