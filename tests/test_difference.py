from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import CONTENT

from bot.content.entries import Topic
from bot.review.trial import hear
from bot.understanding.answering import answer
from bot.understanding.matching import Index
from bot.understanding.matching.difference import Difference

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge

QUESTIONS = [
    json.loads(line)["q"]
    for name in ("dev", "voices")
    for line in (CONTENT / "questions" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[::3]
]


def changed(knowledge: Knowledge, target: str, words: str) -> Knowledge:
    if target.startswith("outside"):
        kinds = tuple(
            kind.model_copy(update={"examples": (*kind.examples, words)}) if kind.id == target else kind
            for kind in knowledge.outside
        )
        return replace(knowledge, outside=kinds)
    entry = knowledge.entries[target]
    more = entry.model_copy(update={"synonyms": (*entry.synonyms, words)})
    return replace(knowledge, entries={**knowledge.entries, target: more})


def told(question: str, index: Index) -> object:
    return hear(answer(question, index))


def added(knowledge: Knowledge, **texts: object) -> Knowledge:
    topic = Topic.model_validate({"id": "topic:uusi", "content": "Uusi.", "sources": [{"slide": 19}], **texts})
    return replace(knowledge, entries={**knowledge.entries, topic.id: topic})


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("measure:tyoelama", "tekoäly ohjaajien apuna"),
        ("actor:kirjastot", "kirjastoauto kiertää kyliä"),
        ("measure:seuranta", "nepsy"),
        ("topic:kysely", "urasuunnittelutaidot"),
        ("outside:muu", "kuka ohjaa bussia"),
    ],
)
def test_question_that_a_change_does_not_touch_is_answered_as_before(
    knowledge: Knowledge, index: Index, target: str, words: str
) -> None:
    after = Index.build(changed(knowledge, target, words), index.language)
    difference = Difference(index, after)
    same = [question for question in QUESTIONS if not difference.touches(question)]
    assert [told(question, index) for question in same] == [told(question, after) for question in same]
    assert len(same) < len(QUESTIONS) or words == "nepsy"
    assert difference.touches(words)


@pytest.mark.parametrize(
    ("title", "content", "asked"),
    [
        ("Huoltajien osallistuminen", "Huoltajat otetaan mukaan nuoren ohjaukseen.", "huoltajat nuoren ohjauksessa"),
        ("Työpajat", "Työpajat järjestää kunta.", "mistä löydän työpajan"),
        ("NEPSY", "Neuropsykiatrinen valmennus.", "nepsyn tilanne"),
    ],
)
def test_new_topic_touches_what_speaks_of_it_and_little_else(
    knowledge: Knowledge, index: Index, title: str, content: str, asked: str
) -> None:
    after = Index.build(added(knowledge, title=title, content=content), index.language)
    difference = Difference(index, after)
    same = [question for question in QUESTIONS if not difference.touches(question)]
    assert [told(question, index) for question in same] == [told(question, after) for question in same]
    assert len(same) > 0.6 * len(QUESTIONS)
    assert difference.touches(asked)
    assert difference.touches(title.lower())


def test_nothing_touches_nothing(knowledge: Knowledge, index: Index) -> None:
    difference = Difference(index, Index.build(knowledge, index.language))
    assert not any(map(difference.touches, QUESTIONS))


def test_new_title_touches_everything(knowledge: Knowledge, index: Index) -> None:
    entry = knowledge.entries["actor:kirjastot"].model_copy(update={"title": "Kirjasto"})
    other = replace(knowledge, entries={**knowledge.entries, entry.id: entry})
    assert all(map(Difference(index, Index.build(other, index.language)).touches, QUESTIONS))
