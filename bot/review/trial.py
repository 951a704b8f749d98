"""A dry run: labelled questions and questions of the log, asked of the content before and after a change. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from bot.content.questions import Conversation
from bot.review.rows import read_each
from bot.understanding.answering import Ambiguous, Answer, Computed, Found, about, answer
from bot.understanding.evaluation import judge_all, reached
from bot.understanding.matching.difference import Alone, Difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.content.questions import Labelled
    from bot.understanding.matching import Index


CHANCE = 0.001
"""Share of labelled questions that a change of whole entries may break. A theme with a measure and two topics, none of
them about what others ask, broke one to three of 7 083 (November 2026)."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a question: the outcome (`answer`, `clarify`, `none`), and the ids of the entries shown."""

    outcome: str
    entries: tuple[str, ...]

    def under(self, now: Callable[[str], str]) -> Heard:
        """The same by other ids, which `now` gives."""
        return Heard(self.outcome, tuple(map(now, self.entries)))


@dataclass(frozen=True, slots=True)
class Shift:
    """A question that is answered otherwise now.

    label: the id of a labelled question, None for one of the log. falsely: it is labelled as one without an answer, and
    has one now.
    """

    question: str
    before: Heard
    after: Heard
    label: str | None = None
    falsely: bool = False


@dataclass(frozen=True)
class Trial:
    """What a change does to `asked` questions, of which `labelled` are labelled: with none of these nothing guards.

    fixed: labelled questions that are answered better, and logged ones that find an answer where they found none.
    broken: labelled questions about what did not change that are answered wrongly now, or falsely. changed: the others
    that are answered otherwise, also worse: a choice, a no, and what the change itself answers where none was expected.
    """

    asked: int
    labelled: int
    fixed: tuple[Shift, ...]
    broken: tuple[Shift, ...]
    changed: tuple[Shift, ...]

    @property
    def outgrown(self) -> dict[str, tuple[str, ...]]:
        """The labelled questions that the change itself answers where none was expected, with what answers them."""
        return {turn.label: turn.after.entries for turn in self.changed if turn.falsely and turn.label is not None}

    @property
    def harms(self) -> bool:
        """Whether more questions break than a change does by chance, by what it does to the weights of common words."""
        return len(self.broken) > CHANCE * self.labelled


Judged = dict[Conversation, tuple[tuple[float, Heard], ...]]
"""The points of each turn of labelled conversations, and what became of it."""


class Known(NamedTuple):
    """What is known of an index: what labelled questions get from it, and what each of their words means by itself."""

    judged: Judged
    words: Alone


class Answers:
    """What an index answers, each question asked once. known: what was found out before."""

    def __init__(self, index: Index, known: Known | None = None) -> None:
        self.index = index
        self.known = known or Known({}, {})
        self._heard: dict[str, Heard] = {}

    def hear(self, question: str) -> Heard:
        """What becomes of a question by itself."""
        if question not in self._heard:
            self._heard[question] = hear(answer(question, self.index))
        return self._heard[question]

    def judge(self, turns: tuple[Labelled, ...]) -> tuple[tuple[float, Heard], ...]:
        """The points of each turn of a conversation, and what becomes of it."""
        judged = self.known.judged
        if turns not in judged:
            found = judge_all([turns], self.index)
            judged[turns] = tuple((verdict.points, hear(answered)) for _, answered, verdict in found)
        return judged[turns]

    def knows(self, turns: tuple[Labelled, ...]) -> bool:
        """Whether a conversation was had."""
        return turns in self.known.judged

    def take(self, before: Answers, difference: Difference) -> None:
        """Take over what `before` knows of questions that are answered as they were."""
        now = self.index.knowledge.now
        self._heard |= {
            question: known.under(now)
            for question, known in before._heard.items()
            if question not in self._heard and not difference.touches(question)
        }
        judged, words = self.known
        judged |= {
            turns: tuple((points, heard.under(now)) for points, heard in known)
            for turns, known in before.known.judged.items()
            if turns not in judged and not _is_touched(turns, difference)
        }
        words |= {word: known for word, known in before.known.words.items() if not difference.says(word)}


def try_out(labelled: Sequence[tuple[Labelled, ...]], logged: Iterable[str], before: Answers, after: Answers) -> Trial:
    """Ask every question of both indexes, but for those that the change cannot touch.

    What was heard before is told by the ids of now, so that an entry with another id is the same entry.
    """
    now = after.index.knowledge.now
    difference = Difference(before.index, after.index, before.known.words)
    fixed: list[Shift] = []
    broken: list[Shift] = []
    changed: list[Shift] = []
    for turns in labelled:
        if not _is_touched(turns, difference):
            continue
        for one, (points, heard), (better, new) in zip(turns, before.judge(turns), after.judge(turns), strict=True):
            old = heard.under(now)
            falsely = one.expect == "none" and new.outcome == "answer" and better < points
            turn = Shift(one.question, old, new, one.id, falsely)
            if better > points:
                fixed.append(turn)
            elif better == 0.0 < points and _does_harm(one, new, difference):
                broken.append(turn)
            elif old != new or better < points:
                changed.append(turn)
    others = list(dict.fromkeys(logged))

    def turned(question: str) -> tuple[Shift, ...]:
        touched = difference.touches(question)
        return (Shift(question, before.hear(question).under(now), after.hear(question)),) if touched else ()

    for turn in chain.from_iterable(read_each(others, turned)):
        if turn.before != turn.after:
            found = turn.after.outcome == "answer" and turn.before.outcome != "answer"
            (fixed if found else changed).append(turn)
    after.take(before, difference)
    count = sum(map(len, labelled))
    return Trial(count + len(others), count, tuple(fixed), tuple(broken), tuple(changed))


def _does_harm(question: Labelled, heard: Heard, difference: Difference) -> bool:
    """Whether a question that has lost all its points is answered, and is not about what came or changed."""
    if heard.outcome != "answer" or any(reached(entry, question) for entry in difference.entries):
        return False
    return question.expect != "none" or not {entry.id for entry in difference.entries}.issuperset(heard.entries)


def _is_touched(turns: tuple[Labelled, ...], difference: Difference) -> bool:
    return any(difference.touches(turn.question) for turn in turns)


def hear(answered: Answer) -> Heard:
    """What an answer shows: the entry that it is about, or what was computed lists."""
    match answered:
        case Found() | Computed() if (entry := about(answered)) is not None:
            return Heard("answer", (entry.id,))
        case Computed(result=result):
            return Heard("answer", tuple(item.id for item in result.items))
        case Ambiguous(choices=choices):
            return Heard("clarify", tuple(match.entry.id for match in choices))
        case _:
            return Heard("none", ())
