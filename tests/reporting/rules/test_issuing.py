from dataclasses import replace
from datetime import date

import pytest

from kheo.reporting.rules.issuing import Draft, day_problems, draft_problems, issue_problems, number_problems

READY = Draft(
    2024, {"overview": "a", "limits": "b", "proposals": "c", "directions": "d"}, "T/M BAN THƯỜNG VỤ", "Duy Tiên", differing=0
)


def test_a_ready_draft_has_no_problem():
    assert issue_problems(READY, differences_seen=False) == []


def test_all_that_is_missing_is_told_at_once():
    bare = replace(READY, texts={}, signer_authority="", place_name="")
    assert [problem.where for problem in draft_problems(bare)] == [
        "Tình hình chung",
        "Hạn chế, nguyên nhân",
        "Đề xuất, kiến nghị",
        "Phương hướng, trọng tâm",
        "Thẩm quyền ký",
        "Địa danh",
    ]


def test_numbers_that_differ_have_to_be_seen():
    draft = replace(READY, differing=2)
    (problem,) = issue_problems(draft, differences_seen=False)
    assert problem.where == "differences_seen"
    assert problem.what.startswith("Ô chữ còn 2 con số khác với sổ.")
    assert issue_problems(draft, differences_seen=True) == []


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (date(2024, 9, 30), "trước 01/10/2024"),
        (date(2024, 10, 1), ""),
        (date(2026, 11, 25), ""),
        (date(2026, 11, 26), "chưa tới"),
    ],
)
def test_the_day_is_after_the_years_third_quarter_and_not_to_come(day, word):
    said = " ".join(str(problem) for problem in day_problems(2024, day, date(2026, 11, 25)))
    assert (word in said) if word else said == ""


@pytest.mark.parametrize(
    ("key", "separator", "word"),
    [("", "-", "chưa đúng cách ghi"), ("12:bctu", "/", "chưa đúng cách ghi"), ("12:bctu", "-", ""), ("9:bctu", "-", "đã dùng")],
)
def test_the_number_has_the_layouts_shape_and_is_new(key, separator, word):
    said = " ".join(str(problem) for problem in number_problems(key, separator, "12-BC/TU", "-", {"9:bctu"}))
    assert (word in said) if word else said == ""
