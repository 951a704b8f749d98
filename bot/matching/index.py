"""`Index`: every phrase of the content, found by the terms of its words; scores a query against all of them.

Every title, alias, synonym, measure, task and line of content is a *phrase* of its entry. A phrase scores by how
much of the question it covers and how much of it the question covers, each word weighed by how telling it is
(inverse document frequency over the entries). An entry scores by its best phrase and by how much of the question
all its phrases cover together.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.entries import Actor, Area, Entry, Measure, Outside, Region, Term, Topic
from bot.matching.meaning import Meaning, Vocabulary, terms_of
from bot.matching.asking import OutsideCues
from bot.query import Query, Segment, content_words, is_cue, is_function, level_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge import Knowledge
    from bot.language import Language, Word

CUE_MASS = 0.12
LEVEL_MASS = 0.25
AREA_MASS = 0.3
NUMBER_MASS = 0.4
NONWORD_MASS = 0.7
COMMON_MASS = 0.35
UNSAID_MASS = 0.25
SORT_MASS = {"t": 0.4, "s": 0.3, "l": 0.7, "nl": 0.8}
"""How much a word of that sort weighs beside an ordinary word; `SORT_MASS` is for words the content lacks, and
`UNSAID_MASS` is what each function word adds to the mass of a phrase."""

COVERED = 0.45
"""Share of a phrase's score that depends on how much of the phrase the question says."""
PART_TO_PART = 0.85
"""How well a part of a compound fits the same part of another compound."""
TOGETHER = 0.3
"""Share of an entry's score that comes from all its phrases together."""


Owner_co = TypeVar("Owner_co", Entry, Outside, covariant=True)


@dataclass(frozen=True, slots=True)
class Match(Generic[Owner_co]):
    """An entry (or a kind of thing outside the content) and how well it fits.

    score: 0–1, higher is better. coverage: share of the question that all its phrases say together. phrase: the best
    of them; said: share of the question that it says; heard: share of it that the question says.
    """

    entry: Owner_co
    score: float
    coverage: float
    phrase: str
    said: float
    heard: float


@dataclass(frozen=True, slots=True)
class Unit:
    """A word (or a few words read as one) of the question.

    mass: how telling it is. strange: the share of it that is Finnish but no word of the content. area: the maakunta
    that it names.
    """

    meaning: Meaning
    mass: float
    strange: float
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """All that a search saw: entries and outside kinds, best first; the units of the segment that fitted best.

    strange: share of that segment's mass in valid Finnish words that the content does not know.
    areas: the maakunnat named anywhere in the question. actors: share of the mass that names actors. cues: signs that something outside the content is asked for.
    """

    matches: tuple[Match[Entry], ...]
    outside: tuple[Match[Outside], ...]
    units: tuple[Unit, ...]
    strange: float
    areas: tuple[Area, ...]
    actors: float
    cues: tuple[tuple[Outside, str], ...]


@dataclass(slots=True)
class _Phrase:
    owner: int
    text: str
    weight: float
    mass: float = 0.0


class Index:
    """The whole content ready to be searched; immutable once built."""

    def __init__(self, knowledge: Knowledge, language: Language) -> None:
        self.knowledge = knowledge
        self.language = language.with_spoken({form.casefold(): s.word for s in knowledge.spoken for form in s.forms})
        self.owners: list[Entry | Outside] = [*knowledge.entries.values(), *knowledge.outside]
        self._phrases: list[_Phrase] = []
        self._slot_phrase: list[int] = []
        self._slot_mass: list[float] = []
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._common = {lemma for text in knowledge.common for word in self.language.words(text) for lemma in word.lemmas}
        self._actor_names = frozenset(self._names_of_actors())
        self._cues = OutsideCues(knowledge.outside, self.language)
        self._areas = dict(_area_names(knowledge, self.language))
        texts = [(owner, text, weight) for owner, entry in enumerate(self.owners) for text, weight in phrases_of(entry)]
        words = [self._phrase_words(text) for _, text, _ in texts]
        self.vocabulary = Vocabulary(self.language, knowledge.vocabulary, (word for found in words for word in found))
        self._idf = self._frequencies(texts, words)
        self.unknown_mass = max(self._idf.values(), default=1.0)
        for (owner, text, weight), found in zip(texts, words, strict=True):
            self._add(owner, text, weight, found)

    @classmethod
    def build(cls, knowledge: Knowledge, language: Language) -> Index:
        """Index all of `knowledge`; some thousand phrases a second."""
        return cls(knowledge, language)

    def search(self, query: Query) -> Sight:
        """Every entry that shares a word with the question, best first. Ties keep the order of the content."""
        best: dict[int, Match[Entry | Outside]] = {}
        chosen: tuple[float, tuple[Unit, ...]] | None = None
        for segment in query.segments:
            units = self._units(segment)
            found = self._scores(units)
            top = max((m.score for owner, m in found.items() if isinstance(m.entry, Entry)), default=0.0)
            if chosen is None or top > chosen[0] + 0.05:
                chosen = (top, units)
            for owner, match in found.items():
                if owner not in best or match.score > best[owner].score:
                    best[owner] = match
        ranked = sorted(best.values(), key=lambda match: -match.score)
        units = chosen[1] if chosen else ()
        mass = sum(unit.mass for unit in units) or 1.0
        areas = {u.area.name: u.area for s in query.segments[:1] for u in self._units(s) if u.area is not None}
        return Sight(
            matches=tuple(m for m in ranked if isinstance(m.entry, Entry)),
            outside=tuple(m for m in ranked if isinstance(m.entry, Outside)),
            units=units,
            strange=sum(unit.mass * unit.strange for unit in units) / mass,
            areas=tuple(areas.values()),
            actors=sum(unit.mass for unit in units if unit.meaning.direct & self._actor_names) / mass,
            cues=self._cues.found(query.segments[0].words) if query.segments else (),
        )

    def _names_of_actors(self) -> Iterator[str]:
        for actor in self.knowledge.of_kind("actor"):
            for text, _ in phrases_of(actor):
                words = self.language.words(text)
                if len(words) == 1:
                    yield from words[0].lemmas

    def _phrase_words(self, text: str) -> tuple[Word, ...]:
        words = self.language.words(text)
        content = content_words(words)
        if all(level_of(word) for word in content):
            content = tuple(word for word in words if not is_function(word)) or words
        return content

    def _frequencies(self, texts: list[tuple[int, str, float]], words: list[tuple[Word, ...]]) -> dict[str, float]:
        owners: dict[str, set[int]] = defaultdict(set)
        for (owner, _, _), found in zip(texts, words, strict=True):
            if not isinstance(self.owners[owner], Term):
                for word in found:
                    for term, weight in (*terms_of(word).items(), *self.vocabulary.canonical(word)):
                        if weight > 0.5:
                            owners[term].add(owner)
        total = len(self.owners) + 1
        return {term: math.log(total / len(found)) for term, found in owners.items()}

    def _add(self, owner: int, text: str, weight: float, words: tuple[Word, ...]) -> None:
        dropped = len(self.language.words(text)) - len(words)
        phrase = _Phrase(owner, text, weight, UNSAID_MASS * dropped)
        number = len(self._phrases)
        self._phrases.append(phrase)
        for word in words:
            slot = len(self._slot_phrase)
            terms = terms_of(word)
            for term, value in self.vocabulary.canonical(word):
                terms[term] = max(value, terms.get(term, 0.0))
            mass = self._word_mass(word)
            phrase.mass += mass
            self._slot_phrase.append(number)
            self._slot_mass.append(mass)
            for term, value in terms.items():
                self._postings[term].append((slot, value))

    def _word_mass(self, word: Word) -> float:
        mass = max((self._idf.get(lemma, 0.0) for lemma in word.lemmas), default=0.0) or self.unknown_mass
        return mass * self._factor(word)

    def _factor(self, word: Word) -> float:
        if level_of(word) is not None:
            return LEVEL_MASS
        if is_cue(word) and word.surface != "te":
            return CUE_MASS
        return COMMON_MASS if self._common & {word.surface, *word.lemmas} else 1.0

    def _units(self, segment: Segment) -> tuple[Unit, ...]:
        units: dict[tuple[str, ...], Unit] = {}
        words = segment.words
        i = 0
        while i < len(words):
            unit, taken = self._unit_at(words, i)
            i += taken
            if unit is not None and unit.mass > 0:
                units.setdefault(tuple(sorted(unit.meaning.direct)) or (unit.meaning.surface,), unit)
        return tuple(units.values())

    def _unit_at(self, words: tuple[Word, ...], i: int) -> tuple[Unit | None, int]:
        """The unit that begins at word `i`, the longest there is, and how many words it takes."""
        for length in range(min(self.vocabulary.longest, len(words) - i), 1, -1):
            few = words[i : i + length]
            area = self._area(few)
            meaning = self.vocabulary.together(few)
            if area is not None:
                return self._area_unit(meaning or self._side_by_side(few), area), length
            if meaning is not None and not all(is_cue(word) for word in few):
                return Unit(meaning, self._mass(meaning), 0.0), length
        word = words[i]
        meaning = self.vocabulary.meaning(word)
        area = self._area((word,))
        if area is not None and not (word.guessed and meaning.direct):
            return self._area_unit(meaning, area), 1
        if is_function(word) and word not in content_words(words[i : i + 2]):
            return None, 1
        return self._word_unit(word, meaning), 1

    def _area(self, words: tuple[Word, ...]) -> Area | None:
        by_lemma = self._areas.get(" ".join(word.lemmas[0] for word in words))
        return by_lemma or self._areas.get(" ".join(word.surface for word in words))

    def _area_unit(self, meaning: Meaning, area: Area) -> Unit:
        return Unit(meaning, AREA_MASS * self.unknown_mass, 0.0, area)

    def _side_by_side(self, words: tuple[Word, ...]) -> Meaning:
        found = [self.vocabulary.meaning(word) for word in words]
        ways = tuple(way for meaning in found for way in meaning.ways)
        return Meaning(" ".join(word.surface for word in words), ways, frozenset(), (), known=True)

    def _word_unit(self, word: Word, meaning: Meaning) -> Unit:
        factor = self._factor(word)
        known = meaning.direct & self._idf.keys()
        if known or factor != 1.0:
            cue_only = factor == CUE_MASS and not known
            return Unit(meaning, 0.0 if cue_only else self._mass(meaning) * factor, 0.0)
        year = word.surface.isdigit() and len(word.surface) == 4
        mass = self._mass(meaning)
        if word.surface.isdigit():
            mass *= 1.0 if year else NUMBER_MASS
        else:
            mass *= SORT_MASS.get(_sort(word), 1.0)
        strange = 1.0 if year or meaning.known else 0.0
        return Unit(meaning, mass, strange * (1 - self._familiar(meaning)))

    def _familiar(self, meaning: Meaning) -> float:
        """The share of a compound that the content knows."""
        return sum(share for share, terms in meaning.parts if terms & self._idf.keys())

    def _mass(self, meaning: Meaning) -> float:
        mass = max((self._idf[term] for term in meaning.direct if term in self._idf), default=0.0)
        if mass:
            return mass
        return self.unknown_mass * (1.0 if meaning.known else NONWORD_MASS)

    def _scores(self, units: tuple[Unit, ...]) -> dict[int, Match[Entry | Outside]]:
        total = sum(unit.mass for unit in units)
        if not total:
            return {}
        covers: dict[int, float] = defaultdict(float)
        together: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        for unit in units:
            phrases, slots = self._fit(unit)
            entries: dict[int, float] = {}
            for number, value in phrases.items():
                covers[number] += unit.mass * value
                owner = self._phrases[number].owner
                if value > entries.get(owner, 0.0):
                    entries[owner] = value
            for owner, value in entries.items():
                together[owner] += unit.mass * value
            for slot, value in slots.items():
                covered[slot] += value
        answered: dict[int, float] = defaultdict(float)
        for slot, value in covered.items():
            answered[self._slot_phrase[slot]] += self._slot_mass[slot] * min(1.0, value)
        best: dict[int, tuple[float, _Phrase, float, float]] = {}
        for number, value in covers.items():
            phrase = self._phrases[number]
            share = answered[number] / phrase.mass if phrase.mass else 0.0
            score = phrase.weight * (value / total) * (1 - COVERED + COVERED * share)
            if phrase.owner not in best or score > best[phrase.owner][0]:
                best[phrase.owner] = (score, phrase, value / total, share)
        return {
            owner: Match(self.owners[owner], (1 - TOGETHER) * score + TOGETHER * together[owner] / total,
                         together[owner] / total, phrase.text, said, heard)
            for owner, (score, phrase, said, heard) in best.items()
        }

    def _fit(self, unit: Unit) -> tuple[dict[int, float], dict[int, float]]:
        """How well the unit fits each phrase and each slot it touches, 0–1."""
        phrases: dict[int, float] = {}
        slots: dict[int, float] = {}
        for way in unit.meaning.ways:
            sums: dict[int, float] = defaultdict(float)
            for share, terms in way.parts:
                part: dict[int, float] = {}
                among = len(way.parts) > 1
                for term, weight in terms.items():
                    for slot, value in self._postings.get(term, ()):
                        fit = weight * value
                        if fit > slots.get(slot, 0.0):
                            slots[slot] = fit
                        if among and fit < PART_TO_PART * weight:
                            fit = PART_TO_PART * weight
                        phrase = self._slot_phrase[slot]
                        if fit > part.get(phrase, 0.0):
                            part[phrase] = fit
                for phrase, fit in part.items():
                    sums[phrase] += share * fit
            for phrase, fit in sums.items():
                if fit > phrases.get(phrase, 0.0):
                    phrases[phrase] = fit
        return phrases, slots


def phrases_of(entry: Entry | Outside) -> Iterator[tuple[str, float]]:
    """The phrases by which an entry is found, each with its weight."""
    if isinstance(entry, Outside):
        yield from ((example, 1.0) for example in entry.examples)
        return
    yield entry.title, 1.0
    yield from ((alias, 1.0) for alias in entry.aliases)
    yield from ((synonym, 0.95) for synonym in entry.synonyms)
    if isinstance(entry, Measure):
        yield from ((measure, 1.0) for measure in entry.measures)
        yield from ((task, 1.0) for level in (entry.national, entry.regional) for task in level.tasks)
        if entry.quotation:
            yield entry.quotation, 0.9
    elif isinstance(entry, Actor):
        yield entry.short, 1.0
        yield entry.name, 1.0
    elif isinstance(entry, Topic | Region):
        for block in entry.blocks:
            if not isinstance(block, str):
                yield from ((item, 0.9) for item in block)
            elif isinstance(entry, Topic):
                yield from ((sentence, 0.9) for sentence in re.split(r"(?<=[.!?]) ", block))


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
