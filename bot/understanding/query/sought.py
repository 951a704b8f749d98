"""The sort of fact that a question wants: a sum, a day, a name, an address, a result, an opinion, a duty.

A table of who was proposed for what tells none of these of a measure or an actor, however well the words fit it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.understanding.query.cues import words_in

if TYPE_CHECKING:
    from bot.understanding.language import Word


class Sought(StrEnum):
    """A sort of fact that is told, if at all, by what explains a thing, and not by who was proposed for it."""

    AMOUNT = "amount"
    TIME = "time"
    PERSON = "person"
    RESULT = "result"
    OPINION = "opinion"
    DUTY = "duty"
    DETAIL = "detail"
    REASON = "reason"
    CONTACT = "contact"


LEMMAS = {
    Sought.AMOUNT: words_in("""
        euro budjetti kustannus kustannusarvio hinta miljoona prosentti henkilöstömäärä kävijämäärä asiakasmäärä
        osallistujamäärä opiskelijamäärä henkilömäärä rahamäärä euromäärä suuruinen htv palkka
    """),
    Sought.CONTACT: words_in("""
        osoite käyntiosoite postiosoite nettisivu kotisivu verkkosivu nettisivusto verkkosivusto puhelinnumero puhelin
        sähköposti sähköpostiosoite yhteystieto aukioloaika lomake hakulomake
    """),
    Sought.TIME: words_in("määräaika päivämäärä deadline aikataulu aikaraja takaraja"),
}
"""Base forms that are a sign in a question of few words."""
FEW = 5

PATTERNS = {
    Sought.AMOUNT: r"""
        (montako | montaks | moniko | monelleko | paljonko | paljoko | paljoks) \b
        | (kuinka | miten | mite | kui | minkä) [ ] (montaa | monta | moni | mont | mone\w+ | paljo\w* | iso | isoja
            | suuri | suuria | pitkä | suurui\w+ | kokoi\w+) \b
        | mitä \b .* \b maks(oi | o | aa | avat | oivat | anut | amaan) \b
        | mikä [ ] on \b .{0,60} \b (budjetti | hinta | summa) \b
    """,
    Sought.TIME: r"""
        (milloin | millon | millonka | koska) \b
        | (mihin | minkä | mille) [ ] (\w+ [ ])? (päivään | päivämäärään | aikaan | mennessä | vuodelle) \b
        | (minä | mina) [ ] (päivänä | vuonna | vuosina) \b
    """,
    Sought.PERSON: r"""
        .{0,120} \b (sukunimi | sukunimel\w+) \b
        | (kuka | kukas | ketkä | kuk | ken | onko | onks) \b .{0,40}
            \b (\w*johtaja | \w*päällikkö | \w*sihteeri | ministeri | \w*virkamies | yhteyshenkilö | \w*neuvos) \b
        | .* , [ ] (\w+ [ ])? (nimi | nimet | nimeltä) \W* $
        | kenen [ ] (sanoma | lausuma | kirjoittama | keksimä) \w* \b
        | (kuka | ketkä | mikä | kuk) \b .{0,12} \b (henkilö | henkilöt | ihminen | tyyppi) \b
        | (mikä | mikäs | mitkä | kenen) \b .{0,40} \b (nimi | nimet) \b
    """,
    Sought.RESULT: r"""
        ( sai | saivat | laski | nousi | kasvoi | parani | paranivat | väheni | vähentyi | lisääntyi | onnistui
          | toimi | toimivat
          | auttoi | vaikutti | hyödytti | saavutti | tuli | tulivat | muuttui | syntyi | helpotti | nopeutui
          | sujui | pärjää
          | pärjäs | pärjäsi | tehosi ) (ko | kö | ks | kse | k | vatko | vatkö) \b
        | (onko | onks | ovatko | ovat) \b .{0,60} \b
            (vähentän | parantan | lisänn | auttan | nostan | vaikuttan | onnistun) \w* \b
        | (mitkä | mitä | millaiset | millaisia | minkälaisia) \b .{0,40} \b (tulokset | tuloksia | hyötyä) \b
        | (\w+ [ ]){0,5} (tulokset | tilastot | luvut | vaikutukset) ([ ] 20\d\d)? ([ ] luvut)? \W* $
    """,
    Sought.OPINION: r"""
        (ooko | ootko | oletko | ootsä | oleksä) \b .{0,16} \b mieltä \b
        | mitä [ ] mieltä [ ] (sä | sää | sie | sinä | olet | oot) \b
        | (mitä | mikä | onko | oliko | oliks | olik | onks | pitäiskö | pitäisikö | kannattaako) \b
          .* \b ( (sinun | sun | siun | teidän | botin) [ ] mielest\w* | mielestäsi | hyvä [ ] vai [ ] huono ) \b
        | kumpi \b .{0,40} \b (sinun | sun | siun | teidän | botin) [ ] mielest\w*
        | kannattaa(ko | k | ks) \b
        | (onko | oliko | onks) \b .{0,20} \b (sinusta | susta | teistä) \b | tykkä\w+ (kö | ks) \b
    """,
    Sought.DUTY: r"""
        (onko | onks | olik | oliko) \b .{0,40} \b (pakko | velvollinen | velvollisia | sanktio\w*) \b
        | (velvoittaako | velvoittaaks | sitooko | pakottaako) \b
    """,
    Sought.REASON: r"""
        (miksi | miks | minkä [ ] (takia | vuoksi) | mistä [ ] syystä | millä [ ] perusteella | miksei | mikseivät) \b
    """,
    Sought.DETAIL: r"""
        (kuinka | miten | kui | kuin) [ ] (kauan | pian | usein | tiuhaan | tiheään) \b | moneltako \b
        | (mitä | mille | millä | monella | mitkä) [ ] kiel(iä | illä | ille | ellä | et) \b
        | .{0,60} \b sanasta [ ] sanaan \b
        | mitä \b .{0,60} \b (käytännössä | käytännös | käytänössä | käätännössä) \b .{0,20} \b teh(ty | nyt | ny) \b
        | (millä | millaisella | mikä) [ ] (sanamuodolla | sanamuoto | asteikolla | asteikko | pisteytyksellä) \b
    """,
}
"""How a sentence begins, after a greeting or two small words, that wants such a fact."""
COMPILED = {
    sort: re.compile(rf"(?: ^ | [.!?] [ ] ) (?: \w+ ,? [ ] ){{0,2}}? (?: {pattern} )", re.VERBOSE)
    for sort, pattern in PATTERNS.items()
}


def sought(text: str, words: tuple[Word, ...], *, asks_who: bool) -> frozenset[Sought]:
    """The sorts of facts that a question wants; text as `normalise` gives it. asks_who: whether it asks for a body."""
    found = {sort for sort, pattern in COMPILED.items() if pattern.search(text)}
    if asks_who:
        return frozenset(found & {Sought.PERSON})
    if len(words) <= FEW:
        forms = {lemma for word in words for lemma in word.lemmas}
        found |= {sort for sort, own in LEMMAS.items() if forms & own}
    return frozenset(found)
