"""Changes of the content: `bot mend …`, `import`, `undo`, `audit`, `reload`, `knowledge diff`."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path  # noqa: TC003  typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.commands.seeing import find_gap_or_end, look_back
from bot.cli.opening import end, log_or_end, open_adviser, settings_or_end
from bot.cli.printing import say, say_exactly
from bot.content.faults import SHOWN, shortened
from bot.content.files import read
from bot.content.knowledge import KnowledgeError, texts
from bot.content.questions import QUESTIONS, differing, labelled
from bot.log.database import Database
from bot.replies import plain
from bot.replies.texts import finnish
from bot.review.audit import make_patch, read_records
from bot.review.changes import LONGEST, OTHER, Change, Example, Import, Words, free_name, parse_addition
from bot.review.publishing import Refused, Workbench
from bot.review.redundancy import find_alike
from bot.review.screens.bringing import show_brought
from bot.review.screens.changes import describe_at_desk, show_published, show_trial, show_undone
from bot.review.screens.gaps import draft_topic
from bot.review.upkeep import ask_to_reload, socket_of
from bot.review.workshop import Done

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings import Settings

app = typer.Typer()
mend = typer.Typer(no_args_is_help=True, help="Change the content: a dry run first, and with --publish the change.")
knowledge = typer.Typer(no_args_is_help=True, help="The content and what admins changed in it.")
app.add_typer(mend, name="mend")
app.add_typer(knowledge, name="knowledge")

Publish = Annotated[bool, typer.Option("--publish", help="Make the change; without, only try it.")]
Why = Annotated[str, typer.Option(help="Why, for the record of changes.")]
Force = Annotated[str, typer.Option(metavar="REASON", help="Publish even though labelled questions break.")]
Anyway = Annotated[str, typer.Option(metavar="REASON", help="Serve it even though labelled questions break.")]
Telling = Annotated[str, typer.Argument(help="A few telling words in base form, your own.")]


@mend.command()
def add(
    entry: Annotated[str, typer.Argument(help="The entry that answers, such as measure:seuranta.")],
    words: Telling,
    *,
    publish: Publish = False,
    why: Why = "",
    force: Force = "",
) -> None:
    """Add words that people use to an entry."""
    _change(Words(entry, words), publish=publish, why=why, force=force)


@mend.command()
def outside(
    words: Telling,
    *,
    kind: Annotated[str, typer.Option(help="The kind of thing that the content never answers.")] = OTHER,
    publish: Publish = False,
    why: Why = "",
    force: Force = "",
) -> None:
    """Remember words as an example of what the content never answers."""
    _change(Example(kind, words), publish=publish, why=why, force=force)


@mend.command()
def new(
    gap: Annotated[int | None, typer.Argument(min=1, help="The gap to prepare an entry for.")] = None,
    *,
    file: Annotated[Path | None, typer.Option("--publish", help="Publish this entry, filled in.")] = None,
    why: Why = "",
    force: Force = "",
) -> None:
    """Print a new entry to fill in; with --publish, add one that is filled in."""
    if (gap is None) == (file is None):
        raise typer.BadParameter(finnish()("mend-new"))
    if file is not None:
        with _change_or_end():
            change = parse_addition(read(file, LONGEST))
        _change(change or end(finnish()("change-one-entry"), 1), publish=True, why=why, force=force)
    elif gap is not None:
        seen = look_back(None)
        say(draft_topic(find_gap_or_end(gap, seen), seen.index, finnish(), finnish()("stub-how")), nl=False)


@app.command("import")
def bring_file(
    file: Annotated[Path, typer.Argument(help="A CSV, Excel, Markdown or YAML file with questions and answers.")],
    *,
    publish: Publish = False,
    why: Why = "",
    force: Force = "",
) -> None:
    """Bring questions and answers from a file; with --publish, add them."""
    from bot.bringing import LARGEST, bring  # noqa: PLC0415  what it reads Markdown with takes 70 ms

    with _workbench() as (workbench, settings):
        index = workbench.adviser.index
        resembling = partial(find_alike, index=index)
        brought = bring(file.name, read(file, LARGEST), index.knowledge, datetime.now(UTC).date(), resembling)
        name = free_name(brought.name, texts(workbench.adviser.folder))
        say(plain(show_brought(brought, file.name, name, finnish())) + "\n")
        if not brought.entries:
            raise typer.Exit(1)
        change = Import(name, brought.yaml)
        _try(change, workbench, settings, publish=publish, why=why, force=force)


@app.command()
def undo(*, why: Why = "") -> None:
    """Take back the last change that was published."""
    with _workbench() as (workbench, settings):
        record, changes = workbench.undo(settings.desk_name, why)
        say(plain(show_undone(record, changes, workbench.adviser.index.knowledge, finnish())))
        _tell(settings)


@app.command()
def audit() -> None:
    """Print every change that was published: when, who, what, why, and the versions before and after."""
    with closing(Database(settings_or_end().database)) as database, _change_or_end():
        for record in read_records(database):
            say(describe_at_desk(record, finnish()))


@app.command()
def reload(*, force: Anyway = "") -> None:
    """Let the bot that serves Telegram read the content again."""
    settings = settings_or_end()
    try:
        done, said = ask_to_reload(socket_of(settings.database), force, settings.desk_name)
    except OSError:
        end(finnish()("reload-no-bot"), 1)
    if not done:
        end(said, 1)
    say(said)


@knowledge.command()
def diff() -> None:
    """Print what admins changed, as a patch for the repository that the content came from."""
    settings = settings_or_end()
    with closing(Database(settings.database)) as database, _change_or_end():
        say_exactly(make_patch(settings.knowledge, settings.knowledge_image, read_records(database)))
        if settings.knowledge_image is not None:
            now = settings.questions or settings.knowledge / QUESTIONS
            _tell_of_questions(settings.knowledge_image / QUESTIONS, now)


def _change(change: Change, *, publish: bool, why: str, force: str) -> None:
    with _workbench() as (workbench, settings):
        _try(change, workbench, settings, publish=publish, why=why, force=force)


def _try(  # noqa: PLR0913  what every change is told
    change: Change, workbench: Workbench, settings: Settings, *, publish: bool, why: str, force: str
) -> None:
    checked = workbench.check(change)
    say(plain(show_trial(checked, workbench.adviser.index.knowledge, finnish())))
    if not publish:
        say(finnish()("trial-only"))
        return
    changes = workbench.publish(checked, settings.desk_name, force or why, force=bool(force))
    say(plain(show_published(Done(changes), finnish())))
    _tell(settings)


def _tell_of_questions(before: Path, after: Path) -> None:
    """Say which labelled questions differ; beside the patch, which does not hold them."""
    told = [
        finnish()(f"diff-{kind}", count=len(ids), ids=shortened(", ".join(ids), SHOWN))
        for kind, ids in differing(labelled(before), labelled(after)).items()
        if ids
    ]
    if told:
        say(finnish()("diff-questions", differences="; ".join(told)), err=True)


def _tell(settings: Settings) -> None:
    """Let a bot that serves meanwhile know."""
    try:
        done, said = ask_to_reload(socket_of(settings.database))
    except OSError:
        return
    if not done:
        say(said, err=True)


@contextmanager
def _workbench() -> Iterator[tuple[Workbench, Settings]]:
    settings = settings_or_end()
    with open_adviser(settings, None) as adviser, closing(Database(settings.database)) as database, _change_or_end():
        yield Workbench(adviser, database, settings.questions), settings


@contextmanager
def _change_or_end() -> Iterator[None]:
    """End the process with the reason when a change is refused or cannot be made."""
    try:
        with log_or_end():
            yield
    except (Refused, KnowledgeError, ValueError, OSError) as error:
        end(str(error), 1)
