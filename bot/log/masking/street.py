"""Street addresses: a street's name as Finnish and Swedish end it, with the number of a house."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = r"(?:n|lla|lta|lle|ssa|sta|a|an|ksi)?"
ENDING = "|".join((
    "katu", "katua", "katuun", r"kadu(?:n|lla|lta|lle|ssa|sta|ksi)",
    "tie", r"tie(?:n|lla|lta|lle|ta|ssa|sta|hen)", rf"kuja{CASES}",
    "polku", "polkua", "polkuun", r"polu(?:n|lla|lta|lle|ssa|sta)", rf"vayla{CASES}",
    r"rait(?:ti|tia|in|illa|ilta|ille)", r"kaar(?:i|ta|en|ella|elta|elle|essa)",
    r"rin(?:ne|netta|teen|teella|teelle|teessa)", r"ran(?:ta|taa|nan|nalla|nalle|nassa)",
    rf"aukio{CASES}", rf"uppatori{CASES}", r"puistik(?:ko|koa|on|olla|olle)",
    rf"esplanadi{CASES}", rf"levardi{CASES}", "penger", "penkereella",
    "gata", "gatan", "vag", "vagen", "grand", "granden", "stig", "stigen", "stranden", "torget", "esplanaden",
))  # fmt: skip
IS_STREET = re.compile(rf"(?:{ENDING})\Z", re.IGNORECASE)
LONGEST = 16
"""Letters of the longest ending, and two more. The first two letters of a word belong to no ending."""
FIGURE = re.compile(
    r"""(?:.*-)?
        (?: arjen|asiakas|asiakkaan|digi|elama|elaman|elo|haku|hoito|ika|jatko|kasvu|kehittymis|kehitys|kotoutumis
          | koulutus|kuntoutus|muutos|nivel|ohjaus|opin|opinto|opiskelu|oppi|oppimis|osaamis|palvelu|siirtyma|suoritus
          | tavoite|tuki|tyo|tyollistymis|uudistus|ura|valmennus|yhteis )
        -?(?:tie|polku|polu|vayla|kaar|ran|rin).*
      | .*(?:us|ys|is|jan)(?:polku|polu|vayla).*
      | (?:kanta|keha|maan|moottori|rauta|seutu|sisaantulo|ulosmeno|umpi|valta|yhdys)tie.*  # roads
      | (?:joh|kaa|laa|lah|pyor|saa|sou|vaa)tien  # `lähtien 3`""",
    re.VERBOSE | re.IGNORECASE,
)
"""Ways that nobody lives at."""

NUMBER = r"(?:(?:nro|numero|no|nr)\.?\s)?\d{1,3}+(?!\d)"
AFTER = r"(?!\s?(?:%|€|eur|kpl|prosen|vuot|vuod|kk\b|h\b|min\b|askel|vaihe|osa|htv|op\b|ker|hen[kg]|opo|[.,:/]\d))"
FLAT = (
    r"(?:\s?-\s?\d{1,3}(?!\d))?(?:\s?[a-z](?![^\W\d]))?(?:\s?\d{1,3}(?!\d))?"
    r"(?:\s(?:as|asunto|bst|lgh|lh)\.?\s\d{1,3})?"
)
POSTCODE = r"(?:,?\s\d{5}\s[^\W\d]{2,20})?"
HOUSE = NUMBER + AFTER + FLAT + POSTCODE
STREET = re.compile(
    rf"""(?<![\w-])(?=[a-z])
         (?:(?:iso|pieni|vanha|uusi|pohjoinen|etelainen|itainen|lantinen|norra|sodra|vastra|ostra)\s)?
         (?P<word>(?:[^\W\d]|-){{5,}}+) ,?\s{{0,3}} {HOUSE}""",
    re.VERBOSE | re.IGNORECASE,
)
NAMED = re.compile(
    rf"""\b(?:osoit(?:e|teeni|teemme|teensa)|adress|adressen|address)(?:\s?:\s?|\s(?:on|ar|is)\s)
         (?P<street>[^\W\d_]{{2,40}}(?<!lla)(?<!ssa)\s{HOUSE})""",
    re.VERBOSE | re.IGNORECASE,
)
"""After the word for it, any name with a number is an address."""


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where street addresses are in a folded text: a street without a number stays."""
    yield from (match.span() for match in STREET.finditer(text) if _is_street(match["word"]))
    yield from (match.span("street") for match in NAMED.finditer(text))


def _is_street(word: str) -> bool:
    return bool(IS_STREET.search(word, max(2, len(word) - LONGEST))) and not FIGURE.fullmatch(word)
