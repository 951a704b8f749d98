from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from test_querylog import ROW

from bot.ledger import KEPT, Ledger, State, current

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SEND = {"chat_id": "11", "text": "Hei"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "questions.db"


@pytest.fixture
async def ledger(path: Path) -> AsyncIterator[Ledger]:
    ledger = Ledger(path, 1)
    yield ledger
    await ledger.close()


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


async def test_question_and_its_mark_are_on_the_disk_together(ledger: Ledger, path: Path) -> None:
    await ledger.record(replace(ROW, update_id=7))
    assert rows(path, "select question from questions") == [(ROW.question,)]
    assert Ledger(path, 1).recall()[0] == {7: State.RECORDED}
    await ledger.done(7)
    assert Ledger(path, 1).recall()[0] == {7: State.DONE}


async def test_question_that_comes_again_is_logged_once(ledger: Ledger, path: Path) -> None:
    await ledger.record(replace(ROW, update_id=7))
    await ledger.record(replace(ROW, update_id=7))
    assert rows(path, "select count(*) from questions") == [(1,)]


async def test_bots_that_share_a_file_share_no_question(ledger: Ledger, path: Path) -> None:
    other = Ledger(path, 2)
    for one in (ledger, other):
        await one.record(replace(ROW, update_id=7))
    await other.judge(7, "helped")
    await other.choose(7, "measure:b")
    await other.close()
    assert rows(path, "select bot, feedback, chosen from questions order by bot") == [
        (1, None, None), (2, "helped", "measure:b"),
    ]


async def test_many_questions_at_once_share_commits_and_all_are_there(ledger: Ledger, path: Path) -> None:
    await asyncio.gather(*(ledger.record(replace(ROW, update_id=number)) for number in range(300)))
    assert rows(path, "select count(*) from questions") == [(300,)]


async def test_marks_of_another_bot_are_not_ours(ledger: Ledger, path: Path) -> None:
    await ledger.done(7)
    assert Ledger(path, 2).recall() == ({}, [])


async def test_marks_are_forgotten_after_two_days(ledger: Ledger, path: Path) -> None:
    await ledger.done(7)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("update updates set at = ?", [time.time() - KEPT - 1])
    after = Ledger(path, 1)
    await after.done(8)
    await after.close()
    assert after.recall()[0] == {8: State.DONE}


async def test_parked_call_waits_for_the_next_process_and_leaves_no_trace_when_it_is_struck(
    ledger: Ledger, path: Path
) -> None:
    current.set(7)
    first = await ledger.park("sendMessage", SEND)
    second = await ledger.park("sendMessage", SEND | {"text": "salainen vastaus"})
    after = Ledger(path, 1)
    states, parked = after.recall()
    await after.close()
    assert states == {7: State.PARKED}
    assert [(one.id, one.method, one.data["text"]) for one in parked] == [
        (first, "sendMessage", "Hei"), (second, "sendMessage", "salainen vastaus"),
    ]
    assert first is not None
    assert second is not None
    await ledger.strike(first)
    log = path.with_name(f"{path.name}-wal")
    assert b"salainen" in await asyncio.to_thread(log.read_bytes)
    await ledger.strike(second)
    for file in (path, log):
        assert b"salainen" not in await asyncio.to_thread(file.read_bytes)


async def test_reply_without_a_question_is_marked_once_before_it_is_sent(ledger: Ledger, path: Path) -> None:
    current.set(7)
    await ledger.sending()
    after = Ledger(path, 1)
    states, _ = after.recall()
    await after.close()
    assert states == {7: State.RECORDED}
    await ledger.done(7)
    after = Ledger(path, 1)
    states, _ = after.recall()
    await after.close()
    assert states == {7: State.DONE}


async def test_number_of_a_parked_call_is_never_used_again_while_it_waits(ledger: Ledger, path: Path) -> None:
    first = await ledger.park("sendMessage", SEND)
    after = Ledger(path, 1)
    after.recall()
    assert await after.park("sendMessage", SEND) != first
    await after.close()


async def test_what_cannot_be_written_waits_and_is_reported_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    obstacle = tmp_path / "data"
    obstacle.touch()
    ledger = Ledger(obstacle / "questions.db", 1)
    assert ledger.recall() == ({}, [])
    for number in range(3):
        await ledger.record(replace(ROW, update_id=number))
    assert await ledger.park("sendMessage", SEND) is None
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 1
    assert ROW.question not in caplog.text
    assert ledger.tally.counts["log failure"] == 5
    obstacle.unlink()
    await ledger.done(0)
    assert rows(obstacle / "questions.db", "select count(*) from questions") == [(3,)]
    assert rows(obstacle / "questions.db", "select count(*) from outbox") == [(0,)]
    await ledger.close()


async def test_lock_held_by_another_program_delays_only_the_log(ledger: Ledger, path: Path) -> None:
    await ledger.done(1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        await ledger.record(replace(ROW, update_id=7))
        other.execute("rollback")
    await ledger.done(7)
    assert rows(path, "select update_id from questions") == [(7,)]
