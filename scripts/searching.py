"""Finding the masses of matching on labelled questions; `scripts/fit.py --masses` uses it.

One mass after another moves to a neighbour in its grid as long as that earns right answers from writers that no weight
was fitted on (`Learner.earned`). The whole content is read anew with every value.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fitting import Learner, see

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.content.questions import Labelled
    from bot.understanding.matching import Index
    from bot.understanding.matching.masses import Masses

GRIDS = {
    "covered": (0.25, 0.35, 0.45, 0.55, 0.65),
    "together": (0.1, 0.2, 0.3, 0.4, 0.5),
    "root": (0.5, 0.6, 0.7, 0.8, 0.9),
    "direct": (0.6, 0.7, 0.8, 0.9),
    "level": (0.1, 0.25, 0.4, 0.55),
    "cue": (0.0, 0.06, 0.12, 0.2, 0.3),
    "unsaid": (0.0, 0.12, 0.25, 0.4),
    "synonym": (0.8, 0.85, 0.9, 0.95, 1.0),
    "near": (0.35, 0.45, 0.55, 0.65, 0.75),
}
"""The values that are tried, the masses that move most first."""
EACH = 2
"""Of so many questions one is asked: searching is what takes the time."""
WORTH = 0.002
"""How much more must be earned for a mass to move: less may be chance."""


def search(questions: Sequence[Labelled], build: Callable[[Masses], Index], start: Masses) -> Masses:
    """The masses with which most is earned from held-back writers, from `start` on; prints every step."""
    asked = questions[::EACH]
    first = Learner(see(asked, build(start)))
    lexicons = first.lexicons()
    best, most = start, first.earned(lexicons)
    print(f"earned {most:.4f}", flush=True)
    for name, grid in GRIDS.items():
        for values in (grid, grid[::-1]):
            for value in values[values.index(getattr(best, name)) + 1 :]:
                tried = replace(best, **{name: value})
                earned = Learner(see(asked, build(tried))).earned(lexicons)
                print(f"  {name} {value}: {earned:.4f}", flush=True)
                if earned < most + WORTH:
                    break
                best, most = tried, earned
    return best
