"""Bold, italic and links in the content: what is marked, what a reader sees of it, and that nobody else can mark."""

from __future__ import annotations

import pickle
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adviser import Adviser
from bot.cli.contract import tabulate_answer
from bot.content.entries import Topic
from bot.content.marking import Mark, Marked, Style, insert, joined, marks_of, read_marks
from bot.kept import _Unpickler
from bot.replies import Items, Paragraph, Reply, plain, render
from bot.replies.offers import find_offers
from bot.replies.texts import finnish
from bot.telegram.messages import write
from bot.understanding.answering import Found, answer

if TYPE_CHECKING:
    from pathlib import Path

MARKED = """\
documents:
  - {id: document:ohje, title: Ohje, publisher: Kunta, date: 2026-01-01, nature: report}
topics:
  - id: topic:hakemus
    title: Hakemuksen jättäminen
    content: |
      Jätä hakemus **ennen perjantaita** ja *vain kerran*. Ks. [hakuohje](https://example.org/haku_a).

      - OKM **ei** hyväksy
      - hinta 5 * 3 euroa
    sources: [{document: document:ohje}]
"""


def words(text: str) -> list[tuple[str, str, str]]:
    """What is marked in a text, how, and where a link leads."""
    return [(text[mark.start : mark.end], mark.style.value, mark.url) for mark in marks_of(text)]


@pytest.fixture
def marked(folder: Path) -> Adviser:
    (folder / "hakemus.yaml").write_text(MARKED, encoding="utf-8")
    return Adviser.open(folder, "auto", None)


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        ("ei mitään", "ei mitään", []),
        ("**a** ja *b*", "a ja b", [("a", "bold", ""), ("b", "italic", "")]),
        ("[**b** c](http://a.fi)", "b c", [("b c", "link", "http://a.fi"), ("b", "bold", "")]),
        ("5 * 3 * 2, a_b_c ja ___", "5 * 3 * 2, a_b_c ja ___", []),
        (r"\*tähti\* \[ja\] C:\temp", r"*tähti* [ja] C:\temp", []),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))", []),
        ("[x](data:text/html,a) [y](/polku) [z](ftp://a.fi)", "[x](data:text/html,a) y z", []),
        ("[x](https://pankki.fi@muu.org/)", "x", []),
        ("[x](https://palvelin/)", "x", []),
        ("[https://pankki.fi](https://muu.org/a)", "https://pankki.fi (muu.org)", None),
        ("[www.pankki.fi](https://pankki.fi/a)", "www.pankki.fi", None),
        ("<b>x</b> &amp; `y`", "<b>x</b> &amp; `y`", []),
    ],
)
def test_markup_of_the_content_is_read(text: str, said: str, found: list[tuple[str, str, str]] | None) -> None:
    assert read_marks(text) == said
    assert found is None or words(read_marks(text)) == found


@given(st.text(alphabet="ab *_[]()\\!<>:/.ö🙂\n", max_size=80) | st.text(max_size=80))
def test_any_text_is_read_and_marks_lie_in_it(text: str) -> None:
    said = read_marks(text)
    assert all(0 <= mark.start < mark.end <= len(said) for mark in marks_of(said))
    assert str(joined(["x", said, "y"])) == f"x{said}y"
    assert words(joined(["x", said])) == words(said)


@given(st.integers(0, 12), st.integers(0, 12))
def test_marks_stay_on_their_words_when_more_is_put_beside_them(first: int, second: int) -> None:
    text = Marked("alku sana loppu")
    text.marks = (Mark(Style.BOLD, 5, 9),)
    longer = insert(text, [(place, "+") for place in sorted((first, second))])
    assert [word.replace("+", "") for word, _, _ in words(longer)] == ["sana"]
    assert not words(longer)[0][0].startswith("+")


def test_reader_sees_marks_in_telegram_and_addresses_elsewhere(marked: Adviser) -> None:
    found = answer("Hakemuksen jättäminen", marked.index)
    assert isinstance(found, Found)
    reply = render(found, marked.index.knowledge, finnish())
    written = write(reply)
    raw = written.text.encode("utf-16-le")
    seen = [
        (raw[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le"), one.type, one.url)
        for one in written.entities
    ]
    assert seen[1:-1] == [
        ("ennen perjantaita", "bold", None),
        ("vain kerran", "italic", None),
        ("hakuohje", "text_link", "https://example.org/haku_a"),
        ("ei", "bold", None),
    ]
    assert "Ks. hakuohje.\n• OKM ei hyväksy\n• hinta 5 * 3 euroa" in written.text
    for said in (plain(reply), tabulate_answer(found, reply, "", 0)["reply"]):
        assert "*vain" not in str(said)
        assert "Ks. hakuohje (https://example.org/haku_a)." in str(said)
    [offer, *_] = find_offers("Hakemuksen jättäminen", marked.index, finnish())
    assert write(offer.reply).entities == written.entities


def test_markup_is_no_word_of_the_index_and_stays_when_it_is_kept(marked: Adviser) -> None:
    topic = marked.index.knowledge.entries["topic:hakemus"]
    assert isinstance(topic, Topic)
    phrases = [phrase for phrase, _ in topic.phrases()]
    assert "hakuohje." in phrases
    assert not any(sign in phrase for phrase in phrases for sign in ("**", "example", "]"))
    index = _Unpickler(BytesIO(pickle.dumps(marked.index, protocol=5))).load()
    [first, items] = index.knowledge.entries["topic:hakemus"].blocks
    assert words(first)[-1] == ("hakuohje", "link", "https://example.org/haku_a")
    assert words(items[0]) == [("ei", "bold", "")]


def test_what_a_user_writes_is_never_marked() -> None:
    said = "**kuka** [x](https://example.org)"
    written = write(Reply((Paragraph(said), Items((said,)))))
    assert (written.text, written.entities) == (f"{said}\n• {said}", ())


def test_marks_after_a_cut_are_cut_too() -> None:
    text = read_marks(f"{'ä🙂' * 1360}**{'b' * 100}**")
    [entity] = write(Reply((Paragraph(text),))).entities
    assert (entity.offset, entity.length) == (4080, 16)
