"""Faults of the webhook."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import aiohttp
from emulator import Fault, free_port, webhook
from pydantic import SecretStr

from trials.stage import Stage, fault


def _settings(**more: SecretStr) -> dict[str, Any]:
    port = free_port()
    return {"webhook_url": f"http://127.0.0.1:{port}", "webhook_port": port, **more}


async def _posted(url: str, body: bytes, secret: str) -> int:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as response:
        return response.status


@fault("an expired webhook secret")
async def _(stage: Stage) -> tuple[str, str]:
    for starts, secret in enumerate(("vanha", "uusi"), 1):
        chosen = _settings(webhook_secret=SecretStr(secret))
        async with stage.serving(**chosen):
            await stage.telegram.called("setWebhook", starts)
            body = b'{"update_id": 1, "message": {"text": "vanhentunut"}}'
            assert await _posted(str(chosen["webhook_url"]), body, "vanhempi") == 403
            await stage.said(user=starts)
    assert "vanhentunut" not in " ".join(stage.lines)
    return "the answer: Telegram is told the new secret at each start", "nothing; 403 to what has the old one"


@fault("broken and oversized posts")
async def _(stage: Stage) -> tuple[str, str]:
    chosen = _settings(webhook_secret=SecretStr("oikea"))
    async with stage.serving(**chosen):
        await stage.telegram.called("setWebhook")
        for body, status in ((b"{not json", 400), (b"[" * 100_000, 400), (b" " * 1_000_001, 413)):
            assert await _posted(str(chosen["webhook_url"]), body, "oikea") == status
        await stage.said()
    return "the answer to the next one", "nothing; 400 and 413 to the sender"


@fault("connections that bring no request")
async def _(stage: Stage) -> tuple[str, str]:
    chosen = _settings()
    async with stage.serving(**chosen):
        await stage.telegram.called("setWebhook")
        opened = [await asyncio.open_connection("127.0.0.1", chosen["webhook_port"]) for _ in range(300)]
        for _, writer in opened:
            writer.write(b"POST / HTTP/1.1\r\nX: ")
        await stage.said()
        for _, writer in opened:
            writer.transport.abort()
    return "the answer", "nothing; no more than 100 connections are kept, each for 10 s"


@fault("a reply that hangs behind a webhook", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    slow = Fault(hold=asyncio.Event())
    stage.telegram.fail("sendMessage", slow, chat=11)
    async with stage.serving(**_settings()):
        await stage.telegram.called("setWebhook")
        await stage.telegram.say("moi", user=11)
        await stage.said(user=12)
        await stage.acknowledged()
        slow.let_go()
    return "the others wait two seconds, no longer", "nothing"


@fault("a port that is taken", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        async with stage.process(BOT_WEBHOOK_URL=f"http://127.0.0.1:{port}", BOT_WEBHOOK_PORT=port) as process:
            await process.wait()
    assert process.returncode == 3
    return "nothing; Telegram keeps the questions", f"exit 3: {stage.lines[-1]}"


@fault("an address of the webhook that Telegram refuses", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    stage.telegram.fail("setWebhook", Fault(400, "Bad Request: bad webhook: IP address 10.0.0.1 is reserved"))
    async with stage.process(BOT_WEBHOOK_URL="https://10.0.0.1", BOT_WEBHOOK_PORT=str(free_port())) as process:
        await process.wait()
    assert process.returncode == 78
    return "nothing; Telegram keeps the questions", f"exit 78: {stage.lines[-1]}"


@fault("a host of the webhook that Telegram does not find yet")
async def _(stage: Stage) -> tuple[str, str]:
    unknown = Fault(400, "Bad Request: bad webhook: Failed to resolve host: Name or service not known")
    stage.telegram.fail("setWebhook", unknown)
    async with stage.serving(**webhook()):
        await stage.said()
    return "the answer, as soon as the name is known", await stage.told("does not find")
