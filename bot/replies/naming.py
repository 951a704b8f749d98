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


class Inflection(Enum):
    """How a name stands in a sentence.

    LISTED: as it is called, in a list or after a colon. OBJECT: the partitive, of whom something `ehdotettiin`.
    SUBJECT: who does something, in the plural where the name stands for many bodies: `ELY-keskukset lakkasivat`.
    """

    LISTED = auto()
    OBJECT = auto()
    SUBJECT = auto()


def inflect(actor: Actor, inflection: Inflection, texts: Texts) -> str | None:
    """The short name of an actor as a sentence needs it, in Finnish. None where no form is known.

    An abbreviation that the content does not inflect is read letter by letter.
    """
    if texts.language != "fi" or inflection is Inflection.LISTED:
        return actor.short
    if inflection is Inflection.SUBJECT:
        return actor.plural or actor.short
    if actor.partitive is None and LETTERS.fullmatch(actor.short):
        return f"{actor.short}:{ENDINGS[actor.short[-1]]}"
    return actor.partitive


def name_all(
    ids: Iterable[str], inflection: Inflection, knowledge: Knowledge, texts: Texts, *, either: bool = False
) -> str:
    """Actors as one list in a sentence; after a noun, as they are called, where the form of one of them is not known.

    Nothing for none. either: that one of them is meant, not all.
    """
    actors = [knowledge.actor(one) for one in ids]
    if not actors:
        return ""
    forms = [inflect(actor, inflection, texts) for actor in actors]
    known = [form for form in forms if form is not None]
    if len(known) == len(actors):
        return list_names(known, texts, either=either)
    names = list_names([actor.short for actor in actors], texts, either=either)
    return texts("named-bodies" if len(actors) > 1 else "named-body", name=names)


class Named(NamedTuple):
    """Actors as one list, as a sentence may need them: as they are called, and as its objects."""

    actors: str
    objects: str


def name_both(ids: Sequence[str], knowledge: Knowledge, texts: Texts) -> Named:
    """Actors as one list, in both forms."""
    return Named(
        *(name_all(ids, inflection, knowledge, texts) for inflection in (Inflection.LISTED, Inflection.OBJECT))
    )


def list_names(names: Sequence[str], texts: Texts, *, either: bool = False) -> str:
    """Names as one list in a sentence; a last name that has an `and` of its own is joined by another word.

    either: that one of them is meant, not all.
    """
    if len(names) == 1:
        return names[0]
    inner = f" {texts('and')} " in names[-1] and f" {texts('and-also')} " not in names[-1]
    joint = "or" if either else "and-also" if inner else "and"
    return f"{', '.join(names[:-1])} {texts(joint)} {names[-1]}"
