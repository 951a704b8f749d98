from __future__ import annotations

import json
import os
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from emulator import SEAL
from factories import ROW

from bot.log.database import Database, LogError, list_set_aside
from bot.log.keeping import copy_of, count_unopened, expire, follow, forget
from bot.log.ledger import KEPT, Ledger
from bot.log.sealing import UNSEALED, Seal
from bot.review.copying import copy_log

if TYPE_CHECKING:
    from pathlib import Path

    from bot.log.querylog import QueryLog
    from bot.understanding.matching import Index

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECRET = "Salainen Sirkka Särkisuo"


def bytes_of(path: Path) -> bytes:
    """All bytes of the log and of what lies beside it."""
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if file.name.startswith(path.name))


def fill(log: QueryLog, rows: int = 600) -> None:
    """Many rows of different lengths, one in fifty with the secret in it, old and new."""
    for number in range(rows):
        said = f"{SECRET} {number}" if number % 50 == 7 else f"kysymys {number} " + "x" * (number * 37 % 300)
        log.record(replace(ROW, time=NOW - timedelta(days=number), question=said))


def test_forgotten_questions_leave_no_bytes_even_while_the_bot_has_the_file_open(log: QueryLog, index: Index) -> None:
    fill(log)
    copy_log(Database(log.path), NOW - timedelta(days=900), [], index, UNSEALED)
    assert SECRET.encode() in bytes_of(log.path)
    assert forget(log.path, SECRET.swapcase(), SEAL) == 12
    assert SECRET.encode() not in bytes_of(log.path)
    assert len(log.newest(1000)) == 588
    assert log.record(ROW)


def test_forgetting_reaches_the_copy_when_the_log_has_nothing(log: QueryLog, index: Index) -> None:
    log.record(replace(ROW, question=SECRET))
    copy_log(Database(log.path), NOW - timedelta(days=900), [], index, UNSEALED)
    assert SECRET.encode() in copy_of(log.path).read_bytes()
    with Database(log.path).use() as opened, opened.conn:
        opened.conn.execute("delete from questions")
    assert forget(log.path, SECRET, SEAL) == 0
    assert SECRET.encode() not in bytes_of(log.path)


def test_nothing_matches_nothing(log: QueryLog) -> None:
    log.record(ROW)
    assert forget(log.path, " ", SEAL) == forget(log.path, "muu", SEAL) == 0
    assert len(log.newest(10)) == 1


def test_old_questions_lose_their_words_and_keep_the_rest(log: QueryLog) -> None:
    fill(log)
    assert expire(log.path, 100, NOW) == 499
    rows = log.newest(1000)
    assert len(rows) == 600
    assert [row["question"] != "" for row in rows].count(True) == 101
    assert {row["outcome"] for row in rows if not row["question"]} == {"answer"}
    assert f"{SECRET} 57".encode() in bytes_of(log.path)
    assert f"{SECRET} 107".encode() not in bytes_of(log.path)
    assert expire(log.path, 100, NOW) == 0


def test_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert expire(tmp_path / "none.db", 1, NOW) == forget(tmp_path / "none.db", "x", SEAL) == 0
    assert list(tmp_path.iterdir()) == []


def test_bytes_that_another_program_still_reads_are_told_and_removed_later(log: QueryLog) -> None:
    log.record(replace(ROW, question=SECRET))
    with closing(Database(log.path)) as reader, reader.use() as opened:
        opened.conn.execute("begin")
        opened.conn.execute("select count(*) from questions").fetchone()
        with pytest.raises(LogError):
            forget(log.path, SECRET, SEAL)
        opened.conn.execute("rollback")
    assert forget(log.path, SECRET, SEAL) == 0
    assert SECRET.encode() not in bytes_of(log.path)


async def parked(path: Path) -> None:
    """Two replies that wait: one repeats the secret in a button, the other one is harmless."""
    ledger = Ledger(path, 1, SEAL)
    buttons = json.dumps({"inline_keyboard": [[{"text": f"{SECRET} ja muut", "callback_data": "z"}]]})
    await ledger.park("sendMessage", {"chat_id": "11", "text": "Hei", "reply_markup": buttons})
    await ledger.park("sendMessage", {"chat_id": "11", "text": "Hei taas"})
    await ledger.close()


async def test_forgetting_reaches_replies_that_wait_and_the_record_of_changes(log: QueryLog) -> None:
    log.record(replace(ROW, question=SECRET))
    await parked(log.path)
    with Database(log.path).use() as opened, opened.conn:
        opened.conn.execute(
            "insert into changes values (1, 't', 'w', 'words', 'measure:x', ?, ?, 'f', '', '', 'a', 'b', null)",
            [SECRET.lower(), f"kysyjä oli {SECRET}"],
        )
    assert forget(log.path, SECRET, SEAL) == 2
    assert SECRET.lower().encode() not in bytes_of(log.path).lower()
    with Database(log.path).use() as opened:
        assert opened.execute("select count(*) from outbox").fetchone() == (1,)
        assert opened.execute("select words, why, target from changes").fetchone() == ("", "", "measure:x")


async def test_replies_that_cannot_be_opened_stay_and_are_counted(log: QueryLog) -> None:
    log.record(ROW)
    await parked(log.path)
    for seal in (UNSEALED, Seal(token="1:other")):
        assert forget(log.path, SECRET, seal) == 0
        assert count_unopened(log.path, seal) == 2
    assert count_unopened(log.path, SEAL) == 0


def test_forgetting_removes_a_corrupt_file_that_holds_the_text_and_leaves_the_others(log: QueryLog) -> None:
    log.record(ROW)
    for name, held in (("a", f"xx{SECRET}".encode() + b"\xff\x00"), ("b", b"\xffmuuta")):
        log.path.with_name(f"{log.path.name}.corrupt-{name}").write_bytes(held)
    forget(log.path, SECRET.upper(), UNSEALED)
    assert [file.name[-1] for file in list_set_aside(log.path)] == ["b"]


async def test_expiry_reaches_replies_that_wait_corrupt_files_and_the_numbers_of_updates(log: QueryLog) -> None:
    now = datetime.now(UTC)
    log.record(replace(ROW, time=now - timedelta(seconds=KEPT + 60), update_id=5))
    await parked(log.path)
    old, new = (log.path.with_name(f"{log.path.name}.corrupt-{name}") for name in ("old", "new"))
    for file, age in ((old, 11), (new, 9)):
        file.touch()
        os.utime(file, times=(now.timestamp() - age * 86400,) * 2)
    expire(log.path, 10, now)
    assert list(list_set_aside(log.path)) == [new]
    assert log.newest(1)[0]["update_id"] is None
    expire(log.path, 10, now + timedelta(days=11))
    with Database(log.path).use() as opened:
        assert opened.execute("select count(*) from outbox").fetchone() == (0,)


def test_copy_follows_the_log_in_what_was_emptied(log: QueryLog, index: Index) -> None:
    follow(log.path)  # no copy, nothing to do
    log.record(replace(ROW, question=SECRET))
    log.record(replace(ROW, update_id=2, question="toinen"))
    copy_log(Database(log.path), NOW - timedelta(days=900), [], index, UNSEALED)
    with Database(log.path).use() as opened, opened.conn:
        opened.conn.execute("update questions set question = '' where id = 1")
    follow(log.path)
    assert SECRET.encode() not in copy_of(log.path).read_bytes()
    assert b"toinen" in copy_of(log.path).read_bytes()
