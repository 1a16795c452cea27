from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.models import PostingForm
from kheo.democracy.rules.publishing import (
    FORMS,
    MORE_FORMS,
    due_on,
    forms_problems,
    hanging_days,
    hangs_until,
    item_on,
    items_on,
    longest_run,
    loudspeaker_days,
    paper_problems,
    required_forms,
    words_problems,
)
from kheo.foundation.rules import NoRuleInForceError
from kheo.foundation.working_days import working_days_between

TODAY = date(2026, 11, 30)
ALL_FORMS = ("portal", "office_board", "village_board", "loudspeaker", "head")


def said(problems):
    return [str(problem) for problem in problems]


def test_article_11_has_fourteen_items_each_with_its_citation():
    items = items_on(TODAY)
    assert [item.number for item in items] == [*range(1, 15), 0]
    assert items[8].citation.startswith("Điều 11 khoản 9, Điều 13 khoản 1, khoản 2, khoản 3, khoản 4 Luật 10/2022/QH15")
    assert {item.label for item in items if item.permanent} == {
        "4. Quy chế dân chủ, nhiệm vụ, quy tắc ứng xử",
        "13. Thủ tục hành chính",
    }
    assert items[14].label == "Danh mục nội dung đã công khai"
    assert "luật định phải công khai" in item_on(9, TODAY).covers
    with pytest.raises(NoRuleInForceError):
        item_on(15, TODAY)


def test_the_law_holds_from_01_07_2023():
    assert item_on(1, date(2023, 7, 1)).number == 1
    with pytest.raises(NoRuleInForceError):
        item_on(1, date(2023, 6, 30))


@pytest.mark.parametrize(
    ("number", "forms"),
    [
        *((number, ("portal", "office_board", "village_board")) for number in (0, 1, 2, 3, 5, 6)),
        *((number, ("portal", "office_board")) for number in (4, 13)),
        *((number, ALL_FORMS) for number in range(7, 13)),
        (14, ("portal",)),
    ],
)
def test_forms_of_each_item_by_article_13(number, forms):
    item = item_on(number, TODAY)
    assert required_forms(item, has_loudspeaker=True) == forms
    without = tuple(form for form in forms if form != "loudspeaker")
    assert required_forms(item, has_loudspeaker=False) == without


def test_the_forms_of_the_rules_are_those_of_the_table():
    assert set(FORMS) == set(PostingForm.values)


@pytest.mark.parametrize(
    ("paper", "due"),
    [
        (date(2026, 9, 4), date(2026, 9, 11)),
        (date(2026, 2, 12), date(2026, 2, 26)),
        (date(2026, 4, 24), date(2026, 5, 6)),
    ],
)
def test_five_working_days_by_article_12_3_over_tet_and_the_days_of_april(paper, due):
    """A paper of 12/02/2026 lies before the Tết of Bính Ngọ (16 to 20/02)."""
    found = due_on(paper, None, "", TODAY)
    assert found.day == due
    assert working_days_between(paper, due) == 5
    assert found.citation == "Điều 12 khoản 3 Luật 10/2022/QH15"


def test_the_field_s_own_law_sets_another_day_by_article_12_3():
    found = due_on(date(2026, 9, 4), date(2026, 9, 20), "Luật Ngân sách nhà nước Điều 15", TODAY)
    assert (found.day, found.citation) == (date(2026, 9, 20), "Luật Ngân sách nhà nước Điều 15")


def test_thirty_days_running_or_always_by_article_13_2():
    assert hanging_days(item_on(2, TODAY), TODAY) == 30
    assert hanging_days(item_on(13, TODAY), TODAY) is None
    assert hangs_until(date(2026, 9, 1), 30) == date(2026, 10, 1)
    assert hangs_until(date(2026, 9, 1), None) is None
    assert loudspeaker_days(TODAY) == 3


@pytest.mark.parametrize(
    ("days", "run"),
    [([], 0), ([1], 1), ([1, 2], 2), ([1, 2, 3], 3), ([1, 2, 4, 5, 6], 3), ([3, 1, 2, 2], 3), ([1, 3, 5], 1), ([1, 2, 3, 5], 3)],
)
def test_days_running_on_the_loudspeaker(days, run):
    assert longest_run([date(2026, 9, day) for day in days]) == run


@given(st.sets(st.integers(0, 60)))
def test_a_run_is_as_long_as_the_longest_row_of_days(offsets):
    found = longest_run([date.fromordinal(700_000 + offset) for offset in offsets])
    expected = max(
        (length for start in offsets for length in range(1, 62) if set(range(start, start + length)) <= offsets), default=0
    )
    assert found == expected


def test_words_are_filled_and_not_endless():
    assert said(words_problems("Dự toán", "Thu, chi", "Tài chính")) == []
    assert said(words_problems(" ", "", "")) == [
        "Tiêu đề: Ghi tên việc, văn bản công khai.",
        "Nội dung chính: Ghi vài câu người dân đọc là hiểu; tệp kèm theo có đủ phần còn lại.",
        "Bộ phận thực hiện: Ghi bộ phận, chức danh tổ chức thực hiện (Điều 14 khoản 1).",
    ]
    assert said(words_problems("x" * 201, "x" * 4001, "x" * 200)) == [
        "Tiêu đề: Dài quá 200 ký tự; viết gọn lại.",
        "Nội dung chính: Dài quá 4000 ký tự; viết gọn lại.",
    ]


def test_the_day_of_a_paper_and_that_of_its_own_law():
    together = (
        "Ngày theo luật của lĩnh vực: Ngày và văn bản định ngày ấy đi cùng nhau: ghi cả hai, hoặc để trống cả hai để tính 5 ngày "
        "làm việc."
    )
    assert said(paper_problems(TODAY, None, "", TODAY)) == []
    assert said(paper_problems(TODAY, TODAY, "Luật", TODAY)) == []
    assert said(paper_problems(date(2023, 7, 1), None, " ", TODAY)) == []
    assert said(paper_problems(TODAY, TODAY, "", TODAY)) == [together]
    assert said(paper_problems(TODAY, None, "Luật", TODAY)) == [together]
    assert said(paper_problems(date(2026, 12, 1), date(2026, 11, 30), "x" * 201, TODAY)) == [
        "Ngày văn bản: Ngày 01/12/2026 ở sau hôm nay; ghi ngày của văn bản đã ký.",
        "Ngày theo luật của lĩnh vực: Ngày này ở trước ngày văn bản; xem lại hai ngày.",
        "Văn bản định ngày: Dài quá 200 ký tự; ghi số và điều của văn bản.",
    ]
    assert said(paper_problems(date(2023, 6, 30), None, "", TODAY)) == [
        "Ngày văn bản: Luật 10/2022/QH15 có hiệu lực từ 01/07/2023; văn bản trước ngày ấy không tính hạn ở đây."
    ]


def test_more_forms_are_those_of_article_12_1():
    assert said(forms_problems([*MORE_FORMS, "office_board", "village_board", "head", "loudspeaker"])) == []
    assert said(forms_problems(["letter", "portal", "smoke"])) == [
        "Hình thức chọn thêm: Không có hình thức «portal, smoke»; chọn trong danh sách."
    ]
