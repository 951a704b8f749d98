"""Jobs in fresh processes, so that memory and start are each matcher's own.

`python -m benchmark.process` reads a job as JSON from standard input and prints its result as JSON.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BOT = "elo-botti"
ROOT = Path(__file__).parent.parent.parent
WARM_UP = ("Hyvää päivää kaikille", "mitä täällä voi kysyä", "Sää on tänään aurinkoinen ja lämmin")
"""Asked before any clock runs; no question of the sets is asked twice while one does."""


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Do a job in a process of its own, on one core."""
    paths = os.pathsep.join((str(ROOT), str(ROOT / "scripts")))
    environment = os.environ | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "benchmark.process"],
        input=json.dumps(job),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{job['matcher']}: {done.stderr[-2000:]}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def command(question: str) -> float:
    """Seconds of processor time that `bot ask QUESTION` takes as a whole process."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "bot", "ask", question], cwd=ROOT, capture_output=True, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def resident() -> float:
    """Megabytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def timed(ask: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Milliseconds of processor time of each question, asked once."""
    found = []
    for question in questions:
        began = process_time()
        ask(question)
        found.append(1000 * (process_time() - began))
    return found


def main() -> None:
    """Do the job on standard input."""
    bare = resident()
    job = json.load(sys.stdin)
    print(json.dumps(_grown(job, bare) if "entries" in job else _measured(job, bare)))


def _measured(job: dict[str, Any], bare: float) -> dict[str, Any]:
    """A matcher over the real content: start, memory, times, and what it finds."""
    ask = _bot() if job["matcher"] == BOT else _peer(job)
    ask(WARM_UP[0])
    start = process_time()
    timed(ask, WARM_UP)
    times = timed(ask, job["questions"])
    gc.collect()
    memory = resident() - bare
    hostile = {kind: timed(ask, texts) for kind, texts in job["hostile"].items()}
    found = {way: [ask(text) for text in texts] for way, texts in job["altered"].items()}
    return {"start": start, "memory": memory, "times": times, "hostile": hostile, "found": found}


def _peer(job: dict[str, Any]) -> Callable[[str], Any]:
    from benchmark.peers import PEERS, entries_of

    owners = [owner for owner, _ in job["phrases"]]
    peer = PEERS[job["matcher"]]([text for _, text in job["phrases"]])
    return lambda question: entries_of(peer.best(question), owners)


def _bot() -> Callable[[str], Any]:
    from bot.content.knowledge import load
    from bot.understanding.answering import answer
    from bot.understanding.language import Language
    from bot.understanding.matching import Index

    index = Index.build(load(ROOT / "knowledge"), Language())
    return lambda question: answer(question, index).outcome


def _grown(job: dict[str, Any], bare: float) -> dict[str, Any]:
    """A matcher over content multiplied: build, memory and times."""
    from benchmark.growth import grown
    from bot.content.knowledge import load

    knowledge = grown(load(ROOT / "knowledge"), job["entries"])
    began = process_time()
    ask = (
        _searching(knowledge)
        if job["matcher"] == BOT
        else _peer(
            job | {"phrases": [(e.id, text) for e in knowledge.entries.values() for text in (e.title, *e.aliases)]}
        )
    )
    build = process_time() - began
    timed(ask, WARM_UP)
    gc.collect()
    memory = resident() - bare
    return {"build": build, "memory": memory, "times": timed(ask, job["questions"])}


def _searching(knowledge: Any) -> Callable[[str], Any]:  # noqa: ANN401  imported only where it is used
    from bot.understanding.language import Language
    from bot.understanding.matching import Index
    from bot.understanding.query import parse

    index = Index.build(knowledge, Language())
    return lambda question: index.search(parse(question, index.language))


if __name__ == "__main__":
    main()
