from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.language import MAX_WORD, Language, normalise, read, tokens

if TYPE_CHECKING:
    from bot.content.knowledge import Knowledge
    from bot.understanding.matching import Index

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def language() -> Language:
    """Finnish as the dictionary has it, without the words of any content."""
    return Language()


def lemmas(language: Language, form: str) -> set[str]:
    return set(language.word(form).lemmas)


@pytest.mark.parametrize(
    ("form", "lemma", "parts", "root"),
    [
        ("kirjastoihin", "kirjasto", ("kirjasto",), "kirjasto"),
        ("kunnissa", "kunta", ("kunta",), "kunta"),
        ("ohjauksen", "ohjaus", ("ohjaus",), "ohjata"),
        ("arvioinnista", "arviointi", ("arviointi",), "arvioida"),
        ("seurantaa", "seuranta", ("seuranta",), "seuranta"),
        ("liikkuvuutta", "liikkuvuus", ("liikkuvuus",), "liikkua"),
        ("koordinoivat", "koordinoida", ("koordinoida",), "koordinoida"),
        ("ohjausresursseja", "ohjausresurssi", ("ohjaus", "resurssi"), "ohjata"),
        ("urasuunnittelutaitojen", "urasuunnittelutaito", ("ura", "suunnittelu", "taito"), "ura"),
        ("palvelukartasta", "palvelukartta", ("palvelu", "kartta"), "palvella"),
        ("kuntakokeilujen", "kuntakokeilu", ("kunta", "kokeilu"), "kunta"),
        ("ennakointitiedon", "ennakointitieto", ("ennakointi", "tieto"), "ennakoida"),
        ("ohjaajakoulutuksesta", "ohjaajakoulutus", ("ohjaaja", "koulutus"), "ohjata"),
        ("oppilaitoksissa", "oppilaitos", ("oppi", "laitos"), "oppi"),
        ("erityispiirteiden", "erityispiirre", ("erityis", "piirre"), "erityis"),
        ("opetussuunnitelmiin", "opetussuunnitelma", ("opetus", "suunnitelma"), "opettaa"),
    ],
)
def test_inflected_word_gives_its_base_form_its_parts_and_a_root(
    language: Language, form: str, lemma: str, parts: tuple[str, ...], root: str
) -> None:
    word = language.word(form)
    assert word.known
    assert not word.guessed
    assert (lemma, parts, root) in {(reading.lemma, reading.parts, reading.roots[0]) for reading in word.readings}


def test_ambiguous_form_keeps_every_reading(language: Language) -> None:
    assert lemmas(language, "tutki") == {"tutkia"}
    assert lemmas(language, "hommaa") == {"homma", "hommata"}
    assert lemmas(language, "koordinoimaan") >= {"koordinoida"}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("tyossa", "työ"),
        ("tyoelamassa", "työelämä"),
        ("lisaaminen", "lisätä"),
        ("kehittaminen", "kehittää"),
        ("jarjestot", "järjestö"),
        ("yhteistyota", "yhteistyö"),
        ("elinikaisen", "elinikäinen"),
        ("tyottomille", "työtön"),
        ("henkilosto", "henkilöstö"),
        ("maarallinen", "määrällinen"),
    ],
)
def test_dropped_dots_are_restored(index: Index, form: str, lemma: str) -> None:
    flat = index.language.typed(f"{form} kansallinen koordinaatio")[0]
    assert lemma in flat.lemmas
    assert flat.guessed


def test_word_that_is_right_without_dots_keeps_both_readings_in_a_text_without_dots(language: Language) -> None:
    assert {"valittaa", "välittää"} <= set(language.typed("kuka valittaa tietoa kouluille")[1].lemmas)
    assert language.typed("kuka valittaa työstä kouluille")[1].lemmas == ("valittaa",)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("alueel", "alue"),
        ("kirjastos", "kirjasto"),
        ("kunnist", "kunta"),
        ("saaha", "saada"),
        ("rahotus", "rahoitus"),
        ("ohjaukses", "ohjaus"),
        ("kerrää", "kerätä"),
        ("täälä", "täällä"),
        ("meijän", "me"),
        ("koulutuksest", "koulutus"),
        ("työpaikois", "työpaikka"),
    ],
)
def test_spoken_form_that_somebody_types_gives_the_standard_word(language: Language, form: str, lemma: str) -> None:
    (word,) = language.typed(form)
    assert lemma in word.lemmas
    assert word.known
    assert word.guessed


@pytest.mark.parametrize("form", ["kirjastokin", "ohjausko", "kunnathan", "koulutuspa", "alueellakaan"])
def test_particle_after_a_word_changes_nothing(language: Language, form: str) -> None:
    (word,) = language.typed(form)
    assert {"kirjasto", "ohjaus", "kunta", "koulutus", "alue"} & set(word.lemmas)


@pytest.mark.parametrize("form", ["osaamis", "kokonais", "urasuunnittelu", "erityis", "työvoima"])
def test_first_part_of_a_compound_written_apart_is_known(language: Language, form: str) -> None:
    (word,) = language.typed(form)
    assert word.known


def test_every_spoken_form_of_the_content_is_read_as_its_standard_word(index: Index, knowledge: Knowledge) -> None:
    read_wrong = [
        form
        for spoken in knowledge.spoken
        for form in spoken.forms
        if len(tokens(form)) == 1 == len(tokens(spoken.word))
        and index.language.word(tokens(form)[0]).lemmas != index.language.word(tokens(spoken.word)[0]).lemmas
    ]
    assert not read_wrong


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("jotpa", "jotpa"),
        ("jotpan", "jotpa"),
        ("jotpalta", "jotpa"),
        ("jotpalle", "jotpa"),
        ("jotpassa", "jotpa"),
        ("jotpakin", "jotpa"),
        ("kehan", "keha"),
        ("kehalta", "keha"),
        ("mopan", "mopa"),
        ("okmn", "okm"),
        ("okmlle", "okm"),
        ("temin", "tem"),
        ("temiltä", "tem"),
        ("ophn", "oph"),
        ("ophlta", "oph"),
        ("elyltä", "ely"),
        ("elyjen", "ely"),
        ("avin", "avi"),
        ("aville", "avi"),
        ("avissa", "avi"),
        ("savostamossa", "savostamo"),
        ("osaamossa", "osaamo"),
    ],
)
def test_ending_of_a_name_that_no_dictionary_knows_is_taken_off(index: Index, form: str, name: str) -> None:
    word = index.language.word(form)
    assert name in word.lemmas
    assert word.known


@pytest.mark.parametrize("form", ["asdfgh", "qwerty", "xyzzy", "ööö"])
def test_strange_form_is_read_as_itself(language: Language, form: str) -> None:
    (word,) = language.typed(form)
    assert word.lemmas == (form,)
    assert not word.known


@pytest.mark.parametrize("form", ["tyossa", "rahotus", "alueel", "kirjastos"])
def test_text_of_the_content_is_not_repaired(language: Language, form: str) -> None:
    assert not language.word(form).known


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("JOTPA:n", ["jotpa"]),
        ("OKM:ään", ["okm"]),
        ("AVI:lta", ["avi"]),
        ("ELO:n ja TE:n", ["elo", "ja", "te"]),
        ("ELY-keskus", ["ely", "keskus"]),
        ("te-24", ["te", "24"]),
        ("P-Karjala", ["p", "karjala"]),
        ("palvelut/ohjaus", ["palvelut", "ohjaus"]),
        ("tieto-, neuvonta- ja ohjaus", ["tieto", "neuvonta", "ja", "ohjaus"]),
        ("e–mail a—b c‑d", ["e", "mail", "a", "b", "c", "d"]),
        ("opo's", ["opo", "s"]),
        ("sähkö\u00adposti", ["sähköposti"]),
        ("A\u0308A\u0308NI", ["ääni"]),
        ("(kuka?)", ["kuka"]),
        ("25.3.2022", ["25", "3", "2022"]),
        ("klo 12:30", ["klo", "12", "30"]),
        ("snake_case", ["snake", "case"]),
        ("huomio: kuka", ["huomio", "kuka"]),
        ("", []),
        ("🙂 …", []),
    ],
)
def test_text_is_split_at_hyphens_and_slashes_and_colon_endings_are_dropped(text: str, words: list[str]) -> None:
    assert list(tokens(text)) == words


@pytest.mark.parametrize(
    ("output", "lemma", "parts", "sort"),
    [
        ("[Ln][Xp]alue[X]alue[Sn][Ny]", "alue", ("alue",), "n"),
        ("[Ln][Xp]alue[X]alue[Sn][Ny][Bh][Bc][Ln][Xp]taso[X]taso[Sn][Ny]", "aluetaso", ("alue", "taso"), "n"),
        ("[Lt][Xp]ohjata[X]ohja[Tt][Ap][P3][Ny][Ef]a", "ohjata", ("ohjata",), "t"),
    ],
)
def test_output_of_the_transducer_is_read(output: str, lemma: str, parts: tuple[str, ...], sort: str) -> None:
    reading = read(output)
    assert (reading.lemma, reading.parts, reading.sort) == (lemma, parts, sort)


@pytest.mark.slow
def test_both_engines_read_every_word_of_the_content_and_of_the_questions_alike() -> None:
    here, portable = Language(), Language("pyvoikko")
    questions = (ROOT / "knowledge" / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [
        *(path.read_text(encoding="utf-8") for path in (ROOT / "knowledge").glob("*.yaml")),
        *(json.loads(line)["q"] for line in questions),
    ]
    said = {token for text in texts for token in tokens(text)}
    valid = {token for token in said if here.valid(token)}
    assert len(valid) > 4_000
    assert not [token for token in valid if here.word(token) != portable.word(token)]
    assert not [token for token in said - valid if portable.valid(token)]


@pytest.mark.parametrize(("engine", "said", "ended"), [("auto", "pyvoikko\n", []), ("libvoikko", "", ["OSError"])])
def test_library_that_cannot_be_loaded_is_passed_over_without_a_word_unless_it_is_asked_for(
    tmp_path: Path, engine: str, said: str, ended: list[str]
) -> None:
    for name in ("libvoikko.so.1", "libvoikko.1.dylib"):
        (tmp_path / name).write_text("no library")
    script = f"from bot.understanding.language import Language; print(Language({engine!r}).engine)"
    paths = dict.fromkeys(("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"), str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, env=os.environ | paths
    )
    assert done.stdout == said
    assert "Exception ignored" not in done.stderr
    assert [line.partition(":")[0] for line in done.stderr.splitlines()[-1:]] == ended


def test_very_long_word_is_not_analysed(language: Language) -> None:
    (word,) = language.typed("ohjaus" * 300)
    assert not word.known
    assert word.lemmas == (("ohjaus" * 300)[: MAX_WORD + 1],)


@given(st.text(st.characters(codec=None), max_size=200))
@settings(deadline=None)
def test_any_text_is_read_and_every_word_is_normal_and_has_a_reading(index: Index, text: str) -> None:
    for word in (*index.language.words(text), *index.language.typed(text)):
        assert word.surface == normalise(word.surface) != ""
        assert word.readings
        assert all(len(reading.parts) == len(reading.roots) > 0 for reading in word.readings)


@given(st.text(st.sampled_from("abdeghijklmnoprstuvyåäöABDEHIJKLMNOPRSTUVYÅÄÖ -:.'’"), max_size=60))
@settings(deadline=None)
def test_words_are_lower_case_and_upper_case_changes_nothing(index: Index, text: str) -> None:
    words = index.language.words(text)
    assert all(word.surface == word.surface.lower() for word in words)
    assert index.language.words(text.upper()) == words == index.language.words(text.lower())
