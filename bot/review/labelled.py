"""The labelled questions that a change of the content must not break."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.content.files import read
from bot.understanding.evaluation import LARGEST, read_conversations

if TYPE_CHECKING:
    from pathlib import Path

    from bot.understanding.evaluation import Labelled


def labelled(folder: Path) -> tuple[tuple[Labelled, ...], ...]:
    """Read the question files (`*.jsonl`) of `folder` as conversations; none when there is no such folder.

    A file that a checksum file (`*.sha256`) names is kept for a last judgement and not read, nor is one whose rows are
    no labelled questions. Raises OSError, or ValueError with the line that is broken.
    """
    sealed = {
        line.split()[-1]
        for path in folder.glob("*.sha256")
        for line in read(path, LARGEST).decode().splitlines()
        if line
    }
    return tuple(
        conversation
        for path in sorted(folder.glob("*.jsonl"))
        if path.name not in sealed and _labelled(path)
        for conversation in read_conversations(path)
    )


def _labelled(path: Path) -> bool:
    first = json.loads(read(path, LARGEST).partition(b"\n")[0] or b"{}")
    return "expect" in first or "turns" in first
