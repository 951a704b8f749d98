"""Talk of suicide or self-harm, of oneself or of somebody else: found before anything else is looked for.

What speaks of it stands in `distress.json`, by language. `words` are groups of words: a base form or a form as it is
written, `=` before one that counts only as it is written, `*` after the beginning of one. A sign names groups of which
each has a word of its own near the others, in any order; `!` before a sign: side by side, in that order; `.` after a
group: nothing more is said of its word (`haluan kuolla`, not `kuolla nauruun`), that is, its clause ends there or goes
on with a word of `closing`. `mentions` speak of it by themselves, unless a word of `matter` makes the question one of
prevention, of numbers, or a figure of speech. `help` is where help is, as its page said on the day it was checked.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.understanding.language import normalise, one_off, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.understanding.language import Language, Word

SLACK = 4
"""How many other words may stand among those of a sign."""
CLAUSE = re.compile(r"[.,;!?()\n\"”“–…]+")
READ = 4_096
"""How many characters are read: more than of a question, and as many as a message of Telegram has."""
WELL = 1_000
"""Characters of the beginning in which strange spellings are mended."""
MISSPELT, LONGEST = 7, 10
"""Letters from which on the beginning of a word is known with one slip in it, and of the longest that is compared."""
DRAWN = re.compile(r"(.)\1{2,}")
"""A letter written more than twice: `haluuun`."""
SPACED = re.compile(r"(?<=\b\w) (?=\w\b)")
"""Letters written apart."""


@dataclass(frozen=True, slots=True)
class Help:
    """Where help is: the emergency number, and a line by language, as its page said on the day it was checked."""

    emergency: str
    lines: Mapping[str, str]
    url: str
    checked: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look for: base forms or forms as written, forms as written only, and beginnings."""

    forms: frozenset[str]
    exact: frozenset[str]
    beginnings: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Words:
        """The words of a list."""
        words = text.split()
        exact = frozenset(word[1:] for word in words if word.startswith("="))
        beginnings = tuple(word[:-1] for word in words if word.endswith("*"))
        return cls(frozenset(word for word in words if word[0] != "=" and word[-1] != "*"), exact, beginnings)

    def have(self, word: Word) -> bool:
        """Whether `word` is one of them."""
        if word.surface in self.exact or not self.forms.isdisjoint(_forms(word)):
            return True
        return any(form.startswith(self.beginnings) for form in (word.surface, *word.lemmas))

    def misspelt(self, word: Word) -> bool:
        """Whether `word` begins like one of them but for one slip."""
        form = word.surface[: LONGEST + 2]
        long = tuple(one for one in self.beginnings if len(one) >= MISSPELT and (one[:3] in form or one[3:6] in form))
        return bool(long) and any(other.startswith(long) for other in one_off(form))


def _forms(word: Word) -> Iterator[str]:
    """A word as written, its base forms, and of a participle that of its verb: `puhunut`, `puhua`."""
    yield word.surface
    yield from word.lemmas
    if all(reading.sort == "t" for reading in word.readings):
        yield from (reading.roots[-1] for reading in word.readings)


@dataclass(frozen=True, slots=True)
class Sign:
    """Groups that speak of distress together. closed: those of whose word nothing more is said. tight: see above."""

    groups: tuple[str, ...]
    closed: frozenset[str]
    tight: bool

    @classmethod
    def read(cls, text: str) -> Sign:
        """A sign as it is written in the data."""
        named = text.removeprefix("!").split()
        groups = tuple(name.removesuffix(".") for name in named)
        closed = frozenset(name.removesuffix(".") for name in named if name.endswith("."))
        return cls(groups, closed, text.startswith("!"))


@dataclass(frozen=True, slots=True)
class Tongue:
    """What speaks of distress in one language."""

    groups: Mapping[str, Words]
    signs: tuple[Sign, ...]
    closing: frozenset[str]
    mentions: Words
    matter: Words


@dataclass(frozen=True, slots=True)
class Said:
    """A word of a message, and whether a clause ends after it."""

    word: Word
    ends: bool


@cache
def help_lines() -> Help:
    """Where help is."""
    return Help(**_data()["help"])


def distressed(message: str, language: Language) -> str | None:
    """The language, `fi`, `sv` or `en`, in which `message` speaks of suicide or self-harm; None when it does not."""
    said = tuple(_said(message, language))
    return next((name for name, tongue in _tongues().items() if _speaks(tongue, said)), None)


def _said(message: str, language: Language) -> Iterator[Said]:
    text = SPACED.sub("", DRAWN.sub(r"\1\1", normalise(message[:READ])))
    at = 0
    for clause in CLAUSE.split(text):
        words = language.typed(clause) if at < WELL else [language.word(token) for token in tokens(clause)]
        at += len(clause)
        yield from (Said(word, number == len(words)) for number, word in enumerate(words, 1))


def _speaks(tongue: Tongue, said: tuple[Said, ...]) -> bool:
    words = [one.word for one in said]
    mentioned = any(tongue.mentions.have(word) or tongue.mentions.misspelt(word) for word in words)
    if mentioned and not any(tongue.matter.have(word) for word in words):
        return True
    places = {name: _places(group, words) for name, group in tongue.groups.items()}
    return any(_holds(sign, places, said, tongue.closing) for sign in tongue.signs)


def _places(group: Words, words: list[Word]) -> list[int]:
    return [place for place, word in enumerate(words) if group.have(word)]


def _holds(sign: Sign, places: Mapping[str, list[int]], said: tuple[Said, ...], closing: frozenset[str]) -> bool:
    """Whether each group of the sign has a word of its own, near the others."""
    last = len(said) - 1

    def fits(name: str, place: int) -> bool:
        if name not in sign.closed or said[place].ends or place == last:
            return True
        return said[place + 1].word.surface in closing

    found = [[place for place in places[name] if fits(name, place)] for name in sign.groups]
    if not all(found):
        return False
    if sign.tight:
        return any(all(first + number in places for number, places in enumerate(found)) for first in found[0])
    wide = len(found) + SLACK
    starts = sorted({place for places in found for place in places})
    return any(_apart([{at for at in places if start <= at < start + wide} for places in found]) for start in starts)


def _apart(found: list[set[int]]) -> bool:
    """Whether each of the sets has a place of its own."""
    if not found:
        return True
    return any(_apart([others - {place} for others in found[1:]]) for place in found[0])


@cache
def _tongues() -> dict[str, Tongue]:
    return {name: _tongue(data) for name, data in _data().items() if name != "help"}


def _tongue(data: Mapping[str, Any]) -> Tongue:
    groups = {name: Words.read(words) for name, words in data["words"].items()}
    signs = tuple(Sign.read(sign) for sign in data["signs"])
    closing = frozenset(data["closing"].split())
    return Tongue(groups, signs, closing, Words.read(data["mentions"]), Words.read(data["matter"]))


def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return data
