"""Who is responsible for what: one picture for a phone, drawn from the knowledge, and the same in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from bot.content.entries import Facet, Level
from bot.replies import Cited, Heading, Items, Paragraph, Part, Reply
from bot.replies.citing import nature, tell_standing
from bot.replies.framing import frame
from bot.replies.naming import list_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.entries import Actor, Measure
    from bot.content.knowledge import Knowledge
    from bot.replies.texts import Texts

WIDTH = 1080
"""Width of the picture in pixels; a phone shows it at a third of that."""
MARGIN, GAP = 36, 22
TITLE, TEXT, HEAD = 62, 40, 38
"""Sizes of type."""
LEADING = 1.25
"""From one line of type to the next, in sizes of it."""
MARK = 50
"""Width of a mark."""
FONT = Path(__file__).parent / "fonts" / "Roboto-Medium.ttf"
INK, FAINT, PAPER, BAND = "#14181f", "#aeb6c2", "#ffffff", "#edf0f5"
SHADES = 32
"""How many colours the file keeps: with those of soft edges it is a third of the size of one that keeps all."""
COLOURS = {Level.NATIONAL: "#1d4f9e", Level.REGIONAL: "#b84300"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type and its top left corner."""

    text: str
    size: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Mark:
    """On which levels, if any, an actor coordinates a measure, and the middle of the mark for it."""

    measure: Measure
    actor: Actor
    levels: tuple[Level, ...]
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is, in pixels.

    legend: the middle of each level's mark in the legend. columns: the middle of each actor's column. heads: where the
    actors' names end. bands: top and bottom of each measure's part.
    """

    height: int
    lines: tuple[Line, ...]
    legend: dict[Level, tuple[int, int]]
    columns: dict[Actor, int]
    heads: int
    bands: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]


def draw(knowledge: Knowledge, texts: Texts) -> bytes:
    """The picture as PNG: a row for each measure, a column for each actor. The same knowledge gives the same bytes."""
    layout = lay_out(knowledge, texts)
    image = Image.new("RGB", (WIDTH, layout.height), PAPER)
    pen = ImageDraw.Draw(image)
    for top, bottom in layout.bands[::2]:
        pen.rectangle((0, top, WIDTH, bottom), BAND)
    for line in layout.lines:
        pen.text((line.x, line.y), line.text, INK, _font(line.size))
    for actor, x in layout.columns.items():
        _write_head(image, actor.short, x, layout.heads)
    for level, (x, y) in layout.legend.items():
        _stamp(image, (level,), x, y)
    for mark in layout.marks:
        _stamp(image, mark.levels, mark.x, mark.y)
    png = BytesIO()
    image.quantize(SHADES, dither=Image.Dither.NONE).save(png, "PNG", optimize=True)
    return png.getvalue()


def describe(knowledge: Knowledge, texts: Texts) -> Reply:
    """What the picture shows, in words: level by level, who is responsible for what; names spelled out once."""
    parts: list[Part] = [Heading(title(knowledge, texts))]
    spelled: set[Actor] = set()
    everybody = knowledge.coordinators(Facet.BOTH)
    for level in Level:
        parts.append(Heading(texts(f"{level.value}-heading")))
        groups: dict[tuple[tuple[Actor, ...], str], list[str]] = {}
        for measure in knowledge.measures:
            named = measure.responsibility(level).coordinators
            actors = tuple(actor for actor in everybody if actor.id in named)
            groups.setdefault((actors, nature([measure], knowledge)), []).append(measure.title)
        for (actors, binding), titles in groups.items():
            names = list_names([actor.short if actor in spelled else actor.spelled for actor in actors], texts)
            spelled.update(actors)
            if len(groups) == 1:
                parts.append(Paragraph(texts("picture-all", nature=binding, actors=names)))
            else:
                parts += [Paragraph(texts("picture-some", nature=binding, actors=names)), Items(tuple(titles))]
    return Reply((*parts, *map(Cited, _standings(knowledge, texts))))


def title(knowledge: Knowledge, texts: Texts) -> str:
    """What the picture is called, by how much the measures bind."""
    return texts("picture-title", nature=nature(knowledge.measures, knowledge))


def _standings(knowledge: Knowledge, texts: Texts) -> list[str]:
    """How much each document binds that the measures come from."""
    sources = (source for measure in knowledge.measures for source in measure.sources)
    return [tell_standing(document, texts) for document in knowledge.documents_of(sources)]


def lay_out(knowledge: Knowledge, texts: Texts) -> Layout:
    """Where everything is: title, legend, the actors' names, the measures with their marks, source."""
    lines = list(_set_lines(title(knowledge, texts), TITLE, MARGIN, MARGIN))
    lines += _set_lines(frame("picture-subtitle", knowledge, texts), TEXT, MARGIN, _below(lines))
    y = _below(lines) + GAP
    legend = {}
    for level in Level:
        lines += _set_lines(texts(f"picture-{level.value}"), TEXT, MARGIN + MARK + GAP, y)
        legend[level] = (MARGIN + MARK // 2, y + round(TEXT * LEADING / 2))
        y = _below(lines) + GAP // 2
    actors = knowledge.coordinators(Facet.BOTH)
    pitch = (WIDTH - 2 * MARGIN) / max(len(actors), 1)
    columns = {actor: round(MARGIN + pitch * (place + 0.5)) for place, actor in enumerate(actors)}
    heads = y + GAP + round(max((_font(HEAD).getlength(actor.short) for actor in actors), default=0))
    y = heads + GAP // 2
    bands, marks = [], []
    for measure in knowledge.measures:
        top = y
        lines += _set_lines(measure.title, TEXT, MARGIN, y + GAP // 2)
        y = _below(lines) + GAP // 2 + MARK + GAP
        bands.append((top, y))
        for actor, x in columns.items():
            levels = tuple(level for level in Level if actor.id in measure.responsibility(level).coordinators)
            marks.append(Mark(measure, actor, levels, x, y - GAP - MARK // 2))
    for said in _standings(knowledge, texts):
        lines += _set_lines(said, HEAD, MARGIN, y + GAP)
        y = _below(lines)
    return Layout(_below(lines) + GAP, tuple(lines), legend, columns, heads, tuple(bands), tuple(marks))


def _set_lines(text: str, size: int, x: int, y: int) -> Iterator[Line]:
    """The text in as few lines as fit between `x` and the right margin, these about as long as each other."""
    widest = WIDTH - MARGIN - x
    count = len(_wrap(text, size, widest))
    even = next(width for width in range(widest // count, widest + 20, 20) if len(_wrap(text, size, width)) <= count)
    for place, line in enumerate(_wrap(text, size, even)):
        yield Line(line, size, x, y + place * round(size * LEADING))


def _wrap(text: str, size: int, width: int) -> list[str]:
    """The text in lines of at most `width`, or of one word when that is longer."""
    lines: list[str] = []
    for word in text.split():
        if lines and _font(size).getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _below(lines: list[Line]) -> int:
    return lines[-1].y + round(lines[-1].size * LEADING)


def _write_head(image: Image.Image, name: str, x: int, bottom: int) -> None:
    """Write an actor's name upwards in its column."""
    width, height = round(_font(HEAD).getlength(name)), round(HEAD * LEADING)
    written = Image.new("L", (width, height))
    ImageDraw.Draw(written).text((0, 0), name, 255, _font(HEAD))
    image.paste(INK, (x - height // 2, bottom - width), written.rotate(90, expand=True))


def _stamp(image: Image.Image, levels: tuple[Level, ...], x: int, y: int) -> None:
    shape = _shape(levels)
    image.paste(shape, (x - MARK // 2, y - MARK // 2), shape)


@cache
def _shape(levels: tuple[Level, ...]) -> Image.Image:
    """A mark: round for national, square for regional, round on square for both, a dot for none.

    Drawn four times as large, so that its edge is smooth.
    """
    shape = Image.new("RGBA", (4 * MARK, 4 * MARK))
    pen = ImageDraw.Draw(shape)
    middle = (2 * MARK, 2 * MARK)
    if Level.REGIONAL in levels:
        pen.regular_polygon((middle, 2.6 * MARK), 4, fill=COLOURS[Level.REGIONAL])
    if levels == tuple(Level):
        pen.circle(middle, 1.6 * MARK, PAPER)
        pen.circle(middle, 1.3 * MARK, COLOURS[Level.NATIONAL])
    elif Level.NATIONAL in levels:
        pen.circle(middle, 2 * MARK - 1, COLOURS[Level.NATIONAL])
    elif not levels:
        pen.circle(middle, 20, FAINT)
    return shape.resize((MARK, MARK))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)
