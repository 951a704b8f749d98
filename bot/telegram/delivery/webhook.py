"""Webhook: Telegram posts an update again until it hears 200, so 200 goes out after the work."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import secrets
from itertools import count
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import BadRequest

from bot.log.writing import LATE
from bot.telegram.delivery.failures import AddressError, PortError
from bot.telegram.delivery.incoming import Incoming
from bot.telegram.delivery.polling import KINDS, is_id
from bot.telegram.delivery.waiting import pick_pause, wait_unless
from bot.telegram.refusals import is_unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from telegram.ext import ExtBot

    from bot.log.writing import Writer
    from bot.settings import Settings
    from bot.telegram.delivery.work import Work

log = logging.getLogger(__name__)

LARGEST = 1_000_000
"""Largest post that is taken, in bytes; Telegram's have a few thousand."""


BACKLOG = 256
"""Connections that wait to be accepted; so many may be accepted before anything else is done."""

CLOSE = {"Connection": "close"}
"""Whoever posts something else than Telegram gets no second request on a connection."""


UNRESOLVED = 3
"""As of which try the pauses are taken while Telegram does not find the host: of a second and more."""


class Server(uvicorn.Server):
    """Leaves the signals to the process, which has more to end than a web server."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


async def listen(  # noqa: PLR0913, PLR0917  what takes updates, until when, and what its health is told by
    bot: ExtBot[None], work: Work, stop: asyncio.Event, settings: Settings, writer: Writer, grace: float
) -> None:
    """Take updates until `stop` is set, then finish those in work, at most `grace` seconds.

    Raises InvalidToken when Telegram refuses the token, AddressError when it refuses the address, PortError when the
    port cannot be listened on.
    """
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else secrets.token_urlsafe(32)
    config = uvicorn.Config(
        build_site(work, secret, writer),
        host=settings.webhook_listen,
        port=settings.webhook_port,
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        http=Incoming,
        ws="none",
        backlog=BACKLOG,
        timeout_graceful_shutdown=round(grace) + 1,
    )
    try:
        port = config.bind_socket()
    except SystemExit:  # uvicorn has logged why
        raise PortError from None
    server = Server(config)
    serving = asyncio.create_task(server.serve([port]))
    try:
        await wait_unless(stop, _tell_address(bot, str(settings.webhook_url), secret))
        await wait_unless(stop, asyncio.shield(serving))
        await work.settle(grace)
    finally:
        server.should_exit = True
        await serving


async def _tell_address(bot: ExtBot[None], url: str, secret: str) -> None:
    """Tell Telegram where to post; again as long as it does not find the host, which a new name takes a while for."""
    for tried in count():
        try:
            await bot.set_webhook(url, secret_token=secret, allowed_updates=KINDS)
        except BadRequest as error:
            if not is_unresolved(error):
                raise AddressError("".join(filter(str.isprintable, error.message))) from None
            if not tried:
                log.warning("Telegram does not find the host of BOT_WEBHOOK_URL, repeated")
            await asyncio.sleep(pick_pause(UNRESOLVED + tried))
        else:
            return


def build_site(work: Work, secret: str, writer: Writer) -> Starlette:
    """The web site: one route, which takes posts that carry Telegram's secret, and tells whether it can write."""

    async def receive(request: Request) -> Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403, headers=CLOSE)
        try:
            update = _parse(await request.body())
        except ClientDisconnect:
            update = None
        if update is None:
            return Response(status_code=400, headers=CLOSE)
        return Response(status_code=200 if await work.finish(update) else 503)

    async def tell(_: Request) -> Response:
        return Response(status_code=200 if writer.late < LATE else 503, headers=CLOSE)

    # A proxy in front may rewrite the path; the secret tells who posts.
    routes = [Route("/{path:path}", receive, methods=["POST"]), Route("/{path:path}", tell, methods=["GET"])]
    return Starlette(routes=routes, exception_handlers={HTTPException: _refuse}, max_body_size=LARGEST)


async def _refuse(_: Request, error: Exception) -> Response:
    return Response(status_code=getattr(error, "status_code", 400), headers=CLOSE)


def _parse(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) and is_id(update.get("update_id")) else None
