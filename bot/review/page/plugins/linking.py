"""How the page differs from Datasette's own: entries are links, commands are code, an address that was asked is text.

And the page ends with the process that opened it: its standard input is a pipe from there.
"""

from __future__ import annotations

import os
import signal
import sys
from threading import Thread
from typing import TYPE_CHECKING

from datasette import hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from datasette.app import Datasette


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(value: object, column: str, database: str, datasette: Datasette) -> Markup | None:
    """How a cell is shown; None leaves it to Datasette."""
    if value and column == "entry":
        where = datasette.urls.row(database, "entries", tilde_encode(str(value)))
        return Markup('<a href="{}">{}</a>').format(where, value)
    if value and column == "command":
        return Markup("<code>{}</code>").format(value)
    if value and column == "number":
        where = datasette.urls.row(database, "questions", str(value))
        return Markup('<a href="{}">#{}</a>').format(where, value)
    return escape(value) if isinstance(value, str) and value else None


@hookimpl  # type: ignore[untyped-decorator]
def startup() -> None:
    """End the page when nobody is left at the other end of its standard input."""
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
