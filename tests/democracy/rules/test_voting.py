"""Who asks the households, how ballots are counted: Luật 10/2022/QH15 Điều 19, Nghị định 59/2023/NĐ-CP Điều 4, Điều 5."""

from datetime import date, timedelta

import pytest

from kheo.democracy.rules.voting import (
    Count,
    Member,
    announcement_problems,
    count_problems,
    deadline_problems,
    decree_problems,
    period_problems,
    sending_due,
    sending_problems,
    team_problems,
    witness_problems,
)

DAY = date(2026, 11, 20)
FRONT = Member("Người thứ nhất", "front", leads=True)
VILLAGE, UNION = Member("Người thứ hai", "village"), Member("Người thứ ba", "union")
HOUSEHOLD, SKILLED = Member("Người thứ tư", "household"), Member("Người thứ năm", "skilled")
PAPER = [FRONT, VILLAGE, UNION]
ONLINE = [FRONT, VILLAGE, HOUSEHOLD]


def said(problems):
    return [str(problem) for problem in problems]


def test_three_to_five_ask_on_paper_dieu_4_khoan_3():
    more = [Member(f"Người {number}", "union") for number in range(3)]
    assert said(team_problems("ballots", PAPER, DAY)) == []
    assert said(team_problems("ballots", [*PAPER, *more[:2]], DAY)) == []
    assert said(team_problems("ballots", [*PAPER, *more], DAY)) == [
        "Tổ: Tổ phát phiếu có từ 3 đến 5 người (Điều 4 khoản 3 Nghị định 59/2023/NĐ-CP); đang ghi 6."
    ]
    assert said(team_problems("ballots", PAPER[:2], DAY))[0].startswith("Tổ: Tổ phát phiếu có từ 3 đến 5 người")


def test_the_front_committee_leads_dieu_4_khoan_3():
    led = [Member(FRONT.name, "front"), Member(VILLAGE.name, "village", leads=True), UNION]
    wrong = ["Tổ trưởng: Tổ trưởng là một người, đại diện Ban công tác Mặt trận (Điều 4 khoản 3 Nghị định 59/2023/NĐ-CP)."]
    assert said(team_problems("ballots", led, DAY)) == wrong
    assert said(team_problems("ballots", [Member(FRONT.name, "front"), VILLAGE, UNION], DAY)) == wrong
    assert said(team_problems("ballots", [*PAPER, Member("Người thứ sáu", "front", leads=True)], DAY)) == wrong


def test_each_part_stands_in_the_team_and_no_other_dieu_4_khoan_3():
    assert said(team_problems("ballots", [FRONT, VILLAGE, Member("Người thứ bảy", "village")], DAY)) == [
        "Tổ: Tổ phát phiếu còn thiếu tổ chức chính trị - xã hội (Điều 4 khoản 3 Nghị định 59/2023/NĐ-CP)."
    ]
    assert said(team_problems("ballots", [*PAPER, SKILLED], DAY)) == [
        (
            "Tổ: Tổ phát phiếu gồm: đại diện thôn, tổ dân phố, Ban công tác Mặt trận, tổ chức chính trị - xã hội "
            "(Điều 4 khoản 3 Nghị định 59/2023/NĐ-CP). Chọn lại thành phần."
        )
    ]


def test_an_online_team_may_have_one_who_is_both_household_and_skilled_dieu_5_khoan_2_diem_b():
    assert said(team_problems("online", ONLINE, DAY)) == []
    assert said(team_problems("online", [*ONLINE, SKILLED], DAY)) == []
    assert said(team_problems("online", [FRONT, VILLAGE, SKILLED], DAY)) == [
        "Tổ: Tổ lấy ý kiến biểu quyết trực tuyến còn thiếu đại diện hộ gia đình (Điều 5 khoản 2 điểm b Nghị định 59/2023/NĐ-CP)."
    ]


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
def test_everybody_in_the_team_is_named(name):
    assert said(team_problems("ballots", [FRONT, VILLAGE, Member(name, "union")], DAY)) == [
        "Tổ: Ghi tên từng người, không quá 120 ký tự."
    ]


def test_nobody_is_in_the_team_twice():
    assert said(team_problems("ballots", [FRONT, VILLAGE, Member("nguoi thu hai", "union")], DAY)) == [
        "Tổ: Có người ghi hai lần; mỗi người một dòng."
    ]


@pytest.mark.parametrize(("days", "refused"), [(2, False), (3, False), (1, True), (0, True), (-1, True)])
def test_told_two_days_before_ballots_go_out_dieu_4_khoan_4(days, refused):
    assert bool(said(announcement_problems("ballots", DAY - timedelta(days), DAY))) is refused


def test_told_too_late_says_the_latest_day():
    assert said(announcement_problems("online", DAY, DAY)) == [
        (
            "Ngày công khai: Công khai thông tin ít nhất 02 ngày trước ngày biểu quyết trực tuyến (Điều 4 khoản 4 Nghị định "
            "59/2023/NĐ-CP): chậm nhất 18/11/2026. Ghi đúng ngày đã công khai; chưa kịp thì "
            "huỷ lần này ở trang của việc, định ngày muộn hơn."
        )
    ]


def test_before_the_decree_there_is_nothing_to_hold_it_against():
    assert said(decree_problems(date(2023, 8, 14))) == [
        "Ngày bắt đầu: Nghị định 59/2023/NĐ-CP có hiệu lực từ 15/08/2023; ngày này ở trước đó."
    ]
    assert said(decree_problems(date(2023, 8, 15))) == []


def test_the_plan_goes_out_within_two_days_of_its_issue_dieu_4_khoan_2():
    assert sending_due(DAY) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        (None, []),
        (DAY, []),
        (DAY + timedelta(3), []),  # late, and told as it was
        (DAY - timedelta(1), ["Nơi: Kế hoạch ban hành 20/11/2026, không thể gửi ngày 19/11/2026."]),
        (DAY + timedelta(5), ["Nơi: Ngày 25/11/2026 chưa đến; ghi khi đã gửi."]),
    ],
)
def test_a_day_of_sending_lies_between_issue_and_today(sent, wrong):
    assert said(sending_problems(DAY, [("Nơi", sent)], DAY + timedelta(4))) == wrong


def test_a_period_has_an_end_after_its_beginning():
    assert said(period_problems(DAY, None)) == [
        "Ngày cuối: Lần này chưa định ngày cuối; huỷ ở trang của việc, rồi định lại có ngày cuối."
    ]
    assert said(period_problems(DAY, DAY)) == []
    assert said(period_problems(DAY, DAY - timedelta(1))) == ["Ngày cuối: Ngày cuối 19/11/2026 ở trước ngày bắt đầu 20/11/2026."]


def test_each_ballot_that_came_back_is_counted_once():
    assert said(count_problems(Count(40, 26, 10, 3, 1), 51)) == []
    assert said(count_problems(Count(40, 26, 10, 3, 0), 51)) == [
        "Số phiếu: Danh sách ghi đã thu 40 phiếu, các loại cộng lại là 39. Đếm lại phiếu hoặc sửa danh sách thu."
    ]
    assert said(count_problems(Count(1, 2, -1, 0, 0), 51)) == ["Số phiếu: Số phiếu không thể âm."]


def test_no_more_ballots_than_households_dieu_19_khoan_3():
    assert said(count_problems(Count(51, 51, 0, 0, 0), 51)) == []
    assert said(count_problems(Count(52, 52, 0, 0, 0), 51)) == [
        (
            "Số phiếu: Thu về 52 phiếu, nhiều hơn 51 hộ đã chốt khi mở: mỗi hộ một phiếu "
            "(Điều 19 khoản 3 Luật 10/2022/QH15). Đếm lại."
        )
    ]


@pytest.mark.parametrize(
    ("ends", "missing", "refused"),
    [(None, 3, False), (DAY, 3, False), (DAY + timedelta(days=1), 3, True), (DAY + timedelta(days=1), 0, False)],
)
def test_ballots_are_collected_until_the_day_printed_on_them(ends, missing, refused):
    assert bool(said(deadline_problems(DAY, ends, missing))) is refused


@pytest.mark.parametrize(("witnesses", "refused"), [((1, 2), False), ((1, 1), True), ((1, None), True), ((None, None), True)])
def test_two_households_watch_the_count_dieu_4_khoan_6_diem_a(witnesses, refused):
    assert bool(said(witness_problems(witnesses, DAY))) is refused
