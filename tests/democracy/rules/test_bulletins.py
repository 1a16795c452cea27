"""Scripts, plans, the log, days running on the loudspeaker."""

from datetime import date, time, timedelta

import pytest

from kheo.democracy.rules.bulletins import (
    bulletin_problems,
    days_wanting,
    log_problems,
    plan_problems,
    ready_problems,
    spoken_problems,
    void_problems,
)
from kheo.democracy.rules.reading_time import in_minutes

DAY, AT = date(2026, 11, 20), time(17, 0)
NOW = (DAY, time(12, 0))


def said(problems):
    return [str(problem) for problem in problems]


def test_a_script_has_a_name_and_words():
    assert said(bulletin_problems("Tên", "Lời")) == []
    assert said(bulletin_problems(" ", "\n")) == [
        "Tên bài: Ghi tên bài để tìm lại và để báo trước trên trang của thôn, tổ dân phố.",
        "Nội dung: Dán hoặc gõ nội dung cần đọc.",
    ]
    assert said(bulletin_problems("x" * 200, "x" * 20_000)) == []
    assert said(bulletin_problems("x" * 201, "x" * 20_001)) == [
        "Tên bài: Dài quá 200 ký tự; viết gọn lại.",
        "Nội dung: Dài quá 20.000 ký tự (hơn hai giờ đọc); chia thành nhiều bài.",
    ]


def test_words_read_as_they_stand_are_short():
    assert said(spoken_problems(["x" * 40])) == []
    assert len(said(spoken_problems(["x" * 41]))) == 1


def test_a_script_waits_for_words_of_its_short_forms():
    assert said(ready_problems(["XYZ"], ["XYZ"])) == []
    assert said(ready_problems(["XYZ", "ABC"], ["ABC"])) == [
        "Bài đọc: Còn chữ tắt, địa chỉ chưa thành lời: «XYZ». Sửa trong bài, hoặc ghi vào ô «Đọc nguyên như viết»."
    ]


@pytest.mark.parametrize(("days", "count"), [(0, 1), (1, 0), (10, 0), (11, 1)])
def test_one_to_ten_days_running(days, count):
    assert len(said(plan_problems(DAY, days, AT, NOW))) == count


def test_a_plan_lies_ahead_but_not_too_far():
    assert said(plan_problems(DAY, 3, time(12, 0), NOW)) == []
    assert said(plan_problems(DAY, 3, time(11, 59), NOW)) == [
        "Ngày đầu: Giờ đọc đã qua; chọn giờ sau lúc này. Lượt đã đọc thì ghi vào sổ."
    ]
    assert said(plan_problems(DAY + timedelta(days=90), 3, AT, NOW)) == []
    assert said(plan_problems(DAY + timedelta(days=91), 3, AT, NOW)) == ["Ngày đầu: Xếp lịch trước nhiều nhất 90 ngày."]


def test_a_reading_is_written_down_after_its_time_within_a_week_with_its_reader():
    assert said(log_problems(DAY, time(12, 0), "Người đọc", "", NOW)) == []
    assert said(log_problems(DAY, time(12, 1), "Người đọc", "", NOW)) == ["Lượt đọc: Chưa đến giờ đọc; đọc xong rồi ghi."]
    assert said(log_problems(DAY - timedelta(days=7), AT, "Người đọc", "", NOW)) == []
    assert said(log_problems(DAY - timedelta(days=8), AT, "Người đọc", "", NOW)) == [
        "Lượt đọc: Quá 7 ngày thì không ghi vào sổ đọc được nữa; xếp lượt đọc khác."
    ]
    assert len(said(log_problems(DAY, time(9), " ", "x" * 201, NOW))) == 2
    assert len(said(log_problems(DAY, time(9), "x" * 121, "x" * 200, NOW))) == 1


@pytest.mark.parametrize(("reason", "count"), [("", 1), ("ghi nhầm bài", 0), ("x" * 200, 0), ("x" * 201, 1)])
def test_taking_a_reading_back_needs_a_reason(reason, count):
    assert len(said(void_problems(reason))) == count


def test_three_days_running_by_article_13_clause_3():
    """Luật 10/2022/QH15 Điều 13 khoản 3: two days and a gap are not enough, three running are."""
    two, gap, three = [DAY, DAY + timedelta(days=1)], [DAY, DAY + timedelta(days=2)], [DAY + timedelta(days=n) for n in range(3)]
    assert [days_wanting(["loudspeaker"], days, DAY) for days in ([], two, gap, three)] == [3, 1, 2, 0]
    assert days_wanting(["portal"], [], DAY) == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "10 giây"),
        (31, "40 giây"),
        (50, "50 giây"),
        (51, "1 phút"),
        (59, "1 phút"),
        (60, "1 phút"),
        (89, "1 phút rưỡi"),
        (150, "2 phút rưỡi"),
        (3600, "60 phút"),
    ],
)
def test_minutes_are_told_as_people_count_them(seconds, words):
    assert in_minutes(seconds) == words
