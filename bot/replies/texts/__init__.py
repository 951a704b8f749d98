"""Every sentence the bot says, by language, from the Fluent files beside this one."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from fluent.syntax.ast import Resource

LONG = 1_000
"""From which length on an argument is put in after Fluent has made the sentence: it refuses long ones."""


def _date(date: object) -> str:
    """A date as far as it is known, 25.3.2022, 12/2023 or 2023: Fluent's DATETIME has no form for a month or a year.

    date: a day, or a text in ISO 8601.
    """
    year, *rest = (part.lstrip("0") for part in str(date).split("-"))
    return "/".join((*rest, year)) if len(rest) < 2 else f"{rest[1]}.{rest[0]}.{year}"


def _day(day: date) -> str:
    """A day without its year, 25.3.: Fluent's DATETIME leaves none out."""
    return f"{day.day}.{day.month}."


FUNCTIONS: dict[str, Callable[[Any], Any]] = {"DATE": _date, "DAY": _day}
"""What a sentence may call besides Fluent's own functions; dates look the same in every language."""


class Texts:
    """The sentences of one language. Arguments are put in as they are, of any length, without direction marks.

    What only operators and admins read is in Finnish in every language.
    """

    def __init__(self, language: str = "fi") -> None:
        self.language = language
        self._bundle = FluentBundle([language], functions=FUNCTIONS, use_isolating=False)
        for name in dict.fromkeys(("fi", language)):
            self._bundle.add_resource(_sentences(name), allow_overrides=True)

    def __call__(self, key: str, **arguments: str | float | date) -> str:
        """The sentence `key` with its arguments. Raises KeyError for an unknown key or a missing argument."""
        pattern = self._bundle.get_message(key).value if self._bundle.has_message(key) else None
        if pattern is None:
            raise KeyError(key)
        long = {name: value for name, value in arguments.items() if isinstance(value, str) and len(value) > LONG}
        sentence, errors = self._bundle.format_pattern(pattern, arguments | {name: f"\0{name}\0" for name in long})
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return re.sub("\0([a-z]+)\0", lambda place: long.get(place[1], place[0]), str(sentence))


@cache
def _sentences(language: str) -> Resource:
    """What the file of a language says; that of Finnish stands behind every other, and takes long to read."""
    return FluentResource(Path(__file__).with_name(f"{language}.ftl").read_text(encoding="utf-8"))


LANGUAGES = ("fi", "sv", "en")
"""The languages that the bot speaks; the first one where another is asked for."""


@cache
def finnish() -> Texts:
    """The Finnish sentences."""
    return Texts("fi")


def in_language(tag: str | None) -> Texts:
    """The sentences of the language that a tag begins with, such as `sv-FI`, or `sv_FI` as some phones write it."""
    language = re.split("[-_]", tag or "")[0].lower()
    return _read(language) if language in LANGUAGES[1:] else finnish()


@cache
def _read(language: str) -> Texts:
    return Texts(language)
