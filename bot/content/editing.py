"""Adds to a content file in place: the one line that is new, and every other byte as it was.

The places come from the parser's marks, so that comments, order, quotes and line breaks stay as their writer left
them; a library that writes YAML anew would lay out again every list that stands on several lines.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml

from bot.content.parsing import Loader

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = re.compile(r"[^\W\d_](?:[\w -]*\w)?")
"""What needs no quotes anywhere in YAML."""
LOOKS_OTHER = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Plain words that some programs take for something other than text."""


def added(text: str, owner: str, field: str, item: str) -> str | None:
    """Give the YAML `text` with `item` at the end of the list `field` of whatever has the id `owner`.

    The list is begun when there is none. None when nothing in `text` has that id. Raises YAMLError for broken YAML.
    """
    for fields in _mappings(yaml.compose(text, Loader=Loader)):
        named = {key.value: value for key, value in fields.value}
        if isinstance(named.get("id"), yaml.ScalarNode) and named["id"].value == owner:
            return _inserted(text, named.get(field), fields, field, _scalar(item))
    return None


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
        end = items.end_mark.index - 1
        said = text[:end].rstrip()
        comma = ", " if items.value and not said.endswith(",") else " " if items.value else ""
        return f"{said}{comma}{item}{text[len(said) :]}"
    if fields.flow_style:
        end = len(text[: fields.end_mark.index - 1].rstrip())
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
