"""How the bot has done, what was mended and whether it helped, and the weekly letter. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.content.faults import shortened
from bot.log.days import day_of
from bot.replies import Heading, Items, Paragraph, Part, Reply
from bot.review.figures import Share
from bot.review.screens.gaps import SAMPLE
from bot.review.telling import name_entry, name_gap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts
    from bot.review.figures import Figures, Week
    from bot.review.gaps import Gap
    from bot.review.mended import Mend
    from bot.understanding.matching import Index

WEEKS, ENTRIES = 4, 3
"""How many weeks, and entries of each list, the chat shows."""
BIGGEST = 5
"""How many gaps a letter tells of."""
FEW = 20
"""Of fewer questions no percentage is told: there one question is more than five points."""


def show_figures(
    figures: Figures, knowledge: Knowledge, texts: Texts, *, whole: bool = False, mends: Sequence[Mend] = ()
) -> Reply:
    """How the bot has done, the newest week first. whole: all of it, for a desk. mends: told as well."""
    weeks, entries = (len(figures.weeks), None) if whole else (WEEKS, ENTRIES)
    parts: list[Part] = [Heading(texts("stats-heading"))]
    parts += (Paragraph(_describe_week(week, texts)) for week in figures.weeks[::-1][:weeks])
    parts.append(Paragraph(_describe_times(figures, texts)))
    if figures.judged:
        share = tell_share(Share(figures.helped, figures.judged), texts)
        parts.append(Paragraph(texts("stats-helped", share=share, count=figures.judged)))
    if figures.most_asked:
        most = [f"{name_entry(entry, knowledge)}: {count}" for entry, count in figures.most_asked[:entries]]
        parts += (Paragraph(texts("stats-most")), Items(tuple(most)))
    if figures.unreached:
        never = [name_entry(entry, knowledge) for entry in figures.unreached[:entries]]
        parts += (Paragraph(texts("stats-unreached", count=len(figures.unreached))), Items(tuple(never)))
    if mends:
        parts += (
            Paragraph(texts("stats-mends")),
            Items(tuple(_describe_mend(mend, knowledge, texts) for mend in mends)),
        )
    return Reply(tuple(parts))


def tell_share(share: Share, texts: Texts) -> str:
    """A share as a rounded percentage; as it was counted where few are behind it."""
    if not share.whole:
        return texts("portion-none")
    if share.whole < FEW:
        return f"{share.part}/{share.whole}"
    return texts("portion", percent=round(100 * share.part / share.whole))


def describe_change(mend: Mend, knowledge: Knowledge, texts: Texts) -> str:
    """What was mended, with the words that were added."""
    record = mend.record
    what = texts(f"change-{record.what}", target=name_entry(record.target, knowledge))
    return what + (texts("audit-words", words=shortened(record.words, SAMPLE)) if record.words else "")


def write_letter(monday: date, figures: Figures, gaps: Sequence[Gap], index: Index, texts: Texts) -> Reply:
    """The letter of the week that ended before `monday`: three figures and its five biggest gaps."""
    asked = sum(week.asked for week in figures.weeks)
    said = [texts("digest-asked", count=asked)]
    if asked:
        share = tell_share(Share(sum(week.answered for week in figures.weeks), asked), texts)
        said += (texts("digest-answered", share=share), _describe_times(figures, texts))
    heading = texts("digest-heading", first=monday - timedelta(7), last=monday - timedelta(1))
    parts: list[Part] = [Heading(heading), Items(tuple(said))]
    biggest = [gap for gap in gaps if gap.aside is None][:BIGGEST]
    if not biggest:
        return Reply((*parts, Paragraph(texts("gaps-none"))))
    lines = tuple(texts("digest-gap", words=name_gap(gap, index), count=gap.count) for gap in biggest)
    return Reply((*parts, Paragraph(texts("digest-gaps")), Items(lines)))


def _describe_week(week: Week, texts: Texts) -> str:
    return texts(
        "stats-week",
        monday=week.monday,
        asked=week.asked,
        answered=week.answered,
        clarified=week.clarified,
        none=week.none,
    )


def _describe_mend(mend: Mend, knowledge: Knowledge, texts: Texts) -> str:
    return texts(
        "stats-mend",
        day=day_of(mend.record.time),
        what=describe_change(mend, knowledge, texts),
        before=tell_share(mend.before, texts),
        after=tell_share(mend.after, texts),
    )


def _describe_times(figures: Figures, texts: Texts) -> str:
    median, slow = figures.milliseconds
    return texts("stats-time", median=median, slow=slow)
