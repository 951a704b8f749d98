"""Faults of what the bot fetches."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from emulator import TOKEN, Fault

from trials.stage import Stage, fault

if TYPE_CHECKING:
    from collections.abc import Callable


@fault("dropped long polls")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        stage.telegram.fail("getUpdates", Fault(), Fault(), Fault())
        polls = (await stage.telegram.called("getUpdates", 4))[:4]
        await stage.said()
    longest = max(after.at - before.at for before, after in pairwise(polls))
    assert longest < 1
    return "the answer", f"{await stage.told('getUpdates')} (longest pause {longest:.2f} s)"


@fault("a firewall that cuts off polls while they wait")
async def _(stage: Stage) -> tuple[str, str]:
    through = Fault(hold=asyncio.Event())
    through.let_go()
    async with stage.serving():
        stage.telegram.fail("getUpdates", *[Fault(), through] * 3)
        told = await stage.told("cut off")
        await stage.said()
    return "the answer", told


@fault("getUpdates answers 5xx")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        stage.telegram.fail("getUpdates", Fault(500, "Internal"), Fault(502, answer=b"<html>"))
        await stage.said()
    return "the answer", await stage.told("getUpdates")


@fault("a poll with something that is no answer of the Bot API")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        stage.telegram.fail("getUpdates", *[Fault(200, answer=body) for body in (b"<html>", b"[]", b'{"result": [7]}')])
        await stage.said()
    return "the answer", await stage.told("getUpdates")


@fault("an update that cannot be parsed")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        await stage.telegram.say("myrkky", user=11, date=99999999999999)
        await stage.said(user=12)
        await stage.acknowledged()
    assert len([line for line in stage.lines if "cannot be parsed" in line]) == 1
    return "others are answered", await stage.told("cannot be parsed")


@fault("the same update again, from another process")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        await stage.said()
        kept = [dict(update) for update in stage.telegram._update_queues._state(TOKEN).updates]
        await stage.acknowledged()
    async with stage.serving():
        stage.telegram._update_queues._state(TOKEN).updates.extend(kept)
        await stage.said(user=12)
        await stage.acknowledged()
    assert len(await stage.seen(11)) == 1
    return "one answer", "a count in the metrics"


@fault("DNS failure", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.process(BOT_API_URL="http://ei-ole.invalid", BOT_API_IN_CLEAR="true") as process:
        line = await stage.told("ClientConnector")
        healthy, said = await stage.healthy()
        assert process.returncode is None
    assert not healthy
    assert process.returncode == 0
    return "the answer once the name resolves; Telegram keeps the questions", f"{line}; bot health: {said}"


@fault("an outage of everything", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        stage.telegram.fail("getUpdates", *[Fault()] * 4)
        stage.telegram.fail("sendMessage", Fault(), *[Fault(503, "Service Unavailable")] * 4)
        await stage.said()
        await stage.acknowledged()
    return "the answer, when the network is back", await stage.told("repeated")


@fault("a question that waited for hours")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        await stage.telegram.say("moi", date=int(time.time()) - 13 * 3600)
        [seen] = await stage.seen(11)
    assert seen.text.startswith("Vastaus tulee myöhässä")
    return "the answer, with a line that says why it is late", "nothing"


def _moved(clock: Callable[[], float], hours: int) -> float:
    return clock() + hours * 3600


@fault("a clock that jumps", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        now = time.time
        for user, hours in ((11, 50), (12, -50), (13, 0)):
            try:
                time.time = partial(_moved, now, hours)
                await stage.telegram.say("moi", user=user, date=int(now()))
                await stage.seen(user)
                await stage.acknowledged()
            finally:
                time.time = now
        for user, hours in ((14, -23), (15, 48), (16, 24 * 365)):
            await stage.telegram.say("moi", user=user, date=int(now()) + hours * 3600)
            await stage.seen(user)
        await stage.acknowledged()
    assert len(stage.logged()) == 6
    return "the answer, whatever the time here or of the message; one that looks old says that it is late", "nothing"
