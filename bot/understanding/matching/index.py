"""`Index`: searches all phrases of the content for a query, and tells what it saw.

A phrase scores by how much of the question it covers and how much of it the question covers, each word weighed by
how telling it is (inverse document frequency over the entries). An entry scores by its best phrase and by how much
of the question all its phrases cover together.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from bot.content.entries import Actor, Area, Entry, Outside
from bot.content.lessons import NOTHING
from bot.understanding.language import letters, tokens
from bot.understanding.matching.asking import OutsideCues
from bot.understanding.matching.masses import Masses
from bot.understanding.matching.meaning import Meaning, Terms, Vocabulary, terms_of
from bot.understanding.matching.names import Names
from bot.understanding.matching.phrases import Coverage, Phrase, Phrases
from bot.understanding.matching.tasks import TaskMatch, Tasks
from bot.understanding.matching.units import AREA_MASS, Splitter, Unit
from bot.understanding.matching.whole import Confirmed, Texts, Wordings
from bot.understanding.matching.wording import phrased, wording
from bot.understanding.query import Query, Segment, Sought, content_words, is_function, level_of, parse
from bot.understanding.spelling import usual_forms
from bot.understanding.tongues import LANGUAGES, UNTOLD, Own

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from bot.content.knowledge import Knowledge
    from bot.understanding.language import Language, Word

TAUGHT = 0.9
"""How much a wording that an admin confirmed weighs beside a title."""
FOREMOST = 100
"""How many phrases are looked at closely, those that cover most of the question."""
ACTOR_MASS = 0.5
"""How much the name of an actor weighs in a question that says something else as well."""
PHRASE = 0.5
"""How much a phrase counts beside a labelled question; with 0.25 and 1.0 held-back writers are answered as well."""
SHAPING_SORTS = frozenset({"r", "c", "d", "k"})
"""Voikko's classes of pronouns, conjunctions, postpositions and negations."""

Owner = Entry | Outside
Parts = tuple[tuple[float, Terms], ...]
"""The parts of a word, as (share, terms)."""
Fit = tuple[dict[int, float], dict[int, float], dict[int, float]]
"""How well a meaning fits phrases, slots and owners, by their numbers, each 0–1."""
Fits = dict[int, Fit]
"""By the identity of a meaning, which the units of a question keep alive."""
Owner_co = TypeVar("Owner_co", bound=Owner, covariant=True)


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
class Sign:
    """A sign that something outside the content is asked for.

    foreign: those of its words that are none of the content's, each with its share of the mass of the question.
    """

    kind: Outside
    cue: str
    foreign: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sight:
    """All that a search saw: entries and outside kinds, best first; the units of the sentence that fitted best.

    strange: share of that sentence's mass in valid Finnish words that the content does not know. areas: the maakunnat
    named anywhere in the question. actors: share of the mass that names actors. signs: those that something outside
    the content is asked for; told: the kinds of such things, by id, that some entries tell all the same. words: the
    whole question as `bot.understanding.matching.wording` writes it. phrases: for each of the words that stand in
    phrases how often they do in those of each entry, or of anything outside the content. tasks: those that the sentence
    speaks of, best first.
    """

    matches: tuple[Match[Entry], ...]
    outside: tuple[Match[Outside], ...]
    units: tuple[Unit, ...]
    strange: float
    areas: tuple[Area, ...]
    actors: float
    signs: tuple[Sign, ...]
    words: frozenset[str]
    phrases: Mapping[str, Mapping[str, float]]
    tasks: tuple[TaskMatch, ...]
    told: Mapping[str, frozenset[str]]

    @property
    def cues(self) -> tuple[tuple[Outside, str], ...]:
        """The signs, as (kind, cue)."""
        return tuple((sign.kind, sign.cue) for sign in self.signs)

    @property
    def strong_cue(self) -> bool:
        """Whether some word of the signs is none of the content's."""
        return any(sign.foreign for sign in self.signs)

    @property
    def cue_mass(self) -> float:
        """The share of the mass in such words."""
        return sum({word: mass for sign in self.signs for word, mass in sign.foreign.items()}.values())

    def at(self, entry: Entry) -> Sight:
        """The same where `entry` is meant: what it tells is no sign of anything outside the content."""
        told = self.told.get(entry.id)
        return (
            self if told is None else replace(self, signs=tuple(one for one in self.signs if one.kind.id not in told))
        )


FITTED = 119
"""Entries, and one, of the content that the weights were fitted on."""


class Index:
    """The whole content ready to be searched; immutable once built."""

    def __init__(self, knowledge: Knowledge, language: Language, masses: Masses) -> None:
        self.knowledge = knowledge
        self._masses = masses
        spoken = {form.casefold(): one.word.casefold() for one in knowledge.spoken for form in one.forms}
        self._owners: tuple[Owner, ...] = (*knowledge.entries.values(), *knowledge.outside)
        texts = [(number, *phrase) for number, owner in enumerate(self._owners) for phrase in owner.phrases()]
        self._taught = tuple(lesson for lesson in knowledge.lessons if not lesson.alone)
        numbers = {owner.id: number for number, owner in enumerate(self._owners)}
        texts += [(numbers[one.meant], " ".join(one.words), TAUGHT) for one in self._taught if one.meant in numbers]
        usual = chain(usual_forms(), chain.from_iterable(map(tokens, _written(knowledge, texts))))
        own_words = _own_words(knowledge, language, (text for _, text, _ in texts))
        self.language = language.knowing(spoken, _names(knowledge, language), usual, own_words)
        said = [self.language.words(text) for _, text, _ in texts]
        words = list(map(_telling, said))
        every = (word for found in words for word in found)
        self._vocabulary = Vocabulary(self.language, knowledge.vocabulary, every, masses)
        terms = {word: self._terms(word) for found in words for word in found}
        rarity = self._rarity([number for number, _, _ in texts], words, terms)
        own = {
            term
            for (number, _, _), found in zip(texts, words, strict=True)
            if isinstance(self._owners[number], Entry)
            for word in found
            for term in terms[word]
        }
        heard = ((one, self._in_finnish(one)) for one in texts)
        foreign = [(one, every_word, _telling(every_word)) for one, every_word in heard if every_word is not None]
        terms |= {word: self._terms(word) for *_, found in foreign for word in found}
        own |= {term for *_, found in foreign for word in found for term in terms[word]}
        self._own = frozenset(own)
        self._splitter = Splitter(knowledge, self.language, self._vocabulary, rarity, self._own)
        self._cues = OutsideCues(knowledge.outside, self.language)
        self._actors = frozenset(self._names_of_actors())
        self.names = Names(knowledge, self.language, self._vocabulary)
        entries = knowledge.entries.values()
        self._titles = Texts((entry, (entry.title, *entry.aliases)) for entry in entries)
        self._synonyms = Texts((entry, entry.synonyms) for entry in entries)
        self._wordings = Wordings(
            (entry, self.language.words(text))
            for entry in knowledge.entries.values()
            for text in (entry.title, *entry.aliases, *entry.synonyms)
        )
        self._phrases = Phrases()
        self._finnish = len(texts)
        for (number, text, weight), every_word, found in chain(zip(texts, said, words, strict=True), foreign):
            left_out = masses.unsaid * (len(every_word) - len(found))
            each = ((self._splitter.word_mass(word), terms[word]) for word in found)
            self._phrases.add(number, text, weight, left_out, each)
        self._said = self._counted(texts, words, terms)
        self._confirmed = Confirmed(knowledge.lessons)
        self.lessons = tuple(self._lessons())
        """What admins taught: the words of each lesson as those of a question are written, and what they mean."""
        self._told_kinds, self._told_sorts = self._told()
        self._tasks = Tasks(self._phrases, self._owners, self.language)

    def _in_finnish(self, phrase: tuple[int, str, float]) -> tuple[Word, ...] | None:
        """The words of a phrase of an entry in another language, as a question in it is read; None for any other."""
        number, text, _ = phrase
        if not isinstance(self._owners[number], Entry) or not self.language.foreign(text):
            return None
        heard = self.language.translated(text)
        return self.language.words(heard.text) if heard.tongue in LANGUAGES else None

    @classmethod
    def build(cls, knowledge: Knowledge, language: Language) -> Index:
        """Index all of `knowledge`; some thousand entries a second."""
        return cls(knowledge, language, Masses())

    def search(self, query: Query) -> Sight:
        """Every entry that shares a word with the question, best first. Ties keep the order of the content."""
        best: dict[int, Match[Owner]] = {}
        read = [self._splitter.units(segment) for segment in query.segments]
        fits: Fits = {}
        asked: tuple[Unit, ...] = ()
        coverage = Coverage()
        highest = -1.0
        for units in read:
            if units is not read[0] and sum(unit.telling for unit in units) < 2:
                continue
            weighed = self._less_named(units)
            covered = self._coverage(weighed, fits)
            found = self._scores(weighed, covered) | self._named(units, fits)
            top = max((match.score for match in found.values() if isinstance(match.entry, Entry)), default=0.0)
            if top > highest:
                highest, asked, coverage = top, units, covered
            for number, match in found.items():
                if number not in best or match.score > best[number].score:
                    best[number] = match
        ranked = [best[number] for number in sorted(best, key=lambda number: (-best[number].score, number))]
        mass = sum(unit.mass for unit in asked) or 1.0
        masses = {unit.meaning.surface: unit.mass / mass for unit in asked}
        signs = tuple(
            Sign(kind, cue, {word.surface: masses.get(word.surface, 0.0) for word in words if self._foreign(word)})
            for kind, cue, words in (self._cues.found(query.segments[0].words) if query.segments else ())
        )
        words = wording(query.whole.words, read[0], self._own) if query.segments else frozenset()
        return Sight(
            matches=tuple(_kept(ranked, Entry)),
            outside=tuple(_kept(ranked, Outside)),
            units=asked,
            strange=sum(unit.mass * unit.strange for unit in asked) / mass,
            areas=tuple({unit.area.name: unit.area for units in read[:1] for unit in units if unit.area}.values()),
            actors=sum(unit.mass for unit in asked if unit.meaning.direct & self._actors) / mass,
            signs=signs,
            words=words,
            phrases={word: self._said[word] for word in words if word in self._said},
            tasks=self._tasks.matches(coverage, mass, query.whole.words) if query.segments else (),
            told=self._told_kinds,
        )

    def _lessons(self) -> Iterator[tuple[frozenset[str], str]]:
        """What was taught of entries that are there, and of nothing."""
        for lesson in self._taught:
            if lesson.meant == NOTHING or lesson.meant in self.knowledge.entries:
                words = self.language.words(" ".join(lesson.words))
                units = self._splitter.units(Segment(words, content_words(words)))
                yield wording(words, units, self._own), lesson.meant

    def _told(self) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[Sought]]]:
        """What the names and lessons of each entry that explains things ask for: outside kinds, and sorts of facts."""
        explaining = {
            entry.id: (entry.title, *entry.aliases) for entry in self.knowledge.entries.values() if entry.tells
        }
        asked = [(entry, text) for entry, names in explaining.items() for text in names]
        asked += [(one.meant, " ".join(one.words)) for one in self._taught if one.meant in explaining]
        kinds: dict[str, frozenset[str]] = {}
        sorts: dict[str, frozenset[Sought]] = {}
        for entry, text in asked:
            query = parse(text, self.language)
            if found := {kind.id for kind in self.outside_cues(query)}:
                kinds[entry] = kinds.get(entry, frozenset()) | found
            if query.sought:
                sorts[entry] = sorts.get(entry, frozenset()) | query.sought
        return kinds, sorts

    def _foreign(self, word: Word) -> bool:
        """Whether no entry has the word, and it is no mere pronoun or conjunction."""
        return not (self._own & set(word.lemmas)) and any(r.sort not in SHAPING_SORTS for r in word.readings)

    def units(self, segment: Segment) -> tuple[Unit, ...]:
        """What the words of a sentence may mean, the most telling first."""
        return self._splitter.units(segment)

    def titled(self, query: Query) -> tuple[Entry, ...]:
        """The entries whose title or alias the question is, and nothing else."""
        return self._titles.of(query.text)

    def called(self, query: Query) -> tuple[Entry, ...]:
        """The entries that have the question as it is for a title, an alias or a synonym, the titled ones first."""
        found = (*self.titled(query), *self._synonyms.of(query.text))
        return tuple({entry.id: entry for entry in found}.values())

    def worded(self, query: Query) -> Entry | None:
        """The entry that has the wording of the whole question, asking words and all."""
        return self._wordings.of(query.whole.words)

    def confirmed(self, query: Query) -> str | None:
        """What an admin confirmed that the whole question means: the id of an entry, `NOTHING`; None for no other."""
        return self._confirmed.of(query.whole.words)

    def tells(self, entry: Entry) -> frozenset[Sought]:
        """The sorts of facts that an entry tells since its names and lessons ask for them."""
        return self._told_sorts.get(entry.id, frozenset())

    def compound(self, words: tuple[Word, ...]) -> Word | None:
        """The word of the content, or of the questions over it, that was written apart."""
        return self._vocabulary.compound_of(words)

    def outside_cues(self, query: Query) -> tuple[Outside, ...]:
        """The kinds of things outside the content that a question gives signs of."""
        return tuple(kind for kind, _, _ in self._cues.found(query.whole.words))

    @cached_property
    def owners(self) -> dict[str, dict[int, float]]:
        """For each term the owners that it leads to (by number: entries, then outside kinds), with weights 0–1.

        Phrases of other languages say the same once more, and do not count.
        """
        return self._phrases.owners(self._finnish)

    def terms(self, text: str) -> Terms:
        """The terms under which the telling words of a phrase are found."""
        found: Terms = {}
        for word in _telling(self.language.words(text)):
            for term, weight in self._terms(word).items():
                found[term] = max(weight, found.get(term, 0.0))
        return found

    def alone(self, token: str) -> tuple[float, tuple[Parts, ...]]:
        """How telling a word is by itself, and the ways to read it, each its parts as (share, terms)."""
        words = tuple(map(self.language.mended, self.language.typed(token)[:1]))
        units = self.units(Segment(words, words))
        return sum(unit.mass for unit in units), tuple(way.parts for unit in units for way in unit.meaning.ways)

    def _terms(self, word: Word) -> Terms:
        terms = terms_of(word, self._masses.root)
        for term, value in self._vocabulary.canonical(word):
            terms[term] = max(value, terms.get(term, 0.0))
        return terms

    def _counted(
        self, texts: Sequence[tuple[int, str, float]], words: Sequence[tuple[Word, ...]], terms: dict[Word, Terms]
    ) -> dict[str, dict[str, float]]:
        """For each word how often it stands in phrases of each entry, or of anything outside the content.

        Counted as the words of labelled questions are, but half: a phrase is not what people ask.
        """
        counts: dict[str, dict[str, float]] = defaultdict(dict)
        for (number, _, _), found in zip(texts, words, strict=True):
            owner = self._owners[number]
            entry = owner.id if isinstance(owner, Entry) else NOTHING
            forms = phrased(found, terms, self._own, self._masses.direct)
            for form in forms:
                counts[form][entry] = counts[form].get(entry, 0.0) + PHRASE / math.sqrt(len(forms))
        return counts

    def _rarity(
        self, numbers: Sequence[int], words: Sequence[tuple[Word, ...]], terms: dict[Word, Terms]
    ) -> dict[str, float]:
        """Inverse document frequency of each term over the entries.

        Explained terms and outside kinds do not count as documents: they speak of everything. The number of entries is
        taken in steps of two, so that one more entry moves only the words that it has.
        """
        owners: dict[str, set[int]] = defaultdict(set)
        for number, found in zip(numbers, words, strict=True):
            if isinstance(owner := self._owners[number], Entry) and not owner.explains:
                for word in found:
                    for term, weight in terms[word].items():
                        if weight > 0.5:
                            owners[term].add(number)
        total = FITTED * 2 ** round(math.log2((len(self.knowledge.entries) + 1) / FITTED))
        return {term: math.log(total / len(found)) for term, found in owners.items()}

    def _names_of_actors(self) -> Iterator[str]:
        for actor in self.knowledge.of_kind(Actor):
            for text, _ in actor.phrases():
                words = self.language.words(text)
                if len(words) == 1:
                    yield from words[0].lemmas

    def _less_named(self, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """Units as they weigh for what is not named: the actors in a question about a measure say little of it."""
        names = [unit for unit in units if unit.meaning.direct & self._actors]
        if not names or not any(unit.telling for unit in units if unit not in names):
            return units
        return tuple(replace(unit, mass=unit.mass * ACTOR_MASS) if unit in names else unit for unit in units)

    def _named(self, units: tuple[Unit, ...], fits: Fits) -> dict[int, Match[Owner]]:
        """The matches of the regions and actors named: for them the name is a word like any other."""
        regions = {unit.area.region for unit in units if unit.area is not None}
        actors = any(unit.meaning.direct & self._actors for unit in units)
        if not regions and not actors:
            return {}
        whole = tuple(unit if unit.area is None else replace(unit, mass=unit.mass / AREA_MASS) for unit in units)
        return {
            owner: match
            for owner, match in self._scores(whole, self._coverage(whole, fits)).items()
            if match.entry.id in regions or isinstance(match.entry, Actor)
        }

    def _scores(self, units: tuple[Unit, ...], coverage: Coverage) -> dict[int, Match[Owner]]:
        """The best phrase of each owner; coverage: what the units cover."""
        total = sum(unit.mass for unit in units)
        together = self._masses.together
        return {
            owner: Match(
                self._owners[owner],
                min(1.0, (1 - together) * score + together * coverage.owners[owner] / total),
                min(1.0, coverage.owners[owner] / total),
                phrase.text,
                min(1.0, said),
                heard,
            )
            for owner, (score, phrase, said, heard) in self._best_phrases(coverage, total).items()
        }  # sums of single-precision fits can pass 1 by 1e-9

    def _coverage(self, units: tuple[Unit, ...], known: Fits) -> Coverage:
        """What units cover; known: what the words of this question fit, as far as it was looked up."""
        coverage = Coverage()
        phrases, together, covered = coverage.phrases, coverage.owners, coverage.slots
        for unit in units:
            mass = unit.mass
            fits, slots, owners = known.get(id(unit.meaning)) or self._fit(unit.meaning, phrases, known)
            if not phrases:  # one statement is twice as fast as many
                phrases.update({number: mass * value for number, value in fits.items()})
                together.update({owner: mass * value for owner, value in owners.items()})
                covered.update(slots)
                continue
            for number, value in fits.items():
                phrases[number] += mass * value
            for owner, value in owners.items():
                together[owner] += mass * value
            for slot, value in slots.items():
                covered[slot] += value
        return coverage

    def _best_phrases(self, coverage: Coverage, total: float) -> dict[int, tuple[float, Phrase, float, float]]:
        """The phrase of each owner that scores best: its score, it, its `said` and its `heard` (see `Match`).

        total: the mass of the question.
        """
        phrases, part = self._phrases.all, self._masses.covered
        best: dict[int, tuple[float, Phrase, float, float]] = {}
        for number in _foremost(coverage.phrases):
            phrase, said = phrases[number], coverage.phrases[number] / total
            heard = self._phrases.heard(phrase, coverage)
            score = phrase.weight * said * (1 - part + part * heard)
            if phrase.owner not in best or score > best[phrase.owner][0]:
                best[phrase.owner] = (score, phrase, said, heard)
        return best

    def _fit(self, meaning: Meaning, covers: dict[int, float], known: Fits) -> Fit:
        """How well a meaning fits phrases, slots and owners; kept unless it hangs on what rarer words have found."""
        alone = True

        def foremost() -> Collection[int]:
            nonlocal alone
            alone = False
            return _foremost(covers)

        fits, slots = self._phrases.fit(meaning, foremost)
        owner_of = self._phrases.owner
        owners: dict[int, float] = {}
        for number, value in fits.items():
            owner = owner_of[number]
            if value > owners.get(owner, 0.0):
                owners[owner] = value
        if alone:
            known[id(meaning)] = fits, slots, owners
        return fits, slots, owners


def _telling(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a phrase that can be found; of one that only names a level, all but the function words."""
    content = content_words(words)
    if all(level_of(word) for word in content):
        content = tuple(word for word in words if not is_function(word)) or words
    return content


def _foremost(covers: dict[int, float]) -> Collection[int]:
    """The phrases that cover most of the question so far."""
    return covers if len(covers) <= FOREMOST else sorted(covers, key=covers.__getitem__, reverse=True)[:FOREMOST]


def _written(knowledge: Knowledge, phrases: Iterable[tuple[int, str, float]]) -> Iterator[str]:
    """All that the content has of words that people may use."""
    yield from (text for _, text, _ in phrases)
    for kind in knowledge.outside:
        yield from kind.cues
    for area in knowledge.areas:
        yield from (area.name, *area.names, *area.towns)
    for group in knowledge.vocabulary:
        yield from (group.term, *group.synonyms, *group.near)


def _names(knowledge: Knowledge, language: Language) -> Iterator[str]:
    """One-word titles, aliases and synonyms of entries and of word groups that are no Finnish words."""
    texts = [text for entry in knowledge.entries.values() for text, _ in entry.phrases()]
    texts += [text for group in knowledge.vocabulary for text in (group.term, *group.synonyms, *group.near)]
    for text in texts:
        said = tokens(text)
        if len(said) == 1 and not language.valid(said[0]):
            yield said[0]


def _own_words(knowledge: Knowledge, language: Language, phrases: Iterable[str]) -> Own:
    """What the content says in other languages."""
    cues = [cue for kind in knowledge.outside for cue in kind.cues]
    entries = knowledge.entries.values()
    called = (text for entry in entries for text in (entry.title, *entry.aliases, *entry.synonyms))
    return Own(
        {tongue: tuple(_translated(knowledge, language, tongue)) for tongue in (*LANGUAGES, UNTOLD)},
        frozenset(map(letters, called)),
        frozenset(token for text in (*phrases, *cues) for token in tokens(text) if not language.valid(token)),
    )


def _translated(knowledge: Knowledge, language: Language, tongue: str) -> Iterator[tuple[str, str]]:
    """What the content says in another language, as (foreign, Finnish): titles, names and synonyms of words."""
    if tongue == UNTOLD:
        for group in knowledge.vocabulary:
            synonyms = (*group.synonyms, *group.near)
            yield from ((synonym, group.term) for synonym in synonyms if language.foreign(synonym))
        return
    for entry in knowledge.entries.values():
        told = (pair for pair in entry.translated(tongue) if language.foreign(pair[0]))
        yield from ((foreign, " ".join(re.findall(r"[\w-]+", finnish))) for foreign, finnish in told)


Kept = TypeVar("Kept", Entry, Outside)


def _kept(matches: list[Match[Owner]], kind: type[Kept]) -> Iterator[Match[Kept]]:
    for match in matches:
        if isinstance(match.entry, kind):
            yield cast("Match[Kept]", match)
