"""What admins work at while the bot serves: one piece of work at a time, in a thread of its own, so that answers go on.

What was found and what was checked is kept in memory only; a button that asks for more after a restart has aged.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from bot.content.knowledge import KnowledgeError
from bot.log.database import LogError
from bot.log.days import days_back
from bot.review.audit import Record, read_records
from bot.review.changes import accept
from bot.review.decisions import join_gaps, review, split_gap
from bot.review.figures import A_QUARTER, Figures, read_questions, sum_up
from bot.review.gaps import Gap, Senses
from bot.review.looking import A_MONTH, Seen, look, note
from bot.review.publishing import Refused
from bot.review.weekly import compose_letter

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.content.knowledge import Changes
    from bot.log.database import Database
    from bot.log.tally import Tally
    from bot.replies import Reply
    from bot.replies.texts import Texts
    from bot.review.changes import Change
    from bot.review.publishing import Checked, Made, Workbench
    from bot.understanding.matching import Index

P = ParamSpec("P")
T = TypeVar("T")


def draw_token() -> str:
    """A name for what waits for a word of an admin: eight hexadecimal digits, the first a letter.

    A token of digits alone, one of forty, was taken for the number of a gap.
    """
    return secrets.choice("abcdef") + secrets.token_hex(4)[1:]


@dataclass(frozen=True)
class Drafted:
    """A change that was checked and waits for a word of the admin. token: as `draw_token` gives it.

    gap: what it is to close, by number. answered, of: how many wordings of that gap it answers, and how many there are.
    wordings: those of the gap, the most asked first; left_out: which of them the admin leaves out, by number from 1.
    """

    token: str
    checked: Checked
    gap: int | None
    answered: int = 0
    wordings: tuple[str, ...] = ()
    left_out: frozenset[int] = frozenset()

    @property
    def of(self) -> int:
        """How many wordings the gap has."""
        return len(self.wordings)

    @property
    def selected(self) -> tuple[str, ...]:
        """The wordings that are not left out."""
        return tuple(one for number, one in enumerate(self.wordings, 1) if number not in self.left_out)


@dataclass(frozen=True, slots=True)
class Left:
    """A wording of a gap that finds no answer yet. guesses: the entries that fit best, by id, with scores 0–1."""

    question: str
    guesses: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was published, and what differs now. number: in the table of changes, None where it is of no use.

    left: the wordings of its gap that find no answer yet; None when it was for no gap. guarded: whether labelled
    questions were asked before, or nobody wants to know.
    """

    changes: Made
    number: int | None = None
    left: tuple[Left, ...] | None = None
    guarded: bool = True


async def work_apart(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Do a piece of work in a thread of its own.

    StopIteration becomes RuntimeError, as in a coroutine: no future takes it, and before Python 3.12 the one that
    waits for the thread would wait for ever.
    """

    def done() -> T:
        try:
            return work(*arguments, **named)
        except StopIteration as error:
            raise RuntimeError("nothing was found where something must be") from error

    return await asyncio.to_thread(done)


class Workshop:
    """The workbench of a serving bot. Every method raises as the workbench does, and LogError."""

    def __init__(self, workbench: Workbench, tally: Tally) -> None:
        self._workbench = workbench
        self._tally = tally
        self._one = asyncio.Lock()
        self._senses = Senses(workbench.adviser.index)
        self._seen: Seen | None = None
        self._drafts: dict[int, Drafted] = {}
        self._preparing: asyncio.Task[None] | None = None

    @property
    def index(self) -> Index:
        """The index that serves."""
        return self._workbench.adviser.index

    async def do(self, work: Callable[[], T]) -> T:
        """Do a piece of work after those before it."""
        async with self._one:
            return await work_apart(work)

    async def close(self) -> None:
        """Close the file of the log, after the piece of work that is in hand."""
        async with self._one:
            self._workbench.database.close()  # here: no thread may be left to do it

    async def look(self, *, again: bool = False) -> Seen:
        """The gaps as they were found last in the content that serves; again: look once more for them."""
        if again or self._seen is None or self._seen.index is not self.index:
            seen = await self.do(self._look)
            self._preparing = asyncio.create_task(self._prepare())  # while the admin reads
            return seen
        return self._seen

    async def check(
        self, admin: int, change: Change, gap: int | None, left_out: frozenset[int] = frozenset()
    ) -> Drafted:
        """Try a change; it takes the place of what this admin checked before. left_out: as a draft has them."""
        self._drafts.pop(admin, None)
        draft = await self.do(lambda: self._check(change, gap, left_out))
        self._drafts[admin] = draft
        return draft

    def select(self, admin: int, draft: Drafted, number: int) -> Drafted:
        """Leave out a wording of a draft, or take it in again; the change stays as it was checked."""
        chosen = replace(draft, left_out=draft.left_out ^ ({number} if 0 < number <= draft.of else set()))
        self._drafts[admin] = chosen
        return chosen

    async def accept(self, admin: int, gap: Gap, entry: str, who: str) -> Done | Drafted:
        """Publish at once that the entry which people meant answers a gap; what would break something waits."""
        change = await work_apart(accept, entry, gap.but(()), self.index.language)
        draft = await self.check(admin, change, gap.number)
        return draft if draft.checked.blocked else await self.publish(admin, draft, who)

    async def join(self, gap: Gap, other: Gap) -> Seen:
        """Make one gap of two, and look again."""
        return await self._decide(lambda database: join_gaps(database, gap, other))

    async def split(self, gap: Gap, row: int) -> Seen:
        """Take the wording of a row out of a gap, and look again."""
        return await self._decide(lambda database: split_gap(database, gap, row))

    async def review(self, gap: Gap, *, right: bool) -> Seen:
        """Note whether these questions were answered rightly, and look again."""
        return await self._decide(lambda database: review(database, gap.asked, datetime.now(UTC), right=right))

    def find_draft(self, admin: int, token: str) -> Drafted | None:
        """What the admin checked last, if the token names that."""
        draft = self._drafts.get(admin)
        return draft if draft is not None and draft.token == token else None

    async def publish(self, admin: int, draft: Drafted, who: str, why: str = "", *, relabel: bool = False) -> Done:
        """Publish what was checked, also when it breaks something and there is a reason, and look for gaps anew.

        relabel: let labelled questions that expected no answer expect this one.
        """
        del self._drafts[admin]
        return await self.do(lambda: self._publish(draft, who, why, relabel=relabel))

    async def last(self) -> Record:
        """The last change that stands."""
        return await self.do(self._workbench.last)

    async def undo(self, number: int, who: str) -> tuple[Record, Made]:
        """Take back the change of this number."""
        return await self.do(lambda: self._workbench.undo(who, number=number))

    async def remove_parts(self) -> None:
        """Remove what a writer of content that died has left."""
        await self.do(self._workbench.remove_parts)

    async def reload(self, why: str = "", who: str = "") -> Changes:
        """Serve what is in the folder now."""
        return await self.do(partial(self._reload, why, who))

    async def read_records(self) -> list[Record]:
        """Every change, the oldest first."""
        return await self.do(lambda: read_records(self._workbench.database))

    async def sum_up(self) -> Figures:
        """How the bot has done in the last 90 days."""
        since = days_back(datetime.now(UTC), A_QUARTER)
        return await self.do(lambda: sum_up(read_questions(self._workbench.database, since), self.index.knowledge))

    async def compose_letter(self, until: date, texts: Texts) -> Reply:
        """The letter of the week that ended before the Monday `until`."""
        return await self.do(lambda: compose_letter(self._workbench.database, self._sense(), until, texts))

    async def _decide(self, write: Callable[[Database], None]) -> Seen:
        def work() -> Seen:
            write(self._workbench.database)
            return self._look()

        return await self.do(work)

    async def _prepare(self) -> None:
        while await self.do(self._workbench.prepare):
            pass

    def _look(self) -> Seen:
        now = datetime.now(UTC)
        self._seen = look(self._workbench.database, self._sense(), days_back(now, A_MONTH), now)
        return self._seen

    def _sense(self) -> Senses:
        """What the index that serves makes of each wording; worked out anew when another one serves."""
        if self._senses.index is not self.index:
            self._senses = Senses(self.index)
        return self._senses

    def _check(self, change: Change, gap: int | None, left_out: frozenset[int]) -> Drafted:
        checked = self._workbench.check(change)
        found = self._find_gap(gap)
        wordings = tuple(one.question for one in found.asked) if found else ()
        answered = sum(turn.question in wordings for turn in checked.trial.fixed)
        return Drafted(draw_token(), checked, gap, answered, wordings, left_out)

    def _publish(self, draft: Drafted, who: str, why: str, *, relabel: bool) -> Done:
        closing = self._find_gap(draft.gap)
        changes = self._workbench.publish(draft.checked, who, why, draft.selected, force=bool(why), relabel=relabel)
        seen, number = self._look(), self._workbench.last().number
        guarded = draft.checked.trial.labelled > 0
        if closing is None:
            return Done(changes, number, guarded=guarded)
        asked = {one.question for one in closing.asked}
        open_ = [one for gap in seen.select(aside=False) for one in gap.asked if one.question in asked]
        left = tuple(Left(one.question, self._senses.of(one).guesses[:2]) for one in open_)
        return Done(changes, number, left, guarded)

    def _find_gap(self, number: int | None) -> Gap | None:
        """The gap as it was found last."""
        return None if number is None or self._seen is None else self._seen.find(number)

    def _reload(self, why: str, who: str) -> Changes:
        try:
            changes = self._workbench.reload(why, who)
        except (KnowledgeError, Refused):
            self._tally.count("reload failure")
            raise
        with suppress(LogError):  # the content serves all the same
            note(self._workbench.database, self.index.knowledge, datetime.now(UTC))
        return changes
