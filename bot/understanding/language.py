"""Finnish text → words with base forms, compound parts and roots. The only place that knows a morphology library.

Two libraries give the same readings: libvoikko where the system has it, pyvoikko from the package index
elsewhere. Both are asked for Voikko's raw transducer output, and one parser here reads it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from bot.understanding.spelling import Spelling
from bot.understanding.tongues import LANGUAGES, NOTHING, UNTOLD, Heard, Lists, Own, hear, read_lists, share

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    Analyse = Callable[[str], list[str]]

Engine = Literal["auto", "libvoikko", "pyvoikko"]

FLAT = 15
"""A text of more letters than this, and none of them dotted, was written without dots."""

MAX_WORD = 60
"""Longest word analysed, in characters; the longest compounds of the deck have 35."""
MAX_TEXT = 1_000
"""Most characters of a text that are read or kept, compatibility characters taken apart (`㌖` is six letters).

Five rambling lines have some 700.
"""

ENDINGS = (
    "n", "a", "ä", "t", "na", "nä", "ta", "tä", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi",
    "in", "en", "an", "on", "hin", "seen", "lla", "ia", "iä", "ja", "jä", "ita", "itä", "issa", "issä", "ista", "istä",
    "illa", "illä", "ilta", "iltä", "ille", "ien", "jen", "iin", "tten", "iden", "den", "lt", "l", "s", "st",
)  # fmt: skip
"""Case endings of nouns, standard and spoken (`-lt`, `-s`), for names and acronyms that no dictionary knows."""

SHORTEST = 2
"""Letters of words that two languages have by chance."""

VOWELS = frozenset("aeiouyäö")
LETTERS = "aeiouyäölnrstkmpvhjdgbf"
"""Letters of Finnish words, those of letters that hardly occur left out."""

CLITICS = ("kin", "kii", "nii", "kaan", "kään", "ko", "kö", "han", "hän", "pa", "pä")
"""Particles after a word; they change no meaning that matters here."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word form.

    lemma: its base form. parts: the base forms of its compound parts, one when it is no compound. roots: for each
    part, the word it is derived from (`ohjata` for `ohjaus`). sort: Voikko's class, such as `n` for a noun, `t` for a
    verb, `l` for an adjective, `r` for a pronoun, `c` for a conjunction; empty for a word that it does not know.
    """

    lemma: str
    parts: tuple[str, ...]
    roots: tuple[str, ...]
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    surface: as written, in lower case. readings: how it can be read, never empty; the surface itself when `known`
    is false. lemmas: their base forms. known: a valid Finnish word. guessed: the reading needed a repair (dots
    restored, a letter mended).
    """

    surface: str
    readings: tuple[Reading, ...]
    known: bool
    guessed: bool = False
    lemmas: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lemmas", tuple(reading.lemma for reading in self.readings))

    @property
    def forms(self) -> frozenset[str]:
        """What a list of words may have it as: as written, and its base forms."""
        return frozenset((self.surface, *self.lemmas))


def forms_of(words: Iterable[Word]) -> frozenset[str]:
    """The forms of all of some words."""
    return frozenset[str]().union(*(word.forms for word in words))


PERSONS = frozenset({"ee", "es"})
"""Voikko's classes of first names and family names."""
NO_WORDS = PERSONS | {"a"}
"""These, and abbreviations."""
TOKEN = re.compile(r"[^\W_]+(?:[-’'´][^\W_]+)*")
SORT = re.compile(r"\[L([a-z]+)\]")
PARTICIPLE = re.compile(r"\[R[a-z]\]")
TAG = re.compile(r"\[([^\]]*)\]")


def normalise(text: str) -> str:
    """NFC, lower case, invisible characters dropped, typographic dashes and quotes made plain."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold().replace("ß", "ss"))
    text = re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff]", "", text)
    return re.sub(r"[‐‑‒–—−]", "-", text)


def bounded(text: str) -> str:
    """As much of the beginning of `text` as has at most `MAX_TEXT` characters, as it is and as `normalise` gives it."""
    text = text[:MAX_TEXT]
    if len(normalise(text)) <= MAX_TEXT:
        return text
    lengths = accumulate(len(unicodedata.normalize("NFKC", character).casefold()) for character in text)
    return text[: sum(length <= MAX_TEXT for length in lengths)]


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower case: split at hyphens and slashes, colon endings (`JOTPA:n`) dropped.

    A word of more than `MAX_WORD` letters is cut after one more, so that it is still known as too long.
    """
    plain = re.sub(r"(?<=\w):[a-zåäö]{1,6}\b", "", normalise(text))
    return tuple(piece[: MAX_WORD + 1] for token in TOKEN.findall(plain) for piece in re.split(r"[-’'´]", token))


def letters(text: str) -> str:
    """A text by its letters alone, or as it stands where it has none: `ELO-verkosto` is `elo verkosto`."""
    return "".join(tokens(text)) or normalise(text).strip()


class Language:
    """Reads Finnish words; every form is read once and remembered.

    spoken: spoken, dialect or misspelt form → standard form. names: words of the content that no dictionary knows,
    in lower case; they have an inflection of their own (`jotpalta`, `avin`). usual: forms that people write, the most
    usual first; a strange form is read as the one that it is a slip away from.
    """

    def __init__(self, engine: Engine = "auto") -> None:
        self.engine, self._analyse = _engine(engine)
        self._readings = lru_cache(maxsize=100_000)(self._analysed)
        self._knows({}, frozenset(), (), NOTHING)

    def knowing(
        self, spoken: Mapping[str, str], names: Iterable[str], usual: Iterable[str] = (), own: Own = NOTHING
    ) -> Language:
        """The same engine with the spoken forms, the names, the usual forms and the foreign words of some content."""
        other = Language.__new__(Language)
        vars(other).update(vars(self))
        other._knows(dict(spoken), frozenset(names), tuple(usual), own)
        return other

    def __reduce__(self) -> tuple[Any, ...]:
        """The engine is opened anew where this is kept on disk."""
        return reopened, (self.engine, self._spoken, self._names, self._spelling.usual, self._own)

    def _knows(self, spoken: Mapping[str, str], names: frozenset[str], usual: tuple[str, ...], own: Own) -> None:
        self._own = own
        self._spoken = spoken
        self._names = names
        self._lists: Mapping[str, Lists] | None = None
        self._spelling = Spelling(usual)
        self._word = lru_cache(maxsize=50_000)(self._read)
        self._repaired = lru_cache(maxsize=50_000)(self._repair)
        self._undotted = lru_cache(maxsize=50_000)(self._flat)
        self._mended = lru_cache(maxsize=50_000)(self._mend)

    def heard(self, message: str, before: str | None = None) -> Heard:
        """A message as it is read: one in another language in Finnish words. before: the language of the last one."""
        heard = self.translated(message, before)
        return heard if heard.text == message or letters(message) not in self._own.called else heard.as_written()

    def translated(self, text: str, before: str | None = None) -> Heard:
        """The same of a text that is no message: what the content calls something is read in Finnish words as well."""
        return hear(text, self, self._loaded, before)

    def _loaded(self) -> Mapping[str, Lists]:
        """The word lists of the other languages, read when a word is met that is not Finnish."""
        if self._lists is None:
            self._lists = {tongue: read_lists(tongue).copied() for tongue in LANGUAGES}
            share(self._own.translated.get(UNTOLD, ()), self._lists.values())
            for tongue, lists in self._lists.items():
                for foreign, finnish in self._own.translated.get(tongue, ()):
                    lists.prefer(foreign, finnish)
        return self._lists

    def foreign(self, phrase: str) -> bool:
        """Whether less than half of the words of a phrase are Finnish, those left out that any language may have."""
        telling = [token for token in tokens(phrase) if len(token) > SHORTEST]
        return 2 * sum(map(self.has, telling)) < len(telling)

    def has(self, word: str) -> bool:
        """Whether a word is Finnish, spoken forms included; no abbreviation (`who`), no name of a person (`else`)."""
        return word in self._spoken or any(reading.sort not in NO_WORDS for reading in self.readings(word))

    def names(self, word: str) -> bool:
        """Whether a word is Finnish or a name of the content."""
        return self._word(word).known

    def keeps(self, word: str) -> bool:
        """Whether the content has a word that is not Finnish, in one of its forms."""
        return any(stem in self._own.strange for stem in name_stems(word))

    def repairs(self, word: str) -> bool:
        """Whether a word is Finnish or a name, or a slip away from it."""
        return self.mended(self._repaired(word)).known

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of `text`, in order, strange forms repaired."""
        return tuple(self._repaired(token) for token in tokens(text))

    def readings_of(self, text: str) -> list[list[frozenset[str]]]:
        """A text in each way that it may be read, as it stands and in each language: the forms of each word."""
        heard = (self.heard(text, tongue).text for tongue in (None, *LANGUAGES))
        return [[word.forms for word in self.words(one)] for one in dict.fromkeys((text, *heard))]

    def typed(self, text: str, unread: Container[str] = frozenset()) -> tuple[Word, ...]:
        """The words of what somebody typed, but for those that are left `unread`.

        A text without any dots may have dropped them, so both readings stay.
        """
        said = tokens(text)
        flat = sum(map(len, said)) > FLAT and not re.search("[äöå]", "".join(said))
        read = self._undotted if flat else self._repaired
        return tuple(read(token) for token in said if token not in unread)

    def mended(self, word: Word) -> Word:
        """The usual form that a strange one is a slip of the finger away from; any other word as it is."""
        return self._mended(word)

    def word(self, token: str) -> Word:
        """One word, already in lower case."""
        return self._word(token)

    def readings(self, token: str) -> tuple[Reading, ...]:
        """The readings of a form that is correct by itself; none of any other."""
        return self._readings(token)

    def valid(self, token: str) -> bool:
        """Whether the form is correct Finnish by itself."""
        return bool(self._readings(token))

    def _analysed(self, form: str) -> tuple[Reading, ...]:
        if not 1 < len(form) <= MAX_WORD:
            return ()
        readings = dict.fromkeys(read(output) for output in self._analyse(form) if _joins(output))
        fewest = min((len(reading.parts) for reading in readings), default=0)
        shortest = (r for r in readings if len(r.parts) == fewest)
        return tuple(sorted(shortest, key=lambda r: (r.lemma, r.parts, r.roots, r.sort)))

    def _flat(self, token: str) -> Word:
        word = self._repaired(token)
        if not word.known or word.guessed:
            return word
        other = [reading for form in dotted(token) for reading in self._readings(form)]
        return Word(token, tuple(dict.fromkeys((*word.readings, *other))), known=True, guessed=bool(other))

    def _read(self, token: str) -> Word:
        standard = self._spoken.get(token, token)
        readings = self._readings(standard)
        if readings:
            return Word(token, readings, known=True)
        if standard != token:
            return Word(token, (_bare(standard),), known=True)
        if len(token) <= MAX_WORD:
            stems = dict.fromkeys(stem for stem in name_stems(token) if stem in self._names)
            if stems:
                return Word(token, tuple(map(_bare, stems)), known=True)  # `elyt` is a name, and a form of another
        return Word(token, (_bare(token),), known=False)

    def _repair(self, token: str) -> Word:
        word = self._word(token)
        if word.known or len(token) > MAX_WORD:
            return word
        return self._guessed(token, chain(_sure_forms(token), _spoken_forms(token))) or word

    def _guessed(self, token: str, forms: Iterable[str]) -> Word | None:
        """The first of some forms that is correct."""
        read = (self._readings(form) for form in forms)
        return next((Word(token, readings, known=True, guessed=True) for readings in read if readings), None)

    def _mend(self, word: Word) -> Word:
        token = word.surface
        if (word.known and not word.guessed) or self._guessed(token, _sure_forms(token)):
            return word
        usual = self._spelling.meant(token)
        meant = self._word(usual) if usual else word
        return meant if meant.known else word


def reopened(
    engine: Engine, spoken: Mapping[str, str], names: frozenset[str], usual: tuple[str, ...], own: Own
) -> Language:
    """A language as it was, with its engine opened again."""
    return Language(engine).knowing(spoken, names, usual, own)


def _bare(form: str) -> Reading:
    """The reading of a form that the dictionary lacks."""
    return Reading(form, (form,), (form,))


def read(output: str) -> Reading:
    """Read one analysis of Voikko's transducer, such as `[Ln][Xp]alue[X]alue[Sn][Ny][Bh][Bc][Ln][Xp]taso[X]taso…`.

    `[Xp]…[X]` holds the base form of a stem, `[Xj]…[X]` that of a derivational ending, `[Bc]` divides a compound.
    """
    stems = [_stem(stem) for stem in output.split("[Bc]") if TAG.sub("", stem)]
    lemma = "".join(surface for surface, _, _ in stems[:-1]) + stems[-1][1]
    return Reading(
        lemma=lemma.lower().replace("=", "").replace("-", ""),
        parts=tuple(base.lower().replace("=", "").strip("-") for _, base, _ in stems),
        roots=tuple(root.lower().replace("=", "").strip("-") for _, _, root in stems),
        sort=_sort(output),
    )


def _joins(output: str) -> bool:
    """Whether a compound is written as it should be: no vowel meets itself at a joint without a hyphen."""
    stems = [TAG.sub("", re.sub(r"\[X[pj]\].*?\[X\]", "", stem)) for stem in output.split("[Bc]")]
    return not any(one[-1:] == other[:1] and one[-1:] in VOWELS for one, other in pairwise(stems) if one and other)


def _sort(output: str) -> str:
    """Voikko's class of the word; a participle counts as a verb, and a verb's noun (`kehittäminen`) as a noun."""
    last = output.rpartition("[Bc]")[2]
    if PARTICIPLE.search(last):
        return "t"
    return "n" if "[Tn4]" in last else SORT.findall(output)[-1]


def _stem(output: str) -> tuple[str, str, str]:
    """Surface, base form and root of one stem: the base form ends in that of its last derivational ending."""
    surface = before = base = root = ""
    inside = False
    for piece in re.split(r"(\[[^\]]*\])", output):
        if piece in {"[Xp]", "[Xj]"}:
            inside = True
            before = surface
        elif piece.startswith("["):
            inside = inside and piece not in {"[X]", "[Xr]", "[Xs]"}
        elif inside and piece:
            base = before + piece
            root = root or piece
        else:
            surface += piece
    return surface, base or surface, root or base or surface


def _sure_forms(token: str) -> Iterable[str]:
    """What a form surely stands for: `osaamis`, a first part of a compound written apart; without clitics; dotted."""
    yield f"{token}-"
    yield from _without_clitics(token)
    yield from dotted(token)


def _without_clitics(token: str) -> Iterable[str]:
    for clitic in CLITICS:
        if token.endswith(clitic) and len(token) > len(clitic) + 3:
            yield token[: -len(clitic)]


def dotted(token: str) -> Iterable[str]:
    """`tyossa` → `työssä`: dots restored everywhere, then from or up to some letter (compounds mix harmonies)."""
    if not re.search(r"[ao]", token):
        return
    front = token.replace("a", "ä").replace("o", "ö")
    yield front
    for i in range(2, len(token) - 1):
        if token[i:] != front[i:] and token[:i] != front[:i]:
            yield token[:i] + front[i:]
            yield front[:i] + token[i:]


def _spoken_forms(token: str) -> Iterable[str]:
    """Dialect doubling undone (`kerrää`), `d` and `i` restored (`saaha`, `rahotus`), endings completed (`alueel`)."""
    undoubled = re.sub(r"([bdfghjklmnprstv])\1(?=(?:aa|ää|ee|oo|uu|ii|yy|öö)|[aäeiouyö]{2})", r"\1", token)
    if undoubled != token:
        yield undoubled
    for ending, standard in SPOKEN_ENDINGS:
        if token.endswith(ending) and len(token) > len(ending) + 2:
            yield token[: -len(ending)] + standard
    for found in re.finditer(r"(?<=[aäouyöe])(?=[stnl])", token):
        i = found.start()
        if 1 < i < len(token) - 1:
            yield token[:i] + "i" + token[i:]
    for found in re.finditer(r"(?<=[aeiouyäö])[hjr]?(?=[aeiouyäö])", token):
        yield token[: found.start()] + "d" + token[found.end() :]
    for i in range(1, len(token) - 1):
        letter = token[i]
        if letter == token[i - 1]:
            yield token[:i] + token[i + 1 :]
        elif letter in "klmnprstaeiouyäö":
            yield token[:i] + letter + token[i:]


SPOKEN_ENDINGS = (
    ("ssa", "ssa"), ("oo", "oa"), ("öö", "öä"), ("oo", "aa"), ("ee", "ea"), ("ee", "eä"), ("ii", "ia"), ("ii", "iä"),
    ("lt", "lta"), ("lt", "ltä"), ("st", "sta"), ("st", "stä"), ("l", "lla"), ("l", "llä"), ("s", "ssa"), ("s", "ssä"),
    ("n", "an"), ("t", "vat"), ("t", "vät"), ("st", "sti"), ("ks", "ksi"), ("is", "isi"), ("m", "mme"), ("la", "lla"),
    ("lä", "llä"), ("sa", "ssa"), ("sä", "ssä"), ("u", "ut"), ("y", "yt"),
)  # fmt: skip
"""Spoken endings and what they stand for in the standard language."""


def one_off(token: str) -> Iterator[str]:
    """Every form one slip away: a letter dropped, doubled or foreign, two swapped, one wrong, one missing."""
    for i in range(len(token)):
        before, here, after = token[:i], token[i], token[i + 1 :]
        yield before + after
        if after:
            yield before + after[0] + here + after[1:]
        for letter in LETTERS:
            yield before + letter + after
            yield before + letter + here + after


def name_stems(token: str) -> Iterable[str]:
    """What an unknown name or acronym may be without its ending: `jotpalta` → `jotpa`; the whole form first."""
    yield token
    bare = [token[: -len(clitic)] for clitic in CLITICS if token.endswith(clitic) and len(token) > len(clitic) + 1]
    yield from bare
    for form in (token, *bare):
        for ending in ENDINGS:
            if form.endswith(ending) and len(form) - len(ending) >= 2:
                yield form[: -len(ending)]


def _engine(engine: Engine) -> tuple[str, Callable[[str], list[str]]]:
    if engine != "pyvoikko":
        try:
            return "libvoikko", _libvoikko()
        except OSError:
            if engine == "libvoikko":
                raise
    return "pyvoikko", _pyvoikko()


one_at_a_time = Lock()
"""libvoikko takes one word at a time, and lets other threads run meanwhile."""


def _libvoikko() -> Callable[[str], list[str]]:
    import libvoikko  # noqa: PLC0415  each engine is loaded only where it is used

    libvoikko.VoikkoLibrary.open()  # raises OSError; a Voikko that fails so leaves a message when it is taken down
    try:
        voikko = libvoikko.Voikko("fi")
    except libvoikko.VoikkoException as error:  # the library without its Finnish data
        raise OSError(str(error)) from error

    def analyse(form: str) -> list[str]:
        with one_at_a_time:
            return [a["FSTOUTPUT"] for a in voikko.analyze(form) if "FSTOUTPUT" in a]

    return analyse


def _pyvoikko() -> Callable[[str], list[str]]:
    from pyvoikko import VOIKKO_FST, TokenizationException  # noqa: PLC0415  loading takes a second

    def analyse(form: str) -> list[str]:
        try:
            return [output for output, _ in VOIKKO_FST.lookup(form)]
        except TokenizationException:
            return []

    return analyse
