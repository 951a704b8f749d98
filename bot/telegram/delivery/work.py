"""Updates in work: one chat's in order, different chats at the same time, each once."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from telegram import Update

from bot.log.ledger import REMEMBERED, State, current

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram.ext import Application

    from bot.log.ledger import Ledger

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """An update in work. since: monotonic seconds when it came."""

    task: asyncio.Task[None]
    since: float = field(default_factory=time.monotonic)


class Work:
    """Hands updates to the application and knows which of them are finished.

    An update is finished when its handler has returned: its question is logged and its reply sent or given up.
    One that cannot be parsed has nothing to be done. changed: set whenever an update is finished.
    """

    def __init__(
        self, application: Application[Any, Any, Any, Any, Any, Any], ledger: Ledger, before: Mapping[int, State]
    ) -> None:
        """before: what became of the updates of earlier processes, by id, the newest last."""
        self.changed = asyncio.Event()
        self._application = application
        self._ledger = ledger
        self._next = 0
        self._unfinished: dict[int, Taken] = {}
        self._newest: dict[int, asyncio.Task[None]] = {}
        self._finished = {update_id: None for update_id, state in before.items() if state != State.RECORDED}
        self._doubtful = before.keys() - self._finished.keys()

    @property
    def unfinished(self) -> int:
        """How many updates are in work."""
        return len(self._unfinished)

    @property
    def oldest(self) -> float:
        """Seconds since the oldest update in work came; 0 when there is none."""
        return max((time.monotonic() - taken.since for taken in list(self._unfinished.values())), default=0.0)

    @property
    def offset(self) -> int:
        """The lowest update id that is not finished; Telegram forgets all below it when it is asked from there on."""
        return min(self._unfinished, default=self._next)

    async def finish(self, raw: dict[str, Any]) -> bool:
        """Take an update as Telegram sent it and wait for it; False when it was stopped before it was finished."""
        self.begin(raw)
        taken = self._unfinished.get(raw["update_id"])
        if taken is not None:
            await asyncio.wait({taken.task})
        return raw["update_id"] not in self._unfinished

    def begin(self, raw: dict[str, Any]) -> None:
        """Take an update as Telegram sent it; one that is in work or finished is left alone."""
        update_id = raw["update_id"]
        if update_id in self._unfinished or update_id in self._finished:
            if update_id >= self._next or update_id < self.offset:  # else it is only not acknowledged yet
                self._ledger.tally.count("duplicate")
            self._next = max(self._next, update_id + 1)
            return
        self._next = update_id + 1
        update = self._parse(raw)
        if update_id in self._doubtful:  # its reply may have been on the wire when the process died
            self._ledger.tally.count("doubtful")
        place = update_id if update is None else _place(update)
        task = asyncio.create_task(self._handle(update_id, update, self._newest.get(place)))
        self._unfinished[update_id], self._newest[place] = Taken(task), task
        task.add_done_callback(lambda done: self._done(done, update_id, place))

    async def settle(self, seconds: float) -> None:
        """Wait until everything is finished, at most `seconds`; the rest is stopped and stays unfinished."""
        if not self._unfinished:
            return
        _, late = await asyncio.wait({taken.task for taken in self._unfinished.values()}, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            log.warning("%d updates not finished in time, left to Telegram", len(late))
            await asyncio.wait(late)

    def _parse(self, raw: dict[str, Any]) -> Update | None:
        try:
            update = Update.de_json(raw, self._application.bot)
            if update.callback_query is None and (message := update.effective_message):  # a press is on an old message
                self._ledger.clock.hear(message.edit_date or message.date)
            return update
        except Exception as error:  # noqa: BLE001  anything may stand in an update, and one must not stop the others
            log.error("an update cannot be parsed (%s) and is skipped", type(error).__name__)
            return None

    async def _handle(self, update_id: int, update: Update | None, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before})
        current.set(update_id)
        if update is not None:
            await self._application.process_update(update)
        await self._ledger.mark_done(update_id)

    def _done(self, task: asyncio.Task[None], update_id: int, place: int) -> None:
        if self._newest.get(place) is task:
            del self._newest[place]
        if task.cancelled():
            return
        if task.exception() is not None:
            log.error("an update failed outside its handler", exc_info=task.exception())
        taken = self._unfinished.pop(update_id)
        self._ledger.tally.took(time.monotonic() - taken.since)
        self._remember(update_id)

    def _remember(self, update_id: int) -> None:
        self._finished[update_id] = None
        if len(self._finished) > REMEMBERED:
            del self._finished[next(iter(self._finished))]
        self.changed.set()


def _place(update: Update) -> int:
    """Where order matters: the chat, or the person when there is no chat."""
    where = update.effective_chat or update.effective_user
    return where.id if where is not None else update.update_id
