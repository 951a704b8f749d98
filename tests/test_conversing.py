"""What a message means that its words alone do not tell, turn by turn, on the committed content."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.entries import Facet
from bot.replies import Heading, Paragraph, Quote, Share, View, plain, render
from bot.replies.actions import Feedback, Judge
from bot.replies.texts import finnish
from bot.understanding.answering import Ambiguous, Answer, Computed, Found, SmallTalk, about, answer, converse
from bot.understanding.matching import Index
from bot.understanding.query import NEW, Conversation, Move, Talk, corrected

DIGITAL, TRACKING, MOBILITY = "measure:digipalvelu", "measure:seuranta", "measure:liikkuvuus"
CHANNELS, MAPPING = "measure:monikanavaisuus", "measure:kartoittaminen"
LIBRARIES, MUNICIPALITIES = "actor:kirjastot", "actor:kunnat"


def talk(index: Index, *messages: str) -> tuple[Answer, Conversation]:
    """The last answer of a conversation, and what is remembered after it."""
    conversation, last = NEW, None
    for number, message in zip(count(1), messages, strict=False):
        answers, conversation = converse(message, index, conversation, number)
        last = answers[0]
    assert last is not None
    return last, conversation


def entry_of(answered: Answer) -> str | None:
    entry = about(answered)
    return None if entry is None else entry.id


FIRST = "Kuka vastaa digipalvelusta alueella?"
THEN = "Kuka vastaa liikkuvuudesta?"


@pytest.mark.parametrize(
    "message",
    [
        "palataan ensimmäiseen",
        "mikä se eka oli",
        "se mitä ensin kysyin",
        "mennään takaisin alkuun",
        "takaisin siihen digijuttuun",
        "entä siitä digipalvelusta",
        "palaan vielä edelliseen",
    ],
)
def test_the_way_back_leads_to_what_was_spoken_of_before(index: Index, message: str) -> None:
    assert entry_of(talk(index, FIRST, THEN, message)[0]) == DIGITAL


@pytest.mark.parametrize(
    ("message", "facet"),
    [
        ("entä valtakunnallisesti?", Facet.NATIONAL),
        ("ei kun valtakunnallisesti", Facet.NATIONAL),
        ("eiku koko maassa", Facet.NATIONAL),
        ("ei alueella vaan valtakunnallisesti", Facet.NATIONAL),
        ("tehtävät?", Facet.REGIONAL),
        ("mitä siinä pitäisi tehdä", Facet.REGIONAL),
        ("ketkä siinä on", Facet.REGIONAL),
        ("ketkä muut siinä", Facet.REGIONAL),
        ("onko kunnat siinä mukana", Facet.REGIONAL),
        ("sen tehtävät sekä valtakunnallisesti että alueellisesti", Facet.BOTH),
    ],
)
@pytest.mark.parametrize("between", [(), ("moi",), ("ok kiitti",), ("mitä bussilippu maksaa",)])
def test_a_few_words_go_on_with_what_was_told_of(
    index: Index, message: str, facet: Facet, between: tuple[str, ...]
) -> None:
    answered, _ = talk(index, FIRST, *between, message)
    assert (entry_of(answered), answered.facet) == (DIGITAL, facet)


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("en tarkoita digiä vaan liikkuvuutta", MOBILITY),
        ("ei kun liikkuvuudesta", MOBILITY),
        ("Hups, tarkoitin liikkuvuutta", MOBILITY),
    ],
)
def test_a_correction_is_answered_on_the_level_that_was_spoken_of(index: Index, message: str, entry: str) -> None:
    answered, _ = talk(index, FIRST, message)
    assert (entry_of(answered), answered.facet) == (entry, Facet.REGIONAL)


@pytest.mark.parametrize(
    ("message", "entry", "facet"),
    [
        ("Täsmennän edellistä: tarkoitin valtakunnallisia tahoja, en alueellisia.", DIGITAL, Facet.NATIONAL),
        ("Korjaan: tarkoitan valtakunnallista tasoa.", DIGITAL, Facet.NATIONAL),
        ("Oikaisen tiedusteluani: tarkoitukseni oli viitata valtakunnalliseen tasoon.", DIGITAL, Facet.NATIONAL),
        ("Tarkennan vielä, että kysymykseni koski liikkuvuuden edistämistä.", MOBILITY, Facet.REGIONAL),
        ("Piti sanomani: liikkuvuuden edistämisestä.", MOBILITY, Facet.REGIONAL),
        ("En minä tuota, vuan sitä liikkuvuuden edistämistä", MOBILITY, Facet.REGIONAL),
        ("emmä alueest vaan valtakunnast", DIGITAL, Facet.NATIONAL),
        ("piste eiku siis liikkuvuudesta", MOBILITY, Facet.REGIONAL),
        ("Ei kun liikkuvuudesta minun piti kysyä", MOBILITY, Facet.REGIONAL),
        ("Elä sie siitä, vuan siitä liikkuvuuvesta", MOBILITY, Facet.REGIONAL),
        ("eiku hetkinen, valtakunnasta mä tän tarvin", DIGITAL, Facet.NATIONAL),
        ("Anteeksi, tarkoitin liikkuvuutta enkä tuota.", MOBILITY, Facet.REGIONAL),
    ],
)
def test_a_correction_may_be_formal_or_spoken(index: Index, message: str, entry: str, facet: Facet) -> None:
    answered, _ = talk(index, FIRST, message)
    assert (entry_of(answered), answered.facet) == (entry, facet)


@pytest.mark.parametrize(
    "message",
    [
        "sama kysymys liikkuvuudesta",
        "Vastaava tieto liikkuvuuden edistämisestä",
        "liikkuvuuden osalta vastaava tieto",
        "liikkuvuudesta samoin",
        "Liikkuvuuden edistäminen: samat tiedot, kiitos.",
        "se liikkuvuuden edistäminen, samat tiedot siitä",
    ],
)
def test_the_same_of_something_else_is_asked_on_the_level_that_was_spoken_of(index: Index, message: str) -> None:
    answered, _ = talk(index, FIRST, message)
    assert (entry_of(answered), answered.facet) == (MOBILITY, Facet.REGIONAL)


def test_a_correction_without_anything_before_is_a_question(index: Index) -> None:
    assert entry_of(talk(index, "ei kun liikkuvuudesta, kuka vastaa")[0]) == MOBILITY


def test_one_may_pick_more_than_once_in_words_and_by_place(index: Index) -> None:
    answered, conversation = talk(index, "palvelut alueella")
    assert isinstance(answered, Ambiguous)
    offered = [match.entry.id for match in answered.choices]
    for message, place in (("eka", 0), ("se toinen", 1), ("otetaan kolmas", 2), ("viimeinen", -1), ("2", 1)):
        answers, conversation = converse(message, index, conversation)
        assert entry_of(answers[0]) == offered[place], message
    answers, _ = converse("se missä seurataan", index, conversation)
    assert entry_of(answers[0]) == TRACKING


def test_a_word_that_may_mean_something_else_takes_no_other_choice_once_one_is_taken(index: Index) -> None:
    answered, conversation = talk(index, "laatukriteerit", "ohjaustyön kuvaukset")
    again, _ = converse("kartoitus", index, conversation)
    other, _ = converse("seuranta ja arviointi", index, conversation)
    assert isinstance(answered, Found)
    assert isinstance(again[0], Ambiguous)
    assert entry_of(other[0]) == TRACKING


def test_another_one_than_the_second_is_another_choice(index: Index) -> None:
    before, conversation = talk(index, "palvelut alueella", "2")
    answers, _ = converse("eiku toinen", index, conversation)
    assert isinstance(answers[0], Ambiguous)
    assert entry_of(before) not in {match.entry.id for match in answers[0].choices}


def test_only_a_level_after_a_choice_offers_it_again_on_that_level(index: Index) -> None:
    before, conversation = talk(index, FIRST, "palvelut")
    answers, _ = converse("alueella", index, conversation)
    assert isinstance(before, Ambiguous)
    assert isinstance(answers[0], Ambiguous)
    assert [match.entry for match in answers[0].choices] == [match.entry for match in before.choices]
    assert answers[0].facet is Facet.REGIONAL


@pytest.mark.parametrize("message", ["missä muualla", "missä muissa se on mukana", "onks ne missään muussa"])
def test_where_else_asks_of_the_actor(index: Index, message: str) -> None:
    assert entry_of(talk(index, "kirjastot", message)[0]) == LIBRARIES


def test_who_is_in_an_actors_only_measure(index: Index) -> None:
    answered, _ = talk(index, "kirjastot", "ketkä siinä sitten alueella ovat")
    assert (entry_of(answered), answered.facet) == (CHANNELS, Facet.REGIONAL)


SHOWN = {
    "kerro lisää": (Move.MORE, View.WHOLE),
    "näytä kaikki": (Move.MORE, View.WHOLE),
    "mikä muuttui": (Move.CHANGES, View.CHANGES),
    "mitä siinä on muuttunut": (Move.CHANGES, View.CHANGES),
    "lähde": (Move.SOURCE, View.SOURCES),
    "miksi?": (Move.SOURCE, View.SOURCES),
    "miten niin": (Move.SOURCE, View.SOURCES),
    "missä se luki?": (Move.SOURCE, View.SOURCES),
    "mistä sä tiedät": (Move.SOURCE, View.SOURCES),
    "jaa tämä": (Move.SHARE, View.SHORT),
    "lyhyemmin": (Move.SHORT, View.SHORT),
    "selkokielellä": (Move.PLAIN, View.PLAIN),
    "selkosuomeksi": (Move.PLAIN, View.PLAIN),
    "helpommin": (Move.PLAIN, View.PLAIN),
    "voitko sanoa yksinkertaisemmin": (Move.PLAIN, View.PLAIN),
}


@pytest.mark.parametrize("message", SHOWN)
def test_the_words_of_the_buttons_show_the_last_answer_so(index: Index, message: str) -> None:
    move, view = SHOWN[message]
    answered, _ = talk(index, FIRST, message)
    assert isinstance(answered, Found)
    assert (answered.entry.id, answered.facet, answered.move) == (DIGITAL, Facet.REGIONAL, move)
    reply = render(answered, index.knowledge, finnish())
    heading = next(part for part in reply.parts if isinstance(part, Heading))
    headings = {View.CHANGES: finnish()("changes-heading"), View.SOURCES: finnish()("sources-heading")}
    headings[View.PLAIN] = answered.entry.title
    assert headings.get(view) in {heading.text, None}
    assert (Paragraph(f"Keino: {answered.entry.title}") in reply.parts) is (view not in headings)
    if view not in headings:
        assert any(isinstance(part, Quote) for part in reply.parts) is (view is View.SHORT)
    actions = [one.action for row in reply.choices for one in row]
    assert any(isinstance(action, Share) for action in actions) is (move is Move.SHARE)


@pytest.mark.parametrize("message", ["kerro lisää", "miksi?", "jaa", "mikä muuttui", "palataan ensimmäiseen"])
def test_they_mean_nothing_where_nothing_was_told(index: Index, message: str) -> None:
    answered, _ = talk(index, message)
    assert not isinstance(answered, Found) or answered.move is None


@pytest.mark.parametrize(
    "message", ["tää on väärin", "et vastannut", "👎", "😡", "ei nyt ihan mennyt putkeen toi vastaus"]
)
def test_a_complaint_asks_what_was_wrong_with_the_last_answer(index: Index, message: str) -> None:
    answered, _ = talk(index, FIRST, message)
    assert isinstance(answered, SmallTalk)
    actions = [one.action for row in render(answered, index.knowledge, finnish()).choices for one in row]
    assert Judge(Feedback.WRONG_TOPIC, 1) in actions


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("haha okei", Talk.FEELING),
        ("hyvä hyvä, sie oot kyllä näppärä", Talk.FEELING),
        ("kiitos, autoit paljon", Talk.THANKS),
        ("joo kiitti, nyt juoksen tunnille", Talk.THANKS),
        ("👍", Talk.LIKE),
    ],
)
def test_thanks_and_feelings_get_one_line_and_change_nothing(index: Index, message: str, kind: Talk) -> None:
    answered, after = talk(index, FIRST, message)
    assert isinstance(answered, SmallTalk)
    assert answered.talk is kind
    assert after.entry == DIGITAL
    assert "\n" not in plain(render(answered, index.knowledge, finnish()))


@pytest.mark.parametrize(
    "message", ["kiitos, entä kuka hoitaa seurannan?", "hyvä, kuka vastaa seurannasta ja arvioinnista alueella"]
)
def test_what_is_asked_politely_is_no_small_talk(index: Index, message: str) -> None:
    answered, _ = talk(index, message)
    assert not isinstance(answered, SmallTalk)


@pytest.mark.parametrize("message", ["vankilan ohjaus", "armeijan ohjaus", "lasten ohjaus", "eläkeläisten ohjaus"])
def test_a_phrase_that_nobody_said_before_is_no_small_talk(index: Index, message: str) -> None:
    assert not isinstance(answer(message, index), SmallTalk)


@pytest.mark.parametrize("message", ["thx", "kiitoo", "jeps jeps", "oukei", "tajusin", "sorry", "hitto"])
def test_one_word_of_small_talk_is_that(index: Index, message: str) -> None:
    assert isinstance(answer(message, index), SmallTalk)


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("hei taas minä täällä mitä siihen pysyvään rakenteeseen kuului alueella", "measure:pysyva-rakenne"),
        ("päivää taas minä täältä kyselen että mitä ne elo ryhmät oikein ovat", "actor:elo-ryhmat"),
    ],
)
def test_a_question_after_a_greeting_is_answered(index: Index, message: str, entry: str) -> None:
    assert entry_of(answer(message, index)) == entry


def test_who_made_the_document_is_no_question_of_the_measure_told_of(index: Index) -> None:
    assert entry_of(talk(index, FIRST, "Kuka tämän esityksen on tehnyt?")[0]) == "topic:esityksen-tekija"
    assert entry_of(talk(index, FIRST, "Kuka tämän keinon hoitaa?")[0]) == DIGITAL


@pytest.mark.parametrize(
    ("message", "facet"),
    [
        ("Arvasin sen. Mitä niiden sitten pitäisi siellä tehdä?", Facet.REGIONAL),
        ("Ahaa, ennen vanhaan se oli meidän murhe. Ketkä siinä on?", Facet.REGIONAL),
        ("Käännetään asetelma: entä valtakunnallinen taso?", Facet.NATIONAL),
    ],
)
def test_the_last_sentence_goes_on_where_those_before_it_ask_nothing(index: Index, message: str, facet: Facet) -> None:
    answered, _ = talk(index, FIRST, message)
    assert (entry_of(answered), answered.facet) == (DIGITAL, facet)


@pytest.mark.parametrize("message", ["onko se vielä voimassa", "onks ne enää käynnis", "onko sitä enää olemassa"])
def test_whether_it_is_still_so_shows_what_has_changed(index: Index, message: str) -> None:
    answered, _ = talk(index, "jotpa", message)
    assert isinstance(answered, Found)
    assert (answered.entry.id, answered.move) == ("actor:jotpa", Move.CHANGES)


@pytest.mark.parametrize(
    ("message", "move"),
    [
        ("onko tää vielä ajankohtaista", Move.CHANGES),
        ("pitääkö tämä enää paikkansa", Move.CHANGES),
        ("miten tilanne on nyt", Move.CHANGES),
        ("entä nykyään?", Move.CHANGES),
        ("missä kohdassa aineistoa tämä on sanottu?", Move.SOURCE),
        ("missä kohtaa esitystä tää on", Move.SOURCE),
        ("missä kohtaa se on siinä diasarjassa", Move.SOURCE),
        ("Mikä dia?", Move.SOURCE),
        ("Voinko tarkistaa tämän jostain?", Move.SOURCE),
        ("Voitko vielä tiivistää tuon yhteen lauseeseen?", Move.SHORT),
        ("parilla sanalla", Move.SHORT),
        ("tavallisella kielellä kiitos", Move.PLAIN),
        ("mitä tuo tarkoittaa suomeksi", Move.PLAIN),
        ("nayta kaikki tehtavat, seka valtakunnan etta alueen", Move.MORE),
    ],
)
def test_other_words_of_the_buttons_show_the_last_answer_so(index: Index, message: str, move: Move) -> None:
    answered, _ = talk(index, FIRST, message)
    assert isinstance(answered, Found)
    assert (answered.entry.id, answered.move) == (DIGITAL, move)


@pytest.mark.parametrize(
    ("message", "facet"),
    [
        ("entä maanlaajuisesti", Facet.NATIONAL),
        ("okei, ja ylemmällä tasolla?", Facet.NATIONAL),
        ("toi toinen taso", Facet.NATIONAL),
        ("entä toinen taso?", Facet.NATIONAL),
        ("mitä heidän pitäisi käytännössä tehdä", Facet.REGIONAL),
        ("Mitä tehtäviä näille tahoille kaavailtiin?", Facet.REGIONAL),
        ("eiku pelkät alueen tehtävät riittää", Facet.REGIONAL),
    ],
)
def test_other_words_of_a_level_and_of_a_part_go_on(index: Index, message: str, facet: Facet) -> None:
    answered, _ = talk(index, FIRST, message)
    assert (entry_of(answered), answered.facet) == (DIGITAL, facet)


def test_a_word_that_several_have_is_what_is_spoken_of_where_a_message_points(index: Index) -> None:
    first = "Kuka vastaa seurannasta ja arvioinnista alueella?"
    assert entry_of(talk(index, first, "No mitä siinä seurannassa sitten tehtäisiin?")[0]) == TRACKING
    assert isinstance(talk(index, FIRST, "No mitä seurannassa sitten tehtäisiin?")[0], Ambiguous)


@pytest.mark.parametrize(
    "message", ["ei kun seurannasta", "en digiä vaan seurantaa", "oli tarkoitus kysyä seurannasta"]
)
def test_a_correction_takes_the_likeliest_by_far(index: Index, message: str) -> None:
    answered, _ = talk(index, FIRST, message)
    assert (entry_of(answered), answered.facet) == (TRACKING, Facet.REGIONAL)


def test_what_a_long_message_asks_at_its_end_is_answered(index: Index) -> None:
    told = "Olen ollut alalla kolmekymmentä vuotta ja kaikenlaista on nähty, mutta nyt kysyisin, että "
    assert entry_of(answer(told + "kuka vastaa digipalvelusta", index)) == DIGITAL
    assert not isinstance(answer(told + "mitä bussilippu maksaa", index), Found | Computed)


def test_another_word_to_explain_is_explained(index: Index) -> None:
    assert entry_of(talk(index, "Mitä tarkoittaa koordinaatio?", "Ja mitä on vastuutaho?")[0]) == "term:vastuutaho"


@pytest.mark.parametrize("message", ["siinä muut", "keitä muita siinä on"])
def test_the_others_in_an_actors_only_measure_are_those_of_the_measure(index: Index, message: str) -> None:
    assert entry_of(talk(index, "kirjastot", message)[0]) == CHANNELS


def test_the_other_one_of_three_is_a_choice_of_the_two_others(index: Index) -> None:
    offered, _ = talk(index, "palvelut alueella")
    second, _ = talk(index, "palvelut alueella", "2")
    answered, _ = talk(index, "palvelut alueella", "2", "ja se toinen sit")
    assert isinstance(offered, Ambiguous)
    assert isinstance(answered, Ambiguous)
    others = [match.entry.id for match in offered.choices if match.entry.id != entry_of(second)]
    assert [match.entry.id for match in answered.choices] == others


@pytest.mark.parametrize("message", ["Mistee sinä tuon tiijät?", "mistä se tieto on", "mist tää tieto tulee"])
def test_where_it_is_known_from_shows_the_source(index: Index, message: str) -> None:
    answered, _ = talk(index, FIRST, message)
    assert isinstance(answered, Found)
    assert (answered.entry.id, answered.move) == (DIGITAL, Move.SOURCE)


@pytest.mark.parametrize("message", ["No mittee niihen pitäs tehä?", "missäs tää lukkee", "kerro lissee"])
def test_savo_goes_on_as_well(index: Index, message: str) -> None:
    assert entry_of(talk(index, FIRST, message)[0]) == DIGITAL


@pytest.mark.parametrize(
    "before", [("mikä oli uudenmaan malli ja mikä lapin malli?",), ("mikä oli uudenmaan malli", "entä lapissa")]
)
@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("se eteläisempi", "region:uusimaa"),
        ("ja pohjoisempi", "region:lappi"),
        ("kerro lisää siitä itäisemmästä", "region:lappi"),
        ("otetaan läntisempi", "region:uusimaa"),
    ],
)
def test_of_two_regions_one_may_be_picked_by_its_place_on_the_map(
    index: Index, before: tuple[str, ...], message: str, entry: str
) -> None:
    assert entry_of(talk(index, *before, message)[0]) == entry


def test_a_direction_picks_nothing_where_the_content_does_not_tell_where_regions_are(index: Index) -> None:
    areas = tuple(area.model_copy(update={"at": None}) for area in index.knowledge.areas)
    lost = Index.build(replace(index.knowledge, areas=areas), index.language)
    assert entry_of(talk(lost, "mikä oli uudenmaan malli ja mikä lapin malli?", "se eteläisempi")[0]) is None


def test_two_questions_that_are_joined_are_both_answered(index: Index) -> None:
    message = "Kuka vastaa seurannasta ja arvioinnista alueella ja ketkä koordinoivat liikkuvuutta"
    answers, after = converse(message, index)
    assert [entry_of(one) for one in answers] == [TRACKING, MOBILITY]
    assert after.choices == (TRACKING, MOBILITY)
    assert entry_of(converse("se jälkimmäinen", index, after)[0][0]) == MOBILITY


def test_the_only_one_of_two_questions_that_finds_an_answer_is_told(index: Index) -> None:
    answers, _ = converse("Kuka koordinoi urasuunnittelutaitojen kehittämistä? Mitä bussilippu maksaa?", index)
    assert isinstance(answers[0], Found | Computed)
    text = plain(render(answers[0], index.knowledge, finnish()))
    assert "yhteen kysymykseesi: ”Kuka koordinoi urasuunnittelutaitojen kehittämistä?”" in text


@pytest.mark.parametrize(
    ("message", "first", "second", "facet"),
    [
        ("kuka hoitaa seurannan ja kuka kansainvälisen liikkuvuuden?", TRACKING, MOBILITY, Facet.BOTH),
        ("kuka hoitaa digipalvelun ja kuka seurannan alueella?", DIGITAL, TRACKING, Facet.REGIONAL),
        ("Ketkä koordinoivat alueella liikkuvuutta ja ketkä digipalvelua?", MOBILITY, DIGITAL, Facet.REGIONAL),
    ],
)
def test_two_questions_that_ask_alike_are_both_answered_on_the_level_of_both(
    index: Index, message: str, first: str, second: str, facet: Facet
) -> None:
    answers, _ = converse(message, index)
    assert [(entry_of(one), one.facet) for one in answers] == [(first, facet), (second, facet)]


def test_the_half_of_a_sentence_that_finds_an_answer_is_told(index: Index) -> None:
    answers, _ = converse("Mikä oli Ruritanialla ja mikä Etelä-Pohjanmaalla?", index)
    assert [entry_of(one) for one in answers] == ["region:etela-pohjanmaa"]
    assert answers[0].query.taken == "mikä Etelä-Pohjanmaalla?"


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_messages_make_a_conversation(small_index: Index, one: str, other: str) -> None:
    _, conversation = talk(small_index, "urasuunnittelutaidot", one)
    answers, after = converse(other, small_index, conversation, 3)
    assert answers
    assert after.entry is None or after.entry in small_index.knowledge.entries


@given(st.text(alphabet="ei kun vaan tarkoita,. \n", max_size=200))
def test_what_is_put_right_is_shorter(text: str) -> None:
    rest = corrected(text)
    assert rest is None or len(rest) < len(text)


def test_second_of_a_fresh_choice_is_taken_though_it_was_spoken_of_before(index: Index) -> None:
    before = ("kirjastot", "ketkä siinä sitten alueella ovat", "palvelut alueella")
    offered, _ = talk(index, *before)
    assert isinstance(offered, Ambiguous)
    taken, _ = talk(index, *before, "se toinen")
    assert about(taken) == offered.choices[1].entry
    third, _ = talk(index, *before, "se toinen", "eiku se kolmas")
    assert about(third) == offered.choices[2].entry
