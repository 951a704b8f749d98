"""What gaps and entries are called to an admin. Pure.

A gap is called by the base forms that tell what it is about, never by a user's sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.content.lessons import LEARNED, NOTHING
from bot.log.masking import unmask
from bot.review.changes import WORDS, Accepted
from bot.understanding.language import PERSONS
from bot.understanding.query import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts
    from bot.review.audit import Record
    from bot.review.gaps import Gap
    from bot.understanding.language import Reading, Word
    from bot.understanding.matching import Index

MOST_WORDS = 4
VOWELS = frozenset("aeiouyäö")
SHARE = 0.34
"""Share of the questions that must have a word for it to tell of them all."""


def find_telling_words(gap: Gap, index: Index) -> tuple[str, ...]:
    """The words that most of the questions of a gap share and that say most, as base forms, at most four.

    In the order in which they are usually said. None that is no Finnish word, unless several wordings have it, none
    that is a person's name or stands for one, and none that only asks: no nonsense is proposed.
    """
    return _choose(gap, index, lambda word, wordings: word.known or wordings > 1)


def suggest_words(gap: Gap, index: Index) -> str:
    """The telling words of a gap as words of an entry; empty when no entry may have them."""
    words = " ".join(find_telling_words(gap, index))
    return words if words.isprintable() and len(words) <= WORDS else ""


def name_gap(gap: Gap, index: Index) -> str:
    """The telling words of a gap; when it has none those that are no Finnish, and a dash when there are none either."""
    return " ".join(find_telling_words(gap, index) or _choose(gap, index, lambda _, __: True)) or "–"


def _choose(gap: Gap, index: Index, may: Callable[[Word, int], bool]) -> tuple[str, ...]:
    """The words that tell of a gap. may: whether a word that so many wordings have is one."""
    weight: dict[str, float] = defaultdict(float)
    said: Counter[str] = Counter()
    place: Counter[str] = Counter()
    wordings: Counter[str] = Counter()
    words: dict[str, Word] = {}
    for one in gap.asked:
        query = parse(unmask(one.question), index.language)
        spoken = {word.surface: (number, word) for number, word in enumerate(query.whole.words)}
        for unit in index.units(query.whole):
            if unit.telling and unit.meaning.surface in spoken:
                number, word = spoken[unit.meaning.surface]
                base = _write(max(word.readings, key=lambda reading: len(index.owners.get(reading.lemma, ()))))
                words[base] = word
                wordings[base] += 1
                weight[base] += unit.mass * one.count
                said[base] += one.count
                place[base] += number * one.count
    proper = [base for base, word in words.items() if not _names_person(word, index) and may(word, wordings[base])]
    heaviest = sorted(proper, key=lambda base: (-weight[base], base))
    few = [base for base in heaviest if said[base] >= SHARE * gap.count] or heaviest[:1]
    return tuple(sorted(few[:MOST_WORDS], key=lambda base: place[base] / said[base]))


def _names_person(word: Word, index: Index) -> bool:
    """Whether it can only be a person's name, and is no word of the content."""
    person = all(reading.sort in PERSONS for reading in word.readings)
    return person and not any(lemma in index.owners for lemma in word.lemmas)


def _write(reading: Reading) -> str:
    """A base form as it is written: with a hyphen where two parts meet in the same vowel, `opinto-ohjaaja`."""
    if "".join(reading.parts) != reading.lemma:
        return reading.lemma
    return "".join(
        f"-{part}" if before[-1:] == part[:1] and part[:1] in VOWELS else part
        for before, part in zip(("", *reading.parts), reading.parts, strict=False)
    )


def name_entry(entry: str, knowledge: Knowledge) -> str:
    """The title of what has this id, or the titles of several, divided by spaces; of what is gone the id."""
    return ", ".join(knowledge.titles.get(knowledge.now(one), one) for one in entry.split())


KEYS = {NOTHING: "gap-none", LEARNED: "gap-several"}
"""What a change is about that is no entry, by its text."""


def name_target(target: str, knowledge: Knowledge, texts: Texts) -> str:
    """What a change is about: entries by their titles, nothing that is answered, or several answers."""
    return texts(KEYS[target]) if target in KEYS else name_entry(target, knowledge)


def tell_words(record: Record) -> str | None:
    """The words that a change added, of lessons those of each; None for a whole file."""
    lessons = Accepted(record.target, record.words or "").lessons
    return " | ".join(" ".join(lesson.words) for lesson in lessons) if lessons else record.words
