"""How the bot has done, by week, theme and entry. Pure, but for reading the log."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from bot.content.entries import Goal, Measure, Theme
from bot.log.days import monday_of
from bot.log.querylog import FOR_THE_CONTENT, stamp
from bot.review.asked import VAIN
from bot.review.rows import SOUND, read_each, tell_unsound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.content.knowledge import Knowledge
    from bot.log.database import Database

A_QUARTER = timedelta(days=90)
"""How far back figures go, unless something else is asked for."""
MOST_ASKED = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the log, without its words. time: aware.

    answer: the entry that was shown or picked. nearest: the entry that fits best. offered: what there was to choose
    from. feedback: as the log has it, None when nobody said anything. found: whether it was not asked in vain.
    language: None where an older row does not tell.
    """

    time: datetime
    outcome: str
    answer: str | None
    nearest: str | None
    offered: tuple[str, ...]
    milliseconds: float
    feedback: str | None
    found: bool
    language: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    part: int
    whole: int


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
    time, outcome, answer, nearest, offered, milliseconds, feedback, vain, language = row
    return Question(
        datetime.fromisoformat(time),
        outcome,
        answer,
        nearest,
        tuple((offered or "").split()),
        float(milliseconds),
        feedback,
        not vain,
        language,
    )


QUESTIONS = f"""
    select time, outcome, coalesce(entry, nullif(chosen, 'none')), candidates ->> '$[0].entry',
      case when outcome = 'clarify' then (select group_concat(value ->> 'entry', ' ') from json_each(candidates)) end,
      milliseconds, feedback, {VAIN}, language
    from asked where time >= ? and {FOR_THE_CONTENT} and {SOUND} order by time
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
        if question.feedback is not None:
            judged.append(question.feedback == "helped")
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


def sum_up_themes(asked: Iterable[Question], knowledge: Knowledge) -> list[tuple[str | None, Share]]:
    """How many of the questions of each theme, by its title, found an answer; the most asked first.

    A question is of the theme of its answer, or of the entry that fits best; None stands for those of no theme.
    """
    return _share((find_theme(question.answer or question.nearest, knowledge), question.found) for question in asked)


def sum_up_languages(asked: Iterable[Question]) -> list[tuple[str | None, Share]]:
    """How many of the questions in each language found an answer; the most asked first."""
    return _share((question.language, question.found) for question in asked)


def _share(told: Iterable[tuple[str | None, bool]]) -> list[tuple[str | None, Share]]:
    count: Counter[str | None] = Counter()
    found: Counter[str | None] = Counter()
    for kind, is_found in told:
        count[kind] += 1
        found[kind] += is_found
    return [(kind, Share(found[kind], number)) for kind, number in count.most_common()]


def find_theme(entry: str | None, knowledge: Knowledge) -> str | None:
    """The title of the theme that an entry is of, or is; None when it has none, or is gone."""
    match knowledge.entries.get(entry or ""):
        case Theme(title=title):
            return title
        case Measure(theme=theme) | Goal(theme=theme):
            return knowledge.entries[theme].title
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Disappointment:
    """How often an entry let people down, beside how often it answered.

    unhelped, wrong_topic, outdated: what they said of it; untaken: choices with it in which nothing was picked.
    """

    entry: str
    answered: int
    unhelped: int
    wrong_topic: int
    outdated: int
    untaken: int

    @property
    def doubted(self) -> int:
        """How often somebody said that it was no good."""
        return self.unhelped + self.wrong_topic + self.outdated


def find_disappointments(asked: Iterable[Question]) -> list[Disappointment]:
    """The entries that let people down, those that did so most often first."""
    answered: Counter[str] = Counter()
    untaken: Counter[str] = Counter()
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for question in asked:
        if question.answer is not None:
            answered[question.answer] += 1
            said[question.answer][question.feedback or "helped"] += 1
        else:
            untaken.update(question.offered)
    found = [
        Disappointment(
            entry,
            answered[entry],
            sum(said[entry][feedback] for feedback in ("not-helped", "incomplete", "other")),
            said[entry]["wrong-topic"],
            said[entry]["outdated"],
            untaken[entry],
        )
        for entry in sorted(answered.keys() | untaken.keys())
    ]
    return sorted(
        (one for one in found if one.doubted + one.untaken), key=lambda one: (-one.doubted - one.untaken, one.answered)
    )
