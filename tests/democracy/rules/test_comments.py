"""What may be kept of a comment and of counted hands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.rules.comments import (
    COUNTLESS,
    LONGEST_COMMENT,
    REASONS,
    comment_problems,
    hints,
    lines_of,
    speaks_of_complaint,
    tally_problems,
)


def said(problems):
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đồng ý mở rộng ngõ.", ()),
        ("Gọi tôi 0912 345 678 nhé", ("có thể có số điện thoại",)),
        ("+84.912.345.678", ("có thể có số điện thoại",)),
        ("Số 035123456789", ("có thể có số giấy tờ",)),
        ("Chứng minh 168123456 cũ", ("có thể có số giấy tờ",)),
        ("Ngõ dài 12345678 m", ()),
        ("thư a.b@vi-du.vn", ("có địa chỉ thư",)),
        ("Tôi khiếu nại việc này", ("nhắc đến khiếu nại, tố cáo",)),
        ("TO CAO cán bộ", ("nhắc đến khiếu nại, tố cáo",)),
    ],
)
def test_a_reader_is_told_what_to_look_at(text, found):
    assert hints(text) == found


def test_words_that_only_look_like_a_complaint_are_none():
    assert not speaks_of_complaint("Ngô cao đẹp, khiêu gợi, nài nỉ")
    assert speaks_of_complaint("đơn thư khiếu  nại")


@pytest.mark.parametrize(
    ("text", "stances", "words"),
    [
        ("", {}, ["Ý kiến: Chọn câu trả lời hoặc viết ý kiến; chưa có gì để gửi."]),
        ("", {1: "agree"}, []),
        ("Được", {}, []),
        ("a" * LONGEST_COMMENT, {}, []),
        (
            "a" * (LONGEST_COMMENT + 1), {},
            ["Ý kiến: Dài 5001 ký tự, nhiều nhất 5000; chia thành nhiều lần gửi, hoặc nộp bản giấy ở thôn, tổ dân phố."],
        ),
        ("Được", {3: "agree"}, ["Câu hỏi hoặc lựa chọn không có trong đợt lấy ý kiến này; tải lại trang rồi chọn lại."]),
        ("Được", {1: "maybe"}, ["Câu hỏi hoặc lựa chọn không có trong đợt lấy ý kiến này; tải lại trang rồi chọn lại."]),
    ],
)  # fmt: skip
def test_a_comment_says_something_of_what_is_asked(text, stances, words):
    assert said(comment_problems(text, stances, {1, 2})) == words


@pytest.mark.parametrize(
    ("present", "counts", "words"),
    [
        (50, {1: {"agree": 30, "disagree": 15, "other": 5}}, []),
        (50, {1: {"agree": 30, "disagree": 15, "other": 6}}, [
            "Câu 1: Cộng lại là 51, nhiều hơn 50 người dự hoặc phiếu thu về; xem lại các số."
        ]),
        (1, {1: {"agree": 0, "disagree": 0, "other": 0}}, []),
        (0, {1: {"agree": 0, "disagree": 0, "other": 0}}, ["Số người dự, số phiếu thu về: Ghi ít nhất 1."]),
        (50, {1: {"agree": -1, "disagree": 0, "other": 0}}, ["Câu 1: Số không được âm."]),
        (50, {2: {"agree": 1}}, ["Ghi số cho từng câu hỏi của đợt lấy ý kiến này; tải lại trang rồi ghi lại."]),
        (50, {}, ["Ghi số cho từng câu hỏi của đợt lấy ý kiến này; tải lại trang rồi ghi lại."]),
    ],
)  # fmt: skip
def test_nobody_present_is_counted_twice(present, counts, words):
    assert said(tally_problems(present, counts, {1})) == words


def test_lines_are_kept_and_what_shows_nothing_is_not():
    assert lines_of("  Dòng  một \u202e\r\n\n\n\nDòng hai\n ") == "Dòng một\n\nDòng hai"


@given(st.text())
def test_tidying_lines_twice_changes_nothing(text):
    assert lines_of(lines_of(text)) == lines_of(text)


def test_what_is_set_aside_for_harm_keeps_no_words_and_only_what_is_no_comment_loses_its_choice():
    assert {code for code, reason in REASONS.items() if not reason.keeps_words} == {"personal", "secret", "complaint"}
    assert {"duplicate", "complaint"} == COUNTLESS
    assert all(reason.label and reason.mend for reason in REASONS.values())
