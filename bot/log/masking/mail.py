"""E-mail addresses: RFC 5321's, and the ways in which people write them so that no machine should find them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.log.masking.folding import BLOT
from bot.log.masking.given import GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterator

ATOM = r"[\w.!#$%&'*+/=?^`{|}~-]"
LABEL = r"[\w-]++"
SPELT = r"(?:\s{0,3}[(\[]\s?(?:dot|piste|punkt|\.)\s?[)\]]\s{0,3}|\s{1,3}(?:dot|piste|punkt)\s{1,3})"
PROVIDERS = r"(?:gmail|hotmail|outlook|luukku|yahoo|icloud|live|suomi24)(?![^\W\d])"
ADDRESS = re.compile(
    rf"""(?P<local> "[^"\n]{{1,64}}"
                  | (?<!{ATOM})[\w.+]++(?=-at-|\{{at\}}) | (?<!{ATOM}){ATOM}++ (?:{SPELT}{ATOM}++){{0,3}} )
         (?P<at> \s{{0,3}}@\s{{0,3}} | \s{{0,3}}[(\[{{<]\s?(?:at|a|@)\s?[)\]}}>]\s{{0,3}}
                   | \s{{1,3}}at(?:-merkki)?\s{{1,3}} | -at- )
         (?P<domain> {LABEL} (?: (?: \. | {SPELT} | \s?\.\s?(?=(?:fi|com)\b) ) {LABEL} )++
                   | {PROVIDERS} | \[[\d.]+\] )""",
    re.VERBOSE | re.IGNORECASE,
)
"""`ät` is folded to `at`."""
JOINED = re.compile(r"\w[._+-]\w|\d")
"""What the name of a mailbox has and an ordinary word has not."""


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses are in a folded text."""
    start = 0
    while match := ADDRESS.search(text, start):
        if _is_address(match["local"], match["at"], match["domain"]):
            yield match.span()
            start = match.end()
            text = BLOT * start + text[start:]  # so that `c@d.fi` is seen in `a@b.fi/c@d.fi`
        else:
            start = match.start("domain")


def _is_address(local: str, at: str, domain: str) -> bool:
    if not re.search(r"[^\W\d_]", domain) and domain.count(".") < 3:
        return False  # a price: 2 @ 5.50
    sign = at.strip()
    if sign == "@":
        mention = at[0].isspace() and not at[-1].isspace()  # `ks. @yle.fi` names an account
        return not mention or bool(JOINED.search(local))
    if sign[0] in "([{<" and (sign[1:-1].strip().lower() != "a" or at == sign):
        return True
    spelt = "." not in domain
    return spelt or bool(JOINED.search(local)) or local.lower() in GIVEN
