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

from bot.adviser import Adviser, set_apart
from bot.content.knowledge import KnowledgeError
from bot.log.querylog import QueryLog
from bot.replies import Heading, Paragraph
from bot.understanding.answering import Found
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from pathlib import Path


def ask(adviser: Adviser, question: str, update_id: int | None = None) -> object:
    return adviser.ask(question, NEW, "telegram", "private", update_id)[0]


def edit(folder: Path, old: str, new: str) -> None:
    content = folder / "content.yaml"
    text = content.read_text(encoding="utf-8")
    assert old in text
    content.write_text(text.replace(old, new), encoding="utf-8")


def test_question_gets_an_answer_and_its_wording(adviser: Adviser) -> None:
    answer, reply, _ = adviser.ask("jalkautuvat palvelut", NEW, "telegram", "private", None)
    assert isinstance(answer, Found)
    assert answer.entry.id == "measure:jalkautuvat-palvelut"
    assert reply.parts[0] == Heading("Valtakunnallisesti ehdotettiin OPH:ta.")
    assert Paragraph("Keino: Jalkautuvat palvelut") in reply.parts


def test_row_is_committed_before_the_reply_leaves(adviser: Adviser, tmp_path: Path) -> None:
    ask(adviser, "jalkautuvat palvelut", 7)
    with closing(sqlite3.connect(tmp_path / "questions.db")) as other:
        assert other.execute(
            "select update_id, chat_kind, question, outcome, entry, kind, facet, knowledge_version, way from questions"
        ).fetchall() == [
            (
                7,
                "private",
                "jalkautuvat palvelut",
                "answer",
                "measure:jalkautuvat-palvelut",
                "measure",
                "both",
                adviser.index.knowledge.version,
                "telegram",
            )
        ]
        score, milliseconds = other.execute("select score, milliseconds from questions").fetchone()
        assert 0 < score <= 1
        assert 0 < milliseconds < 10_000


def test_update_that_comes_twice_is_answered_twice_and_logged_once(adviser: Adviser, log: QueryLog) -> None:
    assert ask(adviser, "jalkautuvat palvelut", 7) == ask(adviser, "jalkautuvat palvelut", 7)
    assert len(log.newest(10)) == 1


def test_personal_identifiers_are_masked_before_they_are_stored(adviser: Adviser, tmp_path: Path) -> None:
    ask(adviser, "olen 010190-123A, soita 040 1234567 tai maija@kunta.fi")
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("questions.db"))
    assert "[henkilötunnus]".encode() in stored
    assert not [secret for secret in (b"010190", b"1234567", b"maija") if secret in stored]


def test_without_a_log_nothing_is_recorded(folder: Path, tmp_path: Path) -> None:
    assert ask(Adviser.open(folder, "auto", None), "jalkautuvat palvelut")
    assert not list(tmp_path.glob("*.db"))


def test_log_that_cannot_be_written_costs_no_reply_and_is_reported_once_until_it_is_mended(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    obstacle = tmp_path / "data"
    with closing(QueryLog(obstacle / "questions.db")) as log:
        adviser = Adviser.open(folder, "auto", log)
        for _ in range(2):
            obstacle.touch()
            assert ask(adviser, "salainen asia") == ask(adviser, "salainen asia")
            obstacle.unlink()
            assert ask(adviser, "salainen asia")
            log.close()
            for path in obstacle.iterdir():
                path.unlink()
            obstacle.rmdir()
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 2
    assert "salainen" not in caplog.text


def test_reload_tells_what_was_added_removed_and_changed(folder: Path, adviser: Adviser) -> None:
    before = adviser.index.knowledge.version
    edit(folder, "topic:kysely", "topic:toinen")
    edit(folder, "title: Ohjauksen koordinaation kysely", "title: Toinen kysely")
    edit(folder, "Kirjastot ovat lähipalvelu.", "Kirjastot ovat kaikille.")
    changes = adviser.serve(adviser.build(adviser.folder))
    assert changes.added == ("Toinen kysely",)
    assert changes.removed == ("Ohjauksen koordinaation kysely",)
    assert changes.changed == ("Kirjastot",)
    assert changes.version == adviser.index.knowledge.version != before


def test_reload_serves_the_new_content(folder: Path, adviser: Adviser) -> None:
    edit(folder, "title: Jalkautuvat palvelut", "title: Lähipalvelut kylillä")
    adviser.serve(adviser.build(adviser.folder))
    answer = ask(adviser, "lähipalvelut kylillä")
    assert isinstance(answer, Found)
    assert answer.entry.title == "Lähipalvelut kylillä"


def test_reload_tells_of_a_changed_word_list(folder: Path, adviser: Adviser) -> None:
    (folder / "words.yaml").write_text("vocabulary: [{term: kirjasto, synonyms: [kirjakauppa]}]", encoding="utf-8")
    assert adviser.serve(adviser.build(adviser.folder)).lists == ("vocabulary",)


def test_content_that_no_longer_serves_leaves_the_memory(adviser: Adviser) -> None:
    set_apart()
    try:
        ask(adviser, "jalkautuvat palvelut")
        before = weakref.ref(adviser.index)
        adviser.serve(adviser.build(adviser.folder))
        assert before() is None
    finally:
        gc.unfreeze()


def test_reload_of_the_same_content_changes_nothing(adviser: Adviser) -> None:
    changes = adviser.serve(adviser.build(adviser.folder))
    assert not changes.added + changes.removed + changes.changed


def test_faulty_content_is_refused_and_the_old_goes_on_serving(folder: Path, adviser: Adviser) -> None:
    whole = (folder / "content.yaml").read_text(encoding="utf-8")
    before = adviser.index
    edit(folder, "actor:oph", "actor:OPH")
    with pytest.raises(KnowledgeError):
        adviser.serve(adviser.build(adviser.folder))
    assert adviser.index is before
    assert isinstance(ask(adviser, "jalkautuvat palvelut"), Found)
    (folder / "content.yaml").write_text(whole, encoding="utf-8")
    assert adviser.serve(adviser.build(adviser.folder)).version == before.knowledge.version


def test_faulty_content_opens_no_desk(folder: Path) -> None:
    edit(folder, "actor:oph", "actor:OPH")
    with pytest.raises(KnowledgeError):
        Adviser.open(folder, "auto", None)


@given(question=st.text(st.characters(codec=None), max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_gets_a_reply_and_a_row(adviser: Adviser, log: QueryLog, question: str) -> None:
    before = log.newest(1)
    _, reply, _ = adviser.ask(question, NEW, "telegram", "private", None)
    assert reply.parts
    assert log.newest(1) != before
