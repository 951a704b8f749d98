"""Updates in, acknowledged after the work: an update counts as done when its question is logged and its reply sent.

The way of an update: `polling` or `webhook` receives it → `work` hands it over, one chat's in order → a handler
reads, asks, records, sends → `sending` repeats what failed → `polling` moves the offset past it, or `webhook` says
200. Until then Telegram keeps it, so that a process that dies loses nothing.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from telegram import LinkPreviewOptions
from telegram.error import Conflict, InvalidToken
from telegram.ext import Application, Defaults

from bot import handlers
from bot.delivery.hiding import hide
from bot.delivery.polling import poll
from bot.delivery.sending import Sending
from bot.delivery.waiting import unless
from bot.delivery.webhook import listen
from bot.delivery.work import Work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.desk import Desk
    from bot.settings import Settings

log = logging.getLogger(__name__)

GRACE = 10.0
"""Seconds that what is in work may take after a signal to end."""

UNUSABLE = 78
"""Exit code for settings that another try does not mend (EX_CONFIG)."""

BROKEN = 70
"""Exit code for a fault of the bot itself (EX_SOFTWARE)."""

OUSTED = 75
"""Exit code when another instance polls with the same token (EX_TEMPFAIL)."""


def run(settings: Settings, desk: Desk) -> None:
    """Serve Telegram until SIGTERM or SIGINT, by webhook when its address is set, else by polling.

    Raises SystemExit, with a line on standard error: 78 when Telegram refuses the token, 75 when another instance
    has polled for a minute, 70 for a fault of the bot itself, 1 when the webhook's port cannot be listened on. A second
    signal ends the process at once.
    """
    hide(*_secrets(settings))
    try:
        asyncio.run(_run(settings, desk))
    except InvalidToken:
        _end(desk.texts("token-refused"), UNUSABLE)
    except Conflict:
        _end(desk.texts("conflict-ended"), OUSTED)
    except Exception:
        log.exception("the bot ended")  # not raised: a traceback printed by Python would not hide the token
        raise SystemExit(BROKEN) from None


async def serve(settings: Settings, desk: Desk, stop: asyncio.Event) -> None:
    """Serve Telegram until `stop` is set; what is in work then is finished and acknowledged.

    Raises InvalidToken when Telegram refuses the token, Conflict when another instance has polled for a minute.
    """
    application = build(settings, desk)
    try:
        await unless(stop, application.initialize())
        if stop.is_set():
            return
        work = Work(application)
        log.info("serving by %s", "polling" if settings.webhook_url is None else "webhook")
        if settings.webhook_url is None:
            await poll(application.bot, work, stop, desk.texts, GRACE)
        else:
            await listen(application.bot, work, stop, settings, GRACE)
    finally:
        await application.bot.shutdown()


def build(settings: Settings, desk: Desk) -> Application[Any, Any, Any, Any, Any, Any]:
    """Build the application: the library parses, routes and sends, the fetching is ours.

    Raises ValueError when there is no token.
    """
    if settings.token is None:
        raise ValueError("no token")
    application = (
        Application.builder()
        .token(settings.token.get_secret_value())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .defaults(Defaults(allow_sending_without_reply=True, link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .rate_limiter(Sending())
        .pool_timeout(None)
        .get_updates_connection_pool_size(2)  # a poll that is broken off at the end may not give its connection back
        .updater(None)
        .job_queue(None)
        .build()
    )
    handlers.add(application, desk, settings.admins)
    return application


async def _run(settings: Settings, desk: Desk) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)

    def end() -> None:
        stop.set()
        for number in signals:
            loop.remove_signal_handler(number)  # the next one ends the process at once
        log.info("ending, after what is in work")

    for number in signals:
        loop.add_signal_handler(number, end)
    await serve(settings, desk, stop)


def _end(line: str, code: int) -> NoReturn:
    sys.stderr.write(f"{line}\n")
    raise SystemExit(code)


def _secrets(settings: Settings) -> Iterator[str]:
    if settings.token is not None:
        yield settings.token.get_secret_value().partition(":")[2]
    if settings.webhook_secret is not None:
        yield settings.webhook_secret.get_secret_value()
