"""What a question wants of the table: a form, what it is of, and the constraints that were said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.content.entries import Facet


class Form(StrEnum):
    """What an answer is."""

    YESNO = "yesno"
    LIST = "list"
    COUNT = "count"
    COMPARE = "compare"


class Of(StrEnum):
    """What is listed, counted or asked about."""

    MEASURES = "measures"
    ACTORS = "actors"
    TASKS = "tasks"
    THEMES = "themes"
    GOALS = "goals"


class Extent(StrEnum):
    """In how many of the measures something is so.

    `NEARLY` is not in all but in three of four or more, `DIFFERING` in those whose coordinators are not the usual ones.
    """

    SOME = "some"
    EVERY = "every"
    NEARLY = "nearly"
    MOST = "most"
    FEWEST = "fewest"
    ONE = "one"
    NONE = "none"
    DIFFERING = "differing"


class Than(StrEnum):
    """How a number is compared."""

    EXACTLY = "exactly"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question over the table.

    about: the measures, goals or themes that are spoken of, by id; none for all. actors: those named, wanted together,
    or with `either` one of them; without: those that shall not be there. apart: it is asked of all measures but those
    spoken of; beside: those that the actors shall not be in. only: it shall be so there and nowhere else. same: of a
    comparison, sameness is asked for; than: whether the first has more, or fewer. size: how many coordinators a
    measure, or measures a theme, shall have; times: in how many measures an actor shall be. count: what is compared, or
    makes the most, when it is a number of things. task: the one whose level is asked for.
    """

    form: Form
    of: Of
    facet: Facet = Facet.BOTH
    about: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    extent: Extent = Extent.SOME
    apart: bool = False
    beside: tuple[str, ...] = ()
    only: bool = False
    either: bool = False
    same: bool = True
    than: Than | None = None
    size: tuple[Than, int] | None = None
    times: tuple[Than, int] | None = None
    count: Of | None = None
    task: str | None = None

    @property
    def plain(self) -> bool:
        """Whether it lists the actors or tasks of one measure and nothing more: what an ordinary answer tells."""
        bare = self == Wanted(Form.LIST, self.of, self.facet, self.about)
        return bare and self.of in {Of.ACTORS, Of.TASKS} and len(self.about) == 1
