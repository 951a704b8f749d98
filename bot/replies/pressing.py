"""What a pressed button shows, and what the conversation remembers of it. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.replies import (
    Action,
    Browse,
    Choose,
    Leave,
    More,
    Open,
    Paragraph,
    Pick,
    Places,
    Reject,
    Reply,
    Settle,
    ask_area,
    reject,
    settle_area,
    show,
    show_page,
    spread,
)
from bot.understanding.answering import follow, opened

if TYPE_CHECKING:
    from bot.replies.texts import Texts
    from bot.understanding.matching import Index
    from bot.understanding.query import Conversation

Turn = tuple[Reply, "Conversation"]


def press(action: Action, conversation: Conversation, index: Index, texts: Texts) -> Turn | None:
    """The reply, and the conversation after it; None when there is nothing to show, or not any more."""
    match action:
        case Open() | Pick():
            return _open(action, conversation, index, texts)
        case Settle():
            return _settle(action, conversation, index, texts)
        case Reject(asked):
            return reject(asked, index.knowledge, texts), replace(conversation, choices=())
        case Leave():
            return Reply((Paragraph(texts("comment-left")),)), replace(conversation, commenting=False)
        case _:
            reply = _show(action, index, texts)
            return None if reply is None else (reply, conversation)


def _show(action: Action, index: Index, texts: Texts) -> Reply | None:
    """What changes nothing in the conversation."""
    match action:
        case Browse(page):
            return show_page(page, index.knowledge, texts)
        case More() | Choose():
            rows = spread(action, index.knowledge, texts)
            return Reply((Paragraph(texts("list-choose")),), rows) if rows else None
        case Places(entry, facet, asked):
            return ask_area(Open(entry, facet, asked=asked), index.knowledge, texts)
        case _:
            return None


def _open(action: Open | Pick, conversation: Conversation, index: Index, texts: Texts) -> Turn | None:
    if isinstance(action, Pick):
        action = Open(action.entry, action.facet, asked=action.asked, task=action.task)
    found = opened(action.entry, action.facet, index, conversation, action.task)
    if found is None:
        return None
    action = replace(action, entry=found.entry.id)
    return show(found, action, index.knowledge, texts), follow(conversation, found)


def _settle(action: Settle, conversation: Conversation, index: Index, texts: Texts) -> Turn | None:
    area = next((area for area in index.knowledge.areas if area.slug == action.area), None)
    if area is None:
        return None
    return settle_area(area, action.back, index.knowledge, texts), replace(conversation, area=area.slug)
