"""Faults of what the bot sends."""

from __future__ import annotations

import asyncio

from emulator import Fault

from trials.stage import Stage, fault, told_to_wait


@fault("429 on one send in five", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        for user in range(100, 150):
            if user % 5 == 0:
                stage.telegram.fail("sendMessage", told_to_wait(1), chat=user)
            await stage.telegram.say("moi", user=user)
        for user in range(100, 150):
            await stage.seen(user)
        await stage.acknowledged()
    assert len(stage.telegram.taken) - len(stage.telegram.of("getUpdates")) >= 50
    return "50 of 50 answered once, one in five a second later", stage.lines[-1]


@fault("a burst of 5xx")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        stage.telegram.fail("sendMessage", *[Fault(status, "Internal Server Error") for status in (500, 502, 503)])
        await stage.said()
        await stage.acknowledged()
    return "the answer, after three tries that failed", await stage.told("repeated")


@fault("a reset before the message was taken")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        stage.telegram.fail("sendMessage", Fault())
        await stage.said()
        await stage.acknowledged()
    assert len(await stage.seen(11)) == 1
    return "the answer", await stage.told("repeated")


@fault("a reset after the message was taken")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        stage.telegram.fail("sendMessage", Fault(taken=True))
        await stage.said(count=2)
        await stage.acknowledged()
    assert len(await stage.seen(11)) == 2
    return "the answer twice, since nobody can know", await stage.told("repeated")


@fault("a slow answer, longer than the bot waits", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        slow = Fault(hold=asyncio.Event())
        stage.telegram.fail("sendMessage", slow, chat=11)
        await stage.telegram.say("moi", user=11)
        await stage.said(user=12)
        await stage.seen(11, 2)
        slow.let_go()
        await stage.acknowledged()
    return "the answer; others at once", await stage.told("TimeoutError")


@fault("one chat told to wait", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        stage.telegram.fail("sendMessage", told_to_wait(4), chat=11)
        await stage.telegram.say("moi", user=11)
        await stage.telegram.say("kiitos", user=11)
        for user in range(100, 300):
            await stage.telegram.say("moi", user=user)
        for user in range(100, 300):
            await stage.seen(user)
        assert not [call for call in stage.telegram.taken if call.method == "sendMessage" and call.chat == 11]
        first, second = await stage.seen(11, 2)
        await stage.acknowledged()
    assert first.text != second.text
    return "200 others answered meanwhile, the chat in order afterwards", await stage.told("repeated")


@fault("refused formatting")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        stage.telegram.fail("sendMessage", Fault(400, "Bad Request: can't parse entities"))
        seen = await stage.said("Urasuunnittelutaidot")
    assert "entities" not in seen.fields
    return "the answer as plain text", await stage.told("plain text")


@fault("a user who has blocked the bot")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        stage.telegram.fail("sendMessage", Fault(403, "Forbidden: bot was blocked by the user"))
        await stage.telegram.say("moi")
        await stage.telegram.called("sendMessage")
        await stage.said(user=12)
        await stage.acknowledged()
    return "nothing, as wished; others are answered", "nothing"


@fault("an edit that breaks off")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving():
        stage.telegram.fail("editMessageText", Fault(taken=True), Fault())
        await stage.telegram.press("o|overview|b")
        await stage.telegram.called("editMessageText", 3)
        await stage.acknowledged()
    return "the new text, once", await stage.told("editMessageText")


@fault("a person who floods")
async def _(stage: Stage) -> tuple[str, str]:
    async with stage.serving(flood_limit=20):
        for _ in range(40):
            await stage.telegram.say("moi", user=11)
        await stage.said(user=12)
        await stage.acknowledged()
    assert len(await stage.seen(11)) == 21
    assert len(stage.logged()) == 21
    return "20 answers, then one line that says to wait; others at once", "a count in the metrics"
