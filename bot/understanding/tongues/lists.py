"""Word lists: a foreign word, or a few in a row, → the Finnish that it is read as.

For each language two files stand beside this one. `sv.words.tsv` has a Finnish word and the foreign words for it, the
most usual first: where two have the same, the first is taken. `sv.phrases.tsv` has what is said in several words, or
does something in a question, and the Finnish for it, as the rest of the understanding reads it; nothing where it is
left out. `^` before a phrase stands for the beginning of a sentence. The content adds its own translations.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from Stemmer import Stemmer  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LANGUAGES = {"sv": "swedish", "en": "english"}
"""The languages that are read beside Finnish, and their names among the Snowball stemmers."""

UNTOLD = ""
"""Instead of a language, where it is not known which."""

START = "^"
STEMMED = 4
"""Letters of the shortest word that is known by its stem: those of shorter ones meet by chance."""
SLIPPED, LONGEST, ALIKE = 4, 40, 84.0
"""Letters of the shortest and longest word in which a slip is looked for, and how like what it is meant to be it must
be, 0–100."""
PART, COMPOUND, LONGEST_COMPOUND, MOST_PARTS = 3, 7, 45, 4
"""Letters of the shortest part of a compound, of the shortest and the longest compound, and its most parts."""
OWN_PART = 4
"""Letters of the shortest Finnish part of a compound."""
LINKS = ("", "s", "e", "o", "u")
"""What may stand between two parts of a Swedish compound."""
WORD = re.compile(r"[^\W_]+")


class Lists:
    """The word lists of one language, as `read_lists` gives them, and what a content adds."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._stem: Callable[[str], str] = Stemmer(LANGUAGES[language]).stemWord
        self._compounds = language == "sv"
        self._phrases: dict[tuple[str, ...], str] = {}
        self._longest: dict[str, int] = {}
        self._written: set[tuple[str, ...]] = set()
        self._words: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        for foreign, finnish in _phrases(language):
            self._add(foreign, finnish)
        self._small = dict(self._words)
        self._fixed = frozenset((*self._phrases, *self._stems))
        for foreign, finnish in _words(language):
            self._add(foreign, finnish)
        self._read: Lists | None = None
        self._slip = lru_cache(maxsize=10_000)(self._meant)

    def copied(self) -> Lists:
        """The same lists, to add to."""
        other = Lists.__new__(Lists)
        vars(other).update({name: value for name, value in vars(self).items() if name not in {"_flat", "_long"}})
        for name in ("_phrases", "_longest", "_written", "_words", "_stems"):
            setattr(other, name, vars(self)[name].copy())
        other._read = self
        other._slip = lru_cache(maxsize=10_000)(other._meant)
        return other

    def _add(self, foreign: str, finnish: str) -> None:
        """Take in what is said for some Finnish; what is there already stays."""
        said = [foreign] if foreign.isalpha() and foreign.islower() else WORD.findall(foreign.casefold())
        key = self._key(foreign, said)
        if len(key) > 1:
            self._phrases.setdefault(key, finnish)
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))
            self._written.add(tuple(said))
        elif key:
            self._words.setdefault(said[0], finnish)
            if len(said[0]) >= STEMMED:
                self._stems.setdefault(key[0], finnish)

    def _key(self, foreign: str, said: Sequence[str]) -> tuple[str, ...]:
        stems = tuple(map(self._stem, said))
        return (START, *stems) if foreign[:1] == START else stems

    def prefer(self, foreign: str, finnish: str) -> None:
        """Take in what the content says for some Finnish, before what the list of words has."""
        said = WORD.findall(foreign.casefold())
        key = self._key(foreign, said)
        if len(key) > 1 and key not in self._fixed:
            self._phrases.pop(key, None)
        elif len(key) == 1:
            if said[0] not in self._small:
                self._words.pop(said[0], None)
            if key[0] not in self._fixed:
                self._stems.pop(key[0], None)
        self._add(foreign, finnish)

    @cached_property
    def _flat(self) -> dict[str, str]:
        """The words by how they are written without dots."""
        read = {} if self._read is None else self._read._flat
        known = {} if self._read is None else self._read._words
        return {without_dots(word): word for word in reversed(self._words) if word not in known} | read

    @cached_property
    def _long(self) -> list[str]:
        return [word for word in self._flat if len(word) >= SLIPPED]

    def word(self, word: str) -> str | None:
        """What one word, in lower case, is in Finnish: as it stands, or by its stem."""
        found = self._words.get(word)
        return self._stems.get(self._stem(word)) if found is None and len(word) >= STEMMED else found

    def written(self, words: Sequence[str]) -> bool:
        """Whether a phrase of the lists has the very words."""
        return tuple(words) in self._written

    def phrase(self, words: Sequence[str]) -> bool:
        """Whether some words are a phrase of the lists, and nothing else."""
        return tuple(map(self._stem, words)) in self._phrases

    def small(self, word: str) -> str | None:
        """What a word is in Finnish that does something in a question, as it stands."""
        return self._small.get(word)

    def has(self, word: str) -> bool:
        """Whether a word stands in the lists as it is."""
        return word in self._words

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
        if not self._compounds or not COMPOUND <= len(word) <= LONGEST_COMPOUND:
            return None
        parts = self._parts(word, MOST_PARTS, finnish, shortest)
        return None if parts is None else " ".join(dict.fromkeys(parts))

    def _parts(self, word: str, most: int, finnish: Callable[[str], bool], shortest: int) -> tuple[str, ...] | None:
        """The longest first part that leaves a word or a compound."""
        for end in range(len(word) - shortest, shortest - 1, -1):
            first = next((found for link in LINKS if (found := self._first(word[:end], link))), None)
            if first is None and end >= OWN_PART and self.has(word[end:]) and finnish(word[:end]):
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
        flat = without_dots(word)
        if flat in self._flat:
            return self._words[self._flat[flat]]
        if not SLIPPED <= len(flat) <= LONGEST:
            return None
        close = process.extractOne(flat, self._long, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return None if close is None else self._words[self._flat[close[0]]]


@cache
def read_lists(language: str) -> Lists:
    """The lists of a language, which are not to be added to."""
    return Lists(language)


def share(pairs: Iterable[tuple[str, str]], lists: Iterable[Lists]) -> None:
    """Add what is foreign, as (foreign, Finnish), to the lists that have a word of it."""
    every = list(lists)
    for foreign, finnish in pairs:
        said = WORD.findall(foreign.casefold())
        for one in [one for one in every if any(one.word(word) or one.compound(word, _never) for word in said)]:
            one.prefer(foreign, finnish)


def _never(_word: str) -> bool:
    return False


def _words(language: str) -> Iterator[tuple[str, str]]:
    pairs = (line.split("\t") for line in _lines(f"{language}.words.tsv"))
    return ((foreign, finnish) for finnish, said in pairs for foreign in said.split(", "))


def _phrases(language: str) -> Iterator[tuple[str, str]]:
    pairs = (line.partition("\t") for line in _lines(f"{language}.phrases.tsv"))
    return ((foreign, finnish) for said, _, finnish in pairs for foreign in said.split(", "))


def _lines(name: str) -> Iterator[str]:
    text = files("bot.understanding.tongues").joinpath(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def without_dots(text: str) -> str:
    """A text without the dots and accents of its letters."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
