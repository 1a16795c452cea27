from datetime import date

import pytest

from kheo.directives.rules.activities import activity_problems

TODAY = date(2025, 6, 1)
DAY = date(2025, 5, 6)


def said(topic="Hiến đất", days=(DAY, DAY), count=3, people=120):
    return [str(problem) for problem in activity_problems(topic, days, count, people, TODAY)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"people": None}, []),
        ({"people": 0, "count": 1}, []),
        ({"days": (date(2025, 1, 1), TODAY)}, []),
        ({"topic": "\u200b "}, ["Nội dung: Ghi nói về việc gì."]),
        ({"topic": "x" * 301}, ["Nội dung: Dài quá 300 ký tự; viết gọn lại."]),
        ({"count": 0}, ["Số lượng: Ghi một số từ 1 đến 100.000."]),
        ({"count": 100_001}, ["Số lượng: Ghi một số từ 1 đến 100.000."]),
        ({"people": -1}, ["Số lượt người: Ghi một số từ 0 đến 10.000.000; không đếm được thì để trống."]),
        ({"people": 10_000_001}, ["Số lượt người: Ghi một số từ 0 đến 10.000.000; không đếm được thì để trống."]),
        ({"days": (TODAY, DAY)}, ["Đến ngày: Ngày cuối (06/05/2025) đứng trước ngày đầu (01/06/2025)."]),
        ({"days": (date(2024, 12, 30), date(2025, 1, 2))}, ["Đến ngày: Số liệu đếm theo năm: ghi riêng phần của mỗi năm."]),
        ({"days": (DAY, date(2025, 6, 2))}, ["Đến ngày: Ngày 02/06/2025 ở sau hôm nay; ghi khi đã làm."]),
        ({"days": (date(1999, 6, 2),) * 2}, ["Từ ngày: Ngày 02/06/1999 xa quá; xem lại năm."]),
    ],
)
def test_a_record_counts_something_within_one_year_that_has_passed(changes, words):
    assert said(**changes) == words
