"""When and how a matter may be decided online: Nghị định 59/2023/NĐ-CP Điều 5."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kheo.democracy.rules.online import Conditions, condition_problems, households_to_choose, may_close, window_problems

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
GOOD = Conditions(DAY, DAY, DAY, 26, has_proof=True, has_devices=True)


def said(problems):
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(("households", "needed"), [(50, 26), (51, 26), (52, 27), (1, 1), (2, 2), (3, 2)])
def test_more_than_half_of_all_households_choose_dieu_5_khoan_2_diem_c(households, needed):
    assert households_to_choose(households, DAY) == needed


@pytest.mark.parametrize(("chosen", "refused"), [(26, False), (25, True)])
def test_26_of_51_choose_and_25_do_not_dieu_5_khoan_2_diem_c(chosen, refused):
    wrong = said(condition_problems(replace(GOOD, chosen_by=chosen), 51, DAY))
    told = (
        "Số hộ chọn trực tuyến: Cần trên 50% tổng số hộ chọn biểu quyết trực tuyến "
        "(Điều 5 khoản 2 điểm c Nghị định 59/2023/NĐ-CP): ít nhất 26 trong 51 hộ, mới có 25. Chọn hình thức khác."
    )
    assert wrong == ([told] if refused else [])


def test_no_more_choose_than_there_are():
    assert said(condition_problems(replace(GOOD, chosen_by=52), 51, DAY)) == [
        "Số hộ chọn trực tuyến: Sổ hộ có 51 hộ; không thể có 52 hộ chọn."
    ]


def test_a_village_without_a_roll_is_told_so_when_it_opens_and_not_here():
    assert said(condition_problems(replace(GOOD, chosen_by=0), 0, DAY)) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"agreed_on": None}, "Ngày thống nhất: Thống nhất trước với Ban công tác Mặt trận"),
        ({"agreed_on": DAY + timedelta(1)}, "Ngày thống nhất: Thống nhất trước với Ban công tác Mặt trận"),
        ({"commune_on": None}, "Ngày báo cáo Uỷ ban nhân dân: Báo cáo trước khi thực hiện (Điều 5 khoản 2 điểm a"),
        ({"front_on": DAY + timedelta(1)}, "Ngày báo cáo Mặt trận: Báo cáo trước khi thực hiện (Điều 5 khoản 2 điểm a"),
        ({"has_proof": False}, "Ảnh chụp, danh sách các hộ chọn: Gửi ảnh chụp bình chọn"),
        ({"has_devices": False}, "Các hộ có thiết bị: Đại diện các hộ cần có điện thoại hoặc máy nối mạng"),
    ],
)
def test_each_condition_of_dieu_5_khoan_1_va_2_is_asked(changed, told):
    assert said(condition_problems(GOOD, 51, DAY)) == []
    (wrong,) = said(condition_problems(replace(GOOD, **changed), 51, DAY))
    assert wrong.startswith(told)


def test_ballots_are_taken_until_the_day_that_was_announced():
    assert said(window_problems(NOW, NOW + timedelta(hours=9), DAY)) == []
    assert said(window_problems(NOW, NOW + timedelta(hours=9), None)) == []
    assert said(window_problems(NOW, NOW, DAY)) == ["Kết thúc lúc: Giờ kết thúc phải ở sau lúc này."]
    assert said(window_problems(NOW, NOW + timedelta(days=1), DAY)) == [
        "Kết thúc lúc: Đã công khai ngày cuối là 20/11/2026; không kéo dài thêm."
    ]


@pytest.mark.parametrize(("minutes", "taken", "closes"), [(0, 0, True), (-1, 50, False), (-1, 51, True), (1, 0, True)])
def test_nobody_is_cut_off_before_the_announced_end(minutes, taken, closes):
    assert may_close(NOW + timedelta(minutes=minutes), NOW, taken, 51) is closes
