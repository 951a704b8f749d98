from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.confidence import CANDIDATES, Lexicon, fitted, weighed
from bot.understanding.query import parse

if TYPE_CHECKING:
    from bot.understanding.matching import Index

ASKED = "Kuka koordinoi ohjaajakoulutuksen arviointia?"
SILENT = Lexicon(fitted().lexicon.bias, {}, {}, fitted().lexicon.known)


def test_probabilities_come_likeliest_first(index: Index) -> None:
    query = parse(ASKED, index.language)
    chances = weighed(query, index.search(query), fitted())
    assert chances[0][0].entry.id in {"measure:ohjaustyon-laatu", "theme:laadukkaasti"}
    assert len(chances) <= CANDIDATES
    assert [chance for _, chance in chances] == sorted((chance for _, chance in chances), reverse=True)


def test_nothing_is_likely_where_nothing_was_found(index: Index) -> None:
    query = parse("???", index.language)
    assert weighed(query, index.search(query), fitted()) == ()


def test_words_that_outside_questions_share_speak_against_every_entry(index: Index) -> None:
    query = parse(ASKED, index.language)
    sight = index.search(query)
    doubtful = replace(fitted(), lexicon=replace(SILENT, answerable=dict.fromkeys(sight.words, -2.0)))
    before = {match.entry.id: chance for match, chance in weighed(query, sight, replace(fitted(), lexicon=SILENT))}
    assert all(chance < before[match.entry.id] for match, chance in weighed(query, sight, doubtful))


def test_words_that_were_asked_of_an_entry_speak_for_it(index: Index) -> None:
    query = parse("alueelliset erityispiirteet", index.language)
    sight = index.search(query)

    def ahead(lexicon: Lexicon) -> float:
        found = weighed(query, sight, replace(fitted(), lexicon=lexicon))
        chances = {match.entry.id: chance for match, chance in found}
        return chances["measure:liikkuvuus"] / chances["measure:tyoelama"]

    taught = replace(SILENT, entries={word: {"measure:liikkuvuus": 1.0} for word in sight.words})
    assert ahead(taught) > ahead(SILENT)


def test_word_of_the_content_is_learned_apart_from_a_stranger(index: Index) -> None:
    words = index.search(parse("kuka koordinoi palvelukarttaa avaruudessa", index.language)).words
    assert {"palvelukartta", "!avaruus"} <= words
    assert {"!palvelukartta", "avaruus"}.isdisjoint(words)


def test_nothing_that_was_learned_speaks_against_an_entry_that_is_new(index: Index) -> None:
    query = parse(ASKED, index.language)
    sight = index.search(query)
    likeliest = weighed(query, sight, replace(fitted(), lexicon=SILENT))[0][0].entry.id
    other = next(match.entry.id for match in sight.matches if match.entry.id != likeliest)
    taught = replace(SILENT, entries={word: {other: 1.0} for word in sight.words})
    new = replace(taught, known=taught.known - {likeliest})

    def chance(lexicon: Lexicon) -> float:
        found = weighed(query, sight, replace(fitted(), lexicon=lexicon))
        return next(chance for match, chance in found if match.entry.id == likeliest)

    assert chance(taught) < chance(new)


@given(st.sets(st.sampled_from([*fitted().lexicon.entries][:200])), st.sets(st.text(max_size=10)))
@settings(deadline=None)
def test_words_that_were_never_learned_say_nothing(learned: set[str], others: set[str]) -> None:
    lexicon = fitted().lexicon
    never = {word for word in others if word not in lexicon.entries and word not in lexicon.answerable}
    assert lexicon.hint(learned | never) == lexicon.hint(learned)
