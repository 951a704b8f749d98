"""Days, weeks and clock times as people in Finland have them. Pure.

The log holds times in UTC. Whatever shows a time, or cuts a day or a week, goes through here.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FINLAND = ZoneInfo("Europe/Helsinki")


def in_finland(moment: datetime) -> datetime:
    """The same moment by the clocks of Finland."""
    return moment.astimezone(FINLAND)


def day_of(moment: datetime) -> date:
    """The day that it is in Finland."""
    return in_finland(moment).date()


def monday_of(moment: datetime) -> date:
    """The day on which the week begins in Finland, that of ISO 8601."""
    day = day_of(moment)
    return day - timedelta(days=day.weekday())


def midnight_of(day: date) -> datetime:
    """When a day begins in Finland, in UTC."""
    return datetime.combine(day, time(), FINLAND).astimezone(UTC)


def days_back(now: datetime, span: timedelta) -> datetime:
    """When the day began in Finland that was `span`, whole days, before today, in UTC."""
    return midnight_of(day_of(now) - span)
