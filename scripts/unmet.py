#!/usr/bin/env python3
"""What the bot makes of people and content that it has never met: the figures that count.

usage: scripts/setup learn && .venv/bin/python scripts/unmet.py [QUESTIONS.jsonl ...]

A writer left out: everything is learned from the others, and theirs are asked. Content left out: of each measure and
topic nothing is learned, no question and no weight, and it comes in new, with its synonyms and bare (title, aliases and
content only); its questions are asked, and some others, of which it must not steal any. `scripts/fitting.py` says from
which files where none is named; the thresholds are the fitted ones. Questions are matched only: what the table and the
conversation add is left out. Prints Markdown tables, in some ten minutes on two cores.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from benchmark.altered import alterations
from benchmark.report import percent, table
from fitting import Learner, at_once, judge_of, judged, see, taught

from bot.content.knowledge import load
from bot.content.questions import read_labelled
from bot.understanding.answering import Ambiguous, Answer, Computed, Found, about, answer
from bot.understanding.confidence import Fitted, fitted, fitted_to, weighed
from bot.understanding.evaluation import figures, reached
from bot.understanding.language import Language
from bot.understanding.matching import Index
from bot.understanding.query import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fitting import Judged, Row, View

    from bot.content.entries import Entry
    from bot.content.questions import Labelled

PARAPHRASES = frozenset({"plain", "paraphrase"})
"""The styles that say what is meant in everyday words."""
SEALED = Path(__file__).parent.parent / "tests" / "questions"
NEAR = frozenset({"near", "neardomain"})
"""The styles of questions near the content that it does not answer; the others are of everyday things."""
SHARES = ("answerable_right", "wrong_answers", "false_answers")
FEWEST = 20
"""Questions with an answer that a writer must have to be listed."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """What became of the questions about an entry while it was new, and of the others.

    stolen: how many others were answered rightly before and are answered by it now.
    """

    view: View
    own: Mapping[str, float]
    others: int
    stolen: int


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    index = Index.build(load(Path(__file__).parent.parent / "knowledge"), Language())
    learner = Learner(see(chain(*taught(arguments).values()), index), index.knowledge)
    show_writers(learner)
    show_content(new_content(learner, index))
    show_titles(index)
    show_slips(index)


def show_writers(learner: Learner) -> None:
    """Each writer by a model of the others, and what kinds of questions they asked."""
    groups = [learner.written([writer]) for writer in learner.writers]
    found: list[Judged] = at_once(partial(_left_out, learner), groups)
    of = {
        writer: (len(own), figures(own))
        for writer, own in zip(learner.writers, found, strict=True)
        if sum(question.expect == "answer" for question, _, _ in own) > FEWEST
    }
    mean = {name: sum(own[name] for _, own in of.values()) / len(of) for name in SHARES}
    worst = {name: (min if name == SHARES[0] else max)(own[name] for _, own in of.values()) for name in SHARES}
    table(
        "A writer left out, %",
        ["writer", "questions", "right", "wrong", "false"],
        [
            *([writer, count, *_shares(own)] for writer, (count, own) in of.items()),
            ["mean", "", *_shares(mean)],
            ["worst", "", *_shares(worst)],
        ],
    )
    kinds: dict[str, Judged] = defaultdict(list)
    for one in chain(*found):
        kinds[_kind(one[0])].append(one)
    table(
        "Their questions by kind, %",
        ["kind", "questions", "right", "wrong", "false"],
        ([kind, len(asked), *_shares(figures(asked))] for kind, asked in sorted(kinds.items())),
    )


def _kind(question: Labelled) -> str:
    if question.expect == "answer":
        return "with an answer, paraphrased" if question.style in PARAPHRASES else "with an answer, others"
    if question.expect == "none":
        return "without an answer, near the content" if question.style in NEAR else "without an answer, everyday"
    return question.expect


def _left_out(learner: Learner, numbers: Sequence[int]) -> Judged:
    return learner.judged(numbers, learner.apart(numbers), fitted().thresholds)


def new_content(learner: Learner, index: Index) -> list[Fresh]:
    """What becomes of each measure and topic while it is new."""
    seen = learner.taken_for_new(index)
    entries = list(dict.fromkeys(view.entry for view, _ in seen))
    return list(chain(*at_once(partial(_while_new, learner, seen), entries)))


def _while_new(learner: Learner, seen: Sequence[tuple[View, Sequence[Row]]], entry: str) -> list[Fresh]:
    views = [view for view, _ in seen if view.entry == entry]
    others = learner.others([number for number, _ in views[0].seen[: views[0].own]])
    new = judge_of([row for view, rows in seen if view.entry != entry for row in rows])
    model = Fitted(learner.known(others), new, learner.lexicon(others, entry), fitted().thresholds)
    return [_fresh(learner, view, model) for view in views]


def _fresh(learner: Learner, view: View, model: Fitted) -> Fresh:
    after = [judged(one, weighed(one.query, one.sight, model), model.thresholds) for _, one in view.seen]
    rest = view.seen[view.own :]
    numbers = [number for number, _ in rest]
    before = learner.judged(numbers, learner.weigh(fitted(), numbers), model.thresholds)
    stolen = sum(
        old.why == "right" and new.why != "right" and shows(answered, view.entry)
        for (_, _, old), (_, answered, new) in zip(before, after[view.own :], strict=True)
    )
    return Fresh(view, figures(after[: view.own]), len(rest), stolen)


def shows(answered: Answer, entry: str) -> bool:
    """Whether an answer is an entry, and no choice of several."""
    return isinstance(answered, Found) and answered.entry.id == entry


def show_content(found: Sequence[Fresh]) -> None:
    """New content, by kind of entry and in all."""
    rows = []
    for kind in ("measure", "topic"):
        for bare in (True, False):
            own = [one for one in found if one.view.entry.startswith(kind) and one.view.bare is bare]
            asked = sum(one.view.own for one in own)
            shares = [
                percent(sum(one.own[name] * one.view.own for one in own) / max(1, asked))
                for name in ("answerable_right", "answerable_score", "wrong_answers")
            ]
            stolen = percent(sum(one.stolen for one in own) / max(1, sum(one.others for one in own)))
            worst = min(own, key=lambda one: one.own["answerable_right"])
            rows.append(
                [
                    f"{kind}s, {'bare' if bare else 'with synonyms'}",
                    len(own),
                    asked,
                    *shares,
                    stolen,
                    f"{worst.view.entry.partition(':')[2]} {percent(worst.own['answerable_right'])}",
                ]
            )
    table("New content, %", ["what", "entries", "questions", "right", "score", "wrong", "stolen", "worst"], rows)


def show_titles(index: Index) -> None:
    """Whether titles and aliases answer their entries."""
    said = [
        (entry, text)
        for entry in index.knowledge.entries.values()
        for text in dict.fromkeys((entry.title, *entry.aliases))
    ]
    good = Counter(_names(entry, answer(text, index)) for entry, text in said)
    print(f"\nTitles and aliases: {good[True]} of {len(said)} answer their entry, or offer all that have it.")


def show_slips(index: Index) -> None:
    """How often the right entry comes first in the sealed questions, as they are and with slips of the finger."""
    sealed = chain.from_iterable(map(read_labelled, sorted(SEALED.glob("blind*.jsonl"))))
    asked = [question for question in sealed if question.expect == "answer"]
    model = fitted_to(index)

    def first(texts: Sequence[str]) -> float:
        queries = [parse(text, index.language) for text in texts]
        found = (weighed(query, index.search(query), model)[:1] for query in queries)
        right = (
            reached(match.entry, question) for question, best in zip(asked, found, strict=True) for match, _ in best
        )
        return sum(map(bool, right)) / len(asked)

    texts = [question.question for question in asked]
    slipped = alterations(texts, index.language)["1 typo a word"]
    print(
        f"\nSealed questions, {len(asked)}: the right entry first in {percent(first(texts))} %, "
        f"with a slip in every word of four letters {percent(mean(map(first, slipped)))} %."
    )


def _names(entry: Entry, answered: Answer) -> bool:
    match answered:
        case Found() | Computed():
            found = about(answered)
            return found is not None and found.akin(entry)
        case Ambiguous(choices=choices):
            return any(match.entry.akin(entry) for match in choices)
        case _:
            return False


def _shares(found: Mapping[str, float]) -> list[str]:
    return [percent(found[name]) for name in SHARES]


if __name__ == "__main__":
    main(sys.argv[1:])
