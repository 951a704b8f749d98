"""Questions that may have been answered by a neighbour, and what people and admins say of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from factories import ROW

from bot.log.database import Database
from bot.log.keeping import forget
from bot.log.querylog import choose, judge
from bot.log.sealing import UNSEALED
from bot.review.asked import says_again
from bot.review.decisions import join_gaps, review, split_gap
from bot.review.gaps import Gap, Senses
from bot.review.looking import Seen, look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog, Row

NOW = datetime.now(UTC)
LIBRARY, SERVICES = "actor:kirjastot", "measure:jalkautuvat-palvelut"


@pytest.fixture
def database(log: QueryLog) -> Iterator[Database]:
    database = Database(log.path)
    yield database
    database.close()


def answered(adviser: Adviser, question: str, score: float = 0.5, entry: str = LIBRARY, seconds: int = -600) -> Row:
    """A question that this content answers with an entry."""
    return replace(
        ROW,
        time=NOW + timedelta(seconds=seconds),
        question=question,
        entry=entry,
        score=score,
        candidates=((entry, score), (SERVICES, 0.2)),
        knowledge_version=adviser.index.knowledge.version,
    )


def see(adviser: Adviser, database: Database) -> Seen:
    return look(database, Senses(adviser.index), NOW - timedelta(days=1), datetime.now(UTC))


def wordings(gaps: tuple[Gap, ...]) -> list[list[str]]:
    return [[one.question for one in gap.asked] for gap in gaps]


def test_only_an_answer_at_a_low_probability_that_nobody_called_helpful_is_unsure(
    adviser: Adviser, log: QueryLog, database: Database
) -> None:
    for number, (question, score) in enumerate((("lainaamo", 0.68), ("kirjojen lainaus", 0.7), ("hylly", 0.5)), 1):
        log.record(replace(answered(adviser, question, score), update_id=number))
    database.write(lambda opened: judge(opened, 3, "helped"))
    seen = see(adviser, database)
    assert wordings(seen.unsure) == [["lainaamo"]]
    assert seen.gaps == ()
    assert [(one.entry, one.score) for one in seen.unsure[0].asked] == [(LIBRARY, 0.68)]


@pytest.mark.parametrize(
    ("following", "entry", "after", "found"),
    [
        ("lainaamojen aukiolo", SERVICES, 30, True),
        ("lainaamojen aukiolo", SERVICES, 90, False),
        ("lainaamojen aukiolo", LIBRARY, 30, False),
        ("urataidot koulussa", SERVICES, 30, False),
    ],
)
def test_what_is_asked_at_once_in_other_words_with_another_answer_was_unsure(  # noqa: PLR0913, PLR0917  a table
    adviser: Adviser, log: QueryLog, database: Database, following: str, entry: str, after: int, *, found: bool
) -> None:
    log.record(answered(adviser, "millon lainaamot on auki", 0.95))
    log.record(answered(adviser, following, 0.95, entry, -600 + after))
    assert wordings(see(adviser, database).unsure) == [["millon lainaamot on auki"]] * found


@pytest.mark.parametrize(
    ("one", "other", "again"),
    [
        ("vankien ohjaus", "ohjaus vankilassa", True),
        ("vankien ohjaus", "vankien ohjaus", False),
        ("vankien ohjaus", "kiitos", False),
        ("ei", "joo", False),
    ],
)
def test_question_in_other_words_begins_its_words_alike(one: str, other: str, *, again: bool) -> None:
    assert says_again(one, other) is again


def test_right_answer_is_gone_until_its_entry_says_something_else(
    adviser: Adviser, log: QueryLog, database: Database, folder: Path
) -> None:
    log.record(answered(adviser, "kirjasto lainaa"))
    [gap] = see(adviser, database).unsure
    review(database, gap.asked, datetime.now(UTC), right=True)
    log.record(answered(adviser, "kirjasto lainaa"))
    assert see(adviser, database).unsure == ()
    content = folder / "content.yaml"
    text = content.read_text(encoding="utf-8")
    content.write_text(text.replace("Kirjastot ovat lähipalvelu", "Kirjastot lainaavat kirjoja"), encoding="utf-8")
    adviser.serve(adviser.build(folder))
    log.record(answered(adviser, "kirjasto lainaa"))
    assert wordings(see(adviser, database).unsure) == [["kirjasto lainaa"]]


def test_wrong_answer_is_a_gap_until_an_admin_finds_it_right(
    adviser: Adviser, log: QueryLog, database: Database
) -> None:
    log.record(answered(adviser, "lainaamo"))
    [gap] = see(adviser, database).unsure
    review(database, gap.asked, NOW, right=False)
    seen = see(adviser, database)
    assert (wordings(seen.gaps), seen.unsure) == ([["lainaamo"]], ())
    assert seen.find(1) == seen.gaps[0]
    review(database, seen.gaps[0].asked, datetime.now(UTC), right=True)
    seen = see(adviser, database)
    assert (seen.gaps, seen.unsure) == ((), ())


def test_gaps_that_an_admin_joined_or_split_stay_so_and_can_be_taken_back(
    adviser: Adviser, log: QueryLog, database: Database
) -> None:
    for question in ("vankien ohjaus", "ohjaus vankilassa", "hevosen kengitys"):
        log.record(replace(answered(adviser, question), outcome="none", entry=None, kind=None, candidates=()))
    before = see(adviser, database)
    prison, horse = before.gaps
    join_gaps(database, prison, horse)
    [both] = see(adviser, database).gaps
    assert len(both.asked) == 3
    split_gap(database, both, 3)
    assert see(adviser, database).gaps == before.gaps
    split_gap(database, prison, 2)
    assert sorted(wordings(see(adviser, database).gaps)) == [
        ["hevosen kengitys"],
        ["ohjaus vankilassa"],
        ["vankien ohjaus"],
    ]
    forget(log.path, "vankilassa", UNSEALED)
    with database.use() as opened:
        assert opened.execute("select count(*) from ties").fetchone() == (0,)


def say(database: Database, number: int, feedback: str, meant: str | None = None) -> None:
    """What somebody presses under the answer to a question."""
    with database.use() as opened, opened.conn:
        judge(opened, number, feedback)
        if meant is not None:
            choose(opened, number, meant)


def test_entry_that_three_meant_is_proposed_for_their_gap(adviser: Adviser, log: QueryLog, database: Database) -> None:
    for number in range(1, 5):
        log.record(replace(answered(adviser, "lainaamo", 0.9), update_id=number))
        say(database, number, "wrong-topic", SERVICES if number < 3 else None)
    [gap] = see(adviser, database).gaps
    assert gap.meant is None
    say(database, 3, "helped", SERVICES)  # by what was shown instead
    [gap] = see(adviser, database).gaps
    assert gap.meant == (SERVICES, 3)
