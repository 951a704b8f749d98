"""Labelled questions that expected no answer, and expect what a change answers from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.files import replace
from bot.content.questions import question_files, relabelled
from bot.review.changes import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


def relabel(folder: Path, outgrown: Mapping[str, Sequence[str]]) -> list[Edit]:
    """Let questions expect the entries that answer them; gives what became of the lines of each file, those alone.

    outgrown: the entries by the id of the question. Raises OSError.
    """
    done = []
    for path in question_files(folder):
        before = path.read_bytes().decode()
        after = relabelled(before, outgrown)
        if after != before:
            both = zip(before.split("\n"), after.split("\n"), strict=True)
            old, new = zip(*((one, other) for one, other in both if one != other), strict=True)
            replace(path, after.encode())
            done.append(Edit(path.name, "\n".join(old), "\n".join(new)))
    return done


def restore(folder: Path, done: Iterable[Edit]) -> None:
    """Put back the lines that still stand as they were made. Raises OSError."""
    for edit in done:
        path = folder / edit.name
        if path.exists():
            old = dict(zip((edit.after or "").split("\n"), (edit.before or "").split("\n"), strict=True))
            lines = path.read_bytes().decode().split("\n")
            replace(path, "\n".join(old.get(line, line) for line in lines).encode())
