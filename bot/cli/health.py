"""Whether the bot does its work, asked from outside its process."""

from __future__ import annotations

import time
from contextlib import closing
from ipaddress import ip_address
from typing import TYPE_CHECKING

import httpx
from pydantic import BaseModel

from bot.cli.opening import log_of
from bot.content.knowledge import KnowledgeError, load
from bot.log.database import LogError
from bot.route import find_route
from bot.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.replies.texts import Texts
    from bot.settings import Settings

SILENT = 90.0
"""Age in seconds from which the last successful poll is too old, and an error of the webhook is over."""

UNASKED = (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError)
"""What asking ends in: no answer, or a strange one."""

PATIENCE = 5.0
"""Seconds that the listener and Telegram have to answer."""


class WebhookInfo(BaseModel):
    """What Telegram says of the webhook; `last_error_date` in seconds since 1970."""

    url: str = ""
    last_error_date: int = 0
    last_error_message: str = ""


class Told(BaseModel):
    """An answer of the Bot API to getWebhookInfo."""

    result: WebhookInfo


def find_ailments(settings: Settings, texts: Texts) -> Iterator[str]:
    """What is wrong, a line each, in Finnish; nothing when the bot does its work."""
    if settings.token is None:
        yield texts("health-token")
        return
    yield from _check_polling(settings, texts) if settings.webhook_url is None else _check_webhook(settings, texts)
    try:
        load(settings.knowledge)
    except KnowledgeError as error:
        yield texts("health-knowledge", reason=str(error))
    try:
        with closing(log_of(settings)) as log:
            log.touch()
    except LogError as error:
        yield texts("health-log", reason=str(error))


def _check_polling(settings: Settings, texts: Texts) -> Iterator[str]:
    try:
        age = time.time() - settings.heartbeat.stat().st_mtime
    except OSError:
        yield texts("health-never-polled")
        return
    if age > SILENT:
        yield texts("health-polled", seconds=round(age))


def _check_webhook(settings: Settings, texts: Texts) -> Iterator[str]:
    host = _reach(settings.webhook_listen)
    try:
        answer = httpx.get(f"http://{host}:{settings.webhook_port}/", timeout=PATIENCE, trust_env=False)
        if not answer.is_success:
            yield texts("health-writer")
    except UNASKED:
        yield texts("health-listener", port=str(settings.webhook_port))
    try:
        about = _ask_webhook_info(settings)
    except SettingsError as error:
        yield str(error)
        return
    except UNASKED as error:
        yield texts("health-telegram", reason=type(error).__name__)  # its message holds the token
        return
    if about.url != settings.webhook_url:
        yield texts("health-webhook", reason=f"getWebhookInfo: {about.url or '–'}")
    elif time.time() - about.last_error_date < SILENT:
        yield texts("health-webhook", reason=about.last_error_message)


def _reach(listened: str) -> str:
    """The host to ask, in a URL, for what listens on the address `listened`; for all addresses this machine."""
    try:
        address = ip_address(listened)
    except ValueError:
        return listened
    if address.is_unspecified:
        address = ip_address("127.0.0.1" if address.version == 4 else "::1")
    return str(address) if address.version == 4 else f"[{address}]"


def _ask_webhook_info(settings: Settings) -> WebhookInfo:
    """What Telegram says of the webhook. Raises SettingsError, and one of UNASKED."""
    token, route = settings.token.get_secret_value() if settings.token else "", find_route(settings)
    address = f"{settings.api_url}/bot{token}/getWebhookInfo"
    answer = httpx.post(address, timeout=PATIENCE, proxy=route.proxy, verify=route.trusted, trust_env=False)
    return Told.model_validate_json(answer.content).result
