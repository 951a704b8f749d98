#!/usr/bin/env python3
"""How near an entry must be to be shown beside a refusal: what each threshold would have helped, and what for nothing.

usage: .venv/bin/python scripts/setup learn && .venv/bin/python scripts/nearest.py [QUESTIONS.jsonl ...]

Counts the labelled questions that are refused, each weighed by a model that was not fitted on it; where the refusal
tells where else to ask, nothing is shown. `bot.replies.doubts.WORTH` is chosen from this table.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from fitting import Learner, see, taught

from bot.content.knowledge import load
from bot.replies.doubts import find_nearest
from bot.understanding.answering import NotFound
from bot.understanding.confidence import fitted
from bot.understanding.evaluation import reached
from bot.understanding.language import Language
from bot.understanding.matching import Index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content.questions import Labelled

ROOT = Path(__file__).parent.parent
TRIED = (0.05, 0.08, 0.1, 0.12, 0.15, 0.18, 0.2, 0.22, 0.25, 0.3)


def main(paths: Sequence[str]) -> None:
    """Print a line for each threshold."""
    index = Index.build(load(ROOT / "knowledge"), Language())
    learner = Learner(see(chain(*taught(paths).values()), index), index.knowledge)
    judged = learner.judged(range(len(learner.seen)), learner.held(), fitted().thresholds)
    refused = [(question, answer) for question, answer, _ in judged if isinstance(answer, NotFound)]
    print("from", *(f"{what:>12}" for what in OUTCOMES))
    for worth in TRIED:
        counts = Counter(_worth(question, answer, worth) for question, answer in refused)
        print(f"{worth:.2f}", *(f"{counts[what]:12}" for what in OUTCOMES))


OUTCOMES = ("helps", "has it not", "misses", "for nothing", "rightly none")


def _worth(question: Labelled, answer: NotFound, worth: float) -> str:
    """What showing the entries from this probability on is worth to who asked."""
    shown = find_nearest(answer, worth)
    if question.expect in {"none", "smalltalk"}:
        return "for nothing" if shown else "rightly none"
    if not shown:
        return "misses"
    return "helps" if any(reached(entry, question) for entry in shown) else "has it not"


if __name__ == "__main__":
    main(sys.argv[1:])
