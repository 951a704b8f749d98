"""How likely a message is small talk, and of which kind, by what labelled lines taught: `chat.json` beside this file.

`scripts/fit_talk.py` writes it: the weights of a multinomial logistic regression over words, base forms and pieces of
words.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.understanding.language import Word

CHAT = Path(__file__).parent / "chat.json"
NO_TALK = "content"
"""The kind of what is no small talk."""
PIECE = 4
"""Letters in a piece of a word."""
PART = ("#", "?")
"""What features begin with that are no whole words."""
LEMMAS = 2
"""Most base forms of a word that are looked at."""


def features(words: tuple[Word, ...], text: str) -> frozenset[str]:
    """What a message is judged by: words as written, `=` base forms, `#` pieces, and whether it has a question mark."""
    found = {"?"} if "?" in text else set()
    for word in words:
        letters = f"^{word.surface}$"
        found.add(word.surface)
        found.update(f"={lemma}" for lemma in word.lemmas[:LEMMAS])
        found.update(f"#{letters[i : i + PIECE]}" for i in range(max(1, len(letters) - PIECE + 1)))
    return frozenset(found)


def lean(words: tuple[Word, ...], text: str) -> tuple[str, float]:
    """The likeliest kind of small talk, and the probability that a message is any, 0–1; 0 where no word speaks for it.

    Pieces of words do not suffice: most that is short would be small talk by them.
    """
    kinds, bias, weights = _learned()
    sums, said, spoken = list(bias), features(words, text), False
    content = kinds.index(NO_TALK)
    for feature in said:
        weighed = weights.get(feature, ())
        for i, weight in enumerate(weighed):
            sums[i] += weight
        spoken = spoken or (not feature.startswith(PART) and bool(weighed) and max(weighed) > weighed[content])
    most = max(sums)
    chances = {kind: math.exp(one - most) for kind, one in zip(kinds, sums, strict=True)}
    whole, none = sum(chances.values()), chances.pop(NO_TALK)
    return max(chances, key=lambda kind: chances[kind]), (1 - none / whole) if spoken else 0.0


@lru_cache(maxsize=1)
def _learned() -> tuple[list[str], list[float], dict[str, list[float]]]:
    told = json.loads(CHAT.read_text(encoding="utf-8"))
    return told["kinds"], told["bias"], told["weights"]
