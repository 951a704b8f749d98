"""Cue words: the words that shape a question without saying what it is about, as base forms.

`ASKING` words ask, or say that somebody is responsible; they count a little when the content has them.
`FUNCTION` words never count. Level words tell which level is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.content.entries import Facet
from bot.understanding.language import forms_of

if TYPE_CHECKING:
    from bot.understanding.language import Word


def words_in(text: str) -> frozenset[str]:
    """The words of a list as it is written."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Said:
    """How something is said in a few words, as base forms or as people write them.

    keys: of which one is needed. rest: what else may be said. beside: of which one is needed as well, if there are any.
    """

    keys: frozenset[str]
    rest: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    def needs(self, forms: frozenset[str]) -> bool:
        """Whether what is needed is among the forms of some words."""
        return not self.keys.isdisjoint(forms) and not (self.beside and self.beside.isdisjoint(forms))

    def by(self, words: tuple[Word, ...]) -> bool:
        """Whether the words say it, and nothing else."""
        if not self.needs(forms_of(words)):
            return False
        allowed = self.keys | self.rest | self.beside
        return not any(allowed.isdisjoint(word.forms) for word in words)


WHO = words_in("""
    kuka ken taho vastuutaho vastata vastuu vastuullinen viranomainen toimija vastuutoimija vetovastuu vetää vetäjä
    koordinoida koordinaattori koordinoija koordinaatiovastuu koordinaatiotaho tontti porukka vastuuviranomainen
    vastuuorganisaatio vastuuhenkilö instanssi
""")
WHAT = words_in("mikä tehtävä tehdä toimi rooli toimenpide toimi")
ASKING = WHO | words_in("""
    tehtävä tehdä toimia toimi hoitaa hommata homma hommeli huolehtia pyörittää johtaa järjestää edistää kantaa hoito
    hoidella toteuttaa ottaa kuulua koordinaatio koordinointi koordinoiminen yhteensovittaminen rooli vastuualue
    vastuunjako vastuussa työnjako osallistua määrätä määritellä merkitä merkata merkintä kirjata kirjaus esittää esitys
    ehdottaa ehdotus nimetä todeta mainita maininta keino toimenpide tekijä panna laittaa viedä katsoa pitää tarvita
    suunnata linjata päättää lukea luvata esille nousta tapahtua toimialue tehtäväkenttä vastaaminen hoitua kuulu
    kysyä kysellä ehdokas ehdolla tarjolla toiminta sijoittaa dia kalvo esitysaineisto aineisto_ materiaali_ strategia_
""")
FUNCTION = words_in("""
    mikä kumpi millainen minkälainen miten kuinka miksi milloin koska missä mistä mihin minne olla ei ja tai eli sekä
    että jotta kun jos vaan vai mutta niin kuin kanssa myös vielä nyt jo sitten siis ihan aivan hyvin paljon vähän
    enemmän aina koskaan joskus usein heti pian tänään nykyään nykyisin hetki viime ensi viikko minä sinä hän me te he
    se ne tämä tuo nämä nuo joka jokin joku mikään kukaan kaikki jokainen muu moni molemmat itse oma toinen eräs sama
    semmoinen sellainen tällainen tuollainen tässä siinä tuossa siellä täällä tuolla siitä tästä siihen tähän sinne
    tänne tuonne täältä sieltä tältä vuoksi takia ennen jälkeen aikana aika_ lisäksi ilman mukaan mukana kautta välillä
    päällä alla yli ohi läpi pitkin kohti saakka asti lähtien alkaa alkaen ehkä kai varmaan varmasti oikeastaan oikein
    todella tosi ainakin edes juuri vain kyllä joo juu no hei moi terve moikka kiitos kiitti pliis anteeksi hyvä päivä
    huomen ilta iltapäivä arvoisa vastaanottaja terveisin tervehdys ystävällinen ystävällisesti mahdollinen
    mahdollisesti tarkka tarkemmin lyhyt lyhyesti lyhykäinen yleensä yleisesti lähinnä eniten elikkä joten siksi silti
    kuitenkin toki tietysti tietenkin muuten jne ym yms mm nimittäin meikäläinen meikä mieli kiinnostaa miettiä pohtia
    ihmetellä mietityttää luulla tuntua kuulla nähdä muistaa ymmärtää jaksaa viitsiä ehtiä käydä tuoda pystyä yrittää
    jäädä istua tavata vaikka silloin tällöin koko oikea pelkkä lähes melkein noin ainoa ainoastaan pelkästään
    erityisesti etenkin varsinkin nimenomaan ihme kumma hitto ai aha okei ok öö hmm puhe puhua palaveri kokous
    pöytäkirja muistio kollega pomo esihenkilö esimies työkaveri kaveri nykyinen asia juttu seikka kohta yhteys
    liittyä liittyminen koskea selvitä vastaus_ tarkoittaa meinata kertoa sanoa tietää löytyä
    löytää mennä tulla voida täytyä haluta saada antaa käyttää ajatella ajatus näyttää pyytää osa osuus kannalta suhteen
    varten puoli kontakti yhdessä eteenpäin edessä eteen taas kiire apu auttaa_ tarvitsisi pitäisi joutua alkaa tahtoa
    vähintään enintään viesti vastata_ valmistella kirjoittaa huomata ottaen samalla varsin suoraan
    lista listata luetella luettelo kaikenlainen muka sun minun meidän teidän heidän joo jooh joojoo mites entä entäs
    vastaisuudessa jatko jatkossa tulevaisuus tuleva mukaisesti suurin piirtein hieman melko kaipa kuulema kuulemma
    ilmeisesti kenties tietämys käsitys mielestä lainkaan ollenkaan enää ikinä kerran kerralla työkseni kuten esimerkki_
    kaipailla etsiä etsiskellä hakea_ ihminen_ ansio evästää eväs tieto_ ymmärrys avata selittää kuvailla taso
""")
CUES = ASKING | FUNCTION

NATIONAL = words_in("""
    valtakunnallinen valtakunnallisesti valtakunta kansallinen kansallisesti ministeriö keskushallinto valtio
    maanlaajuinen maanlaajuisesti valtiontaso valtionhallinto kansakunta kansallistaso ylätaso riksomfattande nationell
    nationellt
""")
REGIONAL = words_in("""
    alueellinen alueellisesti alue maakunta maakunnallinen maakunnallisesti seutu seudullinen seutukunta lääni
    seudullisesti aluetaso maakuntataso aluehallinto_ regional regionalt paikallistaso
""")
LOCAL = words_in("paikallinen paikallistaso paikkakunta paikallisesti")
"""Words of the regional level when no other level is named; unlike level words they also say what is asked about."""
NATIONAL_STEMS = ("valtak", "valtakun", "kansalli")
REGIONAL_STEMS = ("alueel", "maakun")

WHICH = ("kump", "kumm")
OR = words_in("vai vae vaiko")
"""Beginnings of words that ask which of two, and words that offer two."""

TE_NAMES = ("toimi", "toims", "palvel", "24", "hallin", "keskus", "asiantunt", "virkailij", "uudistu")
"""What follows `te` when it is the employment office and no pronoun."""

FUNCTION_SORTS = frozenset({"r", "c", "d", "k", "s"})
PARTICIPLES = ("ttu", "tty", "tu", "ty", "nut", "nyt", "ttava", "ttävä", "va", "vä", "ma", "mä", "maton", "mätön")


def is_cue(word: Word) -> bool:
    """Whether the word only shapes the question; any of its readings will do, and participles go with their verb."""
    if word.surface in CUES or is_function(word):
        return True
    return any(
        reading.lemma in CUES
        or (len(reading.roots) == 1 and reading.roots[0] in CUES and reading.lemma.endswith(PARTICIPLES))
        for reading in word.readings
    )


def is_function(word: Word) -> bool:
    """Whether the word says nothing by itself: listed, or a pronoun, conjunction, postposition or negation."""
    return word.surface in FUNCTION or all(
        reading.lemma in FUNCTION or reading.sort in FUNCTION_SORTS for reading in word.readings
    )


def content_words(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words that say what a text is about."""
    following = [*(word.surface for word in words), ""][1:]
    return tuple(
        word
        for word, after in zip(words, following, strict=True)
        if not is_cue(word) or (word.surface == "te" and after.startswith(TE_NAMES))
    )


def asks_which_level(words: tuple[Word, ...]) -> bool:
    """Whether it is asked on which of the two levels something is: `alueen vai valtakunnan`, `kummalla tasolla`."""
    surfaces = [word.surface for word in words]
    which = any(
        one.startswith(WHICH) and any(other.startswith("taso") for other in surfaces[i + 1 : i + 3])
        for i, one in enumerate(surfaces)
    )
    levels = {level_of(word) for word in words} >= {Facet.NATIONAL, Facet.REGIONAL}
    return which or (levels and not OR.isdisjoint(surfaces))


@lru_cache(maxsize=20_000)
def level_of(word: Word) -> Facet | None:
    """The level a word stands for."""
    forms = word.forms
    first = {reading.parts[0] for reading in word.readings if reading.parts[1:] == ("taso",)}
    stem = not word.known or word.guessed or word.surface.startswith("valtakun")
    if (forms | first) & NATIONAL or (stem and word.surface.startswith(NATIONAL_STEMS)):
        return Facet.NATIONAL
    if (forms | first) & REGIONAL or (not word.known and word.surface.startswith(REGIONAL_STEMS)):
        return Facet.REGIONAL
    return None
