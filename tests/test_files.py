from __future__ import annotations

import errno
import json
import os
import resource
import signal
import socket
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from factories import ROW

from bot.content.files import UnreadableError, below, keep_private, once, read, remove_parts, replace, tell_reason
from bot.log.querylog import QueryLog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WATCHED = """
import json, os, sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.log.database import Database
from bot.log.sealing import UNSEALED
from bot.telegram.delivery.polling import Polls
from bot.content.knowledge import load
from bot.understanding.language import Language
from bot.understanding.matching import Index
from bot.review.copying import copy_log
from bot.replies.texts import finnish
from bot.log.tally import Tally
from bot.review.upkeep import _open_socket
from bot.log.writing import Writer

folder, content = map(Path, sys.argv[1:])
log, seen, looking = folder / "data" / "questions.db", {}, False
index = Index.build(load(content), Language("auto"))


def look(*_):
    global looking
    if looking:
        return
    looking = True
    for path in folder.rglob("*"):
        name = path.name.partition("-20")[0]
        seen[name] = seen.get(name, 0) | path.lstat().st_mode & 0o777
    looking = False


os.umask(0)
sys.addaudithook(look)
with closing(Database(log)) as database:
    database.write(lambda opened: (opened.execute("insert into letters values ('x')"), look()))
log.write_bytes(b"corrupt" * 1000)
with closing(Database(log)) as database:
    database.write(look)
Polls(finnish(), log.with_name("questions.db-polled"), Writer(log, Tally()), 25).note_success(waited=True)
_open_socket(log.with_name("questions.db-bot")).close()
copy_log(Database(log), datetime.now(UTC), [], index, UNSEALED)
print(json.dumps(seen))
"""
"""Stores everything that is stored, and looks at the rights of every file whenever Python does anything to one."""


def test_whatever_is_stored_is_private_from_its_first_byte(tmp_path: Path, folder: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run([sys.executable, "-c", WATCHED, home, folder], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {
        "data": 0o700,
        **{f"questions.db{suffix}": 0o600 for suffix in ("", "-wal", "-shm", "-polled", "-bot", "-review", ".corrupt")},
    }


def test_what_is_there_already_loses_the_rights_of_others(tmp_path: Path) -> None:
    log = QueryLog(tmp_path / "questions.db")
    log.record(ROW)
    aside = tmp_path / "questions.db.corrupt-20200101T000000.0"
    aside.touch()
    files = [path for path in tmp_path.iterdir() if path.is_file()]
    assert len(files) == 4
    for path in files:
        path.chmod(0o664)
    tmp_path.chmod(0o755)
    again = QueryLog(tmp_path / "questions.db")
    assert len(again.newest(1)) == 1
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    log.record(ROW)  # the locks of the one that was open are still held
    again.close()
    log.close()


def test_folders_that_are_made_are_private_and_others_stay(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    before = os.umask(0)
    try:
        keep_private(tmp_path / "a" / "b" / "file")
    finally:
        os.umask(before)
    modes = [
        stat.S_IMODE(path.stat().st_mode)
        for path in (tmp_path, tmp_path / "a", tmp_path / "a" / "b", tmp_path / "a" / "b" / "file")
    ]
    assert modes == [0o755, 0o700, 0o700, 0o600]


@pytest.fixture
def strange(tmp_path: Path) -> Iterator[Path]:
    """A folder with everything that is no regular file in it."""
    place = tmp_path / "strange"
    place.mkdir()
    (tmp_path / "elsewhere").write_text("muualla")
    (place / "regular").write_text("tavallinen")
    os.mkfifo(place / "pipe")
    (place / "device").symlink_to("/dev/zero")
    (place / "outside").symlink_to(tmp_path / "elsewhere")
    (place / "inside").symlink_to("regular")
    (place / "to-the-pipe").symlink_to("pipe")
    (place / "round").symlink_to("round")
    (place / "folder").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place / "socket"))
        yield place


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("regular", None),
        ("inside", None),
        ("pipe", "ei ole tavallinen"),
        ("device", "ulkopuolelle"),
        ("outside", "ulkopuolelle"),
        ("to-the-pipe", "ei ole tavallinen"),
        ("folder", "ei ole tavallinen"),
        ("socket", "ei ole tavallinen"),
        ("round", "ei ole tavallinen"),
    ],
)
def test_only_regular_files_of_the_folder_are_opened(strange: Path, name: str, problem: str | None) -> None:
    if problem is None:
        assert read(strange / name, 10, strange) == b"tavallinen"
    else:
        with pytest.raises(UnreadableError, match=f"{name}: .*{problem}"):
            read(strange / name, 10, strange)


def test_device_is_not_opened_where_links_may_lead_anywhere(strange: Path) -> None:
    assert read(strange / "outside", 10) == b"muualla"
    with pytest.raises(UnreadableError, match="ei ole tavallinen"):
        read(strange / "device", 10)


def test_no_more_is_read_than_the_limit_whatever_the_size_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 2_000_001)
    assert len(read(tmp_path / "large", 2_000_001)) == 2_000_001
    with pytest.raises(UnreadableError, match="yli 2 megatavua, jaa se"):
        read(tmp_path / "large", 2_000_000)
    with pytest.raises(UnreadableError, match="yli"):  # its size is told as 0
        read(type(tmp_path)("/proc/self/status"), 10)


def test_all_that_is_not_hidden_is_below_and_each_folder_looked_into_once(tmp_path: Path) -> None:
    for name in ("folder", "folder/inner", ".git", "..2026/items"):
        (tmp_path / "place" / name).mkdir(parents=True)
    for name in ("folder/y", ".git/x", "..2026/items/z", "..2026/w", "kept~", "#saved#", "#", ".y.part", "~z"):
        (tmp_path / "place" / name).touch()
    place = tmp_path / "root"
    place.symlink_to("place")
    for name, target in (
        ("another", "folder/y"),
        ("folder/a", "../folder"),
        ("folder/inner/up", "../.."),
        ("folder/inner/on", "../../items"),
        ("items", "..data/items"),
        ("w", "..data/w"),
        ("..data", "..2026"),
        ("..2026/items/round", "../../folder"),
        ("out", "/proc"),
        ("gone", "nowhere"),
        (".#y", "aino@kone.1234"),
    ):
        (place / name).symlink_to(target)
    found = [path.relative_to(place).as_posix() for path in below(place)]
    expected = (
        "another folder folder/a folder/inner folder/inner/on folder/inner/up folder/y gone items items/round items/z"
    )
    assert sorted(found) == [*expected.split(), "out", "w", "~z"]
    files = once(path for path in below(place) if not path.is_dir())
    assert [path.relative_to(place).as_posix() for path in files] == "folder/y gone items/z w ~z".split()


def test_nothing_is_written_through_a_link_that_someone_left(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("vanha")
    (tmp_path / ".file.part").symlink_to("precious")
    replace(tmp_path / "file", b"uusi")
    assert [(tmp_path / name).read_text() for name in ("precious", "file")] == ["vanha", "uusi"]


@pytest.fixture
def flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, bytes | None]]:
    """What was flushed (fsync): a file or a folder, the bytes of a file then, and what `file` held to readers then."""
    seen: list[tuple[str, int, bytes | None]] = []
    target, fsync = tmp_path / "file", os.fsync

    def watched(descriptor: int) -> None:
        status = os.fstat(descriptor)
        is_file = stat.S_ISREG(status.st_mode)
        held = target.read_bytes() if target.exists() else None
        seen.append(("file" if is_file else "folder", status.st_size if is_file else 0, held))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    return seen


def test_new_content_is_on_the_disk_before_it_has_the_name_and_the_name_before_replacing_ends(
    tmp_path: Path, flushed: list[tuple[str, int, bytes | None]]
) -> None:
    target = tmp_path / "file"
    replace(target, b"vanha")
    replace(target, b"uudempi")
    replace(target, None)
    assert flushed == [
        ("file", 5, None),
        ("folder", 0, b"vanha"),
        ("file", 7, b"vanha"),
        ("folder", 0, b"uudempi"),
        ("folder", 0, None),
    ]


def test_who_reads_while_a_file_is_replaced_sees_the_old_one_whole(tmp_path: Path) -> None:
    target = tmp_path / "file"
    replace(target, b"vanha")
    with target.open("rb", buffering=0) as reading:
        assert reading.read(2) == b"va"
        replace(target, b"uusi ja pidempi")
        assert reading.read() == b"nha"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_cannot_be_flushed_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "levy on täynnä")

    target = tmp_path / "file"
    replace(target, b"vanha")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="levy on täynnä"):
        replace(target, b"uusi")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"file": b"vanha"}


def test_disk_that_takes_no_more_leaves_the_old_content_and_nothing_half_written(tmp_path: Path) -> None:
    target = tmp_path / "file"
    replace(target, b"vanha")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large") as refused:
            replace(target, 10_000 * b"x")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert tell_reason(refused.value) == "tiedosto kasvaisi liian suureksi"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"file": b"vanha"}


KILLED = """
import os, signal, sys
from pathlib import Path
from bot.content import files

os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
files.replace(Path(sys.argv[1]), b"topics: [")
"""


def test_what_a_killed_writer_left_is_no_content_and_is_removed(tmp_path: Path) -> None:
    (tmp_path / "alla").mkdir()
    (tmp_path / "alla" / "a.yaml").write_bytes(b"vanha")
    (tmp_path / "oma.part").touch()
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path / "alla" / "a.yaml"], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / "alla" / ".a.yaml.part").exists()
    seen = {path.name for path in below(tmp_path)}
    remove_parts(tmp_path)
    assert seen == {"alla", "a.yaml", "oma.part"} == {path.name for path in tmp_path.rglob("*")}


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "x"), "oikeudet eivät riitä"),
        (OSError(errno.EBUSY, "Device or resource busy"), "tiedosto on liitetty konttiin yksinään"),
        (OSError(errno.EPIPE, "Broken pipe"), "Broken pipe"),
        (OSError("AF_UNIX path too long"), "AF_UNIX path too long"),
    ],
)
def test_reason_of_the_system_is_told_without_its_number(error: OSError, told: str) -> None:
    assert tell_reason(error).startswith(told)
