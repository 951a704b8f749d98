"""A hundred reloads under ten thousand questions: no error, and every answer from exactly one version.

usage: .venv/bin/python scripts/trial_reload.py [--reloads 100] [--questions 10000]

Two contents take turns: they differ in what a good part of the questions is answered with. Questions are asked in one
thread and logged, the content is changed and reloaded in another one; the log then proves every answer. No labelled
questions guard the reloads: one of the two contents answers them worse on purpose, and would be refused.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from contextlib import closing
from itertools import cycle
from pathlib import Path
from threading import Thread

from bot.adviser import Adviser
from bot.content.questions import read_labelled
from bot.log.database import Database
from bot.log.querylog import QueryLog
from bot.review.publishing import Workbench
from bot.review.trial import Heard, hear
from bot.understanding.answering import answer
from bot.understanding.query import NEW

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = [
    one.question
    for name in ("dev", "voices")
    for one in read_labelled(ROOT / "knowledge" / "questions" / f"{name}.jsonl")
]
FILE = "saavutettavasti.yaml"


def other(text: str) -> str:
    """The content with other ids for its measures, and a title less that questions name."""
    return text.replace("measure:", "measure:b-").replace("Urasuunnittelutaid", "Uratied")


def main() -> None:
    """Play the trial and print what the log proves. Exit code 1 when it does not."""
    options = argparse.ArgumentParser()
    options.add_argument("--reloads", type=int, default=100)
    options.add_argument("--questions", type=int, default=10_000)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, log = Path(place) / "knowledge", QueryLog(Path(place) / "questions.db")
        shutil.copytree(ROOT / "knowledge", folder)
        adviser = Adviser.open(folder, "auto", log)
        workbench = Workbench(adviser, Database(log.path), Path(place) / "unguarded")
        first = (folder / FILE).read_text(encoding="utf-8")
        texts = {adviser.index.knowledge.version: first}
        expected = {adviser.index.knowledge.version: [hear(answer(one, adviser.index)) for one in QUESTIONS]}
        (folder / FILE).write_text(other(first), encoding="utf-8")
        texts[workbench.reload().version] = other(first)
        expected[adviser.index.knowledge.version] = [hear(answer(one, adviser.index)) for one in QUESTIONS]
        errors: list[Exception] = []
        spent: list[float] = []

        def reload() -> None:
            turns = cycle(texts.values())
            for _ in range(wanted.reloads):
                began = time.perf_counter()
                try:
                    (folder / FILE).write_text(next(turns), encoding="utf-8")
                    workbench.reload()
                except Exception as error:  # noqa: BLE001  the trial tells of every one
                    errors.append(error)
                spent.append(time.perf_counter() - began)

        reloading = Thread(target=reload)
        began = time.perf_counter()
        reloading.start()
        number = 0
        while number < wanted.questions or reloading.is_alive():
            adviser.ask(QUESTIONS[number % len(QUESTIONS)], NEW, "command", "trial", number)
            number += 1
        elapsed = time.perf_counter() - began
        log.close()
        wrong, by_version = proven(log.path, expected)
    differing = sum(one != two for one, two in zip(*expected.values(), strict=True))
    print(
        f"{number} questions in {elapsed:.0f} s, {wanted.reloads} reloads of {max(spent):.2f} s at most; "
        f"{len(errors)} errors; {differing} of {len(QUESTIONS)} questions are answered otherwise by the other"
    )
    print(f"rows by version: {dict(by_version)}; rows that are no answer of their version: {len(wrong)}")
    raise SystemExit(bool(errors or wrong or len(by_version) != len(texts)))


def proven(path: Path, expected: dict[str, list[Heard]]) -> tuple[list[int], Counter[str]]:
    """The rows whose answer is not that of the version they name, and how many rows each version has."""
    wrong, versions = [], Counter[str]()
    with closing(sqlite3.connect(path)) as database:
        for number, outcome, entry, choices, version in database.execute(
            "select update_id, outcome, entry, (select group_concat(value ->> 'entry') from json_each(candidates)),"
            " knowledge_version from questions order by id"
        ):
            versions[version] += 1
            told = expected.get(version, [])[number % len(QUESTIONS)]
            entries = (entry,) if entry else tuple(choices.split(",")) if outcome == "clarify" else ()
            if (told.outcome, told.entries) != (outcome, entries):
                wrong.append(number)
    return wrong, versions


if __name__ == "__main__":
    main()
