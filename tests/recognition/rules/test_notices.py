from datetime import date

import pytest

from kheo.recognition.rules.notices import item_problems, notice_problems

DECIDED, TODAY = date(2024, 12, 26), date(2025, 3, 1)
ITEM = {"place": "Dòng 1", "printed": "Sai", "right": "Đúng"}


def told(problems):
    return [str(one) for one in problems]


@pytest.mark.parametrize(
    ("on", "problems"),
    [
        (date(2024, 12, 25), ["Từ ngày: Ngày ở trước ngày của quyết định; xem lại ngày."]),
        (DECIDED, []),
        (TODAY, []),
        (date(2025, 3, 2), ["Từ ngày: Ngày ở sau hôm nay; ghi ngày của văn bản đã ký."]),
    ],
)
def test_the_day_lies_between_the_decision_and_today(on, problems):
    assert told(notice_problems("Cấp nhầm", "15-QĐ/BCĐ", on, not_before=DECIDED, today=TODAY)) == problems


def test_reason_and_paper_are_named_and_no_longer_than_their_fields():
    assert told(notice_problems(" ", "x" * 121, DECIDED, not_before=DECIDED, today=TODAY)) == [
        "Lý do: Chưa ghi mục này.",
        "Văn bản làm căn cứ: Dài 121 ký tự, nhiều nhất 120; viết gọn lại.",
    ]


def test_items_say_where_what_was_printed_and_what_is_right():
    assert told(item_problems([ITEM])) == []
    assert told(item_problems([])) == ["Nội dung đính chính: Chưa ghi chỗ nào cần sửa."]
    assert told(item_problems([ITEM, {"place": "", "printed": "a", "right": "a"}, {**ITEM, "right": "x" * 301}])) == [
        "Chỗ 2, chỗ cần sửa: Chưa ghi mục này.",
        "Chỗ 2: Chữ đúng giống hệt chữ đã in.",
        "Chỗ 3, đúng là: Dài 301 ký tự, nhiều nhất 300; viết gọn lại.",
    ]


@pytest.mark.parametrize(("count", "problems"), [(20, 0), (21, 1)])
def test_more_than_twenty_items_are_another_paper(count, problems):
    assert len(item_problems([ITEM] * count)) == problems
