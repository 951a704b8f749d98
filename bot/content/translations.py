"""Texts of the content in other languages, as frozen values: what is shown there and never searched.

Each field says in another language what the field of that name says in Finnish; what is left out is shown in Finnish.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from bot.content.values import Brief, Frozen, Label, Line, Plain, Text, Title

LANGUAGES = ("sv", "en")
"""The languages beside Finnish, each a field of what may be told in it."""


class NewsTranslation(Frozen):
    """What has changed since the document."""

    short: Brief | None = None
    text: Text | None = None


class Translation(Frozen):
    """The texts of an entry. label: needed where the title is longer than a button shows."""

    title: Title | None = None
    label: Label | None = None
    content: Text | None = None
    plain: Plain | None = None
    successor: NewsTranslation | None = None


class MeasureTranslation(Translation):
    """The texts of a measure. national, regional: its tasks; they and `measures` are as many as in Finnish."""

    measures: Annotated[tuple[Line, ...], Field(min_length=1)] | None = None
    national: Annotated[tuple[Line, ...], Field(min_length=1)] | None = None
    regional: Annotated[tuple[Line, ...], Field(min_length=1)] | None = None
    quotation: Line | None = None


class ActorTranslation(Translation):
    """The texts of an actor. short: as it is said in a sentence."""

    short: Line | None = None
    name: Line | None = None


class OutsideTranslation(Frozen):
    """The texts of a kind of thing that the content never holds."""

    title: Line | None = None
    elsewhere: Text | None = None


def given(translation: Frozen | None) -> dict[str, Any]:
    """The texts that a translation has, by their fields; of one in another, a `NewsTranslation`, in a dict again."""
    return {} if translation is None else translation.model_dump(exclude_none=True)
