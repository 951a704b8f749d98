"""Swedish and English questions, told by their small words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.understanding.language import Word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TONGUES = {
    "sv": _words("""
        vem vad vilka vilken vilket hur när var varför och eller att är inte på för från till med av om som den det
        ett ska skall kan har finns jag vi min vår hör ansvarar samordnar koordinerar regionalt nationellt
        regionen uppgifter uppgift berätta gäller
    """),
    "en": _words("""
        who what which how when where why and or the is are not for from to with of about as an it they we you my
        our should can does do has responsible coordinates coordinate regional regionally national nationally tasks
        please tell
    """),
}
"""Words that Finnish does not have, by language."""

FEWEST = 2
"""How many of them make a question of that language."""
SHARE = 0.3
"""Least share of the words that they are."""


def tongue(words: tuple[Word, ...]) -> str | None:
    """The language of a question that is not in Finnish: `sv`, `en`, or None."""
    surfaces = [word.surface for word in words]
    found = {name: sum(surface in small for surface in surfaces) for name, small in TONGUES.items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] >= max(FEWEST, SHARE * len(surfaces)) else None
