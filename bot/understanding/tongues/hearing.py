"""A message → its language, and the same in Finnish words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.understanding.tongues.tokens import split
from bot.understanding.tongues.voting import FINNISH, find_tongue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.understanding.tongues.lists import Lists
    from bot.understanding.tongues.tokens import Finnish, Token

ENDS = re.compile(r"[.!?:;\n]")
"""What a sentence ends in."""
BORROWED, SMALL, LONG, LONG_PART = 4, 3, 10, 5
"""Letters of the shortest foreign word that is read in a Finnish message, of one that only asks, of a compound, and of
a part of one."""
FEWEST = 2
"""How many Finnish words tell that a message is in Finnish: one may be what anybody calls a thing (`ohjaamo`)."""
SEVERAL = 2
"""How many words of a language make a Finnish message one that mixes it in."""


@dataclass(frozen=True, slots=True)
class Own:
    """What a content says in other languages.

    translated: for each of them what stands for which Finnish words, as (foreign, Finnish); under `UNTOLD` what does in
    one that nobody told. called: what something of the content is called in any language, by its letters: a message
    that is that and nothing else is read as it stands. strange: its words that are not Finnish.
    """

    translated: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    called: frozenset[str] = frozenset()
    strange: frozenset[str] = frozenset()


NOTHING = Own()


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

    def as_written(self) -> Heard:
        """The same message, read as it stands."""
        return replace(self, pieces=tuple((written, written) for _, written in self.pieces))

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


def hear(message: str, finnish: Finnish, lists: Callable[[], Mapping[str, Lists]], before: str | None = None) -> Heard:
    """Read a message.

    lists: the word lists, asked for where a word is not Finnish. before: the language of the message before.
    """
    text = unicodedata.normalize("NFC", message)
    tokens, last = split(text)
    own = [token.tells and finnish.has(token.word) for token in tokens]
    told = FINNISH if sum(own) >= FEWEST else None
    if all(is_finnish or not token.tells for is_finnish, token in zip(own, tokens, strict=True)):
        return Heard(((message, message),), told)
    tongue = find_tongue(tokens, own, finnish, lists(), before)
    pieces: list[tuple[str, str]] = []
    read = _borrowing(tokens, finnish, lists()) if tongue == FINNISH else _foreign(tokens, finnish, lists(), tongue)
    for i, length, said in read:
        written = tokens[i].written + "".join(one.before + one.written for one in tokens[i + 1 : i + length])
        pieces += ((tokens[i].before,) * 2, (written if said is None else _cased(said, written), written))
    return Heard((*pieces, (last, last)), told if tongue == FINNISH else tongue)


def _cased(said: str, written: str) -> str:
    return said[:1].upper() + said[1:] if written[0].isupper() else said


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
        if together is not None and not begins and _is_better_left(words, i, together[0], own):
            together = None
        length, said = together or (1, _word(words[i], own, others, finnish))
        yield i, length, said
        i += length


def _is_better_left(words: Sequence[str], i: int, length: int, own: Lists) -> bool:
    """Whether a phrase that is only like the words should give way to the very words of one that begins after them.

    So `the employment offices` is no `the employed`.
    """
    after = own.at(words, i + 1, begins=False) if i + 1 < len(words) and not own.word(words[i]) else None
    return after is not None and not own.written(words[i : i + length]) and own.written(words[i + 1 : i + 1 + after[0]])


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
    strange = [token.tells and _is_strange(token, finnish, lists) for token in tokens]
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


def _is_strange(token: Token, finnish: Finnish, lists: Mapping[str, Lists]) -> bool:
    """Whether a word is nothing in Finnish, or only an abbreviation or a name that asks in another language: `who`.

    What the content has is nothing strange.
    """
    if finnish.keeps(token.word):
        return False
    small = (one.small(token.word) or "" for one in lists.values())
    asks = not token.written.isupper() and any(said.islower() for said in small)
    return not finnish.repairs(token.word) or (asks and not finnish.has(token.word))


def _long(word: str, lists: Lists, finnish: Finnish) -> str | None:
    return lists.compound(word, finnish.has, LONG_PART) if len(word) >= LONG else None
