"""Questions made harder to read, and hostile ones; the same every time."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.language import Language

LETTERS = "abcdefghijklmnopqrstuvwxyzäö"
SYLLABLES = [first + second + last for first in "hjklmnprstv" for second in "aeiouyäö" for last in ("", "n", "s", "l")]
SHORTEST = 4
"""Letters of the shortest word that gets a typo; in a shorter one no reader could undo it."""


def alterations(questions: Sequence[str], language: Language) -> dict[str, list[str]]:
    """The questions, altered in each way."""
    ways: dict[str, Callable[[str], str]] = {
        "clean": str,
        "1 typo a word": _mistyped(1),
        "2 typos a word": _mistyped(2),
        "ä/ö dropped": lambda text: text.translate(str.maketrans("äöåÄÖÅ", "aoaAOA")),
        "UPPER CASE": str.upper,
        "split compounds": lambda text: split(text, language),
    }
    return {name: [way(question) for question in questions] for name, way in ways.items()}


def hostile() -> dict[str, list[str]]:
    """Three of each kind of message that should cost little all the same."""
    dice = random.Random(4)
    return {
        "10 000 characters": [" ".join(pseudo_word(dice) for _ in range(2_000))[:10_000] for _ in range(3)],
        "one word of 4 000 letters": ["".join(dice.choices(LETTERS, k=4_000)) for _ in range(3)],
        "500 emoji": ["".join(chr(dice.randrange(0x1F300, 0x1F650)) for _ in range(500)) for _ in range(3)],
        "random Unicode": ["".join(map(chr, dice.choices(range(0x20, 0xD800), k=1_000))) for _ in range(3)],
    }


def pseudo_word(dice: random.Random) -> str:
    """A word that sounds Finnish and hardly ever is."""
    return "".join(dice.choices(SYLLABLES, k=dice.randint(2, 5)))


def split(text: str, language: Language) -> str:
    """The text with a blank before the last part of each compound."""

    def parted(found: re.Match[str]) -> str:
        word = found[0]
        reading = language.word(word.lower()).readings[0]
        first = len(reading.lemma) - len(reading.parts[-1])
        return f"{word[:first]} {word[first:]}" if len(reading.parts) > 1 and 1 < first < len(word) - 1 else word

    return re.sub(r"\w+", parted, text)


def _mistyped(count: int) -> Callable[[str], str]:
    dice = random.Random(count)

    def word(found: re.Match[str]) -> str:
        typed = found[0]
        for _ in range(count if len(typed) >= SHORTEST else 0):
            typed = _typo(typed, dice)
        return typed

    return lambda text: re.sub(r"\w+", word, text)


def _typo(word: str, dice: random.Random) -> str:
    """One letter replaced, dropped, added, or two neighbours swapped."""
    place = dice.randrange(len(word) - 1)
    letter = dice.choice(LETTERS)
    before, here, after = word[:place], word[place : place + 1], word[place + 1 :]
    return dice.choice((
        before + letter + after, before + after, before + letter + here + after, before + after[:1] + here + after[1:],
    ))
