"""What a plan of ballots says: Nghị định 59/2023/NĐ-CP Điều 4 khoản 1, 2, 4."""

from datetime import date, timedelta

import pytest

from kheo.democracy.rules.ballot_plans import (
    agreement_problems,
    ballots_case,
    days_problems,
    failed_day_problems,
    how_problems,
    words_problems,
)

DAY = date(2026, 11, 20)


def said(problems):
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("scope", "failed", "key", "citation"),
    [
        ("commune", False, "ballots_commune", "Điều 4 khoản 1 điểm a Nghị định 59/2023/NĐ-CP"),
        ("commune", True, "ballots_commune", "Điều 4 khoản 1 điểm a Nghị định 59/2023/NĐ-CP"),
        ("village", True, "ballots_after_failure", "Điều 4 khoản 1 điểm b Nghị định 59/2023/NĐ-CP"),
        ("village", False, "ballots_by_head", "Điều 4 khoản 1 điểm c Nghị định 59/2023/NĐ-CP"),
    ],
)
def test_each_case_of_dieu_4_khoan_1_is_known(scope, failed, key, citation):
    case = ballots_case(scope, DAY, has_failed_meeting=failed)
    assert (case.key, case.citation) == (key, citation)


def test_the_agreement_with_the_front_is_asked_where_the_head_chose_dieu_4_khoan_1_diem_c():
    head = ballots_case("village", DAY, has_failed_meeting=False)
    failed = ballots_case("village", DAY, has_failed_meeting=True)
    assert said(agreement_problems(head, DAY)) == []
    assert said(agreement_problems(failed, None)) == []
    assert said(agreement_problems(head, None)) == [
        (
            "Ngày thống nhất: Chưa họp mà phát phiếu thì phải thống nhất với Ban công tác Mặt trận "
            "(Điều 4 khoản 1 điểm c Nghị định 59/2023/NĐ-CP); ghi ngày thống nhất."
        )
    ]


def test_no_plan_goes_before_the_meeting_that_failed_dieu_4_khoan_1_diem_b():
    failed, head = (ballots_case("village", DAY, has_failed_meeting=value) for value in (True, False))
    before = DAY - timedelta(days=1)
    assert said(failed_day_problems(failed, DAY, DAY, DAY)) == []
    assert said(failed_day_problems(failed, None, before, before)) == []
    assert said(failed_day_problems(head, DAY, before, before)) == []
    told = (
        "Cuộc họp không đủ hộ ngày 20/11/2026; lập kế hoạch, công khai việc phát phiếu từ ngày ấy trở đi "
        "(Điều 4 khoản 1 điểm b Nghị định 59/2023/NĐ-CP)."
    )
    assert said(failed_day_problems(failed, DAY, before, DAY)) == [f"Ngày ban hành kế hoạch: {told}"]
    assert said(failed_day_problems(failed, DAY, DAY, before)) == [f"Ngày công khai: {told}"]


def test_a_plan_says_what_for_and_who_does_what_dieu_4_khoan_2():
    assert said(words_problems("Lấy ý kiến", "Tổ đi từng nhà", "niêm yết")) == []
    assert said(words_problems(" ", "", "")) == [
        "Mục đích, yêu cầu: Ghi mục đích, yêu cầu.",
        "Phân công, điều kiện bảo đảm: Ghi phân công và điều kiện bảo đảm.",
        "Công khai bằng cách nào: Ghi đã công khai ở đâu, bằng cách nào.",
    ]
    assert said(how_problems("x" * 200)) == []
    assert said(how_problems("x" * 201)) == ["Công khai bằng cách nào: Dài quá 200 ký tự; viết gọn lại."]


def test_what_was_done_was_done_by_today():
    assert said(days_problems(DAY, None, DAY)) == []
    assert said(days_problems(DAY + timedelta(1), DAY + timedelta(2), DAY)) == [
        "Ngày công khai: Ngày 21/11/2026 chưa đến; ghi khi đã làm.",
        "Ngày thống nhất: Ngày 22/11/2026 chưa đến; ghi khi đã làm.",
    ]
