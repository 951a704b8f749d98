"""Personal identifiers in a text → a word that says what stood there."""

from __future__ import annotations

import re

GAP = r"[\s.]{0,3}"
DIGIT = r"(?:[\s()–−-]{0,3}\d)"
DOTTED = r"(?:[\s()./–−-]{0,3}\d)"
LOCAL = r"[\w.!#$%&'*+/=?^`{|}~-]"

EMAIL = re.compile(
    rf"(?<!{LOCAL}){LOCAL}++\s{{0,3}}(?:@|[(\[]at[)\]])\s{{0,3}}[\w-]++(?:\.[\w-]++)++", re.IGNORECASE
)

PERSONAL_IDENTITY_CODE = re.compile(
    rf"""(?: \d{{6}} | (?:0[1-9]|[12]\d|3[01]) {GAP} (?:0[1-9]|1[0-2]) {GAP} \d\d )  # day, month, year
         \s{{0,3}}
         (?: [-+‐‑–−A-FU-Y] \s{{0,3}} \d{{3}} (?: \s{{1,3}} [0-9A-Y] \b | [0-9A-Y] )  # a sign for the century
           | \d{{3}} \s{{0,3}} [A-Y] \b )  # or none, and a letter for the check""",
    re.VERBOSE | re.IGNORECASE,
)

PHONE = re.compile(
    rf"""(?: \+ | (?<!\d) 00 ) \s{{0,3}} \(? [1-9] {DOTTED}{{6,14}}  # international
         | (?<!\d) 358 {DIGIT}{{6,11}}
         | (?<!\d) 0[1-9]\d {DOTTED}{{4,9}}
         | (?<!\d) 0[1-9] {DIGIT}{{5,10}}""",
    re.VERBOSE,
)
"""Dots and slashes divide only what has an area code of three digits: `05.06.2022` is a day."""


def mask(text: str) -> str:
    """`text` with every e-mail address, Finnish personal identity code and phone number replaced.

    A code is masked whether or not its check character is right. Years, slide numbers and fractions stay.
    """
    text = EMAIL.sub("[sähköposti]", text)
    text = PERSONAL_IDENTITY_CODE.sub("[henkilötunnus]", text)
    return PHONE.sub("[puhelinnumero]", text)
