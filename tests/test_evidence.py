"""Each sign that speaks for or against a match: a question that gives it and one like it that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.confidence import evidence
from bot.understanding.query import parse

if TYPE_CHECKING:
    from bot.understanding.matching import Index

SURVEY, MODELS, LAPPI, OPH = "topic:kysely", "topic:alueiden-mallit", "region:lappi", "actor:oph"
SERVICES = "measure:jalkautuvat-palvelut"


def signs(index: Index, question: str, entry: str) -> dict[str, float]:
    query = parse(question, index.language)
    sight = index.search(query)
    return evidence(query, sight, next(match for match in sight.matches if match.entry.id == entry))


@pytest.mark.parametrize(
    ("name", "entry", "given", "other"),
    [
        ("other year", SURVEY, "kysely vuonna 2019", "kysely vuonna 2022"),
        ("beside region named", MODELS, "toivottu verkosto lapissa", "toivottu verkosto"),
        ("region named", LAPPI, "toivottu verkosto lapissa", "toivottu verkosto"),
        ("exact", SERVICES, "jalkautuvat palvelut", "jalkautuvat palvelut lukupiireissä"),
        ("strange", SERVICES, "jalkautuvat palvelut avaruudessa", "jalkautuvat palvelut"),
        ("cue", OPH, "OPH:n johtaja", "OPH:n tehtävät"),
        ("cue mass", OPH, "OPH:n johtaja", "OPH:n tehtävät"),
        ("outside", OPH, "kuka on OPH:n johtaja", "OPH"),
        ("area unspoken", SURVEY, "kysely Kainuussa", "kysely Lapissa"),
        ("actor", OPH, "OPH", ""),
        ("actor heard", OPH, "OPH", ""),
        ("only actors", OPH, "OPH", "OPH ja jalkautuvat palvelut"),
        ("region", LAPPI, "Lappi", ""),
    ],
)
def test_sign_is_there_for_one_question_and_less_for_another(
    small_index: Index, name: str, entry: str, given: str, other: str
) -> None:
    weaker = signs(small_index, other, entry)[name] if other else 0
    assert signs(small_index, given, entry)[name] > weaker
