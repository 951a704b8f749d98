"""The only place that writes to a terminal: what others wrote cannot steer it there."""

from __future__ import annotations

import re
import sys

import typer

from bot.log.listing import as_json

STEERING = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]"
    r"|\r(?!\n)"
)
"""Control characters but for line breaks and tabs, marks that turn the direction of writing, halves of characters."""


def visible(text: str) -> str:
    """`text` with each character that would steer a terminal as a JSON escape."""
    return STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say(text: str = "", *, err: bool = False, nl: bool = True, bold: bool = False, dim: bool = False) -> None:
    """Print a text on standard output, or on standard error. nl: with a line break after it."""
    shown = visible(text)
    typer.echo(typer.style(shown, bold=bold or None, dim=dim or None) if bold or dim else shown, err=err, nl=nl)


def say_json(value: object) -> None:
    """Print a value as a line of JSON, in UTF-8 on every machine."""
    typer.echo(as_json(value).encode())


def say_exactly(text: str) -> None:
    """Print a text for a program, byte for byte; on a terminal as `say` does."""
    typer.echo(visible(text) if sys.stdout.isatty() else text, nl=False)
