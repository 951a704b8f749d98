"""A month of questions, and an admin who mends what was asked in vain: on a phone, and then at the command line.

usage: .venv/bin/python scripts/trial_month.py python drive.py     (the command that runs the phone driver)

The log has 3 000 questions, made of the labelled ones with slips of the keyboard: 2 250 that the content answers, 690 that
it never will (greetings and what is labelled as no business of it and gives signs of that), and 60 in twelve gaps. The
admin plays the same mends twice, on copies of the same log and content: at the command line, which tells what each list
shows, and on the phone, where those lists are expected. Exit code 0 when everything holds that is printed.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bot.answering import Ambiguous, Found, answer
from bot.contract import candidates, kind
from bot.database import Database
from bot.desk import Desk
from bot.evaluation import judge, reached, read_labelled
from bot.matching import Index
from bot.query import parse
from bot.querylog import Row, insert
from bot.review.figures import FINLAND, monday
from trial_gaps import slipped

if TYPE_CHECKING:
    import sqlite_utils

    from collections.abc import Sequence

    from bot.evaluation import Labelled
    from bot.matching import Match

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "questions"
ADMIN = 99
LISTED = 15
"""How far down the list an admin looks."""
SLIPS = 0.3
"""Share of questions with a slip of the keyboard."""
TOPIC = """topics:
  - id: topic:{id}
    title: {title}
    content: {content}
    sources:
      - slide: 2
    synonyms:
"""


@dataclass(frozen=True)
class Mend:
    """What the admin does about a gap. how: `extend`, `dismiss` or `begin`.

    entry: what is extended. words: the admin's own words, one line each; without, those that the bot proposes.
    """

    how: str
    entry: str = ""
    words: tuple[str, ...] = ()
    title: str = ""


def begin(title: str, *words: str) -> Mend:
    """A new topic."""
    return Mend("begin", words=words, title=title)


MENDS = {
    "oppivelvollisten-seuranta": begin(
        "Oppivelvollisten seuranta", "oppivelvollinen", "oppivelvollisuus", "oppivelvollisen seuranta",
        "oppivelvollisen ohjausvastuu", "oppivelvollisuuden valvonta", "opintojen keskeyttäminen",
        "nuori keskeyttää opinnot", "pudota opinnoista", "ilman koulupaikkaa"),
    "palvelusetelit": begin(
        "Palvelusetelit ohjauksessa", "palveluseteli", "seteli", "setelimalli", "palvelusetelimalli", "palvelu seteli",
        "ostaa ohjausta setelillä", "palvelusetelin myöntäminen"),
    "etaohjaus-tietosuoja": begin(
        "Tietosuoja etäohjauksessa", "tietosuoja", "gdpr", "etäohjauksen tietosuoja", "verkko-ohjauksen tietosuoja",
        "tietosuojaohje", "henkilötietojen käsittely", "whatsapp", "teams", "turvallinen videosovellus"),
    "foorumi-tallenne": begin(
        "TNO-foorumin tallenne", "tallenne", "foorumin tallenne", "foorumin nauhoitus", "foorumin diat", "nauhoite",
        "foorumin video", "foorumin esitykset jälkikäteen"),
    "ohjaamo-ikaraja": Mend("dismiss"),
    "kotoutuminen": begin(
        "Kotoutujien ohjaus", "maahanmuuttaja", "kotoutuja", "kotoutuminen", "kotoutumissuunnitelma",
        "maahanmuuttajien ohjaus", "kotoutumisen aikainen ohjaus", "Suomeen muuttanut", "maahan muuttanut"),
    "laatukriteerit": Mend("extend", "measure:ohjaustyon-laatu"),
    "osaamismerkki": begin(
        "Osaamismerkit", "osaamismerkki", "digitaalinen osaamismerkki", "kansallinen osaamismerkki",
        "osaamismerkin myöntäminen", "osaamismerkin hakeminen", "osaamismerkki työnhaussa"),
    "saamenkieli": begin(
        "Ohjaus saamen kielellä", "saamenkielinen ohjaus", "saamen kieli", "saame", "saamelainen", "pohjoissaame",
        "inarinsaame", "saamelaisten kielelliset oikeudet", "ohjaus saameksi"),
    "te-siirto-kuntiin": Mend("extend", "actor:te-toimistot"),
    "vankilat": begin(
        "Ohjaus vankiloissa", "vanki", "vankila", "vankien ohjaus", "ohjaus vankilassa", "rikosseuraamuslaitos",
        "linnasta vapautuva"),
    "elo-pirkanmaa": Mend("dismiss"),
}
"""What the admin does about each gap, by its group: the twelve groups of the labelled set with most wordings that find no
answer and that nothing claims which the content never answers."""


def made(index: Index, dice: random.Random) -> list[tuple[str, str, Labelled | None]]:
    """The questions of the month in the order asked: each with its group, or `answerable` or `never`."""
    labelled = [one for name in ("dev", "voices", "street", "mixed") for one in read_labelled(FOLDER / f"{name}.jsonl")]
    rightly = [one for one in labelled if judge(one, answer(one.question, index)).points >= 0.5]
    answerable = [one for one in rightly if one.expect in {"answer", "clarify"}]
    never = [one for one in rightly if one.expect == "smalltalk" or (
        one.expect == "none" and index.outside_cues(parse(one.question, index.language)))]
    asked: list[tuple[str, str, Labelled | None]] = []
    for name, ones, count in (("answerable", answerable, 2250), ("never", never, 690)):
        asked += [(_typed(one.question, dice), name, one) for one in dice.choices(ones, k=count)]
    for group, wordings in gaps_of(index).items():
        asked += [(_typed(wordings[number % len(wordings)], dice), group, None) for number in range(5)]
    dice.shuffle(asked)
    return asked


def gaps_of(index: Index) -> dict[str, list[str]]:
    """The wordings of each gap that find no answer, and that nothing claims which the content never answers."""
    found: dict[str, list[str]] = {group: [] for group in MENDS}
    for line in (FOLDER / "groups.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sight = index.search(parse(row["q"], index.language))
        claimed = sight.cues or _best(sight.outside) > max(0.5, _best(sight.matches))
        if row["group"] in found and not claimed and not isinstance(answer(row["q"], index), Found):
            found[row["group"]].append(row["q"])
    return found


def _best(matches: Sequence[Match[Any]]) -> float:
    return matches[0].score if matches else 0.0


def _typed(text: str, dice: random.Random) -> str:
    return slipped(text, dice) if dice.random() < SLIPS else text
