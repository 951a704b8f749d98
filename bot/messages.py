"""`Reply` → a Telegram message: text with entities, never markup, and buttons under it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.replies import Choice, Cited, Heading, Items, Note, Paragraph, Part, Reply, encode

LIMIT = 4096
"""Longest text that Telegram takes, in UTF-16 units."""

STYLES = {Heading: MessageEntity.BOLD, Cited: MessageEntity.ITALIC}


@dataclass(frozen=True, slots=True)
class Written:
    """What is sent. text: at most 4096 UTF-16 units. entities: offsets and lengths in those units."""

    text: str
    entities: tuple[MessageEntity, ...] = ()
    keyboard: InlineKeyboardMarkup | None = None


def write(reply: Reply) -> Written:
    """Write out a reply. What would not fit is left out in whole parts from the end."""
    text = ""
    entities: list[MessageEntity] = []
    before = None
    for part in reply.parts:
        body = _body(part) if text else _fitting(_body(part))
        start = text + (_gap(before, part) if text else "")
        if _units(start + body) > LIMIT:
            break
        style = STYLES.get(type(part))
        if style is not None and body.strip():
            entities.append(MessageEntity(style, _units(start), _units(body)))
        text, before = start + body, part
    return Written(text, tuple(entities), _keyboard(reply.choices))


def _gap(before: Part | None, part: Part) -> str:
    """A blank line divides parts; a heading stands on what it heads, a list under what introduces it."""
    joined = isinstance(part, Items) or (isinstance(before, Heading) and not isinstance(part, Heading))
    return "\n" if joined else "\n\n"


def _body(part: Part) -> str:
    match part:
        case Items(items):
            return "\n".join(f"• {item}" for item in items)
        case Heading(text) | Paragraph(text) | Note(text) | Cited(text):
            return text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _fitting(body: str) -> str:
    """The body, cut at the limit without splitting a character: only a first part may be that long."""
    return body.encode("utf-16-le")[: 2 * LIMIT].decode("utf-16-le", "ignore")


def _keyboard(rows: tuple[tuple[Choice, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(choice.label, callback_data=encode(choice.action)) for choice in row] for row in rows]
    )
