"""How long gaps, figures and a dry run take with a big log, and how well questions are grouped and wrong answers found.

usage: .venv/bin/python scripts/trial_gaps.py [--rows 100000] [--wordings 3000]

The log is made of the labelled questions and of the labelled groups, each as it is and with slips of the keyboard; a
few wordings are asked much, most of them seldom.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from bot.adviser import Adviser
from bot.content.questions import read_labelled
from bot.log.database import Database
from bot.log.querylog import Row, insert
from bot.review.asked import DOUBTED, read_unsure, read_vain
from bot.review.changes import Example, Words
from bot.review.figures import read_questions, sum_up
from bot.review.gaps import Senses, find_gaps, find_unsure
from bot.review.grouping import group
from bot.review.meaning import find_meaning
from bot.review.publishing import Workbench
from bot.review.ties import NONE
from bot.understanding.answering import Found, answer, candidates, kind
from bot.understanding.evaluation import judge_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sqlite_utils

    from bot.understanding.matching import Index

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "knowledge" / "questions"
GROUPS = ROOT / "tests" / "questions" / "groups.jsonl"
UNSEEN = (
    "blind",
    *(f"blind-{which}" for which in ("second", "third", "fourth", "fifth")),
    "near-sixth",
    "near-seventh",
    "untouched",
    "untouched-second",
)
NOW = datetime.now(UTC)


def slipped(text: str, dice: random.Random) -> str:
    """The text with one slip: a letter left out, doubled, or changed with the next one."""
    at = dice.randrange(len(text) - 1)
    return text[:at] + dice.choice(("", text[at] * 2, text[at + 1] + text[at])) + text[at + 1 :]


def rows(count: int, wordings: int, index: Index, dice: random.Random) -> Iterator[Row]:
    """Rows of a log of 29 days, in time."""
    said = [one.question for name in ("dev", "voices") for one in read_labelled(FOLDER / f"{name}.jsonl")]
    said += [json.loads(line)["q"] for line in GROUPS.read_text(encoding="utf-8").splitlines()]
    said += [slipped(dice.choice(said), dice) for _ in range(wordings - len(said))]
    dice.shuffle(said)
    answers = [answer(one, index) for one in said]
    for number, at in enumerate(dice.choices(range(len(said)), [1 / (rank + 5) for rank in range(len(said))], k=count)):
        told = answers[at]
        yield Row(
            NOW - timedelta(days=29) * (1 - number / count),
            number,
            "private",
            said[at],
            told.outcome,
            told.entry.id if isinstance(told, Found) else None,
            kind(told),
            told.score,
            tuple((match.entry.id, match.score) for match in candidates(told)),
            told.facet.value,
            index.knowledge.version,
            3.0,
            "telegram",
        )


def quality(index: Index, half: str) -> str:
    """Pairwise F1 and purity of the labelled groups."""
    found = [json.loads(line) for line in GROUPS.read_text(encoding="utf-8").splitlines()]
    found = [row for row in found if half in {row["half"], "all"}]
    groups = group([find_meaning(row["q"], index) for row in found])
    of = {member: number for number, members in enumerate(groups) for member in members}
    pairs = Counter(
        (of[a] == of[b], found[a]["group"] == found[b]["group"]) for a, b in combinations(range(len(found)), 2)
    )
    f1 = 2 * pairs[True, True] / (2 * pairs[True, True] + pairs[True, False] + pairs[False, True])
    pure = sum(max(Counter(found[member]["group"] for member in members).values()) for members in groups)
    return f"{half}: {len(found)} questions, pairwise F1 {f1:.3f}, purity {pure / len(found):.3f}"


def doubted(index: Index) -> str:
    """How many wrong and how many right answers to questions that nothing was fitted on are below `DOUBTED`."""
    asked = [one for name in UNSEEN for one in read_labelled(ROOT / "tests" / "questions" / f"{name}.jsonl")]
    answered = [
        (verdict.why, answer.score)
        for _, answer, verdict in judge_all([(one,) for one in asked], index)
        if answer.outcome == "answer"
    ]
    told = []
    for name, reasons in (("wrong or false", {"wrong", "false answer"}), ("right", {"right"})):
        scores = [score for why, score in answered if why in reasons]
        told.append(f"{sum(score < DOUBTED for score in scores)} of {len(scores)} {name}")
    return f"answers below {DOUBTED}: {', '.join(told)}"


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--wordings", type=int, default=3_000)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as place, closing(Database(Path(place) / "questions.db")) as database:
        adviser = Adviser.open(ROOT / "knowledge", "auto", None)
        for half in ("tune", "check", "apart", "all"):
            print(quality(adviser.index, half))
        print(doubted(adviser.index))
        made = list(rows(wanted.rows, wanted.wordings, adviser.index, random.Random(6)))

        def fill(opened: sqlite_utils.Database) -> None:
            for row in made:
                insert(opened, row)

        database.write(fill)
        since, senses = NOW - timedelta(days=30), Senses(adviser.index)
        for name in ("first", "again"):
            began = time.perf_counter()
            vain = read_vain(database, since)
            read = time.perf_counter()
            found = find_gaps(vain, senses)
            print(
                f"gaps, {name}: {len(vain)} wordings asked in vain {sum(one.count for one in vain)} times of "
                f"{wanted.rows} → {len(found)} groups, {time.perf_counter() - began:.2f} s "
                f"(the log {read - began:.2f} s)"
            )
            began = time.perf_counter()
            unsure = find_unsure(read_unsure(database, since), senses, NONE, (), found)
            print(f"unsure, {name}: {len(unsure)} groups, {time.perf_counter() - began:.2f} s")
        older = Senses(adviser.index)
        began = time.perf_counter()
        find_gaps([replace(one, version="older") for one in vain], older)
        print(f"gaps after a change, every wording asked again: {time.perf_counter() - began:.2f} s")
        began = time.perf_counter()
        sum_up(read_questions(database, since), adviser.index.knowledge)
        print(f"figures: {time.perf_counter() - began:.2f} s")
        with database.use() as opened, opened.conn:
            opened.conn.execute("delete from questions where id > (select id from questions order by id limit 1) + 899")
        workbench = Workbench(adviser, database, FOLDER)
        for change in (
            Words("measure:seuranta", "nepsy"),
            Words("measure:tyoelama", "tekoäly ohjaajien apuna"),
            Example("outside:muu", "hirven metsästys"),
        ):
            began = time.perf_counter()
            trial = workbench.check(change).trial
            print(
                f"dry run of {change.words!r}: {trial.asked} questions, {time.perf_counter() - began:.2f} s, "
                f"fixed {len(trial.fixed)}, broken {len(trial.broken)}, changed {len(trial.changed)}"
            )


if __name__ == "__main__":
    main()
