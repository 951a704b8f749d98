"""How the bot has done, week by week. Pure, but for reading the log.

Weeks and days are those of Finland.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.log.querylog import FOR_THE_CONTENT, stamp
from bot.review.rows import SOUND, read_each, tell_unsound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.content.knowledge import Knowledge
    from bot.log.database import Database

FINLAND = ZoneInfo("Europe/Helsinki")
A_QUARTER = timedelta(days=90)
"""How far back figures go, unless something else is asked for."""
MOST_ASKED = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the log, without its words. time: aware.

    answer: the entry that was shown or picked. offered: what there was to choose from. helped: None when nobody said.
    """

    time: datetime
    outcome: str
    answer: str | None
    offered: tuple[str, ...]
    milliseconds: float
    helped: bool | None


@dataclass(frozen=True, slots=True)
class Week:
    """How many questions were answered, clarified and found nothing in the week that begins on `monday`."""

    monday: date
    answered: int
    clarified: int
    none: int

    @property
    def asked(self) -> int:
        """How many questions there were."""
        return self.answered + self.clarified + self.none


@dataclass(frozen=True, slots=True)
class Figures:
    """How the bot has done.

    weeks: the oldest first, empty ones as well. most_asked: ids of entries with how often they answered. unreached:
    ids of entries that nobody was shown or offered. milliseconds: median and 95th percentile of the response time.
    helped, judged: how many said that an answer helped, of how many that said anything.
    """

    weeks: tuple[Week, ...]
    most_asked: tuple[tuple[str, int], ...]
    unreached: tuple[str, ...]
    milliseconds: tuple[float, float]
    helped: int
    judged: int


def read_questions(database: Database, since: datetime) -> list[Question]:
    """The questions since then, small talk aside. Raises LogError."""
    with database.use() as opened:
        tell_unsound(opened, stamp(since))
        rows = opened.execute(QUESTIONS, [stamp(since)]).fetchall()
    return read_each(rows, _read)


def _read(row: tuple[Any, ...]) -> Question:
    time, outcome, answer, offered, milliseconds, feedback = row
    return Question(
        datetime.fromisoformat(time),
        outcome,
        answer,
        tuple((offered or "").split()),
        float(milliseconds),
        None if feedback is None else feedback == "helped",
    )


QUESTIONS = f"""
    select time, outcome, coalesce(entry, nullif(chosen, 'none')), case when outcome = 'clarify' then
      (select group_concat(value ->> 'entry', ' ') from json_each(candidates)) end, milliseconds, feedback
    from questions where time >= ? and {FOR_THE_CONTENT} and {SOUND} order by time
"""  # noqa: S608  a condition of our own


def sum_up(asked: Iterable[Question], knowledge: Knowledge) -> Figures:
    """Sum up questions, the oldest first. What an entry was called before counts for it."""
    weeks: dict[date, Counter[str]] = defaultdict(Counter)
    answered: Counter[str] = Counter()
    shown: set[str] = set()
    times: list[float] = []
    judged: list[bool] = []
    for question in asked:
        weeks[monday_of(question.time)][question.outcome] += 1
        times.append(question.milliseconds)
        shown.update(map(knowledge.now, question.offered))
        if question.answer is not None:
            answered[knowledge.now(question.answer)] += 1
        if question.helped is not None:
            judged.append(question.helped)
    shown.update(answered)
    first, last = min(weeks, default=None), max(weeks, default=None)
    every = (
        []
        if first is None or last is None
        else [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
    )
    return Figures(
        weeks=tuple(Week(day, weeks[day]["answer"], weeks[day]["clarify"], weeks[day]["none"]) for day in every),
        most_asked=tuple(answered.most_common(MOST_ASKED)),
        unreached=tuple(entry for entry in knowledge.entries if entry not in shown),
        milliseconds=(median(times), quantiles(times, n=20)[-1]) if len(times) > 1 else (sum(times), sum(times)),
        helped=sum(judged),
        judged=len(judged),
    )


def day_of(time: datetime) -> date:
    """The day that it is in Finland."""
    return time.astimezone(FINLAND).date()


def monday_of(time: datetime) -> date:
    """The day on which the week of `time` begins in Finland."""
    day = day_of(time)
    return day - timedelta(days=day.weekday())
