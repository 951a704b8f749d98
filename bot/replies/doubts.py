"""What is said when there is a choice, no answer, or only a greeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import Facet, Measure
from bot.replies.actions import Open, Pick, Reject
from bot.replies.answers import ROOM
from bot.replies.buttons import offer_erasing
from bot.replies.citing import list_names, nature
from bot.replies.framing import frame
from bot.replies.lists import tell_authority
from bot.replies.middles import name_coordinators
from bot.replies.parts import Choice, Items, Note, Paragraph, Part, Reply, Rows, fit_label, flatten
from bot.replies.spelling import spell_out
from bot.understanding.answering import about
from bot.understanding.query import Aspect

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    return Reply(tuple(parts), (*rows, (Choice(texts("choice-none"), Reject(asked)),), *offer_erasing(asked, texts)))


def _tell_sharing(answer: Ambiguous, task: Task, knowledge: Knowledge, texts: Texts) -> list[Part]:
    """The task that several measures have, and who was proposed in each, if that fits a screen."""
    measures = [match.entry for match in answer.choices if isinstance(match.entry, Measure)]
    proposed = [measure.responsibility(task.level).coordinators for measure in measures]
    binding, named = nature(measures, knowledge), task.text.rstrip(".")
    said = Paragraph(texts(f"task-shared-{task.level.value}", nature=binding, count=len(measures), task=named))
    titles = tuple(measure.title for measure in measures)
    which = Paragraph(texts("clarify-which"))
    if len(set(proposed)) == 1:
        names = name_coordinators(measures[0].responsibility(task.level), knowledge, texts)
        return [said, Paragraph(texts("coordinators", nature=binding, actors=names)), which, Items(titles)]
    shorts = [list_names([knowledge.actor(one).short for one in actors], texts) for actors in proposed]
    each = Items(
        tuple(texts("task-shared-by", measure=title, actors=name) for title, name in zip(titles, shorts, strict=True))
    )
    parts = [*spell_out((said, each), knowledge), which]
    return parts if len(flatten(parts)) <= ROOM[1] else [said, which, Items(titles)]


def _ask_which(answer: Ambiguous, entries: list[Entry], knowledge: Knowledge, texts: Texts) -> list[Part]:
    """The question which entry is meant, and what all of them have in common."""
    measures = [entry for entry in entries if isinstance(entry, Measure)]
    national = {measure.national.coordinators for measure in measures}
    parts: list[Part] = []
    shares = len(measures) == len(entries) and len(national) == 1 and answer.query.aspect is Aspect.WHO
    if shares and answer.facet is not Facet.REGIONAL:
        shared = name_coordinators(measures[0].national, knowledge, texts)
        parts.append(Paragraph(texts("clarify-shared-national", nature=nature(measures, knowledge), actors=shared)))
        if answer.facet is Facet.BOTH:
            parts.append(Paragraph(texts("clarify-regional-differs")))
        parts.append(Paragraph(texts("clarify-which")))
    else:
        parts.append(Paragraph(texts("clarify-heading")))
    fuller = ((max(entry.title, entry.label or "", key=len), entry) for entry in entries)
    parts.append(Items(tuple(_tell_apart(text, entry, entries, texts) for text, entry in fuller)))
    return parts


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
        parts = [Paragraph(texts("untold")), Paragraph(told)]
        return Reply(tuple(parts), (_pick(answer.about, answer.facet, asked), *offer_erasing(asked, texts)))
    parts = [Paragraph(text) for text in _say_no(answer, knowledge, texts)]
    near = find_nearest(answer)
    parts.append(Paragraph(frame("none-known", knowledge, texts)))
    perhaps = ("", "none-perhaps-one", "none-perhaps-two")[len(near)]
    parts.append(Paragraph(texts(perhaps) if near else frame("none-try", knowledge, texts)))
    rows = [_pick(entry, answer.facet, asked) for entry in near]
    return Reply(
        tuple(spell_out(parts, knowledge)), (*rows, *_offer_overview(knowledge, texts), *offer_erasing(asked, texts))
    )


def _ask_again(answer: NotFound, asked: int | None, knowledge: Knowledge, texts: Texts) -> Reply:
    """That a not was not understood, how to ask, and what the question was taken for without it."""
    titles = [measure.brief for measure in knowledge.measures[:1]]
    parts = [Paragraph(texts("denied")), *(Paragraph(texts("denied-try", title=title)) for title in titles)]
    rows = () if answer.about is None else (_pick(answer.about, answer.facet, asked),)
    return Reply(tuple(parts), (*rows, *offer_erasing(asked, texts)))


def find_nearest(answer: NotFound, worth: float = WORTH) -> list[Entry]:
    """At most two entries that may be near; none for a kind of question that the content never answers."""
    if answer.outside is not None or answer.area is not None:
        return []
    near: list[Entry] = []
    for match in answer.matches:
        if match.score >= worth and not any(match.entry.akin(entry) for entry in near):
            near.append(match.entry)
    return near[:2]


def put_beside(reply: Reply, others: Sequence[Answer], texts: Texts) -> Reply:
    """The reply to the first question of a message, with the others to choose from."""
    if not others:
        return reply
    rows = tuple(
        (Choice(fit_label(other.query.text), Open(entry.id, other.facet)),)
        for other in others
        if (entry := about(other)) is not None
    )
    return Reply((Note(texts("ask-one-more")), *reply.parts), (*rows, *reply.choices))


def reject(asked: int | None, knowledge: Knowledge, texts: Texts) -> Reply:
    """What is said when none of the choices for a question was right."""
    known, how = frame("none-known", knowledge, texts), frame("none-try", knowledge, texts)
    parts = (Paragraph(texts("none-of-these")), Paragraph(known), Paragraph(how))
    return Reply(parts, (*_offer_overview(knowledge, texts), *offer_erasing(asked, texts)))


def _offer_overview(knowledge: Knowledge, texts: Texts) -> Rows:
    """The way to all themes and measures, when the content has one."""
    overview = knowledge.overview
    return () if overview is None else ((Choice(texts("show-overview"), Open(overview.id, Facet.BOTH)),),)


def _say_no(answer: NotFound, knowledge: Knowledge, texts: Texts) -> list[str]:
    """One sentence that says no, what there is today in a region that is not told of, where else to ask."""
    said = [texts("none-said")]
    if answer.area is not None:
        untold = frame("area-untold", knowledge, texts)
        said = [texts("none-area", area=answer.area.name, said=untold), tell_authority(answer.area, texts)]
    return [*said, *([answer.outside.elsewhere] if answer.outside is not None else [])]


def _pick(entry: Entry, facet: Facet, asked: int | None) -> tuple[Choice, ...]:
    return (Choice(fit_label(entry.brief), Pick(entry.id, facet, asked)),)


def _find_number(choice: Match[Entry], task: Task | None) -> int | None:
    """The number of the task that all choices have among those of this one."""
    own = choice.entry.tasks if isinstance(choice.entry, Measure) and task is not None else ()
    return next((one.number for one in own if one.text == choice.phrase), None)
