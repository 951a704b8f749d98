"""The second content: each answer cites its own documents by their nature, the overview is counted, a gap is mended."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import SECOND
from replying import lines, viewed, worded

from bot.adviser import Adviser
from bot.content.entries import Actor, Facet, Goal, Measure
from bot.content.knowledge import KnowledgeError, load
from bot.log.database import Database
from bot.replies import Open, Settle, View, decode, encode, plain, render
from bot.replies.notices import welcome
from bot.replies.texts import finnish
from bot.review.asked import read_vain
from bot.review.changes import Words
from bot.review.gaps import Senses, find_gaps
from bot.review.publishing import Workbench
from bot.understanding.answering import Ambiguous, Computed, Distress, Found, answer
from bot.understanding.matching import Index
from bot.understanding.query import NEW
from bot.understanding.table.computing import differing

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge
    from bot.log.querylog import QueryLog

LAW = "Laki."
DECISION = "Ympäristöministeriön päätös."
REPORT = "Selvitys, ei päätös."
PROPOSAL = "Saaristokuntien ehdotus, ei päätös."
PAGE = "Lähde: Pakkausyhdistys, palautusohje, tarkistettu 15.3.2026."


@pytest.fixture
def writable(tmp_path: Path) -> Path:
    """A copy of the second content that the test may change."""
    return Path(shutil.copytree(SECOND, tmp_path / "second"))


def said(question: str, index: Index) -> str:
    return plain(render(answer(question, index), index.knowledge, finnish()))


def test_it_shares_nothing_with_the_shipped_content(knowledge: Knowledge, second_index: Index) -> None:
    own = second_index.knowledge
    assert len(own.entries) >= 40
    assert own.entries.keys() & knowledge.entries.keys() == {"overview"}
    assert not own.documents.keys() & knowledge.documents.keys()
    assert not [source for entry in own.entries.values() for source in entry.sources if source.slide is not None]
    assert len({document.nature for document in own.documents.values()}) == 4


@pytest.mark.parametrize(
    ("entry", "natures"),
    [
        ("measure:biojate", [LAW]),
        ("measure:taloyhtiot", [DECISION]),
        ("measure:koulukasvatus", [DECISION, REPORT]),
        ("measure:akkupalot", [REPORT]),
        ("measure:saaristokuljetus", [PROPOSAL]),
        ("measure:pantit", [PAGE]),
        ("theme:vesilla", [PROPOSAL]),
        ("theme:keraysverkko", [LAW, PAGE]),
        ("theme:syntypaikka", [LAW, DECISION, REPORT]),
        ("goal:biojate", [DECISION, LAW]),
        ("actor:tulli", [LAW, REPORT, PAGE]),
        ("actor:koulut", [DECISION, REPORT]),
        ("overview", [LAW, DECISION, REPORT, PROPOSAL, PAGE]),
    ],
)
def test_an_answer_cites_all_that_it_draws_on_and_nothing_else(
    second_index: Index, entry: str, natures: list[str]
) -> None:
    for reply in (
        worded(second_index.knowledge, second_index.knowledge.entries[entry]),
        viewed(second_index.knowledge, Open(entry, Facet.BOTH, View.WHOLE)),
    ):
        cited = lines(reply.parts[-1])[0]
        assert {one for one in (LAW, DECISION, REPORT, PROPOSAL, PAGE) if one in cited} == set(natures)
        assert cited.count("Lähde: ") == len(natures)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("missä satamat ovat mukana", f"Lähde: Kierrätyslaki, pykälä 16, 2025. {LAW}"),
        ("missä satamat ovat mukana", f"Lähde: Aloite saariston jätehuollosta, 20.5.2026. {PROPOSAL}"),
        ("missä Tulli on mukana alueellisesti", PAGE),
        ("missä Tulli on mukana valtakunnallisesti", "sivut 52–54, 9/2025."),
        ("kuka vastaa laivajätteestä", f"Lähde: Kierrätyslaki, pykälä 16, 2025. {LAW}"),
    ],
)
def test_what_is_computed_cites_each_document_by_its_nature(second_index: Index, question: str, line: str) -> None:
    assert line in said(question, second_index)


def test_places_in_other_documents_than_the_main_one_are_told_with_their_document(second_index: Index) -> None:
    text = plain(viewed(second_index.knowledge, Open("actor:jateyhtiot", Facet.BOTH, View.WHOLE)))
    for place in ("(pykälä 4)", "(kiertosuunnitelman luku 2)", "(Lajittelu kotitalouksissa, sivu 52)"):
        assert place in text
    assert "Pakkausten palautus kauppoihin\n" in text


@pytest.mark.parametrize(
    ("measure", "began"), [("measure:pantit", "Muutoksia: "), ("measure:akkupalot", "Muutoksia vuoden 2025 jälkeen: ")]
)
def test_change_is_said_to_come_after_the_documents_of_the_measure(
    second_index: Index, measure: str, began: str
) -> None:
    """A measure of a public page has no year to count from; once it was given that of the main document."""
    entries = dict(second_index.knowledge.entries)
    update = {"successor": entries["measure:tekstiili"].successor}
    actors = [one.id for one in second_index.knowledge.of_kind(Actor)]
    entries |= {one: entries[one].model_copy(update=update) for one in actors}
    assert f"\n{began}" in plain(worded(replace(second_index.knowledge, entries=entries), entries[measure]))


def test_one_change_is_told_in_its_own_words(second_index: Index) -> None:
    entries = dict(second_index.knowledge.entries)
    successor = entries["measure:tekstiili"].successor
    entries["actor:tulli"] = entries["actor:tulli"].model_copy(update={"successor": successor})
    text = plain(worded(replace(second_index.knowledge, entries=entries), entries["measure:pantit"]))
    assert successor is not None
    assert f"\n{successor.short}" in text


def test_adding_a_theme_changes_what_the_overview_says(writable: Path, second_index: Index) -> None:
    def told() -> str:
        content = load(writable)
        replies = (
            worded(content, content.entries["overview"]),
            viewed(content, Open("overview", Facet.BOTH, View.WHOLE)),
        )
        return "\n".join(map(plain, replies))

    before = told()
    assert before.count("Teemoja on 4 ja keinoja 10.") == 2
    fields = {
        "content": "Uusi.",
        "sources": [{"url": "https://example.org/u", "title": "Uusi sivu", "checked": "2026-08-01"}],
    }
    theme = {"id": "theme:uusi", "title": "Uusi teema", **fields}
    measure = {
        "id": "measure:uusi", "title": "Uusi keino", "theme": "theme:uusi", "measures": ["Uutta."],
        "national": {"coordinators": ["actor:ym"], "tasks": ["Aloittaa"]},
        "regional": {"coordinators": ["actor:koulut"], "tasks": ["Jatkaa"]}, **fields,
    }  # fmt: skip
    (writable / "uusi.yaml").write_text(json.dumps({"themes": [theme], "measures": [measure]}), encoding="utf-8")
    after = told()
    assert after.count("Teemoja on 5 ja keinoja 11.") == 2
    assert "• Uusi teema: yksi keino" in after
    assert "• Uusi keino" in after
    assert "Lähde: Uusi sivu, tarkistettu 1.8.2026." in after
    assert "Uusi" not in before


def test_shipped_content_types_in_no_numbers_of_themes_and_measures(knowledge: Knowledge) -> None:
    said_of = [entry.content for entry in knowledge.entries.values() if entry.groups or entry.surveys]
    assert not [
        text for text in said_of if any(word in text for word in ("yksi keino", "keinoa", "teemaa", "tavoitetta"))
    ]


def test_theme_without_measures_is_told_by_its_text(writable: Path) -> None:
    theme = '{id: "theme:tyhja", title: Tyhjä teema, content: Vielä tyhjä., sources: [{section: 1}]}'
    (writable / "tyhja.yaml").write_text(f"themes: [{theme}]\n", encoding="utf-8")
    content = load(writable)
    assert plain(worded(content, content.entries["theme:tyhja"])).startswith("Tyhjä teema\nVielä tyhjä.\nLähde:")
    assert "• Tyhjä teema: ei keinoja" in plain(worded(content, content.entries["overview"]))


@pytest.mark.parametrize(
    ("question", "line"), [("mitä tavoitteita on", "Tavoitteita on 0."), ("montako keinoa on", "Keinoja on 0.")]
)
def test_list_of_nothing_says_so(second_index: Index, question: str, line: str) -> None:
    knowledge = second_index.knowledge
    entries = {one.id: one for one in knowledge.entries.values() if not isinstance(one, Measure | Goal)}
    without = Index.build(replace(knowledge, entries=entries), second_index.language)
    assert said(question, without).split("\n")[0] == line


def test_of_no_measures_none_differs() -> None:
    assert differing((), Facet.BOTH, ()) == ()


def test_all_tasks_are_counted_without_a_title(second_index: Index) -> None:
    assert said("montako tehtävää on alueellisesti", second_index).startswith("Tehtäviä on alueellisesti 22.")


@pytest.mark.parametrize("title", ["Kiitos", "Kuka olet", "Dia 3", "…", "Ok", "§ 5"])
def test_title_that_is_small_talk_a_place_or_no_word_answers_its_entry(
    writable: Path, second_index: Index, title: str
) -> None:
    topic = f'{{id: "topic:outo", title: "{title}", content: Outo., sources: [{{section: 1}}]}}'
    (writable / "outo.yaml").write_text(f"topics: [{topic}]\n", encoding="utf-8")
    found = answer(title, Index.build(load(writable), second_index.language))
    assert isinstance(found, Found)
    assert found.entry.id == "topic:outo"


def test_title_of_a_region_that_asks_who_answers_the_region(writable: Path, second_index: Index) -> None:
    """A measure that such a title speaks of once took its place."""
    title = "Kuka kerää Kainuun poistotekstiilin"
    region = f'{{id: "region:outo", title: "{title}", content: Outo., sources: [{{section: 1}}]}}'
    (writable / "outo.yaml").write_text(f"regions: [{region}]\n", encoding="utf-8")
    found = answer(title, Index.build(load(writable), second_index.language))
    assert isinstance(found, Found)
    assert found.entry.id == "region:outo"


def test_those_that_share_a_title_are_all_offered_by_their_kinds(writable: Path, second_index: Index) -> None:
    """A synonym is offered beside the title that it is of another entry, and no two buttons say the same."""
    fields = "content: Sama., sources: [{section: 1}]"
    same = f'topics: [{{id: "topic:sama", title: Satamat, {fields}}}]\n'
    word = f'terms: [{{id: "term:sama", title: Laituri, synonyms: [satamat], {fields}}}]\n'
    (writable / "sama.yaml").write_text(same + word, encoding="utf-8")
    index = Index.build(load(writable), second_index.language)
    found = answer("Satamat", index)
    assert isinstance(found, Ambiguous)
    reply = render(found, index.knowledge, finnish())
    labels = [row[0].label for row in reply.choices[:3]]
    assert sorted(labels) == ["Aihe: Satamat", "Laituri", "Toimija: Satamat"]


def test_title_that_breaks_over_lines_is_one_line(writable: Path) -> None:
    text = "topics:\n- id: topic:a\n  title: |\n    Kaksi\n    riviä\n  content: A.\n  sources: [{section: 1}]\n"
    (writable / "a.yaml").write_text(text, encoding="utf-8")
    assert load(writable).entries["topic:a"].title == "Kaksi riviä"


@pytest.mark.parametrize(
    ("areas", "fault"),
    [
        ("[{name: Я}]", "alueen nimessä 'Я' ei ole kirjaimia, kirjoita nimi kirjaimin a–ö"),
        ("[{name: Åbo}, {name: abo}]", "alueen nimi 'abo' on jo toisella (b.yaml:1), anna toinen nimi"),
    ],
)
def test_areas_that_a_button_could_not_tell_apart_are_a_fault(writable: Path, areas: str, fault: str) -> None:
    (writable / "b.yaml").write_text(f"areas: {areas}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load(writable)
    assert [str(one) for one in caught.value.faults] == [f"b.yaml:1: {fault}"]


def test_areas_told_apart_by_a_number_are_settled_each_by_its_button(writable: Path) -> None:
    (writable / "b.yaml").write_text("areas: [{name: Alue 1}, {name: Alue 2}]\n", encoding="utf-8")
    slugs = [area.slug for area in load(writable).areas if area.name.startswith("Alue")]
    assert [decode(encode(Settle(slug))) for slug in slugs] == [Settle("alue-1"), Settle("alue-2")]


def test_example_whose_letters_are_more_bytes_than_a_button_holds_is_none(writable: Path) -> None:
    path = writable / "dokumentit.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Mitä on biojäte?"', f'"{"Ж" * 40}"'), encoding="utf-8")
    assert [row[0].label for row in welcome(load(writable), finnish()).choices] == [
        "Kuka kerää poistotekstiilin?",
        "Missä satamat ovat mukana?",
    ]


@pytest.mark.parametrize("message", ["en jaksa enää elää", "haluan kuolla, missä on lähin keräyspiste"])
def test_distress_is_heard_before_the_content(second_index: Index, message: str) -> None:
    assert isinstance(answer(message, second_index), Distress)


def test_gap_is_mended_published_and_taken_back(writable: Path, second_index: Index, log: QueryLog) -> None:
    before = {path: path.read_bytes() for path in writable.rglob("*.y*ml")}
    adviser = Adviser(writable, Index.build(load(writable), second_index.language), finnish(), log)
    for question in ("mihin vien ruohosilpun", "ruohosilppu", "kuka ottaa ruohosilpun"):
        adviser.ask(question, NEW, "telegram", "private", None)
    with closing(Database(log.path)) as database:
        vain = read_vain(database, datetime.now(UTC) - timedelta(days=1))
        [gap] = [one for one in find_gaps(vain, Senses(adviser.index)) if one.aside is None]
        assert gap.count == 3
        bench = Workbench(adviser, database)
        bench.publish(bench.check(Words("measure:biojate", "ruohosilppu")), "Maija")
        found = answer("ruohosilppu", adviser.index)
        assert isinstance(found, Found)
        assert found.entry.id == "measure:biojate"
        assert not [one for one in find_gaps(vain, Senses(adviser.index)) if "ruohosilppu" in one.samples]
        bench.undo("Maija")
    assert {path: path.read_bytes() for path in writable.rglob("*.y*ml")} == before


def test_cues_and_names_without_a_letter_are_found_nowhere_and_cost_nothing(
    writable: Path, second_index: Index
) -> None:
    """Each was an IndexError when the content was read."""
    kind = 'outside: [{id: "outside:viiva", title: Viiva, cues: ["-", "…"], elsewhere: Ei mistään.}]\n'
    actor = 'actors: [{id: "actor:viiva", title: Viiva, short: "–", name: "…", content: V., sources: [{section: 1}]}]\n'
    (writable / "viiva.yaml").write_text(kind + actor, encoding="utf-8")
    index = Index.build(load(writable), second_index.language)
    assert isinstance(answer("missä satamat ovat mukana", index), Computed)
