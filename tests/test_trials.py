"""The trials of scripts/ in short: a few kills, and each fault that takes under a second."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "scripts"))

import trials.faults  # noqa: F401  these add themselves
from trial_crash import killed
from trials.asking import BOT
from trials.stage import FAULTS, Played, stage


@pytest.mark.slow
@pytest.mark.parametrize("webhook", [False, True])
async def test_kills_lose_nothing(*, webhook: bool) -> None:
    outcome = await killed(BOT, 2, 30, webhook=webhook)
    assert outcome.lost == outcome.violations == 0
    assert outcome.twice <= outcome.kills == outcome.sound
    assert outcome.asked == outcome.logged


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.quick], ids=lambda fault: fault.name)
@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
async def test_fault_is_handled(fault: Played, tmp_path: Path) -> None:
    async with stage(tmp_path) as played:
        user, operator = await fault.play(played)
    assert user
    assert operator
