"""What the pages say of the code is so: the tables of README.md, and every file that a page names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from bot.__main__ import app
from bot.settings import Settings, variable_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")),
    *ROOT.glob("docs/*.md"),
]
NAMED = re.compile(r"`(?:\.venv/bin/\w+ )?((?:bot|docs|knowledge|requirements|scripts|tests)/[a-z0-9_./-]*)[ `]")
"""A file or folder that is named, alone or as a command; capitals stand for what is to be put there."""
LINK = re.compile(r"\]\(([^)#:]+)[^):]*\)")


def rows(header: str) -> list[tuple[str, ...]]:
    """The cells of each row of the table that begins with this header."""
    _, _, after = (ROOT / "README.md").read_text(encoding="utf-8").partition(f"| {header} |")
    table, _, _ = after.partition("\n\n")
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines()[2:]]


def commands(command: object, name: str) -> Iterator[tuple[str, str, str]]:
    """Every command under this one: what is typed, its options, and what its help says, in one line."""
    if isinstance(command, TyperGroup):
        for below, inner in command.commands.items():
            yield from commands(inner, f"{name} {below}")
        return
    assert isinstance(command, TyperCommand)
    words = [word(given) for given in command.params if isinstance(given, TyperArgument)]
    options = [f"`{option}`" for given in command.params if isinstance(given, TyperOption) for option in given.opts]
    yield f"`{' '.join([name, *words])}`", ", ".join(options) or "–", " ".join((command.help or "").split())


def word(argument: TyperArgument) -> str:
    """An argument, in brackets where it may be left out."""
    name = (argument.name or "").upper()
    return name if argument.required else f"[{name}]"


def default(value: object) -> str:
    """A default as the table shows it: folders beside the package from there on, a dash for nothing."""
    if isinstance(value, Path) and value.is_relative_to(ROOT):
        return f"`{value.relative_to(ROOT)}/`"
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return "–" if value is None or value in (frozenset(), {}, ()) else f"`{shown}`"


def settings() -> Iterator[tuple[str, str, str]]:
    """Every setting: its variable, its default, and what it is."""
    for name, field in Settings.model_fields.items():
        yield f"`{variable_of(name)}`", default(field.default), field.description or ""


@pytest.mark.parametrize(
    ("header", "told"),
    [("command", list(commands(get_command(app), "bot"))), ("variable", list(settings()))],
    ids=["commands", "settings"],
)
def test_table_tells_all_that_there_is_and_no_more(header: str, told: list[tuple[str, ...]]) -> None:
    assert told
    assert all(all(row) for row in told), "something has no description"
    assert sorted(rows(header)) == sorted(told)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = {ROOT / name for name in NAMED.findall(text)} | {page.parent / name for name in LINK.findall(text)}
    assert named
    assert sorted(str(path) for path in named if not path.exists()) == []
