"""The page for admins is typed as it stands, from the first hour on, and says what comes of it."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import CONTENT
from factories import BOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent.parent / "docs" / "admin.md"
LABELLED = "dev.jsonl"
"""The file of labelled questions that guards here: with all of them each trial takes ten times as long."""


def typed() -> Iterator[tuple[str, str]]:
    """Every command of the page and what it is said to answer."""
    for block in re.findall(r"^```console\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for command in block.removeprefix("$ ").split("\n$ "):
            line, _, said = command.partition("\n")
            yield line, said.strip()


def fits(said: str, told: str) -> bool:
    """Whether an answer is what the page says; `…` stands for anything, at the end of a line for the rest of it."""
    parts = (re.escape(part) for part in re.split(r"(?:(?<=\n)|^)…\n|…", said))
    return re.fullmatch(".*?".join(parts), told.strip(), re.DOTALL) is not None


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    for file in CONTENT.glob("*.*"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "questions").mkdir()
    (folder / "questions" / LABELLED).write_bytes((CONTENT / "questions" / LABELLED).read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_KNOWLEDGE", "knowledge")
    monkeypatch.setenv("BOT_DATABASE", "questions.db")
    return tmp_path


@pytest.mark.slow
def test_what_the_page_types_answers_as_it_says(place: Path) -> None:
    commands = list(typed())
    assert len(commands) > 15
    for line, said in commands:
        match shlex.split(line):
            case ["bot", *arguments]:
                done = subprocess.run([*BOT, *arguments], capture_output=True, text=True, check=False)
                told = done.stdout or done.stderr
                assert fits(said, told), f"{line}\n{told}"
                assert done.returncode == ("check" in line and ".yaml:" in said)
            case ["cat", name]:
                (place / name).write_text(f"{said}\n", encoding="utf-8")
            case ["rm", name]:
                (place / name).unlink()
            case _:
                pytest.fail(line)


@pytest.mark.parametrize(
    ("said", "told", "fit"),
    [
        ("a …\nb", "a x\nb", True),
        ("a\n…\nb", "a\nx\ny\nb", True),
        ("a\n…\nb", "a\nb", True),
        ("…\nb", "x\nb", True),
        ("a\nb", "a\nx\nb", False),
        ("a", "a\nb", False),
    ],
)
def test_what_is_left_out_may_be_anything_and_nothing_else(said: str, told: str, fit: bool) -> None:
    assert fits(said, told) is fit
