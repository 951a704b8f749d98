"""What the log says: `bot gaps`, `gap`, `stats`, `digest`."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path  # noqa: TC003  typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from bot.database import Database, LogError
from bot.listing import as_json, as_json_list, as_table
from bot.opening import ago, end, opened_desk, settings_or_end
from bot.replies import plain
from bot.review.asked import complaints, in_vain
from bot.review.figures import Figures, figures, monday, questions
from bot.review.gaps import Doubt, Gap, Senses, doubts, gap_of, gaps
from bot.review.reports import doubt_line, gap_line, gap_page, gap_row, stats_lines
from bot.review.served import note
from bot.review.weekly import letter
from bot.texts import finnish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.matching import Index

app = typer.Typer()

A_MONTH = timedelta(days=30)
Since = Annotated[datetime | None, typer.Option(parser=ago, metavar="30d", help="12h, 7d or 4w back.")]


@app.command("gaps")
def list_gaps(
    *,
    since: Since = None,
    limit: Annotated[int, typer.Option(min=1, help="Most gaps to print.")] = 20,
    aside: Annotated[bool, typer.Option("--aside", help="Only greetings, junk and outside questions.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As a JSON array.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
) -> None:
    """Print what was asked in vain, by meaning, the most asked first."""
    if json and csv:
        raise typer.BadParameter(finnish()("one-form"))
    with found_gaps(since) as (found, index, said):
        shown = [gap for gap in found if (gap.aside is not None) == aside][:limit]
        rows = [gap_row(gap, index) for gap in shown]
        if json:
            typer.echo(as_json_list(rows))
        elif csv:
            typer.echo(as_table([row | {"words": " ".join(row["words"]), "samples": " / ".join(row["samples"]),
                                        "rows": " ".join(map(str, row["rows"]))}
                                 for row in rows]))
        else:
            typer.echo("\n".join(gap_line(gap, index, finnish()) for gap in shown) or finnish()("gaps-none"))
            for doubt in said:
                typer.echo(doubt_line(doubt, index.knowledge, finnish()))


@app.command()
def gap(
    number: Annotated[int, typer.Argument(min=1, help="A row of the log that is in the gap.")],
    *,
    since: Since = None,
) -> None:
    """Print every wording of one gap, and the commands that mend it."""
    with found_gaps(since) as (found, index, _):
        for line in gap_page(the_gap(number, found), index, finnish()):
            typer.echo(line)


@app.command()
def stats(
    *,
    since: Since = None,
    json: Annotated[bool, typer.Option("--json", help="As a JSON object.")] = False,
    plot: Annotated[Path | None, typer.Option(help="Write a PNG of the weeks here.")] = None,
) -> None:
    """Print how the bot has done: questions by week, most asked, never reached, response time."""
    with _figures(since) as (found, index):
        if plot is not None:
            from bot.review.plot import plot as drawn  # noqa: PLC0415  only here a picture is drawn

            plot.write_bytes(drawn(found.weeks, finnish()))
        if json:
            typer.echo(as_json({
                "weeks": [{"monday": str(week.monday), "asked": week.asked, "answered": week.answered,
                           "clarified": week.clarified, "none": week.none} for week in found.weeks],
                "most_asked": dict(found.most_asked), "unreached": list(found.unreached),
                "milliseconds": {"median": found.milliseconds[0], "p95": found.milliseconds[1]},
            }))
            return
        for line in stats_lines(found, index.knowledge, finnish()):
            typer.echo(line)


@app.command("digest")
def week() -> None:
    """Print the letter of the last whole week: three figures and its five biggest gaps."""
    settings = settings_or_end()
    with opened_desk(settings, None) as desk, closing(Database(settings.database)) as database, _reading():
        typer.echo(plain(letter(database, Senses(desk.index), monday(datetime.now(UTC)), finnish())))


def the_gap(number: int, found: list[Gap]) -> Gap:
    """The gap that row `number` of the log is in; ends the process when there is none."""
    return gap_of(number, found) or end(finnish()("gap-gone", number=number), 1)


@contextmanager
def found_gaps(since: datetime | None) -> Iterator[tuple[list[Gap], Index, list[Doubt]]]:
    """Every gap since then (by default of 30 days), the index that finds no answer, and what people said of entries."""
    since = since or datetime.now(UTC) - A_MONTH
    settings = settings_or_end()
    with opened_desk(settings, None) as desk, closing(Database(settings.database)) as database:
        senses = Senses(desk.index)
        with _reading():
            note(database, desk.index.knowledge, datetime.now(UTC))
            vain, said = in_vain(database, since), complaints(database, since)
        yield gaps(vain, senses), desk.index, doubts(said, vain, senses)


@contextmanager
def _figures(since: datetime | None) -> Iterator[tuple[Figures, Index]]:
    settings = settings_or_end()
    with opened_desk(settings, None) as desk, closing(Database(settings.database)) as database:
        with _reading():
            asked = questions(database, since or datetime.now(UTC) - 3 * A_MONTH)
        yield figures(asked, desk.index.knowledge), desk.index


@contextmanager
def _reading() -> Iterator[None]:
    """End the process with the reason when the log cannot be read."""
    try:
        yield
    except LogError as error:
        end(finnish()("no-log", reason=str(error)), 1)
