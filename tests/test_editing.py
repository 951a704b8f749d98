from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.editing import added, line_of, removed
from bot.content.knowledge import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT = Path(__file__).parent.parent / "knowledge"
HERE = Path(__file__).parent
FILES = [*paths(CONTENT), *paths(HERE / "knowledge"), *paths(HERE / "trilingual")]
BLOCK = """\
# Alku säilyy.
topics:
  - id: topic:a   # selitys
    title: "A"
    synonyms:
      - yksi  # tämäkin

      - >-
        kaksi
        riviä
    # väliin

  - id: topic:b
    title: B
    sources:
      - slide: 2
# loppu
"""


MOST = 20
"""About how many entries of a file are tried: each costs the reading of all of it."""


def value(text: str) -> dict[str, list[dict[str, Any]]]:
    return dict(yaml.load(text, Loader=yaml.BaseLoader))


def items(content: dict[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    for found in content.values():
        yield from (item for item in found if isinstance(item, dict) and "id" in item)


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_lists_of_the_content_take_one_more_and_nothing_else_changes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    every = list(items(value(text)))
    for number, item in enumerate(every[:: max(1, len(every) // MOST)]):
        field = ("synonyms", "aliases", "examples")[number % 3]
        after = added(text, item["id"], field, "uusi, sana")
        assert after is not None
        expected = value(text)
        next(one for one in items(expected) if one["id"] == item["id"]).setdefault(field, []).append("uusi, sana")
        assert value(after) == expected
        lines = [line for line in difflib.ndiff(text.splitlines(), after.splitlines()) if line[:1] in "+-"]
        assert len(lines) <= 3


def test_comments_and_order_stay_where_they_are() -> None:
    after = added(BLOCK, "topic:a", "synonyms", "kolme")
    assert after == BLOCK.replace("        riviä\n", "        riviä\n      - kolme\n")
    assert added(BLOCK, "topic:b", "synonyms", "kolme") == BLOCK.replace(
        "      - slide: 2\n", "      - slide: 2\n    synonyms:\n      - kolme\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: [{id: x, s: [y]}]", "a: [{id: x, s: [y, z]}]"),
        ("a: [{id: x, s: []}]", "a: [{id: x, s: [z]}]"),
        ("a: [{id: x}]", "a: [{id: x, s: [z]}]"),
        ("a: [{id: x, s: [\n  y,\n]}]\n", "a: [{id: x, s: [\n  y, z,\n]}]\n"),
        ("a: [{id: x, s: [\n  y # oma\n]}]\n", "a: [{id: x, s: [\n  y, z # oma\n]}]\n"),
        ("a: [{id: x, s: [ # oma\n]}]\n", "a: [{id: x, s: [z # oma\n]}]\n"),
        ("a: [{id: x, # oma\n}]\n", "a: [{id: x, s: [z], # oma\n}]\n"),
        ("a:\n- id: x\n  s:\n  - y", "a:\n- id: x\n  s:\n  - y\n  - z\n"),
        ("a:\n- id: x", "a:\n- id: x\n  s:\n    - z\n"),
        ("a:\r\n- id: x\r\n  s:\r\n  - y\r\n", "a:\r\n- id: x\r\n  s:\r\n  - y\r\n  - z\r\n"),
        ("\ufeffa: [{id: x, s: [y]}]", "\ufeffa: [{id: x, s: [y, z]}]"),
        ("\ufeffa:\r\n- id: x\r\n  t: ä\r\n", "\ufeffa:\r\n- id: x\r\n  t: ä\r\n  s:\r\n    - z\r\n"),
    ],
)
def test_each_way_to_write_a_list(before: str, after: str) -> None:
    assert added(before, "x", "s", "z") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: [{id: x, s: [y, z]}]", "a: [{id: x, s: [y]}]"),
        ("a: [{id: x, s: [z, y]}]", "a: [{id: x, s: [y]}]"),
        ("a: [{id: x, s: [y, z, w]}]", "a: [{id: x, s: [y, w]}]"),
        ("a: [{id: x, s: [z]}]", "a: [{id: x, s: []}]"),
        ("a: [{id: x, s: [\n  y,\n  z,\n]}]\n", "a: [{id: x, s: [\n  y,\n]}]\n"),
        ("a:\n- id: x\n  s:\n  - z\n  - y", "a:\n- id: x\n  s:\n  - y"),
        ("a:\n- id: x\n  s:\n  - y\n  - z", "a:\n- id: x\n  s:\n  - y\n"),
        ("a:\n- id: x\n  s:\n  - z\n  t: y # oma\n", "a:\n- id: x\n  t: y # oma\n"),
        ("\ufeffa:\r\n- id: x\r\n  s:\r\n  - y\r\n  - z\r\n", "\ufeffa:\r\n- id: x\r\n  s:\r\n  - y\r\n"),
        ("a:\n- id: x\n  s:\n  - z # oma\n", None),
        ("a:\n- id: x\n  s:\n  - 'z'\n", None),
        ("a:\n- id: x\n  s: # oma\n  - z\n", None),
        ("a:\n- s:\n  - z\n  id: x\n", None),
        ("a: [{id: x, s: [z, # oma\n  y]}]", None),
        ("a:\n- id: x\n  s: z\n", None),
        ("a:\n- id: y\n  s: [z]\n", None),
        ("a: [", None),
    ],
)
def test_what_was_added_is_taken_back_where_it_stands_as_it_was_put(before: str, after: str | None) -> None:
    assert removed(before, "x", "s", "z") == after


def test_line_is_that_of_the_item_or_of_its_owner() -> None:
    assert [line_of(BLOCK, "topic:a", "synonyms", item) for item in ("yksi", "kolme")] == [6, 3]
    assert line_of(f"\ufeff{BLOCK}", "topic:b", "synonyms", "yksi") == 13
    assert line_of(BLOCK, "topic:c", "synonyms", "yksi") is None


def test_nobody_with_that_id_is_told() -> None:
    assert added(BLOCK, "topic:c", "synonyms", "kolme") is None
    assert added("", "topic:c", "synonyms", "kolme") is None
    assert added("topics: [", "topic:a", "synonyms", "kolme") is None


@given(item=st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40))
@settings(deadline=None)
def test_any_words_come_back_as_they_were_given_and_are_taken_back_to_the_byte(item: str) -> None:
    flow = "topics: [{id: 'topic:a', synonyms: [yksi]}]"
    for text in (BLOCK, flow, f"\ufeff{BLOCK}", BLOCK.replace("\n", "\r\n")):
        after = added(text, "topic:a", "synonyms", item)
        assert after is not None
        assert value(after)["topics"][0]["synonyms"][-1] == item
        assert removed(after, "topic:a", "synonyms", item) == text
