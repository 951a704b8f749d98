"""Messages that are as dear as a message can be, each of random words that were not read before."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bot.content.knowledge import load
from bot.understanding.language import LETTERS, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LONGEST = 4090
"""Characters of a message; Telegram lets 4 096 through."""
NAMES = ("lapissa", "pohjanmaalla", "helsingissä", "kainuussa", "oph", "tem", "okm", "jotpa", "ely", "kunnat")


def attacks(content: Path, seed: int) -> Mapping[str, str]:
    """Messages by what they try, of the words of a folder of content; another seed gives others."""
    dice = random.Random(seed)
    texts = [text for entry in load(content).entries.values() for text in (entry.title, entry.content, *entry.aliases)]
    words = sorted({word for text in texts for word in tokens(text) if len(word) > 5})
    long = [word for word in words if len(word) > 13]

    def one() -> str:
        return dice.choice(words)

    def slip(word: str, times: int = 1) -> str:
        for _ in range(times):
            at = dice.randrange(1, len(word))
            word = word[:at] + dice.choice(LETTERS) + word[at + dice.randrange(2) :]
        return word

    def letters(count: int) -> str:
        return "".join(dice.choice(LETTERS) for _ in range(count))

    def row(make: Callable[[], str], length: int, between: str = " ") -> str:
        text = ""
        while len(text) < length:
            text += make() + between
        return text[:length]

    return {
        "misspelt words": row(lambda: slip(one()), LONGEST),
        "long words misspelt twice": row(lambda: slip(dice.choice(long), 2), LONGEST),
        "five questions of misspelt words": "".join(f"{row(lambda: slip(one()), 190)}? " for _ in range(5)),
        "five long questions": "".join(f"{row(lambda: slip(dice.choice(long), 2), 800)}? " for _ in range(5)),
        "many questions": row(lambda: f"{slip(one())} {slip(one())}", LONGEST, "? "),
        "lines of misspelt words": row(lambda: f"{slip(one())} {slip(one())}", LONGEST, "\n"),
        "words of the content": row(one, LONGEST),
        "five questions of its words": "".join(
            f"{row(lambda: dice.choice((one(), dice.choice(NAMES))), 190)}? " for _ in range(5)
        ),
        "lines of its words": row(lambda: f"{one()} {dice.choice(NAMES)}", LONGEST, "\n"),
        "compounds without end": row(lambda: (one() + one() + one())[:30], LONGEST),
        "no words": row(lambda: letters(30), LONGEST),
        "short words": row(lambda: letters(4), LONGEST),
        "without dots": row(lambda: slip(dice.choice(long)).replace("ä", "a").replace("ö", "o"), LONGEST),
        "English": row(lambda: f"{dice.choice(('which', 'for', 'responsible', 'guidance'))}{letters(1)}", LONGEST),
        "no question mark": "a" * LONGEST,
        "only question marks": "?" * LONGEST,
        "question marks apart": "aaaaaaaa?" * (LONGEST // 9),
        "only line feeds": "\n" * LONGEST,
        "ligatures that become eighteen letters": "\ufdfa" * LONGEST,
        "characters that become words": "㌖ " * (LONGEST // 2),
        "accents over accents": "a" + "\u0301\u0327\u0323" * (LONGEST // 3),
        "here and there": "täällä meillä " * (LONGEST // 14),
        "one letter and a colon": "a:a " * (LONGEST // 4),
    }
