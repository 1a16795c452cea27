from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.rules.boards import (
    Kind,
    Part,
    Seat,
    Taken,
    barred,
    board_rules,
    by_election,
    dismissal_problems,
    founding_problems,
    leaving_problems,
    member_problems,
    missing,
    months_later,
    no_prolongation,
    refilling,
    rule_of,
    seat_problems,
)
from kheo.foundation.rules import NoRuleInForceError

TODAY = date(2026, 3, 2)
TERM = (date(2024, 6, 1), date(2029, 5, 31))
ONE = Taken(Seat.MEMBER, Part.VILLAGE, 1)


def said(problems):
    return [str(one) for one in problems]


def founding(kind=Kind.INSPECTION, **changes):
    told = {"number": "12/QĐ-MTTQ", "day": date(2024, 6, 1), "decided": 5, "villages": 4, "term": TERM, "today": TODAY} | changes
    return said(founding_problems(kind, **told))


def test_art_36_1_and_decree_13_2_an_inspection_board_has_five_members_and_one_of_each_village():
    assert founding() == []
    assert founding(decided=4) == ["Số thành viên: Ban có ít nhất 05 thành viên (Điều 36 khoản 1 Luật 10/2022/QH15)."]
    assert founding(decided=7, villages=7) == []
    assert founding(decided=6, villages=7) == [
        (
            "Số thành viên: Địa bàn có 7 thôn, tổ dân phố, mỗi nơi phải có đại diện trong ban "
            "(Điều 13 khoản 2 Nghị định 59/2023/NĐ-CP)."
        )
    ]


def test_decree_13_2_fewer_than_five_villages_elect_at_most_five():
    most = "Nơi có dưới 05 thôn, tổ dân phố thì bầu nhiều nhất 05 thành viên"
    too_many = [f"Số thành viên: {most} (Điều 13 khoản 2 Nghị định 59/2023/NĐ-CP)."]
    assert founding(decided=6, villages=4) == too_many
    assert founding(decided=6, villages=5) == []


def test_art_41_1_a_supervision_board_has_five_members_and_no_term():
    none = {"villages": 40, "term": (None, None)}
    assert founding(Kind.SUPERVISION, **none) == []
    assert founding(Kind.SUPERVISION, **none, decided=4) == [
        "Số thành viên: Ban có ít nhất 05 thành viên (Điều 41 khoản 1 Luật 10/2022/QH15)."
    ]
    assert founding(Kind.SUPERVISION, villages=1) == [
        "Nhiệm kỳ: Ban này không có nhiệm kỳ: ban tự giải thể khi xong việc (Điều 41 khoản 1)."
    ]


def test_art_36_2_an_inspection_board_has_the_term_of_the_heads_of_the_villages():
    both = "Ghi cả ngày đầu và ngày cuối; nhiệm kỳ theo nhiệm kỳ của Trưởng thôn, Tổ trưởng tổ dân phố (Điều 36 khoản 2)."
    assert founding(term=(None, None)) == [f"Nhiệm kỳ: {both}"]
    assert founding(term=(TERM[0], None)) == [f"Nhiệm kỳ: {both}"]
    assert founding(term=(TERM[0], TERM[0])) == ["Nhiệm kỳ: Ngày cuối phải sau ngày đầu."]


def test_the_front_s_paper_has_number_and_day_and_the_law_was_in_force():
    assert founding(number=" ", day=date(2026, 3, 3)) == [
        "Số văn bản: Ghi số văn bản của Mặt trận.",
        "Ngày văn bản: Ngày 03/03/2026 ở sau hôm nay; ghi ngày của bản đã ký.",
    ]
    assert founding(number="1" * 61) == ["Số văn bản: Dài quá 60 ký tự; viết gọn lại."]
    assert founding(number="1" * 60, day=date(2026, 3, 2)) == []
    early = ["Ngày văn bản: Luật 10/2022/QH15 có hiệu lực từ 01/07/2023, Nghị định 59/2023/NĐ-CP từ 15/08/2023."]
    assert founding(day=date(2023, 6, 30)) == early
    assert founding(day=date(2023, 8, 14), villages=6) == early
    assert founding(day=date(2023, 8, 15), decided=6, villages=6) == []


def seats(kind, taken, new, decided=9):
    return said(seat_problems(kind, taken, new, decided, TODAY))


def test_decree_13_3_and_17_3_a_board_has_one_head_and_at_most_two_deputies():
    deputy = replace(ONE, seat=Seat.DEPUTY)
    for kind, citation in ((Kind.INSPECTION, "Điều 13 khoản 3"), (Kind.SUPERVISION, "Điều 17 khoản 3")):
        assert seats(kind, [deputy], deputy) == []
        assert seats(kind, [deputy, deputy], deputy) == [
            f"Giữ vị trí: Ban có nhiều nhất 02 Phó Trưởng ban ({citation} Nghị định 59/2023/NĐ-CP)."
        ]
        assert seats(kind, [deputy, deputy], ONE) == []
        head = replace(ONE, seat=Seat.HEAD)
        assert seats(kind, [ONE], head) == []
        assert seats(kind, [head], head) == ["Giữ vị trí: Ban đang có Trưởng ban; ghi người cũ thôi giữ vị trí trước."]


def test_a_board_has_no_more_members_than_the_front_decided():
    assert seats(Kind.INSPECTION, [ONE] * 4, ONE, decided=5) == []
    assert seats(Kind.INSPECTION, [ONE] * 5, ONE, decided=5) == [
        "Họ tên: Mặt trận quyết định 5 thành viên, ban đã đủ; ghi người thôi trước."
    ]


def test_art_36_1_every_member_of_the_inspection_board_is_elected_by_a_village():
    assert seats(Kind.INSPECTION, [], Taken(Seat.MEMBER, Part.FRONT)) == [
        "Thay mặt: Mọi thành viên Ban Thanh tra nhân dân đều do thôn, tổ dân phố bầu (Điều 36 khoản 1)."
    ]
    assert seats(Kind.INSPECTION, [], Taken(Seat.MEMBER, Part.VILLAGE)) == [
        "Thôn, tổ dân phố: Chọn thôn, tổ dân phố đã bầu người này."
    ]
    assert seats(Kind.SUPERVISION, [], Taken(Seat.MEMBER, Part.FRONT)) == []


def test_decree_17_2_at_most_five_residents_sit_in_a_supervision_board():
    assert seats(Kind.SUPERVISION, [ONE] * 4, ONE) == []
    assert seats(Kind.SUPERVISION, [ONE] * 5, ONE) == [
        "Thay mặt: Đại diện người dân nơi có dự án nhiều nhất 05 người (Điều 17 khoản 2 Nghị định 59/2023/NĐ-CP)."
    ]
    assert seats(Kind.SUPERVISION, [ONE] * 5, Taken(Seat.MEMBER, Part.FRONT)) == []


def test_what_an_inspection_board_lacks_is_said_with_its_article():
    villages = {1: "Tổ dân phố A", 2: "Tổ dân phố B"}
    head = replace(ONE, seat=Seat.HEAD)
    assert said(missing(Kind.INSPECTION, [ONE] * 4, villages, TODAY)) == [
        "Ban có ít nhất 05 thành viên (Điều 36 khoản 1 Luật 10/2022/QH15).",
        "Chưa có Trưởng ban (Điều 36 khoản 3 Luật 10/2022/QH15).",
        "Chưa có thành viên của: Tổ dân phố B (Điều 13 khoản 2 Nghị định 59/2023/NĐ-CP).",
    ]
    assert missing(Kind.INSPECTION, [head, *[ONE] * 3, replace(ONE, village=2)], villages, TODAY) == []
    many = {number: f"Tổ dân phố {number}" for number in range(1, 11)}
    assert missing(Kind.INSPECTION, [replace(head, village=number) for number in many], many, TODAY) == []


def test_art_41_1_what_a_supervision_board_lacks_is_said_with_its_article():
    law = "Điều 41 khoản 1 Luật 10/2022/QH15"
    whole = [replace(ONE, seat=Seat.HEAD), Taken("member", Part.FRONT), Taken("member", Part.INSPECTION_BOARD), ONE, ONE]
    assert missing(Kind.SUPERVISION, whole, {}, TODAY) == []
    assert said(missing(Kind.SUPERVISION, [Taken(Seat.MEMBER, Part.FRONT)], {}, TODAY)) == [
        f"Ban có ít nhất 05 thành viên ({law}).",
        "Chưa có Trưởng ban (Điều 41 khoản 2 Luật 10/2022/QH15).",
        f"Chưa có đại diện người dân thôn, tổ dân phố ({law}).",
        f"Chưa có đại diện Ban Thanh tra nhân dân ({law}).",
    ]


def member(kind=Kind.INSPECTION, name="Cá nhân 01", **changes):
    told = {"meets_standards": True, "joined_on": TODAY, "today": TODAY} | changes
    return said(member_problems(kind, name, **told))


def test_art_37_and_42_whoever_enters_a_member_declares_that_the_standards_are_met():
    assert member() == []
    for kind, article in ((Kind.INSPECTION, "Điều 37"), (Kind.SUPERVISION, "Điều 42")):
        (problem,) = member(kind, meets_standards=False)
        assert problem.startswith("Tiêu chuẩn: Đánh dấu khi đã xem đủ tiêu chuẩn: thường trú")
        assert problem.endswith(f"({article} Luật 10/2022/QH15).")
    assert member(name=" ") == ["Họ tên: Ghi họ tên, hoặc chọn người đã có."]
    assert member(name="a" * 120) == []
    assert member(name="a" * 121) == ["Họ tên: Dài quá 120 ký tự."]
    assert member(joined_on=date(2026, 3, 3)) == ["Từ ngày: Ngày 03/03/2026 chưa đến; ghi khi đã bầu, đã cử."]


def test_art_37_2_bars_officials_and_part_timers_art_42_2_officials_alone():
    held = [("Chủ tịch", False), ("Trưởng thôn", True)]
    assert list(barred(Kind.INSPECTION, held)) == ["Chủ tịch", "Trưởng thôn"]
    assert list(barred(Kind.SUPERVISION, held)) == ["Chủ tịch"]


def test_who_leaves_leaves_after_joining_with_a_reason():
    begun = date(2025, 1, 1)
    assert said(leaving_problems(date(2025, 1, 2), begun, "resigned", "", TODAY)) == []
    assert said(leaving_problems(begun, begun, "gone", "", TODAY)) == [
        "Thôi từ ngày: Phải sau ngày vào ban (01/01/2025).",
        "Vì sao thôi: Ghi vì sao khuyết, một câu.",
    ]
    assert said(leaving_problems(date(2026, 3, 3), begun, "gone", "a" * 301, TODAY)) == [
        "Thôi từ ngày: Ngày 03/03/2026 chưa đến; ghi khi đã thôi.",
        "Vì sao thôi: Dài quá 300 ký tự; viết gọn lại.",
    ]


def test_art_36_2_a_by_election_is_held_when_six_months_of_the_term_are_left():
    ends = date(2029, 5, 30)
    found = by_election(date(2028, 11, 30), ends)
    assert str(found) == (
        "Nhiệm kỳ còn từ 06 tháng trở lên: bầu bổ sung ở cuộc họp thôn, tổ dân phố (Điều 36 khoản 2 Luật 10/2022/QH15)."
    )
    assert by_election(date(2028, 12, 1), ends) is None
    assert str(refilling(Kind.INSPECTION, date(2028, 11, 30), ends)) == str(found)
    assert str(refilling(Kind.INSPECTION, date(2028, 12, 1), ends)) == (
        "Nhiệm kỳ còn dưới 06 tháng: không phải bầu bổ sung (Điều 36 khoản 2 Luật 10/2022/QH15)."
    )


def test_art_45_1_a_a_seat_of_a_project_s_board_is_filled_again_at_any_time():
    told = str(refilling(Kind.SUPERVISION, date(2028, 11, 30), None))
    assert told == ("Khuyết thì Mặt trận cử, đề nghị cử hoặc tổ chức bầu bổ sung (Điều 45 khoản 1 điểm a Luật 10/2022/QH15).")


@pytest.mark.parametrize(
    ("kind", "article"),
    [(Kind.INSPECTION, "Điều 36 khoản 2 Luật 10/2022/QH15"), (Kind.SUPERVISION, "Điều 41 khoản 1 Luật 10/2022/QH15")],
)
def test_neither_board_is_prolonged_and_the_article_says_what_ends_it(kind, article):
    told = no_prolongation(kind)
    assert ("gia hạn" in told.text, told.citation) == (True, article)


@pytest.mark.parametrize(
    ("kind", "part", "ground", "decided", "start"),
    [
        (Kind.INSPECTION, "village", "resigned", True, ""),
        (Kind.INSPECTION, "village", "gone", False, ""),
        (Kind.SUPERVISION, "front", "trust", False, ""),
        (Kind.INSPECTION, "village", "duty", False, "Việc cho thôi: Người này do dân bầu"),
        (Kind.SUPERVISION, "village", "trust", False, "Việc cho thôi: Người này do dân bầu"),
        (Kind.INSPECTION, "village", "", True, "Lý do: Chọn một lý do"),
    ],
)
def test_art_36_2_whom_a_village_elected_that_village_lets_go(kind, part, ground, decided, start):
    told = "".join(said(dismissal_problems(kind, part, ground, decided=decided)))
    assert told[: len(start)] == start
    assert bool(told) == bool(start)
    if start.startswith("Việc"):
        assert ("Điều 36 khoản 2 Luật" if kind == Kind.INSPECTION else "Điều 17 khoản 1 Nghị định 59") in told


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
        (date(2026, 7, 1), 6, date(2027, 1, 1)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_of_a_shorter_month(day, months, later):
    assert months_later(day, months) == later


@given(day=st.dates(date(2023, 7, 1), date(2090, 1, 1)), months=st.integers(0, 60))
def test_months_later_never_passes_the_next_month(day, months):
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_every_row_was_read_but_for_the_civil_code_and_none_holds_before_its_day():
    assert [rule.key for rule in board_rules().rules if not rule.verified] == ["last_day_free"]
    with pytest.raises(NoRuleInForceError):
        rule_of(Kind.INSPECTION, "plan_sent_before", date(2023, 8, 14))
    assert rule_of(Kind.INSPECTION, "plan_sent_before", date(2023, 8, 15)).value == 5
