"""The words that ask of the table: which, whether, how many; all, none, only, not; measures, actors, tasks."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.understanding.language import one_off
from bot.understanding.query.wanted import Of

if TYPE_CHECKING:
    from bot.understanding.language import Word


class Cue(Enum):
    """What a word does in a question over the table."""

    WHERE = auto()
    WHO = auto()
    WHICH = auto()
    SHOW = auto()
    HOW = auto()
    COUNT = auto()
    WHETHER = auto()
    COMPARE = auto()
    VARY = auto()
    SAME = auto()
    TOGETHER = auto()
    EVERY = auto()
    ANY = auto()
    ONE = auto()
    ONLY = auto()
    MOST = auto()
    FEWEST = auto()
    NEARLY = auto()
    NOT = auto()
    EXCEPT = auto()
    OTHER = auto()
    AND = auto()
    OR = auto()
    SELF = auto()
    BUT = auto()
    PART = auto()
    BEING = auto()
    MEASURE = auto()
    ACTOR = auto()
    TASK = auto()
    THEME = auto()
    GOAL = auto()
    TABLE = auto()


def _words(text: str) -> frozenset[str]:
    """The words, also as they are written without dots."""
    return frozenset((*text.split(), *text.replace("ä", "a").replace("ö", "o").split()))


FORMS = {
    Cue.WHERE: _words(
        """
        missä missäs missäpä mihin mihinkä mihinkäs mis mihkä misä misäs misää mihinä mihinäs mistä mist mihi mille
        millä mihnä
        """
    ),
    Cue.WHO: _words(
        "kuka ken kene ketkä kutka ketä keitä ketäs kukas kenen kenelle kelle keille kenellä kellä keillä kuk ket kekkä"
    ),
    Cue.WHICH: _words(
        "mikä mitkä mitä mitkäs mikäs mitkähän millainen minkä mik mit minkälainen mitäs mitäpä mikkä mikkäs"
    ),
    Cue.SHOW: _words("listata luetella luettelo lista listaus näyttää koonti tulostaa luetteloida"),
    Cue.HOW: _words("miten kuinka miksi miks milloin millon koska mitenkä mites paljonko mitenkäs"),
    Cue.VARY: _words("vaihdella vaihtua poiketa muuttua vaihtelu vaihteleva poikkeava poikkeus erilainen eriävä"),
    Cue.COMPARE: _words(
        """
        ero eroo erroo eroa erroa eroja vs versus eroavaisuus erota eroavuus verrata vertailla vertailu vertaus kumpi
        kummat
        """
    ),
    Cue.SAME: _words("yhtä yht sama samanlainen identtinen yhtenevä yhtäläinen yhteinen"),
    Cue.EVERY: _words("kaikki jokainen jokaikinen jok kaik kaekki aina"),
    Cue.ANY: _words("jokin joku mikään kukaan yksikään missään mihinkään jossain johonkin yhtään"),
    Cue.ONE: _words("yksi yks"),
    Cue.ONLY: _words("vain ainoastaan täsmälleen pelkkä pelkästään ainoa vaa yksin yksinomaan yksistään vaan"),
    Cue.MOST: _words(
        "eniten useimmin useimmat useimmissa useimmiten useammassa useammas useampi useammin enemmän enemmissä"
    ),
    Cue.FEWEST: _words("vähiten harvimmin harvimmissa harvin harvemmassa vähemmän"),
    Cue.NEARLY: _words("melkein lähes miltei melkei melkeen"),
    Cue.NOT: _words("""
        ei eivät eikö eiks eikös eihän eikä eivätkä eivätkö eiväk evät ettei etteivät muttei mutteivät vaikkei jollei
        ellei eivätkös eiväthän ilman vailla poissa pois poijes poies evätkä
    """),
    Cue.EXCEPT: _words("paitsi lukuunottamatta lisäksi lisäks ohella rinnalla poislukien"),
    Cue.OTHER: _words("muu muut muualla muualle muuallakin"),
    Cue.AND: _words("sekä ja"),
    Cue.OR: _words("tai vai joko taikka vae vs versus"),
    Cue.PART: _words("""
        mukana mukaan osallisena osallistua kuulua nimetä nimetty mainita mainittu koordinoida koordinoija
        koordinaattori
        ehdottaa ehdotettu esittää esitetty merkitä merkitty merkata kirjata kirjattu vastata vastuu vastuussa
        osoittaa osoitettu nimittää nimitetty valita valittu asettaa asetettu
        vastuutaho hoitaa hoito hoitua osallinen rooli sisältyä puuttua laittaa liittyä tehtävä homma vetää vetovastuu
        toimija sija osa vastuullinen tontti uupua
    """),
    Cue.BEING: _words("olla löytyä päästä saada ottaa"),
    Cue.MEASURE: _words("keino toimenpide dia kalvo kohta"),
    Cue.ACTOR: _words("""
        toimija taho vastuutaho koordinoija koordinaattori vastuutoimija organisaatio instanssi viranomainen porukka
        vastuuorganisaatio koordinaatiotaho aluetoimija osapuoli tekijä jengi sakki tyypit tyyppejä vetäjä
    """),
    Cue.TASK: _words("tehtävä homma hommeli"),
    Cue.THEME: _words("teema"),
    Cue.GOAL: _words("tavoite päämäärä"),
    Cue.TABLE: _words("taulukko esitys lista strategia koko taso puoli rivi"),
    Cue.SELF: _words("se ne tämä nämä"),
    Cue.BUT: _words("""
        mutta muttei mutteivät mut vaan vaikka vaikkei eikä eivätkä ilman kun ku jos että et ettei etteivät jossa
        joissa joihin johon
    """),
}
"""By base form or as written."""

PREFIXES = {
    Cue.NOT: ("puuttu", "puutu", "uupuu"),
    Cue.ONLY: ("pelkäs", "ainua", "ainoas"),
    Cue.ONE: ("ainua", "yhyre", "yhre"),
    Cue.MEASURE: ("keino", "keinu"),
    Cue.EVERY: ("jokais",),
    Cue.PART: ("kuulu", "jätet"),
    Cue.TASK: ("tehtäv", "hommi"),
    Cue.MOST: ("useamp", "useamm", "usemm", "useimm", "useimp"),
    Cue.ANY: ("missää", "yhdenkää", "yhteenkää", "yhdessäkää", "mihinkää", "yhtää"),
    Cue.OTHER: ("muuhu", "muuss", "muihi", "muiss"),
}
"""Beginnings of words whose spoken forms are too many to list."""
NUMBERS = tuple(
    (value, re.compile(rf"(?:{form})\w{{0,6}}"))
    for value, form in enumerate(
        (
            r"nolla",
            r"yh(?:de|te|re|yre|e[ls]|[dt]ä)|yksi|yks",
            r"kah(?:de|te|e[ls])|kaks",
            r"kolm",
            r"nelj",
            r"vii(?:s|de|te)",
            r"kuu(?:si|s|de|te)",
            r"sei[td]?tse|seittem",
            r"kah?deks|kaheks",
            r"yh?deks|yheks",
            r"kymme",
        )
    )
)
"""The beginnings of the numbers up to ten, spoken ones as well."""
NOT_THAT = {Cue.EVERY: _words("kaikkiaan kaiken ainakin"), Cue.COMPARE: _words("kumpikin kummatkin kumpikaan")}
"""Words of `kaikki`, `aina` and `kumpi` that mean something else."""
SLIPPED = frozenset(
    {
        Cue.EVERY,
        Cue.ANY,
        Cue.ONLY,
        Cue.MOST,
        Cue.FEWEST,
        Cue.PART,
        Cue.MEASURE,
        Cue.ACTOR,
        Cue.TASK,
        Cue.THEME,
        Cue.COMPARE,
    }
)
"""Cues whose words are long enough to be known with a slip in them."""
NO_SLIP = ("toimist",)
"""Beginnings of words that are a letter from a cue and no slip of it."""
LONG, LONGEST = 5, 13
"""Letters of the beginning of a cue word in which a slip is looked for."""
COUNT = re.compile(
    r"""
    \b (monta | montako\w* | motako | montoko | montaks | montakos | moniko | mont | monesta(ko)? | monessako\w*
      | monessaks | mones(ko|ks|kos)? | monesa(ko|ks)? | monehen | monessa
      | mon+een(ko|kos|ks|k)? | monellako | monelleko | monelle | monella) \b
""",
    re.VERBOSE,
)
NUMBER = frozenset({"lukumäärä", "lkm", "määrä", "lukumäärän", "määrän", "lukumäärät", "kpl"})
"""A number is asked for."""

CLITIC = re.compile(r"\w(ko|kö|ks|kos|kös|kohan|köhän|kse|(?<=[aeiouyäö])k)$")
"""The end of a word that asks whether."""
CLITICS = re.compile(r"(?<=\w\w)(han|hän|pa|pä)$")
"""The ends of a word that only colour it: `missähän`, `ketkäpä`."""
SHORT = re.compile(r"on+k\w{0,4}|ov+at?k\w{0,2}|ol+i(?:vat)?k\w{0,4}|eik")
"""Forms of `onko`, `ovatko`, `oliko` and `eikö`, spoken ones as well."""
SHORTENED = frozenset({"valtak"})
"""What is cut short and ends like a question."""
YES_OR_NO = re.compile(
    r"\b vai [ ]? (ei | eivät | eikö | eiks | en)? [ ]* \W* $ | \b(pitääkö|onko|onks) [ ] (paikkansa|totta)\b",
    re.VERBOSE,
)
"""What else asks whether, at the end of a sentence."""


HEADS = (Cue.MEASURE, Cue.THEME, Cue.GOAL)
"""What compounds end in that are the same sort of thing: `digiteema`."""
THINGS = {Cue.TASK: Of.TASKS, Cue.MEASURE: Of.MEASURES, Cue.ACTOR: Of.ACTORS, Cue.THEME: Of.THEMES, Cue.GOAL: Of.GOALS}
"""What is listed or counted."""
AS_WRITTEN = frozenset({Cue.WHERE, Cue.WHICH, Cue.NOT, Cue.BUT})
"""Cues that are told by the form of a word, since its base form has others as well (`missä`, `missään`)."""


@lru_cache(maxsize=20_000)
def cues(word: Word) -> frozenset[Cue]:
    """What a word may do; nothing for most words."""
    surface = CLITICS.sub("", word.surface)
    forms = {word.surface, surface, *word.lemmas}
    heads = {reading.parts[-1] for reading in word.readings if len(reading.parts) > 1}
    found = {cue for cue, own in FORMS.items() if ({word.surface, surface} & own if cue in AS_WRITTEN else forms & own)}
    found |= {cue for cue in HEADS if heads & FORMS[cue]}
    found |= {cue for cue, beginning in PREFIXES.items() if word.surface.startswith(beginning)}
    found -= {cue for cue, others in NOT_THAT.items() if word.surface in others}
    if COUNT.fullmatch(word.surface) or word.surface in NUMBER:
        found.add(Cue.COUNT)
    if not found & {*THINGS} and asks_whether(word):
        short = SHORT.fullmatch(word.surface) is not None or not word.known
        found |= {Cue.WHETHER, Cue.BEING} if short else {Cue.WHETHER}
    return frozenset(found)


STEMS = defaultdict[str, set[Cue]](set)
"""What long cue words begin with, but for their endings."""
for _cue in SLIPPED:
    for _form in FORMS[_cue]:
        if len(_form) > LONG or _cue is Cue.EVERY:
            STEMS[_form[: max(LONG, len(_form) - 1)]].add(_cue)


@lru_cache(maxsize=20_000)
def misspelt(word: Word) -> frozenset[Cue]:
    """What a word that is no Finnish does when its beginning is a cue word with a slip: `toimjat`, `kaiki`."""
    surface = word.surface
    if (word.known and not word.guessed) or surface.startswith(NO_SLIP):
        return frozenset()
    for end in range(min(len(surface), LONGEST), LONG - 2, -1):
        slips = {slip for slip in (surface[:end], *one_off(surface[:end])) if slip in STEMS}
        if slips:
            return frozenset().union(*(STEMS[slip] for slip in slips))
    return frozenset()


def asks_whether(word: Word) -> bool:
    """Whether the word has the clitic of a question and is a verb, or a noun that is no word with that ending."""
    if SHORT.fullmatch(word.surface):
        return True
    ending = CLITIC.search(word.surface)
    if ending is None or COUNT.search(word.surface) or word.surface in SHORTENED:
        return False
    if not word.known and ending[1] != "ks":
        return True
    if ending[1] in {"ks", "kse", "k"}:
        return any(reading.sort in {"t", "k"} for reading in word.readings)
    return all(reading.sort and not reading.lemma.endswith(("ko", "kö")) for reading in word.readings)


def number(word: Word) -> int | None:
    """The number that a word says, up to ten."""
    if word.surface.isdecimal() and len(word.surface) < 3:
        return int(word.surface)
    return max((value for value, form in NUMBERS if form.fullmatch(word.surface)), default=None)
