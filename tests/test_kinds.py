"""A kind of entry is a class: nothing else asks for a kind, and a new one is found and told like any other."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.content.entries import KINDS, File

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge

BOT = Path(__file__).parent.parent / "bot"

EVENT = """
class Event({base}):
    local = True

    id: id_of("event")


class Area("""
TEXTS = "a-event = Tapahtuma\nkind-event = Tapahtumat\ncount-event = tapahtumia { $count }\n"
OCCASION = """\
events:
  - id: event:ohjauspaiva
    title: Kansallinen ohjauspäivä
    content: Päivä järjestetään syksyllä.
    sources: [{slide: 3}]
    aliases: [ohjauspäivä]
"""


def literals(path: Path) -> set[str]:
    """The texts that something in a file is compared with, alone or among others."""
    compared = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Compare)]
    inner = [part for node in compared for side in (node.left, *node.comparators) for part in ast.walk(side)]
    return {part.value for part in inner if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def test_nothing_is_compared_with_the_name_of_a_kind() -> None:
    assert not {path.name: found for path in BOT.rglob("*.py") if (found := literals(path) & KINDS.keys())}


def test_every_kind_has_its_list_and_its_ids(knowledge: Knowledge) -> None:
    assert {kind.listed for kind in KINDS.values()} <= File.model_fields.keys()
    assert {entry.id.partition(":")[0]: type(entry) for entry in knowledge.entries.values()} == KINDS


@pytest.fixture(params=["Entry", "Topic"])
def told(request: pytest.FixtureRequest, tmp_path: Path, folder: Path) -> Path:
    """A copy of the bot with one kind more: a class and its texts; and content that has one of it."""
    copy = Path(shutil.copytree(BOT, tmp_path / "bot"))
    for file, old, new in (
        (copy / "content" / "entries.py", "\nclass Area(", EVENT.format(base=request.param)),
        (copy / "replies" / "texts" / "fi.ftl", "a-theme = ", f"{TEXTS}a-theme = "),
    ):
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), encoding="utf-8")
    (folder / "events.yaml").write_text(OCCASION, encoding="utf-8")
    return tmp_path


def said(place: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=place, capture_output=True, check=True, encoding="utf-8").stdout


@pytest.mark.usefixtures("environment")
def test_new_kind_needs_its_class_and_its_texts(told: Path) -> None:
    assert "tapahtumia 1" in said(told, "check")
    found = json.loads(said(told, "ask", "ohjauspäivä", "--json"))
    assert (found["entry"], found["kind"]) == ("event:ohjauspaiva", "event")
    assert found["sources"] == [{"slide": 3, "document": "document:kysely", "place": "3"}]
    assert "Päivä järjestetään syksyllä." in found["reply"]


def test_what_a_kind_is_follows_from_its_properties() -> None:
    def having(name: str) -> set[str]:
        return {kind for kind, one in KINDS.items() if getattr(one, name)}

    assert having("named") == {"actor", "region"}
    assert having("groups") == {"theme", "goal"}
    assert having("local") == {"actor", "region", "topic"}
    once = {"explains": "term", "levelled": "measure", "coordinates": "actor", "territory": "region", "tells": "topic"}
    assert {name: having(name) for name in once} == {name: {kind} for name, kind in once.items()}
