"""What fails: whether a call goes out again, how, and when; and what ends the bot."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

from aiohttp import ClientHttpProxyError
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram.delivery.connection import BROKEN, UNSENT
from bot.telegram.delivery.waiting import pick_pause, read_wait
from bot.telegram.refusals import is_closed, is_gone, is_of_formatting, is_pointless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.log.tally import Tally

log = logging.getLogger(__name__)

PATIENCE = 600.0
"""Seconds that a call is repeated while Telegram answers it with an error of its own (5xx)."""

AT_ONCE = 2.0
"""Seconds that a call which is of use only at once may take with all its repeats and waits: a press or an inline query
is soon too old to be answered, and its update holds up the others meanwhile."""

MOMENTARY = ("answerCallbackQuery", "answerInlineQuery", "sendChatAction", "getChatMember")
"""Calls that are of use only at once."""


class PortError(Exception):
    """The port of the webhook cannot be listened on."""


class AddressError(Exception):
    """Telegram refuses the address of the webhook; the message is what it says of it."""


class Failures:
    """The failures of one call, the newest last."""

    def __init__(self, method: str, tally: Tally) -> None:
        self._method = method
        self._tally = tally
        self._errors: list[TelegramError] = []
        self._began = time.monotonic()

    def pause_after(self, error: TelegramError, data: dict[str, Any]) -> float | None:
        """Seconds until the call goes out again; None when it need not. Raises `error` when it is given up.

        data: what is sent; its formatting is taken out when Telegram refuses it. Of a chat that is closed to the bot
        Forbidden is raised, whichever way Telegram says it.
        """
        self._errors.append(error)
        if isinstance(error, BadRequest):
            return self._mend(error, data)
        elapsed = time.monotonic() - self._began
        wait = wait_before_repeat(self._errors, self._method, elapsed)
        if isinstance(error, RetryAfter):
            self._tally.count("told to wait")
        elif wait is not None:
            self._tally.count("retry")
        if wait is None:
            if self._method.startswith("answer"):
                return None
            raise error
        if is_doubtful(error) and self._method.startswith("send"):
            self._tally.count("doubtful")
        level = logging.WARNING if len(self._errors) == 1 else logging.DEBUG
        log.log(level, "%s: %s, repeated", self._method, tell_cause(error))
        return wait

    def _mend(self, error: BadRequest, data: dict[str, Any]) -> float | None:
        if is_pointless(error) or is_gone(error):
            return None
        if is_closed(error) and self._method.startswith(("send", "edit")):
            raise Forbidden(error.message) from error
        if not is_of_formatting(error) or data.pop("entities", None) is None:
            raise error
        log.warning("%s: formatting refused, sent as plain text", self._method)
        return 0.0


def wait_before_repeat(failures: Sequence[TelegramError], method: str, elapsed: float) -> float | None:
    """Seconds until the call goes out again; None when it is given up.

    failures: every failure of this call, the newest last. elapsed: seconds since the first try.
    """
    wait = _wait_as_told(failures, method, elapsed)
    return None if wait is not None and method in MOMENTARY and elapsed + wait > AT_ONCE else wait


def _wait_as_told(failures: Sequence[TelegramError], method: str, elapsed: float) -> float | None:
    error = failures[-1]
    if isinstance(error, RetryAfter):
        return read_wait(error)
    if isinstance(error.__cause__, UNSENT):
        repeats = True
    elif is_doubtful(error):
        repeats = not method.startswith("send") or sum(map(is_doubtful, failures)) == 1
    elif isinstance(error, InvalidToken):  # the one who polls ends the process; what waits goes out once it is mended
        repeats = method.startswith(("send", "edit")) and elapsed < PATIENCE
    else:
        answered = isinstance(error, NetworkError) and isinstance(error.__cause__, TelegramError | None)
        repeats = answered and elapsed < PATIENCE
    return pick_pause(len(failures) - 1) if repeats else None


def is_doubtful(error: TelegramError) -> bool:
    """Whether nobody can know if Telegram took the call: a second copy beats none, a third does not beat a second."""
    return isinstance(error.__cause__, BROKEN) and not isinstance(error.__cause__, UNSENT)


def tell_cause(error: TelegramError) -> str:
    """The kind of the failure, and the status where a proxy tells one: 407 is a wrong name or password."""
    cause = error.__cause__ or error
    status = f" {cause.status}" if isinstance(cause, ClientHttpProxyError) else ""
    return f"{type(cause).__name__}{status}"
