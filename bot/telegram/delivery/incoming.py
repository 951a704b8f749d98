"""The connections that posts come in by: few at a time, and each has a while to bring its request whole.

uvicorn bounds neither: its `limit_concurrency` answers 503, to Telegram too, and closes none, and its only timer is for
a connection that has had an answer. When the process has no file descriptors left for more, asyncio tries again and
again to accept the next one, with a line in the log each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

PATIENCE = 10.0
"""Seconds that a request may take from its first byte, or from the connection's first moment, to its last byte."""

MOST_CONNECTIONS = 100
"""Connections at a time; Telegram opens 40 at most."""


class Incoming(H11Protocol):
    """A connection. When one too many is made, the one is dropped that has waited longest for its request.

    One that has brought a request before is dropped only after those that have not: whoever does not know the secret is
    answered once and then dropped by `webhook`. One whose request is in work is never dropped.
    """

    _late: asyncio.TimerHandle | None = None
    _since = 0.0

    @property
    def waits(self) -> bool:
        """Whether the request, or the next one, is yet to come or not yet whole."""
        return self.cycle is None or self.cycle.response_complete or self.cycle.more_body

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the request."""
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > MOST_CONNECTIONS:
            waiting = [one for one in self.connections if isinstance(one, Incoming) and one.waits]
            min(waiting, key=lambda one: (one.cycle is not None and not one.cycle.more_body, one._since)).drop()

    def data_received(self, data: bytes) -> None:
        """Take a part of a request."""
        super().data_received(data)
        if not self.waits:
            self._stop_waiting()
        elif self._late is None:
            self._wait()

    def on_response_complete(self) -> None:
        """Read no further when the answer went out before the request was whole."""
        super().on_response_complete()
        if self.cycle.more_body:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """Leave a request that has not come whole to its sender."""
        if self.waits:
            self.drop()
        else:
            super().shutdown()

    def drop(self) -> None:
        """Close the connection at once."""
        self.connections.discard(self)
        self.transport.abort()

    def _wait(self) -> None:
        self._since = self.loop.time()
        self._late = self.loop.call_later(PATIENCE, self.drop)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
