from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageColor

from bot.content.entries import Level
from bot.content.knowledge import load
from bot.replies.picture import BAND, COLOURS, MARGIN, MARK, PAPER, WIDTH, describe, draw, lay_out
from bot.replies.texts import finnish
from bot.telegram.messages import LIMIT, write

if TYPE_CHECKING:
    from pathlib import Path

    from bot.content.knowledge import Knowledge
    from bot.replies.picture import Mark

NATIONAL, REGIONAL = ImageColor.getrgb(COLOURS[Level.NATIONAL]), ImageColor.getrgb(COLOURS[Level.REGIONAL])
GROUNDS = {ImageColor.getrgb(PAPER), ImageColor.getrgb(BAND)}


@pytest.fixture(scope="module")
def image(any_content: Knowledge) -> Image.Image:
    return opened(draw(any_content, finnish()))


@pytest.fixture
def both(folder: Path) -> Knowledge:
    """A small knowledge base where one actor was proposed for both levels of one measure."""
    path = folder / "content.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("coordinators: [actor:kirjastot]", "coordinators: [actor:kirjastot, actor:oph]", 1),
        encoding="utf-8",
    )
    return load(folder)


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGB")


def seen(image: Image.Image, mark: Mark) -> tuple[object, object]:
    """The colours at the middle of a mark and in its upper left corner, which only a square fills."""
    corner = MARK // 2 - 6
    return image.getpixel((mark.x, mark.y)), image.getpixel((mark.x - corner, mark.y - corner))


def test_picture_is_as_wide_as_planned_upright_and_small(any_content: Knowledge, image: Image.Image) -> None:
    assert image.size == (WIDTH, lay_out(any_content, finnish()).height)
    assert WIDTH < image.height <= 2560
    assert len(draw(any_content, finnish())) < 150_000


def test_picture_is_the_same_every_time(knowledge: Knowledge) -> None:
    assert draw(knowledge, finnish()) == draw(knowledge, finnish())


def test_every_measure_meets_every_named_actor_once(any_content: Knowledge) -> None:
    layout = lay_out(any_content, finnish())
    met = [(mark.measure.id, mark.actor.id) for mark in layout.marks]
    named = {
        actor_id
        for measure in any_content.measures
        for level in Level
        for actor_id in measure.responsibility(level).coordinators
    }
    assert sorted(met) == sorted((measure.id, actor_id) for measure in any_content.measures for actor_id in named)


def test_marks_are_what_the_content_says_by_shape_and_by_colour(any_content: Knowledge, image: Image.Image) -> None:
    for mark in lay_out(any_content, finnish()).marks:
        middle, corner = seen(image, mark)
        on = {level for level in Level if mark.actor.id in mark.measure.responsibility(level).coordinators}
        assert set(mark.levels) == on
        assert (middle == NATIONAL, middle == REGIONAL) == (Level.NATIONAL in on, on == {Level.REGIONAL})
        assert corner == REGIONAL if Level.REGIONAL in on else corner in GROUNDS


def test_both_levels_are_a_circle_on_a_square(both: Knowledge) -> None:
    image = opened(draw(both, finnish()))
    [mark] = [mark for mark in lay_out(both, finnish()).marks if mark.levels == tuple(Level)]
    assert seen(image, mark) == (NATIONAL, REGIONAL)


def test_legend_tells_every_mark_in_words(knowledge: Knowledge) -> None:
    layout, image = lay_out(knowledge, finnish()), opened(draw(knowledge, finnish()))
    assert [image.getpixel(layout.legend[level]) for level in Level] == [NATIONAL, REGIONAL]
    said = [line.text for line in layout.lines]
    assert {finnish()(f"picture-{level.value}") for level in Level} <= set(said)
    assert said[0] == finnish()("picture-title", nature="proposal")
    assert said[-1] == "Alueiden ehdotus vuodelta 2022, ei päätös."


def test_names_stand_whole_inside_the_margins_and_nothing_lies_on_anything(
    any_content: Knowledge, image: Image.Image
) -> None:
    layout = lay_out(any_content, finnish())
    said = " ".join(line.text for line in layout.lines)
    assert all(measure.title in said for measure in any_content.measures)
    margin = image.crop((WIDTH - MARGIN + 1, 0, WIDTH, image.height))
    assert {colour for _, colour in margin.getcolors(2 * image.height) or []} <= GROUNDS
    tops = [line.y for line in layout.lines]
    assert tops == sorted(set(tops))
    columns = sorted(layout.columns.values())
    assert all(right - left > MARK for left, right in pairwise(columns))
    assert all(
        top < mark.y - MARK // 2 and mark.y + MARK // 2 < bottom
        for measure, (top, bottom) in zip(any_content.measures, layout.bands, strict=True)
        for mark in layout.marks
        if mark.measure == measure
    )


def test_column_heads_are_written(any_content: Knowledge, image: Image.Image) -> None:
    layout = lay_out(any_content, finnish())
    for x in layout.columns.values():
        head = image.crop((x - MARK // 2, layout.heads - 40, x + MARK // 2, layout.heads))
        assert len(head.getcolors(10_000) or []) > 1


def test_description_names_every_measure_on_both_levels_and_spells_every_actor_out_once(
    both: Knowledge, knowledge: Knowledge
) -> None:
    for content in (both, knowledge):
        written = write(describe(content, finnish()))
        assert len(written.text) < LIMIT
        for actor in lay_out(content, finnish()).columns:
            assert written.text.count(actor.spelled) >= 1
        assert all(measure.title in written.text for measure in content.measures)
    assert written.text.count("(OKM)") == written.text.count("(ELY)") == 1
    assert written.text.count(finnish()("picture-some", nature="proposal", actors="x")[:20]) == 4


def test_content_without_measures_has_a_picture_all_the_same(folder: Path) -> None:
    path = folder / "content.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("measures:\n"), text.index("actors:\n")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert opened(draw(load(folder), finnish())).width == WIDTH
