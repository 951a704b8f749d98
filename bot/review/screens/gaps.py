"""Gaps, what may be done about one, and the draft of a topic for it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import KINDS
from bot.content.faults import shortened
from bot.log.days import day_of
from bot.replies import Choice, Code, Heading, Items, Note, Paragraph, Part, Reply, buttons, fit_label
from bot.replies.tasks import Begin, Dismiss, Elsewhere, Extend, ListGaps, OpenGap
from bot.review.telling import find_telling_words, name_entry, name_gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts
    from bot.review.gaps import Doubt, Gap
    from bot.review.looking import Seen
    from bot.understanding.matching import Index

MOST_DOUBTS = 5
"""Most entries that people called wrong or outdated, in the chat."""
MOST_ROWS = 20
"""Most rows of the log that the draft of a topic names."""
SAMPLE = 200
"""Most characters of a question in the chat; a desk shows it whole."""
SOUGHT = {name: kind for name, kind in sorted(KINDS.items(), key=lambda one: not one[1].levelled) if not kind.surveys}
"""The kinds of entries that an answer is looked for in, the most likely first."""


def list_gaps(seen: Seen, page: int, texts: Texts, *, aside: bool) -> Reply:
    """A page of the gaps, each with a button; a page past the end is the last one."""
    gaps = seen.select(aside=aside)
    page, here, turns = buttons.turn_to(page, gaps, lambda number: ListGaps(number, aside), texts)
    named = [(str(number), gap, name_gap(gap, seen.index)) for number, gap in enumerate(here, page * buttons.PAGE + 1)]
    rows = [(Choice(fit_label(f"{number}. {name}"), OpenGap(gap.number)),) for number, gap, name in named]
    others = len(seen.gaps) - len(gaps)
    if others or aside:
        turns = (*turns, (Choice(_count(others, texts, aside=not aside), ListGaps(0, not aside)),))
    doubts = _doubts(seen.doubts[:MOST_DOUBTS], seen.index.knowledge, texts) if page == 0 and not aside else ()
    return Reply((Heading(_count(len(gaps), texts, aside=aside)), *_gaps(named, texts), *doubts), (*rows, *turns))


def list_at_desk(seen: Seen, limit: int, texts: Texts, *, aside: bool) -> Reply:
    """The first gaps, each by the number that finds it at a desk, and all doubts."""
    gaps = seen.select(aside=aside)
    named = [(str(gap.number), gap, name_gap(gap, seen.index)) for gap in gaps[:limit]]
    doubts = () if aside else _doubts(seen.doubts, seen.index.knowledge, texts)
    more = (Note(texts("gaps-more", count=len(gaps) - limit)),) if len(gaps) > limit else ()
    return Reply((Heading(_count(len(gaps), texts, aside=aside)), *_gaps(named, texts), *more, *doubts))


def show_gap(gap: Gap, seen: Seen, texts: Texts) -> Reply:
    """A gap: its words, how often it was asked, three wordings, and what may be done about it."""
    samples = (shortened(" ".join(sample.split()), SAMPLE) for sample in gap.samples)
    rows: list[tuple[Choice, ...]] = []
    entry = seen.index.knowledge.entries.get(gap.guess[0]) if gap.guess else None
    if entry is not None:
        label = fit_label(texts("gap-extend", title=entry.brief))
        rows.append((Choice(label, Extend(gap.number, entry.id)),))
    if gap.aside not in {"talk", "junk"}:
        rows.append((Choice(texts("gap-elsewhere"), Elsewhere(gap.number)),))
        rows.append((Choice(texts("gap-begin"), Begin(gap.number)), Choice(texts("gap-dismiss"), Dismiss(gap.number))))
    page = seen.select(aside=gap.aside is not None).index(gap) // buttons.PAGE
    rows.append((Choice(texts("gap-later"), ListGaps(page, gap.aside is not None)),))
    return Reply(tuple(_describe(gap, samples, seen.index, texts)), tuple(rows))


def show_at_desk(gap: Gap, index: Index, texts: Texts) -> Reply:
    """A gap with every wording and how often each was asked, and the commands that mend it."""
    asked = (texts("digest-gap", words=" ".join(one.question.split()), count=one.count) for one in gap.asked)
    entry = gap.guess[0] if gap.guess else texts("gap-some-entry")
    words = " ".join(find_telling_words(gap, index))
    mend = texts("gap-mend", entry=entry, words=words, number=str(gap.number))
    return Reply((*_describe(gap, asked, index, texts), Paragraph(mend)))


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


def offer_draft(gap: Gap, index: Index, texts: Texts) -> Reply:
    """A new topic to copy, fill in and send back."""
    yaml = Code(draft_topic(gap, index, texts, texts("stub-how-chat")).strip())
    return Reply((Paragraph(texts("stub-send")), yaml), (lead_back(gap.number, texts),))


def draft_topic(gap: Gap, index: Index, texts: Texts, how: str) -> str:
    """A new topic to fill in, as YAML: the telling words and the numbers of the rows, and no sentence of a user.

    how: what to do with it.
    """
    numbers = [str(number) for one in gap.asked for number in one.numbers]
    rows = ", ".join(numbers[:MOST_ROWS]) + (" …" if len(numbers) > MOST_ROWS else "")
    place = index.knowledge.document.place if index.knowledge.document is not None else None
    source = f"document: {texts('stub-document')}" if place is None else f"{place}: {texts(f'stub-{place}')}"
    return f"""\
# yaml-language-server: $schema=schema.json
# {how}
# {texts("stub-rows", rows=rows)}
topics:
  - id: topic:{texts("stub-id")}
    title: {texts("stub-title")}
    content: {texts("stub-content")}
    sources:
      - {source}
    synonyms:
      - {" ".join(find_telling_words(gap, index))}
"""


def lead_back(gap: int | None, texts: Texts) -> tuple[Choice, ...]:
    """The row that leads back to a gap, or to the list of them."""
    return (Choice(texts("gap-back" if gap else "gaps-again"), OpenGap(gap) if gap else ListGaps()),)


def _count(count: int, texts: Texts, *, aside: bool) -> str:
    return texts("gaps-aside-heading" if aside else "gaps-heading", count=count)


def _gaps(named: Iterable[tuple[str, Gap, str]], texts: Texts) -> list[Part]:
    """A line for each gap with its number and its name."""
    lines = [
        texts("gaps-line", number=number, words=name, count=gap.count, last=day_of(gap.last))
        for number, gap, name in named
    ]
    return [Paragraph(line) for line in lines or [texts("gaps-none")]]


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
    if gap.aside:
        yield Note(texts(f"gap-aside-{gap.aside}"))
    if gap.guess and gap.guess[0] in index.knowledge.entries:
        title = name_entry(gap.guess[0], index.knowledge)
        yield Paragraph(texts("gap-nearest", title=title, score=gap.guess[1]))


def _extend(gap: int, ids: Sequence[str], index: Index) -> Iterator[tuple[Choice, ...]]:
    for entry in map(index.knowledge.entries.__getitem__, ids):
        yield (Choice(fit_label(entry.brief), Extend(gap, entry.id)),)
