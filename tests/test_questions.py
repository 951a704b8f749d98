from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.content.knowledge import KnowledgeError
from bot.content.questions import Labelled, differing, labelled, read_conversations, read_labelled

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = {
    "id": "A-1",
    "q": "Mitä Lapissa?",
    "expect": "answer",
    "target": ["region:Lappi"],
    "facet": "regional",
    "aspect": "what",
    "style": "keyword",
    "note": "x",
}
TURN = {key: WHOLE[key] for key in ("q", "expect", "target")}
TALK = {"id": "C-1", "turns": [TURN, TURN]}
SHORT = {"id": "A-2", "q": "moi\u2028", "expect": "smalltalk", "target": []}


def written(folder: Path, *rows: object, name: str = "questions.jsonl") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def faults(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as error:
        labelled(folder)
    return [str(fault) for fault in error.value.faults]


def test_question_file_is_read(tmp_path: Path) -> None:
    found = read_labelled(written(tmp_path, WHOLE, "", SHORT, "\r"))
    assert found == (
        Labelled("A-1", "Mitä Lapissa?", "answer", frozenset({"region:Lappi"}), "regional", "what", "keyword"),
        Labelled("A-2", "moi\u2028", "smalltalk", frozenset(), "any", "any", "-"),
    )
    assert [turn.place for turn in found] == [(f"{tmp_path}/questions.jsonl", line) for line in (1, 3)]


def test_conversation_is_read_as_its_turns(tmp_path: Path) -> None:
    conversations = read_conversations(written(tmp_path, TALK, WHOLE))
    assert [[turn.id for turn in conversation] for conversation in conversations] == [["C-1.1", "C-1.2"], ["A-1"]]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("{", "rivi ei ole JSONia"),
        ("rikki", "rivi ei ole JSONia"),
        (100_000 * "[", "rivi ei ole JSONia"),
        ([], "rivi ei ole kysymys"),
        ("7", "rivi ei ole kysymys"),
        ('"kuka"', "rivi ei ole kysymys"),
        ("null", "rivi ei ole kysymys"),
        (TALK | {"turns": ["kuka"]}, "rivi ei ole kysymys"),
        (TURN, "kenttä id puuttuu tai ei ole tekstiä"),
        (TURN | {"id": ["A"]}, "kenttä id puuttuu tai ei ole tekstiä"),
        (TALK | {"turns": 7}, "kentän turns pitää olla luettelo kysymyksiä"),
        (TALK | {"turns": []}, "kentän turns pitää olla luettelo kysymyksiä"),
        (TALK | {"turns": None}, "kentän turns pitää olla luettelo kysymyksiä"),
        ({"id": "A-1", "expect": "answer", "target": ["a"]}, "kenttä q puuttuu"),
        (TALK | {"turns": [TURN, {"q": "kuka", "target": ["a"]}]}, "kenttä expect puuttuu"),
        ({"id": "A-1", "q": "kuka", "expect": "answer"}, "kenttä target puuttuu"),
        (WHOLE | {"q": 5}, "kentän q pitää olla tekstiä"),
        (WHOLE | {"style": None}, "kentän style pitää olla tekstiä"),
        (WHOLE | {"expect": "muu"}, "kentän expect arvo 'muu' ei kelpaa"),
        (WHOLE | {"expect": ["none"]}, "kentän expect arvo \"['none']\" ei kelpaa"),
        (WHOLE | {"facet": "local"}, "kentän facet arvo 'local' ei kelpaa"),
        (WHOLE | {"aspect": 900 * "a"}, f"kentän aspect arvo '{40 * 'a'}' ei kelpaa"),
        (WHOLE | {"target": None}, "kentän target pitää olla luettelo tekstejä"),
        (WHOLE | {"target": "slide:7"}, "kentän target pitää olla luettelo tekstejä"),
        (WHOLE | {"target": [7]}, "kentän target pitää olla luettelo tekstejä"),
        (WHOLE | {"target": []}, "kenttä target on tyhjä"),
    ],
)
def test_line_that_is_no_question_is_one_fault_with_its_place_and_mend(tmp_path: Path, row: object, wrong: str) -> None:
    [fault] = faults(written(tmp_path / "questions", SHORT, "", row).parent)
    assert fault.startswith(f"questions/questions.jsonl:3: {wrong}, ")


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = written(tmp_path / "questions", WHOLE, "{", TALK, name="a.jsonl").parent
    written(folder, SHORT, {"id": "C-1.2", "q": 1}, WHOLE, name="b.jsonl")
    (folder / "c.jsonl").write_bytes(b'{"id": "x"\n\xff')
    (folder / "d.jsonl").mkdir()
    assert [fault.partition(",")[0] for fault in faults(folder)] == [
        "questions/a.jsonl:2: rivi ei ole JSONia",
        "questions/b.jsonl:2: kenttä expect puuttuu",
        "questions/b.jsonl:2: kenttä target puuttuu",
        "questions/b.jsonl:2: kentän q pitää olla tekstiä",
        "questions/b.jsonl:3: tunnus A-1 on jo käytössä (questions/a.jsonl:1)",
        "questions/c.jsonl:1: rivi ei ole JSONia",
        "questions/c.jsonl:2: rivi ei ole JSONia",
        "questions/c.jsonl:2: tiedosto ei ole UTF-8-muodossa",
        "questions/d.jsonl:1: ei ole tavallinen tiedosto",
    ]


def test_id_that_two_questions_have_is_a_fault(tmp_path: Path) -> None:
    folder = written(tmp_path / "questions", TALK, WHOLE | {"id": "C-1.2"}, SHORT).parent
    assert faults(folder) == [
        "questions/questions.jsonl:2: tunnus C-1.2 on jo käytössä (questions/questions.jsonl:1), anna toinen tunnus"
    ]


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"gone\.jsonl:1: tiedostoa ei voi lukea"):
        read_labelled(tmp_path / "gone.jsonl")


def test_hidden_files_and_others_are_not_read(tmp_path: Path) -> None:
    folder = written(tmp_path / "questions", WHOLE).parent
    for name in (".dev.jsonl", "README"):
        (folder / name).write_text("ei luettavaksi", encoding="utf-8")
    assert [[turn.id for turn in turns] for turns in labelled(folder)] == [["A-1"]]
    assert labelled(folder / "gone") == ()


def test_file_of_questions_behind_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    folder = written(tmp_path / "questions", WHOLE).parent
    (folder / "questions.jsonl").rename(tmp_path / "elsewhere.jsonl")
    (folder / "questions.jsonl").symlink_to(tmp_path / "elsewhere.jsonl")
    [fault] = faults(folder)
    assert fault.startswith("questions/questions.jsonl:1: linkki vie kansion ulkopuolelle, ")


def test_what_differs_is_told_by_id_and_a_moved_line_is_no_difference(tmp_path: Path) -> None:
    before = read_conversations(written(tmp_path, WHOLE, TALK, SHORT))
    after = read_conversations(written(tmp_path, TALK, "", WHOLE | {"id": "B"}, SHORT | {"q": "hei"}))
    assert differing(before, after) == {"added": ("B",), "removed": ("A-1",), "changed": ("A-2",)}
    assert not any(differing(before, before).values())
