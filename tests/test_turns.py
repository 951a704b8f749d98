"""Whose conversation goes on where: by chat, topic and person, after the message that is replied to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emulator import Telegram, bot, forum, group, mention, person

from bot.content.entries import Facet
from bot.replies import Browse, Open, Page, Settle, Shelf, View, encode
from bot.replies.lists import tell_authority
from bot.replies.texts import in_language

if TYPE_CHECKING:
    from emulator import Call

    from bot.adviser import Adviser

SKILLS, FIELD = "Urasuunnittelutaidot", "Jalkautuvat palvelut"
NATIONALLY = "entä valtakunnallisesti?"
SKILLS_NATIONALLY, FIELD_NATIONALLY = "Tuottaa <b>materiaalia</b> & tukea.", "Rahoittaa kokeiluja."
REGIONALLY = "Järjestää paikallisia ryhmiä."
MEASURE = "measure:urasuunnittelutaidot"
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


class Talk:
    """What people say to the bot, one after another, each waiting for the answer."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    async def say(self, text: str, **more: Any) -> Call:
        """Say something, in a group with the bot's name before it; the answer."""
        before = len(self._telegram.of("sendMessage"))
        named = mention(text) if "chat" in more else {"text": text}
        await self._telegram.say(**{"text": None, **named, **more})
        return (await self._telegram.called("sendMessage", before + 1))[-1]

    async def reply(self, text: str, call: Call, **more: Any) -> Call:
        """Say something as a reply to what the bot sent."""
        return await self.say(text, reply_to_message=self._telegram.shown(call), **more)

    async def press(self, data: str, under: Call, **more: Any) -> Call:
        """Press what has this data under what the bot sent."""
        before = len(self._telegram.of("editMessageText"))
        await self._telegram.press(data, **self._telegram.shown(under) | more)
        return (await self._telegram.called("editMessageText", before + 1))[-1]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"user": 11, **forum(5)}, {"user": 12, **forum(9)}),
        ({"user": 11, **forum(5)}, {"user": 12, **forum(5)}),
        ({"user": 11, **forum(5)}, {"user": 11, **forum(9)}),
        ({"user": 11, "chat": group()}, {"user": 12, "chat": group()}),
        ({"user": 11, "chat": group(-100)}, {"user": 11, "chat": group(-101)}),
        ({"user": 11, "chat": group()}, {"from": ANONYMOUS, "sender_chat": group(), "chat": group()}),
        ({"user": 11, "chat": group()}, {"user": 11}),
        ({"user": 11, "message_thread_id": 5, "is_topic_message": True}, {"user": 11}),
    ],
)
async def test_conversation_belongs_to_a_person_in_a_topic_of_a_chat(
    telegram: Telegram, adviser: Adviser, mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    talk = Talk(telegram)
    async with bot(telegram, adviser):
        await talk.say(SKILLS, **mine)
        await talk.say(FIELD, **theirs)
        first, second = await talk.say(NATIONALLY, **mine), await talk.say(NATIONALLY, **theirs)
    assert SKILLS_NATIONALLY in first.text
    assert FIELD_NATIONALLY in second.text


async def test_replies_that_make_threads_are_one_conversation_where_there_are_no_topics(
    telegram: Telegram, adviser: Adviser
) -> None:
    talk = Talk(telegram)
    async with bot(telegram, adviser):
        await talk.say(SKILLS, chat=group(), message_thread_id=44)
        answer = await talk.say(NATIONALLY, chat=group())
    assert SKILLS_NATIONALLY in answer.text


@pytest.mark.parametrize("place", [{}, {"chat": group()}, forum(5)])
async def test_reply_continues_the_message_that_it_is_to(
    telegram: Telegram, adviser: Adviser, place: dict[str, Any]
) -> None:
    talk = Talk(telegram)
    async with bot(telegram, adviser):
        first = await talk.say(SKILLS, **place)
        await talk.say(FIELD, **place)
        answer = await talk.reply(NATIONALLY, first, **place)
        after = await talk.say("entä alueellisesti?", **place)
    assert SKILLS_NATIONALLY in answer.text
    assert REGIONALLY in after.text


async def test_reply_to_what_another_was_answered_continues_that(telegram: Telegram, adviser: Adviser) -> None:
    talk = Talk(telegram)
    async with bot(telegram, adviser):
        theirs = await talk.say(SKILLS, user=12, chat=group())
        await talk.say(FIELD, user=11, chat=group())
        answer = await talk.reply(NATIONALLY, theirs, user=11, chat=group())
    assert SKILLS_NATIONALLY in answer.text


async def test_reply_continues_what_a_press_put_in_the_place_of_the_answer(
    telegram: Telegram, adviser: Adviser
) -> None:
    talk = Talk(telegram)
    async with bot(telegram, adviser):
        first = await talk.say("kuka koordinoi alueella")
        await talk.press(first.buttons[SKILLS], first)
        await talk.say(FIELD)
        answer = await talk.reply(NATIONALLY, first)
    assert SKILLS_NATIONALLY in answer.text


@pytest.mark.parametrize(
    ("data", "goes_on"),
    [
        (encode(Settle("paijat-hame")), SKILLS_NATIONALLY),
        (encode(Browse(Page(Shelf.TERMS))), SKILLS_NATIONALLY),
        (encode(Open("measure:jalkautuvat-palvelut", Facet.REGIONAL)), FIELD_NATIONALLY),
    ],
)
async def test_press_of_another_leaves_a_message_to_what_was_said_there(
    telegram: Telegram, adviser: Adviser, data: str, goes_on: str
) -> None:
    talk = Talk(telegram)
    async with bot(telegram, adviser):
        mine = await talk.say(SKILLS, chat=group())
        await talk.say(FIELD, user=12, chat=group())
        await talk.press(data, mine, user=12, chat=group())
        answer = await talk.reply(NATIONALLY, mine, chat=group())
        theirs = await talk.say("entä alueellisesti?", user=12, chat=group())
    assert goes_on in answer.text
    assert "Avaa pop up -pisteitä." in theirs.text


async def test_choices_that_another_put_aside_are_offered_no_more(telegram: Telegram, adviser: Adviser) -> None:
    talk = Talk(telegram)
    async with bot(telegram, adviser):
        offered = await talk.say("kuka koordinoi alueella", chat=group())
        await talk.press(offered.buttons[adviser.texts("choice-none")], offered, user=12, chat=group())
        answer = await talk.reply("toinen", offered, user=13, chat=group())
    assert REGIONALLY not in answer.text


@pytest.mark.parametrize("place", [{}, {"chat": group()}])
async def test_reply_continues_a_message_of_before_a_restart_by_its_buttons(
    telegram: Telegram, adviser: Adviser, place: dict[str, Any]
) -> None:
    talk = Talk(telegram)
    async with bot(telegram, adviser):
        offered, answered = await talk.say("kuka koordinoi alueella", **place), await talk.say(SKILLS, **place)
    async with bot(telegram, adviser):
        await talk.say(FIELD, **place)
        follow_up = await talk.reply(NATIONALLY, answered, **place)
        choice = await talk.reply("toinen", offered, **place)
    assert SKILLS_NATIONALLY in follow_up.text
    assert REGIONALLY in choice.text


async def test_reply_to_what_is_about_nothing_goes_on_with_the_conversation(
    telegram: Telegram, adviser: Adviser
) -> None:
    talk = Talk(telegram)
    async with bot(telegram, adviser):
        greeting = await talk.say("/start")
        await talk.say(SKILLS)
        answer = await talk.reply(NATIONALLY, greeting)
    assert SKILLS_NATIONALLY in answer.text


@pytest.mark.parametrize("told", ["from", "to", "both"])
async def test_group_that_becomes_a_supergroup_keeps_its_conversations_and_its_language(
    telegram: Telegram, adviser: Adviser, told: str
) -> None:
    talk, old = Talk(telegram), {"id": -5, "type": "group", "title": "Ryhmä"}
    telegram.administrators = {(-5, 13)}
    moves: list[dict[str, Any]] = [
        {"chat": old, "migrate_to_chat_id": -1005},
        {"chat": group(-1005), "migrate_from_chat_id": -5, "from": ANONYMOUS, "sender_chat": group(-1005)},
    ]
    async with bot(telegram, adviser):
        await talk.say(SKILLS, chat=old)
        await talk.say(FIELD, chat=old, user=12)
        await telegram.say("/kieli ryhmä svenska", chat=old, user=13)
        await telegram.called("sendMessage", 3)
        for move in {"to": moves[:1], "from": moves[1:], "both": moves}[told]:
            await telegram.say(None, **move)
        mine = await talk.say("valtakunnallisesti", chat=group(-1005))
        theirs = await talk.say("valtakunnallisesti", chat=group(-1005), user=12)
    assert SKILLS_NATIONALLY in mine.text
    assert FIELD_NATIONALLY in theirs.text
    assert all(in_language("sv")("national-heading") in call.text for call in (mine, theirs))
    assert len(telegram.of("sendMessage")) == 5


# What goes with the person


async def test_language_and_maakunta_go_with_the_person_in_every_topic_and_to_nobody_else(
    telegram: Telegram, adviser: Adviser
) -> None:
    talk, swedish = Talk(telegram), in_language("sv")
    (area,) = adviser.index.knowledge.areas
    line = swedish("own-area", area=area.name, authority=tell_authority(area, swedish))
    async with bot(telegram, adviser):
        first = await talk.say("Kuka vastaa alueella urasuunnittelutaidoista?", **forum(5))
        await telegram.say("/kieli svenska", **forum(5))
        await telegram.called("sendMessage", 2)
        await talk.press(encode(Settle(area.slug)), first, **forum(5))
        mine = await talk.say("urasuunnittelutaidot", **forum(9))
        replied = await talk.reply("alueellisesti", first, **forum(5))
        theirs = await talk.reply("alueellisesti", first, user=12, **forum(5))
        shown = await talk.press(encode(Open(MEASURE, Facet.REGIONAL, View.SHORT)), mine, user=12, **forum(9))
    for call in (mine, replied):
        assert line in call.text
        assert swedish("regional-heading") in call.text
    for call in (theirs, shown):
        assert adviser.texts("regional-heading") in call.text
        assert area.name not in call.text


# What is sent by way of the bot


def sent_by_way(telegram: Telegram, adviser: Adviser, **more: Any) -> dict[str, Any]:
    """A message of a person that Telegram took from what the bot offered."""
    link = f"https://t.me/elo_testi_bot?start={MEASURE.replace(':', '_')}_r"
    keyboard = {"inline_keyboard": [[{"text": adviser.texts("ask-bot"), "url": link}]]}
    way = {"id": 777000, "is_bot": True, "first_name": "B", "username": "elo_testi_bot"}
    return telegram.message(SKILLS, via_bot=way, reply_markup=keyboard, **more)


@pytest.mark.parametrize("place", [{}, {"chat": group()}])
async def test_answer_sent_by_way_of_the_bot_is_not_answered_but_goes_on(
    telegram: Telegram, adviser: Adviser, place: dict[str, Any]
) -> None:
    talk = Talk(telegram)
    async with bot(telegram, adviser):
        await talk.say(FIELD, **place)
        sent = sent_by_way(telegram, adviser, **place)
        await telegram.send("message", sent)
        answer = await talk.say(NATIONALLY, **place)
    assert SKILLS_NATIONALLY in answer.text
    assert len(telegram.of("sendMessage")) == 2
    assert adviser.log is not None
    assert [row["question"] for row in adviser.log.newest(9)] == [NATIONALLY, FIELD]


async def test_answer_sent_by_way_of_the_bot_is_not_answered_where_it_replies_to_the_bot(
    telegram: Telegram, adviser: Adviser
) -> None:
    talk = Talk(telegram)
    async with bot(telegram, adviser):
        first = await talk.say(FIELD, chat=group())
        sent = sent_by_way(telegram, adviser, chat=group(), reply_to_message=telegram.shown(first))
        await telegram.send("message", sent)
        await telegram.send("edited_message", {**sent, "edit_date": sent["date"] + 1})
        answer = await talk.reply(NATIONALLY, first, user=12, chat=group())
    assert FIELD_NATIONALLY in answer.text
    assert len(telegram.of("sendMessage")) == 2


async def test_what_is_sent_by_way_of_another_bot_is_a_question(telegram: Telegram, adviser: Adviser) -> None:
    talk = Talk(telegram)
    async with bot(telegram, adviser):
        answer = await talk.say(SKILLS, via_bot={**ANONYMOUS, "id": 5}, **{"from": person(11)})
    assert SKILLS in answer.text
