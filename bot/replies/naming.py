"""Names of actors as a sentence needs them, and lists of them."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.content.entries import Actor
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts

LETTERS = re.compile("[A-ZÅÄÖ]{2,}")
ENDINGS = {
    **dict.fromkeys("AHKOQUÅ", "ta"),
    **dict.fromkeys("BCDEGIJPTVWYÄÖ", "tä"),
    **dict.fromkeys("FLMNRSX", "ää"),
    "Z": "aa",
}
"""The partitive of the name of a letter after a colon: `äm`, ämmää, `OKM:ää`; `hoo`, hoota, `OPH:ta`."""


class Case(Enum):
    """How a name stands in a sentence.

    LISTED: as it is called, in a list or after a colon. OBJECT: the partitive, of whom something `ehdotettiin`.
    SUBJECT: who does something, in the plural where the name stands for many bodies: `ELY-keskukset lakkasivat`.
    """

    LISTED = auto()
    OBJECT = auto()
    SUBJECT = auto()


def inflect(actor: Actor, case: Case, texts: Texts) -> str:
    """The short name of an actor in a case; other languages than Finnish have none.

    What the content does not inflect is read letter by letter when it is an abbreviation, else said after a noun.
    """
    if texts.language != "fi" or case is Case.LISTED:
        return actor.short
    if case is Case.SUBJECT:
        return actor.plural or actor.short
    if actor.partitive is not None:
        return actor.partitive
    if LETTERS.fullmatch(actor.short):
        return f"{actor.short}:{ENDINGS[actor.short[-1]]}"
    return texts("named-body", name=actor.short)


def name_all(ids: Iterable[str], case: Case, knowledge: Knowledge, texts: Texts, *, either: bool = False) -> str:
    """Actors as one list in a sentence; nothing for none. either: that one of them is meant, not all."""
    names = [inflect(knowledge.actor(one), case, texts) for one in ids]
    return list_names(names, texts, either=either) if names else ""


class Named(NamedTuple):
    """Actors as one list, as a sentence may need them: as they are called, and as its objects."""

    actors: str
    objects: str


def name_both(ids: Sequence[str], knowledge: Knowledge, texts: Texts) -> Named:
    """Actors as one list, in both cases."""
    return Named(*(name_all(ids, case, knowledge, texts) for case in (Case.LISTED, Case.OBJECT)))


def list_names(names: Sequence[str], texts: Texts, *, either: bool = False) -> str:
    """Names as one list in a sentence; a last name that has an `and` of its own is joined by another word.

    either: that one of them is meant, not all.
    """
    if len(names) == 1:
        return names[0]
    inner = " ja " in names[-1] and " sekä " not in names[-1]
    joint = "or" if either else "and-also" if inner else "and"
    return f"{', '.join(names[:-1])} {texts(joint)} {names[-1]}"
