"""Word lists: a foreign word, or a few in a row, → the Finnish that it is read as.

For each language two files stand beside this one. `sv.words.tsv` has a Finnish word and the foreign words for it, the
most usual first: where two have the same, the first is taken. `sv.phrases.tsv` has what is said in several words, or
does something in a question, and the Finnish for it, as the rest of the understanding reads it; nothing where it is
left out. `^` before a phrase stands for the beginning of a sentence. The content adds its own translations.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from Stemmer import Stemmer  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LANGUAGES = {"sv": "swedish", "en": "english"}
"""The languages that are read beside Finnish, and their names among the Snowball stemmers."""

START = "^"
STEMMED = 4
"""Letters of the shortest word that is known by its stem: those of shorter ones meet by chance."""
SLIPPED, ALIKE = 4, 84.0
"""Letters of the shortest word in which a slip is looked for, and how like what it is meant to be it must be, 0–100."""
PART, COMPOUND, MOST_PARTS = 3, 7, 4
"""Letters of the shortest part of a compound and of the shortest compound, and its most parts."""
OWN_PART = 4
"""Letters of the shortest Finnish part of a compound."""
LINKS = ("", "s", "e", "o", "u")
"""What may stand between two parts of a Swedish compound."""
WORD = re.compile(r"[^\W_]+")


class Lists:
    """The word lists of one language. own: what the content adds, foreign → Finnish."""

    def __init__(self, language: str, own: Iterable[tuple[str, str]] = ()) -> None:
        self.language = language
        self._stemmer = Stemmer(LANGUAGES[language])
        self._compounds = language == "sv"
        self._phrases: dict[tuple[str, ...], str] = {}
        self._words: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        for foreign, finnish in _phrases(language):
            self._add(foreign, finnish)
        self._small = dict(self._words)
        for foreign, finnish in (*own, *_words(language)):
            self._add(foreign, finnish)
        self._flat = {_flat(word): word for word in reversed(self._words)}
        self._long = [word for word in self._flat if len(word) >= SLIPPED]
        self._longest: dict[str, int] = {}
        for key in self._phrases:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))
        self._slip = lru_cache(maxsize=10_000)(self._meant)

    def _add(self, foreign: str, finnish: str) -> None:
        key = (*([START] if foreign.startswith(START) else []), *map(self._stem, WORD.findall(foreign.casefold())))
        if len(key) > 1:
            self._phrases.setdefault(key, finnish)
        elif key:
            word = WORD.findall(foreign.casefold())[0]
            self._words.setdefault(word, finnish)
            if len(word) >= STEMMED:
                self._stems.setdefault(key[0], finnish)

    def _stem(self, word: str) -> str:
        stem: str = self._stemmer.stemWord(word)
        return stem

    def word(self, word: str) -> str | None:
        """What one word, in lower case, is in Finnish: as it stands, or by its stem."""
        found = self._words.get(word)
        return self._stems.get(self._stem(word)) if found is None and len(word) >= STEMMED else found

    def phrase(self, words: Sequence[str]) -> bool:
        """Whether some words are a phrase of the lists, and nothing else."""
        return tuple(map(self._stem, words)) in self._phrases

    def small(self, word: str) -> str | None:
        """What a word is in Finnish that does something in a question, as it stands."""
        return self._small.get(word)

    def at(self, words: Sequence[str], i: int, *, begins: bool) -> tuple[int, str] | None:
        """How many words from word `i` on are said in Finnish as one, the most there are, and how.

        begins: whether a sentence begins with it.
        """
        first = self._phrase((START,), words, i) if begins else None
        found = self._phrase((), words, i)
        return found if first is None or (found is not None and found[0] > first[0]) else first

    def _phrase(self, before: tuple[str, ...], words: Sequence[str], i: int) -> tuple[int, str] | None:
        longest = self._longest.get(before[0] if before else self._stem(words[i]), 0)
        stems = (*before, *map(self._stem, words[i : i + longest]))
        for length in range(len(stems), 1, -1):
            finnish = self._phrases.get(stems[:length])
            if finnish is not None:
                return length - len(before), finnish
        return None

    def compound(self, word: str, finnish: Callable[[str], bool], shortest: int = PART) -> str | None:
        """The parts of a compound, each in Finnish; any but the last may be Finnish itself, as `finnish` tells.

        shortest: the letters of the shortest part.
        """
        if not self._compounds or len(word) < COMPOUND:
            return None
        parts = self._parts(word, MOST_PARTS, finnish, shortest)
        return None if parts is None else " ".join(dict.fromkeys(parts))

    def _parts(self, word: str, most: int, finnish: Callable[[str], bool], shortest: int) -> tuple[str, ...] | None:
        """The longest first part that leaves a word or a compound."""
        for end in range(len(word) - shortest, shortest - 1, -1):
            first = next((found for link in LINKS if (found := self._first(word[:end], link))), None)
            if first is None and end >= OWN_PART and finnish(word[:end]):
                first = word[:end]
            if first is None:
                continue
            last = self.word(word[end:])
            if last:
                return first, last
            rest = self._parts(word[end:], most - 1, finnish, shortest) if most > 2 else None
            if rest is not None:
                return first, *rest
        return None

    def _first(self, part: str, link: str) -> str | None:
        bare = part.removesuffix(link) if link else part
        known = len(bare) >= PART and (not link or bare != part)
        return self.word(bare) or self._stems.get(bare) if known else None

    def meant(self, word: str) -> str | None:
        """What a word with a slip in it, or without its dots, was meant to be, in Finnish."""
        return self._slip(word)

    def _meant(self, word: str) -> str | None:
        flat = _flat(word)
        if flat in self._flat:
            return self._words[self._flat[flat]]
        if len(flat) < SLIPPED:
            return None
        close = process.extractOne(flat, self._long, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return None if close is None else self._words[self._flat[close[0]]]


@cache
def _words(language: str) -> tuple[tuple[str, str], ...]:
    pairs = (line.split("\t") for line in _lines(f"{language}.words.tsv"))
    return tuple((foreign, finnish) for finnish, said in pairs for foreign in said.split(", "))


@cache
def _phrases(language: str) -> tuple[tuple[str, str], ...]:
    pairs = (line.partition("\t") for line in _lines(f"{language}.phrases.tsv"))
    return tuple((foreign, finnish) for said, _, finnish in pairs for foreign in said.split(", "))


def _lines(name: str) -> Iterator[str]:
    text = files("bot.understanding.tongues").joinpath(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _flat(word: str) -> str:
    """A word without its dots and accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
