from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from emulator import SEAL
from factories import ROW, saw_the_clock
from hypothesis import given
from hypothesis import strategies as st

from bot.log.database import Database, LogError
from bot.log.ledger import KEPT, Ledger, State, current
from bot.log.sealing import Seal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

NORMAL, FULL = 1, 2
"""What SQLite calls these ways of flushing."""
SEND = {"chat_id": "11", "text": "Hei"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "questions.db"


@pytest.fixture
async def ledger(path: Path) -> AsyncIterator[Ledger]:
    ledger = Ledger(path, 1, SEAL)
    yield ledger
    await ledger.close()


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


async def test_question_and_its_mark_are_on_the_disk_together(ledger: Ledger, path: Path) -> None:
    await ledger.record(replace(ROW, update_id=7))
    assert rows(path, "select question from questions") == [(ROW.question,)]
    assert Ledger(path, 1, SEAL).recall()[0] == {7: State.RECORDED}
    await ledger.mark_done(7)
    assert Ledger(path, 1, SEAL).recall()[0] == {7: State.DONE}


async def test_question_that_comes_again_is_logged_once(ledger: Ledger, path: Path) -> None:
    await ledger.record(replace(ROW, update_id=7))
    await ledger.record(replace(ROW, update_id=7))
    assert rows(path, "select count(*) from questions") == [(1,)]


async def test_bots_that_share_a_file_share_no_question(ledger: Ledger, path: Path) -> None:
    other = Ledger(path, 2, SEAL)
    for one in (ledger, other):
        await one.record(replace(ROW, update_id=7))
    await other.judge(7, "helped")
    await other.choose(7, "measure:b")
    await other.close()
    assert rows(path, "select bot, feedback, chosen from questions order by bot") == [
        (1, None, None),
        (2, "helped", "measure:b"),
    ]


async def test_many_questions_at_once_share_commits_and_all_are_there(ledger: Ledger, path: Path) -> None:
    await asyncio.gather(*(ledger.record(replace(ROW, update_id=number)) for number in range(300)))
    assert rows(path, "select count(*) from questions") == [(300,)]


async def test_marks_of_another_bot_are_not_ours(ledger: Ledger, path: Path) -> None:
    await ledger.mark_done(7)
    assert Ledger(path, 2, SEAL).recall() == ({}, [])


async def test_marks_are_forgotten_after_two_days(ledger: Ledger, path: Path) -> None:
    await ledger.mark_done(7)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("update updates set at = ?", [time.time() - KEPT - 1])
    saw_the_clock(path, datetime.now(UTC) - timedelta(days=1))
    after = Ledger(path, 1, SEAL)
    await after.mark_done(8)
    await after.close()
    assert after.recall()[0] == {8: State.DONE}


async def test_parked_call_waits_for_the_next_process_and_leaves_no_trace_when_it_is_struck(
    ledger: Ledger, path: Path
) -> None:
    current.set(7)
    first = await ledger.park("sendMessage", SEND)
    second = await ledger.park("sendMessage", SEND | {"text": "salainen vastaus"})
    after = Ledger(path, 1, SEAL)
    states, parked = after.recall()
    await after.close()
    assert states == {7: State.PARKED}
    assert [(one.id, one.method, one.data["text"]) for one in parked] == [
        (first, "sendMessage", "Hei"),
        (second, "sendMessage", "salainen vastaus"),
    ]
    assert first is not None
    assert second is not None
    [(_, sealed)] = rows(path, f"select id, data from outbox where id = {second}")
    await ledger.strike(first)
    log = path.with_name(f"{path.name}-wal")
    assert str(sealed).encode() in await asyncio.to_thread(log.read_bytes)
    await ledger.strike(second)
    for file in (path, log):
        assert str(sealed).encode() not in await asyncio.to_thread(file.read_bytes)


async def test_reply_without_a_question_is_marked_once_before_it_is_sent(ledger: Ledger, path: Path) -> None:
    current.set(7)
    await ledger.mark_sending()
    after = Ledger(path, 1, SEAL)
    states, _ = after.recall()
    await after.close()
    assert states == {7: State.RECORDED}
    await ledger.mark_done(7)
    after = Ledger(path, 1, SEAL)
    states, _ = after.recall()
    await after.close()
    assert states == {7: State.DONE}


async def test_number_of_a_parked_call_is_never_used_again_while_it_waits(ledger: Ledger, path: Path) -> None:
    first = await ledger.park("sendMessage", SEND)
    after = Ledger(path, 1, SEAL)
    after.recall()
    assert await after.park("sendMessage", SEND) != first
    await after.close()


async def test_what_cannot_be_written_waits_and_is_reported_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    obstacle = tmp_path / "data"
    obstacle.touch()
    ledger = Ledger(obstacle / "questions.db", 1, SEAL)
    assert ledger.recall() == ({}, [])
    for number in range(3):
        await ledger.record(replace(ROW, update_id=number))
    assert await ledger.park("sendMessage", SEND) is None
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 1
    assert ROW.question not in caplog.text
    assert ledger.tally.counts["log failure"] == 5
    obstacle.unlink()
    await ledger.mark_done(0)
    assert rows(obstacle / "questions.db", "select count(*) from questions") == [(3,)]
    assert rows(obstacle / "questions.db", "select count(*) from outbox") == [(0,)]
    await ledger.close()


async def test_lock_held_by_another_program_delays_only_the_log(ledger: Ledger, path: Path) -> None:
    await ledger.mark_done(1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        await ledger.record(replace(ROW, update_id=7))
        other.execute("rollback")
    await ledger.mark_done(7)
    assert rows(path, "select update_id from questions") == [(7,)]


def bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


@given(st.text())
def test_seal_is_opened_with_its_token_only(text: str) -> None:
    closed = SEAL.close(text)
    assert SEAL.open(closed) == text
    assert Seal(token="2:other").open(closed) is SEAL.open(text) is None


async def test_reply_that_waits_is_sealed_with_its_chat(ledger: Ledger, path: Path) -> None:
    await ledger.park("sendMessage", {"chat_id": "987654321", "text": "Sirkan palaute", "reply_markup": "{}"})
    await ledger.post("2026-11-23", [("sendMessage", {"chat_id": "123456789", "text": "Viikon kirje"})])
    written = await asyncio.to_thread(bytes_of, path)
    assert b"sendMessage" in written
    assert not [said for said in (b"Sirkan", b"Viikon", b"987654321", b"123456789") if said in written]


async def test_reply_that_an_earlier_version_left_in_the_clear_is_sent_and_sealed(path: Path) -> None:
    with Database(path).use() as database, database.conn:
        database.conn.execute("insert into outbox values (3, 1, 'sendMessage', ?, 0)", [json.dumps(SEND)])
    for _ in range(2):
        ledger = Ledger(path, 1, SEAL)
        [parked] = ledger.recall()[1]
        assert (parked.id, parked.data) == (3, SEND)
        await ledger.close()
    [(data,)] = rows(path, "select data from outbox")
    assert "Hei" not in str(data)


async def test_reply_that_was_sealed_with_another_token_is_given_up(
    ledger: Ledger, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await ledger.park("sendMessage", SEND)
    other = Ledger(path, 1, Seal(token="1:renewed"))
    assert other.recall()[1] == []
    await other.close()
    assert rows(path, "select * from outbox") == []
    assert "is given up" in caplog.text


async def test_change_that_is_at_fault_costs_no_other_one(
    ledger: Ledger, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    now = datetime.now(UTC)  # a question parts from its update after two days
    sent = [replace(ROW, time=now, update_id=number) for number in (1, 2**63, 2)]
    await asyncio.gather(*map(ledger.record, sent))
    await ledger.mark_done(1)
    assert rows(path, "select update_id from questions order by 1") == [(1,), (2,)]
    assert rows(path, "select state from updates where update_id = 1") == [(State.DONE,)]
    assert caplog.text.count("is at fault and is left out") == 1
    assert ledger.tally.counts["log failure"] == 1
    assert not ledger.writer.died.is_set()


class Death(BaseException):
    """What no change can be blamed for."""


async def test_writer_that_dies_says_so_and_keeps_nobody_waiting(ledger: Ledger) -> None:
    def die(_: object) -> None:
        raise Death

    async with asyncio.timeout(5):
        assert await ledger.writer.write(die, flush=True, kept=True) is False
        assert ledger.writer.died.is_set()
        await ledger.record(replace(ROW, update_id=1))
        await ledger.close()


async def test_change_that_waits_long_makes_the_writer_late(ledger: Ledger) -> None:
    held, begun = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        begun.set()
        held.wait(5)

    assert ledger.writer.late == 0
    writing = asyncio.create_task(ledger.writer.write(hold, flush=False, kept=False))
    await asyncio.to_thread(begun.wait, 5)
    first = ledger.writer.late
    assert first > 0
    waiting = asyncio.create_task(ledger.mark_done(1))
    await asyncio.sleep(0)
    assert ledger.writer.late > first
    held.set()
    await asyncio.gather(writing, waiting)
    assert ledger.writer.late == 0


async def test_question_is_parted_from_its_update_after_two_days(ledger: Ledger, path: Path) -> None:
    now = datetime.now(UTC)
    for number, age in ((1, KEPT + 60), (2, KEPT - 60)):
        await ledger.record(replace(ROW, update_id=number, time=now - timedelta(seconds=age)))
    saw_the_clock(path, now - timedelta(days=1))
    await ledger.mark_done(3)
    assert rows(path, "select update_id from questions order by time") == [(None,), (2,)]


async def test_words_of_a_question_are_taken_away_with_their_bytes(ledger: Ledger, path: Path) -> None:
    await ledger.record(replace(ROW, update_id=7, question="Sirkan kysymys"))
    await ledger.record(replace(ROW, update_id=8, question="toinen"))
    assert b"Sirkan" in await asyncio.to_thread(bytes_of, path)
    assert await ledger.empty(7)
    assert b"Sirkan" not in await asyncio.to_thread(bytes_of, path)
    assert rows(path, "select question, outcome from questions order by id") == [
        ("", ROW.outcome),
        ("toinen", ROW.outcome),
    ]


async def test_bytes_that_another_program_still_read_go_with_the_next_commit(ledger: Ledger, path: Path) -> None:
    await ledger.record(replace(ROW, update_id=7, question="Sirkan kysymys"))
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from questions").fetchone()
        await ledger.empty(7)
        reader.execute("rollback")
    await ledger.mark_done(8)
    assert b"Sirkan" not in await asyncio.to_thread(bytes_of, path)


async def test_who_has_the_menu_of_an_admin_is_remembered_sealed(ledger: Ledger, path: Path) -> None:
    assert await ledger.menus() == frozenset()
    await ledger.give_menus({987654321, 5})
    assert await ledger.menus() == {987654321, 5}
    assert b"987654321" not in await asyncio.to_thread(bytes_of, path)


async def test_what_is_read_is_read_in_turn_with_what_is_written(ledger: Ledger, path: Path) -> None:
    rows_written = [ledger.record(replace(ROW, update_id=number)) for number in range(100)]
    await asyncio.gather(
        *rows_written,
        *(ledger.give_menus({number + 1}) for number in range(100)),
        *(ledger.posted("2026-11-23") for _ in range(100)),
    )
    assert await ledger.menus() == {100}
    path.with_name("data").touch()
    unreadable = Ledger(path.with_name("data") / "questions.db", 1, SEAL)
    with pytest.raises(LogError):
        await unreadable.menus()


@pytest.mark.parametrize(
    ("work", "synchronous"),
    [
        (lambda ledger: ledger.record(replace(ROW, update_id=7)), FULL),
        (lambda ledger: ledger.park("sendMessage", SEND), FULL),
        (lambda ledger: ledger.post("2026-11-23", [("sendMessage", SEND)]), FULL),
        (lambda ledger: ledger.judge(7, "helped"), FULL),
        (lambda ledger: ledger.choose(7, "none"), FULL),
        (lambda ledger: ledger.empty(7), FULL),
        (lambda ledger: ledger.mark_done(7), NORMAL),
        (lambda ledger: asyncio.gather(ledger.record(ROW), ledger.mark_done(7)), FULL),
        (lambda ledger: asyncio.gather(ledger.mark_done(7), ledger.record(ROW), ledger.mark_done(8)), FULL),
    ],
)
async def test_what_must_outlive_the_machine_is_on_its_disk_when_it_is_written(
    ledger: Ledger, work: Callable[[Ledger], Awaitable[object]], synchronous: int
) -> None:
    """A reply leaves after its row, so a row that the disk has not yet may be lost though it was answered."""
    await work(ledger)
    with ledger.writer.database.use() as opened:
        assert opened.execute("pragma synchronous").fetchone() == (synchronous,)
