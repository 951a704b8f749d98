"""The mutants stand where they say; scripts/mutants.py tells damage that is noticed from damage that is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "scripts"))

from mutants import ROOT, Mutant, judge, mutants


def test_every_mutant_has_its_place_in_the_code_once_and_tests_that_are_there() -> None:
    lost = [one.name for one in mutants() if one.damaged((ROOT / one.file).read_text(encoding="utf-8")) is None]
    assert not lost
    assert not [one.name for one in mutants() for test in one.tests.split() if not (ROOT / test).is_file()]
    assert not [one.name for one in mutants() if one.before == one.after]
    assert len({one.name for one in mutants()}) == len(mutants()) >= 40


@pytest.mark.parametrize(
    ("before", "after", "tests", "becomes"),
    [
        ("+", "-", "test_it.py", "killed"),
        ("a + b", "b + a", "test_it.py", "SURVIVED"),
        ("a", "b", "test_it.py", "LOST"),
        ("gone", "", "test_it.py", "LOST"),
        ("+", "-", "test_gone.py", "NOT RUN (4)"),
    ],
)
def test_damage_is_killed_only_by_a_test_that_ran_and_leaves_the_tree_as_it_was(
    tmp_path: Path, before: str, after: str, tests: str, becomes: str
) -> None:
    code = "def plus(a, b): return a + b"
    (tmp_path / "it.py").write_text(code, encoding="utf-8")
    (tmp_path / "test_it.py").write_text("from it import plus\ndef test(): assert plus(2, 1) == 3\n", encoding="utf-8")
    assert judge(Mutant("x", "it.py", before, after, tests), tmp_path) == becomes
    assert (tmp_path / "it.py").read_text(encoding="utf-8") == code
