import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.movement.likeness import digest_of, read
from kheo.movement.likeness.words import GAP


def test_words_are_folded_and_numbers_are_all_one():
    reading = read("Đường HOA dài 1.240,5 m; 42,6 triệu")
    assert reading.words == ("duong", "hoa", "dai", "0", "m", "0", "trieu")
    assert [reading.text[start:end] for start, end in reading.places][3] == "1.240,5"


def test_set_phrases_are_gaps_and_the_longest_is_taken():
    assert read("Mô hình dân vận khéo của xóm").words == (GAP, GAP, GAP, GAP, GAP, "cua", "xom")
    assert read("mô hình của xóm").length == 2
    assert read("Mặt trận").words == ("mat", "tran")  # not «Mặt trận Tổ quốc»


def test_sentences_end_at_stops_and_lines():
    reading = read("Họp dân. Bàn kỹ; làm\nrồi sửa")
    assert [reading.words[start:end] for start, end in reading.sentences] == [
        ("hop", "dan"),
        ("ban", "ky"),
        ("lam",),
        ("roi", "sua"),
    ]
    assert read("").sentences == ((0, 0),)


@pytest.mark.parametrize("other", ["họp  dân, rồi làm 5 việc", "HỌP DÂN RỒI LÀM\n7 VIỆC", "hop dan roi lam 1.000 viec"])
def test_marks_case_stops_and_numbers_do_not_change_the_digest(other):
    assert digest_of(read("Họp dân rồi làm 3 việc")) == digest_of(read(other))


def test_another_word_changes_the_digest():
    assert digest_of(read("họp dân")) != digest_of(read("họp thôn"))


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_every_place_is_a_word_of_the_text(text):
    reading = read(text)
    assert len(reading.words) == len(reading.places)
    assert all(reading.text[start:end].strip() for start, end in reading.places)
    assert reading.sentences[-1][1] == len(reading.words)
