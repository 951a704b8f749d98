"""What admins changed, as a patch."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from bot.content.knowledge import texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.review.audit import Record

MISSING = "\n\\ No newline at end of file\n"


def patch(folder: Path, image: Path | None, changes: Sequence[Record]) -> str:
    """The difference between the content that `folder` began with and what it holds, for `git apply` or `patch -p1`.

    It began with the content of `image`, or, without one, with what each file held before the first of `changes`.
    Empty when nothing differs. Raises KnowledgeError.
    """
    now = texts(folder)
    first = {change.edit.name: change.edit.before for change in reversed(changes)}
    begun: Mapping[str, str | None] = now | first if image is None else texts(image)
    return "".join(_difference(name, begun.get(name), now.get(name)) for name in sorted(begun.keys() | now.keys()))


def _difference(name: str, before: str | None, after: str | None) -> str:
    old = "/dev/null" if before is None else f"a/knowledge/{name}"
    new = "/dev/null" if after is None else f"b/knowledge/{name}"
    lines = unified_diff(_lines(before), _lines(after), old, new)
    return "".join(line if line.endswith("\n") else line + MISSING for line in lines)


def _lines(text: str | None) -> list[str]:
    """Lines with their ends; only a line feed ends one."""
    return (
        []
        if not text
        else [f"{line}\n" for line in text.split("\n")[:-1]] + [last for last in text.split("\n")[-1:] if last]
    )
