"""What Telegram tells besides questions: a bare name, that the bot was added to a group, reactions to its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emulator import USERNAME, Fault, Telegram, bot, bot_user, group, mention, person, webhook

from bot.replies.texts import in_language

if TYPE_CHECKING:
    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog

SKILLS = "Kuka vastaa alueella urasuunnittelutaidoista?"
REGIONAL = "Järjestää paikallisia ryhmiä."
MENTION = f"@{USERNAME}"


def colleague(text: str | None = SKILLS, **more: object) -> dict[str, Any]:
    """A message that somebody else wrote in the group."""
    told = {"message_id": 3, "date": 1, "chat": group(), "from": person(12), "text": text, **more}
    return {name: value for name, value in told.items() if value is not None}


def said(text: str, **more: object) -> dict[str, Any]:
    """Fields of a message in the group that is put to the bot."""
    kind, first = "bot_command" if text.startswith("/") else "mention", text.split(maxsplit=1)[0]
    return {"chat": group(), "text": text, "entities": [{"type": kind, "offset": 0, "length": len(first)}], **more}


WAYS = pytest.mark.parametrize("way", ["polling", "webhook"])


# A bare name


@pytest.mark.parametrize("text", [MENTION, f"{MENTION} ", f" {MENTION}", f"{MENTION} ??", "/kysy", f"/kysy@{USERNAME}"])
@pytest.mark.parametrize(
    "about",
    [
        {"reply_to_message": colleague()},
        {"reply_to_message": colleague(f"{MENTION} {SKILLS}")},
        {"reply_to_message": colleague(None, caption=SKILLS, photo=[])},
        {"reply_to_message": colleague("Moi! " * 99), "quote": {"text": SKILLS, "position": 5}},
    ],
)
async def test_bare_name_in_reply_to_a_question_answers_that_question(
    telegram: Telegram, adviser: Adviser, log: QueryLog, text: str, about: dict[str, Any]
) -> None:
    fields = said(text.strip(), **about)
    if text.startswith(" "):
        fields |= {"text": text, "entities": [{"type": "mention", "offset": 1, "length": len(MENTION)}]}
    async with bot(telegram, adviser):
        await telegram.say(**{"text": None, "message_id": 44, **fields})
        [reply] = await telegram.called("sendMessage")
    assert REGIONAL in reply.text
    assert reply.fields["reply_parameters"]["message_id"] == 44
    assert [row["question"] for row in log.newest(10)] == [SKILLS]


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"reply_to_message": colleague(None, photo=[])},
        {"reply_to_message": colleague("Vastaus", **{"from": bot_user()})},
        {"reply_to_message": colleague("Vastaus", via_bot=bot_user())},
        {"reply_to_message": colleague(None, forum_topic_created={"name": "Aihe", "icon_color": 1})},
        {"reply_to_message": colleague(MENTION)},
    ],
)
async def test_bare_name_without_a_question_tells_how_to_ask_and_logs_nothing(
    telegram: Telegram, adviser: Adviser, log: QueryLog, about: dict[str, Any]
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(**{"text": None, **said(MENTION, **about)})
        await telegram.say(MENTION)
        calls = await telegram.called("sendMessage", 2)
    lines = [adviser.texts(key, name=MENTION) for key in ("ask-how", "ask-reply")]
    assert [call.text.split("\n\n") for call in calls] == [lines, lines]
    assert log.newest(10) == []


async def test_name_with_words_asks_those_whatever_it_replies_to(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say(**{"text": None, "chat": group(), **mention(SKILLS), "reply_to_message": colleague("moi")})
        [reply] = await telegram.called("sendMessage")
    assert REGIONAL in reply.text


# Being added


@pytest.mark.parametrize("before", ["left", "kicked"])
@pytest.mark.parametrize("now", ["member", "administrator", "restricted"])
@WAYS
async def test_bot_that_is_added_to_a_group_introduces_itself_once(
    telegram: Telegram, adviser: Adviser, before: str, now: str, way: str
) -> None:
    async with bot(telegram, adviser, **(webhook() if way == "webhook" else {})):
        await telegram.called("setWebhook" if way == "webhook" else "getUpdates")
        await telegram.admit(before, now)
        [greeting] = await telegram.called("sendMessage")
        await telegram.admit(now, "administrator")
        await telegram.admit("administrator", "left")
        await telegram.admit("left", now)
        await telegram.say("moi", user=12)
        calls = await telegram.called("sendMessage", 2)
    assert [call.chat for call in calls] == [-100, 12]
    assert greeting.text.split("\n\n") == [
        f"Hei! Olen elo-botti. {adviser.texts('start-what')}",
        adviser.texts("group-how", name=MENTION),
    ]


async def test_introduction_speaks_the_language_of_who_added_the_bot(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        swede: Any = {"from": {**person(11), "language_code": "sv"}}
        await telegram.admit("left", "member", **swede)
        [greeting] = await telegram.called("sendMessage")
    assert greeting.text.endswith(in_language("sv")("group-how", name=MENTION))


@pytest.mark.parametrize(
    ("before", "now", "chat"),
    [
        ("member", "administrator", group()),
        ("administrator", "member", group()),
        ("member", "kicked", group()),
        ("kicked", "member", {"id": 11, "type": "private", "first_name": "A"}),
        ("left", "administrator", {"id": -200, "type": "channel", "title": "Kanava"}),
    ],
)
async def test_other_changes_are_passed_over(
    telegram: Telegram, adviser: Adviser, before: str, now: str, chat: dict[str, Any]
) -> None:
    async with bot(telegram, adviser):
        await telegram.admit(before, now, chat=chat)
        await telegram.say("moi", user=12)
        await telegram.called("sendMessage")
    assert [call.chat for call in telegram.of("sendMessage")] == [12]


async def test_group_where_the_bot_may_not_write_is_left_alone(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail("sendMessage", Fault(400, "Bad Request: not enough rights to send text messages to the chat"))
    async with bot(telegram, adviser):
        await telegram.admit("left", "restricted")
        await telegram.called("sendMessage")
    assert "an update failed" not in caplog.text


# Reactions


@WAYS
@pytest.mark.parametrize(
    ("given", "feedback"),
    [
        ([("👍",)], "helped"),
        ([("👎",)], "not-helped"),
        ([("👍",), ("👎",)], "not-helped"),
        ([("👎",), ("👍",)], "helped"),
        ([("❤", "👍")], "helped"),
        ([("👍",), ()], "helped"),
        ([("👎",), ("👎", "❤")], "not-helped"),
        ([("❤",)], None),
        ([("🤔",)], None),
    ],
)
async def test_thumb_on_an_answer_is_feedback_on_its_question(  # noqa: PLR0913, PLR0917  by each way
    telegram: Telegram, adviser: Adviser, log: QueryLog, way: str, given: list[tuple[str, ...]], feedback: str | None
) -> None:
    async with bot(telegram, adviser, **(webhook() if way == "webhook" else {})):
        await telegram.called("setWebhook" if way == "webhook" else "getUpdates")
        await telegram.say(SKILLS)
        await telegram.called("sendMessage")
        await telegram.say("moi")
        await telegram.called("sendMessage", 2)
        before: tuple[str, ...] = ()
        for emoji in given:
            await telegram.react(telegram.sent[0], *emoji, before=before)
            before = emoji
        await telegram.react(telegram.sent[1], "👎")
        await telegram.react(999_999, "👎")
        await telegram.say("kiitos")
        await telegram.called("sendMessage", 3)
    assert len(telegram.of("sendMessage")) == 3
    assert [row["feedback"] for row in log.newest(10)] == [None, None, feedback]


async def test_thumb_reaches_the_answer_to_a_button_and_to_an_edited_question(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser):
        await telegram.press("q|jalkautuvat palvelut")
        await telegram.called("sendMessage")
        await telegram.react(telegram.sent[0], "👎")
        asked = telegram.message(**said(f"{MENTION} kirjastot"))
        await telegram.send("message", asked)
        await telegram.called("sendMessage", 2)
        text = f"{MENTION} {SKILLS}"
        await telegram.send("edited_message", {**asked, "text": text, "edit_date": asked["date"] + 5})
        await telegram.called("editMessageText")
        await telegram.react(telegram.sent[1], "👍", user=12, chat=group())
        await telegram.say("kiitos")
        await telegram.called("sendMessage", 3)
    rows = {row["question"]: row["feedback"] for row in log.newest(10)}
    assert rows == {"jalkautuvat palvelut": "not-helped", "kirjastot": None, SKILLS: "helped", "kiitos": None}


async def test_thumbs_without_end_are_passed_over(telegram: Telegram, adviser: Adviser, log: QueryLog) -> None:
    async with bot(telegram, adviser, flood_limit=1):
        await telegram.say(SKILLS)
        await telegram.called("sendMessage")
        for emoji in ("👎", "👎", "👎", "👍"):
            await telegram.react(telegram.sent[0], emoji)
        await telegram.say("moi", user=12)
        await telegram.called("sendMessage", 2)
    assert [row["feedback"] for row in log.newest(10)] == [None, "not-helped"]
