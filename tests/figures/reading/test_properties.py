"""What holds for any text: places are exact, nothing crashes, what is said beside the count does not change it."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.figures.reading import Reading, extract
from kheo.figures.reading.numerals import words_at
from kheo.figures.reading.tokens import tokenise
from kheo.foundation.numbers import in_words, written
from tests.figures.reading.casebook import load

UNTIMED = settings(deadline=None)  # a busy machine is no fault of the text
CASES = [case for case in load() if case.text]
PROSE = [case for case in CASES if "\t" not in case.text]  # a tab parts the cells of a table
WORDS = sorted({word for case in CASES for word in case.text.split()})
ASIDES = (
    "Thời tiết trong ngày hội rất đẹp.",
    "Các đại biểu đã tham quan phòng truyền thống của địa phương.",
    "Đường làng ngõ xóm phong quang, sạch đẹp, 120 hộ đã lắp đèn chiếu sáng.",
    "Nhân dân góp 35 triệu đồng, 210 ngày công làm đường.",
    "Số điện thoại đường dây nóng là 0226 385 1234.",
)


def said(reading: Reading) -> list[tuple]:
    return [(figure.key, figure.value, figure.dimensions) for figure in reading.figures]


def assert_places(text: str, reading: Reading) -> None:
    for figure in reading.figures:
        assert 0 <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.quote
        assert figure.quote
    starts = [figure.start for figure in reading.figures]
    assert starts == sorted(starts)
    assert all(item.quote in text and item.number in item.quote for item in reading.unmatched)


@UNTIMED
@given(st.text())
def test_extract_never_fails_on_any_text(text):
    assert_places(text, extract(text))


@UNTIMED
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_extract_never_fails_on_the_words_of_the_trade_in_any_order(text):
    assert_places(text, extract(text))


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_extract_reads_composed_and_decomposed_text_alike(form):
    for case in CASES:
        text = unicodedata.normalize(form, case.text)
        if unicodedata.normalize("NFC", text) != unicodedata.normalize("NFC", case.text):
            continue  # a compatibility form changed the characters themselves
        reading = extract(text)
        assert_places(text, reading)
        assert said(reading) == [(item["key"], item["value"], item["dimensions"]) for item in case.figures], case.name


@pytest.mark.parametrize("blank", ["\u00a0", "  ", "\u200b ", "\u2009", "\t"])
def test_extract_reads_through_odd_spaces(blank):
    for case in PROSE:
        text = case.text.replace(" ", blank)
        reading = extract(text)
        assert_places(text, reading)
        assert said(reading) == said(extract(case.text)), case.name


@UNTIMED
@given(st.sampled_from(CASES), st.sampled_from(ASIDES), st.booleans())
def test_extract_is_not_changed_by_a_sentence_about_other_things(case, aside, before):
    text = f"{aside}\n{case.text}" if before else f"{case.text}\n{aside}"
    assert said(extract(text)) == said(extract(case.text))


@UNTIMED
@given(st.integers(min_value=1, max_value=9999))
def test_numbers_in_words_come_back(value):
    spoken = in_words(value)
    numeral = words_at(tokenise(spoken), 0)
    assert numeral is not None
    assert (numeral.value, numeral.end, numeral.shape) == (value, len(tokenise(spoken)), "exact")


@UNTIMED
@given(st.integers(min_value=2, max_value=999_999))
def test_numbers_in_digits_come_back(value):
    text = f"Ban Chỉ đạo đã công nhận {written(value)} mô hình Dân vận khéo."
    assert said(extract(text)) == [("initiatives.recognised", value, {"kind": "mo_hinh"})]


@UNTIMED
@given(st.integers(min_value=2, max_value=9999))
def test_numbers_in_words_are_figures(value):
    text = f"Ban Chỉ đạo đã công nhận {in_words(value)} mô hình Dân vận khéo."
    assert said(extract(text)) == [("initiatives.recognised", value, {"kind": "mo_hinh"})]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hai nghìn không trăm linh sáu", 2006),
        ("một ngàn lẻ năm", 1005),
        ("mười lăm", 15),
        ("năm mươi nhăm", 55),
        ("chín bẩy", 9),
    ],
)
def test_words_at_reads_regional_forms(words, value):
    numeral = words_at(tokenise(words), 0)
    assert numeral is not None
    assert numeral.value == value


def test_words_at_finds_no_number_in_other_words():
    assert words_at(tokenise("mươi mô hình"), 0) is None
    assert words_at(tokenise("không mô hình"), 0) is None


def test_extract_takes_its_time_in_proportion_to_the_text():
    unit = "Năm 2024, xã công nhận 12 mô hình Dân vận khéo, trong đó 8 tập thể, 4 cá nhân (“a” (b “c”.\n"
    assert len(extract(unit * 300).figures) == 900
    assert extract("(" * 20_000 + "12 mô hình Dân vận khéo" + '"' * 20_000).figures == []
