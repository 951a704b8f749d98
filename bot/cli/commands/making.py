"""`bot new`: an entry by questions, one at a time, and more of them for the same file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.asking import agrees, ask
from bot.cli.commands.mending import Closes, Wanted, Why, Without, find_gap, make, open_workbench, tell_trial
from bot.cli.opening import end
from bot.cli.printing import say
from bot.content import drafting
from bot.content.drafting import BY_NAME, MAKEABLE, Unfit, add, fields_of, is_asked, read, write
from bot.content.knowledge import KnowledgeError
from bot.replies.texts import finnish
from bot.review.changes import parse_addition
from bot.review.publishing import Refused
from bot.review.screens.asking import word_question
from bot.review.telling import suggest_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.content.drafting import Field, New
    from bot.content.knowledge import Knowledge
    from bot.review.publishing import Checked, Workbench

app = typer.Typer()


def parse_kind(text: str) -> str:
    """A kind of what may be made, as it is."""
    if text not in MAKEABLE:
        raise typer.BadParameter(finnish()("new-kinds", kinds=", ".join(MAKEABLE)))
    return text


@app.command()
def new(
    kind: Annotated[str, typer.Argument(parser=parse_kind, help=f"What the first one is: {', '.join(MAKEABLE)}.")],
    *,
    gap: Closes = None,
    without: Without = [],  # noqa: B006  typer copies it
    why: Why = "",
) -> None:
    """Ask for a new entry, one question at a time, then for more, and publish them if you agree."""
    try:
        with open_workbench() as (workbench, settings):
            index = workbench.adviser.index
            closes = None if gap is None else find_gap(gap, workbench)
            wordings = () if closes is None else closes.but(without)
            words = "" if closes is None else suggest_words(closes, index)
            checked = _try_out(_fill_all(kind, words, index.knowledge), workbench, wordings)
            force = ask(finnish()("new-force")) if checked.blocked else ""
            if not force and (checked.blocked or not agrees(finnish()("new-publish"))):
                say(finnish()("new-left"))
                return
            outgrown = len(checked.trial.outgrown)
            relabel = outgrown > 0 and agrees(finnish()("new-relabel", count=outgrown))
            make(checked, workbench, settings, Wanted(True, why, force, relabel, wordings))
    except typer.Abort:
        end(finnish()("new-left"), 1)


def _fill_all(kind: str, words: str, knowledge: Knowledge) -> list[New]:
    """The entries that the admin makes; each may name those before it. words: others by which to find the first."""
    made: list[New] = []
    while kind:
        made.append(_fill(kind, words, made, knowledge))
        knowledge, kind, words = add(knowledge, made[-1]), _ask_kind(), ""
    return made


def _fill(kind: str, words: str, made: list[New], knowledge: Knowledge) -> New:
    values: dict[tuple[str, ...], Any] = {}
    say(finnish()("new-heading", kind=finnish()(f"made-{kind}")), err=True, bold=True)
    for field in fields_of(MAKEABLE[kind]):
        if is_asked(field, values):
            group = BY_NAME.get(field.name) if field.needed and not field.lines else None
            last = [one.title for one in made if group is not None and isinstance(one, group)][-1:]
            values[field.place] = _ask(field, kind, last, knowledge)
    return drafting.make(MAKEABLE[kind], values, words, knowledge)


def _ask(field: Field, kind: str, usual: list[str], knowledge: Knowledge) -> Any:  # noqa: ANN401  as its field
    """What the admin says of a field: of what does not fit each line is asked for again. usual: for an empty line."""
    texts, today = finnish(), datetime.now(UTC).date()
    say(f"\n{word_question(field, MAKEABLE[kind], knowledge, texts)}", err=True)
    hints = [texts("new-paragraphs" if field.name == "content" else "new-lines")] * field.lines
    hints += [texts("new-optional")] * (not field.needed)
    say(" ".join([*hints, *(texts("new-usual", title=title) for title in usual)]), err=True, dim=True)
    lines: list[str] = []
    while True:
        said = [line] if (line := ask()) else usual if not lines else []
        try:
            value = read(field, [*lines, *said], knowledge, today)
        except Unfit as unfit:
            say(texts(f"unfit-{unfit.why}", **unfit.about), err=True)
            continue
        lines += said
        if not (said and field.lines):
            return value


def _ask_kind() -> str:
    """The kind of one more; empty when that was all."""
    names = {finnish()(f"made-{kind}"): kind for kind in MAKEABLE}
    while True:
        said = ask(finnish()("new-more", kinds=", ".join(names))).casefold()
        if not said or said in names or said in MAKEABLE:
            return names.get(said, said)
        say(finnish()("unfit-form"), err=True)


def _try_out(made: list[New], workbench: Workbench, wordings: Collection[str]) -> Checked:
    """Show the YAML and what it would do."""
    yaml = write(made)
    say(f"\n{yaml}")
    try:
        checked = workbench.check(parse_addition(yaml.encode(), "", workbench.adviser.index.knowledge))
    except (KnowledgeError, Refused):
        say(finnish()("new-kept"), err=True)
        raise
    tell_trial(checked, workbench, wordings)
    return checked
