"""The loop of an admin in Telegram: gaps seen, mended, published and taken back, and nobody else may."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from emulator import Call, Telegram, bot, group
from factories import OUTSIDE, ROW
from hypothesis import given
from hypothesis import strategies as st

from bot.adviser import Adviser
from bot.content.lessons import LEARNED
from bot.log.database import Database
from bot.log.querylog import choose, judge
from bot.log.tally import Tally
from bot.replies import decode, encode
from bot.replies.tasks import (
    Accept,
    Begin,
    ChooseOther,
    ChooseWording,
    Confirm,
    Contest,
    Dismiss,
    Draft,
    Elsewhere,
    Extend,
    Join,
    ListGaps,
    ListShifts,
    ListUnsure,
    OpenGap,
    Split,
    Step,
    TakeBack,
    Task,
    Way,
    Write,
)
from bot.replies.texts import in_language
from bot.review.audit import read_records
from bot.review.publishing import Workbench
from bot.review.workshop import Workshop, work_apart
from bot.understanding.answering import Found, answer
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from pathlib import Path

    from bot.log.querylog import QueryLog

ADMIN = 998_877_665
RIGHTS: dict[str, Any] = {"admins": frozenset({ADMIN}), "admin_names": {ADMIN: "Maija"}}


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


LABELLED = (
    '{"id": "B.1", "q": "urasuunnittelutaitoja kouluun", "lang": "fi", "expect": "answer", "target": ["slide:12"]}\n'
)
TOPIC = """topics:
  - id: topic:vankilat
    title: Vankilat
    content: Vankiloista ei sanota mitään.
    sources: [{slide: 2}]
    synonyms: [vanki ohjaus, vankila]
"""


@dataclass
class Phone:
    """The phone of one person: what is said and pressed there, and the last message of the bot."""

    telegram: Telegram
    user: int = ADMIN
    shown: list[Call] = field(default_factory=list)

    async def say(self, text: str) -> Call:
        await self.telegram.say(text, user=self.user)
        return await self._next()

    async def press(self, label: str) -> Call:
        [data] = [data for name, data in self.shown[-1].buttons.items() if label in name]
        return await self.press_data(data)

    async def press_data(self, data: str) -> Call:
        await self.telegram.press(data, user=self.user, message_id=5)
        return await self._next()

    async def _next(self) -> Call:
        await self.telegram.until(lambda: len(self._seen()) > len(self.shown))
        self.shown = self._seen()
        return self.shown[-1]

    def _seen(self) -> list[Call]:
        return [
            call
            for call in self.telegram.calls
            if call.method in {"sendMessage", "editMessageText", "sendPhoto"} and call.chat == self.user
        ]


@pytest.fixture
def asked(adviser: Adviser) -> None:
    for question in ("vankien ohjaus", "vankien ohjauksesta", "vankien ohjaus", "moi", "rekrytointitapahtuma"):
        adviser.ask(question, NEW, "telegram", "private", None)


@pytest.fixture
def labelled(folder: Path) -> Path:
    place = folder.parent / "labelled"
    place.mkdir()
    (place / "b.jsonl").write_text(LABELLED, encoding="utf-8")
    return place


@pytest.mark.usefixtures("asked")
async def test_gap_is_mended_in_two_taps_and_a_confirmation_and_taken_back(
    telegram: Telegram, adviser: Adviser, folder: Path, log: QueryLog
) -> None:
    phone, learned = Phone(telegram), folder / LEARNED
    async with bot(telegram, adviser, **RIGHTS):
        listed = await phone.say("/puutteet")
        assert "1. vanki ohjaus – kysytty 3 ×" in listed.text
        gap = await phone.press("1. vanki ohjaus")
        assert "• vankien ohjaus\n• vankien ohjauksesta" in gap.text
        await phone.press("Toinen vastaus")
        await phone.say("kirjasto")
        draft = await phone.press("Kirjastot")
        assert "Opetetaan: Kirjastot" in draft.text
        assert "• ohjaus vanki\n" in draft.text
        assert "4 kysymystä" in draft.text
        assert "korjaa 2, rikkoo 0, muuttaa 0" in draft.text
        assert not learned.exists()
        turned = await phone.press("Katso muuttuvat (2)")
        assert "Korjaa: ”vankien ohjaus” – ennen: ei vastausta, nyt: Kirjastot" in turned.text
        await phone.press("Takaisin")
        done = await phone.press("Julkaise")
        assert adviser.texts("gap-closed") in done.text
        assert isinstance(answer("vankien ohjaus", adviser.index), Found)
        assert learned.read_text(encoding="utf-8") == '{"meant": "actor:kirjastot", "words": ["ohjaus", "vanki"]}\n'
        assert "vanki" not in (await phone.press("Puutteet")).text
        await phone.say("/peru")
        undone = await phone.press("Peru muutos")
        assert undone.text.startswith(adviser.texts("undone"))
        assert not learned.exists()
        assert "vanki" in (await phone.press("Puutteet")).text
        history = await phone.say("/muutokset")
    assert [(record.who, record.what) for record in read_records(Database(log.path))] == [
        ("Maija", "accepted"),
        ("Maija", "undo"),
    ]
    assert "Maija: Sanamuotoja opetettu: Kirjastot: ”ohjaus vanki”" in history.text
    assert str(ADMIN) not in "".join(str(record) for record in read_records(Database(log.path)))
    assert len(telegram.of("answerCallbackQuery")) == len(telegram.of("editMessageText"))


@pytest.mark.usefixtures("asked")
async def test_admin_writes_own_words_and_what_adds_nothing_is_refused(
    telegram: Telegram, adviser: Adviser, folder: Path
) -> None:
    phone = Phone(telegram)
    async with bot(telegram, adviser, **RIGHTS):
        await phone.say("/puutteet")
        await phone.press_data(encode(Extend(1, "actor:kirjastot")))
        await phone.press("Omat sanat")
        refused = await phone.say("kirjastot")
        assert "ei tarvita" in refused.text
        assert adviser.texts("words-ask") in refused.text
        assert "Sanat: ”hevonen talli”" in (await phone.say("  hevonen\ntalli ")).text
        await phone.press("Julkaise")
        shown = await phone.say("kirjastot")  # nothing is asked for any more: a question
    assert shown.text.startswith("Kirjastot")
    assert "- hevonen talli\n" in (folder / "content.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("asked")
async def test_new_topic_is_asked_for_one_question_at_a_time_and_published_on_one_press(
    telegram: Telegram, adviser: Adviser, folder: Path, log: QueryLog
) -> None:
    phone, texts = Phone(telegram), adviser.texts
    async with bot(telegram, adviser, **RIGHTS):
        await phone.say("/puutteet")
        await phone.press("1. vanki ohjaus")
        first = await phone.press("Uusi aihe")
        assert first.text.startswith("Uusi aihe: kysymys 1/4\nMikä on otsikko? Esimerkiksi: Ohjauksen koordinaation")
        assert set(first.buttons) == {"Peru"}
        assert "enintään 90 merkkiä" in (await phone.say(100 * "a")).text
        second = await phone.say("Vankilat")
        assert "Kirjasin: ”Vankilat”" in second.text
        assert set(second.buttons) == {"Takaisin", "Peru"}
        assert "Vastasit: ”Vankilat”" in (await phone.press("Takaisin")).text
        await phone.say("Ohjaus vankiloissa")
        third = await phone.say("Soita 040 123 4567.\n- Vangit")
        assert "Puutteen sanat lisätään joka tapauksessa: vanki ohjaus" in third.text
        assert texts("new-check") in (await phone.press("Ohita")).text
        assert (await phone.say("dia 99")).text.startswith("Tällaista lähdettä ei ole.")
        draft = await phone.say("2\nhttps://example.org Sivu")
        assert draft.text.startswith("Uutta sisältöä: Ohjaus vankiloissa\n4 kysymystä: korjaa 2, rikkoo 0")
        assert "Soita 040 123 4567.\n• Vangit" in draft.text
        assert "Sanat: ”vanki ohjaus”" in draft.text
        assert names(folder) == ["content.yaml"]
        assert "nyt: Ohjaus vankiloissa" in (await phone.press(texts("draft-turned", count=2))).text
        assert texts("draft-teaches", count=2) in (await phone.press("Takaisin")).text
        await phone.press("Valitse sanamuodot (2/2)")
        await phone.press("✓ vankien ohjauksesta")
        left_out = await phone.press(texts("select-taken"))
        assert texts("draft-teaches", count=1) in left_out.text
        done = await phone.press("Julkaise")
        assert texts("gap-closed") in done.text
        assert texts("gap-taught", count=1) in done.text
    assert len(adviser.index.knowledge.lessons) == 1
    assert (folder / "topic-ohjaus-vankiloissa.yaml").read_text(encoding="utf-8").startswith("# yaml-language-server")
    told = [call.text for call in telegram.taken if call.method in {"sendMessage", "editMessageText"}]
    assert not [text for text in told if "topic:" in text or "- slide" in text]
    assert len(telegram.of("sendMessage")) == 7  # the list, a refusal, three questions, another refusal, the draft
    assert {row["question"] for row in log.newest(99)} == {
        *("vankien ohjaus", "vankien ohjauksesta", "moi", "rekrytointitapahtuma")
    }


@pytest.mark.usefixtures("asked")
async def test_new_topic_outlives_what_is_done_in_between_and_nothing_typed_for_it_is_a_question(
    telegram: Telegram, adviser: Adviser, log: QueryLog, folder: Path
) -> None:
    phone, before = Phone(telegram), len(log.newest(99))
    async with bot(telegram, adviser, **RIGHTS):
        first = await phone.say("/uusi")
        second = await phone.say("Vankilat")
        message = telegram.message("Vankilat ja vangit", user=ADMIN, message_id=1002, edit_date=int(time.time()))
        await telegram.send("edited_message", message)
        assert (await phone._next()).text == adviser.texts("edited")
        passed = await phone.press_data(second.buttons["Peru"].replace("gix", "gis"))  # forged: it may not be left out
        assert passed.text.startswith(adviser.texts("unfit-needed"))
        await phone.say("/puutteet")
        await phone.press("1. vanki ohjaus")
        assert "kysymys 3/4" in (await phone.say("Ei mitään.")).text
        for stale in (first.buttons["Peru"].replace("gix", "gis"), second.buttons["Takaisin"]):
            shown = await phone.press_data(stale)
            assert shown.text.startswith(adviser.texts("new-passed"))
            assert "kysymys 3/4" in shown.text
        await phone.press_data(encode(Elsewhere(1)))
        await phone.say("kirjasto")  # a search takes the place of the question
        resumed = await phone.say("/uusi")
        assert resumed.text.startswith(f"{adviser.texts('new-again')}\nUusi aihe: kysymys 3/4")
        await phone.say("vankila")
        assert (await phone.say("dia 2")).text.startswith("Uutta sisältöä: Vankilat\n")
        changed = await phone.press(adviser.texts("draft-own-answers"))
        assert "kysymys 4/4" in changed.text
        stopped = await phone.press("Peru")
        assert stopped.text == adviser.texts("new-stopped")
        assert (await phone.press_data(changed.buttons["Takaisin"])).text == adviser.texts("new-aged")
        assert len(log.newest(99)) == before
        assert (await phone.say("kirjastot")).text.startswith("Kirjastot")
    assert names(folder) == ["content.yaml"]


async def test_restart_is_told_by_the_button_of_a_question(telegram: Telegram, adviser: Adviser) -> None:
    phone = Phone(telegram)
    async with bot(telegram, adviser, **RIGHTS):
        await phone.say("/uusi")
    async with bot(telegram, adviser, **RIGHTS):
        assert (await phone.press("Peru")).text == adviser.texts("new-aged")


async def test_answer_that_comes_too_late_is_told_and_no_question(
    telegram: Telegram, adviser: Adviser, log: QueryLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.handlers.topics.FORGOTTEN", 0.001)
    phone = Phone(telegram)
    async with bot(telegram, adviser, **RIGHTS):
        await phone.say("/uusi")
        assert (await phone.say("Vankilat")).text == adviser.texts("new-aged")
        assert log.newest(99) == []
        assert (await phone.say("kirjastot")).text.startswith("Kirjastot")


@pytest.mark.usefixtures("asked")
async def test_what_cannot_be_tried_leaves_the_answers_as_they_were(
    telegram: Telegram, adviser: Adviser, folder: Path
) -> None:
    phone, content = Phone(telegram), folder / "content.yaml"
    async with bot(telegram, adviser, **RIGHTS):
        await phone.say("/uusi")
        await phone.say("Vankilat")
        await phone.say("Ei mitään.")
        await phone.press("Ohita")
        content.write_text(content.read_text(encoding="utf-8").replace("lähipalvelu", "palvelu"), encoding="utf-8")
        refused = await phone.say("2")
        assert refused.text.startswith(adviser.texts("change-unloaded"))
        assert "kysymys 4/4" in refused.text
        await phone.say("/reload")
        assert (await phone.say("2")).text.startswith("Uutta sisältöä: Vankilat\n")
        assert "Lisätty:\n• Vankilat" in (await phone.press("Julkaise")).text


@pytest.mark.parametrize(("language", "asked"), [("sv", "Nytt ämne: fråga 1/4"), ("en", "New topic: question 1/4")])
async def test_new_topic_is_asked_for_in_the_language_of_the_chat(
    telegram: Telegram, adviser: Adviser, language: str, asked: str
) -> None:
    person = {"id": ADMIN, "is_bot": False, "first_name": "A", "language_code": language}
    async with bot(telegram, adviser, **RIGHTS):
        await telegram.say("/uusi", user=ADMIN, **{"from": person})
        [call] = await telegram.called("sendMessage", 1)
    assert call.text.startswith(asked)


@pytest.mark.usefixtures("asked")
async def test_change_that_breaks_a_labelled_question_is_published_only_for_a_reason(
    telegram: Telegram, adviser: Adviser, labelled: Path, log: QueryLog
) -> None:
    phone = Phone(telegram)
    async with bot(telegram, adviser, questions=labelled, **RIGHTS):
        await phone.say("/puutteet")
        await phone.press_data(encode(Extend(1, "actor:kirjastot")))
        await phone.press("Omat sanat")
        draft = await phone.say("urasuunnittelutaitoja kouluun")
        assert "rikkoo 1" in draft.text
        assert "Julkaise" not in draft.buttons
        forged = encode(Draft(Step.PUBLISH, draft.buttons[adviser.texts("draft-force")].partition("|")[2]))
        assert (await phone.press_data(forged)).text == adviser.texts("change-breaks", count=1)
        assert read_records(Database(log.path)) == []
        await phone.press_data(encode(Extend(1, "actor:kirjastot")))
        await phone.press("Omat sanat")
        await phone.say("urasuunnittelutaitoja kouluun")
        await phone.press("Julkaise silti")
        done = await phone.say("sovittu kokouksessa")
    assert done.text.startswith("Julkaistu.")
    [record] = read_records(Database(log.path))
    assert record.why == "sovittu kokouksessa"


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("guarded", [False, True])
async def test_that_there_are_no_labelled_questions_is_told_at_the_start_and_with_each_change(
    telegram: Telegram, adviser: Adviser, folder: Path, caplog: pytest.LogCaptureFixture, *, guarded: bool
) -> None:
    if guarded:
        (folder / "questions").mkdir()
        (folder / "questions" / "b.jsonl").write_text(LABELLED, encoding="utf-8")
    phone, warning = Phone(telegram), adviser.texts("trial-unguarded")
    async with bot(telegram, adviser, questions=None, **RIGHTS):
        await phone.say("/puutteet")
        draft = await phone.press_data(encode(Extend(1, "actor:kirjastot")))
        published = await phone.press("Julkaise")
    assert published.text.startswith("Julkaistu.")
    assert (f"no labelled questions in {folder / 'questions'}" in caplog.text) is not guarded
    assert [warning in screen.text for screen in (draft, published)] == [not guarded] * 2


@pytest.mark.usefixtures("asked")
async def test_list_turns_pages_and_shows_what_is_aside_and_complaints(
    telegram: Telegram, adviser: Adviser, log: QueryLog, folder: Path
) -> None:
    for number, word in enumerate("hevonen raketti kirkko taikina sammakko piano kitara".split()):
        adviser.ask(word, NEW, "telegram", "private", 100 + number)
    answered = Adviser.work_out(adviser, "kirjastot", NEW, "telegram", "private", 7)[2]
    log.record(answered)
    log.record(ROW.__class__(**{**{name: getattr(answered, name) for name in answered.__slots__}, "update_id": 8}))
    with Database(log.path).use() as opened, opened.conn:
        opened.conn.execute("update questions set feedback = 'outdated' where update_id = 7")
        opened.conn.execute("update questions set feedback = 'wrong-topic' where update_id = 8")
    phone, content = Phone(telegram), folder / "content.yaml"
    async with bot(telegram, adviser, **RIGHTS):
        listed = await phone.say("/puutteet")
        assert listed.text.startswith("Puutteet (")
        assert "Kirjastot: väärä aihe 1 ×, vanhentunut 1 ×" in listed.text
        second = await phone.press("Seuraavat")
        assert "9. " in second.text
        assert (await phone.press("Edelliset")).text == listed.text
        aside = await phone.press("Sivussa (1)")
        assert "kysytty 1 ×" in aside.text
        talk = await phone.press_data(next(data for data in aside.buttons.values() if data.startswith("gg")))
        assert adviser.texts("gap-aside-talk") in talk.text
        assert set(talk.buttons) == {adviser.texts("gap-later")}
        assert (await phone.press("Myöhemmin")).text == aside.text
        content.write_text(content.read_text().replace("Kirjastot ovat lähipalvelu", "Kirjastot ovat lähellä"))
        (content.parent / "teema.yaml.txt").touch()
        reloaded = (await phone.say("/reload")).text
        assert adviser.texts("reload-remarks") in reloaded
        assert "teema.yaml.txt:1: tiedostoa ei lueta" in reloaded
        assert "Kirjastot: väärä aihe 1 ×, vanhentunut 0 ×" in (await phone.say("/puutteet")).text


@pytest.mark.usefixtures("asked")
async def test_button_from_before_an_entry_was_renamed_mends_it(
    telegram: Telegram, adviser: Adviser, folder: Path
) -> None:
    phone, content = Phone(telegram), folder / "content.yaml"
    renamed = content.read_text(encoding="utf-8").replace("actor:oph", "actor:opetushallitus")
    async with bot(telegram, adviser, **RIGHTS):
        content.write_text(renamed.replace("- id: actor:ope", "- formerly: [actor:oph]\n    id: actor:ope"), "utf-8")
        await phone.say("/reload")
        await phone.say("/puutteet")
        assert "Opetetaan: Opetushallitus (OPH)" in (await phone.press_data(encode(Extend(1, "actor:oph")))).text
        assert (await phone.press("Julkaise")).text.startswith("Julkaistu.")
    assert {lesson.meant for lesson in adviser.index.knowledge.lessons} == {"actor:opetushallitus"}


@pytest.mark.usefixtures("asked")
async def test_figures_come_with_a_picture(telegram: Telegram, adviser: Adviser) -> None:
    phone = Phone(telegram)
    async with bot(telegram, adviser, **RIGHTS):
        photo = await phone.say("/tilastot")
    assert photo.method == "sendPhoto"
    assert "4 kysymystä, vastattu 0, tarkennettu 0, ei vastausta 4" in photo.fields["caption"]


@pytest.mark.parametrize("command", ["/puutteet", "/uusi", "/peru", "/muutokset", "/tilastot", "/reload"])
async def test_nobody_else_may(telegram: Telegram, adviser: Adviser, command: str) -> None:
    phone = Phone(telegram, user=12)
    async with bot(telegram, adviser, **RIGHTS):
        assert (await phone.say(command)).text == adviser.texts("reload-forbidden")


@pytest.mark.usefixtures("asked")
async def test_gaps_are_joined_and_split_on_the_phone(telegram: Telegram, adviser: Adviser) -> None:
    phone = Phone(telegram)
    async with bot(telegram, adviser, **RIGHTS):
        before = await phone.say("/puutteet")
        await phone.press("1. vanki ohjaus")
        await phone.press("Yhdistä")
        joined = await phone.press("rekrytointi")
        assert "• vankien ohjaus\n• vankien ohjauksesta\n• rekrytointitapahtuma" in joined.text
        assert "Puutteet (1)" in (await phone.say("/puutteet")).text
        await phone.press("1. vanki")
        await phone.press("Irrota")
        assert "rekrytointi" not in (await phone.press("rekrytointi")).text
        assert (await phone.say("/puutteet")).text == before.text
        await phone.press("1. vanki")
        await phone.press("Irrota")
        await phone.press("vankien ohjauksesta")
        assert "Puutteet (3)" in (await phone.say("/puutteet")).text


async def test_answer_of_a_neighbour_is_found_right_or_opened_and_mended(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    row = Adviser.work_out(adviser, "kirjastot", NEW, "telegram", "private", None)[2]
    for question in ("lainaamo", "hevosen kengitys"):
        log.record(replace(row, question=question, score=0.5))
    phone = Phone(telegram)
    async with bot(telegram, adviser, **RIGHTS):
        listed = await phone.say("/puutteet")
        assert "Puutteita ei ole." in listed.text
        unsure = await phone.press("Epävarmasti vastatut (2)")
        assert "1. lainaamo – kysytty 1 ×" in unsure.text
        shown = await phone.press("1. lainaamo")
        assert "lainaamo → Kirjastot (sopivuus 0,50)" in shown.text
        assert "Epävarmasti vastatut (1)" in (await phone.press("Vastaus oli oikea")).text
        await phone.press("1. hevonen")
        opened = await phone.press("Avaa puutteena")
        assert {"Toinen vastaus…", "Uusi aihe"} <= set(opened.buttons)
        assert "Puutteet (1)" in (await phone.press("Myöhemmin")).text
        assert "Epävarmasti" not in "".join(phone.shown[-1].buttons)


@pytest.mark.usefixtures("asked")
async def test_what_three_people_meant_is_accepted_in_one_tap(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    row = Adviser.work_out(adviser, "kirjastot", NEW, "telegram", "private", None)[2]
    for number in (21, 22, 23):
        log.record(replace(row, question="hevosen kengitys", update_id=number))
        with Database(log.path).use() as opened, opened.conn:
            judge(opened, number, "wrong-topic")
            choose(opened, number, "measure:jalkautuvat-palvelut")
    phone = Phone(telegram)
    async with bot(telegram, adviser, **RIGHTS):
        listed = await phone.say("/puutteet")
        assert "3 kysyjää tarkoitti: Jalkautuvat palvelut" in listed.text
        assert read_records(Database(log.path)) == []
        done = await phone.press("Hyväksy: Jalkautuvat palvelut (3 ×)")
        assert done.text.startswith("Julkaistu.")
        assert adviser.texts("gap-closed") in done.text
    [record] = read_records(Database(log.path))
    assert record.words == '{"meant": "measure:jalkautuvat-palvelut", "words": ["hevonen", "kengitys"]}'


@pytest.mark.parametrize("task", [Extend(3, "actor:kirjastot"), Dismiss(3)])
async def test_where_no_word_can_be_proposed_the_admin_is_asked_for_some(
    telegram: Telegram, adviser: Adviser, folder: Path, task: Task
) -> None:
    (folder / "outside.yaml").write_text(OUTSIDE, encoding="utf-8")
    adviser.serve(adviser.build(folder))
    for question in ("kötöstys kysyy qwfpgj", "kötöstys"):
        adviser.ask(question, NEW, "telegram", "private", None)
    adviser.ask("Pekka Virtanen", NEW, "telegram", "private", None)
    phone = Phone(telegram)
    async with bot(telegram, adviser, **RIGHTS):
        await phone.say("/puutteet")
        asked = await phone.press_data(encode(task))
        assert asked.text == f"{adviser.texts('gap-wordless')}\n\n{adviser.texts('words-ask')}"
        assert "Sanat: ”hevonen”" in (await phone.say("hevonen")).text


TASKS = (
    ListGaps(),
    ListUnsure(),
    OpenGap(1),
    Confirm(1),
    Contest(1),
    ChooseOther(1),
    Join(1, 2),
    ChooseWording(1),
    Split(1, 2),
    Accept(1, "actor:oph"),
    Extend(1, "actor:oph"),
    Elsewhere(1),
    Begin(1),
    Write(Way.SKIP, "a123abcd", 1),
    Dismiss(1),
    Draft(Step.PUBLISH, "a123abcd"),
    ListShifts("a123abcd"),
    TakeBack(1),
)


@pytest.mark.usefixtures("asked")
async def test_button_of_an_admin_does_nothing_for_others_and_in_groups(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    async with bot(telegram, adviser, **RIGHTS):
        for task in TASKS:
            await telegram.press(encode(task), user=12)
            await telegram.press(encode(task), user=ADMIN, chat=group())
        answers = await telegram.called("answerCallbackQuery", 2 * len(TASKS))
    assert {one.text for one in answers} == {adviser.texts("reload-forbidden")}
    assert not telegram.of("editMessageText")
    assert not telegram.of("sendMessage")
    assert read_records(Database(log.path)) == []


async def test_aged_button_is_told_kindly(telegram: Telegram, adviser: Adviser) -> None:
    phone = Phone(telegram)
    async with bot(telegram, adviser, **RIGHTS):
        for task in TASKS[2:-1]:
            told = "new-aged" if isinstance(task, Write) else "task-aged"
            assert (await phone.press_data(encode(task))).text == adviser.texts(told)
        assert (await phone.press_data(encode(TakeBack(1)))).text == adviser.texts("undo-nothing")
        assert (await phone.press_data(encode(TakeBack(0)))).text == adviser.texts("undo-left")
        assert (await phone.say("/peru")).text == adviser.texts("undo-nothing")


@pytest.mark.usefixtures("asked")
async def test_button_for_an_entry_that_is_not_served_leaves_everything_working(
    telegram: Telegram, adviser: Adviser, folder: Path
) -> None:
    """Issue 10: it is in the folder but not loaded yet, or was served once and is gone."""
    (folder / "topic.yaml").write_text(TOPIC.replace("[vanki ohjaus, vankila]", "[hevonen]"), encoding="utf-8")
    (folder / "outside.yaml").write_text(OUTSIDE, encoding="utf-8")
    phone = Phone(telegram)
    async with bot(telegram, adviser, **RIGHTS):
        await phone.say("/puutteet")
        for entry in ("topic:vankilat", "topic:poissa"):
            assert (await phone.press_data(encode(Extend(1, entry)))).text == adviser.texts("task-aged")
        dismissed = await phone.press_data(encode(Dismiss(1)))
        assert adviser.texts("change-unloaded") in dismissed.text
        assert "vanki ohjaus" in (await phone.say("/puutteet")).text
        assert adviser.texts("reload-added") in (await phone.say("/reload")).text
        assert (await phone.press_data(encode(Extend(1, "actor:kirjastot")))).text.startswith("Opetetaan")


async def test_work_in_a_thread_that_finds_nothing_ends_and_lets_the_next_begin(
    adviser: Adviser, log: QueryLog
) -> None:
    """StopIteration in a thread would never end what waits for it."""
    shop = Workshop(Workbench(adviser, Database(log.path)), Tally())
    async with asyncio.timeout(10):
        with pytest.raises(RuntimeError):
            await shop.do(lambda: next(iter(())))
        with pytest.raises(RuntimeError):
            await work_apart(next, iter(()))
        assert await shop.do(lambda: 1) == 1


@pytest.mark.usefixtures("asked")
async def test_hundreds_of_faults_and_a_long_reason_are_told_as_far_as_they_fit(
    telegram: Telegram, adviser: Adviser, folder: Path, labelled: Path, log: QueryLog
) -> None:
    phone = Phone(telegram)
    async with bot(telegram, adviser, questions=labelled, **RIGHTS):
        (folder / "rikki.yaml").write_text("".join(f"{'👩' * 900}{number}: 1\n" for number in range(300)), "utf-8")
        refused = await phone.say("/reload")
        assert "Sisällössä on virheitä (300)" in refused.text
        assert "• rikki.yaml:1: tuntematon kenttä" in refused.text
        assert re.search(r"… ja 29\d muuta\.$", refused.text)
        (folder / "rikki.yaml").unlink()
        await phone.say("/puutteet")
        await phone.press_data(encode(Extend(1, "actor:kirjastot")))
        await phone.press("Omat sanat")
        assert "enintään 100 merkkiä" in (await phone.say("sana " * 800)).text
        await phone.say("urasuunnittelutaitoja kouluun")
        await phone.press("Julkaise silti")
        await phone.say("syy " * 1000)
        assert "Syy: syy syy" in (await phone.say("/muutokset")).text
    [record] = read_records(Database(log.path))
    assert len(record.why) == 500


@pytest.mark.usefixtures("asked")
async def test_question_of_a_stranger_with_one_huge_word_leaves_the_list_as_it_was(
    telegram: Telegram, adviser: Adviser
) -> None:
    """Issue 10: `㌖` is six letters once it is taken apart."""
    phone = Phone(telegram)
    async with bot(telegram, adviser, **RIGHTS):
        await telegram.say("ohjaus vankilassa " + 450 * "㌖", user=7)
        await telegram.called("sendMessage", 1)
        listed = await phone.say("/puutteet")
        assert "vanki ohjaus" in listed.text
        for data in [data for data in listed.buttons.values() if data.startswith("gg")]:
            assert "Kysytty" in (await phone.press_data(data)).text
        assert (await phone.say("/tilastot")).method == "sendPhoto"


@pytest.mark.usefixtures("asked")
async def test_older_change_is_taken_back_by_its_button_once(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    phone = Phone(telegram)
    async with bot(telegram, adviser, **RIGHTS):
        for words in ("hevonen", "raketti"):
            await phone.say("/puutteet")
            await phone.press_data(encode(Extend(1, "actor:kirjastot")))
            await phone.press("Omat sanat")
            await phone.say(words)
            await phone.press("Julkaise")
        assert (await phone.press_data(encode(TakeBack(1)))).text.startswith(adviser.texts("undone"))
        assert (await phone.press_data(encode(TakeBack(1)))).text == adviser.texts("undo-gone", number=1)
        assert adviser.index.knowledge.entries["actor:kirjastot"].synonyms == ("raketti",)
    assert [record.undoes for record in read_records(Database(log.path))] == [None, None, 1]


@pytest.mark.usefixtures("asked")
async def test_every_language_has_the_loop(telegram: Telegram, adviser: Adviser) -> None:
    async with bot(telegram, adviser, **RIGHTS):
        for language in ("sv", "en"):
            await telegram.say(
                "/puutteet",
                user=ADMIN,
                **{"from": {"id": ADMIN, "is_bot": False, "first_name": "A", "language_code": language}},
            )
        replies = await telegram.called("sendMessage", 2)
    assert [reply.text.split(" (")[0] for reply in replies] == ["Luckor", "Gaps"]
    assert in_language("sv")("gap-later") == "Senare"


NUMBERS = st.integers(1, 9_999_999_999)
PAGES = st.integers(0, 9_999)
TOKENS = st.from_regex("[a-f][0-9a-f]{7}", fullmatch=True)
IDS = st.from_regex(r"[a-z]{1,8}:[a-z0-9-]{1,34}", fullmatch=True)


@given(
    st.one_of(
        st.builds(ListGaps, PAGES, st.booleans()),
        st.builds(ListUnsure, PAGES),
        st.builds(OpenGap, NUMBERS),
        st.builds(Confirm, NUMBERS),
        st.builds(Contest, NUMBERS),
        st.builds(ChooseOther, NUMBERS, PAGES),
        st.builds(Join, NUMBERS, NUMBERS),
        st.builds(ChooseWording, NUMBERS, PAGES),
        st.builds(Split, NUMBERS, NUMBERS),
        st.builds(Accept, NUMBERS, IDS),
        st.builds(Extend, NUMBERS, IDS),
        st.builds(Elsewhere, NUMBERS),
        st.builds(Elsewhere, NUMBERS, st.sampled_from(["measure", "term"]), PAGES),
        st.builds(Begin, NUMBERS),
        st.builds(Write, st.sampled_from(Way), TOKENS, st.integers(0, 99)),
        st.builds(Dismiss, NUMBERS),
        st.builds(Draft, st.sampled_from(Step), TOKENS),
        st.builds(ListShifts, TOKENS, PAGES),
        st.builds(TakeBack, st.integers(0, 9_999_999_999)),
    )
)
def test_task_comes_back_from_its_button(task: Task) -> None:
    data = encode(task)
    assert decode(data) == task
    assert len(data.encode()) <= 64


def test_ids_of_the_content_fit_a_button(adviser: Adviser) -> None:
    assert all(
        decode(encode(Extend(9_999_999_999, entry))) == Extend(9_999_999_999, entry)
        for entry in adviser.index.knowledge.entries
    )
