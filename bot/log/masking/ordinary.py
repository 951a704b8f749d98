"""Numbers that only look like phone numbers: sums, days, times, slides, acts, records, ISBN, ISSN, business ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdnum import issn
from stdnum.fi import ytunnus

if TYPE_CHECKING:
    from collections.abc import Iterator

APART = r"(?<!\d[ .()/_-])(?<!\d[ )-][ -])(?<!\d - )"
"""Before a sum: no area code of a phone number."""
CENTS = r"(?:,\d{1,2})?"
SHORT, LONG = rf"[1-9]\d{{0,2}}(?:[ .]\d{{3}}){{1,2}}{CENTS}", rf"[1-9]\d{{0,2}}(?:[ .]\d{{3}}){{1,6}}{CENTS}"
UNIT = r"\s?(?:€|e\b|eur|milj|asuk|henk|opisk|oppil|kavi|kpl|nuor|kunt|%)"
DAY, MONTH, YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
ISO = rf"{YEAR}-(?:0[1-9]|1[0-2])(?:-\d\d)?"
CLOCK = r"(?:[01]?\d|2[0-4])[ .:][0-5]\d"
PAGES = r"(?:dia|dio|kalvo|sivu|slide|luku|luvu|kohta|kohda|luok|teema|toimenpi|vko|viiko|viikko)[a-z]{0,6}\.?"
NUMBERS = re.compile(
    rf"""(?<!\d)(?<!\d[ -])(?=[+-]?\d) (?:
        {APART}(?:\+(?!358)|-|(?<!\+))(?:{SHORT}\s?-\s?)?{SHORT}(?!\ ?\d)
      | (?<!\+){APART}-?(?:{LONG}\s?-\s?)?{LONG}{UNIT}
      | {DAY}(?P<between>[ ./-]){MONTH}(?P=between){YEAR}(?!\d)
      | (?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){YEAR}(?![ -]?\d)
      | {ISO}(?:\s?[-/]\s?{ISO})?(?!\d)
      | {YEAR}\s?-\s?{YEAR}(?!\d)
      | {CLOCK}\s{{0,2}}-\s{{0,2}}{CLOCK}(?!\d)
      | (?<![\w/-])(?:\d{{1,6}}-\d{{1,4}}/|(?:[\w.]{{1,9}}/){{1,5}}){YEAR}(?![\d/])  # 682/2021, 12/040/2021
      | (?<![\d-])(?:[1-9]\d{{0,2}}-)?\d{{1,4}}-{YEAR}(?![ -]?\d)  # 045-2023
      | 97[89](?:[ -]?\d){{10}}(?!\d)  # ISBN
      | (?<!-)95[12]-\d{{1,5}}-\d{{1,5}}-[\dX]\b  # a Finnish ISBN of ten
      | (?P<business>0\d{{6}}-\d)(?![ -]?\d)
      | (?P<serial>0\d{{3}}-\d{{3}}[\dX])(?![ -]?\d)
      | (?<![.])[12](?:\.\d{{1,12}}){{4,16}}(?![\d.])  # OID
      | [+-]\d{{1,3}}\.\d{{3,8}}[+-]\d{{1,3}}\.\d{{3,8}}  # ISO 6709
      | (?<![.])[+-]?[1-9]\d{{0,2}}\.(?!0\d+[ ]\d)\d{{3,8}}(?![\d.-]) )""",
    re.VERBOSE | re.IGNORECASE,
)
NAMED = re.compile(
    rf"""(?<![\w/-])(?=[a-z]) (?:
        {PAGES}\s{{1,3}}\d\d?\b(?:(?:\s?[,-]\s?|\s(?:ja\s)?)\d\d?\b){{1,40}}
      | [a-z]{{1,12}}[/-](?:[\w.]{{1,9}}/){{1,5}}{YEAR}(?![\d/])  # VN/1234/2021
      | [a-z]{{2,8}}-\d{{1,6}}-{YEAR}(?!\d)  # OPH-1234-2021
      | ISBN[\s:]{{0,3}}\d(?:[ -]?\d){{8}}[ -]?[\dX]\b
      | ISSN\D{{0,4}}\d{{4}}-\d{{3}}[\dX]\b
      | Y-?tunnu[a-z]{{0,5}}\s?(?:on|:)?\s{{0,2}}\d{{7}}-\d(?!\d)
      | FI\d{{8}}\b )""",  # the business id as it is used for value added tax
    re.VERBOSE | re.IGNORECASE,
)


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where such numbers are in a folded text; business ids and ISSN that nothing names must have a right check."""
    yield from (match.span() for match in NUMBERS.finditer(text) if _is_right(match))
    yield from (match.span() for match in NAMED.finditer(text))


def _is_right(match: re.Match[str]) -> bool:
    if not (match["business"] or match["serial"]):
        return True
    return ytunnus.is_valid(match["business"]) if match["business"] else issn.is_valid(match["serial"])
