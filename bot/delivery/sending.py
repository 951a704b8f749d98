"""Every call to Telegram but `getUpdates`: sent, and repeated as far as its failure allows."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import httpx
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.delivery.waiting import pause, told

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

log = logging.getLogger(__name__)

PATIENCE = 600.0
"""Seconds that a call is repeated while Telegram answers it with an error of its own (5xx)."""

UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Failures of calls that never left this machine."""

POINTLESS = ("not modified", "query is too old", "message to edit not found")
"""What Telegram says to an edit or an answer for which it is too late, and for which nothing need be done."""

Result = bool | dict[str, Any] | list[dict[str, Any]]


class Sending(BaseRateLimiter[None]):
    """Repeats calls that failed. What cannot be repeated, or not any more, raises as python-telegram-bot does.

    A 429 waits as told. One chat's updates are handled in order, so that the wait holds up that chat and no other.
    """

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(  # noqa: PLR0913, PLR0917  the library's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Result:
        """Make one call; `data` is mended in place when Telegram refuses its formatting or the chat has moved."""
        clock = asyncio.get_running_loop().time
        began, failures = clock(), list[TelegramError]()
        while True:
            try:
                return await callback(*args, **kwargs)
            except BadRequest as error:
                if any(reason in error.message.lower() for reason in POINTLESS):
                    return True
                if "entit" not in error.message.lower() or data.pop("entities", None) is None:
                    raise
                log.warning("%s: formatting refused, sent as plain text", endpoint)
            except ChatMigrated as error:
                data["chat_id"] = error.new_chat_id
            except (RetryAfter, NetworkError) as error:
                failures.append(error)
                wait = wait_before_repeat(failures, endpoint, clock() - began)
                if wait is None:
                    raise
                level = logging.WARNING if len(failures) == 1 else logging.DEBUG
                log.log(level, "%s: %s, repeated", endpoint, type(error.__cause__ or error).__name__)
                await asyncio.sleep(wait)


def wait_before_repeat(failures: Sequence[TelegramError], endpoint: str, elapsed: float) -> float | None:
    """Seconds until the call goes out again; None when it is given up.

    failures: every failure of this call, the newest last. elapsed: seconds since the first try.
    """
    error = failures[-1]
    if isinstance(error, RetryAfter):
        return told(error)
    if isinstance(error.__cause__, UNSENT):
        repeats = True
    elif _doubtful(error):
        repeats = not endpoint.startswith("send") or sum(map(_doubtful, failures)) == 1
    else:
        repeats = isinstance(error.__cause__, TelegramError | None) and elapsed < PATIENCE
    return pause(len(failures) - 1) if repeats else None


def _doubtful(error: TelegramError) -> bool:
    """Whether nobody can know if Telegram took the call: a second copy beats none, a third does not beat a second."""
    return isinstance(error.__cause__, httpx.TransportError) and not isinstance(error.__cause__, UNSENT)
