"""Actions ↔ the data of buttons, at most 64 bytes, and links; read with suspicion, since anyone may send anything."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, partial, reduce
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from bot.content.entries import Facet
from bot.replies.actions import Feedback, Open, Page, Pressed, Shelf, View
from bot.replies.tasks import Step, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_BYTES = 64
"""Longest data of a button, in bytes."""


class Field(NamedTuple):
    """How a value stands in data: the shape of its text, a regular expression; how it is read and written."""

    shape: str
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str


def _letter(values: Mapping[str, object]) -> Field:
    """A value that stands for itself by a letter."""
    letters = {value: letter for letter, value in values.items()}
    return Field(f"[{''.join(values)}]", values.__getitem__, letters.__getitem__)


NUMBER = Field("[1-9][0-9]{0,9}", int)
FIELDS = {
    "aside": _letter({"l": False, "a": True}),
    "area": Field("[a-z0-9-]+"),
    "asked": NUMBER,
    "comment": _letter({"p": True, "k": False}),
    "change": Field("0|[1-9][0-9]{0,9}", int),
    "draft": Field("[a-f][0-9a-f]{7}"),  # no number of a gap is like it
    "entry": Field("[a-z]+(?::[a-z0-9-]+)?"),
    "facet": _letter({"n": Facet.NATIONAL, "r": Facet.REGIONAL, "b": Facet.BOTH}),
    "gap": NUMBER,
    "kind": Field("[a-z]+"),
    "language": Field("[a-z]{2}"),
    "number": Field("0|[1-9][0-9]?", int),
    "other": NUMBER,
    "page": Field("0|[1-9][0-9]{0,3}", int),
    "places": Field("[1-9a-f][0-9a-f]{0,29}", partial(int, base=16), "{:x}".format),
    "question": Field(r".*\S.*"),
    "row": NUMBER,
    "shelf": _letter({shelf.value: shelf for shelf in Shelf}),
    "step": _letter({step.value: step for step in Step}),
    "task": Field("0|[1-9][0-9]?", int),
    "feedback": _letter(dict(zip("hntioe", Feedback, strict=True))),
    "way": _letter({way.value: way for way in Way}),
    "view": _letter({view.value: view for view in View}),
}
"""Every field of an action, by its name; a field of a field by the name of the inner one."""
WHOLES = {"back": Open, "page": Page}
"""What a field is that stands in data by fields of its own."""
NAMED = re.compile(r"\{([a-z.]+)\}")


def encode(action: Pressed) -> str:
    """An action as button data. Of what would not fit, what may be left out is, from the end."""
    first, *others = _split(action.data)
    texts = [_write(first, action), *(_write(piece, action) for piece in others if _says(piece, action))]
    while len(texts) > 1 and len("".join(texts).encode()) > MOST_BYTES:
        texts.pop()
    return "".join(texts)


def decode(data: str) -> Pressed | None:
    """The action in button data; None for anything else."""
    if len(data.encode("utf-8", "replace")) > MOST_BYTES or not data.isprintable():
        return None
    matches = ((kind, shape.fullmatch(data)) for kind, shape in SHAPES.items())
    return next((_make(kind, found.groupdict()) for kind, found in matches if found is not None), None)


def encode_link(entry: str, facet: Facet) -> str:
    """What follows `?start=` in a link that opens an entry."""
    return f"{entry.replace(':', '_')}_{FIELDS['facet'].write(facet)}"


def parse_link(text: str) -> Open | None:
    """What a link opens; None when `text` is no payload of ours."""
    found = re.fullmatch(r"([a-z]+)(?:_([a-z0-9-]{2,}|[a-z0-9](?=_)))?(?:_([nrb]))?", text)
    if found is None:
        return None
    kind, slug, code = found.groups()
    return Open(f"{kind}:{slug}" if slug else kind, FIELDS["facet"].read(code) if code else Facet.BOTH)


@cache
def _split(data: str) -> list[str]:
    """The form of some data as what must stand in it, then each piece that may be left out."""
    return re.split(r"[\[\]]+", data)


def _value(path: str, action: object) -> Any:  # noqa: ANN401  a field may be anything
    return reduce(lambda whole, name: getattr(whole, name, None), path.split("."), action)


def _field(path: str) -> Field:
    return FIELDS[path.rpartition(".")[2]]


def _says(piece: str, action: Pressed) -> bool:
    return all(_value(path, action) not in {None, ""} for path in NAMED.findall(piece))


def _write(piece: str, action: Pressed) -> str:
    return NAMED.sub(lambda found: _field(found[1]).write(_value(found[1], action)), piece)


def _make(kind: type[Pressed], texts: Mapping[str, str | None]) -> Pressed:
    """An action of the texts of its fields; what is left out is as it is by itself."""
    values: dict[str, Any] = {}
    wholes: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for group, text in texts.items():
        whole, _, name = group.rpartition("_")
        if text is not None:
            (wholes[whole] if whole else values)[name] = FIELDS[name].read(text)
    return kind(**values, **{name: WHOLES[name](**inner) for name, inner in wholes.items()})


def _shape(data: str) -> re.Pattern[str]:
    """The regular expression of the form of some data; a group is named as its field, `_` for a dot."""
    optional = data.replace("|", r"\|").replace("[", "(?:").replace("]", ")?")
    return re.compile(NAMED.sub(lambda found: f"(?P<{found[1].replace('.', '_')}>{_field(found[1]).shape})", optional))


SHAPES: dict[type[Pressed], re.Pattern[str]] = {kind: _shape(kind.data) for kind in get_args(Pressed)}
