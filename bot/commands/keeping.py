"""What is kept of the questions: `bot forget`, and `bot review`, the page at a desk."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.database import LogError
from bot.opening import end, settings_or_end
from bot.review.keeping import forget as remove
from bot.texts import finnish

app = typer.Typer()


@app.command()
def forget(text: Annotated[str, typer.Argument(help="Every question that holds this is removed.")]) -> None:
    """Remove questions from the log at once, with no byte of them left in its files."""
    settings = settings_or_end()
    try:
        removed = remove(settings.database, text)
    except LogError as error:
        end(finnish()("no-log", reason=str(error)), 1)
    typer.echo(finnish()("forget-done", count=removed))
    for kept in sorted(settings.database.parent.glob(f"{settings.database.name}.corrupt-*")):
        typer.echo(finnish()("forget-aside", file=str(kept)), err=True)
