"""Every sentence the bot says, by language, from the Fluent files beside this one."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LONG = 1_000
"""From which length on an argument is put in after Fluent has made the sentence: it refuses long ones."""


class Texts:
    """The sentences of one language. Arguments are put in as they are, of any length, without direction marks.

    What only operators and admins read is in Finnish in every language.
    """

    def __init__(self, language: str = "fi") -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        for name in dict.fromkeys(("fi", language)):
            path = Path(__file__).with_name(f"{name}.ftl")
            self._bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")), allow_overrides=True)

    def __call__(self, key: str, **arguments: str | int) -> str:
        """The sentence `key` with its arguments. Raises KeyError for an unknown key or a missing argument."""
        pattern = self._bundle.get_message(key).value if self._bundle.has_message(key) else None
        if pattern is None:
            raise KeyError(key)
        long = {name: value for name, value in arguments.items() if isinstance(value, str) and len(value) > LONG}
        sentence, errors = self._bundle.format_pattern(pattern, arguments | {name: f"\0{name}\0" for name in long})
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return re.sub("\0([a-z]+)\0", lambda place: long.get(place[1], place[0]), str(sentence))


LANGUAGES = ("fi", "sv", "en")
"""The languages that the bot speaks; the first one where another is asked for."""


@cache
def finnish() -> Texts:
    """The Finnish sentences."""
    return Texts("fi")


def in_language(tag: str | None) -> Texts:
    """The sentences of the language that an IETF tag such as `sv-FI` begins with."""
    language = (tag or "").partition("-")[0].lower()
    return _read(language) if language in LANGUAGES[1:] else finnish()


@cache
def _read(language: str) -> Texts:
    return Texts(language)
