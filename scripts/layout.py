"""Every reply of the bot on a phone of 360 × 640 points: how many are seen at one glance.

    .venv/bin/python scripts/layout.py              # by form and language, and the tallest; 1 below 95 in 100
    .venv/bin/python scripts/layout.py --common     # the replies that labelled questions get most
    .venv/bin/python scripts/layout.py --reading    # how hard the texts are to read

A reply is seen at one glance when it fits between the bars of the chat, with its first row of buttons, below a question
of two lines. Needs the packages of requirements/dev.txt, and
`apt-get install chromium fonts-roboto fonts-noto-color-emoji`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import mean
from textwrap import shorten
from typing import TYPE_CHECKING

from benchmark.report import percent, table
from readability import getmeasures
from screens.drawing import Message, open_in_chromium, page
from screens.replies import Asked, Shown, ask_all, every_reply

from bot.content.knowledge import load
from bot.kept import kept_index
from bot.replies.texts import LANGUAGES, in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.understanding.matching import Index

ROOT = Path(__file__).parent.parent
AIM = 0.95
"""The least share of the replies that must be seen at one glance."""
QUESTION = Message({"text": "Kuka vastaa alueella\nurasuunnittelutaidoista?"}, mine=True)
LONG = {"whole"}
"""The forms that are shown to who asks for more than fits: laid out, and not counted."""
MOST = 20
"""How many replies are listed."""
SENTENCE = re.compile(r"\n+|(?<=[.!?:])\s+(?=[^a-zåäö])")
"""Where a sentence ends: before what begins with no small letter, after a full stop or a colon or on a line."""
WORD = re.compile(r"[^\W_]+(?:[-’':][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Laid:
    """A reply on the screen. height: points with the first row of buttons. lines: of text. seen: at one glance."""

    shown: Shown
    height: float
    lines: int
    seen: bool

    @property
    def buttons(self) -> tuple[int, int]:
        """Rows of buttons, and buttons."""
        return len(self.shown.labels), sum(map(len, self.shown.labels))


def main() -> None:
    """Print what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked_for = parser.add_mutually_exclusive_group()
    asked_for.add_argument("--common", action="store_true", help="the replies that labelled questions get most")
    asked_for.add_argument("--reading", action="store_true", help="the reading level of all that is said")
    chosen = parser.parse_args()
    index = kept_index(load(ROOT / "knowledge"), "auto")
    asked = ask_all(index)
    if chosen.common:
        show_common(asked, index)
    elif chosen.reading:
        show_reading(every_reply(asked, index))
    else:
        sys.exit(0 if show_layout(lay_out(every_reply(asked, index))) >= AIM else 1)


def lay_out(replies: Sequence[Shown]) -> list[Laid]:
    """Let Chromium measure the replies, a page for each language."""
    script = Path(__file__).with_name("screens") / "measure.js"
    laid = []
    for language in LANGUAGES:
        own = [shown for shown in replies if shown.language == language]
        if own:
            markup = f"{page([QUESTION, *map(_message, own)])}<script>{script.read_text(encoding='utf-8')}</script>"
            found = re.search('<pre id="measured">(.*?)</pre>', open_in_chromium(markup, "--dump-dom"))
            if found is None:
                raise SystemExit("Chromium measured nothing")
            measured = json.loads(found[1])
            laid += [
                Laid(shown, one["height"], one["lines"], seen=one["height"] <= measured["room"])
                for shown, one in zip(own, measured["replies"], strict=True)
            ]
    return laid


def _message(shown: Shown) -> Message:
    written = shown.written
    keyboard = {} if written.keyboard is None else written.keyboard.to_dict()
    entities = [entity.to_dict() for entity in written.entities]
    return Message({"text": written.text, "entities": entities, "reply_markup": keyboard})


def show_layout(laid: Sequence[Laid]) -> float:
    """Print the shares by form and language, and the tallest; gives the share of all that count."""
    counted = [one for one in laid if one.shown.form not in LONG]
    tallest: dict[tuple[str, str], Laid] = {}
    for one in sorted(counted, key=lambda one: -one.height):
        tallest.setdefault((one.shown.form, one.shown.about), one)
    forms = sorted({one.shown.form for one in laid})
    rows = [_sum_up(form, [one for one in laid if one.shown.form == form]) for form in forms]
    table(
        "Seen at one glance, %",
        ["form", "replies", *LANGUAGES, "all", "lines", "most", "points", "most", "rows", "most", "buttons", "most"],
        [*rows, _sum_up("all but the long", counted)],
    )
    table(
        "The tallest, each in one language",
        ["lines", "points", "rows", "buttons", "form", "language", "about"],
        (
            [*_measures(one), one.shown.form, one.shown.language, _shorten(one)]
            for one in islice(tallest.values(), MOST)
        ),
    )
    share = _share(counted)
    print(f"\n{percent(share)} % of {len(counted)} replies are seen at one glance")
    return share


def _sum_up(form: str, laid: Sequence[Laid]) -> list[object]:
    of = ([one for one in laid if one.shown.language == language] for language in LANGUAGES)
    shares = [percent(_share(own)) if own else "–" for own in (*of, laid)]
    rows, buttons = zip(*(one.buttons for one in laid), strict=True)
    numbers = ([one.lines for one in laid], [one.height for one in laid], rows, buttons)
    return [form, len(laid), *shares, *(cell for own in numbers for cell in (f"{mean(own):.1f}", round(max(own))))]


def _share(laid: Sequence[Laid]) -> float:
    return sum(one.seen for one in laid) / len(laid)


def _shorten(laid: Laid) -> str:
    return shorten(laid.shown.about, 60, placeholder="…").replace("|", "/")


def show_common(asked: Sequence[Asked], index: Index) -> None:
    """Print the forms of entries on levels that labelled questions get most, each by its most usual reply."""
    texts = in_language("fi")
    found: dict[tuple[str, str, str], list[Shown]] = defaultdict(list)
    for one in asked:
        found[one.key].append(Shown(one.key[0], one.question, "fi", one.word(index, texts)))
    common = sorted(found.items(), key=lambda pair: -len(pair[1]))
    usual = []
    for _, replies in common:
        looks = Counter(shown.looks for shown in replies).most_common(1)[0][0]
        usual.append(next(shown for shown in replies if shown.looks == looks))
    laid = lay_out(usual)
    table(
        "The commonest replies to labelled questions",
        ["form", "entry", "levels", "asked", "lines", "points", "rows", "buttons", "seen", "such as"],
        (
            [*key, len(replies), *_measures(one), "yes" if one.seen else "no", _shorten(one)]
            for (key, replies), one in islice(zip(common, laid, strict=True), MOST)
        ),
    )
    seen = sum(len(replies) * one.seen for (_, replies), one in zip(common, laid, strict=True))
    print(f"\n{percent(seen / len(asked))} % of {len(asked)} questions get a reply that is seen at one glance")


def _measures(laid: Laid) -> list[int]:
    return [laid.lines, round(laid.height), *laid.buttons]


def show_reading(replies: Sequence[Shown]) -> None:
    """Print LIX by form and language: below 30 is easy, 40 to 50 factual prose, above 60 very hard, in Swedish.

    Finnish words are longer than Swedish ones, and the content is in Finnish in every language.
    Source: C. H. Björnsson, Läsbarhet, 1968.
    """
    rows = [
        [form, *(_read([shown for shown in replies if shown.form == form], language) for language in LANGUAGES)]
        for form in sorted({shown.form for shown in replies})
    ]
    table("LIX", ["form", *LANGUAGES], [*rows, ["all", *(_read(replies, language) for language in LANGUAGES)]])


def _read(replies: Iterable[Shown], language: str) -> str:
    texts = [shown.written.text for shown in replies if shown.language == language]
    return f"{lix(texts):.1f}" if texts else "–"


def lix(texts: Iterable[str]) -> float:
    """The reading level of texts together: words a sentence, and words of seven letters or more in a hundred."""
    sentences = (" ".join(WORD.findall(part)) for text in texts for part in SENTENCE.split(text))
    return float(getmeasures([sentence for sentence in sentences if sentence])["readability grades"]["LIX"])


if __name__ == "__main__":
    main()
