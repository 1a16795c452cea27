from dataclasses import replace

import pytest

from kheo.recognition.rules import choices
from kheo.recognition.rules.choices import CHOICES, Choice, choice_problems


def test_a_choice_from_a_list_takes_only_what_is_in_the_list():
    assert choice_problems("rounding", "up_10000") == []
    assert [str(one) for one in choice_problems("rounding", "")] == ["Làm tròn tiền thưởng: Chọn một dòng trong danh sách."]


@pytest.mark.parametrize(("value", "fits"), [("", True), ("1", True), ("60", True), ("0", False), ("61", False), ("x", False)])
def test_a_number_stays_within_its_bounds_or_is_left_open(monkeypatch, value, fits):
    number = Choice(label="Số năm", why="", highest=60, unit="năm")
    monkeypatch.setattr(choices, "CHOICES", {**CHOICES, "years": number})
    assert (choice_problems("years", value) == []) is fits


def test_a_value_is_told_in_words():
    number = Choice(label="Số năm", why="", unit="năm")
    assert [number.words("15"), number.words(""), CHOICES["rounding"].words("none")] == ["15 năm", "chưa đặt", "không làm tròn"]
    assert replace(number, unit="").words("15") == "15"


def test_a_text_is_no_longer_than_its_column_and_the_share_is_never_left_open():
    assert choice_problems("medal_conditions", "x" * 300) == []
    assert [str(one) for one in choice_problems("medal_conditions", "x" * 301)] == [
        "Điều kiện khác để xét kỷ niệm chương: Dài 301 ký tự, nhiều nhất 300; viết gọn lại."
    ]
    assert choice_problems("approval_share", "100") == []
    assert [str(one) for one in choice_problems("approval_share", "")] == [
        "Tỷ lệ đồng ý khi xét hồ sơ khen thưởng: Ghi số nguyên từ 1 đến 100."
    ]
