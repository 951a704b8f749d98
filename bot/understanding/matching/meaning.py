"""What a word of a question may mean in the words of the content: base forms, synonyms, parts, roots, repairs.

A *term* is a base form, or a root written `√root`. A `Meaning` lists the ways to read a word, each a few terms
with weights between 0 and 1.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from bot.understanding.language import Language, Reading, Word, name_stems
from bot.understanding.query import content_words, is_function

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.content.entries import WordGroup
    from bot.understanding.matching.masses import Masses

Terms = dict[str, float]

PARTS = 0.9
HEAD = 0.4
GUESSED = 0.95
"""Weights of the parts of a compound together, the head among the parts, and a reading that needed a repair."""
FUZZY = 80.0
"""Lowest similarity (rapidfuzz `ratio`, 0–100) at which a word that is not Finnish counts as a misspelling."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a word: its parts as (share, terms); shares add up to at most 1."""

    parts: tuple[tuple[float, Terms], ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The ways to read one word, or a few words together.

    direct: terms that mean exactly this; parts: the terms of each part of a compound, with its share. known: valid
    Finnish, or a name of the content.
    """

    surface: str
    ways: tuple[Way, ...]
    direct: frozenset[str]
    parts: tuple[tuple[float, frozenset[str]], ...]
    known: bool


def shares(count: int) -> tuple[float, ...]:
    """How much of a compound each part says: the head less than what tells it apart."""
    if count == 1:
        return (1.0,)
    return (*[(1 - HEAD) / (count - 1)] * (count - 1), HEAD)


def terms_of(word: Word, shared: float) -> Terms:
    """The terms under which a word of the content is found. shared: what a shared root weighs."""
    terms: Terms = {}

    def add(term: str, weight: float) -> None:
        terms[term] = max(weight, terms.get(term, 0.0))

    for reading in word.readings:
        add(reading.lemma, 1.0)
        if len(reading.parts) == 1:
            add(f"√{reading.roots[0]}", shared)
        else:
            for part, root, share in zip(reading.parts, reading.roots, shares(len(reading.parts)), strict=True):
                add(part, share)
                add(f"√{root}", share * shared)
    return terms


class Vocabulary:
    """The words of the content and of its synonym groups; tells what any word means. Every word is read once."""

    def __init__(self, language: Language, groups: Iterable[WordGroup], words: Iterable[Word], masses: Masses) -> None:
        self._language = language
        self.masses = masses
        self._groups = _synonyms(language, groups, masses)
        self.longest = max(map(len, self._groups), default=1)
        """Words in the longest synonym."""
        targets = [word for found in self._groups.values() for target, _ in found for word in target]
        self._words: dict[str, Word] = {}
        for word in (*words, *targets):
            for form in (*word.lemmas, word.surface):
                self._words.setdefault(form, word)
        self._spellings = [form for form in self._words if len(form) > 3]
        self._remember()

    def _remember(self) -> None:
        self._meaning = lru_cache(maxsize=50_000)(self._read)
        self._close = lru_cache(maxsize=50_000)(self._closest)

    def __getstate__(self) -> dict[str, Any]:
        """All but what was remembered, which holds the engine."""
        return {name: value for name, value in vars(self).items() if name not in {"_meaning", "_close"}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._remember()

    def meaning(self, word: Word) -> Meaning:
        """What `word` may mean."""
        return self._meaning(word)

    def together(self, words: tuple[Word, ...]) -> Meaning | None:
        """What several words in a row mean as one: a synonym of several words, or a compound written apart."""
        joined = self.compound_of(words)
        if joined is not None:
            return self.meaning(joined)
        targets = self._groups.get(tuple(word.lemmas[0] for word in words))
        if targets is None:
            return None
        literally = self._towards(content_words(words), 1.0)
        ways = (literally, *(self._towards(target, weight) for target, weight in targets))
        return Meaning(" ".join(word.surface for word in words), ways, self._direct(ways), (), known=True)

    def compound_of(self, words: tuple[Word, ...]) -> Word | None:
        """The compound of the content that was written apart, such as `palvelu kartta`."""
        if any(is_function(word) for word in words):
            return None
        joined = self._language.word("".join(word.surface for word in words))
        apart = {lemma for word in words for lemma in word.lemmas}
        new = joined.known and any(lemma in self._words and lemma not in apart for lemma in joined.lemmas)
        return joined if new else None

    def side_by_side(self, words: tuple[Word, ...]) -> Meaning:
        """What several words in a row may mean, each by itself."""
        ways = tuple(way for word in words for way in self.meaning(word).ways)
        return Meaning(" ".join(word.surface for word in words), ways, frozenset(), (), known=True)

    def canonical(self, word: Word) -> Iterator[tuple[str, float]]:
        """The one-word terms that a word of the content stands for by its synonym groups."""
        for form in dict.fromkeys((word.surface, *word.lemmas)):
            for target, weight in self._groups.get((form,), ()):
                if len(target) == 1:
                    yield from ((term, weight) for term in target[0].lemmas)

    def _read(self, word: Word) -> Meaning:
        plain = word.known and not word.guessed
        familiar = any(form in self._words for form in word.forms)
        close = () if plain or familiar else self._close(word.surface)
        ways = list(self._ways(word, GUESSED if word.guessed else 1.0)) if word.known or familiar else []
        ways += [way for other, ratio in close for way in self._ways(other, _likeness(ratio))]
        parts = tuple(
            (share, frozenset({part, f"√{root}"}) | {t for t, _ in self._part(part)})
            for reading in word.readings[:1]
            if len(reading.parts) > 1
            for part, root, share in zip(reading.parts, reading.roots, shares(len(reading.parts)), strict=True)
        )
        return Meaning(word.surface, tuple(ways), self._direct(ways), parts, plain or familiar)

    def _ways(self, word: Word, weight: float) -> Iterator[Way]:
        whole: Terms = {}
        for reading in word.readings:
            whole[reading.lemma] = weight
            if len(reading.parts) == 1:
                whole[f"√{reading.roots[0]}"] = self.masses.root * weight
        yield Way(((1.0, whole),))
        for reading in word.readings:
            if len(reading.parts) > 1:
                yield Way(self._compound(reading, weight))
        for form in dict.fromkeys((word.surface, *word.lemmas)):
            for target, synonym in self._groups.get((form,), ()):
                yield self._towards(target, synonym * weight)

    def _towards(self, target: tuple[Word, ...], weight: float) -> Way:
        share = 1 / max(1, len(target))
        terms = (terms_of(word, self.masses.root) for word in target)
        return Way(tuple((share, {term: own * weight for term, own in found.items()}) for found in terms))

    def _direct(self, ways: Iterable[Way]) -> frozenset[str]:
        """The terms that mean the word itself."""
        return frozenset(
            term
            for way in ways
            if len(way.parts) == 1
            for term, weight in way.parts[0][1].items()
            if weight * way.parts[0][0] >= self.masses.direct
        )

    def _compound(self, reading: Reading, weight: float) -> tuple[tuple[float, Terms], ...]:
        return tuple(
            (share * PARTS * weight, {part: 1.0, f"√{root}": self.masses.root} | dict(self._part(part)))
            for part, root, share in zip(reading.parts, reading.roots, shares(len(reading.parts)), strict=True)
        )

    def _part(self, part: str) -> Iterator[tuple[str, float]]:
        """What a part of a compound stands for by its synonym groups."""
        for target, weight in self._groups.get((part,), ()):
            if len(target) == 1:
                yield from ((lemma, weight) for lemma in target[0].lemmas)

    def _closest(self, surface: str) -> tuple[tuple[Word, float], ...]:
        """The words of the content that a form may be a misspelling of, with similarity 0–100."""
        if len(surface) < 4:
            return ()
        close: dict[str, float] = {}
        for form in _spellings(surface):
            for spelling, ratio, _ in process.extract(
                form, self._spellings, scorer=fuzz.ratio, limit=3, score_cutoff=FUZZY
            ):
                close[spelling] = max(ratio, close.get(spelling, 0.0))
        best = sorted(close.items(), key=lambda item: (-item[1], item[0]))[:3]
        return tuple((self._words[spelling], ratio) for spelling, ratio in best)


def _synonyms(
    language: Language, groups: Iterable[WordGroup], masses: Masses
) -> dict[tuple[str, ...], list[tuple[tuple[Word, ...], float]]]:
    """Base forms of a synonym's words → the words it stands for, with a weight."""
    found: dict[tuple[str, ...], list[tuple[tuple[Word, ...], float]]] = defaultdict(list)
    for group in groups:
        target = language.words(group.term)
        for synonyms, weight in ((group.synonyms, masses.synonym), (group.near, masses.near)):
            for synonym in synonyms:
                words = language.words(synonym)
                keys = (
                    {(form,) for form in (words[0].surface, *words[0].lemmas)}
                    if len(words) == 1
                    else {tuple(word.lemmas[0] for word in words)}
                )
                for key in sorted(keys):
                    found[key].append((target, weight))
    return found


def _likeness(ratio: float) -> float:
    """Similarity 80–100 as a weight 0.5–1."""
    return 0.5 + 0.5 * (ratio - FUZZY) / (100 - FUZZY)


def _spellings(surface: str) -> list[str]:
    """The word, and the word without its commonest endings, so that an inflected misspelling meets a base form."""
    stems = [stem for stem in name_stems(surface) if len(stem) >= max(4, len(surface) - 4)]
    return list(dict.fromkeys(stems))[:4]
