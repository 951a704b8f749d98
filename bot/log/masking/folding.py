"""A text as typed → the plain text that rules are written for, and where each of its characters stood.

Folding is Unicode's NFKC (UAX #15) character by character, without marks and invisible characters: full-width digits
become digits, every dash `-`, every space ` `, `ä` `a`; zero-width characters, soft hyphens and combining marks vanish.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BLOT = "\0"
"""Stands for what was found already. No folded text holds it, and no rule reads over it."""

ALIKE = {
    **dict.fromkeys("−⁃˗", "-"), **dict.fromkeys("。｡·‧∙⋅", "."), **dict.fromkeys("⁄∕", "/"),
    **dict.fromkeys("”“„‟«»", '"'), **dict.fromkeys("’‘´`ʼ", "'"), "…": ".", "\r": "\n", "\n": "\n",
}  # fmt: skip
INVISIBLE = frozenset({"Cc", "Cf", "Mn", "Me"})
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing."""

LONGEST = 2
"""A character that stands for a longer word, such as `㌖`, stays as it is: the text never grows more than twofold."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origin` holds for each of its characters, and for its end, an index in the text as typed."""

    text: str
    origin: Sequence[int]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end`, at least one, stood in the text as typed."""
        return self.origin[start], max(self.origin[end], self.origin[end - 1] + 1)


def fold(text: str) -> Folded:
    """The plain form of `text`."""
    if text.isascii() and text.isprintable():
        return Folded(text, range(len(text) + 1))
    plain = [_plain(character) for character in text]
    origin = [index for index, characters in enumerate(plain) for _ in characters]
    return Folded("".join(plain), [*origin, len(text)])


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    if character.isspace() and character not in ALIKE:
        return " "
    if character in ALIKE:
        return ALIKE[character]
    if unicodedata.category(character) == "No" and unicodedata.digit(character, None) is None:
        return character  # `¼` before a number is no part of it
    whole = unicodedata.normalize("NFKD", character)
    folded = "".join(_one(part) for part in whole) if len(whole) <= LONGEST else character
    return folded.replace(BLOT, "")


def _one(part: str) -> str:
    category = unicodedata.category(part)
    if category in INVISIBLE or part in BLANKS:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(part))
    return "-" if category == "Pd" else ALIKE.get(part, part)
