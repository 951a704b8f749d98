from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from socket import socket
from typing import TYPE_CHECKING

import pytest
from test_command_line import BOT, bot, environment

from bot.review.keeping import copy_of, forget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.querylog import QueryLog

__all__ = ["environment"]

ASKED = "vankien ohjaus, soita 040 1234567\nohjaus vankilassa\njalkautuvat palvelut\nmoi\n"


class Page:
    """The page of a running `bot review`, as a browser that keeps cookies sees it."""

    def __init__(self, address: str) -> None:
        self.address = address
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
    with subprocess.Popen([*BOT, "review", "--port", port], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        while "running on" not in process.stdout.readline():
            pass
        yield Page(address)
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
    assert (status, "1234567" in table, "vankilassa" in table) == (200, False, True)
    _, found = page.get("/questions/questions.json?_shape=array")
    assert set(json.loads(found)[0]) == {
        "id", "time", "day", "question", "outcome", "entry", "score", "feedback", "chosen"
    }


def test_forgotten_question_is_gone_from_the_page_that_is_open(page: Page, log: QueryLog, tmp_path: Path) -> None:
    page.get(page.address)
    assert forget(log.path, "vankilassa", None) == 1
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith(log.path.name))
    assert b"vankilassa" not in stored
    assert "vankilassa" not in page.get("/questions/misses")[1]


def test_copy_is_taken_away_at_the_end(environment: None, log: QueryLog) -> None:
    with running():
        assert copy_of(log.path).stat().st_mode & 0o777 == 0o600
    assert not copy_of(log.path).exists()


def test_page_without_datasette_is_told(environment: None) -> None:
    script = "import sys; sys.modules['datasette'] = None\nfrom bot.__main__ import app\napp(['review'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1, "Datasette puuttuu. Asenna se: pip install --require-hashes -r requirements-review.txt\n"
    )
