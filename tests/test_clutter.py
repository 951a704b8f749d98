"""What a Kubernetes ConfigMap, macOS, Emacs, vi and git leave beside a file of content is no content."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.content.files import remove_parts
from bot.content.knowledge import load, texts
from bot.content.questions import labelled
from bot.content.remarks import remarks
from bot.content.seeding import seed
from bot.review.relabelling import relabel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROW = json.dumps({"id": "A", "q": "moi", "expect": "none", "target": []}) + "\n"


def mounted(file: Path) -> None:
    """As a ConfigMap has a file: a link into what `..data` links to, so that all are switched at once."""
    place, version = file.parent, file.parent / "..2026_11_28"
    version.mkdir(exist_ok=True)
    file.rename(version / file.name)
    if not (place / "..data").is_symlink():
        (place / "..data").symlink_to(version.name)
    file.symlink_to(f"..data/{file.name}")


def in_a_folder_that_is_mounted(file: Path) -> None:
    """As a ConfigMap has a file that has a path: its folder is the link."""
    version = file.parent / "..2026_11_28" / "sub"
    version.mkdir(parents=True)
    (version.parent / file.name).write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(f"..2026_11_28/{file.name}")
    if file.suffix == ".yaml":
        (version / file.name).write_bytes((version.parent / file.name).read_bytes())
        (file.parent / "sub").symlink_to("..2026_11_28/sub")
        file.unlink()


@pytest.mark.parametrize(
    "leave",
    [
        mounted,
        in_a_folder_that_is_mounted,
        lambda file: file.with_name(f"._{file.name}").write_bytes(b"\x00\x05\x16\x07\x00\xff\xfe"),  # of macOS
        lambda file: file.with_name(f".#{file.name}").symlink_to("aino@kone.1234:5"),  # the lock of Emacs
        lambda file: file.with_name(f"#{file.name}#").write_bytes(b"x: ["),
        lambda file: file.with_name(f"{file.name}~").write_bytes(file.read_bytes()),
        lambda file: file.with_name(f".{file.name}.swp").write_bytes(b"b0VIM\xff"),
        lambda file: file.with_name(f".{file.name}.part").write_bytes(b"x: ["),
        lambda file: file.with_name(f".git{file.name}").write_bytes(b"x: ["),
        lambda file: file.with_name(f"z{file.name}").symlink_to(file.name),  # the same file once more
    ],
)
def test_what_lies_beside_a_file_of_content_is_none(
    folder: Path, tmp_path: Path, leave: Callable[[Path], object]
) -> None:
    questions = folder / "questions" / "dev.jsonl"
    questions.parent.mkdir()
    questions.write_text(ROW, "utf-8")
    before, said = load(folder), set(texts(folder).values())
    for file in [*folder.glob("*.yaml"), questions]:
        leave(file)
    assert load(folder).version == before.version
    assert set(texts(folder).values()) == said
    assert [turn.id for (turn,) in labelled(questions.parent)] == ["A"]
    assert remarks(folder, datetime.now(UTC).date()) == ()
    checked = CliRunner().invoke(app, ["check", str(folder)])
    assert (checked.exit_code, before.version in checked.output) == (0, True)
    copied = seed(folder, tmp_path / "volume").copied
    assert len(copied) == 1 + len(said)
    assert load(tmp_path / "volume").version == before.version
    if not questions.is_symlink():
        assert len(relabel(questions.parent, {"A": ["topic:x"]})) == 1
    remove_parts(folder)
    assert not [*folder.rglob(".*.part")]
