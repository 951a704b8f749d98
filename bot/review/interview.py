"""A new topic made by questions in the chat, one at a time: what was said so far, and what comes next. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.content.drafting import fields_of, make, read, write
from bot.content.entries import Topic
from bot.review.changes import Addition, parse_addition

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.content.drafting import Field
    from bot.content.knowledge import Knowledge

ASKED = ("title", "content", "synonyms", "sources")
"""What the chat asks for, in this order; the rest is for a desk."""
FIELDS = tuple(sorted((one for one in fields_of(Topic) if one.name in ASKED), key=lambda one: ASKED.index(one.name)))


@dataclass(frozen=True, slots=True)
class Interview:
    """What an admin said of a new topic.

    token: eight hexadecimal digits that name it. gap: what it is to close, by number, and words: those that tell of
    that, which become words of the topic as well. said: the lines of each answer, none of a question passed over.
    """

    token: str
    gap: int | None = None
    words: str = ""
    said: tuple[tuple[str, ...], ...] = ()

    @property
    def field(self) -> Field | None:
        """What is asked for next; None when all was."""
        return FIELDS[len(self.said)] if len(self.said) < len(FIELDS) else None

    def answered(self, lines: Sequence[str], knowledge: Knowledge, today: date) -> Interview:
        """The same with one more answer. Raises Unfit."""
        read(FIELDS[len(self.said)], lines, knowledge, today)
        return replace(self, said=(*self.said, tuple(lines)))

    def back(self) -> Interview:
        """The same without the last answer."""
        return replace(self, said=self.said[:-1])

    def finish(self, knowledge: Knowledge, today: date) -> Addition:
        """The topic as a new file. Raises Unfit and KnowledgeError when the content has changed meanwhile."""
        values = {
            field.place: read(field, lines, knowledge, today) for field, lines in zip(FIELDS, self.said, strict=True)
        }
        return parse_addition(write([make(Topic, values, self.words, knowledge)]).encode(), "", knowledge)
