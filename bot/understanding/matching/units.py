"""A sentence of a question → units: what each word may mean, how telling it is, and what it names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from bot.understanding.query import Segment, content_words, is_cue, is_function, level_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.entries import Area
    from bot.content.knowledge import Knowledge
    from bot.understanding.language import Language, Word
    from bot.understanding.matching.meaning import Meaning, Vocabulary

AREA_MASS = 0.3
NONWORD_MASS = 0.7
MOST_STRANGE = 10
"""How many words that are no Finnish are read in a sentence: each costs a search for what it may be."""
LONG_WORD = 9
VERB_MASS = 0.6
SORT_MASS = {"s": 0.3, "l": 0.7, "nl": 0.8}
"""How much a word of that sort weighs beside an ordinary word.

Strange words of fewer letters than `LONG_WORD` weigh less. `SORT_MASS` (adverbs, adjectives) is for words that the
content lacks; no answer hangs on it, but by it questions that were asked in vain come together by their subject.
"""


class Role(Enum):
    """What a word does in a question: it tells what is meant, asks, or names a level."""

    TELLING = "telling"
    CUE = "cue"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Unit:
    """A word (or a few words read as one) of the question.

    mass: how much it weighs. telling: no cue, level or area. strange: the share of it that is Finnish
    but no word of the content. area: the maakunta that it names.
    """

    meaning: Meaning
    mass: float
    telling: bool
    strange: float
    area: Area | None = None


class Splitter:
    """Splits sentences into units.

    rarity: inverse document frequency of each term. own: the terms of the entries, those of outside examples left out.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        language: Language,
        vocabulary: Vocabulary,
        rarity: Mapping[str, float],
        own: frozenset[str],
    ) -> None:
        self._masses = vocabulary.masses
        self._own = own
        self._language = language
        self._vocabulary = vocabulary
        self._rarity = rarity
        self._rarest = max(rarity.values(), default=1.0)
        self._areas = dict(_area_names(knowledge, language))

    def units(self, segment: Segment) -> tuple[Unit, ...]:
        """The units of a sentence, each meaning once, the most telling first."""
        units: dict[tuple[str, ...], Unit] = {}
        strange = [word for word in segment.words if not word.known]
        words = segment.words
        if len(strange) > MOST_STRANGE:
            left_out = set(strange[MOST_STRANGE:])
            words = tuple(word for word in words if word not in left_out)
        i = 0
        while i < len(words):
            unit, taken = self._at(words, i)
            i += taken
            if unit is not None and unit.mass > 0:
                units.setdefault(tuple(sorted(unit.meaning.direct)) or (unit.meaning.surface,), unit)
        return tuple(sorted(units.values(), key=lambda unit: -unit.mass))

    def word_mass(self, word: Word) -> float:
        """How telling a word of the content is."""
        mass = max((self._rarity.get(lemma, 0.0) for lemma in word.lemmas), default=0.0) or self._rarest
        return mass * self._role(word)[1]

    def _at(self, words: tuple[Word, ...], i: int) -> tuple[Unit | None, int]:
        """The unit that begins at word `i`, the longest there is, and how many words it takes."""
        for length in range(min(self._vocabulary.longest, len(words) - i), 1, -1):
            few = words[i : i + length]
            area = self._area(few)
            meaning = self._vocabulary.together(few)
            if area is not None:
                return self._area_unit(meaning or self._vocabulary.side_by_side(few), area), length
            if meaning is not None and not all(is_cue(word) for word in few):
                return Unit(meaning, self._mass(meaning), telling=True, strange=0.0), length
        word = words[i]
        meaning = self._vocabulary.meaning(word)
        area = self._area((word,))
        may_be_a_verb = word.guessed and any(reading.sort == "t" for reading in word.readings)  # `lahti` for `lähti`
        if area is not None and not may_be_a_verb:
            return self._area_unit(meaning, area), 1
        if is_function(word) and word not in content_words(words[i : i + 2]):
            return None, 1
        return self._word(word, meaning), 1

    def _area(self, words: tuple[Word, ...]) -> Area | None:
        """The maakunta that the words name, by itself or by one of its towns."""
        if len(words) == 1:
            word = words[0]
            several = len({*word.lemmas}) > 1
            plural = {one for one in word.lemmas if several and one[-1] in "aä" and not word.surface.startswith(one)}
            forms = (word.surface, *(one for one in word.lemmas if one not in plural))  # `euroja` is no Eura
            return next((self._areas[form] for form in forms if form in self._areas), None)
        by_lemma = self._areas.get(" ".join(word.lemmas[0] for word in words))
        return by_lemma or self._areas.get(" ".join(word.surface for word in words))

    def _area_unit(self, meaning: Meaning, area: Area) -> Unit:
        """A maakunta as a unit: a town means its region; a neighbour whose name is alike must not answer for it."""
        if area.region is None:
            meaning = replace(meaning, ways=(), direct=frozenset())
        else:
            own = self._vocabulary.side_by_side(self._language.words(area.name))
            meaning = replace(meaning, ways=(*meaning.ways, *own.ways))
        return Unit(meaning, AREA_MASS * self._rarest, telling=False, strange=0.0, area=area)

    def _word(self, word: Word, meaning: Meaning) -> Unit:
        role, factor = self._role(word)
        if meaning.direct & self._own:
            return Unit(meaning, self._mass(meaning) * factor, telling=role is Role.TELLING, strange=0.0)
        if role is not Role.TELLING:
            mass = 0.0 if role is Role.CUE else self._mass(meaning) * factor
            return Unit(meaning, mass, telling=False, strange=0.0)
        year = word.surface.isdigit() and len(word.surface) == 4
        factor *= SORT_MASS.get(_sort(word), 1.0)
        strange = 1 - self._familiar(meaning) if year or meaning.known else 0.0
        return Unit(meaning, self._mass(meaning) * factor, telling=True, strange=strange)

    def _role(self, word: Word) -> tuple[Role, float]:
        """What a word does, and how much it weighs beside an ordinary word."""
        if level_of(word) is not None:
            return Role.LEVEL, self._masses.level
        if is_cue(word) and word.surface != "te":
            return Role.CUE, self._masses.cue
        return Role.TELLING, VERB_MASS if _sort(word) == "t" else 1.0

    def _familiar(self, meaning: Meaning) -> float:
        """The share of a compound that the content knows."""
        return sum(share for share, terms in meaning.parts if terms & self._own)

    def _mass(self, meaning: Meaning) -> float:
        mass = max((self._rarity[term] for term in meaning.direct if term in self._rarity), default=0.0)
        if mass or meaning.known:
            return mass or self._rarest
        return self._rarest * NONWORD_MASS * min(1.0, len(meaning.surface) / LONG_WORD)


def _sort(word: Word) -> str:
    """The class that all readings share, or none."""
    sorts = {reading.sort for reading in word.readings}
    return sorts.pop() if len(sorts) == 1 else ""


def _area_names(knowledge: Knowledge, language: Language) -> Iterator[tuple[str, Area]]:
    for area in knowledge.areas:
        for name in (area.name, *area.names, *area.towns):
            words = language.words(name)
            yield " ".join(word.lemmas[0] for word in words), area
            yield " ".join(word.surface for word in words), area
