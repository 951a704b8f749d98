"""Updates in, acknowledged after the work: an update counts as done when its question is logged and its reply sent.

The way of an update:

1. `polling` or `webhook` receives it. Telegram keeps it until step 6, so that a process that dies loses nothing.
2. `work` hands it over, unless it is in work or the ledger says that it is done: one chat's in order.
3. A handler reads, asks, records (the row is on the disk, the ledger marks the update as recorded), and sends. An
   update without a question is marked before its first send.
4. `sending` lets the reply out over a `connection`, in its chat's turn and within the `limits`, and repeats it when it
   fails as `failures` tells. A reply that has to wait long is parked in the ledger's outbox, from where a later process
   sends it too.
5. The ledger marks the update as done.
6. `polling` moves the offset past it, or `webhook` says 200.

A process that dies between 3 and 5 may have sent the reply: the next one sends it, again or not, and counts it.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from telegram import LinkPreviewOptions
from telegram.error import Conflict, InvalidToken
from telegram.ext import Application, Defaults

from bot.adviser import set_apart, uncollected
from bot.content.knowledge import KnowledgeError
from bot.log.database import Database, LogError
from bot.log.keys import count_clear
from bot.log.ledger import Ledger
from bot.log.sealing import seal_of
from bot.replies.notices import Controller
from bot.replies.texts import finnish
from bot.review.publishing import Workbench
from bot.review.upkeep import keep_doing, keep_up
from bot.review.workshop import Workshop
from bot.route import find_route, tell_passwords
from bot.settings import UNUSABLE, SettingsError
from bot.telegram import handlers
from bot.telegram.delivery.connection import Connection
from bot.telegram.delivery.failures import AddressError, PortError
from bot.telegram.delivery.letters import send_weekly
from bot.telegram.delivery.limits import Limits
from bot.telegram.delivery.logs import configure, log_fault
from bot.telegram.delivery.metrics import expose
from bot.telegram.delivery.polling import Polls, poll
from bot.telegram.delivery.sending import Sending
from bot.telegram.delivery.waiting import wait_unless
from bot.telegram.delivery.work import Work
from bot.telegram.floods import Floods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram.ext import ExtBot

    from bot.adviser import Adviser
    from bot.content.knowledge import Knowledge
    from bot.settings import Settings

log = logging.getLogger(__name__)

PRESSES = 3
"""How many buttons may be pressed for one message: whoever looks through the content presses often, and reads it."""

TYPED = 6
"""How often something may be typed after the bot's name for one message: each pause in typing counts."""

GRACE = 10.0
"""Seconds that what is in work may take after a signal to end."""

BROKEN = 70
"""Exit code for a fault of the bot itself (EX_SOFTWARE)."""

UNHEARD = 3
"""Exit code when the webhook's port cannot be listened on: uvicorn's own."""

OUSTED = 75
"""Exit code when another instance polls with the same token (EX_TEMPFAIL)."""


def run(settings: Settings, adviser: Adviser) -> None:
    """Serve Telegram until SIGTERM or SIGINT, by webhook when its address is set, else by polling.

    Raises SystemExit, with a line on standard error: 78 when Telegram refuses the token or the webhook's address, when
    a proxy or certificates cannot be used, or labelled questions have faults, 75 when another instance has polled for a
    minute, 70 for a fault of the bot itself, 3 when the webhook's port cannot be listened on. A second signal ends the
    process at once.
    """
    configure(settings.log_level, _secrets(settings))
    set_apart()
    try:
        asyncio.run(_run(settings, adviser))
    except InvalidToken:
        _end(adviser.texts("token-refused"), UNUSABLE)
    except SettingsError as error:
        _end(str(error), UNUSABLE)
    except AddressError as error:
        _end(adviser.texts("webhook-refused", reason=str(error)), UNUSABLE)
    except Conflict:
        _end(adviser.texts("conflict-ended"), OUSTED)
    except KnowledgeError as error:
        _end(str(error), UNUSABLE)
    except PortError:
        raise SystemExit(UNHEARD) from None
    except Exception:
        log.exception("the bot ended")  # not raised: a traceback printed by Python would hide nothing
        raise SystemExit(BROKEN) from None


async def serve(settings: Settings, adviser: Adviser, stop: asyncio.Event) -> None:
    """Serve Telegram until `stop` is set; what is in work then is finished and acknowledged.

    Raises InvalidToken when Telegram refuses the token, Conflict when another instance has polled for a minute.
    """
    token = token_of(settings)
    seal = seal_of(settings)
    ledger = Ledger(settings.database, int(token.partition(":")[0]), seal)
    before, parked = ledger.recall()
    sending = Sending(ledger, Limits(on=settings.send_limits))
    with uncollected():
        workbench = Workbench(adviser, Database(settings.database, seal), settings.questions)
    workshop = Workshop(workbench, ledger.tally)
    application = build(settings, adviser, ledger, sending, workshop)
    beside: set[asyncio.Task[None]] = set()
    try:
        await wait_unless(stop, application.initialize())
        if stop.is_set():
            return
        sending.resume(parked, application.bot)
        work = Work(application, ledger, before)
        _warn(settings, workbench)
        log.info("serving by %s", "polling" if settings.webhook_url is None else "webhook")
        beside.add(asyncio.create_task(_introduce(application.bot, adviser.index.knowledge, ledger, settings.admins)))
        with expose(settings.metrics_port, ledger.tally, work, adviser):
            async with keep_up(settings, workshop, ledger.tally, ledger.clock):
                if readers := settings.digest & settings.admins:
                    post = partial(sending.post, bot=application.bot)
                    letters = partial(send_weekly, readers, workshop, ledger, post, adviser.texts)
                    beside.add(asyncio.create_task(keep_doing("the weekly letter", letters, ledger.tally)))
                await wait_unless(ledger.writer.died, _receive(application, work, stop, settings, ledger))
        if ledger.writer.died.is_set():
            raise RuntimeError("nothing can be written")  # another process may; Telegram keeps what is unfinished
    finally:
        for task in beside:
            task.cancel()
        if beside:
            await asyncio.wait(beside)
        await application.bot.shutdown()
        await workshop.close()
        await ledger.close()


def _warn(settings: Settings, workbench: Workbench) -> None:
    """Tell the operator what others will miss: who answers for the data, and questions that guard the content."""
    for name in ("controller", "contact"):
        if getattr(settings, name) is None:
            log.warning("BOT_%s is not set: /tietosuoja cannot tell it, which the law asks for", name.upper())
    if not workbench.database.seal.keys:
        log.warning("BOT_KEYS is not set: questions are stored unencrypted, against Telegram's terms for bots (4.4)")
    elif clear := count_clear(workbench.database):
        log.warning("questions that are stored unencrypted since before there was a key: %d (bot key renew)", clear)
    if not workbench.guarded:
        log.warning(
            "no labelled questions in %s: nobody notices when a change of the content breaks answers",
            workbench.questions,
        )


async def _introduce(bot: ExtBot[None], knowledge: Knowledge, ledger: Ledger, admins: frozenset[int]) -> None:
    """Introduce the bot, and take the menu of an admin from those who had one and are none any more."""
    try:
        former = await ledger.menus()
        await ledger.give_menus(former | admins)
        if await handlers.introduce(bot, knowledge, admins, former - admins):
            await ledger.give_menus(admins)
    except LogError as error:
        log.warning("commands and descriptions could not be set: %s", error)


async def _receive(
    application: Application[Any, Any, Any, Any, Any, Any],
    work: Work,
    stop: asyncio.Event,
    settings: Settings,
    ledger: Ledger,
) -> None:
    if settings.webhook_url is None:
        polls = Polls(finnish(), settings.heartbeat, ledger.writer, settings.poll_seconds)
        await poll(application.bot, work, stop, polls, GRACE)
    else:
        from bot.telegram.delivery.webhook import listen  # noqa: PLC0415  who polls needs no web server

        await listen(application.bot, work, stop, settings, ledger.writer, GRACE)


def build(
    settings: Settings, adviser: Adviser, ledger: Ledger, sending: Sending, workshop: Workshop
) -> Application[Any, Any, Any, Any, Any, Any]:
    """Build the application: the library parses, routes and sends, the fetching is ours.

    Raises ValueError when there is no token, SettingsError when Telegram cannot be reached as they tell.
    """
    route = find_route(settings)
    application = (
        Application.builder()
        .token(token_of(settings))
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .defaults(Defaults(allow_sending_without_reply=True, link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .rate_limiter(sending)
        .request(Connection(route, ledger.clock.hear))
        .get_updates_request(Connection(route, ledger.clock.hear))
        .updater(None)
        .job_queue(None)
        .build()
    )
    floods, presses, typed = (Floods(times * settings.flood_limit) for times in (1, PRESSES, TYPED))
    late = timedelta(hours=settings.late_hours)
    controller = Controller(
        settings.controller, settings.contact, settings.legal_basis, settings.keep_days, sealed=bool(ledger.seal.keys)
    )
    handlers.add(
        application,
        handlers.Edge(
            adviser, ledger, floods, presses, typed, settings.admins, late, controller, workshop, settings.admin_names
        ),
    )
    return application


def token_of(settings: Settings) -> str:
    """The bot's token; it begins with Telegram's id of the bot. Raises ValueError when there is none."""
    if settings.token is None:
        raise ValueError("no token")
    return settings.token.get_secret_value()


async def _run(settings: Settings, adviser: Adviser) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.set_exception_handler(log_fault)
    signals, at_once = (signal.SIGTERM, signal.SIGINT), signal.getsignal(signal.SIGTERM)

    def end() -> None:
        stop.set()
        for number in signals:
            loop.remove_signal_handler(number)  # the next one ends the process at once
        signal.signal(signal.SIGTERM, at_once)
        log.info("ending, after what is in work")

    for number in signals:
        loop.add_signal_handler(number, end)
    await serve(settings, adviser, stop)


def _end(line: str, code: int) -> NoReturn:
    sys.stderr.write(f"{line}\n")
    raise SystemExit(code)


def _secrets(settings: Settings) -> Iterator[str]:
    if settings.token is not None:
        yield settings.token.get_secret_value().partition(":")[2]
    if settings.webhook_secret is not None:
        yield settings.webhook_secret.get_secret_value()
    yield from settings.read_keys()
    yield from tell_passwords(settings)
