"""Questions that are a phrase of the content as it stands, or are worded like one: `kuka vastaa ohjauksesta`.

The search leaves out the words that only ask, so a phrase that hardly says anything else is found here, as a whole.
So is a wording that an admin confirmed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.understanding.language import PERSONS, letters
from bot.understanding.query import WHO, is_cue, level_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.content.entries import Entry
    from bot.content.lessons import Lesson
    from bot.understanding.language import Word

FILLERS = frozenset(
    """
    olla se tämä tuo tää toi sinä minä sää mää mä sä sun sulla sulta sulle mun sinun minun hei moi terve no siis nyt
    oikein oikeesti oikeasti muuten vaan vain ihan että ja tässä täällä täält kiitos ny niin oikeen haluta tietää
    kertoa voida sanoa
    """.split()
)
"""Words that make a wording no other one."""
RESPONSIBLE = WHO | frozenset({"hoitaa", "huolehtia", "johtaa", "kuulua", "pyörittää"})
"""Words that all ask who is responsible."""
FEWEST = 2
"""Words of the shortest wording."""

Said = frozenset[frozenset[str]]
"""Each word as the forms that it may be."""


class Texts:
    """Texts of entries as they stand, by their letters alone where they have any: `ELO-verkosto` is `elo verkosto`."""

    def __init__(self, texts: Iterable[tuple[Entry, Iterable[str]]]) -> None:
        self._entries: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry, own in texts:
            for text in own:
                self._entries[letters(text)][entry.id] = entry

    def of(self, text: str) -> tuple[Entry, ...]:
        """The entries that have `text`, and nothing else, among theirs."""
        return tuple(self._entries.get(letters(text), {}).values())


class Wordings:
    """The phrases in which some word only asks, each with its entry."""

    def __init__(self, phrases: Iterable[tuple[Entry, tuple[Word, ...]]]) -> None:
        self._by_form: dict[str, list[tuple[Said, Entry]]] = defaultdict(list)
        for entry, words in phrases:
            said = _said(words)
            if len(said) >= FEWEST and (not entry.explains or any(map(is_cue, words))):
                for form in {form for forms in said for form in forms}:
                    self._by_form[form].append((said, entry))

    def of(self, words: tuple[Word, ...]) -> Entry | None:
        """The entry that has the wording, or else has it without the level, when no other one has it as well."""
        return self._only(_said(words)) or self._only(_said(word for word in words if level_of(word) is None))

    def _only(self, said: Said) -> Entry | None:
        near = min((self._having(forms) for forms in said), key=len, default=[])
        found = {entry.id: entry for wording, entry in near if len(said) >= FEWEST and _same(said, wording)}
        first = next(iter(found.values()), None)
        return first if first is not None and all(first.akin(entry) for entry in found.values()) else None

    def _having(self, forms: frozenset[str]) -> list[tuple[Said, Entry]]:
        """The wordings that have a word."""
        return [one for form in forms for one in self._by_form.get(form, ())]


def base_forms(words: Iterable[Word]) -> tuple[str, ...]:
    """What is kept of a wording: base forms in the order of the alphabet, without fillers and names of persons."""
    told = (word for word in words if not (_fills(word) or any(one.sort in PERSONS for one in word.readings)))
    return tuple(sorted({word.readings[0].lemma for word in told}))


class Confirmed:
    """Wordings that admins confirmed, each with what it means: the id of an entry, or `NOTHING`."""

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        self._meant = {_asked(lesson.words): lesson.meant for lesson in lessons}

    def of(self, words: tuple[Word, ...]) -> str | None:
        """What the wording means, or else the wording without the level; the last word of an admin holds."""
        told = (words, (word for word in words if level_of(word) is None)) if self._meant else ()
        return next((self._meant[said] for one in told if (said := _asked(base_forms(one))) in self._meant), None)


def _asked(forms: tuple[str, ...]) -> frozenset[str]:
    """Base forms, those that ask who is responsible being one."""
    asks = not RESPONSIBLE.isdisjoint(forms)
    return frozenset("kuka" if form in RESPONSIBLE else form for form in forms if not (asks and form == "mikä"))


def _fills(word: Word) -> bool:
    return word.surface in FILLERS or FILLERS.issuperset(word.lemmas)


def _said(words: Iterable[Word]) -> Said:
    """The words but for fillers; those that ask who is responsible are one, `mikä taho` among them."""
    told = [word for word in words if not _fills(word)]
    forms = [word.forms for word in told]
    asks = any(found & RESPONSIBLE for found in forms)
    return frozenset(
        frozenset({"kuka"}) if found & RESPONSIBLE else found for found in forms if not (asks and "mikä" in found)
    )


def _same(one: Said, other: Said) -> bool:
    return len(one) == len(other) and all(any(mine & yours for yours in other) for mine in one)
