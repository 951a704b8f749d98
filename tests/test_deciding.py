"""What is decided, on a small content of its own with chances and thresholds that are given: no weight moves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.content.entries import Facet
from bot.understanding.answering import Ambiguous, Answer, Found, NotFound, conclude
from bot.understanding.confidence import Thresholds
from bot.understanding.query import parse

if TYPE_CHECKING:
    from bot.understanding.matching import Index

THRESHOLDS = Thresholds(sure=0.6, unsure=0.2, rival=0.5, worth=0.3)
SKILLS, SERVICES, WORK = "measure:urasuunnittelutaidot", "measure:jalkautuvat-palvelut", "measure:tyoelama"
CRITERIA = [SERVICES, WORK, "measure:digipalvelu", "measure:liikkuvuus", "measure:seuranta"]
"""The measures that have quality criteria."""


def decided(index: Index, question: str, chances: dict[str, float]) -> Answer:
    """What is decided when the matches have these chances; those that are not told have none."""
    query = parse(question, index.language)
    sight = index.search(query)
    found = [(match, chances[match.entry.id]) for match in sight.matches if match.entry.id in chances]
    assert len(found) == len(chances)
    return conclude(query, sight, tuple(sorted(found, key=lambda one: -one[1])), THRESHOLDS)


def shown(answered: Answer) -> list[str]:
    match answered:
        case Found(entry=entry):
            return [entry.id]
        case Ambiguous(choices=choices):
            return [match.entry.id for match in choices]
        case _:
            return []


@pytest.mark.parametrize(
    ("chance", "outcome"), [(1.0, Found), (0.6, Found), (0.59, NotFound), (0.2, NotFound), (0.19, NotFound)]
)
def test_one_match_is_answered_from_the_threshold_on(small_index: Index, chance: float, outcome: type[Answer]) -> None:
    assert isinstance(decided(small_index, "alustan opastusta", {"measure:digipalvelu": chance}), outcome)


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ((0.9, 0.2), (Found, 1)),
        ((0.9, 0.27), (Found, 1)),
        ((0.59, 0.5), (Ambiguous, 2)),
        ((0.9, 0.46), (Ambiguous, 2)),
        ((0.2, 0.2), (Ambiguous, 2)),
        ((0.2, 0.05), (NotFound, 0)),
        ((0.19, 0.18), (NotFound, 0)),
        ((0.5, 0.5, 0.16), (Ambiguous, 3)),
        ((0.5, 0.5, 0.14), (Ambiguous, 2)),
        ((0.5, 0.5, 0.5, 0.5, 0.5), (Ambiguous, 4)),
    ],
)
def test_several_that_are_likely_become_a_choice_of_at_most_four(
    small_index: Index, chances: tuple[float, ...], expected: tuple[type[Answer], int]
) -> None:
    # each says a part of the question, so that none of them is the only one to have its word
    asked = "avaako laatukriteerit jalkautuva työpaikka alusta vaihto seuranta"
    answered = decided(small_index, asked, dict(zip(CRITERIA, chances, strict=False)))
    assert (type(answered), len(shown(answered))) == expected


def test_word_that_several_have_and_none_is_about_becomes_a_choice_however_sure_one_is(small_index: Index) -> None:
    assert shown(decided(small_index, "laatukriteerit", {SERVICES: 0.9, WORK: 0.37})) == [SERVICES, WORK]
    assert shown(decided(small_index, "laatukriteerit", {SERVICES: 0.9, WORK: 0.35})) == [SERVICES]


@pytest.mark.parametrize(
    ("question", "entry", "outcome"),
    [
        ("kuka on OPH:n johtaja", "actor:oph", NotFound),
        ("missä OPH kouluttaa", "actor:oph", Found),
        ("kuka on Lapissa johtaja", "region:lappi", NotFound),
        ("kuka on jalkautuvien palvelujen johtaja", SERVICES, Found),
    ],
)
def test_beside_a_name_a_sign_of_something_outside_asks_for_that(
    small_index: Index, question: str, entry: str, outcome: type[Answer]
) -> None:
    answered = decided(small_index, question, {entry: 0.95})
    assert isinstance(answered, outcome)
    if isinstance(answered, NotFound) and "johtaja" in question:
        assert answered.outside is not None
        assert answered.outside.id == "outside:henkilot"


@pytest.mark.parametrize(
    ("question", "entry", "facet"),
    [
        ("urasuunnittelutaidot", SKILLS, Facet.BOTH),
        ("verkkomateriaalia opetukseen", SKILLS, Facet.NATIONAL),
        ("kuka järjestää lukupiirejä", SKILLS, Facet.REGIONAL),
        ("kuka alueella tuottaa verkkomateriaalia opetukseen", SKILLS, Facet.REGIONAL),
        ("OPH vai OKM urasuunnittelutaidoissa", SKILLS, Facet.NATIONAL),
        ("OPH vai kirjastot urasuunnittelutaidoissa", SKILLS, Facet.BOTH),
        ("kirjastot urasuunnittelutaidoissa", SKILLS, Facet.BOTH),
        ("jalkautuvat palvelut Rovaniemellä", SERVICES, Facet.REGIONAL),
        ("jalkautuvat palvelut valtakunnallisesti", SERVICES, Facet.NATIONAL),
        ("koordinaation kysely", "topic:kysely", Facet.BOTH),
    ],
)
def test_levels_are_those_that_are_asked_for_or_else_meant(
    small_index: Index, question: str, entry: str, facet: Facet
) -> None:
    answered = decided(small_index, question, {entry: 0.95})
    assert isinstance(answered, Found)
    assert (answered.entry.id, answered.facet) == (entry, facet)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("toivottu verkosto ja lukupiirit lapissa", "region:lappi"),
        ("toivottu verkosto ja lukupiirit", "topic:alueiden-mallit"),
    ],
)
def test_of_a_slide_about_regions_the_one_that_is_named_is_answered(
    small_index: Index, question: str, entry: str
) -> None:
    chances = {"topic:alueiden-mallit": 0.9, "region:lappi": 0.3}
    assert shown(decided(small_index, question, chances)) == [entry]


@pytest.mark.parametrize("question", ["mitä Kainuussa", "Kajaani"])
def test_region_that_the_content_does_not_speak_of_is_none_with_its_area(small_index: Index, question: str) -> None:
    answered = decided(small_index, question, {})
    assert isinstance(answered, NotFound)
    assert answered.area is not None
    assert (answered.area.name, answered.facet) == ("Kainuu", Facet.REGIONAL)
