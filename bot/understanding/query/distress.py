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
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.understanding.language import normalise, one_off, tokens
from bot.understanding.query.parse import beyond_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.understanding.language import Language, Word

LANGUAGES = ("fi", "sv", "en")
MENTIONS, MATTER = "mentions", "matter"
SLACK = 4
"""How many other words may stand among those of a sign."""
CLAUSE = re.compile(r"[.,;!?()\n\"”“–…]+")
READ = 4_096
"""How many characters are read: more than of a question, and as many as a message of Telegram has."""
WELL = 1_000
"""Characters of the beginning in which strange spellings are mended, as many as `beyond_reading` allows."""
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
class Sign:
    """Groups that speak of distress together. closed: those of whose word nothing more is said. tight: side by side."""

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
    """What speaks of distress in one language.

    forms: a base form or a form as written, exact: a form as written → the groups it is in. beginnings: with theirs;
    starts: all of them.
    """

    forms: Mapping[str, frozenset[str]]
    exact: Mapping[str, frozenset[str]]
    beginnings: tuple[tuple[str, str], ...]
    starts: tuple[str, ...]
    signs: tuple[Sign, ...]
    closing: frozenset[str]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Tongue:
        """A language of the data."""
        lists = data["words"] | {name: data[name] for name in (MENTIONS, MATTER)}
        named = [(word, name) for name, words in lists.items() for word in words.split()]
        return cls(
            _grouped((word, name) for word, name in named if word[0] != "=" and word[-1] != "*"),
            _grouped((word[1:], name) for word, name in named if word[0] == "="),
            tuple((word[:-1], name) for word, name in named if word[-1] == "*"),
            tuple(word[:-1] for word, _ in named if word[-1] == "*"),
            tuple(map(Sign.read, data["signs"])),
            frozenset(data["closing"].split()),
        )

    def groups(self, word: Word) -> frozenset[str]:
        """The groups that `word` is in; one that begins like a mention but for one slip is a mention."""
        found = set(self.exact.get(word.surface, ()))
        for form in _forms(word):
            found |= self.forms.get(form, frozenset())
        for form in word.forms:
            if form.startswith(self.starts):
                found |= {name for beginning, name in self.beginnings if form.startswith(beginning)}
        if MENTIONS not in found and self._misspelt(word.surface[: LONGEST + 2]):
            found.add(MENTIONS)
        return frozenset(found)

    def _misspelt(self, form: str) -> bool:
        mentions = (word for word, name in self.beginnings if name == MENTIONS and len(word) >= MISSPELT)
        like = tuple(word for word in mentions if word[:3] in form or word[3:6] in form)
        return bool(like) and any(other.startswith(like) for other in one_off(form))


def _grouped(named: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for word, name in named:
        found[word] = found.get(word, frozenset()) | {name}
    return found


def _forms(word: Word) -> Iterator[str]:
    """A word as written, its base forms, and of a participle that of its verb: `puhunut`, `puhua`."""
    yield word.surface
    yield from word.lemmas
    if all(reading.sort == "t" for reading in word.readings):
        yield from (reading.roots[-1] for reading in word.readings)


@cache
def help_lines() -> Help:
    """Where help is."""
    return Help(**_data()["help"])


def distressed(message: str, language: Language) -> str | None:
    """The language, `fi`, `sv` or `en`, in which `message` speaks of suicide or self-harm; None when it does not."""
    words, ends = _read(message, language)
    places: dict[str, dict[str, list[int]]] = {name: {} for name in LANGUAGES}
    for place, word in enumerate(words):
        for name, group in _groups(word):
            places[name].setdefault(group, []).append(place)
    return next((name for name in LANGUAGES if places[name] and _speaks(name, places[name], words, ends)), None)


def _read(message: str, language: Language) -> tuple[list[Word], set[int]]:
    """The words of a message, and the places of those that end a clause."""
    text = SPACED.sub("", DRAWN.sub(r"\1\1", normalise(message[:READ])))
    unread = beyond_reading(text[:WELL], language)
    words: list[Word] = []
    ends: set[int] = set()
    at = 0
    for clause in CLAUSE.split(text):
        said = tokens(clause)
        mended = at < WELL and unread.isdisjoint(said)
        words += language.typed(clause) if mended else map(language.word, said)
        ends.add(len(words) - 1)
        at += len(clause)
    return words, ends


def _speaks(name: str, places: Mapping[str, list[int]], words: list[Word], ends: set[int]) -> bool:
    """Whether words in these groups, at these places, speak of distress in a language."""
    if MENTIONS in places and MATTER not in places:
        return True
    tongue = _tongue(name)
    signs = [sign for sign in tongue.signs if places.keys() >= set(sign.groups)]
    if not signs:
        return False
    closed = ends | {place - 1 for place, word in enumerate(words) if word.surface in tongue.closing}
    return any(_holds(sign, places, closed) for sign in signs)


def _holds(sign: Sign, places: Mapping[str, list[int]], closed: set[int]) -> bool:
    """Whether each group of the sign has a word of its own, near the others."""
    found = [[place for place in places[name] if name not in sign.closed or place in closed] for name in sign.groups]
    if sign.tight:
        return any(all(first + number in places for number, places in enumerate(found)) for first in found[0])
    wide = len(found) + SLACK
    starts = {place for places in found for place in places}
    return any(_apart([_within(places, start, start + wide) for places in found]) for start in starts)


def _within(places: list[int], start: int, end: int) -> set[int]:
    return set(places[bisect_left(places, start) : bisect_left(places, end)])


def _apart(found: list[set[int]]) -> bool:
    """Whether each of the sets has a place of its own."""
    if not found:
        return True
    return any(_apart([others - {place} for others in found[1:]]) for place in found[0])


@lru_cache(maxsize=50_000)
def _groups(word: Word) -> tuple[tuple[str, str], ...]:
    """The groups that a word is in, each with its language."""
    return tuple((name, group) for name in LANGUAGES for group in sorted(_tongue(name).groups(word)))


@cache
def _tongue(name: str) -> Tongue:
    return Tongue.read(_data()[name])


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return data
