"""How well the committed content is answered may not get worse: the figures of frozen questions are held.

After a change that makes them better, or one that is worth what it costs, this renews `tests/figures.json`, and the
commit says why:

    .venv/bin/python tests/test_held_figures.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.content.knowledge import load
from bot.content.questions import read_conversations
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
SETS = ("dev", "voices", "untouched-second", "beyond", "conversations-untouched")
"""Questions that were fitted on and questions that were not: 1 033 together, some seconds."""


def measured(name: str, index: Index) -> dict[str, float]:
    [file] = (path for folder in QUESTIONS if (path := folder / f"{name}.jsonl").exists())
    found = figures(judge_all(read_conversations(file), index))
    return {figure: found[figure] for figure in (*RISE, *FALL)}


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


def renew(knowledge: Knowledge) -> None:
    index = Index.build(knowledge, Language("auto"))
    HELD.write_text(json.dumps({name: measured(name, index) for name in SETS}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew(load(Path(__file__).parent.parent / "knowledge"))
