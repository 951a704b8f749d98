"""A YAML file → plain values with their lines, or faults.

YAML is data here: values are built from the parser's events, so that nothing is ever expanded or constructed, and
scalars stay text. Anchors, aliases and tags are faults, and so is all but a regular file of at most 2 MB.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from bot.content import files
from bot.content.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Value = str | None | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Parsed:
    """A YAML file as read: its value, the line (from 1) of every value by its place, and what is wrong.

    whole: it was read to its end.
    """

    name: str
    value: Value = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    whole: bool = False

    def line(self, place: Place) -> int:
        """Find the line of the value at `place`, or of the nearest one around it that stands in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, line: int, problem: str, mend: str) -> None:
        """Add a fault of this file."""
        self.faults.append(Fault(self.name, line, problem, mend))


def read(path: Path, folder: Path) -> tuple[Parsed, str]:
    """Read the file at `path` of `folder` and parse it: the document, and the text of the file. Never raises."""
    document, text = unparsed(path, folder)
    if not document.faults:
        _parse(text, document)
    return document, text


def unparsed(path: Path, folder: Path) -> tuple[Parsed, str]:
    """Read the file as `read` does, without looking at what it says; with a fault the text is empty."""
    document = Parsed(path.relative_to(folder).as_posix())
    return document, text_of(path, document, MAX_BYTES, folder)


def text_of(path: Path, document: Parsed, most: int, inside: Path | None = None) -> str:
    """The text of a file of at most `most` bytes; empty, with a fault added to `document`, when it is not read.

    inside: the folder that a link may not lead out of.
    """
    try:
        return _decoded(files.read(path, most, inside), document)
    except files.UnreadableError as error:
        document.fault(1, error.problem, error.mend)
    except OSError as error:
        document.fault(1, f"tiedostoa ei voi lukea ({error.strerror})", "tarkista sen oikeudet")
    return ""


def parsed(content: bytes, name: str) -> Parsed:
    """Read what stands in a file, or shall; `name` is what faults call it. Never raises."""
    document = Parsed(name)
    text = _decoded(content, document)
    if not document.faults:
        _parse(text, document)
    return document


def _decoded(content: bytes, document: Parsed) -> str:
    """The text of a file; empty, with a fault added to `document`, when it is no UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        document.fault(line, "tiedosto ei ole UTF-8-muodossa", "tallenna se merkistöllä UTF-8")
    return ""


def _parse(text: str, document: Parsed) -> None:
    events = yaml.parse(text, Loader=Loader)
    try:
        values = [_value(event, events, document, ()) for event in events if isinstance(event, yaml.NodeEvent)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _broken(mark.line + 1 if mark else 1, text, document)
        return
    except yaml.YAMLError:
        document.fault(1, "tiedostossa on merkki, jota YAML ei salli", "poista ohjausmerkit")
        return
    if len(values) > 1:
        document.fault(1, "tiedostossa on monta YAML-asiakirjaa", "poista rivit, joilla on vain ---")
    if not text.strip():  # a file that was cut short; what it held must not vanish without a word
        document.fault(1, "tiedosto on tyhjä", "palauta sen sisältö tai poista tiedosto")
    document.value = values[0] if values else None
    document.whole = True


def _broken(line: int, text: str, document: Parsed) -> None:
    """Say what the parser stumbled on."""
    if "\t" in "".join(text.split("\n")[line - 1 : line]):
        document.fault(line, "rivillä on sarkain", "sisennä välilyönneillä")
    else:
        document.fault(line, "YAML on rikki", "tarkista rivin sisennys, kaksoispisteet ja lainausmerkit")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _value(event: yaml.Event, events: Iterator[yaml.Event], document: Parsed, place: Place) -> Value:
    line = _line(event)
    document.lines.setdefault(place, line)
    if isinstance(event, yaml.AliasEvent):
        document.fault(line, f"viittaus *{event.anchor} ei ole sallittu", "kirjoita arvo auki")
        return None
    if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
        document.fault(line, f"ankkuri &{event.anchor} ei ole sallittu", "kirjoita arvo auki joka paikkaan")
    if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag is not None:
        document.fault(line, f"tunniste {event.tag} ei ole sallittu", "poista se")
    if isinstance(event, yaml.ScalarEvent):
        return None if event.implicit[0] and event.value in {"", "~", "null"} else event.value
    if len(place) >= MAX_DEPTH:
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
        line = _line(event)
        key = str(_value(event, events, document, (*place, "?", line)))
        if key in mapping:
            document.fault(line, f"kenttä {key} on kahteen kertaan", "poista toinen")
        document.lines[*place, key] = line
        mapping[key] = _value(next(events), events, document, (*place, key))
    return mapping
