from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.grouping import group
from bot.review.meaning import find_meaning

if TYPE_CHECKING:
    from bot.understanding.matching import Index

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "questions" / "groups.jsonl").read_text(encoding="utf-8").splitlines()
]
MEANINGS = st.lists(st.dictionaries(st.sampled_from("abcdefg"), st.floats(0.1, 5.0), max_size=4), max_size=20)


def quality(groups: list[list[int]], gold: list[str]) -> tuple[float, float]:
    """Pairwise F1, and purity."""
    group_of = {member: number for number, members in enumerate(groups) for member in members}
    pairs = Counter((group_of[a] == group_of[b], gold[a] == gold[b]) for a, b in combinations(range(len(gold)), 2))
    wrong = pairs[True, False] + pairs[False, True]
    pure = sum(max(Counter(gold[member] for member in members).values()) for members in groups)
    return 2 * pairs[True, True] / (2 * pairs[True, True] + wrong), pure / len(gold)


@pytest.mark.parametrize(
    ("halves", "f1", "purity"),
    [
        ({"tune"}, 0.73, 0.88),
        ({"check"}, 0.76, 0.92),
        ({"apart"}, 0.62, 0.87),
        ({"tune", "check", "apart"}, 0.67, 0.84),
    ],
)
def test_questions_of_one_meaning_come_together(index: Index, halves: set[str], f1: float, purity: float) -> None:
    rows = [row for row in ROWS if row["half"] in halves]
    found = quality(group([find_meaning(row["q"], index) for row in rows]), [row["group"] for row in rows])
    assert found >= (f1, purity)


@given(MEANINGS)
def test_every_question_is_in_one_group(meanings: list[dict[str, float]]) -> None:
    groups = group(meanings)
    assert sorted(member for members in groups for member in members) == list(range(len(meanings)))
    assert all(members == sorted(members) for members in groups)
    assert [len(members) for members in groups] == sorted(map(len, groups), reverse=True)


def test_wording_and_order_of_words_do_not_matter(index: Index) -> None:
    questions = ["vankien ohjaus", "ohjaus vankilassa", "kuka ohjaa vankeja?", "palvelukartta", "palvelukartan tekijä"]
    assert group([find_meaning(question, index) for question in questions]) == [[0, 1, 2], [3, 4]]


def test_what_says_nothing_has_no_meaning(index: Index) -> None:
    assert not find_meaning("", index)
    assert not find_meaning("??? 👍", index)
