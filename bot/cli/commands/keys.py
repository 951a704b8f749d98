"""The keys that close the words of questions: `bot key …`."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.asking import agrees
from bot.cli.opening import end, log_or_end, settings_or_end
from bot.cli.printing import say
from bot.log.keys import abandon as give_up
from bot.log.keys import count_lost
from bot.log.keys import renew as close_anew
from bot.log.sealing import make_key, seal_of
from bot.replies.texts import finnish

app = typer.Typer(no_args_is_help=True, help="The keys that the words of questions are encrypted with.")


@app.command()
def new() -> None:
    """Print a new key for BOT_KEYS or BOT_KEYS_FILE; it is kept nowhere."""
    say(make_key())


@app.command()
def renew() -> None:
    """Encrypt all that is kept with the newest key, also what is in the clear; then older keys may go."""
    settings = settings_or_end()
    seal = seal_of(settings)
    if not seal.keys:
        end(finnish()("key-none"), 1)
    with log_or_end():
        say(finnish()("key-renewed", count=close_anew(settings.database, seal)))


@app.command()
def abandon(*, yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False) -> None:
    """Give up the words of questions that no key opens any more; all else of their rows stays."""
    settings, texts = settings_or_end(), finnish()
    seal = seal_of(settings)
    with log_or_end():
        lost = count_lost(settings.database, seal)
        if lost and not yes and not agrees(texts("key-sure", count=lost)):
            end(texts("forget-kept"), 1)
        say(texts("key-abandoned", count=give_up(settings.database, seal)))
