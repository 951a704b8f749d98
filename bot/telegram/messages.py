"""`Reply` → a Telegram message: text with entities, never markup, and buttons under it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.content.marking import Style, joined, marked, marks_of
from bot.replies import (
    Choice,
    Cited,
    Code,
    Flat,
    Heading,
    Items,
    Judge,
    Note,
    Paragraph,
    Part,
    Pressed,
    Quote,
    Reply,
    Rows,
    Share,
    decode,
    encode,
    joins,
    parse_link,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LIMIT = 4096
"""Longest text that Telegram takes, in UTF-16 units."""
CAPTION = 1024
"""Longest text under a picture."""

MARKS = {Style.BOLD: MessageEntity.BOLD, Style.ITALIC: MessageEntity.ITALIC, Style.LINK: MessageEntity.TEXT_LINK}
STYLES = {Heading: MessageEntity.BOLD, Cited: MessageEntity.ITALIC, Code: MessageEntity.PRE}


@dataclass(frozen=True, slots=True)
class Written:
    """What is sent. text: at most 4096 UTF-16 units. entities: offsets and lengths in those units."""

    text: str
    entities: tuple[MessageEntity, ...] = ()
    keyboard: InlineKeyboardMarkup | None = None


def write(reply: Reply) -> Written:
    """Write out a reply. What would not fit is left out in whole parts from the end, from the end of a quotation first.

    The beginning of a quotation is shown, and all of it when it is tapped.
    """
    page = Page()
    for place, part in enumerate(reply.parts):
        if isinstance(part, Quote):
            below = write(Reply(reply.parts[place + 1 :])).text
            page.quote(part.parts, _count_units(f"\n{below}" if below else ""))
        elif not page.add(part):
            break
    return Written(page.text, tuple(page.entities), _build_keyboard(reply.choices))


class Page:
    """What is written so far: the text, and its entities."""

    def __init__(self) -> None:
        self.text = ""
        self.entities: list[MessageEntity] = []
        self._before: Part | None = None

    def add(self, part: Flat, below: int = 0) -> bool:
        """Write a part below what there is; whether it fits. The first one is cut where it does not.

        below: UTF-16 units that are to be left for what comes after it.
        """
        laid = _lay_out(part)
        body = laid if self.text else _cut(laid)
        start = self.text + (_divide(self._before, part) if self.text else "")
        if _count_units(start + body) > LIMIT - below:
            return False
        style = STYLES.get(type(part))
        if style is not None and body.strip():
            self.entities.append(MessageEntity(style, _count_units(start), _count_units(body)))
        self.entities += _mark(laid, start, len(body))
        self.text, self._before = start + body, part
        return True

    def quote(self, parts: Sequence[Flat], below: int) -> None:
        """Write as many of the parts as fit as a quotation. below: units that are left for what comes after it."""
        start = len(self.text)
        self._before = Quote(()) if self.text else None
        for part in parts:
            if not self.add(part, below):
                break
        said = self.text[start:].lstrip("\n")
        if said.strip():
            offset = _count_units(self.text) - _count_units(said)
            self.entities.append(MessageEntity(MessageEntity.EXPANDABLE_BLOCKQUOTE, offset, _count_units(said)))
        self._before = Quote(()) if self.text else None


def split(text: str) -> Iterator[Written]:
    """A text of any length as messages that continue one another, cut between words unless one is very long."""
    rest = _repair(text).strip()
    while rest:
        body = _cut(rest)
        space = max(map(body.rfind, " \n"))
        if len(body) < len(rest) and space > len(body) // 2:
            body = body[:space]
        yield Written(body.strip())
        rest = rest[len(body) :].strip()


def end_judging(keyboard: InlineKeyboardMarkup, instead: Rows) -> InlineKeyboardMarkup:
    """The keyboard without the buttons that ask whether the answer helped, and with other rows at the end."""
    return _leave(keyboard, lambda button: not _judges(button), instead)


def remove(keyboard: InlineKeyboardMarkup, data: str, instead: Rows = ()) -> InlineKeyboardMarkup:
    """The keyboard without the buttons that have this data, and with other rows at the end."""
    return _leave(keyboard, lambda button: button.callback_data != data, instead)


def _leave(
    keyboard: InlineKeyboardMarkup, keeps: Callable[[InlineKeyboardButton], bool], instead: Rows
) -> InlineKeyboardMarkup:
    rows = [[button for button in row if keeps(button)] for row in keyboard.inline_keyboard]
    return InlineKeyboardMarkup([*filter(None, rows), *_build_rows(instead)])


def holds(keyboard: InlineKeyboardMarkup | None, data: str) -> bool:
    """Whether a button with this data stands in the keyboard."""
    return keyboard is not None and any(
        button.callback_data == data for row in keyboard.inline_keyboard for button in row
    )


def find_actions(keyboard: InlineKeyboardMarkup | None) -> Iterator[Pressed]:
    """What the buttons of a keyboard do, those that lead from another chat to an answer among them."""
    for button in (button for row in (keyboard.inline_keyboard if keyboard else ()) for button in row):
        link = parse_link((button.url or "").partition("?start=")[2])
        action = decode(button.callback_data) if isinstance(button.callback_data, str) else link
        if action is not None:
            yield action


def _divide(before: Part | None, part: Part) -> str:
    """A blank line divides parts that do not stand right under each other."""
    return "\n" if before is not None and joins(before, part) else "\n\n"


def _lay_out(part: Flat) -> str:
    match part:
        case Items(items):
            bullets = ("• ", *("\n• " for _ in items[1:]))
            return _repair(joined(said for bullet in zip(bullets, items, strict=False) for said in bullet))
        case Heading(text) | Paragraph(text) | Note(text) | Cited(text) | Code(text):
            return _repair(text)


def _mark(body: str, start: str, most: int) -> Iterator[MessageEntity]:
    """The marks of the first `most` characters of what stands after `start`."""
    for mark in marks_of(body):
        words = body[mark.start : min(mark.end, most)]
        if words.strip():
            offset = _count_units(start + body[: mark.start])
            yield MessageEntity(MARKS[mark.style], offset, _count_units(words), url=mark.url or None)


def _repair(text: str) -> str:
    """The text with a question mark for each half of a character, which can be written in no encoding."""
    return marked(text.encode("utf-8", "replace").decode(), marks_of(text))


def _count_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(body: str) -> str:
    """The body, cut at the limit without splitting a character: only a first part may be that long."""
    return body.encode("utf-16-le")[: 2 * LIMIT].decode("utf-16-le", "ignore")


def _build_keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup(_build_rows(rows)) if rows else None


def _build_rows(rows: Rows) -> list[list[InlineKeyboardButton]]:
    return [[_build_button(choice) for choice in row] for row in rows]


def _build_button(choice: Choice) -> InlineKeyboardButton:
    if isinstance(choice.action, Share):
        return InlineKeyboardButton(choice.label, switch_inline_query=choice.action.query)
    return InlineKeyboardButton(choice.label, callback_data=encode(choice.action))


def _judges(button: InlineKeyboardButton) -> bool:
    return isinstance(button.callback_data, str) and isinstance(decode(button.callback_data), Judge)
