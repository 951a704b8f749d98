"""Names of people, where the words before say that one follows: `nimeni on …`, `olen …`, `t. …`.

What follows is a name when it begins with a common given name (`given`), or when two words with capital letters follow
that are no institution, office or place. A name that nothing announces is not found.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.masking.given import AMBIGUOUS, GIVEN

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
LONGEST = 4
"""Words of a name."""
PARTICLES = frozenset("von af de van der den bin al el".split())
FAMILY = re.compile(
    r".{2,}(?:nen|la|maki|niemi|salo|saari|virta|lahti|aho|koski|ranta|son|sen|qvist|berg|strom|blom|man|ova|ov)"
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
    last = 0
    for announced in ANNOUNCED.finditer(text):
        if announced.end() < last:
            continue
        words = _words(text, announced.end())
        count = _name(words, text, called=bool(announced["called"]))
        if count:
            last = words[count - 1].end(1)
            yield words[0].start(1), last


def _words(text: str, at: int) -> list[re.Match[str]]:
    """The words that may be a name; none when the first cannot begin one."""
    words: list[re.Match[str]] = []
    while len(words) < LONGEST and (match := WORD.match(text, at)):
        if not words and not (match[1][0].isupper() or _is_given(match[1])):
            break
        words.append(match)
        at = match.end()
    return words


def _name(words: list[re.Match[str]], text: str, *, called: bool) -> int:
    """How many of the words after an announcement are a name."""
    written = [match[1] for match in words]
    if not written:
        return 0
    if written[0][0].isupper() and not _shouted(written[0]):
        count = len(list(takewhile(_is_part, written)))
        named = count and (_is_given(written[0]) or _is_person(written[:count], called=called))
        return count if named else 0
    if _is_given(written[0]) and written[0].lower() not in AMBIGUOUS:
        return 2 if len(written) > 1 and _is_family(words[1], text) else 1
    return 0


def _shouted(word: str) -> bool:
    return len(word) > 2 and word.isupper()


def _is_part(word: str) -> bool:
    if word in PARTICLES or FAMILY.fullmatch(word.lower()) or _is_given(word):
        return word in PARTICLES or word[0].isupper()
    return word[0].isupper() and not OFFICE.fullmatch(word) and not PLACED.fullmatch(word)


def _is_given(word: str) -> bool:
    return word.lower().split("-")[0] in GIVEN


def _is_person(words: list[str], *, called: bool) -> bool:
    """Whether words with capital letters are a name though the first is no common one."""
    return called or (len(words) > 1 and not any(map(_shouted, words)) and not words[0].endswith("n"))


def _is_family(word: re.Match[str], text: str) -> bool:
    """Whether a word after a given name without a capital letter looks like a family name, or ends a shouted text."""
    ends = not text[word.end() : word.end() + 1].strip(" .,!?\n")
    return bool(FAMILY.fullmatch(word[1].lower())) or (_shouted(word[1]) and ends)
