from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.log.database import Database, LogError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import sqlite_utils


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "questions.db")) as database:
        yield database


def mark(number: int) -> Callable[[sqlite_utils.Database], None]:
    def change(database: sqlite_utils.Database) -> None:
        database.conn.execute("insert into updates values (1, ?, 'done', 0)", [number])

    return change


def marked(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("pragma integrity_check").fetchone() == ("ok",)
        return [number for (number,) in other.execute("select update_id from updates order by 1")]


def test_change_is_there_for_another_program(database: Database) -> None:
    database.write(mark(1))
    database.write(mark(2), flush=False)
    assert marked(database.path) == [1, 2]


@pytest.mark.parametrize("earlier", [True, False])
@pytest.mark.parametrize(("flush", "synchronous"), [(True, 2), (False, 1)])
def test_commit_waits_for_the_disk_as_it_was_asked_to(
    database: Database, earlier: bool, flush: bool, synchronous: int
) -> None:
    """SQLite's numbers: 1 is NORMAL, which leaves the write-ahead log to the system, 2 is FULL."""
    database.write(mark(1), flush=earlier)
    read = database.write(lambda opened: opened.execute("pragma synchronous").fetchone(), flush=flush)
    assert read == (synchronous,)


def test_file_of_a_newer_program_is_left_alone(database: Database) -> None:
    database.write(lambda opened: opened.execute("pragma user_version = 9999"))
    database.close()
    with pytest.raises(LogError, match="9999"):
        database.write(mark(1))
    assert marked(database.path) == []


def test_failed_change_leaves_nothing(database: Database) -> None:
    def change(opened: sqlite_utils.Database) -> None:
        opened.conn.execute("insert into updates values (1, 1, 'done', 0)")
        opened.conn.execute("insert into nowhere values (1)")

    with pytest.raises(LogError):
        database.write(change)
    database.write(mark(2))
    assert marked(database.path) == [2]


@pytest.mark.parametrize("damage", ["text", "middle"])
def test_corrupt_file_is_moved_aside_and_a_new_one_started(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    for number in range(2000):
        database.write(mark(number), flush=False)
    database.close()
    whole = database.path.read_bytes()
    broken = b"ei tietokanta" * 1000 if damage == "text" else whole[:4096] + b"\xff" * (len(whole) - 4096)
    database.path.write_bytes(broken)
    database.write(mark(7))
    assert marked(database.path) == [7]
    [kept] = [path for path in tmp_path.iterdir() if "corrupt" in path.name and not path.name.endswith(("wal", "shm"))]
    assert len(kept.read_bytes()) == len(broken)
    assert kept.name in caplog.text


def test_file_that_was_replaced_or_removed_while_it_was_open_is_opened_again(database: Database) -> None:
    database.write(mark(1))
    moved = database.path.rename(database.path.with_name("moved.db"))
    database.path.with_name("questions.db-wal").unlink()
    database.path.with_name("questions.db-shm").unlink()
    database.write(mark(2))
    assert marked(moved) == [1]
    assert marked(database.path) == [2]


def test_nothing_is_lost_when_the_write_ahead_log_is_removed_under_an_open_file(database: Database) -> None:
    database.write(mark(1))
    database.path.with_name("questions.db-wal").unlink()
    database.write(mark(2))
    assert marked(database.path) == [1, 2]
