"""The committed content with its fitted weights: what must be answered, whatever changes inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.entries import Facet
from bot.understanding.answering import Ambiguous, Answer, Computed, Found, NotFound, SmallTalk, about, answer
from bot.understanding.query import Talk

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index


def entry_of(answered: Answer) -> str:
    entry = about(answered)
    assert entry is not None, answered.outcome
    return entry.id


def shown(answered: Answer) -> list[str]:
    """The ids of what the answer shows: its entry, or its choices."""
    match answered:
        case Found() | Computed():
            return [entry_of(answered)]
        case Ambiguous(choices=choices):
            return [match.entry.id for match in choices]
        case _:
            return []


def names(knowledge: Knowledge, entry: str, ids: list[str]) -> bool:
    """Whether one of `ids` is the entry or tells of the same thing."""
    return any(knowledge.entries[found].akin(knowledge.entries[entry]) for found in ids)


@pytest.mark.parametrize("form", [str, str.upper, lambda text: f"  {text.lower()}?"])
def test_a_title_or_an_alias_answers_its_entry_or_offers_all_that_have_it(
    form: Callable[[str], str], any_index: Index, small_index: Index
) -> None:
    for one in (any_index, small_index):
        for entry in one.knowledge.entries.values():
            for text in (entry.title, *entry.aliases):
                ids = shown(answer(form(text), one))
                assert names(one.knowledge, entry.id, ids), (text, entry.id, ids)


def test_a_synonym_answers_its_entry_though_the_words_speak_for_another(any_index: Index) -> None:
    for entry in any_index.knowledge.entries.values():
        for text in entry.synonyms[:8]:
            assert names(any_index.knowledge, entry.id, shown(answer(text, any_index))), (text, entry.id)


def test_the_title_of_a_term_is_offered_beside_the_measures_that_have_the_word(index: Index) -> None:
    offered = shown(answer("tilanneanalyysi", index))
    assert "term:tilanneanalyysi" in offered
    assert {"measure:ohjausresurssit", "measure:kartoittaminen"} & set(offered)


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("kuka vastaa ohjausresurssien lisäämisestä", "measure:ohjausresurssit"),
        ("kenelle kuuluu erityisryhmien tavoittaminen", "measure:ohjausresurssit"),
        ("projektirahoituksen kohdentaminen", "measure:ohjausresurssit"),
        ("TE-24-uudistuksen toteutuksen seuranta", "measure:ohjausresurssit"),
        ("monikanavainen ohjaus", "measure:monikanavaisuus"),
        ("jalkautuvat palvelut", "measure:monikanavaisuus"),
        ("kansallinen kokonaisarkkitehtuuri", "measure:monikanavaisuus"),
        ("kuka tekee alueellisen palvelukartan", "measure:monialaiset-palvelut"),
        ("monialaiset ohjauspalvelut eri käyttäjäryhmille", "measure:monialaiset-palvelut"),
        ("osaamisen kartoitus", "measure:kartoittaminen"),
        ("palvelutarpeen kartoittaminen", "measure:kartoittaminen"),
        ("kuntakokeilujen tulosten jalkauttaminen", "measure:kartoittaminen"),
        ("kuka alueella hoitaa urasuunnittelutaidot", "measure:urasuunnittelutaidot"),
        ("urasuunnittelutaidot osaksi opetussuunnitelmia", "measure:urasuunnittelutaidot"),
        ("ohjaus työpaikoilla", "measure:tyoelama"),
        ("ennakointitieto yrityksille", "measure:tyoelama"),
        ("yksi tietoturvallinen alusta", "measure:digipalvelu"),
        ("digitaitojen koulutus", "measure:digipalvelu"),
        ("jatkuvan oppimisen digitaalinen palvelukokonaisuus", "measure:digipalvelu"),
        ("kuka arvioi ohjaajakoulutuksen", "measure:ohjaustyon-laatu"),
        ("osaamisvaatimukset ohjaajille", "measure:ohjaustyon-laatu"),
        ("kansainvälinen liikkuvuus", "measure:liikkuvuus"),
        ("monikieliset materiaalit", "measure:liikkuvuus"),
        ("pysyvä valtakunnallinen rakenne", "measure:pysyva-rakenne"),
        ("vuoropuhelu alueiden ja valtakunnan välillä", "measure:pysyva-rakenne"),
        ("ohjauksen seurantakohteet", "measure:seuranta"),
        ("henkilöstön koulutus kehittämistyöhön", "measure:seuranta"),
        ("KUKA KOORDINOI OHJAUKSEN VAIKUTTAVUUTTA?", "measure:seuranta"),
    ],
)
def test_measure_is_answered_by_its_content(index: Index, knowledge: Knowledge, question: str, measure: str) -> None:
    assert names(knowledge, measure, [entry_of(answer(question, index))])


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("saavutettavuuden teema", "theme:saavutettavasti"),
        ("mitä kuuluu teemaan digitaalisesti", "theme:digitaalisesti"),
        ("laadukkaasti", "theme:laadukkaasti"),
        ("yhdenvertaisesti ja kestävästi", "theme:yhdenvertaisesti"),
        ("koordinaatioteema", "theme:monialaisesti"),
        ("tietoon perustuen", "theme:tietoon"),
        ("yhdenvertaiset mahdollisuudet saada ohjausta läpi elämän", "goal:yhdenvertaiset-mahdollisuudet"),
        ("urasuunnittelutaitotavoite", "goal:urasuunnittelutaidot"),
        ("työelämätavoite", "goal:tyoelama"),
    ],
)
def test_theme_or_goal_is_answered(index: Index, question: str, entry: str) -> None:
    assert entry_of(answer(question, index)) == entry


@pytest.mark.parametrize(
    ("question", "actor"),
    [
        ("missä kirjastot ovat mukana", "actor:kirjastot"),
        ("mitä JOTPA koordinoi", "actor:jotpa"),
        ("mikä on AVI", "actor:avi"),
        ("mitä ELY tekee", "actor:ely"),
        ("missä oppilaitokset ovat mukana", "actor:oppilaitokset"),
        ("TE-toimistojen tehtävät", "actor:te-toimistot"),
        ("mikä on KEHA", "actor:keha"),
        ("mitä OKM koordinoi", "actor:okm"),
        ("mitä TEMille kuuluu", "actor:tem"),
        ("OPH:n rooli", "actor:oph"),
        ("mikä MOPA on", "actor:mopa"),
        ("mitä kunnat tekevät", "actor:kunnat"),
        ("ELO-ryhmät", "actor:elo-ryhmat"),
        ("mikä on JAO", "actor:jao"),
        ("missä järjestöt ovat mukana", "actor:kolmas-sektori"),
        ("mikä on ELOLIV", "actor:eloliv"),
    ],
)
def test_actor_is_answered_turned_round(index: Index, question: str, actor: str) -> None:
    assert entry_of(answer(question, index)) == actor


@pytest.mark.parametrize(
    ("question", "region"),
    [
        ("mitä Lapissa", "region:lappi"),
        ("mitä Lapista kerrotaan", "region:lappi"),
        ("Keski-Suomi", "region:keski-suomi"),
        ("P-Karjala", "region:pohjois-karjala"),
        ("mitä Uudellamaalla tehdään", "region:uusimaa"),
        ("Etelä-Pohjanmaa", "region:etela-pohjanmaa"),
        ("Varsinais-Suomi", "region:varsinais-suomi"),
        ("mitä Etelä-Savossa", "region:etela-savo"),
        ("Pohjois-Pohjanmaan malli", "region:pohjois-pohjanmaa"),
        ("mitä Rovaniemellä tehdään", "region:lappi"),
        ("Egentliga Finland", "region:varsinais-suomi"),
        ("Savostamo", "region:etela-savo"),
        ("mikä on Osaamo", "region:lappi"),
        ("mikä on Pointti", "region:lappi"),
    ],
)
def test_region_is_answered_by_its_names(index: Index, question: str, region: str) -> None:
    assert entry_of(answer(question, index)) == region


@pytest.mark.parametrize(
    ("question", "area"),
    [
        ("mitä Pirkanmaalla", "Pirkanmaa"),
        ("entä Kainuu", "Kainuu"),
        ("Kuka koordinoi Tampereella", "Pirkanmaa"),
        ("Satakunta", "Satakunta"),
        ("mitä Kuopiossa tehdään", "Pohjois-Savo"),
        ("Etelä-Karjala", "Etelä-Karjala"),
        ("Keski-Pohjanmaa", "Keski-Pohjanmaa"),
        ("mitä Pohjanmaalla", "Pohjanmaa"),
        ("Päijät-Hämeen malli", "Päijät-Häme"),
        ("mitä Ahvenanmaalla", "Ahvenanmaa"),
        ("KYMENLAAKSO", "Kymenlaakso"),
    ],
)
def test_maakunta_that_the_deck_does_not_speak_of_is_none_with_its_area(index: Index, question: str, area: str) -> None:
    answered = answer(question, index)
    assert isinstance(answered, NotFound)
    assert answered.area is not None
    assert answered.area.name == area


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("miten ennakkokysely toteutettiin", "topic:kysely"),
        ("montako ELO-ryhmää vastasi kyselyyn", "topic:kysely"),
        ("mitä alueilta kysyttiin", "topic:kysymykset"),
        ("mitä strategiassa tavoitellaan", "topic:strategia"),
        ("mikä olisi toivottu tapa koordinoida", "topic:toivottu-tapa"),
        ("alueiden esimerkit", "topic:alueiden-mallit"),
        ("mitä koordinaatio edellyttää", "topic:koordinaation-edellytykset"),
        ("mitä havaintoja kyselystä tehtiin", "topic:havainnot"),
        ("yleiskuva", "overview"),
    ],
)
def test_survey_strategy_and_overview_are_answered(index: Index, question: str, topic: str) -> None:
    assert entry_of(answer(question, index)) == topic


@pytest.mark.parametrize(
    ("message", "talk"),
    [
        ("moi", Talk.GREETING),
        ("Kiitos paljon avusta!", Talk.THANKS),
        ("kuka olet?", Talk.WHO_ARE_YOU),
        ("näkemiin", Talk.GOODBYE),
        ("ok", Talk.FINE),
    ],
)
def test_small_talk_is_no_question(any_index: Index, message: str, talk: Talk) -> None:
    answered = answer(message, any_index)
    assert isinstance(answered, SmallTalk)
    assert answered.talk is talk
    assert answered.outcome == "none"


@pytest.mark.parametrize(
    "question",
    [
        "asdfgh qwerty",
        "mikä on Lapin sää huomenna",
        "paljonko opo tienaa",
        "mistä saan kahvia",
        "ELYn puhelinnumero",
        "montako opiskelijaa lukiolain mukaan saa olla yhtä opoa kohti",
        "milloin yhteishaku alkaa",
        "koulukiusaaminen",
        "mikä on Ruotsin pääkaupunki",
        "kuka voitti jalkapallon MM-kisat",
        "",
        "???",
        "12345",
    ],
)
def test_question_outside_the_content_is_none(index: Index, question: str) -> None:
    answered = answer(question, index)
    assert isinstance(answered, NotFound), shown(answered)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("paljonko opo tienaa", "outside:palkat"),
        ("milloin yhteishaku alkaa", "outside:hakuajat"),
        ("ELYn puhelinnumero", "outside:yhteystiedot"),
        ("mikä on Lapin sää huomenna", "outside:muu"),
    ],
)
def test_refusal_tells_what_sort_of_thing_was_asked(index: Index, question: str, kind: str) -> None:
    answered = answer(question, index)
    assert isinstance(answered, NotFound)
    assert answered.outside is not None
    assert answered.outside.id == kind


@pytest.mark.parametrize(
    "question",
    [
        "kuka koordinoi",
        "laatukriteerit",
        "alueelliset erityispiirteet",
        "tilanneanalyysit",
        "kuka koordinoi valtakunnallisesti",
        "kartoitus",
        "työvälineet",
    ],
)
def test_question_that_fits_several_is_clarified_with_two_to_four_different_things(index: Index, question: str) -> None:
    answered = answer(question, index)
    assert isinstance(answered, Ambiguous), shown(answered)
    assert 2 <= len(answered.choices) <= 4
    entries = [match.entry for match in answered.choices]
    assert not [(a.id, b.id) for i, a in enumerate(entries) for b in entries[:i] if a.akin(b)]


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        ("kuka alueella vastaa ohjausresursseista", Facet.REGIONAL),
        ("kuka valtakunnallisesti vastaa ohjausresursseista", Facet.NATIONAL),
        ("kuka vastaa ohjausresursseista", Facet.BOTH),
        ("mitä Lapissa", Facet.REGIONAL),
        ("mitä Kainuussa", Facet.REGIONAL),
        ("mitä JOTPA koordinoi valtakunnallisesti", Facet.NATIONAL),
    ],
)
def test_answer_keeps_to_the_level_asked_for(index: Index, question: str, facet: Facet) -> None:
    assert answer(question, index).facet is facet


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("mitä tarkoittaa ELO", "term:elo"),
        ("mikä on palvelukartta", "term:palvelukartta"),
        ("mikä on TNO", "term:tno"),
        ("mitä tarkoittaa kokonaisarkkitehtuuri", "term:kokonaisarkkitehtuuri"),
        ("mikä on Ohjaamo", "term:ohjaamo"),
        ("mitä on jatkuva oppiminen", "term:jatkuva-oppiminen"),
        ("mikä on kuntakokeilu", "term:kuntakokeilu"),
        ("mitä tarkoittaa TE-24", "term:te-24"),
        ("mikä on Osaamispolku", "term:osaamispolku"),
        ("mitä tarkoittaa palvelumuotoilu", "term:palvelumuotoilu"),
        ("mikä on ELO-foorumi", "term:elo-foorumi"),
    ],
)
def test_question_of_the_meaning_of_a_word_is_answered_by_its_explanation(
    index: Index, question: str, term: str
) -> None:
    assert entry_of(answer(question, index)) == term


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("palvelukartta", "measure:monialaiset-palvelut"),
        ("kokonaisarkkitehtuuri", "measure:monikanavaisuus"),
        ("urasuunnittelutaidot", "measure:urasuunnittelutaidot"),
        ("kuntakokeilut", "measure:kartoittaminen"),
    ],
)
def test_bare_word_gives_what_is_about_it(index: Index, knowledge: Knowledge, word: str, measure: str) -> None:
    assert names(knowledge, measure, [entry_of(answer(word, index))])
    assert not entry_of(answer(word, index)).startswith("term:")


def test_examples_that_the_welcome_and_the_help_give_are_answered(any_index: Index) -> None:
    words = any_index.knowledge.about.words("fi")
    assert len(words.examples) == 3
    assert {answer(example, any_index).outcome for example in (*words.examples, *words.questions)} == {"answer"}


def well_formed(answered: Answer) -> bool:
    scores = [match.score for match in answered.matches]
    choices = len(answered.choices) if isinstance(answered, Ambiguous) else 2
    return 0 <= answered.score <= 1 and scores == sorted(scores, reverse=True) and 2 <= choices <= 4


@given(st.text(st.characters(codec=None), max_size=300))
@settings(deadline=None)
def test_any_text_gets_an_answer(any_index: Index, text: str) -> None:
    assert well_formed(answer(text, any_index))
