"""A change of the content: what it would do, that it was made or taken back, and the record of all. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import Facet
from bot.content.faults import shortened
from bot.log.days import day_of
from bot.replies import Choice, Heading, Items, Note, Open, Paragraph, Part, Reply, buttons, fit_label
from bot.replies.notices import list_differences
from bot.replies.pressing import press
from bot.replies.tasks import Draft, ListGaps, ListShifts, Select, Step, TakeBack
from bot.review.changes import Accepted, Addition
from bot.review.screens.gaps import SAMPLE, lead_back
from bot.review.telling import name_entry, name_target, tell_words
from bot.understanding.query import NEW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.content.knowledge import Knowledge
    from bot.content.lessons import Lesson
    from bot.replies.texts import Texts
    from bot.review.audit import Record
    from bot.review.publishing import Checked, Made
    from bot.review.trial import Heard, Shift, Trial
    from bot.review.workshop import Done, Drafted, Left

MOST_SHIFTS = 10
"""Most questions of a dry run that a desk lists for each outcome."""
MOST_WORDINGS = 20
"""Most wordings to choose from in the chat; the others, asked less, stay in."""
MOST_RECORDS = 5
"""How many of the last changes the chat shows."""


def show_draft(draft: Drafted, knowledge: Knowledge, texts: Texts) -> Reply:
    """What a change would do, and whether to make it."""
    checked, trial = draft.checked, draft.checked.trial
    target = name_target(checked.change.target, checked.index.knowledge, texts)
    parts: list[Part] = [Heading(texts(f"draft-{checked.kind}", target=target))]
    if isinstance(checked.change, Accepted):
        parts += tell_lessons(checked.change, checked.index.knowledge, texts)
    elif checked.words is not None:
        parts.append(Paragraph(texts("draft-said", words=checked.words)))
    parts += (Paragraph(_sum_up(trial, texts)), *_warn_unguarded(trial, texts))
    if draft.of and checked.kind != "example":
        parts.append(Paragraph(texts("draft-closes", answered=draft.answered, count=draft.of)))
    if isinstance(checked.change, Addition) and draft.selected:
        parts.append(Paragraph(texts("draft-teaches", count=len(draft.selected))))
    if trial.broken:
        broken = Items(
            tuple(_describe_shift(shift, knowledge, checked, texts) for shift in trial.broken[: buttons.PAGE])
        )
        parts += (Note(texts("draft-breaks")), broken)
    parts += (*_warn_crowded(checked, texts), *_show_new(checked, texts))
    publish = Draft(Step.FORCE if checked.blocked else Step.PUBLISH, draft.token)
    rows: list[tuple[Choice, ...]] = [(Choice(texts("draft-force" if checked.blocked else "draft-publish"), publish),)]
    if trial.outgrown and not checked.blocked:
        relabel = Choice(texts("draft-relabel", count=len(trial.outgrown)), Draft(Step.RELABEL, draft.token))
        rows.append((relabel,))
    if count := len(_shifts(trial)):
        rows.append((Choice(texts("draft-turned", count=count), ListShifts(draft.token)),))
    if isinstance(checked.change, Accepted | Addition) and draft.of > 1:
        rows.append((Choice(texts("draft-select", count=len(draft.selected), all=draft.of), Select(draft.token)),))
    reword = "draft-own-answers" if checked.words is None else "draft-own-words"
    rows.append((Choice(texts(reword), Draft(Step.REWORD, draft.token)),))
    return Reply(tuple(parts), (*rows, lead_back(draft.gap, texts)))


def tell_lessons(change: Accepted, knowledge: Knowledge, texts: Texts) -> tuple[Part, ...]:
    """What is learned, word for word as it is kept; of several answers each with its own."""
    lines = [shortened(_describe_lesson(lesson, change.target, knowledge, texts), SAMPLE) for lesson in change.lessons]
    alone = (Note(texts("draft-alone")),) if any(lesson.alone for lesson in change.lessons) else ()
    return Paragraph(texts("draft-learned")), _list_first(lines, texts), *alone


def _list_first(lines: Sequence[str], texts: Texts) -> Items:
    """The first of some lines, and how many more there are."""
    more = (texts("reload-more", count=len(lines) - MOST_SHIFTS),) if len(lines) > MOST_SHIFTS else ()
    return Items((*lines[:MOST_SHIFTS], *more))


def _describe_lesson(lesson: Lesson, target: str, knowledge: Knowledge, texts: Texts) -> str:
    words = " ".join(lesson.words)
    return words if lesson.meant == target else f"{words} → {name_target(lesson.meant, knowledge, texts)}"


def list_wordings(draft: Drafted, texts: Texts) -> Reply:
    """The wordings of a change, each to be left out or taken in by a press."""
    rows = [
        (Choice(fit_label(f"{'–' if number in draft.left_out else '✓'} {one}"), Select(draft.token, number)),)
        for number, one in enumerate(draft.wordings[:MOST_WORDINGS], 1)
    ]
    new = isinstance(draft.checked.change, Addition)
    check = Choice(texts("select-taken" if new else "select-check"), Draft(Step.CHECK, draft.token))
    checks = ((check,),) if new or draft.selected else ()
    return Reply((Paragraph(texts("select-how")),), (*rows, *checks, lead_back(draft.gap, texts)))


def _show_new(checked: Checked, texts: Texts) -> Iterator[Part]:
    """What a new file would answer, as people would see it, and its further words."""
    for target in checked.change.target.split() if checked.words is None else ():
        turn = press(Open(target, Facet.BOTH), NEW, checked.index, texts)
        if turn is not None:
            yield from turn[0].parts
            if synonyms := checked.index.knowledge.entries[target].synonyms:
                yield Paragraph(texts("draft-said", words="; ".join(synonyms)))


def show_trial(checked: Checked, knowledge: Knowledge, texts: Texts) -> Reply:
    """What a change would do, with the questions that it would answer otherwise."""
    trial = checked.trial
    parts: list[Part] = [Paragraph(_sum_up(trial, texts)), *_warn_unguarded(trial, texts)]
    if isinstance(checked.change, Accepted):
        parts += tell_lessons(checked.change, checked.index.knowledge, texts)
    for outcome in OUTCOMES:
        lines = [_describe_shift(shift, knowledge, checked, texts) for kind, shift in _shifts(trial) if kind == outcome]
        if lines:
            parts += (Paragraph(texts(f"trial-{outcome}")), _list_first(lines, texts))
    return Reply((*parts, *_warn_crowded(checked, texts)))


def list_shifts(draft: Drafted, page: int, knowledge: Knowledge, texts: Texts) -> Reply:
    """A page of the questions that a change would answer otherwise."""
    trial = draft.checked.trial
    _, here, turns = buttons.turn_to(page, _shifts(trial), lambda page: ListShifts(draft.token, page), texts)
    lines = [
        f"{texts(f'trial-{outcome}')} {_describe_shift(shift, knowledge, draft.checked, texts)}"
        for outcome, shift in here
    ]
    back = (Choice(texts("back"), Draft(Step.SHOW, draft.token)),)
    return Reply((Heading(_sum_up(trial, texts)), *map(Paragraph, lines)), (*turns, back))


def ask_for(key: str, gap: int | None, texts: Texts, reason: str = "") -> Reply:
    """What the admin is to write next. reason: why."""
    said = (Paragraph(reason),) if reason else ()
    return Reply((*said, Paragraph(texts(key))), (lead_back(gap, texts),))


def show_published(done: Done, knowledge: Knowledge, texts: Texts) -> Reply:
    """That a change was made, all that differs now, and which wordings of its gap are still open, and why."""
    parts: list[Part] = _tell_made(done.changes, texts)
    if (taught := done.changes.taught) is not None:
        parts.append(Paragraph(texts("gap-taught" if taught else "gap-untaught", count=taught)))
    if done.changes.relabelled:
        parts.append(Paragraph(texts("relabelled", count=done.changes.relabelled)))
    if not done.guarded:
        parts.append(Note(texts("trial-unguarded")))
    if done.left:
        lines = tuple(_tell_left(left, knowledge, texts) for left in done.left[: buttons.PAGE])
        parts += (Paragraph(texts("gap-left", count=len(done.left))), Items(lines))
    elif done.left is not None:
        parts.append(Paragraph(texts("gap-closed")))
    undo = () if done.number is None else ((Choice(texts("undo-last"), TakeBack(done.number)),),)
    return Reply(tuple(parts), ((Choice(texts("gaps-again"), ListGaps()),), *undo))


def _tell_left(left: Left, knowledge: Knowledge, texts: Texts) -> str:
    """A wording that finds no answer yet, with the scores of what fits best and of its rival."""
    question = shortened(" ".join(left.question.split()), SAMPLE)
    named = [(name_entry(entry, knowledge), score) for entry, score in left.guesses]
    if not named:
        return texts("left-nothing", question=question)
    (first, score), *rivals = named
    if not rivals:
        return texts("left-alone", question=question, first=first, score=score)
    rival, behind = rivals[0]
    return texts("left-line", question=question, first=first, score=score, rival=rival, behind=behind)


def ask_undo(record: Record, knowledge: Knowledge, texts: Texts) -> Reply:
    """Whether to take back the last change."""
    row = (Choice(texts("undo-do"), TakeBack(record.number or 0)), Choice(texts("undo-leave"), TakeBack(0)))
    said = describe_record(record, lambda target: name_target(target, knowledge, texts), texts)
    return Reply((Heading(texts("undo-ask")), Paragraph(said)), (row,))


def show_undone(record: Record, changes: Made, knowledge: Knowledge, texts: Texts) -> Reply:
    """That a change was taken back, and all that differs now."""
    said = Paragraph(texts(f"change-{record.what}", target=name_target(record.target, knowledge, texts)))
    parts = (Heading(texts("undone")), said, *_tell_made(changes, texts))
    return Reply(parts, ((Choice(texts("gaps-again"), ListGaps()),),))


def list_records(records: Sequence[Record], knowledge: Knowledge, texts: Texts) -> Reply:
    """The last changes, the newest first."""
    if not records:
        return Reply((Paragraph(texts("history-none")),))
    last = records[: -MOST_RECORDS - 1 : -1]
    lines = (describe_record(record, lambda target: name_target(target, knowledge, texts), texts) for record in last)
    return Reply((Heading(texts("history-heading")), *map(Paragraph, lines)))


def describe_record(record: Record, name: Callable[[str], str], texts: Texts) -> str:
    """When a change was made, by whom, what it was and why. name: gives what its target is called."""
    what = texts(f"change-{record.what}", target=name(record.target))
    said = texts("audit-words", words=shortened(tell_words(record) or "", SAMPLE)) if record.words else ""
    why = texts("history-why", why=record.why) if record.why else ""
    return texts("history-line", day=day_of(record.time), who=record.who, what=what, words=said, why=why)


def describe_at_desk(record: Record, texts: Texts) -> str:
    """The same with its number, every id of its target and the versions before and after."""
    said = describe_record(record, lambda target: ", ".join(target.split()), texts)
    number, before, after = str(record.number), record.version_before, record.version_after
    return texts("audit-line", number=number, said=said, before=before, after=after)


OUTCOMES = ("broken", "changed", "fixed")
"""What may become of a question that is answered otherwise, what an admin should look at first."""


def _shifts(trial: Trial) -> list[tuple[str, Shift]]:
    return [(outcome, shift) for outcome in OUTCOMES for shift in getattr(trial, outcome)]


def _tell_made(changes: Made, texts: Texts) -> list[Part]:
    parts = [Paragraph(texts("published", version=changes.version)), *list_differences(changes, texts)]
    if changes.untaken is not None:
        file, reason = changes.untaken.file, changes.untaken.reason
        parts.append(Note(texts(f"git-{changes.untaken.why}", file=file, reason=reason)))
    return parts


def _warn_crowded(checked: Checked, texts: Texts) -> tuple[Part, ...]:
    return (Note(texts("change-crowded", count=checked.additions)),) if checked.crowded else ()


def _warn_unguarded(trial: Trial, texts: Texts) -> tuple[Part, ...]:
    return () if trial.labelled else (Note(texts("trial-unguarded")),)


def _sum_up(trial: Trial, texts: Texts) -> str:
    return texts(
        "trial-sum", asked=trial.asked, fixed=len(trial.fixed), broken=len(trial.broken), changed=len(trial.changed)
    )


def _describe_shift(shift: Shift, knowledge: Knowledge, checked: Checked, texts: Texts) -> str:
    before = _describe_heard(shift.before, knowledge, texts)
    after = _describe_heard(shift.after, checked.index.knowledge, texts)
    question = shortened(" ".join(shift.question.split()), SAMPLE)
    return texts("turned", question=question, before=before, after=after)


def _describe_heard(heard: Heard, knowledge: Knowledge, texts: Texts) -> str:
    titles = " / ".join(name_entry(entry, knowledge) for entry in heard.entries)
    return titles if heard.outcome == "answer" else texts(f"heard-{heard.outcome}", titles=titles)
