"""What hands, phones and word processors do to a line of YAML: in words, and the line as it was meant to be.

A cure is a guess. Whoever takes it reads the text with it, and keeps it only when that comes further.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.entries import fields
from bot.content.faults import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""What looks like a blank and is none to YAML."""
UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
"""What nobody sees."""
STRANGE = re.compile(rf" *[{BLANKS}{UNSEEN}]")
"""How a line begins that does not stand where it seems to."""
CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""What YAML 1.1 does not allow anywhere (its section 5.1)."""
DASHES = "–—−‒―‐‑•·▪●*"
CURVED = str.maketrans("“”„‟«»‘’‚", '""""""\'\'\'')
PAIRS = {"[": "]", "{": "}"}
OPENING = {"]": "[", "}": "{"}
CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: |$)")
"""A line that git leaves where two versions differ."""
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
VALUE = re.compile(r"(\s*(?:- +)*[\w-]+: +|\s*(?:- +)+)(\S.*?)\s*$")
ITEM = re.compile(r"(\s*(?:- +)+)(\S.*?)\s*$")
"""What stands before the text of a line, and the text: that of a field or an item, and all that an item says."""
OTHERWISE = "teksti alkaa merkillä {}, jolla on YAMLissa oma merkityksensä"
SHOWN = 30
"""Most characters of a line that are repeated."""


@dataclass(frozen=True, slots=True)
class Cure:
    """What some lines (from 0) read in the place of what they say; what is wrong on which, and its mend, in Finnish."""

    lines: tuple[tuple[int, str], ...]
    at: tuple[int, ...]
    problem: str
    mend: str


def without_conflicts(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """The lines with the first version of each conflict, others left blank; where the marks begin (from 0)."""
    kept: list[str] = []
    begun: list[int] = []
    inside = second = False
    for at, line in enumerate(lines):
        mark = CONFLICT.match(line)
        if mark is not None:
            if not inside:
                begun.append(at)
            inside = mark[1][0] == "<" or (inside and mark[1][0] != ">")
            second = inside and mark[1][0] != "<"
        kept.append("" if mark is not None or second else line)
    return kept, begun


def cures(lines: Sequence[str], near: Sequence[int], *, stopped: bool) -> Iterator[Cure]:
    """What may be wrong in the lines `near` (from 0, the likeliest first), the surest first.

    stopped: the parser gave up there; otherwise the lines are YAML, but not of the shape that they should have.
    """
    for find in (*DAMAGES, *STOPPING) if stopped else (*DAMAGES, _misplaced_field):
        for at in near:
            yield from find(lines, at)


def _one(at: int, text: str, problem: str, mend: str) -> Cure:
    """The cure of one line."""
    return Cure(((at, text),), (at,), problem, mend)


def _alike(lines: Sequence[str], at: int, cured: Callable[[str], str], problem: str, mend: str) -> Iterator[Cure]:
    """The cure of a line, and then that of all lines around it that have the same: what was pasted has it on many."""
    first = last = at
    while first and lines[first - 1].strip():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    block = [(number, cured(lines[number])) for number in range(first, last + 1)]
    changed = [(number, text) for number, text in block if text != lines[number]]
    for some in ([(at, cured(lines[at]))], changed)[: len(changed)]:
        yield Cure(tuple(some), tuple(number for number, _ in some), problem, mend)


def _replaced(pattern: str, by: str, problem: str, mend: str) -> Callable[[Sequence[str], int], Iterator[Cure]]:
    """What finds `pattern` in a line; `problem` may say what was found, or its `code`."""
    form = re.compile(pattern)

    def find(lines: Sequence[str], at: int) -> Iterator[Cure]:
        found = form.search(lines[at])
        if found is not None:
            said = problem.format(found[0].strip(), code=f"U+{ord(found[0][0]):04X}")
            yield from _alike(lines, at, lambda line: form.sub(by, line), said, mend)

    return find


def _tab(lines: Sequence[str], at: int) -> Iterator[Cure]:
    if "\t" not in lines[at]:
        return
    told = "rivillä on sarkain", "sisennä välilyönneillä"
    for indent in _indents(lines, at):
        yield _one(at, " " * indent + lines[at].strip().replace("\t", " "), *told)
    for width in (2, 4, 8):
        yield from _alike(lines, at, lambda line, width=width: line.expandtabs(width), *told)  # type: ignore[misc]


def _key(lines: Sequence[str], at: int) -> Iterator[Cure]:
    """A field without its colon, without the blank after it, or with a capital."""
    line, names = lines[at], "|".join(sorted(fields(), key=len, reverse=True))
    for found in re.finditer(rf"(^\s*(?:- *)*|[{{,]\s*)({names})\b(?=(.*))", line, re.IGNORECASE):
        before, said, after = found.groups()
        name, head = said.lower(), line[: found.start(2)]
        if after.startswith(":") and after[1:2].strip():
            shown = shortened(f"{name}: {after[1:]}", SHOWN)
            yield _one(at, f"{head}{name}: {after[1:]}", "kaksoispisteen jälkeen puuttuu väli", f"kirjoita {shown}")
        elif re.match(r"\s*:", after):
            if said != name:
                yield _one(at, head + name + after, f"kentän {said} nimessä on iso kirjain", f"kirjoita {name}")
        elif not before.strip(" -"):
            rest = re.sub(r"^\s*[;=：.,]?\s*", "", after)
            problem = f"kentän {name} jälkeen puuttuu kaksoispiste"
            yield _one(at, f"{head}{name}: {rest}", problem, f"kirjoita {name}: ja arvo")


def _no_dash(lines: Sequence[str], at: int) -> Iterator[Cure]:
    """A thing of a list without the dash that begins it."""
    found = re.match(r"( *)(id: *\S.*)", lines[at])
    if found is not None:
        for indent in (len(found[1]), len(found[1]) - 2):
            yield _one(
                at, f"{' ' * indent}- {found[2]}", "luettelon kohdan alusta puuttuu viiva", f"kirjoita - {found[2]}"
            )


def _curved(lines: Sequence[str], at: int) -> Iterator[Cure]:
    if lines[at] != lines[at].translate(CURVED):
        told = "rivillä on kaarevat lainausmerkit, joita YAML ei tunne", 'kirjoita tilalle suorat lainausmerkit "'
        yield from _alike(lines, at, lambda line: line.translate(CURVED), *told)


def _open_quote(lines: Sequence[str], at: int) -> Iterator[Cure]:
    """A quotation that does not end on its line."""
    bare = QUOTED.sub(lambda found: "x" * len(found[0]), lines[at])
    found = re.search(r"(?:^\s*|[:,\[{-] *)([\"'])", bare)
    if found is not None:
        quote, line = found[1], lines[at].rstrip()
        for end in (len(line), *(one.start() for one in re.finditer(r"[\]}]+$|,", line) if one.start() > found.end())):
            text = f"{line[:end]}{quote}{line[end:]}"
            yield _one(at, text, f"lainausmerkki {quote} aukeaa mutta ei sulkeudu", f"lisää {quote} tekstin loppuun")


def _inner_quote(lines: Sequence[str], at: int) -> Iterator[Cure]:
    """A quotation within a quotation, or one that only begins the text."""
    found = VALUE.match(lines[at])
    if found is not None and found[2][0] in "\"'" and not QUOTED.fullmatch(found[2]):
        before, text = found.groups()
        inner = text[1:-1] if text[-1] == text[0] else text
        problem = f"lainausmerkki {text[0]} on keskellä tekstiä ja katkaisee sen"
        yield _one(at, before + json.dumps(inner, ensure_ascii=False), problem, "kirjoita sen tilalle kaareva ” tai ’")


def _backslash(lines: Sequence[str], at: int) -> Iterator[Cure]:
    if "\\" in lines[at] and '"' in lines[at]:
        mend = "kirjoita se kahteen kertaan tai poista se"
        yield _one(at, lines[at].replace("\\", "\\\\"), "lainausmerkkien sisällä on kenoviiva \\", mend)


def _brackets(lines: Sequence[str], at: int) -> Iterator[Cure]:
    """Brackets that do not close where the next field begins, or close too often."""
    opened, end = _unclosed(lines[at]), at
    if opened is None:
        bare = _bare(lines[at])
        for place, sign in enumerate(bare):
            if sign in "]}" and _unclosed(bare[: place + 1]) is None:
                before, after, missing = lines[at][:place], lines[at][place:], (_unclosed(bare[:place]) or "")[:1]
                if missing:
                    told = f"sulku {OPENING[missing]} aukeaa mutta ei sulkeudu", f"lisää {missing} ennen merkkiä {sign}"
                    yield _one(at, before + missing + after, *told)
                    yield _one(at, before + missing + after[1:], f"väärä sulku {sign}", f"kirjoita tilalle {missing}")
                yield _one(at, before + after[1:], f"rivillä on sulku {sign} liikaa", "poista se")
                return
    elif opened:
        while end + 1 < len(lines) and lines[end + 1].strip() and not re.match(r"\s*(?:- |[\w-]+:)", lines[end + 1]):
            end += 1
        opened = _unclosed("\n".join(lines[at : end + 1]))
        if opened:
            text = lines[end].rstrip().rstrip(",") + opened
            told = f"sulku {OPENING[opened[-1]]} aukeaa mutta ei sulkeudu", f"lisää {opened} luettelon loppuun"
            yield Cure(((end, text),), (at,), *told)


def _unclosed(line: str) -> str | None:
    """What closes the brackets that are open at the end of a line; None when one closes that is not open."""
    waiting: list[str] = []
    for sign in _bare(line):
        if sign in PAIRS:
            waiting.append(PAIRS[sign])
        elif sign in "]}" and (not waiting or waiting.pop() != sign):
            return None
    return "".join(reversed(waiting))


def _bare(line: str) -> str:
    """A line of the same length without its quotations."""
    return QUOTED.sub(lambda found: " " * len(found[0]), line)


def _unquoted(lines: Sequence[str], at: int) -> Iterator[Cure]:
    """A text that YAML reads as something else, since it has no quotes."""
    for form in (VALUE, ITEM):
        found = form.match(lines[at])
        if found is not None and re.search(r":(?: |$)", found[2]) and not _is_structure(found[2]):
            yield _quoted(at, found, "tekstissä on kaksoispiste, jonka YAML lukee kentän nimen lopuksi")
        if found is not None and found[2][0] in "@`%&*!|>#?-,":
            yield _quoted(at, found, OTHERWISE.format(found[2][0]))


def _bracketed(lines: Sequence[str], at: int) -> Iterator[Cure]:
    """A text that begins with brackets and goes on after them."""
    found = VALUE.match(lines[at])
    if found is not None and found[2][0] in PAIRS:
        yield _quoted(at, found, OTHERWISE.format(found[2][0]))


def _quoted(at: int, found: re.Match[str], problem: str) -> Cure:
    text = found[1] + json.dumps(found[2], ensure_ascii=False)
    return _one(at, text, problem, "laita teksti lainausmerkkeihin")


def _is_structure(text: str) -> bool:
    """Whether a text is no text, but a field, or something in quotes or brackets."""
    name = re.match(r"[\w-]+(?=:)", text)
    return text[0] in "\"'[{" or (name is not None and name[0] in fields())


def _misplaced(lines: Sequence[str], at: int) -> Iterator[Cure]:
    body = lines[at].lstrip(" ")
    for indent in _indents(lines, at):
        mend = f"aloita rivi {indent} välilyönnin päästä" if indent else "aloita se rivin alusta"
        yield _one(at, " " * indent + body, "rivin sisennys on väärä", mend)


def _misplaced_field(lines: Sequence[str], at: int) -> Iterator[Cure]:
    """A field that belongs to another thing than the one it stands in."""
    found = re.match(r"\s*([\w-]+):(?:\s|$)", lines[at])
    if found is not None and found[1] in fields():
        yield from _misplaced(lines, at)


def _indents(lines: Sequence[str], at: int) -> list[int]:
    """Where the line may begin, judged by what it may stand in; the least change first."""
    now = len(lines[at]) - len(lines[at].lstrip())
    found = set()
    inner = len(lines[at]) + 1
    for line in reversed(lines[:at]):
        start = re.match(r"(\s*)((?:- +)*)", line)
        if line.strip() and start is not None and len(start[1]) < inner:
            inner = len(start[1])
            found |= {inner, len(start[0]), len(start[0]) + 2}
    return sorted(found - {now}, key=lambda indent: (abs(indent - now), indent))


def _end(lines: Sequence[str], at: int) -> Iterator[Cure]:
    if re.fullmatch(r"\s*-? *[\w-]*", lines[at]) and not any(line.strip() for line in lines[at + 1 :]):
        yield _one(at, "", "tiedosto päättyy kesken", "täydennä viimeinen rivi tai palauta tiedosto")


DAMAGES: Iterable[Callable[[Sequence[str], int], Iterator[Cure]]] = (
    _replaced(f"[{BLANKS}]", " ", "rivillä on sitova välilyönti ({code})", "kirjoita tilalle tavallinen välilyönti"),
    _replaced(f"[{UNSEEN}]", "", "rivillä on näkymätön merkki ({code})", "poista se tai kirjoita rivi uudelleen"),
    _tab,
    _replaced(
        r"^(?:---|\.\.\.)(?:\s.*)?$", "", "tiedostossa on monta YAML-asiakirjaa", "poista rivit, joilla on vain ---"
    ),
    _replaced(
        rf"^( *)[{DASHES}]\s*(?=\S)",
        r"\1- ",
        "luettelon kohta alkaa merkillä {}",
        "kirjoita tilalle tavallinen viiva - ja väli",
    ),
    _replaced(r"^( *)-(?=[^\s-])", r"\1- ", "luettelon viivan jälkeen puuttuu väli", "lisää väli viivan - jälkeen"),
    _key,
    _no_dash,
    _curved,
    _open_quote,
    _inner_quote,
    _backslash,
    _brackets,
    _unquoted,
)
"""How a line is looked at, the surest way first."""
STOPPING: Iterable[Callable[[Sequence[str], int], Iterator[Cure]]] = (
    _end,
    _bracketed,
    _misplaced,
    _replaced(r" #(?=.)", " ♯", "merkki # katkaisee tekstin", "laita teksti lainausmerkkeihin"),
)
"""How a line is looked at where the parser gave up, after all else."""
