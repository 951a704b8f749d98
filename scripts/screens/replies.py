"""Every reply that people see, in every language, and how often labelled questions are answered by it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content.entries import Facet, Measure
from bot.replies import Open, View, render, show, tell_help
from bot.replies.notices import guide, welcome
from bot.replies.texts import LANGUAGES, in_language
from bot.telegram.handlers.menu import Menu, list_commands
from bot.telegram.messages import write
from bot.understanding.answering import Ambiguous, Computed, Found, NotFound, SmallTalk, about, converse, opened
from bot.understanding.query import NEW, Query, Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.replies import Reply
    from bot.replies.texts import Texts
    from bot.telegram.messages import Written
    from bot.understanding.answering import Answer
    from bot.understanding.matching import Index

    Told = Iterator[tuple[str, str, Reply]]

QUESTIONS = Path(__file__).parent.parent.parent / "tests" / "questions"
NO_QUESTIONS = {"distress"}
"""Files of what is no question about the content."""
IN_LOG = 1
"""The number of a question in the log: with one the buttons are there that need it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question and the answers to it, the first one at length."""

    question: str
    answer: Answer
    others: tuple[Answer, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """The form, the entry and the levels of the answer; of a refusal the kind of thing that was asked."""
        entry = about(self.answer)
        named = "" if entry is None else entry.id
        if isinstance(self.answer, NotFound) and self.answer.outside is not None:
            named = self.answer.outside.id
        return form_of(self.answer), named, self.answer.facet.value

    def word(self, index: Index, texts: Texts) -> Reply:
        """The reply, as the bot words it."""
        return render(self.answer, index.knowledge, texts, IN_LOG, self.others)


@dataclass(frozen=True)
class Shown:
    """A reply on the screen. about: the entry and its levels, or the question, that it answers."""

    form: str
    about: str
    language: str
    reply: Reply

    @cached_property
    def written(self) -> Written:
        """As it is sent."""
        return write(self.reply)

    @property
    def looks(self) -> tuple[str, str, tuple[tuple[str, ...], ...]]:
        """What tells it from another on the screen."""
        return self.language, self.written.text, self.labels

    @property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        """The buttons, row by row."""
        rows = self.written.keyboard.inline_keyboard if self.written.keyboard else ()
        return tuple(tuple(button.text for button in row) for row in rows)


def form_of(answer: Answer) -> str:
    """What an answer is: the kind of its entry, `task`, the form of what is computed, `choice`, `miss` or `talk`."""
    match answer:
        case Found(entry=entry, task=task):
            return entry.kind if task is None else "task"
        case Computed(entry=entry, result=result):
            return entry.kind if entry is not None and result.wanted.plain else result.wanted.form.value
        case Ambiguous():
            return "choice"
        case NotFound():
            return "miss"
        case _:
            return "talk"


def ask_all(index: Index) -> list[Asked]:
    """Ask all labelled questions of the tests, the turns of a conversation after one another."""
    asked = []
    for path in sorted(QUESTIONS.glob("*.jsonl")):
        if path.stem not in NO_QUESTIONS:
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                conversation = NEW
                for turn in row.get("turns", [row]):
                    (answer, *others), conversation = converse(turn["q"], index, conversation, IN_LOG)
                    asked.append(Asked(turn["q"], answer, tuple(others)))
    return asked


def every_reply(asked: list[Asked], index: Index) -> list[Shown]:
    """All that is told of entries, refused, and said besides, and the replies to questions; what looks alike once."""
    found: dict[object, Shown] = {}
    for language in LANGUAGES:
        texts = in_language(language)
        told = (_of_entries(index, texts), _of_questions(asked, index, texts), _besides(index, texts))
        for form, named, reply in chain(*told):
            shown = Shown(form, named, language, reply)
            found.setdefault(shown.looks, shown)
    return list(found.values())


def _of_entries(index: Index, texts: Texts) -> Told:
    """Every entry on the levels that it has, and its tasks, in every view."""
    for entry in index.knowledge.entries.values():
        for facet in Facet if entry.levelled or entry.groups or entry.coordinates else (Facet.BOTH,):
            found = opened(entry.id, facet, index)
            yield from _in_views(found, f"{entry.id} {facet.value}", index, texts)
        for task in entry.tasks if isinstance(entry, Measure) else ():
            found = opened(entry.id, Facet(task.level.value), index, NEW, task.number)
            yield from _in_views(found, f"{entry.id} {task.level.value} #{task.number}", index, texts)


def _in_views(found: Found | None, named: str, index: Index, texts: Texts) -> Told:
    if found is None:
        raise ValueError(named)
    number = None if found.task is None else found.task.number
    for view in View:
        form = form_of(found) if view is View.SHORT else view.name.lower()
        action = Open(found.entry.id, found.facet, view, asked=IN_LOG, task=number)
        yield form, named, show(found, action, index.knowledge, texts)


def _of_questions(asked: list[Asked], index: Index, texts: Texts) -> Told:
    for one in asked:
        yield form_of(one.answer), one.question, one.word(index, texts)


def _besides(index: Index, texts: Texts) -> Told:
    knowledge = index.knowledge
    yield "welcome", "/start", welcome(knowledge, texts)
    commands = [name for name in list_commands(Menu.PRIVATE) if name != "help"]
    yield "help", "/help", guide("elo_botti", commands, knowledge, texts)
    yield "distress", "", tell_help(texts.language)
    for talk in Talk:
        yield "talk", talk.value, render(SmallTalk(Query("", ()), talk), knowledge, texts, IN_LOG)
    for outside in knowledge.outside:
        refused = NotFound(Query("", ()), Facet.BOTH, 0.0, outside=outside)
        yield "miss", outside.id, render(refused, knowledge, texts, IN_LOG)
    for area in knowledge.areas:
        yield "miss", area.slug, render(NotFound(Query("", ()), Facet.BOTH, 0.0, area=area), knowledge, texts, IN_LOG)
