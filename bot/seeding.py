"""The content that an image brings → a writable folder: copied at the first start, upgraded with care later.

A file that nobody has changed since it was copied follows the image. A file that an admin has changed stays, and
the caller is told that it differs.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.files import replace

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = ".seeded.json"


@dataclass(frozen=True, slots=True)
class Seeding:
    """What a seeding did, as file names relative to the folder."""

    copied: tuple[str, ...]
    differing: tuple[str, ...]


def seed(image: Path, folder: Path) -> Seeding:
    """Bring `folder` up to the content of `image` without losing an admin's change.

    A file that an admin has removed stays removed. Raises OSError when `folder` cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / MANIFEST
    seeded: dict[str, str] = json.loads(manifest.read_text()) if manifest.exists() else {}
    copied, differing = [], []
    for source in sorted(path for path in image.rglob("*") if path.is_file()):
        name = source.relative_to(image).as_posix()
        target = folder / name
        new, present = _digest(source), _digest(target) if target.exists() else None
        if present == seeded.get(name) and present != new:
            replace(target, source.read_bytes())
            copied.append(name)
            present = new
        if present == new:
            seeded[name] = new
        else:
            differing.append(name)
    replace(manifest, json.dumps(seeded, indent=1).encode())
    return Seeding(tuple(copied), tuple(differing))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
