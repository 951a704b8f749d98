"""The words of a message → its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.understanding.tongues.lists import Lists
    from bot.understanding.tongues.tokens import Finnish, Token

FINNISH = "fi"
SHARED = 0.5
"""What a word counts for each of several languages that have it, where only its stem is known, and for Finnish where it
needs a repair."""
LEANING = 0.25
"""What the language of the message before counts."""
SLIPS = 6
"""How many words that no language has are looked at for what they were meant to be."""


def find_tongue(
    tokens: Sequence[Token], own: Sequence[bool], finnish: Finnish, lists: Mapping[str, Lists], before: str | None
) -> str | None:
    """The language that has the most of the words, Finnish where two have as many; None where they do not tell.

    own: which of them are Finnish. before: the language of the message before.
    """
    votes = dict.fromkeys((FINNISH, *lists), 0.0)
    unknown: list[str] = []
    for token, is_finnish in zip(tokens, own, strict=True):
        if not token.tells:
            continue
        given = dict(_votes_of(token.word, finnish, lists, is_finnish=is_finnish))
        for name, vote in given.items():
            votes[name] += vote
        if not given and not finnish.names(token.word):
            unknown.append(token.word)
    words = [token.word for token in tokens]
    for name in (name for name, one in lists.items() if one.phrase(words)):
        votes[name] += 1
    told = any(votes.values())
    for name in (name for name in lists if votes[name] or not told):
        votes[name] += SHARED * sum(lists[name].meant(word) is not None for word in unknown[:SLIPS])
    if before in votes and any(votes.values()):
        votes[before] += LEANING
    best = max(votes, key=lambda name: votes[name])
    tied = [name for name in votes if votes[name] == votes[best]]
    return best if (best == FINNISH and votes[best]) or len(tied) == 1 else None


def _votes_of(
    word: str, finnish: Finnish, lists: Mapping[str, Lists], *, is_finnish: bool
) -> Iterator[tuple[str, float]]:
    """Which languages a word speaks for, and how much: those that have it as it stands, else by its stem or parts."""
    exact = [FINNISH] if is_finnish else []
    exact += [name for name, one in lists.items() if one.has(word)]
    if exact:
        yield from ((name, 1.0 if len(exact) == 1 else SHARED) for name in exact)
        return
    stems = [name for name, one in lists.items() if one.word(word) is not None]
    yield from ((n, SHARED) for n in stems or [n for n, one in lists.items() if one.compound(word, finnish.has)])
    if not finnish.names(word) and finnish.repairs(word):
        yield FINNISH, SHARED
