"""The kinds of personal data, in the order in which they are looked for, and the replacing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.log.masking import account, identity, mail, name, ordinary, phone, street
from bot.log.masking.folding import BLOT, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Find = Callable[[str], Iterable[tuple[int, int]]]

KINDS: tuple[tuple[str, Find], ...] = (
    ("[sähköposti]", mail.find),
    ("[tilinumero]", account.find),
    ("[henkilötunnus]", identity.find),
    ("", ordinary.find),
    ("[puhelinnumero]", phone.find),
    ("[osoite]", street.find),
    ("[nimi]", name.find),
)
"""What one kind has found, the next ones do not see. Without a mark: what only looks like a phone number."""

WORDED = tuple((mark, find) for mark, find in KINDS if find in {mail.find, name.find})
"""The kinds that need no digit."""
DIGIT = re.compile(r"\d")
MARK = re.compile("|".join(re.escape(fold(mark).text) for mark, _ in KINDS if mark))
ANY_MARK = re.compile("|".join(re.escape(mark) for mark, _ in KINDS if mark))


def mask(text: str) -> str:
    """`text` with e-mail addresses, bank accounts, identity codes, phone numbers, street addresses and names replaced.

    They are looked for in what normalising gives (see `folding`); all else stays as it was typed, marks included.
    Names are found only where the text says that one follows.
    """
    folded = fold(text)
    seen = _blot(folded.text, [match.span() for match in MARK.finditer(folded.text)])
    spans: list[tuple[int, int, str]] = []
    for mark, find in KINDS if DIGIT.search(seen) else WORDED:
        found = _join((start, _word_end(seen, end) if mark else end) for start, end in find(seen))
        seen = _blot(seen, found)
        spans += [(*folded.typed(start, end), mark) for start, end in found if mark]
    return _mark(text, sorted(spans))


def unmask(text: str) -> str:
    """`text` without the marks that stand for personal data: they say nothing of what it is about."""
    return ANY_MARK.sub(" ", text)


def _word_end(text: str, end: int) -> int:
    """Where the word ends that goes on at `end`: what is glued to personal data is masked with it.

    Otherwise it could look like personal data once a mark stands before it, and masking twice would mask more.
    """
    while end < len(text) and text[end].isalnum():
        end += 1
    return end


def _join(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _blot(text: str, spans: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept += [text[at:start], BLOT * (end - start)]
        at = end
    return "".join([*kept, text[at:]])


def _mark(text: str, spans: list[tuple[int, int, str]]) -> str:
    kept, at = [], 0
    for start, end, mark in spans:
        kept += [text[at:start], mark]
        at = max(at, end)
    return "".join([*kept, text[at:]])
