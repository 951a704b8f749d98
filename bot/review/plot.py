"""The figures of each week as a picture for a phone. Pure."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from bot.replies.picture import INK, MEDIUM, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.replies.texts import Texts
    from bot.review.figures import Week

WIDTH, HEIGHT = 1080, 906
LEFT, RIGHT, TOP, BOTTOM = 100, 1044, 250, 800
"""The corners of the plot, in pixels."""
TYPE, SMALL = 36, 26
FAINT = "#aeb6c2"
MOST_WEEKS = 12
"""Weeks that fit; the newest are shown."""
FILLS = (("answered", "#1d4f9e", 0), ("clarified", "#e0a040", 18), ("none", "#8a1f1f", 9))
"""What is counted, from the bottom of a bar up: its colour, and the distance of its hatching in pixels, 0 for none."""


def plot(weeks: Sequence[Week], texts: Texts) -> bytes:
    """A PNG of one bar a week, from the bottom: answered, clarified, none; told apart by hatching as well."""
    shown = weeks[-MOST_WEEKS:]
    most = max((week.asked for week in shown), default=0) or 1
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    font, small = ImageFont.truetype(MEDIUM, TYPE), ImageFont.truetype(MEDIUM, SMALL)
    _draw_legend(image, draw, font, texts)
    draw.line((LEFT, BOTTOM, RIGHT, BOTTOM), INK, 3)
    draw.text((LEFT - 16, TOP), str(most), INK, font, "rm")
    draw.line((LEFT, TOP, RIGHT, TOP), FAINT, 2)
    draw.text((36, TOP - 44), texts("stats-plot-up"), INK, small, "ls")
    draw.text((RIGHT, HEIGHT - 16), texts("stats-plot-across"), INK, small, "rs")
    step = (RIGHT - LEFT) / MOST_WEEKS
    for number, week in enumerate(shown):
        left, right = LEFT + step * number + 10, LEFT + step * (number + 1) - 10
        bottom = float(BOTTOM)
        for (_, colour, hatch), count in zip(FILLS, (week.answered, week.clarified, week.none), strict=True):
            height = (BOTTOM - TOP) * count / most
            _draw_bar(image, (left, bottom - height, right, bottom), colour, hatch)
            bottom -= height
        middle = (left + right) / 2
        draw.text((middle, bottom - 8), str(week.asked), INK, small, "ms")
        draw.text((middle, BOTTOM + 14), texts("plot-week", monday=week.monday), INK, small, "ma")
    out = BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_legend(image: Image.Image, draw: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont, texts: Texts) -> None:
    draw.text((36, 30), texts("stats-plot"), INK, ImageFont.truetype(MEDIUM, TYPE + 12))
    left = 36.0
    for name, colour, hatch in FILLS:
        _draw_bar(image, (left, 116, left + 44, 152), colour, hatch)
        label = texts(f"stats-{name}")
        draw.text((left + 58, 134), label, INK, font, "lm")
        left += 58 + font.getlength(label) + 44


def _draw_bar(image: Image.Image, box: tuple[float, float, float, float], colour: str, hatch: int) -> None:
    """A box of one colour, with slanting lines over it unless `hatch` is 0."""
    left, top, right, bottom = map(round, box)
    if bottom <= top or right <= left:
        return
    bar = Image.new("RGB", (right - left, bottom - top), colour)
    if hatch:
        draw = ImageDraw.Draw(bar)
        for x in range(-bar.height, bar.width, hatch):
            draw.line((x, bar.height, x + bar.height, 0), PAPER, 2)
    image.paste(bar, (left, top))
