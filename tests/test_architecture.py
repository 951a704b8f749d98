from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"

ROOMS: dict[str, set[str]] = {
    "files": set(),
    "hiding": {"structlog"},
    "entries": {"pydantic"},
    "language": {"libvoikko", "pyvoikko"},
    "knowledge": {"pydantic", "yaml"},
    "query": set(),
    "matching": {"rapidfuzz"},
    "confidence": set(),
    "following": set(),
    "answering": set(),
    "evaluation": set(),
    "texts": {"fluent"},
    "replies": set(),
    "picture": {"PIL"},
    "masking": {"stdnum"},
    "database": {"sqlite_utils"},
    "querylog": {"sqlite_utils"},
    "sealing": {"cryptography"},
    "tally": set(),
    "writing": {"sqlite_utils"},
    "ledger": {"sqlite_utils"},
    "contract": set(),
    "desk": set(),
    "notices": set(),
    "listing": set(),
    "review": {"PIL", "datasette", "markupsafe", "sqlite_utils"},
    "recent": set(),
    "conversations": set(),
    "floods": set(),
    "pressing": set(),
    "offers": set(),
    "messages": {"telegram"},
    "workshop": set(),
    "handlers": {"telegram"},
    "settings": {"pydantic", "pydantic_settings"},
    "upkeep": {"watchfiles"},
    "delivery": {"aiohttp", "httpx", "prometheus_client", "starlette", "structlog", "telegram", "uvicorn", "yarl"},
    "printing": {"typer"},
    "console": set(),
    "seeding": set(),
    "opening": {"typer"},
    "commands": {"typer"},
    "__main__": {"typer"},
}
"""The rooms of the bot: each imports only from those above it, and only the libraries it names."""
ORDER = list(ROOMS)
MODULES = sorted(path for path in BOT.rglob("*.py") if path != BOT / "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it and for whatever; `bot.x` for `from bot import x`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            module = node.module or ""
            yield from (f"bot.{alias.name}" for alias in node.names) if module == "bot" else (module,)


def ids(path: Path) -> str:
    return path.relative_to(BOT).as_posix()


def test_every_room_has_its_place() -> None:
    assert {room_of(path) for path in MODULES} <= ROOMS.keys()


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_imports_go_one_way(path: Path) -> None:
    room = room_of(path)
    others = {module.split(".")[1] for module in imported(path) if module.startswith("bot.")} - {room}
    assert not [other for other in others if ORDER.index(other) > ORDER.index(room)]


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_library_is_used_only_where_it_belongs(path: Path) -> None:
    libraries = {module.split(".")[0] for module in imported(path)} - sys.stdlib_module_names - {"bot"}
    assert libraries <= ROOMS[room_of(path)]


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_environment_is_read_by_nobody_but_the_settings_library(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert not names & {"environ", "environb", "getenv", "putenv"}


@pytest.mark.parametrize("module", ["query", "matching", "confidence", "following", "answering", "replies", "entries"])
def test_deciding_and_wording_touch_no_clock_log_or_net(module: str) -> None:
    used = {name.split(".")[0] for path in MODULES if room_of(path) == module for name in imported(path)}
    assert not used & {"time", "logging", "os", "random", "socket", "sqlite3", "subprocess", "asyncio", "threading"}


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_terminal_is_written_to_in_one_place(path: Path) -> None:
    called = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
              if isinstance(node, ast.Call)}
    writes = called & {"print", "typer.echo", "typer.secho", "sys.stdout.write", "sys.stderr.write"}
    assert not writes or room_of(path) in {"printing", "delivery"}  # delivery says a few sentences of its own


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) == "handlers"], ids=ids)
def test_handlers_work_in_threads_by_the_one_way_that_always_ends(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not names & {"to_thread", "run_in_executor"}
