from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.masking import mask

CODES = st.from_regex(r"[0-9]{6}[-+YXWVUABCDEF][0-9]{3}[0-9A-FHJ-NPR-Y]", fullmatch=True)
PHONES = st.from_regex(r"(0|040|\+358|\+358 |00358)[1-9]([ -]?[0-9]){6,8}", fullmatch=True)


@pytest.mark.parametrize("code", [
    "010190-123A", "010190+123A", "010190A123X", "010190B1237", "311299F999Y", "010190Y123A", "010190U123A",
    "010190a123x", "010190-123a", "010190 - 123A", "010190 -123 A", "01 01 90-123A", "01.01.90-123A", "010190–123A",
    "010190 123A", "010190123A", "999999-9999",
])
def test_personal_identity_code_is_masked_however_it_is_written(code: str) -> None:
    assert mask(f"hetuni on {code}, kuka auttaa?") == "hetuni on [henkilötunnus], kuka auttaa?"


@pytest.mark.parametrize("number", [
    "+358401234567", "+358 40 123 4567", "+358 (0)40 123 4567", "+358-40-1234567", "00358 40 1234567", "358401234567",
    "0401234567", "040 1234567", "040-123 4567", "040-123-45-67", "040.123.4567", "050/1234567", "09 1234567",
    "(09) 123 456", "0295 025 000", "0800 12345", "+46 70 123 45 67", "040–1234567",
])
def test_phone_number_is_masked_however_it_is_written(number: str) -> None:
    assert "[puhelinnumero]" in mask(f"soita {number}, kiitos")
    assert not any(letter.isdigit() for letter in mask(f"soita {number}, kiitos"))


@pytest.mark.parametrize("address", [
    "maija.meikalainen@kunta.fi", "MAIJA@KUNTA.FI", "maija.meikäläinen+elo@ely-keskus.fi", "maija @ kunta.fi",
    "maija(at)kunta.fi", "maija [at] kunta.fi", "0401234567@kunta.fi",
])
def test_email_address_is_masked_however_it_is_written(address: str) -> None:
    assert mask(f"kirjoita {address} heti") == "kirjoita [sähköposti] heti"


@pytest.mark.parametrize("text", [
    "", "kuka koordinoi vuosina 2022–2025?", "diat 7, 8, 9, 10 ja 11", "dia 15/18", "diat 14 15 16 - 2022",
    "1 000 000 euroa vuonna 2022", "päivätty 25.3.2022", "päivätty 05.06.2022", "2022-03-25", "klo 09.00–15.30",
    "15 ELY-keskusta ja 300 kuntaa", "tilanne 12/2022", "40 % vastaajista", "www.opintopolku.fi", "@elo_botti hei",
])
def test_years_slides_amounts_and_days_stay(text: str) -> None:
    assert mask(text) == text


def test_each_of_several_identifiers_is_masked() -> None:
    assert mask("010190-123A, a@b.fi ja 040 1234567") == "[henkilötunnus], [sähköposti] ja [puhelinnumero]"


@given(before=st.text(), code=st.one_of(CODES, CODES.map(str.lower)), after=st.text())
def test_no_personal_identity_code_leaks(before: str, code: str, after: str) -> None:
    assert code not in mask(before + code + after)


@given(before=st.text(), address=st.emails(), after=st.text())
def test_no_email_address_leaks(before: str, address: str, after: str) -> None:
    assert address not in mask(before + address + after)


@given(before=st.text().filter(lambda text: not text[-1:].isdigit()), number=PHONES, after=st.text())
def test_no_phone_number_leaks(before: str, number: str, after: str) -> None:
    assert number not in mask(before + number + after)


@given(st.text(max_size=2000))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize("text", ["a" * 100_000, "1 " * 50_000, "0" * 100_000, "a.@" * 30_000, "+" * 100_000])
def test_hostile_text_is_masked_quickly(text: str) -> None:
    began = perf_counter()
    mask(text)
    assert perf_counter() - began < 1
