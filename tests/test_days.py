from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.opening import parse_ago
from bot.log.days import day_of, days_back, in_finland, midnight_of, monday_of

TIMES = st.integers(10**9, 2 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@pytest.mark.parametrize(
    ("time", "shown", "day", "monday"),
    [
        ("2026-11-24T21:59:59", "2026-11-24T23:59:59+02:00", "2026-11-24", "2026-11-23"),
        ("2026-11-24T22:00:00", "2026-11-25T00:00:00+02:00", "2026-11-25", "2026-11-23"),
        ("2026-10-25T00:30:00", "2026-10-25T03:30:00+03:00", "2026-10-25", "2026-10-19"),
        ("2026-10-25T01:30:00", "2026-10-25T03:30:00+02:00", "2026-10-25", "2026-10-19"),
        ("2026-10-25T22:00:00", "2026-10-26T00:00:00+02:00", "2026-10-26", "2026-10-26"),
        ("2026-03-29T20:59:00", "2026-03-29T23:59:00+03:00", "2026-03-29", "2026-03-23"),
        ("2026-03-29T21:00:00", "2026-03-30T00:00:00+03:00", "2026-03-30", "2026-03-30"),
        ("2026-03-28T22:30:00", "2026-03-29T00:30:00+02:00", "2026-03-29", "2026-03-23"),
        ("2026-12-31T22:00:00", "2027-01-01T00:00:00+02:00", "2027-01-01", "2026-12-28"),
        ("2027-01-03T21:59:59", "2027-01-03T23:59:59+02:00", "2027-01-03", "2026-12-28"),
        ("2027-01-03T22:00:00", "2027-01-04T00:00:00+02:00", "2027-01-04", "2027-01-04"),
    ],
)
def test_time_is_that_of_finland(time: str, shown: str, day: str, monday: str) -> None:
    at = datetime.fromisoformat(time).replace(tzinfo=UTC)
    assert in_finland(at).isoformat() == shown
    assert (str(day_of(at)), str(monday_of(at))) == (day, monday)


@pytest.mark.parametrize(
    ("days", "begin"),
    [(0, "2026-10-26T22:00:00"), (1, "2026-10-25T22:00:00"), (2, "2026-10-24T21:00:00"), (7, "2026-10-19T21:00:00")],
)
def test_days_back_begin_at_a_midnight_of_finland_over_the_change_to_winter_time(days: int, begin: str) -> None:
    now = datetime(2026, 10, 27, 9, 30, tzinfo=UTC)
    assert days_back(now, timedelta(days=days)) == datetime.fromisoformat(begin).replace(tzinfo=UTC)


@given(TIMES)
def test_a_day_lasts_from_its_midnight_to_the_next(time: datetime) -> None:
    day = day_of(time)
    assert midnight_of(day) <= time < midnight_of(day + timedelta(days=1))
    assert midnight_of(day).tzinfo is UTC


@given(TIMES)
def test_week_is_that_of_iso_8601(time: datetime) -> None:
    year, week, _ = day_of(time).isocalendar()
    assert monday_of(time) == date.fromisocalendar(year, week, 1)


@pytest.mark.parametrize(("text", "span"), [("0d", 0), ("7d", 7), ("2w", 14)])
def test_days_and_weeks_of_a_command_begin_at_midnight_too(text: str, span: int) -> None:
    before = days_back(datetime.now(UTC), timedelta(days=span))
    assert before <= parse_ago(text) <= days_back(datetime.now(UTC), timedelta(days=span))
    assert in_finland(parse_ago(text)).strftime("%H:%M:%S.%f") == "00:00:00.000000"


def test_hours_of_a_command_are_hours() -> None:
    before = datetime.now(UTC)
    assert before <= parse_ago("12h") + timedelta(hours=12) <= datetime.now(UTC)
