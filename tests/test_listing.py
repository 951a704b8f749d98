from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.log.listing import as_csv, as_json, as_json_list, as_text, localized
from bot.replies.spreadsheets import FORMULA

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
    rows = [row("kuka\nkoordinoi"), row("x") | {"entry": "theme:a"}]
    assert as_text(list(map(localized, rows))) == (
        "2026-11-24 14:00  none     0.12  –  kuka koordinoi\n2026-11-24 14:00  none     0.12  theme:a  x"
    )


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("2026-11-24T22:00:00.000+00:00", "2026-11-25 00:00"),
        ("2026-10-25T00:30:00.000+00:00", "2026-10-25 03:30"),
        ("2026-10-25T01:30:00.000+00:00", "2026-10-25 03:30"),
        ("2026-12-31T22:15:00.000+00:00", "2027-01-01 00:15"),
        ("eilen", "eilen"),
    ],
)
def test_every_form_of_the_log_has_the_time_of_finland(stored: str, shown: str) -> None:
    rows = [localized(row("x") | {"time": stored})]
    assert as_text(rows).startswith(f"{shown}  none")
    [found] = csv.DictReader(io.StringIO(as_csv(rows)))
    [other] = csv.DictReader(io.StringIO(as_csv(rows, excel=True)[1:]), delimiter=";")
    assert found["time"][:16].replace("T", " ") == other["time"][:16] == shown
    [same] = json.loads(as_json_list(rows))
    assert same["time"] == found["time"]
    with suppress(ValueError):
        assert datetime.fromisoformat(found["time"]) == datetime.fromisoformat(stored)


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


def test_finnish_excel_opens_it_by_a_double_click() -> None:
    told = as_csv([localized(row("ä;b\nc"))], excel=True)
    assert told.startswith("\ufeffid;time;question;outcome;entry;score;candidates\r\n1;2026-11-24 14:00:00;")
    [found] = csv.DictReader(io.StringIO(told[1:], newline=""), delimiter=";")
    assert (found["question"], found["score"], found["entry"]) == ("ä;b\nc", "0,125", "")


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("question", ["=1+1", "+1", "-1", "@sum(a1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_csv_makes_formulas_text(question: str, excel: bool) -> None:
    assert f"'{question}" in as_csv([row(question)], excel=excel)
