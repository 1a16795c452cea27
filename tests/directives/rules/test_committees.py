from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.directives.rules.committees import (
    Paper,
    Seat,
    ended_words,
    member_problems,
    order_problems,
    paper_problems,
    period_problems,
)

TODAY = date(2026, 11, 24)
DAY = date(2024, 3, 1)


def paper(number="15-QĐ/TU", day=DAY, issuer="Ban Thường vụ"):
    return Paper(number, issuer, day)


def said(problems):
    return [str(problem) for problem in problems]


def test_a_whole_paper_has_no_problem():
    assert said(paper_problems(paper(), TODAY)) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (paper("không số"), "Số: Ghi số như in trên văn bản, ví dụ «15-QĐ/TU»."),
        (paper(" "), "Số: Ghi số như in trên văn bản, ví dụ «15-QĐ/TU»."),
        (paper("1" * 61), "Số: Dài quá 60 ký tự; viết gọn lại."),
        (paper(issuer=" "), "Cơ quan ra văn bản: Ghi cơ quan ra văn bản, ví dụ «Ban Thường vụ Thị uỷ»."),
        (paper(issuer="x" * 161), "Cơ quan ra văn bản: Dài quá 160 ký tự; viết gọn lại."),
        (paper(day=date(2026, 11, 25)), "Ngày: Ngày 25/11/2026 ở sau hôm nay; ghi ngày của bản đã ký."),
        (paper(day=date(1989, 12, 31)), "Ngày: Ngày 31/12/1989 xa quá; xem lại năm."),
    ],
)
def test_what_is_wrong_with_a_paper_is_said_at_its_field(wrong, words):
    assert said(paper_problems(wrong, TODAY)) == [words]


def test_decisions_stand_in_the_order_of_their_days():
    before, after = paper("1-QĐ/TU", date(2023, 1, 1)), paper("9-QĐ/TU", date(2025, 1, 1))
    assert said(order_problems(paper(), [before], [after])) == []
    assert said(order_problems(paper(day=date(2023, 1, 1)), [before])) == [
        "Ngày: Phải sau quyết định trước (ngày 01/01/2023); ghi các quyết định lần lượt theo ngày."
    ]
    assert said(order_problems(paper(day=date(2025, 1, 1)), [before], [after])) == [
        "Ngày: Phải trước quyết định sau nó (ngày 01/01/2025)."
    ]


def test_the_same_number_of_the_same_day_is_entered_once_however_typed():
    assert said(order_problems(paper("Số 15 – qđ / tu"), [paper()])) == ["Số: Quyết định số 15-QĐ/TU ngày 01/03/2024 đã ghi rồi."]


def test_a_decision_falls_within_the_life_of_its_committee():
    assert said(period_problems("Ban", None, None, DAY)) == []
    assert said(period_problems("Ban", DAY, date(2024, 3, 2), DAY)) == []
    assert said(period_problems("Ban", date(2024, 3, 2), DAY, DAY)) == [
        "Ngày: «Ban» được ghi là có từ 02/03/2024, sau ngày quyết định. Xem lại ngày, hoặc sửa ở trang Tổ chức.",
        "Ngày: «Ban» đã kết thúc từ 01/03/2024; quyết định phải trước ngày đó.",
    ]


HEAD = Seat("head", "Phó Bí thư")


def test_a_list_has_exactly_one_head():
    assert said(member_problems([], DAY)) == ["Thành viên: Quyết định mang theo cả danh sách; ghi ít nhất trưởng ban."]
    assert said(member_problems([HEAD], DAY)) == []
    assert said(member_problems([Seat("member", "Chủ tịch")], DAY)) == [
        "Thành viên: Danh sách chưa có trưởng ban; cần đúng một trưởng ban."
    ]
    assert said(member_problems([HEAD, Seat("head", "Bí thư")], DAY)) == [
        "Thành viên: Danh sách có 2 trưởng ban; cần đúng một trưởng ban."
    ]


@pytest.mark.parametrize(
    ("seat", "words"),
    [
        (Seat("member", " "), "Dòng 2: Ghi chức vụ như trong quyết định."),
        (Seat("member", "x" * 201), "Dòng 2: Chức vụ dài quá 200 ký tự; viết gọn lại."),
        (Seat("member", "Chủ tịch", area="x" * 301), "Dòng 2: Phần phụ trách dài quá 300 ký tự; viết gọn lại."),
        (
            Seat("member", "Chủ tịch", position=7, position_to=DAY),
            "Dòng 2: Chức vụ «Chủ tịch» đã thôi từ 01/03/2024, trước ngày quyết định; chọn người đang giữ.",
        ),
        (
            Seat("member", "Chủ tịch", position=7, position_from=date(2024, 3, 2)),
            "Dòng 2: Chức vụ «Chủ tịch» chỉ có người giữ từ 02/03/2024, sau ngày quyết định; chọn lại.",
        ),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_number(seat, words):
    assert said(member_problems([HEAD, seat], DAY)) == [words]


def test_nobody_stands_in_a_list_twice():
    held = Seat("member", "Chủ tịch Hội", position=7)
    assert said(member_problems([HEAD, held, Seat("deputy", "Chủ tịch Hội Phụ nữ", position=7)], DAY)) == [
        "Thành viên: «Chủ tịch Hội» đứng hai lần trong danh sách; giữ một dòng."
    ]
    assert said(member_problems([HEAD, Seat("member", "Chủ tịch"), Seat("deputy", "chủ  TỊCH")], DAY)) == [
        "Thành viên: «Chủ tịch» đứng hai lần trong danh sách; giữ một dòng, hoặc ghi rõ cơ quan."
    ]
    of_two = [HEAD, Seat("member", "Chủ tịch", "x/hoi-ccb"), Seat("member", "Chủ tịch", "x/hoi-nd")]
    assert said(member_problems(of_two, DAY)) == []


def test_a_seat_stands_empty_from_the_day_its_position_or_body_ended():
    assert ended_words(None, None, DAY) == ""
    assert ended_words(date(2024, 3, 2), date(2024, 3, 2), DAY) == ""
    assert ended_words(DAY, DAY, DAY) == "chức vụ này đã thôi từ 01/03/2024: cần kiện toàn"
    assert ended_words(None, DAY, DAY) == "cơ quan này đã kết thúc từ 01/03/2024: cần kiện toàn"


@given(st.lists(st.sampled_from(["head", "deputy", "member"]), min_size=1, max_size=8))
def test_only_the_number_of_heads_decides_over_distinct_members(parts):
    seats = [Seat(part, f"Chức vụ {row}") for row, part in enumerate(parts)]
    assert (said(member_problems(seats, DAY)) == []) == (parts.count("head") == 1)
