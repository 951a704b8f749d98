"""The only place that writes to a terminal: what others wrote cannot steer it there."""

from __future__ import annotations

import sys

import typer

from bot.log.listing import as_json, escape


def say(text: str = "", *, err: bool = False, nl: bool = True, bold: bool = False, dim: bool = False) -> None:
    """Print a text on standard output, or on standard error. nl: with a line break after it."""
    shown = escape(text)
    typer.echo(typer.style(shown, bold=bold or None, dim=dim or None) if bold or dim else shown, err=err, nl=nl)


def say_json(value: object) -> None:
    """Print a value as a line of JSON, in UTF-8 on every machine."""
    typer.echo(as_json(value).encode())


def say_table(table: str) -> None:
    """Print a table for a spreadsheet, in UTF-8 on every machine; nothing in it steers a terminal."""
    typer.echo(escape(table).encode())


def say_exactly(text: str) -> None:
    """Print a text for a program, byte for byte; on a terminal as `say` does."""
    typer.echo(escape(text) if sys.stdout.isatty() else text, nl=False)
