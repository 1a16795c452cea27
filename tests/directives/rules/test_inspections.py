from datetime import date

import pytest

from kheo.directives.rules.inspections import finding_problems, held_problems, plan_problems, visit_problems

TODAY = date(2025, 6, 1)


def said(problems):
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("year", "number", "day", "words"),
    [
        (2025, "", None, []),
        (2025, "05-KH/BCĐ", date(2025, 2, 1), []),
        (1999, "", None, ["Năm: Năm 1999 nằm ngoài khoảng 2000 đến 2100."]),
        (
            2025, "05-KH/BCĐ", None,
            ["Số kế hoạch: Số và ngày của kế hoạch đi cùng nhau: ghi cả hai, hoặc để trống cả hai khi chưa ký."],
        ),
        (2025, "1" * 61, date(2025, 2, 1), ["Số kế hoạch: Dài quá 60 ký tự; viết gọn lại."]),
        (2025, "5", date(2025, 6, 2), ["Ngày kế hoạch: Ngày 02/06/2025 ở sau hôm nay; ghi ngày của bản đã ký."]),
        (2025, "5", date(2023, 6, 2), ["Ngày kế hoạch: Ngày 02/06/2023 cách năm 2025 quá xa; xem lại năm."]),
    ],
)  # fmt: skip
def test_a_plan_has_number_and_day_together(year, number, day, words):
    assert said(plan_problems(year, number, day, TODAY)) == words


def test_a_visit_is_of_the_plan_s_year_and_about_something():
    assert said(visit_problems("Dân chủ ở cơ sở", date(2025, 12, 31), 2025)) == []
    assert said(visit_problems(" ", date(2026, 1, 1), 2025)) == [
        "Nội dung: Ghi kiểm tra việc gì.",
        "Ngày kiểm tra: Kế hoạch này của năm 2025; ngày 01/01/2026 thuộc năm khác.",
    ]
    assert said(visit_problems("x" * 301, date(2025, 1, 1), 2025)) == ["Nội dung: Dài quá 300 ký tự; viết gọn lại."]


def test_a_visit_is_held_when_its_day_has_come():
    assert said(held_problems(TODAY, 2025, TODAY)) == []
    assert said(held_problems(date(2026, 1, 5), 2025, date(2026, 1, 6))) == []
    assert said(held_problems(date(2025, 6, 2), 2025, TODAY)) == [
        "Ngày kiểm tra: Ngày 02/06/2025 chưa đến; ghi kết quả khi đã kiểm tra."
    ]
    for day in (date(2024, 12, 31), date(2027, 1, 1)):
        assert said(held_problems(day, 2025, date(2027, 2, 1))) == [
            f"Ngày kiểm tra: Cuộc này thuộc kế hoạch năm 2025; xem lại năm của ngày {day:%d/%m/%Y}."
        ]


def test_findings_are_words_none_of_them_twice():
    assert said(finding_problems(["Niêm yết đủ", "Chưa họp dân"])) == []
    assert said(finding_problems([])) == ["Phát hiện: Ghi ít nhất một điều đã thấy: kết quả, hạn chế hoặc kiến nghị."]
    assert said(finding_problems(["Niêm yết đủ", " ", "niêm  yết ĐỦ", "x" * 601])) == [
        "Phát hiện 2: Ghi điều đã thấy.",
        "Phát hiện 3: Câu này đã ghi ở trên.",
        "Phát hiện 4: Dài quá 600 ký tự; tách thành hai.",
    ]
