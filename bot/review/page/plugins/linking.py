"""What the page's templates call: rows of the ready-made queries, and how a value is shown, by the name of its column.

And the page ends with the process that opened it: its standard input is a pipe from there.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import quote

from datasette import hookimpl
from markupsafe import Markup, escape

from bot.log.sealing import Seal
from bot.replies.texts import finnish
from bot.review.figures import Share
from bot.review.page import CHARTS, HEADS, OF, QUERIES
from bot.review.screens.figures import tell_share

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection, Row

    from datasette.app import Datasette
    from jinja2 import Environment

WORDED = {"outcome": "review-outcome", "feedback": "feedback", "aside": "review-aside", "language": "review-language"}
"""Columns whose values are words of the program, and what the key of their sentence begins with."""
DAYS = ("day", "first", "last", "monday")
texts = finnish()
SEAL = Seal([sys.stdin.readline().strip()])
"""Opens the copy, by the key that the process which made it tells first of all."""

NONE = {"theme": "review-no-theme", "language": "review-no-language"}
"""What an empty cell of a column says."""


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: Connection) -> None:
    """Let SQL say `opened(words)`."""
    conn.create_function(
        "opened", 1, lambda kept: SEAL.open_words(kept) if isinstance(kept, bytes) else kept, deterministic=True
    )


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Give the templates what they call."""
    database = datasette.get_database()

    def page(name: str) -> str:
        address: str = datasette.urls.query(database.name, name)
        return address

    async def ask(name: str) -> list[Row]:
        return list((await database.execute(QUERIES[name])).rows)

    async def ask_head(name: str, said: Mapping[str, str]) -> list[Row]:
        return list((await database.execute(HEADS[name], dict(said))).rows) if name in HEADS else []

    def show(row: Row, column: str) -> Markup:
        value = row[column]
        if f"{column}{OF}" in row.keys():  # noqa: SIM118  `in` looks at the values of a row
            return escape(tell_share(Share(value, row[f"{column}{OF}"]), texts))
        if column == "entry" and value:
            return Markup('<a href="{}?id={}">{}</a>').format(page("entry"), quote(value), row["title"] or value)
        if column == "words" and "number" in row.keys():  # noqa: SIM118  as above
            return Markup('<a href="{}?number={}">{}</a>').format(page("gap"), row["number"], value or "–")
        if column == "command" and value:
            return Markup("<code>{}</code>").format(value)
        return escape(tell(value, column))

    env.globals |= {
        "texts": texts,
        "page": page,
        "ask": ask,
        "ask_head": ask_head,
        "show": show,
        "columns_of": columns_of,
        "sort_of": sort_of,
        "tell_bar": tell_bar,
        "longest_of": lambda rows: max(map(sum_of, rows)),
        "CHARTS": CHARTS,
    }


def tell(value: object, column: str) -> str:
    """A value in words."""
    if value is None or value == "":
        return texts(NONE[column]) if column in NONE else "–"
    if column in WORDED:
        with suppress(KeyError):  # the log outlives versions of this program
            return texts(f"{WORDED[column]}-{value}")
    if column in DAYS:
        return texts("review-day", day=str(value))
    return texts("review-number", number=value) if isinstance(value, int | float) else str(value)


def columns_of(row: Row) -> list[str]:
    """The columns that are shown: not those that only serve others."""
    return [column for column in row.keys() if column != "title" and not column.endswith(OF)]  # noqa: SIM118  as above


def sort_of(row: Row, column: str) -> str:
    """The class of a cell: what stays on one line, and what stands at the right."""
    if column in DAYS or column in WORDED:
        return "whole"
    return "number" if isinstance(row[column], int | float) else ""


def sum_of(row: Row) -> int:
    """The length of a bar: all its parts together."""
    return sum(row[1:])


def tell_bar(row: Row) -> str:
    """The length of a bar, and the share of its first part."""
    return texts("review-bar", count=sum_of(row), share=tell_share(Share(row[1], sum_of(row)), texts))


@hookimpl  # type: ignore[untyped-decorator]
def startup() -> None:
    """End the page when nobody is left at the other end of its standard input."""
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
