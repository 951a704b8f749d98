"""Commands of people in Telegram, edited questions, albums and topics; feedback is in `test_comments.py`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from emulator import USERNAME, Fault, Telegram, bot, forum, group, mention, person
from factories import ROW
from pydantic import SecretStr

from bot.replies.charting import describe
from bot.replies.handout import Form, make
from bot.replies.texts import in_language
from bot.telegram.handlers.menu import COMMANDS, Command
from bot.telegram.messages import write

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


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/toimijat kirjastot", "Kirjastot ovat lähipalvelu."),
        ("/toimijat  OPH ", "Opetushallitus on kansallinen virasto."),
        ("/tavoitteet saavutettavuusteema", "Urasuunnittelutaidot"),
        ("/tavoitteet jalkautuvat palvelut", "Avaa pop up -pisteitä."),
        ("/alueet päijät-häme", "Kaakkois-Suomen elinvoimakeskus"),
        ("/sanasto kysely", "Kysely tehtiin keväällä 2022."),
        ("/kysy kuka vastaa alueella urasuunnittelutaidoista?", "Järjestää paikallisia ryhmiä."),
        ("/kysy\nkuka vastaa alueella urasuunnittelutaidoista?", "Järjestää paikallisia ryhmiä."),
        ("/kuka vastaa alueella urasuunnittelutaidoista?", "Järjestää paikallisia ryhmiä."),
    ],
)
async def test_words_after_a_command_are_what_it_does(
    telegram: Telegram, adviser: Adviser, command: str, said: str
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(command)
        [reply] = await telegram.called("sendMessage")
    assert said in reply.text


async def test_what_a_list_was_asked_for_leads_back_to_it(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/toimijat kirjastot")
        [reply] = await telegram.called("sendMessage")
        await telegram.press(reply.buttons[adviser.texts("back")])
        [back] = await telegram.called("editMessageText")
    assert back.text.startswith(adviser.texts("list-of-actor"))


async def test_what_no_list_has_is_a_question(telegram: Telegram, adviser: Adviser, log: QueryLog) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/sanasto hoitopolku")
        await telegram.say("/kysy urataidot", chat=group(), message_id=44)
        none, answer = await telegram.called("sendMessage", 2)
    assert none.text.startswith(adviser.texts("none-said"))
    assert "Järjestää paikallisia ryhmiä." in answer.text
    assert answer.fields["reply_parameters"]["message_id"] == 44
    assert [(row["question"], row["chat_kind"]) for row in log.newest(10)] == [
        ("urataidot", "group"),
        ("hoitopolku", "private"),
    ]


async def test_question_of_a_command_that_is_edited_is_answered_in_place(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        asked = telegram.message(f"/kysy {FOREST}")
        await telegram.send("message", asked)
        await telegram.called("sendMessage")
        await telegram.send("edited_message", {**asked, "text": f"/kysy {SKILLS}", "edit_date": asked["date"] + 5})
        [edited] = await telegram.called("editMessageText")
    assert "Järjestää paikallisia ryhmiä." in edited.text


@pytest.mark.parametrize("said", ["/kysy", "/kysy  "])
async def test_command_without_a_question_tells_how_to_ask_and_logs_nothing(
    telegram: Telegram, adviser: Adviser, log: QueryLog, said: str
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(said)
        [reply] = await telegram.called("sendMessage")
    assert reply.text.startswith(adviser.texts("ask-how", name=f"@{USERNAME}"))
    assert reply.text.count("\n\n") == 1
    assert log.newest(10) == []


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("svenska", "sv"),
        ("Svenska", "sv"),
        ("ruotsi", "sv"),
        ("ruotsiksi", "sv"),
        ("på svenska", "sv"),
        ("SV", "sv"),
        ("english", "en"),
        ("englanti", "en"),
        ("suomi", "fi"),
        ("finska", "fi"),
    ],
)
async def test_language_that_is_named_is_spoken(telegram: Telegram, adviser: Adviser, said: str, language: str) -> None:
    other: Any = {"from": {**person(11), "language_code": "en" if language == "sv" else "sv"}}
    async with bot(telegram, adviser):
        await telegram.say(f"/kieli {said}", **other)
        await telegram.say("/help", **other)
        chosen, help_ = await telegram.called("sendMessage", 2)
    texts = in_language(language)
    assert chosen.text == texts("language-set")
    assert help_.text.startswith(texts("help-heading"))


async def test_language_that_nobody_speaks_here_brings_the_choice(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/kieli klingon")
        [reply] = await telegram.called("sendMessage")
    assert reply.text == adviser.texts("language-choose")
    assert len(reply.buttons) == 3


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


@pytest.mark.parametrize(
    ("asked", "ends"), [("/taulukko", [".csv", ".pdf"]), ("/taulukko csv", [".csv"]), ("/taulukko PDF", [".pdf"])]
)
async def test_table_is_sent_as_files(telegram: Telegram, adviser: Adviser, asked: str, ends: list[str]) -> None:
    async with bot(telegram, adviser):
        await telegram.say(asked)
        calls = await telegram.called("sendDocument", len(ends))
    knowledge = adviser.index.knowledge
    for call, end in zip(calls, ends, strict=True):
        handout = make(Form(end[1:]), knowledge, adviser.texts)
        assert (call.names["document"], call.files["document"]) == (handout.name, handout.content)
        assert call.fields["caption"] == handout.caption
    assert not telegram.of("sendMessage")


async def test_table_is_sent_in_the_topic_of_a_group_as_a_reply(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/taulukko csv", message_id=44, **forum(7))
        [call] = await telegram.called("sendDocument")
    assert call.fields["reply_parameters"]["message_id"] == 44
    assert int(call.fields["message_thread_id"]) == 7


async def test_other_words_after_the_table_are_a_question(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/taulukko urasuunnittelutaidot")
        [reply] = await telegram.called("sendMessage")
    assert "Järjestää paikallisia ryhmiä." in reply.text
    assert not telegram.of("sendDocument")


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (400, "Bad Request: not enough rights to send documents to the chat"),
        (400, "Bad Request: CHAT_SEND_DOCS_FORBIDDEN"),
        (403, "Forbidden: not enough rights to send documents to the chat"),
    ],
)
async def test_instead_of_files_that_may_not_be_sent_the_words_are_told_once(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture, status: int, description: str
) -> None:
    telegram.fail("sendDocument", Fault(status, description))
    async with bot(telegram, adviser):
        await telegram.say("/taulukko")
        [words] = await telegram.called("sendMessage")
    assert words.text == write(describe(adviser.index.knowledge, adviser.texts)).text
    assert len(telegram.of("sendDocument")) == 1
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


@pytest.mark.parametrize("keys", [(), (SecretStr("A" * 43 + "="),)])
async def test_privacy_tells_whether_texts_are_encrypted_and_the_operator_is_warned_where_they_are_not(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture, keys: tuple[SecretStr, ...]
) -> None:
    async with bot(telegram, adviser, keys=keys):
        await telegram.say("/privacy")
        [reply] = await telegram.called("sendMessage")
    for key, told in (("privacy-sealed", bool(keys)), ("privacy-unsealed", not keys)):
        assert (adviser.texts(key) in reply.text) is told
    assert ("BOT_KEYS is not set" in caplog.text) is not bool(keys)


async def test_questions_from_before_there_was_a_key_are_told_of_at_the_start(
    telegram: Telegram, adviser: Adviser, log: QueryLog, caplog: pytest.LogCaptureFixture
) -> None:
    log.record(ROW)
    async with bot(telegram, adviser, keys=(SecretStr("A" * 43 + "="),)):
        await telegram.called("getUpdates")
    assert "before there was a key: 1 (bot key renew)" in caplog.text


async def test_person_takes_away_what_they_asked_and_nobody_elses(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser):
        for number, (user, said) in enumerate([(11, "eka asia"), (22, "muun asia"), (11, "toka asia")], 1):
            await telegram.say(said, user=user)
            await telegram.called("sendMessage", number)
        await telegram.say(**mention("kolmas asia"), user=11, chat=group())
        await telegram.called("sendMessage", 4)
        for number, command in enumerate(("/poista", "/delete", "/radera"), 5):
            await telegram.say(command, user=11)
            await telegram.called("sendMessage", number)
    assert [row["question"] for row in log.newest(9)] == ["", "", "muun asia", ""]
    assert b"eka asia" not in log.path.read_bytes() + log.path.with_name(f"{log.path.name}-wal").read_bytes()
    replies = [call.text for call in telegram.of("sendMessage")[4:]]
    assert replies == [adviser.texts("erase-all", count=count) for count in (3, 0, 0)]


async def test_person_whose_questions_are_not_known_is_told_how_they_are_deleted(
    telegram: Telegram, adviser: Adviser
) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/poista")
        [reply] = await telegram.called("sendMessage")
    assert reply.text == adviser.texts("erase-all", count=0)
    assert "/palaute" in reply.text


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
        public, reply = await telegram.called("sendMessage", 2)
    assert "1234567890" not in public.text
    assert "1234567890" in reply.text
    assert reply.chat == 1234567890


@pytest.mark.parametrize(
    ("tag", "language"),
    [("sv", "sv"), ("sv-FI", "sv"), ("sv_FI", "sv"), ("SV", "sv"), ("en", "en"), ("fi", "fi"), ("et", "fi")],
)
async def test_people_are_spoken_to_in_the_language_of_their_telegram(
    telegram: Telegram, adviser: Adviser, tag: str, language: str
) -> None:
    sender: Any = {"from": {**person(11), "language_code": tag}}
    async with bot(telegram, adviser):
        await telegram.say("/help", **sender)
        await telegram.say("urasuunnittelutaidot", **sender)
        help_, answer = await telegram.called("sendMessage", 2)
    texts = in_language(language)
    assert help_.text.startswith(texts("help-heading"))
    assert texts("tasks-national", nature="proposal") in answer.text
    assert texts("more") in answer.buttons


def speaking(user: int, tag: str) -> dict[str, Any]:
    """Fields of a message in the group by somebody whose Telegram speaks a language."""
    return {"from": {**person(user), "language_code": tag}, "chat": group()}


async def helped(telegram: Telegram, user: int, tag: str, language: str) -> None:
    """Somebody in the group is told the help in a language."""
    count = len(telegram.of("sendMessage")) + 1
    await telegram.say("/help", **speaking(user, tag))
    reply = (await telegram.called("sendMessage", count))[-1]
    assert reply.text.startswith(in_language(language)("help-heading"))


async def test_language_that_is_chosen_in_a_group_is_for_who_chose_it(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/kieli svenska", **speaking(11, "fi"))
        await telegram.called("sendMessage")
        await helped(telegram, 11, "fi", "sv")
        await helped(telegram, 12, "fi", "fi")
        await telegram.say("/help", user=11)
        own = (await telegram.called("sendMessage", 4))[-1]
    assert own.text.startswith(in_language("sv")("help-heading"))


async def test_press_of_somebody_else_changes_no_language(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        asked = telegram.message("/kieli", **speaking(11, "fi"))
        await telegram.send("message", asked)
        [choice] = await telegram.called("sendMessage")
        under = {"chat": group(), "reply_to_message": asked}
        await telegram.press(choice.buttons["Svenska"], user=12, **under)
        [refused] = await telegram.called("answerCallbackQuery")
        assert not telegram.of("editMessageText")
        await telegram.press(choice.buttons["Svenska"], user=11, **under)
        [told] = await telegram.called("editMessageText")
        await helped(telegram, 11, "fi", "sv")
        await helped(telegram, 12, "fi", "fi")
    assert refused.text == adviser.texts("language-other")
    assert told.text == in_language("sv")("language-set")


@pytest.mark.parametrize("words", ["ryhmä svenska", "grupp svenska", "group Swedish", "ruotsi ryhmälle"])
async def test_who_looks_after_a_group_chooses_its_language(telegram: Telegram, adviser: Adviser, words: str) -> None:
    telegram.administrators = {(-100, 11)}
    async with bot(telegram, adviser):
        await telegram.say("/kieli english", **speaking(13, "fi"))
        await telegram.say(f"/kieli {words}", **speaking(12, "fi"))
        await telegram.say(f"/kieli {words}", **speaking(11, "fi"))
        _, refused, told = await telegram.called("sendMessage", 3)
        await helped(telegram, 12, "fi", "sv")
        await helped(telegram, 13, "fi", "en")
        await telegram.say("/help", user=12)
        private = (await telegram.called("sendMessage", 6))[-1]
    assert refused.text == adviser.texts("language-group-admin")
    assert told.text == in_language("sv")("language-group-set")
    assert private.text.startswith(adviser.texts("help-heading"))


async def test_who_hides_behind_a_group_looks_after_it_and_who_hides_behind_a_channel_does_not(
    telegram: Telegram, adviser: Adviser
) -> None:
    hidden: Any = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "chat": group()}
    async with bot(telegram, adviser):
        await telegram.say("/kieli ryhmä en", **hidden, sender_chat={"id": -200, "type": "channel", "title": "Kanava"})
        await telegram.say("/kieli ryhmä en", **hidden, sender_chat=group())
        refused, told = await telegram.called("sendMessage", 2)
    assert refused.text == adviser.texts("language-group-admin")
    assert told.text == in_language("en")("language-group-set")


async def test_group_whose_admins_nobody_tells_keeps_its_language(telegram: Telegram, adviser: Adviser) -> None:
    telegram.administrators = {(-100, 11)}
    telegram.fail("getChatMember", Fault(400, "Bad Request: CHAT_ADMIN_REQUIRED"))
    async with bot(telegram, adviser):
        await telegram.say("/kieli ryhmä svenska", **speaking(11, "fi"))
        await telegram.say("/kieli ryhmä", **speaking(11, "fi"))
        refused, how = await telegram.called("sendMessage", 2)
    assert refused.text == adviser.texts("language-group-admin")
    assert how.text == adviser.texts("language-group-how")


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.private], ids=lambda one: one.names[0])
async def test_private_command_in_a_group_leads_to_the_private_chat(
    telegram: Telegram, adviser: Adviser, command: Command
) -> None:
    name = command.names[0]
    method = "sendPhoto" if name == "tilastot" else "sendMessage"
    async with bot(telegram, adviser, admins=frozenset({99})):
        await telegram.say(f"/{name}", user=99, chat=group())
        [refused] = await telegram.called("sendMessage")
        await telegram.say(f"/start {name}", user=99)
        followed = (await telegram.called(method, 2 if method == "sendMessage" else 1))[-1]
        await telegram.say(f"/{name}", user=99)
        direct = (await telegram.called(method, 3 if method == "sendMessage" else 2))[-1]
    link = f"https://t.me/{USERNAME}?start={name}"
    assert refused.text == adviser.texts("ask-in-private", link=link)
    assert direct.text.endswith(followed.text)  # /uusi goes on from where it was left off


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


PHOTO = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_album_with_a_caption_gets_one_answer_wherever_that_stands(
    telegram: Telegram, adviser: Adviser, log: QueryLog, place: int
) -> None:
    async with bot(telegram, adviser):
        for number in range(3):
            caption = SKILLS if number == place else None
            await telegram.say(None, photo=PHOTO, caption=caption, media_group_id="77")
        await telegram.say("kiitos")
        thanks = adviser.texts("talk-thanks")
        await telegram.until(lambda: thanks in [call.text for call in telegram.of("sendMessage")])
    last: dict[int, str] = {}
    said = [call for call in telegram.calls if call.method in {"sendMessage", "editMessageText"}]
    for call in said:
        last[int(call.fields.get("message_id", 1 + len(last)))] = call.text
    assert len(last) == 2
    assert "Järjestää paikallisia ryhmiä." in last[1]
    assert [row["question"] for row in log.newest(9)] == ["kiitos", SKILLS]


async def test_every_caption_of_an_album_is_answered(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        for caption in (SKILLS, FOREST):
            await telegram.say(None, photo=PHOTO, caption=caption, media_group_id="77")
        first, second = await telegram.called("sendMessage", 2)
    assert "Järjestää paikallisia ryhmiä." in first.text
    assert "Jalkautuvat palvelut" in second.text


async def test_album_of_feedback_is_thanked_for_once(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, admins=frozenset({99})):
        await telegram.say("/palaute")
        await telegram.called("sendMessage")
        await telegram.say(None, photo=PHOTO, caption="Enemmän kuvia", media_group_id="77")
        await telegram.say(None, photo=PHOTO, media_group_id="77")
        await telegram.say("kiitos")
        *_, sent, thanks = await telegram.called("sendMessage", 4)
    assert sent.text == adviser.texts("comment-sent")
    assert thanks.text == adviser.texts("talk-thanks")


@pytest.mark.parametrize(
    "content", [{}, {"hologram": {"file_id": "a"}}, {"hologram": {}, "effect_id": "5"}, {"photo": []}]
)
async def test_message_of_a_kind_that_is_unknown_is_left_alone(
    telegram: Telegram, adviser: Adviser, content: dict[str, Any]
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(None, **content)
        await telegram.say("moi")
        [reply] = await telegram.called("sendMessage")
    assert reply.text == adviser.texts("talk-greeting")
