from __future__ import annotations

import gc
import logging
import sqlite3
import weakref
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering import Found
from bot.desk import Desk, set_apart
from bot.knowledge import KnowledgeError
from bot.query import NEW
from bot.querylog import QueryLog
from bot.replies import Heading

if TYPE_CHECKING:
    from pathlib import Path


def ask(desk: Desk, question: str, update_id: int | None = None) -> object:
    return desk.ask(question, NEW, "telegram", "private", update_id)[0]


def edit(folder: Path, old: str, new: str) -> None:
    content = folder / "content.yaml"
    text = content.read_text(encoding="utf-8")
    assert old in text
    content.write_text(text.replace(old, new), encoding="utf-8")


def test_question_gets_an_answer_and_its_wording(desk: Desk) -> None:
    answer, reply = desk.ask("jalkautuvat palvelut", NEW, "telegram", "private", None)
    assert isinstance(answer, Found)
    assert answer.entry.id == "measure:jalkautuvat-palvelut"
    assert reply.parts[0] == Heading("Jalkautuvat palvelut")


def test_row_is_committed_before_the_reply_leaves(desk: Desk, tmp_path: Path) -> None:
    ask(desk, "jalkautuvat palvelut", 7)
    with closing(sqlite3.connect(tmp_path / "questions.db")) as other:
        assert other.execute(
            "select update_id, chat_kind, question, outcome, entry, kind, facet, knowledge_version, way from questions"
        ).fetchall() == [(
            7, "private", "jalkautuvat palvelut", "answer", "measure:jalkautuvat-palvelut", "measure", "both",
            desk.index.knowledge.version, "telegram",
        )]
        score, milliseconds = other.execute("select score, milliseconds from questions").fetchone()
        assert 0 < score <= 1
        assert 0 < milliseconds < 10_000


def test_update_that_comes_twice_is_answered_twice_and_logged_once(desk: Desk, log: QueryLog) -> None:
    assert ask(desk, "jalkautuvat palvelut", 7) == ask(desk, "jalkautuvat palvelut", 7)
    assert len(log.newest(10)) == 1


def test_personal_identifiers_are_masked_before_they_are_stored(desk: Desk, tmp_path: Path) -> None:
    ask(desk, "olen 010190-123A, soita 040 1234567 tai maija@kunta.fi")
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("questions.db"))
    assert "[henkilötunnus]".encode() in stored
    assert not [secret for secret in (b"010190", b"1234567", b"maija") if secret in stored]


def test_without_a_log_nothing_is_recorded(folder: Path, tmp_path: Path) -> None:
    assert ask(Desk.open(folder, "auto", None), "jalkautuvat palvelut")
    assert not list(tmp_path.glob("*.db"))


def test_log_that_cannot_be_written_costs_no_reply_and_is_reported_once_until_it_is_mended(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    obstacle = tmp_path / "data"
    with closing(QueryLog(obstacle / "questions.db")) as log:
        desk = Desk.open(folder, "auto", log)
        for _ in range(2):
            obstacle.touch()
            assert ask(desk, "salainen asia") == ask(desk, "salainen asia")
            obstacle.unlink()
            assert ask(desk, "salainen asia")
            log.close()
            for path in obstacle.iterdir():
                path.unlink()
            obstacle.rmdir()
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 2
    assert "salainen" not in caplog.text


def test_reload_tells_what_was_added_removed_and_changed(folder: Path, desk: Desk) -> None:
    before = desk.index.knowledge.version
    edit(folder, "topic:kysely", "topic:toinen")
    edit(folder, "title: Ohjauksen koordinaation kysely", "title: Toinen kysely")
    edit(folder, "Kirjastot ovat lähipalvelu.", "Kirjastot ovat kaikille.")
    changes = desk.serve(desk.built(desk.folder))
    assert changes.added == ("Toinen kysely",)
    assert changes.removed == ("Ohjauksen koordinaation kysely",)
    assert changes.changed == ("Kirjastot",)
    assert changes.version == desk.index.knowledge.version != before


def test_reload_serves_the_new_content(folder: Path, desk: Desk) -> None:
    edit(folder, "title: Jalkautuvat palvelut", "title: Lähipalvelut kylillä")
    desk.serve(desk.built(desk.folder))
    answer = ask(desk, "lähipalvelut kylillä")
    assert isinstance(answer, Found)
    assert answer.entry.title == "Lähipalvelut kylillä"


def test_reload_tells_of_a_changed_word_list(folder: Path, desk: Desk) -> None:
    (folder / "words.yaml").write_text("vocabulary: [{term: kirjasto, synonyms: [kirjakauppa]}]", encoding="utf-8")
    assert desk.serve(desk.built(desk.folder)).changed == ("Sanat, jotka tarkoittavat samaa",)


def test_content_that_no_longer_serves_leaves_the_memory(desk: Desk) -> None:
    set_apart()
    try:
        ask(desk, "jalkautuvat palvelut")
        before = weakref.ref(desk.index)
        desk.serve(desk.built(desk.folder))
        assert before() is None
    finally:
        gc.unfreeze()


def test_reload_of_the_same_content_changes_nothing(desk: Desk) -> None:
    changes = desk.serve(desk.built(desk.folder))
    assert not changes.added + changes.removed + changes.changed


def test_faulty_content_is_refused_and_the_old_goes_on_serving(folder: Path, desk: Desk) -> None:
    whole = (folder / "content.yaml").read_text(encoding="utf-8")
    before = desk.index
    edit(folder, "actor:oph", "actor:OPH")
    with pytest.raises(KnowledgeError):
        desk.serve(desk.built(desk.folder))
    assert desk.index is before
    assert isinstance(ask(desk, "jalkautuvat palvelut"), Found)
    (folder / "content.yaml").write_text(whole, encoding="utf-8")
    assert desk.serve(desk.built(desk.folder)).version == before.knowledge.version


def test_faulty_content_opens_no_desk(folder: Path) -> None:
    edit(folder, "actor:oph", "actor:OPH")
    with pytest.raises(KnowledgeError):
        Desk.open(folder, "auto", None)


@given(question=st.text(st.characters(codec=None), max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_gets_a_reply_and_a_row(desk: Desk, log: QueryLog, question: str) -> None:
    before = log.newest(1)
    _, reply = desk.ask(question, NEW, "telegram", "private", None)
    assert reply.parts
    assert log.newest(1) != before
