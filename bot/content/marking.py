"""Bold, italic and links in the content, as Markdown writes them: `**bold**`, `*italic*`, `[words](https://…)`.

Nothing else of Markdown is markup here. Only what stands in the content is read so, never what a user wrote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt

MARKUP = re.compile(r"[*_\\\[]")
"""What a text without markup has none of."""
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
NAMED = re.compile(r"(?:\w[\w-]*\.)+\w{2,}")
"""What reads as the name of a host."""


class Style(StrEnum):
    """How words are marked."""

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"


TAGS = {"strong": Style.BOLD, "em": Style.ITALIC, "a": Style.LINK}


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words: from and to which character of the text; of a link its address, http or https."""

    style: Style
    start: int
    end: int
    url: str = ""


class Marked(str):
    """Plain text that knows which of its words are marked; whatever is made of it is plain text alone."""

    __slots__ = ("marks",)
    marks: tuple[Mark, ...]

    @property
    def addressed(self) -> str:
        """The text with the address after the words of each link, for where nothing can be pressed."""
        links = [mark for mark in self.marks if mark.style is Style.LINK]
        return str(insert(str(self), [(link.end, f" ({link.url})") for link in links if link.url not in self]))


def read_marks(text: str) -> str:
    """The text without its markup; `Marked` where there was any."""
    if MARKUP.search(text) is None:
        return text
    said, marks, opened = "", list[Mark](), list[tuple[int, str]]()
    for token in _parser().parseInline(text)[0].children or ():
        if token.nesting == 1:
            opened.append((len(said), str(token.attrs.get("href", ""))))
        elif token.nesting == -1:
            start, url = opened.pop()
            style, words = TAGS[token.tag], said[start:]
            if style is Style.LINK and (host := host_of(url)) is None:
                continue
            if words.strip():
                marks.append(Mark(style, start, len(said), url))
            if style is Style.LINK and _misleads(words, host):
                said += f" ({host})"
        else:
            said += token.content
    return marked(said, marks)


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text with marks, in the order of their beginnings; as it is when there are none."""
    found = tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
    if not found:
        return text
    said = Marked(text)
    said.marks = found
    return said


def marks_of(text: str) -> tuple[Mark, ...]:
    """The marks of a text, in the order of their beginnings."""
    return text.marks if isinstance(text, Marked) else ()


def joined(texts: Iterable[str]) -> str:
    """The texts one after another, each with its marks."""
    said, marks = "", list[Mark]()
    for text in texts:
        marks += (replace(one, start=one.start + len(said), end=one.end + len(said)) for one in marks_of(text))
        said += text
    return marked(said, marks)


def insert(text: str, added: Iterable[tuple[int, str]]) -> str:
    """The text with more words at some places, given in order, and its marks where their words are now."""
    said, marks = str(text), marks_of(text)
    for place, more in reversed(list(added)):
        said = said[:place] + more + said[place:]
        marks = tuple(
            replace(
                mark,
                start=mark.start + len(more) * (place <= mark.start),
                end=mark.end + len(more) * (place < mark.end),
            )
            for mark in marks
        )
    return marked(said, marks)


def host_of(url: str) -> str | None:
    """The host of a public http or https address; None of any other, and of one that hides it behind a name."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    public = parts.scheme in {"http", "https"} and "@" not in parts.netloc and HOST.fullmatch(host) is not None
    return host if public else None


def _misleads(words: str, host: str | None) -> bool:
    """Whether the words of a link name another host than it leads to."""
    named = {name.casefold().removeprefix("www.") for name in NAMED.findall(words)}
    return bool(named) and (host or "").removeprefix("www.") not in named


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  70 ms that content without markup does without

    return MarkdownIt("zero").enable(["emphasis", "link", "escape"])
