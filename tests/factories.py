"""What several test files make use of: a row of the log, drafts of content, a clock, and a command that runs."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.log.querylog import Row

if TYPE_CHECKING:
    from bot.content.entries import Entry

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROW = Row(
    time=NOON,
    update_id=None,
    chat_kind="private",
    question="kuka koordinoi?",
    outcome="answer",
    entry="measure:a",
    kind="measure",
    score=0.9,
    candidates=(("measure:a", 0.9), ("measure:b", 0.4)),
    facet="both",
    knowledge_version="0123456789ab",
    milliseconds=1.5,
    way="telegram",
)

OUTSIDE = "outside:\n  - id: outside:muu\n    title: Muu\n    examples: [mikä sää on]\n    elsewhere: Kysy muualta.\n"
TOPIC = """\
# Uusi kohta.
topics:
  - id: topic:vankilat
    title: Vankilat
    content: Vankiloista ei sanota mitään.
    sources: [{slide: 2}]
    synonyms: [vankien ohjaus]
"""
SECOND = """\
  - id: topic:toinen
    title: Toinen
    content: Salaa mukana.
    sources: [{slide: 2}]
"""
SMUGGLED = (
    TOPIC + SECOND,
    TOPIC + "actors: []\n",
    TOPIC + "vocabulary: [{term: opo, synonyms: [vanki]}]\n",
    TOPIC + "actors:\n  - {id: actor:uusi, title: Uusi, content: Uusi., short: U, name: Uusi, sources: [{slide: 2}]}\n",
    TOPIC + OUTSIDE,
    TOPIC.replace("topics:", "terms:").replace("topic:", "term:"),
    TOPIC.replace("id: topic:vankilat", "id: [topic:vankilat]"),
)
"""Drafts that hold more than one topic, or something else."""

BOT = (sys.executable, "-m", "bot")


def slides(entry: Entry) -> tuple[int, ...]:
    """The slides that an entry cites."""
    return tuple(source.slide for source in entry.sources if source.slide is not None)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def bot(*arguments: str | bytes, typed: bytes = b"", code: int = 0) -> str:
    """Standard output of a command that must end with `code`; it writes to standard error only when it fails."""
    done = subprocess.run([*BOT, *arguments], input=typed, capture_output=True, check=False)
    assert done.returncode == code, done.stderr.decode()
    assert bool(done.stderr) == bool(code and not done.stdout)
    return (done.stdout or done.stderr).decode()
