"""Questions at a desk, on standard error, so that what a command gives can be kept apart; typed or piped answers."""

from __future__ import annotations

import sys

import typer

from bot.cli.printing import say


def ask(question: str = "") -> str:
    """What is typed after a question, empty when only Enter is. Raises typer.Abort when that is Ctrl-C or the end."""
    if question:
        say(question, err=True)
    try:
        return input("> " if sys.stdin.isatty() and sys.stdout.isatty() else "").strip()
    except (EOFError, KeyboardInterrupt):
        raise typer.Abort from None


def agrees(question: str) -> bool:
    """Whether the admin says yes, in Finnish or English; nothing said, and no terminal to say it on, is a no."""
    try:
        return ask(question).casefold() in {"k", "kyllä", "y", "yes"}
    except typer.Abort:
        return False
