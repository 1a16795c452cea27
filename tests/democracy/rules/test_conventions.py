"""Nghị định 61/2023/NĐ-CP, each limit on both sides."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.rules.conventions import (
    compare,
    deciding_problems,
    draft_problems,
    names,
    posting_problems,
    stop_by,
    stopping_problems,
    votable_from,
)
from kheo.foundation.rules import NoRuleInForceError

DAY, TODAY = date(2026, 3, 2), date(2026, 11, 30)


def said(problems):
    return [str(one) for one in problems]


def test_article_6_2_the_community_chooses_between_two_names():
    assert names(DAY) == {"huong_uoc": "Hương ước", "quy_uoc": "Quy ước"}
    with pytest.raises(NoRuleInForceError):
        names(date(2023, 8, 15))


def test_article_9_1_a_draft_is_posted_for_thirty_days_before_the_village_decides():
    assert votable_from(DAY) == date(2026, 4, 1)
    assert said(deciding_problems(DAY, date(2026, 4, 1))) == []
    assert said(deciding_problems(DAY, date(2026, 3, 31))) == [
        (
            "Ngày: Dự thảo niêm yết từ 02/03/2026, đủ 30 ngày vào 01/04/2026 (Điều 9 khoản 1 Nghị định 61/2023/NĐ-CP); "
            "chọn ngày ấy hoặc sau."
        )
    ]
    assert said(deciding_problems(None, DAY)) == [
        (
            "Ngày: Dự thảo hương ước, quy ước phải niêm yết ít nhất 30 ngày trước khi bàn, biểu quyết "
            "(Điều 9 khoản 1 Nghị định 61/2023/NĐ-CP); chưa có dự thảo nào đã niêm yết được đưa vào việc này: "
            "mở trang Hương ước, quy ước."
        )
    ]


def test_article_12_2_the_commune_answers_within_three_working_days():
    assert stop_by(DAY) == date(2026, 3, 5)
    assert stop_by(date(2026, 2, 13)) == date(2026, 2, 25)


def test_a_draft_has_a_title_and_a_text():
    assert said(draft_problems("Quy ước", "Điều 1", "")) == []
    assert said(draft_problems(" ", "x" * 60_001, "y" * 401)) == [
        "Tên gọi đầy đủ: Ô này chưa điền.",
        "Toàn văn: Dài quá 60.000 ký tự; viết gọn lại.",
        "Thay đổi so với bản trước: Dài quá 400 ký tự; viết gọn lại.",
    ]


def test_a_posting_has_a_place_and_a_day_since_the_decree():
    assert said(posting_problems(DAY, "nhà văn hoá", TODAY)) == []
    assert said(posting_problems(TODAY + timedelta(days=1), "", TODAY)) == [
        "Nơi niêm yết: Ghi niêm yết ở đâu: nhà văn hoá, bảng tin nào.",
        "Ngày niêm yết: Ngày này ở sau hôm nay; ghi khi đã niêm yết.",
    ]
    assert said(posting_problems(date(2023, 8, 15), "x" * 401, TODAY)) == [
        "Nơi niêm yết: Dài quá 400 ký tự; viết gọn lại.",
        "Ngày niêm yết: Nghị định 61/2023/NĐ-CP có hiệu lực từ 16/08/2023.",
    ]


def test_article_12_3_a_stop_names_its_reason_and_until_when():
    assert said(stopping_problems((DAY, DAY, DAY + timedelta(days=1)), "Sai trình tự", "12/QĐ-UBND", TODAY)) == []
    assert said(stopping_problems((DAY, DAY - timedelta(days=1), DAY - timedelta(days=1)), " ", " ", TODAY)) == [
        "Số quyết định: Ghi số quyết định.",
        "Lý do: Quyết định phải nêu rõ lý do (Điều 12 khoản 3 Nghị định 61/2023/NĐ-CP).",
        "Ngày quyết định: Phải từ ngày nhận phản ánh (02/03/2026) đến hôm nay.",
        "Hoàn tất trước: Thời hạn hoàn tất phải sau ngày quyết định.",
    ]
    assert said(stopping_problems((DAY, DAY, TODAY), "x" * 401, "1", TODAY)) == ["Lý do: Dài quá 400 ký tự; viết gọn lại."]


def test_two_versions_are_compared_word_by_word():
    pieces = [
        (piece.how, piece.text)
        for piece in compare("Điều 1. Mừng cưới\n\nkhông quá 30 mâm", "Điều 1. Mừng cưới\n\nkhông quá 20 mâm cỗ")
    ]
    assert pieces == [
        ("same", "Điều 1. Mừng cưới\n\nkhông quá"), ("gone", "30"), ("new", "20"), ("same", "mâm"), ("new", "cỗ"),
    ]  # fmt: skip
    assert compare("", "") == []


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "đ", "\n"]), max_size=20).map(" ".join)


@given(TEXTS, TEXTS)
def test_what_was_kept_and_gone_is_the_old_text_and_what_was_kept_and_new_the_new(old, new):
    pieces = compare(old, new)

    def of(*hows):
        return " ".join(piece.text for piece in pieces if piece.how in hows).split()

    assert of("same", "gone") == old.split()
    assert of("same", "new") == new.split()
