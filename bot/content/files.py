"""Files, read and written so that what lies beside the bot cannot harm it.

Read: only regular files, and no more than a limit of them. Written: so that whoever reads sees the old content or the
new, never a part. Kept private: readable by the bot's own user only, from the first byte on.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PRIVATE = 0o600
"""Mode of a file that only its own user may open."""
MEGABYTE = 1_000_000
PART = ".part"
"""How the hidden name of a file ends that is being written."""
OTHERS = 0o077
"""The rights of everybody else."""
FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""A file that became a link or a pipe meanwhile is neither followed nor waited for."""

REASONS = {
    errno.ENOENT: "tiedostoa tai kansiota ei ole",
    errno.EACCES: "oikeudet eivät riitä",
    errno.EPERM: "oikeudet eivät riitä",
    errno.EROFS: "levy on vain luettavissa",
    errno.ENOSPC: "levy on täynnä",
    errno.EDQUOT: "levytila on käytetty loppuun",
    errno.EFBIG: "tiedosto kasvaisi liian suureksi",
    errno.EBUSY: "tiedosto on liitetty konttiin yksinään, liitä sen sijaan koko kansio",
    errno.EISDIR: "se on kansio",
    errno.ENOTDIR: "polussa on tiedosto kansion paikalla",
    errno.ELOOP: "se on linkki",
    errno.ENAMETOOLONG: "nimi on liian pitkä",
    errno.EIO: "levy on viallinen",
    errno.ECONNRESET: "yhteys katkesi",
    errno.ETIMEDOUT: "vastausta ei tullut ajoissa",
}
"""Why the system refuses, in Finnish."""


class UnreadableError(OSError):
    """A file that is not read, whatever its rights: what is wrong with it and how that is mended, in Finnish."""

    def __init__(self, path: Path, problem: str, mend: str) -> None:
        super().__init__(f"{path}: {problem}, {mend}")  # no number, so that the words are the reason
        self.problem, self.mend = problem, mend


def tell_reason(error: OSError) -> str:
    """Why the system refused, in Finnish where it is usual; the name of the file is not in it."""
    number = errno.ETIMEDOUT if isinstance(error, TimeoutError) else error.errno
    return REASONS.get(number or 0) or error.strerror or str(error)


def describe(error: OSError) -> str:
    """What the system refused, the file first where it tells one, and why."""
    if isinstance(error, UnreadableError) or error.filename is None:
        return tell_reason(error)
    return f"{error.filename}: {tell_reason(error)}"


def read(path: Path, most: int, inside: Path | None = None) -> bytes:
    """The content of a regular file of at most `most` bytes; a link is followed when it stays `inside`.

    Raises UnreadableError for a pipe, a device, a socket, a folder, a file that is too large or elsewhere, and OSError.
    """
    real = Path(os.path.realpath(path))
    if inside is not None and not real.is_relative_to(inside.resolve()):
        raise UnreadableError(path, "linkki vie kansion ulkopuolelle", "kopioi tiedosto kansioon")
    _regular(path, os.lstat(real))
    with os.fdopen(os.open(real, FLAGS), "rb") as file:
        _regular(path, os.fstat(file.fileno()))
        content = file.read(most + 1)
    if len(content) > most:
        raise UnreadableError(path, f"tiedosto on yli {_size(most)}", "jaa se pienempiin tiedostoihin")
    return content


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is no content: a hidden one, or what an editor leaves beside its file."""
    return name.startswith(".") or name.endswith("~") or (name.startswith("#") and name.endswith("#"))


def below(folder: Path) -> Iterator[Path]:
    """Everything in `folder` and its subfolders, these too; nothing that `is_hidden`.

    A link to a folder is followed when it stays inside; each folder is looked into once.
    """
    root = Path(os.path.realpath(folder))
    known, waiting = {root}, [folder]
    for top in waiting:
        found: list[Path] = []
        for place, folders, names in os.walk(top):
            folders[:] = [name for name in folders if not is_hidden(name)]
            found += (Path(place, name) for name in (*folders, *names) if not is_hidden(name))
        for path in sorted(found, key=lambda path: (path.is_symlink(), len(path.parts), path)):
            yield path
            if path.is_dir():
                real = Path(os.path.realpath(path))
                if path.is_symlink() and real.is_relative_to(root) and real not in known:
                    waiting.append(path)
                known.add(real)


def once(paths: Iterable[Path]) -> list[Path]:
    """Each of these files once, in order: of several names of one that which is no link, else the shortest."""
    worst_first = sorted(paths, key=lambda path: (path.is_symlink(), len(path.parts), path), reverse=True)
    return sorted({os.path.realpath(path): path for path in worst_first}.values())


def replace(target: Path, content: bytes | None) -> None:
    """Put `content` in the place of `target`, or take it away when that is None; on the disk when this returns.

    Raises OSError, and the old content stays; nothing half written is left.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        target.unlink()
    else:
        part = target.with_name(f".{target.name}{PART}")
        part.unlink(missing_ok=True)
        try:
            with part.open("xb") as file:  # never through a link that someone left there
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def check_writable(folder: Path) -> None:
    """Raise OSError when no file can be put into `folder`; who may do anything is told of a disk that is only read."""
    if folder.exists() and not os.access(folder, os.W_OK):
        read_only = os.statvfs(folder).f_flag & os.ST_RDONLY
        number = errno.EROFS if read_only else errno.EACCES
        raise OSError(number, os.strerror(number), str(folder))


def remove_parts(folder: Path) -> None:
    """Remove what a writer that died has left half written in `folder` and below; nobody may be writing there."""
    places = (folder, *(place for place in below(folder) if place.is_dir() and not place.is_symlink()))
    for part in [part for place in places for part in place.glob(f".*{PART}")]:
        with suppress(OSError):  # content that is only read has none of ours
            part.unlink()


def keep_private(path: Path) -> None:
    """Make the file when it is missing, and the folders above it; one that is there loses the rights of others.

    Folders that are made are private too. Raises OSError, UnreadableError when there is something else than a file.
    """
    real = Path(os.path.realpath(path))
    for folder in reversed([above for above in real.parents if not above.exists()]):
        folder.mkdir(PRIVATE | stat.S_IXUSR, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(real, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, PRIVATE))
    tighten(real)
    _regular(path, real.stat())


def tighten(path: Path) -> None:
    """Take the rights of others from a file that is there; where that is not allowed they stay.

    By its name: to open and close a file drops the locks that SQLite holds on it in this process.
    """
    with suppress(OSError):
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) and mode & OTHERS:
            path.chmod(stat.S_IMODE(mode) & ~OTHERS)


def _regular(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError(path, "ei ole tavallinen tiedosto", "poista se tai siirrä se muualle")


def _size(most: int) -> str:
    return f"{most // MEGABYTE} megatavua" if most >= MEGABYTE else f"{most // 1000} kilotavua"
