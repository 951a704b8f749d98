"""Damages the code in one place at a time and tells which damage the tests do not notice.

    .venv/bin/python scripts/mutants.py            all, some minutes
    .venv/bin/python scripts/mutants.py fsync      those that have this in their name

The mutants are data, in `tests/mutants.yaml`: `file`, what stands there once (`before`), what is put there (`after`),
and the `tests` that have to fail. Everything happens in a copy of the tree. First, the same tests must pass undamaged.
Exit code 1: a mutant survived, or its text stands in the file no more, or not once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

import yaml

ROOT = Path(__file__).parent.parent
LIST = ROOT / "tests" / "mutants.yaml"
PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider")
TESTS_FAILED = 1
"""Exit code of pytest when tests ran and failed; every other one but 0 says that they could not run."""
PATIENCE = 300
"""Seconds after which tests that hang count as failed."""
CORES = os.cpu_count() or 1
"""Copies of the tree in which mutants are tried at the same time."""
LEFT_OUT = shutil.ignore_patterns(".*", "data")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One damage. tests: arguments of pytest, separated by spaces: files, or tests of them."""

    name: str
    file: str
    before: str
    after: str
    tests: str

    def damaged(self, text: str) -> str | None:
        """The text of the file with the damage; None when its place is not there once."""
        return text.replace(self.before, self.after) if text.count(self.before) == 1 else None


def mutants() -> tuple[Mutant, ...]:
    """All mutants, in the order of the file."""
    return tuple(Mutant(**one) for one in yaml.safe_load(LIST.read_text(encoding="utf-8")))


def judge(mutant: Mutant, tree: Path) -> str:
    """What becomes of a mutant in the copy `tree`, which is as before afterwards."""
    path = tree / mutant.file
    text = path.read_text(encoding="utf-8")
    damaged = mutant.damaged(text)
    if damaged is None:
        return "LOST"
    path.write_text(damaged, encoding="utf-8")
    try:
        code = _run(tree, mutant.tests.split())
    finally:
        path.write_text(text, encoding="utf-8")
    return "SURVIVED" if code == 0 else "killed" if code == TESTS_FAILED else f"NOT RUN ({code})"


def _run(tree: Path, tests: list[str]) -> int:
    """The exit code of pytest; the bytecode of damaged files is not kept, since it may look current later."""
    environment = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *PYTEST, *tests]
    try:
        return subprocess.run(
            command, cwd=tree, env=environment, check=False, capture_output=True, timeout=PATIENCE
        ).returncode
    except subprocess.TimeoutExpired:
        return TESTS_FAILED


def _told(mutant: Mutant, trees: SimpleQueue[Path]) -> str:
    """Judge a mutant in a copy that is free, and print what became of it."""
    tree, began = trees.get(), time.monotonic()
    result = judge(mutant, tree)
    trees.put(tree)
    print(f"{result:9} {mutant.name}  ({time.monotonic() - began:.0f} s)", flush=True)
    return result


def main(wanted: str = "") -> int:
    """Try the mutants that have `wanted` in their name."""
    chosen = [mutant for mutant in mutants() if wanted in mutant.name]
    if not chosen:
        sys.exit(f"no mutant has {wanted!r} in its name")
    with TemporaryDirectory() as folder, ThreadPoolExecutor(CORES) as pool:
        trees = SimpleQueue[Path]()
        for number in range(CORES):
            trees.put(Path(shutil.copytree(ROOT, Path(folder) / f"{number}", ignore=LEFT_OUT)))
        tests = sorted({test for mutant in chosen for test in mutant.tests.split()})
        if _run(Path(folder) / "0", ["-n", str(CORES), *tests]):
            sys.exit("the tests fail without any mutant: " + " ".join(tests))
        results = list(pool.map(lambda mutant: _told(mutant, trees), chosen))
    killed = results.count("killed")
    print(f"{killed} of {len(results)} killed")
    return int(killed < len(results))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
