"""Luật 10/2022/QH15 Điều 27, 32: who is told, who comes, and how often."""

from dataclasses import replace
from datetime import date

import pytest

from kheo.democracy.rules.dialogues import (
    BOUND,
    YEARLY,
    Present,
    Told,
    is_owed,
    least_dialogues,
    present_problems,
    told_problems,
    words_problems,
)

DAY = date(2026, 4, 1)
TOLD = Told(40, date(2026, 3, 20), "giấy mời; danh sách ở hồ sơ số 12")
PRESENT = Present(residents=32, leaders=1, front=1, inspectors=1)


def said(problems):
    return [str(problem) for problem in problems]


def test_a_dialogue_has_a_name_a_subject_and_a_place():
    assert words_problems("Tên", "Nội dung", "Hội trường") == []
    assert said(words_problems(" ", "Nội dung", "a" * 201)) == [
        "Tên gọi: Ô này chưa điền.",
        "Địa điểm: Dài 201 ký tự, nhiều nhất 200; viết gọn lại.",
    ]


@pytest.mark.parametrize(
    ("kind", "told", "words"),
    [
        (YEARLY, None, []),
        (BOUND, TOLD, []),
        (BOUND, replace(TOLD, number=1), []),
        (BOUND, None, [
            ("Số người phải thi hành đã báo: Ghi đã báo cho bao nhiêu người phải thi hành, ngày nào, bằng cách nào "
            "(Điều 27 khoản 1 Luật 10/2022/QH15).")
        ]),
        (BOUND, replace(TOLD, number=0), [
            "Số người phải thi hành đã báo: Ghi từ 1 đến 100000 người (Điều 27 khoản 1 Luật 10/2022/QH15)."
        ]),
        (BOUND, replace(TOLD, number=100_001), [
            "Số người phải thi hành đã báo: Ghi từ 1 đến 100000 người (Điều 27 khoản 1 Luật 10/2022/QH15)."
        ]),
        (BOUND, replace(TOLD, how=" "), [
            ("Báo bằng cách nào: Ghi cách báo (giấy mời, điện thoại, đến nhà) và danh sách lưu ở hồ sơ nào; "
            "không chép danh sách vào đây.")
        ]),
        (BOUND, replace(TOLD, how="a" * 301), ["Báo bằng cách nào: Nhiều nhất 300 ký tự; viết gọn lại."]),
    ],
)  # fmt: skip
def test_dieu_27_khoan_1_those_bound_are_told(kind, told, words):
    assert said(told_problems(kind, told, DAY)) == words


@pytest.mark.parametrize(
    ("kind", "present", "where"),
    [
        (BOUND, PRESENT, []),
        (BOUND, replace(PRESENT, residents=40), []),
        (BOUND, replace(PRESENT, residents=41), ["Số người dân dự"]),
        (BOUND, replace(PRESENT, inspectors=0), ["Đại diện Ban Thanh tra nhân dân"]),
        (BOUND, replace(PRESENT, leaders=0, front=0), ["Lãnh đạo Uỷ ban nhân dân", "Đại diện Mặt trận"]),
        (BOUND, replace(PRESENT, front=-1), ["Đại diện Mặt trận"]),
        (YEARLY, replace(PRESENT, residents=400, inspectors=0), []),
        (YEARLY, replace(PRESENT, residents=0), ["Số người dân dự"]),
        (YEARLY, replace(PRESENT, residents=100_001), ["Số người dân dự"]),
        (YEARLY, replace(PRESENT, front=0), ["Đại diện Mặt trận"]),
    ],
)
def test_dieu_27_khoan_2_dieu_32_khoan_1_who_must_be_there(kind, present, where):
    problems = present_problems(kind, present, 40, DAY)
    assert [problem.where for problem in problems] == where
    assert present_problems(kind, replace(PRESENT, residents=500), None, DAY) == []


def test_dieu_27_khoan_2_and_dieu_32_khoan_1_stand_in_the_refusal():
    nobody = Present(0, 1, 1, 1)
    assert "(Điều 27 khoản 2 Luật 10/2022/QH15)" in said(present_problems(BOUND, nobody, 40, DAY))[0]
    assert "(Điều 32 khoản 1 Luật 10/2022/QH15)" in said(present_problems(YEARLY, nobody, None, DAY))[0]


def test_dieu_32_khoan_1_at_least_one_a_year():
    assert least_dialogues(DAY) == 1
    assert is_owed(0, DAY)
    assert not is_owed(1, DAY)
    assert not is_owed(2, DAY)
