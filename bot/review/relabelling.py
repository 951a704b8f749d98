"""Labelled questions that expected no answer, and expect what a change answers from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.files import UnreadableError, read, replace
from bot.content.questions import LARGEST, question_files, relabelled, relabels_only
from bot.review.changes import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


def relabel(folder: Path, outgrown: Mapping[str, Sequence[str]]) -> list[Edit]:
    """The edits that let questions expect the entries that answer them: what becomes of the lines of each file.

    outgrown: the entries by the id of the question. None where a file would say anything else besides. Raises OSError.
    """
    edits = []
    for path in question_files(folder):
        before = _read(path)
        after = relabelled(before, outgrown)
        if after != before:
            if not relabels_only(before, after, outgrown):
                return []
            both = zip(before.split("\n"), after.split("\n"), strict=True)
            old, new = zip(*((one, other) for one, other in both if one != other), strict=True)
            edits.append(Edit(path.name, "\n".join(old), "\n".join(new)))
    return edits


def put(folder: Path, edits: Iterable[Edit]) -> None:
    """Make edits in the lines that stand as they were before them. Raises OSError; `turned` ones undo what is made."""
    for edit in edits:
        path = folder / edit.name
        if path.exists():
            new = dict(zip((edit.before or "").split("\n"), (edit.after or "").split("\n"), strict=True))
            replace(path, "\n".join(new.get(line, line) for line in _read(path).split("\n")).encode())


def turned(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that take these back."""
    return [Edit(edit.name, edit.after, edit.before) for edit in edits]


def _read(path: Path) -> str:
    """The text of a question file that may be written. Raises OSError."""
    if path.is_symlink():
        raise UnreadableError(path, "se on linkki", "muokkaa tiedostoa, johon se vie")
    try:
        return read(path, LARGEST).decode()
    except UnicodeDecodeError:
        raise UnreadableError(path, "tiedosto ei ole UTF-8-muodossa", "tallenna se merkistöllä UTF-8") from None
