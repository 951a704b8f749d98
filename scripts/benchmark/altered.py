"""Questions made harder to read, and hostile ones; the same every time."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding.language import Language

LETTERS = "abcdefghijklmnopqrstuvwxyzäö"
SYLLABLES = [first + second + last for first in "hjklmnprstv" for second in "aeiouyäö" for last in ("", "n", "s", "l")]
SHORTEST = 4
"""Letters of the shortest word that gets a typo; in a shorter one no reader could undo it."""
ROUNDS = 3
"""How many times the typos are thrown, so that luck counts less."""


def alterations(questions: Sequence[str], language: Language) -> dict[str, list[list[str]]]:
    """The questions made harder in each way: one round of them all, or several where chance has a say."""
    flat = str.maketrans("äöåÄÖÅ", "aoaAOA")
    return {
        "1 typo a word": [_mistyped(questions, 1, seed, language) for seed in range(ROUNDS)],
        "2 typos a word": [_mistyped(questions, 2, seed, language) for seed in range(ROUNDS)],
        "ä/ö dropped": [[question.translate(flat) for question in questions]],
        "UPPER CASE": [[question.upper() for question in questions]],
        "split compounds": [[split(question, language) for question in questions]],
    }


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


def _mistyped(questions: Sequence[str], count: int, seed: int, language: Language) -> list[str]:
    dice = random.Random(seed)

    def word(found: re.Match[str]) -> str:
        typed = found[0]
        read = language.word(typed.lower())
        whole = read.known and not read.guessed
        for _ in range(count if whole and len(typed) >= SHORTEST else 0):
            typed = _typo(typed, dice)
        return typed

    return [re.sub(r"\w+", word, question) for question in questions]


def _typo(word: str, dice: random.Random) -> str:
    """One letter replaced, dropped, added, or two neighbours swapped."""
    place = dice.randrange(len(word) - 1)
    letter = dice.choice(LETTERS)
    before, here, after = word[:place], word[place : place + 1], word[place + 1 :]
    return dice.choice(
        (before + letter + after, before + after, before + letter + here + after, before + after[:1] + here + after[1:])
    )
