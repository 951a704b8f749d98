"""What `bot check` finds in a folder: faults of the content and of its labelled questions, or hints and a summary."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from bot.content.knowledge import KnowledgeError, load
from bot.content.questions import labelled, lost
from bot.understanding.confidence import fitted
from bot.understanding.evaluation import unreached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from bot.content.faults import Fault
    from bot.content.knowledge import Knowledge
    from bot.content.questions import Labelled
    from bot.replies.texts import Texts

T = TypeVar("T")

OTHER = 0.5
"""Share of the entries of which something was learned; where more of them are gone, the content is another one."""

NAMED = 3
"""Most things that are named of those that lack a translation."""
A_YEAR = timedelta(days=365)
"""How long a public source counts as checked."""


def checked(folder: Path, questions: Path) -> tuple[Knowledge, tuple[Labelled, ...]]:
    """The content of `folder` and the labelled questions of another.

    Raises KnowledgeError with the faults of both; in sound ones a target that names nothing of the content is a fault.
    """
    faults: list[Fault] = []
    knowledge, conversations = _read(load, folder, faults), _read(labelled, questions, faults)
    asked = tuple(chain.from_iterable(conversations or ()))
    if knowledge is not None:
        faults += lost(unreached(asked, knowledge))
    if knowledge is None or faults:
        raise KnowledgeError(faults)
    return knowledge, asked


def hints(knowledge: Knowledge, today: date, texts: Texts) -> Iterator[str]:
    """What is no fault and deserves a look, a line each."""
    for entry, source in knowledge.checked_before(today - A_YEAR):
        checked, title, url = str(source.checked), source.title or "", source.url or ""
        yield texts("check-old", checked=checked, title=title, url=url, entry=entry.id)
    for phrase, owners in knowledge.overlaps():
        yield texts("check-overlap", phrase=phrase, owners=", ".join(owners))
    for language in knowledge.languages:
        names = [one.id for one, _ in knowledge.untold(language)]
        if names:
            some = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
            yield texts("check-untranslated", language=language, count=len(names), entries=some)
    known = fitted().lexicon.known
    gone = sorted(one for one in known if knowledge.entry(one) is None)
    if gone and len(gone) < OTHER * len(known):
        yield texts("check-forgotten", entries=", ".join(gone))


def summary(knowledge: Knowledge, asked: int, texts: Texts) -> str:
    """How much there is of what; `asked` labelled questions guard it."""
    counts = Counter(entry.kind for entry in knowledge.entries.values())
    told = [texts(f"count-{kind}", count=count) for kind, count in (*counts.items(), ("questions", asked))]
    return texts("check-done", counts=", ".join(told), version=knowledge.version)


def _read(how: Callable[[Path], T], folder: Path, faults: list[Fault]) -> T | None:
    """What is read of a folder; None, with its faults added, when it has some."""
    try:
        return how(folder)
    except KnowledgeError as error:
        faults += error.faults
        return None
