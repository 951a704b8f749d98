"""What the log says: `bot gaps`, `gap`, `stats`, `digest`."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path  # noqa: TC003  typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.contract import tabulate_figures, tabulate_gap
from bot.cli.opening import Spoken, database_of, end, files_or_end, log_or_end, open_adviser, parse_ago, settings_or_end
from bot.cli.printing import say, say_table
from bot.log.days import days_back, monday_of
from bot.log.listing import as_json, as_json_list
from bot.replies import plain
from bot.replies.spreadsheets import as_table
from bot.replies.texts import finnish
from bot.review.decisions import join_gaps, review, split_gap
from bot.review.figures import A_QUARTER, Figures, read_questions, sum_up
from bot.review.gaps import Gap, Senses, gap_of
from bot.review.looking import A_MONTH, Seen, look
from bot.review.mended import Mend, read_mends
from bot.review.screens.figures import show_figures
from bot.review.screens.gaps import list_at_desk, show_at_desk
from bot.review.weekly import compose_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.log.database import Database
    from bot.understanding.matching import Index

app = typer.Typer()

MOST_GAPS = 20
"""Most gaps that are printed, unless something else is asked for."""

Since = Annotated[datetime | None, typer.Option(parser=parse_ago, metavar="30d", help="12h, 7d or 4w back.")]


@app.command("gaps")
def list_gaps(  # noqa: PLR0913  each is an option
    *,
    since: Since = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Most gaps to print; 20, and all of them as CSV.")] = None,
    aside: Annotated[bool, typer.Option("--aside", help="Only greetings, junk and outside questions.")] = False,
    language: Spoken = None,
    json: Annotated[bool, typer.Option("--json", help="As a JSON array.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
    excel: Annotated[
        bool, typer.Option("--excel", help="As CSV that a Finnish Excel opens by a double click.")
    ] = False,
) -> None:
    """Print what was asked in vain, by meaning, the most asked first."""
    table = csv or excel
    if json and table:
        raise typer.BadParameter(finnish()("one-form"))
    seen = look_back(since)
    if not (json or table):
        say(plain(list_at_desk(seen, limit or MOST_GAPS, finnish(), aside=aside, language=language)))
        return
    most = limit or (MOST_GAPS if json else None)
    rows = [tabulate_gap(gap, seen.index) for gap in seen.select(aside=aside, language=language)[:most]]
    if json:
        say(as_json_list(rows))
        return
    joints = {"languages": " ", "words": " ", "samples": " / ", "rows": " "}
    texts = [row | {name: joint.join(map(str, row[name])) for name, joint in joints.items()} for row in rows]
    timed = [row | {name: datetime.fromisoformat(row[name]) for name in ("first", "last")} for row in texts]
    say_table(as_table(timed, excel=excel))


@app.command()
def gap(
    number: Annotated[int, typer.Argument(min=1, help="A row of the log that is in the gap.")],
    *,
    since: Since = None,
    join: Annotated[int | None, typer.Option(min=1, metavar="ROW", help="Make one of it and the gap of ROW.")] = None,
    split: Annotated[int | None, typer.Option(min=1, metavar="ROW", help="Take the wording of ROW out of it.")] = None,
    right: Annotated[
        bool | None, typer.Option("--right/--wrong", help="Say whether it was answered rightly.", show_default=False)
    ] = None,
) -> None:
    """Print every wording of one gap and the commands that mend it, after what is said of it."""
    if sum(said is not None for said in (join, split, right)) > 1:
        raise typer.BadParameter(finnish()("one-decision"))
    with _looking(since) as (database, look_now):
        seen = look_now()
        found = find_gap_or_end(number, seen)
        if join is not None:
            other = find_gap_or_end(join, seen)
            if other == found:
                end(finnish()("gap-same", number=str(number), other=str(join)), 1)
            join_gaps(database, found, other)
        elif split is not None:
            if gap_of(split, (found,)) is None:
                end(finnish()("gap-not-in", number=str(number), row=str(split)), 1)
            if len(found.asked) == 1:
                end(finnish()("gap-alone", number=str(number)), 1)
            split_gap(database, found, split)
        elif right is not None:
            if not any(one.entry or one.unhelped for one in found.asked):
                end(finnish()("gap-unanswered", number=str(number)), 1)
            review(database, found.asked, datetime.now(UTC), right=right)
            if right:
                say(finnish()("unsure-kept"))
                return
        now = look_now() if join or split or right is not None else seen
        say(plain(show_at_desk(find_gap_or_end(number, now), now, finnish())))


@app.command()
def stats(
    *,
    since: Since = None,
    json: Annotated[bool, typer.Option("--json", help="As a JSON object.")] = False,
    plot: Annotated[Path | None, typer.Option(help="Write a PNG of the weeks here.")] = None,
) -> None:
    """Print how the bot has done: questions by week, most asked, never reached, response time, what mends helped."""
    found, mends, index = _sum_up(since or days_back(datetime.now(UTC), A_QUARTER))
    if plot is not None:
        from bot.review.plot import plot as drawn  # noqa: PLC0415  only here a picture is drawn

        with files_or_end():
            plot.write_bytes(drawn(found.weeks, finnish()))
    if json:
        say(as_json(tabulate_figures(found, mends)))
    else:
        say(plain(show_figures(found, index.knowledge, finnish(), whole=True, mends=mends)))


@app.command("digest")
def digest() -> None:
    """Print the letter of the last whole week: three figures and its five biggest gaps."""
    settings = settings_or_end()
    with open_adviser(settings, None) as adviser, closing(database_of(settings)) as database, log_or_end():
        say(plain(compose_letter(database, Senses(adviser.index), monday_of(datetime.now(UTC)), finnish())))


def find_gap_or_end(number: int, seen: Seen) -> Gap:
    """The gap that row `number` of the log is in; ends the process when there is none."""
    return seen.find(number) or end(finnish()("gap-gone", number=number), 1)


def look_back(since: datetime | None) -> Seen:
    """What was asked in vain since then, by default in the last 30 days."""
    with _looking(since) as (_, look_now):
        return look_now()


def look_at(database: Database, senses: Senses, since: datetime | None = None) -> Seen:
    """What was asked in vain of an index since then, by default in the last 30 days. Raises LogError."""
    now = datetime.now(UTC)
    return look(database, senses, since or days_back(now, A_MONTH), now)


@contextmanager
def _looking(since: datetime | None) -> Iterator[tuple[Database, Callable[[], Seen]]]:
    """The log, and what looks at it."""
    settings = settings_or_end()
    with open_adviser(settings, None) as adviser, closing(database_of(settings)) as database, log_or_end():
        yield database, partial(look_at, database, Senses(adviser.index), since)


def _sum_up(since: datetime) -> tuple[Figures, list[Mend], Index]:
    settings = settings_or_end()
    with open_adviser(settings, None) as adviser, closing(database_of(settings)) as database, log_or_end():
        index = adviser.index
        found = sum_up(read_questions(database, since), index.knowledge)
        return found, read_mends(database, since, index), index
