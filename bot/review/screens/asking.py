"""What a new entry is asked for, one question at a time. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.drafting import example_of
from bot.content.entries import Topic
from bot.content.faults import shortened
from bot.replies import Choice, Heading, Note, Paragraph, Reply
from bot.replies.tasks import Way, Write
from bot.review.interview import FIELDS

if TYPE_CHECKING:
    from bot.content.drafting import Field, New
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts
    from bot.review.interview import Interview

EXAMPLE = 100
"""Most characters of an example."""


def word_question(field: Field, kind: type[New], knowledge: Knowledge, texts: Texts) -> str:
    """What is asked, with what another entry of the kind says there, or how a source is written."""
    document = knowledge.document
    if field.name == "sources" and document is not None:
        place = document.place
        cited = document.title if place is None else texts(f"{place}-one", numbers=str(document.first or 1))
        return texts("new-sources", example=cited)
    example = example_of(field, kind, knowledge)
    question = texts(f"new-{'-'.join(field.place)}")
    return question if example is None else f"{question} {texts('new-example', example=shortened(example, EXAMPLE))}"


def ask_next(interview: Interview, knowledge: Knowledge, texts: Texts, note: str = "") -> Reply:
    """The next question about a new topic, and the ways past it. note: what has to be said first."""
    number = len(interview.said)
    field = FIELDS[number]
    said = [texts("new-lines-chat")] * (field.lines and field.name != "content")
    said += [texts("new-words", words=interview.words)] * (field.name == "synonyms" and bool(interview.words))
    said += [texts("new-check")] * (number + 1 == len(FIELDS))
    ways = {"new-skip": Way.SKIP} if not field.needed else {}
    ways |= {"back": Way.BACK} if number else {}
    choices = tuple(
        Choice(texts(key), Write(way, interview.token, number)) for key, way in (ways | {"new-stop": Way.STOP}).items()
    )
    return Reply(
        (
            *((Note(note),) if note else ()),
            Heading(texts("new-step", number=number + 1, count=len(FIELDS))),
            Paragraph(word_question(field, Topic, knowledge, texts)),
            *map(Paragraph, said),
        ),
        (choices,),
    )
