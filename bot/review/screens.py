"""What an admin sees in the chat: gaps, a change that was checked, what was changed, figures. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.entries import KINDS
from bot.content.faults import shortened
from bot.replies import Choice, Code, Heading, Items, Note, Paragraph, Part, Reply, buttons, labelled
from bot.replies.notices import differing
from bot.replies.tasks import Begin, Dismiss, Draft, Elsewhere, Extend, ListGaps, OpenGap, Step, TakeBack, Turned
from bot.review.reports import comma, day, helped_line, named, short, stub, time_line, title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.content.knowledge import Changes
    from bot.replies.texts import Texts
    from bot.review.audit import Record
    from bot.review.figures import Figures
    from bot.review.gaps import Gap
    from bot.review.looking import Seen
    from bot.review.publishing import Checked
    from bot.review.trial import Heard, Trial, Turn
    from bot.understanding.matching import Index

PAGE = 8
"""Gaps, entries or questions on a page."""
SHOWN = 10
"""Most questions of a dry run that the command line lists for each outcome."""
DOUBTS = 5
"""Most entries that people called wrong or outdated."""
WEEKS = 4
UNREACHED = 3
CHANGES = 5
MOST = 3
SAMPLE = 200
"""Most characters of a question; the command line shows it whole."""
SOUGHT = {name: kind for name, kind in sorted(KINDS.items(), key=lambda one: not one[1].levelled) if not kind.surveys}
"""The kinds of entries that an answer is looked for in, the most likely first."""


@dataclass(frozen=True)
class Drafted:
    """A change that was checked and waits for a word of the admin. token: eight hexadecimal digits.

    gap: what it is to close, by number. answered, of: how many wordings of that gap it answers, and how many there are.
    """

    token: str
    checked: Checked
    gap: int | None
    answered: int = 0
    of: int = 0


def gap_list(seen: Seen, page: int, texts: Texts, *, aside: bool) -> Reply:
    """A page of the gaps, each with a button; a page past the end is the last one."""
    gaps, index = seen.listed(aside=aside), seen.index
    last = max(0, (len(gaps) - 1) // PAGE)
    page = min(page, last)
    rows: list[tuple[Choice, ...]] = []
    lines = []
    for number, gap in enumerate(gaps[page * PAGE : (page + 1) * PAGE], page * PAGE + 1):
        words = named(gap, index)
        lines.append(texts("gaps-line", number=number, words=words, count=gap.count, last=day(gap.last)))
        rows.append((Choice(labelled(f"{number}. {words}"), OpenGap(gap.number)),))
    parts: list[Part] = [Heading(texts("gaps-aside-heading" if aside else "gaps-heading", count=len(gaps)))]
    parts += map(Paragraph, lines or [texts("gaps-none")])
    if seen.doubts and not aside and page == 0:
        doubts = [
            texts(
                "gaps-doubt",
                title=title(doubt.entry, index.knowledge),
                wrong=doubt.wrong_topic,
                outdated=doubt.outdated,
            )
            for doubt in seen.doubts[:DOUBTS]
        ]
        parts += [Paragraph(texts("gaps-doubts")), Items(tuple(doubts))]
    rows += buttons.turns([ListGaps(number, aside) for number in range(last + 1)], page, texts)
    others = len(seen.gaps) - len(gaps)
    if others or aside:
        label = texts("gaps-heading" if aside else "gaps-aside-heading", count=others)
        rows.append((Choice(label, ListGaps(0, not aside)),))
    return Reply(tuple(parts), tuple(rows))


def gap_screen(gap: Gap, seen: Seen, texts: Texts) -> Reply:
    """A gap: its words, how often it was asked, three wordings, and what may be done about it."""
    parts: list[Part] = [
        Heading(named(gap, seen.index)),
        Paragraph(texts("gap-asked", count=gap.count, first=day(gap.first), last=day(gap.last))),
        Items(tuple(shortened(" ".join(sample.split()), SAMPLE) for sample in gap.samples)),
    ]
    if gap.aside:
        parts.append(Note(texts(f"gap-aside-{gap.aside}")))
    rows: list[tuple[Choice, ...]] = []
    entry = seen.index.knowledge.entries.get(gap.guess[0]) if gap.guess else None
    if entry is not None and gap.guess is not None:
        parts.append(Paragraph(texts("gap-nearest", title=entry.title, score=comma(gap.guess[1], 2))))
        label = labelled(texts("gap-extend", title=entry.label or entry.title))
        rows.append((Choice(label, Extend(gap.number, entry.id)),))
    if gap.aside not in {"talk", "junk"}:
        rows.append((Choice(texts("gap-elsewhere"), Elsewhere(gap.number)),))
        rows.append((Choice(texts("gap-begin"), Begin(gap.number)), Choice(texts("gap-dismiss"), Dismiss(gap.number))))
    among = seen.listed(aside=gap.aside is not None)
    rows.append((Choice(texts("gap-later"), ListGaps(among.index(gap) // PAGE, gap.aside is not None)),))
    return Reply(tuple(parts), tuple(rows))


def elsewhere(gap: Gap, task: Elsewhere, index: Index, texts: Texts) -> Reply:
    """Entries to choose from for a gap: the next best and the kinds, or a page of a kind."""
    entries = index.knowledge.entries
    heading = Heading(texts("elsewhere-heading", words=named(gap, index)))
    if task.kind not in SOUGHT:
        nearest = [entry for entry, _ in gap.guesses[1:] if entry in entries]
        kinds = [Choice(texts(f"kind-{kind}"), Elsewhere(gap.number, kind)) for kind in SOUGHT]
        rows = (*_entries(gap.number, nearest, index), *(tuple(kinds[i : i + 2]) for i in range(0, len(kinds), 2)))
        return Reply((heading, Paragraph(texts("elsewhere-how"))), (*rows, _back(gap.number, texts)))
    found = sorted(index.knowledge.of_kind(SOUGHT[task.kind]), key=lambda entry: entry.title.casefold())
    ids = [entry.id for entry in found]
    last = max(0, (len(ids) - 1) // PAGE)
    page = min(task.page, last)
    pages = [Elsewhere(gap.number, task.kind, number) for number in range(last + 1)]
    return Reply(
        (heading, Paragraph(texts(f"kind-{task.kind}"))),
        (
            *_entries(gap.number, ids[page * PAGE : (page + 1) * PAGE], index),
            *buttons.turns(pages, page, texts),
            (Choice(texts("back"), Elsewhere(gap.number)),),
        ),
    )


def matching(gap: int, ids: Sequence[str], index: Index, texts: Texts) -> Reply:
    """The entries that a search found for a gap."""
    said = texts("elsewhere-found" if ids else "elsewhere-nothing")
    return Reply((Paragraph(said),), (*_entries(gap, ids, index), (Choice(texts("back"), Elsewhere(gap)),)))


def stubbed(gap: Gap, index: Index, texts: Texts) -> Reply:
    """A new topic to copy, fill in and send back."""
    yaml = Code(stub(gap, index, texts, texts("stub-how-chat")).strip())
    return Reply((Paragraph(texts("stub-send")), yaml), (_back(gap.number, texts),))


def drafted(draft: Drafted, index: Index, texts: Texts) -> Reply:
    """What a change would do, and whether to make it."""
    change, trial = draft.checked.change, draft.checked.trial
    parts: list[Part] = [
        Heading(texts(f"draft-{draft.checked.kind}", target=_target(change.target, draft.checked.index)))
    ]
    words = draft.checked.words
    if words is not None:
        parts.append(Paragraph(texts("draft-said", words=words)))
    parts.append(Paragraph(_sum(trial, texts)))
    parts += _unguarded(draft.checked.trial, texts)
    if draft.of and draft.checked.kind != "example":
        parts.append(Paragraph(texts("draft-closes", answered=draft.answered, count=draft.of)))
    if trial.broken:
        parts.append(Note(texts("draft-breaks")))
        parts.append(Items(tuple(_turned(turn, index, draft.checked, texts) for turn in trial.broken[:PAGE])))
    parts += _crowded(draft.checked, texts)
    publish = Draft(Step.FORCE if trial.broken else Step.PUBLISH, draft.token)
    rows: list[tuple[Choice, ...]] = [(Choice(texts("draft-force" if trial.broken else "draft-publish"), publish),)]
    turned = sum(len(turns) for _, turns in _outcomes(trial))
    if turned:
        rows.append((Choice(texts("draft-turned", count=turned), Turned(draft.token)),))
    if words is not None:
        rows.append((Choice(texts("draft-own-words"), Draft(Step.REWORD, draft.token)),))
    rows.append(_back(draft.gap, texts))
    return Reply(tuple(parts), tuple(rows))


def tried(checked: Checked, index: Index, texts: Texts) -> Reply:
    """What a change would do, with the questions that it would answer otherwise."""
    parts: list[Part] = [Paragraph(_sum(checked.trial, texts)), *_unguarded(checked.trial, texts)]
    for key, turns in _outcomes(checked.trial):
        more = [texts("reload-more", count=len(turns) - SHOWN)] if len(turns) > SHOWN else []
        if turns:
            lines = (*(_turned(turn, index, checked, texts) for turn in turns[:SHOWN]), *more)
            parts += [Paragraph(texts(f"trial-{key}")), Items(lines)]
    return Reply((*parts, *_crowded(checked, texts)))


def turned(draft: Drafted, page: int, index: Index, texts: Texts) -> Reply:
    """A page of the questions that a change would answer otherwise."""
    turns = [(key, turn) for key, turns in _outcomes(draft.checked.trial) for turn in turns]
    last = max(0, (len(turns) - 1) // PAGE)
    page = min(page, last)
    parts: list[Part] = [Heading(_sum(draft.checked.trial, texts))]
    for key, turn in turns[page * PAGE : (page + 1) * PAGE]:
        parts.append(Paragraph(f"{texts(f'trial-{key}')} {_turned(turn, index, draft.checked, texts)}"))
    pages = [Turned(draft.token, number) for number in range(last + 1)]
    return Reply(
        tuple(parts), (*buttons.turns(pages, page, texts), (Choice(texts("back"), Draft(Step.SHOW, draft.token)),))
    )


def asking(key: str, gap: int | None, texts: Texts, reason: str = "") -> Reply:
    """What the admin is to write next. reason: why."""
    said = (Paragraph(reason),) if reason else ()
    return Reply((*said, Paragraph(texts(key))), (_back(gap, texts),))


def published(draft: Drafted, changes: Changes, change: int | None, left: int | None, texts: Texts) -> Reply:
    """That a change was made, and all that differs now.

    change: its number in the table of changes. left: how many wordings of the gap find no answer yet; None when it was
    for no gap.
    """
    parts: list[Part] = [Paragraph(texts("published", version=changes.version)), *differing(changes, texts)]
    parts += _unguarded(draft.checked.trial, texts)
    if left is not None:
        parts.append(Paragraph(texts("gap-left", count=left) if left else texts("gap-closed")))
    gaps = Choice(texts("gaps-again"), ListGaps())
    return Reply(tuple(parts), ((gaps,), (Choice(texts("undo-last"), TakeBack(change)),)) if change else ((gaps,),))


def undoing(record: Record, index: Index, texts: Texts) -> Reply:
    """Whether to take back the last change."""
    row = (Choice(texts("undo-do"), TakeBack(record.number or 0)), Choice(texts("undo-leave"), TakeBack(0)))
    return Reply((Heading(texts("undo-ask")), Paragraph(_record(record, index, texts))), (row,))


def undone(record: Record, changes: Changes, index: Index, texts: Texts) -> Reply:
    """That a change was taken back, and all that differs now."""
    said = (
        texts(f"change-{record.what}", target=_target(record.target, index)),
        texts("published", version=changes.version),
    )
    parts = (Heading(texts("undone")), *map(Paragraph, said), *differing(changes, texts))
    return Reply(parts, ((Choice(texts("gaps-again"), ListGaps()),),))


def history(records: Sequence[Record], index: Index, texts: Texts) -> Reply:
    """The last changes, the newest first."""
    if not records:
        return Reply((Paragraph(texts("history-none")),))
    lines = [Paragraph(_record(record, index, texts)) for record in records[: -CHANGES - 1 : -1]]
    return Reply((Heading(texts("history-heading")), *lines))


def statistics(figures: Figures, index: Index, texts: Texts) -> Reply:
    """How the bot has done in the last weeks."""
    parts: list[Part] = [Heading(texts("stats-heading"))]
    parts += [
        Paragraph(
            texts(
                "stats-week-short",
                monday=short(week.monday),
                asked=week.asked,
                answered=week.answered,
                clarified=week.clarified,
                none=week.none,
            )
        )
        for week in reversed(figures.weeks[-WEEKS:])
    ]
    parts.append(Paragraph(time_line(figures, texts)))
    if figures.judged:
        parts.append(Paragraph(helped_line(figures, texts)))
    if figures.most_asked:
        most = [f"{title(entry, index.knowledge)}: {count}" for entry, count in figures.most_asked[:MOST]]
        parts += [Paragraph(texts("stats-most")), Items(tuple(most))]
    if figures.unreached:
        never = [title(entry, index.knowledge) for entry in figures.unreached[:UNREACHED]]
        parts += [Paragraph(texts("stats-unreached", count=len(figures.unreached))), Items(tuple(never))]
    return Reply(tuple(parts))


def _entries(gap: int, ids: Sequence[str], index: Index) -> Iterator[tuple[Choice, ...]]:
    for entry in map(index.knowledge.entries.__getitem__, ids):
        yield (Choice(labelled(entry.label or entry.title), Extend(gap, entry.id)),)


def _back(gap: int | None, texts: Texts) -> tuple[Choice, ...]:
    return (Choice(texts("gap-back" if gap else "gaps-again"), OpenGap(gap) if gap else ListGaps()),)


def _outcomes(trial: Trial) -> tuple[tuple[str, tuple[Turn, ...]], ...]:
    """The questions that are answered otherwise, those first that an admin should look at."""
    return ("broken", trial.broken), ("changed", trial.changed), ("fixed", trial.fixed)


def _crowded(checked: Checked, texts: Texts) -> tuple[Part, ...]:
    return (Note(texts("change-crowded", count=checked.additions)),) if checked.crowded else ()


def _sum(trial: Trial, texts: Texts) -> str:
    return texts(
        "trial-sum", asked=trial.asked, fixed=len(trial.fixed), broken=len(trial.broken), changed=len(trial.changed)
    )


def _unguarded(trial: Trial, texts: Texts) -> tuple[Part, ...]:
    return () if trial.labelled else (Note(texts("trial-unguarded")),)


def _turned(turn: Turn, index: Index, checked: Checked, texts: Texts) -> str:
    before, after = _heard(turn.before, index, texts), _heard(turn.after, checked.index, texts)
    return texts("turned", question=shortened(" ".join(turn.question.split()), SAMPLE), before=before, after=after)


def _heard(heard: Heard, index: Index, texts: Texts) -> str:
    titles = " / ".join(title(entry, index.knowledge) for entry in heard.entries)
    return titles if heard.outcome == "answer" else texts(f"heard-{heard.outcome}", titles=titles)


def _target(target: str, index: Index) -> str:
    outside = {kind.id: kind.title for kind in index.knowledge.outside}
    return outside.get(target) or title(target, index.knowledge)


def _record(record: Record, index: Index, texts: Texts) -> str:
    what = texts(f"change-{record.what}", target=_target(record.target, index))
    said = texts("audit-words", words=shortened(record.words, SAMPLE)) if record.words else ""
    why = texts("history-why", why=record.why) if record.why else ""
    return texts("history-line", day=day(record.time), who=record.who, what=what, words=said, why=why)
