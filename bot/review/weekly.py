"""The weekly letter to admins: for which week one is due, and what it says. Weeks and hours are those of Finland."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.log.days import FINLAND, midnight_of, monday_of
from bot.review.asked import read_vain
from bot.review.decisions import read_ties
from bot.review.figures import read_questions, sum_up
from bot.review.gaps import find_gaps
from bot.review.screens.figures import write_letter

if TYPE_CHECKING:
    from bot.log.database import Database
    from bot.replies import Reply
    from bot.replies.texts import Texts
    from bot.review.gaps import Senses

HOUR = 8
"""When the letter of a week goes out on the Monday after it."""
A_WEEK = timedelta(weeks=1)


def find_due(now: datetime) -> date:
    """The Monday whose letter is the last that should have gone out."""
    this = monday_of(now)
    return this if now >= _hour(this) else this - A_WEEK


def find_next_due(now: datetime) -> datetime:
    """When the next letter should go out."""
    return _hour(find_due(now) + A_WEEK)


def compose_letter(database: Database, senses: Senses, until: date, texts: Texts) -> Reply:
    """The letter of the week that ended before the Monday `until`. Raises LogError."""
    first, last = midnight_of(until - A_WEEK), midnight_of(until)
    asked = [question for question in read_questions(database, first) if question.time < last]
    found = find_gaps(read_vain(database, first, last), senses, read_ties(database))
    return write_letter(until, sum_up(asked, senses.index.knowledge), found, senses.index, texts)


def _hour(day: date) -> datetime:
    return datetime.combine(day, time(HOUR), FINLAND).astimezone(UTC)
