"""The same in selkokieli: what the content says so, by a button and by a few words, and what is said without it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from replying import ASKED, actions, viewed

from bot.content.entries import Actor, Entry, Facet, Goal, Topic
from bot.replies import Cited, Heading, Items, Note, Open, Paragraph, View, plain, render, unfold
from bot.replies.texts import finnish
from bot.understanding.answering import Found, answer, converse
from bot.understanding.query import Conversation, Move

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index

MEASURE = "measure:seuranta"
LONGEST = 16
"""Most words of a sentence."""
WORD = 22
"""Longest word, in characters: each of its parts stands for itself in one with a hyphen."""
ABBREVIATION = re.compile(r"\b(?:[A-ZÅÄÖ]{2,}\w*|esim|mm|ym|ns|jne)\b\.?")


def told(knowledge: Knowledge, text: str | None, entry: str = MEASURE) -> Knowledge:
    changed = knowledge.entries[entry].model_copy(update={"plain": text})
    return replace(knowledge, entries={**knowledge.entries, entry: changed})


@pytest.mark.parametrize("facet", Facet)
def test_answer_in_selkokieli_has_its_text_what_changed_and_its_source(knowledge: Knowledge, facet: Facet) -> None:
    reply = viewed(told(knowledge, "Ohjausta seurataan yhdessä."), Open(MEASURE, facet, View.PLAIN, ASKED))
    short = viewed(knowledge, Open(MEASURE, facet, asked=ASKED))
    heading, text, *rest, source = reply.parts
    assert heading == Heading("Ohjauksen yhteinen seuranta ja arviointi")
    assert text == Paragraph("Ohjausta seurataan yhdessä.")
    assert source == short.parts[-1]
    assert isinstance(source, Cited)
    notes = [part for part in unfold(rest) if isinstance(part, Note)]
    assert sorted(note.text for note in notes) == sorted(
        part.text for part in unfold(short.parts) if isinstance(part, Note)
    )
    assert notes
    assert actions(reply) == [Open(MEASURE, facet, asked=ASKED)]


def test_goal_of_one_measure_is_told_as_that_measure(knowledge: Knowledge) -> None:
    [goal] = [one for one in knowledge.of_kind(Goal) if one.id == "goal:tyoelama"]
    content = told(told(knowledge, None, goal.id), "Töissäkin voi saada ohjausta.", "measure:tyoelama")
    reply = viewed(content, Open(goal.id, Facet.BOTH, View.PLAIN))
    assert reply.parts[:2] == (Heading(goal.title), Paragraph("Töissäkin voi saada ohjausta."))


@pytest.mark.parametrize(
    ("content", "first"),
    [
        ("Eka kappale.\n\nToka kappale.", Paragraph("Eka kappale.")),
        ("- yksi\n- kaksi\n\nLoppu.", Items(("yksi", "kaksi"))),
        ("Nämä:\n- yksi\n- kaksi\n\nLoppu.", Paragraph("Nämä:")),
    ],
)
def test_without_a_text_the_answer_says_so_and_how_the_content_begins(
    knowledge: Knowledge, content: str, first: Paragraph | Items
) -> None:
    topic = Topic(id="topic:uusi", title="Uusi", content=content, sources=knowledge.entries["topic:kysely"].sources)
    without = replace(knowledge, entries={**knowledge.entries, topic.id: topic})
    reply = viewed(without, Open(topic.id, Facet.BOTH, View.PLAIN))
    assert reply.parts[1:3] == (Note("Tästä ei ole selkokielistä tekstiä."), first)
    assert "Loppu" not in plain(reply)
    assert "Toka" not in plain(reply)


@pytest.mark.parametrize(
    "message", ["selkokielellä", "selkosuomeksi", "helpommin", "yksinkertaisemmin", "sano se helpommin", "selkokielelä"]
)
def test_a_few_words_ask_for_it(index: Index, message: str) -> None:
    _, conversation = converse("kuka vastaa seurannasta ja arvioinnista", index, Conversation())
    answers, _ = converse(message, index, conversation)
    assert isinstance(answers[0], Found)
    knowledge = told(index.knowledge, "Ohjausta seurataan yhdessä.")
    answered = replace(answers[0], entry=knowledge.entries[MEASURE])
    assert Paragraph("Ohjausta seurataan yhdessä.") in render(answered, knowledge, finnish()).parts


def test_texts_are_not_searched(knowledge: Knowledge) -> None:
    content = told(knowledge, "Merkillinen sana: kvasaari.")
    assert not [phrase for phrase, _ in content.entries[MEASURE].phrases() if "kvasaari" in phrase]


def test_every_measure_and_actor_of_the_content_is_told_in_selkokieli(knowledge: Knowledge) -> None:
    without = [one.id for one in knowledge.entries.values() if one.levelled or one.coordinates if one.plain is None]
    assert without == []


def test_texts_in_selkokieli_have_short_sentences_and_words_and_no_abbreviations(knowledge: Knowledge) -> None:
    hard: list[tuple[str, str]] = []
    for entry in knowledge.entries.values():
        for sentence in re.split(r"(?<=[a-zåäö0-9][.?!]) ", entry.plain or ""):
            words = re.findall(r"[\w:]+", sentence)
            hard += [(entry.id, sentence)] * (len(words) > LONGEST)
            hard += [(entry.id, word) for word in words if len(word) > WORD and word.casefold() not in names(entry)]
            hard += [(entry.id, found) for found in ABBREVIATION.findall(sentence) if not called(entry, found)]
    assert hard == []


def names(entry: Entry) -> set[str]:
    return set(re.findall(r"\w+", entry.title.casefold()))


def called(entry: Entry, abbreviation: str) -> bool:
    """Whether it is what the entry is about, whose title says what it means."""
    return isinstance(entry, Actor) and abbreviation.startswith(entry.short.partition("-")[0])


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("kunnat selkokielellä", "actor:kunnat"),
        ("selkokielellä ohjauksen seuranta", "measure:seuranta"),
        ("kerro selkokielellä kuka vastaa seurannasta ja arvioinnista", "measure:seuranta"),
        ("mikä on ELY selkosuomeksi", "actor:ely"),
    ],
)
def test_question_that_asks_for_selkokieli_at_once_is_told_in_it(index: Index, question: str, entry: str) -> None:
    found = answer(question, index)
    assert isinstance(found, Found)
    assert (found.entry.id, found.move) == (entry, Move.PLAIN)


def test_question_about_materials_in_selkokieli_is_about_these(index: Index) -> None:
    found = answer("saako ohjausta selkokielellä", index)
    assert not isinstance(found, Found) or found.move is None
