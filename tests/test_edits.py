"""Messages that are edited: taken for what they were, and only when their text changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emulator import Fault, Telegram, bot, forum, group, mention

if TYPE_CHECKING:
    from emulator import Call

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog

SKILLS = "Kuka vastaa alueella urasuunnittelutaidoista?"
FIELD = "jalkautuvat palvelut"
REGIONAL = "Järjestää paikallisia ryhmiä."
GONE = ("Bad Request: message to edit not found", "Bad Request: message can't be edited")
ADMINS = frozenset({98, 99})


async def change(telegram: Telegram, message: dict[str, Any], **fields: Any) -> None:
    """Queue what Telegram tells of a message that was edited, or that has got a reaction or a preview of a link."""
    await telegram.send("edited_message", {**message, "edit_date": message["date"] + 1, **fields})


async def fetch_all(telegram: Telegram, user: int = 12) -> None:
    """Wait until the bot has taken all that was queued; it finishes it before it ends."""
    before = len(telegram.of("sendMessage"))
    await telegram.say("moi", user=user)
    await telegram.until(lambda: any(call.chat == user for call in telegram.of("sendMessage")[before:]))


def told(telegram: Telegram) -> list[Call]:
    """What one person, or their group, was told."""
    methods = {"sendMessage", "editMessageText"}
    return [call for call in telegram.calls if call.method in methods and call.chat not in {12, *ADMINS}]


def asked(log: QueryLog) -> list[str]:
    """What that person, or their group, asked, the newest first."""
    return [row["question"] for row in log.newest(9) if row["question"] != "moi"]


@pytest.mark.parametrize(
    "content",
    [
        {"text": SKILLS},
        {"text": None, "caption": SKILLS, "photo": [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]},
        {"chat": group(), **mention(SKILLS)},
        {"text": "/toimijat"},
        {"text": "/palaute Hyvä botti"},
        {"text": "/start"},
    ],
)
async def test_message_whose_text_did_not_change_is_left_alone(
    telegram: Telegram, adviser: Adviser, log: QueryLog, content: dict[str, Any]
) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        message = telegram.message(**{"text": None, **content})
        await telegram.send("message", message)
        await change(telegram, message)
        await fetch_all(telegram)
    calls = told(telegram)
    assert len(calls) == 1
    assert len([call for call in telegram.of("sendMessage") if call.chat in ADMINS]) in {0, len(ADMINS)}
    assert asked(log) in ([], [SKILLS])


async def test_level_that_was_switched_to_stays_when_the_question_gets_a_reaction(
    telegram: Telegram, adviser: Adviser
) -> None:
    async with bot(telegram, adviser):
        message = telegram.message(SKILLS)
        await telegram.send("message", message)
        [reply] = await telegram.called("sendMessage")
        await telegram.press(reply.buttons[adviser.texts("show-national")], **telegram.shown(reply))
        await telegram.called("editMessageText")
        await change(telegram, message)
        await fetch_all(telegram)
    _, switched = told(telegram)
    assert REGIONAL not in switched.text


async def test_every_text_that_is_new_is_answered(telegram: Telegram, adviser: Adviser, log: QueryLog) -> None:
    async with bot(telegram, adviser):
        message = telegram.message(SKILLS)
        await telegram.send("message", message)
        await change(telegram, message, text=FIELD)
        await change(telegram, message, text=FIELD)
        await change(telegram, message, text=SKILLS)
        await fetch_all(telegram)
    calls = told(telegram)
    assert [call.method for call in calls] == ["sendMessage", "editMessageText", "editMessageText"]
    assert asked(log) == [SKILLS, FIELD, SKILLS]


async def test_edited_message_of_before_a_restart_is_answered(telegram: Telegram, adviser: Adviser) -> None:
    message = telegram.message(SKILLS)
    async with bot(telegram, adviser):
        await telegram.send("message", message)
        await telegram.called("sendMessage")
    async with bot(telegram, adviser):
        await change(telegram, message, text=FIELD)
        _, answer = await telegram.called("sendMessage", 2)
    assert "Jalkautuvat palvelut" in answer.text


async def test_message_that_was_too_much_is_not_answered_for_a_reaction(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, flood_limit=1):
        await telegram.say(FIELD)
        message = telegram.message(SKILLS)
        await telegram.send("message", message)
        await change(telegram, message)
        await fetch_all(telegram)
    calls = told(telegram)
    assert [call.text for call in calls[1:]] == [adviser.texts("flood")]


# Feedback


def passed_on(telegram: Telegram, adviser: Adviser, key: str) -> list[str]:
    """What each admin was told of feedback in these words."""
    said = {admin: [call.text for call in telegram.of("sendMessage") if call.chat == admin] for admin in ADMINS}
    [texts] = {tuple(texts) for texts in said.values()}
    start = adviser.texts(key, text="")
    return [text.removeprefix(start) for text in texts if text.startswith(start)]


@pytest.mark.parametrize("awaited", [True, False])
@pytest.mark.parametrize("command", ["", "/palaute "])
async def test_feedback_that_is_edited_goes_to_the_admins_once_as_a_correction_and_is_no_question(
    telegram: Telegram, adviser: Adviser, log: QueryLog, awaited: bool, command: str
) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        if awaited:
            await telegram.say("/palaute")
            message = telegram.message("Liian pitkiä vastauksia")
        else:
            message = telegram.message("/palaute Liian pitkiä vastauksia")
        await telegram.send("message", message)
        text = f"{command}Liian lyhyitä vastauksia"
        entities = [{"type": "bot_command", "offset": 0, "length": 8}] if command else None
        await change(telegram, message, text=text, entities=entities)
        await change(telegram, message, text=text, entities=entities)
        await fetch_all(telegram)
    calls = told(telegram)
    assert passed_on(telegram, adviser, "comment-came") == ["Liian pitkiä vastauksia"]
    assert passed_on(telegram, adviser, "comment-corrected") == ["Liian lyhyitä vastauksia"]
    assert [call.text for call in calls[awaited:]] == [adviser.texts("comment-sent"), adviser.texts("correction-sent")]
    assert asked(log) == []


async def test_feedback_is_corrected_while_more_is_awaited(telegram: Telegram, adviser: Adviser, log: QueryLog) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        message = telegram.message("/palaute Liian pitkiä vastauksia")
        await telegram.send("message", message)
        await telegram.say("/palaute")
        await change(telegram, message, text="Liian lyhyitä vastauksia", entities=None)
        await telegram.say("Enemmän esimerkkejä")
        await fetch_all(telegram)
    assert passed_on(telegram, adviser, "comment-came") == ["Liian pitkiä vastauksia", "Enemmän esimerkkejä"]
    assert passed_on(telegram, adviser, "comment-corrected") == ["Liian lyhyitä vastauksia"]
    assert asked(log) == []


async def test_correction_that_speaks_of_distress_goes_to_nobody(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        message = telegram.message("/palaute Hyvä botti")
        await telegram.send("message", message)
        await change(telegram, message, text="/palaute haluan kuolla")
        await fetch_all(telegram)
    calls = told(telegram)
    assert "112" in calls[-1].text
    assert passed_on(telegram, adviser, "comment-corrected") == []


async def test_question_that_is_edited_while_feedback_is_awaited_is_still_a_question(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser, admins=ADMINS):
        message = telegram.message(FIELD)
        await telegram.send("message", message)
        await telegram.say("/palaute")
        await change(telegram, message, text="urasuunnittelutaidot")
        await telegram.say("Enemmän esimerkkejä")
        await fetch_all(telegram)
    calls = told(telegram)
    assert [call.method for call in calls] == ["sendMessage", "sendMessage", "editMessageText", "sendMessage"]
    assert REGIONAL in calls[2].text
    assert passed_on(telegram, adviser, "comment-came") == ["Enemmän esimerkkejä"]
    assert asked(log) == ["urasuunnittelutaidot", FIELD]


# Answers that are gone


@pytest.mark.parametrize("description", GONE)
async def test_answer_that_cannot_be_edited_is_sent_anew(
    telegram: Telegram, adviser: Adviser, description: str
) -> None:
    async with bot(telegram, adviser):
        message = telegram.message(FIELD)
        await telegram.send("message", message)
        await telegram.called("sendMessage")
        telegram.fail("editMessageText", Fault(400, description))
        await change(telegram, message, text=SKILLS)
        _, anew = await telegram.called("sendMessage", 2)
        await change(telegram, message, text="kirjastot")
        [_, edited] = await telegram.called("editMessageText", 2)
        again = telegram.message("entä valtakunnallisesti?", reply_to_message=telegram.shown(anew, text=""))
        await telegram.send("message", again)
        await telegram.called("sendMessage", 3)
    assert REGIONAL in anew.text
    assert int(edited.fields["message_id"]) == telegram.shown(anew)["message_id"]


@pytest.mark.parametrize("description", GONE)
async def test_what_a_press_shows_is_sent_anew_where_the_message_cannot_be_edited(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture, description: str
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        telegram.fail("editMessageText", Fault(400, description))
        await telegram.press(reply.buttons[adviser.texts("show-national")], **telegram.shown(reply))
        _, anew = await telegram.called("sendMessage", 2)
        await telegram.say("entä alueellisesti?", reply_to_message=telegram.shown(anew))
        [*_, further] = await telegram.called("sendMessage", 3)
    assert adviser.texts("national-heading") in anew.text
    assert REGIONAL in further.text
    assert "an update failed" not in caplog.text


@pytest.mark.parametrize("where", [{}, {"chat": group()}, forum(7)])
async def test_answer_that_waits_for_its_turn_is_sent_anew_where_it_belongs(
    telegram: Telegram, adviser: Adviser, where: dict[str, Any]
) -> None:
    async with bot(telegram, adviser, send_limits=True):
        message = telegram.message(**where, **mention(FIELD))
        await telegram.send("message", message)
        [first] = await telegram.called("sendMessage")
        telegram.fail("editMessageText", Fault(400, GONE[0]))
        await change(telegram, message, **mention(SKILLS))
        _, anew = await telegram.called("sendMessage", 2)
        [edited] = telegram.of("editMessageText")
        await telegram.until(lambda: not telegram.waiting)
    assert REGIONAL in anew.text
    assert edited.at - first.at > 0.5
    fields = {name: value for name, value in first.fields.items() if name not in {"text", "entities", "reply_markup"}}
    assert fields.items() <= anew.fields.items()
    assert not {"message_thread_id", "reply_parameters"} & set(edited.fields)


async def test_answer_that_is_the_same_already_is_left_as_it_is(telegram: Telegram, adviser: Adviser) -> None:
    said = "Bad Request: message is not modified: specified new message content is the same"
    async with bot(telegram, adviser):
        message = telegram.message(FIELD)
        await telegram.send("message", message)
        telegram.fail("editMessageText", Fault(400, said))
        await change(telegram, message, text=f"{FIELD}?")
        await fetch_all(telegram)
    calls = told(telegram)
    assert [call.method for call in calls] == ["sendMessage", "editMessageText"]


@pytest.mark.parametrize("description", GONE)
async def test_verdict_on_an_answer_that_is_gone_is_thanked_for_and_no_failure(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture, description: str
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        telegram.fail("editMessageReplyMarkup", Fault(400, description))
        await telegram.press(reply.buttons["👍"], **telegram.shown(reply))
        await fetch_all(telegram)
    calls = told(telegram)
    assert len(calls) == 1
    assert len(telegram.of("answerCallbackQuery")) == 1
    assert "an update failed" not in caplog.text
