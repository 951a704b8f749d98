from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from test_querylog import ROW

from bot.database import Database, LogError
from bot.review.copying import copied
from bot.review.keeping import copy_of, expire, forget

if TYPE_CHECKING:
    from pathlib import Path

    from bot.matching import Index
    from bot.querylog import QueryLog

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


def test_forgotten_questions_leave_no_bytes_even_while_the_bot_has_the_file_open(
    log: QueryLog, index: Index
) -> None:
    fill(log)
    copied(log.path, NOW - timedelta(days=900), [], index)
    assert SECRET.encode() in bytes_of(log.path)
    assert forget(log.path, SECRET.swapcase()) == 12
    assert SECRET.encode() not in bytes_of(log.path)
    assert len(log.newest(1000)) == 588
    assert log.record(ROW)


def test_forgetting_reaches_the_copy_when_the_log_has_nothing(log: QueryLog, index: Index) -> None:
    log.record(replace(ROW, question=SECRET))
    copied(log.path, NOW - timedelta(days=900), [], index)
    assert SECRET.encode() in copy_of(log.path).read_bytes()
    with Database(log.path).use() as opened, opened.conn:
        opened.conn.execute("delete from questions")
    assert forget(log.path, SECRET) == 0
    assert SECRET.encode() not in bytes_of(log.path)


def test_nothing_matches_nothing(log: QueryLog) -> None:
    log.record(ROW)
    assert forget(log.path, " ") == forget(log.path, "muu") == 0
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
    assert expire(tmp_path / "none.db", 1, NOW) == forget(tmp_path / "none.db", "x") == 0
    assert list(tmp_path.iterdir()) == []


def test_bytes_that_another_program_still_reads_are_told_and_removed_later(log: QueryLog) -> None:
    log.record(replace(ROW, question=SECRET))
    with closing(Database(log.path)) as reader, reader.use() as opened:
        opened.conn.execute("begin")
        opened.conn.execute("select count(*) from questions").fetchone()
        with pytest.raises(LogError):
            forget(log.path, SECRET)
        opened.conn.execute("rollback")
    assert forget(log.path, SECRET) == 0
    assert SECRET.encode() not in bytes_of(log.path)
