"""Feedback in words: to the admins without its sender, never to the log, and not when it is a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emulator import Telegram, bot, group

from bot.replies import Declare, encode
from bot.understanding.answering import answer

if TYPE_CHECKING:
    from emulator import Call

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog

SKILLS = "Kuka vastaa alueella urasuunnittelutaidoista?"
REGIONAL = "Järjestää paikallisia ryhmiä."
PRAISE = "Kiitos botista"
ADMIN = 99
ADMINS = frozenset({ADMIN})


async def test_feedback_goes_to_every_admin_without_its_sender(
    telegram: Telegram, adviser: Adviser, log: QueryLog, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot(telegram, adviser, admins=frozenset({98, 99})):
        await telegram.say("/palaute Enemmän esimerkkejä")
        sent = await telegram.called("sendMessage", 3)
        await telegram.say("/palaute")
        await telegram.called("sendMessage", 4)
        await telegram.say("Kiitos botista, terveisin Aino")
        later = (await telegram.called("sendMessage", 7))[4:]
        await telegram.say(SKILLS)
        answer = (await telegram.called("sendMessage", 8))[-1]
    assert {(call.chat, call.text) for call in sent[:2]} == {
        (admin, "Palaute botille: Enemmän esimerkkejä") for admin in (98, 99)
    }
    assert [call.chat for call in later] == [98, 99, 11]
    assert later[0].text.endswith("Kiitos botista, terveisin Aino")
    assert "Järjestää paikallisia ryhmiä." in answer.text
    assert [row["question"] for row in log.newest(10)] == [SKILLS]
    assert "Aino" not in caplog.text


@pytest.mark.parametrize(
    "text", ["sana ja toinen " * 272, 4080 * "a", 2045 * "👩", f"a{4000 * ' '}b", "rivi\n" * 800, "\ud800 puolikas"]
)
async def test_feedback_of_any_length_arrives_whole(telegram: Telegram, adviser: Adviser, text: str) -> None:
    async with bot(telegram, adviser, admins=frozenset({99})):
        await telegram.say(f"/palaute {text}")
        await telegram.until(lambda: any(call.chat != 99 for call in telegram.of("sendMessage")))
        *sent, told = telegram.of("sendMessage")
    assert told.text == adviser.texts("comment-sent")
    assert all(len(call.text.encode("utf-16-le")) <= 2 * 4096 for call in sent)
    said = "".join(call.text for call in sent)
    assert "".join(said.split()) == "".join(f"Palaute botille: {text}".replace("\ud800", "?").split())


async def test_feedback_without_admins_is_not_said_to_be_sent(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, admins=frozenset()):
        await telegram.say("/palaute Hei")
        [reply] = await telegram.called("sendMessage")
    assert reply.text == adviser.texts("comment-nobody")


async def test_feedback_is_taken_back(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, admins=frozenset({99})):
        await telegram.say("/palaute")
        [asked] = await telegram.called("sendMessage")
        await telegram.press(asked.buttons[adviser.texts("comment-leave")])
        await telegram.called("editMessageText")
        await telegram.say(SKILLS)
        [_, answer] = await telegram.called("sendMessage", 2)
    assert answer.chat == 11
    assert "Järjestää paikallisia ryhmiä." in answer.text


async def test_group_is_told_to_write_feedback_in_the_same_message(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, admins=frozenset({99})):
        await telegram.say("/palaute", chat=group())
        [reply] = await telegram.called("sendMessage")
    assert reply.text == adviser.texts("comment-how")


# Until something else is done


async def begin(telegram: Telegram, user: int = 11) -> Call:
    """Ask to write feedback."""
    before = len(telegram.of("sendMessage"))
    await telegram.say("/palaute", user=user)
    return (await telegram.called("sendMessage", before + 1))[-1]


@pytest.mark.parametrize("command", ["/help", "/toimijat", "/start", "/tuntematon", "/puutteet", "/kieli"])
async def test_command_ends_the_wait_for_feedback(
    telegram: Telegram, adviser: Adviser, log: QueryLog, command: str
) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        await begin(telegram)
        await telegram.say(command)
        await telegram.say(PRAISE)
        calls = await telegram.called("sendMessage", 3)
    assert ADMIN not in {call.chat for call in calls}
    assert [row["question"] for row in log.newest(9)] == [PRAISE]


@pytest.mark.parametrize("data", ["b|t0", "o|overview|b", "q|moi", "gl0", "x", "e|p", "nonsense"])
async def test_press_ends_the_wait_for_feedback(telegram: Telegram, adviser: Adviser, log: QueryLog, data: str) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        await begin(telegram)
        await telegram.press(data)
        await telegram.called("answerCallbackQuery")
        await telegram.say(PRAISE)
        await telegram.called("sendMessage", 3 if data.startswith("q") else 2)
    assert ADMIN not in {call.chat for call in telegram.of("sendMessage")}
    assert log.newest(1)[0]["question"] == PRAISE


@pytest.mark.parametrize("user", [11, ADMIN])
async def test_peru_takes_the_wish_to_write_feedback_back_for_everybody(
    telegram: Telegram, adviser: Adviser, log: QueryLog, user: int
) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        await begin(telegram, user)
        await telegram.say("/peru", user=user)
        await telegram.say(PRAISE, user=user)
        _, left, answer = await telegram.called("sendMessage", 3)
        await telegram.say("/peru", user=user)
        [*_, again] = await telegram.called("sendMessage", 4)
    assert left.text == adviser.texts("comment-left")
    assert answer.text != adviser.texts("comment-sent")
    assert again.text != left.text
    assert [row["question"] for row in log.newest(9)] == [PRAISE]


async def test_sticker_does_not_end_the_wait_for_feedback(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        await begin(telegram)
        await telegram.say(None, location={"latitude": 60.0, "longitude": 25.0})
        await telegram.say(PRAISE)
        calls = await telegram.called("sendMessage", 4)
    assert adviser.texts("comment-came", text=PRAISE) in [call.text for call in calls]


# A question instead


async def ask_back(telegram: Telegram, text: str) -> tuple[dict[str, Any], dict[str, Any], Call]:
    """Write what may be a question instead of feedback; it, and what the bot asks about it."""
    await begin(telegram)
    message = telegram.message(text)
    await telegram.send("message", message)
    [_, asking] = await telegram.called("sendMessage", 2)
    return message, telegram.shown(asking, reply_to_message=message), asking


@pytest.mark.parametrize("text", ["urasuunnittelutaidot alueella", "Miksi vastaukset ovat näin pitkiä? ", "Häh?"])
async def test_what_looks_like_a_question_is_asked_about_before_it_goes_anywhere(
    telegram: Telegram, adviser: Adviser, log: QueryLog, text: str
) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        message, _, asking = await ask_back(telegram, text)
    assert asking.text == adviser.texts("comment-or-question")
    assert list(asking.buttons) == [adviser.texts("comment-is"), adviser.texts("question-is")]
    assert asking.fields["reply_parameters"]["message_id"] == message["message_id"]
    assert len(telegram.of("sendMessage")) == 2
    assert log.newest(9) == []


async def test_feedback_that_the_content_hardly_answers_is_not_asked_about(
    telegram: Telegram, adviser: Adviser
) -> None:
    text = "Kirjastojen tiedot puuttuvat"
    assert answer(text, adviser.index).outcome == "answer"
    async with bot(telegram, adviser, admins=ADMINS):
        await begin(telegram)
        await telegram.say(text)
        [_, came, _] = await telegram.called("sendMessage", 3)
    assert came.text == adviser.texts("comment-came", text=text)


async def test_a_few_words_that_take_up_the_conversation_are_asked_about(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        await telegram.say(SKILLS)
        await begin(telegram)
        await telegram.say("entä valtakunnallisesti")
        asking = (await telegram.called("sendMessage", 3))[-1]
    assert asking.text == adviser.texts("comment-or-question")


@pytest.mark.parametrize("restarted", [False, True])
async def test_what_is_said_to_be_feedback_goes_to_the_admins(
    telegram: Telegram, adviser: Adviser, log: QueryLog, restarted: bool
) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        message, shown, asking = await ask_back(telegram, SKILLS)
        if not restarted:
            await telegram.press(asking.buttons[adviser.texts("comment-is")], **shown)
            await telegram.called("editMessageText")
    if restarted:
        async with bot(telegram, adviser, admins=ADMINS):
            await telegram.press(asking.buttons[adviser.texts("comment-is")], **shown)
            await telegram.called("editMessageText")
    [thanks] = telegram.of("editMessageText")
    assert [call.text for call in telegram.of("sendMessage") if call.chat == ADMIN] == [
        adviser.texts("comment-came", text=SKILLS)
    ]
    assert (thanks.text, int(thanks.fields["message_id"])) == (adviser.texts("comment-sent"), shown["message_id"])
    assert not thanks.buttons
    assert log.newest(9) == []
    assert message["text"] == SKILLS


async def test_what_is_said_to_be_a_question_is_answered_and_logged(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        message, shown, asking = await ask_back(telegram, SKILLS)
        press = await telegram.press(asking.buttons[adviser.texts("question-is")], **shown)
        [answer] = await telegram.called("editMessageText")
        await telegram.say("entä valtakunnallisesti?")
        [*_, further] = await telegram.called("sendMessage", 3)
        changed = {**message, "text": "jalkautuvat palvelut", "edit_date": message["date"] + 1}
        await telegram.send("edited_message", changed)
        [_, edited] = await telegram.called("editMessageText", 2)
    assert REGIONAL in answer.text
    assert "Tuottaa" in further.text
    assert "Jalkautuvat palvelut" in edited.text
    assert int(answer.fields["message_id"]) == int(edited.fields["message_id"]) == shown["message_id"]
    assert [(row["question"], row["update_id"]) for row in log.newest(9)][-1] == (SKILLS, press)
    assert len(log.newest(9)) == 3
    assert ADMIN not in {call.chat for call in telegram.of("sendMessage")}


async def test_feedback_that_was_asked_about_is_corrected_when_it_is_edited_and_not_before(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        message, shown, asking = await ask_back(telegram, "Miksi?")
        await telegram.send("edited_message", {**message, "text": "Miksi ei?", "edit_date": message["date"] + 1})
        written = {**message, "text": "Miksi ei?"}
        await telegram.press(asking.buttons[adviser.texts("comment-is")], **{**shown, "reply_to_message": written})
        await telegram.called("editMessageText")
        await telegram.send("edited_message", {**message, "text": "Miksi ihan?", "edit_date": message["date"] + 2})
        await telegram.called("sendMessage", 4)
    assert [call.text for call in telegram.of("sendMessage") if call.chat == ADMIN] == [
        adviser.texts("comment-came", text="Miksi ei?"),
        adviser.texts("comment-corrected", text="Miksi ihan?"),
    ]
    assert log.newest(9) == []


@pytest.mark.parametrize("more", [{"reply_markup": None}, {"reply_to_message": None}, {"date": 0}])
async def test_forged_or_late_press_sends_nothing_to_anybody(
    telegram: Telegram, adviser: Adviser, log: QueryLog, more: dict[str, Any]
) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        _, shown, _ = await ask_back(telegram, SKILLS)
        for number, action in enumerate((Declare(comment=True), Declare(comment=False)), 1):
            await telegram.press(encode(action), **{**shown, **more})
            *_, toast = await telegram.called("answerCallbackQuery", number)
            assert toast.text == adviser.texts("aged")
    assert len(telegram.of("sendMessage")) == 2
    assert log.newest(9) == []


async def test_question_in_the_same_message_as_the_command_is_feedback(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        await telegram.say(f"/palaute {SKILLS}")
        came, sent = await telegram.called("sendMessage", 2)
    assert (came.chat, came.text) == (ADMIN, adviser.texts("comment-came", text=SKILLS))
    assert sent.text == adviser.texts("comment-sent")


async def test_question_of_distress_is_answered_with_help_at_once(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        await begin(telegram)
        await telegram.say("miksi haluan kuolla?")
        [_, help_] = await telegram.called("sendMessage", 2)
    assert "112" in help_.text
