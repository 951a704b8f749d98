from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emulator import USERNAME, Telegram, bot

from bot.content.entries import Facet
from bot.replies import Open, encode_link, parse_link, plain
from bot.replies.offers import MOST_OFFERS, find_offers
from bot.replies.texts import finnish
from bot.telegram.messages import write

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
    assert "Järjestää paikallisia ryhmiä." in text
    assert "dia 12, 25.3.2022. Alueiden ehdotus vuodelta 2022, ei päätös." in text
    [[button]] = first["reply_markup"]["inline_keyboard"]
    assert button["url"] == f"https://t.me/{USERNAME}?start=measure_urasuunnittelutaidot_r"


async def test_nothing_typed_offers_the_themes(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        _, results = await offered(telegram, "")
    assert [result["title"] for result in results] == ["Saavutettavasti ja asiakaslähtöisesti"]


async def test_question_without_an_answer_offers_nothing(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        _, results = await offered(telegram, "asdf qwerty")
    assert results == []


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


def test_themes_of_the_content_are_offered_first(any_index: Index) -> None:
    assert [offer.entry for offer in find_offers("  ", any_index, finnish())] == list(any_index.knowledge.themes)


def test_measure_is_offered_on_each_level(any_index: Index) -> None:
    for measure in any_index.knowledge.measures:
        found = find_offers(f"kuka alueella vastaa: {measure.title}", any_index, finnish())
        assert {offer.facet for offer in found if offer.entry == measure} == set(Facet)


def test_every_entry_can_be_linked(any_content: Knowledge) -> None:
    assert all(parse_link(encode_link(one, Facet.BOTH)) == Open(one, Facet.BOTH) for one in any_content.entries)
