from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.rules.slips import LENGTH, new_code, printed_code, typed_code


def test_a_printed_code_is_read_back_as_it_is_typed():
    code = new_code()
    assert len(code) == LENGTH
    assert typed_code(printed_code(code)) == typed_code(printed_code(code).lower().replace("-", " ")) == code


def test_letters_taken_for_digits_are_understood():
    assert typed_code("O0O0-IL11-ABCD") == "00001111ABCD"


def test_what_is_no_code_is_none():
    assert [typed_code(text) for text in ("", "K7QF-9M2D", "K7QF-9M2D-T4XU", "K7QF-9M2D-T4XW-8", "ổ" * 12)] == [None] * 5


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_code_or_none(text):
    code = typed_code(text)
    assert code is None or len(code) == LENGTH


def test_two_codes_are_not_alike():
    assert len({new_code() for _ in range(1000)}) == 1000
