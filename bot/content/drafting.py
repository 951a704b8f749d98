"""A new entry, put together from answers: what its class asks for, what an answer means, and the YAML. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args, get_origin
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from bot.content.checking import NAMED
from bot.content.documents import Document, Source
from bot.content.entries import KINDS, Actor, Entry
from bot.content.values import LABEL, Frozen, new_id
from bot.content.writing import write_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from bot.content.knowledge import Knowledge

    Values = dict[tuple[str, ...], Any]

New = Entry | Document
MAKEABLE: dict[str, type[New]] = {
    **{name: kind for name, kind in KINDS.items() if kind.most is None},
    Document.__name__.lower(): Document,
}
"""What may be made of answers, by the name that its id begins with."""
BY_NAME: Mapping[str, type[Entry]] = {**NAMED, "coordinators": Actor}
"""Fields that hold ids of entries, and of which kind; they are asked for by name."""
PLACE = re.compile(
    r"(?:dia|kalvo|slide|sivu|sida|page|s\.|luku|kapitel|chapter|pykälä|paragraf|section|§)\s*(?=\d)", re.IGNORECASE
)
"""What people write before the number of a place."""
MOST = 99_999
"""The largest number of a place."""
NEAR, MOST_NEAR = 0.6, 3
"""How alike a name is (difflib's ratio) that may be meant, and how many of these are offered."""


class Unfit(ValueError):  # noqa: N818  an answer, no fault of the bot
    """An answer that does not fit. why: what the key of its sentence ends with; about: the arguments of that."""

    def __init__(self, why: str, **about: str | int) -> None:
        super().__init__(why)
        self.why, self.about = why, about


@dataclass(frozen=True, slots=True)
class Field:
    """Something that an entry is asked for. place: the names that lead to it, such as `national`, `tasks`.

    needed: it may not be left out. lines: more than one line may be said.
    """

    place: tuple[str, ...]
    type: Any
    needed: bool
    lines: bool

    @property
    def name(self) -> str:
        """What it is called where it stands."""
        return self.place[-1]


def fields_of(kind: type[Frozen], within: tuple[str, ...] = ()) -> Iterator[Field]:
    """What an entry of this kind is asked for, as its class says.

    Its id is made of the title, and a new entry had no other. What may be left out and has fields of its own, such as
    `successor`, is not asked for.
    """
    for name, info in kind.model_fields.items():
        inner = [one for one in (info.annotation, *get_args(info.annotation)) if isinstance(one, type)]
        owned = next((one for one in inner if issubclass(one, Frozen) and one is not Source), None)
        if owned is not None and info.is_required():
            yield from fields_of(owned, (*within, name))
        elif owned is None and name not in {"id", "formerly"}:
            lines = get_origin(info.annotation) is tuple or name == "content"
            yield Field((*within, name), info.rebuild_annotation(), info.is_required(), lines)


def is_asked(field: Field, values: Values) -> bool:
    """Whether a field is asked for after those before it: a short title needs no shorter one."""
    return field.name != "label" or len(values["title",]) > LABEL


def read(field: Field, lines: Sequence[str], knowledge: Knowledge, today: date) -> Any:  # noqa: ANN401  as its field
    """What the lines of an answer mean for a field; None when nothing is said. Raises Unfit."""
    said = [line for line in (" ".join(line.split()) for line in lines) if line]
    if not all(line.isprintable() for line in said):
        raise Unfit("unseen")
    if not said:
        if field.needed:
            raise Unfit("needed")
        return None
    value = _mean(field, said, knowledge, today)
    if isinstance(value, list) and len({str(one).casefold() for one in value}) < len(value):
        raise Unfit("twice")
    try:
        return TypeAdapter(field.type).validate_python(value)
    except ValidationError as error:
        detail = error.errors()[0]
        if detail["type"] == "string_too_long":
            raise Unfit("long", most=detail["ctx"]["max_length"]) from None
        raise Unfit("source" if field.name == "sources" else "form") from None


def _mean(field: Field, said: list[str], knowledge: Knowledge, today: date) -> object:
    if field.name == "sources":
        return [_find_source(line, knowledge, today) for line in said]
    if field.name in BY_NAME:
        found = [_find_entry(line, BY_NAME[field.name], knowledge) for line in said]
        return found if field.lines else found[0]
    if field.name == "content":
        return re.sub(r"\n\n(?=- )", "\n", "\n\n".join(said))
    for name in said if field.name == "aliases" else ():
        if (title := knowledge.names.get(name.casefold())) is not None:
            raise Unfit("taken", name=name, title=title)
    return said if field.lines else " ".join(said)


def example_of(field: Field, kind: type[New], knowledge: Knowledge) -> str | None:
    """What stands in this field of an entry that is there; None when no entry has it, or its form is another."""
    for owner in (*knowledge.entries.values(), *knowledge.documents.values()):
        value: Any = owner if isinstance(owner, kind) else None
        for name in field.place:
            value = getattr(value, name, None)
        value = next(iter(value), None) if isinstance(value, tuple) else value
        if value is not None and not isinstance(value, Frozen):
            return knowledge.titles[value] if field.name in BY_NAME else str(value)
    return None


def make(kind: type[New], values: Values, words: str, knowledge: Knowledge) -> New:
    """The entry that the values of its fields make, with an id of its own in `knowledge`.

    words: by which it is found as well, where entries of its kind have such words; may be empty.
    """
    if words and ("synonyms",) in values:
        values = {**values, ("synonyms",): tuple(dict.fromkeys((*(values["synonyms",] or ()), words)))}
    called = kind.__name__.lower()
    whole: dict[str, Any] = {"id": new_id(called, values["title",].casefold(), knowledge.titles, called)}
    for place, value in values.items():
        inner = whole
        for name in place[:-1]:
            inner = inner.setdefault(name, {})
        if value is not None:
            inner[place[-1]] = value
    return kind.model_validate(whole)


def add(knowledge: Knowledge, new: New) -> Knowledge:
    """The content with one more entry, for others to name; its version stays."""
    if isinstance(new, Document):
        return replace(knowledge, documents={**knowledge.documents, new.id: new})
    return replace(knowledge, entries={**knowledge.entries, new.id: new})


def write(made: Sequence[New]) -> str:
    """The YAML of a file that holds these."""
    lists: dict[str, list[object]] = {}
    for one in made:
        listed = "documents" if isinstance(one, Document) else one.listed
        lists.setdefault(listed, []).append(one.model_dump(exclude_unset=True))
    return write_yaml(lists)


def _find_entry(name: str, kind: type[Entry], knowledge: Knowledge) -> str:
    """The id of the entry of this kind that is called so. Raises Unfit with those that may be meant."""
    said, called = name.casefold(), defaultdict[str, dict[str, str]](dict)
    for entry in knowledge.of_kind(kind):
        for phrase in (entry.id, *(phrase for phrase, _ in entry.phrases())):
            called[phrase.casefold()][entry.id] = entry.title
    if len(called.get(said, ())) == 1:
        return next(iter(called[said]))
    close = [said] if said in called else get_close_matches(said, called, MOST_NEAR, NEAR)
    close += [phrase for phrase in called if said in phrase]
    near = {one: title for phrase in close for one, title in called[phrase].items()}
    raise Unfit("near" if near else "unknown", name=name, near="; ".join([*near.values()][:MOST_NEAR]))


def _find_source(line: str, knowledge: Knowledge, today: date) -> dict[str, Any]:
    """The source that is meant: an address and what its page is called, or a document and a place in it."""
    url, _, title = line.partition(" ")
    if url.startswith(("http://", "https://")):
        return {"url": url, "title": title or urlsplit(url).hostname or url, "checked": today}
    document, place = knowledge.document, line
    names = {name: one for one in knowledge.documents.values() for name in (one.title, str(one.id).partition(":")[2])}
    for name in sorted(names, key=len):
        if re.match(rf"{re.escape(name)}(?!\w)", line, re.IGNORECASE):
            document, place = names[name], line[len(name) :].strip(" ,:")
    place = PLACE.sub("", place, count=1)
    if document is None or (place and document.place is None):
        raise Unfit("source")
    named = {} if place and document is knowledge.document else {"document": document.id}
    if not place or document.place is None:
        return named
    number = int(place[: len(str(MOST)) + 1]) if place.isdecimal() else None
    if number is not None and not (document.first or 1) <= number <= (document.last or MOST):
        raise Unfit("source")
    return {**named, document.place.value: place if number is None else number}
