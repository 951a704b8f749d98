"""What a file would bring, what of it has no place, and what is there already. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.faults import shortened
from bot.replies import Items, Paragraph, Part, Reply

if TYPE_CHECKING:
    from bot.bringing import Brought
    from bot.replies.texts import Texts

SHOWN = 80
"""Most characters of a title that is repeated."""


def show_brought(brought: Brought, source: str, name: str, texts: Texts) -> Reply:
    """The entries that come, what is left and why, and what an admin should look at. source, name: of the two files."""
    parts: list[Part] = [Paragraph(texts("import-none", file=source))]
    if brought.entries:
        lines = [texts("import-entry", id=entry.id, title=entry.title) for entry in brought.entries]
        said = texts("import-some", file=source, name=name, count=len(lines))
        parts = [Paragraph(said), Items(tuple(lines))]
    known = [
        texts(
            "import-known-one", place=item.place, line=str(item.line), title=shortened(item.title, SHOWN), entry=entry
        )
        for item, entry in brought.known
    ]
    for key, lines in {
        "import-left": [*map(str, brought.left)],
        "import-known": known,
        "import-notes": [*map(str, brought.notes)],
    }.items():
        if lines:
            parts += (Paragraph(texts(key, count=len(lines))), Items(tuple(lines)))
    return Reply(tuple(parts))
