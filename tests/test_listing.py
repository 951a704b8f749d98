from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.log.listing import FORMULA, as_csv, as_json, as_json_list, as_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def row(question: str) -> dict[str, Any]:
    return {
        "id": 1,
        "time": "2026-11-24T12:00:00.000+00:00",
        "question": question,
        "outcome": "none",
        "entry": None,
        "score": 0.125,
        "candidates": [{"entry": "theme:a", "score": 0.1}],
    }


def test_text_is_a_line_a_question() -> None:
    assert as_text([row("kuka\nkoordinoi"), row("x") | {"entry": "theme:a"}]) == (
        "2026-11-24T12:00  none     0.12  –  kuka koordinoi\n2026-11-24T12:00  none     0.12  theme:a  x"
    )


@given(TEXTS)
def test_json_is_one_line_and_comes_back(text: str) -> None:
    assert len(f"{as_json(text)}.".splitlines()) == 1
    assert json.loads(as_json(text)) == text


@given(st.lists(TEXTS))
def test_json_list_comes_back(questions: list[str]) -> None:
    rows = [row(question) for question in questions]
    assert json.loads(as_json_list(rows)) == rows


@given(st.lists(TEXTS.filter(lambda text: not text.startswith(FORMULA)), min_size=1))
def test_csv_comes_back(questions: list[str]) -> None:
    found = list(csv.DictReader(io.StringIO(as_csv([row(question) for question in questions]), newline="")))
    assert [one["question"] for one in found] == questions
    assert json.loads(found[0]["candidates"]) == [{"entry": "theme:a", "score": 0.1}]


@pytest.mark.parametrize("question", ["=1+1", "+1", "-1", "@sum(a1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_csv_makes_formulas_text(question: str) -> None:
    assert f"'{question}" in as_csv([row(question)])
