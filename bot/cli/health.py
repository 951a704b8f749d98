"""Whether the bot does its work, asked from outside its process."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import httpx

from bot.content.knowledge import KnowledgeError, load
from bot.log.database import LogError
from bot.log.querylog import QueryLog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.replies.texts import Texts
    from bot.settings import Settings

SILENT = 90.0
"""Age in seconds from which the last successful poll is too old, and an error of the webhook is over."""

PATIENCE = 5.0
"""Seconds that the listener and Telegram have to answer."""


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
        with closing(QueryLog(settings.database)) as log:
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
    host = settings.webhook_listen.replace("0.0.0.0", "127.0.0.1")  # noqa: S104  it is asked, not listened on
    try:
        answer = httpx.get(f"http://{host}:{settings.webhook_port}/", timeout=PATIENCE, trust_env=False)
        if not answer.is_success:
            yield texts("health-writer")
    except httpx.HTTPError:
        yield texts("health-listener", port=str(settings.webhook_port))
    try:
        about = _ask_webhook_info(settings)
    except (httpx.HTTPError, LookupError, ValueError) as error:
        yield texts("health-telegram", reason=type(error).__name__)  # its message holds the token
        return
    if about.get("url") != settings.webhook_url:
        yield texts("health-webhook", reason=f"getWebhookInfo: {about.get('url') or '–'}")
    elif time.time() - about.get("last_error_date", 0) < SILENT:
        yield texts("health-webhook", reason=about.get("last_error_message", ""))


def _ask_webhook_info(settings: Settings) -> dict[str, Any]:
    """What Telegram says of the webhook. Raises httpx.HTTPError, LookupError or ValueError."""
    token = settings.token.get_secret_value() if settings.token else ""
    answer = httpx.post(f"{settings.api_url}/bot{token}/getWebhookInfo", timeout=PATIENCE)
    about: dict[str, Any] = answer.json()["result"]
    return about
