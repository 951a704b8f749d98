"""What nobody may write is read and tried all the same, and who wants to change it is told why not."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from factories import ROW

from bot.content.seeding import seed
from bot.log.database import Database, UnwritableError
from bot.log.querylog import QueryLog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.getuid() == 0 else ()
"""Before a command: root without the right to write what the rights of a file forbid."""
ADD = ["mend", "add", "measure:jalkautuvat-palvelut", "karavaani"]


COMMANDS = """
import json, sys
from typer.testing import CliRunner
from bot.__main__ import app

done = [CliRunner().invoke(app, command) for command in json.loads(sys.argv[1])]
print(json.dumps([(one.exit_code, one.stdout, one.stderr) for one in done]))
"""


def run(*commands: list[str]) -> list[tuple[int, str, str]]:
    """What becomes of commands in a process that may write nothing that is only read: code, output, errors of each."""
    line = [*AS_ANYBODY, sys.executable, "-c", COMMANDS, json.dumps(commands)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert not done.stderr
    return [tuple(one) for one in json.loads(done.stdout)]


def ask(log: Path, *questions: str) -> None:
    with closing(QueryLog(log)) as opened:
        for question in questions:
            opened.record(replace(ROW, time=datetime.now(UTC), question=question, outcome="none"))


@pytest.fixture
def only_read(environment: None) -> Iterator[Callable[[Path], None]]:
    """Takes the rights to write from a folder and all in it, until the end of the test."""
    taken: list[Path] = []

    def take(folder: Path) -> None:
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
            taken.append(path)

    yield take
    for path in reversed(taken):
        with suppress(FileNotFoundError):
            path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the log, alone in it."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("BOT_DATABASE", str(folder / "questions.db"))
    return folder


def test_content_that_is_only_read_is_tried_and_not_changed(
    only_read: Callable[[Path], None], folder: Path, data: Path
) -> None:
    ask(data / "questions.db", "tuleeko karavaani meille")
    before = (folder / "content.yaml").read_bytes()
    only_read(folder)
    commands = [ADD, ["check"], ["gaps"], ["ask", "karavaani"], [*ADD, "--publish"], ["audit"]]
    tried, check, gaps, answer, published, audit = run(*commands)
    assert "1 kysymystä: korjaa 1" in tried[1]
    assert [code for code, _, _ in (tried, check, gaps, answer)] == [0, 0, 0, 0]
    assert (published[0], published[2]) == (
        1,
        "Sisältökansioon ei voi kirjoittaa: oikeudet eivät riitä (content.yaml).\n",
    )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"content.yaml": before}
    assert audit == (0, "", "")


def test_log_that_is_only_read_is_read(only_read: Callable[[Path], None], data: Path) -> None:
    ask(data / "questions.db", "tuleeko karavaani meille", "karavaanit")
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    only_read(data)
    tried, gaps, log, *refused = run(ADD, ["gaps"], ["log"], [*ADD, "--publish"], ["forget", "karavaani", "--yes"])
    assert "2 kysymystä: korjaa 2" in tried[1]
    assert gaps[1].startswith("Puutteet (")
    assert "karavaanit" in log[1]
    assert [(code, wrong.partition(":")[0]) for code, _, wrong in refused] == 2 * [
        (1, "Kysymyslokiin ei voi kirjoittaa")
    ]
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before


def test_trial_needs_no_log_where_none_can_be_made(only_read: Callable[[Path], None], data: Path) -> None:
    only_read(data)
    tried, published = run(ADD, [*ADD, "--publish"])
    assert (tried[0], tried[1].partition(":")[0], tried[2]) == (0, "0 kysymystä", "")
    assert (published[0], published[2]) == (
        1,
        f"Kysymyslokiin ei voi kirjoittaa: {data}/questions.db: oikeudet eivät riitä.\n",
    )


def test_rows_that_another_program_has_just_written_are_read_too(only_read: Callable[[Path], None], data: Path) -> None:
    with closing(QueryLog(data / "questions.db")) as log:
        log.record(ROW)
        only_read(data)
        [(code, said, wrong)] = run(["log"])
    assert (code, "kuka koordinoi?" in said, wrong) == (0, True, "")


def test_log_of_an_earlier_version_is_read_in_the_newest_shape(only_read: Callable[[Path], None], data: Path) -> None:
    path = data / "questions.db"
    ask(path, "karavaani")
    with closing(sqlite3.connect(path)) as old, old:
        for table in ("menus", "ties", "reviewed", "seals", "readings"):
            old.execute(f"drop table {table}")
        old.execute("alter table questions drop column language")
        old.execute("pragma user_version = 6")
    only_read(data)
    assert "karavaani" in run(["log"])[0][1]


def test_file_that_may_be_written_again_is_written(tmp_path: Path) -> None:
    """A folder that is missing and cannot be made stands for a disk that is only read: root may write the others."""
    (tmp_path / "data").symlink_to("/sys/ei-ole")
    path = tmp_path / "data" / "questions.db"
    with closing(Database(path)) as database:
        with database.use() as opened:
            assert opened.table("changes").count == 0
        with pytest.raises(UnwritableError):
            database.write(lambda _: None)
        (tmp_path / "data").unlink()
        database.write(lambda opened: opened.table("letters").insert({"monday": "x"}))
        with database.use() as opened:
            assert opened.table("letters").count == 1


def test_volume_that_is_only_read_serves_what_an_admin_made_of_it(
    only_read: Callable[[Path], None], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_KNOWLEDGE_IMAGE", str(folder))
    monkeypatch.setenv("BOT_KNOWLEDGE", str(tmp_path / "volume"))
    seed(folder, tmp_path / "volume")
    file = tmp_path / "volume" / "content.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: Kirjastot", "title: Lainaamot"), encoding="utf-8")
    only_read(tmp_path / "volume")
    [(code, said, wrong)] = run(["ask", "kirjasto"])
    assert (code, said.partition("\n")[0]) == (0, "Lainaamot")
    assert wrong.startswith("Sisältö: content.yaml eroaa levykuvan mukana tulleesta tiedostosta.")
    assert wrong.count("\n") == 1
