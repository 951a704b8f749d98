"""A month of questions, and an admin who mends what was asked in vain at the command line.

usage: .venv/bin/python scripts/trial_month.py

The log has 3 000 questions, made of the labelled ones with slips of the keyboard: 2 250 that the content answers, 690
that it never will (greetings, and what is labelled as no business of it and gives signs of that), and 60 in twelve
gaps. The admin mends each gap once, as `bot gap` proposes: a new topic and its wordings, or the wordings for an entry
or for nothing. Then 60 further wordings of the same gaps are asked, which no log has. Exit code 0 when everything holds
that is printed.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trial_gaps import slipped

from bot.adviser import Adviser
from bot.content.knowledge import load
from bot.content.lessons import NOTHING
from bot.content.questions import read_labelled
from bot.log.database import Database
from bot.log.days import FINLAND, monday_of
from bot.log.querylog import Row, insert
from bot.understanding.answering import Ambiguous, Found, answer, candidates, kind
from bot.understanding.evaluation import judge, reached
from bot.understanding.language import Language
from bot.understanding.matching import Index
from bot.understanding.query import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sqlite_utils

    from bot.content.knowledge import Knowledge
    from bot.content.questions import Labelled
    from bot.understanding.matching import Match

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "knowledge" / "questions"
GROUPS = ROOT / "tests" / "questions" / "groups.jsonl"
FURTHER = ROOT / "tests" / "questions" / "further-wordings.jsonl"
ADMIN = 99
LISTED = 15
A_MONTH = timedelta(days=29)
ROWS = 8
"""Gaps on a page of the chat."""
TAPS = 3
"""Most taps from the list to what a change would do."""
SETS = ("dev", "voices", "street", "mixed")
DICE = 8
"""How far down the list an admin looks."""
SLIPS = 0.3
"""Share of questions with a slip of the keyboard."""
TOPIC = """topics:
  - id: topic:{id}
    title: {title}
    content: Tästä ei kerrota mitään.
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
        "Oppivelvollisten valvonta",
        "oppivelvollinen",
        "oppivelvollisuus",
        "oppivelvollisen seuranta",
        "oppivelvollisen ohjausvastuu",
        "oppivelvollisuuden valvonta",
    ),
    "palvelusetelit": begin(
        "Palvelusetelit ohjauksessa",
        "palveluseteli",
        "seteli",
        "setelimalli",
        "palvelusetelimalli",
        "palvelu seteli",
        "palveluseteli uraohjaukseen",
        "palvelusetelin myöntäminen",
    ),
    "etaohjaus-tietosuoja": begin(
        "Tietosuoja etäohjauksessa",
        "etäohjauksen tietosuoja",
        "verkko-ohjauksen tietosuoja",
        "gdpr",
        "whatsapp",
        "tietosuojaohje",
        "videoyhteyden tietosuoja",
    ),
    "foorumi-tallenne": begin(
        "Foorumin nauhoite",
        "esitysten nauhoitus",
        "nauhoite",
        "foorumin esitykset",
        "foorumin tallenne",
        "foorumin video",
        "tallenteen katsominen jälkikäteen",
    ),
    "ohjaamo-ikaraja": Mend("dismiss", words=("Ohjaamon ikäraja",)),
    "kotoutuminen": begin(
        "Kotoutujien ohjaus",
        "kotoutuja",
        "kotoutuminen",
        "kotoutumissuunnitelma",
        "maahanmuuttajien ohjaus",
        "maahanmuuttajan uraohjaus",
        "kotoutumisajan ohjaus",
        "maahanmuuttajien ohjaaminen",
        "Suomeen muuttanut",
    ),
    "laatukriteerit": Mend("extend", "measure:ohjaustyon-laatu"),
    "osaamismerkki": begin(
        "Osaamismerkit",
        "osaamismerkki",
        "digitaalinen osaamismerkki",
        "kansallinen osaamismerkki",
        "osaamismerkin hakeminen",
        "osaamismerkki työnhaussa",
        "osaamismerkin myöntäminen",
    ),
    "saamenkieli": begin(
        "Ohjaus saamen kielellä",
        "saamenkielinen ohjaus",
        "saamen kieli",
        "saame",
        "saamelainen",
        "pohjoissaame",
        "inarinsaame",
        "saamelaisten kielelliset oikeudet",
        "ohjaus saameksi",
    ),
    "te-siirto-kuntiin": Mend("extend", "actor:te-toimistot"),
    "vankilat": begin(
        "Ohjaus vankiloissa",
        "vanki",
        "vankila",
        "vankien ohjaus",
        "ohjaus vankilassa",
        "rikosseuraamuslaitos",
        "vankien uraohjaus",
        "vapautuva vanki",
    ),
    "elo-pirkanmaa": Mend("dismiss", words=("Pirkanmaan ELO-ryhmän yhteyshenkilö",)),
}
"""What the admin does about each gap, by its group: groups of the labelled set with wordings that find no answer, and
that nothing claims which the content never answers."""


def made(index: Index, dice: random.Random) -> list[tuple[str, str, Labelled | None]]:
    """The questions of the month in the order asked: each with its group, or `answerable` or `never`."""
    labelled = [one for name in SETS for one in read_labelled(FOLDER / f"{name}.jsonl")]
    rightly = [one for one in labelled if judge(one, answer(one.question, index)).points >= 0.5]
    answerable = [one for one in rightly if one.expect in {"answer", "clarify"}]
    never = [
        one
        for one in rightly
        if one.expect == "smalltalk"
        or (one.expect == "none" and index.outside_cues(parse(one.question, index.language)))
    ]
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
    for line in GROUPS.read_text(encoding="utf-8").splitlines():
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


@dataclass(frozen=True)
class Asked:
    """A question of the month: its row, its group, and what was picked of a choice."""

    row: Row
    group: str
    chosen: str | None


def month(index: Index, dice: random.Random, now: datetime) -> list[Asked]:
    """The month before `now`, a question every quarter of an hour; whoever is offered the right entry picks it."""
    asked = made(index, dice)
    found = []
    for number, (text, group, label) in enumerate(asked, 1):
        told = answer(text, index)
        row = Row(
            now - A_MONTH * (1 - number / len(asked)),
            number,
            "private",
            text,
            told.outcome,
            told.entry.id if isinstance(told, Found) else None,
            kind(told),
            told.score,
            tuple((match.entry.id, match.score) for match in candidates(told)),
            told.facet.value,
            index.knowledge.version,
            3.0,
            "telegram",
        )
        choices = told.choices if isinstance(told, Ambiguous) and label is not None else ()
        chosen = next((match.entry.id for match in choices if reached(match.entry, label)), None) if label else None
        found.append(Asked(row, group, chosen))
    return found


@dataclass(frozen=True)
class Place:
    """A folder with a copy of the log, the content and the labelled questions, and the settings that lead there."""

    folder: Path

    @property
    def settings(self) -> dict[str, str]:
        """The environment of the bot."""
        return {
            "BOT_DATABASE": f"{self.folder}/questions.db",
            "BOT_KNOWLEDGE": f"{self.folder}/knowledge",
            "BOT_QUESTIONS": f"{self.folder}/labelled",
            "BOT_ADMINS": str(ADMIN),
            "BOT_DIGEST": str(ADMIN),
            "BOT_ADMIN_NAMES": f"{ADMIN}=Maija",
            "BOT_DESK_NAME": "Maija",
        }

    def bot(self, *arguments: str) -> str:
        """What the command prints. Raises RuntimeError when it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            env={**os.environ, **self.settings},
            text=True,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"bot {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    def changes(self) -> list[tuple[Any, ...]]:
        """The record of changes."""
        with closing(sqlite3.connect(self.folder / "questions.db")) as database:
            return database.execute(
                "select who, what, target, words, file, text_after from changes order by id"
            ).fetchall()

    def content(self) -> dict[str, str]:
        """The files of the content."""
        return {path.name: path.read_text(encoding="utf-8") for path in (self.folder / "knowledge").glob("*.yaml")}


def laid(folder: Path, asked: list[Asked], now: datetime) -> Place:
    """Make a place, with a letter due: the last one went out two weeks ago."""
    shutil.copytree(ROOT / "knowledge", folder / "knowledge")
    shutil.rmtree(folder / "knowledge" / "questions")
    (folder / "labelled").mkdir()
    for name in SETS:
        shutil.copy(FOLDER / f"{name}.jsonl", folder / "labelled")

    def fill(opened: sqlite_utils.Database) -> None:
        opened.conn.execute("insert into letters values (?)", [(monday_of(now) - timedelta(weeks=2)).isoformat()])
        for one in asked:
            insert(opened, one.row)
            opened.conn.execute("update questions set chosen = ? where update_id = ?", [one.chosen, one.row.update_id])

    with closing(Database(folder / "questions.db")) as database:
        database.write(fill)
    return Place(folder)


@dataclass(frozen=True)
class Step:
    """What was done about a gap: its group, and the sum that was told."""

    group: str
    sum: str


def at_the_desk(place: Place, asked: list[Asked]) -> tuple[set[str], list[Step]]:
    """Mend each gap once at the command line, each time the first of the list that is one of the twelve.

    Where a new topic leaves wordings open, these are accepted for it. Gives also which of the twelve the first list has
    among its first.
    """
    found = {group for group, gap in _listed(place, asked)[:LISTED] if not gap["aside"]} & MENDS.keys()
    steps: list[Step] = []
    begun: set[str] = set()
    accepted: set[int] = set()
    while True:
        listed = enumerate(_listed(place, asked), 1)
        still = ((n, group, gap) for n, (group, gap) in listed if not accepted.issuperset(gap["rows"]))
        wanted = (one for one in still if one[1] in MENDS)
        rank, group, gap = next(wanted, (0, "", {}))
        if not rank:
            return found, steps
        mend = MENDS[group]
        if mend.how == "begin" and group not in begun:
            begun.add(group)
            printed = _begun(place, group, mend, gap, asked)
        else:
            accepted |= set(gap["rows"])
            printed = _accepted(place, group, mend, gap, asked)
        total = next(line for line in printed.splitlines() if " kysymystä: " in line)
        steps.append(Step(group, total))
        print(f"{rank:>2}. {group:<26} {mend.how:<8} {total}", flush=True)


def _listed(place: Place, asked: list[Asked]) -> list[tuple[str, dict[str, Any]]]:
    """The gaps in order, at the end those put aside, each with the group that most of its questions are of."""
    lists = (place.bot("gaps", "--json", "--limit", "100", *more) for more in ((), ("--aside",)))
    gaps = [gap for listed in lists for gap in json.loads(listed)]
    return [(Counter(asked[row - 1].group for row in gap["rows"]).most_common(1)[0][0], gap) for gap in gaps]


def _begun(place: Place, group: str, mend: Mend, gap: dict[str, Any], asked: list[Asked]) -> str:
    """Publish a new topic for a gap, and its wordings; of words that would break something the first few are kept."""
    closes = ("--gap", str(gap["number"]), *_without(gap, group, asked))
    file = place.folder / f"{group}.yaml"
    for few in (*range(len(mend.words), 1, -2), 1):
        file.write_text(topic(group, replace(mend, words=mend.words[:few])), encoding="utf-8")
        try:
            return place.bot("mend", "new", str(file), *closes, "--publish")
        except RuntimeError as error:
            refused = error
    raise SystemExit(f"{group}: no wording is taken: {refused}")


def _accepted(place: Place, group: str, mend: Mend, gap: dict[str, Any], asked: list[Asked]) -> str:
    """Accept the wordings of a gap but for those that the admin sees to be about something else."""
    target = {"extend": mend.entry, "dismiss": NOTHING, "begin": f"topic:{group}"}[mend.how]
    return place.bot("mend", "accept", str(gap["number"]), target, *_without(gap, group, asked), "--publish")


def _without(gap: dict[str, Any], group: str, asked: list[Asked]) -> list[str]:
    """The options that leave out the wordings of a gap which the admin sees to be about something else."""
    others = (str(row) for row in gap["rows"] if asked[row - 1].group != group)
    return [part for row in others for part in ("--without", row)]


def topic(group: str, mend: Mend) -> str:
    """The new topic as the admin writes it."""
    return TOPIC.format(id=group, title=mend.title) + "".join(f"      - {words}\n" for words in mend.words)


def summed(asked: list[Asked], first: date, last: date) -> Counter[str]:
    """How many questions of the days from `first` to before `last` had which outcome; small talk is none."""
    days = ((one.row, one.row.time.astimezone(FINLAND).date()) for one in asked if one.row.kind != "smalltalk")
    return Counter(row.outcome for row, day in days if first <= day < last)


def main() -> None:
    """Play the month."""
    now = datetime.now(UTC)
    index = Adviser.open(ROOT / "knowledge", "auto", None).index
    asked = month(index, random.Random(DICE), now)
    this = monday_of(now)
    week = summed(asked, this - timedelta(weeks=1), this)
    letter = [f"Kysymyksiä: {week.total()}", f"Vastattu: {round(100 * week['answer'] / week.total())} %"]
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        adviser = laid(Path(name), asked, now)
        untouched = adviser.content()
        print(f"{len(asked)} questions, {sum(one.group in MENDS for one in asked)} of them in {len(MENDS)} gaps")
        wrong += [f"{line} not in the letter" for line in letter if line not in adviser.bot("digest")]
        began = datetime.now(UTC)
        found, steps = at_the_desk(adviser, asked)
        print(f"{len(found)} of {len(MENDS)} gaps are among the first {LISTED} of the list")
        wrong += [f"{group}: not among the first {LISTED}" for group in MENDS.keys() - found]
        wrong += [f"{group}: not mended" for group in MENDS.keys() - {step.group for step in steps}]
        wrong += [f"{step.group}: {step.sum}" for step in steps if "rikkoo 0," not in step.sum]
        print(f"{len(steps)} mends in {(datetime.now(UTC) - began).seconds} s")
        _tell(adviser, asked)
        _ask_further(load(adviser.folder / "knowledge"))
        for _ in adviser.changes():
            adviser.bot("undo")
        if adviser.content() != untouched:
            wrong.append("what was taken back is not as it was")
    print("\n".join(wrong) or "all as it should be")
    raise SystemExit(bool(wrong))


def _ask_further(knowledge: Knowledge) -> None:
    """Print how many wordings that no log has are answered as the gap was mended."""
    index = Index.build(knowledge, Language())
    right: Counter[str] = Counter()
    for line in FURTHER.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        mend, answered = MENDS[row["group"]], answer(row["q"], index)
        meant = mend.entry if mend.how == "extend" else f"topic:{row['group']}"
        if mend.how == "dismiss":
            right[row["group"]] += not isinstance(answered, Found)
        else:
            right[row["group"]] += isinstance(answered, Found) and answered.entry.id == meant
    print(f"of 60 further wordings {right.total()} are answered as they should: {dict(right)}")


def _tell(place: Place, asked: list[Asked]) -> None:
    """Print how many questions of each gap are open now."""
    open_ = Counter(
        asked[row - 1].group for gap in json.loads(place.bot("gaps", "--json", "--limit", "500")) for row in gap["rows"]
    )
    still = {group: open_[group] for group in MENDS}
    print(f"of 60 questions in gaps {60 - sum(still.values())} find an answer or are aside now; open: {still}")


if __name__ == "__main__":
    main()
