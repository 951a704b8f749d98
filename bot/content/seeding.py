"""The content that an image brings → a writable folder: copied at the first start, upgraded with care later.

A file that nobody has changed since it was copied follows the image. A file that an admin has changed stays, and
the caller is told that it differs.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.files import below, once, read, replace

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = ".seeded.json"
MOST = 2_000_000
"""Bytes of a file at most; larger ones are no content."""


@dataclass(frozen=True, slots=True)
class Seeding:
    """What a seeding did, as file names relative to the folder."""

    copied: tuple[str, ...]
    differing: tuple[str, ...]


def seed(image: Path, folder: Path) -> Seeding:
    """Bring `folder` up to the content of `image` without losing an admin's change.

    A file that an admin has removed stays removed. Raises OSError when `folder` cannot be written and would have to be.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / MANIFEST
    remembered = _remembered(manifest)
    seeded = dict(remembered)
    copied, differing = [], []
    for source in once(path for path in below(image) if path.is_file()):
        name = source.relative_to(image).as_posix()
        target, content = folder / name, read(source, MOST, image)
        new, present = _digest(content), _present(target, folder)
        if present == seeded.get(name) and present != new:
            replace(target, content)
            copied.append(name)
            present = new
        if present == new:
            seeded[name] = new
        else:
            differing.append(name)
    if seeded != remembered or not manifest.exists():
        replace(manifest, json.dumps(seeded, indent=1).encode())
    return Seeding(tuple(copied), tuple(differing))


def _remembered(manifest: Path) -> dict[str, str]:
    """The digests of the files as they were copied; none when that cannot be read: then all count as changed."""
    try:
        seeded = json.loads(read(manifest, MOST))
    except (OSError, ValueError, RecursionError):
        return {}
    return seeded if isinstance(seeded, dict) else {}


def _present(target: Path, folder: Path) -> str | None:
    """The digest of a file that was copied; None when it is gone, and one like no other when it is no longer a file."""
    try:
        return _digest(read(target, MOST, folder))
    except FileNotFoundError:
        return None
    except OSError:
        return ""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
