from datetime import date

from kheo.democracy.rules.boards import Kind
from kheo.democracy.rules.inspections import (
    Way,
    earliest,
    finding_problems,
    held_problems,
    planning_problems,
    reason_problems,
    sending_problems,
    told_by,
)

TODAY = date(2026, 3, 10)
MONDAY = date(2026, 3, 9)


def said(problems):
    return [str(one) for one in problems]


def test_decree_14_1_b_the_plan_is_sent_five_working_days_before():
    """From Monday 09/03/2026 five working days back is Monday 02/03/2026: the week-end between does not count."""
    term = told_by(Kind.INSPECTION, Way.SUPERVISE, MONDAY, date(2026, 3, 2))
    assert (term.last, term.is_late, term.citation) == (
        date(2026, 3, 2), False, "Điều 14 khoản 1 điểm b Nghị định 59/2023/NĐ-CP",
    )  # fmt: skip
    late = told_by(Kind.INSPECTION, Way.INSPECT, MONDAY, date(2026, 3, 3))
    assert (late.late, late.measure, late.is_late) == (1, "ngày làm việc", True)
    assert told_by(Kind.INSPECTION, Way.INSPECT, MONDAY, None).late == 0


def test_decree_14_1_b_days_of_tet_are_no_working_days():
    """Tết of 2026 is free from 16/02 to 20/02: before 23/02 the last five working days begin on 09/02."""
    assert told_by(Kind.INSPECTION, Way.SUPERVISE, date(2026, 2, 23), None).last == date(2026, 2, 9)


def test_art_38_4_a_case_that_is_verified_needs_no_plan_sent_before():
    assert told_by(Kind.INSPECTION, Way.VERIFY, MONDAY, None) is None


def test_art_45_1_b_the_owner_is_told_forty_five_days_before():
    on_time = told_by(Kind.SUPERVISION, Way.SUPERVISE, date(2026, 3, 17), date(2026, 1, 31))
    assert (on_time.last, on_time.late) == (date(2026, 1, 31), 0)
    late = told_by(Kind.SUPERVISION, Way.VERIFY, date(2026, 3, 17), date(2026, 2, 1))
    assert (late.late, late.measure, late.citation) == (1, "ngày", "Điều 45 khoản 1 điểm b Luật 10/2022/QH15")
    assert told_by(Kind.SUPERVISION, Way.SUPERVISE, date(2026, 3, 17), None).late == 0
    assert earliest(Kind.SUPERVISION, date(2026, 1, 31)) == date(2026, 3, 17)
    assert earliest(Kind.SUPERVISION, None) is None
    assert earliest(Kind.INSPECTION, date(2026, 1, 31)) is None


def test_an_inspection_says_what_and_whom_and_is_not_older_than_the_board():
    assert said(planning_problems("Việc thu chi", "UBND", MONDAY, MONDAY)) == []
    assert said(planning_problems(" ", "", date(2026, 3, 8), MONDAY)) == [
        "Nội dung: Ghi kiểm tra, giám sát việc gì.",
        "Đối tượng: Ghi cơ quan, tổ chức được kiểm tra, giám sát.",
        "Ngày tiến hành: Ban có từ 09/03/2026; xem lại ngày.",
    ]
    assert said(planning_problems("a" * 301, "a" * 201, MONDAY, MONDAY)) == [
        "Nội dung: Dài quá 300 ký tự; viết gọn lại.",
        "Đối tượng: Dài quá 200 ký tự; viết gọn lại.",
    ]


def test_decree_14_1_b_a_plan_that_goes_out_late_is_kept_with_its_reason():
    planned = date(2026, 3, 12)
    late = told_by(Kind.INSPECTION, Way.SUPERVISE, planned, TODAY)
    assert said(sending_problems(late, TODAY, planned, "", TODAY)) == [
        (
            "Vì sao muộn: Chậm nhất phải gửi ngày 05/03/2026 (Điều 14 khoản 1 điểm b Nghị định 59/2023/NĐ-CP): "
            "dời ngày tiến hành, hoặc ghi vì sao gửi muộn; trang này sẽ nói là muộn."
        )
    ]
    assert said(sending_problems(late, TODAY, planned, "việc đột xuất", TODAY)) == []
    on_time = told_by(Kind.INSPECTION, Way.SUPERVISE, planned, date(2026, 3, 5))
    assert said(sending_problems(on_time, date(2026, 3, 5), planned, "", TODAY)) == []
    assert said(sending_problems(None, date(2026, 3, 5), planned, "", TODAY)) == []
    assert said(sending_problems(None, date(2026, 3, 13), planned, "a" * 301, TODAY)) == [
        "Ngày gửi: Ngày 13/03/2026 chưa đến; ghi khi đã gửi.",
        "Ngày gửi: Cuộc này tiến hành ngày 12/03/2026; kế hoạch gửi trước ngày ấy.",
        "Vì sao muộn: Dài quá 300 ký tự; viết gọn lại.",
    ]


def test_what_was_held_was_held_after_the_plan_went_out():
    assert said(held_problems(TODAY, TODAY, "Đúng", TODAY)) == []
    assert said(held_problems(TODAY, None, "Đúng", TODAY)) == []
    assert said(held_problems(MONDAY, TODAY, " ", TODAY)) == [
        "Ngày tiến hành: Kế hoạch gửi ngày 10/03/2026; ngày tiến hành không thể trước ngày ấy.",
        "Kết quả: Ghi kết quả chung, vài câu.",
    ]
    assert said(held_problems(date(2026, 3, 11), None, "a" * 1001, TODAY)) == [
        "Ngày tiến hành: Ngày 11/03/2026 chưa đến; ghi khi đã tiến hành.",
        "Kết quả: Dài quá 1000 ký tự; viết gọn lại.",
    ]


def test_a_finding_has_a_text_and_at_most_six_photographs():
    assert said(finding_problems("Nứt mặt đường", ["a" * 200] * 6)) == []
    assert said(finding_problems("", ["a" * 201] * 7)) == [
        "Đã thấy gì: Ghi điều đã thấy.",
        "Ảnh: Mỗi phát hiện nhiều nhất 6 ảnh.",
        "Lời ảnh: Lời ảnh dài quá 200 ký tự.",
    ]
    assert said(finding_problems("a" * 1001, [])) == ["Đã thấy gì: Dài quá 1000 ký tự; tách thành nhiều phát hiện."]


def test_a_reason_is_one_sentence():
    assert said(reason_problems("trời mưa", "Vì sao thôi")) == []
    assert said(reason_problems(" ", "Vì sao thôi")) == ["Vì sao thôi: Ghi vì sao, một câu."]
    assert said(reason_problems("a" * 301, "Vì sao rút")) == ["Vì sao rút: Dài quá 300 ký tự; viết gọn lại."]
