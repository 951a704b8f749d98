"""What is asked of the bot itself and of today, and phrases that hardly say more than that they ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.content.documents import Keeper
from bot.content.entries import Facet
from bot.content.knowledge import load
from bot.replies import Paragraph, plain, render, unfold
from bot.replies.texts import finnish
from bot.understanding.answering import Found, answer
from bot.understanding.matching import Index
from bot.understanding.matching.difference import Difference

if TYPE_CHECKING:
    from pathlib import Path

    from bot.content.knowledge import Knowledge
    from bot.understanding.language import Language


@pytest.fixture(scope="module")
def language(index: Index) -> Language:
    return index.language


def replied(question: str, index: Index) -> str:
    return plain(render(answer(question, index), index.knowledge, finnish()))


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("kuka vastaa tästä botista", "topic:botin-yllapito"),
        ("Moi, kuka sut teki?", "topic:botin-yllapito"),
        ("mihin voin antaa palautetta botista", "topic:botin-palaute"),
        ("mistä sun tiedot on peräisin", "topic:botin-lahde"),
        ("onko tämä virallista tietoa", "topic:botin-virallisuus"),
        ("kuinka ajan tasalla tiedot on", "topic:botin-ajantasaisuus"),
        ("tallennetaanko mun kysymys", "topic:botin-tietosuoja"),
        ("kuka näkee mitä kirjoitan", "topic:botin-tietosuoja"),
        ("mitä komentoja sulla on", "topic:botin-kysyminen"),
        ("voinko puhua ihmiselle", "topic:botin-ihminen"),
        ("kuka teki esityksen", "topic:esityksen-tekija"),
        ("mikä on elinvoimakeskus", "term:elinvoimakeskus"),
        ("mikä on Lupa- ja valvontavirasto", "term:lupa-ja-valvontavirasto"),
        ("mitä TE-toimistojen tilalle tuli", "term:tyollisyysalue"),
        ("toteutuivatko ehdotukset", "topic:ehdotusten-toteutuminen"),
        ("onko strategia voimassa", "topic:strategian-paivitys"),
        ("kuka vastaa ohjauksesta", "topic:kuka-vastaa"),
        ("mikä taho hoitaa ohjausta", "topic:kuka-vastaa"),
        ("kuka vastaa palvelukartasta", "measure:monialaiset-palvelut"),
        ("kuka seuraa ohjauksen vaikuttavuutta", "measure:seuranta"),
        ("kuka tallentaa asiakkaan tiedot järjestelmään", None),
    ],
)
def test_bot_and_today_are_answered_and_nothing_of_the_strategy_is_taken(
    index: Index, question: str, entry: str | None
) -> None:
    answered = answer(question, index)
    found = answered.entry.id if isinstance(answered, Found) else None
    assert found == entry or (entry is None and not str(found).startswith("topic:botin"))


def test_level_that_is_asked_for_is_kept_beside_an_asking_phrase(index: Index) -> None:
    answered = answer("kuka vastaa ohjauksesta alueellisesti", index)
    assert isinstance(answered, Found)
    assert (answered.entry.id, answered.facet) == ("topic:kuka-vastaa", Facet.REGIONAL)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("kuka hoitaa AVIn hommat nykyään", "Aluehallintovirastot lakkasivat 31.12.2025"),
        ("onko digipalvelu valmis", "Tavoitevuosi oli 2023,"),
        ("kuka tekee nyt alueellisen palvelukartan", "ELY-keskukset ja AVIt lakkasivat 31.12.2025 ja TE-toimistot"),
    ],
)
def test_question_of_today_is_told_first_what_has_changed(index: Index, question: str, first: str) -> None:
    answered = answer(question, index)
    assert isinstance(answered, Found)
    parts = render(answered, index.knowledge, finnish()).parts
    assert isinstance(parts[0], Paragraph)
    assert parts[0].text.startswith(first)
    own = answered.entry.successor
    assert own is None or Paragraph(own.text) in unfold(parts)


def test_question_of_the_proposals_is_told_last_what_has_changed(index: Index) -> None:
    *_, changed, source = replied("kuka tekee alueellisen palvelukartan", index).split("\n")
    assert changed.startswith("ELY-keskukset ja AVIt lakkasivat 31.12.2025")
    assert source.startswith("Lähde: ")


def test_keeper_is_told_as_the_content_names_it(index: Index, knowledge: Knowledge) -> None:
    question = "kuka ylläpitää tätä bottia"
    assert "Ylläpitäjän nimeä ei ole kirjattu" in replied(question, index)
    answered = answer(question, index)
    keeper = Keeper(told_in="topic:botin-yllapito", name="Mallilan kunta", contact="botti@example.org")
    about = knowledge.about.model_copy(update={"keeper": keeper})
    said = plain(render(answered, replace(knowledge, about=about), finnish()))
    assert "Ylläpitäjä: Mallilan kunta." in said
    assert "Yhteystieto: botti@example.org." in said


def test_asking_phrase_of_two_entries_is_neither_and_a_change_of_one_touches_its_question(
    folder: Path, language: Language
) -> None:
    content = folder / "content.yaml"
    before = content.read_text("utf-8")
    asked = "kuka tämän teki"

    def with_phrase(*aliases: str) -> Index:
        text = before
        for alias in aliases:
            text = text.replace(f"aliases: [{alias}]", f"aliases: [{alias}]\n    synonyms: [kuka teki tämän]")
        content.write_text(text, "utf-8")
        return Index.build(load(folder), language)

    none, one, two = with_phrase(), with_phrase("kysely"), with_phrase("kysely", "jalkautuminen")
    found = [answer(asked, index) for index in (none, one, two)]
    assert [one.entry.id if isinstance(one, Found) else None for one in found] == [None, "topic:kysely", None]
    assert Difference(none, one).touches(asked)
    assert Difference(one, two).touches(asked)
    assert not Difference(none, one).touches("jalkautuvat palvelut")
