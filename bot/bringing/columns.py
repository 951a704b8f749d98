"""What a column of a table or a key of YAML holds, by its name in Finnish, Swedish or English."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from bot.content.entries import Level


class Role(Enum):
    """What is told of a question; of several titles the first of these is the title."""

    QUESTION = auto()
    TITLE = auto()
    TOPIC = auto()
    ANSWER = auto()
    PLAIN = auto()
    ACTORS = auto()
    LEVEL = auto()
    TASKS = auto()
    SOURCE = auto()
    ALIASES = auto()
    SYNONYMS = auto()
    SECTION = auto()


TITLES = (Role.QUESTION, Role.TITLE, Role.TOPIC)


@dataclass(frozen=True, slots=True)
class Column:
    """A role; the language (`fi`, `sv`, `en`) and the level that its name tells, if any."""

    role: Role
    language: str | None = None
    level: Level | None = None


WORDS = {
    Role.QUESTION: "kysymys kysymykset kysymysteksti question questions fraga fragor q k f",
    Role.ANSWER: "vastaus vastaukset vastausteksti sisalto teksti kuvaus selite selitys answer answers content body "
    "text tekst description explanation response responses reply svar innehall beskrivning a v s",
    Role.PLAIN: "selko selkokieli selkokielella selkokielinen selkokielisesti selkosuomeksi selkoteksti lattlast",
    Role.ACTORS: "toimija toimijat vastuutaho vastuutahot vastuu vastuut koordinaattori koordinaattorit koordinoija "
    "koordinoijat actor actors coordinator coordinators responsible aktor aktorer ansvarig ansvariga samordnare",
    Role.LEVEL: "taso tasot level levels niva nivaer nivaerna",
    Role.TASKS: "tehtava tehtavat task tasks uppgift uppgifter",
    Role.SOURCE: "lahde lahteet url linkki linkit link links osoite href lank lankar source sources kalla kallor "
    "reference references viite viitteet verkkosivu webbsida",
    Role.ALIASES: "alias aliakset aliases",
    Role.SYNONYMS: "synonyymi synonyymit synonym synonyms synonymer avainsana avainsanat hakusana hakusanat keyword "
    "keywords nyckelord sanamuoto sanamuodot muotoilu muotoilut variant variants varianter variation variations "
    "wording wordings formulering formuleringar examples esimerkit utterance utterances tag tags tagit",
    Role.SECTION: "teema teemat theme themes tema teman kategoria kategoriat category categories kategori kategorier "
    "luokka osio section sections avsnitt ryhma group grupp aihealue aihepiiri",
    Role.TITLE: "otsikko otsake nimi nimike title heading headline header name rubrik titel namn keino measure atgard",
    Role.TOPIC: "aihe topic subject amne intent",
}
ROLES = {word: role for role, words in WORDS.items() for word in words.split()}
"""Words of a name, in ASCII letters without accents."""
LANGUAGES = {
    word: language
    for language, words in {
        "fi": "fi suomi suomeksi suomenkielinen finnish finska",
        "sv": "sv se ruotsi ruotsiksi ruotsinkielinen swedish svenska",
        "en": "en englanti englanniksi englanninkielinen english engelska",
    }.items()
    for word in words.split()
}
LEVELS = {
    Level.NATIONAL: ("valtakunna", "kansalli", "national", "nationell"),
    Level.REGIONAL: ("aluee", "alueta", "maakunn", "region"),
}
"""How words begin that name a level."""
BOTH = ("molem", "both", "bada")
ASIDE = frozenset(
    "id nro numero number nr no index count lkm maara pvm paiva date updated paivitetty author tekija laatija status "
    "tila version versio language lang kieli layout permalink slug order jarjestys type tyyppi license licence".split()
)
"""Words of a name that tell of something else, such as the number of a question."""


def column_of(name: str) -> Column | None:
    """What a column or key with this name holds; None when it is nothing that is brought."""
    words = words_of(name)
    roles = [ROLES[word] for word in words if word in ROLES]
    if not roles or ASIDE.intersection(words) or len(words) > 5 or {*roles} == {Role.SOURCE, Role.ANSWER}:
        return None
    levels = levels_of(name)
    language = next((LANGUAGES[word] for word in words if word in LANGUAGES), None)
    role = Role.PLAIN if Role.PLAIN in roles else roles[0]  # `vastaus selkokielellä` is no other answer
    return Column(role, language, levels[0] if len(levels) == 1 else None)


def language_of(name: str) -> str | None:
    """The language that a key is the name of: `fi`, `sv` or `en`."""
    return LANGUAGES.get(" ".join(words_of(name)))


def levels_of(text: str) -> tuple[Level, ...]:
    """The levels that a text names, the national one first."""
    words = words_of(text)
    if any(word.startswith(BOTH) for word in words):
        return tuple(Level)
    return tuple(level for level, stems in LEVELS.items() if any(word.startswith(stems) for word in words))


def words_of(name: str) -> list[str]:
    """The words of a name in lower-case ASCII: `vastausFi` and `Vastaus (FI)` have the same ones."""
    apart = re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", name)
    plain = unicodedata.normalize("NFKD", apart).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z]+", plain)
