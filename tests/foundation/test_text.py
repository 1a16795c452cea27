import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.text import begin_small, fold, tidy


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Phường Hòa Mạc", "phuong hoa mac"),
        ("Phường Hoà Mạc", "phuong hoa mac"),
        ("  ĐƯỜNG\u00a0 Hoa \u200b", "duong hoa"),
        (unicodedata.normalize("NFD", "Văn hoá – xã hội"), "van hoa – xa hoi"),
        ("", ""),
    ],
)
def test_fold_takes_marks_and_case_off(text, folded):
    assert fold(text) == folded


def test_tidy_keeps_letters_and_marks():
    assert tidy(" Mô\thình\r\nDân  vận ") == "Mô hình Dân vận"


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặ ", max_size=60))
def test_fold_is_the_same_for_composed_decomposed_and_folded_text(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(fold(text))


def test_tidy_takes_out_what_shows_nothing_or_turns_a_line_round():
    assert tidy("Đường\x00 \u202ehoa\u2066\x01\ufffe\ud800\u200f") == "Đường hoa"


def test_fold_is_never_longer_than_what_it_folds():
    assert (fold("한글"), len(fold("한" * 300)), fold("İ")) == ("한글", 300, "i")


@pytest.mark.parametrize(
    ("text", "within"),
    [("Phường Duy Tiên", "phường Duy Tiên"), ("Ủy ban", "ủy ban"), ("UBND phường", "UBND phường"), ("Đ", "đ"), ("", "")],
)
def test_a_name_within_a_sentence_begins_small_but_for_short_forms(text, within):
    assert begin_small(text) == within
