"""The index of unchanged content, and what labelled questions heard of it, kept on disk: a command is done sooner.

They are kept for the user who runs the bot, in a folder of the cache that nobody else may enter, and are read again
only when the content, the code and the morphology are the same. In any doubt they are made anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import sys
import time
from contextlib import suppress
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bot.content import files
from bot.settings import cache
from bot.understanding.language import Language, reopened
from bot.understanding.matching import Index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.knowledge import Knowledge
    from bot.understanding.language import Engine

Kept = TypeVar("Kept")

CODE = Path(__file__).parent
MADE_OF = {".py", ".txt", ".tsv"}
"""Endings of the files that an index is made with, beside the content."""
AGE = 7 * 24 * 3600
"""Seconds for which an index is kept: a dictionary that was updated meanwhile has no version to be told by."""
MOST = 4
"""Indexes that are kept: of several contents, or versions of one."""
INDEX, ANSWERS = "index", "answers"
"""Endings of what is kept."""
LARGEST = 200 * files.MEGABYTE
PLAIN = frozenset(
    {
        ("array", "_array_reconstructor"),
        ("array", "array"),
        ("builtins", "dict"),
        ("builtins", "frozenset"),
        ("datetime", "date"),
        ("builtins", "list"),
        ("builtins", "set"),
        ("collections", "defaultdict"),
    }
)
"""What is kept is made of this, beside the bot's own classes."""


def kept_index(knowledge: Knowledge, engine: Engine) -> Index:
    """The index of some content: as it was kept, or built anew and kept.

    Raises OSError when `engine` is not on this machine.
    """
    language = Language(engine)
    with suppress(Exception):  # what is kept may be anything, and costs nothing but time
        return _read(_path(knowledge, language, INDEX), Index)
    index = Index.build(knowledge, language)
    keep_index(index)
    return index


def keep_index(index: Index) -> None:
    """Keep an index, if the disk allows it."""
    _keep(index, INDEX, index)


def kept_answers(index: Index) -> tuple[Any, ...]:
    """What `keep_answers` kept of this index; nothing where there is none, or in any doubt."""
    with suppress(Exception):  # as above
        return _read(_path(index.knowledge, index.language, ANSWERS), tuple)
    return ()


def keep_answers(index: Index, known: tuple[Any, ...]) -> None:
    """Keep what is known of an index by labelled questions, which are content, if the disk allows it."""
    _keep(index, ANSWERS, known)


def _path(knowledge: Knowledge, language: Language, ending: str) -> Path:
    """Where something of an index is kept. Raises OSError when the folder is none of ours."""
    return _folder() / f"{_key(knowledge, language)}.{ending}"


def _folder() -> Path:
    """The folder of the cache, private. Raises OSError when it is somebody else's, or cannot be made."""
    folder = cache() / "elo-botti"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & files.OTHERS:
        raise PermissionError(folder)
    return folder


def _key(knowledge: Knowledge, language: Language) -> str:
    """What an index hangs on, as one word."""
    code = sorted((str(path), found.st_size, found.st_mtime_ns) for path, found in _code())
    return hashlib.sha256(repr((knowledge.version, language.engine, sys.version, code)).encode()).hexdigest()[:32]


def _code() -> Iterator[tuple[Path, os.stat_result]]:
    parts = chain.from_iterable((CODE / part).rglob("*.*") for part in ("content", "understanding", "review"))
    return ((path, path.stat()) for path in parts if path.suffix in MADE_OF)


def _read(path: Path, kind: type[Kept]) -> Kept:
    """What was kept. Raises anything."""
    if time.time() - path.stat().st_mtime > AGE:
        raise pickle.UnpicklingError(path)
    found = _Unpickler(BytesIO(files.read(path, LARGEST))).load()
    if not isinstance(found, kind):
        raise pickle.UnpicklingError(path)
    return found


class _Unpickler(pickle.Unpickler):
    """Makes what an index is made of, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        if (module, name) in PLAIN:
            return super().find_class(module, name)
        if module.startswith("bot.") and "." not in name:
            found = super().find_class(module, name)
            if found is reopened or (isinstance(found, type) and found.__module__.startswith("bot.")):
                return found
        message = f"{module}.{name}"
        raise pickle.UnpicklingError(message)


def _keep(index: Index, ending: str, value: object) -> None:
    """Keep something of an index, and of the same of others the newest, if the disk allows it."""
    with suppress(OSError):
        path = _path(index.knowledge, index.language, ending)
        others = sorted(path.parent.glob(f"*.{ending}"), key=lambda one: one.stat().st_mtime)
        for old in others[: -MOST + 1]:
            old.unlink(missing_ok=True)
        files.replace(path, pickle.dumps(value, protocol=5))
        files.tighten(path)
