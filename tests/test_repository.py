"""A commit holds the lines of its change alone, and what git does not take is told and stands all the same."""

from __future__ import annotations

import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from factories import TOPIC

from bot.log.database import Database
from bot.replies import plain
from bot.replies.texts import finnish
from bot.review.changes import Addition, Words
from bot.review.publishing import Workbench
from bot.review.screens.changes import show_published, show_undone
from bot.review.workshop import Done

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.adviser import Adviser
    from bot.log.querylog import QueryLog
    from bot.review.changes import Change

VEHICLE = Words("measure:jalkautuvat-palvelut", "karavaani")
PRISONS = Addition("topic:vankilat", TOPIC)
MUSEUMS = """\
  - id: actor:museot
    title: Museot
    short: museot
    name: museot
    content: Museot.
    sources: [{slide: 8}]
"""
LIST = "    synonyms:\n      - karavaani\n"


@pytest.fixture
def workbench(adviser: Adviser, log: QueryLog) -> Iterator[Workbench]:
    with closing(Database(log.path)) as database:
        yield Workbench(adviser, database)


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True).stdout


def save(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "--quiet", "--message", "alku")


@pytest.fixture
def repository(folder: Path) -> Path:
    """The folder of the content, committed."""
    git(folder, "init", "--quiet")
    save(folder)
    return folder


def hook(repository: Path, said: str) -> None:
    file = repository / ".git" / "hooks" / "pre-commit"
    file.write_text(f"#!/bin/sh\n{said}\n", encoding="utf-8")
    file.chmod(0o755)


def text(folder: Path) -> str:
    return (folder / "content.yaml").read_text(encoding="utf-8")


def publish(workbench: Workbench, change: Change) -> str:
    """What the admin reads."""
    done = Done(workbench.publish(workbench.check(change), "Maija"))
    return plain(show_published(done, workbench.adviser.index.knowledge, finnish()))


def edit(workbench: Workbench, before: str, after: str) -> None:
    content = text(workbench.adviser.folder)
    assert before in content
    (workbench.adviser.folder / "content.yaml").write_text(content.replace(before, after), encoding="utf-8")
    workbench.reload("käsin", "Maija")


def test_each_change_is_a_commit_of_its_file_alone(workbench: Workbench, repository: Path) -> None:
    (repository / "muu.txt").write_text("kesken", encoding="utf-8")
    git(repository, "add", "muu.txt")
    assert "git" not in publish(workbench, VEHICLE)
    workbench.undo("Pekka")
    assert git(repository, "log", "--format=%an: %s", "--name-only").split("\n")[:6] == [
        "Pekka: Peruttu muutos: measure:jalkautuvat-palvelut",
        "",
        "content.yaml",
        "Maija: Ilmaus lisätty kohtaan measure:jalkautuvat-palvelut",
        "",
        "content.yaml",
    ]
    assert git(repository, "status", "--porcelain") == "A  muu.txt\n"


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize("staged", [False, True])
def test_edits_by_hand_in_the_same_file_stay_uncommitted(
    workbench: Workbench, folder: Path, below: bool, staged: bool
) -> None:
    top = folder.parent if below else folder
    git(top, "init", "--quiet")
    save(top)
    before = git(top, "show", "HEAD:./knowledge/content.yaml" if below else "HEAD:content.yaml")
    edit(workbench, "title: Kirjastot", "title: Kirjastot  # kesken")
    if staged:
        git(folder, "add", "content.yaml")
    edit(workbench, "title: Ohjauksen", "title: Ohjausten")
    told, put = publish(workbench, VEHICLE), before.replace("[jalkautuminen]\n", "[jalkautuminen]\n" + LIST)
    assert "git" not in told
    assert git(folder, "show", "HEAD:./content.yaml") == put
    assert git(folder, "show", ":./content.yaml") == (
        put.replace("itle: Kirjastot", "itle: Kirjastot  # kesken") if staged else put
    )
    assert "itle: Kirjastot  # kesken" in text(folder)
    workbench.undo("Maija")
    assert git(folder, "show", "HEAD:./content.yaml") == before
    edited = before.replace("itle: Kirjastot", "itle: Kirjastot  # kesken")
    assert git(folder, "show", ":./content.yaml") == (edited if staged else before)
    assert text(folder) == edited.replace("itle: Ohjauksen", "itle: Ohjausten")


def test_new_file_is_committed_and_its_removal_too(workbench: Workbench, repository: Path) -> None:
    publish(workbench, PRISONS)
    assert git(repository, "show", "HEAD:topic-vankilat.yaml") == TOPIC
    workbench.undo("Maija")
    assert git(repository, "ls-files") == "content.yaml\n"
    assert git(repository, "status", "--porcelain") == ""


def test_line_ends_are_those_that_git_keeps(workbench: Workbench, folder: Path) -> None:
    git(folder, "init", "--quiet")
    (folder / ".gitattributes").write_text("*.yaml text eol=crlf\n", encoding="utf-8")
    (folder / "content.yaml").write_bytes((folder / "content.yaml").read_bytes().replace(b"\n", b"\r\n"))
    save(folder)
    publish(workbench, VEHICLE)
    assert b"      - karavaani\r\n" in (folder / "content.yaml").read_bytes()
    assert git(folder, "diff", "HEAD~", "--stat").endswith("1 file changed, 2 insertions(+)\n")
    assert git(folder, "status", "--porcelain") == ""


def in_the_middle_of_a_merge(repository: Path) -> None:
    (repository / ".git" / "MERGE_HEAD").write_text(git(repository, "rev-parse", "HEAD"), encoding="utf-8")


def without_a_branch(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "--detach")


def locked(repository: Path) -> None:
    (repository / ".git" / "index.lock").touch()


def with_a_silent_hook(repository: Path) -> None:
    hook(repository, "exit 1")


def with_a_hook_that_says_why(repository: Path) -> None:
    hook(repository, "echo tarkista ensin; exit 1")


def without_a_commit(repository: Path) -> None:
    git(repository, "update-ref", "-d", "HEAD")


def with_another_file_only(repository: Path) -> None:
    (repository / "muu.txt").touch()
    git(repository, "rm", "--quiet", "--cached", "content.yaml")
    save_only(repository, "muu.txt")


def save_only(repository: Path, name: str) -> None:
    git(repository, "add", name)
    git(repository, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "--quiet", "--message", "muu")


def ignored(repository: Path) -> None:
    (repository / ".gitignore").write_text("*.yaml\n", encoding="utf-8")
    with_another_file_only(repository)


def damaged(repository: Path) -> None:
    (repository / ".git" / "index").write_bytes(b"rikki")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (in_the_middle_of_a_merge, "gitissä on yhdistäminen tai muu työ kesken"),
        (without_a_branch, "gitissä ei ole valittu haaraa"),
        (locked, "toinen ohjelma käyttää gitiä juuri nyt"),
        (with_a_silent_hook, "Git sanoi: git: 1"),
        (with_a_hook_that_says_why, "Git sanoi: tarkista ensin"),
        (without_a_commit, "tiedosto content.yaml ei ole vielä gitissä"),
        (with_another_file_only, "tiedosto content.yaml ei ole vielä gitissä"),
        (ignored, ".gitignore jättää tiedoston content.yaml sen ulkopuolelle"),
        (damaged, "Git sanoi: fatal: .git/index: index file smaller than expected"),
    ],
)
def test_what_git_does_not_take_is_told_and_stands_all_the_same(
    workbench: Workbench, repository: Path, state: Callable[[Path], None], said: str
) -> None:
    state(repository)
    files = {name: (repository / ".git" / name).read_bytes() for name in ("HEAD", "index")}
    status = () if state is damaged else git(repository, "--no-optional-locks", "diff", "--cached")
    told = publish(workbench, VEHICLE)
    assert "Muutos on voimassa, mutta sitä ei viety gitiin" in told
    assert said in told
    assert LIST in text(repository)
    assert files["HEAD"] == (repository / ".git" / "HEAD").read_bytes()
    if state is not damaged:
        assert git(repository, "--no-optional-locks", "diff", "--cached") == status
    undone = workbench.undo("Maija")
    assert "sitä ei viety gitiin" in plain(show_undone(*undone, workbench.adviser.index.knowledge, finnish()))
    assert LIST not in text(repository)


def test_change_of_what_is_not_committed_yet_is_not_committed_alone(workbench: Workbench, repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD")
    edit(workbench, "actors:\n", f"actors:\n{MUSEUMS}")
    assert "samassa kohdassa muokkauksia, joita gitissä ei ole" in publish(workbench, Words("actor:museot", "näyttely"))
    assert git(repository, "rev-parse", "HEAD") == head
    assert git(repository, "diff", "--cached") == ""


def test_change_that_git_has_already_is_not_committed_twice(workbench: Workbench, repository: Path) -> None:
    publish(workbench, VEHICLE)
    edit(workbench, LIST, "")
    assert "sitä ei viety gitiin" in publish(workbench, VEHICLE)
    assert git(repository, "status", "--porcelain") == ""


def test_git_that_is_missing_is_told(workbench: Workbench, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = repository / "tyhjä"
    empty.mkdir()
    (empty / "env").symlink_to("/usr/bin/env")
    monkeypatch.setenv("PATH", str(empty))
    assert "Git sanoi: env: ‘git’: No such file or directory" in publish(workbench, VEHICLE).replace("'git'", "‘git’")


def test_hook_of_the_repository_gets_no_secret(
    workbench: Workbench, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BOT_TOKEN", "BOT_WEBHOOK_SECRET", "BOT_OTHER"):
        monkeypatch.setenv(name, "arvo")
    hook(repository, f'env > "{repository}/.seen"')
    publish(workbench, VEHICLE)
    seen = {line.partition("=")[0] for line in (repository / ".seen").read_text(encoding="utf-8").splitlines()}
    assert seen & {"BOT_TOKEN", "BOT_WEBHOOK_SECRET", "BOT_OTHER"} == {"BOT_OTHER"}
