"""Play each named fault against the bot, and tell what its user and its operator saw.

usage: .venv/bin/python scripts/trial_faults.py [PART OF A NAME]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
import traceback
from pathlib import Path

import trials.faults  # noqa: F401  these add themselves
from trials.stage import FAULTS, stage


async def main(part: str) -> int:
    """Play the faults with `part` in their names: how many were not handled."""
    chosen = [fault for fault in FAULTS if part in fault.name]
    missed = 0
    for number, fault in enumerate(chosen, 1):
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            try:
                async with stage(Path(folder)) as played:
                    user, operator = await fault.play(played)
                verdict = f"user: {user} | operator: {operator}"
            except Exception:  # noqa: BLE001  a fault that is not handled must not end the trial
                missed += 1
                verdict = f"NOT HANDLED {traceback.format_exc()}"
        print(f"{number:2} {fault.name} ({time.perf_counter() - began:.1f} s) | {verdict}", flush=True)
    print(f"{len(chosen) - missed} of {len(chosen)} handled")
    return missed


if __name__ == "__main__":
    sys.exit(min(1, asyncio.run(main(" ".join(sys.argv[1:])))))
