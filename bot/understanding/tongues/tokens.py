"""A message → its words, and what is asked of Finnish about each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

READ, WORDS = 1_000, 90
"""Characters and words of a message that are read, some more than are understood; those after them stay as they are."""
WORD = re.compile(r"([^\W_]+)(?::[a-zåäö]{1,6}\b)?")
"""A word, with the ending that follows a colon."""


class Finnish(Protocol):
    """What is asked of Finnish, each of a word in lower case."""

    def has(self, word: str) -> bool:
        """Whether it is Finnish."""

    def names(self, word: str) -> bool:
        """Whether it is Finnish or a name of the content."""

    def keeps(self, word: str) -> bool:
        """Whether the content has it, though it is not Finnish."""

    def repairs(self, word: str) -> bool:
        """Whether it is one of these with a slip, in dialect or without its dots."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a message. word: in lower case, without an ending after a colon. before: what stands before it."""

    word: str
    written: str
    before: str

    @property
    def tells(self) -> bool:
        """Whether it may tell a language: no single letter, number or abbreviation in capitals."""
        return len(self.word) > 1 and not self.word.isdecimal() and not self.written.isupper()


def split(text: str) -> tuple[list[Token], str]:
    """The words of a text, and what stands after the last."""
    tokens: list[Token] = []
    end = 0
    for found in islice(WORD.finditer(text[:READ]), WORDS):
        tokens.append(Token(found[1].casefold(), found[0], text[end : found.start()]))
        end = found.end()
    return tokens, text[end:]
