"""The weekly letter: when it is due, and that restarts neither lose nor repeat it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from emulator import BOT_ID, SEAL, Telegram, bot
from factories import ROW, saw_the_clock
from hypothesis import given
from hypothesis import strategies as st

from bot.log.database import Database
from bot.log.days import FINLAND, monday_of
from bot.log.ledger import Ledger, Parked
from bot.log.tally import Tally
from bot.review.publishing import Workbench
from bot.review.weekly import find_due, find_next_due
from bot.review.workshop import Workshop
from bot.telegram.delivery.letters import send_weekly

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog

BEFORE = datetime(2026, 11, 23, 5, 59, tzinfo=UTC)
"""A minute before eight in Finland, on a Monday in winter."""
RIGHTS: dict[str, Any] = {"admins": frozenset({98, 99}), "digest": frozenset({99, 11})}


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (BEFORE, date(2026, 11, 16)),
        (BEFORE + timedelta(minutes=1), date(2026, 11, 23)),
        (BEFORE + timedelta(days=6), date(2026, 11, 23)),
        (datetime(2026, 3, 30, 4, 59, tzinfo=UTC), date(2026, 3, 23)),
        (datetime(2026, 3, 30, 5, 0, tzinfo=UTC), date(2026, 3, 30)),  # summer time began the day before
    ],
)
def test_letter_is_due_on_monday_at_eight_in_finland(now: datetime, monday: date) -> None:
    assert find_due(now) == monday


@given(st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: BEFORE + timedelta(minutes=minutes)))
def test_next_letter_is_the_one_after_that_which_is_due(now: datetime) -> None:
    following = find_next_due(now)
    assert now < following
    assert find_due(following) == find_due(now) + timedelta(weeks=1)
    assert find_due(following - timedelta(seconds=1)) == find_due(now)
    assert (following.astimezone(FINLAND).hour, following.astimezone(FINLAND).weekday()) == (8, 0)


async def sent(now: datetime, adviser: Adviser, path: Path, seen: timedelta = timedelta(days=1)) -> list[Parked]:
    """What the letters of a bot that starts at `now`, has read the clock `seen` before, and ends soon are."""
    saw_the_clock(path, now - seen)
    ledger = Ledger(path, 1, SEAL)
    ledger.recall()
    posted: list[Parked] = []
    once = asyncio.Event()

    def post(parked: Sequence[Parked]) -> None:
        posted.extend(parked)

    def clock() -> datetime:
        if once.is_set():  # the second look at the clock is the one for the sleep
            raise asyncio.CancelledError
        once.set()
        return now

    workshop = Workshop(Workbench(adviser, Database(path)), Tally())
    with pytest.raises(asyncio.CancelledError):
        await send_weekly({99, 98}, workshop, ledger, post, adviser.texts, clock)
    await ledger.close()
    return posted


async def test_letter_goes_out_once_a_week_whatever_restarts(adviser: Adviser, log: QueryLog) -> None:
    log.record(
        replace(
            ROW,
            time=BEFORE - timedelta(days=1),
            question="vankien ohjaus",
            outcome="none",
            entry=None,
            kind=None,
            candidates=(),
        )
    )
    assert await sent(BEFORE - timedelta(days=3), adviser, log.path) == []  # the first start of all
    assert await sent(BEFORE, adviser, log.path) == []
    log.record(replace(ROW, time=BEFORE + timedelta(days=1), update_id=2))
    first, second = await sent(BEFORE + timedelta(days=2), adviser, log.path)  # it was down on Monday
    assert {one.data["chat_id"] for one in (first, second)} == {"98", "99"}
    assert first.data["text"] == second.data["text"]
    assert "Viikon yhteenveto 16.11.–22.11.\n• Kysymyksiä: 1\n• Vastattu: 0/1" in first.data["text"]
    assert "• vanki ohjaus: 1 ×" in first.data["text"]
    assert await sent(BEFORE + timedelta(days=3), adviser, log.path) == []
    assert len(await sent(BEFORE + timedelta(weeks=3), adviser, log.path)) == 2
    assert await sent(BEFORE + timedelta(weeks=3), adviser, log.path) == []


async def test_clock_that_was_ahead_once_keeps_no_letter_back(adviser: Adviser, log: QueryLog) -> None:
    ahead, soon = BEFORE.replace(year=2031), timedelta(minutes=1)
    assert await sent(BEFORE - timedelta(days=3), adviser, log.path) == []  # the first start of all
    assert await sent(ahead, adviser, log.path, soon) == []
    assert await sent(BEFORE + timedelta(days=1), adviser, log.path, soon) == []  # it has to be right for a day
    assert len(await sent(BEFORE + timedelta(days=2), adviser, log.path)) == 2
    with Database(log.path).use() as opened, opened.conn:
        assert opened.execute("select * from letters").fetchall() == [("2026-11-16",), ("2026-11-23",)]
        opened.conn.execute("insert into letters values ('2031-11-17')")  # an earlier version wrote it
    assert len(await sent(BEFORE + timedelta(days=8), adviser, log.path)) == 2


async def test_letter_comes_to_the_admins_who_are_named_for_it_and_leads_to_the_gaps(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    week = (monday_of(datetime.now(UTC)) - timedelta(weeks=2)).isoformat()
    saw_the_clock(log.path, datetime.now(UTC) - timedelta(days=1))
    with Database(log.path).use() as opened, opened.conn:
        opened.conn.execute("insert into letters values (?)", [week])
    async with bot(telegram, adviser, **RIGHTS):
        [letter] = await telegram.called("sendMessage")
        assert letter.chat == 99  # 98 is not named for it, and 11 is no admin
        assert letter.text.startswith("Viikon yhteenveto ")
        await telegram.press(letter.buttons["Puutteet"], user=99, message_id=5)
        [gaps] = await telegram.called("editMessageText")
    assert gaps.text.startswith("Puutteet (0)")
    async with bot(telegram, adviser, **RIGHTS):
        await telegram.say("moi")
        await telegram.called("sendMessage", 2)
    assert [call.chat for call in telegram.of("sendMessage")] == [99, 11]


async def test_letter_that_was_written_but_not_sent_goes_out_at_the_next_start(
    telegram: Telegram, adviser: Adviser, log: QueryLog
) -> None:
    ledger = Ledger(log.path, BOT_ID, SEAL)
    ledger.recall()
    week = monday_of(datetime.now(UTC)).isoformat()
    letters = [("sendMessage", {"chat_id": "99", "text": "Viikko"})]
    assert len(await ledger.post(week, letters) or ()) == 1
    assert await ledger.post(week, letters) == []
    await ledger.close()
    async with bot(telegram, adviser, **RIGHTS):
        assert [call.text for call in await telegram.called("sendMessage")] == ["Viikko"]
