"""Every reading of ``expected.toml``, the inverse of numbers, and what holds for any text."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from kheo.democracy.speaking import read_aloud
from kheo.democracy.speaking.numbers import DIGITS, LARGEST, roman, say_decimal, say_integer
from kheo.democracy.speaking.table import PACE

EXPECTED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
UNITS = {"nghìn": 10**3, "triệu": 10**6}


def test_the_table_is_as_large_as_it_should_be():
    assert len(EXPECTED["number"]) + len(EXPECTED["text"]) == 278


@pytest.mark.parametrize("row", EXPECTED["number"], ids=lambda row: str(row["value"]))
def test_number(row):
    assert say_integer(row["value"]) == row["said"]


@pytest.mark.parametrize("row", EXPECTED["text"], ids=lambda row: row["text"])
def test_text(row):
    assert read_aloud(row["text"]).text == row["said"]


def test_the_library_alone_would_read_wrongly_what_is_put_right_here():
    assert num2words(24, lang="vi") == "hai mươi bốn"
    assert num2words(1005, lang="vi") == "một nghìn lẻ năm"
    assert num2words(7_020_000, lang="vi") == "bảy triệu hai mươi nghìn"
    assert num2words(2.05, lang="vi") == "hai phẩy năm"
    assert [say_integer(24), say_integer(1005), say_decimal("2", "05")] == [
        "hai mươi tư", "một nghìn không trăm linh năm", "hai phẩy không năm",
    ]  # fmt: skip


def heard(words: str) -> int:
    """The number that a listener understands: a reader of its own, that knows nothing of how it was put together."""
    if " tỷ" in words:
        before, _, after = words.rpartition(" tỷ")
        return heard(before) * 10**9 + (heard(after.strip()) if after.strip() else 0)
    total = group = 0
    last = None
    for word in words.split():
        if word == "trăm":
            group += last * 100
            last = None
        elif word in {"mươi", "mười"}:
            group += 10 * (last if word == "mươi" else 1)
            last = None
        elif word in UNITS:
            total += (group + (last or 0)) * UNITS[word]
            group, last = 0, None
        elif word != "linh":
            last = {"mốt": 1, "tư": 4, "lăm": 5}.get(word) or DIGITS.index(word)
    return total + group + (last or 0)


@given(st.integers(0, LARGEST - 1) | st.integers(0, 10**7))
def test_whoever_hears_a_number_knows_it_again(value):
    assert heard(say_integer(value)) == value


@given(st.integers(0, 10**15))
def test_numbers_are_said_by_the_grammar(value):
    said = say_integer(value)
    assert not re.search(r"mươi (một|bốn|năm)\b(?! trăm| mươi)|linh (mốt|tư|lăm)|mười (mốt|tư|năm\b)|  |lẻ|ngàn", said)
    assert all(one != two or one in DIGITS for one, two in pairwise(said.split()))


def test_numbers_beyond_what_anybody_says_are_refused_or_spelt():
    with pytest.raises(ValueError, match="1"):
        say_integer(LARGEST)
    with pytest.raises(ValueError, match="-1"):
        say_integer(-1)
    assert read_aloud("số 1234567890123456789").text.startswith("số một hai ba bốn")


@given(st.integers(1, 39))
def test_roman_numerals(value):
    text = "X" * (value // 10) + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][value % 10]
    assert roman(text) == value
    assert roman(f"I{text}X") is None


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_and_no_digit_is_left_but_in_what_the_editor_is_shown(text):
    aloud = read_aloud(text)
    left = aloud.text
    for word in aloud.unknown:
        left = left.replace(word, "")
    assert not re.search(r"[0-9]", left)


PIECES = st.sampled_from([row["text"] for row in EXPECTED["text"]])


@given(st.lists(PIECES, min_size=1, max_size=6))
def test_pieces_put_in_one_text_are_read_as_each_alone(pieces):
    assert read_aloud("\n".join(pieces)).text == "\n".join(read_aloud(piece).text for piece in pieces)


def test_names_of_the_place_keep_their_capitals_and_the_rest_of_a_heading_is_lowered():
    names = ["Duy Tiên", "Quan Phố", "Đông", "Uỷ ban nhân dân phường Duy Tiên", ""]
    text = "ỦY BAN NHÂN DÂN PHƯỜNG DUY TIÊN MỜI HỌP THÔN ĐÔNG, ĐÔNG ĐỦ. TẠI TỔ DÂN PHỐ QUAN PHỐ\nHộ ở QUAN PHỐ, DUY TIÊN nộp quỹ"
    assert read_aloud(text, names).text == (
        "Ủy ban nhân dân phường Duy Tiên mời họp thôn Đông, đông đủ.\nTại tổ dân phố Quan Phố\nHộ ở Quan Phố, Duy Tiên nộp quỹ"
    )


def test_one_sentence_in_capitals_among_others_is_lowered_alone():
    assert read_aloud("Kính gửi các hộ. NỘP QUỸ ĐÚNG HẠN. Xin cảm ơn.").text == "Kính gửi các hộ.\nNộp quỹ đúng hạn.\nXin cảm ơn."
    assert read_aloud("HỌP DÂN. SỐ 12").text == "Họp dân.\nSố mười hai"


LOUD = st.sampled_from(["HỌP", "DÂN", "ông", "NGUYỄN", "VĂN", "LÝ", "A:", "B.", "(CAO)", "THỊ", "UBND,", "và", "Đông"])


@given(st.lists(LOUD, max_size=12))
def test_what_was_made_for_reading_stays_when_it_is_read_again(words):
    once = read_aloud(" ".join(words)).text
    assert read_aloud(once).text == once


def test_unknown_short_forms_are_shown_not_guessed():
    aloud = read_aloud("Mời XYZQ và ABC họp, mang mẫu H5N1; xem tại www.example.vn hoặc a.b@example.com. XYZQ nhắc lại.")
    assert aloud.unknown == ("www.example.vn", "a.b@example.com", "XYZQ", "ABC", "H5N1")
    assert "XYZQ" in aloud.text


def test_words_in_capitals_are_no_short_forms():
    assert read_aloud("ĐỀ NGHỊ các hộ ĐÓNG NỘP đúng hạn").unknown == ()


def test_the_sign_of_a_paper_that_nobody_knows_is_left_whole():
    aloud = read_aloud("số 12/QĐ-XYZQ")
    assert "XYZQ" in aloud.text
    assert "XYZQ" in " ".join(aloud.unknown)


def test_sentences_are_of_one_breath_or_said_to_be_long():
    short = read_aloud("Các hộ nộp quỹ tại nhà văn hoá.").sentences
    assert [(one.pieces, one.is_long) for one in short] == [(("Các hộ nộp quỹ tại nhà văn hoá.",), False)]
    parted = read_aloud("Một hai ba bốn năm sáu bảy tám chín mười, " * 4 + "hết.").sentences[0]
    assert len(parted.pieces) == 2
    assert not parted.is_long
    long = read_aloud("tiếng " * (PACE.breath + 1)).sentences[0]
    assert (len(long.pieces), long.is_long) == (1, True)


def test_time_grows_with_syllables_at_the_pace_of_the_table():
    assert read_aloud("tiếng " * PACE.per_minute).seconds == 60
    assert not PACE.verified


def test_nothing_is_nothing():
    assert (read_aloud("").sentences, read_aloud(" \n-\n").sentences) == ((), ())
