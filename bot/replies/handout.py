"""Who is responsible for what as files to take along: CSV for a spreadsheet, PDF for a memo. Pure."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.content.entries import Facet, Level
from bot.content.values import slugged
from bot.replies.charting import (
    DAGGER,
    chart,
    head,
    mark,
    place,
    tell_apart,
    tell_nature,
    tell_notes,
    tell_source,
    title,
)
from bot.replies.citing import cite, find_changes
from bot.replies.framing import frame
from bot.replies.naming import list_names
from bot.replies.spreadsheets import as_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import typst

    from bot.content.entries import Actor, Measure
    from bot.content.knowledge import Knowledge
    from bot.replies.charting import Chart
    from bot.replies.spreadsheets import Line
    from bot.replies.texts import Texts

TEMPLATE = Path(__file__).with_suffix(".typ")
FONTS = Path(__file__).parent / "fonts"
MOST_COLUMNS = 8
"""Most columns of actors in the PDF; the rarest beyond these share one."""
NARROWEST, WIDEST = 6, 24
"""Letters that a column of it has room for on a line, at least and at most."""
INSET = 3
"""What the edges of a column take, in letters."""
ABSENT = "–"


class Form(StrEnum):
    """What a file is, by the end of its name."""

    CSV = "csv"
    PDF = "pdf"


FORMS = {"": tuple(Form), "excel": (Form.CSV,), **{form.value: (form,) for form in Form}}


@dataclass(frozen=True, slots=True)
class Handout:
    """A file: its name, what it is in a sentence, and its bytes."""

    name: str
    caption: str
    content: bytes


def find_forms(words: str) -> tuple[Form, ...]:
    """Which files words ask for: all where there are none, none where they name no file."""
    return FORMS.get(words.strip(". ").casefold(), ())


def make(form: Form, knowledge: Knowledge, texts: Texts) -> Handout:
    """The file: the same knowledge gives the same bytes."""
    content = write_csv(knowledge, texts) if form is Form.CSV else write_pdf(knowledge, texts)
    return Handout(name_file(form, knowledge, texts), texts(f"table-{form.value}"), content)


def name_file(form: Form, knowledge: Knowledge, texts: Texts) -> str:
    """What it is and, from the main document where there is one, what it is taken from and of which year."""
    document = knowledge.document
    named = [slugged(texts("table-file"))]
    if document is not None:
        named.append(str(document.id).partition(":")[2])
        if document.year not in named[-1]:
            named.append(document.year)
    return f"{'-'.join(named)}.{form.value}"


def tabulate(knowledge: Knowledge, texts: Texts) -> list[Line]:
    """A row for each measure and level, in the order of the documents; several in a cell on a line each."""
    knowledge = knowledge.told(texts.language)
    return [_tabulate(measure, level, knowledge, texts) for measure in knowledge.measures for level in Level]


def _tabulate(measure: Measure, level: Level, knowledge: Knowledge, texts: Texts) -> Line:
    responsibility, facet = measure.responsibility(level), Facet(level.value)
    return {
        texts("table-theme"): knowledge.titles[measure.theme],
        texts("table-measure"): measure.title,
        texts("table-level"): texts(f"{level.value}-heading"),
        texts("table-actors"): "\n".join(knowledge.actor(one).spelled for one in responsibility.coordinators),
        texts("table-tasks"): "\n".join(responsibility.tasks),
        texts("table-place"): place(measure, knowledge, texts) or "",
        texts("table-source"): cite(measure, facet, knowledge, texts),
        texts("table-changed"): "\n".join(change.short for _, change in find_changes(measure, facet, knowledge)),
    }


def write_csv(knowledge: Knowledge, texts: Texts) -> bytes:
    """The table as a Finnish Excel opens it by a double click; nothing where there are no measures."""
    return as_table(tabulate(knowledge, texts), excel=True).encode()


def write_pdf(knowledge: Knowledge, texts: Texts) -> bytes:
    """The table on a page of A4 across, tagged as PDF/UA-1 asks, on more where it does not fit at 7 points.

    Of content with letters that the font lacks it is tagged the same, without saying that it is PDF/UA.
    """
    import typst  # noqa: PLC0415  80 megabytes, of no use to most questions

    told = {"told": json.dumps(tell_page(knowledge, texts))}
    source = TEMPLATE.read_bytes()
    try:
        return typst.compile(source, font_paths=_fonts(), sys_inputs=told, pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError:
        return typst.compile(source, font_paths=_fonts(), sys_inputs=told, timestamp=0)


def tell_page(knowledge: Knowledge, texts: Texts) -> dict[str, Any]:
    """What the page tells, as the template takes it.

    lines: what is said of a level before its actors, and these. heads: of the columns, how many rows and columns each
    spans. columns: how wide each is beside the others. rows: of each measure, the cells with their kinds, and whether
    it differs from the usual.
    """
    knowledge = knowledge.told(texts.language)
    charts = [chart(level, knowledge) for level in Level if knowledge.measures]
    varied = [charted for charted in charts if charted.others]
    columns = [column for charted in varied for column in _columns(charted, texts)]
    apart = next((said for charted in varied if (said := tell_apart(charted, texts))), None)
    rows = [_tell_row(measure, columns, varied, knowledge, texts) for measure in knowledge.measures if varied]
    texts_of = zip(*([cell["text"] for cell in row["cells"]] for row in rows), strict=True)
    return {
        "language": texts.language,
        "title": title(knowledge, texts),
        "subtitle": frame("picture-subtitle", knowledge, texts),
        "lines": [
            (head(charted, texts), list_names([actor.spelled for actor in charted.usual.actors], texts))
            for charted in charts
            if charted.usual is not None
        ],
        "apart": apart and f"{apart}: {texts('chart-signs')}",
        "heads": _tell_heads(columns, texts),
        "columns": [{"width": _widen(cells)} for cells in texts_of],
        "rows": rows,
        "notes": tell_notes(knowledge, texts, f"{DAGGER} "),
        "source": tell_source(knowledge, texts),
    }


@dataclass(frozen=True, slots=True)
class Column:
    """Some actors on a level. alone: whether it is there for one."""

    charted: Chart
    head: str
    actors: tuple[Actor, ...]
    alone: bool


def _columns(charted: Chart, texts: Texts) -> Iterator[Column]:
    """A column for each regional actor, or for the most frequent and one for the others; one for the national level."""
    counts = Counter({one: 0 for shared in charted.shared for one in shared.actors})
    for shared in charted.shared:
        counts.update({actor: len(shared.measures) for actor in shared.actors})
    if charted.level is Level.NATIONAL:
        yield Column(charted, texts("national-heading"), tuple(counts), alone=False)
        return
    frequent = {actor for actor, _ in counts.most_common(MOST_COLUMNS)}
    yield from (Column(charted, mark(actor), (actor,), alone=True) for actor in counts if actor in frequent)
    if rest := tuple(actor for actor in counts if actor not in frequent):
        yield Column(charted, texts("table-others"), rest, alone=False)


def _tell_heads(columns: list[Column], texts: Texts) -> list[dict[str, Any]]:
    """The heads in their order: those of both rows, the one above the actors of a level, then each of these."""
    own = [column for column in columns if column.charted.level is Level.REGIONAL]
    whole = [texts("table-measure"), texts("table-place"), *(column.head for column in columns if column not in own)]
    above = [{"text": texts("regional-heading"), "rows": 1, "columns": len(own)}] if own else []
    return [
        *({"text": text, "rows": 2, "columns": 1} for text in whole),
        *above,
        *({"text": column.head, "rows": 1, "columns": 1} for column in own),
    ]


def _widen(cells: Iterable[str]) -> int:
    """How wide a column is that says this, in letters."""
    return min(max(NARROWEST, *map(len, cells)), WIDEST) + INSET


def _tell_row(
    measure: Measure, columns: list[Column], varied: list[Chart], knowledge: Knowledge, texts: Texts
) -> dict[str, Any]:
    apart = any(charted.usual is not None and measure not in charted.usual.measures for charted in varied)
    binding = tell_nature(varied[0].of(measure), varied[0], knowledge, texts)
    where = [said for said in (binding, place(measure, knowledge, texts)) if said is not None]
    cells = [
        {"text": measure.title, "kind": "strong" if apart else "plain"},
        {"text": ", ".join(where), "kind": "quiet"},
        *(_tell_cell(measure, column) for column in columns),
    ]
    return {"apart": apart, "cells": cells}


def _tell_cell(measure: Measure, column: Column) -> dict[str, str]:
    """Who of a column has a measure; marked where that differs from the usual."""
    shared = column.charted.of(measure)
    added, missing = column.charted.added(shared), column.charted.missing(shared)
    named = [actor for actor in column.actors if actor in shared.actors]
    if column.alone and column.actors[0] in added:
        return {"text": f"+ {mark(column.actors[0])}", "kind": "added"}
    if column.alone and column.actors[0] in missing:
        return {"text": f"− {mark(column.actors[0])}", "kind": "missing"}
    signed = [f"+ {mark(actor)}" if actor in added else mark(actor) for actor in named]
    signed += [f"− {mark(actor)}" for actor in column.actors if actor in missing]
    return {"text": ", ".join(signed), "kind": "plain"} if signed else {"text": ABSENT, "kind": "quiet"}


@cache
def _fonts() -> typst.Fonts:
    """Only those beside this file, so that the bytes are the same everywhere."""
    import typst  # noqa: PLC0415  as above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
