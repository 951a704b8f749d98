"""Small talk: greetings, thanks, goodbyes, blame, feelings, "who are you", when a message says nothing else."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.understanding.query.cues import Said, words_in

if TYPE_CHECKING:
    from bot.understanding.language import Word


class Talk(StrEnum):
    """Small talk that gets a friendly sentence instead of an answer."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    WHO_ARE_YOU = "who-are-you"
    FINE = "fine"
    FEELING = "feeling"
    COMPLAINT = "complaint"
    LIKE = "like"
    DISLIKE = "dislike"


GREETINGS = words_in("""
    moi moikka moikkuli moro morjens morjesta mo hei heippa heissan heips hei terve tervehdys päivää huomenta iltaa
    iltapäivää hyvää halloo haloo hello hi hej god dag morgon tjena moikkelis moron tsau tsaukki moips moido morjensta
    terppa tere hellou helou päevää iltoa huomenia huomenet hola hejssan tjenare tja moinki hellurei
""")
GOODBYES = words_in("""
    näkemiin heippa hei moi moikka moro hejdå heido adjö bye jatkoa päivänjatkoa viikonloppua yötä hyvää kesää joulua
    palataan kuulemiin nähdään hei lähden lähen lähtee menen meen moikat heipat öitä adios ciao jatkot asiaan myöhemmin
    töihin kotiin syömään lounaalle kahville palaveriin tunnille heihei moimoi pitää mennä
""")
THANKS = words_in("""
    kiitos kiitti kiitoksia kiitokset kiitän kiits kiitosta suurkiitos suurkiitokset thanks thank tänks tack tackar
    thänks kiitoksii kiitoksi kiitosh kiiti thx thnx tnx thanx ty tyvm kiitoo kiitooo kiitsi kiitsa kii danke merci
    gracias spasibo tak aitäh
""")
AROUND = words_in("""
    ok okei no joo jaa ja vaan taas kaikki kaikille botti botille elobotti elo sinne teille sulle sinulle tästä siitä
    avusta tiedosta vastauksesta paljon oikein tosi todella kovasti jo etukäteen hyvä hienoa kiva selvä selvis se tämä
    auttoi apu mulle minulle nyt taas you so much så mycket nopeasta nopea vastaus erittäin super mukavaa tiimi sit
    sitten sinnekin täällä oon olen ekaa eka kertaa kerta uusi mie mä minä sieltä tänne teille on ovat huomenna
""")
FINE = words_in("""
    ok okei okej joo juu jaa jees jes kyllä ei selvä selvis hyvä hienoa kiva aha ahaa aivan niin just no mm öö hmm jep
    yes no ookoo okk ja jaahas jaaha jahas aijaa ai vai niinpä nonni nonniin hm hmmm mmm mm öh eh hetki hetkinen odotas
    odota oota kato katos joopa juupa testi testaus testataan joopajoo okeii niinkö kas ahaaaa kappas jeps jepjep
    jepulis jepu joobajoo joojoo juujuu okke okkei oukei oukkidoukki okidoki okie yep yup noni nojaa nonih testing
    test asdf tajusin ymmärsin ymmärrän ymmärsi tajuan sorry sori sry anteeksi anteeks bueno bene bra jajamän ninkö
""")
SMILEY = re.compile(r"(?<![\w/])[:;=8][-'^]?[)(DPpO|/\\]|<3|\^_*\^")
ASKING_WHO = words_in("kuka mikä mitä ken kukas mikäs mitäs kuin vai tai ja oikein oikeen ihan joku")
YOU = words_in("""
    olet oot olette ootte oletko ootko ootsä oletsä oleksä ootsie oletteko ootteko osaat osaatko osaat teet voit pystyt
    sinä sä sää sie te tää tämä toi tuo sun sinun siun teidän
""")
BEING = words_in("""
    botti robotti ihminen kone tekoäly ai automaatti henkilö oikea elävä nimi nimesi niminen sun sinun tehdä auttaa
    kertoa chatbotti tyyppi oikeasti otus härveli kapistus laite vehje ohjelma sovellus nimeltä tehnyt keksinyt
""")
HELP = words_in("""
    apua auta auttaa auttakaa autatko autatteko auttaisitko auttaisitteko käytetään käytän toimii toimit help hjälp
""")
ASKING_HELP = words_in("""
    voitko voitteko voisitko voisitteko pystytkö pystyttekö tarvitsen tarvitsisin tarvin tarviin saanko saisinko kaipaan
    minua mua meitä miten kuinka tätä pyydän
""")


POINTING = words_in("""
    se sen sitä siitä siihen tämä tää tän tästä tähän toi tuo ton tota tuota tuosta tosta ne nämä nää noi täs tässä
    vastaus vastauksesi vastauksenne vastauksessa tieto tiedot asia juttu kysymys kysymykseen kysymykseeni kohta botti
    sinä sä sie sää sun sinun te minun mun mä minä olla on oli oot olet ovat nyt ihan aivan taas kyllä kai varmaan
    tosi todella oikein yhtään ollenkaan edes vaan siis no ja mutta ku kun että eli kyl vähän vähä aika täysin ihme
    ei en et mikä mitä mihin joku jotain
""")
COMPLAINTS = Said(
    words_in("""
        väärin vääri väärä väärää väärässä väärää virhe virheellinen virheellistä huono surkea paska paskaa perseestä
        hyödytön turha turhaa typerä tyhmä idiootti ärsyttää ärsyttävä vituttaa raivostuttaa suututtaa pettymys
        pettynyt valehdella valehtelet höpö höpöhöpö höpöjä hölynpöly roska roskaa sontaa pielessä metsään mönkään
        epäselvä käsittämätön käsittämätöntä pöljä tollo kökkö onneton pielee pieleen paikkaansa hölmö harhaanjohtava
        harhaanjohtavaa vanhentunut vanhaa vanhentunutta puppu puppua potaska potaskaa fel dåligt wrong bad useless
        puutteellinen vajaa vajavainen jankuttaa jankuta jankutat toistaa toistat tolkuton susi surkeeta kamala kauhea
        järjetön älytön syvältä
    """),
    POINTING
    | words_in("""
        pitää pidä mennä meni menee mene puhua höpistä höpiset puhut vastata vastasit vastaat sanoa sanoit antaa annoit
        ihminen kone mulle minulle what is this that you answer det är this svar
    """),
)
"""Words of blame, and what may be said around them."""
UNHELPED = Said(
    words_in("et ei en"),
    POINTING | words_in("mun minun lainkaan mitenkään mihinkään oikeasti oikeesti tarkoittaa sanoin"),
    words_in("""
        vastata vastannut vastannu vastaa vastaat ymmärtää ymmärtänyt ymmärtäny ymmärrä tajuta tajunnut tajuu tajunnu
        auttaa auttanut auttanu auta kysyä kysynyt kysyny toimia toimi osata osaa lukea lukenut hyödyttää tiennyt totta
        kuunnella kuunnellut kelvata kelpaa tolkku tolkkua järki järkeä oikein tyydyttää tyydyttänyt putki putkeen
        vakuuttaa vakuuttanut
    """),
)
"""That one was not answered, not understood, not helped."""
FEELINGS = Said(
    words_in("""
        haha hah hahah hahaha heh hehe hihi lol xd vau wau wow jes jee jihuu mahtava mahtavaa loistava loistavaa hieno
        hienoa upea upeeta siisti siistiä mageeta magee mahtiksesti huippu huippua huikea huikeeta kiva kivaa ihana
        ihanaa mainio mainiota erinomainen erinomaista täydellinen täydellistä super hyvä nice great cool bra toppen
        rakastaa rakastan tykätä tykkään mielenkiintoinen mielenkiintoista kiinnostavaa jännä jännää harmi harmillista
        hitto hitsi hitsit hemmetti helvetti helkkari himskatti himputti perkele perhana pahus saatana saamari jumalauta
        vittu vitut vitsit jösses herranjestas damn shit fuck omg wtf
        höh hö voih voivoi ohho oho huh huhhuh väsyttää väsynyt väsyny kiire hukassa pihalla stressi stressaa
        ahdistaa hämmentää hämmentävää outo outoa hassu hassua hauska hauskaa naurattaa nauroin itkettää yllättävä
        yllättävää okei ok okej jaa jaaha jahas aha ahaa selvä selvis jep mukava mukavaa näppärä kärsivällinen vitsi
        ihastua ihastunut kehua poikki harmittaa jännittää jaksaa turhauttaa pelottaa innostaa iloinen surullinen tylsä
        tylsää kyllästynyt kyllästyttää naurettava pettynyt helpottaa helpottunut onnellinen ylpeä rento stressaantunut
    """),
    POINTING
    | words_in("""
        botti kauhea kauhia hirveä hirvee hei ei ole olen oon minä mä meni menee tänään päivä töissä työ tätä vai
        niin voi sähän tähän kai jotenki jotenkin tulla tuli loppu lopussa kovasti enää mie huominen palaveri ihan
        ku kun
    """),
)
"""What only tells how one feels."""
THANKING = Said(
    THANKS,
    THANKS
    | AROUND
    | GREETINGS
    | GOODBYES
    | FINE
    | POINTING
    | words_in("""
        auttaa autoit autoitte auttoi auttanut auttanu apu avusta avustasi olit oli iso isosti suuri paljo paljon
        hirveästi hurjasti hyvin hieno hienosti mahtava nopea nopeasti selkeä selkeästi löytää löytyi tarvita tarvitsin
        etsiä päivä jatko jatkot viikonloppu ilta mukava hyödyllinen hyöty hyödyks heti kätevä vaivannäkö vaiva sait
        saada riittää riitti tämä
    """),
)
QUESTION = re.compile(
    r"""
    \b (?: kuka | ketkä | ketä | keitä | kenen | kenelle | mikä | mitä | mitkä | missä | mihin | mistä | miten | montako
      | onko | ovatko ) s? \b
""",
    re.VERBOSE | re.IGNORECASE,
)
"""Where a question begins."""
PICTURES = {"👍👌🙏💯✅❤🧡💛💚💙💜🩷👏🤝🥰😍🎉💪": "like", "👎😡🤬😠💩🖕😤❌": "dislike"}
"""Pictures that praise or blame, by the first of them in a message without words."""


def talk(words: tuple[Word, ...], text: str = "") -> Talk | None:
    """What kind of small talk a message is, or None when it says anything else as well. text: as it was written."""
    if not words:
        return _read_pictures(text)
    said = [word.surface for word in words]
    whole = frozenset(said)
    while len(said) > 1 and said[0] in GREETINGS | {"no"}:
        said = said[1:]
    spoken = frozenset(said)
    parting = whole & (GOODBYES - GREETINGS) or (len(words) > 1 and len(whole) == 1)
    about_me = YOU | ASKING_WHO | BEING
    helping = spoken & HELP and spoken <= HELP | ASKING_HELP | about_me | AROUND
    cases = (
        (Talk.THANKS, THANKING.by(words)),
        (Talk.WHO_ARE_YOU, spoken & YOU and spoken & (about_me - YOU) and spoken <= about_me | AROUND),
        (Talk.WHO_ARE_YOU, helping),
        (Talk.FINE, whole <= FINE),
        (Talk.GOODBYE, whole <= GOODBYES | AROUND and parting),
        (Talk.GREETING, whole <= GREETINGS | AROUND and whole & GREETINGS),
        (Talk.COMPLAINT, COMPLAINTS.by(words) or UNHELPED.by(words)),
        (Talk.FEELING, FEELINGS.by(words)),
    )
    return next((kind for kind, holds in cases if said and holds), None)


def asked_in(text: str) -> str | None:
    """What a text asks after it has said something else: from its first question word on; None where there is none."""
    found = QUESTION.search(text)
    return None if found is None or not text[: found.start()].strip() else text[found.start() :]


def _read_pictures(text: str) -> Talk | None:
    """What a message says that has no words: what its first picture that praises or blames does, if it has pictures."""
    kinds = (Talk(kind) for letter in text for pictures, kind in PICTURES.items() if letter in pictures)
    smiles = any(unicodedata.category(letter) == "So" for letter in text)
    return next(kinds, Talk.FEELING if smiles or SMILEY.search(text) else None)
