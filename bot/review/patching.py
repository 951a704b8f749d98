"""What differs between the content that serves and what it began with, as a patch that says what came how."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import unified_diff
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.content.knowledge import texts
from bot.review.repository import read_committed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.replies.texts import Texts
    from bot.review.audit import Record

MISSING = "\n\\ No newline at end of file\n"
"""What a patch says after a last line without an end."""
HUNK = "@@"
"""How the first line of each hunk of a patch begins; what follows its second one is for people."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What the content began with.

    kind: `image`, `git` (the last commit), or `changes` (each file before the first change of it; others as they are).
    place: of the content in the repository that a patch is for, with a slash. files: name → text, None where none was.
    """

    kind: str
    place: str
    files: Mapping[str, str | None]


def find_origin(folder: Path, image: Path | None, changes: Sequence[Record]) -> Origin:
    """What the content of `folder` began with: that of `image`, else the last commit, else what `changes` tell.

    Raises KnowledgeError.
    """
    if image is not None:
        return Origin("image", "knowledge/", texts(image))
    committed = read_committed(folder)
    if committed is not None:
        return Origin("git", *committed)
    first = {change.edit.name: change.edit.before for change in reversed(changes) if change.edits_content}
    return Origin("changes", "knowledge/", texts(folder) | first)


def make_patch(origin: Origin, now: Mapping[str, str], changes: Sequence[Record], say: Texts) -> str:
    """The difference between `origin` and the content of `now`, for `git apply` or `patch -p1`; empty when none.

    The first line of each hunk says which of `changes` it comes from, by number, and whether it was edited by hand.
    """
    before, wrote = origin.files, _find_writers(changes)
    return "".join(
        line
        for name in sorted(before.keys() | now.keys())
        for line in _diff(origin.place + name, before.get(name), now.get(name), wrote, say)
    )


def _find_writers(changes: Sequence[Record]) -> Mapping[str, set[int]]:
    """Which changes wrote or removed a line, by the line as it stands in a patch; none that was taken back."""
    edits = [change for change in changes if change.edits_content]
    undone, wrote = {change.undoes for change in edits}, defaultdict(set)
    for change in edits:
        if change.number not in undone:
            for line in unified_diff(_split(change.edit.before), _split(change.edit.after), n=0):
                wrote[line].add(change.number or 0)
    return wrote


def _diff(path: str, before: str | None, after: str | None, wrote: Mapping[str, set[int]], say: Texts) -> Iterator[str]:
    end = "\t" if " " in path else ""  # else `patch` takes the name to end at the blank
    old = "/dev/null" if before is None else f"a/{path}{end}"
    new = "/dev/null" if after is None else f"b/{path}{end}"
    lines = list(unified_diff(_split(before), _split(after), old, new))
    heads = [number for number, line in enumerate(lines) if line.startswith(HUNK)]
    yield from lines[: min(heads, default=0)]
    for here, there in pairwise([*heads, len(lines)]):
        hunk = lines[here + 1 : there]
        yield f"{lines[here].rstrip()} {_tell_writers(hunk, wrote, say)}\n"
        yield from (line if line.endswith("\n") else line + MISSING for line in hunk)


def _tell_writers(hunk: Sequence[str], wrote: Mapping[str, set[int]], say: Texts) -> str:
    """What the lines of a hunk come from: changes by their numbers, edits by hand, or both."""
    writers = [wrote.get(line) for line in hunk if not line.startswith(" ")]
    numbers = sorted(set().union(*filter(None, writers)))
    by_change = say("diff-by-change", numbers=", ".join(map(str, numbers))) if numbers else ""
    by_hand = say("diff-by-hand") if None in writers else ""
    return " + ".join(filter(None, (by_change, by_hand)))


def _split(text: str | None) -> list[str]:
    """Lines with their ends; only a line feed ends one."""
    return (
        []
        if not text
        else [f"{line}\n" for line in text.split("\n")[:-1]] + [last for last in text.split("\n")[-1:] if last]
    )
