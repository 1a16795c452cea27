"""Luật 10/2022/QH15 Điều 25–28: each limit on both sides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.rules.consultations import (
    AGREE,
    DISAGREE,
    LETTERS,
    OTHER,
    PlanContent,
    consultation_rules,
    day_problems,
    earliest_end,
    first_day,
    forms,
    forms_entered,
    is_against,
    least_days,
    majority,
    matters,
    period_problems,
    plan_problems,
)
from kheo.foundation.rules import NoRuleInForceError

OPENS = date(2026, 3, 2)
PLAN = PlanContent(
    kind=5,
    title="Phương án phân luồng giao thông chợ Điệp Sơn",
    content="Dự thảo phương án.",
    questions=("Bạn có đồng ý với dự thảo không?",),
    forms=("b", "e"),
    way="Niêm yết, họp tổ dân phố.",
    responsible="Công chức kinh tế, hạ tầng",
    opens_on=OPENS,
    ends_on=date(2026, 3, 22),
)


def said(problems):
    return [str(problem) for problem in problems]


def test_a_village_head_writes_down_its_meeting_and_slips_alone_dieu_26_khoan_1():
    assert forms_entered(["a", "b", "c", "h"], is_office=False) == ["b", "c"]
    assert forms_entered(["a", "b", "c", "h"], is_office=True) == ["a", "b", "c", "h"]
    assert forms_entered(["a", "h"], is_office=False) == []


def test_dieu_25_has_nine_matters_and_dieu_26_khoan_1_eight_forms():
    assert list(matters(OPENS)) == list(range(1, 10))
    assert [row.article for row in matters(OPENS).values()] == [f"Điều 25 khoản {clause}" for clause in range(1, 10)]
    assert tuple(forms(OPENS)) == LETTERS
    assert [row.article[-1] for row in forms(OPENS).values()] == list("abcdđegh")


def test_every_row_was_read_in_the_wording_of_2022_and_holds_from_the_law_s_first_day():
    rows = consultation_rules().rules
    assert {(row.document, row.valid_from, row.verified) for row in rows} == {("Luật 10/2022/QH15", date(2023, 7, 1), True)}
    with pytest.raises(NoRuleInForceError):
        matters(date(2023, 6, 30))
    assert first_day() == date(2023, 7, 1)


@pytest.mark.parametrize(("days", "is_enough"), [(19, False), (20, True), (21, True)])
def test_dieu_28_khoan_2_twenty_days_from_the_day_of_publication(days, is_enough):
    """Điều 28 khoản 2: the day of publication is not counted."""
    assert (period_problems(OPENS, OPENS + timedelta(days=days)) == []) is is_enough


def test_dieu_28_khoan_2_the_refusal_names_the_article_and_the_first_day_that_would_do():
    assert said(period_problems(OPENS, date(2026, 3, 21))) == [
        (
            "Ngày cuối nhận ý kiến: Từ ngày công khai 02/03/2026 phải có ít nhất 20 ngày (Điều 28 khoản 2 Luật 10/2022/QH15); "
            "sớm nhất là 22/03/2026. Nếu luật của lĩnh vực có thời hạn riêng thì ghi luật ấy vào kế hoạch."
        )
    ]


@pytest.mark.parametrize(("own", "end", "is_enough"), [(30, 29, False), (30, 30, True), (10, 9, False), (10, 10, True)])
def test_dieu_28_khoan_2_the_field_s_own_law_sets_its_own_period(own, end, is_enough):
    problems = period_problems(OPENS, OPENS + timedelta(days=end), own, "Luật Quy hoạch đô thị và nông thôn")
    assert (problems == []) is is_enough
    assert all("Luật Quy hoạch đô thị và nông thôn" in str(problem) for problem in problems)
    assert least_days(OPENS, own) == own


@given(st.dates(date(2023, 7, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_dieu_28_khoan_2_holds_on_every_day_of_the_year(published, days):
    end = published + timedelta(days=days)
    assert (period_problems(published, end) == []) is (end >= earliest_end(published)) is (days >= 20)


def test_dieu_28_khoan_1_a_whole_plan_is_taken():
    assert plan_problems(PLAN) == []
    assert plan_problems(replace(PLAN, own_document="Luật A, Điều 1", own_days=5, ends_on=date(2026, 3, 7))) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, ["Tên gọi: Chưa ghi; kế hoạch phải nêu rõ (Điều 28 khoản 1 Luật 10/2022/QH15)."]),
        ({"way": ""}, ["Cách thức: Chưa ghi; kế hoạch phải nêu rõ (Điều 28 khoản 1 Luật 10/2022/QH15)."]),
        ({"title": "a" * 201}, ["Tên gọi: Dài 201 ký tự, nhiều nhất 200; viết gọn lại."]),
        ({"title": "a" * 200}, []),
        ({"kind": 0}, ["Nội dung của Điều 25: Chọn một trong chín nội dung của Điều 25 Luật 10/2022/QH15."]),
        ({"kind": 10}, ["Nội dung của Điều 25: Chọn một trong chín nội dung của Điều 25 Luật 10/2022/QH15."]),
        ({"kind": 9}, []),
        ({"kind": 1}, []),
        ({"forms": ()}, ["Hình thức: Chọn ít nhất một hình thức của Điều 26 khoản 1 Luật 10/2022/QH15."]),
        ({"forms": ("b", "x")}, ["Hình thức: Điều 26 khoản 1 không có hình thức «x»."]),
        (
            {"forms": ("h",)},
            [
                ("Hình thức: Đối thoại với người phải thi hành chỉ dùng cho nội dung của Điều 25 khoản 8 "
                "(Điều 26 khoản 1 điểm h Luật 10/2022/QH15); bỏ hình thức này hoặc chọn lại nội dung.")
            ],
        ),
        ({"forms": ("h",), "kind": 8}, []),
        (
            {"questions": ()},
            ["Câu hỏi: Ghi ít nhất một câu hỏi, để đếm được đa số: «Bạn có đồng ý với dự thảo không?»."],
        ),
        ({"questions": ("Câu",) * 10}, []),
        ({"questions": ("Câu",) * 11}, ["Câu hỏi: Có 11 câu, nhiều nhất 10; gộp lại cho người dân dễ trả lời."]),
        ({"questions": ("a" * 300,)}, []),
        ({"questions": ("a", "a" * 301)}, ["Câu hỏi: Câu 2 dài 301 ký tự, nhiều nhất 300; viết gọn lại."]),
        (
            {"own_days": 10},
            ["Luật riêng của lĩnh vực: Ghi văn bản, điều, khoản cho thời hạn riêng này; không có thì bỏ trống số ngày."],
        ),
        ({"own_document": "Luật A"}, ["Thời hạn theo luật riêng: Ghi số ngày theo Luật A, hoặc bỏ tên luật."]),
        ({"own_document": "Luật A", "own_days": 0}, ["Thời hạn theo luật riêng: Ghi từ 1 đến 365 ngày."]),
        ({"own_document": "Luật A", "own_days": 366}, ["Thời hạn theo luật riêng: Ghi từ 1 đến 365 ngày."]),
        (
            {"opens_on": date(2023, 6, 30)},
            [
                ("Ngày công khai nội dung: Luật 10/2022/QH15 có hiệu lực từ 01/07/2023; "
                "ngày 30/06/2023 ở trước ngày ấy, xem lại.")
            ],
        ),
        ({"ends_on": date(9999, 12, 31)}, ["Ngày cuối nhận ý kiến: Năm 9999 quá xa; xem lại ngày."]),
    ],
)  # fmt: skip
def test_dieu_25_26_28_what_a_plan_misses_is_named(change, words):
    assert said(plan_problems(replace(PLAN, **change))) == words


def test_a_plan_too_short_is_told_with_everything_else():
    short = replace(PLAN, title="", ends_on=date(2026, 3, 21))
    assert [problem.where for problem in plan_problems(short)] == ["Tên gọi", "Ngày cuối nhận ý kiến"]


def test_a_day_lies_between_the_law_and_the_end_of_the_century():
    assert day_problems(date(2023, 7, 1), "Ngày") == day_problems(date(2100, 12, 31), "Ngày") == []
    assert len(day_problems(date(2023, 6, 30), "Ngày")) == len(day_problems(date(2101, 1, 1), "Ngày")) == 1


@pytest.mark.parametrize(
    ("counts", "leading"),
    [
        ({AGREE: 26, DISAGREE: 24}, AGREE),
        ({AGREE: 25, DISAGREE: 25}, None),
        ({AGREE: 25, DISAGREE: 24, OTHER: 1}, None),
        ({DISAGREE: 26, OTHER: 25}, DISAGREE),
        ({OTHER: 3, AGREE: 2}, OTHER),
        ({}, None),
    ],
)
def test_dieu_28_khoan_4_the_majority_is_more_than_half_of_those_who_chose(counts, leading):
    assert majority(counts, OPENS) == leading


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_dieu_28_khoan_4_by_integers_never_by_rounded_shares(agree, disagree, other):
    counts = {AGREE: agree, DISAGREE: disagree, OTHER: other}
    leading = majority(counts, OPENS)
    assert leading == next((stance for stance, number in counts.items() if number > sum(counts.values()) - number), None)


@pytest.mark.parametrize(
    ("leading", "as_asked", "against"),
    [
        (AGREE, True, False),
        (AGREE, False, True),
        (DISAGREE, True, True),
        (DISAGREE, False, False),
        (OTHER, True, True),
        (OTHER, False, False),
        (None, True, False),
        (None, False, False),
    ],
)
def test_dieu_28_khoan_4_what_goes_against_the_majority(leading, as_asked, against):
    assert is_against(leading, as_asked=as_asked) is against
