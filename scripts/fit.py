#!/usr/bin/env python3
"""Learn the weights of the evidence, the thresholds and the words that are in bot/understanding/confidence/*.json.

usage: scripts/setup learn && .venv/bin/python scripts/fit.py [--masses] [QUESTIONS.jsonl ...]

`scripts/fitting.py` says how, and from which files where none is named. Prints the figures of writers that nothing was
fitted on, of all and by file, the reliability of the probabilities on them, and the figures after fitting on all.
With `--masses` those of bot/understanding/matching/masses.json are found first (`scripts/searching.py`), which takes
a quarter of an hour.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitting import Learner, see, taught
from searching import search

from bot.content.knowledge import load
from bot.understanding.evaluation import figures
from bot.understanding.language import Language
from bot.understanding.matching import Index
from bot.understanding.matching.masses import fitted_masses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.content.questions import Labelled
    from bot.understanding.confidence import Fitted, Lexicon, Weights

ROOT = Path(__file__).parent.parent
MASSES = "--masses"


def main(arguments: Sequence[str]) -> None:
    """Learn from the files, print the figures and write the results."""
    files = taught([argument for argument in arguments if argument != MASSES])
    knowledge, language, masses = load(ROOT / "knowledge"), Language(), fitted_masses()
    if MASSES in arguments:
        masses = search(tuple(chain(*files.values())), partial(Index, knowledge, language), masses)
        write(
            "matching/masses", json.dumps({"fitted by": f"scripts/fit.py {MASSES}", "masses": asdict(masses)}, indent=1)
        )
    learner = Learner(see(chain(*files.values()), Index(knowledge, language, masses)))
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
    write("confidence/fitted", json.dumps(learned, indent=1, ensure_ascii=False))
    words = final.lexicon
    write(
        "confidence/lexicon",
        json.dumps(source, ensure_ascii=False)[:-1] + f',\n "bias": {words.bias:.4f},\n'
        f' "known": {json.dumps(sorted(words.known))},\n "answerable": {by_line(words.answerable)},\n'
        f' "entries": {by_line(by_entry(words))}\n}}',
    )


def rounded(weights: Weights) -> dict[str, Any]:
    """Weights as they are written."""
    return {
        "bias": round(weights.bias, 4),
        "weights": {name: round(value, 4) for name, value in weights.weights.items()},
    }


def by_entry(words: Lexicon) -> dict[str, dict[str, float]]:
    """The words that speak for each entry: so each entry is named once."""
    return {
        entry: {word: weights[entry] for word, weights in words.entries.items() if entry in weights}
        for entry in sorted({entry for weights in words.entries.values() for entry in weights})
    }


def by_line(words: Mapping[str, object]) -> str:
    """A word or an entry a line, so that a change shows what it changed."""
    lines = ",\n".join(
        f"  {json.dumps({name: value}, ensure_ascii=False, separators=(',', ':'))[1:-1]}"
        for name, value in words.items()
    )
    return f"{{\n{lines}\n }}"


def write(name: str, text: str) -> None:
    """Replace a file of the bot's understanding."""
    (ROOT / "bot" / "understanding" / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
