"""Why, by which paper, from which day: what every notice about an issued paper must say."""

from collections.abc import Sequence
from datetime import date

from kheo.foundation.lengths import too_long
from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

LONGEST_REASON, LONGEST_PAPER = 300, 120
MOST_ITEMS = 20
ITEM_LABELS = {"place": "Chỗ cần sửa", "printed": "Đã in", "right": "Đúng là"}
LONGEST_ITEM = 300


def notice_problems(reason: str, paper: str, on: date, *, not_before: date, today: date) -> list[Problem]:
    """Everything wrong with a notice; *not_before*: the day of the decision it is about."""
    problems = []
    for label, text, most in (("Lý do", reason, LONGEST_REASON), ("Văn bản làm căn cứ", paper, LONGEST_PAPER)):
        if not tidy(text):
            problems.append(Problem("Chưa ghi mục này.", label))
        problems += too_long(tidy(text), most, label)
    if on > today:
        problems.append(Problem("Ngày ở sau hôm nay; ghi ngày của văn bản đã ký.", "Từ ngày"))
    if on < not_before:
        problems.append(Problem("Ngày ở trước ngày của quyết định; xem lại ngày.", "Từ ngày"))
    return problems


def item_problems(items: Sequence[dict[str, str]]) -> list[Problem]:
    """Everything wrong with the items of a correction; each says where, what was printed, what is right."""
    if not items:
        return [Problem("Chưa ghi chỗ nào cần sửa.", "Nội dung đính chính")]
    problems = []
    if len(items) > MOST_ITEMS:
        problems.append(
            Problem(f"Nhiều nhất {MOST_ITEMS} chỗ; sửa nhiều hơn thì ban hành văn bản thay thế.", "Nội dung đính chính")
        )
    for number, item in enumerate(items, 1):
        for name, label in ITEM_LABELS.items():
            where = f"Chỗ {number}, {label.lower()}"
            if not item[name]:
                problems.append(Problem("Chưa ghi mục này.", where))
            problems += too_long(item[name], LONGEST_ITEM, where)
        if item["printed"] and item["printed"] == item["right"]:
            problems.append(Problem("Chữ đúng giống hệt chữ đã in.", f"Chỗ {number}"))
    return problems
