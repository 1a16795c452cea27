import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.recognition.rules.codes import ALPHABET, BITS, code_of, normalise, printed

NUMBERS = st.integers(0, (1 << BITS) - 1)


def test_the_alphabet_is_crockfords():
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("ILOU")


def test_a_code_has_eighty_bits():
    assert (code_of(0), code_of((1 << 80) - 1)) == ("0" * 16, "Z" * 16)
    assert code_of(32) == "0" * 14 + "10"


@pytest.mark.parametrize("number", [-1, 1 << 80])
def test_a_number_out_of_range_has_no_code(number):
    with pytest.raises(ValueError, match=str(number)):
        code_of(number)


@given(NUMBERS, NUMBERS)
def test_different_numbers_have_different_codes(one, other):
    assert (code_of(one) == code_of(other)) == (one == other)


@given(NUMBERS)
def test_what_is_printed_is_understood(number):
    code = code_of(number)
    assert normalise(printed(code)) == code
    assert normalise(f"  {printed(code).lower()} ") == code
    assert normalise(code.replace("0", "O").replace("1", "l")) == code
    assert normalise(code.replace("1", "i")) == code
    assert normalise("–".join(code)) == code


@pytest.mark.parametrize("text", ["", "-", "U" * 16, "0" * 15, "0" * 17, "0" * 15 + "*", "0" * 15 + "Đ", "x" * 5000, "０" * 16])
def test_what_is_no_code_is_none(text):
    assert normalise(text) is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text):
    code = normalise(text)
    assert code is None or (len(code) == 16 and set(code) <= set(ALPHABET))
