from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from factories import slides

from bot.cli.contract import tabulate_answer
from bot.content.documents import Source
from bot.content.entries import Facet
from bot.replies import Paragraph, Reply
from bot.understanding.answering import Ambiguous, Answer, Found, NotFound, SmallTalk
from bot.understanding.matching import Match
from bot.understanding.query import NEW, Query, Talk

if TYPE_CHECKING:
    from bot.adviser import Adviser
    from bot.content.entries import Entry

QUERY = Query("kysymys", ())
REPLY = Reply((Paragraph("Vastaus."),))
KEYS = [
    *("question", "outcome", "entry", "kind", "facet", "sources", "score", "candidates"),
    *("form", "items", "value", "reply", "elapsed_ms"),
]


@pytest.fixture
def matches(adviser: Adviser) -> tuple[Match[Entry], ...]:
    """Every entry of the content, better than the next one."""
    entries = adviser.index.knowledge.entries.values()
    return tuple(Match(entry, 0.9 - 0.1 * i, 1.0, entry.title, 1.0, 1.0) for i, entry in enumerate(entries))


def told(answer: Answer) -> dict[str, object]:
    found = tabulate_answer(answer, REPLY, "kysymys", 1.23456)
    assert list(found) == KEYS
    assert json.loads(json.dumps(found)) == found
    assert (found["question"], found["reply"], found["elapsed_ms"]) == ("kysymys", "Vastaus.", 1.235)
    return found


def test_answer_names_its_entry_and_five_candidates(matches: tuple[Match[Entry], ...]) -> None:
    found = told(Found(QUERY, matches[1].entry, Facet.REGIONAL, 0.87654321, matches))
    assert (found["outcome"], found["facet"], found["score"]) == ("answer", "regional", 0.8765)
    assert (found["entry"], found["kind"]) == ("measure:urasuunnittelutaidot", "measure")
    assert found["sources"] == [{"slide": 12, "document": "document:kysely", "place": "12"}]
    assert found["candidates"] == [
        {
            "entry": match.entry.id,
            "title": match.entry.title,
            "score": round(match.score, 4),
            "sources": [
                {"slide": number, "document": "document:kysely", "place": str(number)} for number in slides(match.entry)
            ],
        }
        for match in matches[:5]
    ]


def test_answer_by_a_task_tells_it_with_the_measures_that_have_it(adviser: Adviser) -> None:
    skills, services = adviser.index.knowledge.measures[::-1]
    task = skills.tasks[1]
    items = [{"entry": skills.id, "slides": [12]}, {"entry": services.id, "slides": [8]}]
    found = told(Found(QUERY, skills, Facet.REGIONAL, 0.9, task=task, sharing=(services,)))
    assert (found["form"], found["items"], found["value"]) == ("task", items, "Järjestää paikallisia ryhmiä.")
    choices = tuple(Match(entry, 0.5, 1.0, task.text, 1.0, 1.0) for entry in (skills, services))
    found = told(Ambiguous(QUERY, choices, Facet.REGIONAL, 0.9, choices, task))
    assert (found["form"], found["items"], found["value"]) == ("task", items, "Järjestää paikallisia ryhmiä.")


def test_every_other_answer_has_the_form_of_an_entry(matches: tuple[Match[Entry], ...]) -> None:
    for answer in (
        Found(QUERY, matches[1].entry, Facet.BOTH, 0.9),
        Ambiguous(QUERY, matches[2:4], Facet.BOTH, 0.7),
        NotFound(QUERY, Facet.BOTH, 0.1),
        SmallTalk(QUERY, Talk.GREETING),
    ):
        found = told(answer)
        assert (found["form"], found["items"], found["value"]) == ("entry", [], None)


def test_clarify_names_no_entry_and_exactly_the_choices_shown(matches: tuple[Match[Entry], ...]) -> None:
    found = told(Ambiguous(QUERY, matches[2:4], Facet.BOTH, 0.7, matches))
    assert (found["outcome"], found["entry"], found["kind"], found["sources"]) == ("clarify", None, None, [])
    assert isinstance(found["candidates"], list)
    assert [candidate["entry"] for candidate in found["candidates"]] == [match.entry.id for match in matches[2:4]]


def test_none_still_tells_what_was_nearest(matches: tuple[Match[Entry], ...]) -> None:
    found = told(NotFound(QUERY, Facet.BOTH, 0.1, matches[:3]))
    assert (found["outcome"], found["entry"], found["kind"], found["sources"]) == ("none", None, None, [])
    assert isinstance(found["candidates"], list)
    assert len(found["candidates"]) == 3


def test_small_talk_is_none_of_its_own_kind() -> None:
    found = told(SmallTalk(QUERY, Talk.GREETING))
    assert (found["outcome"], found["entry"], found["kind"], found["candidates"]) == ("none", None, "smalltalk", [])


def test_public_source_carries_its_address_and_day(matches: tuple[Match[Entry], ...]) -> None:
    public = Source.model_validate({"url": "https://okm.fi", "title": "OKM", "checked": "2026-11-24"})
    entry = matches[0].entry.model_copy(update={"sources": (public,)})
    found = told(Found(QUERY, entry, Facet.BOTH, 1.0))
    assert found["sources"] == [{"url": "https://okm.fi", "title": "OKM", "checked": "2026-11-24"}]


def test_asked_question_keeps_the_contract(adviser: Adviser) -> None:
    for question in ("jalkautuvat palvelut", "moi", "", "paljonko kello on"):
        answer, reply, _ = adviser.ask(question, NEW, "command", "terminal")
        found = tabulate_answer(answer, reply, question, 1.0)
        assert list(found) == KEYS
        assert found["outcome"] in {"answer", "clarify", "none"}
