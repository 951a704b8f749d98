"""What several test files make use of: a row of the log, drafts of content, a clock, and a command that runs."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.log import clock
from bot.log.database import Database
from bot.log.querylog import Row

if TYPE_CHECKING:
    from pathlib import Path

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


def saw_the_clock(path: Path, *moments: datetime) -> None:
    """Let the log at `path` have read the clock at these moments."""
    with closing(Database(path)) as log:
        for now in moments:
            log.write(partial(clock.Clock().allows, now=now))


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
THEME = """\
themes:
  - id: theme:nuoret
    title: Nuorten ohjaus
    content: Teemassa on yksi keino.
    sources: [{slide: 9}]
    aliases: [nuoret]
measures:
  - id: measure:ohjaamot
    title: Ohjaamot
    content: Keino.
    theme: theme:nuoret
    measures: [Vahvistetaan ohjaamoja.]
    national: {coordinators: [actor:nuorisotyo], tasks: [Rahoittaa ohjaamoja.]}
    regional: {coordinators: [actor:kirjastot, actor:nuorisotyo], tasks: [Ylläpitää ohjaamoja.]}
    sources: [{document: document:laki, section: 4 a}]
actors:
  - id: actor:nuorisotyo
    title: Nuorisotyö
    short: nuorisotyö
    name: nuorisotyö
    content: Nuorisotyö tukee nuoria.
    sources: [{url: "https://example.org", title: Sivu, checked: 2026-11-24}]
terms:
  - id: term:etsiva
    title: Etsivä työ
    content: Etsivä työ tavoittaa nuoria.
    sources: [{slide: 9}]
    aliases: [etsivä työ]
documents:
  - {id: document:laki, title: Nuorisolaki, publisher: Eduskunta, date: 2016, nature: law, place: section}
vocabulary:
  - {term: ohjaamo, synonyms: [one stop]}
outside:
  - {id: outside:vuokra, title: Vuokrat, examples: [paljonko vuokra on], elsewhere: Kysy vuokranantajalta.}
"""
"""A file of new entries of many kinds, a document, words and what the content never answers."""
UNUSUAL = (
    THEME,
    TOPIC + SECOND,
    TOPIC + "actors: []\n",
    TOPIC + "vocabulary: [{term: opo, synonyms: [vanki]}]\n",
    TOPIC + OUTSIDE,
    TOPIC + "about: {}\n",
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
