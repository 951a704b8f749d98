"""Faults of the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trials.stage import Stage, fault

if TYPE_CHECKING:
    from collections.abc import Callable

ADMIN = 99
MEASURE = "jalkautuvat palvelut"


async def _refused(stage: Stage, change: Callable[[], object]) -> tuple[str, str]:
    async with stage.serving(admins=frozenset({ADMIN})):
        before = await stage.said(MEASURE)
        change()
        told = await stage.said("/reload", user=ADMIN)
        assert "virheitä" in told.text
        after = await stage.said(MEASURE, count=2)
        assert after.text == before.text
        await stage.acknowledged()
    return "the answer, from the content as it was", " ".join(told.text.split())[:160]


@fault("a file of the content deleted before a reload")
async def _(stage: Stage) -> tuple[str, str]:
    return await _refused(stage, (stage.content / "content.yaml").unlink)


@fault("a file of the content truncated before a reload")
async def _(stage: Stage) -> tuple[str, str]:
    return await _refused(stage, lambda: (stage.content / "content.yaml").write_text("", encoding="utf-8"))


@fault("a file of the content half written during a reload")
async def _(stage: Stage) -> tuple[str, str]:
    file = stage.content / "content.yaml"
    whole = file.read_bytes()
    return await _refused(stage, lambda: file.write_bytes(whole[: len(whole) // 2]))


@fault("content that is faulty at the start", quick=False)
async def _(stage: Stage) -> tuple[str, str]:
    (stage.content / "content.yaml").write_text("measures: [{}]", encoding="utf-8")
    async with stage.process() as process:
        await process.wait()
    assert process.returncode == 78
    return "nothing; Telegram keeps the questions", f"exit 78: {stage.lines[0]}"
