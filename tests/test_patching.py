"""A patch brings what the content began with to what serves, and says of each hunk how it came."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from factories import TOPIC
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.knowledge import texts
from bot.log.database import Database
from bot.replies.texts import finnish
from bot.review.audit import read_records
from bot.review.changes import Addition, Words
from bot.review.patching import Origin, find_origin, make_patch
from bot.review.publishing import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog

VEHICLE = Words("measure:jalkautuvat-palvelut", "karavaani")
PRISONS = Addition("topic:vankilat", TOPIC.rstrip())


@pytest.fixture
def workbench(adviser: Adviser, log: QueryLog) -> Iterator[Workbench]:
    with closing(Database(log.path)) as database:
        yield Workbench(adviser, database)


def publish(workbench: Workbench, *changes: Words | Addition) -> None:
    for change in changes:
        workbench.publish(workbench.check(change), "Maija")


def edit(folder: Path, before: str, after: str) -> None:
    file = folder / "content.yaml"
    content = file.read_text(encoding="utf-8")
    assert before in content
    file.write_text(content.replace(before, after), encoding="utf-8")


def patch(workbench: Workbench, image: Path | None = None) -> tuple[str, str]:
    """With what the content is compared, and the patch."""
    folder, changes = workbench.adviser.folder, read_records(workbench.database)
    origin = find_origin(folder, image, changes)
    return origin.kind, make_patch(origin, texts(folder), changes, finnish())


def marks(made: str) -> list[str]:
    return [line.split("@@ ")[-1] for line in made.splitlines() if line.startswith("@@")]


def applied(made: str, top: Path, command: tuple[str, ...] = ("git", "apply", "-")) -> None:
    subprocess.run(command, cwd=top, input=made.encode(), check=True, capture_output=True)


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.y*ml")}


@pytest.fixture
def image(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "image" / "knowledge"))


@pytest.mark.parametrize("command", [("git", "apply", "-"), ("patch", "-p1", "--quiet")])
def test_patch_brings_the_image_to_what_serves_and_tells_changes_from_edits(
    workbench: Workbench, folder: Path, image: Path, command: tuple[str, ...]
) -> None:
    assert patch(workbench, image) == ("image", "")
    publish(workbench, PRISONS, VEHICLE)
    edit(folder, "# Pieni", "# Oma")
    edit(folder, "content: Kirjastot ovat", "content: Kirjastot aina ovat")
    edit(folder, "    aliases: [kirjasto]\n", "    aliases: [kirjasto, lainaamo]\n    synonyms: [opus]\n")
    workbench.reload("käsin", "Maija")
    publish(workbench, Words("actor:kirjastot", "bussi"))
    (folder / "oma lista.yml").write_text("topics: []", encoding="utf-8")
    kind, made = patch(workbench, image)
    assert kind == "image"
    assert marks(made) == ["käsin", "muutos 2", "muutos 3 + käsin", "käsin", "muutos 1"]
    applied(made, image.parent, command)
    assert held(image) == held(folder)


def test_without_an_image_files_are_compared_with_what_they_held_before_the_first_change(
    workbench: Workbench, folder: Path, image: Path
) -> None:
    assert patch(workbench) == ("changes", "")
    publish(workbench, PRISONS, VEHICLE)
    edit(folder, "# Pieni", "# Oma")
    kind, made = patch(workbench)
    assert (kind, made) == ("changes", patch(workbench, image)[1])
    assert marks(made) == ["käsin", "muutos 2", "muutos 1"]
    applied(made, image.parent)
    assert held(image) == held(folder)


def test_change_that_was_taken_back_leaves_no_mark_and_served_content_is_no_change(
    workbench: Workbench, folder: Path
) -> None:
    publish(workbench, VEHICLE)
    workbench.undo("Maija")
    assert patch(workbench) == ("changes", "")
    edit(folder, "    aliases: [jalkautuminen]\n", "    aliases: [jalkautuminen]\n    synonyms:\n      - karavaani\n")
    workbench.reload("käsin", "Maija")
    assert marks(patch(workbench)[1]) == ["käsin"]


@pytest.mark.parametrize("place", ["", "sisältö/elo/"])
def test_with_git_what_the_last_commit_does_not_hold_is_told(workbench: Workbench, folder: Path, place: str) -> None:
    top = folder
    if place:
        top = folder.parent / "repo"
        (top / place).parent.mkdir(parents=True)
        workbench.adviser.folder = folder = folder.rename(top / place)
    for arguments in (["init"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-m", "alku"]):
        subprocess.run(["git", *arguments], cwd=top, check=True, capture_output=True)
    publish(workbench, VEHICLE)
    assert patch(workbench) == ("git", "")
    edit(folder, "# Pieni", "# Oma")
    workbench.reload()
    (top / ".git" / "index.lock").touch()
    publish(workbench, PRISONS)
    (top / ".git" / "index.lock").unlink()
    kind, made = patch(workbench)
    assert (kind, marks(made)) == ("git", ["käsin", "muutos 2"])
    assert f"--- a/{place}content.yaml\n" in made
    after = held(folder)
    subprocess.run(["git", "checkout", "."], cwd=top, check=True, capture_output=True)
    (folder / "topic-vankilat.yaml").unlink()
    applied(made, top)
    assert held(folder) == after


LINES = st.lists(st.sampled_from(["a\n", "b\n", "  - c\n", "@@ x\n", "-- y\n", "\r\n", "ä"]), max_size=8).map("".join)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.dictionaries(st.sampled_from(["a.yaml", "ä b.yaml"]), LINES.filter(bool)), after=st.data())
def test_any_content_comes_of_its_patch_to_the_byte(before: dict[str, str], after: st.DataObject) -> None:
    then = after.draw(st.dictionaries(st.sampled_from(["a.yaml", "ä b.yaml", "c.yaml"]), LINES.filter(bool)))
    made = make_patch(Origin("image", "knowledge/", before), then, [], finnish())
    with TemporaryDirectory() as place:
        folder = Path(place) / "knowledge"
        folder.mkdir()
        for name, content in before.items():
            (folder / name).write_bytes(content.encode())
        if made:
            applied(made, Path(place))
        assert held(folder) == {name: content.encode() for name, content in then.items()}
