"""The content in three languages: what is shown in which, what is searched, and what is wrong in a translation."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from emulator import Telegram, bot
from replying import actions, answers, choices, every_reply, viewed, worded

from bot.cli.checking import hints
from bot.cli.console import Turn, respond
from bot.content.editing import added, removed
from bot.content.entries import Actor, Entry, Facet, Measure, Outside
from bot.content.knowledge import KnowledgeError, load
from bot.replies import (
    Items,
    Note,
    Open,
    Page,
    Paragraph,
    Quote,
    Reply,
    Shelf,
    View,
    find_on_shelf,
    plain,
    render,
    spread,
)
from bot.replies import texts as sentences
from bot.replies.actions import More, Share
from bot.replies.charting import describe
from bot.replies.handout import tabulate, tell_page
from bot.replies.offers import find_offers
from bot.replies.picture import lay_out
from bot.replies.spelling import explain
from bot.replies.texts import LANGUAGES, in_language
from bot.telegram.handlers.menu import Menu, list_commands
from bot.understanding.answering import NotFound, answer
from bot.understanding.language import Language
from bot.understanding.matching import Index
from bot.understanding.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.adviser import Adviser
    from bot.content.knowledge import Knowledge

CONTENT = Path(__file__).parent / "trilingual" / "sisalto.yaml"
TRANSLATED = re.compile(r"^    (sv|en):( .*\n|\n(      .*\n|\n)*)", re.MULTILINE)
UNTOLD = {"sv": "På finska, eftersom översättning saknas.", "en": "In Finnish, since there is no translation."}
UNOFFICIAL = {"sv": "Inofficiell översättning.", "en": "Unofficial translation."}


@pytest.fixture(scope="module")
def content() -> str:
    return CONTENT.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def trilingual() -> Knowledge:
    return load(CONTENT.parent)


@pytest.fixture(scope="module")
def index(trilingual: Knowledge) -> Index:
    return Index.build(trilingual, Language("auto"))


def content_of(folder: Path, text: str) -> Knowledge:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def faults_of(folder: Path, text: str) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        content_of(folder, text)
    return [str(fault) for fault in caught.value.faults]


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text.casefold()))


def own_words(language: str, knowledge: Knowledge) -> set[str]:
    """What the bot and the content say in one language, in words of four letters or more."""
    told = knowledge.told(language)
    owners: tuple[Entry | Outside, ...] = (*told.entries.values(), *told.outside)
    texts = chain.from_iterable(lines for owner in owners for _, lines in owner.texts())
    spoken = (text for one in told.documents.values() for text in one.told(language).model_dump().values() if text)
    said = told.about.words(language)
    bot = Path(sentences.__file__).with_name(f"{language}.ftl").read_text(encoding="utf-8")
    bot = re.sub(r"^#.*|^[a-z-]+ =|\{ *\$[a-z]+ *\}|\$[a-z]+|^ +\*?\[[a-z-]+\]", "", bot, flags=re.MULTILINE)
    return words(" ".join((bot, *texts, *spoken, *said.sentences.values(), *said.examples, *said.questions)))


def names(knowledge: Knowledge) -> set[str]:
    """Words of what is called the same in every language."""
    areas = (text for area in knowledge.areas for text in (area.name, area.centre, area.office) if text)
    publishers = (*(one.publisher for one in knowledge.documents.values()), *list_commands(Menu.PRIVATE))
    return words(" ".join((*areas, *publishers, "https example elo_testi_bot Esimerkkilän kunta tietosuoja")))


def said_by(reply: Reply) -> str:
    return "\n".join((plain(reply), *(choice.label for choice in choices(reply))))


def every_text(knowledge: Knowledge, language: str) -> Iterator[tuple[str, str]]:
    """All that is said and drawn in one language, each with its name."""
    texts = in_language(language)
    yield from ((name, said_by(reply)) for name, reply in every_reply(knowledge, texts))
    yield "picture drawn", " ".join(line.text for line in lay_out(knowledge, texts).lines)
    yield "table", " ".join(f"{key} {cell}" for row in tabulate(knowledge, texts) for key, cell in row.items())
    page = tell_page(knowledge, texts)
    cells = [cell["text"] for row in (page["heads"], *(row["cells"] for row in page["rows"])) for cell in row]
    said = (page["title"], page["subtitle"], page["apart"] or "", page["source"])
    yield "page", " ".join((*said, *cells, *page["notes"], *chain.from_iterable(page["lines"])))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reply_of_a_wholly_translated_content_mixes_languages(trilingual: Knowledge, language: str) -> None:
    own = own_words(language, trilingual) | names(trilingual)
    foreign = set().union(*(own_words(other, trilingual) for other in LANGUAGES if other != language)) - own
    found = {
        name: mixed
        for name, said in every_text(trilingual, language)
        if (mixed := words(said) & foreign) and name != "languages"  # each is told by its own name
    }
    assert not found


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_reply_of_a_wholly_translated_content_says_that_it_is_in_finnish(
    trilingual: Knowledge, language: str
) -> None:
    assert not [name for name, said in every_text(trilingual, language) if UNTOLD[language] in said]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_answer_from_a_document_says_that_its_words_are_translated(trilingual: Knowledge, language: str) -> None:
    for name, reply in answers(trilingual, in_language(language)):
        assert plain(reply).count(UNOFFICIAL[language]) == 1, name
    sources = viewed(trilingual, Open("measure:laavut", Facet.BOTH, View.SOURCES), in_language(language))
    assert plain(sources).count(UNOFFICIAL[language]) == 1


def test_finnish_replies_are_what_they_are_without_translations(
    tmp_path: Path, trilingual: Knowledge, content: str
) -> None:
    bare = content_of(tmp_path, TRANSLATED.sub(lambda found: found[0] if "page" in found[0] else "", content))
    assert not bare.languages
    texts = in_language("fi")
    assert list(every_reply(bare, texts)) == list(every_reply(trilingual, texts))


def test_content_without_translations_is_shown_in_finnish_without_a_word(second_index: Index) -> None:
    second = second_index.knowledge
    for language in ("sv", "en"):
        assert second.told(language) is second
        assert not [name for name, reply in answers(second, in_language(language)) if UNTOLD[language] in plain(reply)]


def test_view_is_made_once_and_keeps_ids_and_their_order(trilingual: Knowledge) -> None:
    swedish = trilingual.told("sv")
    assert swedish is trilingual.told("sv") is trilingual.told("en").told("sv")
    assert swedish.told("fi") is trilingual is trilingual.told("fi") is trilingual.told("de")
    assert list(swedish.entries) == list(trilingual.entries)
    assert [one.id for one in swedish.measures] == [one.id for one in trilingual.measures]


def test_entry_is_told_with_each_text_that_is_translated_and_finnish_for_the_rest(trilingual: Knowledge) -> None:
    measure = trilingual.entries["measure:laavut"]
    assert isinstance(measure, Measure)
    assert measure.blocks  # what was computed of the Finnish is not kept
    half = measure.model_copy(
        update={"sv": measure.sv and measure.sv.model_copy(update={"title": None, "label": None})}
    )
    told = half.told("sv")
    assert isinstance(told, Measure)
    assert (told.title, told.label, told.brief) == (measure.title, "Laavujen ylläpito", "Laavujen ylläpito")
    assert told.blocks == ("Vindskydden servas årligen.",)
    assert told.national.tasks == ("Beviljar anslaget.", "Gör upp planen.")
    assert told.national.coordinators == measure.national.coordinators
    assert told.successor is not None
    assert measure.successor is not None
    assert told.successor.sources == measure.successor.sources
    assert [name for name, _ in half.untold("sv")] == ["title"]
    assert trilingual.entries["term:tp"].told("sv").brief == "EP eller eldningsplats"


def test_phrases_and_answers_are_those_of_the_finnish(
    tmp_path: Path, trilingual: Knowledge, index: Index, content: str
) -> None:
    bare = content_of(tmp_path, TRANSLATED.sub(lambda found: found[0] if "page" in found[0] else "", content))
    other = Index.build(bare, Language("auto"))
    for one in trilingual.entries.values():
        assert list(one.phrases()) == list(bare.entries[one.id].phrases())
        assert one.names == bare.entries[one.id].names
    for question in ("laavut", "kuka ylläpitää laavuja", "onko MH kaikissa keinoissa", "mikä on TP", "sääennuste"):
        ours, theirs = answer(question, index), answer(question, other)
        assert (ours.outcome, ours.score) == (theirs.outcome, theirs.score)
        assert [one.entry.id for one in ours.matches] == [one.entry.id for one in theirs.matches]


def test_task_line_and_computed_answers_are_told_in_the_language(index: Index, trilingual: Knowledge) -> None:
    swedish = in_language("sv")

    def told(question: str) -> str:
        found = answer(question, index)
        return plain(render(replace(found, query=replace(found.query, heard=None)), trilingual, swedish, 7))

    assert "Gör upp planen" in told("kuka laatii suunnitelman")
    assert "friluftsföreningarna" in told("missä keinoissa ulkoiluseurat ovat mukana")
    assert "I vindskydden trivs folk länge" in told("laavuilla viihdytään pitkään")
    weather = NotFound(Query("", ()), Facet.BOTH, 0.0, outside=trilingual.outside[0])
    assert "Vädertjänsten" in plain(render(weather, trilingual, swedish))
    for question in ("mitkä ovat laavujen tehtävät", "onko MH kaikissa keinoissa", "kantaa polttopuut"):
        assert not words(told(question)) & (own_words("fi", trilingual) - own_words("sv", trilingual))


def test_abbreviation_is_that_of_the_language(trilingual: Knowledge) -> None:
    measure = trilingual.entries["measure:laavut"]
    assert "FF: forstförvaltningen" in plain(worded(trilingual, measure, texts=in_language("sv")))
    assert "FA: forestry administration" in plain(worded(trilingual, measure, texts=in_language("en")))


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("sv", "EP eller eldningsplats"),
        ("sv", "EP – eldningsplats"),
        ("sv", "EP: eldningsplats"),
        ("en", "EP or eldningsplats"),
    ],
)
def test_abbreviation_that_the_title_of_a_term_spells_is_told(
    tmp_path: Path, content: str, language: str, title: str
) -> None:
    text = content.replace("EP eller eldningsplats", title).replace("CS or campsite", title)
    knowledge = content_of(tmp_path, text.replace(f"title: {title},", f'title: "{title}",'))
    said = [Paragraph("En EP.")]
    assert explain(said, knowledge.told(language), in_language(language))[-1] == Items(("EP: eldningsplats",))


def test_what_is_shared_is_found_again(index: Index, trilingual: Knowledge) -> None:
    texts = in_language("sv")
    for entry in trilingual.entries.values():
        rows = spread(More(Facet.BOTH, entry.id), trilingual, texts)
        for query in (choice.action.query for row in rows for choice in row if isinstance(choice.action, Share)):
            assert entry.id in {offer.entry.id for offer in find_offers(query, index, texts) if offer.entry}


def test_inline_offers_are_in_the_language(index: Index, trilingual: Knowledge) -> None:
    first, *_ = find_offers("laavu", index, in_language("en"))
    assert first.entry is not None
    assert first.entry.title == trilingual.told("en").entries["measure:laavut"].title
    assert "Carries firewood" in plain(first.reply)


def test_name_typed_after_a_list_leads_back_to_its_page_in_the_language(trilingual: Knowledge) -> None:
    for name in ("ulkoiluseurat", "friluftsföreningar"):
        found = find_on_shelf(Shelf.ACTORS, name, trilingual, in_language("sv"))
        assert found == Open("actor:seurat", Facet.BOTH, page=Page(Shelf.ACTORS, 0))
    assert find_on_shelf(Shelf.ACTORS, "friluftsföreningar", trilingual, in_language("fi")) is None


@pytest.mark.parametrize(
    ("question", "language"),
    [("vem sköter vindskydd och hur är det med dem", "sv"), ("who is responsible for laavut", "en"), ("laavut", None)],
)
def test_reply_speaks_the_language_of_the_question(
    index: Index, trilingual: Knowledge, question: str, language: str | None
) -> None:
    answered = answer(question, index)
    for reader in LANGUAGES:
        reply = render(answered, trilingual, in_language(reader), 7)
        assert reply.language == language
        assert reply == replace(render(answered, trilingual, in_language(language or reader), 7))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_reply_says_once_that_a_text_is_in_finnish(
    tmp_path: Path, content: str, trilingual: Knowledge, language: str
) -> None:
    knowledge = content_of(
        tmp_path, re.sub(r"^    (sv|en): .*Skräp.*\n|^    en: .*Litter.*\n", "", content, flags=re.MULTILINE)
    )
    texts = in_language(language)
    told = plain(worded(knowledge, knowledge.entries["topic:roskat"], texts=texts))
    assert "Roskat kannetaan pois luonnosta." in told
    assert told.count(UNTOLD[language]) == 1
    assert UNOFFICIAL[language] not in told
    assert UNTOLD[language] not in plain(worded(knowledge, knowledge.entries["measure:kartat"], texts=texts))
    assert UNTOLD["sv"] not in plain(worded(knowledge, knowledge.entries["topic:roskat"]))


def test_note_is_folded_away_where_something_is(tmp_path: Path, content: str) -> None:
    knowledge = content_of(tmp_path, content.replace("      quotation: I vindskydden trivs folk länge\n", ""))
    reply = worded(knowledge, knowledge.entries["measure:laavut"], texts=in_language("sv"))
    [quote] = [part for part in reply.parts if isinstance(part, Quote)]
    assert quote.parts[-1] == Note(UNTOLD["sv"])


MAPS, SKRAP = "      title: Kartor på nätet\n", "    sv: {title: Skräpfri"
FAULTS = [
    (
        "      regional: [Bär ved.]",
        "      regional: [A, B]",
        "kentässä regional on 2 kohtaa ja suomeksi 1 (käännös sv)",
    ),
    ("      measures: [Maps get published.]", "      measures: [A, B]", "kentässä measures on 2 kohtaa ja suomeksi 1"),
    ("      label: Underhåll av vindskydd\n", "", "yli 40 merkin otsikolta puuttuu label (käännös sv)"),
    (MAPS, f"{MAPS}      plain: Kartor.\n", "kenttää plain ei ole suomeksi (käännös sv), poista käännös tai lisää"),
    (MAPS, f"{MAPS}      quotation: A.\n", "kenttää quotation ei ole suomeksi"),
    (MAPS, f"{MAPS}      successor: {{short: A.}}\n", "kenttää successor ei ole suomeksi"),
    (MAPS, f"{MAPS}      short: A\n", "tuntematon kenttä short"),
    (MAPS, f"      title: {'a' * 91}\n      label: Kartor\n", "kenttä title on liian pitkä (91 merkkiä)"),
    ("      label: Underhåll av vindskydd\n", f"      label: {'a' * 41}\n", "kenttä label on liian pitkä"),
    ("      plain: Vindskydden hålls hela.\n", f"      plain: {'a' * 301}\n", "kenttä plain on liian pitkä"),
    (SKRAP, "    de: {title: A}\n" + SKRAP, "tuntematon kenttä de, poista se tai korjaa sen nimi"),
    (SKRAP, "    sv: {name: A, title: Skräpfri", "tuntematon kenttä name"),
    ("      national: [Ritar underlagen.]", "      national: []", "kenttä national on tyhjä"),
    ("{short: Forestry split up.,", f"{{short: {'a' * 121},", "kenttä short on liian pitkä"),
]


def test_picture_page_and_words_say_once_that_a_name_is_in_finnish(tmp_path: Path, content: str) -> None:
    knowledge = content_of(tmp_path, content.replace("      title: Kartor på nätet\n", ""))
    texts = in_language("sv")
    assert tell_page(knowledge, texts)["notes"][-1] == UNTOLD["sv"]
    assert " ".join(line.text for line in lay_out(knowledge, texts).lines).count(UNTOLD["sv"]) == 1
    assert plain(describe(knowledge, texts)).count(UNTOLD["sv"]) == 1
    assert UNTOLD["en"] not in plain(describe(knowledge, in_language("en")))


@pytest.mark.parametrize(("old", "new", "fault"), FAULTS)
def test_fault_in_a_translation_is_named_with_its_line(
    tmp_path: Path, content: str, old: str, new: str, fault: str
) -> None:
    assert old in content
    told = faults_of(tmp_path, content.replace(old, new, 1))
    assert len(told) == 1
    assert fault in told[0]
    before, _, _ = content.partition(old)
    line = before.count("\n") + 1
    assert re.match(rf"a\.yaml:({line}|{line + 1}|{line - 1}): ", told[0])


def test_one_more_word_keeps_translations_byte_for_byte_and_is_taken_back(content: str) -> None:
    for name in ("measure:laavut", "measure:kartat", "actor:seurat", "topic:roskat", "term:tp"):
        longer = added(content, name, "synonyms", "uusi sana")
        assert longer is not None
        new = [line for line in longer.splitlines() if line not in content.splitlines()]
        assert new == ["    synonyms:", "      - uusi sana"]
        assert "".join(longer.split("    synonyms:\n      - uusi sana\n")) == content
        assert removed(longer, name, "synonyms", "uusi sana") == content


def test_check_tells_in_a_line_what_lacks_a_translation(tmp_path: Path, trilingual: Knowledge, content: str) -> None:
    def told(knowledge: Knowledge) -> list[str]:
        return [hint for hint in hints(knowledge, date(2026, 11, 27), in_language("fi")) if "kielisiä" in hint]

    assert not told(trilingual)
    fewer = re.sub(r"^    sv: .*\n", "", content, flags=re.MULTILINE).replace("      plain: Paths get fixed.\n", "")
    assert told(content_of(tmp_path, fewer)) == [
        "6 kohdalta puuttuu ruotsinkielisiä tekstejä, jotka näkyvät siksi suomeksi: "
        "goal:helppous, actor:seurat, topic:roskat …",
        "Yhdeltä kohdalta puuttuu englanninkielisiä tekstejä, jotka näkyvät siksi suomeksi: theme:reitit",
    ]


SWEDISH = "vem ansvarar för vindskydd"


async def test_buttons_under_an_answer_in_the_language_of_its_question_keep_that(
    telegram: Telegram, adviser: Adviser, index: Index
) -> None:
    adviser.serve(index)
    swedish = in_language("sv")
    async with bot(telegram, adviser):
        await telegram.say(SWEDISH)
        [reply] = await telegram.called("sendMessage")
        assert "Bär ved" in reply.text
        show, sent = reply.buttons[swedish("show-changes")], telegram.sent[0]
        await telegram.press(show, message_id=sent)
        [changes] = await telegram.called("editMessageText")
        assert "Vindskyddsfonden" in changes.text
        await telegram.press(changes.buttons[swedish("back-to-answer")], message_id=sent)
        assert (await telegram.called("editMessageText", 2))[-1].text == reply.text
        await telegram.press(show, message_id=sent + 500)
        assert adviser.texts("changes-heading") in (await telegram.called("editMessageText", 3))[-1].text


async def test_inline_offers_are_in_the_language_of_each_person(
    telegram: Telegram, adviser: Adviser, index: Index
) -> None:
    adviser.serve(index)
    async with bot(telegram, adviser):
        await telegram.ask_inline("laavu")
        await telegram.say("/kieli svenska")
        await telegram.called("sendMessage")
        await telegram.ask_inline("laavu")
        finnish, swedish = (call.fields for call in await telegram.called("answerInlineQuery", 2))
    assert "polttopuut" in str(finnish["results"])
    assert "Bär ved" in str(swedish["results"])
    assert finnish["is_personal"] == swedish["is_personal"] == "true"


def test_choices_in_a_terminal_keep_the_language_of_the_question(adviser: Adviser, index: Index) -> None:
    adviser.serve(index)
    turn = respond(SWEDISH, Turn(Reply(())), adviser)
    labels = [choice.label for choice in turn.choices]
    changes = respond(str(1 + labels.index(in_language("sv")("show-changes"))), turn, adviser)
    assert "Vindskyddsfonden" in plain(changes.reply)
    assert changes.reply.language == "sv"


def test_actor_of_the_view_is_named_so(trilingual: Knowledge) -> None:
    assert [one.short for one in trilingual.told("sv").of_kind(Actor)] == ["FF", "friluftsföreningarna"]
    assert not [one for name, reply in answers(trilingual, in_language("sv")) for one in actions(reply) if one is None]
