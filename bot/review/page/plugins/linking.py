"""Entries as links and commands as such, wherever Datasette shows a column of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup

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
    return None
