"""Luật 10/2022/QH15 Điều 46–63, each limit on both sides."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.rules.agencies import (
    board_ends,
    board_problems,
    conference_by,
    conference_problems,
    forms,
    is_passed,
    is_small,
    items,
    post_by,
    posting_problems,
    present_needed,
    recommendation_problems,
    reply_by,
    reply_problems,
    stays_until,
    taking_down_problems,
)
from kheo.foundation.rules import NoRuleInForceError

TODAY = date(2026, 11, 30)
DAY = date(2026, 3, 2)


def said(problems):
    return [str(one) for one in problems]


def test_article_46_names_twelve_contents_and_article_47_seven_forms():
    assert [number for number, _label in items(DAY)] == list(range(1, 13))
    assert len(forms(DAY)) == 7


def test_the_law_holds_from_its_first_day_on():
    assert len(items(date(2023, 7, 1))) == 12
    with pytest.raises(NoRuleInForceError):
        items(date(2023, 6, 30))


@pytest.mark.parametrize(
    ("dated_on", "last"),
    [(date(2026, 3, 2), date(2026, 3, 9)), (date(2026, 2, 12), date(2026, 2, 26))],
)
def test_article_47_2_told_within_five_working_days_also_over_tet(dated_on, last):
    assert post_by(dated_on) == last


def test_article_48_posted_for_twenty_days_running():
    assert stays_until(DAY, "posted") == date(2026, 3, 22)
    assert stays_until(DAY, "inner_site") == date(2026, 3, 22)
    assert stays_until(DAY, "written") is None


def test_a_posting_says_all_that_is_wrong_with_it():
    assert said(posting_problems(1, "Kế hoạch", "posted", (DAY, DAY), TODAY)) == []
    assert said(posting_problems(13, " ", "song", (DAY, DAY - timedelta(days=1)), TODAY)) == [
        "Nội dung: Ô này chưa điền.",
        "Ngày công khai: Văn bản ngày 02/03/2026 có sau ngày công khai (01/03/2026).",
        "Thuộc nội dung: Chọn một nội dung trong danh sách (Điều 46 Luật 10/2022/QH15).",
        "Hình thức: Chọn một hình thức trong danh sách (Điều 47 khoản 1 Luật 10/2022/QH15).",
    ]
    old = date(2023, 6, 30)
    assert said(posting_problems(1, "x" * 201, "posted", (old, TODAY + timedelta(days=1)), TODAY)) == [
        "Nội dung: Dài quá 200 ký tự; viết gọn lại.",
        "Ngày công khai: Ngày này ở sau hôm nay; ghi khi đã công khai.",
        "Ngày văn bản: Luật 10/2022/QH15 có hiệu lực từ 01/07/2023; văn bản trước ngày ấy không ghi ở đây.",
    ]


def test_taking_down_is_between_the_posting_and_today():
    assert said(taking_down_problems(DAY, "posted", DAY, TODAY)) == []
    assert said(taking_down_problems(DAY, "written", DAY - timedelta(days=1), TODAY)) == [
        "Ngày gỡ: Hình thức này không niêm yết nên không có ngày gỡ.",
        "Ngày gỡ: Đứng trước ngày công khai (02/03/2026).",
    ]
    assert said(taking_down_problems(DAY, "posted", TODAY + timedelta(days=1), TODAY)) == [
        "Ngày gỡ: Ngày này ở sau hôm nay; ghi khi đã gỡ."
    ]


def test_article_51_1_the_conference_is_held_by_the_end_of_march():
    assert conference_by(2025) == date(2026, 3, 31)


@pytest.mark.parametrize(("summoned", "needed"), [(3, 2), (50, 34), (51, 34), (52, 35), (1, 1)])
def test_article_51_2_c_two_thirds_present_in_whole_people(summoned, needed):
    assert present_needed(summoned, DAY) == needed


@given(st.integers(1, 10_000))
def test_article_51_2_c_the_number_needed_is_the_least_that_is_two_thirds(summoned):
    needed = present_needed(summoned, DAY)
    assert 3 * needed >= 2 * summoned > 3 * (needed - 1)


@pytest.mark.parametrize(("votes", "present", "passed"), [(26, 51, True), (25, 50, False), (26, 50, True), (25, 51, False)])
def test_article_51_2_c_more_than_half_of_those_present(votes, present, passed):
    assert is_passed(votes, present) is passed


def test_articles_51_2_dd_and_60_1_seven_people_are_few_eight_are_not():
    assert is_small(7, DAY)
    assert not is_small(8, DAY)


def test_a_conference_whose_numbers_fit_is_kept_also_when_too_few_came():
    assert said(conference_problems(DAY, 2025, (40, 40, 10, 0), "", TODAY)) == []


def test_article_51_2_a_below_a_hundred_everybody_is_summoned():
    assert said(conference_problems(DAY, 2025, (99, 60, 60, 60), "", TODAY)) == [
        (
            "Lý do họp đại biểu: Dưới 100 người thì họp toàn thể; họp đại biểu phải vì phân tán hoặc không bỏ được vị trí:"
            " ghi lý do (Điều 51 khoản 2 điểm a, điểm b Luật 10/2022/QH15)."
        )
    ]
    assert said(conference_problems(DAY, 2025, (99, 60, 60, 60), "ba điểm trường", TODAY)) == []
    assert said(conference_problems(DAY, 2025, (100, 60, 60, 60), "", TODAY)) == []


def test_a_conference_says_all_that_is_wrong_with_it():
    assert said(conference_problems(TODAY + timedelta(days=1), 2026, (0, 1, 2, 3), "", TODAY)) == [
        "Ngày họp: Ngày này ở sau hôm nay; ghi khi hội nghị đã họp.",
        "Tổng số người: Ghi một số từ 1 đến 10.000.",
        "Số được triệu tập: Ghi một số từ 1 đến tổng số người (0).",
        "Số có mặt: Ghi một số từ 0 đến số được triệu tập (1).",
        "Số tán thành nghị quyết: Ghi một số từ 0 đến số có mặt (2).",
    ]
    wrong_year = ["Ngày họp: Hội nghị của năm công tác 2023 họp trong năm ấy hoặc năm sau, từ 01/07/2023."]
    assert said(conference_problems(date(2025, 1, 1), 2023, (1, 1, 1, 1), "", TODAY)) == wrong_year
    assert said(conference_problems(date(2023, 6, 30), 2023, (1, 1, 1, 1), "", TODAY)) == wrong_year


def test_article_60_3_a_board_sits_for_two_years():
    assert board_ends(date(2024, 2, 29)) == date(2026, 3, 1)
    assert board_ends(date(2026, 1, 15)) == date(2028, 1, 15)


@pytest.mark.parametrize(("members", "fits"), [(2, False), (3, True), (9, True), (10, False), (10_001, False)])
def test_article_60_1_three_to_nine_members(members, fits):
    assert (said(board_problems(DAY, members, "", TODAY)) == []) is fits


def test_article_60_1_more_members_need_a_reason():
    assert said(board_problems(DAY, 10, "", TODAY)) == [
        "Lý do nhiều hơn: Nhiều hơn 9 chỉ khi cơ quan đặc thù hoặc phân tán: ghi lý do (Điều 60 khoản 1 Luật 10/2022/QH15)."
    ]
    assert said(board_problems(DAY, 10, "năm điểm trường", TODAY)) == []
    assert said(board_problems(TODAY + timedelta(days=1), 3, "", TODAY)) == ["Ngày bầu: Ngày này ở sau hôm nay; ghi khi đã bầu."]
    assert said(board_problems(date(2023, 6, 30), 3, "", TODAY)) == [
        "Ngày bầu: Luật 10/2022/QH15 có hiệu lực từ 01/07/2023; Ban bầu trước ngày ấy không ghi ở đây."
    ]


def test_article_63_1_c_the_head_answers_within_fifteen_days():
    assert reply_by(DAY) == date(2026, 3, 17)


def test_a_recommendation_and_its_answer_have_words_and_days_that_fit():
    assert said(recommendation_problems(DAY, "Sửa mái nhà để xe", TODAY)) == []
    assert said(recommendation_problems(TODAY + timedelta(days=1), "", TODAY)) == [
        "Kiến nghị: Ô này chưa điền.",
        "Ngày nhận: Ngày này ở sau hôm nay.",
    ]
    assert said(recommendation_problems(date(2023, 6, 30), "a", TODAY)) == [
        "Ngày nhận: Luật 10/2022/QH15 có hiệu lực từ 01/07/2023."
    ]
    assert said(reply_problems(DAY, DAY, "Đã sửa", TODAY)) == []
    assert said(reply_problems(DAY, TODAY, "Đã sửa", TODAY)) == []
    out = "Ngày trả lời: Phải từ ngày nhận kiến nghị (02/03/2026) đến hôm nay."
    assert said(reply_problems(DAY, DAY - timedelta(days=1), "a", TODAY)) == [out]
    assert said(reply_problems(DAY, TODAY + timedelta(days=1), "a", TODAY)) == [out]
