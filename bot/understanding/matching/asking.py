"""Signs in a question that it asks for something the content never holds: opening hours, sums, names, advice."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.content.entries import Outside
    from bot.understanding.language import Language, Word


class OutsideCues:
    """The cues of all kinds of outside questions.

    A cue of several words counts when all of them are there; a cue that begins with a hyphen (`-laki`) counts when it
    ends a compound.
    """

    def __init__(self, kinds: Iterable[Outside], language: Language) -> None:
        self._language = language
        self._by_word: dict[str, list[tuple[Outside, str, tuple[frozenset[str], ...]]]] = defaultdict(list)
        for kind in kinds:
            for cue in kind.cues:
                forms = tuple(word.forms for word in language.words(cue))
                if cue.startswith("-") and forms:
                    forms = (frozenset(f"-{form}" for form in forms[0]),)
                for form in max(forms, key=lambda one: max(map(len, one)), default=frozenset()):
                    self._by_word[form].append((kind, cue, forms))

    def found(self, words: tuple[Word, ...]) -> tuple[tuple[Outside, str, tuple[Word, ...]], ...]:
        """The cues in a question, each with its kind and the words that give it, longest first."""
        forms_of = {word: _forms(word) for word in (*words, *self._joined(words))}
        said = frozenset[str]().union(*forms_of.values())
        cues = {
            (kind.id, cue): (
                kind,
                cue,
                tuple(word for word, own in forms_of.items() if any(own & one for one in forms)),
            )
            for form in said
            for kind, cue, forms in self._by_word.get(form, ())
            if all(one & said for one in forms)
        }
        return tuple(sorted(cues.values(), key=lambda found: (-len(found[1].split()), found[1])))

    def _joined(self, words: tuple[Word, ...]) -> Iterator[Word]:
        """Compounds that were written apart: `puhelin numero`."""
        for one, other in pairwise(words):
            word = self._language.word(one.surface + other.surface)
            if word.known and not word.guessed:
                yield word


def _forms(word: Word) -> frozenset[str]:
    """The word as written, its base forms, and the heads of its compounds after a hyphen."""
    heads = {f"-{reading.parts[-1]}" for reading in word.readings if len(reading.parts) > 1}
    return word.forms | heads
