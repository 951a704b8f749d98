"""What a reply is made of; knows nothing of Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.marking import Marked
from bot.content.values import LABEL
from bot.replies.actions import Pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.replies.actions import Action


@dataclass(frozen=True, slots=True)
class Heading:
    """What the reply, or the part below it, is about."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What has changed, or a caution."""

    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Where the answer comes from."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be copied as it is."""

    text: str


Flat = Heading | Paragraph | Items | Note | Cited | Code
"""What says something by itself."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What a phone shows the beginning of, and all of it at a tap."""

    parts: tuple[Flat, ...]


Part = Flat | Quote


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the reader may pick: what it says and what it does."""

    label: str
    action: Action


Rows = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said: parts in order, and rows of choices below them.

    language: that of the question, where it decided that of the reply: `sv` or `en`.
    """

    parts: tuple[Part, ...]
    choices: Rows = ()
    language: str | None = None

    @property
    def asked(self) -> int | None:
        """The question that it answers, by its number in the log, as its choices know it; None when they know none."""
        known = (getattr(choice.action, "asked", None) for row in self.choices for choice in row)
        return next((asked for asked in known if asked is not None), None)


def plain(reply: Reply) -> str:
    """The reply as plain text, parts divided by blank lines, a heading directly above what follows it.

    What a question may have meant is listed, since nothing can be pressed.
    """
    meant = tuple(choice.label for row in reply.choices for choice in row if isinstance(choice.action, Pick))
    return flatten((*unfold(reply.parts), *([Items(meant)] if meant else [])))


def unfold(parts: Iterable[Part]) -> Iterator[Flat]:
    """The parts with what is folded away in its place."""
    for part in parts:
        yield from part.parts if isinstance(part, Quote) else (part,)


def flatten(parts: Iterable[Flat]) -> str:
    """Parts as plain text."""
    lines: list[str] = []
    before: Flat | None = None
    for part in parts:
        if before is not None and not joins(before, part):
            lines.append("")
        match part:
            case Heading(text) | Paragraph(text) | Note(text) | Cited(text) | Code(text):
                lines.append(address(text))
            case Items(items):
                lines += [f"• {address(item)}" for item in items]
        before = part
    return "\n".join(lines)


def address(text: str) -> str:
    """The text of a part for where nothing can be pressed: each link with its address."""
    return text.addressed if isinstance(text, Marked) else text


def joins(before: Part, part: Part) -> bool:
    """Whether `part` stands right under `before`, without a blank line.

    So stand a list, all under a heading, a note or heading under a note, the source, and what is beside a quotation,
    which has room of its own.
    """
    quoted = isinstance(before, Quote) or isinstance(part, Quote)
    noted = isinstance(before, Note) and isinstance(part, Note | Heading)
    return quoted or noted or isinstance(part, Items | Cited) or isinstance(before, Heading)


def capitalise(text: str) -> str:
    """`text` with a capital at its beginning, and the rest as it is."""
    return text[:1].upper() + text[1:]


def fit_label(title: str) -> str:
    """A text as the label of a choice: whole words, at most 40 characters."""
    return title if len(title) <= LABEL else f"{title[: LABEL - 1].rsplit(' ', 1)[0]}…"
