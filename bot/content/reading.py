"""A file of content → its values; what breaks it is told by its line, and taken as mended, so that the rest is read.

So one fault hides no other, and what stands in a broken file is not missed elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from bot.content.checking import details, misfits, shaped
from bot.content.damages import CONTROLS, STRANGE, cures, without_conflicts
from bot.content.faults import Fault
from bot.content.parsing import BOM, MAX_BYTES, Parsed, decoded, parse, plain, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.content.damages import Cure
    from bot.content.entries import Beside

NEAR = 4
"""Lines above the one where reading ends that are looked at."""
PATIENCE = 10_000_000
TRIES = 500
"""Most characters that are read again to find what is wrong with one file, and most times: some seconds at most."""
LARGEST = 500_000
"""Characters from which on a file is only told where it stops; the largest that the project brings has 80 000."""
SUSPECTS = 100
"""Most lines of a file that are looked at for what is wrong with its shape."""
MANY = 6
"""Most lines that a fault names."""
WELL = (True, 0, 0)
BROKEN = ("tässä YAMLin rakenne on rikki", "vertaa riviä ehjään: sisennys, kaksoispisteet, lainausmerkit ja sulut")


def read(path: Path, folder: Path) -> tuple[Parsed, str]:
    """Read the file at `path` of `folder` and parse it: the document, and the text of the file. Never raises."""
    document, text = unparsed(path, folder)
    return (understood(text, document) if text or not document.faults else document), text


def unparsed(path: Path, folder: Path) -> tuple[Parsed, str]:
    """Read the file as `read` does, without looking at what it says."""
    document = Parsed(path.relative_to(folder).as_posix())
    return document, text_of(path, document, MAX_BYTES, folder)


def parsed(content: bytes, name: str) -> Parsed:
    """Read what stands in a file, or shall; `name` is what faults call it. Never raises."""
    document = Parsed(name)
    text = decoded(content, document)
    return understood(text, document) if text or not document.faults else document


def understood(text: str, document: Parsed) -> Parsed:
    """What `text` says: a `document` with the faults that this one has and what breaks its YAML."""
    lines, conflicts = without_conflicts(plain(text).split("\n"))
    for at in conflicts:
        document.fault(at + 1, "riville on jäänyt gitin ristiriitamerkki", "valitse yksi versio ja poista merkkirivit")
    for at, line in enumerate(lines):
        if control := CONTROLS.search(line):
            problem = f"rivillä on ohjausmerkki (U+{ord(control[0]):04X}), jota YAML ei salli"
            document.fault(at + 1, problem, "poista se tai kirjoita rivi uudelleen")
            lines[at] = CONTROLS.sub(" ", line)
    if not text.removeprefix(BOM).strip():  # one that was cut short; what it held must not vanish without a word
        document.fault(1, "tiedosto on tyhjä", "palauta sen sisältö tai poista tiedosto")
        return document
    found = parse("\n".join(lines), document.name)
    told: list[Fault] = []
    if found.stopped or found.faults:
        found, told = _read_on(found)
    if found.stopped and not any(fault.line == found.stopped[0] for fault in found.faults):
        found.fault(found.stopped[0], *BROKEN)
    found.faults = [*document.faults, *told, *found.faults]
    if conflicts:
        found.aside, found.whole = text, False
    return found


def validated(document: Parsed, main: str | None = None) -> Beside | None:
    """Read the file as models; None, with the faults added to `document`, when its shape is wrong.

    main: the document that a place without one is in.
    """
    file = shaped(document.value, main)
    if isinstance(file, ValidationError) and not document.aside:
        found, told = _read_on(parse(document.text, document.name))
        if told:
            document.text, document.value, document.lines = found.text, found.value, found.lines
            document.faults += told
            file = shaped(document.value, main)
    if not isinstance(file, ValidationError):
        return None if document.faults else file
    known = {fault.line for fault in document.faults}  # such as a refused alias, which leaves a hole
    for misfit in misfits(document, file):
        if misfit.line not in known or misfit.type == "missing":
            document.fault(misfit.line, misfit.problem, misfit.mend)
    return None


def _how_far(document: Parsed) -> tuple[bool, int, int]:
    """Whether the parser came to the end, or to which line; and how little is wrong with what it read, at most 0."""
    if document.stopped:
        return False, document.stopped[0], -len(document.faults)
    wrong = shaped(document.value)
    return True, 0, -len(document.faults) - (len(details(wrong)) if isinstance(wrong, ValidationError) else 0)


def _read_on(document: Parsed) -> tuple[Parsed, list[Fault]]:
    """Take what breaks the file as mended, again and again, as long as it is read further or less is wrong."""
    told: dict[tuple[str, str], set[int]] = {}
    vain: set[Cure] = set()
    left = min(TRIES, PATIENCE // (len(document.text) + 1))
    best = _how_far(document)
    while best != WELL and len(document.text) < LARGEST:
        lines, better = document.text.split("\n"), None
        near = _near(lines, document)
        for cure in cures(lines, near, stopped=bool(document.stopped)):
            if cure in vain:
                continue
            if not left:
                break
            left -= 1
            cured = dict(cure.lines)
            other = parse("\n".join(cured.get(at, line) for at, line in enumerate(lines)), document.name)
            reached = _how_far(other)
            if reached > best:
                best, better = reached, (cure, other)
                if best == WELL:
                    break
            else:
                vain.add(cure)
        if better is None:
            break
        cure, document = better
        told.setdefault((cure.problem, cure.mend), set()).update(at + 1 for at in cure.at)
    return document, [_told(document.name, sorted(lines), *what) for what, lines in told.items()]


def _near(lines: Sequence[str], document: Parsed) -> list[int]:
    """The lines (from 0) to look at: where it stops or is misshapen, beside that, and where long quotations begin."""
    found = list(document.stopped)
    if not found:
        wrong = shaped(document.value)
        misshapen = misfits(document, wrong) if isinstance(wrong, ValidationError) else []
        found = [*(fault.line for fault in document.faults), *(misfit.line for misfit in misshapen)][:SUSPECTS]
    above = [at for at in range(found[0] - 2, -1, -1) if lines[at].strip()][:NEAR] if document.stopped else []
    below = [line for line in found if line < len(lines)]
    begun = [line - 1 for line in document.quoted[:SUSPECTS]]
    strange = [at for at, line in enumerate(lines) if STRANGE.match(line)][:SUSPECTS]
    return list(dict.fromkeys((*(line - 1 for line in found), *above, *begun, *below, *strange)))


def _told(name: str, lines: list[int], problem: str, mend: str) -> Fault:
    """One fault for all lines that have the same."""
    if len(lines) > 1:
        shown = ", ".join(map(str, lines[1:MANY])) + (" …" if len(lines) > MANY else "")
        problem = f"{problem} (myös riveillä {shown})"
    return Fault(name, lines[0], problem, mend)
