import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.paper_numbers import number_key
from kheo.recognition.rules.numbers import read_number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("43-KL/TW", "Số 043 – kl / tw"),
        ("10/2022/QH15", "số: 10/2022/qh15"),
        ("05-TTr/BCĐ", "5-TTR/BCD"),
        ("Điều lệ Đảng", "điều lệ  đảng"),
    ],
)
def test_the_same_number_however_typed(one, other):
    assert number_key(one) == number_key(other) != ""


def test_different_numbers_differ():
    keys = [number_key(text) for text in ("43-KL/TW", "43-KH/TW", "4-3KL/TW", "10/2022/QH15", "10/2023/QH15", "102022/QH15")]
    assert len(set(keys)) == 6
    assert number_key("-/-") == number_key("") == ""


@given(st.text())
def test_a_key_is_plain_and_its_own_key_where_it_has_no_order(text):
    key = number_key(text)
    assert all(sign.isascii() or sign.isdigit() for sign in key)


@given(st.integers(1, 999_999), st.sampled_from(["QĐ/BCĐ", "KL/TW", "TTr-UBND"]))
def test_a_number_of_our_own_decisions_has_the_same_key(order, symbol):
    read = read_number(f"{order:02d}-{symbol}")
    assert read is not None
    assert read.key == number_key(f"{order}–{symbol}")
