from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from factories import Clock

from bot.adviser import Adviser
from bot.content.knowledge import load
from bot.log.querylog import QueryLog
from bot.understanding.language import Engine, Language
from bot.understanding.matching import Index
from bot.understanding.matching.masses import Masses

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from emulator import Telegram

    from bot.content.knowledge import Knowledge

ENGINE = cast("Engine", os.environ.get("BOT_VOIKKO", "auto"))
"""The morphology that the whole suite runs on: `BOT_VOIKKO=pyvoikko ./scripts/test` takes the portable one."""

CONTENT = Path(__file__).parent.parent / "knowledge"
SECOND = Path(__file__).parent / "second"
"""Another field, with other documents, actors and areas: what holds for any content is shown on it as well."""


MASSES = Masses(
    synonym=0.9, near=0.55, root=0.8, direct=0.8, level=0.25, cue=0.12, unsaid=0.25, covered=0.45, together=0.3
)


@pytest.hookimpl(tryfirst=True)  # before hypothesis loads the profile that is named
def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--hypothesis-profile") == "hostile":
        from hypothesis import settings  # noqa: PLC0415  0.7 seconds that a file without it does without

        settings.register_profile("hostile", max_examples=2000, deadline=None)


@pytest.fixture(scope="session", autouse=True)
def _no_cache_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept on disk between runs is kept beside the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The committed content."""
    return load(CONTENT)


@pytest.fixture(scope="session")
def index(knowledge: Knowledge) -> Index:
    """The committed content, ready to be searched."""
    return Index.build(knowledge, Language(ENGINE))


@pytest.fixture(scope="session")
def second_index() -> Index:
    """The second content, ready to be searched."""
    return Index.build(load(SECOND), Language(ENGINE))


@pytest.fixture(scope="session", params=["index", "second_index"])
def any_index(request: pytest.FixtureRequest) -> Index:
    """Each content in turn, ready to be searched."""
    index: Index = request.getfixturevalue(request.param)
    return index


@pytest.fixture(scope="session")
def any_content(any_index: Index) -> Knowledge:
    """Each content in turn."""
    return any_index.knowledge


@pytest.fixture(scope="session")
def small_index() -> Index:
    """A small content for what is decided, which stays when the committed one and the fitted masses change."""
    return Index(load(Path(__file__).parent / "deciding"), Language(ENGINE), MASSES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small knowledge base that the test may change."""
    return Path(shutil.copytree(Path(__file__).parent / "knowledge", tmp_path / "knowledge"))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[QueryLog]:
    log = QueryLog(tmp_path / "questions.db")
    yield log
    log.close()


@pytest.fixture
def adviser(folder: Path, log: QueryLog) -> Adviser:
    return Adviser.open(folder, ENGINE, log)


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    from emulator import Telegram  # noqa: PLC0415  half a second that most files of tests do without

    async with Telegram().running() as telegram:
        yield telegram


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def environment(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own, where nothing but the content and the log is set."""
    for name in [name for name in os.environ if name.startswith("BOT_") and name != "BOT_VOIKKO"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BOT_KNOWLEDGE", str(folder))
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "questions.db"))
    monkeypatch.chdir(tmp_path)
