"""The git repository that the content may stand in: each change is a commit there.

A commit holds the lines of its change and no others: the change is made anew in the file as the last commit has it,
and in what is staged, so that all else that somebody edits or has staged stays as it is.
"""

from __future__ import annotations

import logging
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from bot.content.faults import SHOWN, shortened
from bot.content.files import is_hidden, tell_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.review.changes import Edit

    Remake = Callable[[Mapping[str, str]], Edit | None]

logger = logging.getLogger(__name__)

PATIENCE = 20
"""Seconds that git may take."""
WITHOUT = ("env", "-u", "BOT_TOKEN", "-u", "BOT_WEBHOOK_SECRET")
"""Before a command: no hook of the repository gets the secrets, but git all else of the environment, as it needs."""
UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "BISECT_LOG")
"""What git keeps of its own while it is in the middle of something."""


@dataclass(frozen=True, slots=True)
class Untaken:
    """A change of `file` that git did not take.

    why: `unknown`, `ignored`, `overlap`, `unfinished`, `detached`, `locked`, or `refused` with git's words as `reason`.
    """

    why: str
    file: str
    reason: str = ""


class GitError(Exception):
    """Git did not do what it was asked to; the message is the last that it said."""


def commit(folder: Path, made: Edit, remake: Remake, message: str, who: str) -> Untaken | None:
    """Commit the change that was `made` in a file of `folder`, and nothing else, in the name of `who`.

    remake: the edit that makes the change in another version of the files (name → text), or None. Gives why git did not
    take it; the change stands all the same. None when git took it, or the folder is in no repository.
    """
    reason = ""
    try:
        repository = _open(folder)
        if repository is None:
            return None
        why = _find_hindrance(repository, made.name) or _commit(repository, made, remake, message, who)
    except (GitError, OSError) as error:
        why, reason = "refused", tell_reason(error) if isinstance(error, OSError) else str(error)
    if why is None:
        return None
    logger.warning("git did not take the change of %s: %s %s", made.name, why, reason)
    return Untaken(why, made.name, shortened(reason, SHOWN))


def read_committed(folder: Path) -> tuple[str, dict[str, str]] | None:
    """What the last commit holds of `folder`: its place in the repository, with a slash, and its content by name.

    None when it holds no content, or the folder is in no repository.
    """
    try:
        repository = _open(folder)
        if repository is None:
            return None
        names = repository.do("ls-tree", "-r", "-z", "--name-only", "HEAD").decode().split("\0")
        paths = [PurePosixPath(name) for name in names if name.startswith(repository.place)]
        texts = {
            str(path.relative_to(repository.place)): repository.read(f"HEAD:{path}", str(path))
            for path in paths
            if path.suffix in {".yaml", ".yml"} and not any(map(is_hidden, path.parts))
        }
    except (GitError, OSError):
        return None
    return (repository.place, texts) if texts else None


class _Repository(NamedTuple):
    """A repository: its work tree, where git keeps its own, and the place of the content in it.

    Every method raises GitError and OSError.
    """

    top: Path
    own: Path
    place: str

    def do(self, *arguments: str, index: Path | None = None, said: bytes = b"") -> bytes:
        """What git says to a command. index: that it shall work on; by default its own."""
        return _git(self.top, *arguments, setting=() if index is None else (f"GIT_INDEX_FILE={index}",), said=said)

    def does(self, *arguments: str) -> bool:
        """Whether git agrees."""
        try:
            self.do(*arguments)
        except GitError:
            return False
        return True

    def read(self, version: str, path: str) -> str:
        """The text of a file in one version, as it would stand in the work tree."""
        try:
            return self.do("cat-file", "--filters", f"--path={path}", version).decode()
        except UnicodeDecodeError as error:
            raise GitError(f"{path}: {error.reason}") from error

    def find(self, path: str, index: Path | None) -> tuple[str, str] | None:
        """The mode and the object of a file in an index."""
        found = self.do("ls-files", "--stage", "-z", "--", f":(top,literal){path}", index=index).decode().split()
        return (found[0], found[1]) if found else None

    def put(self, path: str, entry: tuple[str, str] | None, index: Path | None) -> None:
        """Put a file into an index, or take it out."""
        how = ("--force-remove", "--", path) if entry is None else ("--add", "--cacheinfo", *entry, path)
        self.do("update-index", *how, index=index)


def _open(folder: Path) -> _Repository | None:
    whole = folder.resolve()
    if not any((above / ".git").exists() for above in (whole, *whole.parents)):
        return None
    asked = ("--show-toplevel", "--absolute-git-dir", "--show-prefix")
    top, own, place = (_git(folder, "rev-parse", one).decode().removesuffix("\n") for one in asked)
    return _Repository(Path(top), Path(own), place)


def _find_hindrance(repository: _Repository, name: str) -> str | None:
    """Why git shall not be given any change of this file now."""
    if repository.does("check-ignore", "--quiet", "--", repository.place + name):
        return "ignored"
    if any((repository.own / kept).exists() for kept in UNFINISHED):
        return "unfinished"
    if not repository.does("symbolic-ref", "--quiet", "HEAD"):
        return "detached"
    if (repository.own / "index.lock").exists():
        return "locked"
    return None if repository.does("rev-parse", "--verify", "--quiet", "HEAD") else "unknown"


def _commit(repository: _Repository, made: Edit, remake: Remake, message: str, who: str) -> str | None:
    """Commit a change; why it cannot be made in what git has, else None."""
    path = repository.place + made.name
    with TemporaryDirectory(prefix="elo-botti-", dir=repository.own) as place:
        ours = Path(place) / "index"
        repository.do("read-tree", "HEAD", index=ours)
        before = {index: repository.find(path, index) for index in (ours, None)}
        after: dict[Path | None, tuple[str, str] | None] = {}
        for index, entry in before.items():
            again = remake({made.name: repository.read(entry[1], path)} if entry else {})
            if again is None or again.name != made.name or (again.before is None) != (made.before is None):
                return "overlap" if entry else "unknown"
            after[index] = None if again.after is None else _keep(repository, path, entry, again.after)
        for index, entry in after.items():
            repository.put(path, entry, index)
        person = ("-c", f"user.name={who}", "-c", "user.email=elo-botti@localhost")
        try:
            repository.do(*person, "commit", "--quiet", "--message", message, index=ours)
        except GitError:
            repository.put(path, before[None], None)
            raise
    return None


def _keep(repository: _Repository, path: str, entry: tuple[str, str] | None, text: str) -> tuple[str, str]:
    """The mode and the object of a new text of a file, which git keeps from now on."""
    kept = repository.do("hash-object", "-w", "--stdin", f"--path={path}", said=text.encode())
    return ("100644" if entry is None else entry[0]), kept.decode().strip()


def _git(folder: Path, *arguments: str, setting: tuple[str, ...] = (), said: bytes = b"") -> bytes:
    line = [*WITHOUT, *setting, "git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(line, input=said, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603  our own
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git: {PATIENCE} s") from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip() or f"git: {done.returncode}"
        raise GitError(told.splitlines()[-1])
    return done.stdout
