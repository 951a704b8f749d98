"""What of an answer a phone shows at one glance, and what is folded away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.replies import Cited, Heading, Items, Note, Paragraph, Part, Quote, unfold
from bot.replies.folding import ROOM, count_lines, fold

WORDS = st.lists(st.sampled_from(["ohjaus", "alueellisesti", "ja", "seuranta."]), min_size=1, max_size=30).map(" ".join)
HEADINGS, PARAGRAPHS, NOTES = WORDS.map(Heading), WORDS.map(Paragraph), WORDS.map(Note)
LISTS = st.lists(WORDS, min_size=1, max_size=8).map(tuple).map(Items)
BODIES = st.lists(PARAGRAPHS | LISTS, max_size=5)


def words(parts: tuple[Part, ...]) -> list[str]:
    """Every word that is said, in order."""
    texts = ("\n".join(part.items) if isinstance(part, Items) else part.text for part in unfold(parts))
    return [word for text in texts for word in text.split()]


@given(st.lists(HEADINGS, min_size=1, max_size=2), BODIES, BODIES, st.lists(NOTES, max_size=3))
def test_nothing_is_left_out(
    lead: list[Heading], body: list[Paragraph | Items], rest: list[Paragraph | Items], notes: list[Note]
) -> None:
    whole = (*lead, *body, *rest, *notes, Cited("Lähde."))
    folded = fold(lead, body, rest, (*notes, Cited("Lähde.")))
    assert sorted(words(folded)) == sorted(words(whole))
    assert folded[: len(lead)] == tuple(lead)
    assert folded[-1] == Cited("Lähde.")
    assert sum(isinstance(part, Quote) for part in folded) <= 1


@given(BODIES)
def test_what_fits_is_not_folded(body: list[Paragraph | Items]) -> None:
    folded = fold((Heading("Otsikko"),), body, (), (Cited("Lähde."),))
    fits = count_lines((Heading("Otsikko"), *body, Cited("Lähde."))) <= ROOM
    assert any(isinstance(part, Quote) for part in folded) is not fits


@given(BODIES)
def test_what_is_shown_of_a_short_lead_fits_the_screen(body: list[Paragraph | Items]) -> None:
    assert count_lines(fold((Heading("Otsikko"),), body, (), (Cited("Lähde."),))) <= ROOM


def test_list_is_divided_between_its_items_and_never_only_introduced() -> None:
    tasks = Items(tuple(f"tehtävä {number}" for number in range(30)))
    heading, intro, shown, quote, source = fold(
        (Heading("Kuka"),), (Paragraph("Tehtävät:"), tasks), (), (Cited("Lähde."),)
    )
    assert (heading, intro, source) == (Heading("Kuka"), Paragraph("Tehtävät:"), Cited("Lähde."))
    assert isinstance(shown, Items)
    assert isinstance(quote, Quote)
    assert (*shown.items, *quote.parts[0].items) == tasks.items  # type: ignore[union-attr]
    long = Items(("pitkä tehtävä " * 60, "toinen"))
    _, quote, _ = fold((Heading("Kuka"),), (Paragraph("Tehtävät:"), long), (), (Cited("Lähde."),))
    assert quote == Quote((Paragraph("Tehtävät:"), long))


def test_notes_but_the_first_are_folded_where_there_is_no_room_for_them() -> None:
    notes = [Note(f"{name} " * 40) for name in ("ensimmäinen", "toinen")]
    lead = (Heading("Kuka " * 40),)
    *_, quote, first, source = fold(lead, (), (Paragraph("Lisää."),), (*notes, Cited("Lähde.")))
    assert (first, source) == (notes[0], Cited("Lähde."))
    assert quote == Quote((Paragraph("Lisää."), notes[1]))
