"""What is remembered of a conversation and what takes it up, on a small content of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.entries import Facet
from bot.understanding.answering import (
    MOST_SPOKEN,
    Ambiguous,
    Answer,
    Found,
    NotFound,
    SmallTalk,
    about,
    answer,
    follow,
    opened,
)
from bot.understanding.following import taken_up
from bot.understanding.query import NEW, Conversation, Query, Talk, parse

if TYPE_CHECKING:
    from bot.understanding.matching import Index

SKILLS, SERVICES, MOBILITY = "measure:urasuunnittelutaidot", "measure:jalkautuvat-palvelut", "measure:liikkuvuus"
LAPPI = Conversation(entry="region:lappi", facet=Facet.REGIONAL)
NOTHING = Query("", ())


def entry_of(answered: Answer) -> str:
    entry = about(answered)
    assert entry is not None, answered.outcome
    return entry.id


@pytest.mark.parametrize("facet", list(Facet))
def test_pressed_button_opens_its_entry_on_its_level(small_index: Index, facet: Facet) -> None:
    for entry in small_index.knowledge.entries.values():
        found = opened(entry.id, facet, small_index)
        assert found is not None
        assert (found.entry, found.facet, found.score, found.outcome) == (entry, facet, 1.0, "answer")


@pytest.mark.parametrize("entry", ["measure:poistettu", "outside:henkilot", "", "overview:x", "../etc/passwd"])
def test_button_of_an_entry_that_is_gone_opens_nothing(small_index: Index, entry: str) -> None:
    assert opened(entry, Facet.BOTH, small_index) is None


def test_answer_is_remembered_and_its_choices_are_forgotten(small_index: Index) -> None:
    before = Conversation(choices=(SKILLS, MOBILITY), area="lappi")
    found = Found(NOTHING, small_index.knowledge.entries[SERVICES], Facet.REGIONAL, 0.9)
    after = Conversation(entry=SERVICES, facet=Facet.REGIONAL, area="lappi", spoken=(SERVICES,), asked=7, last="answer")
    assert follow(before, found, 7) == after


def test_what_was_offered_stays_to_choose_from_after_one_of_it_was_taken(small_index: Index) -> None:
    found = Found(NOTHING, small_index.knowledge.entries[SKILLS], Facet.BOTH, 0.9)
    assert follow(Conversation(choices=(SKILLS, MOBILITY)), found).choices == (SKILLS, MOBILITY)


def test_what_was_spoken_of_is_remembered_in_order(small_index: Index) -> None:
    conversation = NEW
    for one in (SKILLS, SKILLS, SERVICES, *[SKILLS, SERVICES] * MOST_SPOKEN):
        found = Found(NOTHING, small_index.knowledge.entries[one], Facet.BOTH, 0.9)
        conversation = follow(conversation, found)
        if len(conversation.spoken) == 2:
            assert conversation.spoken == (SKILLS, SERVICES)
    assert len(conversation.spoken) == MOST_SPOKEN


def test_choices_are_remembered_beside_the_last_answer(small_index: Index) -> None:
    answered = answer("kuka koordinoi", small_index)
    assert isinstance(answered, Ambiguous)
    after = follow(LAPPI, answered)
    assert after.choices == tuple(match.entry.id for match in answered.choices) != ()
    assert after.entry == "region:lappi"


def test_refusal_forgets_the_choices_and_keeps_the_last_answer() -> None:
    after = follow(replace(LAPPI, choices=(SKILLS,)), NotFound(NOTHING, Facet.BOTH, 0.0))
    assert after == replace(LAPPI, last="none")


def test_small_talk_changes_nothing(small_index: Index) -> None:
    before = replace(LAPPI, choices=(SKILLS,))
    assert follow(before, answer("kiitos", small_index, before)) == before
    assert follow(before, SmallTalk(NOTHING, Talk.THANKS)) == before


def test_pressed_button_is_remembered_like_an_answer(small_index: Index) -> None:
    found = opened(SKILLS, Facet.NATIONAL, small_index)
    assert found is not None
    assert follow(LAPPI, found) == Conversation(entry=SKILLS, facet=Facet.NATIONAL, spoken=(SKILLS,), last="answer")


@pytest.mark.parametrize("said", ["entä valtakunnallisesti?", "valtakunnallisesti", "ja kansallisella tasolla"])
def test_few_words_about_a_level_take_up_the_last_answer(small_index: Index, said: str) -> None:
    answered = answer(said, small_index, Conversation(entry=SKILLS, facet=Facet.REGIONAL))
    assert entry_of(answered) == SKILLS
    assert answered.facet is Facet.NATIONAL


@pytest.mark.parametrize(
    ("said", "chosen"),
    [("ensimmäinen", SKILLS), ("toinen", MOBILITY), ("2", MOBILITY), ("liikkuvuus", MOBILITY), ("viimeinen", MOBILITY)],
)
def test_choice_named_in_words_is_taken(small_index: Index, said: str, chosen: str) -> None:
    assert entry_of(answer(said, small_index, Conversation(choices=(SKILLS, MOBILITY)))) == chosen


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("missä kirjastot ovat mukana", "actor:kirjastot"),
        ("kansainvälinen liikkuvuus", MOBILITY),
        ("mikä on OPH", "actor:oph"),
        ("jalkautuvat palvelut", SERVICES),
    ],
)
def test_new_question_is_answered_whatever_was_said_before(small_index: Index, said: str, entry: str) -> None:
    before = Conversation(entry=SKILLS, choices=(SKILLS, "measure:tyoelama"))
    assert entry_of(answer(said, small_index, before)) == entry


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("laatukriteerit", SERVICES),
        ("kansainvälisen liikkuvuuden laatukriteerit", None),
        ("mitä sanotaan kyselystä ja laatukriteereistä alueiden malleissa", None),
    ],
)
def test_word_that_a_choice_has_beside_others_does_not_choose_it(
    small_index: Index, said: str, chosen: str | None
) -> None:
    query = parse(said, small_index.language, Conversation(choices=(SKILLS, SERVICES)))
    taken = taken_up(query, small_index.search(query), small_index)
    assert (taken and taken[0].id) == chosen


def test_conversation_about_an_entry_that_is_gone_does_no_harm(small_index: Index) -> None:
    before = Conversation(entry="measure:poistettu", choices=("measure:poistettu", "topic:poistettu"))
    assert entry_of(answer("missä kirjastot ovat mukana", small_index, before)) == "actor:kirjastot"
    assert isinstance(answer("entä valtakunnallisesti", small_index, before), Ambiguous | NotFound)


def well_formed(answered: Answer) -> bool:
    scores = [match.score for match in answered.matches]
    choices = len(answered.choices) if isinstance(answered, Ambiguous) else 2
    return 0 <= answered.score <= 1 and scores == sorted(scores, reverse=True) and 2 <= choices <= 4


WORDS = "kuka mitä entä ohjaus kirjastot OPH Lapissa Kainuu palvelu laatukriteerit toinen alueella siinä johtaja . ?"
BEFORE = st.builds(
    Conversation,
    entry=st.sampled_from([None, "region:lappi", SKILLS, "actor:okm", "overview", "measure:gone"]),
    facet=st.sampled_from(Facet),
    choices=st.sampled_from([(), (SKILLS, "topic:gone"), ("region:lappi", "actor:okm", "overview")]),
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join), st.just(NEW) | BEFORE)
@settings(deadline=None)
def test_any_row_of_words_gets_an_answer_in_any_conversation(
    small_index: Index, text: str, before: Conversation
) -> None:
    answered = answer(text, small_index, before)
    assert well_formed(answered)
    follow(before, answered)
