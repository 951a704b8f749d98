"""A dry run: labelled questions and questions of the log, asked of the content before and after a change. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering import Ambiguous, Answer, Found, answer
from bot.evaluation import Judged, Labelled, judge_all
from bot.matching.difference import Difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.matching import Index


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a question: the outcome (`answer`, `clarify`, `none`), and the ids of the entries shown."""

    outcome: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that is answered otherwise now. label: the id of a labelled question, None for one of the log."""

    question: str
    before: Heard
    after: Heard
    label: str | None = None


@dataclass(frozen=True)
class Trial:
    """What a change does to `asked` questions.

    fixed: labelled questions that are answered better, and logged ones that find an answer where they found none.
    broken: labelled questions that are answered worse. changed: the others that are answered otherwise.
    """

    asked: int
    fixed: tuple[Turn, ...]
    broken: tuple[Turn, ...]
    changed: tuple[Turn, ...]


def tried(
    labelled: Sequence[tuple[Labelled, ...]], logged: Iterable[str], before: Index, after: Index
) -> Trial:
    """Ask every question of both indexes, but for those that the change cannot touch."""
    difference = Difference(before, after)
    asked = [turns for turns in labelled if any(difference.touches(turn.question) for turn in turns)]
    fixed: list[Turn] = []
    broken: list[Turn] = []
    changed: list[Turn] = []
    for old, new in zip(judge_all(asked, before), judge_all(asked, after), strict=True):
        better = new[2].points - old[2].points
        turn = _turn(old, new)
        if better or turn.before != turn.after:
            (fixed if better > 0 else broken if better < 0 else changed).append(turn)
    others = list(dict.fromkeys(logged))
    for question in filter(difference.touches, others):
        turn = Turn(question, heard(answer(question, before)), heard(answer(question, after)))
        if turn.before != turn.after:
            found = turn.after.outcome == "answer" != turn.before.outcome
            (fixed if found else changed).append(turn)
    return Trial(sum(map(len, labelled)) + len(others), tuple(fixed), tuple(broken), tuple(changed))


def heard(answered: Answer) -> Heard:
    """What an answer shows."""
    match answered:
        case Found(entry=entry):
            return Heard("answer", (entry.id,))
        case Ambiguous(choices=choices):
            return Heard("clarify", tuple(match.entry.id for match in choices))
        case _:
            return Heard("none", ())


def _turn(old: Judged, new: Judged) -> Turn:
    return Turn(new[0].question, heard(old[1]), heard(new[1]), new[0].id)
