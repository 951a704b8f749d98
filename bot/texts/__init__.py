"""Every sentence the bot says, by language, from the Fluent files beside this one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource


class Texts:
    """The sentences of one language. Arguments are put in as they are, without direction marks."""

    def __init__(self, language: str = "fi") -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        path = Path(__file__).with_name(f"{language}.ftl")
        self._bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))

    def __call__(self, key: str, **arguments: str | int) -> str:
        """The sentence `key` with its arguments. Raises KeyError for an unknown key or a missing argument."""
        pattern = self._bundle.get_message(key).value if self._bundle.has_message(key) else None
        if pattern is None:
            raise KeyError(key)
        sentence, errors = self._bundle.format_pattern(pattern, arguments)
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(sentence)


@cache
def finnish() -> Texts:
    """The Finnish sentences."""
    return Texts("fi")
