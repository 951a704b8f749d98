from __future__ import annotations

import csv
import io
import os
import re
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

from bot.log.database import Database
from bot.log.days import day_of
from bot.log.keeping import copy_of, forget
from bot.log.querylog import judge
from bot.log.sealing import UNSEALED
from bot.replies.texts import finnish
from bot.review.changes import Words
from bot.review.page import HEADS, QUERIES
from bot.review.publishing import Workbench
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog

FEEDBACKS = ("helped", "not-helped", "wrong-topic", "incomplete", "outdated", "other")
ENGLISH = set(
    "all and apply as by column columns custom data database descending edit error export filter from in is log menu"
    " of out page powered queries query results returning row rows run search show sort sql table the this".split()
)
"""What Datasette says on its own pages, and small words of English."""
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
    status, refused = page.get("/questions/gaps")
    assert status == page.get("/questions.db")[0] == page.get("/")[0] == 403
    assert finnish()("review-how-forbidden") in refused
    assert finnish()("review-index") not in refused
    assert page.get(page.address)[0] == 200
    assert Page(page.address).get(page.address)[0] == 403
    for path in ("", ".db", "?sql=select+1", "/questions", "/questions/1", "/entries", "/changes.csv?sql=select+1"):
        assert page.get(f"/questions{path}")[0] == (200 if "changes" in path else 403)
    assert page.get("/questions/nothing")[0] == 404


def test_rows_link_to_all_wordings_and_the_command_and_are_masked(page: Page, log: QueryLog) -> None:
    page.get(page.address)
    _, gaps = page.get("/questions/gaps")
    assert "<code>bot mend " in gaps
    [path] = re.findall(r'href="(/questions/gap\?number=1)"', gaps)
    _, gap = page.get(path)
    assert "vankien ohjaus, soita [puhelinnumero]" in gap
    assert "vangeille ohjausta" in gap
    _, misses = page.get("/questions/misses")
    assert "[puhelinnumero]" in misses
    status, table = page.get("/questions/misses.csv")
    assert (status, "1234567" in table, "vangeille" in table) == (200, False, True)
    _, entry = page.get("/questions/entry?id=measure:urasuunnittelutaidot")
    assert "<dd>dia 12</dd>" in entry


def test_first_page_tells_what_is_missing_what_lets_down_and_what_mends_helped(
    environment: None, log: QueryLog, adviser: Adviser
) -> None:
    walk, database = "measure:jalkautuvat-palvelut", Database(log.path)
    for number in range(1, 8):
        row = replace(ROW, entry=walk, question=f"bussin reitti {number}", time=datetime.now(UTC), update_id=number)
        log.record(row)
        with database.use() as opened, opened.conn:
            judge(opened, number, FEEDBACKS[number % len(FEEDBACKS)])
    vain = [("none", "vankien ohjaus")] * 3 + [("clarify", "vankien ohjaus")] * 2 + [("none", "hevosen kengitys")] * 2
    for outcome, question in vain:
        missed = replace(ROW, outcome=outcome, entry=None, candidates=((walk, 0.4),), question=question)
        log.record(replace(missed, time=datetime.now(UTC)))
    log.record(replace(ROW, outcome="none", entry=None, kind="smalltalk", question="moi", time=datetime.now(UTC)))
    bench = Workbench(adviser, database)
    bench.publish(bench.check(Words(walk, "vankien ohjausta")), "Maija", "kysytty")
    adviser.ask("vankien ohjaus", NEW, "command", "terminal")
    today = finnish()("review-day", day=day_of(datetime.now(UTC)))
    with running() as page:
        _, first = page.get(page.address)
        pages = [first, *(page.get(f"/questions/{name}")[1] for name in QUERIES if name not in HEADS)]
        pages += [page.get(f"/questions/{path}")[1] for path in ("gap?number=13", f"entry?id={walk}", "entry?id=gone")]
    assert re.search(
        r">hevonen kengitys</a>.*Jalkautuvat palvelut</a>.*>8<.*6/8.*vankien ohjausta.*0/5.*1/1", first, re.DOTALL
    )
    assert 'class="bar answered" style="width: 53.3%"' in first
    for shown in pages:
        assert f"–{today}: 15 kysymystä, joista vastauksen löysi 3/15." in shown
        visible = re.sub("<style>.*?</style>|<[^>]*>", " ", shown, flags=re.DOTALL)
        assert ENGLISH & set(re.findall(r"\w+", visible.casefold())) == set()


def test_forgotten_question_and_words_of_a_change_are_gone_from_the_page_that_is_open(
    environment: None, log: QueryLog, adviser: Adviser, tmp_path: Path
) -> None:
    bot("ask", "--batch", "--log", typed=ASKED.encode())
    bench = Workbench(adviser, Database(log.path))
    bench.publish(bench.check(Words("actor:kirjastot", "lukusali")), "Maija", "lukusali kysytty")
    with running() as page:
        page.get(page.address)
        assert "lukusali" in page.get("/questions/changes")[1]
        for text, count in (("vangeille", 1), ("lukusali", 0)):
            assert forget(log.path, text, UNSEALED) == count
            stored = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("questions.db-"))
            assert text.encode() not in stored
        assert "vangeille" not in page.get("/questions/misses")[1]
        assert "lukusali" not in page.get("/questions/changes")[1]


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
    log.record(replace(ROW, time=datetime.now(UTC), outcome="of a later version"))
    with running() as page:
        page.get(page.address)
        for path in ("/questions/misses", "/questions/entry?id=measure:a"):
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
