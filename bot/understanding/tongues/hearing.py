"""A message → its language, and the same in Finnish words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.understanding.tongues.lists import Lists

FINNISH = "fi"
WORD = re.compile(r"([^\W_]+)(?::[a-zåäö]{1,6}\b)?")
"""A word, with the ending that follows a colon."""
ENDS = re.compile(r"[.!?:;\n]")
"""What a sentence ends in."""
BORROWED, SMALL, LONG, LONG_PART = 4, 3, 10, 5
"""Letters of the shortest foreign word that is read in a Finnish message, of one that only asks, of a compound, and of
a part of one."""
FEWEST = 2
"""How many Finnish words tell that a message is in Finnish: one may be what anybody calls a thing (`ohjaamo`)."""
SEVERAL = 2
"""How many words of a language make a Finnish message one that mixes it in."""
SHARED = 0.5
"""What a word counts for each of several languages that have it, and for Finnish where it needs a repair."""
LEANING = 0.25
"""What the language of the message before counts."""


class Finnish(Protocol):
    """What is asked of Finnish, each of a word in lower case."""

    def has(self, word: str) -> bool:
        """Whether it is Finnish."""

    def names(self, word: str) -> bool:
        """Whether it is Finnish or a name of the content."""

    def repairs(self, word: str) -> bool:
        """Whether it is one of these with a slip, in dialect or without its dots."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as it is read.

    pieces: (Finnish, as written), in order, with all between the words. tongue: `fi`, `sv`, `en`, or None where its
    words do not tell.
    """

    pieces: tuple[tuple[str, str], ...]
    tongue: str | None = None

    @property
    def text(self) -> str:
        """The message in Finnish words."""
        return "".join(finnish for finnish, _ in self.pieces)

    def said(self, part: str) -> str:
        """How a part of `text` was written; itself where it is no such part."""
        place = re.search(re.escape(part), self.text, re.IGNORECASE)
        if place is None or not part:
            return part
        (start, end), at, found = place.span(), 0, []
        for finnish, written in self.pieces:
            if at < end and at + len(finnish) > start:
                found.append(written[max(0, start - at) : end - at] if finnish == written else written)
            at += len(finnish)
        return "".join(found).strip()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a message. word: in lower case, without an ending after a colon. before: what stands before it."""

    word: str
    written: str
    before: str

    @property
    def tells(self) -> bool:
        """Whether it may tell a language: no single letter, number or abbreviation in capitals."""
        return len(self.word) > 1 and not self.word.isdecimal() and not self.written.isupper()


def hear(message: str, finnish: Finnish, lists: Callable[[], Mapping[str, Lists]], before: str | None = None) -> Heard:
    """Read a message.

    lists: the word lists, asked for where a word is not Finnish. before: the language of the message before.
    """
    text = unicodedata.normalize("NFC", message)
    tokens, last = _split(text)
    own = [token.tells and finnish.has(token.word) for token in tokens]
    told = FINNISH if sum(own) >= FEWEST else None
    if all(is_finnish or not token.tells for is_finnish, token in zip(own, tokens, strict=True)):
        return Heard(((message, message),), told)
    tongue = _tongue(tokens, own, finnish, lists(), before)
    pieces: list[tuple[str, str]] = []
    read = _borrowing(tokens, finnish, lists()) if tongue == FINNISH else _foreign(tokens, finnish, lists(), tongue)
    for i, length, said in read:
        written = tokens[i].written + "".join(one.before + one.written for one in tokens[i + 1 : i + length])
        pieces += ((tokens[i].before,) * 2, (written if said is None else _cased(said, written), written))
    return Heard((*pieces, (last, last)), told if tongue == FINNISH else tongue)


def _split(text: str) -> tuple[list[Token], str]:
    """The words of a text, and what stands after the last."""
    tokens: list[Token] = []
    end = 0
    for found in WORD.finditer(text):
        tokens.append(Token(found[1].casefold(), found[0], text[end : found.start()]))
        end = found.end()
    return tokens, text[end:]


def _cased(said: str, written: str) -> str:
    return said[:1].upper() + said[1:] if written[0].isupper() else said


def _tongue(
    tokens: Sequence[Token], own: Sequence[bool], finnish: Finnish, lists: Mapping[str, Lists], before: str | None
) -> str | None:
    """The language that has the most of the words, Finnish where two have as many; None where they do not tell."""
    votes = dict.fromkeys((FINNISH, *lists), 0.0)
    unknown: list[str] = []
    for token, is_finnish in zip(tokens, own, strict=True):
        if not token.tells:
            continue
        having = [FINNISH] if is_finnish else []
        having += [name for name, one in lists.items() if one.word(token.word) is not None]
        having = having or [name for name, one in lists.items() if one.compound(token.word, finnish.has) is not None]
        for name in having:
            votes[name] += 1 if len(having) == 1 else SHARED
        if not having and not finnish.names(token.word):
            repaired = finnish.repairs(token.word)
            votes[FINNISH] += SHARED * repaired
            unknown += [] if repaired else [token.word]
    words = [token.word for token in tokens]
    for name in (name for name, one in lists.items() if one.phrase(words)):
        votes[name] += 1
    for name in (name for name in lists if votes[name] and unknown):
        votes[name] += SHARED * sum(lists[name].meant(word) is not None for word in unknown)
    if before in votes and any(votes.values()):
        votes[before] += LEANING
    best = max(votes, key=lambda name: votes[name])
    tied = [name for name in votes if votes[name] == votes[best]]
    return best if (best == FINNISH and votes[best]) or len(tied) == 1 else None


def _foreign(
    tokens: Sequence[Token], finnish: Finnish, lists: Mapping[str, Lists], tongue: str | None
) -> Iterator[tuple[int, int, str | None]]:
    """The words of a message as (place, how many are read as one, Finnish); None where it stays as it is."""
    own, *others = sorted(lists.values(), key=lambda one: one.language != tongue)
    words = [token.word for token in tokens]
    i = 0
    while i < len(words):
        begins = i == 0 or ENDS.search(tokens[i].before) is not None
        together = own.at(words, i, begins=begins)
        length, said = together or (1, _word(words[i], own, others, finnish))
        yield i, length, said
        i += length


def _word(word: str, own: Lists, others: Sequence[Lists], finnish: Finnish) -> str | None:
    said = own.word(word)
    if said is not None or finnish.names(word):
        return said
    said = own.compound(word, finnish.has)
    if said is not None:
        return said
    meant = own.meant(word)
    return (
        next((found for other in others if (found := other.word(word)) is not None), None) if meant is None else meant
    )


def _borrowing(
    tokens: Sequence[Token], finnish: Finnish, lists: Mapping[str, Lists]
) -> Iterator[tuple[int, int, str | None]]:
    """The words of a Finnish message, in which foreign ones may stand: `Kuka päättää vart hankepengarna går?`.

    Only such are read as are nothing in Finnish, and the shortest where two or more are of their language.
    """
    strange = [token.tells and not finnish.repairs(token.word) for token in tokens]
    lent = {
        name: sum(there and one.word(token.word) is not None for there, token in zip(strange, tokens, strict=True))
        for name, one in lists.items()
    }
    first, *others = sorted(lists.values(), key=lambda one: -lent[one.language])
    several = lent[first.language] >= SEVERAL
    words = [token.word if there else "" for there, token in zip(strange, tokens, strict=True)]
    i = 0
    while i < len(tokens):
        length, said = 1, None
        if strange[i] and several and (together := first.at(words, i, begins=i == 0)) is not None:
            length, said = together
        elif len(words[i]) >= BORROWED:
            read = (one.word(words[i]) or _long(words[i], one, finnish) for one in (first, *others))
            said = next((found for found in read if found), None)
        elif several or len(words[i]) >= SMALL:
            read = (one.small(words[i]) for one in (first, *others))
            said = next((found for found in read if found or (several and found is not None)), None)
        yield i, length, said
        i += length


def _long(word: str, lists: Lists, finnish: Finnish) -> str | None:
    return lists.compound(word, finnish.has, LONG_PART) if len(word) >= LONG else None
