"""`Answer` → `Reply`: parts and choices, worded; knows nothing of Telegram."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering import Ambiguous, Answer, Found, NotFound, SmallTalk
from bot.entries import Actor, Entry, Facet, Goal, Level, Measure, Source, Successor, Theme
from bot.query import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.knowledge import Knowledge
    from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Heading:
    """What the reply, or the part below it, is about."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What has changed, or a caution."""

    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Where the answer comes from."""

    text: str


Part = Heading | Paragraph | Items | Note | Cited


@dataclass(frozen=True, slots=True)
class Open:
    """Show an entry on the given levels."""

    entry: str
    facet: Facet


@dataclass(frozen=True, slots=True)
class Sources:
    """Show where an entry comes from."""

    entry: str
    facet: Facet


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask a ready-made question."""

    question: str


Action = Open | Sources | Ask


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the reader may pick: what it says and what it does."""

    label: str
    action: Action


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said: parts in order, and rows of choices below them."""

    parts: tuple[Part, ...]
    choices: tuple[tuple[Choice, ...], ...] = ()


LABEL = 60
"""Longest label of a choice, in characters; longer ones wrap badly on a phone."""

CODES = {Facet.NATIONAL: "n", Facet.REGIONAL: "r", Facet.BOTH: "b"}
FACETS = {code: facet for facet, code in CODES.items()}


def encode(action: Action) -> str:
    """An action as button data, at most 64 bytes."""
    match action:
        case Open(entry, facet):
            return f"o|{entry}|{CODES[facet]}"
        case Sources(entry, facet):
            return f"s|{entry}|{CODES[facet]}"
        case Ask(question):
            return f"q|{question}"


def decode(data: str) -> Action | None:
    """The action in button data; None for anything else, since anyone may send anything."""
    if data.startswith("q|") and data.isprintable() and len(data.encode()) <= 64:
        return Ask(data[2:]) if data[2:].strip() else None
    found = re.fullmatch(r"([os])\|([a-z]+(?::[a-z0-9-]+)?)\|([nrb])", data)
    if found is None:
        return None
    kind, entry, code = found.groups()
    return (Open if kind == "o" else Sources)(entry, FACETS[code])


def render(answer: Answer, knowledge: Knowledge, texts: Texts) -> Reply:
    """Word an answer."""
    match answer:
        case Found(query=query, entry=entry, facet=facet):
            return _entry(entry, facet, query.aspect, knowledge, texts)
        case Ambiguous():
            return _clarify(answer, knowledge, texts)
        case NotFound():
            return _none(answer, texts)
        case SmallTalk(talk=talk):
            return Reply((Paragraph(texts(f"talk-{talk.value}")),))


def sources(entry: Entry, facet: Facet, knowledge: Knowledge, texts: Texts) -> Reply:
    """Where an entry comes from, slide by slide and page by page."""
    changes = [change for _, change in _changes(entry, facet, knowledge)]
    cited = [*entry.sources, *(source for change in changes for source in change.sources)]
    lines = dict.fromkeys(_source(source, texts) for source in cited)
    back = Choice(texts("back-to-answer"), Open(entry.id, facet))
    return Reply(
        (Heading(texts("sources-heading")), Items(tuple(lines)), Note(texts("source-nature"))),
        ((back,),),
    )


def plain(reply: Reply) -> str:
    """The reply as plain text, parts divided by blank lines, a heading directly above what follows it."""
    lines: list[str] = []
    for part in reply.parts:
        if lines and not isinstance(part, Items):
            lines.append("")
        match part:
            case Heading(text) | Paragraph(text) | Note(text) | Cited(text):
                lines.append(text)
            case Items(items):
                lines += [f"• {item}" for item in items]
    return "\n".join(lines)


def _source(source: Source, texts: Texts) -> str:
    if source.slide is not None:
        return texts("source-slide", slide=source.slide)
    return texts("source-public", title=source.title or "", url=source.url or "", checked=_day(source))


def _day(source: Source) -> str:
    return f"{source.checked.day}.{source.checked.month}.{source.checked.year}" if source.checked else ""


def _entry(entry: Entry, facet: Facet, aspect: Aspect, knowledge: Knowledge, texts: Texts) -> Reply:
    match entry:
        case Measure():
            parts = [*_responsibilities(entry, facet, aspect, knowledge, texts)]
            if entry.quotation:
                parts.append(Paragraph(texts("quotation", quotation=entry.quotation)))
            choices = _level_choices(entry, facet, texts)
        case Theme() | Goal():
            return _group(entry, facet, aspect, knowledge, texts)
        case Actor():
            parts = [*_text(entry), *_coordinates(entry, facet, knowledge, texts)]
            choices = ()
        case _:
            parts, choices = [*_text(entry)], ()
    notes = _notes(entry, facet, knowledge, texts)
    source = Choice(texts("show-source"), Sources(entry.id, facet))
    return Reply(
        (Heading(entry.title), *parts, *notes, Cited(_cited(entry, texts))),
        (*choices, (source,)),
    )


def _responsibilities(
    measure: Measure, facet: Facet, aspect: Aspect, knowledge: Knowledge, texts: Texts
) -> Iterator[Part]:
    for level in facet.levels:
        responsibility = measure.responsibility(level)
        who = Paragraph(texts("coordinators-proposed", actors=_actors(responsibility.coordinators, knowledge, texts)))
        what = (Paragraph(texts("tasks-proposed")), Items(responsibility.tasks))
        yield Heading(texts(f"{level.value}-heading"))
        yield from (*what, who) if aspect is Aspect.WHAT else (who, *what)


def _actors(ids: Iterable[str], knowledge: Knowledge, texts: Texts) -> str:
    return _listed([knowledge.actor(actor_id).spelled for actor_id in ids], texts)


def _level_choices(measure: Measure, facet: Facet, texts: Texts) -> tuple[tuple[Choice, ...], ...]:
    others = [other for other in (Facet.NATIONAL, Facet.REGIONAL, Facet.BOTH) if other is not facet]
    return (tuple(Choice(texts(f"show-{other.value}"), Open(measure.id, other)) for other in others),)


def _group(entry: Theme | Goal, facet: Facet, aspect: Aspect, knowledge: Knowledge, texts: Texts) -> Reply:
    """A theme or a goal: its measures to choose from, or the responsibilities themselves when there is one measure."""
    measures = [m for m in knowledge.measures if entry.id in {m.theme, m.goal}]
    parts: list[Part] = [Heading(entry.title), *_text(entry)]
    if len(measures) == 1:
        parts += _responsibilities(measures[0], facet, aspect, knowledge, texts)
        choices: tuple[tuple[Choice, ...], ...] = _level_choices(measures[0], facet, texts)
    else:
        national = {measure.national.coordinators for measure in measures}
        if len(national) == 1 and facet is not Facet.REGIONAL:
            shared = _actors(next(iter(national)), knowledge, texts)
            parts.append(Paragraph(texts("theme-same-national", actors=shared)))
        parts += [Paragraph(texts(f"{entry.kind}-measures")), Items(tuple(m.title for m in measures))]
        choices = tuple((_choice(measure, facet),) for measure in measures)
    parts += [*_notes(entry, facet, knowledge, texts), Cited(_cited(entry, texts))]
    return Reply(tuple(parts), (*choices, (Choice(texts("show-source"), Sources(entry.id, facet)),)))


def _coordinates(actor: Actor, facet: Facet, knowledge: Knowledge, texts: Texts) -> Iterator[Part]:
    """What the actor was proposed for, level by level: computed from the measures."""
    found = {level: knowledge.coordinated_by(actor.id, level) for level in Level}
    if not any(found.values()):
        yield Paragraph(texts("actor-coordinates-none"))
        return
    for level in facet.levels:
        if found[level]:
            yield Paragraph(texts(f"actor-coordinates-{level.value}"))
            yield Items(tuple(
                texts("measure-on-slide", title=measure.title, slide=measure.slides[0]) for measure in found[level]
            ))
        elif facet is not Facet.BOTH:
            yield Paragraph(texts(f"actor-not-{level.value}"))


def _changes(entry: Entry, facet: Facet, knowledge: Knowledge) -> Iterator[tuple[str, Successor]]:
    """What has changed since 2022 for this entry and for the actors that its answer names."""
    named = [entry]
    measures = [entry] if isinstance(entry, Measure) else []
    if isinstance(entry, Theme | Goal):
        own = [m for m in knowledge.measures if entry.id in {m.theme, m.goal}]
        measures = own if len(own) == 1 else []
    for measure in measures:
        named += [measure]
        for level in facet.levels:
            named += [knowledge.actor(actor_id) for actor_id in measure.responsibility(level).coordinators]
    seen: set[str] = set()
    for one in named:
        if one.successor is not None and one.id not in seen:
            seen.add(one.id)
            yield one.id, one.successor


def _notes(entry: Entry, facet: Facet, knowledge: Knowledge, texts: Texts) -> tuple[Part, ...]:
    """One line a change; an entry that is itself the subject tells the whole."""
    changes = dict(_changes(entry, facet, knowledge))
    if not changes:
        return ()
    lines = [change.text if owner == entry.id and not isinstance(entry, Measure) else change.short
             for owner, change in changes.items()]
    return (Note(texts("changed-heading")), Items(tuple(lines)))


def _cited(entry: Entry, texts: Texts) -> str:
    key = "proposal-measure" if entry.kind in {"measure", "goal", "theme", "overview"} else "proposal-other"
    slides = sorted(set(entry.slides))
    if not slides:
        source = entry.sources[0]
        return texts("public-source", title=source.title or "", checked=_day(source))
    numbers = _listed(_ranges(slides), texts)
    return texts(key, slides=texts("slide-many" if len(slides) > 1 else "slide-one", numbers=numbers))


def _ranges(numbers: list[int]) -> list[str]:
    """Ascending numbers with runs of three or more drawn together: 7–10, 12."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [text for run in runs
            for text in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))]


def _listed(names: list[str], texts: Texts) -> str:
    return f"{', '.join(names[:-1])} {texts('and')} {names[-1]}" if len(names) > 1 else names[0]


def _text(entry: Entry) -> Iterator[Part]:
    for block in entry.blocks:
        yield Paragraph(block) if isinstance(block, str) else Items(block)


def _choice(entry: Entry, facet: Facet) -> Choice:
    label = entry.title if len(entry.title) <= LABEL else f"{entry.title[: LABEL - 1].rsplit(' ', 1)[0]}…"
    return Choice(label, Open(entry.id, facet))


def _clarify(answer: Ambiguous, knowledge: Knowledge, texts: Texts) -> Reply:
    entries = [match.entry for match in answer.choices]
    measures = [entry for entry in entries if isinstance(entry, Measure)]
    national = {measure.national.coordinators for measure in measures}
    parts: list[Part] = []
    shares = len(measures) == len(entries) and len(national) == 1 and answer.query.aspect is Aspect.WHO
    if shares and answer.facet is not Facet.REGIONAL:
        shared = _actors(next(iter(national)), knowledge, texts)
        parts.append(Paragraph(texts("clarify-shared-national", actors=shared)))
        if answer.facet is Facet.BOTH:
            parts.append(Paragraph(texts("clarify-regional-differs")))
        parts.append(Paragraph(texts("clarify-which")))
    else:
        parts.append(Paragraph(texts("clarify-heading")))
    parts.append(Items(tuple(entry.title for entry in entries)))
    return Reply(tuple(parts), tuple((_choice(entry, answer.facet),) for entry in entries))


def _none(answer: NotFound, texts: Texts) -> Reply:
    parts: list[Part] = []
    if answer.area is None:
        parts.append(Paragraph(texts("none-said")))
    else:
        parts.append(Paragraph(texts("none-area", area=answer.area.name)))
        if answer.area.centre:
            parts.append(Paragraph(texts("none-area-centre", centre=answer.area.centre)))
    if answer.outside is not None:
        parts.append(Paragraph(answer.outside.elsewhere))
    parts += [Paragraph(texts("none-known")), Paragraph(texts("none-try"))]
    return Reply(tuple(parts), ((Choice(texts("show-overview"), Open("overview", Facet.BOTH)),),))
