"""Every call to Telegram but `getUpdates`: one chat's in order, within Telegram's limits, repeated when it failed.

A call whose chat has to wait is parked: written down with its files, so that its update counts as done while the call
still waits. An edit is parked as soon as it waits at all: people press one button after another, and each press is
acknowledged when the one before it is done. Of edits of one message that follow one another only the last is made. A
text that cannot be edited, as its message is gone, is sent anew. A call that is of use only at once waits for nothing
long, and stands in no line.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import Bot, InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import BaseRateLimiter

from bot.log.ledger import File
from bot.telegram.delivery.connection import request_of
from bot.telegram.delivery.failures import MOMENTARY, Failures
from bot.telegram.refusals import is_gone

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence

    from bot.log.ledger import Ledger, Parked
    from bot.telegram.delivery.limits import Limits

log = logging.getLogger(__name__)

STUCK = 2.0
"""Seconds that a call may be late before it is parked: at Telegram's pace 60 updates come meanwhile, of the 100 that
can be had while one is unfinished."""

AT_ONCE = 8
"""Calls on the wire at once: what is there when the process dies may come twice."""

LONGEST = 3600.0
"""Seconds that a call of an earlier process is held back at most: clocks jump, and Telegram tells again to wait."""

WHERE = ("message_thread_id", "reply_parameters")
"""What an edit is given along for the case that its text is sent anew: Telegram wants none of it in an edit."""

Result = bool | dict[str, Any] | list[dict[str, Any]]


@dataclass(eq=False, slots=True)
class Call:
    """A call of the Bot API.

    data: its parameters, mended in place. post: makes a call. wait: seconds before. waits: set as soon as it is known
    that it does not go out at once.
    """

    method: str
    data: dict[str, Any]
    post: Callable[[str, dict[str, Any]], Awaitable[Result]]
    wait: float = 0.0
    waits: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def edited(self) -> str | None:
        """What it edits: one that comes right after it and edits the same makes it needless. None when it does not."""
        return f"{self.method} {self.data['message_id']}" if self.method.startswith("edit") else None

    async def make(self) -> Result:
        """Make it once."""
        left = WHERE if self.method.startswith("edit") else ()
        return await self.post(self.method, {name: value for name, value in self.data.items() if name not in left})

    def send_anew(self) -> None:
        """Let it send the text that it was to put in the place of another."""
        self.method = "sendMessage"
        del self.data["message_id"]


@dataclass(eq=False, slots=True)
class Line:
    """The calls of one chat that wait for their turn.

    length: how many, with the one on the wire. until: how long the first waits at least. stuck: whether that is long.
    last: the one that came last, and what makes it, unless it is on the wire or was.
    """

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0
    until: float = 0.0
    stuck: asyncio.Event = field(default_factory=asyncio.Event)
    last: tuple[Call, asyncio.Task[Result]] | None = None


class Sending(BaseRateLimiter[None]):
    """Makes the calls. One that fails for good raises as python-telegram-bot does; one that is parked returns True."""

    def __init__(self, ledger: Ledger, limits: Limits) -> None:
        self._ledger = ledger
        self._limits = limits
        self._lines: dict[int, Line] = {}
        self._parked: set[asyncio.Task[None]] = set()
        self._wire = asyncio.Semaphore(AT_ONCE)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Leave the parked calls to the next process."""
        for task in self._parked:
            task.cancel()
        if self._parked:
            await asyncio.wait(self._parked)

    async def process_request(  # noqa: PLR0913, PLR0917  the library's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Result:
        """Make one call; `data` is mended in place when Telegram refuses its formatting or the chat has moved.

        Of a text that was sent anew the message is given, which has another id.
        """
        call = Call(endpoint, data, partial(callback, **kwargs))
        if "chat_id" not in data or endpoint in MOMENTARY:
            return await self._repeat(call)
        if endpoint.startswith("send"):
            await self._ledger.mark_sending()
        sending, line = self._queue(call)
        late = asyncio.create_task((line.stuck if call.edited is None else call.waits).wait())
        try:
            await asyncio.wait({sending, late}, return_when=asyncio.FIRST_COMPLETED)
            if not sending.done() and await self._park(call, sending, line.until):
                return True
            return await sending
        except asyncio.CancelledError:
            sending.cancel()
            raise
        finally:
            late.cancel()

    def resume(self, parked: Sequence[Parked], bot: Bot) -> None:
        """Make the calls that an earlier process parked; each may have been made already."""
        for _ in parked:
            self._ledger.tally.count("doubtful")
        self.post(parked, bot)

    def post(self, parked: Sequence[Parked], bot: Bot) -> None:
        """Make calls that were written down."""
        for one in parked:
            data = {**one.data, **{name: InputFile(file.content, file.name) for name, file in one.files.items()}}
            wait = min(max(0.0, one.at - time.time()), LONGEST)
            sending, line = self._queue(Call(one.method, data, partial(Bot._do_post, bot), wait))
            line.stuck.set()
            self._see_through(one.id, sending)

    def _queue(self, call: Call) -> tuple[asyncio.Task[Result], Line]:
        """Let the call go out after the others of its chat, or in the place of the last one if that is needless now."""
        chat_id = int(call.data["chat_id"])
        line = self._lines.setdefault(chat_id, Line())
        if line.length:
            call.waits.set()
        if line.last is not None and call.edited is not None and call.edited == line.last[0].edited:
            needless, sending = line.last
            needless.data, needless.post = call.data, call.post
            return sending, line
        line.length += 1

        def leave(_: asyncio.Task[Result]) -> None:
            line.length -= 1
            if not line.length:
                del self._lines[chat_id]

        sending = asyncio.create_task(self._in_turn(call, line))
        sending.add_done_callback(leave)
        line.last = call, sending
        return sending, line

    async def _in_turn(self, call: Call, line: Line) -> Result:
        async with line.turn:
            return await self._repeat(call, line)

    async def _repeat(self, call: Call, line: Line | None = None) -> Result:
        failures = Failures(call.method, self._ledger.tally)
        wait = call.wait
        while True:
            await self._wait(wait, call, line)
            timer = line and asyncio.get_running_loop().call_later(STUCK, self._note_wait, STUCK, call, line)
            try:
                async with self._wire:
                    if line is not None and line.last is not None and line.last[0] is call:
                        line.last = None
                    return _trim(await call.make())
            except ChatMigrated as error:
                call.data["chat_id"] = error.new_chat_id
            except TelegramError as error:
                if isinstance(error, BadRequest) and is_gone(error) and call.method == "editMessageText":
                    call.send_anew()
                    failures, wait = Failures(call.method, self._ledger.tally), 0.0
                    continue
                answer = failures.pause_after(error, call.data)
                if answer is None:
                    return True
                wait = answer
            finally:
                if timer:
                    timer.cancel()

    async def _wait(self, seconds: float, call: Call, line: Line | None) -> None:
        """Wait as told, and until the limits let the call out; the chat is stuck when that takes long."""
        if line is not None:
            seconds = max(seconds, self._limits.chat(int(call.data["chat_id"])))
            line.until = time.monotonic() + seconds
            self._note_wait(seconds, call, line)
        await asyncio.sleep(seconds)
        if line is not None:
            await asyncio.sleep(self._limits.everyone())

    @staticmethod
    def _note_wait(seconds: float, call: Call, line: Line) -> None:
        """Tell those who made the calls of a chat that the first one waits."""
        if seconds > 0:
            call.waits.set()
        if seconds >= STUCK:
            line.stuck.set()

    async def _park(self, call: Call, sending: asyncio.Task[Result], until: float) -> bool:
        """Write the call down and leave it to a task of its own; False when it cannot be written."""
        request = request_of(call.data)
        files = {
            name: File(held, called)
            for name, (called, held, _) in request.multipart_data.items()
            if isinstance(held, bytes)
        }
        wait = max(0.0, until - time.monotonic())
        number = await self._ledger.park(call.method, request.json_parameters, wait, files)
        if number is None:
            return False
        self._ledger.tally.count("parked")
        self._see_through(number, sending)
        return True

    def _see_through(self, number: int, sending: asyncio.Task[Result]) -> None:
        task = asyncio.create_task(self._finish(number, sending))
        self._parked.add(task)
        task.add_done_callback(self._parked.discard)

    async def _finish(self, number: int, sending: asyncio.Task[Result]) -> None:
        try:
            await sending
        except Forbidden:
            log.info("a parked reply was not sent, the chat is closed to the bot")
        except TelegramError as error:
            log.error("a parked reply was given up: %s", type(error).__name__)
        await self._ledger.strike(number)


def _trim(result: Result) -> Result:
    """What a call gave, of a message only what is needed of it: to parse all of what was just sent takes long."""
    if isinstance(result, dict) and "message_id" in result:
        return {name: result[name] for name in ("message_id", "date", "chat", "photo") if name in result}
    return result
