"""`Answer` → `Reply`: parts and choices, worded; knows nothing of Telegram."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.entries import Entry
from bot.replies import answers
from bot.replies.actions import (
    Action,
    Ask,
    Browse,
    Declare,
    Draw,
    Erase,
    Feedback,
    Judge,
    Leave,
    Open,
    Page,
    Pick,
    Places,
    Pressed,
    Reject,
    Settle,
    Share,
    Shelf,
    Speak,
    View,
)
from bot.replies.buttons import ask_meant, ask_reasons, word_query
from bot.replies.coding import decode, encode, encode_link, parse_link
from bot.replies.computed import tell_computed
from bot.replies.doubts import clarify, put_beside, refuse, reject
from bot.replies.framing import frame
from bot.replies.lists import ask_area, find_on_shelf, settle_area, show_page
from bot.replies.middles import Case
from bot.replies.parts import (
    Choice,
    Cited,
    Code,
    Heading,
    Items,
    Note,
    Paragraph,
    Part,
    Reply,
    Rows,
    address,
    fit_label,
    joins,
    plain,
)
from bot.replies.texts import in_language
from bot.understanding.answering import Ambiguous, Answer, Computed, Distress, Found, NotFound, SmallTalk
from bot.understanding.query import Move, Talk, help_lines

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts

__all__ = [
    "Action",
    "Ask",
    "Browse",
    "Choice",
    "Cited",
    "Code",
    "Declare",
    "Draw",
    "Erase",
    "Feedback",
    "Heading",
    "Items",
    "Judge",
    "Leave",
    "Note",
    "Open",
    "Page",
    "Paragraph",
    "Part",
    "Pick",
    "Places",
    "Pressed",
    "Reject",
    "Reply",
    "Rows",
    "Settle",
    "Share",
    "Shelf",
    "Speak",
    "View",
    "address",
    "ask_area",
    "ask_meant",
    "ask_reasons",
    "decode",
    "encode",
    "encode_link",
    "find_on_shelf",
    "fit_label",
    "joins",
    "parse_link",
    "plain",
    "put_beside",
    "reject",
    "render",
    "settle_area",
    "show",
    "show_page",
    "tell_help",
    "word_query",
]


VIEWS = {Move.MORE: View.WHOLE, Move.CHANGES: View.CHANGES, Move.SOURCE: View.SOURCES}
"""What the words of a button show, typed."""


def render(answer: Answer, knowledge: Knowledge, texts: Texts, asked: int | None = None) -> Reply:
    """Word an answer. asked: the number of its question in the log, for choices that say what it meant."""
    reply = _word(answer, knowledge, texts, asked)
    if isinstance(answer, SmallTalk | Distress):
        return reply
    tongue = answer.query.tongue
    notes = [
        *([] if tongue is None else [in_language(tongue)("read-in-finnish")]),
        *([texts("read-in-part")] if answer.query.cut else []),
        *([] if answer.query.taken is None else [texts("read-one-of", question=answer.query.taken)]),
    ]
    return replace(reply, parts=(*map(Note, notes), *reply.parts))


def show(found: Found, action: Open, knowledge: Knowledge, texts: Texts) -> Reply:
    """Word what a button opens, in the view that it asks for."""
    return answers.show(Case(found, knowledge, texts), action)


def _word(  # noqa: PLR0911  a table of cases
    answer: Answer, knowledge: Knowledge, texts: Texts, asked: int | None
) -> Reply:
    match answer:
        case Found(entry=entry, facet=facet, task=task):
            number = None if task is None else task.number
            view = VIEWS.get(answer.move, View.SHORT) if answer.move else View.SHORT
            return show(answer, Open(entry.id, facet, view, asked=asked, task=number), knowledge, texts)
        case Computed(entry=Entry() as entry, facet=facet, result=result) if result.wanted.plain:
            found = Found(answer.query, entry, facet, answer.score)
            return show(found, Open(entry.id, facet, asked=asked), knowledge, texts)
        case Computed():
            return tell_computed(answer, asked, knowledge, texts)
        case Ambiguous():
            return clarify(answer, asked, knowledge, texts)
        case NotFound():
            return refuse(answer, asked, knowledge, texts)
        case SmallTalk(talk=talk, query=query):
            said, judged = _reply_to_talk(talk, knowledge, texts), query.conversation.asked
            asks = talk in {Talk.COMPLAINT, Talk.DISLIKE} and judged is not None
            return Reply((Paragraph(said),), ask_reasons(judged, texts) if asks and judged is not None else ())
        case Distress(language=language):
            return tell_help(language)


def tell_help(language: str) -> Reply:
    """Where somebody finds help who speaks of suicide or self-harm, in the language of the words; nothing to press."""
    texts, known = in_language(language), help_lines()
    said = (
        texts("distress-here"),
        texts("distress-danger", number=known.emergency),
        texts("distress-line", fi=known.lines["fi"], sv=known.lines["sv"], en=known.lines["en"]),
        texts("distress-other"),
        texts("distress-kept"),
    )
    return Reply(tuple(map(Paragraph, said)))


def _reply_to_talk(talk: Talk, knowledge: Knowledge, texts: Texts) -> str:
    match talk:
        case Talk.GREETING:
            return frame("talk-greeting", knowledge, texts)
        case Talk.WHO_ARE_YOU:
            return frame("talk-who-are-you", knowledge, texts)
        case _:
            return texts(f"talk-{talk.value}")
