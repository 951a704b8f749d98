"""What a word of a question may mean in the words of the content: base forms, synonyms, parts, roots, repairs.

A *term* is a base form, or a root written `√root`. A `Meaning` lists the ways to read a word, each a few terms
with weights between 0 and 1.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.language import Language, Reading, Word, dotted, name_stems
from bot.query import content_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.entries import WordGroup

Terms = dict[str, float]

SYNONYM = 0.9
NEAR = 0.55
ROOT = 0.8
PARTS = 0.9
HEAD = 0.4
GUESSED = 0.95
FUZZY_CUTOFF = 80.0
"""Lowest similarity (rapidfuzz `ratio`, 0–100) at which a word that is not Finnish counts as a misspelling."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a word: its parts as (share, terms); shares add up to at most 1."""

    parts: tuple[tuple[float, Terms], ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The ways to read one word. `direct`: terms that mean exactly this word; empty when the content lacks it."""

    surface: str
    ways: tuple[Way, ...]
    direct: frozenset[str]
    known: bool


def shares(count: int) -> tuple[float, ...]:
    """How much of a compound each part says: the head less than what tells it apart."""
    if count == 1:
        return (1.0,)
    return (*[(1 - HEAD) / (count - 1)] * (count - 1), HEAD)


def terms_of(word: Word) -> Terms:
    """The terms under which a word of the content is found."""
    terms: Terms = {}

    def add(term: str, weight: float) -> None:
        terms[term] = max(weight, terms.get(term, 0.0))

    for reading in word.readings:
        add(reading.lemma, 1.0)
        if len(reading.parts) == 1:
            add(f"√{reading.roots[0]}", ROOT)
        else:
            for part, root, share in zip(reading.parts, reading.roots, shares(len(reading.parts)), strict=True):
                add(part, share)
                add(f"√{root}", share * ROOT)
    return terms


class Vocabulary:
    """The words of the content and of its synonym groups; tells what any word means. Every word is read once."""

    def __init__(self, language: Language, groups: Iterable[WordGroup], words: Iterable[Word]) -> None:
        self._language = language
        self._groups: dict[tuple[str, ...], list[tuple[tuple[Word, ...], float]]] = defaultdict(list)
        for group in groups:
            target = content_words(language.words(group.term))
            for synonyms, weight in ((group.synonyms, SYNONYM), (group.near, NEAR)):
                for synonym in synonyms:
                    for key in self._keys(synonym):
                        self._groups[key].append((target, weight))
        self.longest = max(map(len, self._groups), default=1)
        targets = [word for found in self._groups.values() for target, _ in found for word in target]
        self.lemmas: dict[str, Word] = {}
        for word in (*words, *targets):
            for lemma in (*word.lemmas, word.surface):
                self.lemmas.setdefault(lemma, word)
        self._spellings = [spelling for spelling in self.lemmas if len(spelling) > 3]
        self._meaning = lru_cache(maxsize=50_000)(self._read)
        self._close = lru_cache(maxsize=50_000)(self._closest)

    def _keys(self, text: str) -> Iterator[tuple[str, ...]]:
        words = content_words(self._language.words(text)) or self._language.words(text)
        if len(words) == 1:
            yield from ((lemma,) for lemma in dict.fromkeys((words[0].surface, *words[0].lemmas)))
        elif words:
            yield tuple(word.lemmas[0] for word in words)

    def meaning(self, word: Word) -> Meaning:
        """What `word` may mean."""
        return self._meaning(word)

    def phrase(self, words: tuple[Word, ...]) -> Meaning | None:
        """What several words in a row mean together: a synonym of several words, or a compound written apart."""
        joined = self._language.word("".join(word.surface for word in words))
        if joined.known and not joined.guessed and (set(joined.lemmas) & self.lemmas.keys()):
            return self.meaning(joined)
        targets = self._groups.get(tuple(word.lemmas[0] for word in words))
        if targets is None:
            return None
        ways = tuple(self._target(target, weight) for target, weight in targets)
        return Meaning(" ".join(word.surface for word in words), ways, _direct(ways), known=True)

    def canonical(self, word: Word) -> Iterator[tuple[str, float]]:
        """The one-word terms that a word of the content stands for by its synonym groups."""
        for lemma in dict.fromkeys((word.surface, *word.lemmas)):
            for target, weight in self._groups.get((lemma,), ()):
                if len(target) == 1:
                    yield from ((term, weight) for term in target[0].lemmas)

    def _target(self, target: tuple[Word, ...], weight: float) -> Way:
        share = 1 / max(1, len(target))
        return Way(tuple((share, {t: w * weight for t, w in terms_of(word).items()}) for word in target))

    def _read(self, word: Word) -> Meaning:
        ways: list[Way] = []
        if word.known:
            ways += self._ways(word, GUESSED if word.guessed else 1.0)
        if (not word.known or word.guessed) and not (set(word.lemmas) & self.lemmas.keys()):
            ways += [way for other, weight in self._close(word.surface) for way in self._ways(other, weight)]
        elif not (set(word.lemmas) & self.lemmas.keys()):
            for form in dotted(word.surface):
                if self._language.valid(form):
                    ways += self._ways(self._language.word(form), 0.9)
        return Meaning(word.surface, tuple(ways), _direct(ways) & self.lemmas.keys(), word.known and not word.guessed)

    def _ways(self, word: Word, weight: float) -> Iterator[Way]:
        whole: Terms = {}
        for reading in word.readings:
            whole[reading.lemma] = weight
            if len(reading.parts) == 1:
                whole[f"√{reading.roots[0]}"] = ROOT * weight
        yield Way(((1.0, whole),))
        for reading in word.readings:
            if len(reading.parts) > 1:
                yield Way(tuple(self._part(reading, i, share * PARTS * weight)
                                for i, share in enumerate(shares(len(reading.parts)))))
        for key in dict.fromkeys((word.surface, *word.lemmas)):
            for target, synonym in self._groups.get((key,), ()):
                yield self._target(target, synonym * weight)

    def _part(self, reading: Reading, i: int, share: float) -> tuple[float, Terms]:
        part, root = reading.parts[i], reading.roots[i]
        terms = {part: 1.0, f"√{root}": ROOT}
        for target, weight in self._groups.get((part,), ()):
            if len(target) == 1:
                for lemma in target[0].lemmas:
                    terms[lemma] = max(weight, terms.get(lemma, 0.0))
        return share, terms

    def _closest(self, surface: str) -> tuple[tuple[Word, float], ...]:
        """The words of the content that a word that is not Finnish may stand for: names with endings, misspellings."""
        for stem in name_stems(surface):
            if stem in self.lemmas:
                return ((self.lemmas[stem], 1.0),)
        if len(surface) < 4:
            return ()
        close: dict[str, float] = {}
        for form in _spellings(surface):
            for lemma, ratio, _ in process.extract(form, self._spellings, scorer=fuzz.ratio, limit=3,
                                                   score_cutoff=FUZZY_CUTOFF):
                close[lemma] = max(ratio, close.get(lemma, 0.0))
        best = sorted(close.items(), key=lambda item: -item[1])[:3]
        return tuple((self.lemmas[lemma], 0.5 + 0.5 * (ratio - FUZZY_CUTOFF) / (100 - FUZZY_CUTOFF))
                     for lemma, ratio in best)


def _spellings(surface: str) -> list[str]:
    """The word, and the word without its commonest endings, so that an inflected misspelling meets a base form."""
    stems = [stem for stem in name_stems(surface) if len(stem) >= max(4, len(surface) - 4)]
    return list(dict.fromkeys(stems))[:4]


def _direct(ways: Iterable[Way]) -> frozenset[str]:
    return frozenset(term for way in ways for _, terms in way.parts for term, weight in terms.items() if weight >= 0.8)
