"""Where an answer comes from, and what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import Actor, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.content.entries import Entry, Facet, Source, Successor
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts

SHORT = 120
"""Longest line about what has changed, in characters."""


def cited(entry: Entry, texts: Texts) -> str:
    """The last line of an answer: its slides, their date, and that it is a proposal; or its public page."""
    slides = sorted(set(entry.slides))
    if not slides:
        source = entry.sources[0]
        return texts("public-source", title=source.title or "", checked=_day(source))
    numbers = listed(_ranges(slides, texts), texts)
    key = "cited-term" if entry.kind == "term" else "cited-proposal"
    return texts(key, slides=texts("slide-many" if len(slides) > 1 else "slide-one", numbers=numbers))


def source_lines(entry: Entry, facet: Facet, knowledge: Knowledge, texts: Texts) -> tuple[str, ...]:
    """Every slide and page that an entry, and what has changed for it, comes from."""
    of_changes = (source for _, change in changes(entry, facet, knowledge) for source in change.sources)
    return tuple(dict.fromkeys(_line(source, texts) for source in (*entry.sources, *of_changes)))


def changes(entry: Entry, facet: Facet, knowledge: Knowledge) -> list[tuple[Entry, Successor]]:
    """What has changed since 2022 for an entry, and for the actors whom its answer names."""
    named = [entry]
    measures = knowledge.measures_of(entry)
    if len(measures) == 1:
        named += measures
        for level in facet.levels:
            named += [knowledge.actor(actor_id) for actor_id in measures[0].responsibility(level).coordinators]
    unique = {one.id: one for one in named}.values()
    return [(one, one.successor) for one in unique if one.successor is not None]


def changed(entry: Entry, facet: Facet, knowledge: Knowledge, texts: Texts) -> str | None:
    """One short line on what has changed: coordinators that have ended first; None when nothing has."""
    found = changes(entry, facet, knowledge)
    own = [change.short for one, change in found if one is entry or isinstance(one, Measure)]
    if isinstance(entry, Actor) and own:
        return own[0]
    actors = [one.short for one, _ in found if isinstance(one, Actor)]
    ended: dict[date, list[str]] = {}
    for one, change in found:
        if isinstance(one, Actor) and change.ended is not None:
            ended.setdefault(change.ended, []).append(one.short)
    dated = [f"{listed(names, texts)} {_written(day)}" for day, names in ended.items()]
    return next(_lines(dated, own, actors, texts), None)


def _lines(ended: list[str], own: list[str], actors: list[str], texts: Texts) -> Iterator[str]:
    """What may be said, the most telling first."""
    if ended:
        yield texts("changed-ended", actors=", ".join(ended))
    yield from own
    if actors:
        yield texts("changed-actors", actors=listed(actors, texts))


def listed(names: list[str], texts: Texts) -> str:
    """Names as one list in a sentence; a last name that has an `and` of its own is joined by another word."""
    if len(names) == 1:
        return names[0]
    inner = " ja " in names[-1] and " sekä " not in names[-1]
    return f"{', '.join(names[:-1])} {texts('and-also' if inner else 'and')} {names[-1]}"


def _line(source: Source, texts: Texts) -> str:
    if source.slide is not None:
        return texts("source-slide", slide=source.slide)
    title = source.title or ""
    return texts("source-public", title=title[:1].upper() + title[1:], url=source.url or "", checked=_day(source))


def _day(source: Source) -> str:
    return _written(source.checked)


def _written(day: date | None) -> str:
    return f"{day.day}.{day.month}.{day.year}" if day else ""


def _ranges(numbers: list[int], texts: Texts) -> list[str]:
    """Ascending numbers, runs of three or more in words, since a voice reads no dash: 7 to 10, 12."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [
        text
        for run in runs
        for text in ([texts("range", first=run[0], last=run[-1])] if len(run) > 2 else map(str, run))
    ]
