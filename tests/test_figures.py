from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from factories import ROW
from PIL import Image

from bot.log.database import Database
from bot.log.querylog import choose, judge
from bot.replies import plain
from bot.replies.texts import finnish
from bot.review.asked import read_vain
from bot.review.figures import Share, Week, read_questions, sum_up, sum_up_languages
from bot.review.gaps import Senses, find_gaps
from bot.review.plot import plot
from bot.review.screens.figures import show_figures, write_letter
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog
    from bot.understanding.matching import Index

SUNDAY = datetime(2026, 11, 22, 21, 59, tzinfo=UTC)
"""A minute before midnight in Finland."""


def test_figures_sum_up_the_log(adviser: Adviser, log: QueryLog) -> None:
    library, oph = "actor:kirjastot", "actor:oph"
    log.record(replace(ROW, time=SUNDAY, entry=library, milliseconds=1.0))
    log.record(replace(ROW, time=SUNDAY + timedelta(minutes=1), entry=library, milliseconds=2.0))
    log.record(
        replace(
            ROW,
            time=SUNDAY + timedelta(days=9),
            outcome="clarify",
            entry=None,
            kind=None,
            candidates=((oph, 0.4), ("overview", 0.3)),
            milliseconds=3.0,
        )
    )
    log.record(
        replace(
            ROW, time=SUNDAY + timedelta(days=9), outcome="none", entry=None, kind=None, candidates=(), milliseconds=4.0
        )
    )
    log.record(replace(ROW, time=SUNDAY + timedelta(days=9), outcome="none", entry=None, kind="smalltalk"))
    found = sum_up(read_questions(Database(log.path), SUNDAY), adviser.index.knowledge)
    assert found.weeks == (
        Week(date(2026, 11, 16), 1, 0, 0),
        Week(date(2026, 11, 23), 1, 0, 0),
        Week(date(2026, 11, 30), 0, 1, 1),
    )
    assert found.most_asked == ((library, 2),)
    assert set(found.unreached) == adviser.index.knowledge.entries.keys() - {library, oph, "overview"}
    assert found.milliseconds[0] == 2.5
    assert (
        len(sum_up(read_questions(Database(log.path), SUNDAY + timedelta(days=1)), adviser.index.knowledge).weeks) == 1
    )


def test_what_people_picked_counts_as_asked_and_what_they_said_as_helpfulness(adviser: Adviser, log: QueryLog) -> None:
    log.record(replace(ROW, time=SUNDAY, update_id=1, outcome="clarify", entry=None))
    for update_id, verdict in ((2, "helped"), (3, "helped"), (4, "outdated"), (5, None)):
        log.record(replace(ROW, time=SUNDAY, update_id=update_id, entry="actor:oph"))
        if verdict:
            with Database(log.path).use() as opened, opened.conn:
                judge(opened, update_id, verdict)
    with Database(log.path).use() as opened, opened.conn:
        choose(opened, 1, "actor:kirjastot")
    found = sum_up(read_questions(Database(log.path), SUNDAY), adviser.index.knowledge)
    assert found.most_asked == (("actor:oph", 4), ("actor:kirjastot", 1))
    assert (found.helped, found.judged) == (2, 3)
    assert "Auttoi: 2/3 (3 arviota)" in plain(show_figures(found, adviser.index.knowledge, finnish())).split("\n")


def test_questions_are_told_apart_by_their_language(adviser: Adviser, log: QueryLog) -> None:
    for question in ("kirjastot", "kuka koordinoi vankilaa", "vem ansvarar för fängelset", "who is responsible for it"):
        adviser.ask(question, NEW, "command", "terminal")
    with Database(log.path).use(only_read=False) as opened, opened.conn:
        opened.execute("update questions set language = null where id = 4")  # of a time when it was not kept
    asked = read_questions(Database(log.path), SUNDAY)
    assert sum_up_languages(asked) == [("fi", Share(1, 2)), ("sv", Share(0, 1)), (None, Share(0, 1))]


def test_weeks_without_questions_are_shown(adviser: Adviser, log: QueryLog) -> None:
    for days in (0, 21):
        log.record(replace(ROW, time=SUNDAY + timedelta(days=days)))
    found = sum_up(read_questions(Database(log.path), SUNDAY), adviser.index.knowledge)
    assert [week.asked for week in found.weeks] == [1, 0, 0, 1]


def test_empty_log_has_figures_too(index: Index) -> None:
    found = sum_up([], index.knowledge)
    assert (found.weeks, found.most_asked, found.milliseconds) == ((), (), (0, 0))
    assert len(found.unreached) == len(index.knowledge.entries)
    assert "puolet alle 0,0 ms" in plain(show_figures(found, index.knowledge, finnish(), whole=True))
    letter = plain(write_letter(SUNDAY.date(), found, [], index, finnish()))
    assert finnish()("gaps-none") in letter
    assert "Kysymyksiä: 0" in letter
    assert "Vastattu" not in letter
    assert "ms" not in letter


@pytest.mark.parametrize("count", [0, 1, 12, 30])
def test_plot_is_a_small_picture_of_the_last_weeks(count: int) -> None:
    weeks = [Week(date(2026, 1, 5) + timedelta(weeks=number), 90 + number, 20, 10) for number in range(count)]
    drawn = plot(weeks, finnish())
    with Image.open(BytesIO(drawn)) as picture:
        assert picture.size == (1080, 906)
        assert len(picture.convert("RGB").getcolors(10_000) or ()) > 2
    assert len(drawn) < 60_000


def test_digest_names_three_figures_and_at_most_five_gaps(adviser: Adviser, log: QueryLog) -> None:
    subjects = "vankila hevonen raketti kirkko taikina sammakko piano".split()
    for number, subject in enumerate(subjects):
        for _ in range(2):
            log.record(
                replace(
                    ROW,
                    question=subject,
                    outcome="none",
                    entry=None,
                    kind=None,
                    candidates=(),
                    time=SUNDAY + timedelta(minutes=number),
                )
            )
    database = Database(log.path)
    found = find_gaps(read_vain(database, SUNDAY), Senses(adviser.index))
    summed = sum_up(read_questions(database, SUNDAY), adviser.index.knowledge)
    lines = plain(write_letter(SUNDAY.date(), summed, found, adviser.index, finnish())).split("\n")
    assert lines[1:3] == ["• Kysymyksiä: 14", "• Vastattu: 0/14"]
    assert len([line for line in lines if line.endswith(": 2 ×")]) == 5
