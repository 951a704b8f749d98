"""What Datasette is told: who may look, what is asked ready-made, and how it is shown."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.replies.texts import Texts

HERE = Path(__file__).parent

QUERIES = {
    "gaps": """
        select number, opened(words) as words, count, last, languages, entry, title, opened(gaps.command) as command
        from gaps left join entries on entries.id = entry
        where aside is null order by count desc, number""",
    "gap": """
        select opened(question) as question, count(*) as count, max(day) as last, language, outcome from questions
        where gap = :number and question != '' group by 1 order by count(*) desc, max(day) desc""",
    "disappointing": """
        select entry, title, doubted_of as times, doubted, doubted_of, wrong_topic, outdated, untaken
        from disappointments left join entries on entries.id = entry order by disappointments.rowid""",
    "entry": """
        select opened(question) as question, count(*) as count, max(day) as last, outcome, feedback from questions
        where entry = :id and question != '' group by 1, outcome, feedback order by found, count(*) desc""",
    "changes": """
        select day, what, opened(words) as words, opened(why) as why, before, before_of, after, after_of
        from changes order by id desc""",
    "weeks": "select * from weeks order by monday",
    "themes": "select * from themes order by found + missed desc",
    "languages": "select * from languages order by found + missed desc",
    "misses": """
        select day, language, opened(question) as question, outcome, entry, title
        from questions left join entries on entries.id = entry
        where not found and question != '' order by questions.id desc""",
    "aside": """
        select number, opened(words) as words, count, last, aside
        from gaps where aside is not null order by count desc, number""",
}
"""Ready-made queries by name; how a value is shown hangs on the name of its column, see `plugins/linking.py`."""
HEADS = {
    "period": "select * from period",
    "gap": """
        select opened(words) as words, count, first, last, entry, title, score, opened(gaps.command) as command
        from gaps left join entries on entries.id = entry where gaps.number = :number""",
    "entry": "select entries.title as heading, theme, places, command from entries where id = :id",
}
"""What stands above every page, and above the rows of a query, as one row."""
CHARTS = ("weeks", "themes", "languages")
"""Queries that are drawn: the first column names a bar, the others are the parts of it."""
OF = "_of"
"""What the name of a column ends with that holds the whole of which the column without it is a part."""


def metadata(database: str, texts: Texts) -> dict[str, Any]:
    """What Datasette is to know: only who has the token looks, and asks nothing but the ready-made queries.

    database: the name that Datasette has for the copy.
    """
    root = {"id": "root"}
    return {
        "allow": root,
        "allow_sql": False,
        "databases": {
            database: {
                "allow": False,
                "allow_sql": False,
                "queries": {
                    name: {"sql": sql, "title": texts(f"review-{name}"), "allow": root} for name, sql in QUERIES.items()
                },
            }
        },
    }


def command(copy: Path, described: Path, port: int) -> list[str]:
    """How Datasette is run on 127.0.0.1; it prints an address whose token logs in once.

    copy: the redacted copy. described: a file with the metadata as JSON.
    """
    settings = {
        "allow_download": "off",
        "default_allow_sql": "off",
        "allow_csv_stream": "on",
        "suggest_facets": "off",
        "default_page_size": "100",
        "max_returned_rows": "5000",
    }
    return [
        sys.executable,
        "-m",
        "datasette",
        "serve",
        str(copy),
        "--root",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--metadata",
        str(described),
        "--template-dir",
        str(HERE / "templates"),
        "--plugins-dir",
        str(HERE / "plugins"),
        *(word for name, value in settings.items() for word in ("--setting", name, value)),
    ]
