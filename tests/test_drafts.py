"""Whatever an admin sends as a draft or as words is refused, or adds exactly what it tells, and costs nothing else."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
import yaml
from factories import OUTSIDE, SECOND, THEME, TOPIC, UNUSUAL
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adviser import Adviser
from bot.content.knowledge import BESIDE_ENTRIES, KnowledgeError
from bot.log.database import Database
from bot.review.changes import Addition, Change, Example, Words, parse_addition
from bot.review.publishing import Refused, Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECES = st.sampled_from(
    [
        "topic:vankilat",
        '"id": topic:toinen',
        "id: topic:koe--yksi",
        "|\n",
        ">-\n",
        "topics:",
        "actors:",
        "- id: ",
        "  ",
        "\n",
        "measure:seuranta",
        "topic:../content",
        "topic:content",
        "actor:oph",
        "---\n",
        "#",
        "&a",
        "*a",
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
        ": ",
        ", ",
        "\t",
        "\r\n",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\x00",
        "\ud800",
        "\\n",
        "aliases: [kirjasto]",
        "!!python/name:os.system ",
        "synonyms: [vanki]",
        SECOND,
        OUTSIDE,
        "content.yaml",
    ]
)
PLACES = st.integers(0, len(TOPIC))
TYPED = st.lists(st.tuples(PLACES, PLACES, st.one_of(PIECES, st.text(max_size=5))), max_size=3)
VALUES = st.recursive(
    st.one_of(st.none(), st.text(max_size=8), st.sampled_from(["topic:a", "topic:vankilat", "actor:oph", "2", "Aihe"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["id", "title", "content", "sources", "slide", "synonyms", "aliases", "topics", "actors", "areas"]
            ),
            inner,
        ),
    ),
    max_leaves=8,
)


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A good draft with a few pieces of it replaced."""
    text = TOPIC
    for one, other, piece in draw(TYPED):
        text = (
            text[: min(one, other)] + piece + text[max(one, other) :]
            if draw(st.booleans())
            else (text[:one] + piece + text[one:])
        )
    return text


@st.composite
def dumped(draw: st.DrawFn) -> str:
    """A draft of any values: perhaps one topic, perhaps more beside it."""
    odd = st.dictionaries(st.sampled_from(["aliases", "title", "x"]), VALUES, max_size=1)
    topic = {
        "id": draw(st.from_regex(r"topic:[a-z-]{1,6}", fullmatch=True)),
        "title": "Aihe",
        "content": draw(st.text()),
        "sources": [{"slide": "2"}],
        **draw(odd),
    }
    lists = draw(st.dictionaries(st.sampled_from(["actors", "areas", "topics", "x"]), VALUES, max_size=1))
    held = {"topics": [topic, *draw(st.lists(VALUES, max_size=1))], **lists}
    return yaml.safe_dump(held, allow_unicode=draw(st.booleans()))


@pytest.fixture(scope="module")
def workbench() -> Iterator[Workbench]:
    with TemporaryDirectory() as place:
        folder = Path(shutil.copytree(Path(__file__).parent / "knowledge", Path(place) / "knowledge"))
        (folder / "outside.yaml").write_text(OUTSIDE, encoding="utf-8")
        with closing(Database(Path(place) / "questions.db")) as database:
            yield Workbench(Adviser.open(folder, "auto", None), database)


def files(workbench: Workbench) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in workbench.adviser.folder.iterdir()}


def published(workbench: Workbench, change: Change) -> bool:
    """Publish a change and take it back; False when it is refused. Nothing but what it tells differs meanwhile."""
    before, knowledge = files(workbench), workbench.adviser.index.knowledge
    try:
        workbench.publish(workbench.check(change), "Maija")
    except (Refused, KnowledgeError):
        assert files(workbench) == before
        assert workbench.adviser.index.knowledge is knowledge
        return False
    after, made = files(workbench), workbench.adviser.index.knowledge
    told = set(change.target.split())
    assert {entry: one for entry, one in made.entries.items() if entry not in told} == {
        entry: one for entry, one in knowledge.entries.items() if entry not in told
    }
    lists = [name for name in BESIDE_ENTRIES if getattr(made, name) != getattr(knowledge, name)]
    if isinstance(change, Addition):
        assert told.isdisjoint(knowledge.titles)
        assert told <= made.titles.keys()
        assert {name: after[name] for name in before} == before
        assert len(after) == len(before) + 1
        assert "about" not in lists
        assert knowledge.documents.items() <= made.documents.items()
    else:
        assert after.keys() == before.keys()
        assert sum(after[name] != before[name] for name in before) == 1
        assert lists == (["outside"] if isinstance(change, Example) else [])
    workbench.undo("Maija")
    assert files(workbench) == before
    return True


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(st.text(), mangled(), dumped(), st.sampled_from(UNUSUAL)))
def test_any_draft_is_refused_or_adds_what_it_holds_and_touches_no_other_file(workbench: Workbench, text: str) -> None:
    try:
        change = parse_addition(text.encode("utf-8", "surrogatepass"), "", workbench.adviser.index.knowledge)
    except KnowledgeError:
        return
    published(workbench, change)


@settings(max_examples=80, deadline=None)
@given(
    kind=st.sampled_from([Words, Example]),
    target=st.sampled_from(["actor:kirjastot", "outside:muu", "measure:jalkautuvat-palvelut", "topic:poissa", "", "a"]),
    words=st.one_of(
        st.text(max_size=120), st.sampled_from(["- a: b", "a, b]", '"', "#", "x\nid: y", "null", "a: |", "~"])
    ),
)
def test_any_words_are_refused_or_added_and_touch_nothing_else(
    workbench: Workbench, kind: type[Words | Example], target: str, words: str
) -> None:
    published(workbench, kind(target, words))


def test_good_drafts_and_words_are_published(workbench: Workbench) -> None:
    knowledge = workbench.adviser.index.knowledge
    for good in (
        parse_addition(TOPIC.encode(), "", knowledge),
        parse_addition(THEME.encode(), "nuoret.yaml", knowledge),
        Words("actor:kirjastot", "hevonen"),
        Words("actor:kirjastot", "- a: b"),
        Example("outside:muu", "hirvi"),
    ):
        assert published(workbench, good)
