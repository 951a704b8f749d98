"""Learn from labelled questions and phrases of the content what small talk is: `bot/understanding/query/chat.json`.

usage: .venv/bin/python scripts/fit_talk.py

Needs the packages of requirements/learn.txt. Prints how much of the small talk of each style is recognised where its
lines were left out (five folds), and how many questions about the content are taken for it.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from bot.content.knowledge import load
from bot.content.questions import read_labelled
from bot.understanding.language import Language, normalise
from bot.understanding.query.chat import CHAT, NO_TALK, features
from bot.understanding.query.talk import Talk

ROOT = Path(__file__).resolve().parent.parent
STYLES = {"thanks", "complaint", "greeting", "goodbye", "who-are-you"}
"""Styles of small talk that are kinds of their own; all others are feelings."""
FEWEST = 5
"""Lines that a feature must be in."""
LEAST = 0.2
"""Smallest weight that is kept: below it 9 800 of 13 800 features go, and of 1 356 lines learned from 1 325 instead of
1 348 keep their kind."""
HEAVIER = 4
"""How much a line of small talk weighs beside one of the content: there are eight times as many of these."""
LONGEST = 6
"""Words of the longest phrase of the content that is learned from: without them, two words that nobody said before are
taken for a feeling (`armeijan ohjaus`), as questions are longer."""


def kind(expect: str, style: str) -> str:
    """What a line is: a kind of small talk, or none."""
    if expect != "smalltalk":
        return NO_TALK
    return style if style in STYLES else Talk.FEELING.value


def main() -> None:
    """Learn, print and write."""
    language = Language()
    asked = [one for path in sorted((ROOT / "knowledge/questions").glob("*.jsonl")) for one in read_labelled(path)]
    known = [one for one in asked if one.expect != "smalltalk" or one.id.startswith("CH-")]
    knowledge = load(ROOT / "knowledge")
    found = chain(
        *(entry.phrases() for entry in knowledge.entries.values()), *(other.phrases() for other in knowledge.outside)
    )
    phrases = sorted({text for text, _ in found if len(text.split()) <= LONGEST})
    texts = [*(one.question for one in known), *phrases]
    said = [features(language.typed(normalise(text)), text) for text in texts]
    kinds = [*(kind(one.expect, one.style) for one in known), *(NO_TALK for _ in phrases)]
    often = Counter(feature for one in said for feature in one)
    vectors = DictVectorizer()
    rows = vectors.fit_transform([dict.fromkeys((f for f in sorted(one) if often[f] >= FEWEST), 1) for one in said])
    model = LogisticRegression(
        C=1, class_weight={name: 1 if name == NO_TALK else HEAVIER for name in set(kinds)}, max_iter=800
    )
    guessed = cross_val_predict(model, rows, kinds, cv=5)
    for name in sorted(set(kinds)):
        own = [guess for guess, told in zip(guessed, kinds, strict=True) if told == name]
        print(f"{name}: {len(own)} lines, {sum(guess == name for guess in own)} so, {Counter(own).most_common(3)}")
    model.fit(rows, kinds)
    weights = np.where(np.abs(model.coef_) < LEAST, 0, model.coef_).round(2)
    kept = {
        name: [float(weight) for weight in weights[:, i]]
        for i, name in enumerate(vectors.get_feature_names_out())
        if weights[:, i].any()
    }
    told = {"kinds": list(model.classes_), "bias": [round(float(one), 2) for one in model.intercept_], "weights": kept}
    CHAT.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(kept)} features, {CHAT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
