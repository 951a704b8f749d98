"""Who is responsible for what: one picture for a phone, drawn from the knowledge. Pure."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw, ImageFont

from bot.content.entries import Level
from bot.replies.charting import (
    DAGGER,
    chart,
    head,
    mark,
    place,
    tell_apart,
    tell_nature,
    tell_notes,
    tell_source,
    title,
)
from bot.replies.framing import frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.content.entries import Actor, Measure
    from bot.content.knowledge import Knowledge
    from bot.replies.charting import Chart, Shared
    from bot.replies.texts import Texts

WIDTH = 1080
"""Width of the picture in pixels; a phone shows it at a third of that."""
MARGIN, GAP = 48, 20
PADDING = 12
"""Around the name in a chip, and around what a band holds."""
BAR = 10
"""Width of the bar beside a band."""
INSIDE = MARGIN + BAR + PADDING
"""Where what a band holds begins."""
LEADING = 1.25
"""From one line of type to the next, in sizes of it."""
FONTS = Path(__file__).parent / "fonts"
REGULAR, MEDIUM = FONTS / "Roboto-Regular.ttf", FONTS / "Roboto-Medium.ttf"
INK, QUIET, PAPER, BAND = "#14181f", "#4a5360", "#ffffff", "#eef1f5"
EDGE = "#7d8896"
"""The border: seen on white and on the dark ground of Telegram."""
SHADES = 48
"""How many colours the file keeps: with those of soft edges it is a third of the size of one that keeps all."""


class Type(NamedTuple):
    """A way of writing. size: in pixels, of which a phone shows a third as points."""

    size: int
    bold: bool = False
    ink: str = INK

    @property
    def leading(self) -> int:
        """From one line to the next, in pixels."""
        return round(self.size * LEADING)


TITLE, HEAD, TEXT, STRONG = Type(60, bold=True), Type(42, bold=True), Type(38), Type(38, bold=True)
CHIP, SMALL = Type(34, bold=True), Type(34, ink=QUIET)


class Colours(NamedTuple):
    """The colours of a level: of its head and bars, and of the ground of its chips."""

    ink: str
    tint: str


COLOURS = {Level.NATIONAL: Colours("#1d4f9e", "#e1ebfa"), Level.REGIONAL: Colours("#8f3200", "#fdeada")}


class Kind(Enum):
    """What a chip says of an actor: that it is named, that it is besides the usual ones, that it is not among them."""

    NAMED = auto()
    ADDED = auto()
    MISSING = auto()


SIGNS = {Kind.NAMED: "", Kind.ADDED: "+ ", Kind.MISSING: "− "}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type and its top left corner."""

    text: str
    type: Type
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its ground and, if it has one, its edge. right, bottom: the last pixels in it."""

    left: int
    top: int
    right: int
    bottom: int
    ground: str
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """An actor in a box."""

    actor: Actor
    kind: Kind
    box: Box


@dataclass(frozen=True, slots=True)
class Card:
    """Some measures that share their actors on a level, from `top` to `bottom`."""

    level: Level
    measures: tuple[Measure, ...]
    chips: tuple[Chip, ...]
    top: int
    bottom: int


@dataclass(slots=True)
class Layout:
    """Where everything is, in pixels; what is set goes below what was set before. boxes: the lower ones first."""

    height: int = MARGIN
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)

    def write(self, text: str, style: Type, x: int = MARGIN, right: int = WIDTH - MARGIN) -> None:
        """Set a text between `x` and `right`."""
        for line in wrap(text, style, right - x):
            self.lines.append(Line(line, style, x, self.height))
            self.height += style.leading

    def write_measure(self, name: str, where: str, style: Type, x: int) -> None:
        """Set the name of a measure, and where it stands at the right, or below where there is no room."""
        room = WIDTH - MARGIN - PADDING
        taken = measure(where, SMALL)
        if measure(name, style) + GAP + taken > room - x:
            self.write(name, style, x, room)
            self.write(where, SMALL, x, room)
        else:
            self.lines.append(Line(where, SMALL, room - taken, self.height + style.leading - SMALL.leading))
            self.write(name, style, x, room)

    def put_chips(
        self, chips: Iterable[tuple[Actor, Kind]], colours: Colours, x: int, right: int = WIDTH - MARGIN - PADDING
    ) -> tuple[Chip, ...]:
        """Set chips beside each other between `x` and `right`, as many as fit a row."""
        put: list[Chip] = []
        left, row = x, 0
        for actor, kind in chips:
            ink, ground, edge = _dress(kind, colours)
            lines = wrap(SIGNS[kind] + mark(actor), CHIP, right - x - 2 * PADDING)
            width = max(measure(line, CHIP) for line in lines) + 2 * PADDING
            tall = len(lines) * CHIP.leading + PADDING
            if left > x and left + width > right:
                left, row, self.height = x, 0, self.height + row + GAP // 2
            box = Box(left, self.height, left + width - 1, self.height + tall - 1, ground, edge)
            for number, line in enumerate(lines):
                top = self.height + PADDING // 2 + number * CHIP.leading
                self.lines.append(Line(line, CHIP._replace(ink=ink), left + PADDING, top))
            self.boxes.append(box)
            put.append(Chip(actor, kind, box))
            left, row = left + width + GAP // 2, max(row, tall)
        self.height += row
        return tuple(put)


def draw(knowledge: Knowledge, texts: Texts) -> bytes:
    """The picture as PNG: the same knowledge gives the same bytes."""
    layout = lay_out(knowledge, texts)
    image = Image.new("RGB", (WIDTH, layout.height), PAPER)
    pen = ImageDraw.Draw(image)
    for box in layout.boxes:
        pen.rectangle((box.left, box.top, box.right, box.bottom), box.ground, box.edge, 2)
    for line in layout.lines:
        pen.text((line.x, line.y), line.text, line.type.ink, _font(line.type.size, line.type.bold))
    pen.rectangle((0, 0, WIDTH - 1, layout.height - 1), outline=EDGE, width=3)
    png = BytesIO()
    image.quantize(SHADES, dither=Image.Dither.NONE).save(png, "PNG", optimize=True)
    return png.getvalue()


def lay_out(knowledge: Knowledge, texts: Texts) -> Layout:
    """Where everything is: title, who is responsible, notes and source.

    Each level by itself, the usual actors first and then what differs; where nothing is usual on either, a measure
    below another with both levels beside each other.
    """
    knowledge = knowledge.told(texts.language)
    layout = Layout()
    layout.write(title(knowledge, texts), TITLE)
    layout.write(frame("picture-subtitle", knowledge, texts), TEXT._replace(ink=QUIET))
    charts = [chart(level, knowledge) for level in Level if knowledge.measures]
    if any(charted.usual for charted in charts):
        for charted in charts:
            _lay_level(layout, charted, knowledge, texts)
    elif charts:
        _lay_beside(layout, charts, knowledge, texts)
    layout.height += GAP
    for said in (*tell_notes(knowledge, texts, f"{DAGGER} "), tell_source(knowledge, texts)):
        layout.write(said, SMALL)
    layout.height += MARGIN
    return layout


def _lay_level(layout: Layout, charted: Chart, knowledge: Knowledge, texts: Texts) -> None:
    colours = COLOURS[charted.level]
    layout.height += GAP
    layout.write(head(charted, texts), HEAD._replace(ink=colours.ink))
    layout.height += GAP // 2
    if charted.usual is not None:
        _lay_usual(layout, charted.usual, charted, knowledge, texts)
    apart = tell_apart(charted, texts)
    if apart is not None:
        layout.height += GAP
        layout.write(f"{apart}: {texts('chart-signs')}", STRONG._replace(ink=colours.ink))
        layout.height += GAP // 2
    for shared in charted.others:
        added, missing = charted.added(shared), charted.missing(shared)
        named = [(actor, Kind.ADDED if actor in added else Kind.NAMED) for actor in shared.actors]
        with _band(layout, colours.ink):
            top = layout.height
            _name_measures(layout, shared, charted, knowledge, texts)
            chips = layout.put_chips([*named, *((actor, Kind.MISSING) for actor in missing)], colours, INSIDE)
            layout.cards.append(Card(charted.level, shared.measures, chips, top, layout.height))


def _lay_usual(layout: Layout, usual: Shared, charted: Chart, knowledge: Knowledge, texts: Texts) -> None:
    """The actors; which measures they have is said where not all have them."""
    top = layout.height
    chips = layout.put_chips([(actor, Kind.NAMED) for actor in usual.actors], COLOURS[charted.level], MARGIN)
    layout.height += GAP // 2
    for one in usual.measures if charted.others else ():
        layout.write_measure(one.brief, place(one, knowledge, texts) or "", TEXT, MARGIN)
    layout.cards.append(Card(charted.level, usual.measures, chips, top, layout.height))


def _lay_beside(layout: Layout, charts: Sequence[Chart], knowledge: Knowledge, texts: Texts) -> None:
    """Each measure with the actors of both levels in two columns."""
    layout.height += GAP
    width = (WIDTH - MARGIN - INSIDE) // len(charts)
    columns = {charted: INSIDE + number * width for number, charted in enumerate(charts)}
    top = layout.height
    bottom = top
    for charted, x in columns.items():
        layout.height = top
        layout.write(head(charted, texts), HEAD._replace(ink=COLOURS[charted.level].ink), x, x + width - GAP)
        bottom = max(bottom, layout.height)
    layout.height = bottom + GAP // 2
    for one in knowledge.measures:
        with _band(layout, QUIET):
            begin = layout.height
            _name_measures(layout, replace(charts[0].of(one), measures=(one,)), charts[0], knowledge, texts)
            top = bottom = layout.height
            for charted, x in columns.items():
                layout.height, named = top, [(actor, Kind.NAMED) for actor in charted.of(one).actors]
                chips = layout.put_chips(named, COLOURS[charted.level], x, x + width - GAP)
                layout.cards.append(Card(charted.level, (one,), chips, begin, layout.height))
                bottom = max(bottom, layout.height)
            layout.height = bottom


def _name_measures(layout: Layout, shared: Shared, charted: Chart, knowledge: Knowledge, texts: Texts) -> None:
    """Names and places of measures, and how much they bind where that is not told above."""
    binding = tell_nature(shared, charted, knowledge, texts)
    for one in shared.measures:
        where = [said for said in (binding, place(one, knowledge, texts)) if said is not None]
        layout.write_measure(one.brief, ", ".join(where), STRONG, INSIDE)
    layout.height += PADDING // 2


@contextmanager
def _band(layout: Layout, bar: str) -> Iterator[None]:
    """A band below what is set meanwhile, with a bar at its left."""
    top, at = layout.height, len(layout.boxes)
    layout.height += PADDING
    yield
    layout.height += PADDING
    bands = (
        Box(MARGIN, top, WIDTH - MARGIN, layout.height, BAND),
        Box(MARGIN, top, MARGIN + BAR - 1, layout.height, bar),
    )
    layout.boxes[at:at] = bands
    layout.height += GAP // 2


def _dress(kind: Kind, colours: Colours) -> tuple[str, str, str]:
    """The ink, the ground and the edge of a chip."""
    match kind:
        case Kind.NAMED:
            return INK, colours.tint, colours.ink
        case Kind.ADDED:
            return PAPER, colours.ink, colours.ink
        case Kind.MISSING:
            return QUIET, PAPER, QUIET


def wrap(text: str, style: Type, width: int) -> list[str]:
    """The text in lines of at most `width` pixels; a word that is longer is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and measure(f"{lines[-1]} {word}", style) <= width:
            lines[-1] += f" {word}"
            continue
        rest = word
        while rest:
            fits = next((end for end in range(len(rest), 1, -1) if measure(rest[:end], style) <= width), 1)
            lines.append(rest[:fits])
            rest = rest[fits:]
    return lines


def measure(text: str, style: Type) -> int:
    """How wide a text is, in pixels."""
    return round(_font(style.size, style.bold).getlength(text))


@cache
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(MEDIUM if bold else REGULAR, size)
