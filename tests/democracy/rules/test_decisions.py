"""Luật 10/2022/QH15 Điều 20–22: contents, deadlines over Tết, effect, annulment."""

from dataclasses import replace
from datetime import date

import pytest

from kheo.democracy.rules.decisions import (
    DecisionContent,
    answer_by,
    commune_act_problems,
    content_problems,
    day_problems,
    effect_citation,
    effect_of,
    paper_problems,
    reason_problems,
    report_by,
    send_by,
    tell_by,
)

DAY = date(2026, 6, 1)
WHOLE = DecisionContent("resolution", "Mỗi hộ góp một triệu đồng.", "Cá nhân 01", "Cá nhân 02", "Cá nhân 03", "Cá nhân 04")


def said(problems):
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("kind", "scope", "effect", "citation"),
    [
        (1, "village", "vote", "Điều 21 khoản 2 đoạn 1 Luật 10/2022/QH15"),
        (2, "village", "vote", "Điều 21 khoản 2 đoạn 1 Luật 10/2022/QH15"),
        (6, "village", "vote", "Điều 21 khoản 2 đoạn 1 Luật 10/2022/QH15"),
        (1, "commune", "commune_day", "Điều 21 khoản 2 đoạn 2 Luật 10/2022/QH15"),
        (3, "village", "commune", "Điều 21 khoản 2 đoạn 3 Luật 10/2022/QH15"),
        (4, "village", "commune", "Điều 21 khoản 2 đoạn 3 Luật 10/2022/QH15"),
        (5, "village", "front", "Điều 21 khoản 2 đoạn 4 Luật 10/2022/QH15"),
    ],
)
def test_article_21_2_what_puts_a_decision_in_force(kind, scope, effect, citation):
    assert (effect_of(kind, scope, DAY), effect_citation(kind, scope, DAY)) == (effect, citation)


@pytest.mark.parametrize(
    ("voted", "last"),
    [
        (date(2026, 6, 1), date(2026, 6, 8)),
        (date(2026, 6, 6), date(2026, 6, 12)),  # a Saturday
        (date(2026, 2, 12), date(2026, 2, 26)),  # Thursday before Tết: the days off of Tết Bính Ngọ are no working days
    ],
)
def test_article_20_3_five_working_days_to_send_also_over_tet(voted, last):
    assert send_by(voted) == last


def test_article_21_2_five_working_days_to_answer():
    assert answer_by(date(2026, 6, 5)) == date(2026, 6, 12)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (WHOLE, []),
        (
            replace(WHOLE, paper="letter"),
            [
                (
                    "Hình thức văn bản: Chọn nghị quyết, biên bản cuộc họp, bản ghi nhớ hay bản thoả thuận (Điều 20 khoản 1 Luật "
                    "10/2022/QH15)."
                )
            ],
        ),
        (
            replace(WHOLE, content=" "),
            ["Nội dung quyết định: Ghi điều cộng đồng đã quyết định (Điều 20 khoản 2 điểm e Luật 10/2022/QH15)."],
        ),
        (replace(WHOLE, content="x" * 6_001), ["Nội dung quyết định: Dài quá 6000 ký tự; viết gọn lại."]),
        (replace(WHOLE, number="x" * 41), ["Số: Dài quá 40 ký tự."]),
        (replace(WHOLE, head=""), ["Người đứng đầu: Thiếu chữ ký (Điều 20 khoản 2 điểm g Luật 10/2022/QH15)."]),
        (replace(WHOLE, first_household=""), ["Đại diện hộ thứ nhất: Thiếu chữ ký (Điều 20 khoản 2 điểm g Luật 10/2022/QH15)."]),
        (replace(WHOLE, front_head="x" * 121), ["Trưởng ban công tác Mặt trận: Dài quá 120 ký tự."]),
        (
            replace(WHOLE, second_household=" cá nhân 03"),
            ["Đại diện hộ thứ hai: Hai đại diện hộ là hai người khác nhau (Điều 20 khoản 2 điểm g Luật 10/2022/QH15)."],
        ),
    ],
)
def test_article_20_2_a_decision_has_its_words_and_four_signatures(told, words):
    assert said(content_problems(told)) == words


def test_a_day_has_come_and_follows_what_it_follows():
    assert said(day_problems(DAY, None, DAY, "Ngày gửi", "ngày biểu quyết")) == []
    assert said(day_problems(DAY, DAY, DAY, "Ngày gửi", "ngày biểu quyết")) == []
    assert said(day_problems(date(2026, 6, 2), None, DAY, "Ngày gửi", "x")) == ["Ngày gửi: Ngày 02/06/2026 chưa đến."]
    assert said(day_problems(date(2026, 5, 31), DAY, DAY, "Ngày gửi", "ngày biểu quyết")) == [
        "Ngày gửi: Ngày 31/05/2026 đứng trước ngày biểu quyết (01/06/2026)."
    ]


def test_a_paper_has_a_number_and_a_refusal_its_reason():
    assert [said(paper_problems("12/QĐ-UBND")), said(reason_problems("Trái luật", "Lý do"))] == [[], []]
    assert said(paper_problems(" ")) == ["Số văn bản: Ghi số của văn bản đã ký."]
    assert said(paper_problems("x" * 61)) == ["Số văn bản: Dài quá 60 ký tự."]
    assert said(reason_problems("", "Lý do")) == ["Lý do: Nêu rõ lý do (Luật 10/2022/QH15 đòi hỏi trả lời có lý do)."]
    assert said(reason_problems("x" * 601, "Lý do")) == ["Lý do: Dài quá 600 ký tự; viết gọn lại."]


@pytest.mark.parametrize(
    ("kind", "ground", "count"),
    [
        ("annul", "content", 0),
        ("annul", "procedure", 0),
        ("ask", "procedure", 0),
        ("ask", "content", 1),
        ("x", "content", 1),
        ("annul", "x", 1),
    ],
)
def test_article_22_2_wrong_in_content_is_annulled_wrong_in_procedure_may_be_mended(kind, ground, count):
    assert len(said(commune_act_problems(kind, ground))) == count


@pytest.mark.parametrize(
    ("effective_on", "due"),
    [(date(2026, 1, 5), date(2026, 12, 31)), (date(2026, 9, 30), date(2026, 12, 31)), (date(2026, 10, 1), date(2027, 12, 31))],
)
def test_article_23_2_and_33_3_what_was_carried_out_is_told_at_the_years_conference(effective_on, due):
    assert report_by(effective_on) == due
    assert tell_by(effective_on) == send_by(effective_on)  # by custom: the law sets no day
