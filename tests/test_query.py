from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.entries import Facet
from bot.understanding.language import MAX_TEXT
from bot.understanding.query import NEW, Aspect, Conversation, Query, Talk, parse
from bot.understanding.query.parse import MOST_STRANGE, MOST_WORDS, STRANGE_LETTERS

if TYPE_CHECKING:
    from bot.understanding.matching import Index


def asked(index: Index, question: str) -> Query:
    return parse(question, index.language)


def about(query: Query) -> list[str]:
    return [word.surface for word in query.whole.content]


@pytest.mark.parametrize(
    "question",
    [
        "kuka koordinoi valtakunnallisesti urasuunnittelutaitoja",
        "mitä valtakunnan tasolla pitäisi tehdä",
        "valtakunnallinen vastuutaho",
        "kansallinen taho",
        "kansallisella tasolla",
        "kuka ministeriöissä vastaa",
        "kuka vastaa koko maassa",
        "KUKA KOORDINOI VALTAKUNNALLISESTI",
        "kuka koordinoi valtakunnalisesti",
        "vem ansvarar nationellt",
    ],
)
def test_words_of_the_whole_country_ask_for_the_national_level(index: Index, question: str) -> None:
    query = asked(index, question)
    assert query.facet is Facet.NATIONAL
    assert query.asks_level


@pytest.mark.parametrize(
    "question",
    [
        "kuka koordinoi alueellisesti",
        "mitä alueella tehdään",
        "kuka maakunnassa vastaa",
        "aluetasolla",
        "alueellinen koordinaatio",
        "kuka täällä meidän seudulla vastaa",
        "kuka alueel vastaa",
        "mita alueilla tehdaan",
        "KUKA ALUEELLA",
        "maakunnallinen taho",
        "vem ansvarar regionalt",
    ],
)
def test_words_of_a_part_of_the_country_ask_for_the_regional_level(index: Index, question: str) -> None:
    query = asked(index, question)
    assert query.facet is Facet.REGIONAL
    assert query.asks_level


@pytest.mark.parametrize(
    "question",
    [
        "kuka koordinoi urasuunnittelutaitoja",
        "missä kirjastot ovat mukana",
        "mikä on aluehallintovirasto",
        "mitä kunnat tekevät",
        "",
        "🙂",
    ],
)
def test_question_without_a_level_asks_for_both(index: Index, question: str) -> None:
    query = asked(index, question)
    assert query.facet is Facet.BOTH
    assert not query.asks_level


@pytest.mark.parametrize(
    "question", ["kuka vastaa valtakunnallisesti ja alueellisesti", "miten kansallinen ja alueellinen taso eroavat"]
)
def test_question_with_both_levels_asks_for_both_in_so_many_words(index: Index, question: str) -> None:
    query = asked(index, question)
    assert query.facet is Facet.BOTH
    assert query.asks_level


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("kuka vastaa ohjausresursseista", Aspect.WHO),
        ("ketkä koordinoivat liikkuvuutta", Aspect.WHO),
        ("kenen homma on palvelukartta", Aspect.WHO),
        ("kenelle kuuluu projektirahoitus", Aspect.WHO),
        ("mikä taho hoitaa seurannan", Aspect.WHO),
        ("vastuutahot", Aspect.WHO),
        ("keille tämä kuuluu", Aspect.WHO),
        ("mitä ohjausresursseille pitäisi tehdä", Aspect.WHAT),
        ("mitkä ovat seurannan tehtävät", Aspect.WHAT),
        ("kirjastojen rooli", Aspect.WHAT),
        ("digipalvelun toimenpiteet", Aspect.WHAT),
        ("kuka vastaa ja mitä tehdään", Aspect.WHO),
        ("ohjausresurssit", Aspect.ANY),
        ("Lappi", Aspect.ANY),
    ],
)
def test_cue_words_tell_what_is_asked_for_first(index: Index, question: str, aspect: Aspect) -> None:
    assert asked(index, question).aspect is aspect


@pytest.mark.parametrize(
    "question",
    [
        "mikä on palvelukartta",
        "Mitä tarkoittaa JOTPA?",
        "mikä se ELO oikein on",
        "selitä kokonaisarkkitehtuuri",
        "mitä on jatkuva oppiminen",
        "mitä meinaa TNO",
        "mikäs se MOPA on",
        "MIKÄ ON KEHA",
        "mika on kokonaisarkkitehtuuri",
        "vad är ELO",
        "mistä tulee lyhenne JAO",
    ],
)
def test_question_about_a_word_asks_for_its_meaning(index: Index, question: str) -> None:
    assert asked(index, question).defines


@pytest.mark.parametrize(
    "question",
    [
        "palvelukartta",
        "kuka tekee palvelukartan",
        "mitä JOTPA koordinoi",
        "mitä kirjastot tekevät",
        "mikä on kaikkien alueellisten palvelukarttojen ja palveluratkaisujen tavoite",
        "",
    ],
)
def test_question_about_a_thing_asks_for_no_meaning(index: Index, question: str) -> None:
    assert not asked(index, question).defines


@pytest.mark.parametrize(
    ("message", "talk"),
    [
        ("moi", Talk.GREETING),
        ("Hei!", Talk.GREETING),
        ("hyvää päivää", Talk.GREETING),
        ("HUOMENTA", Talk.GREETING),
        ("no moro", Talk.GREETING),
        ("terve botti", Talk.GREETING),
        ("God dag", Talk.GREETING),
        ("kiitos", Talk.THANKS),
        ("Kiitos paljon avusta!", Talk.THANKS),
        ("kiitti 🙂", Talk.THANKS),
        ("🙂", Talk.FEELING),
        ("👍👍", Talk.LIKE),
        ("😡", Talk.DISLIKE),
        ("tää on väärin", Talk.COMPLAINT),
        ("et vastannut kysymykseen", Talk.COMPLAINT),
        ("haha okei", Talk.FEELING),
        ("kiitos, autoit paljon", Talk.THANKS),
        ("ok kiitos", Talk.THANKS),
        ("suurkiitos, tämä auttoi tosi paljon!", Talk.THANKS),
        ("moi ja kiitos", Talk.THANKS),
        ("tack så mycket", Talk.THANKS),
        ("näkemiin", Talk.GOODBYE),
        ("hei hei", Talk.GOODBYE),
        ("moi moi", Talk.GOODBYE),
        ("hyvää viikonloppua", Talk.GOODBYE),
        ("kuka olet", Talk.WHO_ARE_YOU),
        ("mikä sä oot", Talk.WHO_ARE_YOU),
        ("oletko botti vai ihminen?", Talk.WHO_ARE_YOU),
        ("moi, kuka sinä olet", Talk.WHO_ARE_YOU),
        ("voitteko te auttaa", Talk.WHO_ARE_YOU),
        ("Voisitko auttaa minua?", Talk.WHO_ARE_YOU),
        ("auttakaa", Talk.WHO_ARE_YOU),
        ("hei, tarvitsen apua", Talk.WHO_ARE_YOU),
        ("apua!", Talk.WHO_ARE_YOU),
        ("miten tämä toimii", Talk.WHO_ARE_YOU),
        ("kuinka tätä käytetään?", Talk.WHO_ARE_YOU),
        ("mitä osaat tehdä", Talk.WHO_ARE_YOU),
        ("ok", Talk.FINE),
        ("selvä", Talk.FINE),
        ("joo", Talk.FINE),
        ("aha, kiva", Talk.FINE),
    ],
)
def test_small_talk_is_heard(index: Index, message: str, talk: Talk) -> None:
    assert asked(index, message).talk is talk


@pytest.mark.parametrize(
    "question",
    [
        "moi, kuka koordinoi ohjausta",
        "kiitos, entä alueella",
        "Hei! Mikä on AVI?",
        "kuka sinä olet ja kuka koordinoi",
        "voitteko auttaa palvelukartan kanssa",
        "apua työnhakuun",
        "miten ELO-ryhmä toimii",
        "minua kiinnostaa Lappi",
        "heipparallaa",
        "kiitospäivä",
        "ohjausresurssit",
        "kuka",
        "",
        "?!",
    ],
)
def test_message_that_says_anything_else_is_no_small_talk(index: Index, question: str) -> None:
    assert asked(index, question).talk is None


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("kuka vastaa ohjausresursseista", ["ohjausresursseista"]),
        ("Hei, osaisitko kertoa, kenen tehtävä on palvelukartta?", ["palvelukartta"]),
        ("missä kirjastot ovat mukana", ["kirjastot"]),
        ("kuka koordinoi", []),
        ("mitä pitää tehdä", []),
        ("te-toimiston tehtävät", ["te", "toimiston"]),
        ("te-palvelut", ["te", "palvelut"]),
        ("mitä te teette", []),
        ("olisitteko te niin ystävällisiä", []),
    ],
)
def test_words_that_only_shape_a_question_say_nothing_of_its_content(
    index: Index, question: str, content: list[str]
) -> None:
    assert [word for word in about(asked(index, question)) if word != "osaisitko"] == content


def test_whole_question_comes_first_and_then_its_sentences_that_say_something(index: Index) -> None:
    query = asked(index, "Moi! Olen opo Raahesta. Kuka vastaa alueella ohjausresursseista? Kiitos!")
    assert [" ".join(word.surface for word in segment.words) for segment in query.segments] == [
        "moi olen opo raahesta kuka vastaa alueella ohjausresursseista kiitos",
        "olen opo raahesta",
        "kuka vastaa alueella ohjausresursseista",
    ]


def test_only_the_beginning_of_a_very_long_message_is_read(index: Index) -> None:
    query = asked(index, "ohjaus " * 300 + "kirjasto")
    assert "ohjaus" in about(query)
    assert "kirjasto" not in about(query)
    assert len(query.text) > 2_000


def test_conversation_goes_along_and_does_not_count_when_queries_are_compared(index: Index) -> None:
    before = Conversation(entry="region:lappi", facet=Facet.REGIONAL)
    query = parse("entä valtakunnallisesti", index.language, before)
    assert query.conversation == before
    assert query == parse("entä valtakunnallisesti", index.language, NEW)


@given(st.text(st.characters(codec=None), max_size=300))
@settings(deadline=None)
def test_any_text_is_parsed(index: Index, text: str) -> None:
    query = asked(index, text)
    assert query.heard is not None
    assert query.text == query.heard.text
    assert "".join(written for _, written in query.heard.pieces) in {text, normalize("NFC", text)}
    assert all(set(segment.content) <= set(segment.words) for segment in query.segments)


WORDS = "kuka mitä te alueella valtakunnallisesti ohjaus kirjasto moi kiitos olet entä Lapissa . ? ! , \n - : 24 ELO:n"


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join))
@settings(deadline=None)
def test_any_row_of_words_is_parsed_alike_in_upper_case(index: Index, text: str) -> None:
    query, loud = asked(index, text), asked(index, text.upper())
    assert (query.facet, query.aspect, query.defines, query.talk) == (loud.facet, loud.aspect, loud.defines, loud.talk)
    assert query.whole == loud.whole


@pytest.mark.parametrize(
    ("message", "read", "cut"),
    [
        ("palvelukartta " * 80, "palvelukartta " * 70 + "palvelukartta", True),
        ("palvelukartta", "palvelukartta", False),
        ("ö" * 2000, "ö" * 1000, True),
        ("a" * 999 + " ohjaus", "a" * 999, True),
        ("a" * 1000 + "\n", "a" * 1000, False),
        ("b" * 500 + "\n" + "c" * 600, "b" * 500, True),
        (" " * 2000, "", False),
    ],
)
def test_long_question_is_read_to_the_end_of_a_word(index: Index, message: str, read: str, *, cut: bool) -> None:
    query = asked(index, message)
    assert query.cut is cut
    assert query.whole == asked(index, read).whole


def test_no_more_words_of_a_question_are_read_than_anybody_needs(index: Index) -> None:
    query = asked(index, "kuka vastaa " * 40 + "urasuunnittelutaidoista")
    assert query.cut
    assert len(query.whole.words) == MOST_WORDS


@pytest.mark.parametrize("character", ["\ufdfa", "㌖", "㌖ "])
def test_characters_that_stand_for_many_do_not_make_a_question_longer(index: Index, character: str) -> None:
    query = asked(index, character * 4000)
    assert query.cut
    assert sum(len(word.surface) for word in query.whole.words) <= MAX_TEXT


def test_words_that_are_no_finnish_are_read_up_to_a_number_and_all_others(index: Index) -> None:
    strange = [f"xq{letter}w{letter}z" for letter in "abcdefghijklmnopqrstuvxy"]
    said = {word.surface for word in asked(index, f"{' '.join(strange)} kuka tekee palvelukartan").whole.words}
    assert {"kuka", "tekee", "palvelukartan", *strange[:MOST_STRANGE]} == said
    assert 6 * MOST_STRANGE <= STRANGE_LETTERS
    longer = {word.surface for word in asked(index, " ".join(3 * word for word in strange)).whole.words}
    assert len(longer) == STRANGE_LETTERS // 18


def test_one_strange_word_is_read_however_long(index: Index) -> None:
    assert len(asked(index, "x" * 500 + " palvelukartta").whole.words) == 2
