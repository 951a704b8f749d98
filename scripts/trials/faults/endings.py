"""Faults that end the bot, and how it comes back."""

from __future__ import annotations

import asyncio
import signal

from emulator import Fault

from trials.stage import Stage, fault, told_to_wait


@fault("SIGTERM amid a batch", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.process() as process:
        for user in range(100, 160):
            await stage.telegram.say("moi", user=user)
        await stage.telegram.called("sendMessage", 10)
        process.send_signal(signal.SIGTERM)
        await process.wait()
    assert process.returncode == 0
    async with stage.process():
        for user in range(100, 160):
            await stage.seen(user)
        await stage.acknowledged()
    assert len([call for call in stage.telegram.taken if call.method == "sendMessage"]) == 60
    return "60 of 60 answered once", "exit 0"


@fault("a second signal", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    slow = Fault(hold=asyncio.Event())
    stage.telegram.fail("sendMessage", slow)
    async with stage.process() as process:
        await stage.telegram.say("moi")
        await stage.telegram.called("sendMessage")
        process.send_signal(signal.SIGTERM)
        await stage.told("ending")
        process.send_signal(signal.SIGTERM)
        await process.wait()
    slow.let_go()
    async with stage.process():
        await stage.seen(11, 2)
        await stage.acknowledged()
    return "the answer, twice since it was on the wire", f"ended by signal {-(process.returncode or 0)} at once"


@fault("kill -9 while a reply waits", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    stage.telegram.fail("sendMessage", told_to_wait(6))
    async with stage.process() as process:
        await stage.telegram.say("moi")
        await stage.telegram.called("sendMessage")
        await stage.acknowledged()
        process.kill()
        await process.wait()
    async with stage.process():
        await stage.seen(11)
        await stage.said("kiitos", count=2)
        await stage.acknowledged()
    assert stage.logged() == ["moi", "kiitos"]
    return "the answer, once, from the outbox", "nothing"


@fault("two instances", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.process() as first:
        await stage.telegram.called("getUpdates")
        async with stage.process() as second:
            await stage.told("toinen botti")
            second.terminate()
        await stage.said(user=12)
        assert first.returncode is None
    return "the answer", await stage.told("toinen botti")


@fault("a token that is revoked", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.process() as process:
        await stage.said()
        stage.telegram.fail("getUpdates", Fault(401, "Unauthorized"))
        await process.wait()
    assert process.returncode == 78
    return "nothing; Telegram keeps the questions", f"exit 78: {stage.lines[-1]}"


@fault("a proxy and certificates that cannot be used", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    away = {"BOT_API_URL": "https://api.telegram.org", "SSL_CERT_FILE": str(stage.folder / "none.pem")}
    async with stage.process(HTTPS_PROXY="socks5://maija:salasana@127.0.0.1:9", **away) as process:
        await process.wait()
    assert process.returncode == 78
    assert [line.partition(":")[0] for line in stage.lines] == ["HTTPS_PROXY", "SSL_CERT_FILE"]
    return "nothing; Telegram keeps the questions", f"exit 78: {' / '.join(line[:60] for line in stage.lines)} …"
