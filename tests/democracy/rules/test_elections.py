"""Nghị định 59/2023/NĐ-CP Điều 3, 6–8 and Luật 10/2022/QH15 Điều 21, each limit on both sides."""

from datetime import date, timedelta

import pytest

from kheo.democracy.rules.elections import (
    calendar,
    candidate_problems,
    count_problems,
    elected,
    election_problems,
    last_day,
    step_problems,
    term_ends,
)

DAY, TODAY = date(2026, 10, 30), date(2026, 11, 30)


def said(problems):
    return [str(one) for one in problems]


def test_article_6_the_calendar_of_a_head_counts_back_twenty_fifteen_ten_and_seven_days():
    assert [(step.key, step.due) for step in calendar("head", DAY, {})] == [
        ("decision", date(2026, 10, 10)),
        ("candidates", date(2026, 10, 15)),
        ("team", date(2026, 10, 20)),
        ("announced", date(2026, 10, 23)),
    ]


def test_article_3_3_members_of_boards_need_the_meeting_s_notice_of_two_days():
    for what in ("inspection", "investment"):
        assert [(step.key, step.due) for step in calendar(what, DAY, {})] == [("notice", date(2026, 10, 28))]


def test_a_step_is_late_after_its_day_and_missed_when_it_was_not_done():
    done = {"decision": date(2026, 10, 10), "candidates": date(2026, 10, 16)}
    steps = {step.key: step for step in calendar("head", DAY, done)}
    assert [steps[key].is_late for key in ("decision", "candidates", "team")] == [False, True, False]
    assert not steps["team"].is_missed(date(2026, 10, 20))
    assert steps["team"].is_missed(date(2026, 10, 21))
    assert not steps["decision"].is_missed(TODAY)


def test_an_election_is_of_the_matter_s_own_clause():
    assert said(election_problems("head", 1, 4, DAY)) == []
    assert said(election_problems("inspection", 9, 5, DAY)) == []
    assert said(election_problems("head", 2, 5, date(2023, 8, 14))) == [
        "Ngày họp bầu: Nghị định 59/2023/NĐ-CP có hiệu lực từ 15/08/2023.",
        "Bầu: Việc này không thuộc khoản 4 Điều 15 Luật 10/2022/QH15.",
        "Số người được bầu: Mỗi lần bầu một người.",
    ]
    assert said(election_problems("investment", 10, 5, DAY)) == ["Số người được bầu: Ghi một số từ 1 đến 9."]
    assert said(election_problems("king", 1, 4, DAY)) == ["Bầu: Chọn bầu ai."]


def test_a_step_belongs_to_the_calendar():
    assert said(step_problems("head", "team", DAY, "12/QĐ-UBND", TODAY)) == []
    assert said(step_problems("inspection", "team", TODAY + timedelta(days=1), "x" * 61, TODAY)) == [
        "Bước: Chọn một bước trong lịch.",
        "Ngày làm: Ngày này ở sau hôm nay; ghi khi đã làm.",
        "Số văn bản: Dài quá 60 ký tự.",
    ]


def test_a_candidate_stands_once():
    assert said(candidate_problems("Cá nhân 02", ["Cá nhân 01"])) == []
    assert said(candidate_problems("cá nhân  01", ["Cá nhân 01"])) == [
        "Họ tên: Người này đã có trong danh sách; trùng họ tên thì ghi thêm năm sinh hoặc ngõ."
    ]
    assert said(candidate_problems(" ", [f"Cá nhân {number}" for number in range(30)])) == [
        "Họ tên: Ghi họ tên người ứng cử.",
        "Họ tên: Danh sách nhiều nhất 30 người.",
    ]
    assert said(candidate_problems("x" * 121, [])) == ["Họ tên: Dài quá 120 ký tự."]


def test_a_count_gives_nobody_more_votes_than_there_are_ballots():
    assert said(count_problems({1: 30, 2: 10}, 40, 1, DAY)) == []
    assert said(count_problems({1: 40, 2: 1}, 40, 1, DAY)) == ["Số phiếu: Cộng lại nhiều hơn 40 phiếu × 1 người; đếm lại."]
    assert said(count_problems({1: 41}, 40, 2, DAY)) == ["Số phiếu: Số phiếu của mỗi người từ 0 đến 40, số phiếu hợp lệ."]
    assert said(count_problems({1: -1}, 40, 1, DAY)) == ["Số phiếu: Số phiếu của mỗi người từ 0 đến 40, số phiếu hợp lệ."]
    assert said(count_problems({}, 40, 1, DAY)) == [
        "Người ứng cử: Phải có ít nhất 01 người ứng cử (Điều 6 khoản 2 Nghị định 59/2023/NĐ-CP)."
    ]


@pytest.mark.parametrize(("votes", "households", "winners"), [(26, 51, [1]), (25, 51, []), (25, 50, []), (26, 50, [1])])
def test_article_21_1_elected_with_more_than_half_of_all_households(votes, households, winners):
    assert elected({1: votes, 2: 3}, 1, 4, households, DAY) == winners


def test_of_many_who_reach_it_the_most_votes_win_and_a_tie_for_the_last_seat_is_left_open():
    assert elected({1: 30, 2: 40, 3: 35}, 2, 5, 50, DAY) == [2, 3]
    assert elected({1: 30, 2: 40, 3: 30}, 2, 5, 50, DAY) == [2]
    assert elected({1: 30, 2: 30}, 1, 4, 50, DAY) == []
    assert elected({1: 30, 2: 30}, 2, 5, 50, DAY) == [1, 2]


def test_decree_185_2026_article_4_3_a_head_sits_for_five_years_and_the_rule_says_it_was_not_checked():
    before, after = term_ends(date(2026, 5, 25)), term_ends(date(2026, 5, 26))
    assert before is None
    assert (after.value, after.verified) == (5, False)
    assert last_day(date(2026, 6, 1), 5) == date(2031, 6, 1)
    assert last_day(date(2028, 2, 29), 5) == date(2033, 3, 1)
