from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlite_utils
from factories import NOON, ROW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.log.database import MIGRATIONS, Database, LogError
from bot.log.querylog import QueryLog, judge


def test_row_comes_back_as_it_was_written(log: QueryLog) -> None:
    assert log.record(ROW)
    assert log.newest(10) == [
        {
            "id": 1,
            "time": "2026-11-24T12:00:00.000+00:00",
            "update_id": None,
            "chat_kind": "private",
            "question": "kuka koordinoi?",
            "outcome": "answer",
            "entry": "measure:a",
            "kind": "measure",
            "score": 0.9,
            "candidates": [{"entry": "measure:a", "score": 0.9}, {"entry": "measure:b", "score": 0.4}],
            "facet": "both",
            "knowledge_version": "0123456789ab",
            "milliseconds": 1.5,
            "way": "telegram",
            "language": "fi",
            "feedback": None,
            "chosen": None,
        }
    ]


def test_row_is_committed_before_record_returns(log: QueryLog, tmp_path: Path) -> None:
    log.record(ROW)
    with closing(sqlite3.connect(tmp_path / "questions.db")) as other:
        assert other.execute("select question from questions").fetchall() == [("kuka koordinoi?",)]
        assert other.execute("pragma journal_mode").fetchone() == ("wal",)


def test_row_survives_the_death_of_the_process(tmp_path: Path) -> None:
    script = f"""
import os, signal
from pathlib import Path
from factories import ROW
from bot.log.querylog import QueryLog
QueryLog(Path({str(tmp_path / "killed.db")!r})).record(ROW)
os.kill(os.getpid(), signal.SIGKILL)
"""
    died = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parent, check=False)
    assert died.returncode == -9
    with closing(QueryLog(tmp_path / "killed.db")) as log:
        assert len(log.newest(10)) == 1


def test_second_row_of_an_update_is_ignored_and_said_so(log: QueryLog) -> None:
    assert log.record(replace(ROW, update_id=7))
    assert not log.record(replace(ROW, update_id=7, question="toinen"))
    assert log.record(replace(ROW, update_id=8))
    assert [row["question"] for row in log.newest(10)] == ["kuka koordinoi?"] * 2


def test_rows_without_update_do_not_clash(log: QueryLog) -> None:
    assert log.record(ROW)
    assert log.record(ROW)
    assert len(log.newest(10)) == 2


def test_newest_come_first_and_no_more_than_asked_for(log: QueryLog) -> None:
    for number in range(5):
        log.record(replace(ROW, question=str(number)))
    assert [row["question"] for row in log.newest(3)] == ["4", "3", "2"]


def test_unanswered_are_those_that_found_nothing_small_talk_aside(log: QueryLog) -> None:
    log.record(ROW)
    log.record(replace(ROW, question="valinta", outcome="clarify", entry=None, kind=None))
    log.record(replace(ROW, question="aukko", outcome="none", entry=None, kind=None))
    log.record(replace(ROW, question="moi", outcome="none", entry=None, kind="smalltalk"))
    assert [row["question"] for row in log.newest(10, unanswered=True)] == ["aukko"]


def test_since_leaves_out_what_is_older(log: QueryLog) -> None:
    log.record(replace(ROW, time=NOON - timedelta(days=8), question="vanha"))
    log.record(replace(ROW, time=NOON - timedelta(days=7), question="uusi"))
    assert [row["question"] for row in log.newest(10, since=NOON - timedelta(days=7))] == ["uusi"]


def test_nothing_tells_who_asked(log: QueryLog, tmp_path: Path) -> None:
    log.record(ROW)
    with closing(sqlite3.connect(tmp_path / "questions.db")) as other:
        columns = [column for _, column, *_ in other.execute("pragma table_info(questions)")]
    assert not [column for column in columns if "user" in column or "name" in column or column == "chat_id"]


def test_file_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("pragma user_version = 99")
    with pytest.raises(LogError, match="newer"):
        QueryLog(path).record(ROW)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("pragma user_version").fetchone() == (99,)


def test_file_that_is_no_database_is_a_log_error_to_a_reader(tmp_path: Path) -> None:
    (tmp_path / "questions.db").write_text("ei tietokanta " * 100, encoding="utf-8")
    with pytest.raises(LogError):
        QueryLog(tmp_path / "questions.db").newest(1)
    assert [path.name for path in tmp_path.iterdir()] == ["questions.db"]


def test_log_writes_again_once_the_failure_is_mended(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("tiedosto kansion paikalla", encoding="utf-8")
    with closing(QueryLog(tmp_path / "data" / "questions.db")) as log:
        with pytest.raises(LogError):
            log.record(ROW)
        (tmp_path / "data").unlink()
        assert log.record(ROW)


def test_question_of_an_earlier_version_can_still_be_judged(tmp_path: Path) -> None:
    path = tmp_path / "questions.db"
    with closing(sqlite3.connect(path)) as other:
        database = sqlite_utils.Database(other)
        for migrate in MIGRATIONS[:4]:
            migrate(database)
        other.execute("pragma user_version = 4")
        other.execute(
            "insert into questions (time, update_id, chat_kind, question, outcome, score, candidates, facet,"
            " knowledge_version, milliseconds, way) values ('', 7, '', '', '', 0, '[]', '', '', 0, '')"
        )
        other.commit()
    with closing(Database(path)) as opened:
        opened.write(lambda database: judge(database, 7, "helped", 777))
    with closing(QueryLog(path)) as log:
        assert [row["feedback"] for row in log.newest(1)] == ["helped"]


def test_two_logs_share_a_file(log: QueryLog, tmp_path: Path) -> None:
    with closing(QueryLog(tmp_path / "questions.db")) as other:
        assert log.record(replace(ROW, update_id=1))
        assert not other.record(replace(ROW, update_id=1))
        assert other.record(replace(ROW, update_id=2))
        assert len(log.newest(10)) == 2


@given(question=st.text(st.characters(codec=None), max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_kept(log: QueryLog, question: str) -> None:
    log.record(replace(ROW, question=question))
    assert log.newest(1)[0]["question"] == question.encode("utf-8", "replace").decode()
    assert json.dumps(log.newest(1))
