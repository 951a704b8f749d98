"""Names of people, where the words before say that one follows: `nimeni on …`, `olen …`, `t. …`.

What follows is a name when it begins with a common given name (`given`), or when two words with capital letters follow
that are no institution, office or place. A name that nothing announces is not found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.log.masking.given import AMBIGUOUS, GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOSE = r"mun|minun|asiakkaan|asiakkaani|opiskelijan|opiskelijani|oppilaan|oppilaani|nuoren|hanen"
CALLED = rf"nimeni\son|(?:{WHOSE})\snimi\s(?:on|oli)|nimi:|jag\sheter|mitt\snamn\sar|my\sname\sis"
BEING = r"nimi\son|olen|oon|taalla|tassa|i\sam|i'm|jag\sar|this\sis|det\sar|allekirjoittanut|asiakkaani|oppilaani"
SIGNED = (
    r"(?:yst(?:avallisin|\.)\s)?terv(?:eisin|\.|:)|terkuin|terkut?|ystavallisesti|kunnioittavasti|kiittaen|t[.:]|br"
    r"|mvh|(?:med\svanlig\s)?halsning(?:ar)?|(?:(?:best|kind)\s)?regards"
)
ANNOUNCED = re.compile(
    rf"(?<![\w-])(?=[a-z])(?:(?P<called>{CALLED})|{BEING}|{SIGNED})(?![\w-])[,:]?\s{{1,4}}", re.IGNORECASE
)
WORD = re.compile(r"\s?([A-Z]\.|[^\W\d_]+(?:['-][^\W\d_]+)*)(?![\w@])")
HERE = re.compile(
    r"(?<![\w-])(?=[A-Z])([^\W\d_]{2,30}(?:-[^\W\d_]{2,30})?)(?:\s[A-Z][^\W\d_]{1,30}){0,2}(?=\s(?:tassa|taalla)\b)"
)
LONGEST = 4
"""Words of a name."""
PARTICLES = frozenset("von af de van der den bin al el".split())
FAMILY = re.compile(
    r".*(?:maki|niemi|salo|saari|virta|lahti|aho|koski|ranta)|.{2,}(?:nen|la|son|sen|qvist|berg|strom|blom|man|ova?)"
)
"""How family names end."""
OFFICE = re.compile(
    r"""(?: ohja|opo|opin|opis|opet|oppil|koul|lukio|ylio|kunt|kunn|kaupun|toimi|virast|keskus|ryhm|verkos|minist|palvel
          | liit|yhdis|akat|amk|kirjas|asiant|joht|rehtor|koord|valtak|aluee|suom|finland|nuor|tyo|kela|osasto|projekt
          | hank|saati|vank|semin|foorum|strateg|helsin|turku|turun|tamper|oulu|espoo|vanta|kuopi|jyvas|lappi|lapin
          | etela|pohjo|keski|lansi|varsin|paijat|satakun|pirkan|uusim|uudenm|savo|karjal|kymen|kainu|hame|pohjanm|ahven
          | osterb|nyland|seinaj|rovan|mikkel|vaas|pori|lahti|lahde|joens|kotka|martat|sitra|jotpa|studie|handled|yrkes
          | skol|guidance|career|tieto ).*
        | te|te-.*|ely.*|elo|elo-.*|avi|ita|ita-.*|kanta-.*|the|a|an|from|not|uusi""",
    re.VERBOSE | re.IGNORECASE,
)
"""How words begin that name no person: institutions, offices, places."""
PLACED = re.compile(r".+(?:ssa|sta|lla|lta|lle|ksi)", re.IGNORECASE)
"""How Finnish words end that tell where or as what."""


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where announced names are in a folded text."""
    yield from (match.span() for match in HERE.finditer(text) if _is_given(match[1]))
    for announced in ANNOUNCED.finditer(text):
        first = WORD.match(text, announced.end())
        if not first:
            continue
        if first[1][0].isupper() and not _shouted(first[1]):
            end = _with_capitals(text, first, called=bool(announced["called"]))
        else:
            end = _without_capitals(text, first)
        if end:
            yield first.start(1), end


def _with_capitals(text: str, first: re.Match[str], *, called: bool) -> int | None:
    """Where the name ends that begins with `first`, which has a capital letter; None when it is none."""
    words: list[re.Match[str]] = []
    word: re.Match[str] | None = first
    while word and len(words) < LONGEST and _is_part(word[1]):
        words.append(word)
        word = WORD.match(text, word.end())
    if words and (called or _is_given(first[1]) or _is_person([match[1] for match in words])):
        return words[-1].end(1)
    return None


def _without_capitals(text: str, first: re.Match[str]) -> int | None:
    if first[1].lower() in AMBIGUOUS or not _is_given(first[1]):
        return None
    second = WORD.match(text, first.end())
    return second.end(1) if second and _is_family(second, text) else first.end(1)


def _shouted(word: str) -> bool:
    return len(word) > 2 and word.isupper()


def _is_part(word: str) -> bool:
    if not word[0].isupper():
        return word in PARTICLES
    if FAMILY.fullmatch(word.lower()) or _is_given(word):
        return True
    return not OFFICE.fullmatch(word) and not PLACED.fullmatch(word)


def _is_given(word: str) -> bool:
    return word.lower().split("-")[0] in GIVEN


def _is_person(words: list[str]) -> bool:
    """Whether words with capital letters are a name though the first is no common one."""
    return len(words) > 1 and not any(map(_shouted, words)) and not words[0].endswith("n")


def _is_family(word: re.Match[str], text: str) -> bool:
    """Whether a word after a given name without a capital letter looks like a family name, or ends a shouted text."""
    ends = not text[word.end() : word.end() + 1].strip(" .,!?\n")
    return bool(FAMILY.fullmatch(word[1].lower())) or (_shouted(word[1]) and ends)
