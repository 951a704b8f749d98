"""How evidence becomes a probability, on a small content of its own with weights that are given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.confidence import (
    CANDIDATES,
    Fitted,
    Judge,
    Lexicon,
    Thresholds,
    Weights,
    evidence,
    fitted,
    weighed,
)
from bot.understanding.matching import NOTHING
from bot.understanding.query import parse

if TYPE_CHECKING:
    from bot.understanding.matching import Index, Sight
    from bot.understanding.query import Query

ASKED = "laatukriteerit kirjastossa ja verkostossa"
SERVICES, WORK = "measure:jalkautuvat-palvelut", "measure:tyoelama"
KNOWN = frozenset({SERVICES, WORK, "measure:digipalvelu", "measure:liikkuvuus", "measure:seuranta", "actor:kirjastot"})
SILENT = Lexicon(0.0, {}, {}, KNOWN)
JUDGE = Judge(
    Weights(-1.0, {"score": 2.0, "said": 1.0, "lead": 1.0, "lead in words": 1.0}),
    Weights(-0.5, {"score": 1.0, "words": 1.0}),
)
MODEL = Fitted(JUDGE, JUDGE, SILENT, Thresholds(sure=0.6, unsure=0.2, rival=0.5, worth=0.3))


def looked(index: Index, question: str) -> tuple[Query, Sight]:
    query = parse(question, index.language)
    return query, index.search(query)


def chances(index: Index, question: str, lexicon: Lexicon = SILENT) -> dict[str, float]:
    """The probability of each entry, likeliest first."""
    found = weighed(*looked(index, question), replace(MODEL, lexicon=lexicon))
    return {match.entry.id: chance for match, chance in found}


def taught(index: Index, question: str, entry: str) -> Lexicon:
    """What is known when every word of the question was asked of one entry only, and other words of another."""
    asked = {word: {entry: 1.0} for word in looked(index, question)[1].words}
    return replace(SILENT, asked={**asked, "muu": {"measure:seuranta": 9.0}})


def test_probabilities_come_likeliest_first(small_index: Index) -> None:
    found = chances(small_index, ASKED)
    assert len(found) == CANDIDATES < len(looked(small_index, ASKED)[1].matches)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_probability_is_that_something_is_answerable_times_that_this_is_meant(small_index: Index) -> None:
    query, sight = looked(small_index, ASKED)
    signs = [evidence(query, sight, match) for match in sight.matches[:CANDIDATES]]
    meant = [JUDGE.meant.probability(one) for one in signs]
    best = max(range(CANDIDATES), key=meant.__getitem__)
    answerable = JUDGE.answerable.probability(signs[best])
    expected = {match.entry.id: answerable * chance for match, chance in zip(sight.matches, meant, strict=False)}
    assert chances(small_index, ASKED) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("signs", "probability"),
    [({}, 0.5), ({"a": 1.0}, 0.7311), ({"a": -1.0, "unheard of": 9.0}, 0.2689), ({"a": 1e9}, 1.0), ({"a": -1e9}, 0.0)],
)
def test_probability_is_logistic_in_the_evidence_and_bounded(signs: dict[str, float], probability: float) -> None:
    assert Weights(0.0, {"a": 1.0}).probability(signs) == pytest.approx(probability, abs=1e-4)


def test_nothing_is_likely_where_nothing_was_found(small_index: Index) -> None:
    assert chances(small_index, "???") == {}


def test_words_that_outside_questions_share_speak_against_every_entry(small_index: Index) -> None:
    words = looked(small_index, ASKED)[1].words
    doubtful = chances(small_index, ASKED, replace(SILENT, answerable=dict.fromkeys(words, -2.0)))
    assert all(doubtful[entry] < chance for entry, chance in chances(small_index, ASKED).items())


def test_words_that_were_asked_of_an_entry_speak_for_it(small_index: Index) -> None:
    before, after = (chances(small_index, ASKED, lexicon) for lexicon in (SILENT, taught(small_index, ASKED, WORK)))
    assert after[WORK] / after[SERVICES] > before[WORK] / before[SERVICES]


def test_word_of_the_content_is_learned_apart_from_a_stranger(small_index: Index) -> None:
    words = looked(small_index, "kuka kokoaa ennakointitietoa avaruudessa")[1].words
    assert {"ennakointitieto", "!avaruus"} <= words
    assert {"!ennakointitieto", "avaruus"}.isdisjoint(words)


def test_nothing_that_was_learned_speaks_against_an_entry_that_is_new(small_index: Index) -> None:
    lexicon = taught(small_index, ASKED, SERVICES)
    new = replace(lexicon, known=KNOWN - {WORK})
    assert chances(small_index, ASKED, lexicon)[WORK] < chances(small_index, ASKED, new)[WORK]


def test_where_an_entry_may_be_meant_that_is_new_other_weights_judge(small_index: Index) -> None:
    model = replace(MODEL, new=Judge(Weights(-9.0, {"new": 20.0}), JUDGE.answerable))
    query, sight = looked(small_index, ASKED)
    every = frozenset(small_index.knowledge.entries)
    known, new = (replace(model, lexicon=replace(SILENT, known=every - one)) for one in (set[str](), {WORK}))
    assert weighed(query, sight, known)[0][0].entry.id != WORK
    assert weighed(query, sight, new)[0][0].entry.id == WORK


def test_words_of_its_phrases_speak_for_an_entry_that_nobody_asked_of(small_index: Index) -> None:
    query, sight = looked(small_index, ASKED)
    phrases = {word: {WORK: 1.0} for word in sight.words}
    model = replace(MODEL, new=Judge(Weights(-2.0, {"likeness ahead": 3.0}), JUDGE.answerable))
    before, after = (
        {m.entry.id: c for m, c in weighed(query, one, model)} for one in (sight, replace(sight, phrases=phrases))
    )
    assert after[WORK] > before[WORK]


def test_words_of_nothing_are_told_from_words_of_entries() -> None:
    lexicon = replace(SILENT, asked={"sää": {NOTHING: 3.0, WORK: 0.2}, "työ": {WORK: 3.0}})
    weather, work = lexicon.hint({"sää"}, {}), lexicon.hint({"työ"}, {})
    assert weather.alike[NOTHING] > weather.alike[WORK]
    assert NOTHING not in work.alike
    assert NOTHING not in weather.entries


@given(st.sets(st.sampled_from([*fitted().lexicon.asked][:200])), st.sets(st.text(max_size=10)))
@settings(deadline=None)
def test_words_that_were_never_learned_say_nothing(learned: set[str], others: set[str]) -> None:
    lexicon = fitted().lexicon
    never = {word for word in others if word not in lexicon.asked and word not in lexicon.answerable}
    assert lexicon.hint(learned | never, {}) == lexicon.hint(learned, {})
