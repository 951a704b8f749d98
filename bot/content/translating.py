"""What is wrong in translations: what the Finnish does not have, or has in another number, and titles without a label.

Judged on the plain values, as what clashes between entries is; the shape of each field the models check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.entries import Level
from bot.content.faults import Fault
from bot.content.translations import LANGUAGES
from bot.content.values import LABEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.parsing import Parsed, Place, Value
    from bot.content.sourcing import Fields

LISTS = ("measures", *(level.value for level in Level))
"""Fields of a translation that hold a text for each of the Finnish."""
OPTIONAL = frozenset({"plain", "quotation", "successor"})
"""Fields that may be left out in Finnish, and then have no translation."""


def mistranslated(document: Parsed, place: Place, item: Fields) -> Iterator[Fault]:
    """Find what is wrong in the translations of an entry that stands at `place`."""
    for language in LANGUAGES:
        told = item.get(language)
        if isinstance(told, dict):
            for field, problem, mend in _compare(told, item):
                where = document.line((*place, language, field))
                yield Fault(document.name, where, f"{problem} (käännös {language})", mend)


def _compare(told: Fields, item: Fields) -> Iterator[tuple[str, str, str]]:
    """What is wrong with which field, and its mend; only entries, which have a content, stand on buttons."""
    title = told.get("title")
    if "content" in item and isinstance(title, str) and len(" ".join(title.split())) > LABEL and not told.get("label"):
        yield "title", f"yli {LABEL} merkin otsikolta puuttuu label", f"lisää label, enintään {LABEL} merkkiä"
    for field, value in told.items():
        own = _own(field, item)
        if field in OPTIONAL and value is not None and own is None:
            yield field, f"kenttää {field} ei ole suomeksi", "poista käännös tai lisää kenttä myös suomeksi"
        if field in LISTS and value and isinstance(value, list) and isinstance(own, list) and len(value) != len(own):
            problem = f"kentässä {field} on {len(value)} kohtaa ja suomeksi {len(own)}"
            yield field, problem, "käännä jokainen kohta samassa järjestyksessä"


def _own(field: str, item: Fields) -> Value:
    """What a field of a translation stands for: of a level the Finnish tasks."""
    own = item.get(field)
    return own.get("tasks") if field in LISTS and isinstance(own, dict) else own
