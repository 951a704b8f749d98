"""Changes of the content: `bot mend …`, `import`, `learn`, `undo`, `audit`, `reload`, `knowledge diff`."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path  # noqa: TC003  typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.commands.seeing import find_gap_or_end, look_at
from bot.cli.opening import database_of, end, files_or_end, log_or_end, open_adviser, settings_or_end
from bot.cli.printing import say, say_exactly
from bot.content.faults import SHOWN, shortened
from bot.content.files import read, tell_reason
from bot.content.knowledge import KnowledgeError, texts
from bot.content.lessons import NOTHING
from bot.content.parsing import MAX_BYTES
from bot.content.questions import QUESTIONS, differing, labelled, read_labelled
from bot.kept import keep_answers, keep_index, kept_answers
from bot.replies import plain
from bot.replies.texts import finnish
from bot.review.audit import read_records
from bot.review.changes import OTHER, Change, Example, Words, accept, free_name, parse_addition
from bot.review.gaps import Senses
from bot.review.learning import hold_back, relearn
from bot.review.patching import find_origin, make_patch
from bot.review.publishing import Refused, Workbench
from bot.review.redundancy import find_alike
from bot.review.screens.bringing import show_brought
from bot.review.screens.changes import describe_at_desk, show_published, show_trial, show_undone
from bot.review.trial import Known
from bot.review.upkeep import ask_to_reload, socket_of
from bot.review.workshop import Done

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from bot.content.knowledge import Knowledge
    from bot.review.gaps import Gap
    from bot.review.publishing import Checked
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
Without = Annotated[list[int], typer.Option(metavar="ROW", help="A row of the log whose wording is no such.")]
Closes = Annotated[
    int | None, typer.Option(min=1, help="The gap that the first entry closes: its wordings are confirmed for it.")
]
Relabel = Annotated[
    bool, typer.Option("--relabel", help="Let labelled questions that expected no answer expect this one.")
]
Telling = Annotated[str, typer.Argument(help="A few telling words in base form, your own.")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done with a change that was tried.

    force: the reason to make it though it breaks labelled questions. relabel: those that expected no answer expect what
    it answers. wordings: those that are confirmed for what is new.
    """

    publish: bool = True
    why: str = ""
    force: str = ""
    relabel: bool = False
    wordings: tuple[str, ...] = ()


@mend.command()
def add(  # noqa: PLR0913  as below
    entry: Annotated[str, typer.Argument(help="The entry that answers, such as measure:seuranta.")],
    words: Telling,
    *,
    publish: Publish = False,
    why: Why = "",
    force: Force = "",
    relabel: Relabel = False,
) -> None:
    """Add words that people use to an entry."""
    _change(lambda _: Words(entry, words), Wanted(publish, why, force, relabel))


@mend.command("accept")
def accept_gap(  # noqa: PLR0913  options of the command line
    gap: Annotated[int, typer.Argument(min=1, help="The gap whose wordings are confirmed.")],
    entry: Annotated[
        str | None,
        typer.Argument(
            help=f"The entry that answers them, or {NOTHING}; without, the one that people said they meant."
        ),
    ] = None,
    *,
    without: Without = [],  # noqa: B006  typer copies it
    publish: Publish = False,
    why: Why = "",
    force: Force = "",
    relabel: Relabel = False,
) -> None:
    """Confirm what the wordings of a gap ask for: they are always answered so, and the bot learns from them."""
    with open_workbench() as (workbench, settings):
        found = find_gap(gap, workbench)
        meant = entry or (found.meant[0] if found.meant else end(finnish()("gap-unmeant", number=str(gap)), 1))
        change = accept(meant, found.but(without), workbench.adviser.index.language)
        _try(change, workbench, settings, Wanted(publish, why, force, relabel))


@mend.command()
def outside(  # noqa: PLR0913  as above
    words: Telling,
    *,
    kind: Annotated[str, typer.Option(help="The kind of thing that the content never answers.")] = OTHER,
    publish: Publish = False,
    why: Why = "",
    force: Force = "",
    relabel: Relabel = False,
) -> None:
    """Remember words as an example of what the content never answers."""
    _change(lambda _: Example(kind, words), Wanted(publish, why, force, relabel))


@mend.command()
def new(  # noqa: PLR0913  as above
    file: Annotated[Path, typer.Argument(help="A file of content: new entries of any kinds.")],
    *,
    gap: Closes = None,
    without: Without = [],  # noqa: B006  typer copies it
    publish: Publish = False,
    why: Why = "",
    force: Force = "",
    relabel: Relabel = False,
) -> None:
    """Add a file of new entries, such as a theme with its goals and measures."""
    with open_workbench() as (workbench, settings):
        wordings = () if gap is None else find_gap(gap, workbench).but(without)
        change = parse_addition(_read(file), file.name, workbench.adviser.index.knowledge)
        _try(change, workbench, settings, Wanted(publish, why, force, relabel, wordings))


@app.command("learn")
def learn_from(
    files: Annotated[list[Path], typer.Argument(help="Labelled questions to learn from.")] = [],  # noqa: B006  as above
    *,
    publish: Publish = False,
    why: Why = "",
    force: Force = "",
    relabel: Relabel = False,
) -> None:
    """Learn from labelled questions, and tell how well what was learned holds for other wordings."""
    with open_workbench() as (workbench, settings):
        index = workbench.adviser.index
        change = relearn(index, chain.from_iterable(map(read_labelled, files)))
        held = hold_back(index, (*index.knowledge.lessons, *change.lessons))
        say(finnish()("learn-held", count=held.lessons, before=held.before, after=held.after))
        if change.words:
            _try(change, workbench, settings, Wanted(publish, why, force, relabel))


@app.command("import")
def bring_file(
    file: Annotated[Path, typer.Argument(help="A CSV, Excel, Markdown or YAML file with questions and answers.")],
    *,
    publish: Publish = False,
    why: Why = "",
    force: Force = "",
    relabel: Relabel = False,
) -> None:
    """Bring questions and answers from a file; with --publish, add them."""
    from bot.bringing import LARGEST, bring  # noqa: PLC0415  what it reads Markdown with takes 70 ms

    with open_workbench() as (workbench, settings):
        index = workbench.adviser.index
        resembling = partial(find_alike, index=index)
        brought = bring(file.name, _read(file, LARGEST), index.knowledge, datetime.now(UTC).date(), resembling)
        name = free_name(brought.name, texts(workbench.adviser.folder))
        say(plain(show_brought(brought, file.name, name, finnish())) + "\n")
        if not brought.entries:
            raise typer.Exit(1)
        change = parse_addition(brought.yaml.encode(), name, index.knowledge)
        _try(change, workbench, settings, Wanted(publish, why, force, relabel))


@app.command()
def undo(
    number: Annotated[int | None, typer.Argument(min=1, help="The change, as bot audit numbers it.")] = None,
    *,
    why: Why = "",
) -> None:
    """Take back the last change that was published, or the one with this number."""
    with open_workbench() as (workbench, settings):
        record, changes = workbench.undo(settings.desk_name, why, number)
        say(plain(show_undone(record, changes, workbench.adviser.index.knowledge, finnish())))
        tell_bot(settings)


@app.command()
def audit() -> None:
    """Print every change that was published: when, who, what, why, and the versions before and after."""
    with closing(database_of(settings_or_end())) as database, _change_or_end():
        for record in read_records(database):
            say(describe_at_desk(record, finnish()))


@app.command()
def reload(*, force: Anyway = "") -> None:
    """Let the bot that serves Telegram read the content again."""
    settings = settings_or_end()
    called = _call(settings, force)
    if called is None:
        end(finnish()("reload-no-bot"), 1)
    done, said = called
    if not done:
        end(said, 1)
    say(said)


@knowledge.command()
def diff() -> None:
    """Print what differs from what the content began with, as a patch that tells changes from edits by hand."""
    settings, say_so = settings_or_end(), finnish()
    with closing(database_of(settings)) as database, _change_or_end():
        changes = read_records(database)
        origin = find_origin(settings.knowledge, settings.knowledge_image, changes)
        patch = make_patch(origin, texts(settings.knowledge), changes, say_so)
        compared = say_so(f"diff-{origin.kind}", folder=str(settings.knowledge_image))
        say_exactly(f"# {compared}\n" + (patch or f"# {say_so('diff-none')}\n"))
        if settings.knowledge_image is not None:
            now = settings.questions or settings.knowledge / QUESTIONS
            _tell_of_questions(settings.knowledge_image / QUESTIONS, now)


def _change(prepare: Callable[[Knowledge], Change], wanted: Wanted) -> None:
    """Try a change of the content that serves, and make it when that is wanted."""
    with open_workbench() as (workbench, settings):
        _try(prepare(workbench.adviser.index.knowledge), workbench, settings, wanted)


def _try(change: Change, workbench: Workbench, settings: Settings, wanted: Wanted) -> None:
    checked = workbench.check(change)
    tell_trial(checked, workbench, wanted.wordings)
    if wanted.publish:
        make(checked, workbench, settings, wanted)
        return
    if checked.trial.outgrown:
        say(finnish()("trial-outgrown", count=len(checked.trial.outgrown)))
    say(finnish()("trial-only"))


def _read(file: Path, most: int = MAX_BYTES) -> bytes:
    with files_or_end():
        return read(file, most)


def find_gap(number: int, workbench: Workbench) -> Gap:
    """The gap that has a number now; ends the process where there is none."""
    return find_gap_or_end(number, look_at(workbench.database, Senses(workbench.adviser.index)))


def tell_trial(checked: Checked, workbench: Workbench, wordings: Collection[str] = ()) -> None:
    """Print what a change would do. wordings: those that would be confirmed for it."""
    say(plain(show_trial(checked, workbench.adviser.index.knowledge, finnish())))
    if wordings:
        say(finnish()("draft-teaches", count=len(wordings)))


def make(checked: Checked, workbench: Workbench, settings: Settings, wanted: Wanted) -> None:
    """Publish a change, and print what differs."""
    who, why, force = settings.desk_name, wanted.force or wanted.why, bool(wanted.force)
    made = workbench.publish(checked, who, why, wanted.wordings, force=force, relabel=wanted.relabel)
    say(plain(show_published(Done(made), workbench.adviser.index.knowledge, finnish())))
    tell_bot(settings)


def _tell_of_questions(before: Path, after: Path) -> None:
    """Say which labelled questions differ; beside the patch, which does not hold them."""
    told = [
        finnish()(f"diff-{kind}", count=len(ids), ids=shortened(", ".join(ids), SHOWN))
        for kind, ids in differing(labelled(before), labelled(after)).items()
        if ids
    ]
    if told:
        say(finnish()("diff-questions", differences="; ".join(told)), err=True)


def tell_bot(settings: Settings) -> None:
    """Let a bot that serves meanwhile know."""
    done, said = _call(settings) or (True, "")
    if not done:
        say(said, err=True)


def _call(settings: Settings, why: str = "") -> tuple[bool, str] | None:
    """Ask the bot that serves to reload: whether it did, and what it says; None when none serves."""
    try:
        return ask_to_reload(socket_of(settings.database), why, settings.desk_name)
    except (FileNotFoundError, ConnectionRefusedError):
        return None
    except OSError as error:
        return False, finnish()("reload-unanswered", reason=tell_reason(error))


@contextmanager
def open_workbench() -> Iterator[tuple[Workbench, Settings]]:
    """The workbench and the settings; ends the process with the reason when a change is refused or cannot be made."""
    settings = settings_or_end()
    with open_adviser(settings, None) as adviser, closing(database_of(settings)) as database, _change_or_end():
        index, kept = adviser.index, kept_answers(adviser.index)
        known = Known(*kept) if kept else Known({}, {})
        count = len(known.judged)
        workbench = Workbench(adviser, database, settings.questions, known)
        yield workbench, settings
        if adviser.index is not index:
            keep_index(adviser.index)
        if adviser.index is not index or len(workbench.known.judged) > count:
            keep_answers(adviser.index, tuple(workbench.known))


@contextmanager
def _change_or_end() -> Iterator[None]:
    """End the process with the reason when a change is refused or cannot be made."""
    try:
        with log_or_end():
            yield
    except (Refused, KnowledgeError) as error:
        end(str(error), 1)
