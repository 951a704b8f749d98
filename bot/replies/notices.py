"""What the bot says besides answers, as `Reply`: the welcome, the help, and what a reload did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.content.faults import shortened
from bot.replies import Ask, Choice, Declare, Heading, Items, Leave, Note, Paragraph, Part, Reply, Speak, decode, encode
from bot.replies.citing import nature
from bot.replies.framing import frame
from bot.replies.texts import LANGUAGES, in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.content.knowledge import Changes, Fault, Knowledge
from bot.replies.texts import Texts

SHOWN = 10
"""How many faults, or titles of one kind of change, an admin is shown at most."""
ROOM = 3_000
"""UTF-16 units that they may take together: a message of Telegram holds 4 096, and more stands in it."""


def welcome(knowledge: Knowledge, texts: Texts) -> Reply:
    """What this is, what it stores, and questions of the content to press."""
    greeting, what = frame("start-greeting", knowledge, texts), frame("start-what", knowledge, texts)
    examples = knowledge.about.words(texts.language).examples
    asked = (Ask(example) for example in examples)
    fitting = (ask for ask in asked if decode(encode(ask)) == ask)  # 40 letters may be more bytes than a button holds
    parts = (
        Heading(greeting),
        Paragraph(what),
        Note(texts("start-automaton")),
        Paragraph(texts("start-try" if examples else "start-write")),
    )
    return Reply(parts, tuple((Choice(ask.question, ask),) for ask in fitting))


def guide(name: str, commands: Sequence[str], knowledge: Knowledge, texts: Texts) -> Reply:
    """How to ask, with examples. name: the bot's, as it is mentioned. commands: those to tell of."""
    words = knowledge.about.words(texts.language)
    examples = (*words.examples[:1], *words.questions)
    return Reply(
        (
            Heading(texts("help-heading")),
            Paragraph(texts("help-what")),
            *((Paragraph(texts("help-examples")), Items(examples)) if examples else ()),
            Paragraph(texts("help-buttons")),
            Paragraph(texts("help-commands")),
            Items(tuple(f"/{command} – {told_of(command, knowledge, texts)}" for command in commands)),
            Paragraph(texts("help-inline", name=name)),
        )
    )


def told_of(command: str, knowledge: Knowledge, texts: Texts) -> str:
    """What a command does, in a few words."""
    return texts(f"command-{command}", nature=nature(knowledge.measures, knowledge))


@dataclass(frozen=True, slots=True)
class Controller:
    """Who answers for what is stored, and how it is kept.

    name, contact: None when the operator has not told them. basis: `public-task` or `legitimate-interest`, of article
    6(1) of the General Data Protection Regulation. days: how long the texts of questions are kept. sealed:
    whether they are encrypted.
    """

    name: str | None
    contact: str | None
    basis: str
    days: int
    sealed: bool = False


def tell_privacy(controller: Controller, texts: Texts) -> Reply:
    """Who stores what and why, for how long, who else sees it, and what one may ask for (articles 13 and 14)."""
    name, contact = controller.name, controller.contact
    told = (
        texts("privacy-controller-none") if name is None else texts("privacy-controller", controller=name),
        texts("privacy-comment") if contact is None else texts("privacy-contact", contact=contact),
        texts(f"privacy-basis-{controller.basis}"),
        *(texts(f"privacy-{what}") for what in ("stored", "masked")),
        texts("privacy-sealed" if controller.sealed else "privacy-unsealed"),
        *(texts(f"privacy-{what}") for what in ("number", "memory", "learned")),
        texts("privacy-long", days=str(controller.days)),
        *(texts(f"privacy-{what}") for what in ("recipients", "rights", "complaint")),
    )
    return Reply((Heading(texts("privacy-heading")), *map(Paragraph, told)))


def ask_comment(texts: Texts) -> Reply:
    """A request to write feedback."""
    return Reply((Paragraph(texts("comment-ask")),), ((Choice(texts("comment-leave"), Leave()),),))


def ask_whether_comment(texts: Texts) -> Reply:
    """Whether what was written is feedback or a question."""
    choices = (Choice(texts("comment-is"), Declare(comment=True)), Choice(texts("question-is"), Declare(comment=False)))
    return Reply((Paragraph(texts("comment-or-question")),), (choices,))


def list_languages(texts: Texts) -> Reply:
    """The languages to choose from, each by its own name."""
    choices = tuple((Choice(in_language(name)("language-name"), Speak(name)),) for name in LANGUAGES)
    return Reply((Paragraph(texts("language-choose")),), choices)


def find_language(words: Iterable[str]) -> str | None:
    """The language that one of the words names, in any of the languages; None when none does."""
    said = {word.casefold() for word in words}
    named = (name for name in LANGUAGES if said & {*in_language(name)("language-names").casefold().split()})
    return next(named, None)


def names_group(words: Iterable[str]) -> bool:
    """Whether one of the words means the whole group, in any of the languages."""
    said = {word.casefold() for word in words}
    return any(said & {*in_language(name)("language-group-names").split()} for name in LANGUAGES)


def tell_how(name: str, texts: Texts) -> Reply:
    """How to put a question to the bot, in two lines. name: the bot's, as it is mentioned."""
    return Reply((Paragraph(texts("ask-how", name=name)), Paragraph(texts("ask-reply", name=name))))


def greet_group(name: str, knowledge: Knowledge, texts: Texts) -> Reply:
    """What this is and how it is asked in a group, in two lines. name: the bot's, as it is mentioned."""
    greeting = f"{frame('start-greeting', knowledge, texts)} {frame('start-what', knowledge, texts)}"
    return Reply((Paragraph(greeting), Paragraph(texts("group-how", name=name))))


def say_one(sentence: str) -> Reply:
    """One sentence and nothing else."""
    return Reply((Paragraph(sentence),))


def tell_first(sentence: str, reply: Reply) -> Reply:
    """A reply that begins with a sentence, such as why it comes so late."""
    return replace(reply, parts=(Paragraph(sentence), *reply.parts))


def tell_reload(changes: Changes, texts: Texts) -> Reply:
    """What a reload changed: the titles of what was added, removed and changed, and what deserves a look."""
    parts = list_differences(changes, texts) or [Paragraph(texts("reload-same"))]
    if changes.remarks:
        parts += [Paragraph(texts("reload-remarks")), Items(fit([str(one) for one in changes.remarks], texts))]
    return Reply((Paragraph(texts("reload-done", version=changes.version)), *parts))


def list_differences(changes: Changes, texts: Texts) -> list[Part]:
    """All that differs in what serves now, by title."""
    parts: list[Part] = []
    changed = (*changes.changed, *(texts(f"list-{name}") for name in changes.lists))
    for kind, titles in (("added", changes.added), ("removed", changes.removed), ("changed", changed)):
        if titles:
            parts += [Paragraph(texts(f"reload-{kind}")), Items(fit(titles, texts))]
    return parts


def tell_faults(faults: Sequence[Fault], texts: Texts) -> Reply:
    """Why a reload was refused, fault by fault."""
    listed = fit([str(fault) for fault in faults], texts)
    return Reply((Paragraph(texts("reload-faults", count=len(faults))), Items(listed)))


def fit(lines: Sequence[str], texts: Texts) -> tuple[str, ...]:
    """The first lines, as many as fit a message, and then how many more there are."""
    shown = []
    room = ROOM
    for line in (shortened(line, ROOM // 4) for line in lines[:SHOWN]):
        room -= len(line.encode("utf-16-le", "replace")) // 2
        if room < 0:
            break
        shown.append(line)
    more = len(lines) - len(shown)
    return (*shown, texts("reload-more", count=more)) if more else tuple(shown)
