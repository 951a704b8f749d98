"""Adds to a content file in place, and takes back: the one line that differs, and every other byte as it was.

The places come from the parser's marks, so that comments, order, quotes and line breaks stay as their writer left
them; a library that writes YAML anew would lay out again every list that stands on several lines.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml

from bot.content.parsing import Loader, parted

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = re.compile(r"[^\W\d_](?:[\w -]*\w)?")
"""What needs no quotes anywhere in YAML."""
LOOKS_OTHER = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Plain words that some programs take for something other than text."""


def added(text: str, owner: str, field: str, item: str) -> str | None:
    """Give the YAML `text` with `item` at the end of the list `field` of whatever has the id `owner`.

    The list is begun when there is none. None when nothing in `text` has that id, or it is broken YAML.
    """
    begun, rest = parted(text)
    fields = _find(rest, owner)
    if fields is None:
        return None
    return begun + _inserted(rest, _field(fields, field)[1], fields, field, _scalar(item))


def removed(text: str, owner: str, field: str, item: str) -> str | None:
    """Give the YAML `text` without the `item` that `added` put into a list.

    A list on lines of its own goes with its last item. None when the item is not there any more, or not as it was put
    there: with a comment beside it, or in other quotes.
    """
    begun, rest = parted(text)
    fields = _find(rest, owner)
    key, items = (None, None) if fields is None else _field(fields, field)
    place = _place(items, item)
    if key is None or not isinstance(items, yaml.SequenceNode) or place is None:
        return None
    start, end, put = _cut(rest, key, items, place)
    if "".join(rest[start:end].split()) != "".join(put.replace("ITEM", _scalar(item)).split()):
        return None
    return begun + rest[:start] + rest[end:]


def line_of(text: str, owner: str, field: str, item: str) -> int | None:
    """The line, from 1, of `item` in the list `field` of `owner`, or else of `owner`; None when that is not there."""
    fields = _find(parted(text)[1], owner)
    if fields is None:
        return None
    items = _field(fields, field)[1]
    place = _place(items, item)
    node = fields if items is None or place is None else items.value[place]
    return int(node.start_mark.line) + 1


def _find(text: str, owner: str) -> yaml.MappingNode | None:
    """Whatever has the id `owner`; None when nothing has it, or the YAML is broken."""
    try:
        found = list(_mappings(yaml.compose(text, Loader=Loader)))
    except yaml.YAMLError:
        return None
    for fields in found:
        named = _field(fields, "id")[1]
        if isinstance(named, yaml.ScalarNode) and named.value == owner:
            return fields
    return None


def _field(fields: yaml.MappingNode, field: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """A field of a mapping: its name and its value."""
    return next(((key, value) for key, value in fields.value if key.value == field), (None, None))


def _place(items: yaml.Node | None, item: str) -> int | None:
    """Where `item` is in a list, the last time."""
    found = (
        [n for n, one in enumerate(items.value) if one.value == item] if isinstance(items, yaml.SequenceNode) else []
    )
    return found[-1] if found else None


def _cut(text: str, key: yaml.Node, items: yaml.SequenceNode, place: int) -> tuple[int, int, str]:
    """From where to where an item goes, and what stood there when `added` had put it: `ITEM` stands for it."""
    node = items.value[place]
    if items.flow_style:
        if place:
            return items.value[place - 1].end_mark.index, node.end_mark.index, ", ITEM"
        if len(items.value) > 1:
            return node.start_mark.index, items.value[1].start_mark.index, "ITEM,"
        return node.start_mark.index, node.end_mark.index, "ITEM"
    alone = len(items.value) == 1
    start = text.rfind("\n", 0, (key if alone else node).start_mark.index) + 1
    end = text.find("\n", node.end_mark.index) + 1 or len(text)
    return start, end, f"{key.value}: - ITEM" if alone else "- ITEM"


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    """The items of the lists of a file."""
    if isinstance(node, yaml.MappingNode):
        for _, items in node.value:
            if isinstance(items, yaml.SequenceNode):
                yield from (item for item in items.value if isinstance(item, yaml.MappingNode))


def _inserted(text: str, items: yaml.Node | None, fields: yaml.MappingNode, field: str, item: str) -> str:
    if isinstance(items, yaml.SequenceNode) and not items.flow_style:
        # The mark of a block list is its first hyphen.
        return _below(text, items.value[-1], f"{' ' * items.start_mark.column}- {item}")
    if isinstance(items, yaml.SequenceNode):
        end = items.value[-1].end_mark.index if items.value else items.start_mark.index + 1
        return f"{text[:end]}{', ' if items.value else ''}{item}{text[end:]}"
    if fields.flow_style:
        end = fields.value[-1][1].end_mark.index
        return f"{text[:end]}, {field}: [{item}]{text[end:]}"
    column = " " * fields.value[0][0].start_mark.column
    return _below(text, fields.value[-1][1], f"{column}{field}:\n{column}  - {item}")


def _below(text: str, node: yaml.Node, line: str) -> str:
    """`text` with a line more, after the line on which `node` ends."""
    end = text.find("\n", len(text[: _last(node).end_mark.index].rstrip()))
    break_ = "\r\n" if "\r\n" in text else "\n"
    line = line.replace("\n", break_) + break_
    return f"{text}{break_}{line}" if end < 0 else f"{text[: end + 1]}{line}{text[end + 1 :]}"


def _last(node: yaml.Node) -> yaml.Node:
    """The last scalar or bracketed list of a node: where its text ends, comments below aside."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _scalar(item: str) -> str:
    if PLAIN.fullmatch(item) and item.casefold() not in LOOKS_OTHER:
        return item
    return json.dumps(item, ensure_ascii=False)
