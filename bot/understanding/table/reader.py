"""What is known of a question while it is read: its marks, its subject, the level it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.content.entries import Actor, Facet, Level, Term, Theme
from bot.understanding.confidence import fitted_to, weighed
from bot.understanding.query import Segment, content_words, level_of
from bot.understanding.table.cues import Cue
from bot.understanding.table.marks import THAN, Marks

if TYPE_CHECKING:
    from bot.content.entries import Entry, Task
    from bot.understanding.language import Word
    from bot.understanding.matching import Index
    from bot.understanding.query import Query

FEW = 8
"""Words of the longest question that is read in any order: what it counts, what it only names."""
SURE, CLEAR, LIKELY = 0.45, 0.6, 0.3
"""Least probability of what a question over the table is about: where the whole question was taken for an actor, for
something else, and for nothing."""
ADVERBS = ("sti", "lla", "llä", "ssa", "ssä", "el", "eel")
"""Endings of level words that say where."""
INTERROGATIVE = (Cue.WHERE, Cue.WHO, Cue.WHICH, Cue.SHOW, Cue.HOW, Cue.COMPARE)
PLURALS = re.compile(r"[aeiouyäö]t$|vt$|jat$")


@dataclass(frozen=True)
class Reader:
    """What is known of a question while it is read: its words, the entry and the task it was taken for as a whole."""

    query: Query
    index: Index
    found: Entry | None
    marks: Marks
    task: Task | None = None
    foreign: bool = False

    @cached_property
    def subject(self) -> tuple[str, ...]:
        """The measure, goal or theme that it is about, by id; none when it is about nothing in particular."""
        if not self.marks.left():
            return self._before
        best, chance = self._about
        if self.taken and chance < (LIKELY if self.marks.named else CLEAR):
            return self.taken
        least = LIKELY / 2 if self.marks.without else SURE if isinstance(self.found, Actor) else LIKELY
        return (best,) if best is not None and chance >= least else ()

    @cached_property
    def _about(self) -> tuple[str | None, float]:
        drawn = self.marks.named and not isinstance(self.found, Actor)  # to the measure of whoever is named
        near = 1.01 if drawn else 0.9
        return about(self.marks.rest, self.query, self.index, near)

    @property
    def clear(self) -> tuple[str, ...]:
        """The subject where no other comes near: what the whole question was taken for, or what its words say."""
        best, chance = self._about
        return self.taken or ((best,) if best is not None and chance >= CLEAR else ())

    @cached_property
    def taken(self) -> tuple[str, ...]:
        """What the whole question was taken for, when that has measures."""
        leads = None if self.found is None else _leads(self.found, self.index)
        return () if leads is None else (leads,)

    @property
    def bare(self) -> bool:
        """Whether it is a few words that name a thing and nothing that asks: `laatu alueelliset tehtävät`."""
        marks = self.marks
        if len(marks.all) > FEW or marks.has(*INTERROGATIVE, Cue.WHETHER, Cue.COUNT):
            return False
        plural = any(one.cues & {Cue.ACTOR, Cue.TASK} and PLURALS.search(one.word.surface) for one in marks.all)
        return plural and self.asked_level is not Facet.BOTH

    @property
    def _before(self) -> tuple[str, ...]:
        """What was told of before, when the question points back at it: `onko kunnat siinä mukana`."""
        entry = self.index.knowledge.entries.get(self.query.conversation.entry or "")
        leads = None if entry is None or not self.marks.has(Cue.SELF) else _leads(entry, self.index)
        return () if leads is None else (leads,)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The subject when it has several measures, or is called a theme."""
        knowledge = self.index.knowledge
        entries = [knowledge.entries[one] for one in self.subject]
        called = self.marks.has(Cue.THEME)
        return tuple(
            one.id for one in entries if len(knowledge.measures_of(one)) > 1 or (called and isinstance(one, Theme))
        )

    @cached_property
    def facet(self) -> Facet:
        """The level asked for of the subject."""
        return self.level_on(self.subject)

    def level_on(self, subject: tuple[str, ...]) -> Facet:
        """The level asked for; none where nobody who is named works on it and it may say what is acted on.

        Of two that are said the one beside the word that asks who, if one is.
        """
        outside = self.levels_outside(subject)
        if len(outside) > 1:
            who = {one.clause for one in self.marks.all if Cue.WHO in one.cues}
            beside = [one.word for one in self.marks.all if one.clause in who and one.actor is None]
            asked_of = {level for word in beside if (level := level_of(word)) is not None}
            return asked_of.pop() if len(asked_of) == 1 else Facet.BOTH
        asked = next(iter(outside), self.asked_level)
        actors = self.marks.named
        works = [level for level in asked.levels if any(self._works(actor, level) for actor in actors)]
        if len(works) == 1:
            return Facet(works[0].value)
        told = works or not actors or not subject
        return asked if (told and (outside or not self._levels)) or self._asks_level else Facet.BOTH

    def levels_outside(self, subject: tuple[str, ...]) -> frozenset[Facet]:
        """The levels said by other words than those of the title of the subject: `pysyvä valtakunnallinen rakenne`."""
        said = [one.word for one in self.marks.all if one.actor is None and level_of(one.word) is not None]
        titles = " ".join(self.index.knowledge.entries[one].title for one in subject if said)
        own = {lemma for word in self.index.language.words(titles) for lemma in word.lemmas}
        return frozenset(level for word in said if not own & {*word.lemmas} and (level := level_of(word)) is not None)

    @cached_property
    def asked_level(self) -> Facet:
        """The level that the question asks for, also in a word that was written apart."""
        if self.query.asks_level:
            return self.query.facet
        return next(iter(self._levels)) if len(self._levels) == 1 else Facet.BOTH

    @cached_property
    def _levels(self) -> frozenset[Facet]:
        """The levels that are said."""
        return self.levels_outside(())

    @property
    def _asks_level(self) -> bool:
        """Whether a level says who or where (`alueellinen koordinoija`, `alueella`), and not what is acted on."""
        marks = self.marks.all
        places = [i for i, one in enumerate(marks) if level_of(one.word) is not None]
        beside = any(Cue.ACTOR in one.cues for i in places for one in marks[max(0, i - 1) : i + 3])
        return beside or any(marks[i].word.surface.endswith(ADVERBS) for i in places)

    def _works(self, actor: str, level: Level) -> bool:
        return bool(self.index.knowledge.coordinated_by(actor, level))


def about(words: tuple[Word, ...], query: Query, index: Index, near: float = 0.9) -> tuple[str | None, float]:
    """The measure, goal or theme that some words of a question are about, by id, and its probability.

    near: the share of that probability from which on another may be meant as well, so that none is told.
    """
    content = content_words(words)
    if all(level_of(word) is not None for word in content):
        return None, 0.0
    part = replace(query, segments=(Segment(words, content),))
    found = weighed(part, index.search(part), fitted_to(index))
    first = next((match.entry for match, _ in found if not isinstance(match.entry, Actor | Term)), None)
    if first is None or _leads(first, index) is None:
        return None, 0.0
    leading = ((leads, chance) for match, chance in found if (leads := _leads(match.entry, index)) is not None)
    best, chance = next(leading)
    rival = next((other for leads, other in leading if not _overlap(best, leads, index)), 0.0)
    return (best, chance) if rival < near * chance else (None, 0.0)


def _overlap(one: str, other: str, index: Index) -> bool:
    """Whether two measures, goals or themes have a measure in common."""
    knowledge = index.knowledge
    return bool({*knowledge.measures_of(knowledge.entries[one])} & {*knowledge.measures_of(knowledge.entries[other])})


def _leads(entry: Entry, index: Index) -> str | None:
    """The entry itself when it has measures, or the measure that tells of the same thing."""
    if index.knowledge.measures_of(entry):
        return entry.id
    return next((one.id for one in index.knowledge.measures if one.akin(entry)), None)


def sides_of(reader: Reader) -> tuple[str, ...]:
    """What the words on the two sides of a conjunction are about."""
    words = reader.marks.all
    best: tuple[str, ...] = ()
    for i, one in enumerate(words):
        if one.cues & {Cue.AND, Cue.OR} or one.word.surface in THAN or one.word.surface in {"että", "et"}:
            halves = tuple(tuple(m.word for m in half if m.says) for half in (words[:i], words[i + 1 :]))
            found = [about(half, reader.query, reader.index, near=1.01) for half in halves]
            sure = dict.fromkeys(side for side, chance in found if side is not None and chance >= LIKELY)
            best = max(best, tuple(sure), key=len)
    return best


def theme_of(reader: Reader) -> tuple[str, ...]:
    """The measure and the theme that a question names beside each other; nothing when either is not clear."""
    marks = reader.marks.all
    at = next(i for i, one in enumerate(marks) if Cue.THEME in one.cues)
    name = next((one.word for one in reversed(marks[: at + 1]) if one.says), None)
    if name is None:
        return ()
    rest = tuple(one.word for one in marks if one.says and one.word is not name)
    (theme, _), (measure, chance) = (about(words, reader.query, reader.index) for words in ((name,), rest))
    if theme is None or measure is None or chance < LIKELY:
        return ()
    known = isinstance(reader.index.knowledge.entries[theme], Theme)
    return (measure, theme) if known and measure != theme else ()
