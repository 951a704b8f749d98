"""Which of several files are copies of another, by what they hold and by their names: git keeps no times."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CALLED = re.compile(r"(?<![^\W\d_])(kopio|copy|vanha|old|varmuuskopio|backup|bak)(?![^\W\d_])")
"""What programs and people call a copy."""
FEWEST = 2
"""Things that a file must share to be a copy whatever its name; one alone is rather an id taken twice."""


def copies(held: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Each copy among files with the file that it is a copy of. held: what is in a file, by its path.

    A file is a copy when all that it holds stands in another one, or at least half of it in one that it is named
    after (`teema - kopio.yaml`, `vanha/teema.yaml`). Of two alike with names that tell nothing, it is the later one.
    """
    found: dict[str, str] = {}
    for name in sorted(held):
        originals = [other for other in held if other != name and _is_copy(name, other, held)]
        if originals:
            found[name] = min(originals, key=lambda other: (other in found, len(other), other))
    return found


def blamed(copy: str, original: str) -> tuple[str, str]:
    """What is wrong with a copy, and its mend."""
    if _named_after(copy, original) or _called_copy(copy):
        return f"tiedosto on kopio tiedostosta {original}", "poista se tai anna sen kohdille omat tunnukset"
    return f"kaikki tiedoston kohdat ovat jo tiedostossa {original}", "poista tiedostoista toinen"


def _is_copy(name: str, other: str, held: Mapping[str, frozenset[str]]) -> bool:
    own, shared = held[name], held[name] & held[other]
    if not shared:
        return False
    if _named_after(name, other):
        return 2 * len(shared) >= len(own)
    if shared != own or len(shared) < FEWEST or _named_after(other, name):
        return False
    return len(own) < len(held[other]) or (_called_copy(name), name) > (_called_copy(other), other)


def _named_after(name: str, other: str) -> bool:
    """Whether a path is made of another one: its name and something more, or its name further down."""
    path, original = PurePosixPath(name.casefold()), PurePosixPath(other.casefold())
    if path.stem == original.stem:
        return len(path.parts) > len(original.parts)
    return re.search(rf"(?<![^\W\d_]){re.escape(original.stem)}(?![^\W\d_])", path.stem) is not None


def _called_copy(name: str) -> bool:
    return CALLED.search(name.casefold()) is not None
