"""What the law itself has published, and what a decision on a finding needs."""

from datetime import date

import pytest

from kheo.democracy.rules.sensitive import (
    KEEP,
    LAW,
    MASK,
    REASON_LENGTH,
    UNREAD,
    Verdict,
    public_by_law,
    source_problems,
    standing_verdict,
    verdict_problems,
)

DAY = date(2026, 11, 1)


def said(problems):
    return [str(problem) for problem in problems]


def test_item_9_of_article_11_is_public_by_law_from_the_day_of_the_law():
    """Luật 10/2022/QH15 Điều 11 khoản 9, in force since 01/07/2023."""
    assert public_by_law(9, date(2023, 6, 30)) is None
    assert public_by_law(9, date(2023, 7, 1)).citation == "Điều 11 khoản 9 Luật 10/2022/QH15"
    assert [public_by_law(item, DAY) for item in (None, 8, 10)] == [None, None, None]


@pytest.mark.parametrize("kind", ["birth", "birth_year", "address"])
def test_under_item_9_a_day_of_birth_is_decided_by_the_law(kind):
    """Luật 10/2022/QH15 Điều 11 khoản 9."""
    assert standing_verdict(kind, 9, DAY) == Verdict(LAW, "Điều 11 khoản 9 Luật 10/2022/QH15")
    assert standing_verdict(kind, 7, DAY) == Verdict("")


@pytest.mark.parametrize("kind", ["identity", "old_identity", "telephone", "account", "mail"])
def test_even_under_item_9_a_number_of_a_person_is_decided_by_the_office(kind):
    """Luật 10/2022/QH15 Điều 11 khoản 9 names lists of citizens, no numbers."""
    assert standing_verdict(kind, 9, DAY) == Verdict("")


def test_keeping_needs_a_reason_masking_none():
    kinds = {1: "identity", 2: "telephone"}
    assert said(verdict_problems(kinds, {1: Verdict(MASK), 2: Verdict(KEEP, "số trực của phường")})) == []
    assert said(verdict_problems(kinds, {1: Verdict(KEEP, "  ")})) == [
        "Chỗ 1: Ghi lý do giữ: quy định nào cho công khai, hoặc người đó đã đồng ý."
    ]
    assert said(verdict_problems({1: UNREAD}, {1: Verdict(KEEP, "")})) == ["Chỗ 1: Ghi ai đã mở ra xem, thấy gì."]


def test_what_is_not_there_not_known_or_not_to_be_masked_is_said():
    kinds = {1: "identity", 2: UNREAD}
    assert said(verdict_problems(kinds, {3: Verdict(MASK), 1: Verdict("law"), 2: Verdict(MASK)})) == [
        "Chỗ 3: Không có chỗ này trong lần soát.",
        "Chỗ 1: Chọn giữ hoặc che.",
        "Chỗ 2: Phần máy không đọc được thì không che được ở đây; xem lại rồi ghi đã xem thế nào.",
    ]


def test_reasons_are_short():
    assert said(verdict_problems({1: "mail"}, {1: Verdict(KEEP, "x" * REASON_LENGTH)})) == []
    assert said(verdict_problems({1: "mail"}, {1: Verdict(KEEP, "x" * (REASON_LENGTH + 1))})) == [
        "Chỗ 1: Lý do dài quá 200 ký tự; viết gọn lại."
    ]


def test_one_text_or_one_file_with_a_name():
    assert said(source_problems("Danh sách", "chữ", has_file=False)) == []
    assert said(source_problems("Danh sách", "", has_file=True)) == []
    assert said(source_problems(" ", "", has_file=False)) == [
        "Tên: Ghi tên ngắn của văn bản để tìm lại.",
        "Văn bản: Dán văn bản hoặc chọn một tệp: một trong hai.",
    ]
    assert said(source_problems("Tên", "chữ", has_file=True)) == ["Văn bản: Dán văn bản hoặc chọn một tệp: một trong hai."]
    assert said(source_problems("Tên", "x" * 100_001, has_file=False)) == [
        "Văn bản: Văn bản dài quá 100.000 ký tự; chia thành nhiều phần."
    ]
