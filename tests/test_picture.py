from __future__ import annotations

import io
import math
import re
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from anything import contents, lay_down
from hypothesis import Phase, given, settings
from PIL import Image, ImageColor

from bot.content.entries import Level
from bot.content.knowledge import load
from bot.replies.charting import chart, tell_notes, tell_source
from bot.replies.picture import EDGE, MARGIN, PAPER, SIGNS, WIDTH, Kind, Line, draw, lay_out, measure, wrap
from bot.replies.texts import LANGUAGES, finnish, in_language

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge

SCALE = 3
"""Pixels of the picture for a point on a phone 360 points wide."""
SMALLEST = 11
"""Points that are still read on a phone."""
DARK = "#0e1621"
"""The ground of a chat in Telegram's dark theme."""


@pytest.fixture(scope="module")
def image(any_content: Knowledge) -> Image.Image:
    return opened(draw(any_content, finnish()))


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGB")


def seen(image: Image.Image, x: int, y: int) -> str:
    """The colour at a place, as `#rrggbb`."""
    colour = image.getpixel((x, y))
    assert isinstance(colour, tuple)
    return "#{:02x}{:02x}{:02x}".format(*colour)


def contrast(one: str, other: str) -> float:
    """How much two colours differ in light, 1–21 (WCAG 2.2)."""

    def light(colour: str) -> float:
        rgb = ImageColor.getrgb(colour)
        parts = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in rgb]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def place_of(line: Line) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a line."""
    return line.x, line.y, line.x + measure(line.text, line.type), line.y + line.type.leading


def apart(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def lies_well(content: Knowledge, language: str = "fi") -> None:
    """Whether all is inside the margins, nothing lies on anything, and each measure has its actors on each level."""
    layout = lay_out(content, in_language(language))
    places = [place_of(line) for line in layout.lines]
    assert all(left >= MARGIN and right <= WIDTH - MARGIN for left, _, right, _ in places)
    assert all(bottom <= layout.height - MARGIN for *_, bottom in places)
    assert all(apart(one, other) for one, other in combinations(places, 2))
    assert all(0 < box.left < box.right <= WIDTH - MARGIN and box.bottom < layout.height for box in layout.boxes)
    chips = [chip for card in layout.cards for chip in card.chips]
    boxes = [(chip.box.left, chip.box.top, chip.box.right, chip.box.bottom) for chip in chips]
    assert all(apart(one, other) for one, other in combinations(boxes, 2))
    for level in Level:
        cards = [card for card in layout.cards if card.level is level]
        assert sorted(one.id for card in cards for one in card.measures) == sorted(one.id for one in content.measures)
        for card in cards:
            named = {chip.actor.id for chip in card.chips if chip.kind is not Kind.MISSING}
            assert all({*one.responsibility(level).coordinators} == named for one in card.measures)
            assert not named & {chip.actor.id for chip in card.chips if chip.kind is Kind.MISSING}
            assert all(card.top <= chip.box.top < chip.box.bottom <= card.bottom for chip in card.chips)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_lies_well_and_every_measure_has_its_actors(any_content: Knowledge, language: str) -> None:
    lies_well(any_content, language)


@settings(
    max_examples=settings().max_examples // 4,
    deadline=None,
    phases=set(Phase) - {Phase.shrink, Phase.explain},  # they take minutes: leave this out to see a smaller example
)
@given(content=contents())
def test_any_content_lies_well(content: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        lay_down(content, Path(folder))
        lies_well(load(Path(folder)))


def test_picture_is_as_wide_as_planned_upright_and_small(any_content: Knowledge, image: Image.Image) -> None:
    assert image.size == (WIDTH, lay_out(any_content, finnish()).height)
    assert WIDTH < image.height <= 2560
    assert len(draw(any_content, finnish())) < 150_000


def test_deck_is_seen_whole_on_a_phone(knowledge: Knowledge) -> None:
    assert lay_out(knowledge, finnish()).height <= SCALE * 640


def test_picture_is_the_same_every_time(knowledge: Knowledge) -> None:
    assert draw(knowledge, finnish()) == draw(knowledge, finnish())


def test_all_type_is_read_on_a_phone(any_content: Knowledge) -> None:
    assert min(line.type.size for line in lay_out(any_content, finnish()).lines) >= SCALE * SMALLEST


def test_all_type_stands_out_from_its_ground(any_content: Knowledge, image: Image.Image) -> None:
    lines = lay_out(any_content, finnish()).lines
    grounds = {(line.type.ink, seen(image, line.x - 4, line.y + 2)) for line in lines}
    assert len(grounds) > 4
    assert min(contrast(ink, ground) for ink, ground in grounds) >= 4.5


def test_border_is_seen_on_a_light_and_on_a_dark_ground(image: Image.Image) -> None:
    corners = [(0, 0), (WIDTH - 1, 0), (0, image.height - 1), (WIDTH - 1, image.height - 1)]
    assert {seen(image, *corner) for corner in corners} == {EDGE}
    assert min(contrast(EDGE, PAPER), contrast(EDGE, DARK)) >= 3


def test_what_differs_is_told_by_signs_and_lightness_and_not_by_hue_alone(knowledge: Knowledge) -> None:
    layout, image = lay_out(knowledge, finnish()), opened(draw(knowledge, finnish()))
    chips = [chip for card in layout.cards if card.level is Level.REGIONAL for chip in card.chips]
    grounds = {chip.kind: seen(image, chip.box.left + 3, chip.box.top + 3) for chip in chips}
    assert len({*SIGNS.values()}) == len(grounds) == len(Kind)
    assert contrast(grounds[Kind.ADDED], grounds[Kind.NAMED]) > 3
    said = [line.text for line in layout.lines]
    assert {"+ kirjastot", "− kunnat", "+ kolmas sektori", "+ oppilaitokset", "− TE-toimistot†"} <= {*said}
    assert finnish()("chart-signs") in " ".join(said)


def test_every_name_note_and_source_is_written(any_content: Knowledge) -> None:
    said = " ".join(line.text for line in lay_out(any_content, finnish()).lines)
    assert all(one.brief in said for one in any_content.measures if chart(Level.REGIONAL, any_content).others)
    for text in (*tell_notes(any_content, finnish()), tell_source(any_content, finnish())):
        assert text in said


def test_national_actors_that_are_always_the_same_are_drawn_once(knowledge: Knowledge) -> None:
    [card] = [card for card in lay_out(knowledge, finnish()).cards if card.level is Level.NATIONAL]
    assert [chip.actor.short for chip in card.chips] == ["OKM", "TEM", "OPH", "JOTPA", "KEHA"]
    assert card.measures == knowledge.measures


def test_one_national_actor_that_differs_is_drawn_with_its_measure(folder: Path) -> None:
    path = folder / "content.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("coordinators: [actor:oph]", "coordinators: [actor:kirjastot]", 1), encoding="utf-8")
    content = load(folder)
    lies_well(content)
    cards = [card for card in lay_out(content, finnish()).cards if card.level is Level.NATIONAL]
    assert len(cards) == 2


@pytest.mark.parametrize("width", [60, 200, 900])
def test_text_is_wrapped_whole_within_its_width(width: int) -> None:
    text = "Elinikäisenohjauksenstrategiankeinot ja jatkuva oppiminen " + "å" * 80
    style = lay_out(load(Path(__file__).parent / "knowledge"), finnish()).lines[0].type
    lines = wrap(text, style, width)
    assert all(measure(line, style) <= width for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert len(lines) >= math.floor(measure(text, style) / width)


def test_content_without_measures_has_a_picture_all_the_same(folder: Path) -> None:
    path = folder / "content.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("measures:\n"), text.index("actors:\n")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert opened(draw(load(folder), finnish())).width == WIDTH
