"""Parse a question: words, level, aspect, small talk."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from bot.content.entries import Facet
from bot.understanding.language import bounded, forms_of, normalise, tokens
from bot.understanding.query.chat import lean
from bot.understanding.query.cues import LOCAL, WHAT, WHO, content_words, is_cue, level_of
from bot.understanding.query.moves import Made, Move, move
from bot.understanding.query.sought import Sought, sought
from bot.understanding.query.talk import Talk, talk

if TYPE_CHECKING:
    from bot.understanding.language import Language, Word
    from bot.understanding.query.wanted import Wanted
    from bot.understanding.tongues import Heard


class Aspect(StrEnum):
    """The part of a responsibility that is asked for first."""

    WHO = "who"
    WHAT = "what"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said before in this chat, in memory only.

    entry, facet: the last answer. choices: the ids offered last, in order, until something else is asked. area: the
    slug of one's own maakunta. commenting: whether what is written next is feedback. last: what came of the last
    question: `answer`, `clarify`, `none`. wanted: what the last answer was asked of the table. spoken: the ids of what
    was told of, in order. asked: the number in the log of the question that was answered last. tongue: the language of
    the last message that told one.
    """

    entry: str | None = None
    facet: Facet = Facet.BOTH
    choices: tuple[str, ...] = ()
    area: str | None = None
    commenting: bool = False
    last: str | None = None
    wanted: Wanted | None = None
    spoken: tuple[str, ...] = ()
    asked: int | None = None
    tongue: str | None = field(default=None, compare=False)


NEW = Conversation()


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of the question, or the whole of it. `content`: its words without the cue words."""

    words: tuple[Word, ...]
    content: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed question.

    text: in Finnish words. heard: the message that it is, or is a part of, as it was written. segments: the whole
    question first, then its sentences that say something. defines: asks what a word means.
    talk: set when the question is small talk and nothing else. now: whether it asks how things are today. cut: whether
    only the beginning of the question was read. sought: the sorts of facts that it wants. unread: its words beyond what
    is read. move: what it does to the conversation when it says hardly anything else. leans: the likeliest kind of
    small talk, and the probability that it is any. taken: the question itself, where it is the only one of a message
    that finds an answer.
    """

    text: str
    segments: tuple[Segment, ...]
    facet: Facet = Facet.BOTH
    asks_level: bool = False
    aspect: Aspect = Aspect.ANY
    defines: bool = False
    talk: Talk | None = None
    now: bool = False
    cut: bool = False
    sought: frozenset[Sought] = frozenset()
    conversation: Conversation = field(default=NEW, compare=False)
    unread: frozenset[str] = frozenset()
    move: Made | None = None
    leans: tuple[Talk, float] = (Talk.FEELING, 0.0)
    taken: str | None = None
    heard: Heard | None = field(default=None, repr=False, compare=False)

    @property
    def whole(self) -> Segment:
        """The whole question."""
        return self.segments[0]

    @property
    def tongue(self) -> str | None:
        """The language of the question: `fi`, `sv` or `en`; None where its words do not tell."""
        return None if self.heard is None else self.heard.tongue

    def said(self, part: str) -> str:
        """How a part of the question was written."""
        return part if self.heard is None else self.heard.said(part)


SENTENCE = re.compile(r"(?<=[a-zåäö)][.…])\s+(?=[A-ZÅÄÖ])|(?<=[!?])\s+|\n+")
THING = re.compile(r"\b(\w{4,}?)-?ju(?:ttu|ttuu|tun|ttuun|tusta|tussa|ttua)\b")
"""A thing of which people say that it is one: `digijuttu`."""
WHOLE = frozenset({Move.SHARE, Move.OTHER})
"""Moves that a message makes as a whole only."""
CLAUSE = re.compile(r"[.,:;!?–\n]+")
MOST_WORDS = 80
"""How many words of a question are read; of 4 247 labelled ones the longest has 67."""
MOST_STRANGE, STRANGE_LETTERS = 16, 100
"""How many different words that are no Finnish as they are written are read of a question, and how many letters they
have together: each letter costs some fifty searches for what may be meant. The most that a labelled question has are 14
and 88."""

NATIONAL_PHRASES = re.compile(
    r"\bylemm\w+ taso|\bkoko (maa|suom[ei]|valtakun|kansaku)|\b(maan|suomen|valtion) tasol|\bvaltion puole"
    r"|\bministeriöis|\bvaltionhallin|\bvaltiovalla"
)
REGIONAL_PHRASES = re.compile(
    r"""
    \b (täällä | täälä | tääl | meillä | meilä | meijän | meiän | meidän | meiltä) \b .*
    \b (pää | suunna | kulmi | alue | seudu | maakun | läänis)
    | \b (täällä | täälä | tääl | meillä | meilä | meil) [ ]? päin \b
    | \b (täällä | täälä | tääl) [ ] (meillä | meilä | meil) \b
    | \b (meillä | meilä | meil) [ ] (täällä | täälä | tääl) \b
""",
    re.VERBOSE,
)

WHERE = (
    (
        Facet.NATIONAL,
        re.compile(
            r"""
        \b (valtakunnallisesti | kansallisesti | valtak \b | valtakunnas | ministeriös | keskushallinnos
             | koko [ ] maa(ssa | s | n) \b | valtion [ ] puole
             | (valtakunnan | kansallisel\w* | maan | valtion | ministeriön?) [ ]? taso)
    """,
            re.VERBOSE,
        ),
    ),
    (
        Facet.REGIONAL,
        re.compile(
            r"""
        \b (alueellisesti | alueel \b | alueell \b | alueel(la | le | a) \b | alueil(la | le) | maakunnallisesti
             | maakunn(assa | as | issa | is) \b | paikallistaso | täällä
             | (maakunnan | maakunta | alueen | alue) [ ]? taso)
    """,
            re.VERBOSE,
        ),
    ),
)
"""Adverbs that say on which level to act."""

DEFINES = re.compile(
    r"""
    \b (mikä | mitä | mika | mita | mikäs | mitäs) \b .{0,40} \b (on | o | oon | ovat | meinaa | merkitsee) \b
    | \b (tarkoittaa | tarkottaa | tarkoitetaan | lyhenne | määritelmä | selitä | vad[ ]är | vad[ ]betyder) \b
""",
    re.VERBOSE,
)


NOW = re.compile(
    r"""
    \b (nyky | nyt \b | nyttemmin | tänä[ ]päivänä | tällä[ ]hetkellä | tätä[ ]nykyä | enää | 202[5-9] | lakkau | lakkas
         | entinen | entis | uusi \b | seuraaj | tilalle | muuttu | muutok | muutos | siirty | siirre | voimassa
         | valmis \b | valmiina | valmistu | toteutu(i | nu | ne | vat) | jatkuu | olemassa | numera | nuförtiden | idag
         | now \b | today | currently)
""",
    re.VERBOSE,
)
"""What asks how things are today."""


def parse(question: str, language: Language, conversation: Conversation = NEW) -> Query:
    """Read a question of any text in any of the languages; at most its first 80 words and 1 000 characters count.

    Never raises.
    """
    heard = language.heard(question, conversation.tongue)
    return replace(parse_finnish(heard.text, language, conversation), heard=heard)


def parse_finnish(question: str, language: Language, conversation: Conversation = NEW) -> Query:
    """Read a question as `parse` does that is in Finnish words already."""
    text, cut = beginning(question)
    text = text if conversation == NEW else THING.sub(r"\1", text)
    plain = normalise(text)
    unread = beyond_reading(plain, language)
    typed = language.typed(plain, unread)
    sentences = [_segment(language.typed(sentence, unread), language) for sentence in SENTENCE.split(text)]
    clauses = [language.typed(clause, unread) for clause in CLAUSE.split(plain)] if conversation != NEW else []
    whole = _segment(typed, language)
    segments = [whole, *(s for s in sentences if len(s.content) > 1 and s.words != whole.words)]
    facet, asks_level = _facet(plain, segments[0].words)
    aspect = _aspect(segments[0].words)
    leaning = lean(typed, text)
    return Query(
        text=question,
        segments=tuple(segments),
        facet=facet,
        asks_level=asks_level,
        aspect=aspect,
        defines=DEFINES.search(plain) is not None and len(segments[0].content) <= 3,
        talk=talk(typed, text),
        now=NOW.search(plain) is not None,
        cut=cut,
        sought=sought(plain, segments[0].words, asks_who=_asks_who(segments[0].words)),
        conversation=conversation,
        unread=unread,
        move=move(typed) or next((one for one in map(move, clauses) if one and one.move not in WHOLE), None),
        leans=(Talk(leaning[0]), leaning[1]),
    )


def beginning(message: str) -> tuple[str, bool]:
    """A message as far as it is read, to the end of a word where that is near, and whether that is not all of it."""
    text = message.strip()
    read = bounded(text)
    if len(read) < len(text):
        words = re.match(r"(?s).*(?=\s)", text[: len(read) + 1])
        read = words[0] if words is not None and words[0].strip() else read
    over = next(islice(re.finditer(r"[^\W_]+", read), MOST_WORDS, None), None)
    read = read if over is None else read[: over.start()].rstrip()
    return read, read != text


def beyond_reading(text: str, language: Language) -> frozenset[str]:
    """The words that are no Finnish as they are written and come after as many as are read."""
    beyond: set[str] = set()
    words = letters = 0
    for token in dict.fromkeys(tokens(text)):
        if not language.word(token).known:
            words, letters = words + 1, letters + len(token)
            if words > MOST_STRANGE or (letters > STRANGE_LETTERS and words > 1):
                beyond.add(token)
    return frozenset(beyond)


def _segment(typed: tuple[Word, ...], language: Language) -> Segment:
    """A sentence with its slips mended, but for cue and level words."""
    words = tuple(word if is_cue(word) or level_of(word) else language.mended(word) for word in typed)
    return Segment(words, content_words(words))


def _facet(text: str, words: tuple[Word, ...]) -> tuple[Facet, bool]:
    levels = {level_of(word) for word in words} | {_level_of_compound(word) for word in words}
    national = Facet.NATIONAL in levels or NATIONAL_PHRASES.search(text) is not None
    regional = Facet.REGIONAL in levels or REGIONAL_PHRASES.search(text) is not None
    if not national and not regional and any(LOCAL & word.forms for word in words):
        return Facet.REGIONAL, True
    if national and regional:
        return _sooner(text), True
    if not national and not regional:
        return Facet.BOTH, False
    return (Facet.NATIONAL if national else Facet.REGIONAL), True


def _sooner(text: str) -> Facet:
    """The level that is asked for when both are named: one says where to act, the other only what is acted on."""
    acts = {facet for facet, pattern in WHERE if pattern.search(text)}
    return acts.pop() if len(acts) == 1 else Facet.BOTH


@dataclass(frozen=True, slots=True)
class LevelWords:
    """The levels that a text names in any way, and those on which it says to act: `alueella`, not `alueen`."""

    named: frozenset[Facet]
    acted: frozenset[Facet]

    def beside(self, other: LevelWords) -> frozenset[Facet]:
        """The levels that this text asks for with words that the other does not have."""
        return (self.named - other.named) | (self.acted - other.acted)


def level_words(words: tuple[Word, ...]) -> LevelWords:
    """The level words of a text, in a phrase or a question alike."""
    text = " ".join(word.surface for word in words)
    local = {Facet.REGIONAL for word in words if LOCAL & word.forms}
    phrases = ((Facet.NATIONAL, NATIONAL_PHRASES), (Facet.REGIONAL, REGIONAL_PHRASES))
    named = {level_of(word) for word in words} | {_level_of_compound(word) for word in words} | local
    said = {facet for facet, pattern in phrases if pattern.search(text)}
    acted = frozenset(facet for facet, pattern in WHERE if pattern.search(text))
    return LevelWords(frozenset(facet for facet in named | said if facet is not None), acted)


def _level_of_compound(word: Word) -> Facet | None:
    """The level in the first part of a compound, such as `aluetoimija`; the name of an authority is none."""
    first = {
        reading.parts[0]
        for reading in word.readings
        if len(reading.parts) > 1 and not reading.lemma.startswith("aluehallin")
    }
    return (
        Facet.REGIONAL
        if first & {"alue", "maakunta", "seutu"}
        else Facet.NATIONAL
        if first & {"valtakunta", "ministeriö"}
        else None
    )


def _asks_who(words: tuple[Word, ...]) -> bool:
    return bool({"kuka", "ken", "taho"} & forms_of(words))


def _aspect(words: tuple[Word, ...]) -> Aspect:
    forms = forms_of(words)
    if forms & WHO:
        return Aspect.WHO
    return Aspect.WHAT if forms & WHAT else Aspect.ANY
