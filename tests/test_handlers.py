from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emulator import USERNAME, Telegram, bot, bot_user, group, mention, person
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Message, User

from bot.content.entries import Facet
from bot.replies import Ask, Open, View, decode, encode
from bot.telegram.handlers import put_to

if TYPE_CHECKING:
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog

ADMIN = 99
MEASURE = "measure:urasuunnittelutaidot"
NATIONAL = "Tuottaa <b>materiaalia</b> & tukea."
REGIONAL = "Järjestää paikallisia ryhmiä."
SKILLS = "Kuka vastaa alueella urasuunnittelutaidoista?"


async def test_start_tells_what_this_is_and_offers_questions(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/start")
        [welcome] = await telegram.called("sendMessage")
    for key in ("start-what", "start-automaton"):
        assert adviser.texts(key) in welcome.text
    assert len(welcome.buttons) == 3
    assert "parse_mode" not in welcome.fields


@pytest.mark.parametrize("command", ["/help", "/apua", f"/help@{USERNAME}"])
async def test_help_and_unknown_commands_tell_how_to_ask(telegram: Telegram, adviser: Adviser, command: str) -> None:
    async with bot(telegram, adviser):
        await telegram.say(command)
        [guidance] = await telegram.called("sendMessage")
    assert guidance.text.startswith(adviser.texts("help-heading"))


async def test_question_is_answered_in_the_private_chat_without_quoting_it(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser):
        update_id = await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
    assert REGIONAL in reply.text
    assert "reply_parameters" not in reply.fields
    [row] = log.newest(10)
    assert (row["update_id"], row["chat_kind"], row["question"], row["way"]) == (
        update_id,
        "private",
        SKILLS,
        "telegram",
    )


async def test_answer_has_bold_headings_and_shows_markup_as_text(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("Urasuunnittelutaidot <b>valtakunnallisesti</b>")
        [reply] = await telegram.called("sendMessage")
    assert "• Tuottaa <b>materiaalia</b> & tukea." in reply.text
    assert "bold" in {entity["type"] for entity in reply.fields["entities"]}


async def test_level_and_source_buttons_edit_the_same_message(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        await telegram.press(reply.buttons[adviser.texts("show-national")], message_id=5)
        [national] = await telegram.called("editMessageText")
        await telegram.press(
            national.buttons[adviser.texts("more")], reply_markup=national.fields["reply_markup"], message_id=5
        )
        [spread] = await telegram.called("editMessageReplyMarkup")
        await telegram.press(spread.buttons[adviser.texts("show-source")], message_id=5)
        [_, source] = await telegram.called("editMessageText", 2)
        await telegram.press(source.buttons[adviser.texts("back-to-answer")], message_id=5)
        [_, _, back] = await telegram.called("editMessageText", 3)
    assert NATIONAL in national.text
    assert REGIONAL not in national.text
    assert "Dia 12: Kyselyn yhteenveto, Yliopisto, 25.3.2022." in source.text
    assert back.text == national.text
    assert {call.fields["message_id"] for call in (national, spread, source, back)} == {"5"}
    assert len(telegram.of("answerCallbackQuery")) == 4


async def test_ready_made_question_is_asked_and_logged(telegram: Telegram, adviser: Adviser, log: QueryLog) -> None:
    async with bot(telegram, adviser):
        await telegram.press(encode(Ask(SKILLS)))
        [reply] = await telegram.called("sendMessage")
    assert REGIONAL in reply.text
    assert len(telegram.of("answerCallbackQuery")) == 1
    assert [row["question"] for row in log.newest(10)] == [SKILLS]


async def test_level_switch_is_not_a_question(telegram: Telegram, adviser: Adviser, log: QueryLog) -> None:
    async with bot(telegram, adviser):
        await telegram.press(encode(Open(MEASURE, Facet.NATIONAL)))
        await telegram.called("editMessageText")
    assert log.newest(10) == []


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "y",
        "o|",
        "o|measure:ei-ole|r",
        f"o|{MEASURE}|z",
        "s|actor:poistettu|b",
        "q|",
        "q|   ",
        "o|../..|b",
        "🙂" * 16,
    ],
)
async def test_aged_and_forged_buttons_are_answered(telegram: Telegram, adviser: Adviser, data: str | None) -> None:
    async with bot(telegram, adviser):
        await telegram.press(data)
        [answer] = await telegram.called("answerCallbackQuery")
    assert answer.text == adviser.texts("aged")
    assert not telegram.of("editMessageText")
    assert not telegram.of("sendMessage")


async def test_button_under_a_message_out_of_reach_is_answered(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.press(encode(Open(MEASURE, Facet.BOTH)), date=0)
        [answer] = await telegram.called("answerCallbackQuery")
    assert answer.text == adviser.texts("aged")


@pytest.mark.parametrize(
    "more",
    [
        mention("kuka vastaa urasuunnittelutaidoista?"),
        {
            "text": "kuka vastaa urasuunnittelutaidoista?",
            "reply_to_message": {"message_id": 3, "date": 1, "chat": group(), "from": bot_user(), "text": "Vastaus"},
        },
    ],
)
async def test_group_question_is_answered_as_a_reply_to_it(
    telegram: Telegram, adviser: Adviser, log: QueryLog, more: dict[str, Any]
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(**{"text": None, "chat": group(), "message_id": 44, **more})
        [reply] = await telegram.called("sendMessage")
    assert reply.chat == -100
    assert reply.fields["reply_parameters"]["message_id"] == 44
    [row] = log.newest(10)
    assert (row["chat_kind"], row["question"]) == ("group", "kuka vastaa urasuunnittelutaidoista?")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("message", {"text": SKILLS, "chat": group()}),
        (
            "message",
            {
                "text": "@toinen_botti " + SKILLS,
                "chat": group(),
                "entities": [{"type": "mention", "offset": 0, "length": 13}],
            },
        ),
        ("message", {"photo": [], "text": None, "chat": group()}),
        ("message", {"text": "/tuntematon", "chat": group()}),
        ("message", {"text": SKILLS, "from": {"id": 5, "is_bot": True, "first_name": "Botti"}}),
        (
            "message",
            {
                **mention(SKILLS),
                "chat": group(),
                "is_automatic_forward": True,
                "sender_chat": {"id": -1, "type": "channel", "title": "Kanava"},
            },
        ),
        ("message", {"text": None, "new_chat_members": [bot_user()], "chat": group()}),
        ("message", {"text": None, "pinned_message": {"message_id": 1, "date": 0, "chat": group(11)}}),
        ("channel_post", {"text": SKILLS, "from": None, "chat": {"id": -7, "type": "channel", "title": "Kanava"}}),
    ],
)
async def test_what_is_not_put_to_the_bot_is_left_alone(
    telegram: Telegram, adviser: Adviser, kind: str, content: dict[str, Any]
) -> None:
    fields = telegram.message(**{"text": None, **content})
    async with bot(telegram, adviser):
        await telegram.send(kind, fields)
        await telegram.say("moi", user=12)
        await telegram.called("sendMessage")
    assert [call.chat for call in telegram.of("sendMessage")] == [12]


async def test_person_behind_a_group_is_answered(telegram: Telegram, adviser: Adviser) -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    async with bot(telegram, adviser):
        await telegram.say(**{"chat": group(), "from": anonymous, "sender_chat": group(), **mention(SKILLS)})
        [reply] = await telegram.called("sendMessage")
    assert REGIONAL in reply.text


@pytest.mark.parametrize(
    "content",
    [
        {
            "sticker": {
                "file_id": "a",
                "file_unique_id": "a",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
                "type": "regular",
            }
        },
        {"location": {"latitude": 60.0, "longitude": 25.0}},
        {"voice": {"file_id": "a", "file_unique_id": "a", "duration": 1}},
    ],
)
async def test_message_without_text_gets_a_friendly_line(
    telegram: Telegram, adviser: Adviser, content: dict[str, Any]
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(None, **content)
        [reply] = await telegram.called("sendMessage")
    assert reply.text == adviser.texts("not-text")


async def test_edited_forwarded_and_captioned_messages_are_answered(telegram: Telegram, adviser: Adviser) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Kolmas"}
    photo = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]
    async with bot(telegram, adviser):
        await telegram.send("edited_message", telegram.message(SKILLS, edit_date=2))
        await telegram.say(SKILLS, forward_origin=origin)
        await telegram.say(None, photo=photo, caption=SKILLS)
        replies = await telegram.called("sendMessage", 3)
    assert all(REGIONAL in reply.text for reply in replies)


async def test_reload_is_for_admins_only(telegram: Telegram, adviser: Adviser) -> None:
    before = adviser.index
    async with bot(telegram, adviser, admins=frozenset({ADMIN})):
        await telegram.say("/reload", user=12)
        [reply] = await telegram.called("sendMessage")
    assert reply.text == adviser.texts("reload-forbidden")
    assert adviser.index is before


async def test_reload_tells_what_changed_and_serves_it(telegram: Telegram, adviser: Adviser, folder: Path) -> None:
    content = folder / "content.yaml"
    content.write_text(content.read_text().replace("Järjestää paikallisia ryhmiä.", "Perustaa uusia ryhmiä."))
    async with bot(telegram, adviser, admins=frozenset({ADMIN})):
        await telegram.say("/reload", user=ADMIN)
        [reply] = await telegram.called("sendMessage")
        await telegram.say(SKILLS)
        [_, answer] = await telegram.called("sendMessage", 2)
    assert f"{adviser.texts('reload-changed')}\n• Urasuunnittelutaidot" in reply.text
    assert "Perustaa uusia ryhmiä." in answer.text


async def test_reload_of_nothing_new_says_so(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, admins=frozenset({ADMIN})):
        await telegram.say("/reload", user=ADMIN)
        [reply] = await telegram.called("sendMessage")
    assert adviser.texts("reload-same") in reply.text


async def test_reload_of_faulty_content_tells_the_faults_and_the_old_goes_on_serving(
    telegram: Telegram, adviser: Adviser, folder: Path
) -> None:
    (folder / "broken.yaml").write_text("measures:\n\t- id: x\n")
    (folder / "wrong.yaml").write_text("".join(f"turha{number}: 1\n" for number in range(20)))
    async with bot(telegram, adviser, admins=frozenset({ADMIN})):
        await telegram.say("/reload", user=ADMIN)
        [reply] = await telegram.called("sendMessage")
        await telegram.say(SKILLS)
        [_, answer] = await telegram.called("sendMessage", 2)
    assert "broken.yaml:2:" in reply.text
    assert adviser.texts("reload-more", count=18) in reply.text
    assert REGIONAL in answer.text


async def test_failure_is_apologised_for_and_its_text_kept_out_of_the_log(
    telegram: Telegram, adviser: Adviser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot(telegram, adviser):
        await telegram.called("getChatMenuButton")  # it has introduced itself
        monkeypatch.setattr(adviser, "index", None)
        await telegram.say("salainen asia")
        [apology] = await telegram.called("sendMessage")
        await telegram.press(encode(Open(MEASURE, Facet.BOTH, View.SOURCES)))
        [answer] = await telegram.called("answerCallbackQuery")
    assert apology.text == answer.text == adviser.texts("failed")
    assert "an update failed" in caplog.text
    assert "salainen" not in caplog.text


@given(st.text(max_size=80).filter(lambda text: f"@{USERNAME}" not in text.lower()))
def test_question_is_what_was_written_without_the_name_of_the_bot(text: str) -> None:
    me = User.de_json(bot_user(), None)
    name = f"@{USERNAME.upper()}"
    written = f"{name} {text}"
    entities = [{"type": "mention", "offset": 0, "length": len(name)}]
    fields = {"message_id": 1, "date": 1, "chat": group(), "from": person(1)}
    assert put_to(me, Message.de_json({**fields, "text": written, "entities": entities}, None)) == text.strip()
    assert put_to(me, Message.de_json({**fields, "text": text}, None)) is None
    private = {**fields, "chat": {"id": 1, "type": "private"}}
    assert put_to(me, Message.de_json({**private, "text": text}, None)) == text.strip()


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=70), st.binary(max_size=64).map(lambda data: data.decode("latin-1"))))
def test_any_button_data_is_an_action_within_the_limit_or_nothing(data: str) -> None:
    action = decode(data)
    assert action is None or encode(action) == data
    assert action is None or len(data.encode()) <= 64
