"""The text of a YAML file → plain values with their lines, as far as the parser comes.

YAML is data here: values are built from the parser's events, so that nothing is ever expanded or constructed, and
scalars stay text. Anchors, aliases and tags are faults, and so is all but a regular file of at most 2 MB.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from bot.content import files
from bot.content.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

Value = str | None | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

BREAKS = re.compile(r"\r\n?")
BOM = "\ufeff"
"""The mark of byte order that some editors put before the text of a file; it is kept, and is none of the text."""
SPACES = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
"""What YAML 1.1 takes for a line break, and no editor counts as one."""
BEGUN = frozenset(
    f"while {what}"
    for what in (
        "scanning a quoted scalar",
        "scanning a simple key",
        "parsing a flow sequence",
        "parsing a flow mapping",
    )
)
"""What the parser was at when what is wrong stands where that began, not where it gave up."""
UNMARKED = "kirjoita arvo auki tai laita teksti lainausmerkkeihin"
OFFICE = (b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")
"""How files of word processors begin: docx and odt, rtf, doc."""


@dataclass
class Parsed:
    """A YAML file as read: its text and value, the line (from 1) of every value by its place, and what is wrong.

    stopped: where the parser gave up, the line that is to blame first; empty when it read all. quoted: the lines on
    which a quotation begins that ends on another. whole: the value has all that the text says. aside:
    the text as it was, when some of it was left out. last: the last line on which something stands.
    """

    name: str
    text: str = ""
    value: Value = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    stopped: tuple[int, ...] = ()
    quoted: list[int] = field(default_factory=list)
    whole: bool = False
    aside: str = ""
    last: int = 1

    def line(self, place: Place) -> int:
        """Find the line of the value at `place`, or of the nearest one around it that stands in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, line: int, problem: str, mend: str) -> None:
        """Add a fault of this file."""
        self.faults.append(Fault(self.name, line, problem, mend))


def text_of(path: Path, document: Parsed, most: int, inside: Path | None = None) -> str:
    """The text of a file of at most `most` bytes; empty, with a fault added to `document`, when it is not read.

    inside: the folder that a link may not lead out of.
    """
    try:
        return decoded(files.read(path, most, inside), document)
    except files.UnreadableError as error:
        document.fault(1, error.problem, error.mend)
    except OSError as error:
        document.fault(1, f"tiedostoa ei voi lukea ({error.strerror})", "tarkista sen oikeudet")
    return ""


def decoded(content: bytes, document: Parsed) -> str:
    """The text of a file; when it is no UTF-8 as much of it as that holds, with a fault added to `document`."""
    if content.startswith(OFFICE):
        document.fault(1, "tiedosto on tekstinkäsittelyn asiakirja", "tallenna se muodossa Vain teksti (UTF-8)")
        return ""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        document.fault(line, "tiedosto ei ole UTF-8-muodossa", "tallenna se merkistöllä UTF-8")
    return "" if b"\0" in content else content.decode("utf-8", "replace")


def plain(text: str) -> str:
    """`text` without the mark of byte order, and with one kind of line break: that which editors count."""
    return BREAKS.sub("\n", text.removeprefix(BOM)).translate(SPACES)


def parted(text: str) -> tuple[str, str]:
    """The mark of byte order, if there is one, and the text of a file behind it."""
    rest = text.removeprefix(BOM)
    return text[: len(text) - len(rest)], rest


def parse(text: str, name: str) -> Parsed:
    """Read a `plain` text; `name` is what faults call its file. Never raises for text without control characters."""
    document = Parsed(name, text, whole=True, last=_written(text, len(text)))
    values: list[Value] = []
    events = yaml.parse(text, Loader=Loader)
    try:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and values:
                document.stopped = (_line(event, document),)
                break
            if isinstance(event, yaml.NodeEvent):
                values.append(_value(event, events, document, ()))
    except yaml.MarkedYAMLError as error:
        marks = [error.problem_mark, error.context_mark]
        if error.context in BEGUN:
            marks.reverse()
        lines = (_written(text, mark.line + 1) for mark in marks if mark is not None)
        document.stopped = tuple(dict.fromkeys(lines)) or (1,)
    if document.stopped:
        document.whole, values = False, []
    document.value = values[0] if values else None
    return document


def hidden(documents: Iterable[Parsed]) -> Callable[[str], bool]:
    """Whether an id may stand in one of `documents`, of which not all is known."""
    texts = [document.aside or document.text for document in documents]
    return lambda name: any(not text or name in text for text in texts)


def _written(text: str, line: int) -> int:
    """The last line up to `line` on which something stands."""
    lines = text.split("\n")[:line]
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    return len(lines)


def _line(event: yaml.Event, document: Parsed) -> int:
    return min(event.start_mark.line + 1, document.last) if event.start_mark else 1


def _value(event: yaml.Event, events: Iterator[yaml.Event], document: Parsed, place: Place) -> Value:
    line = _line(event, document)
    document.lines.setdefault(place, line)
    if isinstance(event, yaml.AliasEvent):
        document.fault(line, f"viittaus *{event.anchor} ei ole sallittu", UNMARKED)
        return None
    if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
        document.fault(line, f"ankkuri &{event.anchor} ei ole sallittu", UNMARKED)
    if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag is not None:
        document.fault(line, f"tunniste {event.tag} ei ole sallittu", UNMARKED)
    if isinstance(event, yaml.ScalarEvent):
        if event.style in {'"', "'"} and event.end_mark and event.end_mark.line >= line:
            document.quoted.append(line)
        return None if event.implicit[0] and event.value in {"", "~", "null"} else event.value
    if len(place) >= MAX_DEPTH:
        document.fault(line, f"sulkuja tai sisennyksiä on sisäkkäin yli {MAX_DEPTH}", "poista ylimääräiset")
        raise yaml.MarkedYAMLError(problem_mark=event.start_mark)  # type: ignore[arg-type]  # the C parser's mark
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, document, place)
    return _mapping(events, document, place)


def _sequence(events: Iterator[yaml.Event], document: Parsed, place: Place) -> list[Value]:
    items: list[Value] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_value(event, events, document, (*place, len(items))))
    return items


def _mapping(events: Iterator[yaml.Event], document: Parsed, place: Place) -> dict[str, Value]:
    mapping: dict[str, Value] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        line = _line(event, document)
        said = _value(event, events, document, (*place, "?", line))
        key = said if isinstance(said, str) else "(tyhjä)"
        if key in mapping:
            first = document.lines[*place, key]
            problem = f"kenttä {key} on kahteen kertaan (myös rivillä {first})"
            document.fault(line, problem, "poista toinen tai yhdistä ne")
            document.whole = False
            _value(next(events), events, document, (*place, "?", line, key))
        else:
            document.lines[*place, key] = line
            mapping[key] = _value(next(events), events, document, (*place, key))
    return mapping
