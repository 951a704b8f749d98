"""What words and phrases weigh when they are matched; measured on labelled questions, like the weights of evidence."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Masses:
    """Weights and shares, each 0–1.

    synonym, near, root: what a synonym, a looser relative and a shared root weigh beside the word itself. direct: the
    least weight at which a term means the word itself. level, cue: how much a level word and a cue word of the content
    weigh beside an ordinary word. unsaid: what each function word adds to the mass of a phrase. covered: the share of a
    phrase's score that depends on how much of the phrase the question says. together: the share of an entry's score
    that comes from all its phrases together.

    `scripts/fit.py --masses` looks for better ones on the labelled questions in `knowledge/questions/` and writes
    `masses.json` beside this file: one after the other moves in a small grid as long as that earns 0.2 points (right
    answers less wrong ones) from writers that nothing was fitted on. Those that were set first stand: what made right
    answers likelier (covered 0.25, together 0.4, unsaid 0.4) gave up to 0.6 points fewer of them (November 2026).
    """

    synonym: float
    near: float
    root: float
    direct: float
    level: float
    cue: float
    unsaid: float
    covered: float
    together: float


@cache
def fitted_masses() -> Masses:
    """The masses in `masses.json`."""
    return Masses(**json.loads(Path(__file__).with_name("masses.json").read_text(encoding="utf-8"))["masses"])
