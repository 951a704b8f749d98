"""Bank accounts: IBAN, as ISO 13616 lays it out for each country, with the check digits of ISO 7064."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from stdnum import numdb
from stdnum.iso7064 import mod_97_10

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATOR = r"[\s./_-]{0,2}"
CANDIDATE = re.compile(r"(?<![^\W_])(?=[A-Z]{2}\s?\d\d(?:[A-Z\s./_-]{0,8}\d){8})", re.IGNORECASE)
"""Two letters and ten digits, as every country's account has."""
KINDS = {"n": "[0-9]", "a": "[A-Z]", "c": "[A-Z0-9]"}


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where bank accounts are in a folded text. A Finnish one is found also when a digit of it is wrong."""
    for candidate in CANDIDATE.finditer(text):
        start = candidate.start()
        shape = _shape(text[start : start + 2].upper())
        match = shape and shape.match(text, start)
        if match and _is_account(match[0].upper()):
            yield match.span()


def _is_account(written: str) -> bool:
    number = "".join(filter(str.isalnum, written))
    return number.startswith("FI") or mod_97_10.is_valid(number[4:] + number[:4])


@lru_cache(maxsize=1024)
def _shape(country: str) -> re.Pattern[str] | None:
    """How an account of `country` is written, None when it has no IBAN."""
    [(_, properties), *_] = numdb.get("iban").info(country)
    if "bban" not in properties:
        return None
    parts = re.findall(r"(\d+)!([nac])", properties["bban"])
    account = "".join(f"(?:{SEPARATOR}{KINDS[kind]}){{{size}}}" for size, kind in parts)
    return re.compile(rf"{country}\s?\d\d{account}", re.IGNORECASE)
