"""The redacted copy of the log that `bot review` shows: only the columns that are needed, the words masked again.

It is on the disk as long as the page is open. Of a page that was killed it stays until the next `bot run` or `bot
review`, which take it away unless a page shows it: that holds a lock.
"""

from __future__ import annotations

import fcntl
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlite_utils

from bot.content.files import keep_private
from bot.log.days import day_of
from bot.log.keeping import copy_of
from bot.log.masking import mask
from bot.log.querylog import stamp
from bot.replies.citing import place_of
from bot.replies.spreadsheets import defuse
from bot.replies.texts import finnish
from bot.review.asked import VAIN
from bot.review.figures import find_disappointments, find_theme, read_questions, sum_up, sum_up_languages, sum_up_themes
from bot.review.gaps import NOTHING
from bot.review.mended import read_mends
from bot.review.rows import SOUND, read_each, tell_unsound
from bot.review.telling import find_telling_words, name_target, tell_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.content.entries import Entry
    from bot.content.knowledge import Knowledge
    from bot.log.database import Database
    from bot.log.sealing import Seal
    from bot.review.figures import Disappointment, Week
    from bot.review.gaps import Gap
    from bot.review.mended import Mend
    from bot.understanding.matching import Index

TABLES: dict[str, dict[str, Any]] = {
    "period": {"first": str, "last": str, "found": int, "found_of": int},
    "entries": {"id": str, "title": str, "theme": str, "places": str, "command": str},
    "questions": {
        "id": int,
        "time": str,
        "day": str,
        "question": str,
        "outcome": str,
        "found": int,
        "entry": str,
        "gap": int,
        "feedback": str,
        "language": str,
    },
    "gaps": {
        "number": int,
        "count": int,
        "first": str,
        "last": str,
        "languages": str,
        "words": str,
        "entry": str,
        "score": float,
        "aside": str,
        "command": str,
    },
    "disappointments": {
        "entry": str,
        "doubted": int,
        "doubted_of": int,
        "wrong_topic": int,
        "outdated": int,
        "untaken": int,
    },
    "changes": {
        "id": int,
        "day": str,
        "what": str,
        "words": str,
        "why": str,
        "before": int,
        "before_of": int,
        "after": int,
        "after_of": int,
    },
    "weeks": {"monday": str, "answered": int, "clarified": int, "none": int},
    "themes": {"theme": str, "found": int, "missed": int},
    "languages": {"language": str, "found": int, "missed": int},
    "seals": {"canary": bytes},
}
"""The tables of the copy, each with its columns. Times are in UTC, days those of Finland."""
WORDS = {"questions": ("question",), "gaps": ("words", "command"), "changes": ("words", "why")}
"""The columns that hold what people or admins wrote."""
KEYS = {"entries": "id", "questions": "id", "gaps": "number", "changes": "id"}
ROWS = f"""
    select id, time, question, outcome, not {VAIN} as found, feedback, language,
      coalesce(
        entry,
        nullif(chosen, 'none'),
        case when json_extract(candidates, '$[0].score') >= {NOTHING} then json_extract(candidates, '$[0].entry') end
      ) as entry
    from asked where time >= ? and {SOUND} order by id
"""  # noqa: S608  conditions of our own
"""A question without an answer stands under the entry that fits it best, if that fits at all."""


def copy_log(source: Database, since: datetime, gaps: Sequence[Gap], index: Index, seal: Seal) -> Path:
    """Make the copy of the log since then, with the gaps, the entries and the figures, and tell where it is.

    No row but those of the questions holds one; each gap is named by the number of its oldest row. seal: closes the
    words in it, with a key that nobody keeps longer than the page is open. Raises LogError.
    """
    target = copy_of(source.path)
    _remove(target)
    with closing(source):
        with source.use() as opened:
            tell_unsound(opened, stamp(since))
            rows = list(opened.query(ROWS, [stamp(since)]))
            version = opened.conn.execute("pragma user_version").fetchone()[0]
        asked = read_questions(source, since)
        mends = read_mends(source, since, index)
    gap_of = {number: gap.number for gap in gaps for one in gap.asked for number in one.numbers}
    knowledge, now, found = index.knowledge, day_of(datetime.now(UTC)), sum(one.found for one in asked)
    filled: dict[str, Iterable[dict[str, Any]]] = {
        "period": [{"first": str(day_of(since)), "last": str(now), "found": found, "found_of": len(asked)}],
        "entries": [_tabulate_entry(entry, knowledge) for entry in knowledge.entries.values()],
        "questions": read_each(rows, lambda row: _redact_question(row, gap_of, knowledge)),
        "gaps": read_each(gaps, lambda gap: _tabulate_gap(gap, index)),
        "disappointments": [_tabulate_disappointment(one) for one in find_disappointments(asked)],
        "changes": [_tabulate_mend(mend, knowledge) for mend in mends],
        "weeks": [_tabulate_week(week) for week in sum_up(asked, knowledge).weeks],
        "themes": [
            {"theme": theme, "found": share.part, "missed": share.whole - share.part}
            for theme, share in sum_up_themes(asked, knowledge)
        ],
        "seals": [],
        "languages": [
            {"language": language, "found": share.part, "missed": share.whole - share.part}
            for language, share in sum_up_languages(asked)
        ],
    }
    keep_private(target)
    with closing(sqlite_utils.Database(target)) as database:
        database.conn.execute("pragma secure_delete = on")
        for name, columns in TABLES.items():
            database.table(name).create(columns, pk=KEYS.get(name))
            database.table(name).insert_all(_close(defuse(row), WORDS.get(name, ()), seal) for row in filled[name])
        database.conn.execute(f"pragma user_version = {version}")  # so that questions can be forgotten here, too
    return target


@contextmanager
def hold_copy(log: Path) -> Iterator[bool]:
    """Keep the copy of the log as long as the block lasts, then take it away; False when another page shows it."""
    lock = _lock_of(log)
    keep_private(lock)
    with lock.open("rb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            _remove(copy_of(log))
            lock.unlink(missing_ok=True)


def remove_copy(log: Path) -> None:
    """Take away the copy that a page which was killed has left. Raises OSError."""
    if _lock_of(log).exists() or copy_of(log).exists():
        with hold_copy(log):
            pass


def _lock_of(log: Path) -> Path:
    copy = copy_of(log)
    return copy.with_name(f"{copy.name}-open")


def _remove(copy: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)


def _close(row: dict[str, Any], columns: Iterable[str], seal: Seal) -> dict[str, Any]:
    """A row as it may lie on a disk."""
    return row | {column: seal.close_words(row[column]) for column in columns}


def _redact_question(row: dict[str, Any], gap_of: Mapping[int, int], knowledge: Knowledge) -> dict[str, Any]:
    day = day_of(datetime.fromisoformat(row["time"]))
    entry = row["entry"] and knowledge.now(row["entry"])
    told = {"day": str(day), "question": mask(row["question"]), "gap": gap_of.get(row["id"]), "entry": entry}
    return row | told


def _tabulate_gap(gap: Gap, index: Index) -> dict[str, Any]:
    words = " ".join(find_telling_words(gap, index))
    entry, score = gap.guess or (None, None)
    return {
        "number": gap.number,
        "count": gap.count,
        "first": str(day_of(gap.first)),
        "last": str(day_of(gap.last)),
        "languages": ", ".join(finnish()(f"review-language-{language}") for language in gap.languages),
        "words": words,
        "entry": entry,
        "score": None if score is None else round(score, 2),
        "aside": gap.aside,
        "command": f'bot mend add {entry} "{words}"' if entry else f"bot new topic --gap {gap.number}",
    }


def _tabulate_disappointment(one: Disappointment) -> dict[str, Any]:
    return {
        "entry": one.entry,
        "doubted": one.doubted,
        "doubted_of": one.answered,
        "wrong_topic": one.wrong_topic,
        "outdated": one.outdated,
        "untaken": one.untaken,
    }


def _tabulate_mend(mend: Mend, knowledge: Knowledge) -> dict[str, Any]:
    record = mend.record
    return {
        "id": record.number,
        "day": str(day_of(record.time)),
        "what": finnish()(f"change-{record.what}", target=name_target(record.target, knowledge, finnish())),
        "words": tell_words(record),
        "why": record.why,
        "before": mend.before.part,
        "before_of": mend.before.whole,
        "after": mend.after.part,
        "after_of": mend.after.whole,
    }


def _tabulate_week(week: Week) -> dict[str, Any]:
    return {"monday": str(week.monday), "answered": week.answered, "clarified": week.clarified, "none": week.none}


def _places(entry: Entry) -> Iterator[str]:
    for source in entry.sources:
        place = place_of(source, finnish())
        if place is not None:
            yield place


def _tabulate_entry(entry: Entry, knowledge: Knowledge) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "theme": find_theme(entry.id, knowledge),
        "places": ", ".join(_places(entry)),
        "command": f'bot mend add {entry.id} "…"',
    }
