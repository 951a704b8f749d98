"""The command line: `bot run`, `chat`, `ask`, `check` and `log`. Wiring only."""

from __future__ import annotations

import io
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path  # noqa: TC003  typer reads the annotations
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from bot.adviser import uncollected
from bot.cli.checking import checked, hints, summary
from bot.cli.commands import keeping, keys, making, mending, seeing
from bot.cli.console import converse
from bot.cli.contract import tabulate_answer
from bot.cli.opening import Spoken, end, log_of, log_or_end, open_adviser, parse_ago, prepare_content, settings_or_end
from bot.cli.printing import say, say_json, say_table
from bot.content.knowledge import KnowledgeError
from bot.content.questions import QUESTIONS, read_conversations
from bot.content.remarks import remarks
from bot.log.hiding import way_of
from bot.log.listing import as_csv, as_json, as_json_list, as_text, localized
from bot.replies import plain
from bot.replies.texts import finnish
from bot.settings import UNUSABLE
from bot.understanding.answering import candidates
from bot.understanding.evaluation import by_style, figures, judge_all, understood
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from collections.abc import Iterator

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(seeing.app)
app.add_typer(making.app)
app.add_typer(mending.app)
app.add_typer(keeping.app)
app.add_typer(keys.app, name="key")


@app.callback()
def start() -> None:
    """Tell who was proposed to coordinate a piece of the Finnish lifelong-guidance strategy, and with which tasks."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.excepthook = lambda _, error, __: say("\n".join([finnish()("fault"), *way_of(error)]), err=True)


@app.command()
def run() -> None:
    """Serve Telegram; without BOT_TOKEN, converse in this terminal."""
    settings, texts = settings_or_end(), finnish()
    if settings.token is None and not sys.stdin.isatty():
        end(texts("no-token-stop"), UNUSABLE)
    from bot.review.copying import remove_copy  # noqa: PLC0415  the other commands do without

    with suppress(OSError):  # no reason not to serve; the next start tries again
        remove_copy(settings.database)
    with open_adviser(settings, log_of(settings)) as adviser:
        if settings.token is None:
            say(texts("no-token-talk"))
            converse(adviser)
            return
        with uncollected():
            from bot.telegram import delivery  # noqa: PLC0415  the other commands do without Telegram

        delivery.run(settings, adviser)


@app.command()
def health() -> None:
    """Tell whether the bot that serves Telegram does its work: exit code 0, or 1 with what is wrong."""
    from bot.cli.health import find_ailments  # noqa: PLC0415  as above

    settings, texts = settings_or_end(), finnish()
    wrong = list(find_ailments(settings, texts))
    for line in wrong:
        say(line, err=True)
    if wrong:
        raise typer.Exit(1)
    say(texts("health-good"))


@app.command()
def chat() -> None:
    """Converse in this terminal."""
    settings = settings_or_end()
    with open_adviser(settings, log_of(settings)) as adviser:
        converse(adviser)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="One question, in Finnish, Swedish or English.")] = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    batch: Annotated[bool, typer.Option("--batch", help="A question a line in, a JSON object a line out.")] = False,
    conversation: Annotated[
        bool, typer.Option("--conversation", help="Take a batch as one conversation; a blank line starts a new one.")
    ] = False,
    log: Annotated[bool, typer.Option("--log", help="Record the questions in the log.")] = False,
) -> None:
    """Answer one question, or a batch from standard input."""
    if batch == (question is not None) or (conversation and not batch):
        raise typer.BadParameter(finnish()("no-question"))
    settings = settings_or_end()
    with open_adviser(settings, log_of(settings) if log else None) as adviser:
        before = NEW
        for said in _read_lines() if question is None else [_decode(question.encode("utf-8", "surrogateescape"))]:
            began = perf_counter()
            answered, reply, after = adviser.ask(said, before, "command", "terminal")
            elapsed = 1000 * (perf_counter() - began)
            before = after if conversation and said.strip() else NEW
            if json or batch:
                say_json(tabulate_answer(answered, reply, said, elapsed))
            else:
                say(plain(reply))


@app.command()
def check(folder: Annotated[Path | None, typer.Argument(help="By default BOT_KNOWLEDGE.")] = None) -> None:
    """Validate a knowledge base and its labelled questions: their faults, or a summary."""
    questions = None
    if folder is None:
        settings = settings_or_end()
        folder, questions = prepare_content(settings), settings.questions
    questions, today = questions or folder / QUESTIONS, datetime.now(UTC).date()
    for remark in remarks(folder, today):
        say(str(remark), err=True)
    try:
        knowledge, asked = checked(folder, questions)
    except KnowledgeError as error:
        say(str(error))
        raise typer.Exit(1) from None
    texts = finnish()
    for hint in hints(knowledge, today, texts):
        say(hint, err=True)
    if not asked:
        say(texts("check-unguarded", folder=str(questions)), err=True)
    say(summary(knowledge, len(asked), texts))


@app.command()
def evaluate(file: Annotated[Path, typer.Argument(help="Labelled questions or conversations, JSON lines.")]) -> None:
    """Ask labelled questions: the figures, points by expected outcome and style, and each miss with what it heard."""
    settings, texts = settings_or_end(), finnish()
    try:
        conversations = read_conversations(file)
    except KnowledgeError as error:
        end(texts("no-questions", reason=str(error)), 1)
    with open_adviser(settings, None) as adviser:
        judged = judge_all(conversations, adviser.index)
        for name, (count, points) in by_style(judged).items():
            say(f"{name:22} {count:4}  {points:.3f}")
        for question, answered, verdict in judged:
            if verdict.points < 1:
                say(
                    texts(
                        "evaluate-question",
                        id=question.id,
                        why=verdict.why,
                        question=question.question,
                        expected=", ".join(sorted(question.targets)) or question.expect,
                        outcome=answered.outcome,
                        entry=", ".join(match.entry.id for match in candidates(answered)[:4]),
                    )
                )
                say(f"    {texts('evaluate-understood', words=understood(question.question, adviser.index))}")
    say(as_json(dict(figures(judged))))


@app.command()
def log(  # noqa: PLR0913  each is an option
    *,
    unanswered: Annotated[bool, typer.Option("--unanswered", help="Only questions that found nothing.")] = False,
    since: Annotated[datetime | None, typer.Option(parser=parse_ago, metavar="7d", help="12h, 7d or 4w back.")] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Most questions to print; 20, and all of them as CSV.")
    ] = None,
    language: Spoken = None,
    json: Annotated[bool, typer.Option("--json", help="As a JSON array.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
    excel: Annotated[
        bool, typer.Option("--excel", help="As CSV that a Finnish Excel opens by a double click.")
    ] = False,
) -> None:
    """Print the newest questions of the log."""
    table = csv or excel
    if json and table:
        raise typer.BadParameter(finnish()("one-form"))
    with closing(log_of(settings_or_end())) as opened, log_or_end():
        found = opened.newest(limit or (None if table else 20), unanswered=unanswered, since=since, language=language)
    rows = list(map(localized, found))
    if rows and table:
        say_table(as_csv(rows, excel=excel))
    elif rows or json:
        say(as_json_list(rows) if json else as_text(rows))


def _read_lines() -> Iterator[str]:
    """The lines of standard input; only a line feed ends one, and bytes that are no UTF-8 are replaced."""
    for line in sys.stdin.buffer:
        yield _decode(line.rstrip(b"\r\n"))


def _decode(line: bytes) -> str:
    return line.decode("utf-8", "replace")


if __name__ == "__main__":
    app()
