from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from factories import OUTSIDE, ROW, TOPIC

from bot.log.database import Database
from bot.log.querylog import choose, judge
from bot.replies import plain
from bot.replies.texts import finnish
from bot.review.changes import Change, Example, Words, parse_addition
from bot.review.figures import Disappointment, Share, find_disappointments, read_questions, sum_up, sum_up_themes
from bot.review.mended import read_mends
from bot.review.publishing import Workbench
from bot.review.screens.figures import show_figures, tell_share

if TYPE_CHECKING:
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog

WALK, LIBRARIES = "measure:jalkautuvat-palvelut", "actor:kirjastot"
NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=60)
YESTERDAY, TOMORROW = NOW - timedelta(days=1), NOW + timedelta(days=1)
updates = count(1)


def ask(log: QueryLog, question: str, outcome: str, time: datetime = YESTERDAY, said: str | None = None) -> None:
    """Record a question that found the walking services, had to choose between them and libraries, or found nothing.

    said: what was picked, or what somebody thought of the answer.
    """
    update, entry = next(updates), WALK if outcome == "answer" else None
    candidates = ((WALK, 0.5), (LIBRARIES, 0.4))
    row = replace(ROW, question=question, outcome=outcome, entry=entry, candidates=candidates)
    log.record(replace(row, time=time, update_id=update))
    if said:
        with Database(log.path).use() as opened, opened.conn:
            (choose if outcome == "clarify" else judge)(opened, update, said)


def publish(adviser: Adviser, log: QueryLog, change: Change) -> None:
    bench = Workbench(adviser, Database(log.path))
    bench.publish(bench.check(change), "Maija", "kysytty")


def test_mend_is_measured_by_the_questions_it_concerns_before_and_after(adviser: Adviser, log: QueryLog) -> None:
    for question in ("vankien ohjaus", "kuka ohjaa vankeja", "opastusta vangeille"):
        ask(log, question, "none")
    ask(log, "vankilan ohjaus", "answer", said="not-helped")
    ask(log, "vankien ohjausta", "answer", LONG_AGO)  # before what is looked at
    ask(log, "kirjastojen aukiolot", "none")
    publish(adviser, log, Words(WALK, "vankien ohjaus"))
    ask(log, "vankien ohjaus", "answer", TOMORROW)
    ask(log, "vanki ja ohjaus", "clarify", TOMORROW, said=WALK)
    ask(log, "vangin ohjaaja", "clarify", TOMORROW)
    ask(log, "kirjastojen aukiolot", "answer", TOMORROW)
    [mend] = read_mends(Database(log.path), NOW - timedelta(days=30), adviser.index)
    assert (mend.record.target, mend.before, mend.after) == (WALK, Share(0, 4), Share(2, 3))
    figures = sum_up([], adviser.index.knowledge)
    said = plain(show_figures(figures, adviser.index.knowledge, finnish(), whole=True, mends=[mend]))
    assert "Ilmaus lisätty kohtaan Jalkautuvat palvelut: ”vankien ohjaus” – ennen: 0/4, jälkeen: 2/3" in said


def test_new_entry_is_measured_by_its_names_and_what_was_undone_or_answers_nothing_is_not(
    adviser: Adviser, log: QueryLog, folder: Path
) -> None:
    (folder / "muu.yaml").write_text(OUTSIDE, encoding="utf-8")
    adviser.serve(adviser.build(folder))
    ask(log, "vankien ohjaus", "none")
    ask(log, "vankilat", "none")
    addition = parse_addition(TOPIC.encode(), "", adviser.index.knowledge)
    publish(adviser, log, Example("outside:muu", "paljonko kello on"))
    publish(adviser, log, addition)
    publish(adviser, log, Words(LIBRARIES, "lukusali"))
    Workbench(adviser, Database(log.path)).undo("Maija")
    [mend] = read_mends(Database(log.path), YESTERDAY, adviser.index)
    assert (mend.record.target, mend.before, mend.after) == ("topic:vankilat", Share(0, 2), Share(0, 0))
    assert read_mends(Database(log.path), TOMORROW, adviser.index) == []


def test_themes_tell_how_many_of_their_questions_found_an_answer(adviser: Adviser, log: QueryLog) -> None:
    ask(log, "a", "answer")
    ask(log, "b", "answer", said="wrong-topic")
    ask(log, "c", "none")
    log.record(replace(ROW, time=YESTERDAY, entry=LIBRARIES))
    asked = read_questions(Database(log.path), LONG_AGO)
    assert sum_up_themes(asked, adviser.index.knowledge) == [
        ("Saavutettavasti ja asiakaslähtöisesti", Share(1, 3)),
        (None, Share(1, 1)),
    ]


def test_entry_that_lets_people_down_is_told_with_how_often_it_answered(log: QueryLog) -> None:
    for feedback in ("not-helped", "incomplete", "other", "wrong-topic", "outdated", "helped", None):
        ask(log, "a", "answer", said=feedback)
    ask(log, "b", "clarify")
    ask(log, "b", "clarify", said="none")
    ask(log, "b", "clarify", said=WALK)
    ask(log, "c", "none")
    assert find_disappointments(read_questions(Database(log.path), LONG_AGO)) == [
        Disappointment(WALK, answered=8, unhelped=3, wrong_topic=1, outdated=1, untaken=2),
        Disappointment(LIBRARIES, answered=0, unhelped=0, wrong_topic=0, outdated=0, untaken=2),
    ]


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(3, 5, "3/5"), (0, 0, "ei kysytty"), (19, 19, "19/19"), (13, 20, "65 %"), (2, 3000, "0 %")],
)
def test_share_of_few_is_told_as_it_was_counted(part: int, whole: int, told: str) -> None:
    assert tell_share(Share(part, whole), finnish()) == told
