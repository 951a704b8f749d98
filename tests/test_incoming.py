"""Whoever finds the webhook's port can neither stop Telegram's posts nor keep the process busy: with real sockets."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from conftest import CONTENT
from emulator import SECRET, Fault, Telegram, bot, webhook
from pydantic import SecretStr

from bot.telegram import delivery
from bot.telegram.delivery import incoming

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.adviser import Adviser

HEAD = b"POST /x HTTP/1.1\r\nHost: x\r\n"
RIGHT = HEAD + f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n".encode()
Stranger = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Port:
    """The port of a bot that takes posts, and who has connected to it."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._writers: list[asyncio.StreamWriter] = []

    async def stranger(self, *said: bytes) -> Stranger:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._number)
        self._writers.append(writer)
        for part in said:
            writer.write(part)
        await writer.drain()
        return reader, writer

    async def hang_up(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(0)


@asynccontextmanager
async def listening(telegram: Telegram, adviser: Adviser) -> AsyncIterator[Port]:
    chosen = webhook(webhook_secret=SecretStr(SECRET))
    port = Port(chosen["webhook_port"])
    async with bot(telegram, adviser, questions=CONTENT / "questions", **chosen):
        await telegram.called("setWebhook")
        try:
            yield port
        finally:
            await port.hang_up()


async def heard(one: Stranger, seconds: float = 5) -> bytes:
    """All that is answered until the connection is closed from the other side."""
    try:
        async with asyncio.timeout(seconds):
            return await one[0].read()
    except ConnectionError:
        return b""


@pytest.mark.parametrize(
    "said",
    [
        (),
        (b"P",),
        (HEAD,),
        (HEAD, b"X: "),
        (RIGHT, b"Content-Length: 90\r\n\r\n", b"{"),
        (RIGHT, b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n{\r\n"),
    ],
    ids=str,
)
async def test_request_that_never_comes_whole_is_waited_for_a_while(
    telegram: Telegram,
    adviser: Adviser,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    said: tuple[bytes, ...],
) -> None:
    monkeypatch.setattr(incoming, "PATIENCE", 0.2)
    async with listening(telegram, adviser) as port:
        assert await heard(await port.stranger(*said)) == b""
        await telegram.say("moi")
    assert len(telegram.of("sendMessage")) == 1
    assert not [record for record in caplog.records if record.levelname != "INFO" and record.name != delivery.__name__]


async def test_bytes_that_drip_in_do_not_lengthen_the_wait(
    telegram: Telegram, adviser: Adviser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "PATIENCE", 0.3)
    async with listening(telegram, adviser) as port:
        one = await port.stranger(HEAD, b"X: ")
        closed = asyncio.create_task(heard(one))
        while not closed.done():
            one[1].write(b"a")
            await asyncio.wait({closed}, timeout=0.05)
        assert await closed == b""


async def test_next_request_of_a_connection_is_waited_for_as_long(
    telegram: Telegram, adviser: Adviser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "PATIENCE", 0.3)
    update = b'{"update_id": 7}'
    async with listening(telegram, adviser) as port:
        one = await port.stranger(RIGHT, b"Content-Length: %d\r\n\r\n%s" % (len(update), update))
        assert b"200 OK" in await one[0].readuntil(b"\r\n\r\n")
        one[1].write(HEAD)
        assert await heard(one, 2) == b""  # uvicorn's own timer for what comes next is stopped by the first byte


async def test_telegram_gets_through_whatever_many_connections_bring(
    telegram: Telegram, adviser: Adviser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "MOST_CONNECTIONS", 10)
    async with listening(telegram, adviser) as port:
        strangers = [await port.stranger(*said) for said in ((), (HEAD,), (HEAD, b"X: a")) * 20]
        await telegram.say("moi")
        closed = [asyncio.create_task(heard(one, 0.5)) for one in strangers]
        await asyncio.wait(closed)
        assert [task.exception() is None for task in closed] == [True] * 51 + [False] * 9
    assert len(telegram.of("sendMessage")) == 1


async def test_post_in_work_is_not_dropped_for_others(
    telegram: Telegram, adviser: Adviser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "MOST_CONNECTIONS", 3)
    slow = Fault(hold=asyncio.Event())
    telegram.fail("sendMessage", slow)
    async with listening(telegram, adviser) as port:
        said = asyncio.create_task(telegram.say("moi"))
        await telegram.called("sendMessage")
        strangers = [await port.stranger() for _ in range(20)]
        await heard(strangers[16])
        slow.let_go()
        await said
        assert telegram.waiting == []
    assert len(telegram.of("sendMessage")) == 1


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (HEAD + b"Content-Length: 0\r\n\r\n", 403),
        (HEAD + b"Content-Length: 900000\r\n\r\n", 403),
        (RIGHT + b"Content-Length: 1\r\n\r\n{", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", 200),
        (RIGHT + b"Content-Length: 1000001\r\n\r\n", 413),
        (b"\x16\x03\x01\r\n\r\n", 400),
        (HEAD + b"X: " + b"a" * 70_000, 400),
        (HEAD + b"Connection: upgrade\r\nUpgrade: websocket\r\n\r\n", 403),
    ],
    ids=lambda value: str(value)[-30:],
)
async def test_stranger_is_answered_once(
    telegram: Telegram, adviser: Adviser, caplog: pytest.LogCaptureFixture, request_: bytes, status: int
) -> None:
    async with listening(telegram, adviser) as port:
        answer = await heard(await port.stranger(request_))
        assert (answer.count(b"HTTP/1.1"), int(answer[9:12])) == (1, status)
        assert (await heard(await port.stranger(*[request_] * 20))).count(b"HTTP/1.1") <= 1  # a reset may cost it
    assert not [record for record in caplog.records if record.levelname != "INFO" and record.name != delivery.__name__]


async def test_slow_request_does_not_hold_up_the_end(telegram: Telegram, adviser: Adviser) -> None:
    chosen = webhook(webhook_secret=SecretStr(SECRET))
    port = Port(chosen["webhook_port"])
    async with asyncio.timeout(5):
        async with bot(telegram, adviser, **chosen):
            await telegram.called("setWebhook")
            one = await port.stranger(RIGHT, b"Content-Length: 90\r\n\r\n", b"{")
            await telegram.say("moi")
        assert await heard(one) == b""
    await port.hang_up()
