"""Labelled questions that expected no answer: they may expect what is new, and go back with it."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from factories import TOPIC, bot
from hypothesis import given
from hypothesis import strategies as st

from bot.content.questions import labelled, relabelled
from bot.log.database import Database
from bot.replies.texts import finnish
from bot.review.audit import read_records
from bot.review.changes import parse_addition
from bot.review.publishing import Workbench
from bot.review.screens.changes import describe_at_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog

PRISON = {"id": "A", "q": "vankien ohjaus", "expect": "none", "target": [], "style": "lyhyt"}
TURNS = {
    "id": "C",
    "turns": [{"q": "kirjastot", "expect": "answer", "target": ["actor:kirjastot"]}, dict(PRISON, id="x")],
}
OTHER = {"id": "B", "q": "hevosen kengitys", "expect": "none", "target": []}
LINES = "\n".join(json.dumps(row, ensure_ascii=False) for row in (PRISON, OTHER)) + "\n"
TALK = json.dumps(TURNS, ensure_ascii=False) + "\r\n"


@pytest.fixture
def questions(folder: Path) -> Path:
    questions = folder / "questions"
    questions.mkdir()
    (questions / "a.jsonl").write_text(LINES, encoding="utf-8")
    (questions / "b.jsonl").write_bytes(TALK.encode())
    return questions


@pytest.fixture
def workbench(adviser: Adviser, log: QueryLog, questions: Path) -> Iterator[Workbench]:
    with closing(Database(log.path)) as database:
        yield Workbench(adviser, database, questions)


def publish(workbench: Workbench, *, relabel: bool) -> int:
    checked = workbench.check(parse_addition(TOPIC.encode(), "", workbench.adviser.index.knowledge))
    assert checked.trial.outgrown == {"A": ("topic:vankilat",), "C.2": ("topic:vankilat",)}
    assert not checked.blocked
    return workbench.publish(checked, "Maija", relabel=relabel).relabelled


def test_what_expected_no_answer_expects_the_new_entry_and_goes_back_with_it(
    workbench: Workbench, questions: Path
) -> None:
    assert publish(workbench, relabel=True) == 2
    found = {turn.id: (turn.expect, *turn.targets) for turns in labelled(questions) for turn in turns}
    assert found == {
        "A": ("answer", "topic:vankilat"),
        "B": ("none",),
        "C.1": ("answer", "actor:kirjastot"),
        "C.2": ("answer", "topic:vankilat"),
    }
    assert (questions / "a.jsonl").read_text(encoding="utf-8").endswith(LINES.split("\n", 1)[1])
    assert (questions / "b.jsonl").read_bytes().endswith(b"}\r\n")
    told = [describe_at_desk(record, finnish()) for record in read_records(workbench.database)]
    assert "Tarkistuskysymyksiä merkitty kohdan kysymyksiksi: topic:vankilat" in told[1]
    assert workbench.last().what == "addition"
    workbench.undo("Maija")
    assert (questions / "a.jsonl").read_text(encoding="utf-8") == LINES
    assert (questions / "b.jsonl").read_bytes() == TALK.encode()


def test_nothing_is_marked_unless_an_admin_says_so(workbench: Workbench, questions: Path) -> None:
    assert publish(workbench, relabel=False) == 0
    assert (questions / "a.jsonl").read_text(encoding="utf-8") == LINES


def test_a_question_that_was_edited_since_keeps_its_edit(workbench: Workbench, questions: Path) -> None:
    publish(workbench, relabel=True)
    file = questions / "a.jsonl"
    edited = file.read_text(encoding="utf-8").replace("lyhyt", "pitkä")
    file.write_text(edited, encoding="utf-8")
    workbench.reload()
    workbench.undo("Maija")
    assert file.read_text(encoding="utf-8") == edited


def test_mark_of_byte_order_stays_before_the_questions(workbench: Workbench, questions: Path) -> None:
    marked = f"\ufeff{LINES}".encode()
    (questions / "a.jsonl").write_bytes(marked)
    workbench.reload()
    assert publish(workbench, relabel=True) == 2
    assert (questions / "a.jsonl").read_bytes().startswith(b'\xef\xbb\xbf{"id": "A"')
    assert labelled(questions)[0][0].targets == {"topic:vankilat"}
    workbench.undo("Maija")
    assert (questions / "a.jsonl").read_bytes() == marked


@pytest.mark.parametrize("hinder", ["a link", "a folder where it is written"])
def test_all_files_of_questions_are_marked_or_none(workbench: Workbench, questions: Path, hinder: str) -> None:
    if hinder == "a link":
        (questions / "b.jsonl").rename(questions / ".b")
        (questions / "b.jsonl").symlink_to(".b")
    else:
        (questions / ".b.jsonl.part").mkdir()
    assert publish(workbench, relabel=True) == 0
    assert (questions / "a.jsonl").read_text(encoding="utf-8") == LINES
    assert (questions / "b.jsonl").read_bytes() == TALK.encode()
    assert (questions / "b.jsonl").is_symlink() == (hinder == "a link")
    assert [record.what for record in read_records(workbench.database)] == ["addition"]
    assert "topic:vankilat" in workbench.adviser.index.knowledge.entries


def test_questions_that_cannot_be_read_any_more_do_not_keep_a_change_from_being_taken_back(
    workbench: Workbench, questions: Path, folder: Path
) -> None:
    publish(workbench, relabel=True)
    (questions / "a.jsonl").write_bytes(b"\xff")
    workbench.undo("Maija")
    assert not (folder / "topic-vankilat.yaml").exists()


@pytest.mark.usefixtures("environment", "questions")
def test_it_is_offered_at_the_desk(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "vankilat.yaml").write_text(TOPIC, encoding="utf-8")
    tried = bot("mend", "new", "vankilat.yaml")
    assert "2 tarkistuskysymykseen ei odotettu vastausta, ja nyt muutos vastaa niihin." in tried
    done = bot("mend", "new", "vankilat.yaml", "--publish", "--relabel")
    assert "Tarkistuskysymyksiä merkittiin tämän kohdan kysymyksiksi: 2." in done
    assert '"target": ["topic:vankilat"]' in (folder / "questions" / "a.jsonl").read_text(encoding="utf-8")
    assert "jsonl" not in bot("knowledge", "diff")


@given(
    text=st.text() | st.lists(st.sampled_from([*LINES.splitlines(), TALK, "", "{", "[]", '{"id": "A"}'])).map("\n".join)
)
def test_no_other_line_changes(text: str) -> None:
    after = relabelled(text, {"A": ["topic:vankilat"]})
    for one, other in zip(text.split("\n"), after.split("\n"), strict=True):
        assert one == other or json.loads(one) | {"expect": "answer", "target": ["topic:vankilat"]} == json.loads(other)
