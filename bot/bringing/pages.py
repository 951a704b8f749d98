"""A page of Markdown → items: headings, `Q:` and `A:`, bold lines that ask, lists of questions, `<details>`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.bringing.columns import Column, Role
from bot.bringing.items import Read, item_of
from bot.bringing.rewriting import parser, plain
from bot.content.faults import Fault
from bot.content.reading import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

ASKS = re.compile(
    r"^[*_#\s]*(?:Q|K|F|Kysymys|Question|Fråga)\s*\d*\s*[*_]*\s*[:.][*_]*\s*(?=\S)(?P<said>.+)", re.IGNORECASE
)
ANSWERS = re.compile(r"^[*_\s]*(?:A|V|S|Vastaus|Answer|Svar)\s*\d*\s*[*_]*\s*[:.][*_]*\s*(?P<said>.*)", re.IGNORECASE)
BOLD = re.compile(r"(\*\*|__)(?P<said>.+?)\1", re.DOTALL)
SUMMARY = re.compile(r"<summary[^>]*>(?P<said>.*?)</summary>", re.DOTALL | re.IGNORECASE)
DETAILS = re.compile(r"</?details[^>]*>", re.IGNORECASE)
ANCHOR = re.compile(r"\s*\{#[\w:-]+\}\s*$")
CONTENTS = re.compile(r"(?:\s*(?:[-*+]|\d+[.)])\s*\[[^\n]*\]\(#[^\n)]*\)\s*)+")
"""A list of links to the page itself."""
FRONT = re.compile(r"\A---\n(?P<said>.*?\n)?---\n", re.DOTALL)
INTRODUCTION = ("johdantoteksti ei vastaa kysymykseen", "anna sille oma otsikko, jos se tarvitaan")
DEEPEST = 7
"""The level of a question that is no heading: below all headings."""


@dataclass
class Part:
    """A heading or a question, and what stands below it. level: 1–6 of a heading, 7 of a question that is none."""

    line: int
    title: str
    level: int
    asks: bool
    below: list[str] = field(default_factory=list)

    @property
    def body(self) -> str:
        """What stands below it, as Markdown."""
        return "\n\n".join(text for text in self.below if text.strip())


def read_page(text: str, name: str) -> Read:
    """What a page tells. Never raises."""
    page = text.replace("\r\n", "\n").replace("\r", "\n")
    front = FRONT.match(page)
    if front is not None:  # what a generator of pages is told
        page = "\n" * front[0].count("\n") + page[front.end() :]
    env: dict[str, Any] = {}
    parts = _split(parser().parse(page, env), page.split("\n"))
    read = Read(title=_front_title(front["said"] if front else None))
    _take_title(parts, read, name)
    _fold(parts)
    _place(parts, read, name, env.get("references", {}))
    return read


def _front_title(front: str | None) -> str:
    match parsed((front or "").encode(), "").value:
        case {"title": str(title)}:
            return plain(title)
    return ""


def _split(tokens: list[Token], lines: list[str]) -> list[Part]:
    """The parts of a page; the first holds what stands before any heading or question."""
    parts = [Part(1, "", 0, asks=False)]
    for number, token in enumerate(tokens):
        if token.level or token.map is None:
            continue
        start, end = token.map
        source = "\n".join(lines[start:end])
        said = tokens[number + 1].content if token.type.endswith("_open") else ""
        if token.type == "heading_open":
            title = plain(ANCHOR.sub("", said))
            parts.append(Part(start + 1, title, int(token.tag[1]), asks=title.endswith("?")))
        elif token.type == "paragraph_open":
            _split_paragraph(source, start + 1, parts)
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            listed = list(_questions_of(tokens[number:], lines))
            if listed:
                parts += listed
            else:
                parts[-1].below.append(source)
        elif token.type == "html_block" and (summary := SUMMARY.search(source)) is not None:
            parts.append(Part(start + 1, plain(summary["said"]), DEEPEST, asks=True))
            parts[-1].below.append(DETAILS.sub("", source[summary.end() :]))
        elif token.type == "html_block":
            parts[-1].below.append(DETAILS.sub("", source))
        else:
            parts[-1].below.append(source)
    return parts


def _split_paragraph(source: str, line: int, parts: list[Part]) -> None:
    """Add a paragraph to the last part, or the questions that stand in it."""
    bold = BOLD.fullmatch(source.strip())
    if bold is not None and bold["said"].rstrip().endswith("?"):
        parts.append(Part(line, plain(bold["said"]), DEEPEST, asks=True))
        return
    said: list[str] = []
    for number, text in enumerate(source.split("\n")):
        if (asked := ASKS.match(text)) is not None:
            parts[-1].below.append("\n".join(said))
            said = []
            parts.append(Part(line + number, plain(asked["said"].strip("*_ ")), DEEPEST, asks=True))
        elif parts[-1].level == DEEPEST and (answered := ANSWERS.match(text)) is not None:
            said.append(answered["said"])
        else:
            said.append(text)
    parts[-1].below.append("\n".join(said))


def _questions_of(tokens: list[Token], lines: list[str]) -> Iterator[Part]:
    """The items of the list that `tokens` begin with, when each of them is a question with its answer."""
    found: list[Part] = []
    for token in tokens[1:]:
        if token.level == 0:
            break
        if token.type != "list_item_open" or token.level != 1 or token.map is None:
            continue
        start, end = token.map
        first, *rest = lines[start:end]
        marker = re.match(r"\s*(?:[-*+]|\d+[.)])\s*", first)
        indent = marker.end() if marker else 0
        text = "\n".join([first[indent:], *(line[min(indent, len(line) - len(line.lstrip())) :] for line in rest)])
        bold = BOLD.match(text)
        asked = bold["said"] if bold else text.partition("?")[0] + "?"
        answer = text[bold.end() :] if bold else text.partition("?")[2]
        answer = re.sub(r"\A[\s:–—*_-]+(?=[^\s:–—*_-])", "", answer) if not answer.startswith("\n") else answer
        if not asked.rstrip().endswith("?") or "\n" in asked.strip() or not answer.strip():
            return
        found.append(Part(start + 1, plain(asked), DEEPEST, asks=True, below=[answer]))
    yield from found


def _take_title(parts: list[Part], read: Read, name: str) -> None:
    """Take the only heading of the first level off the parts, as the title of the page; its introduction is left."""
    first = [part for part in parts if part.level == 1]
    main = first[0] if parts[1:2] == first and len(parts) > 2 and not first[0].asks else None
    for part in (parts[0], main):
        if part is not None and part.body and not CONTENTS.fullmatch(part.body):
            read.left.append(Fault(name, part.line, *INTRODUCTION))
    if main is not None:
        read.title = read.title or main.title
        parts.remove(main)
    del parts[0]


def _fold(parts: list[Part]) -> None:
    """Make headings below questions a part of their answers, where most headings of some level ask."""
    levels = {part.level for part in parts if part.level < DEEPEST}
    asking = [
        level
        for level in levels
        if 2 * sum(part.asks for part in parts if part.level == level) >= sum(part.level == level for part in parts)
    ]
    deepest = max(asking, default=DEEPEST)
    for number in range(len(parts) - 1, 0, -1):
        part = parts[number]
        if deepest < part.level < DEEPEST and not part.asks:
            parts[number - 1].below += [f"**{part.title}**", *part.below]
            del parts[number]


def _place(parts: list[Part], read: Read, name: str, references: dict[str, Any]) -> None:
    """Make items of the parts, each under the headings above it."""
    faq = any(part.asks for part in parts)
    above: list[Part] = []
    for number, part in enumerate(parts):
        above = [one for one in above if one.level < part.level]
        section = above[-1].title if above else ""
        leads = number + 1 < len(parts) and parts[number + 1].level > part.level
        if not part.asks:
            above.append(part)
        if CONTENTS.fullmatch(part.body):
            continue
        if part.body and faq and leads and not part.asks:
            read.left.append(Fault(name, part.line, *INTRODUCTION))
        elif part.body:
            cells = [(Column(Role.QUESTION), part.title), (Column(Role.ANSWER), part.body)]
            read.items.append(item_of(name, part.line, cells, section, references=references))
        elif not leads or part.asks:
            read.left.append(Fault(name, part.line, f"vastaus puuttuu: ”{part.title}”", "kirjoita se otsikon alle"))
