"""Markdown and simple HTML → the content's own form: paragraphs, lists, and the markup that `content.marking` reads.

Headings become bold, rows of a table lines of a list, line breaks paragraphs; pictures, scripts and what is struck out
go. Markdown is turned into HTML by its library, and the HTML is read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from bot.content.marking import host_of, read_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

BULLET = re.compile(r"^([ \t]*)[•‣◦▪●·–—][ \t]+", re.MULTILINE)
"""How lines of a list begin where nobody wrote Markdown."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
ADDRESS = re.compile(r"[^\s()<>\\]+")
"""An address that needs no quotes in the content."""
UNREAD = frozenset({"script", "style", "head", "title", "template", "del", "s", "strike", "iframe", "svg", "math"})
BLOCKS = frozenset(
    "address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "th"})
ITALIC = frozenset({"i", "em", "cite", "dfn"})
KNOWN = frozenset(
    "a abbr button caption code col colgroup font img input kbd label mark q samp small span sub sup time tt u "
    "var wbr".split()
).union(BLOCKS, BOLD, ITALIC, UNREAD)
"""Names of HTML; what else stands in angle brackets was written to be read."""


def rewrite(markup: str, references: MutableMapping[str, Any] | None = None, *, breaks: bool = False) -> str:
    """The content that says what `markup` says; empty when it says nothing.

    references: the link definitions of the page that it is a part of. breaks: a line ends where it ends.
    """
    env = {"references": dict(references or {})}
    html = parser(breaks=breaks).render(BULLET.sub(r"\1- ", markup), env)
    return "\n".join(_laid_out(_read(html).lines)).strip()


def plain(markup: str) -> str:
    """The words of `markup` in one line."""
    return " ".join(line.words for line in _read(parser().renderInline(markup.replace("\n", " "))).lines if line.words)


@cache
def parser(*, breaks: bool = False) -> MarkdownIt:
    """Markdown as most pages write it: CommonMark with tables; four blanks before a line make no code of it."""
    return MarkdownIt("commonmark", {"breaks": breaks}).enable(["table", "strikethrough"]).disable("code")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are marked alike."""

    text: str
    bold: bool
    italic: bool
    url: str


@dataclass
class Line:
    """A paragraph, or an item of a list."""

    listed: bool
    runs: list[Run] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What it says, without markup."""
        return " ".join("".join(run.text for run in self.runs).split())

    def add(self, run: Run) -> None:
        """Add words; to the last run when they are marked alike."""
        last = self.runs[-1] if self.runs else None
        if last is not None and replace(last, text=run.text) == run:
            self.runs[-1] = replace(last, text=last.text + run.text)
        else:
            self.runs.append(run)

    @property
    def text(self) -> str:
        """What it says, as the content writes it; without markup where that would not be read as it is meant."""
        said = " ".join("".join(map(_write, self.runs)).split())
        if read_marks(said) != self.words:
            said = _escape(self.words)
        return f"\\{said}" if said.startswith("- ") else said


def _write(run: Run) -> str:
    """A run with its markup right around its words, blanks outside."""
    words = run.text.strip()
    if not words or not (run.bold or run.italic or run.url):
        return _escape(run.text)
    before, after = (" " if run.text[place].isspace() else "" for place in (0, -1))
    said = _escape(words)
    if run.bold or run.italic:
        stars = "*" * (2 * run.bold + run.italic)
        said = f"{stars}{said}{stars}"
    if run.url:
        said = f"[{said}]({run.url})"
    return f"{before}{said}{after}"


def _escape(text: str) -> str:
    return re.sub(r"([\\*\[\]]|(?<![^\W_])_|_(?![^\W_]))", r"\\\1", text)


def _laid_out(lines: list[Line]) -> Iterator[str]:
    """The lines of a content: items of one list under each other, a blank line between all else."""
    before = None
    for line in lines:
        if not line.words:
            continue
        if before is not None and not (before.listed and line.listed):
            yield ""
        yield f"- {line.text}" if line.listed else line.text
        before = line


def _read(html: str) -> _Reader:
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # what some versions of Python's parser make of `<![`
        reader = _Reader()
        reader.handle_data(re.sub(r"<[^>]*>?", " ", html))
    return reader


class _Reader(HTMLParser):
    """HTML → lines. Tags may stand in any order, and may never be closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [Line(listed=False)]
        self._open: dict[str, int] = {}
        self._links: list[str] = []
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in KNOWN:
            self.handle_data(self.get_starttag_text() or "")
            return
        found = dict(attrs)
        if tag in {"td", "th"}:
            self._begin_cell()
        elif tag in BLOCKS:
            self._break(tag)
        if tag == "a":
            self._links.append(found.get("href") or "")
        elif tag == "img":
            self.handle_data(found.get("alt") or "")
        elif tag not in {"br", "hr", "wbr", "col", "input"}:
            self._open[tag] = self._open.get(tag, 0) + 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            address = self._links.pop()
            if address.startswith("mailto:") and address[7:] not in self.lines[-1].words:
                self.handle_data(f" ({address[7:]})")
        self._open[tag] = max(0, self._open.get(tag, 0) - 1)
        if tag in BLOCKS and tag not in {"td", "th", "br"}:
            self._break("")

    def handle_data(self, data: str) -> None:
        if self._is_in(UNREAD):
            return
        url = self._links[-1] if self._links else ""
        link = url if host_of(url) is not None and ADDRESS.fullmatch(url) else ""
        self.lines[-1].add(Run(CONTROL.sub(" ", data), self._is_in(BOLD), self._is_in(ITALIC), link))

    def _is_in(self, tags: frozenset[str]) -> bool:
        return any(self._open.get(tag) for tag in tags)

    def _begin_cell(self) -> None:
        """A cell of a table: the first is told apart from the others by a colon."""
        line = self.lines[-1]
        if line.words:
            line.runs[-1] = replace(line.runs[-1], text=line.runs[-1].text.rstrip())
            self.handle_data(": " if self._cells == 1 else ", ")
        self._cells += 1

    def _break(self, tag: str) -> None:
        """A block begins or ends; within an item of a list only the next item begins a line."""
        within = any(self._open.get(one) for one in ("li", "tr"))
        if tag in {"li", "tr"}:
            self._cells = 0
            self.lines.append(Line(listed=True))
        elif within and tag != "table":
            self.handle_data(" ")
        else:
            self.lines.append(Line(listed=False))
