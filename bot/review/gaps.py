"""Questions asked in vain, by meaning, the most asked first: what the content lacks. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from bot.content.lessons import NOTHING as UNANSWERED
from bot.review.asked import DOUBTED
from bot.review.grouping import group
from bot.review.meaning import find_meaning
from bot.review.rows import read_each
from bot.review.ties import NONE, gather, set_apart
from bot.review.trial import Heard, hear
from bot.understanding.answering import answer
from bot.understanding.query import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.review.asked import Asked, Complaint
    from bot.review.meaning import Meaning
    from bot.review.ties import Ties
    from bot.understanding.matching import Index

Aside = Literal["talk", "junk", "outside"]

SAMPLES = 3
GUESSES = 5
EXAMPLE = 0.5
"""From which score on an example of what the content never answers counts, when nothing of the content fits better."""
NOTHING = 0.005
"""Score below which an entry has nothing to do with a question: what is shown as 0.00."""
FAR = 0.3
"""Score below which nothing of the content is near, and a new topic comes first."""
ALIKE = 3
"""How many must say that they meant the same entry before it is proposed."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions of one meaning that find no answer now.

    number: the oldest of their rows in the log; any of their rows finds the gap. asked: the wordings, the most asked
    first. guesses: the entries that fit them best, by id, with their scores 0–1, best first. aside: why it is none of
    the content's business. parts: the wordings in the groups that an admin joined to make it.
    """

    number: int
    asked: tuple[Asked, ...]
    guesses: tuple[tuple[str, float], ...]
    aside: Aside | None
    parts: tuple[tuple[str, ...], ...] = ()

    @property
    def meant(self) -> tuple[str, int] | None:
        """The entry that at least three said they had meant, and how many did; None where others meant another."""
        said = Counter(entry for one in self.asked for entry in one.meant).most_common(2)
        clear = len(said) == 1 or (len(said) > 1 and said[0][1] > said[1][1])
        return said[0] if clear and said[0][1] >= ALIKE else None

    @property
    def guess(self) -> tuple[str, float] | None:
        """The entry that fits best."""
        return self.guesses[0] if self.guesses else None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it was asked in, by their tags."""
        return tuple(sorted({one.language for one in self.asked if one.language}))

    @property
    def is_far(self) -> bool:
        """Whether nothing of the content is near."""
        return self.guess is None or self.guess[1] < FAR

    @property
    def count(self) -> int:
        """How often they were asked."""
        return sum(one.count for one in self.asked)

    @property
    def first(self) -> datetime:
        """When the first of them was asked."""
        return min(one.first for one in self.asked)

    @property
    def last(self) -> datetime:
        """When the last of them was asked."""
        return max(one.last for one in self.asked)

    def but(self, rows: Collection[int]) -> tuple[str, ...]:
        """The wordings, but for those that stand in some rows of the log."""
        return tuple(one.question for one in self.asked if not set(rows) & set(one.numbers))

    @property
    def samples(self) -> tuple[str, ...]:
        """The wordings asked most, at most three."""
        return tuple(one.question for one in self.asked[:SAMPLES])


@dataclass(frozen=True, slots=True)
class Sense:
    """What an index makes of a wording: its answer, how sure (0–1), its best entries with scores, what it is about.

    outside: it gives signs of something that the content never answers, or an admin confirmed that it does not: then it
    is `settled`, and what is asked in vain beside it stays a gap.
    """

    heard: Heard
    score: float
    guesses: tuple[tuple[str, float], ...]
    meaning: Meaning
    outside: bool
    settled: bool


class Senses:
    """What the serving index makes of each wording, worked out once."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._known: dict[str, Sense] = {}

    def of(self, asked: Asked) -> Sense:
        """What the index makes of a wording."""
        if asked.question not in self._known:
            self._known[asked.question] = self._sense(asked)
        return self._known[asked.question]

    def _sense(self, asked: Asked) -> Sense:
        index = self.index
        if asked.version == index.knowledge.version:  # the log knows
            entries = (asked.entry,) if asked.entry else tuple(entry for entry, _ in asked.candidates)
            now = Heard(asked.outcome, entries if asked.outcome != "none" else ())
            guesses, score = asked.candidates, asked.score
        else:
            answered = answer(asked.question, index)
            now, score = hear(answered), answered.score
            guesses = tuple((match.entry.id, match.score) for match in answered.matches)
        query = parse(asked.question, index.language)
        settled = index.confirmed(query) == UNANSWERED
        outside = settled or bool(index.outside_cues(query))
        return Sense(now, score, guesses, find_meaning(asked.question, index), outside, settled)


def find_gaps(vain: Iterable[Asked], senses: Senses, ties: Ties = NONE) -> list[Gap]:
    """Group the questions that still find no answer, the most asked first; those put aside come last.

    A wording that nothing can be made of is left out. ties: what admins said of which wordings belong together.
    """
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for one, kind in read_each(vain, lambda one: (one, _sort(one, senses))):
        if _is_open(one, senses):
            kinds[kind].append(one)
    found = [*_group(kinds["asked"], senses, ties), *_group(kinds["settled"], senses, ties)]
    found += [_put_aside(kinds[reason], reason) for reason in ("talk", "junk") if kinds[reason]]
    return _sort_gaps(found)


def find_unsure(
    unsure: Iterable[Asked], senses: Senses, ties: Ties, right: Collection[tuple[str, str]], gaps: Iterable[Gap]
) -> list[Gap]:
    """Group the questions that are answered by what may be a neighbour, the most asked first.

    right: wordings with entries that an admin found right for them. gaps: what was asked in vain is told there.
    """
    vain = {one.question for gap in gaps for one in gap.asked}
    found = read_each(unsure, lambda one: (_tell_now(one, senses), _is_unsure(one, senses, right)))
    return _sort_gaps(_group([one for one, holds in found if holds and one.question not in vain], senses, ties))


def _tell_now(one: Asked, senses: Senses) -> Asked:
    """The wording with the entry that answers it now, if any, and how surely."""
    sense = senses.of(one)
    return replace(one, entry=next(iter(sense.heard.entries), None), score=sense.score)


def _is_unsure(one: Asked, senses: Senses, right: Collection[tuple[str, str]]) -> bool:
    """Whether one entry answers the question, nobody found it right, and it is not sure.

    What was asked at once in other words is not, however probable, as long as the same entry answers.
    """
    sense = senses.of(one)
    if sense.heard.outcome != "answer" or len(sense.heard.entries) != 1:
        return False
    again = one.score >= DOUBTED and sense.heard.entries == (one.entry,)
    return (one.question, *sense.heard.entries) not in right and (sense.score < DOUBTED or again)


def _group(asked: Sequence[Asked], senses: Senses, ties: Ties) -> list[Gap]:
    """Wordings by meaning, and as admins said."""
    of = {one.question: one for one in asked}
    alike = ([asked[number] for number in numbers] for numbers in group([senses.of(one).meaning for one in asked]))
    parts = set_apart([[one.question for one in ones] for some in alike for ones in _part(some, senses)], ties)
    return [
        _make_gap([of[wording] for number in numbers for wording in parts[number]], [parts[n] for n in numbers], senses)
        for numbers in gather(parts, ties)
    ]


def _part(alike: list[Asked], senses: Senses) -> Iterator[list[Asked]]:
    """Alike wordings; where most give signs of what the content never answers, those that give none are not hidden."""
    outside = [one for one in alike if senses.of(one).outside]
    others = [one for one in alike if not senses.of(one).outside]
    if outside and others and _are_most(outside, alike):
        yield outside
        yield others
    else:
        yield alike


def _are_most(some: Iterable[Asked], asked: Iterable[Asked]) -> bool:
    return 2 * sum(one.count for one in some) > sum(one.count for one in asked)


def _sort_gaps(found: list[Gap]) -> list[Gap]:
    return sorted(found, key=lambda gap: (gap.aside is not None, -gap.count, gap.number))


def _sort(one: Asked, senses: Senses) -> Literal["talk", "junk", "settled", "asked"]:
    sense = senses.of(one)
    if one.kind == "smalltalk":
        return "talk"
    if sense.settled:
        return "settled"
    return "asked" if sense.meaning else "junk"


@dataclass(frozen=True, slots=True)
class Doubt:
    """How often people said that an entry was the wrong topic for their question, or outdated, and it still is."""

    entry: str
    wrong_topic: int
    outdated: int


def find_doubts(said: Iterable[Complaint], vain: Iterable[Asked], senses: Senses) -> list[Doubt]:
    """What people said of the entries that there are, those with the most first.

    `Wrong topic` counts as long as its question finds that entry, or has lost its words.
    """
    asked = {one.question: one for one in vain}
    knowledge = senses.index.knowledge
    wrong: Counter[str] = Counter()
    outdated: Counter[str] = Counter()
    still = read_each(
        said, lambda one: (one, one.question not in asked or _still_hears(asked[one.question], one.entry, senses))
    )
    for one, holds in still:
        entry = knowledge.now(one.entry)
        outdated[entry] += one.outdated
        wrong[entry] += one.wrong_topic * holds
    found = [Doubt(entry, wrong[entry], outdated[entry]) for entry in wrong | outdated if entry in knowledge.entries]
    return sorted(filter(_counts, found), key=lambda doubt: (-doubt.wrong_topic - doubt.outdated, doubt.entry))


def _counts(doubt: Doubt) -> bool:
    return doubt.wrong_topic + doubt.outdated > 0


def gap_of(row: int, found: Sequence[Gap]) -> Gap | None:
    """The gap that row `row` of the log is in."""
    return next((gap for gap in found if any(row in one.numbers for one in gap.asked)), None)


def _is_open(one: Asked, senses: Senses) -> bool:
    """Whether the question finds no answer now, or still the one that did not help."""
    return senses.of(one).heard.outcome != "answer" or _still_hears(one, one.unhelped, senses)


def _still_hears(one: Asked, entry: str | None, senses: Senses) -> bool:
    """Whether a question finds now the entry that it found before, and nothing else."""
    return entry is not None and senses.of(one).heard.entries == (senses.index.knowledge.now(entry),)


def _make_gap(asked: list[Asked], parts: list[tuple[str, ...]], senses: Senses) -> Gap:
    guesses: dict[str, float] = defaultdict(float)
    for one in asked:
        for entry, score in senses.of(one).guesses:
            guesses[entry] += one.count * score
    count = sum(one.count for one in asked)
    best = sorted(guesses, key=lambda entry: -guesses[entry])[:GUESSES]
    scores = tuple((entry, guesses[entry] / count) for entry in best if guesses[entry] >= NOTHING * count)
    number, ordered = min(one.numbers[0] for one in asked), _sort_most_first(asked)
    return Gap(number, ordered, scores, _judge_aside(asked, senses), tuple(parts))


def _put_aside(asked: list[Asked], reason: Aside) -> Gap:
    return Gap(min(one.numbers[0] for one in asked), _sort_most_first(asked), (), reason)


def _sort_most_first(asked: list[Asked]) -> tuple[Asked, ...]:
    return tuple(sorted(asked, key=lambda one: (-one.count, one.numbers[0])))


def _judge_aside(asked: list[Asked], senses: Senses) -> Aside | None:
    """Junk: one question of words that nobody knows. Outside: what the content never answers, as most of them say.

    That is told by signs, or by examples of it.
    """
    if _are_most((one for one in asked if senses.of(one).outside), asked):
        return "outside"
    samples = [one.question for one in _sort_most_first(asked)[:SAMPLES]]
    if len(asked) == asked[0].count == 1 and not _means_something(samples[0], senses.index):
        return "junk"
    return "outside" if all(_is_exemplified(sample, senses.index) for sample in samples) else None


def _means_something(question: str, index: Index) -> bool:
    """Whether any telling word of it means something."""
    return any(unit.meaning.ways for unit in index.units(parse(question, index.language).whole) if unit.telling)


def _is_exemplified(question: str, index: Index) -> bool:
    """Whether an example of what the content never answers fits it, and better than any entry."""
    sight = index.search(parse(question, index.language))
    best = sight.matches[0].score if sight.matches else 0.0
    example = sight.outside[0].score if sight.outside else 0.0
    return example >= EXAMPLE and example > best
