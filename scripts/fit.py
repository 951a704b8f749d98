#!/usr/bin/env python3
"""Learn the weights of the evidence, the thresholds and the words that are in bot/understanding/confidence/*.json.

usage: scripts/setup learn && .venv/bin/python scripts/fit.py [QUESTIONS.jsonl ...]

`scripts/fitting.py` says how, and from which files where none is named. Prints the held-back figures, of all and by
file, the reliability of the probabilities on held-back questions, and the figures after fitting on everything.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitting import Learner, see, taught

from bot.content.knowledge import load
from bot.understanding.evaluation import figures
from bot.understanding.language import Language
from bot.understanding.matching import Index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.content.questions import Labelled
    from bot.understanding.confidence import Fitted, Weights

ROOT = Path(__file__).parent.parent


def main(paths: Sequence[str]) -> None:
    """Learn from the files, print the figures and write both results."""
    files = taught(paths)
    learner = Learner(see(chain(*files.values()), Index.build(load(ROOT / "knowledge"), Language())))
    held = learner.weigh(learner.folds())
    best = learner.thresholds(held)
    judged = learner.judged(held, best)
    print("held back:", figures(judged))
    rest = iter(judged)
    for name, questions in files.items():
        print(f"  {name}:", figures(list(islice(rest, len(questions)))))
    print("reliability, held back: probability, how many, how many of them right")
    for low, count, right in learner.reliability(held):
        print(f"  {low:.1f}–{low + 0.1:.1f}  {count:5}  {right:.2f}")
    final = learner.model(range(len(learner.seen)), best)
    print("fitted on all:", figures(learner.judged(learner.weigh([final]), best)))
    print("thresholds:", best)
    keep(final, files)


def keep(final: Fitted, files: Mapping[str, Sequence[Labelled]]) -> None:
    """Write what was learned, and from how many questions of which files."""
    source = {"fitted by": "scripts/fit.py", "questions": {name: len(questions) for name, questions in files.items()}}
    weights = {"meant": rounded(final.meant), "answerable": rounded(final.answerable)}
    learned = source | weights | {"thresholds": asdict(final.thresholds)}
    write("fitted", json.dumps(learned, indent=1, ensure_ascii=False))
    words = final.lexicon
    write(
        "lexicon",
        json.dumps(source, ensure_ascii=False)[:-1] + f',\n "bias": {words.bias:.4f},\n'
        f' "known": {json.dumps(sorted(words.known))},\n "answerable": {by_line(words.answerable)},\n'
        f' "entries": {by_line(words.entries)}\n}}',
    )


def rounded(weights: Weights) -> dict[str, Any]:
    """Weights as they are written."""
    return {
        "bias": round(weights.bias, 4),
        "weights": {name: round(value, 4) for name, value in weights.weights.items()},
    }


def by_line(words: Mapping[str, object]) -> str:
    """A word a line, so that a change shows which words it changed."""
    lines = ",\n".join(
        f"  {json.dumps(word, ensure_ascii=False)}: {json.dumps(value)}" for word, value in words.items()
    )
    return f"{{\n{lines}\n }}"


def write(name: str, text: str) -> None:
    """Replace one of the two files."""
    (ROOT / "bot" / "understanding" / "confidence" / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
