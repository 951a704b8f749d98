from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emulator import USERNAME, Telegram, bot

from bot.content.entries import Facet
from bot.replies import Open, encode_link, parse_link, plain
from bot.replies.offers import MOST_OFFERS, find_offers
from bot.replies.texts import finnish
from bot.telegram.messages import write
from bot.understanding.answering import about, answer

if TYPE_CHECKING:
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index

SKILLS = "Kuka vastaa alueella urasuunnittelutaidoista?"


async def offered(telegram: Telegram, text: str, count: int = 1) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    await telegram.ask_inline(text)
    fields = (await telegram.called("answerInlineQuery", count))[-1].fields
    results: list[dict[str, Any]] = fields["results"]
    return fields, results


async def test_answer_is_offered_whole_with_its_source_and_a_link_to_the_bot(
    telegram: Telegram, adviser: Adviser
) -> None:
    async with bot(telegram, adviser):
        fields, results = await offered(telegram, SKILLS)
    assert (fields["is_personal"], int(fields["cache_time"])) == ("false", 300)
    first = results[0]
    text = first["input_message_content"]["message_text"]
    assert text.startswith("Alueellisesti ehdotettiin ")
    assert "Järjestää paikallisia ryhmiä." in text
    assert "dia 12, 25.3.2022. Alueiden ehdotus, ei päätös." in text
    [[button]] = first["reply_markup"]["inline_keyboard"]
    assert button["url"] == f"https://t.me/{USERNAME}?start=measure_urasuunnittelutaidot_r"


@pytest.mark.parametrize("typed", ["", "  ", "k"])
async def test_nothing_typed_offers_the_measures_until_something_was_asked(
    telegram: Telegram, adviser: Adviser, typed: str
) -> None:
    async with bot(telegram, adviser):
        fields, results = await offered(telegram, typed)
    assert [result["title"] for result in results] == ["Jalkautuvat palvelut", "Urasuunnittelutaidot"]
    assert "button" not in fields


async def test_nothing_typed_offers_what_is_asked_most(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        for question in ("kirjastot", "moi", "jalkautuminen", "kirjastot", "asdf qwerty"):
            await telegram.say(question)
        await telegram.called("sendMessage", 5)
        _, results = await offered(telegram, "")
    assert [result["title"] for result in results] == ["Kirjastot", "Jalkautuvat palvelut", "Urasuunnittelutaidot"]


async def test_log_that_cannot_be_read_costs_nobody_the_measures(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        assert adviser.log is not None
        adviser.log.path.write_bytes(b"ei tietokanta" * 100)
        _, results = await offered(telegram, "")
    assert len(results) == 2


async def test_no_answer_says_so_and_leads_to_the_bot(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        for count in (1, 2):
            fields, results = await offered(telegram, "asdf qwerty", count)
            assert results == []
            assert fields["button"] == {"text": adviser.texts("inline-none"), "start_parameter": "kysy"}
        await telegram.say(f"/start {fields['button']['start_parameter']}")
        [welcome] = await telegram.called("sendMessage")
    assert welcome.text.startswith("Hei! Olen elo-botti.")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ja", "Jalkautuvat palvelut"),
        ("PA", "Jalkautuvat palvelut"),
        ("kir", "Kirjastot"),
        ("urat", "Urasuunnittelutaidot"),
    ],
)
async def test_two_letters_of_a_name_offer_what_is_called_so(
    telegram: Telegram, adviser: Adviser, typed: str, first: str
) -> None:
    async with bot(telegram, adviser):
        _, results = await offered(telegram, typed)
    assert results[0]["title"] == first


async def test_inline_answers_change_with_the_content(telegram: Telegram, adviser: Adviser, folder: Path) -> None:
    async with bot(telegram, adviser):
        _, before = await offered(telegram, SKILLS)
        content = folder / "content.yaml"
        content.write_text(content.read_text().replace("Järjestää paikallisia ryhmiä.", "Perustaa ryhmiä."))
        adviser.serve(adviser.build(adviser.folder))
        _, after = await offered(telegram, SKILLS, 2)
    assert "Järjestää" in before[0]["input_message_content"]["message_text"]
    assert "Perustaa ryhmiä." in after[0]["input_message_content"]["message_text"]


async def test_who_types_too_much_is_offered_what_is_known_already_or_nothing_for_now(
    telegram: Telegram, adviser: Adviser
) -> None:
    typed = [SKILLS, "a", "b", "c", "d", "e", "urataidot", SKILLS]
    async with bot(telegram, adviser, flood_limit=1):
        for text in typed:
            await telegram.ask_inline(text, user=11)
        await telegram.called("answerInlineQuery", 8)
        await telegram.ask_inline("urataidot", user=12)
        calls = [call.fields for call in await telegram.called("answerInlineQuery", 9)]
        await telegram.say("moi", user=11)
        [greeting] = await telegram.called("sendMessage")
    beyond, known, others = calls[6], calls[7], calls[8]
    assert (beyond["results"], beyond["is_personal"], int(beyond["cache_time"])) == ([], "true", 5)
    assert known["results"] == calls[0]["results"] != []
    assert others["results"] != []
    assert greeting.text == adviser.texts("talk-greeting")


async def test_link_opens_the_answer_that_was_shared(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/start measure_urasuunnittelutaidot_r")
        await telegram.say("/start measure_poistettu_r")
        await telegram.say("/start ../../etc/passwd")
        shared, gone, odd = await telegram.called("sendMessage", 3)
    assert "Järjestää paikallisia ryhmiä." in shared.text
    assert odd.text.startswith(adviser.texts("start-greeting"))
    assert gone.text == f"{adviser.texts('aged')}\n\n{odd.text}"


@pytest.mark.parametrize("typed", ["", "urasuunnittelutaidot", SKILLS, "laatukriteerit", "kirjastot", "Lappi", "opo"])
def test_offers_are_few_different_and_lead_back(index: Index, typed: str) -> None:
    found = find_offers(typed, index, finnish())
    assert len(found) <= MOST_OFFERS
    assert len({(offer.entry and offer.entry.id, offer.facet) for offer in found}) == len(found)
    assert all(write(offer.reply).text.endswith(plain(offer.reply).splitlines()[-1]) for offer in found)


def test_what_is_asked_most_is_offered_before_the_measures(any_index: Index) -> None:
    knowledge = any_index.knowledge
    theme, measure = knowledge.themes[0], knowledge.measures[-1]
    offers = find_offers(" ", any_index, finnish(), [theme.id, "theme:poistettu", measure.id])
    found = [offer.entry for offer in offers]
    assert found == list(dict.fromkeys([theme, measure, *knowledge.measures]))[:MOST_OFFERS]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("pa", "term:palvelukartta"),
        ("palveluk", "term:palvelukartta"),
        ("kir", "actor:kirjastot"),
        ("kirjas", "actor:kirjastot"),
        ("työkk", "actor:te-toimistot"),
        ("la", "region:lappi"),
        ("ohjauksen seur", "measure:seuranta"),
        ("kartoitt", "term:osaamisen-kartoittaminen"),
    ],
)
def test_what_is_called_as_was_begun_is_offered_first(index: Index, typed: str, first: str) -> None:
    offers = find_offers(typed, index, finnish())
    assert offers[0].entry is not None
    assert offers[0].entry.id == first


@pytest.mark.parametrize("typed", ["kirjastot", "digipalvelu", SKILLS])
def test_what_is_meant_is_offered_before_what_only_begins_so(index: Index, typed: str) -> None:
    entry = about(answer(typed, index))
    assert find_offers(typed, index, finnish())[0].entry == entry


def test_measure_is_offered_on_each_level(any_index: Index) -> None:
    for measure in any_index.knowledge.measures:
        found = find_offers(f"kuka alueella vastaa: {measure.title}", any_index, finnish())
        assert {offer.facet for offer in found if offer.entry == measure} == set(Facet)


def test_every_entry_can_be_linked(any_content: Knowledge) -> None:
    assert all(parse_link(encode_link(one, Facet.BOTH)) == Open(one, Facet.BOTH) for one in any_content.entries)
