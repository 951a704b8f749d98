"""How the bot has done, and the weekly letter. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.replies import Heading, Items, Paragraph, Part, Reply
from bot.review.telling import name_entry, name_gap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts
    from bot.review.figures import Figures, Week
    from bot.review.gaps import Gap
    from bot.understanding.matching import Index

WEEKS, ENTRIES = 4, 3
"""How many weeks, and entries of each list, the chat shows."""
BIGGEST = 5
"""How many gaps a letter tells of."""


def show_figures(figures: Figures, knowledge: Knowledge, texts: Texts, *, whole: bool = False) -> Reply:
    """How the bot has done, the newest week first. whole: all of it, for a desk."""
    weeks, entries = (len(figures.weeks), None) if whole else (WEEKS, ENTRIES)
    parts: list[Part] = [Heading(texts("stats-heading"))]
    parts += (Paragraph(_describe_week(week, texts)) for week in figures.weeks[::-1][:weeks])
    parts.append(Paragraph(_describe_times(figures, texts)))
    if figures.judged:
        percent = round(100 * figures.helped / figures.judged)
        parts.append(Paragraph(texts("stats-helped", percent=percent, count=figures.judged)))
    if figures.most_asked:
        most = [f"{name_entry(entry, knowledge)}: {count}" for entry, count in figures.most_asked[:entries]]
        parts += (Paragraph(texts("stats-most")), Items(tuple(most)))
    if figures.unreached:
        never = [name_entry(entry, knowledge) for entry in figures.unreached[:entries]]
        parts += (Paragraph(texts("stats-unreached", count=len(figures.unreached))), Items(tuple(never)))
    return Reply(tuple(parts))


def write_letter(monday: date, figures: Figures, gaps: Sequence[Gap], index: Index, texts: Texts) -> Reply:
    """The letter of the week that ended before `monday`: three figures and its five biggest gaps."""
    asked = sum(week.asked for week in figures.weeks)
    said = [texts("digest-asked", count=asked)]
    if asked:
        percent = round(100 * sum(week.answered for week in figures.weeks) / asked)
        said += (texts("digest-answered", percent=percent), _describe_times(figures, texts))
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


def _describe_times(figures: Figures, texts: Texts) -> str:
    median, slow = figures.milliseconds
    return texts("stats-time", median=median, slow=slow)
