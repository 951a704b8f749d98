"""What is kept on disk: it answers as what is made anew, and whatever is wrong with it costs nothing."""

from __future__ import annotations

import os
import pickle
import pwd
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from conftest import CONTENT, ENGINE

from bot import kept
from bot.content.knowledge import load
from bot.content.questions import labelled
from bot.review.trial import Answers
from bot.understanding.answering import Found, answer
from bot.understanding.matching import Index

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.content.knowledge import Knowledge
    from bot.understanding.language import Language

QUESTIONS = (
    "kuka koordinoi palvelukarttaa alueella",
    "TEMin tehtävät",
    "monialasia palveluita",
    "mikä on sää huomenna",
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "elo-botti"


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A one for each index that was built."""
    counts: list[int] = []
    build = Index.build

    def counted(knowledge: Knowledge, language: Language) -> Index:
        counts.append(1)
        return build(knowledge, language)

    monkeypatch.setattr(Index, "build", counted)
    return counts


def small(folder: Path) -> Index:
    return kept.kept_index(load(folder), ENGINE)


def test_a_kept_index_answers_as_one_that_was_built(cache: Path, index: Index, built: list[int]) -> None:
    for _ in range(2):
        same = small(CONTENT)
    assert len(built) == len([*cache.glob("*.index")]) == 1
    for question in QUESTIONS:
        one, other = answer(question, index), answer(question, same)
        assert (one.outcome, one.score, [m.entry.id for m in one.matches]) == (
            other.outcome,
            other.score,
            [m.entry.id for m in other.matches],
        )


def test_changed_content_is_built_anew(cache: Path, folder: Path, built: list[int]) -> None:
    small(folder)
    file = folder / "content.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("aliases: [", "aliases: [kolibri, ", 1), encoding="utf-8")
    found = answer("kolibri", small(folder))
    assert isinstance(found, Found)
    assert len(built) == 2


def torn(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


class Trap:
    """What makes a folder when it is read."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (self.folder,)


def foreign(file: Path) -> None:
    file.write_bytes(pickle.dumps(Trap(file.with_suffix(".made"))))


def borrowed(file: Path) -> None:
    """A class of a library by the name of a module of the bot that uses it, which makes a file when it is called."""
    said = (b"\x8c" + bytes([len(text)]) + text.encode() for text in ("bot.adviser", "logging.FileHandler"))
    made = str(file.with_suffix(".made")).encode()
    file.write_bytes(b"\x80\x04" + b"".join(said) + b"\x93" + b"\x8c" + bytes([len(made)]) + made + b"\x85R.")


def other(file: Path) -> None:
    file.write_bytes(pickle.dumps({"an": "index"}))


def old(file: Path) -> None:
    past = time.time() - kept.AGE - 60
    os.utime(file, (past, past))


@pytest.mark.parametrize("spoil", [torn, foreign, borrowed, other, old])
def test_in_doubt_it_is_built_anew(spoil: Callable[[Path], None], cache: Path, folder: Path, built: list[int]) -> None:
    small(folder)
    [file] = cache.glob("*.index")
    spoil(file)
    small(folder)
    small(folder)
    assert len(built) == 2
    assert not [*cache.glob("*.made")]


def test_a_folder_that_others_may_enter_is_not_trusted(cache: Path, folder: Path, built: list[int]) -> None:
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    small(folder)
    small(folder)
    assert len(built) == 2
    assert not [*cache.iterdir()]


def test_without_a_place_to_keep_it_nothing_is_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch, built: list[int]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    small(folder)
    assert built == [1]


def test_without_a_home_nothing_is_lost(folder: Path, monkeypatch: pytest.MonkeyPatch, built: list[int]) -> None:
    def is_nobody(user: int) -> NoReturn:
        raise KeyError(user)  # as of any user of a container

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", is_nobody)
    small(folder)
    assert built == [1]


def test_few_are_kept_and_nobody_else_may_read_them(cache: Path, folder: Path, tmp_path: Path) -> None:
    for number in range(kept.MOST + 3):
        copy = Path(shutil.copytree(folder, tmp_path / str(number)))
        file = copy / "content.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("aliases: [", f"aliases: [kolibri{number}, ", 1), encoding="utf-8")
        small(copy)
    files = [*cache.glob("*.index")]
    assert len(files) == kept.MOST
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)


def heard(index: Index) -> Answers:
    answers = Answers(index)
    for turns in labelled(CONTENT / "questions")[:9]:
        answers.judge(turns)
    return answers


@pytest.mark.usefixtures("cache")
def test_what_questions_heard_is_kept_with_its_index_alone(index: Index, small_index: Index) -> None:
    assert kept.kept_answers(index) == ()
    known = tuple(heard(index).known)
    kept.keep_answers(index, known)
    assert kept.kept_answers(index) == known
    assert kept.kept_answers(small_index) == ()


@pytest.mark.parametrize("spoil", [torn, foreign, borrowed, old])
def test_in_doubt_questions_are_asked_anew(spoil: Callable[[Path], None], cache: Path, index: Index) -> None:
    kept.keep_answers(index, tuple(heard(index).known))
    [file] = cache.glob("*.answers")
    spoil(file)
    assert kept.kept_answers(index) == ()
    assert not [*cache.glob("*.made")]
