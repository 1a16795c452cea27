"""Nghị định 59/2023/NĐ-CP Điều 3, 6–8 and Luật 10/2022/QH15 Điều 21, each limit on both sides."""

from datetime import date, timedelta

from kheo.democracy.rules.elections import (
    again_problems,
    again_rule,
    again_title,
    calendar,
    candidate_problems,
    election_problems,
    last_day,
    near_words,
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
        "Bầu: Việc đã chọn thuộc khoản 5, không phải khoản 4 Điều 15; chọn lại bầu ai, hoặc việc.",
        "Số người được bầu: Mỗi lần bầu một người.",
    ]
    assert said(election_problems("investment", 10, 5, DAY)) == ["Số người được bầu: Ghi một số từ 1 đến 9."]
    assert said(election_problems("king", 1, 4, DAY)) == ["Bầu: Chọn bầu ai."]


def test_a_day_that_leaves_steps_no_time_names_the_first_that_does():
    words = near_words("head", date(2026, 10, 30), 3, date(2026, 10, 20))
    assert words == "Ngày họp bầu gần quá: 3 bước đã quá hạn. Muốn đủ lịch thì họp từ ngày 09/11/2026."
    assert "từ ngày 22/10/2026" in near_words("inspection", date(2026, 10, 21), 1, date(2026, 10, 20))


def test_a_step_belongs_to_the_calendar():
    assert said(step_problems("head", "team", DAY, "12/QĐ-UBND", TODAY)) == []
    assert said(step_problems("inspection", "team", TODAY + timedelta(days=1), "x" * 61, TODAY)) == [
        "Bước: Chọn một bước trong lịch.",
        "Ngày làm: Ngày này ở sau hôm nay; ghi khi đã làm.",
        "Số văn bản: Dài quá 60 ký tự.",
    ]


def test_a_candidate_stands_once():
    assert said(candidate_problems("Cá nhân 02", ["Cá nhân 01"])) == []
    assert said(candidate_problems("Nguyễn Minh Ân", ["Nguyễn Minh An"])) == []
    assert said(candidate_problems("cá nhân  01", ["Cá nhân 01"])) == [
        "Họ tên: Người này đã có trong danh sách; trùng họ tên thì ghi thêm năm sinh hoặc ngõ."
    ]
    assert said(candidate_problems(" ", [f"Cá nhân {number}" for number in range(30)])) == [
        "Họ tên: Ghi họ tên người ứng cử.",
        "Họ tên: Danh sách nhiều nhất 30 người.",
    ]
    assert said(candidate_problems("x" * 121, [])) == ["Họ tên: Dài quá 120 ký tự."]


def test_decree_185_2026_article_4_3_a_head_sits_for_five_years_and_the_rule_says_it_was_not_checked():
    before, after = term_ends(date(2026, 5, 25)), term_ends(date(2026, 5, 26))
    assert before is None
    assert (after.value, after.verified) == (5, False)
    assert last_day(date(2026, 6, 1), 5) == date(2031, 6, 1)
    assert last_day(date(2028, 2, 29), 5) == date(2033, 3, 1)


def test_article_3_5_d_a_head_is_elected_again_by_the_commune_s_decision():
    counted, today = DAY, TODAY
    assert said(again_problems("head", DAY, "70/QĐ-UBND", counted, TODAY, today)) == []
    assert said(again_problems("inspection", None, "", counted, DAY + timedelta(days=1), today)) == []
    assert said(again_problems("inspection", None, "", counted, DAY, today)) == [
        "Ngày họp bầu: Lần trước kiểm phiếu ngày 30/10/2026; bầu lại sau ngày ấy."
    ]
    why = again_rule("head", DAY).citation
    assert said(again_problems("head", None, " ", counted, TODAY, today)) == [
        f"Ngày quyết định: Bầu lại do Uỷ ban nhân dân cấp xã quyết định ({why}): ghi ngày quyết định.",
        "Số quyết định: Ghi số quyết định bầu lại.",
    ]
    for day, what in ((DAY - timedelta(days=1), "Đứng trước ngày kiểm phiếu"), (TODAY + timedelta(days=1), "sau hôm nay")):
        [line] = said(again_problems("head", day, "70", counted, TODAY, today))
        assert what in line


def test_a_title_says_once_that_people_vote_again():
    assert again_title("Bầu Tổ trưởng", more=False) == "Bầu lại: Bầu Tổ trưởng"
    assert again_title("Bầu lại: Bầu Tổ trưởng", more=False) == "Bầu lại: Bầu Tổ trưởng"
    assert again_title("Bầu lại: Bầu Ban", more=True) == "Bầu tiếp: Bầu Ban"
    assert len(again_title("x" * 200, more=True)) == 200


def test_articles_3_13_and_17_say_who_has_seats_left_filled():
    assert [again_rule(what, DAY).article for what in ("head", "inspection", "investment")] == [
        "Điều 3 khoản 5 điểm d", "Điều 13 khoản 1", "Điều 17 khoản 1",
    ]  # fmt: skip
