from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.content.entries import Facet
from bot.content.knowledge import load
from bot.replies import (
    Ask,
    Choice,
    Cited,
    Feedback,
    Heading,
    Items,
    Judge,
    More,
    Note,
    Open,
    Paragraph,
    Part,
    Quote,
    Reply,
    Share,
    View,
    decode,
    encode,
    plain,
    render,
    show,
    unfold,
)
from bot.replies.texts import finnish
from bot.telegram.messages import LIMIT, Written, end_judging, remove, write
from bot.understanding.answering import Found
from bot.understanding.query import Query

if TYPE_CHECKING:
    from telegram import InlineKeyboardMarkup, MessageEntity

texts = st.text(max_size=300)
parts = st.one_of(
    st.builds(Heading, texts),
    st.builds(Paragraph, texts),
    st.builds(Note, texts),
    st.builds(Cited, texts),
    st.builds(Items, st.lists(texts, max_size=5).map(tuple)),
)
long = st.builds(Paragraph, st.integers(0, 3000).map(lambda length: "ä🙂" * length))
flat = st.one_of(parts, long)
quotes = st.builds(Quote, st.lists(flat, max_size=4).map(tuple))


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def of(text: str, entity: MessageEntity) -> str:
    """What Telegram marks: the part of the text that the offset and length stand for."""
    raw = text.encode("utf-16-le")
    return raw[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")


def test_answer_looks_as_it_should() -> None:
    written = write(
        Reply(
            (
                Heading("Urasuunnittelutaidot"),
                Heading("Alueellisesti"),
                Paragraph("Vastuutahot: kirjastot."),
                Paragraph("Tehtävät:"),
                Items(("Järjestää.", "Kouluttaa.")),
                Cited("Lähde: dia 12."),
            )
        )
    )
    assert written.text == (
        "Urasuunnittelutaidot\nAlueellisesti\nVastuutahot: kirjastot.\n\n"
        "Tehtävät:\n• Järjestää.\n• Kouluttaa.\nLähde: dia 12."
    )
    assert [(entity.type, of(written.text, entity)) for entity in written.entities] == [
        ("bold", "Urasuunnittelutaidot"),
        ("bold", "Alueellisesti"),
        ("italic", "Lähde: dia 12."),
    ]


def test_offsets_count_utf_16_units() -> None:
    written = write(Reply((Paragraph("🙂🙂"), Heading("Ä🙂"))))
    assert [(entity.offset, entity.length) for entity in written.entities] == [(6, 3)]


def quoted(written: Written) -> list[str]:
    return [of(written.text, one) for one in written.entities if one.type == "expandable_blockquote"]


def test_quotation_stands_right_between_what_is_beside_it_and_is_marked_from_end_to_end() -> None:
    inner = (Paragraph("Tehtävät:"), Items(("Yksi.", "Kaksi.")), Heading("Muut"), Paragraph("Kolme."))
    written = write(Reply((Heading("Ä🙂🙂"), Paragraph("Keino 👍"), Quote(inner), Note("Muutos"), Cited("Lähde"))))
    assert written.text == ("Ä🙂🙂\nKeino 👍\nTehtävät:\n• Yksi.\n• Kaksi.\n\nMuut\nKolme.\nMuutos\nLähde")
    assert quoted(written) == ["Tehtävät:\n• Yksi.\n• Kaksi.\n\nMuut\nKolme."]
    marked = [(entity.type, of(written.text, entity)) for entity in written.entities]
    assert set(marked) == {
        ("bold", "Ä🙂🙂"),
        ("expandable_blockquote", *quoted(written)),
        ("bold", "Muut"),
        ("italic", "Lähde"),
    }


def test_quotation_may_stand_first_and_an_empty_one_is_none() -> None:
    assert quoted(write(Reply((Quote((Paragraph("🙂a"),)), Paragraph("b"))))) == ["🙂a"]
    written = write(Reply((Paragraph("a"), Quote(()), Paragraph("b"))))
    assert (written.text, written.entities) == ("a\nb", ())


def test_quotation_that_is_too_long_is_cut_in_whole_parts_and_what_is_below_it_stays() -> None:
    inner = (Paragraph("🙂" * 1000), Items(("b" * 2000,)), Paragraph("c" * 100), Paragraph("d" * 100))
    written = write(Reply((Heading("Otsikko"), Quote(inner), Note("e" * 60), Cited("🙂" * 10))))
    assert quoted(written) == ["🙂" * 1000 + "\n• " + "b" * 2000]
    assert written.text == f"Otsikko\n{quoted(written)[0]}\n{'e' * 60}\n{'🙂' * 10}"
    assert units(written.text) <= LIMIT


def test_quotation_is_as_long_as_a_message_can_be() -> None:
    fitting = LIMIT - len("Otsikko\n") - len("\nLähde")
    for more in (0, 1):
        inner = Quote((Paragraph("a" * (fitting + more)),))
        written = write(Reply((Heading("Otsikko"), inner, Cited("Lähde"))))
        assert (units(written.text) == LIMIT) is (not more)
        assert written.text.endswith("\nLähde")
        assert len(quoted(written)) == 1 - more


def test_quotation_of_blanks_is_not_marked() -> None:
    assert quoted(write(Reply((Heading("Otsikko"), Quote((Paragraph(" "),)), Cited("Lähde"))))) == []


def test_keyboard_that_ends_judging_keeps_what_stands_beside_the_verdict() -> None:
    more, verdict = Choice("Lisää …", More(Facet.BOTH, asked=7)), [Judge(one, 7) for one in Feedback][:2]
    rows = ((Choice("Yksi", Open("overview", Facet.BOTH)),), (more, *(Choice(one.feedback, one) for one in verdict)))
    keyboard = write(Reply((Paragraph("a"),), rows)).keyboard
    assert keyboard is not None
    below = ((Choice("Muu", Judge(Feedback.OTHER, 7)),),)
    assert labels(end_judging(keyboard, below)) == [["Yksi"], ["Lisää …"], ["Muu"]]
    assert labels(end_judging(end_judging(keyboard, below), ())) == [["Yksi"], ["Lisää …"]]
    assert labels(remove(keyboard, encode(More(Facet.BOTH, asked=7)), below)) == [
        ["Yksi"],
        ["helped", "not-helped"],
        ["Muu"],
    ]
    assert labels(remove(keyboard, "o|overview|b")) == [["Lisää …", "helped", "not-helped"]]
    assert remove(keyboard, "o|overview|n") == keyboard


def labels(keyboard: InlineKeyboardMarkup) -> list[list[str]]:
    return [[button.text for button in row] for row in keyboard.inline_keyboard]


def test_markup_is_shown_as_it_is() -> None:
    assert write(Reply((Paragraph("<b>a</b> & *b* [c](d)"),))).text == "<b>a</b> & *b* [c](d)"


def test_last_parts_are_left_out_when_the_text_is_too_long() -> None:
    written = write(Reply((Heading("Otsikko"), Paragraph("a" * 4000), Paragraph("b" * 100), Cited("c"))))
    assert written.text == "Otsikko\n" + "a" * 4000
    assert len(written.entities) == 1


def test_first_part_is_cut_between_characters() -> None:
    written = write(Reply((Heading("a" + "🙂" * 3000),)))
    assert written.text == "a" + "🙂" * 2047
    assert (written.entities[0].offset, written.entities[0].length) == (0, 4095)


def test_choices_become_rows_of_buttons() -> None:
    one, two, three = (
        Choice("Yksi", Open("overview", Facet.BOTH)),
        Choice("Kaksi", Ask("Kuka?")),
        Choice("Kolme", Open("actor:okm", Facet.NATIONAL)),
    )
    keyboard = write(Reply((Paragraph("a"),), ((one, two), (three,)))).keyboard
    assert keyboard is not None
    assert [[button.text for button in row] for row in keyboard.inline_keyboard] == [["Yksi", "Kaksi"], ["Kolme"]]
    assert [decode(str(button.callback_data)) for row in keyboard.inline_keyboard for button in row] == [
        one.action,
        two.action,
        three.action,
    ]


def test_no_choices_no_keyboard() -> None:
    assert write(Reply((Paragraph("a"),))).keyboard is None


@given(st.lists(st.one_of(flat, quotes), max_size=12).map(tuple))
def test_every_reply_fits_and_every_entity_marks_a_whole_part(given_parts: tuple[Part, ...]) -> None:
    written = write(Reply(given_parts))
    assert units(written.text) <= LIMIT
    bodies = {part.text for part in unfold(given_parts) if isinstance(part, Heading | Cited)}
    for entity in written.entities:
        marked = of(written.text, entity)
        assert marked.strip()
        if entity.type != "expandable_blockquote":
            assert any(body == marked or body.startswith(marked) for body in bodies)


@given(st.lists(st.one_of(flat, quotes), max_size=6).map(tuple))
def test_unfolding_changes_no_word_of_what_fits(given_parts: tuple[Part, ...]) -> None:
    reply = Reply(given_parts)
    assume(units(plain(reply)) < LIMIT - 2)
    assert write(reply).text.split() == write(Reply(tuple(unfold(given_parts)))).text.split()


@pytest.mark.parametrize("facet", list(Facet))
def test_no_answer_of_the_content_is_too_long_for_a_message(facet: Facet) -> None:
    knowledge = load(Path(__file__).parent.parent / "knowledge")
    for entry in knowledge.entries.values():
        for reply in (
            render(Found(Query(entry.title, ()), entry, facet, 1.0), knowledge, finnish()),
            *(
                show(
                    Found(Query(entry.title, ()), entry, facet, 1.0), Open(entry.id, facet, view), knowledge, finnish()
                )
                for view in View
            ),
        ):
            assert write(reply).text.endswith(plain(reply).splitlines()[-1])
            actions = [choice.action for row in reply.choices for choice in row]
            assert all(len(encode(action).encode()) <= 64 for action in actions if not isinstance(action, Share))
