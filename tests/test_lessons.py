"""What admins confirm: always answered, learned from, told before, and taken back."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from factories import TOPIC, bot
from hypothesis import given
from hypothesis import strategies as st

from bot.content.knowledge import KnowledgeError, load
from bot.content.lessons import LEARNED, NOTHING, Lesson, forget_lessons, parse_lesson, written
from bot.content.questions import read_labelled
from bot.log.database import Database
from bot.log.keeping import forget
from bot.log.sealing import UNSEALED
from bot.replies import plain
from bot.replies.texts import finnish
from bot.review.audit import read_records
from bot.review.changes import Accepted, accept, learn, parse_addition
from bot.review.learning import hold_back, relearn
from bot.review.publishing import Refused, Workbench
from bot.review.screens.changes import describe_at_desk, show_published, show_trial
from bot.review.workshop import Done
from bot.understanding.answering import Found, answer
from bot.understanding.confidence import fitted
from bot.understanding.matching import Index
from bot.understanding.query import NEW, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.content.entries import Entry
    from bot.log.querylog import QueryLog
    from bot.understanding.matching import Match

LIBRARIES = "actor:kirjastot"
WORD = st.text("abcdefghijklmnoprstuvyäö", min_size=1, max_size=12)
LESSON = st.builds(
    Lesson,
    st.lists(WORD, min_size=1, max_size=9, unique=True).map(lambda words: tuple(sorted(words))),
    st.sampled_from(["topic:a", NOTHING]),
    st.booleans(),
)


@pytest.fixture
def database(log: QueryLog) -> Iterator[Database]:
    with closing(Database(log.path)) as database:
        yield database


@pytest.fixture
def workbench(adviser: Adviser, database: Database, tmp_path: Path) -> Workbench:
    return Workbench(adviser, database, tmp_path)


def taught(index: Index, meant: str, *wordings: str, alone: bool = False) -> Index:
    change = accept(meant, wordings, index.language)
    lessons = tuple(replace(lesson, alone=alone) for lesson in change.lessons)
    return Index.build(replace(index.knowledge, lessons=lessons), index.language)


def found(question: str, index: Index) -> str | None:
    answered = answer(question, index)
    return answered.entry.id if isinstance(answered, Found) else None


@given(lesson=LESSON)
def test_a_lesson_is_read_as_it_is_written(lesson: Lesson) -> None:
    assert parse_lesson(written(lesson).rstrip("\n")) == lesson


@given(line=st.one_of(st.text(), st.dictionaries(st.text(), st.text()).map(json.dumps)))
def test_any_other_line_is_a_fault_with_its_number(line: str) -> None:
    assert parse_lesson(line) is None or json.loads(line).keys() <= {"meant", "words", "alone"}


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        '{"meant": "topic:a"}',
        '{"meant": "topic:a", "words": []}',
        '{"meant": "topic:a", "words": ["kaksi sanaa"]}',
        '{"meant": "topic:a", "words": ["sana"], "alone": false}',
        '{"meant": "topic:a", "words": ["sana"], "user": 7}',
        '{"meant": 5, "words": ["sana"]}',
    ],
)
def test_a_line_that_is_no_lesson_refuses_the_content(folder: Path, line: str) -> None:
    (folder / LEARNED).write_text(f'{{"meant": "{LIBRARIES}", "words": ["kirja"]}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(KnowledgeError) as refusal:
        load(folder)
    [fault] = refusal.value.faults
    assert (fault.file, fault.line) == (LEARNED, 3)


def test_what_was_learned_is_part_of_the_content_and_its_version(folder: Path) -> None:
    before = load(folder)
    (folder / LEARNED).write_text(f'{{"meant": "{LIBRARIES}", "words": ["kirja"]}}\n', encoding="utf-8")
    after = load(folder)
    assert after.lessons == (Lesson(("kirja",), LIBRARIES),)
    assert after.version != before.version
    (folder / LEARNED).write_text(written(Lesson(("kirja",), LIBRARIES, alone=True)), encoding="utf-8")
    assert load(folder).version not in {before.version, after.version}


def test_a_confirmed_wording_is_always_answered_also_inflected_and_in_other_order(adviser: Adviser) -> None:
    question = "mistä saan karavaanin vuokralle"
    assert found(question, adviser.index) is None
    for alone in (False, True):
        index = taught(adviser.index, LIBRARIES, question, alone=alone)
        assert found(question, index) == LIBRARIES
        assert found("Mistä karavaani vuokralle saadaan?", index) == LIBRARIES


def test_the_last_word_of_an_admin_holds_also_that_it_is_not_answered(adviser: Adviser) -> None:
    question = "mitä kirjastot tekevät"
    assert found(question, adviser.index) == LIBRARIES
    assert found(question, taught(adviser.index, NOTHING, question)) is None
    lessons = (*accept(NOTHING, [question], adviser.index.language).lessons, Lesson(("kirja",), LIBRARIES))
    again = (*lessons, *accept(LIBRARIES, [question], adviser.index.language).lessons)
    index = Index.build(replace(adviser.index.knowledge, lessons=again), adviser.index.language)
    assert found(question, index) == LIBRARIES


def test_a_title_answers_whatever_was_learned(adviser: Adviser) -> None:
    assert found("Kirjastot", taught(adviser.index, NOTHING, "kirjastot")) == LIBRARIES


def test_what_a_lesson_names_and_the_content_lacks_teaches_nothing(adviser: Adviser) -> None:
    assert found("mistä karavaani", taught(adviser.index, "topic:poistettu", "mistä karavaani")) is None


def test_words_that_were_learned_alone_lead_nowhere_by_themselves(adviser: Adviser) -> None:
    question, other = "mistä saan karavaanin vuokralle", "karavaani"
    assert LIBRARIES in {match.entry.id for match in seen(other, taught(adviser.index, LIBRARIES, question))}
    alone = taught(adviser.index, LIBRARIES, question, alone=True)
    assert LIBRARIES not in {match.entry.id for match in seen(other, alone)}


def seen(question: str, index: Index) -> tuple[Match[Entry], ...]:
    return index.search(parse(question, index.language)).matches


def test_names_of_persons_and_fillers_are_not_kept(adviser: Adviser) -> None:
    change = accept(LIBRARIES, ["Hei, missä Matti Virtanen nyt on sen karavaanin kanssa"], adviser.index.language)
    assert change.words == '{"meant": "actor:kirjastot", "words": ["kanssa", "karavaani", "mikä"]}'


def test_lessons_move_the_weights_of_their_words_towards_what_they_mean() -> None:
    lexicon = fitted().lexicon
    words = frozenset({"!xylitoli", "!yskä"})
    before = lexicon.hint(words, {})
    yes = lexicon.learning(((words, "topic:a"),) * 3)
    no = lexicon.learning(((words, NOTHING),) * 3)
    assert yes.hint(words, {}).answerable > before.answerable > no.hint(words, {}).answerable
    assert yes.hint(words, {}).alike["topic:a"] > 0.0
    assert yes.taught == {"topic:a"}
    assert not no.taught


@given(lessons=st.lists(st.tuples(st.frozensets(WORD, min_size=1, max_size=9), st.sampled_from(["a:a", NOTHING]))))
def test_words_of_which_nothing_was_learned_weigh_what_they_weighed(lessons: list[tuple[frozenset[str], str]]) -> None:
    lexicon = fitted().lexicon
    said = frozenset[str]().union(*(words for words, _ in lessons))
    after = lexicon.learning(tuple(lessons)).answerable
    assert {word: weight for word, weight in after.items() if word not in said} == {
        word: weight for word, weight in lexicon.answerable.items() if word not in said
    }
    assert all(abs(weight) < 30 for weight in after.values())


def test_publishing_keeps_base_forms_only_and_undo_takes_them_back(
    workbench: Workbench, adviser: Adviser, folder: Path, database: Database
) -> None:
    question = "Mistä saisin karavaanin vuokralle?"
    checked = workbench.check(accept(LIBRARIES, [question], adviser.index.language))
    assert "karavaani mikä saada vuokra" in plain(show_trial(checked, adviser.index.knowledge, finnish()))
    workbench.publish(checked, "Maija")
    kept = (folder / LEARNED).read_text(encoding="utf-8")
    assert kept == f'{{"meant": "{LIBRARIES}", "words": ["karavaani", "mikä", "saada", "vuokra"]}}\n'
    assert found(question, adviser.index) == LIBRARIES
    [record] = read_records(database)
    assert "karavaani mikä saada vuokra" in describe_at_desk(record, finnish())
    with pytest.raises(Refused):
        workbench.check(accept(LIBRARIES, [question], adviser.index.language))
    workbench.undo("Maija")
    assert not (folder / LEARNED).exists()
    assert found(question, adviser.index) is None


PRISONS = ["vankien ohjaus karavaanissa", "missä vankilan karavaani on"]


def test_wordings_of_its_gap_are_confirmed_for_a_new_entry_and_go_with_it(
    workbench: Workbench, adviser: Adviser, folder: Path
) -> None:
    before = sorted(path.name for path in folder.iterdir())
    checked = workbench.check(parse_addition(TOPIC.encode(), "", adviser.index.knowledge))
    made = workbench.publish(checked, "Maija", "", PRISONS)
    assert (made.taught, made.added, made.version) == (2, ("Vankilat",), adviser.index.knowledge.version)
    assert {found(one, adviser.index) for one in PRISONS} == {"topic:vankilat"}
    assert workbench.undo("Maija", number=1)[0].target == "topic:vankilat"
    assert not adviser.index.knowledge.lessons
    assert sorted(path.name for path in folder.iterdir()) == before
    with pytest.raises(Refused):
        workbench.last()


def test_wordings_that_would_break_a_labelled_answer_are_not_confirmed_for_a_new_entry(
    adviser: Adviser, database: Database, tmp_path: Path
) -> None:
    question = "kirjastojen tehtävät"
    row = {"id": "A", "q": question, "expect": "answer", "target": [LIBRARIES]}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    workbench = Workbench(adviser, database, tmp_path)
    checked = workbench.check(parse_addition(TOPIC.encode(), "", adviser.index.knowledge))
    made = workbench.publish(checked, "Maija", "", [question])
    assert made.taught == 0
    assert finnish()("gap-untaught", count=0) in plain(show_published(Done(made), adviser.index.knowledge, finnish()))
    assert found(question, adviser.index) == LIBRARIES


def test_a_wording_that_was_confirmed_for_another_answer_moves(workbench: Workbench, adviser: Adviser) -> None:
    question = "mistä saan karavaanin vuokralle"
    for target in (LIBRARIES, NOTHING):
        workbench.publish(workbench.check(accept(target, [question], adviser.index.language)), "Maija")
    assert [lesson.meant for lesson in adviser.index.knowledge.lessons] == [NOTHING]


def test_a_wording_that_would_break_a_labelled_answer_is_learned_as_it_stands(
    adviser: Adviser, database: Database, tmp_path: Path
) -> None:
    question, other = "kirjastojen tehtävät ja karavaani", "measure:jalkautuvat-palvelut"
    assert found(question, adviser.index) == LIBRARIES
    row = {"id": "A", "q": question, "expect": "answer", "target": [LIBRARIES]}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    workbench = Workbench(adviser, database, tmp_path)
    wordings = ["kirjaston tehtävä karavaanissa kesällä", "xylitoli", "karavaanissa tehtävä talvella kirjasto"]
    assert found(question, taught(adviser.index, other, *wordings)) == other
    checked = workbench.check(accept(other, wordings, adviser.index.language))
    assert not checked.trial.broken
    assert isinstance(checked.change, Accepted)
    learned = [lesson.words for lesson in checked.change.lessons if not lesson.alone]
    assert learned == [("xylitoli",)]
    assert finnish()("draft-alone") in plain(show_trial(checked, adviser.index.knowledge, finnish()))
    workbench.publish(checked, "Maija")
    assert {found(one, adviser.index) for one in wordings} == {other}
    assert found(question, adviser.index) == LIBRARIES


def test_an_entry_that_is_not_there_is_taught_nothing(workbench: Workbench, adviser: Adviser) -> None:
    with pytest.raises(Refused, match="topic:poistettu"):
        workbench.check(accept("topic:poistettu", ["karavaani"], adviser.index.language))


def test_labelled_questions_teach_unless_they_have_several_targets(adviser: Adviser, tmp_path: Path) -> None:
    rows = [
        {"id": "A", "q": "missä karavaani on", "expect": "answer", "target": [LIBRARIES]},
        {"id": "B", "q": "paljonko jäätelö maksaa", "expect": "none", "target": []},
        {"id": "C", "q": "kaksi kohdetta", "expect": "answer", "target": [LIBRARIES, "measure:jalkautuvat-palvelut"]},
        {"id": "D", "q": "kumpi", "expect": "clarify", "target": [LIBRARIES]},
    ]
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    change = relearn(adviser.index, read_labelled(path))
    assert [lesson.meant for lesson in change.lessons] == [LIBRARIES, NOTHING]


def test_what_was_learned_is_judged_by_wordings_that_it_was_not_learned_from(adviser: Adviser) -> None:
    wordings = [f"karavaanin {word}" for word in ("vuokra", "lainaus", "myynti", "hinta")]
    held = hold_back(adviser.index, accept(LIBRARIES, wordings, adviser.index.language).lessons)
    assert (held.lessons, held.before) == (4, 0)
    assert held.after > 0


def test_forgetting_reaches_what_was_learned_and_its_record(
    workbench: Workbench, adviser: Adviser, folder: Path, log: QueryLog
) -> None:
    language = adviser.index.language
    for question in ("mistä karavaanin vuokralle Möttönen", "mistä karavaani"):
        workbench.publish(workbench.check(accept(LIBRARIES, [question], language)), "Maija")
    said = [word.forms for word in language.words("vuokralle")]
    assert forget_lessons(folder, [said]) == 1
    forget(log.path, "vuokralle", UNSEALED, [said])
    assert "vuokra" not in (folder / LEARNED).read_text(encoding="utf-8")
    assert b"vuokra" not in log.path.read_bytes()
    assert len(load(folder).lessons) == 1


def test_what_was_learned_is_forgotten_behind_a_link_and_behind_a_mark_of_byte_order(folder: Path) -> None:
    (folder / ".kept").write_text('\ufeff{"meant": "none", "words": ["möttönen"]}\r\n{"meant": "none", "words": ["b"]}')
    (folder / LEARNED).symlink_to(".kept")
    assert forget_lessons(folder, [[frozenset({"möttönen"})]]) == 1
    assert (folder / ".kept").read_bytes() == '\ufeff{"meant": "none", "words": ["b"]}'.encode()
    assert forget_lessons(folder, [[frozenset({"b"})]]) == 1
    assert load(folder).lessons == ()


@pytest.fixture
def at_a_desk(monkeypatch: pytest.MonkeyPatch, folder: Path, log: QueryLog, adviser: Adviser) -> None:
    for name, value in {"KNOWLEDGE": folder, "DATABASE": log.path, "TOKEN": ""}.items():
        monkeypatch.setenv(f"BOT_{name}", str(value))
    for question in ("mistä karavaanin vuokralle", "karavaani vuokralle mistä saa", "vuokralle karavaani"):
        adviser.ask(question, NEW, "telegram", "private", None)


@pytest.mark.usefixtures("at_a_desk")
def test_wordings_of_a_gap_are_accepted_together_at_a_desk_but_for_those_left_out(folder: Path) -> None:
    assert "Mitään ei muutettu" in bot("mend", "accept", "1", LIBRARIES)
    assert not (folder / LEARNED).exists()
    assert "Julkaistu" in bot("mend", "accept", "1", LIBRARIES, "--without", "3", "--publish")
    assert len(load(folder).lessons) == 2
    assert "Opittuja sanamuotoja: 2." in bot("learn")
    assert "Opituista sanamuodoista poistettiin 2." in bot("forget", "karavaani", "--yes")
    assert not load(folder).lessons


def test_learning_of_nothing_changes_nothing(adviser: Adviser) -> None:
    assert learn(()).words == ""
    assert relearn(adviser.index, ()).words == ""
