"""The labelled questions that a change of the content must not break."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.files import UnreadableError
from bot.understanding.evaluation import read_conversations

if TYPE_CHECKING:
    from pathlib import Path

    from bot.understanding.evaluation import Labelled

QUESTIONS = "questions"
"""The folder of the content that they stand in, unless the settings name another."""


def labelled(folder: Path) -> tuple[tuple[Labelled, ...], ...]:
    """Read the question files (`*.jsonl`) of `folder` as conversations; none when there is no such folder.

    Hidden files are none. Raises OSError, UnreadableError also for a line that is no labelled question.
    """
    paths = sorted(path for path in folder.glob("*.jsonl") if not path.name.startswith("."))
    return tuple(conversation for path in paths for conversation in _read(path, folder))


def _read(path: Path, folder: Path) -> tuple[tuple[Labelled, ...], ...]:
    try:
        return read_conversations(path, folder)
    except ValueError as error:
        raise UnreadableError(path, f"ei ole merkittyjä kysymyksiä ({error})", "korjaa rivi") from error
