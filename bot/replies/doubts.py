"""What is said when there is a choice, no answer, or only a greeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import Facet, Measure
from bot.replies.actions import Open, Pick, Reject
from bot.replies.buttons import offer_erasing
from bot.replies.citing import nature
from bot.replies.folding import fold
from bot.replies.framing import frame
from bot.replies.lists import tell_authority
from bot.replies.middles import tell_national, tell_who
from bot.replies.naming import Inflection, name_all
from bot.replies.parts import Choice, Heading, Items, Paragraph, Part, Reply, Rows, fit_label
from bot.replies.spelling import explain
from bot.understanding.answering import about
from bot.understanding.query import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.content.entries import Entry, Task
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts
    from bot.understanding.answering import Ambiguous, Answer, NotFound
    from bot.understanding.matching import Match

WORTH = 0.1
"""Least probability with which an entry is worth showing beside a refusal.

Of 61 questions that are refused though there is an answer the two nearest then hold it for 17, and they are shown for
49 of the 1 061 that are refused rightly. Down to 0.12 each further one that helps costs about five shown for nothing,
at 0.1 ten, below it thirteen: `scripts/nearest.py` on the questions that `fitted.json` names.
"""


MOST_READ = 60
"""Most characters of the words of a question that are told to have been read: more of them say nothing."""


def clarify(answer: Ambiguous, asked: int | None, knowledge: Knowledge, texts: Texts) -> Reply:
    """Choices, one under another, and a way to say that none is right."""
    entries = [match.entry for match in answer.choices]
    parts = (
        _ask_which(answer, entries, knowledge, texts)
        if answer.task is None
        else _tell_sharing(answer, answer.task, knowledge, texts)
    )
    rows = [
        (Choice(fit_label(_tell_apart(one.brief, one, entries, texts)), Pick(one.id, answer.facet, asked, number)),)
        for one, number in ((match.entry, _find_number(match, answer.task)) for match in answer.choices)
    ]
    last = (Choice(texts("choice-none"), Reject(asked)), *offer_erasing(asked, texts))
    return Reply(tuple(parts), (*rows, last))


def _tell_sharing(answer: Ambiguous, task: Task, knowledge: Knowledge, texts: Texts) -> list[Part]:
    """The task that several measures have, and who was proposed in each."""
    measures = [match.entry for match in answer.choices if isinstance(match.entry, Measure)]
    duties = [measure.responsibility(task.level) for measure in measures]
    binding, named = nature(measures, knowledge), task.text.rstrip(".")
    said = Paragraph(texts(f"task-shared-{task.level.value}", nature=binding, count=len(measures), task=named))
    which = Paragraph(texts("clarify-which"))
    if len({duty.coordinators for duty in duties}) == 1:
        return [Heading(tell_who(measures, task.level, knowledge, texts)), said, which]
    names_of = (name_all(duty.coordinators, Inflection.LISTED, knowledge, texts) for duty in duties)
    each = (texts("has-coordinators", title=m.title, actors=names) for m, names in zip(measures, names_of, strict=True))
    body = (said, Items(tuple(each)))
    return [*fold((), body, explain(body, knowledge, texts), (which,))]


def _ask_which(answer: Ambiguous, entries: list[Entry], knowledge: Knowledge, texts: Texts) -> list[Part]:
    """What all of them have in common, and the question which is meant: the choices themselves say what there is."""
    measures = [entry for entry in entries if isinstance(entry, Measure)]
    national = {measure.national.coordinators for measure in measures}
    shares = len(measures) == len(entries) and len(national) == 1 and answer.query.aspect is Aspect.WHO
    if not shares or answer.facet is Facet.REGIONAL:
        return [Heading(texts("clarify-heading"))]
    differs = [Paragraph(texts("clarify-regional-differs"))] if answer.facet is Facet.BOTH else []
    return [Heading(tell_national(measures, knowledge, texts)), *differs, Paragraph(texts("clarify-which"))]


def _tell_apart(text: str, entry: Entry, entries: Sequence[Entry], texts: Texts) -> str:
    """What an entry is called among the choices `entries`: after its kind, when another one is called the same."""
    alike = any(other.brief == entry.brief and other.id != entry.id for other in entries)
    return f"{texts(f'a-{entry.kind}')}: {text}" if alike else text


def refuse(answer: NotFound, asked: int | None, knowledge: Knowledge, texts: Texts) -> Reply:
    """That there is no answer, where else to ask, what the bot knows, and the nearest entries if any is near."""
    if answer.denied:
        return _ask_again(answer, asked, knowledge, texts)
    if answer.about is not None:
        verb = texts("verb", nature=nature([answer.about], knowledge))
        proposes = bool(knowledge.measures_of(answer.about)) or answer.about.coordinates
        told = texts("untold-told" if proposes else "untold-else", verb=verb, title=answer.about.title)
        rows = (_pick(answer.about, answer.facet, asked), offer_erasing(asked, texts))
        return Reply((Heading(texts("untold")), Paragraph(told)), tuple(row for row in rows if row))
    near = find_nearest(answer)
    perhaps = ("none-try", "none-perhaps-one", "none-perhaps-two")[len(near)]
    on = texts(perhaps) if near else frame("none-try", knowledge, texts)
    parts = (Heading(_say_understood(answer, knowledge, texts)), *_say_why(answer, knowledge, texts), Paragraph(on))
    last = (*(() if near else _offer_overview(knowledge, texts)), *offer_erasing(asked, texts))
    return Reply(parts, (*(_pick(entry, answer.facet, asked) for entry in near), *([last] if last else [])))


def _ask_again(answer: NotFound, asked: int | None, knowledge: Knowledge, texts: Texts) -> Reply:
    """That a not was not understood, how to ask, and what the question was taken for without it."""
    titles = [measure.brief for measure in knowledge.measures[:1]]
    parts = [Paragraph(texts("denied")), *(Paragraph(texts("denied-try", title=title)) for title in titles)]
    rows = (() if answer.about is None else _pick(answer.about, answer.facet, asked), offer_erasing(asked, texts))
    return Reply(tuple(parts), tuple(row for row in rows if row))


def find_nearest(answer: NotFound, worth: float = WORTH) -> list[Entry]:
    """At most two entries that may be near; none for a kind of question that the content never answers."""
    if answer.outside is not None or answer.area is not None:
        return []
    near: list[Entry] = []
    for match in answer.matches:
        if match.score >= worth and not any(match.entry.akin(entry) for entry in near):
            near.append(match.entry)
    return near[:2]


def offer_others(others: Sequence[Answer]) -> Rows:
    """The other questions of a message, to choose from."""
    found = ((other, about(other)) for other in others)
    return tuple(
        (Choice(fit_label(other.query.said(other.query.text)), Open(entry.id, other.facet)),)
        for other, entry in found
        if entry is not None
    )


def reject(asked: int | None, knowledge: Knowledge, texts: Texts) -> Reply:
    """What is said when none of the choices for a question was right."""
    parts = (Heading(texts("none-of-these")), Paragraph(frame("none-try", knowledge, texts)))
    row = (*_offer_overview(knowledge, texts), *offer_erasing(asked, texts))
    return Reply(parts, (row,) if row else ())


def _offer_overview(knowledge: Knowledge, texts: Texts) -> tuple[Choice, ...]:
    """The way to all themes and measures, when the content has one."""
    overview = knowledge.overview
    return () if overview is None else (Choice(texts("show-overview"), Open(overview.id, Facet.BOTH)),)


def _say_understood(answer: NotFound, knowledge: Knowledge, texts: Texts) -> str:
    """That there is no answer, and what was asked as far as it was understood: a place, a kind of thing, or words."""
    if answer.area is not None:
        return texts("none-area", area=answer.area.name, said=frame("area-untold", knowledge, texts))
    content = answer.query.whole.content if answer.query.segments else ()
    shown = ", ".join(dict.fromkeys(answer.query.said(word.surface).lower() for word in content))
    return texts("none-read", words=shown) if 0 < len(shown) <= MOST_READ else texts("none-said")


def _say_why(answer: NotFound, knowledge: Knowledge, texts: Texts) -> Iterator[Part]:
    """Why not: what there is today in a region, where else to ask, or what the content is about."""
    if answer.area is not None:
        yield Paragraph(tell_authority(answer.area, texts))
    if answer.outside is not None:
        yield Paragraph(answer.outside.elsewhere)
    elif answer.area is None:
        yield Paragraph(frame("none-known", knowledge, texts))


def _pick(entry: Entry, facet: Facet, asked: int | None) -> tuple[Choice, ...]:
    return (Choice(fit_label(entry.brief), Pick(entry.id, facet, asked)),)


def _find_number(choice: Match[Entry], task: Task | None) -> int | None:
    """The number of the task that all choices have among those of this one."""
    own = choice.entry.tasks if isinstance(choice.entry, Measure) and task is not None else ()
    return next((one.number for one in own if one.text == choice.phrase), None)
