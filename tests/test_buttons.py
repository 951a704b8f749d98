"""Presses in Telegram: feedback, what a question meant, one's own maakunta, and what is forged or comes again."""

from __future__ import annotations

import time
from itertools import count, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pytest
from emulator import Fault, Telegram, bot, forum, group, mention, webhook, within_limits
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.entries import KINDS, Actor, Facet
from bot.log.database import Database
from bot.replies import (
    Browse,
    Choose,
    Draw,
    Feedback,
    Judge,
    Leave,
    More,
    Open,
    Page,
    Pick,
    Reject,
    Settle,
    Shelf,
    Speak,
    View,
    encode,
    plain,
    render,
    spread,
)
from bot.replies.lists import tell_authority
from bot.replies.texts import finnish
from bot.understanding.answering import answer

if TYPE_CHECKING:
    from pathlib import Path

    from emulator import Call

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog
    from bot.understanding.matching import Index

MEASURE = "measure:urasuunnittelutaidot"
SKILLS = "Kuka vastaa alueella urasuunnittelutaidoista?"
AMBIGUOUS = "kuka koordinoi alueella"
MORE, HELPED, NOT_HELPED, ERASE = "Lisää …", "👍", "👎", "Poista kysymykseni"


async def under(telegram: Telegram, reply: Call, label: str, **more: Any) -> None:
    """Press the button with this label under a message of the bot."""
    await telegram.press(reply.buttons[label], reply_markup=reply.fields["reply_markup"], message_id=5, **more)


async def find_erasing(telegram: Telegram, reply: Call, **more: Any) -> Call:
    """The call with the button that takes the question away: the reply itself, or what *Lisää …* puts under it."""
    if ERASE in reply.buttons:
        return reply
    before = len(telegram.of("editMessageReplyMarkup"))
    await under(telegram, reply, MORE, **more)
    [*_, spread] = await telegram.called("editMessageReplyMarkup", before + 1)
    return spread


def rows(call: Call) -> list[list[str]]:
    """The labels of the buttons that a call puts under a message."""
    return [[button["text"] for button in row] for row in call.fields["reply_markup"]["inline_keyboard"]]


async def test_helpful_answer_is_logged_thanked_for_and_not_asked_about_again(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, HELPED)
        [thanks] = await telegram.called("answerCallbackQuery")
        [edited] = await telegram.called("editMessageReplyMarkup")
    assert thanks.text == adviser.texts("feedback-thanks")
    assert set(reply.buttons) - set(edited.buttons) == {HELPED, NOT_HELPED}
    [row] = log.newest(10)
    assert (row["feedback"], row["chosen"]) == ("helped", None)


@pytest.mark.parametrize(
    ("label", "verdict"),
    [("Väärä aihe", "wrong-topic"), ("Puutteellinen", "incomplete"), ("Vanhentunut", "outdated"), ("Muu", "other")],
)
async def test_unhelpful_answer_is_asked_about_and_the_reason_logged(
    telegram: Telegram, adviser: Adviser, log: QueryLog, label: str, verdict: str
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, NOT_HELPED)
        [asked] = await telegram.called("editMessageReplyMarkup")
        assert log.newest(1)[0]["feedback"] == "not-helped"
        await under(telegram, asked, label)
        [_, edited] = await telegram.called("editMessageReplyMarkup", 2)
    assert label not in edited.buttons
    assert MORE in edited.buttons
    assert log.newest(1)[0]["feedback"] == verdict


@pytest.mark.parametrize(("label", "chosen"), [("Urasuunnittelutaidot", MEASURE), ("Ei mikään näistä", "none")])
async def test_wrong_topic_offers_what_else_may_have_been_meant_and_logs_what_was(
    telegram: Telegram, adviser: Adviser, log: QueryLog, label: str, chosen: str
) -> None:
    async with bot(telegram, adviser):
        await telegram.say("jalkautuvat palvelut ja urasuunnittelutaidot kirjastossa, jalkautuminen")
        [reply] = await telegram.called("sendMessage")
        assert log.newest(1)[0]["entry"] == "measure:jalkautuvat-palvelut"
        await under(telegram, reply, NOT_HELPED)
        [asked] = await telegram.called("editMessageReplyMarkup")
        await under(telegram, asked, "Väärä aihe")
        [_, offered] = await telegram.called("editMessageReplyMarkup", 2)
        assert telegram.of("answerCallbackQuery")[-1].text == adviser.texts("feedback-which")
        assert "Jalkautuvat palvelut" not in offered.buttons
        await under(telegram, offered, label)
        await telegram.called("editMessageText")
    [row] = log.newest(1)
    assert (row["entry"], row["feedback"], row["chosen"]) == ("measure:jalkautuvat-palvelut", "wrong-topic", chosen)


async def test_wrong_topic_is_thanked_for_when_the_log_cannot_be_read(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, NOT_HELPED)
        [asked] = await telegram.called("editMessageReplyMarkup")
        with Database(log.path).use() as opened, opened.conn:
            opened.conn.execute("update questions set candidates = 'broken'")
        await under(telegram, asked, "Väärä aihe")
        [_, edited] = await telegram.called("editMessageReplyMarkup", 2)
    assert telegram.of("answerCallbackQuery")[-1].text == adviser.texts("feedback-thanks")
    assert "Väärä aihe" not in edited.buttons


async def test_second_press_of_the_same_verdict_changes_nothing(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, HELPED)
        [edited] = await telegram.called("editMessageReplyMarkup")
        await telegram.press(reply.buttons[HELPED], reply_markup=edited.fields["reply_markup"], message_id=5)
        [_, answer] = await telegram.called("answerCallbackQuery", 2)
    assert answer.text == adviser.texts("feedback-known")
    assert len(telegram.of("editMessageReplyMarkup")) == 1
    assert log.newest(1)[0]["feedback"] == "helped"


async def test_choice_is_logged_as_what_the_question_meant(telegram: Telegram, adviser: Adviser, log: QueryLog) -> None:
    async with bot(telegram, adviser):
        await telegram.say(AMBIGUOUS)
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, "Urasuunnittelutaidot")
        [shown] = await telegram.called("editMessageText")
    assert HELPED in shown.buttons
    assert log.newest(1)[0]["chosen"] == MEASURE


async def test_none_of_the_choices_is_logged_and_told_kindly(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(AMBIGUOUS)
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, adviser.texts("choice-none"))
        [shown] = await telegram.called("editMessageText")
    assert shown.text.startswith(adviser.texts("none-of-these"))
    assert log.newest(1)[0]["chosen"] == "none"


@pytest.mark.parametrize(
    "action", [Judge(Feedback.HELPED, 1), Judge(Feedback.OTHER, 1), Pick(MEASURE, Facet.BOTH, 1), Reject(1)]
)
async def test_forged_button_changes_nothing_in_the_log(
    telegram: Telegram, adviser: Adviser, log: QueryLog, action: Judge | Pick | Reject
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        row = log.newest(1)[0]
        forged = type(action)(
            **{**{name: getattr(action, name) for name in action.__slots__}, "asked": row["update_id"]}
        )
        markups: tuple[dict[str, Any] | None, ...] = (None, {"inline_keyboard": []})
        for markup in markups:
            await telegram.press(encode(forged), reply_markup=markup)
        await telegram.called("answerCallbackQuery", 2)
        await telegram.say("moi", user=12)
        await telegram.called("sendMessage", 2)
    assert reply.text
    assert log.newest(2)[1] == row


async def test_level_is_switched_and_the_question_still_takes_feedback(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, adviser.texts("show-national"))
        [national] = await telegram.called("editMessageText")
        await under(telegram, national, HELPED)
        await telegram.called("editMessageReplyMarkup")
    assert log.newest(1)[0]["feedback"] == "helped"


async def test_buttons_of_an_older_version_still_work(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        for data in (f"o|{MEASURE}|n", f"s|{MEASURE}|b"):
            await telegram.press(data)
        answer, source = await telegram.called("editMessageText", 2)
    assert "Tuottaa" in answer.text
    assert "Dia 12: Kyselyn yhteenveto, Yliopisto, 25.3.2022." in source.text


async def test_own_maakunta_is_remembered_in_its_chat_only(telegram: Telegram, adviser: Adviser) -> None:
    (area,) = adviser.index.knowledge.areas
    async with bot(telegram, adviser):
        await telegram.press(encode(Settle(area.slug)))
        await telegram.called("editMessageText")
        await telegram.say(SKILLS)
        await telegram.say(SKILLS, user=12)
        mine, theirs = await telegram.called("sendMessage", 2)
    line = adviser.texts("own-area", area=area.name, authority=tell_authority(area, adviser.texts))
    assert [line in reply.text for reply in sorted((mine, theirs), key=lambda call: call.chat)] == [True, False]


async def test_language_is_changed_for_the_chat(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/kieli")
        [offered] = await telegram.called("sendMessage")
        await telegram.press(offered.buttons["Svenska"])
        await telegram.called("editMessageText")
        await telegram.say("/help")
        await telegram.say("/help", user=12)
        _, mine, theirs = await telegram.called("sendMessage", 3)
    assert {mine.text[:6], theirs.text[:6]} == {"Så frå", "Näin k"}


async def test_group_button_works_for_everybody_there(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say(**{"text": None, "chat": group(), **mention(SKILLS)})
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, adviser.texts("show-national"), user=12, chat=group())
        [edited] = await telegram.called("editMessageText")
    assert edited.chat == -100


def tells_both_levels(adviser: Adviser, text: str) -> bool:
    return all(adviser.texts(f"{level}-heading") in text for level in ("national", "regional"))


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_fast_presses_are_acknowledged_at_once_and_only_the_last_is_drawn(
    telegram: Telegram, adviser: Adviser, way: str
) -> None:
    shown = [Open(MEASURE, facet, view) for facet in Facet for view in (View.SHORT, View.SOURCES)][:5]
    chosen = webhook() if way == "webhook" else {}
    pressed = []
    async with bot(telegram, adviser, send_limits=True, **chosen):
        await telegram.called("setWebhook" if chosen else "getUpdates")
        for one in shown:
            pressed.append(time.monotonic())
            await telegram.press(encode(one), message_id=5)
        acknowledged = await telegram.called("answerCallbackQuery", 5)
        await telegram.until(lambda: tells_both_levels(adviser, telegram.of("editMessageText")[-1].text))
    assert max(call.at - at for call, at in zip(acknowledged, pressed, strict=True)) < 0.3
    assert len(telegram.of("editMessageText")) <= 2


async def test_presses_under_different_messages_are_all_drawn_in_their_order(
    telegram: Telegram, adviser: Adviser
) -> None:
    async with bot(telegram, adviser, send_limits=True):
        for message in (5, 6, 5):
            await telegram.press(encode(Open(MEASURE, Facet.BOTH)), message_id=message)
        await telegram.called("answerCallbackQuery", 3)
        drawn = await telegram.called("editMessageText", 3)
    assert [int(call.fields["message_id"]) for call in drawn] == [5, 6, 5]
    assert all(after.at - before.at >= 0.95 for before, after in pairwise(drawn))


async def test_what_was_to_be_drawn_is_drawn_by_the_next_process(telegram: Telegram, adviser: Adviser) -> None:
    shown = [Open(MEASURE, facet) for facet in Facet]
    async with bot(telegram, adviser, send_limits=True):
        for one in shown:
            await telegram.press(encode(one), message_id=5)
        await telegram.called("answerCallbackQuery", 3)
        await telegram.called("editMessageText")
        await telegram.until(lambda: not telegram.waiting)
    before = len(telegram.of("editMessageText"))
    assert before < 3
    async with bot(telegram, adviser, send_limits=True):
        *_, last = await telegram.called("editMessageText", before + 1)
        await telegram.say("moi", user=12)
        await telegram.called("sendMessage")
    assert len(telegram.of("editMessageText")) == before + 1
    assert tells_both_levels(adviser, last.text)


PRESSES = st.one_of(
    st.text(max_size=70),
    st.binary(max_size=64).map(lambda noise: noise.decode("latin-1")),
    st.sampled_from(
        [
            encode(Open(MEASURE, Facet.BOTH)),
            encode(Pick("topic:kysely", Facet.BOTH, 3)),
            encode(Reject(2**32)),
            encode(Judge(Feedback.HELPED, 1)),
            encode(Browse(Page(Shelf.AREAS, 99))),
            encode(Browse(Page(Shelf.TERMS, 9))),
            encode(Settle("mordor")),
            encode(Speak("xx")),
            encode(Leave()),
            "o|overview|b|t0",
            "a|theme:saavutettavasti|n",
            "c|actor:oph|r|12",
            "r|measure:urasuunnittelutaidot|r|5",
            "l|sv",
            "q|kuka",
            "f|h|1",
            "v|b",
            "v|n|overview|t0",
            "v|r|measure:urasuunnittelutaidot|7|#99",
            "n|measure|3|b|7",
            "n|measure|ffffffffffffffffffffffffffffff|r",
            "n|mordor|1|n",
        ]
    ),
)
SAYINGS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=70).map("/start {}".format),
    st.sampled_from(["/palaute", "/tavoitteet", "/alueet", "/kieli", "/tietosuoja", "/id", "/start measure_x_r"]),
)


NUMBERS = count()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    presses=st.lists(PRESSES, max_size=8), sayings=st.lists(SAYINGS, max_size=4), typed=st.lists(SAYINGS, max_size=3)
)
async def test_whatever_is_pressed_said_or_typed_is_answered_within_telegrams_limits(
    adviser: Adviser, tmp_path: Path, presses: list[str], sayings: list[str], typed: list[str]
) -> None:
    async with Telegram().running() as telegram:
        async with bot(
            telegram, adviser, database=tmp_path / f"{next(NUMBERS)}.db"
        ):  # this Telegram counts from 1 again
            for text in sayings:
                await telegram.say(text)
            for data in presses:
                await telegram.press(data)
            for text in typed:
                await telegram.ask_inline(text)
            await telegram.say("moi", user=12)
            await telegram.until(lambda: any(call.chat == 12 for call in telegram.of("sendMessage")))
            await telegram.called("answerCallbackQuery", len(presses))
            await telegram.called("answerInlineQuery", len(typed))
        assert len(telegram.of("answerCallbackQuery")) == len(presses)
        for call in telegram.calls:
            within_limits(call)
        assert adviser.texts("failed") not in {call.text for call in telegram.calls}


# What stands behind *Lisää …* and *Avaa …*


async def test_more_puts_rows_under_the_answer_and_leaves_its_text_and_other_buttons(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, MORE)
        [spread] = await telegram.called("editMessageReplyMarkup")
    [toast] = telegram.of("answerCallbackQuery")
    assert toast.text == ""
    assert telegram.of("editMessageText") == []
    assert rows(reply) == [["Valtakunnallisesti"], [MORE, HELPED, NOT_HELPED]]
    assert rows(spread) == [
        ["Valtakunnallisesti"],
        [HELPED, NOT_HELPED],
        ["Molemmat tasot", "Lähde"],
        ["Jaa", "Oma alue"],
        ["Kuva", ERASE],
    ]
    assert spread.buttons.items() >= {(label, data) for label, data in reply.buttons.items() if label != MORE}
    assert [row["question"] for row in log.newest(9)] == [SKILLS]


async def test_verdict_after_more_takes_away_only_what_asked_for_it(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, MORE)
        [spread] = await telegram.called("editMessageReplyMarkup")
        await under(telegram, spread, NOT_HELPED)
        [_, asked] = await telegram.called("editMessageReplyMarkup", 2)
        await under(telegram, asked, "Puutteellinen")
        [_, _, told] = await telegram.called("editMessageReplyMarkup", 3)
    reasons = [["Väärä aihe", "Puutteellinen"], ["Vanhentunut", "Muu"]]
    kept = [row for row in rows(spread) if HELPED not in row]
    assert (rows(asked), rows(told)) == ([*kept, *reasons], kept)
    assert log.newest(1)[0]["feedback"] == "incomplete"


async def test_more_works_after_a_verdict(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, HELPED)
        [judged] = await telegram.called("editMessageReplyMarkup")
        await under(telegram, judged, MORE)
        [_, spread] = await telegram.called("editMessageReplyMarkup", 2)
    assert rows(judged) == [["Valtakunnallisesti"], [MORE]]
    assert rows(spread) == [["Valtakunnallisesti"], ["Molemmat tasot", "Lähde"], ["Jaa", "Oma alue"], ["Kuva", ERASE]]


async def test_typed_share_brings_its_button(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        await telegram.called("sendMessage")
        await telegram.say("jaa")
        [reply, shared] = await telegram.called("sendMessage", 2)
    assert shared.text == reply.text
    assert rows(shared) == [
        ["Valtakunnallisesti"],
        [HELPED, NOT_HELPED],
        ["Molemmat tasot", "Lähde"],
        ["Jaa", "Oma alue"],
        ["Kuva", ERASE],
    ]


@pytest.mark.parametrize(
    "question", ["mitä keinoja on", "saavutettavuusteema", "kirjastot", "missä keinoissa opetushallitus on mukana"]
)
async def test_open_lists_what_the_answer_lists_and_opens_it(
    telegram: Telegram, adviser: Adviser, log: QueryLog, question: str
) -> None:
    label, titles = "Avaa keino …", ["Jalkautuvat palvelut", "Urasuunnittelutaidot"]
    async with bot(telegram, adviser):
        await telegram.say(question)
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, label)
        [spread] = await telegram.called("editMessageReplyMarkup")
        await under(telegram, spread, titles[1])
        [opened] = await telegram.called("editMessageText")
        await under(telegram, opened, HELPED)
        await telegram.called("editMessageReplyMarkup", 2)
    assert [row for row in rows(spread) if row[0] in titles] == [[title] for title in titles]
    assert {*reply.buttons} - {*spread.buttons} == {label}
    assert "Keino: Urasuunnittelutaidot" in opened.text
    [row] = log.newest(9)
    assert (row["question"], row["feedback"]) == (question, "helped")


@pytest.mark.parametrize(
    "question",
    [
        "mitä keinoja on",
        "mitä teemoja on",
        "saavutettavasti",
        "saavutettavasti valtakunnallisesti",
        "TE-toimistot",
        "missä keinoissa kunnat ovat mukana",
        "missä keinoissa ovat kunnat muttei kirjastot",
        "montako toimijaa seurannassa on alueella",
        "mitä tavoitteita on",
    ],
)
def test_open_lists_exactly_what_the_answer_lists(index: Index, question: str) -> None:
    knowledge = index.knowledge
    reply = render(answer(question, index), knowledge, finnish(), 7)
    [action] = [choice.action for row in reply.choices for choice in row if isinstance(choice.action, Choose)]
    opened = [choice.action for [choice] in spread(action, knowledge, finnish())]
    said = plain(reply).casefold()
    kind = knowledge.of_kind(KINDS[action.kind])
    told = [
        one.id
        for one in sorted(kind, key=attrgetter("order"))
        if (one.short if isinstance(one, Actor) else one.title).casefold() in said
    ]
    assert opened == [Open(one, action.facet, asked=7) for one in told]
    assert len(told) > 1


AGED = [
    More(Facet.BOTH),
    More(Facet.BOTH, "measure:poistettu"),
    More(Facet.REGIONAL, page=Page(Shelf.THEMES)),
    Choose("measure", 4, Facet.BOTH, 1),
    Choose("mordor", 3, Facet.BOTH, 1),
    Choose("outside", 1, Facet.BOTH, 1),
]
"""What would put nothing under a message, since there is nothing of it in the content."""


@pytest.mark.parametrize("action", AGED, ids=encode)
async def test_more_of_what_is_gone_says_so_and_changes_nothing(
    telegram: Telegram, adviser: Adviser, action: More | Choose
) -> None:
    keyboard = {"inline_keyboard": [[{"text": MORE, "callback_data": encode(action)}]]}
    async with bot(telegram, adviser):
        await telegram.press(encode(action), reply_markup=keyboard)
        [toast] = await telegram.called("answerCallbackQuery")
        await telegram.say("moi", user=12)
        await telegram.called("sendMessage")
    assert toast.text == adviser.texts("aged")
    assert not [call for call in telegram.calls if call.method.startswith("edit")]


@pytest.mark.parametrize("action", [More(Facet.BOTH, MEASURE, 1), Choose("measure", 3, Facet.BOTH, 1)], ids=encode)
async def test_more_that_stands_under_no_message_changes_nothing(
    telegram: Telegram, adviser: Adviser, action: More | Choose
) -> None:
    other = {"inline_keyboard": [[{"text": "Lähde", "callback_data": f"s|{MEASURE}|b"}]]}
    keyboards: tuple[dict[str, Any] | None, ...] = (None, {"inline_keyboard": []}, other)
    async with bot(telegram, adviser):
        for keyboard in keyboards:
            await telegram.press(encode(action), reply_markup=keyboard)
        toasts = await telegram.called("answerCallbackQuery", 3)
        await telegram.say("moi", user=12)
        await telegram.called("sendMessage")
    assert {toast.text for toast in toasts} == {adviser.texts("aged")}
    assert not [call for call in telegram.calls if call.method.startswith("edit")]


async def test_places_past_the_end_open_what_there_is(telegram: Telegram, adviser: Adviser) -> None:
    data = f"n|measure|{'f' * 30}|b"
    keyboard = {"inline_keyboard": [[{"text": "Avaa keino …", "callback_data": data}]]}
    async with bot(telegram, adviser):
        await telegram.press(data, reply_markup=keyboard)
        [spread] = await telegram.called("editMessageReplyMarkup")
    assert rows(spread) == [["Jalkautuvat palvelut"], ["Urasuunnittelutaidot"]]


async def test_more_under_a_message_that_is_there_no_more_is_no_failure(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        telegram.fail("editMessageReplyMarkup", Fault(400, "Bad Request: message to edit not found"))
        await under(telegram, reply, MORE)
        [toast] = await telegram.called("answerCallbackQuery")
        await telegram.say("moi", user=12)
        await telegram.called("sendMessage", 2)
    assert toast.text == ""
    assert "an update failed" not in caplog.text


async def test_five_fast_presses_of_more_put_its_rows_once(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, send_limits=True):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        for _ in range(5):
            await under(telegram, reply, MORE)
        toasts = await telegram.called("answerCallbackQuery", 5)
        edits = await telegram.called("editMessageReplyMarkup")
    assert {toast.text for toast in toasts} == {""}
    assert len(telegram.of("editMessageReplyMarkup")) <= 2
    assert all(rows(edit).count(["Molemmat tasot", "Lähde"]) == 1 for edit in edits)


async def test_more_is_for_everybody_in_a_group(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        asked = telegram.message(**mention(SKILLS), user=11, chat=group())
        await telegram.send("message", asked)
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, MORE, user=12, chat=group(), reply_to_message=asked)
        [spread] = await telegram.called("editMessageReplyMarkup")
    assert spread.chat == -100
    assert ["Molemmat tasot", "Lähde"] in rows(spread)


# Taking a question away


@pytest.mark.parametrize("question", [SKILLS, AMBIGUOUS, "paljonko opo tienaa"])
async def test_asker_takes_the_words_of_the_question_away(
    telegram: Telegram, adviser: Adviser, log: QueryLog, question: str
) -> None:
    async with bot(telegram, adviser):
        await telegram.say("moi")
        await telegram.say(question)
        [_, reply] = await telegram.called("sendMessage", 2)
        offered = await find_erasing(telegram, reply)
        before = len(telegram.of("editMessageReplyMarkup"))
        await under(telegram, offered, ERASE)
        [*_, edited] = await telegram.called("editMessageReplyMarkup", before + 1)
        [*_, toast] = telegram.of("answerCallbackQuery")
        names = log.path.parent.glob(f"{log.path.name}*")
        files = b"".join(file.read_bytes() for file in names if file.is_file())
    assert toast.text == adviser.texts("erase-done")
    assert set(offered.buttons) - set(edited.buttons) == {ERASE}
    assert [row["question"] for row in log.newest(10)] == ["", "moi"]
    assert question.encode() not in files


async def test_words_can_be_taken_away_after_a_verdict(telegram: Telegram, adviser: Adviser, log: QueryLog) -> None:
    async with bot(telegram, adviser):
        await telegram.say("Mitä tehtäviä urasuunnittelutaidoista?")
        [reply] = await telegram.called("sendMessage")
        await under(telegram, reply, HELPED)
        [judged] = await telegram.called("editMessageReplyMarkup")
        await under(telegram, judged, MORE)
        [_, spread] = await telegram.called("editMessageReplyMarkup", 2)
        await under(telegram, spread, ERASE)
        [_, _, toast] = await telegram.called("answerCallbackQuery", 3)
    assert toast.text == adviser.texts("erase-done")
    assert (log.newest(1)[0]["question"], log.newest(1)[0]["feedback"]) == ("", "helped")


@pytest.mark.parametrize("more", [{"date": int(time.time()) - 25 * 3600}, {"reply_markup": None}])
async def test_question_is_not_taken_away_after_a_day_or_by_data_that_stands_under_no_answer(
    telegram: Telegram, adviser: Adviser, log: QueryLog, more: dict[str, Any]
) -> None:
    async with bot(telegram, adviser):
        await telegram.say(SKILLS)
        [reply] = await telegram.called("sendMessage")
        offered = await find_erasing(telegram, reply)
        given = {"reply_markup": offered.fields["reply_markup"], "message_id": 5} | more
        await telegram.press(offered.buttons[ERASE], **given)
        [_, toast] = await telegram.called("answerCallbackQuery", 2)
    assert toast.text == adviser.texts("aged")
    assert log.newest(1)[0]["question"] == SKILLS


async def test_only_the_asker_takes_a_question_of_a_group_away(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser):
        asked = telegram.message(**mention(SKILLS), user=11, chat=group())
        await telegram.send("message", asked)
        [reply] = await telegram.called("sendMessage")
        offered = await find_erasing(telegram, reply, user=12, chat=group(), reply_to_message=asked)
        for user in (12, 11):
            await under(telegram, offered, ERASE, user=user, chat=group(), reply_to_message=asked)
        _, other, own = await telegram.called("answerCallbackQuery", 3)
    assert (other.text, own.text) == (adviser.texts("erase-other"), adviser.texts("erase-done"))
    assert log.newest(1)[0]["question"] == ""


async def test_picture_is_sent_by_a_press_as_by_the_command(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.say("/kuva")
        await telegram.press(encode(Draw()), message_id=5)
        told, pressed = await telegram.called("sendPhoto", 2)
        await telegram.called("answerCallbackQuery")
    assert "reply_parameters" not in pressed.fields
    assert {name: told.fields[name] for name in ("chat_id", "caption", "caption_entities")} == {
        name: pressed.fields[name] for name in ("chat_id", "caption", "caption_entities")
    }


async def test_picture_pressed_for_in_a_group_is_a_reply_in_its_topic(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.press(encode(Draw()), message_id=5, **forum(7))
        [sent] = await telegram.called("sendPhoto")
    assert sent.fields["reply_parameters"]["message_id"] == 5
    assert str(sent.fields["message_thread_id"]) == "7"


async def test_picture_of_a_message_that_is_gone_is_not_sent(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser):
        await telegram.press(encode(Draw()), message_id=5, date=0)
        [told] = await telegram.called("answerCallbackQuery")
    assert told.text == adviser.texts("aged")
    assert not telegram.of("sendPhoto")
