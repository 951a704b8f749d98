"""What no log line may hold: secrets, whole or in pieces, and what people wrote.

What came from Telegram may stand in the message of an exception, in local variables, and in whatever a library tells.
So of an exception only its kind and the places that it passed are told, and of a library's line only where it was
written. Our own lines hold nothing that came from Telegram in the first place.
"""

from __future__ import annotations

import logging
import re
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from structlog.typing import EventDict

TRUSTED = ("bot", "uvicorn")
"""The loggers whose lines are told: our own, and those of the web server, which speaks of itself only."""

PIECE = 8
"""Length of the shortest piece of a secret that is blotted out, in characters: what is left of one that was cut."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]|\x1b(?!\[[0-9;]*m)")
"""What may do something to a terminal, colours aside."""


def redact(_: object, __: str, event: EventDict) -> EventDict:
    """Take out of a record what may hold what people wrote: a step of structlog, before the renderer."""
    record: logging.LogRecord = event["_record"]
    if record.name.partition(".")[0] not in TRUSTED:
        event["event"] = f"a library has something to tell ({record.filename}:{record.lineno})"
    event.pop("stack_info", None)
    _, error, _ = event.pop("exc_info", None) or (None, None, None)
    if error is not None:
        event["exception"] = "\n".join(way_of(error))
    return event


def way_of(error: BaseException, known: frozenset[int] = frozenset()) -> Iterator[str]:
    """The kind of an exception and the places that it passed, a line each, then those of what it came from."""
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_qualname}"
    parts = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    known |= {id(error)}
    for other in (*parts, error.__cause__ or error.__context__):
        if other is not None and id(other) not in known:
            yield from way_of(other, known)


class Hiding(logging.Formatter):
    """Formats as `formatter` does, and blots out every piece of a secret in the result."""

    def __init__(self, formatter: logging.Formatter, secrets: Iterable[str]) -> None:
        super().__init__()
        self._formatter = formatter
        pieces = {secret[at : at + PIECE] for secret in secrets for at in range(max(1, len(secret) - PIECE + 1))}
        piece = "|".join(map(re.escape, sorted(pieces, key=len, reverse=True)))
        self._secret = re.compile(f"(?=({piece}))") if piece else None

    def format(self, record: logging.LogRecord) -> str:
        """The line that is written."""
        line = CONTROL.sub("?", self._formatter.format(record))
        if self._secret is None:
            return line
        blotted = {at for found in self._secret.finditer(line) for at in range(*found.span(1))}
        return re.sub("\0+", "***", "".join("\0" if at in blotted else sign for at, sign in enumerate(line)))
