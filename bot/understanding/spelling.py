"""Slips of the finger: the usual form that a strange one was meant to be.

`usual.txt` beside this file has the forms of labelled questions, the most usual first; `scripts/fit.py` writes it.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters of the shortest form that is read as another: from 3 on, names and foreign words would be."""


class Spelling:
    """Usual forms, the most usual first."""

    def __init__(self, usual: tuple[str, ...]) -> None:
        self.usual = tuple(dict.fromkeys(form for form in usual if len(form) >= SHORTEST - 1))
        self._known = frozenset(self.usual)

    def meant(self, form: str) -> str | None:
        """The most usual form one slip away: a letter too many, too few or wrong, or two that changed places."""
        if len(form) < SHORTEST or form in self._known:
            return None
        near = process.extract_iter(form, self.usual, scorer=OSA.distance, score_cutoff=1)
        return next((usual for usual, _, _ in near), None)


@lru_cache(maxsize=1)
def usual_forms() -> tuple[str, ...]:
    """The forms that labelled questions use, the most usual first."""
    text = files("bot.understanding").joinpath("usual.txt").read_text(encoding="utf-8")
    return tuple(text.split())
