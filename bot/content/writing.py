"""Plain values → a YAML file of content, laid out as those of the content are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEAD = "# yaml-language-server: $schema=schema.json\n"


def write_yaml(lists: Mapping[str, Sequence[object]]) -> str:
    """The text of a file with these lists, by name; those with nothing in them are left out."""
    held = {name: items for name, items in lists.items() if items}
    return HEAD + (yaml.dump(held, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110) if held else "")


class _Dumper(yaml.SafeDumper):
    """Lays out as the files of the content are: lists under their name, a text of several lines as it is read."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|" if "\n" in text else None)


_Dumper.add_representer(str, _write_text)
_Dumper.add_multi_representer(str, _write_text)
