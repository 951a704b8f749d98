"""Gaps, and what may be done about one. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import KINDS
from bot.content.faults import shortened
from bot.log.days import day_of
from bot.replies import Choice, Heading, Items, Note, Paragraph, Part, Reply, buttons, fit_label
from bot.replies.tasks import (
    Accept,
    Begin,
    ChooseOther,
    ChooseWording,
    Confirm,
    Contest,
    Dismiss,
    Elsewhere,
    Extend,
    Join,
    ListGaps,
    ListUnsure,
    OpenGap,
    Split,
)
from bot.review.telling import find_telling_words, name_entry, name_gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts
    from bot.review.gaps import Doubt, Gap
    from bot.review.looking import Seen
    from bot.understanding.matching import Index

FINNISH = "fi"
"""The language that goes without saying."""
MOST_DOUBTS = 5
"""Most entries that people called wrong or outdated, in the chat."""
MOST_HEARD = 10
"""Most questions with what they heard, in the chat."""
SAMPLE = 200
"""Most characters of a question in the chat; a desk shows it whole."""
SOUGHT = {name: kind for name, kind in sorted(KINDS.items(), key=lambda one: not one[1].levelled) if not kind.surveys}
"""The kinds of entries that an answer is looked for in, the most likely first."""


def list_gaps(seen: Seen, page: int, texts: Texts, *, aside: bool) -> Reply:
    """A page of the gaps, each with a button; a page past the end is the last one."""
    gaps = seen.select(aside=aside)
    page, here, turns = buttons.turn_to(page, gaps, lambda number: ListGaps(number, aside), texts)
    named = [(str(number), gap, name_gap(gap, seen.index)) for number, gap in enumerate(here, page * buttons.PAGE + 1)]
    rows = [
        row
        for number, gap, name in named
        for row in ((Choice(fit_label(f"{number}. {name}"), OpenGap(gap.number)),), *_accept(gap, seen.index, texts))
    ]
    if seen.unsure and not aside:
        turns = (*turns, (Choice(texts("unsure-heading", count=len(seen.unsure)), ListUnsure()),))
    others = len(seen.gaps) - len(gaps)
    if others or aside:
        turns = (*turns, (Choice(_count(others, texts, aside=not aside), ListGaps(0, not aside)),))
    doubts = _doubts(seen.doubts[:MOST_DOUBTS], seen.index.knowledge, texts) if page == 0 and not aside else ()
    return Reply(
        (Heading(_count(len(gaps), texts, aside=aside)), *_gaps(named, seen.index, texts), *doubts), (*rows, *turns)
    )


def turn_list(task: ListGaps | ListUnsure, seen: Seen, texts: Texts) -> Reply:
    """The page of a list that a button asks for."""
    if isinstance(task, ListUnsure):
        return list_unsure(seen, task.page, texts)
    return list_gaps(seen, task.page, texts, aside=task.aside)


def list_unsure(seen: Seen, page: int, texts: Texts) -> Reply:
    """A page of the questions that may have been answered by a neighbour, each with a button."""
    page, here, turns = buttons.turn_to(page, seen.unsure, ListUnsure, texts)
    named = [(str(number), gap, name_gap(gap, seen.index)) for number, gap in enumerate(here, page * buttons.PAGE + 1)]
    rows = [(Choice(fit_label(f"{number}. {name}"), OpenGap(gap.number)),) for number, gap, name in named]
    return Reply(tuple(_unsure(named, seen, texts)), (*rows, *turns, lead_back(None, texts)))


def list_at_desk(seen: Seen, limit: int, texts: Texts, *, aside: bool, language: str | None = None) -> Reply:
    """The first gaps and the first that were answered unsurely, each by its number at a desk, and all doubts.

    language: of those asked in one language the gaps alone.
    """
    gaps = seen.select(aside=aside, language=language)
    named = [(str(gap.number), gap, name_gap(gap, seen.index)) for gap in gaps[:limit]]
    more = _count_more(gaps, limit, texts)
    parts = (Heading(_count(len(gaps), texts, aside=aside)), *_gaps(named, seen.index, texts), *more)
    if aside or language is not None:
        return Reply(parts)
    unsure = [(str(gap.number), gap, name_gap(gap, seen.index)) for gap in seen.unsure[:limit]]
    others = (*_unsure(unsure, seen, texts), *_count_more(seen.unsure, limit, texts)) if unsure else ()
    return Reply((*parts, *others, *_doubts(seen.doubts, seen.index.knowledge, texts)))


def show_gap(gap: Gap, seen: Seen, texts: Texts) -> Reply:
    """A gap: its words, how often it was asked, three wordings, and what may be done about it."""
    if seen.doubts_answer(gap):
        return _show_unsure(gap, seen, texts)
    samples = (shortened(" ".join(sample.split()), SAMPLE) for sample in gap.samples)
    rows: list[tuple[Choice, ...]] = list(_accept(gap, seen.index, texts))
    entry = seen.index.knowledge.entries.get(gap.guess[0]) if gap.guess else None
    extend = (
        ()
        if entry is None
        else (Choice(fit_label(texts("gap-extend", title=entry.brief)), Extend(gap.number, entry.id)),)
    )
    if gap.aside not in {"talk", "junk"}:
        other, begin = (
            Choice(texts("gap-elsewhere"), Elsewhere(gap.number)),
            Choice(texts("gap-begin"), Begin(gap.number)),
        )
        dismiss = Choice(texts("gap-dismiss"), Dismiss(gap.number))
        rows += [(begin,), extend, (other, dismiss)] if gap.is_far else [extend, (other,), (begin, dismiss)]
        rows.append(_arrange(gap, seen, texts))
    page = seen.select(aside=gap.aside is not None).index(gap) // buttons.PAGE
    rows.append((Choice(texts("gap-later"), ListGaps(page, gap.aside is not None)),))
    return Reply(tuple(_describe(gap, samples, seen.index, texts)), tuple(row for row in rows if row))


def _show_unsure(gap: Gap, seen: Seen, texts: Texts) -> Reply:
    """Questions that may have been answered by a neighbour, what they heard, and what an admin may say of that."""
    rows = (
        (Choice(texts("unsure-right"), Confirm(gap.number)), Choice(texts("unsure-wrong"), Contest(gap.number))),
        (Choice(texts("gap-later"), ListUnsure(seen.unsure.index(gap) // buttons.PAGE)),),
    )
    said = Items(tuple(_tell_heard(gap, seen.index.knowledge, texts))[:MOST_HEARD])
    return Reply((Heading(name_gap(gap, seen.index)), Paragraph(texts("unsure-how")), said), rows)


def _tell_heard(gap: Gap, knowledge: Knowledge, texts: Texts) -> Iterator[str]:
    for one in gap.asked:
        question = shortened(" ".join(one.question.split()), SAMPLE)
        yield texts("unsure-heard", question=question, title=name_entry(one.entry or "", knowledge), score=one.score)


def choose_other(gap: Gap, page: int, seen: Seen, texts: Texts) -> Reply:
    """A page of the other gaps, to choose which one belongs to this one."""
    others = [other for other in seen.gaps if other.aside in {None, "outside"} and other != gap]
    _, here, turns = buttons.turn_to(page, others, lambda page: ChooseOther(gap.number, page), texts)
    rows = [(Choice(fit_label(name_gap(other, seen.index)), Join(gap.number, other.number)),) for other in here]
    heading = Heading(texts("join-heading", words=name_gap(gap, seen.index)))
    return Reply((heading,), (*rows, *turns, lead_back(gap.number, texts)))


def choose_wording(gap: Gap, page: int, seen: Seen, texts: Texts) -> Reply:
    """A page of the wordings of a gap, to choose which one does not belong there."""
    _, here, turns = buttons.turn_to(page, gap.asked, lambda page: ChooseWording(gap.number, page), texts)
    rows = [(Choice(fit_label(" ".join(one.question.split())), Split(gap.number, one.numbers[-1])),) for one in here]
    heading = Heading(texts("split-heading", words=name_gap(gap, seen.index)))
    return Reply((heading,), (*rows, *turns, lead_back(gap.number, texts)))


def _arrange(gap: Gap, seen: Seen, texts: Texts) -> tuple[Choice, ...]:
    """What may be done about what is in the gap."""
    join = [Choice(texts("gap-join"), ChooseOther(gap.number))] * (len(seen.gaps) > 1)
    return (*join, *[Choice(texts("gap-split"), ChooseWording(gap.number))] * (len(gap.asked) > 1))


def _accept(gap: Gap, index: Index, texts: Texts) -> tuple[tuple[Choice, ...], ...]:
    """The row that accepts what people said they had meant; none when too few did."""
    entry, count = gap.meant or ("", 0)
    if entry not in index.knowledge.entries:
        return ()
    title = index.knowledge.entries[entry].brief
    return ((Choice(fit_label(texts("gap-accept", title=title, count=count)), Accept(gap.number, entry)),),)


def show_at_desk(gap: Gap, seen: Seen, texts: Texts) -> Reply:
    """A gap with every wording, how often each was asked and a row of it, and the commands that mend it.

    Of what may have been answered by a neighbour what it heard, and the commands that say whether that was right.
    """
    index, number = seen.index, str(gap.number)
    if seen.doubts_answer(gap):
        heard = Items(tuple(_tell_heard(gap, index.knowledge, texts)))
        told = Paragraph(texts("unsure-review", number=number))
        return Reply((Heading(name_gap(gap, index)), Paragraph(texts("unsure-how")), heard, told))
    asked = (
        texts("gap-wording", words=" ".join(one.question.split()), count=one.count, number=str(one.numbers[-1]))
        for one in gap.asked
    )
    words = " ".join(find_telling_words(gap, index)) or texts("gap-some-words")
    best = gap.meant or gap.guess
    entry = best[0] if best else texts("gap-some-entry")
    accept, add = texts("gap-mend-accept", number=number, entry=entry), texts("gap-mend-add", entry=entry, words=words)
    new, outside = texts("gap-mend-new", number=number), texts("gap-mend-outside", number=number)
    mend = [new, accept, add, outside] if gap.is_far and not gap.meant else [accept, add, new, outside]
    return Reply((*_describe(gap, asked, index, texts), Paragraph("\n".join((texts("gap-mend"), *mend)))))


def list_elsewhere(gap: Gap, task: Elsewhere, index: Index, texts: Texts) -> Reply:
    """Entries to choose from for a gap: the next best and the kinds, or a page of a kind."""
    entries = index.knowledge.entries
    heading = Heading(texts("elsewhere-heading", words=name_gap(gap, index)))
    if task.kind not in SOUGHT:
        nearest = [entry for entry, _ in gap.guesses[1:] if entry in entries]
        kinds = [Choice(texts(f"kind-{kind}"), Elsewhere(gap.number, kind)) for kind in SOUGHT]
        rows = (*_extend(gap.number, nearest, index), *(tuple(kinds[i : i + 2]) for i in range(0, len(kinds), 2)))
        return Reply((heading, Paragraph(texts("elsewhere-how"))), (*rows, lead_back(gap.number, texts)))
    found = sorted(index.knowledge.of_kind(SOUGHT[task.kind]), key=lambda entry: entry.title.casefold())
    ids = [entry.id for entry in found]
    _, here, turns = buttons.turn_to(task.page, ids, lambda page: Elsewhere(gap.number, task.kind, page), texts)
    back = (Choice(texts("back"), Elsewhere(gap.number)),)
    return Reply((heading, Paragraph(texts(f"kind-{task.kind}"))), (*_extend(gap.number, here, index), *turns, back))


def list_found(gap: int, ids: Sequence[str], index: Index, texts: Texts) -> Reply:
    """The entries that a search found for a gap."""
    said = texts("elsewhere-found" if ids else "elsewhere-nothing")
    return Reply((Paragraph(said),), (*_extend(gap, ids, index), (Choice(texts("back"), Elsewhere(gap)),)))


def lead_back(gap: int | None, texts: Texts) -> tuple[Choice, ...]:
    """The row that leads back to a gap, or to the list of them."""
    return (Choice(texts("gap-back" if gap else "gaps-again"), OpenGap(gap) if gap else ListGaps()),)


def _count(count: int, texts: Texts, *, aside: bool) -> str:
    return texts("gaps-aside-heading" if aside else "gaps-heading", count=count)


Named = tuple[str, "Gap", str]
"""A gap with its number in a list, and its name."""


def _gaps(named: Iterable[Named], index: Index, texts: Texts) -> list[Part]:
    """A line for each gap with its number and its name, and what people said they had meant."""
    lines = [f"{_line(one, texts)}{_tell_meant(one[1], index, texts)}" for one in named]
    return [Paragraph(line) for line in lines or [texts("gaps-none")]]


def _unsure(named: Sequence[Named], seen: Seen, texts: Texts) -> Iterator[Part]:
    yield Heading(texts("unsure-heading", count=len(seen.unsure)))
    lines = [_line(one, texts) for one in named] or [texts("unsure-none")]
    yield from map(Paragraph, lines)


def _line(named: Named, texts: Texts) -> str:
    number, gap, name = named
    line = texts("gaps-line", number=number, words=name, count=gap.count, last=day_of(gap.last))
    spoken = [texts(f"review-language-{language}") for language in gap.languages]
    return line if set(gap.languages) <= {FINNISH} else f"{line} ({', '.join(spoken)})"


def _tell_meant(gap: Gap, index: Index, texts: Texts) -> str:
    if gap.meant is None:
        return ""
    entry, count = gap.meant
    return "\n" + texts("gaps-meant", title=name_entry(entry, index.knowledge), count=count)


def _count_more(gaps: Sequence[Gap], limit: int, texts: Texts) -> tuple[Part, ...]:
    return (Note(texts("gaps-more", count=len(gaps) - limit)),) if len(gaps) > limit else ()


def _doubts(doubts: Iterable[Doubt], knowledge: Knowledge, texts: Texts) -> tuple[Part, ...]:
    lines = tuple(
        texts("gaps-doubt", title=name_entry(one.entry, knowledge), wrong=one.wrong_topic, outdated=one.outdated)
        for one in doubts
    )
    return (Paragraph(texts("gaps-doubts")), Items(lines)) if lines else ()


def _describe(gap: Gap, wordings: Iterable[str], index: Index, texts: Texts) -> Iterator[Part]:
    yield Heading(name_gap(gap, index))
    yield Paragraph(texts("gap-asked", count=gap.count, first=day_of(gap.first), last=day_of(gap.last)))
    yield Items(tuple(wordings))
    if gap.meant:
        yield Paragraph(_tell_meant(gap, index, texts).strip())
    if gap.aside:
        yield Note(texts(f"gap-aside-{gap.aside}"))
    if gap.guess and gap.guess[0] in index.knowledge.entries:
        title = name_entry(gap.guess[0], index.knowledge)
        yield Paragraph(texts("gap-nearest", title=title, score=gap.guess[1]))


def _extend(gap: int, ids: Sequence[str], index: Index) -> Iterator[tuple[Choice, ...]]:
    for entry in map(index.knowledge.entries.__getitem__, ids):
        yield (Choice(fit_label(entry.brief), Extend(gap, entry.id)),)
