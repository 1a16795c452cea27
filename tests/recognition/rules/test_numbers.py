from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.recognition.rules.facts import UsedNumber
from kheo.recognition.rules.numbers import check_number, read_number

DAY = date(2024, 12, 26)


def used(number, day, paper="quyết định công nhận số cũ"):
    read = read_number(number)
    return UsedNumber(number, read.key, read.order, day, paper)


@pytest.mark.parametrize(
    ("text", "order", "separator", "symbol"),
    [
        ("12-QĐ/BCĐ", 12, "-", "QĐ/BCĐ"),
        (" 05 - TTr/BCĐ ", 5, "-", "TTr/BCĐ"),
        ("4567/QĐ-UBND", 4567, "/", "QĐ-UBND"),
        ("846–QĐ/BDVTW", 846, "-", "QĐ/BDVTW"),
        ("7/QĐ-UBND-TĐKT", 7, "/", "QĐ-UBND-TĐKT"),
    ],
)
def test_a_number_is_taken_apart(text, order, separator, symbol):
    read = read_number(text)
    assert (read.order, read.separator, read.symbol) == (order, separator, symbol)


@pytest.mark.parametrize(
    "text",
    ["", "12", "QĐ/BCĐ", "12-", "-QĐ", "0-QĐ/BCĐ", "12 QĐ BCĐ", "1-Q//B", "1234567-QĐ", "1-QĐ\n1", "12-" + "Q" * 58],
)
def test_what_is_no_number_is_not_read(text):
    assert read_number(text) is None


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text):
    read = read_number(text)
    assert read is None or read.order > 0


@given(st.integers(1, 999999), st.sampled_from(["QĐ/BCĐ", "TTr/BCĐ", "QĐ-UBND"]), st.sampled_from("-/"), st.integers(0, 3))
def test_equal_numbers_have_equal_keys_however_typed(order, symbol, separator, zeros):
    plain, padded = read_number(f"{order}-{symbol}"), read_number(f"{order:0{zeros}d} {separator} {symbol.lower()}")
    assert plain.key == padded.key


@pytest.mark.parametrize(
    ("text", "layout", "ok"),
    [
        ("12-QĐ/BCĐ", "party", True),
        ("12/QĐ-BCĐ", "party", False),
        ("12/QĐ-UBND", "administrative", True),
        ("12-QĐ/UBND", "administrative", False),
        ("mười hai", "party", False),
    ],
)
def test_each_layout_writes_numbers_its_way(text, layout, ok):
    check = check_number(text, layout, DAY, [])
    assert check.passed == ok


def test_a_malformed_number_is_told_with_an_example():
    check = check_number("12", "party", DAY, [])
    assert [str(problem) for problem in check.problems] == [
        "Số: Số «12» chưa đúng cách ghi; ghi như in trên văn bản, ví dụ «12-QĐ/BCĐ»."
    ]
    assert check.citation == "Hướng dẫn 36-HD/VPTW"
    assert check_number("12", "party", date(2026, 1, 9), []).citation == "Quy định 399-QĐ/TW (chưa đối chiếu văn bản)"


def test_a_number_used_already_is_refused_naming_the_paper():
    check = check_number("12 - QĐ/BCĐ", "party", DAY, [used("012-QĐ/BCĐ", DAY)])
    assert [str(problem) for problem in check.problems] == [
        "Số: Số này đã dùng cho quyết định công nhận số cũ. Xem lại số trên bản đã ký."
    ]
    assert check.citation == "khoản 1 Điều 15 Nghị định 30/2020/NĐ-CP"


def test_the_same_figure_under_another_symbol_is_another_number():
    check = check_number("12-QĐ/BCĐ", "party", DAY, [used("12-TTr/BCĐ", DAY), used("11-QĐ/BCĐ", DAY)])
    assert (check.problems, check.warnings) == ((), ())


@pytest.mark.parametrize(
    ("number", "earlier", "day", "warned"),
    [
        ("12-QĐ/BCĐ", "11-QĐ/BCĐ", DAY, False),
        ("12-QĐ/BCĐ", "11-QĐ/BCĐ", date(2024, 12, 27), True),
        ("1-QĐ/BCĐ", "2-QĐ/BCĐ", date(2024, 12, 25), True),
        ("1-QĐ/BCĐ", "2-QĐ/BCĐ", date(2024, 12, 27), False),
    ],
)
def test_numbers_out_of_the_order_of_days_are_warned_of_never_refused(number, earlier, day, warned):
    check = check_number(number, "party", DAY, [used(earlier, day)])
    assert check.passed
    assert [warning.what for warning in check.warnings] == (
        ["Số nhỏ hơn mà ngày muộn hơn, hoặc ngược lại, so với quyết định công nhận số cũ; kiểm tra lại số và ngày."]
        if warned
        else []
    )


@pytest.mark.parametrize(("number", "gap"), [("1-QĐ/BCĐ", ""), ("3-QĐ/BCĐ", "số 2"), ("9-QĐ/BCĐ", "các số từ 2 đến 8")])
def test_gaps_are_warned_of_never_refused(number, gap):
    known = [] if number == "1-QĐ/BCĐ" else [used("1-QĐ/BCĐ", DAY)]
    check = check_number(number, "party", DAY, known)
    assert check.passed
    assert [warning.what for warning in check.warnings] == (
        [f"Khéo chưa có {gap} cùng ký hiệu; không sao nếu số ấy là văn bản khác của cơ quan."] if gap else []
    )


def test_a_number_of_a_day_before_the_movement_is_refused():
    assert not check_number("12-QĐ/BCĐ", "party", date(1999, 1, 1), []).passed


def test_a_body_outside_keeps_its_own_register_so_no_gap_is_told_but_a_wrong_order_is():
    known = [used("3-QĐ/BCĐ", date(2024, 12, 27))]
    assert check_number("900-QĐ/BCĐ", "party", date(2024, 12, 28), known, keeps_register=False).warnings == ()
    check = check_number("900-QĐ/BCĐ", "party", DAY, known, keeps_register=False)
    assert [warning.what.partition(";")[0] for warning in check.warnings] == [
        "Số nhỏ hơn mà ngày muộn hơn, hoặc ngược lại, so với quyết định công nhận số cũ"
    ]
