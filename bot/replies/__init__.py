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
    Choose,
    Declare,
    Draw,
    Erase,
    Feedback,
    Judge,
    Leave,
    More,
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
from bot.replies.buttons import ask_meant, ask_reasons, lay_out, spread, word_query
from bot.replies.coding import decode, encode, encode_link, parse_link
from bot.replies.computed import tell_computed
from bot.replies.doubts import clarify, offer_others, refuse, reject
from bot.replies.framing import frame
from bot.replies.lists import ask_area, find_on_shelf, settle_area, show_page
from bot.replies.middles import Case
from bot.replies.parts import (
    Choice,
    Cited,
    Code,
    Flat,
    Heading,
    Items,
    Note,
    Paragraph,
    Part,
    Quote,
    Reply,
    Rows,
    address,
    fit_label,
    joins,
    plain,
    unfold,
)
from bot.replies.texts import in_language
from bot.replies.translating import note_untold, translate
from bot.understanding.answering import Ambiguous, Answer, Computed, Distress, Found, NotFound, SmallTalk
from bot.understanding.query import Move, Talk, help_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts

__all__ = [
    "Action",
    "Ask",
    "Browse",
    "Choice",
    "Choose",
    "Cited",
    "Code",
    "Declare",
    "Draw",
    "Erase",
    "Feedback",
    "Flat",
    "Heading",
    "Items",
    "Judge",
    "Leave",
    "More",
    "Note",
    "Open",
    "Page",
    "Paragraph",
    "Part",
    "Pick",
    "Places",
    "Pressed",
    "Quote",
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
    "reject",
    "render",
    "settle_area",
    "show",
    "show_page",
    "spread",
    "tell_help",
    "unfold",
    "word_query",
]


VIEWS = {Move.MORE: View.WHOLE, Move.CHANGES: View.CHANGES, Move.SOURCE: View.SOURCES, Move.PLAIN: View.PLAIN}
"""What the words of a button show, typed."""


def render(
    answer: Answer, knowledge: Knowledge, texts: Texts, asked: int | None = None, others: Sequence[Answer] = ()
) -> Reply:
    """Word an answer. asked: the number of its question in the log, for choices that say what it meant.

    others: the answers to the other questions of the message, which are offered. A question is answered in its own
    language; one whose words do not tell it, in that of `texts`.
    """
    tongue = answer.query.tongue
    texts = texts if tongue is None else in_language(tongue)
    told = knowledge.told(texts.language)
    before = tuple(map(Note, _tell_reading(answer, texts, several=bool(others))))
    reply = note_untold(_word(translate(answer, told), before, told, texts, asked), told, texts)
    return replace(reply, choices=(*offer_others(others), *reply.choices), language=tongue)


def _tell_reading(answer: Answer, texts: Texts, *, several: bool) -> Iterator[str]:
    """What is to be known of how the message was read: several questions, or only a part of it."""
    if several:
        yield texts("ask-one-more")
    if isinstance(answer, SmallTalk | Distress):
        return
    if answer.query.cut:
        yield texts("read-in-part")
    if answer.query.taken is not None:
        yield texts("read-one-of", question=answer.query.said(answer.query.taken))


def show(found: Found, action: Open, knowledge: Knowledge, texts: Texts) -> Reply:
    """Word what a button opens, in the view that it asks for."""
    told = knowledge.told(texts.language)
    return note_untold(answers.show(Case(translate(found, told), told, texts), action), told, texts)


def _word(answer: Answer, before: tuple[Note, ...], knowledge: Knowledge, texts: Texts, asked: int | None) -> Reply:
    """Word an answer below what stands before it."""
    match answer:
        case Found(entry=entry, facet=facet, task=task):
            number = None if task is None else task.number
            view = VIEWS.get(answer.move, View.SHORT) if answer.move else View.SHORT
            opened = Open(entry.id, facet, view, asked=asked, task=number)
            reply = answers.show(Case(answer, knowledge, texts, before), opened)
            shares = answer.move is Move.SHARE  # the button for it stands among what is put under the answer
            return replace(reply, choices=lay_out(reply.choices, knowledge, texts)) if shares else reply
        case Computed(entry=Entry() as entry, facet=facet, result=result) if result.wanted.plain:
            found = Found(answer.query, entry, facet, answer.score)
            return answers.show(Case(found, knowledge, texts, before), Open(entry.id, facet, asked=asked))
        case Computed():
            return tell_computed(answer, before, asked, knowledge, texts)
        case _:
            reply = _word_doubt(answer, knowledge, texts, asked)
            return replace(reply, parts=(*before, *reply.parts))


def _word_doubt(
    answer: Ambiguous | NotFound | SmallTalk | Distress, knowledge: Knowledge, texts: Texts, asked: int | None
) -> Reply:
    match answer:
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
