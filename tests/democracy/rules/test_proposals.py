"""Luật 10/2022/QH15 Điều 16: who proposes, who must agree, 10 % of households for three months."""

from dataclasses import replace
from datetime import date

import pytest

from kheo.democracy.rules.proposals import (
    Proposal,
    consent_day_problems,
    consent_problems,
    consent_until,
    consents_needed,
    proposal_problems,
    valid_consents,
)

TODAY = date(2026, 6, 1)
HEAD = Proposal(1, "village", "Làm đường ngõ", "Mỗi hộ góp một triệu đồng.", "head", TODAY)
CITIZENS = replace(HEAD, way="citizens", agreed_on=None, initiator="Cá nhân 01")


def said(problems):
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (HEAD, []),
        (CITIZENS, []),
        (replace(CITIZENS, way="backed", agreed_on=TODAY), []),
        (replace(HEAD, scope="commune", way="chair"), []),
        (replace(HEAD, kind=4, dismisses=True), []),
        (replace(HEAD, title="\u200b"), ["Tên việc: Ghi tên việc, một câu."]),
        (replace(HEAD, title="x" * 201), ["Tên việc: Dài quá 200 ký tự; viết gọn lại."]),
        (replace(HEAD, content=" "), ["Nội dung đưa ra bàn: Ghi điều đưa ra để Nhân dân bàn và quyết định."]),
        (replace(HEAD, content="x" * 6_001), ["Nội dung đưa ra bàn: Dài quá 6000 ký tự; viết gọn lại."]),
        (replace(HEAD, dismisses=True), ["Cho thôi: Chỉ nội dung ở khoản 4, khoản 5 Điều 15 mới có việc cho thôi làm."]),
        (
            replace(HEAD, agreed_on=None),
            ["Ngày thống nhất: Ghi ngày Trưởng ban công tác Mặt trận thống nhất (Điều 16 khoản 2 Luật 10/2022/QH15)."],
        ),
        (
            replace(HEAD, scope="commune", way="chair", agreed_on=None),
            ["Ngày thống nhất: Ghi ngày Chủ tịch Uỷ ban Mặt trận Tổ quốc cấp xã thống nhất (Điều 16 khoản 1 Luật 10/2022/QH15)."],
        ),
        (replace(HEAD, agreed_on=date(2026, 6, 2)), ["Ngày thống nhất: Ngày 02/06/2026 chưa đến."]),
        (
            replace(CITIZENS, initiator=" "),
            ["Công dân có sáng kiến: Ghi công dân có sáng kiến, người chịu trách nhiệm về danh sách hộ đồng thuận."],
        ),
        (replace(CITIZENS, initiator="x" * 121), ["Công dân có sáng kiến: Dài quá 120 ký tự."]),
    ],
)
def test_article_16_a_matter_is_put_forward_by_whoever_may_and_with_whom(told, words):
    assert said(proposal_problems(told, TODAY)) == words


@pytest.mark.parametrize("told", [replace(HEAD, way="chair"), replace(HEAD, scope="commune"), replace(HEAD, way="nobody")])
def test_article_16_the_commune_puts_forward_what_reaches_the_commune_and_only_that(told):
    assert said(proposal_problems(told, TODAY))[0].startswith("Ai đề xuất: Việc trên địa bàn cấp xã do Chủ tịch")


@pytest.mark.parametrize(
    ("given", "last"),
    [
        (date(2026, 3, 1), date(2026, 6, 1)),
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2026, 12, 15), date(2027, 3, 15)),
    ],
)
def test_article_16_3_a_consent_holds_three_months(given, last):
    assert consent_until(given, TODAY) == last


def test_article_16_3_consents_of_today_count_older_and_later_ones_do_not():
    assert valid_consents([date(2026, 3, 1), date(2026, 2, 28), TODAY, date(2026, 6, 2)], TODAY) == 2


@pytest.mark.parametrize(("households", "least"), [(50, 5), (51, 6), (1, 1), (10, 1), (11, 2), (214, 22)])
def test_article_16_3_ten_per_cent_are_counted_by_whole_households(households, least):
    assert consents_needed(households, TODAY) == least
    assert said(consent_problems(least, households, TODAY)) == []
    assert len(said(consent_problems(least - 1, households, TODAY))) == 1


def test_article_16_3_too_few_consents_say_how_many_and_what_else_would_do():
    assert said(consent_problems(5, 51, TODAY)) == [
        (
            "Hộ đồng thuận: Có 5 hộ đồng thuận còn giá trị, cần 6 trong 51 hộ (Điều 16 khoản 3 Luật 10/2022/QH15; ý kiến có "
            "giá trị "
            "3 tháng). Lấy thêm ý kiến, hoặc đề nghị Ban công tác Mặt trận tán thành."
        )
    ]
    assert said(consent_problems(0, 0, TODAY)) == ["Hộ đồng thuận: Sổ hộ chưa có hộ nào; nhập sổ hộ trước."]


def test_article_16_3_a_consent_is_written_down_while_it_holds():
    assert said(consent_day_problems(date(2026, 3, 1), TODAY)) == []
    assert said(consent_day_problems(date(2026, 6, 2), TODAY)) == ["Ngày đồng thuận: Ngày 02/06/2026 chưa đến."]
    assert said(consent_day_problems(date(2026, 2, 28), TODAY)) == [
        "Ngày đồng thuận: Ý kiến ngày 28/02/2026 đã quá 3 tháng, không còn giá trị (Điều 16 khoản 3 Luật 10/2022/QH15)."
    ]
