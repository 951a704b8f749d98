"""A chat in Telegram on a phone of 360 × 640 points: the fields of the Bot API → HTML, which Chromium draws."""

from __future__ import annotations

import base64
import html
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote class=expandable",
}
LINK = re.compile(r"(?<!\S)/[a-z]\w*|https?://\S+\w|(?<!\w)@\w+")
"""What Telegram makes a link by itself."""
AFTER_BLOCK = re.compile(r"(?<=</blockquote>)\n|(?<=</pre>)\n")
"""The end of a line that the end of a block is already."""


@dataclass(frozen=True)
class Message:
    """What stands in a bubble. fields: as in the call of the Bot API."""

    fields: dict[str, Any]
    mine: bool = False
    photo: bytes = b""

    @property
    def rows(self) -> list[list[dict[str, Any]]]:
        """The buttons under it."""
        rows: list[list[dict[str, Any]]] = self.fields.get("reply_markup", {}).get("inline_keyboard", [])
        return rows


def page(messages: Iterable[Message], *, dark: bool = False, unfolded: bool = False) -> str:
    """The screen as HTML. unfolded: whether quotations that can be expanded are."""
    template = Template(Path(__file__).with_name("telegram.html").read_text(encoding="utf-8"))
    theme = " ".join(("dark" if dark else "light", *(("unfolded",) if unfolded else ())))
    return template.substitute(theme=theme, messages="\n".join(map(_bubble, messages)))


def _bubble(message: Message) -> str:
    photo = ""
    if message.photo:
        photo = f'<img src="data:image/png;base64,{base64.b64encode(message.photo).decode()}">'
    text = _marked(
        message.fields.get("text") or message.fields.get("caption") or "",
        message.fields.get("entities") or message.fields.get("caption_entities") or [],
    )
    rows = [[f"<span>{html.escape(button['text'])}</span>" for button in row] for row in message.rows]
    buttons = "".join(f"<nav>{''.join(row)}</nav>" for row in rows)
    side = "mine" if message.mine else "theirs"
    return f'<article class="{side}"><div class="bubble">{photo}{text}<time>12.30</time></div>{buttons}</article>'


def _marked(text: str, entities: list[dict[str, Any]]) -> str:
    """The text as HTML; offsets and lengths are in UTF-16 units, and entities lie inside or beside each other."""
    units = text.encode("utf-16-le")
    spans = [(one["offset"], one["offset"] + one["length"], TAGS.get(one["type"], "a")) for one in entities]
    for link in LINK.finditer(text):
        start, end = (len(text[:place].encode("utf-16-le")) // 2 for place in link.span())
        spans.append((start, end, "a"))
    edges = sorted({0, len(units) // 2, *(edge for start, end, _ in spans for edge in (start, end))})
    spans.sort(key=lambda span: (span[0], -span[1]))
    marked = ""
    for start, end in zip(edges, [*edges[1:], None], strict=True):
        marked += "".join(f"</{tag.split()[0]}>" for _, close, tag in reversed(spans) if close == start)
        marked += "".join(f"<{tag}>" for begin, _, tag in spans if begin == start)
        if end is not None:
            marked += html.escape(units[2 * start : 2 * end].decode("utf-16-le"))
    return AFTER_BLOCK.sub("", marked)


def open_in_chromium(markup: str, *flags: str) -> str:
    """Let Chromium open a page, and give what it prints. Ends the process where there is none."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("apt-get install chromium fonts-roboto fonts-noto-color-emoji")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(markup, encoding="utf-8")
        opened = subprocess.run(
            [
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                f"--user-data-dir={folder}/profile",
                "--window-size=500,5000",
                *flags,
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
    return opened.stdout
