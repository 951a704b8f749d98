"""Small talk: greetings, thanks, goodbyes, "who are you" and "can you help", when a message is nothing else."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.understanding.query.cues import words_in

if TYPE_CHECKING:
    from bot.understanding.language import Word


class Talk(StrEnum):
    """Small talk that gets a friendly sentence instead of an answer."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    WHO_ARE_YOU = "who-are-you"
    FINE = "fine"


GREETINGS = words_in("""
    moi moikka moikkuli moro morjens morjesta mo hei heippa heissan heips hei terve tervehdys päivää huomenta iltaa
    iltapäivää hyvää halloo haloo hello hi hej god dag morgon tjena moikkelis moron
""")
GOODBYES = words_in("""
    näkemiin heippa hei moi moikka moro hejdå heido adjö bye jatkoa päivänjatkoa viikonloppua yötä hyvää kesää joulua
    palataan kuulemiin nähdään hei
""")
THANKS = words_in("""
    kiitos kiitti kiitoksia kiitokset kiitän kiits kiitosta suurkiitos suurkiitokset thanks thank tänks tack tackar
""")
AROUND = words_in("""
    ok okei no joo jaa ja vaan taas kaikki kaikille botti botille elobotti elo sinne teille sulle sinulle tästä siitä
    avusta tiedosta vastauksesta paljon oikein tosi todella kovasti jo etukäteen hyvä hienoa kiva selvä selvis se tämä
    auttoi apu mulle minulle nyt taas you so much så mycket nopeasta nopea vastaus erittäin super mukavaa tiimi
""")
FINE = words_in("""
    ok okei okej joo juu jaa jees jes kyllä ei selvä selvis hyvä hienoa kiva aha ahaa aivan niin just no mm öö hmm jep
    yes no ookoo okk ja
""")
ASKING_WHO = words_in("kuka mikä mitä ken kukas mikäs mitäs kuin vai tai ja oikein oikeen ihan joku")
YOU = words_in("""
    olet oot olette ootte oletko ootko ootsä oletsä oleksä ootsie oletteko ootteko osaat osaatko osaat teet voit pystyt
    sinä sä sää sie te tää tämä toi tuo
""")
BEING = words_in("""
    botti robotti ihminen kone tekoäly ai automaatti henkilö oikea elävä nimi nimesi niminen sun sinun tehdä auttaa
    kertoa chatbotti tyyppi oikeasti
""")
HELP = words_in("""
    apua auta auttaa auttakaa autatko autatteko auttaisitko auttaisitteko käytetään käytän toimii toimit help hjälp
""")
ASKING_HELP = words_in("""
    voitko voitteko voisitko voisitteko pystytkö pystyttekö tarvitsen tarvitsisin tarvin tarviin saanko saisinko kaipaan
    minua mua meitä miten kuinka tätä pyydän
""")


def talk(words: tuple[Word, ...]) -> Talk | None:
    """What kind of small talk `words` are, or None when they say anything else as well."""
    said = [word.surface for word in words]
    whole = frozenset(said)
    while len(said) > 1 and said[0] in GREETINGS | {"no"}:
        said = said[1:]
    spoken = frozenset(said)
    parting = whole & (GOODBYES - GREETINGS) or (len(words) > 1 and len(whole) == 1)
    about_me = YOU | ASKING_WHO | BEING
    helping = spoken & HELP and spoken <= HELP | ASKING_HELP | about_me | AROUND
    cases = (
        (Talk.THANKS, spoken & THANKS and spoken <= THANKS | AROUND | GREETINGS | GOODBYES | FINE),
        (Talk.WHO_ARE_YOU, spoken & YOU and spoken & (about_me - YOU) and spoken <= about_me | AROUND),
        (Talk.WHO_ARE_YOU, helping),
        (Talk.FINE, whole <= FINE),
        (Talk.GOODBYE, whole <= GOODBYES | AROUND and parting),
        (Talk.GREETING, whole <= GREETINGS | AROUND and whole & GREETINGS),
    )
    return next((kind for kind, holds in cases if said and holds), None)
