"""Phone numbers: international ones (ITU-T E.164), Finnish ones (Traficom's numbering), and any after the word for it.

phonenumbers was measured and left out: it takes sums, days, times and ISSN for numbers, needs up to 190 ms for one
message, and 48 MB.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ANOTHER = r"(?!0[1-9]\d[ -]?\d{3}[ -]?\d{3})"
BETWEEN = rf"(?:\d|[ ()_-]{{1,3}}{ANOTHER}\d)"
DOTTED = rf"(?:\d|[ ()./_-]{{1,3}}{ANOTHER}\d)"
NUMBER = re.compile(
    rf"""(?=[\d+(]) (?:
        (?: \+ | (?<!\d)00 ) \ {{0,3}} \(?[1-9] {DOTTED}{{6,14}}
      | (?<!\d)358 {DOTTED}{{6,12}}
      | (?: \+?\(0[1-9]\d\) | \+0[1-9]\d | (?<!\d)0[1-9]\d ) {DOTTED}{{4,9}}
      | (?: \(0[1-9]\) | (?<!\d)0[1-9] ) {BETWEEN}{{5,10}}
      | (?<!\d)0\ [45]\d {BETWEEN}{{6,8}}
      | (?<!\d)0 (?:[ .-]\d){{8,11}} (?!\d) ) \d*+""",
    re.VERBOSE,
)
"""Dots and slashes divide only what has an area code of three digits: `05.06.2022` is a day."""
NAMED = re.compile(
    r"""\b(?:puh|puhelin|puhelinnumero\w{0,3}|puhelimeni|gsm|tel|mob|kannyk\w{1,4}|numeroni|telefonnummer|phone)\b
        [ .:]{0,3} (?:(?:on|oli|ar|is|number)\b[ :]{1,2}){0,2} (?P<number>\d(?:[ -]?\d){5,12}) (?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where phone numbers are in a folded text."""
    yield from (match.span() for match in NUMBER.finditer(text))
    yield from (match.span("number") for match in NAMED.finditer(text))
