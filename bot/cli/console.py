"""The terminal edge: the same conversation without Telegram, typed or piped."""

from __future__ import annotations

import contextlib
import shutil
import sys
import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.cli.printing import say
from bot.replies import (
    Action,
    Ask,
    Choice,
    Cited,
    Code,
    Flat,
    Heading,
    Items,
    Judge,
    Note,
    Paragraph,
    Reply,
    Share,
    address,
    joins,
    unfold,
)
from bot.replies.notices import say_one, welcome
from bot.replies.pressing import press
from bot.replies.texts import in_language
from bot.understanding.query import NEW, Conversation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.adviser import Adviser

LAST_WORD = "lopeta"
WIDEST = 100
"""Longest line on a terminal, in characters; longer ones are hard to read."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What was just said, and the conversation after it."""

    reply: Reply
    conversation: Conversation = NEW

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices in the order of their numbers, from 1, without those that only Telegram knows."""
        choices = (choice for row in self.reply.choices for choice in row)
        return tuple(choice for choice in choices if not isinstance(choice.action, Judge | Share))


def converse(adviser: Adviser) -> None:
    """Talk until the input ends or somebody says `lopeta`. On a terminal with history, colours and wrapped lines."""
    if sys.stdin.isatty():
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401, PLC0415  gives `input` its history; not on every system
    turn = Turn(welcome(adviser.index.knowledge, adviser.texts))
    _show(Turn(say_one(adviser.texts("console-how"))))
    _show(turn)
    for line in _read_lines():
        turn = respond(line, turn, adviser)
        _show(turn)


def respond(line: str, turn: Turn, adviser: Adviser) -> Turn:
    """Answer what was typed after `turn`: a question, or the number of a choice."""
    if not line.isdecimal() or not turn.choices:
        return _ask(line, turn.conversation, adviser)
    if not 1 <= int(line) <= len(turn.choices):
        sentence = say_one(adviser.texts("console-choose", count=len(turn.choices)))
        return replace(turn, reply=replace(sentence, choices=turn.reply.choices))
    match turn.choices[int(line) - 1].action:
        case Ask(question):
            return _ask(question, turn.conversation, adviser)
        case action:
            return _choose(action, turn, adviser)


def _ask(question: str, conversation: Conversation, adviser: Adviser) -> Turn:
    _, reply, after = adviser.ask(question, conversation, "terminal", "terminal")
    return Turn(reply, after)


def _choose(action: Action, before: Turn, adviser: Adviser) -> Turn:
    language = before.reply.language
    texts = adviser.texts if language is None else in_language(language)
    turn = press(action, before.conversation, adviser.index, texts)
    reply, after = turn or (say_one(texts("aged")), before.conversation)
    return Turn(replace(reply, language=language), after)


def _read_lines() -> Iterator[str]:
    prompt = "> " if sys.stdin.isatty() else ""
    while True:
        try:
            line = input(prompt).strip()
        except (EOFError, KeyboardInterrupt):
            say()
            return
        if line.casefold() == LAST_WORD:
            return
        if line:
            yield line


def _show(turn: Turn) -> None:
    """Print a reply and its numbered choices, a blank line after them."""
    width = min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else sys.maxsize
    labels = tuple(choice.label for choice in turn.choices)
    parts = [*unfold(turn.reply.parts)]
    for before, part in zip((None, *parts), parts, strict=False):
        if before is not None and not joins(before, part):
            say()
        say(_lay_out(part, width), bold=isinstance(part, Heading), dim=isinstance(part, Note | Cited))
    say()
    for number, label in enumerate(labels, 1):
        say(f"{number:>2}", bold=True, nl=False)
        say(f"  {_wrap(label, width - 4, '', '    ')}")
    if labels:
        say()


def _lay_out(part: Flat, width: int) -> str:
    match part:
        case Items(items):
            return "\n".join(_wrap(address(item), width, "• ", "  ") for item in items)
        case Heading(text) | Note(text) | Cited(text) | Paragraph(text) | Code(text):
            return _wrap(address(text), width)


def _wrap(text: str, width: int, first: str = "", later: str = "") -> str:
    return "\n".join(
        textwrap.fill(line, width, initial_indent=first, subsequent_indent=later, break_long_words=False)
        for line in text.split("\n")
    )
