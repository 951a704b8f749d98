from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from factories import ROW

from bot.adviser import Adviser
from bot.content.lessons import LEARNED, NOTHING
from bot.log.database import Database
from bot.log.querylog import choose, judge
from bot.log.sealing import UNSEALED
from bot.replies import plain
from bot.replies.texts import finnish
from bot.review.asked import Asked, Complaint, read_complaints, read_vain, read_wordings
from bot.review.changes import accept
from bot.review.copying import copy_log
from bot.review.gaps import Gap, Senses, find_gaps, gap_of
from bot.review.looking import Seen
from bot.review.screens.gaps import list_at_desk, show_at_desk, show_gap
from bot.review.telling import find_telling_words
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from pathlib import Path

    from bot.log.querylog import QueryLog
    from bot.understanding.matching import Index

NOW = datetime.now(UTC)


def ask(adviser: Adviser, *questions: str) -> None:
    for question in questions:
        adviser.ask(question, NEW, "telegram", "private", None)


def found(adviser: Adviser, log: QueryLog, days: int = 30) -> list[Gap]:
    return find_gaps(read_vain(Database(log.path), NOW - timedelta(days=days)), Senses(adviser.index))


def test_gaps_come_by_meaning_and_the_most_asked_first(adviser: Adviser, log: QueryLog) -> None:
    ask(
        adviser,
        "vankien ohjaus",
        "jalkautuvat palvelut",
        "rekrytointitapahtuma",
        "vangeille ohjausta",
        "vankien ohjaus",
    )
    first, second = [gap for gap in found(adviser, log) if gap.aside is None]
    assert (first.number, first.count, first.samples) == (1, 3, ("vankien ohjaus", "vangeille ohjausta"))
    assert (second.number, second.count, second.samples) == (3, 1, ("rekrytointitapahtuma",))
    assert first.first <= first.last


def test_gap_closes_by_itself_when_the_serving_content_answers(adviser: Adviser, log: QueryLog, folder: Path) -> None:
    ask(adviser, "vankien ohjaus", "vangeille ohjausta")
    [gap] = found(adviser, log)
    content = folder / "content.yaml"
    content.write_text(content.read_text().replace("aliases: [urataidot]", "aliases: [vankien ohjaus, vankila]"))
    adviser.serve(adviser.build(adviser.folder))
    assert gap.count == 2
    assert found(adviser, log) == []
    content.write_text(content.read_text().replace("aliases: [vankien ohjaus, vankila]", "aliases: [urataidot]"))
    adviser.serve(adviser.build(adviser.folder))
    assert found(adviser, log) == [gap]


@pytest.mark.parametrize(
    "question", ["missä kirjastot ovat mukana", "mitä keinoja on", "missä kirjastot ja OPH ovat mukana"]
)
def test_gap_closes_when_the_table_answers(adviser: Adviser, log: QueryLog, question: str) -> None:
    log.record(replace(ROW, time=NOW, question=question, outcome="none", entry=None, kind=None, candidates=()))
    assert found(adviser, log) == []


def test_old_rows_keep_their_meaning_when_an_entry_is_gone(adviser: Adviser, log: QueryLog) -> None:
    log.record(
        replace(
            ROW,
            time=NOW,
            question="vankien ohjaus",
            outcome="clarify",
            entry=None,
            kind=None,
            candidates=(("measure:gone", 0.4), ("measure:jalkautuvat-palvelut", 0.3)),
        )
    )
    [gap] = found(adviser, log)
    assert gap.asked[0].candidates[0] == ("measure:gone", 0.4)
    assert gap.guess is None or gap.guess[0] in adviser.index.knowledge.entries


def test_greetings_and_junk_are_put_aside_but_there(adviser: Adviser, log: QueryLog) -> None:
    ask(adviser, "moi", "asdfghj", "??", "vankien ohjaus")
    shown = found(adviser, log)
    assert [(gap.aside, gap.samples) for gap in shown] == [
        (None, ("vankien ohjaus",)),
        ("talk", ("moi",)),
        ("junk", ("asdfghj",)),
        ("junk", ("??",)),
    ]


def test_what_the_content_never_answers_is_put_aside(tmp_path: Path, log: QueryLog) -> None:
    from conftest import CONTENT  # noqa: PLC0415

    adviser = Adviser.open(CONTENT, "auto", log)
    ask(adviser, "paljonko opo tienaa", "opon palkka")
    assert {gap.aside for gap in found(adviser, log)} == {"outside"}


def test_what_an_admin_confirmed_that_nothing_answers_is_put_aside(
    adviser: Adviser, log: QueryLog, folder: Path
) -> None:
    ask(adviser, "vankien ohjaus", "vankien ohjauksesta")
    assert [gap.aside for gap in found(adviser, log)] == [None]
    change = accept(NOTHING, ["vankien ohjaus"], adviser.index.language)
    (folder / LEARNED).write_text(f"{change.words}\n", encoding="utf-8")
    adviser.serve(adviser.build(folder))
    assert [gap.aside for gap in found(adviser, log)] == ["outside"]


@pytest.mark.parametrize(("often", "seldom"), [(3, 1), (1, 3)])
def test_what_is_asked_beside_what_an_admin_confirmed_stays_a_gap(
    adviser: Adviser, log: QueryLog, folder: Path, often: int, seldom: int
) -> None:
    ask(adviser, *["vankien ohjaus"] * often, *["vankien ohjauksen tulevaisuus"] * seldom)
    assert len(found(adviser, log)) == 1
    change = accept(NOTHING, ["vankien ohjaus"], adviser.index.language)
    (folder / LEARNED).write_text(f"{change.words}\n", encoding="utf-8")
    adviser.serve(adviser.build(folder))
    gap, aside = found(adviser, log)
    assert (gap.aside, gap.samples) == (None, ("vankien ohjauksen tulevaisuus",))
    assert (aside.aside, aside.samples) == ("outside", ("vankien ohjaus",))


def test_signs_of_most_put_a_gap_aside_and_hide_no_wording_without_them(
    adviser: Adviser, log: QueryLog, folder: Path
) -> None:
    (folder / "outside.yaml").write_text(
        "outside: [{id: outside:hinnat, title: Hinnat, examples: [lipun hinta], cues: [hinta], elsewhere: Ei tietoa.}]"
    )
    adviser.serve(adviser.build(folder))
    ask(adviser, "hevosen kengitys hinta", "hevosen kengitys")
    [gap] = found(adviser, log)
    assert gap.aside is None
    ask(adviser, "hevosen kengitys hinta")
    assert [(gap.count, gap.aside) for gap in found(adviser, log)] == [(1, None), (2, "outside")]


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (("asdfghj vankien ohjaus",), "vanki ohjaus"),
        (("nepsy nuori", "nepsynuoren ohjaus", "nepsy ohjaus"), "nepsy ohjaus"),
        (("Pekka Virtanen kysyy vankilasta",), "vankila"),
        (("terveisin [nimi], [sähköposti]",), ""),
        (("kötöstys",), ""),
    ],
)
def test_no_nonsense_is_a_telling_word(adviser: Adviser, log: QueryLog, questions: tuple[str, ...], words: str) -> None:
    for number, question in enumerate(questions):
        log.record(replace(ROW, time=NOW, question=question, outcome="none", entry=None, update_id=number))
    asked = tuple(read_vain(Database(log.path), NOW - timedelta(days=1)))
    assert " ".join(find_telling_words(Gap(1, asked, (), None), adviser.index)) == words


def test_telling_word_is_written_as_it_should_be(index: Index) -> None:
    asked = Asked("opojen määrä nuorille", 1, NOW, NOW, (1,), "none", None, (), "")
    assert find_telling_words(Gap(1, (asked,), (), None), index) == ("opinto-ohjaaja", "määrä", "nuori")


@pytest.mark.parametrize(
    ("score", "first", "command"),
    [(0.29, "Uusi aihe", "new topic"), (0.31, "Vastaus on Kirjastot", "mend accept 1 actor:kirjastot")],
)
def test_new_topic_comes_first_where_nothing_is_near(
    adviser: Adviser, log: QueryLog, score: float, first: str, command: str
) -> None:
    ask(adviser, "vankien ohjaus")
    gap = replace(found(adviser, log)[0], guesses=(("actor:kirjastot", score),))
    seen = Seen(adviser.index, (gap,), ())
    assert show_gap(gap, seen, finnish()).choices[0][0].label == first
    assert f"Korjaa:\nbot {command}" in plain(show_at_desk(gap, seen, finnish()))


def test_nearest_entries_are_in_order_and_what_does_not_fit_at_all_is_none(adviser: Adviser, log: QueryLog) -> None:
    scores = (("actor:oph", 0.0), ("actor:kirjastot", 0.2), ("topic:kysely", 0.4))
    version = adviser.index.knowledge.version
    row = replace(ROW, time=NOW, question="vankien ohjaus", outcome="none", entry=None, knowledge_version=version)
    log.record(replace(row, candidates=scores))
    [gap] = found(adviser, log)
    assert gap.guesses == (("topic:kysely", 0.4), ("actor:kirjastot", 0.2))


def test_junk_that_fits_nothing_stands_under_no_entry(adviser: Adviser, log: QueryLog) -> None:
    row = replace(ROW, time=NOW, question="asdfghj", outcome="none", entry=None)
    for score in (0.0, 0.01):
        log.record(replace(row, candidates=(("actor:oph", score),)))
    copy = copy_log(Database(log.path), NOW - timedelta(days=1), (), adviser.index, UNSEALED)
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("select entry from questions").fetchall() == [(None,), ("actor:oph",)]


def test_any_row_of_a_gap_finds_it(adviser: Adviser, log: QueryLog) -> None:
    ask(adviser, "vankien ohjaus", "vangeille ohjausta", "jalkautuvat palvelut")
    shown = found(adviser, log)
    assert gap_of(1, shown) == gap_of(2, shown) == shown[0]
    assert gap_of(3, shown) is None


def test_since_leaves_out_what_is_older(adviser: Adviser, log: QueryLog) -> None:
    log.record(replace(ROW, time=NOW - timedelta(days=40), question="vankien ohjaus", outcome="none", entry=None))
    assert found(adviser, log) == []
    assert len(found(adviser, log, days=50)) == 1
    assert read_wordings(Database(log.path), NOW - timedelta(days=50)) == ["vankien ohjaus"]


def test_choice_that_somebody_took_and_answer_that_helped_are_no_gaps(adviser: Adviser, log: QueryLog) -> None:
    clarify = replace(ROW, time=NOW, question="vankien ohjaus", outcome="clarify", entry=None, kind=None)
    for update_id, chosen in ((1, "actor:oph"), (2, "none"), (3, None)):
        log.record(replace(clarify, update_id=update_id))
        if chosen:
            with Database(log.path).use() as opened, opened.conn:
                choose(opened, update_id, chosen)
    answered = replace(ROW, time=NOW, question="kirjastot", entry="actor:kirjastot")
    verdicts = ("helped", "not-helped", "wrong-topic", "incomplete", "outdated", "other", None)
    for update_id, verdict in enumerate(verdicts, 4):
        log.record(replace(answered, update_id=update_id))
        if verdict:
            with Database(log.path).use() as opened, opened.conn:
                judge(opened, update_id, verdict)
    shown = {gap.samples[0]: [number for one in gap.asked for number in one.numbers] for gap in found(adviser, log)}
    assert shown == {"kirjastot": [5, 6, 7, 9], "vankien ohjaus": [2, 3]}
    assert read_complaints(Database(log.path), NOW - timedelta(days=1)) == [
        Complaint("actor:kirjastot", "kirjastot", 1, 1)
    ]


def test_answer_that_did_not_help_stays_a_gap_until_another_answers(
    adviser: Adviser, log: QueryLog, folder: Path
) -> None:
    log.record(replace(ROW, time=NOW, update_id=1, question="kirjastot", entry="actor:kirjastot"))
    with Database(log.path).use() as opened, opened.conn:
        judge(opened, 1, "not-helped")
    assert [gap.samples for gap in found(adviser, log)] == [("kirjastot",)]
    content = folder / "content.yaml"
    content.write_text(content.read_text().replace("actor:kirjastot", "actor:lainaamot"))
    adviser.serve(adviser.build(adviser.folder))
    assert found(adviser, log) == []


def test_find_telling_words_are_base_forms_that_most_questions_share(adviser: Adviser, log: QueryLog) -> None:
    ask(adviser, "kuka hoitaa vankien ohjauksen Turussa", "vankien ohjauksesta", "ohjataanko vankeja")
    [gap] = found(adviser, log)
    assert find_telling_words(gap, adviser.index) == ("vanki", "ohjaus")


def test_what_was_worked_out_once_is_not_worked_out_again(adviser: Adviser, log: QueryLog) -> None:
    ask(adviser, "vankien ohjaus")
    vain = read_vain(Database(log.path), NOW - timedelta(days=1))
    senses = Senses(adviser.index)
    first = senses.of(vain[0])
    assert senses.of(vain[0]) is first


def test_number_of_a_gap_can_be_copied_into_a_command(adviser: Adviser, log: QueryLog) -> None:
    ask(adviser, "vankien ohjaus")
    gap = replace(found(adviser, log)[0], number=1234)
    seen = Seen(adviser.index, (gap,), ())
    assert "\n1234. vanki ohjaus – " in plain(list_at_desk(seen, 20, finnish(), aside=False))
    assert "bot new topic --gap 1234" in plain(show_at_desk(gap, seen, finnish()))
