"""Actions ↔ the data of buttons, at most 64 bytes, and links; read with suspicion, since anyone may send anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.content.entries import Facet
from bot.replies.actions import (
    CODES,
    FACETS,
    VERDICTS,
    Ask,
    Browse,
    Erase,
    Judge,
    Leave,
    Open,
    Page,
    Pick,
    Places,
    Pressed,
    Reject,
    Settle,
    Shelf,
    Speak,
    View,
)
from bot.replies.tasks import Begin, Dismiss, Draft, Elsewhere, Extend, ListGaps, OpenGap, TakeBack, Turned

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 64
"""Longest data of a button, in bytes."""


def encode(action: Pressed) -> str:
    """An action as button data. Of what would not fit, what may be left out is, from the end."""
    pieces = action.pieces
    while len("".join(pieces).encode()) > MOST and len(pieces) > 1:
        pieces = pieces[:-1]
    return "".join(pieces)


def decode(data: str) -> Pressed | None:
    """The action in button data; None for anything else."""
    if len(data.encode("utf-8", "replace")) > MOST or not data.isprintable():
        return None
    matches = ((shape.fullmatch(data), made) for shape, made in SHAPES)
    return next((made(_Said(found)) for found, made in matches if found is not None), None)


def payload(entry: str, facet: Facet) -> str:
    """What follows `?start=` in a link that opens an entry."""
    return f"{entry.replace(':', '_')}_{CODES[facet]}"


def linked(text: str) -> Open | None:
    """What a link opens; None when `text` is no payload of ours."""
    found = re.fullmatch(r"([a-z]+)(?:_([a-z0-9-]{2,}))?(?:_([nrb]))?", text)
    if found is None:
        return None
    kind, slug, code = found.groups()
    return Open(f"{kind}:{slug}" if slug else kind, FACETS.get(code, Facet.BOTH))


class _Said:
    """The named groups of data that fits a shape, read as values."""

    def __init__(self, found: re.Match[str]) -> None:
        self._found = found.groupdict()

    def __getitem__(self, name: str) -> str:
        return str(self._found[name])

    @property
    def facet(self) -> Facet:
        return FACETS[self["facet"]]

    @property
    def gap(self) -> int:
        return int(self["gap"])

    @property
    def leaf(self) -> int:
        return int(self._found.get("leaf") or 0)

    @property
    def asked(self) -> int | None:
        number = self._found["asked"]
        return None if number is None else int(number)

    @property
    def page(self) -> Page | None:
        return self.some_page if self._found["shelf"] else None

    @property
    def some_page(self) -> Page:
        return Page(Shelf(self["shelf"]), int(self["number"]))

    @property
    def back(self) -> Open | None:
        return Open(self["entry"], self.facet, asked=self.asked) if self._found["entry"] else None


ENTRY = r"(?P<entry>[a-z]+(?::[a-z0-9-]+)?)\|(?P<facet>[nrb])"
ASKED = r"(?:\|(?P<asked>[1-9][0-9]{0,9}))?"
GAP = r"(?P<gap>[1-9][0-9]{0,9})"
DRAFT = r"(?P<draft>[0-9a-f]{8})"
LEAF = r"(?P<leaf>0|[1-9][0-9]{0,3})"
PAGE = r"(?P<shelf>[tamw])(?P<number>0|[1-9][0-9]?)"
SHAPES: tuple[tuple[re.Pattern[str], Callable[[_Said], Pressed]], ...] = tuple(
    (re.compile(shape), made)
    for shape, made in (
        (
            rf"(?P<view>[oacs])\|{ENTRY}(?:\|{PAGE}|{ASKED})",
            lambda said: Open(said["entry"], said.facet, View(said["view"]), said.asked, said.page),
        ),
        (rf"p\|{ENTRY}{ASKED}", lambda said: Pick(said["entry"], said.facet, said.asked)),
        (rf"x{ASKED}", lambda said: Reject(said.asked)),
        (
            r"f\|(?P<verdict>[hntioe])\|(?P<asked>[1-9][0-9]{0,9})",
            lambda said: Judge(VERDICTS[said["verdict"]], int(said["asked"])),
        ),
        (r"d\|(?P<asked>[1-9][0-9]{0,9})", lambda said: Erase(int(said["asked"]))),
        (rf"b\|{PAGE}", lambda said: Browse(said.some_page)),
        (rf"r\|{ENTRY}{ASKED}", lambda said: Places(said["entry"], said.facet, said.asked)),
        (rf"m\|(?P<area>[a-z-]+)(?:\|{ENTRY}{ASKED})?", lambda said: Settle(said["area"], said.back)),
        (r"l\|(?P<language>[a-z]{2})", lambda said: Speak(said["language"])),
        (rf"g(?P<list>[la])\|{LEAF}", lambda said: ListGaps(said.leaf, said["list"] == "a")),
        (rf"gg\|{GAP}", lambda said: OpenGap(said.gap)),
        (rf"ge\|{GAP}\|(?P<entry>[a-z]+(?::[a-z0-9-]+)?)", lambda said: Extend(said.gap, said["entry"])),
        (rf"go\|{GAP}", lambda said: Elsewhere(said.gap)),
        (rf"go\|{GAP}\|(?P<kind>[a-z]+)\|{LEAF}", lambda said: Elsewhere(said.gap, said["kind"], said.leaf)),
        (rf"gn\|{GAP}", lambda said: Begin(said.gap)),
        (rf"gx\|{GAP}", lambda said: Dismiss(said.gap)),
        (rf"g(?P<what>[kwpf])\|{DRAFT}", lambda said: Draft(said["what"], said["draft"])),
        (rf"gt\|{DRAFT}\|{LEAF}", lambda said: Turned(said["draft"], said.leaf)),
        (r"gu\|(?P<gap>0|[1-9][0-9]{0,9})", lambda said: TakeBack(said.gap)),
        (r"z", lambda _: Leave()),
        (r"q\|(?P<question>.*\S.*)", lambda said: Ask(said["question"])),
    )
)
