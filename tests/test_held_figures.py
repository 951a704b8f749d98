"""How well the committed content is answered may not get worse: the figures of frozen questions are held.

After a change that makes them better, or one that is worth what it costs, this renews `tests/figures.json`, and the
commit says why:

    .venv/bin/python tests/test_held_figures.py
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli.contract import tabulate_answer as contract
from bot.content.knowledge import load
from bot.content.questions import read_conversations
from bot.replies import render
from bot.replies.texts import finnish
from bot.understanding.answering import answer
from bot.understanding.evaluation import figures, judge_all
from bot.understanding.language import Language
from bot.understanding.matching import Index

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge

QUESTIONS = (Path(__file__).parents[1] / "knowledge" / "questions", Path(__file__).with_name("questions"))
"""What is fitted on and shipped, and what is sealed."""
HELD = Path(__file__).with_name("figures.json")
RISE, FALL = ("answerable_right", "facet_right"), ("wrong_answers", "false_answers")
"""The figures that are better when they are higher, and those that are better when they are lower."""
SETS = (
    *("dev", "voices", "untouched-second", "beyond", "conversations-untouched", "blind", "near-sixth", "near-seventh"),
    *("memory", "memory-second", "memory-third", "memory-apart", "talk-apart"),
    *("swedish", "english", "sv-apart", "en-apart", "memory-sv", "memory-en"),
)
"""Questions that were fitted on and questions that were not, some seconds. The near ones ask of things that the content
knows for what it does not say of them."""
TABLES = (
    *("table-first", "table-second", "table-third", "table-fourth", "table-fifth", "table-sixth", "table-seventh"),
    *("table-sv", "table-en"),
)
"""Questions over the table, each file by other voices and looked at after the mends of the one before it."""


def measured(name: str, index: Index) -> dict[str, float]:
    [file] = (path for folder in QUESTIONS if (path := folder / f"{name}.jsonl").exists())
    found = figures(judge_all(read_conversations(file), index))
    return {figure: found[figure] for figure in (*RISE, *FALL)}


def told(question: dict[str, Any], index: Index) -> dict[str, Any]:
    found = answer(question["q"], index)
    return contract(found, render(found, index.knowledge, finnish()), question["q"], 0.0)


def names(item: dict[str, Any]) -> set[str]:
    return {item["entry"], *(f"slide:{10 if slide == 11 else slide}" for slide in item["slides"])}


def right(question: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether the form, the value and what is listed are those that the table gives."""
    form, value, items = question["form"], question["value"], [names(item) for item in found["items"]]
    wanted = {"slide:10" if item == "slide:11" else item for item in question["items"]}
    covered = all(any(one in item for item in items) for one in wanted)
    match form:
        case "yesno":
            return bool(found["form"] == form and found["value"] is value and covered)
        case "list":
            return found["form"] in {form, "count"} and covered and len(items) == len(wanted)
        case "count":
            return bool(found["value"] == value or (found["form"] == "list" and len(items) == value))
        case "compare":
            return bool(found["form"] == form and covered and value in {None, found["value"]})
        case _:
            return bool((found["value"], found["facet"]) == (value, question["facet"]))


def measured_table(name: str, index: Index) -> dict[str, float]:
    lines = (QUESTIONS[1] / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [(question, told(question, index)) for question in map(json.loads, lines)]
    good = sum(right(question, found) for question, found in asked)
    answered = sum(found["outcome"] == "answer" for _, found in asked)
    return {"right": round(good / len(asked), 4), "wrong": round((answered - good) / len(asked), 4)}


@pytest.mark.parametrize("name", TABLES)
def test_questions_over_the_table_are_answered_no_worse_than_before(index: Index, name: str) -> None:
    held, now = json.loads(HELD.read_text(encoding="utf-8"))[name], measured_table(name, index)
    assert now["right"] >= held["right"]
    assert now["wrong"] <= held["wrong"]


@pytest.mark.parametrize("name", SETS)
def test_figures_are_no_worse_than_before(index: Index, name: str) -> None:
    held = json.loads(HELD.read_text(encoding="utf-8"))[name]
    now = measured(name, index)
    worse = {
        figure: f"{held[figure]} → {now[figure]}"
        for figure in now
        if (now[figure] < held[figure] if figure in RISE else now[figure] > held[figure])
    }
    assert not worse


ADDED = """\
terms:
  - id: term:kolibri
    title: Kolibri
    content: Pieni lintu.
    sources: [{slide: 3}]
    aliases: [kolibri]
"""


def test_entry_of_other_words_changes_no_answer(index: Index, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(QUESTIONS[0].parent, tmp_path / "knowledge"))
    (folder / "added.yaml").write_text(ADDED, encoding="utf-8")
    more = Index.build(load(folder), index.language)
    asked = [turn.question for turns in read_conversations(QUESTIONS[0] / "dev.jsonl") for turn in turns]
    tell = [
        contract(answer(one, index), render(answer(one, index), index.knowledge, finnish()), one, 0) for one in asked
    ]
    told = [contract(answer(one, more), render(answer(one, more), more.knowledge, finnish()), one, 0) for one in asked]
    assert tell == told
    assert {one["outcome"] for one in told} == {"answer", "clarify", "none"}


def renew(knowledge: Knowledge) -> None:
    index = Index.build(knowledge, Language("auto"))
    found = {name: measured(name, index) for name in SETS} | {name: measured_table(name, index) for name in TABLES}
    HELD.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew(load(Path(__file__).parent.parent / "knowledge"))
