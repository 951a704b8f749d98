"""Whether words add anything to what the content has already. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bot.understanding.answering import about, answer, candidates

if TYPE_CHECKING:
    from bot.content.entries import Entry, Outside
    from bot.understanding.language import Language
    from bot.understanding.matching import Index

ALIKE = 0.95
"""Share of the base forms in common from which on two phrases say the same."""


@dataclass(frozen=True, slots=True)
class Redundant:
    """Why words add nothing: they are `answered` already, or are `alike` a phrase that is there."""

    why: str
    phrase: str


def find_redundancy(words: str, target: Entry | Outside, index: Index) -> Redundant | None:
    """Why `words` would add nothing to `target`; None when they add something."""
    said = _reduce(words, index.language)
    for phrase, _ in target.phrases():
        if _is_alike(said, phrase, index.language):
            return Redundant("alike", phrase)
    entry = about(answer(words, index))
    if entry is not None and entry.id == target.id:
        return Redundant("answered", target.title)
    return None


def find_alike(words: str, index: Index) -> str | None:
    """The id of the entry, of those that come to mind, that has a phrase which says the same as `words`."""
    said = _reduce(words, index.language)
    for match in candidates(answer(words, index)):
        if any(_is_alike(said, phrase, index.language) for phrase, _ in match.entry.phrases()):
            return match.entry.id
    return None


def _is_alike(said: str, phrase: str, language: Language) -> bool:
    return SequenceMatcher(None, said, _reduce(phrase, language), autojunk=False).ratio() >= ALIKE


def _reduce(text: str, language: Language) -> str:
    return " ".join(word.lemmas[0] for word in language.words(text))
