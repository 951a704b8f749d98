"""Commands of people in Telegram, edited questions, albums and topics."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from emulator import Fault, Telegram, bot, group, mention, person

from bot.replies.texts import in_language

if TYPE_CHECKING:
    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog

SKILLS = "Kuka vastaa alueella urasuunnittelutaidoista?"
FOREST = "jalkautuvat palvelut"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/tavoitteet", "list-of-theme"),
        ("/toimijat", "list-of-actor"),
        ("/alueet", "own-area-heading"),
        ("/sanasto", "list-of-term"),
        ("/tietosuoja", "privacy-heading"),
        ("/privacy", "privacy-heading"),
        ("/kieli", "language-choose"),
        ("/palaute", "comment-ask"),
    ],
)
async def test_command_is_answered_with_what_it_is_for(
    telegram: Telegram, adviser: Adviser, command: str, said: str
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(command)
        [reply] = await telegram.called("sendMessage")
    assert reply.text.startswith(adviser.texts(said))


async def test_list_leads_to_an_answer_and_back_in_one_message(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/tavoitteet")
        [themes] = await telegram.called("sendMessage")
        await telegram.press(themes.buttons["Saavutettavasti ja asiakaslähtöisesti"], message_id=5)
        [theme] = await telegram.called("editMessageText")
        await telegram.press(theme.buttons["Urasuunnittelutaidot"], message_id=5)
        [_, measure] = await telegram.called("editMessageText", 2)
        await telegram.press(measure.buttons["Takaisin"], message_id=5)
        [_, _, back] = await telegram.called("editMessageText", 3)
        await telegram.press(back.buttons["Takaisin"], message_id=5)
        [*_, last] = await telegram.called("editMessageText", 4)
    assert "Järjestää paikallisia ryhmiä." in measure.text
    assert back.text == theme.text
    assert last.text == themes.text
    assert {call.fields["message_id"] for call in (theme, measure, back, last)} == {"5"}


async def test_picture_is_sent_with_its_words(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/kuva")
        await telegram.say("/kuva")
        first, _ = await telegram.called("sendPhoto", 2)
    caption = str(first.fields["caption"])
    assert adviser.texts("picture-title", nature="proposal") in caption
    assert "Kirjastot".lower() in (caption + "".join(call.text for call in telegram.of("sendMessage"))).lower()


async def test_picture_is_uploaded_once_and_again_when_its_file_is_refused(
    telegram: Telegram, adviser: Adviser
) -> None:
    wrong = Fault(400, "Bad Request: wrong file identifier/HTTP URL specified")
    async with bot(telegram, adviser):
        for user, count in ((11, 1), (12, 2)):
            await telegram.say("/kuva", user=user)
            await telegram.called("sendPhoto", count)
        telegram.fail("sendPhoto", wrong)
        await telegram.say("/kuva", user=13)
        await telegram.say("/kuva", user=13)
        calls = await telegram.called("sendPhoto", 5)
    sent = [call.fields.get("photo") for call in calls]
    assert [str(photo).startswith("fixture-photo-") for photo in sent] == [False, True, True, False, True]
    assert sent[1] == sent[2] != sent[4]


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (400, "Bad Request: not enough rights to send photos to the chat"),
        (400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN"),
        (403, "Forbidden: not enough rights to send photos to the chat"),
        (400, "Bad Request: IMAGE_PROCESS_FAILED"),
    ],
)
async def test_instead_of_a_picture_that_may_not_be_sent_its_words_are_told_once(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture, status: int, description: str
) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/kuva")
        [seen] = await telegram.called("sendPhoto")
        telegram.fail("sendPhoto", Fault(status, description))
        await telegram.say("/kuva")
        [words] = await telegram.called("sendMessage")
    assert words.text == seen.fields["caption"]
    assert len(telegram.of("sendPhoto")) == 2
    assert "an update failed" not in caplog.text


async def test_chat_that_is_closed_gets_neither_picture_nor_words(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture
) -> None:
    for method in ("sendPhoto", "sendMessage"):
        telegram.fail(method, Fault(403, "Forbidden: bot was kicked from the supergroup chat"))
    async with bot(telegram, adviser):
        await telegram.say("/kuva")
        await telegram.called("sendMessage")
    assert len(telegram.of("sendMessage")) == 1
    assert "an update failed" not in caplog.text


async def test_privacy_tells_what_the_settings_say(telegram: Telegram, adviser: Adviser) -> None:
    told = {"controller": "Esimerkkilän kunta", "contact": "tietosuoja@example.org", "keep_days": 90}
    async with bot(telegram, adviser, **told, legal_basis="legitimate-interest"):
        await telegram.say("/tietosuoja")
        [reply] = await telegram.called("sendMessage")
    for said in ("Esimerkkilän kunta", "tietosuoja@example.org", "90 päivän", "f alakohta"):
        assert said in reply.text
    for key in ("number", "memory", "recipients", "rights", "complaint"):
        assert adviser.texts(f"privacy-{key}") in reply.text


async def test_operator_is_warned_at_the_start_of_what_the_law_asks_for(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot(telegram, adviser, contact=None):
        await telegram.say("/tietosuoja")
        [reply] = await telegram.called("sendMessage")
    assert "BOT_CONTACT is not set" in caplog.text
    assert "BOT_CONTROLLER" not in caplog.text
    assert adviser.texts("privacy-comment") in reply.text


async def test_own_id_is_told_in_private_only(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/id", user=1234567890, chat=group())
        await telegram.say("/id", user=1234567890)
        [reply] = await telegram.called("sendMessage")
    assert "1234567890" in reply.text
    assert reply.chat == 1234567890


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


@pytest.mark.parametrize(("tag", "language"), [("sv", "sv"), ("sv-FI", "sv"), ("en", "en"), ("fi", "fi"), ("et", "fi")])
async def test_people_are_spoken_to_in_the_language_of_their_telegram(
    telegram: Telegram, adviser: Adviser, tag: str, language: str
) -> None:
    sender: Any = {"from": {**person(11), "language_code": tag}}
    async with bot(telegram, adviser):
        await telegram.say("/help", **sender)
        await telegram.say(SKILLS, **sender)
        help_, answer = await telegram.called("sendMessage", 2)
    texts = in_language(language)
    assert help_.text.startswith(texts("help-heading"))
    assert texts("regional-heading") in answer.text
    assert texts("feedback-helped") in answer.buttons


def question(message_id: int, text: str, **more: object) -> dict[str, Any]:
    chat = {"id": 11, "type": "private", "first_name": "A"}
    return {"message_id": message_id, "date": int(time.time()), "chat": chat, "from": person(11), "text": text, **more}


async def test_question_edited_within_a_quarter_of_an_hour_is_answered_in_place(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser):
        asked = question(44, FOREST)
        await telegram.send("message", asked)
        [first] = await telegram.called("sendMessage")
        await telegram.send("edited_message", {**asked, "text": SKILLS, "edit_date": asked["date"] + 900})
        [edited] = await telegram.called("editMessageText")
        await telegram.send("edited_message", {**asked, "text": FOREST, "edit_date": asked["date"] + 901})
        [_, late] = await telegram.called("sendMessage", 2)
    assert "Järjestää paikallisia ryhmiä." in edited.text
    assert first.text == late.text
    assert [row["question"] for row in log.newest(10)] == [FOREST, SKILLS, FOREST]


async def test_album_gets_one_sentence(telegram: Telegram, adviser: Adviser) -> None:
    photo = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]
    async with bot(telegram, adviser):
        for _ in range(3):
            await telegram.say(None, photo=photo, media_group_id="77")
        await telegram.say("moi", user=12)
        await telegram.until(lambda: any(call.chat == 12 for call in telegram.of("sendMessage")))
    assert [call.text for call in telegram.of("sendMessage") if call.chat == 11] == [adviser.texts("not-text")]


async def test_answer_stays_in_the_topic_of_a_forum(telegram: Telegram, adviser: Adviser) -> None:
    forum = {**group(), "is_forum": True}
    async with bot(telegram, adviser):
        await telegram.say(
            **{
                "text": None,
                "chat": forum,
                "message_id": 44,
                "message_thread_id": 7,
                "is_topic_message": True,
                **mention(SKILLS),
            }
        )
        [reply] = await telegram.called("sendMessage")
    assert int(reply.fields["message_thread_id"]) == 7
    assert reply.fields["reply_parameters"]["message_id"] == 44


async def test_admins_commands_are_silent_in_groups(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, admins=frozenset({99})):
        await telegram.say("/reload", user=99, chat=group())
        await telegram.say("moi", user=12)
        await telegram.called("sendMessage")
    assert [call.chat for call in telegram.of("sendMessage")] == [12]
