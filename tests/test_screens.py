"""What `scripts/screenshots.py` and `scripts/layout.py` make of replies before Chromium draws them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "scripts"))

from layout import lix
from screens.drawing import Message, page

QUOTED = {
    "text": "Ensin.\n\nSitten.\n\nLopuksi.",
    "entities": [{"type": "expandable_blockquote", "offset": 8, "length": 7}],
}


def test_quotation_that_can_be_expanded_ends_its_own_line() -> None:
    drawn = page([Message(QUOTED)])
    assert "Ensin.\n\n<blockquote class=expandable>Sitten.</blockquote>\nLopuksi." in drawn
    assert '<html lang="fi" class="light">' in drawn
    assert '<html lang="fi" class="dark unfolded">' in page([Message(QUOTED)], dark=True, unfolded=True)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Kuka vastaa? Kunnat vastaavat.", 2 + 100 / 4),
        ("Tehtävät:\n• Alueellinen palvelukartta\n• Lähde: dia 9, 25.3.2022", (1 + 2 + 6) / 3 + 100 * 3 / 9),
    ],
)
def test_reading_level_counts_lines_as_sentences(text: str, level: float) -> None:
    assert lix([text]) == pytest.approx(level)
