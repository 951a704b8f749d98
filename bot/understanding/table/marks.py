"""The words of a question, each with what it may do in a question over the table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.understanding.query import SENTENCE, beginning, content_words, level_of
from bot.understanding.table.cues import THINGS, Cue, cues

if TYPE_CHECKING:
    from bot.understanding.language import Word
    from bot.understanding.matching import Index
    from bot.understanding.query import Query

CLAUSE = re.compile(r"[,;:.!?()\n–]+|\s-\s")
BEGINS = frozenset({Cue.BUT, Cue.WHERE, Cue.WHO, Cue.EXCEPT})
"""What begins a clause where no comma is written."""
THAN = frozenset({"kuin", "ku", "kun", "kui"})
ASKING = frozenset({Cue.WHERE, Cue.WHO, Cue.WHICH, Cue.SHOW, Cue.COUNT, Cue.WHETHER, Cue.COMPARE})
PASSED = frozenset(
    """
    eri muu kaikkiaan yhteensä näistä noista niistä on olla ihan sellainen semmoinen oikein tavallinen yhtä aika yht
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
        compound = any(len(reading.parts) > 1 for reading in self.word.readings)
        return self.actor is None and (not self.cues or (compound and self.cues <= frozenset(THINGS)))


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
        return tuple(one.word for one in self.all if one.says)

    def left(self, clause: int | None = None) -> bool:
        """Whether the question, or a clause of it, says something besides."""
        words = tuple(one.word for one in self.all if one.says and clause in {None, one.clause})
        return any(
            level_of(word) is None and not word.surface.isdigit() and not PASSED & {word.surface, *word.lemmas}
            for word in content_words(words)
        )


def mark(query: Query, index: Index) -> tuple[Mark, ...]:
    """Mark the words of a question."""
    text = beginning(query.text)[0]
    found: list[Mark] = []
    number = 0
    for sentence, said in enumerate(SENTENCE.split(text)):
        for clause in CLAUSE.split(said):
            number += 1
            words = index.language.typed(clause)
            named = {i: (end, actor) for i, end, actor in index.names.found(words)}
            i = 0
            while i < len(words):
                end, actor = named.get(i, (i + 1, None))
                own = cues(words[i])
                own = own & {Cue.WHETHER} if actor else own
                if words[i].surface in THAN and i and Cue.OTHER in cues(words[i - 1]):
                    own |= {Cue.EXCEPT}
                if i and own & BEGINS:
                    number += 1
                found.append(Mark(words[i], own, actor, sentence, number))
                i = end
    return tuple(found)


def focus(marks: tuple[Mark, ...]) -> Marks:
    """The sentence that asks: the last that has a word to ask with, and what it points back at."""
    asking = [one.sentence for one in marks if one.cues & ASKING]
    if not asking or len({one.sentence for one in marks}) == 1:
        return Marks(marks)
    own = tuple(one for one in marks if one.sentence == asking[-1])
    points_back = any(Cue.SELF in one.cues for one in own) and not any(one.actor for one in own)
    return Marks(tuple(one for one in marks if one.sentence <= asking[-1]) if points_back else own)
