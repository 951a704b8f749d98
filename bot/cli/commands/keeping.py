"""What is kept of the questions: `bot forget`, and `bot review`, the page at a desk."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bot.cli.asking import agrees
from bot.cli.commands.mending import tell_bot
from bot.cli.commands.seeing import look_back
from bot.cli.opening import database_of, end, files_or_end, log_or_end, settings_or_end
from bot.cli.printing import say
from bot.content.lessons import forget_lessons
from bot.log.database import list_set_aside
from bot.log.days import days_back
from bot.log.keeping import count_held, count_unopened
from bot.log.keeping import forget as remove
from bot.log.sealing import Seal, make_key, seal_of
from bot.replies.texts import finnish
from bot.review.page import command, metadata
from bot.understanding.language import Language

app = typer.Typer()

SHORTEST = 3
"""Letters of the shortest text by which questions are removed: one or two letters are in nearly all of them."""


@app.command()
def forget(
    text: Annotated[str, typer.Argument(help="Every question that holds this is removed.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Remove questions from the log at once, with no byte of them left in its files."""
    settings, texts = settings_or_end(), finnish()
    if len(text.strip()) < SHORTEST:
        end(texts("forget-short", least=SHORTEST), 1)
    seal = seal_of(settings)
    with log_or_end(), files_or_end():
        held = 0 if yes else count_held(settings.database, text, seal)
        if held and not agrees(texts("forget-sure", count=held)):
            end(texts("forget-kept"), 1)
        readings = Language(settings.voikko).readings_of(text)
        unlearned = forget_lessons(settings.knowledge, readings)
        removed, closed = remove(settings.database, text, seal, readings), count_unopened(settings.database, seal)
    say(texts("forget-done", count=removed))
    if unlearned:
        say(texts("forget-learned", count=unlearned))
        tell_bot(settings)
    if closed:
        say(texts("forget-closed", count=closed), err=True)
    for kept in list_set_aside(settings.database):
        say(texts("forget-aside", file=str(kept)), err=True)


@app.command()
def review(
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on 127.0.0.1.")] = 8001,
    days: Annotated[int, typer.Option(min=1, help="How far back.")] = 90,
) -> None:
    """Open a page on a redacted copy of the log; the address that is printed logs in once."""
    if find_spec("datasette") is None:
        end(finnish()("review-missing"), 1)
    from bot.review.copying import copy_log, hold_copy  # noqa: PLC0415  the other commands make no copy

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the copy is taken away
    settings, key, since = settings_or_end(), make_key(), days_back(datetime.now(UTC), timedelta(days=days))
    with log_or_end(), files_or_end(), hold_copy(settings.database) as ours:
        if not ours:
            end(finnish()("review-open"), 1)
        seen = look_back(since)
        copy = copy_log(database_of(settings), since, seen.gaps, seen.index, Seal([key]))
        say(finnish()("review-kept", file=str(copy), days=days), err=True)
        with TemporaryDirectory() as place, suppress(KeyboardInterrupt):
            described = Path(place) / "metadata.json"
            described.write_text(json.dumps(metadata(copy.stem, finnish())), encoding="utf-8")
            raise typer.Exit(_run_page(command(copy, described, port), key))


def _run_page(line: list[str], key: str) -> int:
    """Run the page until it ends: its exit code. It gets none of the settings, and ends when this process dies.

    key: opens the copy, and is kept by these two processes only.
    """
    with subprocess.Popen(line, env={"PYTHONUTF8": "1"}, stdin=subprocess.PIPE) as page:  # noqa: S603
        try:
            if page.stdin is not None:
                page.stdin.write(f"{key}\n".encode())
                page.stdin.flush()
            return page.wait()
        except BaseException:
            page.terminate()
            raise
