"""What becomes of a gap when an admin accepts the entry that people said they had meant. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.review.changes import Words
from bot.review.telling import find_telling_words

if TYPE_CHECKING:
    from bot.review.gaps import Gap
    from bot.understanding.matching import Index


def accept(gap: Gap, entry: str, index: Index) -> Words:
    """The change by which the entry answers the gap: its telling words, which may be none, as words of the entry."""
    return Words(entry, " ".join(find_telling_words(gap, index)))
