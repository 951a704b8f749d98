"""What every value of the knowledge base is made of: frozen fields, text that says something, ids by kind."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, count
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

if TYPE_CHECKING:
    from collections.abc import Container


def _joined(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


LONGEST_ID = 48
"""Most characters of an id: it goes into the data of buttons, which have 64 bytes."""
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ONE_LINE = BeforeValidator(_joined)
"""Reads breaks and runs of blanks as one blank: a name stands on a button, in a list or in a picture."""
Line = Annotated[Text, ONE_LINE]
LABEL = 40
"""Longest label of a button that a phone 360 points wide shows whole, in characters."""
PLAIN = 300
"""Longest text in selkokieli, in characters: two short sentences."""
Label = Annotated[Text, StringConstraints(max_length=LABEL), ONE_LINE]
Title = Annotated[Text, StringConstraints(max_length=90), ONE_LINE]
Brief = Annotated[Text, StringConstraints(max_length=120), ONE_LINE]
Plain = Annotated[Text, StringConstraints(max_length=PLAIN), ONE_LINE]
URL = r"^https?://\S+$"
DAY = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
"""The form of a day, or only of the month or year."""
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z]+(:[a-z0-9]+(-[a-z0-9]+)*)?$", max_length=LONGEST_ID)]
Url = Annotated[str, StringConstraints(pattern=URL)]


def id_of(kind: str) -> object:
    """The type of an id of one kind: `kind:slug` in lower-case ASCII."""
    return Annotated[str, StringConstraints(pattern=rf"^{kind}:[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_ID)]


class Frozen(BaseModel):
    """A value of the knowledge base; unknown keys are faults."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def slugged(text: str) -> str:
    """A text in lower-case ASCII letters and digits with hyphens between; empty where it has none of that kind."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def slug(text: str, most: int) -> str:
    """A text in lower-case ASCII letters, digits and hyphens, whole words of at most `most` characters."""
    words = slugged(text)
    return words if len(words) <= most else words[: most + 1].rpartition("-")[0][:most] or words[:most]


def new_id(kind: str, title: str, taken: Container[str], otherwise: str) -> str:
    """An id of a kind that nothing in `taken` has, made of a title. otherwise: where that has no letter or digit."""
    most = LONGEST_ID - len(kind) - 1
    base = slug(title, most) or otherwise
    ends = chain([""], (f"-{number}" for number in count(2)))
    ids = (f"{kind}:{base[: most - len(end)].rstrip('-')}{end}" for end in ends)
    return next(one for one in ids if one not in taken)
