"""Bank accounts: IBAN, as ISO 13616 lays it out for each country, with the check digits of ISO 7064."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CANDIDATE = re.compile(r"(?<![^\W_])(?=[A-Z])(?=([A-Z]{2}\s?\d\d(?:[\s._-]{0,2}[A-Z0-9]){11,30}))", re.IGNORECASE)
BETWEEN = str.maketrans("", "", " \n._-")
FEWEST_DIGITS = 10
"""No country's account has fewer; whatever has is not worth loading the registry of countries for."""
NO_DIGITS = str.maketrans("", "", "0123456789")
KINDS = {"n": "[0-9]", "a": "[A-Z]", "c": "[A-Z0-9]"}


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where bank accounts are in a folded text. A Finnish one is found also when a digit of it is wrong."""
    last = 0
    for match in CANDIDATE.finditer(text):
        if match.start() < last:
            continue
        size = _size(match[1].translate(BETWEEN).upper())
        if size:
            last = _end(text, match.start(), size)
            yield match.start(), last


def _size(number: str) -> int:
    """How many characters at the beginning of `number` are an account; 0 when none are."""
    if len(number) - len(number.translate(NO_DIGITS)) < FEWEST_DIGITS:
        return 0
    shape = _shape(number[:2])
    match = shape and shape.match(number)
    if not match:
        return 0
    from stdnum.iso7064 import mod_97_10  # noqa: PLC0415  35 ms that few questions need

    account = match[0]
    return len(account) if account[:2] == "FI" or mod_97_10.is_valid(account[4:] + account[:4]) else 0


@lru_cache(maxsize=1024)
def _shape(country: str) -> re.Pattern[str] | None:
    """What an account of `country` looks like, None when it has no IBAN."""
    from stdnum import numdb  # noqa: PLC0415  35 ms that few questions need

    [(_, properties), *_] = numdb.get("iban").info(country)
    parts = re.findall(r"(\d+)!([nac])", properties.get("bban", ""))
    return re.compile("[A-Z]{2}[0-9]{2}" + "".join(f"{KINDS[kind]}{{{size}}}" for size, kind in parts)) if parts else None


def _end(text: str, start: int, size: int) -> int:
    """Where the `size`th letter or digit from `start` ends."""
    places = (at for at in range(start, len(text)) if text[at].isalnum())
    return next(islice(places, size - 1, None)) + 1
