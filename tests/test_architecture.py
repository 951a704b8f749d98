from __future__ import annotations

import ast
import re
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"

ROWS = re.findall(
    r"^\| `([\w./]+)` \| [^|]+ \| ([^|]+) \|$", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE
)
"""The rooms of the bot, the lowest first, and the libraries of each: `name` everywhere in it, or `name` in `place`."""
ORDER = [room.strip("/").removesuffix(".py") for room, _ in ROWS]


def allowed(libraries: str) -> Iterator[tuple[str, str]]:
    """Each library of a room, and the place in the room where it may be used; an empty one for all of it."""
    for group in libraries.split(";"):
        names, _, place = group.partition(" in ")
        yield from ((name, place.strip("` ")) for name in re.findall(r"`(\w+)`", names))


LIBRARIES = {room.strip("/").removesuffix(".py"): list(allowed(libraries)) for room, libraries in ROWS}
MODULES = sorted(path for path in BOT.rglob("*.py") if path != BOT / "__init__.py")
FILES = {
    ".".join(("bot", *path.relative_to(BOT).with_suffix("").parts)).removesuffix(".__init__"): path for path in MODULES
}


def room_of(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it, also for types; `a.b` for `from a import b` of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names]
            yield from {name if name in FILES else module for name in names}


def ids(path: Path) -> str:
    return path.relative_to(BOT).as_posix()


def test_every_room_stands_in_the_table_and_nothing_else_does() -> None:
    assert {room_of(path) for path in MODULES} == set(ORDER)


def test_every_library_of_the_table_is_used_there() -> None:
    used = {(room_of(path), module.split(".")[0]) for path in MODULES for module in imported(path)}
    assert {(room, name) for room, named in LIBRARIES.items() for name, _ in named} <= used


def test_no_file_imports_itself_by_way_of_others() -> None:
    graph = {name: FILES.keys() & imported(path) for name, path in FILES.items()}
    assert list(TopologicalSorter(graph).static_order())  # raises CycleError with the circle


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_imports_go_one_way(path: Path) -> None:
    room = room_of(path)
    others = {module.split(".")[1] for module in imported(path) if module.startswith("bot.")} - {room}
    assert not [other for other in others if ORDER.index(other) > ORDER.index(room)]


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_library_is_used_only_where_it_belongs(path: Path) -> None:
    libraries = {module.split(".")[0] for module in imported(path)} - sys.stdlib_module_names - {"bot"}
    place = "/".join(path.relative_to(BOT).parts[1:])
    assert libraries <= {name for name, where in LIBRARIES[room_of(path)] if place.startswith(where)}


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_environment_is_read_by_nobody_but_the_settings_library(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert not names & {"environ", "environb", "getenv", "putenv"}


@pytest.mark.parametrize("room", ["understanding", "replies"])
def test_deciding_and_wording_touch_no_clock_log_or_net(room: str) -> None:
    files = [path for path in MODULES if room_of(path) == room and path.name != "language.py"]  # which has a lock
    used = {name.split(".")[0] for path in files for name in imported(path)}
    assert not used & {"time", "logging", "os", "random", "socket", "sqlite3", "subprocess", "asyncio", "threading"}


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_terminal_is_written_to_in_one_place(path: Path) -> None:
    called = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    writes = called & {"print", "typer.echo", "typer.secho", "sys.stdout.write", "sys.stderr.write"}
    assert (
        not writes or path.name == "printing.py" or path.parent.name == "delivery"
    )  # which says a few sentences of its own


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent.name == "handlers"], ids=ids)
def test_handlers_work_in_threads_by_the_one_way_that_always_ends(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not names & {"to_thread", "run_in_executor"}
