"""What strangers write, however odd, never keeps an admin from seeing the rest."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from factories import BOT, ROW, bot
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adviser import Adviser
from bot.cli.contract import tabulate_gap
from bot.log.database import Database
from bot.log.days import monday_of
from bot.log.listing import STEERING, as_csv, escape
from bot.log.querylog import QueryLog
from bot.log.sealing import UNSEALED
from bot.replies import plain
from bot.replies.texts import LANGUAGES, Texts, finnish, in_language
from bot.review.asked import read_wordings
from bot.review.copying import copy_log
from bot.review.figures import read_questions, sum_up
from bot.review.gaps import Senses, gap_of
from bot.review.interview import Interview
from bot.review.looking import look
from bot.review.screens.asking import ask_next
from bot.review.screens.figures import show_figures
from bot.review.screens.gaps import list_at_desk, list_gaps, show_at_desk, show_gap
from bot.review.telling import suggest_words
from bot.review.trial import Answers, try_out
from bot.review.weekly import compose_letter
from bot.telegram.messages import write
from bot.understanding.language import MAX_TEXT, MAX_WORD, bounded, normalise, tokens
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from bot.understanding.matching import Index

BOMB = "vangeille ohjausta " + 450 * "㌖"
ODD = (
    BOMB,
    4096 * "\u0301",
    "vanki" + 4091 * "\u0323",
    "\u202evankien ohjaus\u202c",
    "\ud83d vankien \udc00",
    "\x1b]0;x\x07",
    "\x00\x08\x9b31m",
    "van\u200bki\u00adla",
    3000 * "a",
    "ohjaus " + 3000 * "ö",
    1000 * "\ufdfa",
    700 * "👩\u200d🚀",
    "\u200b\u2060",
    "\ufeff",
    "   ",
    4096 * "ß",
    2000 * "\ufdfa ",
    "=1+1",
    "id: topic:x",
    500 * "İ",
    "\N{NULL}text\N{NULL}",
    "{ $count }",
)
HOSTILE = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=60),
    st.text(st.characters(categories=["Cc", "Cf", "Mn", "Cs", "So", "Zl", "Zp"]), max_size=200),
    st.builds(
        lambda word, text, times: f"{word} {text * times}",
        st.sampled_from(["ohjaus", "vankila", "kuka"]),
        st.text(min_size=1, max_size=3),
        st.integers(1, 1500),
    ),
)
ORDINARY = "vankien ohjaus"
NOW = datetime.now(UTC)


@cache
def served() -> Index:
    return Adviser.open(Path(__file__).parent / "knowledge", "auto", None).index


def logged(path: Path, texts: list[str]) -> None:
    """A log with the questions of strangers, as the adviser writes it, and an ordinary one."""
    with closing(QueryLog(path)) as log:
        adviser = Adviser(path.parent, served(), finnish(), log)
        for text in (*texts, ORDINARY):
            adviser.ask(text, NEW, "telegram", "private", None)


def seen_whole(path: Path, texts: Texts) -> None:
    """See all that an admin sees of the log; the ordinary gap is there."""
    index = served()
    senses = Senses(index)
    with closing(Database(path)) as database:
        seen = look(database, senses, NOW - timedelta(days=1), NOW)
        [ordinary] = [gap for gap in seen.gaps if any(one.question == ORDINARY for one in gap.asked)]
        assert plain(list_at_desk(seen, 20, texts, aside=False))
        json.dumps([tabulate_gap(gap, index) for gap in seen.gaps])
        replies = [list_gaps(seen, page, texts, aside=aside) for page in (0, 1) for aside in (False, True)]
        for gap in seen.gaps:
            assert plain(show_at_desk(gap, seen, texts))
            replies += [
                show_gap(gap, seen, texts),
                *(
                    ask_next(Interview("a123abcd", gap.number, suggest_words(gap, index), said), index.knowledge, texts)
                    for said in ((), (("a",), ("b",)))
                ),
            ]
        found = sum_up(read_questions(database, NOW - timedelta(days=1)), index.knowledge)
        assert plain(show_figures(found, index.knowledge, texts, whole=True))
        replies += [show_figures(found, index.knowledge, texts)]
        replies += [compose_letter(database, senses, monday_of(NOW) + timedelta(weeks=1), texts)]
        heard = read_wordings(database, NOW - timedelta(days=1))
        assert try_out((), heard, Answers(index), Answers(index)).asked == len(heard)
        assert ORDINARY in heard
    for reply in replies:
        written = write(reply)
        assert len(written.text.encode("utf-16-le")) <= 2 * 4096
    copy = copy_log(Database(path), NOW - timedelta(days=1), seen.gaps, index, UNSEALED)
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("select count(*) from questions where question = ?", [ORDINARY]).fetchone() == (1,)
        assert database.execute("select count(*) from gaps where number = ?", [ordinary.number]).fetchone() == (1,)


@settings(max_examples=15, deadline=None)
@given(st.lists(HOSTILE, max_size=8), st.sampled_from(LANGUAGES))
def test_whatever_strangers_ask_the_admin_sees_the_ordinary_gap(texts: list[str], language: str) -> None:
    with TemporaryDirectory() as place:
        path = Path(place) / "questions.db"
        logged(path, texts)
        seen_whole(path, in_language(language))


def test_every_odd_question_at_once_hides_nothing(tmp_path: Path) -> None:
    logged(tmp_path / "questions.db", list(ODD))
    seen_whole(tmp_path / "questions.db", finnish())


DAMAGED = (
    ("candidates", "rikki"),
    ("candidates", "[1]"),
    ("candidates", '[{"entry": 5, "score": "x"}]'),
    ("candidates", "{}"),
    ("time", "huomenna"),
    ("question", b"\xff\xfe"),
    ("milliseconds", "hidas"),
    ("outcome", "\x1b"),
    ("score", "x"),
    ("entry", "measure:poistettu"),
    ("knowledge_version", ""),
    ("question", "CAST"),
)


@pytest.mark.parametrize(("column", "value"), DAMAGED)
def test_damaged_row_is_left_out_and_hides_no_other(tmp_path: Path, column: str, value: object) -> None:
    path = tmp_path / "questions.db"
    logged(path, ["jokin aivan muu asia"])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"update questions set {column} = ? where id = 1", [value])
        if value == "CAST":
            database.execute("update questions set question = cast(x'66ff6f' as text) where id = 1")
    seen_whole(path, finnish())
    with closing(QueryLog(path)) as log:
        assert ORDINARY in as_csv(log.newest(10))


def test_long_rows_of_earlier_versions_are_read(tmp_path: Path) -> None:
    path = tmp_path / "questions.db"
    logged(path, ["x"])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("update questions set question = ? where id = 1", [20 * BOMB])
    seen_whole(path, finnish())


@given(HOSTILE)
def test_what_is_kept_of_a_text_and_its_words_is_bounded(text: str) -> None:
    kept = bounded(text)
    assert text.startswith(kept)
    assert max(len(kept), len(normalise(kept))) <= MAX_TEXT
    assert all(len(token) <= MAX_WORD + 1 for token in tokens(text))
    assert len(text) > len(kept) or kept == text


def test_ordinary_text_is_kept_whole() -> None:
    for text in ("Kuka koordinoi äänestystä? " * 37, "ä" * MAX_TEXT, ""):
        assert bounded(text) == text


def test_questions_are_kept_as_far_as_they_are_read(log: QueryLog) -> None:
    for question in (BOMB, 5000 * "a"):
        log.record(replace(ROW, question=question))
    first, second = (row["question"] for row in log.newest(2))
    assert first == 1000 * "a"
    assert second == BOMB[: len(second)]
    assert len(normalise(second)) <= MAX_TEXT


@given(st.text(max_size=5000), st.text(max_size=20))
def test_arguments_of_any_length_stand_in_their_sentence(text: str, other: str) -> None:
    said = finnish()("gaps-doubt", title=text * 3, wrong=other, outdated=1)
    assert said == f"{text * 3}: väärä aihe {other} ×, vanhentunut 1 ×"


@given(HOSTILE)
def test_what_is_printed_never_steers_a_terminal(text: str) -> None:
    shown = escape(text)
    assert not STEERING.search(shown)
    assert escape(shown.encode().decode()) == shown


HARMFUL = "vankien \x1b[31m ohjaus\x07 \u202eaa\u202c \x9b2J"


@pytest.mark.slow
@pytest.mark.usefixtures("environment")
def test_no_command_prints_what_steers_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "questions.db"
    labelled = tmp_path / "labelled.jsonl"
    labelled.write_text(json.dumps({"id": HARMFUL, "q": HARMFUL, "expect": "answer", "target": [HARMFUL]}))
    bot("ask", "--log", HARMFUL)
    bot("mend", "add", "measure:jalkautuvat-palvelut", "karavaani", "--publish", "--why", HARMFUL)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("update questions set question = ?, outcome = 'none', entry = null", [HARMFUL])
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "a.yaml").write_text('topics:\n  - id: "x\\e[31m\\u202E"\n', encoding="utf-8")
    printed = [
        bot("log"),
        bot("log", "--json"),
        bot("log", "--csv"),
        bot("gaps"),
        bot("gaps", "--json"),
        bot("gaps", "--csv"),
        bot("gap", "1"),
        bot("audit"),
        bot("evaluate", str(labelled)),
        bot("check", str(broken), code=1),
        bot("mend", "add", f"x{HARMFUL}", HARMFUL, code=1),
        bot("ask", HARMFUL),
        bot("ask", "--json", HARMFUL),
        bot("chat", typed=f"{HARMFUL}\n".encode()),
        bot("evaluate", f"{HARMFUL}.jsonl", code=1),
    ]
    assert [text for text in printed if STEERING.search(text)] == []
    assert json.loads(printed[1])[0]["question"] == HARMFUL
    [row] = csv.DictReader(io.StringIO(printed[2]))
    assert row["question"] == escape(HARMFUL)
    assert "\\u001b" in printed[7]


@pytest.mark.slow
@pytest.mark.usefixtures("environment")
def test_patch_is_exact_for_a_program_and_steers_no_terminal(folder: Path) -> None:
    content = (folder / "content.yaml").read_text(encoding="utf-8")
    bot("mend", "add", "actor:kirjastot", "hevonen", "--publish")
    changed = (folder / "content.yaml").read_text(encoding="utf-8")
    (folder / "content.yaml").write_text(f"{changed}# \u202eoikea\n", encoding="utf-8")
    assert "\u202e" not in content
    assert "+# \u202eoikea" in bot("knowledge", "diff")
    ours, theirs = pty.openpty()
    subprocess.run([*BOT, "knowledge", "diff"], stdout=theirs, check=True)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert "+# \\u202eoikea" in shown


def test_gap_that_holds_a_bomb_is_found_by_its_number(tmp_path: Path) -> None:
    logged(tmp_path / "questions.db", [BOMB])
    with closing(Database(tmp_path / "questions.db")) as database:
        seen = look(database, Senses(served()), NOW - timedelta(days=1), NOW)
    assert gap_of(1, seen.gaps) is not None
    assert len(plain(list_at_desk(seen, 20, finnish(), aside=False))) < 1000
