"""A clock that is wrong removes nothing for good, and no letter is lost to it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from emulator import SEAL, Telegram, bot
from factories import NOON, ROW, saw_the_clock

from bot.content.knowledge import load
from bot.log.clock import A_WEEK, APART, Clock
from bot.log.database import Database
from bot.log.keeping import expire
from bot.log.ledger import KEPT, Ledger, State
from bot.log.querylog import stamp
from bot.review.looking import note

if TYPE_CHECKING:
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AHEAD = datetime(2031, 5, 1, tzinfo=UTC)
BEHIND = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([(NOON, False), (NOON + DAY - HOUR, False), (NOON + DAY, True)], id="a first start"),
        pytest.param([(NOON + n * DAY, n > 0) for n in range(20)], id="a bot that nobody asks for weeks"),
        pytest.param(
            [(NOON, False), (NOON + DAY, True), (AHEAD, False), (NOON + 2 * DAY, False), (NOON + 3 * DAY, True)],
            id="ahead at one start, and right at the next",
        ),
        pytest.param([(AHEAD, False), (NOON, False), (NOON + DAY, True)], id="ahead at the first start"),
        pytest.param(
            [(NOON, False), (BEHIND, False), (BEHIND + HOUR, False), (NOON + DAY, False), (NOON + 2 * DAY, True)],
            id="behind, and then right",
        ),
        pytest.param(
            [(NOON, False), (NOON + 90 * DAY, False), (NOON + 91 * DAY - HOUR, False), (NOON + 91 * DAY, True)],
            id="switched off for months",
        ),
        pytest.param([(NOON, False), (NOON + timedelta(seconds=A_WEEK), True)], id="switched off for a week"),
        pytest.param([(NOON, False), (NOON + timedelta(seconds=A_WEEK + 1), False)], id="for more than a week"),
    ],
)
def test_clock_is_believed_when_it_was_read_between_a_day_and_a_week_ago(
    log: QueryLog, steps: list[tuple[datetime, bool]]
) -> None:
    database = Database(log.path)
    said = [database.write(partial(Clock().allows, now=now)) for now, _ in steps]
    database.close()
    assert said == [believed for _, believed in steps]


def ask(log: QueryLog, clock: Clock, now: datetime) -> bool:
    with Database(log.path).use() as opened, opened.conn:
        return clock.allows(opened, now)


def test_clock_that_telegram_contradicts_is_never_believed_and_right_for_a_day_before_it_is(
    log: QueryLog, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    saw_the_clock(log.path, AHEAD - DAY)
    clock.hear(NOON)
    clock.hear(NOON - 300 * DAY)  # the message of a button, or one that waited
    assert [ask(log, clock, AHEAD + n * DAY) for n in range(3)] == [False] * 3
    assert [record.getMessage() for record in caplog.records] == [
        "the clock shows 2031-05-01 00:00 UTC, but Telegram tells another day: old words and weekly letters wait for it"
    ]
    assert [ask(log, clock, NOON), ask(log, Clock(), NOON + DAY)] == [False, True]
    assert not ask(log, Clock(), AHEAD + 3 * DAY)  # a start later no date was heard yet, but nothing was left to agree


@pytest.mark.parametrize(("away", "believed"), [(APART - 60, True), (APART + 60, False), (-APART - 60, False)])
def test_telegrams_date_may_be_two_days_away(log: QueryLog, away: float, *, believed: bool) -> None:
    clock = Clock()
    saw_the_clock(log.path, NOON - DAY)
    clock.hear(NOON - timedelta(seconds=away))
    assert ask(log, clock, NOON) is believed


def test_rows_from_later_contradict_where_telegram_told_nothing(
    log: QueryLog, caplog: pytest.LogCaptureFixture
) -> None:
    log.record(ROW)
    saw_the_clock(log.path, BEHIND)
    assert not ask(log, Clock(), BEHIND + DAY)
    assert "the newest question is from later" in caplog.text
    heard = Clock()
    heard.hear(NOON)
    log.record(replace(ROW, time=AHEAD))
    saw_the_clock(log.path, NOON - DAY)
    assert [ask(log, heard, NOON), ask(log, heard, NOON + DAY)] == [False, True]  # the row is wrong, not the clock


async def test_bot_whose_clock_is_ahead_of_telegrams_removes_nothing_and_writes_down_no_letter(
    telegram: Telegram, adviser: Adviser, log: QueryLog, caplog: pytest.LogCaptureFixture
) -> None:
    now = datetime.now(UTC)
    telegram.behind = 400 * DAY.total_seconds()
    log.record(replace(ROW, time=now - 399 * DAY, update_id=5, question="eilen kysytty"))
    saw_the_clock(log.path, now - DAY)  # it has been ahead since yesterday
    with Database(log.path).use() as opened, opened.conn:
        opened.conn.execute("insert into letters values ('2025-01-06')")
    rights = {"admins": frozenset({99}), "digest": frozenset({99})}
    async with bot(telegram, adviser, keep_days=30, log_level="INFO", **rights):
        await telegram.say("moi")
        await telegram.called("sendMessage")
    with Database(log.path).use() as opened:
        assert opened.execute("select question, update_id from questions where id = 1").fetchone() == (
            "eilen kysytty",
            5,
        )
        assert opened.execute("select max(monday) from letters").fetchone() == ("2025-01-06",)
    assert [call.chat for call in telegram.of("sendMessage")] == [11]
    assert caplog.text.count("but Telegram tells another day") == 1


async def test_bot_removes_old_words_when_its_clock_was_read_a_day_ago(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    log.record(replace(ROW, time=datetime.now(UTC) - 31 * DAY, question="vanha"))
    saw_the_clock(log.path, datetime.now(UTC) - DAY)
    async with bot(telegram, adviser, keep_days=30):
        await telegram.say("moi")
        await telegram.called("sendMessage")
    assert [row["question"] for row in log.newest(2)] == ["moi", ""]


async def test_dates_of_messages_contradict_where_no_answer_tells_one(
    telegram: Telegram, adviser: Adviser, log: QueryLog, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.behind, telegram.tells_date = 90 * DAY.total_seconds(), False
    saw_the_clock(log.path, datetime.now(UTC) - DAY)
    async with bot(telegram, adviser):
        await telegram.say("moi")
        await telegram.press("x", date=1)  # under an old message
        await telegram.called("answerCallbackQuery")
    assert "but Telegram tells another day" in caplog.text


async def test_marks_and_numbers_of_updates_stay_while_the_clock_is_not_believed(log: QueryLog) -> None:
    log.record(replace(ROW, update_id=5, time=datetime.now(UTC) - 3 * DAY))
    ledger = Ledger(log.path, 1, SEAL)
    ledger.clock.hear(datetime.now(UTC) - 3 * DAY)
    with Database(log.path).use() as opened, opened.conn:
        opened.conn.execute("insert into updates values (1, 5, 'done', ?)", [time.time() - KEPT - 60])
    await ledger.mark_done(6)
    await ledger.close()
    assert ledger.recall()[0] == {5: State.DONE, 6: State.DONE}
    assert log.newest(1)[0]["update_id"] == 5


async def test_marks_from_the_future_go_when_the_clock_is_right_again(log: QueryLog) -> None:
    saw_the_clock(log.path, datetime.now(UTC) - DAY)
    with Database(log.path).use() as opened, opened.conn:
        opened.conn.execute("insert into updates values (1, 5, 'done', ?)", [AHEAD.timestamp()])
    ledger = Ledger(log.path, 1, SEAL)
    await ledger.mark_done(6)
    await ledger.close()
    assert ledger.recall()[0] == {6: State.DONE}


def test_entry_that_changed_while_the_clock_was_ahead_says_what_it_says_since_the_clock_is_right(
    log: QueryLog, folder: Path
) -> None:
    database, small = Database(log.path), load(folder)
    entry = small.measures[0]
    changed = replace(small, entries={**small.entries, entry.id: entry.model_copy(update={"content": "Uutta."})})
    for knowledge, now in ((small, NOON - DAY), (changed, AHEAD), (changed, NOON), (changed, NOON + DAY)):
        note(database, knowledge, now)
    with database.use() as opened:
        assert opened.execute("select since from said_since where since != ''").fetchall() == [(stamp(NOON),)]


def test_rows_from_the_future_are_as_old_as_those_after_them(log: QueryLog) -> None:
    for number, at in enumerate([AHEAD, NOON - 40 * DAY, AHEAD, NOON - 20 * DAY, AHEAD, NOON]):
        log.record(replace(ROW, time=at, update_id=number, question=f"kysymys {number}"))
    assert expire(log.path, 30, NOON) == 2
    rows = sorted(log.newest(9), key=lambda row: int(row["id"]))
    assert [row["question"][-1:] for row in rows] == ["", "", "2", "3", "4", "5"]
    assert [row["update_id"] for row in rows] == [None, None, None, None, 4, 5]
