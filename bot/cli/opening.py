"""What every command begins with: the settings, the content and the adviser, or one line that says what is wrong."""

from __future__ import annotations

import re
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.adviser import Adviser
from bot.cli.printing import say
from bot.content.files import describe
from bot.content.knowledge import KnowledgeError
from bot.content.seeding import seed
from bot.log.database import Database, LogError, SealedError, UnwritableError
from bot.log.days import days_back
from bot.log.querylog import QueryLog
from bot.log.sealing import seal_of
from bot.replies.texts import finnish
from bot.settings import UNUSABLE, Settings, SettingsError, read_settings, unknown_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


UNITS = {"d": "days", "w": "weeks"}


def settings_or_end() -> Settings:
    """The settings of this process; ends it when they cannot be used."""
    try:
        settings = read_settings()
    except SettingsError as error:
        end(str(error), UNUSABLE)
    for name, nearest in unknown_names().items():
        text = "setting-unknown" if nearest is None else "setting-misspelt"
        say(finnish()(text, name=name, nearest=nearest or ""), err=True)
    return settings


@contextmanager
def open_adviser(settings: Settings, log: QueryLog | None) -> Iterator[Adviser]:
    """The adviser, and its log closed at the end; ends the process when the content cannot be used."""
    try:
        adviser = Adviser.open(prepare_content(settings), settings.voikko, log)
    except KnowledgeError as error:
        end(str(error), UNUSABLE)
    except OSError:
        end(finnish()("no-voikko"), UNUSABLE)
    with nullcontext() if log is None else closing(log):
        if log is not None:
            _check_keys(log)
        yield adviser


def database_of(settings: Settings) -> Database:
    """The file of the log, with the keys that open it."""
    return Database(settings.database, seal_of(settings))


def log_of(settings: Settings) -> QueryLog:
    """The questions in that file, with the same keys."""
    return QueryLog(settings.database, seal_of(settings))


def _check_keys(log: QueryLog) -> None:
    """End the process when the log is closed with a key that is not given: what is asked now would not be."""
    try:
        log.touch()
    except SealedError as error:
        end(str(error), UNUSABLE)
    except LogError:  # told when something is written to it
        pass


def prepare_content(settings: Settings) -> Path:
    """The folder of the content: in a container what the image brings is copied there first, with care."""
    if settings.knowledge_image is None:
        return settings.knowledge
    try:
        seeding = seed(settings.knowledge_image, settings.knowledge)
    except OSError:
        say(finnish()("seed-failed", folder=str(settings.knowledge)), err=True)
        return settings.knowledge_image
    for name in seeding.differing:
        say(finnish()("seed-differs", name=name), err=True)
    return settings.knowledge


class Tongue(StrEnum):
    """A language of questions."""

    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"


Spoken = Annotated[Tongue | None, typer.Option(help="Only what was asked in this language.")]


def parse_ago(text: str) -> datetime:
    """The time `12h` ago; for `7d` and `4w` when that day began in Finland."""
    found = re.fullmatch(r"([0-9]{1,4})([hdw])", text)
    if found is None:
        raise typer.BadParameter(finnish()("wrong-since"))
    now, count = datetime.now(UTC), int(found[1])
    return now - timedelta(hours=count) if found[2] == "h" else days_back(now, timedelta(**{UNITS[found[2]]: count}))


@contextmanager
def log_or_end() -> Iterator[None]:
    """End the process with the reason when the log cannot be read or written."""
    try:
        yield
    except SealedError as error:
        end(str(error), UNUSABLE)
    except UnwritableError as error:
        end(finnish()("log-unwritable", reason=str(error)), 1)
    except LogError as error:
        end(finnish()("no-log", reason=str(error)), 1)


@contextmanager
def files_or_end() -> Iterator[None]:
    """End the process with the file and the reason when the system refuses one."""
    try:
        yield
    except OSError as error:
        end(describe(error), 1)


def end(line: str, code: int) -> NoReturn:
    """End the process with a line on standard error."""
    say(line, err=True)
    raise typer.Exit(code)
