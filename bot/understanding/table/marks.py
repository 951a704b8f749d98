"""The words of a question, each with what it may do in a question over the table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.understanding.language import Reading, Word
from bot.understanding.query import SENTENCE, beginning, content_words, level_of
from bot.understanding.table.cues import THINGS, Cue, cues, misspelt, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.understanding.language import Language
    from bot.understanding.matching import Index
    from bot.understanding.query import Query

CLAUSE = re.compile(r"[,;.!?()\n–]+|\s-\s")
BEGINS = frozenset({Cue.BUT, Cue.OR, Cue.WHERE, Cue.WHO, Cue.EXCEPT})
"""What begins a clause where no comma is written."""
SHORT, LOOKED_BACK = 12, 12
"""Words of the longest sentence that points back at those before it, and how many are taken from them."""
THAT = frozenset({"että", "et", "etta"})
BOTH = frozenset({"sekä", "seka"})
NAMED = frozenset({Cue.WHETHER, Cue.BEING})
"""All that a word may do that names an actor: one that does more only looks like a name."""
HOPING = frozenset({"kai", "kait", "kaiketi", "varmaan", "sentään", "vissiin"})
"""What follows `ei` in a question that hopes for a no: `ei kai kunnat oo`."""
ADDED = frozenset({Cue.BEING})
"""All that the words do of what is only added after a question."""
RELATIVE = frozenset("joka jotka jonka jota joita joissa johon joihin jolla joilla jolle mikä mitä minkä niin".split())
THAN = frozenset({"kuin", "ku", "kun", "kui", "ko"})
ASKING = frozenset({Cue.HOW, Cue.WHERE, Cue.WHO, Cue.WHICH, Cue.SHOW, Cue.COUNT, Cue.WHETHER, Cue.COMPARE})
PASSED = frozenset(
    """
    eri muu kaikkiaan yhteensä näistä noista niistä on olla ihan sellainen semmoinen oikein tavallinen yhtä aika yht
    taso juttu asia päin
    """.split()
)
"""Words that add nothing to a question over the table."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of the question: what it may do, the actor it names, and the numbers of its sentence and clause."""

    word: Word
    cues: frozenset[Cue]
    actor: str | None
    sentence: int
    clause: int

    @property
    def says(self) -> bool:
        """Whether it says what is spoken of: no cue, or the head of a compound that says more (`digiteema`)."""
        compound = all(len(reading.parts) > 1 for reading in self.word.readings)
        return self.actor is None and (not self.cues or (compound and self.cues <= frozenset(THINGS)))


def _without_head(one: Mark) -> Word:
    """A word without the thing that it is by its last part: `liikkuvuus` of `liikkuvuuskeino`."""
    if not one.cues:
        return one.word
    readings = (reading for reading in one.word.readings if len(reading.parts) > 1)
    left = tuple(
        Reading("".join(reading.parts[:-1]), reading.parts[:-1], reading.roots[:-1], reading.sort)
        for reading in readings
    )
    return Word(left[0].lemma, left, known=True)


@dataclass(frozen=True)
class Marks:
    """The words of a question, marked."""

    all: tuple[Mark, ...]

    def has(self, *wanted: Cue) -> bool:
        """Whether any word does one of these."""
        return any(cue in mark.cues for cue in wanted for mark in self.all)

    def near(self, one: Cue, *others: Cue, reach: int = 2) -> bool:
        """Whether a word that does `one` stands within `reach` words before or after one that does one of `others`."""
        places = [i for i, mark in enumerate(self.all) if one in mark.cues]
        beside = [i for i, mark in enumerate(self.all) if mark.cues & set(others)]
        return any(0 < abs(i - j) <= reach for i in places for j in beside)

    def followed(self, one: Cue, other: Cue, reach: int) -> bool:
        """Whether a word that does `other` stands within `reach` words after one that does `one`, in its clause."""
        return any(
            one in mark.cues and other in after.cues and mark.clause == after.clause
            for i, mark in enumerate(self.all)
            for after in self.all[i + 1 : i + 1 + reach]
        )

    @cached_property
    def apart(self) -> frozenset[int]:
        """The clauses that say not, or leave something out (`muu kuin`, `paitsi`)."""
        return frozenset(mark.clause for mark in self.all if mark.cues & {Cue.NOT, Cue.EXCEPT})

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The actors that are named and wanted."""
        return tuple(dict.fromkeys(one.actor for one in self.all if one.actor and one.clause not in self.apart))

    @cached_property
    def without(self) -> tuple[str, ...]:
        """The actors that are named and not wanted."""
        return tuple(dict.fromkeys(one.actor for one in self.all if one.actor and one.clause in self.apart))

    @cached_property
    def named(self) -> tuple[str, ...]:
        """All actors that are named, wanted or not."""
        return tuple(dict.fromkeys(one.actor for one in self.all if one.actor))

    @cached_property
    def rest(self) -> tuple[Word, ...]:
        """The words that neither name an actor nor ask of the table."""
        return tuple(_without_head(one) for one in self.all if one.says)

    def left(self, clause: int | None = None) -> bool:
        """Whether the question, or a clause of it, says something besides."""
        words = tuple(one.word for one in self.all if one.says and clause in {None, one.clause})
        return any(
            level_of(word) is None and number(word) is None and not word.surface.isdigit() and not PASSED & word.forms
            for word in content_words(words)
        )


def mark(query: Query, index: Index) -> tuple[Mark, ...]:
    """Mark the words of a question."""
    text = beginning(query.text)[0]
    found: list[Mark] = []
    number = 0
    for sentence, said in enumerate(SENTENCE.split(text)):
        for clause in CLAUSE.split(said):
            typed = index.language.typed(clause, query.unread)
            words = _joined(tuple(_mended(word, index.language) for word in typed), index)
            named = {i: (end, actor) for i, end, actor in index.names.found(words) if cues(words[i]) <= NAMED}
            if not (0 in named and found and found[-1].actor is not None and found[-1].sentence == sentence):
                number += 1  # a comma in a row of names divides nothing
            i = 0
            while i < len(words):
                end, actor = named.get(i, (i + 1, None))
                open_ = actor is None and not (i and cues(words[i - 1]) & {Cue.SAME, Cue.WHICH, Cue.WHO, Cue.COUNT})
                group = index.names.group(words[i]) if open_ else ()
                own = cues(words[i]) or (frozenset() if actor else misspelt(words[i]))
                own = own & {Cue.WHETHER} if actor else own
                if words[i].surface in THAN and i and Cue.OTHER in cues(words[i - 1]):
                    own |= {Cue.EXCEPT}
                if i and own & BEGINS and not (words[i].surface in THAT and _goes_on(words[:i])):
                    number += 1
                found += [Mark(words[i], own, one, sentence, number) for one in (group or (actor,))]
                i = end
    return tuple(_beside(_only_coordinating(found, index)))


def _mended(word: Word, language: Language) -> Word:
    """The word without its slip, unless it shapes the question as it is written."""
    return word if cues(word) or misspelt(word) else language.mended(word)


def _goes_on(before: tuple[Word, ...]) -> bool:
    """Whether `että` begins no clause after these words: `ei että`, `sekä kunnat että`."""
    return Cue.NOT in cues(before[-1]) or any(word.surface in BOTH for word in before)


def _only_coordinating(marks: list[Mark], index: Index) -> list[Mark]:
    """The marks without actors that coordinate nothing, unless it is asked whether they do, or of them with others."""
    named = {one.actor for one in marks if one.actor is not None}
    others = named - index.names.coordinating
    asked = {cue for one in marks for cue in one.cues} >= {Cue.WHETHER, Cue.MEASURE}
    joined = any(
        Cue.AND in one.cues and before.actor is not None and after.actor is not None
        for before, one, after in zip(marks, marks[1:], marks[2:], strict=False)
    )
    if not others or joined or (others == named and asked):
        return marks
    return [replace(one, actor=None) if one.actor in others else one for one in marks]


def _beside(marks: list[Mark]) -> Iterator[Mark]:
    """The marks, with what a word does beside another: `kuinka moni`, `eri kuin`, `onhan` that begins."""
    for i, one in enumerate(marks):
        added = _added(one.word.surface, marks[:i], marks[i + 1 :])
        if i == 0 and _asks(one, marks[1:2]):
            added |= {Cue.WHETHER}
        left = one.cues - {Cue.SAME} if Cue.TOGETHER in added else one.cues
        yield replace(one, cues=left | added) if added else one


def _added(surface: str, before: list[Mark], after: list[Mark]) -> set[Cue]:
    """What a word does beside those before and after it."""
    match surface:
        case "moni" if before and before[-1].word.surface in {"kuinka", "miten", "kui"}:
            return {Cue.COUNT}
        case "joka" if any(Cue.MEASURE in other.cues for other in after[:2]):
            return {Cue.EVERY}
        case "samassa" | "samaan" | "samas" if any(Cue.MEASURE in other.cues for other in after[:1]):
            return {Cue.TOGETHER}
        case "eri" if any(other.word.surface in THAN for other in after):
            return {Cue.VARY}
    return set()


def _asks(first: Mark, after: list[Mark]) -> bool:
    """Whether the first word asks whether, coloured or hoping for a no: `onhan`, `eihän`, `ei kai`."""
    coloured = first.cues & {Cue.BEING, Cue.NOT} and first.word.surface.endswith(("han", "hän"))
    return bool(coloured) or (Cue.NOT in first.cues and any(one.word.surface in HOPING for one in after))


def _joined(words: tuple[Word, ...], index: Index) -> tuple[Word, ...]:
    """The words of a clause, those of the content that were written apart as one: `oppi laitos`, `valta kunnan`."""
    found: list[Word] = []
    i = 0
    while i < len(words):
        apart = i + 1 < len(words) and not cues(words[i + 1])
        whole = index.compound(words[i : i + 2]) if apart else None
        found.append(whole or words[i])
        i += 1 if whole is None else 2
    return tuple(found)


def focus(marks: tuple[Mark, ...]) -> Marks:
    """The sentence that asks: the last that has a word to ask with, and what it points back at."""
    asking = [one.sentence for one in marks if one.cues & ASKING]
    if not asking or len({one.sentence for one in marks}) == 1:
        return _without_tail(Marks(marks))
    own = Marks(tuple(one for one in marks if one.sentence == asking[-1]))
    back = next((one.clause for one in own.all if Cue.SELF in one.cues), None)
    if back is None or len(own.all) > SHORT or (own.named and own.left(back)) or own.has(Cue.COMPARE, Cue.SAME):
        return own
    before = [one for one in marks if one.sentence < asking[-1]]
    shown = [
        one
        for one in before
        if (one.actor is not None and not own.named and own.has(Cue.WHETHER))
        or ((one.says or Cue.AND in one.cues) and not own.left(back))
    ]
    bare = [replace(one, cues=one.cues & {Cue.AND, Cue.OR}) for one in shown[-LOOKED_BACK:]]
    return Marks((*bare, *own.all))


def _without_tail(marks: Marks) -> Marks:
    """The marks without what is added after a question that stands by itself: `…, jutun deadline on tunnin päästä`."""
    asking = marks.all[0].clause if marks.all and any(one.cues & ASKING for one in marks.all[:2]) else None
    tail = [one for one in marks.all if asking is not None and one.clause > asking]
    if not tail or asking is None or not marks.left(asking):
        return marks
    adds = tail[0].cues <= ADDED and tail[0].word.surface not in RELATIVE
    if not adds or any(one.actor or one.cues - ADDED or level_of(one.word) for one in tail):
        return marks
    return Marks(tuple(one for one in marks.all if one.clause <= asking))
