from dataclasses import replace
from datetime import date
from decimal import Decimal

from kheo.democracy.rules.projects import (
    MOST_AMOUNT,
    Gift,
    Planned,
    ProjectKind,
    contribution_problems,
    falling_problems,
    finishing_problems,
    giving_problems,
    progress_problems,
    project_problems,
)

TODAY = date(2026, 3, 10)
ROAD = Planned(
    "Đường ngõ", ProjectKind.COMMUNITY, "UBND phường", 300, (("Ngân sách phường", 200), ("Nhân dân đóng góp", 100)),
    date(2026, 1, 5), date(2026, 6, 30),
)  # fmt: skip


def said(problems):
    return [str(one) for one in problems]


def planned(**changes):
    return said(project_problems(replace(ROAD, **changes)))


def test_art_41_1_a_project_is_of_one_of_the_four_kinds_and_has_an_owner():
    assert planned() == []
    assert planned(name="", kind="other", owner=" ") == [
        "Tên: Ghi tên chương trình, dự án, công trình.",
        "Loại: Chọn loại chương trình, dự án.",
        "Chủ đầu tư: Ghi chủ đầu tư.",
    ]
    assert planned(name="a" * 201, owner="a" * 201) == [
        "Tên: Dài quá 200 ký tự; viết gọn lại.",
        "Chủ đầu tư: Dài quá 200 ký tự; viết gọn lại.",
    ]
    assert planned(ends_on=ROAD.starts_on) == []
    assert planned(ends_on=date(2026, 1, 4)) == ["Ngày xong theo kế hoạch: Ngày xong phải sau ngày khởi công."]


def test_the_sources_of_a_project_add_up_to_its_total():
    assert planned(sources=()) == []
    assert planned(total=301) == ["Nguồn vốn: Các nguồn cộng lại 300 đồng, khác tổng mức 301 đồng."]
    assert planned(sources=(("", 300),)) == ["Nguồn vốn: Mỗi nguồn có tên và số tiền lớn hơn 0."]
    assert planned(sources=(("Ngân sách", 0),)) == ["Nguồn vốn: Mỗi nguồn có tên và số tiền lớn hơn 0."]
    assert planned(total=0, sources=()) == ["Tổng mức: Ghi tổng mức đầu tư, đơn vị đồng, lớn hơn 0."]
    assert planned(total=10**14, sources=()) == []
    assert planned(total=10**14 + 1, sources=()) == ["Tổng mức: Ghi tổng mức đầu tư, đơn vị đồng, lớn hơn 0."]


def given(gift=Gift.WORK, amount=Decimal(12), on=TODAY, *, corrects=False, note=""):
    return said(contribution_problems(gift, amount, on, corrects=corrects, note=note, today=TODAY))


def test_a_gift_is_money_work_or_land_and_nought_only_takes_one_back():
    assert given() == []
    assert given("gold", Decimal(-1)) == ["Đóng góp: Chọn tiền, ngày công hay đất.", "Số lượng: Ghi số lớn hơn 0."]
    assert given(amount=Decimal(0)) == ["Số lượng: Ghi số lớn hơn 0."]
    assert given(amount=Decimal(0), corrects=True, note="ghi nhầm") == []
    assert given(corrects=True) == ["Ghi chú: Ghi vì sao ghi lại, một câu."]
    assert given(amount=Decimal(MOST_AMOUNT)) == []
    assert given(amount=Decimal(MOST_AMOUNT) + 1) == ["Số lượng: Số này quá lớn; xem lại đơn vị."]
    assert given(on=date(2026, 3, 11), note="a" * 301) == [
        "Ngày: Ngày 11/03/2026 chưa đến.",
        "Ghi chú: Dài quá 300 ký tự; viết gọn lại.",
    ]


def far(percent=50, spent=100, on=TODAY, *, corrects=False, note=""):
    return said(progress_problems(percent, spent, 300, on, corrects=corrects, note=note, today=TODAY))


def test_progress_is_a_share_of_a_hundred_and_no_more_is_spent_than_the_total():
    assert far() == []
    assert far(0, 0) == far(100, 300) == far(spent=None) == []
    wrong = ["Khối lượng: Ghi từ 0 đến 100.", "Đã giải ngân: Đã giải ngân từ 0 đến tổng mức 300 đồng."]
    assert far(101, 301) == far(-1, -1) == wrong
    assert far(corrects=True) == ["Ghi chú: Ghi vì sao ghi lại, một câu."]
    assert far(corrects=True, note="nhầm") == []
    assert far(on=date(2026, 3, 11), note="a" * 301) == [
        "Ngày: Ngày 11/03/2026 chưa đến.",
        "Ghi chú: Dài quá 300 ký tự; viết gọn lại.",
    ]


def test_work_and_money_shrink_only_for_a_reason():
    for percent, spent, before in ((50, 100, (50, 100)), (60, None, (50, 100)), (60, 90, (50, None))):
        assert said(falling_problems(percent, spent, before, "")) == []
    assert said(falling_problems(40, 90, (50, 100), "")) == [
        "Khối lượng: Lần trước đã ghi 50 %. Xem lại số, hoặc ghi vì sao giảm vào ô Ghi chú.",
        "Đã giải ngân: Lần trước đã ghi 100 đồng. Xem lại số, hoặc ghi vì sao giảm vào ô Ghi chú.",
    ]
    assert said(falling_problems(40, 90, (50, 100), "Phá đi làm lại")) == []


def test_a_work_is_done_between_its_beginning_and_today():
    assert said(finishing_problems(TODAY, ROAD.starts_on, TODAY)) == []
    assert said(finishing_problems(date(2026, 3, 11), date(2026, 3, 12), TODAY)) == [
        "Ngày hoàn thành: Ngày 11/03/2026 chưa đến; ghi khi đã nghiệm thu.",
        "Ngày hoàn thành: Phải sau ngày khởi công (12/03/2026).",
    ]


def test_no_more_households_give_than_the_roll_of_the_day_has():
    for households, on_roll in ((None, 51), (51, 51), (99_999, None), (0, 51)):
        assert said(giving_problems(households, on_roll, TODAY)) == []
    (told,) = said(giving_problems(99_999, 51, TODAY))
    assert told.startswith("Số hộ: Sổ hộ ngày 10/03/2026 có 51 hộ, ở đây ghi 99.999 hộ.")
