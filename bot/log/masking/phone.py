"""Phone numbers: international ones (ITU-T E.164), Finnish ones (Traficom's numbering), and any after the word for it.

phonenumbers was measured and left out: it takes sums, days, times and ISSN for numbers, needs up to 190 ms for one
message, and 48 MB.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BETWEEN = r"(?:[ ()_-]{0,3}\d)"
DOTTED = r"(?:[ ()./_-]{0,3}\d)"
ANOTHER = re.compile(r"(?<=[ ./_-])0[1-9]\d[ -]?\d{3}[ -]?\d{3}")
"""Nine digits after a separator: no piece of the number before."""
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
    yield from (match.span("number") for match in NAMED.finditer(text))
    end = 0
    while match := NUMBER.search(text, end):
        end = _end(text, match)
        yield match.start(), end


def _end(text: str, match: re.Match[str]) -> int:
    """Where the number ends: there where another begins, if what is before it is one by itself."""
    another = ANOTHER.search(text, match.start() + 1, match.end() + len("0 123 456 7"))
    first = another and another.start() < match.end() and NUMBER.match(text, match.start(), another.start())
    return first.end() if first else match.end()
