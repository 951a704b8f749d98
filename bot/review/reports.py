"""Gaps, figures, dry runs and the record of changes → lines for an admin. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.replies import Heading, Items, Paragraph, Part, Reply
from bot.review.figures import FINLAND
from bot.review.telling import telling_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts
    from bot.review.audit import Record
    from bot.review.figures import Figures
    from bot.review.gaps import Doubt, Gap
    from bot.understanding.matching import Index

BIGGEST = 5
ROWS = 20
"""Most rows of the log that a new entry names."""


def day(time: datetime) -> str:
    """A day as it is written in Finland."""
    local = time.astimezone(FINLAND)
    return f"{local.day}.{local.month}.{local.year}"


def gap_line(gap: Gap, index: Index, texts: Texts) -> str:
    """A gap on one line: its number, how often and when, the telling words, and the best guess."""
    return texts(
        "gap-line",
        number=gap.number,
        count=gap.count,
        first=day(gap.first),
        last=day(gap.last),
        words=named(gap, index),
        guess=guess(gap, index.knowledge, texts),
    )


def guess(gap: Gap, knowledge: Knowledge, texts: Texts) -> str:
    """The entry that fits best, with its score; a dash when there is none."""
    entry = knowledge.entries.get(gap.guess[0]) if gap.guess else None
    if entry is None or gap.guess is None:
        return "–"
    return texts("gap-guess", title=entry.title, entry=entry.id, score=comma(gap.guess[1], 2))


def gap_row(gap: Gap, index: Index) -> dict[str, Any]:
    """A gap as plain values, for programs."""
    return {
        "number": gap.number,
        "count": gap.count,
        "first": gap.first.isoformat(),
        "last": gap.last.isoformat(),
        "words": list(telling_words(gap, index)),
        "entry": gap.guess[0] if gap.guess else None,
        "score": round(gap.guess[1], 4) if gap.guess else None,
        "samples": list(gap.samples),
        "aside": gap.aside,
        "rows": sorted(number for one in gap.asked for number in one.numbers),
    }


def doubt_line(doubt: Doubt, knowledge: Knowledge, texts: Texts) -> str:
    """What people said of an entry, on one line."""
    return texts(
        "gap-complaint",
        entry=doubt.entry,
        title=title(doubt.entry, knowledge),
        wrong=doubt.wrong_topic,
        outdated=doubt.outdated,
    )


def gap_page(gap: Gap, index: Index, texts: Texts) -> Iterator[str]:
    """All of a gap: its line, every wording, and the commands that mend it."""
    words = " ".join(telling_words(gap, index))
    yield gap_line(gap, index, texts)
    if gap.aside:
        yield texts(f"gap-aside-{gap.aside}")
    for one in gap.asked:
        yield f"  {one.count:>4} × {' '.join(one.question.split())}"
    entry = gap.guess[0] if gap.guess else texts("gap-some-entry")
    yield texts("gap-mend", entry=entry, words=words, number=gap.number)


def stub(gap: Gap, index: Index, texts: Texts, how: str) -> str:
    """A new entry to fill in, as YAML: the telling words and the numbers of the rows, and no sentence of a user.

    how: what to do with it.
    """
    words = telling_words(gap, index)
    numbers = [str(number) for one in gap.asked for number in one.numbers]
    rows = ", ".join(numbers[:ROWS]) + (" …" if len(numbers) > ROWS else "")
    lines = [
        "# yaml-language-server: $schema=schema.json",
        f"# {how}",
        f"# {texts('stub-rows', rows=rows)}",
        "topics:",
        f"  - id: topic:{texts('stub-id')}",
        f"    title: {texts('stub-title')}",
        f"    content: {texts('stub-content')}",
        "    sources:",
        f"      - {_stub_source(index.knowledge, texts)}",
        "    synonyms:",
        f"      - {' '.join(words)}",
    ]
    return "\n".join(lines) + "\n"


def _stub_source(knowledge: Knowledge, texts: Texts) -> str:
    """The source of a new entry, to fill in: a place of the main document, or another document."""
    place = knowledge.document.place if knowledge.document is not None else None
    return f"document: {texts('stub-document')}" if place is None else f"{place}: {texts(f'stub-{place}')}"


def stats_lines(figures: Figures, knowledge: Knowledge, texts: Texts) -> Iterator[str]:
    """The figures, as text."""
    for week in figures.weeks:
        yield texts(
            "stats-week",
            monday=f"{week.monday.day}.{week.monday.month}.{week.monday.year}",
            asked=week.asked,
            answered=week.answered,
            clarified=week.clarified,
            none=week.none,
        )
    yield time_line(figures, texts)
    if figures.judged:
        yield helped_line(figures, texts)
    yield texts("stats-most")
    yield from (f"  {count:>5}  {title(entry, knowledge)}" for entry, count in figures.most_asked)
    yield texts("stats-unreached", count=len(figures.unreached))
    yield from (f"  {title(entry, knowledge)}" for entry in figures.unreached)


def digest(monday: date, figures: Figures, gaps: Sequence[Gap], index: Index, texts: Texts) -> Reply:
    """The letter of the week that ended before `monday`: three figures and its five biggest gaps."""
    asked = sum(week.asked for week in figures.weeks)
    answered = sum(week.answered for week in figures.weeks)
    biggest = [gap for gap in gaps if gap.aside is None][:BIGGEST]
    listed: tuple[Part, ...] = (
        (
            Paragraph(texts("digest-gaps")),
            Items(tuple(texts("digest-gap", words=named(gap, index), count=gap.count) for gap in biggest)),
        )
        if biggest
        else (Paragraph(texts("gaps-none")),)
    )
    return Reply(
        (
            Heading(texts("digest-heading", first=short(monday - timedelta(7)), last=short(monday - timedelta(1)))),
            Items(
                (
                    texts("digest-asked", count=asked),
                    *(
                        (texts("digest-answered", percent=round(100 * answered / asked)), time_line(figures, texts))
                        if asked
                        else ()
                    ),
                )
            ),
            *listed,
        )
    )


def time_line(figures: Figures, texts: Texts) -> str:
    """How fast the answers came."""
    middle, slow = (comma(value, 1) for value in figures.milliseconds)
    return texts("stats-time", median=middle, slow=slow)


def helped_line(figures: Figures, texts: Texts) -> str:
    """How many of the answers that somebody judged had helped; at least one was judged."""
    return texts("stats-helped", percent=round(100 * figures.helped / figures.judged), count=figures.judged)


def comma(value: float, digits: int) -> str:
    """A number with a decimal comma."""
    return f"{value:.{digits}f}".replace(".", ",")


def short(when: date) -> str:
    """A day without its year."""
    return f"{when.day}.{when.month}."


def named(gap: Gap, index: Index) -> str:
    """The telling words of a gap."""
    return " ".join(telling_words(gap, index)) or "–"


def record_line(record: Record, texts: Texts) -> str:
    """A change that was made, on one line."""
    what = texts(f"change-{record.what}", target=record.target)
    said = texts("audit-words", words=record.words) if record.words else ""
    return texts(
        "audit-line",
        number=record.number or 0,
        day=day(record.time),
        who=record.who,
        what=what,
        words=said,
        why=record.why or "–",
        before=record.version_before,
        after=record.version_after,
    )


def title(entry: str, knowledge: Knowledge) -> str:
    """The title of an entry; its id when it is gone."""
    return knowledge.entries[entry].title if entry in knowledge.entries else entry
