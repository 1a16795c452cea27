from datetime import date

import pytest

from kheo.democracy.rules.roll import (
    arrival_problems,
    gone_problems,
    household_problems,
    leaving_problems,
    meeting_problems,
    parts_problems,
)

DAY, NEXT = date(2026, 6, 1), date(2026, 6, 2)


def said(problems):
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("number", "name", "cluster", "words"),
    [
        (1, "Cá nhân 01", "", []),
        (None, "x" * 120, "y" * 60, []),
        (99_999, "Cá nhân", "Ngõ 1", []),
        (0, "Cá nhân", "", ["Số hộ: Số hộ từ 1 đến 99.999."]),
        (100_000, "Cá nhân", "", ["Số hộ: Số hộ từ 1 đến 99.999."]),
        (1, "\u200b ", "", ["Đại diện hộ: Ghi họ tên người đại diện hộ (Điều 18 khoản 2 Luật 10/2022/QH15)."]),
        (1, "x" * 121, "", ["Đại diện hộ: Dài quá 120 ký tự; chỉ ghi họ tên."]),
        (1, "x", "y" * 61, ["Cụm, ngõ: Dài quá 60 ký tự; viết gọn lại."]),
    ],
)
def test_a_household_is_a_number_and_who_speaks_for_it(number, name, cluster, words):
    assert said(household_problems(number, name, cluster)) == words


@pytest.mark.parametrize(
    ("on", "begun", "ended", "words"),
    [
        (DAY, None, None, []),
        (NEXT, DAY, None, []),
        (DAY, DAY, None, ["Từ ngày: Hộ này có từ 01/06/2026; ghi một ngày sau đó."]),
        (DAY, None, DAY, ["Từ ngày: Hộ này không còn ở đây từ 01/06/2026."]),
        (date(2026, 6, 3), None, None, ["Từ ngày: Ngày 03/06/2026 chưa đến; ghi khi việc đã xảy ra."]),
    ],
)
def test_a_household_leaves_once_after_it_came(on, begun, ended, words):
    assert said(leaving_problems(on, begun, ended, NEXT)) == words


def test_a_household_splits_into_one_to_ten_new_ones():
    assert [said(parts_problems(count)) for count in (1, 10)] == [[], []]
    assert said(parts_problems(0)) == ["Hộ mới: Ghi người đại diện của ít nhất một hộ mới, mỗi dòng một hộ."]
    assert said(parts_problems(11)) == ["Hộ mới: Một lần tách nhiều nhất 10 hộ mới."]


def test_a_household_is_written_once_it_has_come():
    assert [said(arrival_problems(day, DAY)) for day in (None, DAY)] == [[], []]
    assert said(arrival_problems(NEXT, DAY)) == [f"Có từ ngày: Ngày {NEXT:%d/%m/%Y} chưa đến; ghi khi hộ đã về đây."]


def test_a_change_from_the_day_of_a_meeting_that_goes_on_waits_for_its_result():
    told = f"Từ ngày: Đang họp theo sổ hộ đã chốt ngày {DAY:%d/%m/%Y}; ghi thay đổi này khi cuộc họp đã có kết quả."
    assert [said(meeting_problems(day, DAY, "Từ ngày")) for day in (None, DAY, NEXT)] == [[told], [told], []]
    assert said(meeting_problems(None, None, "Từ ngày")) == []


@pytest.mark.parametrize(
    ("gone", "is_told", "words"),
    [
        ("away", False, []),
        ("village", True, []),
        ("village", False, ["Chuyển đến: Chọn nơi hộ chuyển đến."]),
        ("ended", True, ["Đi đâu: Đã chọn nơi chuyển đến; chọn «chuyển sang nơi khác», hoặc bỏ nơi ấy."]),
        ("", False, ["Đi đâu: Chọn hộ đã đi đâu; chưa biết thì chọn «chưa rõ»."]),
    ],
)
def test_a_household_that_left_went_somewhere_or_nobody_knows(gone, is_told, words):
    assert said(gone_problems(gone, is_told=is_told)) == words
