"""The git repository that the content may stand in: each change is a commit there."""

from __future__ import annotations

import logging
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

logger = logging.getLogger(__name__)

PATIENCE = 20
"""Seconds that git may take."""
WITHOUT = ("env", "-u", "BOT_TOKEN", "-u", "BOT_WEBHOOK_SECRET")
"""Before a command: no hook of the repository gets the secrets, but git all else of the environment, as it needs."""


def commit(folder: Path, name: str, message: str, who: str) -> bool:
    """Commit the file `name` of `folder`, and nothing else, in the name of `who`.

    False when the folder is in no repository, or git ignores the file or refuses; the change stands all the same.
    """
    if not _git(folder, "rev-parse", "--is-inside-work-tree") or _git(folder, "check-ignore", "--quiet", "--", name):
        return False
    person = ("-c", f"user.name={who}", "-c", "user.email=elo-botti@localhost")
    made = _git(folder, "add", "--all", "--", name) and _git(
        folder, *person, "commit", "--quiet", "--message", message, "--only", "--", name
    )
    if not made:
        logger.warning("git did not take the change of %s", name)
    return made


def _git(folder: Path, *arguments: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603  arguments of our own, and names of files
            [*WITHOUT, "git", "-C", str(folder), *arguments], capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
