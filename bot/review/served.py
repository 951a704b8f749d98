"""Since when each entry says what it says: what people called outdated before is mended. By the clock of the bot."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bot.log.querylog import written

if TYPE_CHECKING:
    from datetime import datetime

    import sqlite_utils

    from bot.content.knowledge import Knowledge
    from bot.log.database import Database


def note(database: Database, knowledge: Knowledge, now: datetime) -> None:
    """Note the entries that say something else than they did when this was called last. Raises LogError.

    Words to find an entry by are not what it says.
    """
    says = {
        entry.id: hashlib.sha256(entry.model_dump_json(exclude={"synonyms", "aliases"}).encode()).hexdigest()
        for entry in knowledge.entries.values()
    }
    with database.use() as opened:
        known = dict(opened.execute("select entry, says from said_since").fetchall())
    changed = [
        (entry, digest, written(now) if entry in known else "")
        for entry, digest in says.items()
        if known.get(entry) != digest
    ]  # of one that is seen first nobody knows since when

    def change(database: sqlite_utils.Database) -> None:
        database.conn.executemany("insert or replace into said_since (entry, says, since) values (?, ?, ?)", changed)

    if changed:
        database.write(change, flush=False)
