"""Log lines on standard error: structured, for people on a terminal and as JSON elsewhere."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from structlog.typing import Processor


def configure(level: str) -> None:
    """Let the root logger write from `level` on."""
    people = sys.stderr.isatty()
    renderer = structlog.dev.ConsoleRenderer() if people else structlog.processors.JSONRenderer(ensure_ascii=False)
    told: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    shown: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if not people:
        shown.append(structlog.processors.format_exc_info)
    handler = logging.StreamHandler()
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=told, processors=[*shown, renderer]))
    logging.basicConfig(level=level, handlers=[handler])
