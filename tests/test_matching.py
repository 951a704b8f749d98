"""What is found, on a content of its own, `tests/matching/`: no change of the committed one moves it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ENGINE
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.knowledge import load
from bot.understanding.language import Language
from bot.understanding.matching import Index
from bot.understanding.query import parse

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Sight


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load(Path(__file__).parent / "matching")


@pytest.fixture(scope="module")
def index(knowledge: Knowledge) -> Index:
    return Index.build(knowledge, Language(ENGINE))


def seen(index: Index, question: str) -> Sight:
    return index.search(parse(question, index.language))


def found(index: Index, question: str) -> list[str]:
    """The ids of the matches, best first, explained words left out: they stand beside what they explain."""
    return [match.entry.id for match in seen(index, question).matches if match.entry.kind != "term"]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("kuka vastaa ohjausresurssien lisäämisestä", "measure:ohjausresurssit"),
        ("kenelle kuuluu erityisryhmien tavoittaminen", "measure:ohjausresurssit"),
        ("asiointitapojen monipuolistaminen", "measure:monikanavaisuus"),
        ("kuka tekee palvelukartan", "measure:monialaiset-palvelut"),
        ("palvelutarpeen kartoittaminen", "measure:kartoittaminen"),
        ("urasuunnittelutaitojen kuvaukset", "measure:urasuunnittelutaidot"),
        ("ennakointitietoa yritysten käyttöön", "measure:tyoelama"),
        ("tietoturvallinen alusta", "measure:digipalvelu"),
        ("kuka arvioi ohjaajakoulutuksen", "measure:ohjaustyon-laatu"),
        ("monikielisiä materiaaleja verkkoon", "measure:liikkuvuus"),
        ("pysyvä rakenne koordinoimaan", "measure:pysyva-rakenne"),
        ("seurantakohteet ja arviointivälineet", "measure:seuranta"),
    ],
)
def test_measure_is_found_by_its_content(index: Index, question: str, entry: str) -> None:
    assert found(index, question)[0] == entry


@pytest.mark.parametrize(
    ("apart", "together", "entry"),
    [
        ("osaamis kartoitus", "osaamiskartoitus", "measure:kartoittaminen"),
        ("palvelu kartta", "palvelukartta", "measure:monialaiset-palvelut"),
        ("ura suunnittelu taidot", "urasuunnittelutaidot", "measure:urasuunnittelutaidot"),
        ("urasuunnittelu taidot", "urasuunnittelutaidot", "measure:urasuunnittelutaidot"),
        ("ohjaus resurssit", "ohjausresurssit", "measure:ohjausresurssit"),
        ("ohjaaja koulutus", "ohjaajakoulutus", "measure:ohjaustyon-laatu"),
        ("kokonais arkkitehtuuri", "kokonaisarkkitehtuuri", "measure:monikanavaisuus"),
        ("kunta kokeilu", "kuntakokeilu", "measure:kartoittaminen"),
        ("ennakointi tieto", "ennakointitieto", "measure:tyoelama"),
        ("digi palvelu", "digipalvelu", "measure:digipalvelu"),
        ("erityis ryhmät", "erityisryhmät", "measure:ohjausresurssit"),
        ("työ elämä", "työelämä", "measure:tyoelama"),
        ("ohjaus-resurssit", "ohjausresurssit", "measure:ohjausresurssit"),
        ("palvelu tarpeen", "palvelutarpeen", "measure:kartoittaminen"),
        ("ohjauksen resurssit", "ohjausresurssit", "measure:ohjausresurssit"),
        ("ohjaajien koulutus", "ohjaajakoulutus", "measure:ohjaustyon-laatu"),
        ("kansainvälinen liikkuvuus", "kansainvälinenliikkuvuus", "measure:liikkuvuus"),
        ("ohjausalan koulutus", "ohjausalankoulutus", "measure:ohjaustyon-laatu"),
    ],
)
def test_compound_split_and_joined_meet(index: Index, apart: str, together: str, entry: str) -> None:
    assert found(index, apart)[0] == found(index, together)[0] == entry


QUESTIONS = [
    ("kuka vastaa ohjausresurssien lisäämisestä", "kuka vastaa ohjausresursien lisämisestä", "measure:ohjausresurssit"),
    ("projektirahoituksen kohdentaminen", "projektirahotuksen kohdentamminen", "measure:ohjausresurssit"),
    ("monikanavainen ohjaus", "monikanavianen ohjauss", "measure:monikanavaisuus"),
    ("liikkuvat ja jalkautuvat palvelut", "likkuvat ja jalkauttuvat palevlut", "measure:monikanavaisuus"),
    ("kansallinen kokonaisarkkitehtuuri", "kansalinen kokonaisarkitehtuuri", "measure:monikanavaisuus"),
    ("alueen palvelukartta", "alueen palvelukratta", "measure:monialaiset-palvelut"),
    ("monialaiset ohjauspalvelut", "moniaaliset ohjauspavelut", "measure:monialaiset-palvelut"),
    ("osaamisen kartoittaminen ohjauksessa", "osamisen kartoitaminen ohjauksesa", "measure:kartoittaminen"),
    ("kuntakokeilujen tulokset", "kuntakokelujen tulokst", "measure:kartoittaminen"),
    (
        "urasuunnittelutaidot opetussuunnitelmiin",
        "urasuunittelutaidot opetusuunnitelmiin",
        "measure:urasuunnittelutaidot",
    ),
    ("ohjaus työpaikoilla", "ohjaus työpaikolla", "measure:tyoelama"),
    ("ennakointitieto yrityksille", "enakointitieto yrityksile", "measure:tyoelama"),
    ("tietoturvallinen alusta", "tietoturvalinen aulsta", "measure:digipalvelu"),
    ("digitaitojen koulutus", "digitatiojen kolutus", "measure:digipalvelu"),
    ("ohjaajakoulutuksen arviointi", "ohjaajakoulutuksn arvionti", "measure:ohjaustyon-laatu"),
    ("kansainvälinen liikkuvuus", "kansanvälinen liikuvuus", "measure:liikkuvuus"),
    ("monikieliset materiaalit", "monikielset materialit", "measure:liikkuvuus"),
    ("pysyvä rakenne koordinoimaan", "pysvä rakene koordinoimaan", "measure:pysyva-rakenne"),
    ("seurantakohteet ja arviointivälineet", "seurantakohtet ja arviontivälineet", "measure:seuranta"),
    ("pysyvä tutkimus", "pysyvä tutkmus", "measure:seuranta"),
    ("missä kirjastot ovat mukana", "missä kirjasot ovat mukana", "actor:kirjastot"),
    ("mitä kolmas sektori tekee", "mitä kolms sektroi tekee", "actor:kolmas-sektori"),
    ("ennakkokyselyn toteutus", "ennakkokyseln totetus", "topic:kysely"),
    ("vuoropuhelu alueiden välillä", "vuoropuhlu alueiden välillä", "measure:pysyva-rakenne"),
    ("mitä Pohjois-Karjalassa", "mitä Pohjois-Karjlaassa", "region:pohjois-karjala"),
]
"""Questions, each with a typing mistake in the words that say what it is about, and the entry that they are about."""


@pytest.mark.parametrize(("question", "mistyped", "entry"), QUESTIONS)
def test_typing_mistakes_keep_the_first_match(index: Index, question: str, mistyped: str, entry: str) -> None:
    assert found(index, question)[0] == found(index, mistyped)[0] == entry


@pytest.mark.parametrize("question", [question for question, _, _ in QUESTIONS])
def test_missing_dots_keep_the_first_match(index: Index, question: str) -> None:
    flat = question.translate(str.maketrans("äöÄÖ", "aoAO"))
    assert found(index, flat)[0] == found(index, question)[0]


@pytest.mark.parametrize("question", [question for question, _, _ in QUESTIONS])
def test_upper_case_changes_nothing(index: Index, question: str) -> None:
    assert seen(index, question.upper()) == seen(index, question)


@pytest.mark.parametrize(
    ("question", "entry", "other"),
    [
        ("liikkuvuus", "measure:liikkuvuus", "measure:monikanavaisuus"),
        ("liikkuvat palvelut", "measure:monikanavaisuus", "measure:liikkuvuus"),
        ("osaamisen kartoitus", "measure:kartoittaminen", "measure:monialaiset-palvelut"),
        ("palvelutarpeen kartoitus", "measure:kartoittaminen", "measure:monialaiset-palvelut"),
        ("palvelukartta", "measure:monialaiset-palvelut", "measure:kartoittaminen"),
        ("valtakunnalliset kartoitukset", "measure:monialaiset-palvelut", "measure:kartoittaminen"),
        (
            "valtakunnalliset kartoitukset kohdennusten pohjaksi",
            "measure:monialaiset-palvelut",
            "measure:kartoittaminen",
        ),
        ("Osaamo", "region:lappi", "measure:kartoittaminen"),
        ("osaaminen", "measure:ohjaustyon-laatu", "region:lappi"),
        ("ELO-ryhmät", "actor:elo-ryhmat", "measure:pysyva-rakenne"),
        ("JOTPA", "actor:jotpa", "actor:jao"),
        ("JAO", "actor:jao", "actor:jotpa"),
    ],
)
def test_false_friends_are_told_apart(index: Index, question: str, entry: str, other: str) -> None:
    ids = found(index, question)
    assert ids[0] == entry
    assert other not in ids or ids.index(other) > 0


@pytest.mark.parametrize("question", ["Osaamo", "mikä on Osaamo", "osaamossa", "OSAAMO"])
def test_place_is_not_taken_for_the_word_it_resembles(index: Index, question: str) -> None:
    assert set(found(index, question)) <= {"region:lappi", "topic:alueiden-mallit"}


@pytest.mark.parametrize("word", ["osaaminen", "osaamista", "osaamisen"])
def test_word_is_not_taken_for_the_place_it_resembles(index: Index, word: str) -> None:
    assert "region:lappi" not in found(index, word)


@pytest.mark.parametrize("question", ["aviopuoliso", "kehä", "kehätie", "temppu", "elyseinen"])
def test_acronym_is_not_found_within_a_word(index: Index, question: str) -> None:
    assert not [match for match in seen(index, question).matches if match.entry.kind == "actor"]


@pytest.mark.parametrize(
    "question",
    [
        "te-toimisto",
        "TE-toimistot",
        "te toimistossa",
        "te-toimistolta",
        "TE-toimistojen tehtävät",
        "TE-keskus",
        "työ- ja elinkeinotoimisto",
        "työkkäri",
        "työkkärissä",
        "tetoimisto",
        "mitä te-toimisto tekee",
    ],
)
def test_employment_office_is_found(index: Index, question: str) -> None:
    assert found(index, question)[0] == "actor:te-toimistot"


@pytest.mark.parametrize(
    "question",
    ["mitä te teette", "voitteko te auttaa", "oletteko te siellä", "keitä te olette", "auttaisitteko te minua"],
)
def test_pronoun_is_not_taken_for_the_employment_office(index: Index, question: str) -> None:
    assert "actor:te-toimistot" not in found(index, question)[:3]


@pytest.mark.parametrize(
    ("question", "actor"),
    [
        ("JOTPA", "actor:jotpa"),
        ("JOTPAn", "actor:jotpa"),
        ("jotpan tehtävät", "actor:jotpa"),
        ("jotpalta", "actor:jotpa"),
        ("JOTPA:n rooli", "actor:jotpa"),
        ("jotpakin", "actor:jotpa"),
        ("ELYltä", "actor:ely"),
        ("ely-keskuksen", "actor:ely"),
        ("elyjen tehtävät", "actor:ely"),
        ("ELYn", "actor:ely"),
        ("avin", "actor:avi"),
        ("avissa", "actor:avi"),
        ("AVI:lta", "actor:avi"),
        ("avit", "actor:avi"),
        ("OPH:lle", "actor:oph"),
        ("ophn tehtävät", "actor:oph"),
        ("opetushallituksen", "actor:oph"),
        ("okm:ssä", "actor:okm"),
        ("okmn", "actor:okm"),
        ("TEMin", "actor:tem"),
        ("tem:n tehtävät", "actor:tem"),
        ("KEHAn", "actor:keha"),
        ("keha-keskuksessa", "actor:keha"),
        ("mopan", "actor:mopa"),
        ("MOPA:n", "actor:mopa"),
        ("JAO:n rooli", "actor:jao"),
        ("ELOLIVin", "actor:eloliv"),
        ("elo-ryhmien", "actor:elo-ryhmat"),
        ("kirjastoissa", "actor:kirjastot"),
        ("kunnilla", "actor:kunnat"),
        ("oppilaitosten", "actor:oppilaitokset"),
        ("kolmannella sektorilla", "actor:kolmas-sektori"),
        ("järjestöjen", "actor:kolmas-sektori"),
    ],
)
def test_actor_is_found_by_its_names_with_any_ending(index: Index, question: str, actor: str) -> None:
    sight = seen(index, question)
    assert found(index, question)[0] == actor
    assert sight.strange == 0


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("milloin Ohjaamo on auki", "outside:aukioloajat"),
        ("aukioloajat", "outside:aukioloajat"),
        ("mikä on opon palkka", "outside:palkat"),
        ("paljonko opo tienaa", "outside:palkat"),
        ("anna ELYn puhelinnumero", "outside:yhteystiedot"),
        ("mihin soitan", "outside:yhteystiedot"),
        ("milloin yhteishaku alkaa", "outside:hakuajat"),
        ("kuka on OKM:n johtaja", "outside:henkilot"),
        ("mitä lukiolaki sanoo", "outside:laki"),
        ("perusopetuslain mukaan", "outside:laki"),
        ("mikä on Lapin sää huomenna", "outside:muu"),
        ("opintotuen määrä", "outside:etuudet"),
        ("koulukiusaaminen", "outside:terveys"),
        ("oleskelulupaa", "outside:maahanmuutto-luvat"),
        ("MIKÄ ON OPON PALKKA", "outside:palkat"),
        ("paljonko opot tienaavat kunnassa", "outside:palkat"),
    ],
)
def test_sign_of_a_thing_outside_the_content_is_seen(index: Index, question: str, kind: str) -> None:
    assert kind in {outside.id for outside, _ in seen(index, question).cues}


@pytest.mark.parametrize(
    "question",
    [
        "kuka vastaa ohjausresursseista",
        "missä kirjastot ovat mukana",
        "kuntakokeilujen tulokset",
        "mitä Lapissa",
        "tietoturvallinen alusta",
        "monikieliset materiaalit",
        "kenen tehtävä on palvelukartta",
        "",
    ],
)
def test_question_about_the_content_has_no_such_sign(index: Index, question: str) -> None:
    assert not seen(index, question).cues


def test_every_outside_kind_is_seen_by_each_of_its_cues(index: Index, knowledge: Knowledge) -> None:
    unseen = [
        (kind.id, cue)
        for kind in knowledge.outside
        for cue in kind.cues
        if not cue.startswith("-") and kind.id not in {outside.id for outside, _ in seen(index, cue).cues}
    ]
    assert not unseen


@pytest.mark.parametrize(
    ("question", "area"),
    [
        ("mitä Lapissa", "Lappi"),
        ("Rovaniemellä", "Lappi"),
        ("Kemissä", "Lappi"),
        ("Oulun seudulla", "Pohjois-Pohjanmaa"),
        ("Helsingissä", "Uusimaa"),
        ("Vantaalla", "Uusimaa"),
        ("stadissa", "Uusimaa"),
        ("Uudellamaalla", "Uusimaa"),
        ("Turussa", "Varsinais-Suomi"),
        ("Egentliga Finland", "Varsinais-Suomi"),
        ("Åboland", "Varsinais-Suomi"),
        ("Seinäjoella", "Etelä-Pohjanmaa"),
        ("Jyväskylässä", "Keski-Suomi"),
        ("Joensuussa", "Pohjois-Karjala"),
        ("P-Karjala", "Pohjois-Karjala"),
        ("pohjois karjala", "Pohjois-Karjala"),
        ("E-Savossa", "Etelä-Savo"),
        ("Mikkelissä", "Etelä-Savo"),
        ("Tampereella", "Pirkanmaa"),
        ("Raumalla", "Satakunta"),
        ("Kuopiossa", "Pohjois-Savo"),
        ("Lahdessa", "Päijät-Häme"),
        ("Kajaanissa", "Kainuu"),
        ("Vaasassa", "Pohjanmaa"),
        ("Kokkolassa", "Keski-Pohjanmaa"),
        ("Hämeenlinnassa", "Kanta-Häme"),
        ("Kotkassa", "Kymenlaakso"),
        ("Lappeenrannassa", "Etelä-Karjala"),
        ("Maarianhaminassa", "Ahvenanmaa"),
        ("PIRKANMAALLA", "Pirkanmaa"),
    ],
)
def test_maakunta_is_heard_by_its_names_and_its_towns(index: Index, question: str, area: str) -> None:
    assert [found.name for found in seen(index, question).areas] == [area]


@pytest.mark.parametrize("question", ["kunnan koko", "kuka vastaa alueella", "ohjaus työpaikoilla", "Suomessa", ""])
def test_other_words_name_no_maakunta(index: Index, question: str) -> None:
    assert not seen(index, question).areas


def test_several_maakunnat_are_all_heard(index: Index) -> None:
    assert {area.name for area in seen(index, "Kuopio ja Joensuu").areas} == {"Pohjois-Savo", "Pohjois-Karjala"}


@pytest.mark.parametrize(("question", "least"), [("mikä on Lapin sää huomenna", 0.5), ("paistinpannu", 1.0)])
def test_finnish_words_that_the_content_does_not_know_are_strange(index: Index, question: str, least: float) -> None:
    assert seen(index, question).strange >= least


@pytest.mark.parametrize("question", ["kuka vastaa ohjausresursseista", "missä kirjastot ovat mukana", "JOTPA", ""])
def test_words_of_the_content_are_not_strange(index: Index, question: str) -> None:
    assert seen(index, question).strange == 0


@pytest.mark.parametrize(
    ("question", "share"), [("kirjastot", 1.0), ("JOTPA ja OPH", 1.0), ("liikkuvuus", 0.0), ("", 0.0)]
)
def test_share_of_the_question_that_names_actors_is_told(index: Index, question: str, share: float) -> None:
    assert seen(index, question).actors == pytest.approx(share)


def test_sentence_that_is_the_question_is_found_among_others(index: Index) -> None:
    question = (
        "Moikka! Olen uusi työntekijä täällä ja esihenkilö pyysi selvittämään yhden asian perjantain palaveriin. "
        "Kuka arvioi ohjaajakoulutuksen? Kahvit tarjolla. Kiitos jo etukäteen!"
    )
    assert found(index, question)[0] == "measure:ohjaustyon-laatu"


def test_question_that_says_nothing_finds_nothing(index: Index) -> None:
    for question in ("", "🙂", "kuka", "xyzzy"):
        sight = seen(index, question)
        assert not sight.matches
        assert sight.strange == 0


@given(st.text(st.characters(codec=None), max_size=300))
@settings(deadline=None)
def test_any_text_can_be_searched(index: Index, text: str) -> None:
    seen(index, text)


WORDS = "kuka mitä ohjaus kirjastot JOTPAn Lapissa palvelu kartta te teette toimisto 24 liikkuvuus sää alueella . ?"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join))
@settings(deadline=None)
def test_scores_and_shares_stay_within_bounds_and_the_best_comes_first(index: Index, text: str) -> None:
    sight = seen(index, text)
    for ranked in (sight.matches, sight.outside):
        scores = [match.score for match in ranked]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1.000001 for score in scores)
        assert all(0 <= share <= 1.000001 for match in ranked for share in (match.said, match.heard, match.coverage))
    assert 0 <= sight.strange <= 1.000001
    assert 0 <= sight.actors <= 1.000001
    assert len({match.entry.id for match in sight.matches}) == len(sight.matches)
