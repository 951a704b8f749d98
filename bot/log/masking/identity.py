"""Finnish personal identity codes.

Source: Digital and Population Data Services Agency, dvv.fi, "Personal identity code": day, month, two digits of the
year, a sign for the century (`+` 1800s; `-YXWVU` 1900s; `ABCDEF` 2000s; all but `+-A` since 2023), three digits, and a
check character for these nine digits modulo 31.

python-stdnum knows the rule, too; it takes ten times longer, which counts where a message is full of digits.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
CENTURY = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}

GAP = r"[\s./_-]"
DAY, MONTH, YEAR = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])", r"(?:18|19|20)?\d\d"
DATE = rf"""(?: (?P<day>{DAY}){GAP}{{0,3}}(?P<month>{MONTH}){GAP}{{0,3}}(?P<year>{YEAR})
              | (?P<d>{DAY}|[1-9]){GAP}{{1,3}}(?P<m>{MONTH}|[1-9]){GAP}{{1,3}}(?P<y>{YEAR})
              | (?P<yyyy>(?:18|19|20)\d\d){GAP}{{0,3}}(?P<mm>{MONTH}){GAP}{{0,3}}(?P<dd>{DAY}) )"""
SIGNED = re.compile(
    rf"""(?=\d)(?= (?P<code> {DATE} (?P<before>\s{{0,3}})(?P<sign>--?|[+A-FU-Y]|(?:vali)?viiva)(?P<after>\s{{0,3}})
             (?P<number>\d{{3}}) (?P<check>\s{{0,3}}[0-9A-Y])? ) )""",
    re.VERBOSE | re.IGNORECASE,
)
UNSIGNED = re.compile(
    rf"(?<!\d)(?=\d)(?= (?P<code> {DATE} (?P<gap>[\s.,:/_]{{0,3}}) (?P<number>\d{{3}}) (?P<check>[0-9A-Y])(?!\w) ) )",
    re.VERBOSE | re.IGNORECASE,
)
NAMED = re.compile(
    rf"""\b(?:hetu|sotu|henkilo(?:tieto)?tunnu|personbeteckning|sosiaaliturvatunnu)\w{{0,8}}
         [^\w\0]{{0,3}} (?:(?:on|oli|ar|is|nro|numero)[^\w\0]{{1,3}})?
         (?P<code> \d\d{GAP}{{0,3}}\d\d{GAP}{{0,3}}(?:\d{{4}}|\d\d) \s{{0,3}}[-+A-FU-Y_.:/]?\s{{0,3}}
                   \d{{3}}(?:\s{{0,3}}[0-9A-Y](?!\w))? ) (?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)
"""After the word for it, nine digits are a code, whatever day they name."""


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where identity codes are in a folded text.

    The day must exist. With a sign for the century, the check character may be wrong or missing; without one, it must
    be right or follow six digits and three.
    """
    yield from (match.span("code") for match in NAMED.finditer(text))
    yield from (match.span("code") for match in UNSIGNED.finditer(text) if _is_unsigned(match))
    for match in SIGNED.finditer(text):
        if end := _end(text, match):
            yield match.start(), end


def _end(text: str, match: re.Match[str]) -> int | None:
    """Where the code ends that begins at `match`, None when it is none."""
    born = _born(match)
    if not born:
        return None
    if _is_right(born, match):
        return match.end("code")
    if text[match.start() - 1 : match.start()].isdigit():
        return None
    glued = text[match.end("code") : match.end("code") + 1].isalnum()
    if match["check"] and not glued and _may_be_check(match):
        return match.end("code")
    end = match.end("number")
    goes_on = text[end : end + 1].isdigit() or (match["sign"].isalpha() and text[end : end + 1].isalpha())
    return None if match["before"] or match["after"] or goes_on else end


def _born(match: re.Match[str]) -> date | None:
    year = match["year"] or match["y"] or match["yyyy"]
    sign = match["sign"] if "sign" in match.re.groupindex else "-"
    full = int(year) if len(year) == 4 else CENTURY.get(sign[0].upper(), 1900) + int(year)
    month, day = match["month"] or match["m"] or match["mm"], match["day"] or match["d"] or match["dd"]
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def _is_right(born: date, match: re.Match[str]) -> bool:
    """Whether the check character is the one of these nine digits."""
    digits = f"{born.day:02}{born.month:02}{born.year % 100:02}{match['number']}"
    return bool(match["check"]) and CHECKS[int(digits) % 31] == match["check"].strip().upper()


def _is_unsigned(match: re.Match[str]) -> bool:
    """Whether `150305 123A`, or `1503051238` with a right check, is meant, and not a day before a year or a sum."""
    born = _born(match)
    if not born or (match["gap"] and _is_year(match)):
        return False
    return _is_right(born, match) or (_is_plain(match) and match["check"].isalpha())


def _may_be_check(match: re.Match[str]) -> bool:
    """Whether a check character that is wrong may be a mistake: it does not make a year of the number."""
    check = match["check"]
    return check.strip().isalpha() or (not check[0].isspace() and (_is_plain(match) or not _is_year(match)))


def _is_plain(match: re.Match[str]) -> bool:
    return match["code"][:6].isdigit()


def _is_year(match: re.Match[str]) -> bool:
    return match["number"].startswith(("19", "20"))
