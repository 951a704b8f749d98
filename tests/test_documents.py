"""Documents as data: what a source may name, what is said of it, and a knowledge base of another field."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest

from bot.cli.contract import tabulate_sources
from bot.content.documents import Nature, Sentence
from bot.content.entries import Facet, Measure
from bot.content.faults import SHOWN, shortened
from bot.content.knowledge import KnowledgeError, load
from bot.replies import Open, Page, Shelf, View, ask_area, plain, render, settle_area, show, show_page
from bot.replies.charting import describe
from bot.replies.citing import cite
from bot.replies.framing import frame
from bot.replies.notices import guide, told_of, welcome
from bot.replies.picture import draw, lay_out
from bot.replies.texts import LANGUAGES, finnish, in_language
from bot.understanding.answering import Computed, Found, answer, opened
from bot.understanding.language import Language
from bot.understanding.matching import Index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.content.knowledge import Knowledge
    from bot.replies import Reply
    from bot.replies.texts import Texts

FISHING = """\
documents:
  - {id: document:kalastuslaki, title: Kalastuslaki, publisher: Eduskunta, date: 2016, nature: law, place: section}
  - id: document:selvitys
    title: Vaelluskalojen tila
    publisher: Luonnonvarakeskus
    date: 2024-05
    nature: report
    url: https://luke.fi/kalat
about: {document: document:kalastuslaki}
themes:
  - {id: theme:kalat, title: Vaelluskalat, content: Lohi ja taimen., sources: [{section: 12 a}]}
measures:
  - id: measure:kalatiet
    title: Kalateiden rakentaminen
    content: Kalatiet padoille.
    theme: theme:kalat
    measures: [Rakennetaan kalateitä.]
    national: {coordinators: [actor:luke], tasks: [Tutkii kalateitä.]}
    regional: {coordinators: [actor:osakaskunnat], tasks: [Hoitaa kalateitä.]}
    sources: [{section: 12 a}, {section: 5}]
  - id: measure:istutukset
    title: Istutusten suunnittelu
    content: Istutukset.
    theme: theme:kalat
    measures: [Suunnitellaan istutukset., Seurataan istutuksia.]
    national: {coordinators: [actor:luke], tasks: [Tutkii kantoja.]}
    regional: {coordinators: [actor:luke], tasks: [Istuttaa poikasia.]}
    sources: [{url: "https://mmm.fi/kalat", title: maa- ja metsätalousministeriö, checked: 2026-01-02}]
actors:
  - id: actor:luke
    title: Luonnonvarakeskus (Luke)
    short: Luke
    name: Luonnonvarakeskus
    content: Tutkimuslaitos.
    sources: [{section: 3}]
    aliases: [Luonnonvarakeskus]
  - id: actor:osakaskunnat
    title: Osakaskunnat
    short: osakaskunnat
    name: osakaskunnat
    content: Vesialueiden omistajat.
    sources: [{section: 3}]
  - id: actor:seurat
    title: Kalaseurat
    short: kalaseurat
    name: kalaseurat
    content: Harrastajat.
    sources: [{document: document:selvitys}]
topics:
  - {id: topic:tila, title: Lohikantojen tila, content: Lohi elpyy., sources: [{document: document:selvitys}]}
areas:
  - {name: Lappi}
"""
FOREIGN = re.compile(
    r"\belo\b|elo-|elinikäi|\bdia|esity|strateg|presentation|slide|\bbild \d|livslång|lifelong", re.IGNORECASE
)
"""What is said of the lifelong-guidance deck only."""


@pytest.fixture
def fishing(tmp_path: Path) -> Knowledge:
    (tmp_path / "kalat.yaml").write_text(FISHING, encoding="utf-8")
    return load(tmp_path)


def spoken(knowledge: Knowledge, texts: Texts) -> Iterator[str]:
    """All that this content makes the bot say."""
    index = Index.build(knowledge, Language("auto"))
    questions = (
        "hei",
        "kuka sinä olet",
        "kiitos",
        "mitä maksaa kuu",
        "Lapista",
        "kuka hoitaa kalateitä",
        "lohi",
        "kuka",
    )
    replies: list[Reply] = [render(answer(one, index), knowledge, texts) for one in questions]
    for entry in knowledge.entries.values():
        for facet in Facet:
            found = opened(entry.id, facet, index)
            assert found is not None
            replies += [show(found, Open(entry.id, facet, view), knowledge, texts) for view in View]
    replies += [show_page(Page(shelf, 0), knowledge, texts) for shelf in Shelf]
    replies += [welcome(knowledge, texts), guide("@kala_bot", ["kuva"], knowledge, texts), describe(knowledge, texts)]
    replies += [ask_area(None, knowledge, texts), settle_area(knowledge.areas[0], None, knowledge, texts)]
    for reply in replies:
        yield plain(reply)
        yield from (choice.label for row in reply.choices for choice in row)
    yield from (line.text for line in lay_out(knowledge, texts).lines)
    yield from (frame(key, knowledge, texts) for key in ("about", "about-short", "ask-bot"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_content_of_another_field_says_nothing_of_the_deck(fishing: Knowledge, language: str) -> None:
    said = list(spoken(fishing, in_language(language)))
    assert len(said) > 100
    assert not [text for text in said if FOREIGN.search(text)]


def test_the_deck_itself_is_found_by_what_the_other_content_never_says(knowledge: Knowledge) -> None:
    for language in LANGUAGES:
        assert FOREIGN.search(plain(welcome(knowledge, in_language(language))))


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("measure:kalatiet", "Lähde: Kalastuslaki, pykälät 5 ja 12 a, 2016. Laki."),
        (
            "theme:kalat",
            "Lähde: Kalastuslaki, pykälä 12 a, 2016. Laki. Lähde: maa- ja metsätalousministeriö, tarkistettu 2.1.2026.",
        ),
        ("topic:tila", "Lähde: Vaelluskalojen tila, 5/2024. Selvitys, ei päätös."),
        ("measure:istutukset", "Lähde: maa- ja metsätalousministeriö, tarkistettu 2.1.2026."),
    ],
)
def test_answer_cites_the_document_its_place_and_its_nature(fishing: Knowledge, entry: str, line: str) -> None:
    assert cite(fishing.entries[entry], Facet.BOTH, fishing, finnish()) == line


def natured(folder: Path, *changes: tuple[str, str]) -> Knowledge:
    """The content about fish with other sources or natures."""
    text = FISHING
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "kalat.yaml").write_text(text, encoding="utf-8")
    return load(folder)


PAGE = 'sources: [{url: "https://mmm.fi/kalat", title: maa- ja metsätalousministeriö, checked: 2026-01-02}]'
BY_LAW, BY_REPORT = "sources: [{section: 8}]", "sources: [{document: document:selvitys}]"
PROPOSED = re.compile(r"ehdot|föresl|förslag|propos", re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("nature", [Nature.LAW, Nature.DECISION, Nature.REPORT])
def test_nothing_is_called_a_proposal_that_is_none(tmp_path: Path, language: str, nature: Nature) -> None:
    texts = in_language(language)
    knowledge = natured(tmp_path, ("nature: law", f"nature: {nature.value}"), (PAGE, BY_LAW))
    said = [*spoken(knowledge, texts), *(told_of(name, knowledge, texts) for name in ("kuva", "toimijat"))]
    assert not [text for text in said if PROPOSED.search(text)]


@pytest.mark.parametrize(
    ("nature", "who", "what", "part"),
    [
        ("proposal", "Valtakunnallisesti ehdotettiin tahoa ", "Ehdotetut {} tehtävät:", "Tahoa Luke ehdotettiin "),
        ("decision", "Valtakunnalliset vastuutahot päätöksen mukaan: ", "Päätetyt {} tehtävät:", "Päätöksellä tahoa "),
        (
            "law",
            "Valtakunnalliset vastuutahot lain mukaan: ",
            "{} tehtävät lain mukaan:",
            "Laissa tahoa Luke nimetään ",
        ),
        (
            "report",
            "Valtakunnalliset vastuutahot selvityksen mukaan: ",
            "{} tehtävät selvityksen",
            "Selvityksessä tahoa ",
        ),
    ],
)
def test_answer_is_worded_by_the_nature_of_its_document(
    tmp_path: Path, nature: str, who: str, what: str, part: str
) -> None:
    knowledge = natured(tmp_path, ("nature: law", f"nature: {nature}"), (PAGE, BY_LAW))
    index = Index.build(knowledge, Language("auto"))
    measure, actor = opened("measure:kalatiet", Facet.BOTH, index), opened("actor:luke", Facet.BOTH, index)
    assert measure is not None
    assert actor is not None
    text = plain(render(measure, knowledge, finnish()))
    assert text.startswith(who)
    assert who.replace("Valtakunnallise", "Alueellise") in text
    words = text.casefold()
    assert not [level for level in ("valtakunnalliset", "alueelliset") if what.format(level).casefold() not in words]
    assert part in plain(render(actor, knowledge, finnish()))


def test_answer_of_mixed_natures_says_what_is_of_which(tmp_path: Path) -> None:
    knowledge = natured(tmp_path, ("nature: report", "nature: proposal"), (PAGE, BY_REPORT))
    index = Index.build(knowledge, Language("auto"))
    actor, theme = opened("actor:luke", Facet.NATIONAL, index), opened("theme:kalat", Facet.NATIONAL, index)
    assert actor is not None
    assert theme is not None
    text = plain(render(actor, knowledge, finnish()))
    by_law, proposed = text.index("Laissa tahoa Luke nimetään"), text.index("Tahoa Luke ehdotettiin")
    ways, stocks = text.index("Kalateiden rakentaminen"), text.index("Istutusten suunnittelu")
    assert sorted((by_law, ways, proposed, stocks)) == [by_law, ways, proposed, stocks]
    assert "Lähteet sitovat eri tavoin." in plain(render(theme, knowledge, finnish()))
    drawn = " ".join(line.text for line in lay_out(knowledge, finnish()).lines)
    for told in (plain(describe(knowledge, finnish())), drawn):
        assert "2016. Laki." in told
        assert "5/2024. Ehdotus, ei päätös." in told
    assert not PROPOSED.search(plain(describe(knowledge, finnish())).partition("\n")[0])


def test_measure_of_two_natures_is_called_neither(tmp_path: Path) -> None:
    both = "[{section: 12 a}, {document: document:selvitys}]"
    knowledge = natured(tmp_path, ("nature: report", "nature: proposal"), ("[{section: 12 a}, {section: 5}]", both))
    found = opened("measure:kalatiet", Facet.NATIONAL, Index.build(knowledge, Language("auto")))
    assert found is not None
    text = plain(render(found, knowledge, finnish()))
    assert text.startswith("Valtakunnalliset vastuutahot: Luke.\n")
    assert text.endswith("2016. Laki. Lähde: Vaelluskalojen tila, 5/2024. Ehdotus, ei päätös.")


@pytest.mark.parametrize(("measures", "outcome"), [(2, "clarify"), (1, "answer"), (0, "none")])
def test_bare_question_offers_the_measures_of_a_single_theme(fishing: Knowledge, measures: int, outcome: str) -> None:
    kept = fishing.measures[:measures]
    entries = {one.id: one for one in fishing.entries.values() if not isinstance(one, Measure) or one in kept}
    found = answer("kuka", Index.build(replace(fishing, entries=entries), Language("auto")))
    assert found.outcome == outcome
    assert [match.entry for match in found.matches] == list(kept)


def test_source_view_names_the_publisher_and_the_address(fishing: Knowledge) -> None:
    index = Index.build(fishing, Language("auto"))
    found = opened("topic:tila", Facet.BOTH, index)
    assert found is not None
    text = plain(show(found, Open("topic:tila", Facet.BOTH, View.SOURCES), fishing, finnish()))
    assert "Vaelluskalojen tila, Luonnonvarakeskus, 5/2024: https://luke.fi/kalat" in text
    assert "Selvitys vuodelta 2024, ei päätös." in text


def test_measure_from_a_public_page_is_told_without_a_place_and_comes_last(fishing: Knowledge) -> None:
    found = opened("actor:luke", Facet.BOTH, Index.build(fishing, Language("auto")))
    assert found is not None
    reply = show(found, Open("actor:luke", Facet.REGIONAL), fishing, finnish())
    assert [one.id for one in fishing.measures] == ["measure:kalatiet", "measure:istutukset"]
    assert "Istutusten suunnittelu" in plain(reply)
    assert "Istutusten suunnittelu (" not in plain(reply)
    assert draw(fishing, finnish()).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("montako vastuutahoa istutusten suunnittelussa on", "maa- ja metsätalousministeriö, tarkistettu 2.1.2026."),
        (
            "missä Luke on mukana",
            "Kalastuslaki, pykälät 5 ja 12 a, 2016. Laki. Lähde: maa- ja metsätalousministeriö, tarkistettu 2.1.2026.",
        ),
    ],
)
def test_what_is_computed_names_its_documents_or_its_public_page(
    fishing: Knowledge, question: str, source: str
) -> None:
    computed = answer(question, Index.build(fishing, Language("auto")))
    assert isinstance(computed, Computed)
    assert plain(render(computed, fishing, finnish())).endswith(f"\nLähde: {source}")


def test_what_is_computed_of_no_measure_names_no_source(fishing: Knowledge) -> None:
    entries = {one.id: one for one in fishing.entries.values() if one.kind not in {"measure", "theme"}}
    without = replace(fishing, entries=entries)
    computed = answer("kuinka monta keinoa on", Index.build(without, Language("auto")))
    assert isinstance(computed, Computed)
    assert "Lähde" not in plain(render(computed, without, finnish()))


def test_measure_of_the_deck_that_moves_to_a_public_page_is_still_told(knowledge: Knowledge) -> None:
    """What lists the measures of an actor was an IndexError then."""
    moved = knowledge.entries["measure:seuranta"]
    page = knowledge.entries["term:elo-foorumi"].sources
    entries = {**knowledge.entries, moved.id: moved.model_copy(update={"sources": page})}
    index = Index.build(replace(knowledge, entries=entries), Language("auto"))
    listed = answer("Missä kunnat ovat mukana?", index)
    told = opened("actor:kunnat", Facet.BOTH, index)
    assert isinstance(listed, Computed)
    assert told is not None
    assert moved.title in plain(render(listed, index.knowledge, finnish()))
    whole = show(told, Open("actor:kunnat", Facet.BOTH, View.WHOLE), index.knowledge, finnish())
    assert moved.title in plain(whole)
    assert index.knowledge.measures[-1].id == moved.id


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("theme:kalat", [{"section": "12 a", "document": "document:kalastuslaki", "place": "12 a"}]),
        ("topic:tila", [{"document": "document:selvitys"}]),
        (
            "measure:istutukset",
            [{"url": "https://mmm.fi/kalat", "title": "maa- ja metsätalousministeriö", "checked": "2026-01-02"}],
        ),
    ],
)
def test_programs_are_told_the_document_and_the_place(fishing: Knowledge, entry: str, told: object) -> None:
    assert tabulate_sources(fishing.entries[entry]) == told


CHOICE = f"valitse jokin: {', '.join(get_args(Sentence))}"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "[{section: 12 a}, {section: 5}]",
            "[{document: document:x, section: 1}]",
            "20: dokumenttia document:x ei ole, korjaa tunnus tai lisää dokumentti",
        ),
        (
            "[{section: 12 a}, {section: 5}]",
            "[{slide: 1}]",
            "20: dokumentissa document:kalastuslaki ei ole kenttää slide, kirjoita paikka kenttään section",
        ),
        (
            "[{section: 12 a}, {section: 5}]",
            "[{document: document:selvitys, page: 1}]",
            "20: dokumentissa document:selvitys ei ole kenttää page, poista paikka",
        ),
        (
            "[{section: 12 a}, {section: 5}]",
            "[{section: 1, page: 1}]",
            "20: lähteessä on monta paikkaa, jätä vain yksi",
        ),
        (
            "[{section: 12 a}, {section: 5}]",
            "[{section: 1, url: 'https://mmm.fi'}]",
            "20: lähteessä on joko dokumentin paikka tai url, title ja checked, kirjoita vain jompikumpi",
        ),
        (
            "about: {document: document:kalastuslaki}",
            "about: {document: document:x}",
            "9: dokumenttia document:x ei ole, korjaa tunnus tai lisää dokumentti",
        ),
        (
            "about: {document: document:kalastuslaki}",
            "about: {fi: {examples: [lohi]}}",
            "11: lähteestä puuttuu document, lisää se tai nimeä dokumentti kohdassa about",
        ),
        (
            "about: {document: document:kalastuslaki}",
            "about: {fi: {sentences: {talk: Hei.}}}",
            f"9: tuntematon kenttä talk, {shortened(CHOICE, SHOWN)}",
        ),
        (
            "nature: law",
            "nature: rumour",
            "2: kentän nature arvo 'rumour' ei kelpaa, valitse jokin: proposal, decision, law, report",
        ),
    ],
)
def test_fault_in_a_source_is_named_with_its_line_and_mend(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in FISHING
    (tmp_path / "kalat.yaml").write_text(FISHING.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load(tmp_path)
    assert f"kalat.yaml:{fault}" in [str(one) for one in caught.value.faults]


def test_only_one_file_may_say_what_the_content_is_about(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FISHING, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("about: {}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"b\.yaml:1: kohta about on jo toisaalla \(a\.yaml:9\)"):
        load(tmp_path)


def test_question_about_the_update_of_the_strategy_is_answered_from_a_document_of_its_own(index: Index) -> None:
    found = answer("mikä on päivitetty elo-strategia", index)
    assert isinstance(found, Found)
    assert plain(render(found, index.knowledge, finnish())).endswith(
        "Lähde: Elinikäisen ohjauksen strategia 2020–2028, 12/2023. ELO-foorumin päätös."
    )
    assert tabulate_sources(found.entry) == [{"document": "document:elo-strategia-2028"}]
