"""Log lines on standard error: structured, for people on a terminal and as JSON elsewhere."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING, Any

import structlog

from bot.log.hiding import Hiding, redact

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable

    from structlog.typing import Processor

QUIET = {
    "httpx": logging.WARNING,  # below, the address of every request, and the token in it
    "httpcore": logging.WARNING,
    "telegram": logging.WARNING,  # below, what is sent and to whom
    "telegram.request.BaseRequest": logging.CRITICAL,  # below, answers that are no JSON, whole
}
"""Libraries that say much, and from which level on they are heard."""

log = logging.getLogger(__name__)


def configure(level: str, secrets: Iterable[str]) -> None:
    """Let the root logger write from `level` on, without `secrets`; what nobody caught goes there, too."""
    people = sys.stderr.isatty()
    renderer = structlog.dev.ConsoleRenderer() if people else structlog.processors.JSONRenderer(ensure_ascii=False)
    told: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    shown: list[Processor] = [redact, structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
    handler = logging.StreamHandler()
    formatter = structlog.stdlib.ProcessorFormatter(foreign_pre_chain=told, processors=shown)
    handler.setFormatter(Hiding(formatter, secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(least)
    sys.excepthook = lambda _, error, __: _log_uncaught(error)
    threading.excepthook = lambda args: _log_uncaught(args.exc_value)
    sys.unraisablehook = lambda args: _log_uncaught(args.exc_value)


def log_fault(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what the event loop has to tell: asyncio's own way would write out the tasks, and what they were given."""
    error = context.get("exception")
    log.error("the event loop met a fault", exc_info=error if isinstance(error, BaseException) else None)


def _log_uncaught(error: BaseException | None) -> None:
    log.error("nobody caught a fault", exc_info=error)
