"""What no log line may hold: secrets, tracebacks included, and what people wrote."""

from __future__ import annotations

import logging

LEVELS = {
    "httpx": logging.WARNING,  # below, the address of every request, and the token in it
    "httpcore": logging.WARNING,
    "telegram": logging.WARNING,  # below, what is sent and to whom
    "telegram.request.BaseRequest": logging.CRITICAL,  # below, answers that are no JSON, whole
}


def hide(*secrets: str) -> None:
    """Hide `secrets` in whatever the handlers of the root logger write from now on, and quiet the libraries."""
    for handler in logging.getLogger().handlers or filter(None, [logging.lastResort]):
        handler.setFormatter(Hiding(handler.formatter or logging.Formatter(), secrets))
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)


class Hiding(logging.Formatter):
    """Formats as `formatter` does, and blots out the secrets in the result."""

    def __init__(self, formatter: logging.Formatter, secrets: tuple[str, ...]) -> None:
        super().__init__()
        self._formatter = formatter
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """The line that is written."""
        line = self._formatter.format(record)
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return line
