"""Who is responsible for what, over all measures: which share their actors and which differ, and so in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.entries import Facet, Level
from bot.replies.actions import Draw
from bot.replies.citing import cite_all, find_checked, keep_changed, name_places, nature, stand_in, tell_ended
from bot.replies.naming import list_names
from bot.replies.parts import Choice, Cited, Heading, Items, Note, Paragraph, Part, Reply
from bot.replies.translating import note_untold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.entries import Actor, Measure
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts

DAGGER = "†"
"""What stands behind the name of a body that no longer exists."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Measures that bind alike and have the same actors on a level. nature: as `citing.nature` tells it."""

    actors: tuple[Actor, ...]
    measures: tuple[Measure, ...]
    nature: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Who is responsible on a level.

    usual: what more than half of the measures share, None where nothing is. others: the rest, in the order of the
    documents.
    """

    level: Level
    usual: Shared | None
    others: tuple[Shared, ...]

    @property
    def shared(self) -> tuple[Shared, ...]:
        """All of it, the usual first."""
        return self.others if self.usual is None else (self.usual, *self.others)

    def of(self, measure: Measure) -> Shared:
        """What a measure shares."""
        return next(one for one in self.shared if measure in one.measures)

    def added(self, shared: Shared) -> tuple[Actor, ...]:
        """Whom some measures have besides the usual actors; none where nothing is usual."""
        return () if self.usual is None else tuple(one for one in shared.actors if one not in self.usual.actors)

    def missing(self, shared: Shared) -> tuple[Actor, ...]:
        """Whom of the usual actors some measures lack."""
        return () if self.usual is None else tuple(one for one in self.usual.actors if one not in shared.actors)


def chart(level: Level, knowledge: Knowledge) -> Chart:
    """Who is responsible on a level; actors and measures in the order of the documents."""
    everybody = knowledge.coordinators(Facet.BOTH)
    found: dict[tuple[tuple[Actor, ...], str], list[Measure]] = {}
    for measure in knowledge.measures:
        named = measure.responsibility(level).coordinators
        actors = tuple(actor for actor in everybody if actor.id in named)
        found.setdefault((actors, nature([measure], knowledge)), []).append(measure)
    shared = [Shared(actors, tuple(measures), binding) for (actors, binding), measures in found.items()]
    usual = next((one for one in shared if 2 * len(one.measures) > len(knowledge.measures) > 1), None)
    return Chart(level, usual, tuple(one for one in shared if one is not usual))


def title(knowledge: Knowledge, texts: Texts) -> str:
    """What it is called, by how much the measures bind."""
    return texts("picture-title", nature=nature(knowledge.measures, knowledge))


def head(charted: Chart, texts: Texts) -> str:
    """What is said of the usual actors of a level before they are named, or only which level it is."""
    level = texts(f"{charted.level.value}-heading")
    if charted.usual is None:
        return level
    count, binding = len(charted.usual.measures), charted.usual.nature
    if charted.others:
        return texts("chart-most", level=level, count=count, nature=binding)
    return texts("chart-all", level=level, count=count, nature=binding)


def tell_apart(charted: Chart, texts: Texts) -> str | None:
    """How many measures differ from the usual; None where none does, or nothing is usual."""
    count = sum(len(one.measures) for one in charted.others)
    return texts("chart-apart", count=count) if charted.usual is not None and count else None


def tell_nature(shared: Shared, charted: Chart, knowledge: Knowledge, texts: Texts) -> str | None:
    """How much some measures bind, where that differs from what title and head say."""
    told = nature(knowledge.measures, knowledge) if charted.usual is None else charted.usual.nature
    return None if shared.nature == told else texts("chart-nature", nature=shared.nature)


def mark(actor: Actor) -> str:
    """The short name of an actor, with a dagger if it has ended."""
    return actor.short if actor.ended is None else f"{actor.short}{DAGGER}"


def place(measure: Measure, knowledge: Knowledge, texts: Texts) -> str | None:
    """Where a measure stands: `diat 10 ja 11` of the main document, else as `stand_in` tells it; None of a page."""
    main = knowledge.document
    own = None if main is None else name_places(main, measure.sources, texts)
    return own or stand_in(measure, knowledge, texts)


def note_ended(knowledge: Knowledge, texts: Texts) -> str | None:
    """Which of the bodies have ended, and when, without a full stop; None when none has."""
    return tell_ended(knowledge.coordinators(Facet.BOTH), texts)


def tell_checked(knowledge: Knowledge, texts: Texts) -> str | None:
    """The day on which what has changed for the bodies was checked, the first where there are several; None of none."""
    day = find_checked(keep_changed(knowledge.coordinators(Facet.BOTH)))
    return None if day is None else texts("chart-checked", day=day)


def tell_notes(knowledge: Knowledge, texts: Texts, sign: str = "") -> list[str]:
    """What stands below: who has ended, after the sign of that; when it was checked; that a name is in Finnish."""
    ended, checked = note_ended(knowledge, texts), tell_checked(knowledge, texts)
    untold = texts("untranslated") if _names_finnish(knowledge) else None
    return [*(() if ended is None else (f"{sign}{ended}.",)), *filter(None, (checked, untold))]


def _names_finnish(knowledge: Knowledge) -> bool:
    """Whether measures or actors have only Finnish names, in a content of another language."""
    original, named = knowledge.finnish, (*knowledge.measures, *knowledge.coordinators(Facet.BOTH))
    return original is not None and any(
        field == ("short" if one.coordinates else "title")
        for one in named
        for field, _ in original.entries[one.id].untold(knowledge.language)
    )


def tell_source(knowledge: Knowledge, texts: Texts) -> str:
    """Where the measures come from, and how much that binds; empty where there are no measures."""
    return cite_all(knowledge.measures, knowledge, texts)


def describe(knowledge: Knowledge, texts: Texts) -> Reply:
    """The same in words: on each level the usual in a line, then a line for what differs; names spelled out once."""
    knowledge = knowledge.told(texts.language)
    parts: list[Part] = [Heading(title(knowledge, texts))]
    spelled: set[Actor] = set()
    for level in Level if knowledge.measures else ():
        parts += _describe(chart(level, knowledge), spelled, knowledge, texts)
    if notes := tell_notes(knowledge, texts):
        parts.append(Note(" ".join(notes)))
    reply = Reply((*parts, *map(Cited, filter(None, [tell_source(knowledge, texts)]))))
    return note_untold(reply, knowledge, texts)


def _describe(charted: Chart, spelled: set[Actor], knowledge: Knowledge, texts: Texts) -> Iterator[Part]:
    """spelled: the actors whose names are spelled out already."""
    said = f"{head(charted, texts)}:"
    yield Paragraph(said if charted.usual is None else f"{said} {_name(charted.usual.actors, spelled, texts)}.")
    if (apart := tell_apart(charted, texts)) is not None:
        yield Paragraph(f"{apart}:")
    if charted.others:
        yield Items(tuple(_describe_other(one, charted, spelled, knowledge, texts) for one in charted.others))


def _describe_other(shared: Shared, charted: Chart, spelled: set[Actor], knowledge: Knowledge, texts: Texts) -> str:
    binding = tell_nature(shared, charted, knowledge, texts)
    titles = list_names([measure.brief for measure in shared.measures], texts)
    said = f"{titles}: {_name(shared.actors, spelled, texts)}"
    missing = [actor.short for actor in charted.missing(shared)]
    if missing:
        said += f"; {texts('chart-missing', actors=list_names(missing, texts))}"
    return f"{said}." if binding is None else f"{said}. {binding}."


def _name(actors: tuple[Actor, ...], spelled: set[Actor], texts: Texts) -> str:
    names = [actor.short if actor in spelled else actor.spelled for actor in actors]
    spelled.update(actors)
    return list_names(names, texts)


def offer_picture(texts: Texts) -> Choice:
    """A button that shows the picture."""
    return Choice(texts("picture-button"), Draw())
