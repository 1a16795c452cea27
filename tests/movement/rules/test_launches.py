from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.foundation.text import tidy
from kheo.movement.rules.launches import LaunchContent, Promise, launch_problems, read_promises

TODAY = date(2026, 3, 20)
HELD = LaunchContent(TODAY, "Nhà văn hoá Tổ 3", 40, 62, "", [Promise("Các hộ ngõ 3", "phân loại rác tại nhà")])


def test_a_line_is_a_side_and_what_it_promised():
    text = "Các hộ ngõ 3:  phân loại rác\n\n Chi hội Phụ nữ : đến từng nhà, từ 19:30\nkhông có bên\n: thiếu bên\nthiếu lời:"
    assert read_promises(text) == [
        Promise("Các hộ ngõ 3", "phân loại rác"),
        Promise("Chi hội Phụ nữ", "đến từng nhà, từ 19:30"),
        Promise("", "không có bên"),
        Promise("", "thiếu bên"),
        Promise("thiếu lời", ""),
    ]


WORDS = st.text(st.characters(exclude_characters=":", exclude_categories=["C", "Z"]), min_size=1, max_size=20).filter(tidy)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Promise, WORDS.map(tidy), WORDS.map(tidy)), max_size=6))
def test_what_was_read_is_written_back_as_it_was(promises):
    assert read_promises("\n".join(one.as_line() for one in promises)) == promises


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"held_on": date(2026, 3, 21)}, ["Ngày ra mắt: Ngày này chưa tới; ghi sau khi đã ra mắt."]),
        ({"held_on": date(1999, 12, 31)}, ["Ngày ra mắt: Ngày này quá xa; xem lại năm."]),
        ({"held_on": date(2000, 1, 1)}, []),
        ({"place": " "}, ["Nơi ra mắt: Ghi nơi ra mắt, ví dụ «Nhà văn hoá Tổ dân phố số 3»."]),
        ({"place": "a" * 200}, []),
        ({"place": "a" * 201}, ["Nơi ra mắt: Dài quá 200 ký tự; viết gọn lại."]),
        ({"note": "a" * 5000}, []),
        ({"note": "a" * 5001}, ["Ghi thêm: Dài quá 5000 ký tự; viết gọn lại."]),
        ({"households": None, "people": None}, []),
        ({"households": 62}, []),
        ({"households": 63}, ["Số hộ dự: Số hộ dự nhiều hơn số người dự; xem lại hai số."]),
        ({"people": 100_000}, []),
        ({"people": 100_001}, ["Số người dự: Ghi từ 0 đến 100000, hoặc để trống."]),
        ({"households": -1}, ["Số hộ dự: Ghi từ 0 đến 100000, hoặc để trống."]),
        (
            {"promises": [Promise("", "quét ngõ")]},
            ["Cam kết: Dòng 1: viết «bên cam kết: nội dung», ví dụ «Các hộ ngõ 3: phân loại rác tại nhà»."],
        ),
        ({"promises": [Promise("a" * 200, "b" * 600)]}, []),
        (
            {"promises": [Promise("a", "b"), Promise("a" * 201, "b")]},
            ["Cam kết: Dòng 2 quá dài; bên cam kết không quá 200, nội dung không quá 600 ký tự."],
        ),
        (
            {"promises": [Promise("a", "b" * 601)]},
            ["Cam kết: Dòng 1 quá dài; bên cam kết không quá 200, nội dung không quá 600 ký tự."],
        ),
        ({"promises": [Promise("a", "b")] * 30}, []),
        ({"promises": [Promise("a", "b")] * 31}, ["Cam kết: Ghi nhiều nhất 30 cam kết."]),
    ],
)
def test_what_cannot_be_is_told_at_its_field(changed, said):
    assert [str(one) for one in launch_problems(replace(HELD, **changed), TODAY)] == said
