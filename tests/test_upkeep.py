from __future__ import annotations

import asyncio
import json
import logging
import re
import shutil
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ENGINE
from factories import ROW, saw_the_clock

from bot.adviser import Adviser
from bot.log.clock import Clock
from bot.log.database import Database
from bot.log.tally import Tally
from bot.review.publishing import Workbench
from bot.review.upkeep import ask_to_reload, keep_doing, keep_up, socket_of
from bot.review.workshop import Workshop
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.log.querylog import QueryLog


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.review.upkeep.LOOKING", 0.02)


def shop(settings: Settings, adviser: Adviser) -> Workshop:
    return Workshop(Workbench(adviser, Database(settings.database)), Tally())


@pytest.fixture
def settings(tmp_path: Path, folder: Path) -> Settings:
    return Settings(database=tmp_path / "questions.db", knowledge=folder, questions=tmp_path / "none", keep_days=30)


async def test_another_process_reloads_the_bot_by_the_socket(
    settings: Settings, adviser: Adviser, folder: Path
) -> None:
    content, path = folder / "content.yaml", socket_of(settings.database)
    async with keep_up(settings, shop(settings, adviser), Tally(), Clock()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        content.write_text(content.read_text().replace("title: Kirjastot", "title: Kirjasto"))
        assert await asyncio.to_thread(ask_to_reload, path) == (
            True,
            f"Sisältö on ladattu (versio {adviser.index.knowledge.version}).",
        )
        assert adviser.index.knowledge.entries["actor:kirjastot"].title == "Kirjasto"
        served = adviser.index
        content.write_text("rikki: [")
        done, said = await asyncio.to_thread(ask_to_reload, path)
        assert (done, adviser.index) == (False, served)
        assert said.startswith("content.yaml:1: sulku [ aukeaa mutta ei sulkeudu, lisää ] luettelon loppuun")
    assert not path.exists()


async def test_what_a_killed_writer_of_content_left_is_removed_at_the_start(
    settings: Settings, adviser: Adviser, folder: Path
) -> None:
    left = folder / ".content.yaml.part"
    left.write_text("topics: [", encoding="utf-8")
    async with keep_up(settings, shop(settings, adviser), Tally(), Clock()):
        assert not left.exists()


async def test_reload_tells_what_deserves_a_look(settings: Settings, adviser: Adviser, folder: Path) -> None:
    (folder / "teema.YAML").touch()
    async with keep_up(settings, shop(settings, adviser), Tally(), Clock()):
        done, said = await asyncio.to_thread(ask_to_reload, socket_of(settings.database))
    assert done
    assert said.splitlines()[1:] == [
        "teema.YAML:1: tiedostoa ei lueta, koska sen nimen loppu ei ole .yaml, "
        "nimeä se uudelleen (Windows voi piilottaa päätteen) tai siirrä se muualle"
    ]


async def test_refused_reload_is_counted_for_the_operator(settings: Settings, adviser: Adviser, folder: Path) -> None:
    tally = Tally()
    workshop = Workshop(Workbench(adviser, Database(settings.database)), tally)
    async with keep_up(settings, workshop, tally, Clock()):
        assert (await asyncio.to_thread(ask_to_reload, socket_of(settings.database)))[0]
        assert tally.counts["reload failure"] == 0
        (folder / "content.yaml").write_text("rikki: [")
        assert not (await asyncio.to_thread(ask_to_reload, socket_of(settings.database)))[0]
    assert tally.counts["reload failure"] == 1


async def test_hundreds_of_faults_reach_who_asked_for_the_reload(
    settings: Settings, adviser: Adviser, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    served = adviser.index
    (folder / "rikki.yaml").write_text("".join(f"{'👩' * 900}{number}: 1\n" for number in range(500)), "utf-8")
    async with keep_up(settings.model_copy(update={"watch": True}), shop(settings, adviser), Tally(), Clock()):
        done, said = await asyncio.to_thread(ask_to_reload, socket_of(settings.database))
        assert (done, adviser.index) == (False, served)
        assert said.startswith("rikki.yaml:1: tuntematon kenttä 👩")
        assert re.search(r"… ja 49\d muuta\.$", said)
        assert len(said) < 4096
        await written_until(folder / "toinen.yaml", "y: 1", "the old content goes on")
        (folder / "rikki.yaml").unlink()
        await written_until(folder / "toinen.yaml", "topics: []", "reloaded since a file changed")


async def test_id_that_hundreds_of_questions_miss_is_told_in_part_and_the_version_that_mends_it_is_taken(
    settings: Settings, adviser: Adviser, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    labelled, content, served = folder / "questions", folder / "content.yaml", adviser.index
    labelled.mkdir()
    row = {"q": f"urasuunnittelutaidot {'👩' * 300}", "expect": "answer", "target": ["measure:urasuunnittelutaidot"]}
    rows = (json.dumps({"id": f"L{number}"} | row) for number in range(300))
    (labelled / "a.jsonl").write_text("\n".join(rows), "utf-8")
    workshop = Workshop(Workbench(adviser, Database(settings.database), labelled), Tally())
    renamed = content.read_text("utf-8").replace("measure:urasuunnittelutaidot", "measure:urataidot")
    mended = renamed.replace("measure:urataidot\n", "measure:urataidot\n    formerly: [measure:urasuunnittelutaidot]\n")
    async with keep_up(settings.model_copy(update={"watch": True}), workshop, tally := Tally(), Clock()):
        await written_until(content, renamed, "L0: ")
        done, said = await asyncio.to_thread(ask_to_reload, socket_of(settings.database))
        assert (done, adviser.index) == (False, served)
        for told in (said, caplog.text):
            assert re.search(r"300 tarkistettuun kysymykseen:\nL0: (.|\n)*\n… ja 29\d muuta\.\n", told)
        await written_until(content, mended, "reloaded since a file changed")
    assert adviser.index.knowledge.entry("measure:urasuunnittelutaidot") is adviser.index.knowledge.measures[1]
    assert not tally.counts


async def test_way_through_is_told_where_questions_break_and_a_reason_opens_it(
    settings: Settings, adviser: Adviser, folder: Path
) -> None:
    labelled = folder.parent / "labelled"
    labelled.mkdir()
    row = {"id": "A", "q": "urasuunnittelutaitoja", "expect": "answer", "target": ["slide:12"]}
    (labelled / "a.jsonl").write_text(json.dumps(row), "utf-8")
    content = folder / "content.yaml"
    workshop = Workshop(Workbench(adviser, Database(settings.database), labelled), Tally())
    async with keep_up(settings, workshop, Tally(), Clock()):
        content.write_text(content.read_text("utf-8").replace("slide: 12", "slide: 9"), "utf-8")
        done, said = await asyncio.to_thread(ask_to_reload, socket_of(settings.database))
        assert (done, said.splitlines()[-1]) == (False, adviser.texts("reload-force"))
        (folder / "rikki.yaml").write_text("x: 1", "utf-8")
        assert "--force" not in (await asyncio.to_thread(ask_to_reload, socket_of(settings.database)))[1]
        (folder / "rikki.yaml").unlink()
        assert (await asyncio.to_thread(ask_to_reload, socket_of(settings.database), "kalvo vaihtui", "Maija"))[0]


async def test_file_with_a_name_that_is_no_utf8_is_named_as_well_as_may_be(
    settings: Settings, adviser: Adviser, folder: Path
) -> None:
    (folder / "o\udce4.yaml").write_text("x: 1", "utf-8")
    async with keep_up(settings, shop(settings, adviser), Tally(), Clock()):
        done, said = await asyncio.to_thread(ask_to_reload, socket_of(settings.database))
    assert (done, said) == (False, "o?.yaml:1: tuntematon kenttä x, poista se tai korjaa sen nimi")


async def test_two_calls_at_once_are_both_answered(settings: Settings, adviser: Adviser) -> None:
    async with keep_up(settings, shop(settings, adviser), Tally(), Clock()):
        calls = [asyncio.to_thread(ask_to_reload, socket_of(settings.database)) for _ in range(2)]
        assert [done for done, _ in await asyncio.gather(*calls)] == [True, True]


def test_no_bot_is_told(settings: Settings) -> None:
    with pytest.raises(OSError, match="No such file"):
        ask_to_reload(socket_of(settings.database))


async def test_socket_that_a_killed_bot_left_is_taken_over(settings: Settings, adviser: Adviser) -> None:
    socket_of(settings.database).touch()
    async with keep_up(settings, shop(settings, adviser), Tally(), Clock()):
        assert (await asyncio.to_thread(ask_to_reload, socket_of(settings.database)))[0]


async def test_old_questions_lose_their_words_at_the_start(settings: Settings, adviser: Adviser, log: QueryLog) -> None:
    old = datetime.now(UTC) - timedelta(days=31)
    log.record(replace(ROW, time=old, question="vanha"))
    log.record(replace(ROW, time=datetime.now(UTC), question="uusi"))
    saw_the_clock(log.path, datetime.now(UTC) - timedelta(days=1))
    async with keep_up(settings, shop(settings, adviser), Tally(), Clock()):
        assert [row["question"] for row in log.newest(2)] == ["uusi", ""]


async def test_log_that_cannot_be_cleaned_does_not_stop_the_start(settings: Settings, adviser: Adviser) -> None:
    settings.database.mkdir()
    async with keep_up(settings, shop(settings, adviser), Tally(), Clock()):
        assert (await asyncio.to_thread(ask_to_reload, socket_of(settings.database)))[0]


class Heard(logging.Handler):
    """Sets an event when something is logged that holds a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.event = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if self.text in record.getMessage():
            self.event.set()


async def done_until(act: Callable[[], object], told: str) -> None:
    """Do something, and wait until the bot tells of it."""
    heard, log = Heard(told), logging.getLogger("bot.review.upkeep")
    log.addHandler(heard)
    try:
        async with asyncio.timeout(20):
            await asyncio.to_thread(act)
            await heard.event.wait()
    finally:
        log.removeHandler(heard)


async def written_until(path: Path, text: str, told: str) -> None:
    """Write a file, and wait until the bot tells of it."""
    await done_until(lambda: path.write_text(text, "utf-8"), told)


async def test_changed_file_is_reloaded_by_itself_and_a_broken_one_is_not_served(
    settings: Settings, adviser: Adviser, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    content = folder / "content.yaml"
    renamed = content.read_text(encoding="utf-8").replace("title: Kirjastot", "title: Kirjasto")
    async with keep_up(settings.model_copy(update={"watch": True}), shop(settings, adviser), Tally(), Clock()):
        await written_until(content, renamed, "reloaded since a file changed")
        served = adviser.index
        await written_until(content, "rikki: [", "the old content goes on")
    assert adviser.index is served
    assert served.knowledge.entries["actor:kirjastot"].title == "Kirjasto"


async def test_changed_labelled_questions_are_read_by_themselves_wherever_they_are(
    settings: Settings, adviser: Adviser, folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for place in (folder / "questions", tmp_path / "elsewhere"):
        place.mkdir()
        watching = settings.model_copy(update={"watch": True, "questions": place})
        workbench = Workbench(adviser, Database(settings.database), place)
        async with keep_up(watching, Workshop(workbench, Tally()), Tally(), Clock()):
            row = '{"id": "A", "q": "moi", "expect": "smalltalk", "target": []}'
            await written_until(place / "dev.jsonl", row, "reloaded since a file changed")
            assert workbench.guarded
            await written_until(place / "dev.jsonl", "rikki", "the old content goes on")
            assert workbench.guarded


SEEN, REFUSED = "reloaded since a file changed", "the old content goes on"


def switch(link: Path, target: str) -> None:
    """Let a link lead elsewhere at once, as Kubernetes and releases do."""
    new = link.with_name("new")
    new.symlink_to(target)
    new.replace(link)


def rename(file: Path, title: str) -> None:
    text = file.read_text("utf-8")
    file.write_text(re.sub("title: Kirjasto.*", f"title: {title}", text), "utf-8")


@pytest.fixture
def releases(folder: Path) -> Path:
    """Three versions of content beside each other."""
    for name in ("1", "2", "3"):
        rename(Path(shutil.copytree(folder, folder.parent / "releases" / name)) / "content.yaml", f"Kirjasto {name}")
    shutil.rmtree(folder)
    return folder.parent / "releases"


def in_the_folder(folder: Path, releases: Path) -> Iterator[Callable[[], object]]:
    (releases / "1").rename(folder)
    (folder / "sub").mkdir()
    (folder / "content.yaml").rename(folder / "sub" / "content.yaml")
    yield lambda: rename(folder / "sub" / "content.yaml", "Kirjasto 2")
    yield lambda: rename(folder / "sub" / "content.yaml", "Kirjasto 3")


def by_moving_folders(folder: Path, releases: Path) -> Iterator[Callable[[], object]]:
    def put(name: str) -> None:
        if folder.exists():
            folder.rename(folder.with_name(f"before {name}"))
        (releases / name).rename(folder)

    put("1")
    yield from (partial(put, name) for name in ("2", "3"))


def by_a_link_to_the_folder(folder: Path, releases: Path) -> Iterator[Callable[[], object]]:
    folder.symlink_to(releases / "1")
    yield from (partial(switch, folder, f"releases/{name}") for name in ("2", "3"))


def by_a_config_map(folder: Path, releases: Path) -> Iterator[Callable[[], object]]:
    def put(name: str) -> None:
        (releases / name).rename(folder / f"..{name}")
        switch(folder / "..data", f"..{name}")

    folder.mkdir()
    put("1")
    for path in (folder / "..1").iterdir():
        (folder / path.name).symlink_to(f"..data/{path.name}")
    yield from (partial(put, name) for name in ("2", "3"))


@pytest.mark.parametrize("change", [in_the_folder, by_moving_folders, by_a_link_to_the_folder, by_a_config_map])
async def test_content_is_reloaded_whichever_way_it_changes(
    settings: Settings,
    folder: Path,
    releases: Path,
    change: Callable[[Path, Path], Iterator[Callable[[], object]]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    acts = change(folder, releases)
    second = next(acts)
    adviser = Adviser.open(folder, ENGINE, None)
    async with keep_up(settings.model_copy(update={"watch": True}), shop(settings, adviser), Tally(), Clock()):
        for title, act in (("Kirjasto 2", second), ("Kirjasto 3", next(acts))):
            await done_until(act, SEEN)
            assert adviser.index.knowledge.entries["actor:kirjastot"].title == title
    assert caplog.text.count(SEEN) == 2


async def test_folder_that_vanishes_is_told_and_read_when_it_is_there_again(
    settings: Settings, adviser: Adviser, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    away, served = folder.with_name("away"), adviser.index
    async with keep_up(settings.model_copy(update={"watch": True}), shop(settings, adviser), Tally(), Clock()):
        await done_until(lambda: folder.rename(away), REFUSED)
        assert adviser.index is served
        rename(away / "content.yaml", "Kirjasto 2")
        await done_until(lambda: away.rename(folder), SEEN)
    assert caplog.text.count(REFUSED) == 1
    assert adviser.index.knowledge.entries["actor:kirjastot"].title == "Kirjasto 2"


async def test_what_an_editor_leaves_beside_a_file_reloads_nothing(
    settings: Settings, adviser: Adviser, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with keep_up(settings.model_copy(update={"watch": True}), shop(settings, adviser), Tally(), Clock()):
        await written_until(folder / "a.yaml", "topics: []", SEEN)
        (folder / ".#a.yaml").symlink_to("aino@kone.1234")
        (folder / "a.yaml~").write_text("x: [")
        await written_until(folder / "b.yaml", "terms: []", SEEN)
    assert caplog.text.count(SEEN) == 2
    assert REFUSED not in caplog.text


async def test_file_that_is_mounted_by_itself_is_told(
    settings: Settings,
    adviser: Adviser,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    spaced = folder / "oma sisältö.yaml"
    spaced.write_text("topics: []", "utf-8")
    mounts = "".join(
        f"{number} 30 254:0 /data {place} ro,relatime - ext4 /dev/vda rw\n"
        for number, place in enumerate(("/", folder, str(spaced).replace(" ", "\\040")))
    )
    (folder.parent / "mountinfo").write_text(mounts, "utf-8")
    monkeypatch.setattr("bot.review.upkeep.MOUNTS", folder.parent / "mountinfo")
    async with keep_up(settings.model_copy(update={"watch": True}), shop(settings, adviser), Tally(), Clock()):
        pass
    assert [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING] == [
        f"BOT_WATCH sees edits of {spaced}, but not that it is replaced: mount its folder"
    ]


async def test_background_work_that_ends_is_told_counted_and_begun_anew(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.review.upkeep.SOONEST", 0.001)
    tally, begun = Tally(), 0
    going_on = asyncio.Event()

    async def work() -> None:
        nonlocal begun
        begun += 1
        if begun == 1:
            raise KeyError("salainen")
        if begun == 3:
            going_on.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(keep_doing("the work", work, tally))
    async with asyncio.timeout(5):
        await going_on.wait()
    task.cancel()
    assert (begun, tally.counts["task failure"]) == (3, 2)
    assert [record.getMessage() for record in caplog.records] == [
        "the work has failed and begins anew",
        "the work has ended and begins anew",
    ]
