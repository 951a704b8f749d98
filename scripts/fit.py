#!/usr/bin/env python3
"""Learn the weights of the evidence, the thresholds and the words that are in bot/understanding/confidence/*.json.

usage: scripts/setup learn && .venv/bin/python scripts/fit.py [QUESTIONS.jsonl ...]

`scripts/fitting.py` says how, and from which files where none is named. Prints the figures of writers that nothing was
fitted on, of all and by file, the reliability of the probabilities on them, and the figures after fitting on all.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitting import Learner, judge_of, see, taught

from bot.content.knowledge import load
from bot.understanding.evaluation import figures
from bot.understanding.language import Language, tokens
from bot.understanding.matching import Index
from bot.understanding.spelling import SHORTEST, usual_forms
from bot.understanding.tongues import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.content.questions import Labelled
    from bot.understanding.confidence import Fitted, Lexicon, Weights

ROOT = Path(__file__).parent.parent


def main(arguments: Sequence[str]) -> None:
    """Learn from the files, print the figures and write the results."""
    files = taught(arguments)
    index = Index.build(load(ROOT / "knowledge"), Language())
    write("usual.txt", "\n".join(usual(chain(*files.values()), index.language)))
    usual_forms.cache_clear()
    index = Index.build(load(ROOT / "knowledge"), Language())
    learner = Learner(see(chain(*files.values()), index), index.knowledge)
    held = learner.held()
    best = learner.thresholds(held)
    every = range(len(learner.seen))
    judged = learner.judged(every, held, best)
    print("held back:", figures(judged))
    rest = iter(judged)
    for name, questions in files.items():
        print(f"  {name}:", figures(list(islice(rest, len(questions)))))
    print("reliability, held back: probability, how many, how many of them right")
    for low, count, right in learner.reliability(held):
        print(f"  {low:.1f}–{low + 0.1:.1f}  {count:5}  {right:.2f}")
    new = judge_of([row for _, rows in learner.taken_for_new(index) for row in rows])
    final = learner.model(every, best, new)
    print("fitted on all:", figures(learner.judged(every, learner.weigh(final, every), best)))
    print("thresholds:", best)
    keep(final, files)


def keep(final: Fitted, files: Mapping[str, Sequence[Labelled]]) -> None:
    """Write what was learned, and from how many questions of which files."""
    source = {"fitted by": "scripts/fit.py", "questions": {name: len(questions) for name, questions in files.items()}}
    weights = {
        name: {"meant": rounded(judge.meant), "answerable": rounded(judge.answerable)}
        for name, judge in (("known", final.known), ("new", final.new))
    }
    learned = source | weights | {"thresholds": asdict(final.thresholds)}
    write("confidence/fitted.json", json.dumps(learned, indent=1, ensure_ascii=False))
    words = final.lexicon
    write(
        "confidence/lexicon.json",
        json.dumps(source, ensure_ascii=False)[:-1] + f',\n "bias": {words.bias:.4f},\n'
        f' "known": {json.dumps(sorted(words.known))},\n "answerable": {by_line(words.answerable)},\n'
        f' "asked": {by_line(by_entry(words))}\n}}',
    )


def usual(questions: Iterable[Labelled], language: Language) -> list[str]:
    """The forms that the Finnish questions use and the language knows by itself, the most usual first."""
    asked = (question.question for question in questions)
    used = Counter(token for one in asked if language.heard(one).tongue not in LANGUAGES for token in tokens(one))
    known = (form for form in used if len(form) >= SHORTEST - 1 and language.word(form).known)
    return sorted(known, key=lambda form: (-used[form], form))


def rounded(weights: Weights) -> dict[str, Any]:
    """Weights as they are written."""
    return {
        "bias": round(weights.bias, 4),
        "weights": {name: round(value, 4) for name, value in weights.weights.items()},
    }


def by_entry(words: Lexicon) -> dict[str, dict[str, float]]:
    """What was asked of each entry: so each entry is named once."""
    return {
        entry: {word: counts[entry] for word, counts in words.asked.items() if entry in counts}
        for entry in sorted({entry for counts in words.asked.values() for entry in counts})
    }


def by_line(words: Mapping[str, object]) -> str:
    """A word or an entry a line, so that a change shows what it changed."""
    lines = ",\n".join(
        f"  {json.dumps({name: value}, ensure_ascii=False, separators=(',', ':'))[1:-1]}"
        for name, value in words.items()
    )
    return f"{{\n{lines}\n }}"


def write(name: str, text: str) -> None:
    """Replace a file of the bot's understanding."""
    (ROOT / "bot" / "understanding" / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
