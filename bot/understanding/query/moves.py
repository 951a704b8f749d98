"""What a message does to the conversation when it says hardly anything else: the words of a button, back, the others.

Words are base forms or, where people write none, as they are typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.understanding.language import forms_of
from bot.understanding.query.cues import WHO, Said, is_function, level_of, words_in
from bot.understanding.spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.understanding.language import Word


class Move(StrEnum):
    """What is wanted of what was said before.

    MORE, CHANGES, SOURCE, SHORT, PLAIN, SHARE: the last answer in another way, as its buttons show it. OTHERS: who
    else, or where else. FIRST, BEFORE, BACK: something spoken of earlier. OTHER: the other one of two.
    """

    MORE = "more"
    CHANGES = "changes"
    SOURCE = "source"
    SHORT = "short"
    PLAIN = "plain"
    SHARE = "share"
    OTHERS = "others"
    FIRST = "first"
    BEFORE = "before"
    BACK = "back"
    OTHER = "other"


TELLING = words_in("""
    kertoa kerro kerrotko näyttää näytä näytätkö antaa anna sanoa sano haluta voida voisit voisitko voitko vois saada
    saanko saisko saisinko vastaus vastata avata avaa lukea selittää tehdä tieto tietoo asia juttu kohta pliis kiitos
    kiitti kysyä
""")
POINTING = words_in("""
    se sen siitä siihen siinä sitä siit siin tämä tää tän tästä tähän tässä täst tuo toi tuosta tosta tuohon tuossa tost
    ton ne niistä niihin niin näin noin
""")
BETWEEN = TELLING | POINTING | words_in("vähän vielä nyt siis no ja entä mutta vaan sama uudelleen uudestaan versio")
KEPT = (
    (
        Move.CHANGES,
        Said(
            words_in("muuttua muutos muuttui muuttu muuttunut muuttunu muuttuiko muutoksia"),
            BETWEEN
            | words_in("""
                mikä mitä olla onko on jälkeen sitten vuosi 2022 tilanne miten jokin mitään sittemmin esitys ennen sama
            """),
        ),
    ),
    (
        Move.SOURCE,
        Said(
            words_in("""
                lähde lähteet lähdettä miksi miks miksköhän perustua peruste perustelu perustella todiste luki lukee
                lukeeko mones monesko kirjoitettu kirjotettu perustaa perustat viitata viittaat viittaus
                peräisin peräsin lähdeviite viite lähdeaineisto lähdemateriaali mustaa musta
            """),
            BETWEEN
            | words_in("""
                millä osoittaa näistä nämä ylipäätään mikä missä missäs mihin mistä olla on dia dialla sivu sivulla
                tarkalleen todeta sanotaan mainita seistä
                seisoo valkoinen valkosella valkoisella
            """),
        ),
    ),
    (
        Move.SOURCE,
        Said(
            words_in("tietää tiedät tiiät tiijät tiedätkö keksiä keksit väittää väität"),
            POINTING | words_in("mistä mist mistee mistäs miten niin sinä sä sie tieto asia että tän"),
            words_in("mistä mist mistee mistäs miten"),
        ),
    ),
    (
        Move.CHANGES,
        Said(
            words_in("""
                voimassa olemassa olemas enää enään ajankohtaista ajankohtainen käynnissä käynnis käynnisä tallella
                paikkansa paikkaansa vanha toimiiko
            """),
            BETWEEN | words_in("jo edes niitä noita sitä viel viäl ne noi nää tieto"),
            words_in("onko onks onkos onk ovatko pitääkö toimiiko"),
        ),
    ),
    (
        Move.CHANGES,
        Said(
            words_in("tilanne"),
            BETWEEN | words_in("miten mites mikä millainen olla on"),
            words_in("nyt nykyään nykyisin tänään nyttemmin hetki"),
        ),
    ),
    (Move.CHANGES, Said(words_in("nykyään nykyisin nyttemmin"), BETWEEN | words_in("entäs miten mites on olla"))),
    (
        Move.SOURCE,
        Said(
            words_in("tieto tiedot tietosi"),
            POINTING | words_in("olla on nämä nää saatu saatiin otettu otit tulla tulee sinä sulla"),
            words_in("mistä mist mistee mistäs mihin"),
        ),
    ),
    (
        Move.SOURCE,
        Said(
            words_in("dia sivu kalvo sivunumero"),
            BETWEEN | words_in("olla on missä"),
            words_in("mikä mones monesko numero"),
        ),
    ),
    (
        Move.SOURCE,
        Said(
            words_in("kohtaa kohdassa kohdas kohdin kohassa kohas"),
            BETWEEN | words_in("missä mis olla on löytyä"),
            words_in("esitys aineisto materiaali diasarja"),
        ),
    ),
    (
        Move.SOURCE,
        Said(
            words_in("tarkistaa tarkastaa varmistaa"),
            BETWEEN | words_in("voinko voiko voi itse"),
            words_in("mistä jostain jostakin"),
        ),
    ),
    (
        Move.SOURCE,
        Said(
            words_in("sanottu sanotaan mainittu mainitaan esitetty esitetään todettu todetaan kerrottu kerrotaan"),
            BETWEEN | words_in("missä missäs mistä mikä olla on lähde"),
            words_in("kohta kohdas kohassa aineisto materiaali dia sivu kalvo"),
        ),
    ),
    (Move.SOURCE, Said(words_in("miten kuinka mite kui kuis"), frozenset(), words_in("niin nii ni"))),
    (
        Move.SHORT,
        Said(
            words_in("""
                lyhyt lyhyesti lyhyemmin lyhyempi lyhempi lyhemmin tiivistää tiivistä tiiviisti tiiviimmin tiivistelmä
                ytimekäs ytimekkäästi tiivistettynä lyhennettynä lyhentää lyhkäsesti
                lyhkäsemmin lyhkääsemmin lyhyenä pähkinänkuoressa pähkinänkuori
            """),
            BETWEEN | words_in("yksi lause pari rivi virke"),
        ),
    ),
    (Move.SHORT, Said(words_in("sana lause"), BETWEEN | words_in("kiitos"), words_in("pari yksi muutama"))),
    (
        Move.PLAIN,
        Said(words_in("kieli"), BETWEEN | words_in("kiitos"), words_in("tavallinen normaali arkinen arki selvä")),
    ),
    (
        Move.PLAIN,
        Said(
            words_in("""
                selkokieli selkokielellä selkokielinen selkosuomi selkosuomeksi selkokielisesti selkeä selkeämmin
                selkeästi selkeesti yksinkertainen yksinkertaisesti yksinkertaisemmin helppo helpommin helposti
                ymmärrettävästi ymmärrettävämmin kansankieli tolkullisesti selko selkona suomeksi
            """),
            BETWEEN | words_in("en ymmärtää tajuta suomi kieli sama mitä mikä tarkoittaa on"),
        ),
    ),
    (
        Move.SHARE,
        Said(
            words_in("jaa jakaa lähetä lähettää välitä välittää linkki linkkiä"),
            BETWEEN | words_in("kaveri kollega kaverille kollegalle eteenpäin jaettava jakaminen pomo"),
        ),
    ),
    (
        Move.MORE,
        Said(
            words_in("""
                lisää lissää lissee lisätieto enemmän enemmä tarkemmin tarkempi laajemmin laajempi loput loppu jatka
                jatkaa pidempi pitempi pidemmin laajempana kokonainen yksityiskohtaisemmin yksityiskohtaisesti kokonaan
                kokonaisuudessaan jatkoa
            """),
            BETWEEN | words_in("koko kaikki tehtävä teksti loput"),
        ),
    ),
    (
        Move.MORE,
        Said(
            words_in("kaikki koko"),
            BETWEEN | words_in("tehtävä lista"),
            words_in("näytä näyttää kerro vastaus tehtävä"),
        ),
    ),
)
"""The ways of showing the last answer; the first that fits holds."""
SHAPING = words_in("""
    ylempi taso puoli väki porukka tekijä tehtävä homma työ leveli kuva asia keino maa suomi valtakunta kansakunta alue
    maakunta päin iso kokonaan koko tehdä tekeminen tapahtua ihminen taho toimija vastuu vastuutaho luettelo lista
    lisäksi lisä muu kanssa yhdessä mukana messi myötä meijän aluuel aluees aluepuoli ylhäältä pyörittää kuulua tulla
    riittää pelkkä käytäntö käytännössä konkreettisesti kaavailla hahmotella suunnitella jatkaa jatketaan vastaavasti
    nimetä nimetty hoitaa hommeli jutska jatko pitää
""")
"""Words that ask of a part of what was told of, and name nothing themselves."""
OTHER = words_in("""
    muu muut muita muualla muuta muissa muissaki muus muussa muis muihin muiden muitakin kaikkialla muuhun muihinkin
    muutkin muilla muilta muille muissakin muuallakin muutki muitaki muullakin muuvalla muuvallakin
""")
ASKING = words_in("""
    kuka ketkä ketä ken kenet mikä mitkä missä missää mitä kenellä mainitaanko mainitaan ovatko entä entäs entäpä onko
    onks keitä
""")
PART = WHO | words_in("""
    mukana mukaan mukna messissä olla kuulua osallistua tehdä siellä siinä siin täällä lisäksi vielä sitten kohta kohdas
    kohassa tekijä väki porukka asia keino nimetä mainita
""")
BACKWARDS = words_in("""
    palata palataan palaa palataa palaisin palaan palatakseni takaisin takasin takas takaperin rewind bäkätä bäkätään
    pysyä pysytään sittenkin taakse taaksepäin peruuttaa peruutetaan palauttaa palautetaan kelata kelataan hypätä
    hypätään kääntyä palaillaan palaamaan palaamme palaisimme palaisitko palaatko
""")
FIRST = words_in("""
    ensin ensimmäinen ensimmäiseen ensimmäisenä ensimmääne ensimmäästä ensimmääsestä eka ekana ekaan ekaks ekaksi ekasta
    alku alussa alkuun aluksi alkuperäinen alkuperäseen alkuperänen ensiksi aloittaa aloitin aloitettiin alotin aloitus
    alunperin alunpitäen alkukysymys aloituskysymys lähtökohta lähdettiin ensimmäisenä ensimmäisestä alusta alkupää
""")
BEFORE = words_in("""
    edellinen edelliseen edellistä äskeinen äskeiseen äskeenen äsken äske äskön aiempi aiempaan aiemmin aikaisempi
    aikaisemmin edeltävä edellä äskettäin ennen aikasempi aikasemmin viimeksi
""")
LEADING = BACKWARDS | FIRST | BEFORE
"""Words of a way back."""
GENERAL = words_in("""
    kysyä kysyin kysyttiin kysymys asia juttu juttuun aihe teema kohta puhua puhuttiin puhuin mikä mitä olla oli vielä
    takas keino homma mennä mentiin mennään käydä mainita mainittu tehtävä tehdä tekeminen toimi säätää haluta halusin
    lähteä jatkaa jatketaan siirtyä hei okei ok mut mun minun meidän alue taso siellä
""")
SECOND = words_in("toinen toine toiseen toista toisen")
LEVEL = frozenset({"taso", "puoli"})
"""Words of a level: `toinen taso`."""
FEW = 5
"""Words of the longest message that means the other one of two."""
LONGEST = 9
"""Words of the longest message that makes a move."""
LONG = 5
"""Letters of a word that leads back or elsewhere from which on a slip in it is mended."""


@dataclass(frozen=True, slots=True)
class Made:
    """A move and what is said besides, which may name what it is made with."""

    move: Move
    beside: tuple[Word, ...] = ()


def move(words: tuple[Word, ...]) -> Made | None:
    """The move that words make."""
    if not words or len(words) > LONGEST:
        return None
    words = tuple(map(_as_meant, words))
    spoken = forms_of(words)
    shown = (_show(words, kind, said) for kind, said in KEPT if said.needs(spoken))
    return next((one for one in (*shown, _ask_others(words), *_go_back(words), _swap(words)) if one is not None), None)


def _show(words: tuple[Word, ...], kind: Move, said: Said) -> Made | None:
    """Show the last answer in another way, where nothing but what is needed for it and one thing beside it is said."""
    allowed = said.keys | said.rest | said.beside | SHAPING
    beside = tuple(word for word in words if not _among(word, allowed) and level_of(word) is None)
    shares = kind is Move.SHARE and (beside or any(level_of(word) for word in words) or len(words) > FEW)
    leads = any(not LEADING.isdisjoint(word.forms) for word in beside)
    return Made(kind, beside) if len(beside) <= 1 and not shares and not leads else None


def _ask_others(words: tuple[Word, ...]) -> Made | None:
    beside = tuple(word for word in words if not _among(word, OTHER | ASKING | PART))
    asks = _any(words, OTHER) and (_any(words, ASKING) or len(words) < 3)
    return Made(Move.OTHERS, beside) if asks and len(beside) <= 2 else None


def _go_back(words: tuple[Word, ...]) -> Iterator[Made | None]:
    back = _any(words, BACKWARDS)
    for kind, keys in ((Move.FIRST, FIRST), (Move.BEFORE, BEFORE)):
        beside = _beside(words, keys)
        leads = _any(words, keys) and (back or _any(words, GENERAL))
        yield Made(kind) if leads and len(beside) <= back + 1 and len(beside) < len(words) - 1 else None
    yield Made(Move.BACK, tuple(_beside(words, BACKWARDS))) if back else None


def _swap(words: tuple[Word, ...]) -> Made | None:
    few = len(words) <= FEW and _any(words, SECOND) and _any(words, POINTING | LEVEL)
    return Made(Move.OTHER) if few and not _beside(words, SECOND) else None


@lru_cache(maxsize=1)
def _spelling() -> Spelling:
    shown = (key for _, said in KEPT for key in said.keys)
    leading = (key for keys in (LEADING, OTHER) for key in keys if len(key) >= LONG)
    return Spelling((*shown, *leading))


def _as_meant(word: Word) -> Word:
    """The word without a slip, where it is no Finnish and nearly a key."""
    meant = None if word.known else _spelling().meant(word.surface)
    return word if meant is None else replace(word, surface=meant)


def _beside(words: Iterable[Word], keys: frozenset[str]) -> list[Word]:
    """What is said besides `keys`, what only leads to them, and levels."""
    known = keys | BACKWARDS | GENERAL | BETWEEN
    return [word for word in words if not _among(word, known) and level_of(word) is None]


def _among(word: Word, known: frozenset[str]) -> bool:
    return not known.isdisjoint(word.forms) or (is_function(word) and level_of(word) is None)


def _any(words: Iterable[Word], known: frozenset[str]) -> bool:
    return any(not known.isdisjoint(word.forms) for word in words)


NOT_SO = re.compile(
    r"""
    (?: (?: (?: no | äh | öh | hmm | hei | mut | mutta | oho | aijaa ) [ ,]+ )?
        (?: e+i* (?: k+ö+ (?= \s) | [ ]+ ku+n? | [ ]+ kyllä (?= [ ] ku) | [ ]+ vaan | [ ]+ siis | [ ]+ hitto )
          | ei , | eikä [ ]+ ku | ei [ ]+ ei | sori | sorry | anteeksi | anteeks | hups | hupsista | oho
          | oi | korjaan | korjaus | virhe | siis | väärä (?: [ ] taso )? )
      | (?: \w+ [ ,.]+ ){0,3}? e+i* k+u+ i? n? \b )
    [ ,.:;!–-]+ (?P<rest> .+ )
""",
    re.VERBOSE | re.DOTALL,
)
NOT_THAT = re.compile(
    r"""
    .*? \b (?: en | em | emmä | emmie | enmä ) \b [ ]+ (?: minä | mä | mie )? [ ]*
    (?: tarkoita\w* | tarkota\w* | tarkottanu\w* | meinan\w* | meinaa\w* | puhu\w* | kysy\w* | hae | hakenu\w*
      | halua\w* )
    \b .*? (?: \b vaan \b | [,;–-] ) [ ]* (?P<rest> .+ )
""",
    re.VERBOSE | re.DOTALL,
)
NOT_BUT = re.compile(
    r"""
    (?: (?: no | mut | mutta | siis | hei ) [ ] )? (?: ei | en | em | emmä | emmie | älä | elä ) \b [ ,]+
    (?! v(?:aa|ua)n? \b ) [^.!?]{1,60}? \b (?: vaan | vaa | vuan ) \b [ ,]+ (?P<rest> .+ )
""",
    re.VERBOSE | re.DOTALL,
)
"""`ei alueella vaan valtakunnallisesti`, `en sitä vaan seurantaa`."""
PUT_RIGHT = re.compile(
    r"""
    [^,:;.!?]{0,60}? \b (?: täsmen[nt] | täsmän[nt] | tarken[nt] | oikais | oikase | korja(?:an|isin|ta|us) ) \w*
    [^,:;.!?-]{0,40} (?: [,:;.-] [ ]* (?: että \b )? | \b että \b ) [ ]* (?P<rest> .+ )
""",
    re.VERBOSE | re.DOTALL,
)
"""`Täsmennän edellistä: …`, `oikaisen, että …`."""
LEFT = re.compile(
    r"""
    (?: (?: no | mut | mutta | hei | ok | okei | jaaha | joo ) [ ,.]+ )?
    (?: unoh\w+ | jätetään | jätä | jätetä | skipataan | skippaa | ohitetaan | perun | peruutan | peru ) \b
    [^,.;]* [,.;–-] [ ]* (?: mutta | mut | ja | vaan )? \b [ ]* (?P<rest> .+ )
""",
    re.VERBOSE | re.DOTALL,
)
"""`unohda se, kiinnostaa …`."""
I_MEANT = re.compile(
    r"""
    .*? \b (?: tarkoitin | tarkotin | tarkoitan | tarkotan | meinasin | meinaan | hain | tarko(?:i)?tukseni [ ]+ oli
      | oli [ ]+ tarkoitus [ ]+ kysyä
      | piti [ ]+ (?: olla | kysyä | kysymäni | sanoa | sanomani | kirjoittaa )
      | (?: kysymykseni | kyselyni | tiedusteluni | asiani ) [ ]+ koski )
    \b [ ,:–-]* (?: (?: viitata | kysyä | sanoa | siis | vielä | että ) [ ,:]+ )* (?P<rest> .+ )
""",
    re.VERBOSE | re.DOTALL,
)
ASIDE = re.compile(r"\b(?:(?:minun|mun) )?piti (?:kysyä|sanoa)\b")
NOT_AS_SAID = re.compile(r"(?<=\w)(?:,[ ]*(?:en|ei|emmä|eikä|enkä)|[ ]+(?:enkä|eikä))\b(?:[ ]+\w+){1,4}[ .!?]*$")
"""What ends a correction and only says what was not meant: `, en alueellisia`."""
SAME = r"""
    (?: sama | saman | samat | samaa | samoja | vastaava\w* ) [ ]
    (?: kysymy\w* | kyssäri\w* | asia\w* | jut[tu]\w* | tie[dt]o\w* | tiijo\w* | selvity\w* | homma\w* | vastau\w* )
"""
SAME_OF = re.compile(
    rf"""
    (?: (?: ja | no | entä | entäs | sit | sitten | vielä | hei | ok | okei ) [ ,]+ )* {SAME} \b [ ,:]+ (?P<after> .+ )
    | (?P<before> .+? ) [ ,.:]+ (?: {SAME} (?: [ ] (?: siitä | siit | niistä ) )? | samoin | samaten )
      (?: [ ,]+ kiitos )? [ .!?]*
""",
    re.VERBOSE | re.DOTALL,
)
"""`sama kysymys liikkuvuudesta`, `jälkimmäisestä samoin`."""


def corrected(text: str) -> str | None:
    """What is meant instead of what was said or understood; None where nothing is put right. text: normalised."""
    for pattern in (NOT_THAT, NOT_BUT, NOT_SO, LEFT, PUT_RIGHT, I_MEANT):
        found = pattern.fullmatch(text.strip())
        rest = "" if found is None else NOT_AS_SAID.sub("", ASIDE.sub("", found["rest"])).strip()
        if rest.strip(" .!?,"):
            return corrected(rest) or rest
    return None


def same_of(text: str) -> str | None:
    """What the same is asked of as was asked last; None where a message does not say so. text: normalised."""
    found = SAME_OF.fullmatch(text.strip())
    return None if found is None else found["after"] or found["before"]
