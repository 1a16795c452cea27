from datetime import date

import pytest

from kheo.democracy.rules.rounds import (
    Tally,
    closing_problems,
    failing_problems,
    opening_problems,
    order_problems,
    plan_problems,
    reason_problems,
    tally_problems,
)

DAY, NEXT = date(2026, 6, 1), date(2026, 6, 2)


def said(problems):
    return [str(problem) for problem in problems]


def test_a_round_ends_on_its_first_day_or_later():
    assert [said(plan_problems(DAY, None, DAY)), said(plan_problems(DAY, DAY, DAY))] == [[], []]
    assert said(plan_problems(NEXT, DAY, DAY)) == ["Ngày cuối: Ngày cuối (01/06/2026) đứng trước ngày đầu (02/06/2026)."]


def test_a_day_more_than_a_year_away_is_a_year_mistyped_and_a_past_one_is_not():
    assert said(plan_problems(date(2126, 6, 1), None, DAY)) == ["Ngày: Ngày 01/06/2126 còn hơn một năm nữa; xem lại năm."]
    assert [said(plan_problems(day, None, DAY)) for day in (date(2027, 6, 1), date(2025, 6, 1))] == [[], []]


def test_article_16_and_19_the_people_are_asked_after_the_front_agreed_and_again_after_the_meeting_failed():
    assert [said(order_problems(*days)) for days in ((DAY, None, None), (DAY, DAY, DAY), (NEXT, DAY, DAY))] == [[], [], []]
    assert said(order_problems(DAY, NEXT, NEXT)) == [
        (
            "Ngày: Ngày 01/06/2026 đứng trước ngày Mặt trận thống nhất (02/06/2026). Sửa ngày này, "
            "hoặc sửa đề xuất nếu ngày thống nhất ghi nhầm."
        ),
        (
            "Ngày: Cuộc họp không đủ hộ ngày 02/06/2026; lấy ý kiến lại từ ngày ấy trở đi "
            "(Điều 19 khoản 1 điểm b Luật 10/2022/QH15)."
        ),
    ]


@pytest.mark.parametrize(
    ("opened", "planned", "households", "words"),
    [
        (DAY, DAY, 1, []),
        (NEXT, NEXT, 5, ["Ngày mở: Ngày 02/06/2026 chưa đến."]),
        (DAY, DAY, 0, ["Số hộ: Sổ hộ của nơi này chưa có hộ nào ngày ấy. Nhập sổ hộ rồi mở."]),
        (
            DAY,
            NEXT,
            5,
            ["Ngày mở: Đã báo cho dân ngày 02/06/2026; không mở sớm hơn. Muốn sớm thì huỷ lần này, báo lại."],
        ),
    ],
)
def test_a_round_opens_on_its_day_with_a_roll(opened, planned, households, words):
    assert said(opening_problems(opened, planned, households, DAY)) == words


@pytest.mark.parametrize(
    ("tally", "present", "words"),
    [
        (Tally(30, 15, 5), None, []),
        (Tally(30, 9, 1), 40, []),
        (Tally(0, 0, 0), 40, []),
        (Tally(30, 16, 5), None, ["Số phiếu: Cộng lại 51 phiếu, nhiều hơn 50 hộ trong sổ khi mở; mỗi hộ một phiếu. Đếm lại."]),
        (Tally(30, 10, 1), 40, ["Số phiếu: Cộng lại 41 phiếu, nhiều hơn 40 đại diện hộ có mặt; mỗi hộ một phiếu. Đếm lại."]),
        (Tally(30, -1, 0), None, ["Số phiếu: Số phiếu là số không âm."]),
    ],
)
def test_never_more_votes_than_households(tally, present, words):
    assert said(tally_problems(tally, 50, present)) == words


def test_no_round_opens_after_the_last_day_that_was_told():
    before, after = date(2026, 5, 30), date(2026, 5, 31)
    assert said(opening_problems(DAY, before, 50, DAY, DAY)) == []
    assert said(opening_problems(DAY, before, 50, DAY, after)) == [
        f"Ngày mở: Đã báo cho dân hạn cuối {after:%d/%m/%Y}, nay đã qua. Huỷ lần này, định ngày khác rồi báo lại."
    ]


def test_a_result_comes_after_the_opening_and_not_tomorrow():
    assert said(closing_problems(DAY, DAY, DAY)) == []
    assert said(closing_problems(DAY, NEXT, NEXT)) == ["Ngày có kết quả: Ngày 01/06/2026 đứng trước ngày mở (02/06/2026)."]
    assert said(closing_problems(NEXT, DAY, DAY)) == ["Ngày có kết quả: Ngày 02/06/2026 chưa đến."]


@pytest.mark.parametrize(
    ("present", "words"),
    [
        (0, []),
        (33, []),
        (
            34,
            [
                (
                    "Có mặt: Có 34 đại diện hộ, đủ để đạt 34 hộ tán thành: cuộc họp vẫn biểu quyết được (Điều 19 khoản 1 "
                    "điểm b Luật "
                    "10/2022/QH15). Ghi kết quả biểu quyết."
                )
            ],
        ),
        (51, ["Có mặt: Số đại diện hộ có mặt từ 0 đến 50, số hộ trong sổ."]),
        (-1, ["Có mặt: Số đại diện hộ có mặt từ 0 đến 50, số hộ trong sổ."]),
    ],
)
def test_article_19_1_b_a_meeting_fails_only_where_all_present_could_not_carry_it(present, words):
    assert said(failing_problems(present, 34, 50)) == words


def test_a_reason_is_one_sentence():
    assert said(reason_problems("Mưa bão")) == []
    assert said(reason_problems("\u200b ")) == ["Lý do: Ghi vì sao, một câu."]
    assert said(reason_problems("x" * 301)) == ["Lý do: Dài quá 300 ký tự; viết gọn lại."]
