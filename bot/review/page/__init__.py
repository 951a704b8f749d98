"""What Datasette is told: who may look, what is asked ready-made, and how it is shown."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.replies.texts import Texts

HERE = Path(__file__).parent

QUERIES = {
    "gaps": "select number, count, words, entry, score, first, last, command from gaps where aside is null"
    " order by count desc, number",
    "aside": "select number, count, words, aside, first, last from gaps where aside is not null"
    " order by count desc, number",
    "days": "select day, count(*) as count, sum(outcome = 'answer') as answer, sum(outcome = 'clarify') as clarify,"
    " sum(outcome = 'none') as none from questions group by day order by day",
    "outcomes": "select outcome, count(*) as count from questions group by outcome order by count desc",
    "themes": "select coalesce(theme, '–') as theme, count(*) as count from questions left join entries"
    " on entries.id = questions.entry where outcome != 'answer' group by 1 order by count desc",
    "misses": "select questions.id, day, question, outcome, questions.entry, score, entries.command from questions"
    " left join entries on entries.id = questions.entry where outcome != 'answer' and question != ''"
    " order by questions.id desc",
}
"""Ready-made queries by name. A column `count` is drawn as bars, `entry` becomes a link, `command` a command."""


def metadata(database: str, texts: Texts) -> dict[str, Any]:
    """What Datasette is to know: only who has the token looks, and asks nothing but the ready-made queries.

    database: the name that Datasette has for the copy.
    """
    return {
        "title": texts("review-title"),
        "description": texts("review-what"),
        "allow": {"id": "root"},
        "allow_sql": False,
        "databases": {
            database: {
                "allow_sql": False,
                "queries": {
                    name: {"sql": sql, "title": texts(f"review-{name}"), "hide_sql": True}
                    for name, sql in QUERIES.items()
                },
                "tables": {
                    "entries": {"label_column": "title"},
                    "questions": {"sort_desc": "id"},
                    "gaps": {"sort_desc": "count"},
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
