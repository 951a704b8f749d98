"""The kinds of personal data, in the order in which they are looked for, and the replacing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.masking import account, identity, mail, name, ordinary, phone, street
from bot.masking.folding import BLOT, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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

MARK = re.compile("|".join(re.escape(fold(mark).text) for mark, _ in KINDS if mark))


def mask(text: str) -> str:
    """`text` with e-mail addresses, bank accounts, identity codes, phone numbers, street addresses and names replaced.

    They are looked for in what normalising gives (see `folding`); all else stays as it was typed, marks included.
    Names are found only where the text says that one follows.
    """
    folded = fold(text)
    seen = _blotted(folded.text, (match.span() for match in MARK.finditer(folded.text)))
    spans: list[tuple[int, int, str]] = []
    for mark, find in KINDS:
        found = list(find(seen))
        seen = _blotted(seen, found)
        spans += [(*folded.typed(start, end), mark) for start, end in found if mark]
    return "".join(_pieces(text, sorted(spans)))


def _blotted(text: str, spans: Iterable[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept += [text[at:start], BLOT * (end - start)]
        at = end
    return "".join([*kept, text[at:]])


def _pieces(text: str, spans: list[tuple[int, int, str]]) -> Iterator[str]:
    at = 0
    for start, end, mark in spans:
        yield text[at:start]
        yield mark
        at = max(at, end)
    yield text[at:]
