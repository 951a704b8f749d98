"""Polling: Telegram keeps an update until it is asked for later ones, so it is asked from the lowest unfinished on."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import time
from typing import TYPE_CHECKING, Any

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.content.files import keep_private
from bot.log.writing import LATE
from bot.telegram.delivery.failures import tell_cause
from bot.telegram.delivery.waiting import pick_pause, read_wait, wait_unless

if TYPE_CHECKING:
    from pathlib import Path

    from telegram.ext import ExtBot

    from bot.log.writing import Writer
    from bot.replies.texts import Texts
    from bot.telegram.delivery.work import Work

log = logging.getLogger(__name__)

LARGEST_ID = 2**52
"""Telegram says of most of its numbers that they have at most 52 significant bits."""

KINDS = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member", "message_reaction")
"""The kinds of update that are asked for."""

MOST_UPDATES = 100
"""Updates that a poll gives at most."""

AGAIN = 0.05
"""Longest pause between polls while an update is in work, in seconds: what comes meanwhile waits no longer. A dear
message is in work for a tenth of a second or two, a reply that has to wait for two seconds, then it is parked."""

LONGEST = 5.0
"""Longest pause before a poll that failed is repeated, and longest time for the last one, in seconds."""

CUT_OFF = 3
"""Polls in a row that wait and fail, while those between them that do not wait succeed, until the operator is told."""

CONTESTED = 60.0
"""Seconds that another instance is put up with."""

TOLD_AT = 2
"""The conflict that the operator is told of: a poll that was just broken off may count as another instance once."""


async def poll(bot: ExtBot[None], work: Work, stop: asyncio.Event, polls: Polls, grace: float) -> None:
    """Poll until `stop` is set, then finish what is in work, at most `grace` seconds, and acknowledge it.

    Raises InvalidToken when Telegram refuses the token, Conflict when another instance has polled for a minute.
    """
    try:
        await wait_unless(stop, bot.delete_webhook())
        await _poll(bot, work, stop, polls)
    finally:
        await work.settle(grace)
    await _acknowledge(bot, work)


async def _poll(bot: ExtBot[None], work: Work, stop: asyncio.Event, polls: Polls) -> None:
    while not stop.is_set():
        work.changed.clear()
        try:
            seconds = 0 if work.unfinished or polls.failed else polls.seconds
            updates = await wait_unless(stop, _fetch(bot, work.offset, seconds))
        except TelegramError as error:
            await wait_unless(stop, asyncio.sleep(polls.note_failure(error)))
            continue
        polls.note_success(waited=seconds > 0)
        for raw in updates or ():
            work.begin(raw)
        if work.unfinished:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(_wait_for_room(work, full=len(updates or ()) == MOST_UPDATES), AGAIN)


async def _wait_for_room(work: Work, *, full: bool) -> None:
    """Wait until something is finished; when the last poll was `full`, until half as much is in work."""
    await work.changed.wait()
    while full and work.unfinished > MOST_UPDATES // 2:
        work.changed.clear()
        await work.changed.wait()


async def _acknowledge(bot: ExtBot[None], work: Work) -> None:
    """Tell Telegram what is finished, without taking anything new."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LONGEST):
            for attempt in range(5):
                try:
                    await _fetch(bot, work.offset, 0)
                except TelegramError:  # a poll that was just broken off may still count as another instance
                    await asyncio.sleep(pick_pause(attempt))
                else:
                    return
    log.warning("Telegram did not hear what is finished; some replies may come twice")


async def _fetch(bot: ExtBot[None], offset: int, seconds: int) -> list[dict[str, Any]]:
    """Fetch updates from `offset` on, as Telegram sent them: parsed together, a broken one would hide the others."""
    asked = {"offset": offset, "timeout": seconds, "allowed_updates": KINDS}
    try:
        updates = await bot._post("getUpdates", asked, read_timeout=seconds + 5)
    except (LookupError, TypeError, ValueError) as error:
        raise NetworkError("no answer of the Bot API") from error
    if not isinstance(updates, list) or not all(
        isinstance(raw, dict) and is_id(raw.get("update_id")) for raw in updates
    ):
        raise NetworkError("no answer of the Bot API")
    return updates


def is_id(value: object) -> bool:
    """Whether `value` can be the number of an update: a whole number, and one that every database can hold."""
    return type(value) is int and 0 <= value < LARGEST_ID


class Polls:
    """How the polls go: a row that failed is logged once and waited out; of each that succeeds, `heartbeat` tells.

    writer: the heart does not beat while nothing is written. seconds: that Telegram holds one open. failed: whether the
    last one did; the next does not wait, so that a firewall which cuts off what is silent hides neither updates nor
    that the bot does its work.
    """

    def __init__(self, texts: Texts, heartbeat: Path, writer: Writer, seconds: int) -> None:
        self.seconds = seconds
        self.failed = False
        self._texts = texts
        self._heartbeat = heartbeat
        self._writer = writer
        self._row = 0
        self._cut_off = 0
        self._conflicts: list[float] = []

    def note_failure(self, error: TelegramError) -> float:
        """Seconds until the next poll. Raises what ends polling: InvalidToken, and Conflict after a minute."""
        if isinstance(error, InvalidToken):
            raise error
        if isinstance(error, RetryAfter):
            return read_wait(error)
        if isinstance(error, Conflict):
            self._contest(error)
        else:
            self._note_break(error)
        self._row += 1
        return min(LONGEST, pick_pause(self._row - 1))

    def note_success(self, *, waited: bool) -> None:
        """Touch the heartbeat. Where that cannot be done the log cannot be written either, which is reported."""
        self.failed = False
        if waited:
            self._row = self._cut_off = 0
        if self._writer.late < LATE:
            with contextlib.suppress(OSError):
                keep_private(self._heartbeat)
                self._heartbeat.touch()

    def _note_break(self, error: TelegramError) -> None:
        if not self._row:
            log.warning("getUpdates: %s, repeated", tell_cause(error))
        self._cut_off += not self.failed
        self.failed = True
        if self._cut_off == CUT_OFF:
            log.warning("polls are cut off while they wait: set BOT_POLL_SECONDS to less than %d", self.seconds)

    def _contest(self, error: Conflict) -> None:
        """Two instances end each other's polls and succeed in between; only a whole quiet poll means it is over."""
        now = time.monotonic()
        if self._conflicts and now - self._conflicts[-1] > self.seconds + 5:
            self._conflicts.clear()
        self._conflicts.append(now)
        if now - self._conflicts[0] > CONTESTED:
            raise error
        if len(self._conflicts) == TOLD_AT:
            sys.stderr.write(f"{self._texts('conflict-began')}\n")
