"""Slips of the finger in the words of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.content.entries import Facet
from bot.understanding.answering import Computed, Found, answer
from bot.understanding.language import Language
from bot.understanding.query import level_of, parse
from bot.understanding.spelling import SHORTEST, Spelling, usual_forms

if TYPE_CHECKING:
    from bot.understanding.matching import Index

WORDS = st.text(alphabet="aeiouyäöhjklmnprstv", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("oppilaitoset", "oppilaitokset"),
        ("oppilaittokset", "oppilaitokset"),
        ("oppialitokset", "oppilaitokset"),
        ("oppilaitoksrt", "oppilaitokset"),
        ("oppilaitoksia", None),
        ("oppilaitokset", None),
        ("kut", None),
        ("kunt", "kunta"),
    ],
)
def test_form_is_read_as_the_most_usual_one_slip_away(form: str, meant: str | None) -> None:
    assert Spelling(("kunta", "oppilaitokset", "kunto")).meant(form) == meant


@given(usual=st.lists(WORDS, max_size=9), form=WORDS)
def test_what_is_meant_is_usual_and_one_slip_away(usual: list[str], form: str) -> None:
    meant = Spelling(tuple(usual)).meant(form)
    near = [other for other in usual if len(other) >= SHORTEST - 1 and OSA.distance(form, other) == 1]
    assert meant == (near[0] if near and form not in usual and len(form) >= SHORTEST else None)


def test_only_a_strange_word_is_mended() -> None:
    language = Language().knowing({}, ["jotpa"], ["oppilaitokset", "jotpa", "kartta"])
    said = language.words("oppialitokset oppilaitosten kartan jotpaa karrtta")
    assert [language.mended(word).surface for word in said] == [
        "oppilaitokset",
        "oppilaitosten",
        "kartan",
        "jotpaa",
        "kartta",
    ]


def test_words_that_name_a_level_when_cut_short_are_not_mended(index: Index) -> None:
    words = parse("oppialitokset valtak.", index.language).whole.words
    assert [word.surface for word in words] == ["oppilaitokset", "valtak"]
    assert level_of(words[1]) is Facet.NATIONAL


@pytest.mark.parametrize(
    "question",
    [
        "kuka päättää hankerahojen kohdentamisesta",
        "kuka kiertäisi kylillä neuvomassa ihmisiä",
        "missä järjestöt ovat mukana alueella",
    ],
)
def test_question_with_a_slip_in_every_long_word_is_answered_as_without(index: Index, question: str) -> None:
    slipped = " ".join(word[:2] + word[3] + word[2] + word[4:] if len(word) > 5 else word for word in question.split())
    right, found = answer(question, index), answer(slipped, index)
    assert isinstance(right, (Found, Computed))
    assert isinstance(found, (Found, Computed))
    assert (found.entry, found.facet) == (right.entry, right.facet)


def test_usual_forms_are_words_of_the_labelled_questions_the_most_usual_first() -> None:
    assert usual_forms()[:2] == ("mitä", "kuka")
    assert len(usual_forms()) == len({*usual_forms()})
