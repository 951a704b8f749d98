"""Updates in work: one chat's in order, different chats at the same time, each once."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from telegram import Update

if TYPE_CHECKING:
    from telegram.ext import Application

log = logging.getLogger(__name__)

REMEMBERED = 10_000
"""How many finished updates are remembered, so that one that comes again is not done again."""


class Work:
    """Hands updates to the application and knows which of them are finished.

    An update is finished when its handler has returned: its question is logged and its reply sent or given up.
    One that cannot be parsed counts as finished. changed: set whenever an update is finished.
    """

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        self.changed = asyncio.Event()
        self._application = application
        self._next = 0
        self._unfinished: dict[int, asyncio.Task[None]] = {}
        self._newest: dict[int, asyncio.Task[None]] = {}
        self._finished: dict[int, None] = {}

    @property
    def unfinished(self) -> bool:
        """Whether anything is in work."""
        return bool(self._unfinished)

    @property
    def offset(self) -> int:
        """The lowest update id that is not finished; Telegram forgets all below it when it is asked from there on."""
        return min(self._unfinished, default=self._next)

    async def finish(self, raw: dict[str, Any]) -> bool:
        """Take an update as Telegram sent it and wait for it; False when it was stopped before it was finished."""
        self.begin(raw)
        task = self._unfinished.get(raw["update_id"])
        if task is not None:
            await asyncio.wait({task})
        return raw["update_id"] not in self._unfinished

    def begin(self, raw: dict[str, Any]) -> None:
        """Take an update as Telegram sent it; one that is in work or finished is left alone."""
        update_id = raw["update_id"]
        self._next = update_id + 1
        if update_id in self._unfinished or update_id in self._finished:
            return
        update = self._parsed(raw)
        if update is None:
            self._remember(update_id)
            return
        place = _place(update)
        task = asyncio.create_task(self._handle(update, self._newest.get(place)))
        self._unfinished[update_id] = self._newest[place] = task
        task.add_done_callback(lambda done: self._done(done, update_id, place))

    async def settle(self, seconds: float) -> None:
        """Wait until everything is finished, at most `seconds`; the rest is stopped and stays unfinished."""
        if not self._unfinished:
            return
        _, late = await asyncio.wait(self._unfinished.values(), timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            log.warning("%d updates not finished in time, left to Telegram", len(late))
            await asyncio.wait(late)

    def _parsed(self, raw: dict[str, Any]) -> Update | None:
        try:
            return Update.de_json(raw, self._application.bot)
        except Exception as error:  # noqa: BLE001  anything may stand in an update, and one must not stop the others
            log.error("an update cannot be parsed (%s) and is skipped", type(error).__name__)
            return None

    async def _handle(self, update: Update, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before})
        await self._application.process_update(update)

    def _done(self, task: asyncio.Task[None], update_id: int, place: int) -> None:
        if self._newest.get(place) is task:
            del self._newest[place]
        if task.cancelled():
            return
        if task.exception() is not None:
            log.error("an update failed outside its handler", exc_info=task.exception())
        del self._unfinished[update_id]
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
