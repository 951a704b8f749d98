"""What admins work at while the bot serves: one piece of work at a time, in a thread of its own, so that answers go on.

What was found and what was checked is kept in memory only; a button that asks for more after a restart has aged.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from bot.content.knowledge import KnowledgeError
from bot.log.database import LogError
from bot.log.days import days_back
from bot.review.audit import Record, read_records
from bot.review.figures import A_QUARTER, Figures, read_questions, sum_up
from bot.review.gaps import Gap, Senses, gap_of
from bot.review.looking import A_MONTH, Seen, look, note
from bot.review.publishing import Refused
from bot.review.weekly import compose_letter

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.content.knowledge import Changes
    from bot.log.tally import Tally
    from bot.replies import Reply
    from bot.replies.texts import Texts
    from bot.review.changes import Change
    from bot.review.publishing import Checked, Workbench
    from bot.understanding.matching import Index

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Drafted:
    """A change that was checked and waits for a word of the admin. token: eight hexadecimal digits.

    gap: what it is to close, by number. answered, of: how many wordings of that gap it answers, and how many there are.
    """

    token: str
    checked: Checked
    gap: int | None
    answered: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was published, and what differs now. number: in the table of changes, None where it is of no use.

    left: how many wordings of its gap find no answer yet; None when it was for no gap. guarded: whether labelled
    questions were asked before, or nobody wants to know.
    """

    changes: Changes
    number: int | None = None
    left: int | None = None
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

    async def look(self, *, again: bool = False) -> Seen:
        """The gaps as they were found last in the content that serves; again: look once more for them."""
        if again or self._seen is None or self._seen.index is not self.index:
            seen = await self.do(self._look)
            self._preparing = asyncio.create_task(self._prepare())  # while the admin reads
            return seen
        return self._seen

    async def check(self, admin: int, change: Change, gap: int | None) -> Drafted:
        """Try a change; it takes the place of what this admin checked before."""
        self._drafts.pop(admin, None)
        draft = await self.do(lambda: self._check(change, gap))
        self._drafts[admin] = draft
        return draft

    def find_draft(self, admin: int, token: str) -> Drafted | None:
        """What the admin checked last, if the token names that."""
        draft = self._drafts.get(admin)
        return draft if draft is not None and draft.token == token else None

    async def publish(self, admin: int, draft: Drafted, who: str, why: str = "") -> Done:
        """Publish what was checked, also when it breaks something and there is a reason, and look for gaps anew."""
        del self._drafts[admin]
        return await self.do(lambda: self._publish(draft, who, why))

    async def last(self) -> Record:
        """The last change that stands."""
        return await self.do(self._workbench.last)

    async def undo(self, number: int, who: str) -> tuple[Record, Changes]:
        """Take back the change of this number, if it is the last one."""
        return await self.do(lambda: self._workbench.undo(who, number=number))

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

    def _check(self, change: Change, gap: int | None) -> Drafted:
        checked = self._workbench.check(change)
        found = self._find_gap(gap)
        wordings = {one.question for one in found.asked} if found else set()
        answered = sum(turn.question in wordings for turn in checked.trial.fixed)
        return Drafted(secrets.token_hex(4), checked, gap, answered, len(wordings))

    def _publish(self, draft: Drafted, who: str, why: str) -> Done:
        closing = self._find_gap(draft.gap)
        changes = self._workbench.publish(draft.checked, who, why, force=bool(why))
        seen = self._look()
        left = None
        if closing is not None:
            asked = {one.question for one in closing.asked}
            left = sum(one.question in asked for gap in seen.select(aside=False) for one in gap.asked)
        return Done(changes, self._workbench.last().number, left, guarded=draft.checked.trial.labelled > 0)

    def _find_gap(self, number: int | None) -> Gap | None:
        """The gap as it was found last."""
        return None if number is None or self._seen is None else gap_of(number, self._seen.gaps)

    def _reload(self, why: str, who: str) -> Changes:
        try:
            changes = self._workbench.reload(why, who)
        except (KnowledgeError, Refused):
            self._tally.count("reload failure")
            raise
        with suppress(LogError):  # the content serves all the same
            note(self._workbench.database, self.index.knowledge, datetime.now(UTC))
        return changes
