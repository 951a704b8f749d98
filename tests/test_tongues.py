"""Swedish and English: how a message is heard in Finnish words, and that it is answered as the Finnish one would be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from replying import every_reply

from bot.content.knowledge import load
from bot.content.questions import read_conversations
from bot.replies import plain, render
from bot.replies.texts import finnish, in_language
from bot.understanding.answering import Ambiguous, Computed, Found, NotFound, SmallTalk, about, answer, converse
from bot.understanding.matching import Index
from bot.understanding.query import NEW, Conversation
from bot.understanding.tongues import LANGUAGES

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge

QUESTIONS = Path(__file__).parents[1] / "knowledge" / "questions"
FINNISH = [path for path in sorted(QUESTIONS.glob("*.jsonl")) if path.stem not in {"swedish", "english"}]
SENTENCE = 4
"""Words of the shortest line that is taken for a sentence."""
FOREIGN, MIXED = 0.025, 0.02
"""Most of the labelled questions that are heard as Swedish or English, and most of the others in which any word is read
as such a one, as shares: some of both there are."""


def words(message: str, index: Index, before: str | None = None) -> str:
    return " ".join(index.language.heard(message, before).text.split())


@pytest.mark.parametrize(
    ("message", "tongue", "heard"),
    [
        ("Vem ansvarar för uppföljningen i regionen?", "sv", "Kuka vastaa seuranta alueella?"),
        ("vem samordnar karriarplaneringsfardigheter", "sv", "kuka koordinoi urasuunnittelutaito"),
        ("uppföljnigen på riksnivå", "sv", "seuranta valtakunnallisesti"),
        ("vad är NTM-centralens uppgift", "sv", "mikä on ELY-keskus tehtävä"),
        ("Who is in charge of monitoring in the regions?", "en", "Kuka vastaa seuranta alueella?"),
        ("who is not a coordinator", "en", "kuka ei koordinoija"),
        ("what about libraries", "en", "entä kirjasto"),
        ("wich municipaliteis", "en", "mikä kunta"),
        ("Kuka päättää vart hankepengarna går?", "sv", "Kuka päättää missä hanke rahoitus ?"),
        ("Kuka hoitaa the digitaalinen palvelukokonaisuus?", "fi", "Kuka hoitaa the digitaalinen palvelukokonaisuus?"),
        ("Kuka vastaa seurannasta alueella?", "fi", "Kuka vastaa seurannasta alueella?"),
        ("OKM:n ja ELYn tehtävät", "fi", "OKM:n ja ELYn tehtävät"),
        ("Kuka tekee python-koodin?", "fi", "Kuka tekee python-koodin?"),
        ("OKM TEM", None, "OKM TEM"),
        ("12 !", None, "12 !"),
        ("", None, ""),
    ],
)
def test_message_is_heard_in_finnish_words(index: Index, message: str, tongue: str | None, heard: str) -> None:
    assert words(message, index) == heard
    assert index.language.heard(message).tongue == tongue


def test_word_of_two_languages_is_of_the_one_spoken_before(index: Index) -> None:
    assert index.language.heard("information").tongue is None
    assert index.language.heard("information", "sv").tongue == "sv"
    assert index.language.heard("information", "en").tongue == "en"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_no_word_of_a_list_is_nothing_to_the_bot(index: Index, tongue: str) -> None:
    """What the lists say in Finnish is Finnish, or a name."""
    folder = Path(__file__).parents[1] / "bot" / "understanding" / "tongues"
    lines = (folder / f"{tongue}.phrases.tsv").read_text(encoding="utf-8").splitlines()
    said = {line.partition("\t")[2] for line in lines if line and not line.startswith("#")}
    assert not [
        finnish_words
        for finnish_words in said
        if not finnish_words[:1].isupper()
        and not all(word.known or index.language.repairs(word.surface) for word in index.language.words(finnish_words))
    ]


@given(st.text())
def test_any_message_is_heard_and_can_be_told_as_it_was_written(index: Index, message: str) -> None:
    heard = index.language.heard(message)
    assert "".join(written for _, written in heard.pieces) in {message, normalize("NFC", message)}
    assert index.language.heard(message) == heard
    for part in heard.text.split():
        assert heard.said(part)


def test_finnish_questions_are_heard_as_they_are(index: Index) -> None:
    asked = [turn.question for path in FINNISH for turns in read_conversations(path) for turn in turns]
    heard = [index.language.heard(question) for question in asked[::3]]
    foreign = [one for one in heard if one.tongue in LANGUAGES]
    changed = [one for one in heard if one.tongue not in LANGUAGES and any(said != own for said, own in one.pieces)]
    assert len(foreign) <= FOREIGN * len(heard)
    assert len(changed) <= MIXED * len(heard)


@pytest.mark.parametrize(
    ("question", "entry", "facet"),
    [
        ("Vem ansvarar för uppföljningen och utvärderingen?", "measure:seuranta", "both"),
        ("vem ska i regionen se till att vägledningsresurserna blir fler", "measure:ohjausresurssit", "regional"),
        ("Vad samordnar UBS?", "actor:oph", "both"),
        ("bibbans uppgifter", "actor:kirjastot", "both"),
        ("Who coordinates mobility at national level?", "measure:liikkuvuus", "national"),
        ("what does the Ministry of Education and Culture coordinate", "actor:okm", "both"),
        ("flersprakigt material pa natet vem", "measure:liikkuvuus", "national"),
        ("Åbolands projekt", "region:varsinais-suomi", "regional"),
    ],
)
def test_question_in_another_language_finds_its_entry(index: Index, question: str, entry: str, facet: str) -> None:
    found = answer(question, index)
    assert isinstance(found, Found | Computed)
    assert (getattr(about(found), "id", None), found.facet.value) == (entry, facet)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Är kommunerna med i uppföljningen?", True),
        ("Är biblioteken med i mobilitetsåtgärden?", False),
        ("Are the libraries in every measure?", False),
        ("Is JOTPA in all measures?", True),
    ],
)
def test_yes_or_no_is_heard_in_another_language(index: Index, question: str, value: bool) -> None:
    found = answer(question, index)
    assert isinstance(found, Computed)
    assert found.result.value is value


@pytest.mark.parametrize(
    ("question", "more"),
    [
        ("kuka koordinoi ohjausta työpaikoilla", "onko se päätös?"),
        ("vem samordnar uppföljningen", "är det ett beslut?"),
        ("who coordinates guidance in workplaces", "is that a decision?"),
    ],
)
def test_whether_it_is_a_decision_is_told_in_every_language(index: Index, question: str, more: str) -> None:
    """In use it was refused in English, and in Finnish answered by the measure of the word nearest to it."""
    _, conversation = converse(question, index, NEW)
    (found, *_), _ = converse(more, index, conversation)
    assert isinstance(found, Found)
    assert found.entry.id == "topic:botin-virallisuus"


def test_compound_with_its_sort_of_thing_at_the_end_says_the_rest_as_well(index: Index) -> None:
    """In use `liikkuvuuskeino` was any measure at all, and so the libraries were in it."""
    found = answer("Onko kirjastot mukana liikkuvuuskeinossa?", index)
    assert isinstance(found, Computed)
    assert (found.result.value, getattr(found.entry, "id", None)) == (False, "measure:liikkuvuus")


@pytest.mark.parametrize(
    "question",
    [
        "när har Navigatorn i Vasa öppet",
        "hur mycket tjänar en studiehandledare",
        "berätta en vits",
        "where can I rent a sauna in Tampere",
        "how much does a career counsellor earn in Finland",
        "write me a python script that sorts a list",
    ],
)
def test_what_the_content_does_not_tell_is_refused_in_every_language(index: Index, question: str) -> None:
    assert isinstance(answer(question, index), NotFound | SmallTalk)


@pytest.mark.parametrize(
    ("message", "talk"),
    [
        ("hej hej", "greeting"),
        ("tusen tack för hjälpen", "thanks"),
        ("vem är du egentligen", "who-are-you"),
        ("helt fel svar", "complaint"),
        ("thanks a lot", "thanks"),
        ("who are you", "who-are-you"),
        ("that is wrong", "complaint"),
    ],
)
def test_small_talk_is_heard_in_every_language(index: Index, message: str, talk: str) -> None:
    found = answer(message, index)
    assert isinstance(found, SmallTalk)
    assert found.talk.value == talk


@pytest.mark.parametrize(
    "turns",
    [
        ("Kuka koordinoi liikkuvuutta?", "Och i regionen?", "and nationally?", "entä alueella?"),
        ("Vem samordnar mobiliteten?", "entä valtakunnallisesti?", "vilka uppgifter har de?", "och i regionen"),
        ("Who coordinates mobility?", "och nationellt då", "what are the tasks", "ja alueella?"),
    ],
)
def test_subject_stays_while_the_language_changes(index: Index, turns: tuple[str, ...]) -> None:
    conversation: Conversation = NEW
    for turn in turns:
        (found, *_), conversation = converse(turn, index, conversation)
        assert getattr(about(found), "id", None) == "measure:liikkuvuus"
        assert found.query.tongue == index.language.heard(turn).tongue


def test_reply_is_in_the_language_of_each_message(index: Index) -> None:
    told = {}
    for question in ("Kuka koordinoi liikkuvuutta?", "Vem samordnar mobiliteten?", "Who coordinates mobility?"):
        found = answer(question, index)
        reply = render(found, index.knowledge, finnish())
        told[reply.language] = plain(reply)
    assert told.keys() == {"fi", "sv", "en"}
    assert len({*told.values()}) == 3


def test_words_that_were_read_in_vain_are_told_as_they_were_written(index: Index) -> None:
    found = answer("var finns stans bästa karusell", index)
    said = plain(render(found, index.knowledge, finnish()))
    assert "karusell" in said
    assert "karuselli" not in said


def test_synonym_in_another_language_finds_its_entry(index: Index, tmp_path: Path) -> None:
    """An admin adds what people said, in whatever language it was."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    for path in QUESTIONS.parent.glob("*.yaml"):
        (folder / path.name).write_text(path.read_text("utf-8"), "utf-8")
    path = folder / "tietoon.yaml"
    said = path.read_text("utf-8")
    wordings = ("väglednigskompassen", "hundens musik", "cat and coffee")
    assert not [one for one in wordings if getattr(about(answer(one, index)), "id", None) == "measure:seuranta"]
    at = said.index("synonyms:", said.index("measure:seuranta")) + len("synonyms:")
    more = "".join(f"\n      - {one}" for one in wordings)
    path.write_text(said[:at] + more + said[at:], "utf-8")
    changed = Index.build(load(folder), index.language)
    for one in ("vem spelar musik för hunden", "who gives coffee to a cat"):
        assert answer(one, changed).matches[0].entry.id == "measure:seuranta"
        assert answer(one, index).matches[0].entry.id != "measure:seuranta"
    for one in wordings:
        found = answer(one, changed)
        assert isinstance(found, Found | Ambiguous | Computed)
        assert getattr(about(found), "id", None) == "measure:seuranta"


def test_title_in_another_language_finds_an_entry_that_no_list_knows(index: Index) -> None:
    """Whatever works on the deck works on content that is not the deck: its own translations are read as well."""
    other = Index.build(load(Path(__file__).parent / "trilingual"), index.language)
    for entry in other.knowledge.entries.values():
        for tongue in LANGUAGES:
            told = entry.told(tongue)
            if told is not entry and told.title != entry.title:
                found = answer(told.title, other)
                offered = [one.entry.id for one in found.choices] if isinstance(found, Ambiguous) else []
                assert entry.id in {getattr(about(found), "id", None), *offered}, (tongue, told.title)


NAMES = (
    *("Projektet Ung i Åboland", "Ung i Åboland", "Luckanin UngInfon hanke", "Egentliga Finland", "Suomi.fi"),
    *("monialaisten palvelujen tuki", "Elinikäisen ohjauksen strategia", "Lapin elinikäisen oppimisen johtoryhmä"),
    *("livslång vägledning", "livslång handledning", "National overall coordination"),
    "Uudenmaan, Lounais-Suomen, Kaakkois-Suomen, Sisä-Suomen, Keski-Suomen, Itä-Suomen, Etelä-Pohjanmaan",
)
"""What is called so in every language, or told of as a word of another one; the last is one word apart from Swedish."""


def unnamed(text: str, knowledge: Knowledge) -> str:
    """A text without the names that are in Finnish in every language, addresses, commands and what is marked so."""
    cited = [source for entry in knowledge.entries.values() for source in entry.sources]
    cited += [source for area in knowledge.areas for source in area.sources]
    cited += [one for entry in knowledge.entries.values() if entry.successor for one in entry.successor.sources]
    names = [source.title for source in cited if source.title is not None]
    names += [name for area in knowledge.areas for name in (area.name, area.centre, area.office) if name]
    for name in sorted((*names, *NAMES), key=len, reverse=True):
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    return re.sub(r"https?:\S+|/\w+|\(på finska\)|\(in Finnish\)", " ", text)


@pytest.mark.parametrize("tongue", ["fi", *LANGUAGES])
def test_no_sentence_of_a_reply_is_in_another_language(index: Index, tongue: str) -> None:
    """Told by the ear of the bot itself, which knows each language by its words."""
    told = dict.fromkeys(
        sentence
        for _, reply in every_reply(index.knowledge, in_language(tongue))
        for sentence in re.split(r"(?<=[.!?:])\s+|\n", plain(reply))
    )
    heard = {one: index.language.heard(unnamed(one, index.knowledge)).tongue for one in told}
    assert len(heard) > 1_000
    assert not [one for one, name in heard.items() if name not in {tongue, None} and len(one.split()) >= SENTENCE]
