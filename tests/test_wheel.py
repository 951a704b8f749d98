"""What is installed is what was checked here: the wheel brings the content and the questions that guard it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from conftest import CONTENT
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent
HARMFUL = ("mend", "add", "actor:kirjastot", "kuka vie urataidot opsiin", "--publish")
ASKED = ("ask", "kuka koordinoi urasuunnittelutaitoja valtakunnallisesti")


def environment(place: Path, **named: str) -> dict[str, str]:
    """The environment of this process, but for the settings of a bot; those are `named`."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("BOT_", "PYTHON"))}
    return plain | {"BOT_DATABASE": str(place / "questions.db"), **named}


def said(command: tuple[str | Path, ...], place: Path, **named: str) -> tuple[int, str]:
    """The exit code of a command, and what it prints."""
    done = subprocess.run(
        command, cwd=place, env=environment(place, **named), capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bot` of a new virtual environment with the wheel in it; what it depends on comes from this one."""
    place = tmp_path_factory.mktemp("wheel")
    [wheel] = WheelBuilder(str(ROOT)).build(directory=str(place), versions=["standard"])
    made = place / "fresh"
    venv.create(made, symlinks=True)
    here, there = (Path(sysconfig.get_path("purelib", vars=base)) for base in ({}, {"base": str(made)}))
    (there / "needed.pth").write_text(f"{here}\n", encoding="utf-8")  # the checkout, which a file there names, is not
    pip = (sys.executable, "-m", "pip", "--python", str(made / "bin" / "python"), "install", "--no-index", "--no-deps")
    subprocess.run([*pip, "--quiet", "--disable-pip-version-check", wheel], check=True, capture_output=True)
    return made / "bin" / "bot"


@pytest.fixture(scope="module")
def shipped(installed: Path) -> Path:
    """The content in it; of the questions those of one file are left, since to ask all takes long."""
    [folder] = installed.parent.parent.glob("lib/*/site-packages/bot/knowledge")
    assert files(folder) == files(CONTENT)
    for path in (folder / "questions").iterdir():
        if path.name != "voices.jsonl":
            path.unlink()
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_harmful_mend_is_refused_and_the_content_answers_where_the_wheel_is_installed(
    installed: Path, shipped: Path, tmp_path: Path
) -> None:
    before = files(shipped)
    code, told = said((installed, *HARMFUL), tmp_path)
    assert code == 1
    assert "rikkoo 1" in told
    assert "Muutosta ei tehdä, koska se huonontaa vastausta" in told
    assert files(shipped) == before
    assert said((installed, *ASKED), tmp_path) == said((sys.executable, "-m", "bot", *ASKED), tmp_path)


def test_harmful_mend_is_refused_where_an_image_brings_the_content_to_a_volume(
    installed: Path, shipped: Path, tmp_path: Path
) -> None:
    volume = tmp_path / "volume"
    named = {"BOT_KNOWLEDGE_IMAGE": str(shipped), "BOT_KNOWLEDGE": str(volume)}
    code, told = said((installed, *HARMFUL), tmp_path, **named)
    assert (code, "rikkoo 1" in told) == (1, True)
    assert files(volume).items() >= files(shipped).items()
