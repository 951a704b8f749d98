"""Writing a file so that whoever reads it sees the old content or the new, never a part, whatever happens meanwhile."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def replace(target: Path, content: bytes | None) -> None:
    """Put `content` in the place of `target`, or take it away when that is None; on the disk when this returns.

    Raises OSError, and the old content stays.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        target.unlink()
    else:
        part = target.with_name(f".{target.name}.part")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
