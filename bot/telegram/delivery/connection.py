"""The HTTP client for calls to Telegram: with aiohttp a call costs a fifth of what it costs with httpx."""

from __future__ import annotations

from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter
from yarl import URL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from telegram._utils.types import ODVInput

    from bot.route import Route

PATIENCE = 5.0
"""Seconds to wait for a connection, and for an answer unless a call says otherwise."""

UPLOAD = 20.0
"""Seconds to wait for the answer to a call that brings a file."""

UNSENT = (aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError, aiohttp.ConnectionTimeoutError)
"""Failures of calls that never left this machine."""

FORM = {"Content-Type": "application/x-www-form-urlencoded"}

BROKEN = (aiohttp.ClientError, TimeoutError)
"""Failures on the way, those among them."""


class Connection(BaseRequest):
    """Calls the Bot API by a route. hear: is told the date of each answer that tells one."""

    def __init__(self, route: Route, hear: Callable[[datetime], None]) -> None:
        self._route = route
        self._hear = hear
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer unless a call says otherwise."""
        return PATIENCE

    async def initialize(self) -> None:
        """Open what keeps the connections."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, ssl=self._route.trusted),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._route.proxy,
            )

    async def shutdown(self) -> None:
        """Close the connections."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """Make a call: the status and the body of its answer. Raises NetworkError, because of one of BROKEN."""
        if self._session is None:
            raise RuntimeError("not initialized")
        brings_file = request_data is not None and request_data.contains_files
        wait = read_timeout if isinstance(read_timeout, int | float) else UPLOAD if brings_file else PATIENCE
        timeout = aiohttp.ClientTimeout(connect=PATIENCE, sock_read=wait)
        data, headers = (None, None) if request_data is None else _form(request_data)
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                with suppress(KeyError, ValueError):
                    self._hear(parsedate_to_datetime(answer.headers["Date"]))
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from error


def request_of(data: Mapping[str, Any]) -> RequestData:
    """The parameters of a call as they are sent; those without a value are left out of `json_parameters`."""
    return RequestData([RequestParameter.from_input(name, value) for name, value in data.items()])


def _form(data: RequestData) -> tuple[bytes | aiohttp.FormData, dict[str, str]]:
    """The body of a call and its headers."""
    if not data.contains_files:  # yarl takes a tenth of the time of Python's own urlencode
        return URL.build(query=data.json_parameters).raw_query_string.encode(), FORM
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}
