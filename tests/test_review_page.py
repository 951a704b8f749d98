from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

import pytest
from factories import BOT, ROW, bot

from bot.log.keeping import copy_of, forget
from bot.replies.texts import finnish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.log.querylog import QueryLog

ASKED = "vankien ohjaus, soita 040 1234567\nvangeille ohjausta\njalkautuvat palvelut\nmoi\n"


class Page:
    """The page of a running `bot review`, as a browser that keeps cookies sees it."""

    def __init__(self, address: str, process: subprocess.Popen[str] | None = None, said: str = "") -> None:
        self.address = address
        self.process = process
        self.said = said
        self._site = address.partition("/-/")[0]
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> tuple[int, str]:
        try:
            with self._opener.open(path if path.startswith("http") else self._site + path) as got:
                return got.status, got.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


@contextmanager
def running() -> Iterator[Page]:
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with subprocess.Popen(
        [*BOT, "review", "--port", port], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        said = []
        while "running on" not in (line := process.stdout.readline()):
            said.append(line.strip())
        try:
            yield Page(next(line for line in said if line.startswith("http")), process, "\n".join(said))
        finally:
            process.send_signal(signal.SIGTERM)


@pytest.fixture
def page(environment: None) -> Iterator[Page]:
    bot("ask", "--batch", "--log", typed=ASKED.encode())
    with running() as page:
        yield page


def test_page_opens_once_by_its_token_and_shows_ready_made_queries_only(page: Page, log: QueryLog) -> None:
    assert page.get("/questions/gaps")[0] == page.get("/questions.db")[0] == page.get("/")[0] == 403
    assert page.get(page.address)[0] == 200
    assert Page(page.address).get(page.address)[0] == 403
    for path in ("/questions.db", "/questions?sql=select+1", "/questions/questions?_where=1"):
        assert page.get(path)[0] == 403
    for name in ("gaps", "days", "outcomes", "themes"):
        assert "<rect " in page.get(f"/questions/{name}")[1]


def test_rows_link_to_the_entry_and_the_command_and_are_masked(page: Page, log: QueryLog) -> None:
    page.get(page.address)
    _, gaps = page.get("/questions/gaps")
    assert "<code>bot mend " in gaps
    assert 'href="/questions/questions/1"' in gaps
    _, misses = page.get("/questions/misses")
    assert "[puhelinnumero]" in misses
    status, table = page.get("/questions/misses.csv")
    assert (status, "1234567" in table, "vangeille" in table) == (200, False, True)
    _, entries = page.get("/questions/entries.json?_shape=array")
    assert {row["id"]: row["places"] for row in json.loads(entries)}["measure:urasuunnittelutaidot"] == "dia 12"
    _, found = page.get("/questions/questions.json?_shape=array")
    assert set(json.loads(found)[0]) == {
        "id",
        "time",
        "day",
        "question",
        "outcome",
        "entry",
        "score",
        "feedback",
        "chosen",
    }


def test_forgotten_question_is_gone_from_the_page_that_is_open(page: Page, log: QueryLog, tmp_path: Path) -> None:
    page.get(page.address)
    assert forget(log.path, "vangeille", None) == 1
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith(log.path.name))
    assert b"vangeille" not in stored
    assert "vangeille" not in page.get("/questions/misses")[1]


def test_copy_is_taken_away_at_the_end(environment: None, log: QueryLog) -> None:
    with running():
        assert copy_of(log.path).stat().st_mode & 0o777 == 0o600
    assert not copy_of(log.path).exists()


def test_what_is_left_on_the_disk_is_told_and_another_page_leaves_it_alone(page: Page, log: QueryLog) -> None:
    assert finnish()("review-kept", file=str(copy_of(log.path)), days=90) in page.said
    assert bot("review", code=1).strip() == finnish()("review-open")
    assert copy_of(log.path).exists()
    bot("run", typed=b"", code=78)
    assert page.get(page.address)[0] == 200


def test_copy_of_a_page_that_was_killed_is_gone_at_the_next_start(environment: None, log: QueryLog) -> None:
    with running() as page:
        assert page.process is not None
        page.process.kill()
        page.process.wait()
        assert copy_of(log.path).exists()
        with suppress(urllib.error.URLError, ConnectionError):
            while True:  # the page ends by itself
                page.get("/")
    master, terminal = os.openpty()
    os.write(master, b"\x04")
    subprocess.run([*BOT, "run"], stdin=terminal, stdout=subprocess.DEVNULL, check=True)
    assert not [path for path in log.path.parent.iterdir() if "-review" in path.name]


@pytest.mark.skipif(not Path("/proc").exists(), reason="processes are looked at in /proc")
def test_page_gets_no_secret(environment: None, log: QueryLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0")
    with running() as page:
        assert page.process is not None
        [child] = Path(f"/proc/{page.process.pid}/task/{page.process.pid}/children").read_text().split()
        assert Path(f"/proc/{child}/environ").read_bytes() == b"PYTHONUTF8=1\0"


def test_what_was_asked_is_neither_a_link_nor_markup_nor_a_formula(environment: None, log: QueryLog) -> None:
    asked = ["https://paha.example/x <img src=x>", "=HYPERLINK(1)", "+1", "-1", "@x", "\t=1"]
    for text in asked:
        log.record(replace(ROW, time=datetime.now(UTC), question=text, outcome="none", entry=None))
    with running() as page:
        page.get(page.address)
        for path in ("/questions/misses", "/questions/questions", "/questions/questions/1"):
            shown = page.get(path)[1]
            assert "https://paha.example/x" in shown
            assert 'href="https://paha' not in shown
            assert "&lt;img src=x&gt;" in shown
            assert "<img" not in shown
        _, table = page.get("/questions/misses.csv")
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert {f"'{text}" for text in asked[1:]} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_page_without_datasette_is_told(environment: None) -> None:
    script = "import sys; sys.modules['datasette'] = None\nfrom bot.__main__ import app\napp(['review'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "Datasette puuttuu. Asenna se: pip install --no-deps --require-hashes -r requirements/review.txt\n",
    )
