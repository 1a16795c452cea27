from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.movement.rules.jumps import Course, Value, day_question, does_rise, questions

DAY = date(2024, 6, 1)
LATER = DAY + timedelta(days=30)


def course(*earlier, unit="hộ", **more):
    """A course with *earlier* values, the newest first, one a week before the other; the newest is of DAY."""
    values = tuple(Value(Decimal(value), DAY - timedelta(days=7 * place)) for place, value in enumerate(earlier))
    return Course("Hộ tham gia", unit, values, **more)


def asked(value, known, on=LATER):
    return questions(Value(Decimal(value), on), known)


@pytest.mark.parametrize(
    ("value", "known", "said"),
    [
        (186, course(), []),
        (186, course(186), []),
        (185, course(186), ["185 hộ ít hơn trước: lần ghi trước (đến 01/06/2024) là 186 hộ, mà số này cộng dồn."]),
        (185, course(186, rises=False), []),
        (185, course(0), []),
        (1859, course(186), []),
        (
            1860,
            course(186),
            [
                "1.860 hộ gấp 10 lần trở lên: lần ghi trước (đến 01/06/2024) là 186 hộ. Có thừa một số 0, hay nhầm đơn vị tính?",
            ],
        ),
        (11, course(100, rises=False), []),
        (
            10,
            course(100, rises=False),
            ["10 hộ chỉ còn một phần mười trở xuống: lần ghi trước (đến 01/06/2024) là 100 hộ. Có thiếu một số 0?"],
        ),
        (500, course(target=Decimal(100)), []),
        (501, course(target=Decimal(100)), ["501 hộ quá 5 lần mục tiêu (100 hộ)."]),
        (501, course(target=Decimal(100), rises=False), []),
        (501, course(target=Decimal(0)), []),
        (100_000, course(unit="đồng"), []),
        (99_999, course(unit="đồng"), ["Chỉ 99.999 đồng? Nếu là triệu thì ghi «99.999 triệu»."]),
        (0, course(unit="đồng"), []),
        (100, course(unit="%"), []),
        (101, course(unit="%"), ["101 % quá một trăm phần trăm."]),
    ],
)
def test_a_number_is_asked_about_on_one_side_of_each_threshold(value, known, said):
    assert asked(value, known) == said


def test_an_older_day_is_held_against_what_was_counted_before_and_after_it():
    known = course(300, 200, 100)
    between = DAY - timedelta(days=3)
    assert asked(300, known, between) == []
    assert asked(301, known, between) == [
        "301 hộ nhiều hơn số của ngày sau đó (01/06/2024: 300 hộ), mà số này cộng dồn.",
    ]
    assert asked(199, known, between)[0].startswith("199 hộ ít hơn trước: lần ghi trước (đến 25/05/2024) là 200 hộ")
    before = DAY - timedelta(days=15)
    assert asked(100, known, before) == []
    assert asked(101, known, before)[0].startswith("101 hộ nhiều hơn số của ngày sau đó (18/05/2024: 100 hộ)")
    assert asked(301, course(300, rises=False), between) == []


@pytest.mark.parametrize(
    ("own", "baseline", "target", "rises"),
    [(False, None, None, True), (True, None, None, False), (True, 60, None, False), (True, 60, 61, True), (True, 60, 60, False)],
)
def test_an_own_measure_rises_only_towards_a_target_above_its_baseline(own, baseline, target, rises):
    def number(value):
        return None if value is None else Decimal(value)

    assert does_rise(is_own=own, baseline=number(baseline), target=number(target)) is rises


def test_a_day_before_the_beginning_is_asked_about():
    assert day_question(DAY, DAY) == ""
    assert day_question(DAY - timedelta(days=1), DAY) == "Ngày 31/05/2024 ở trước ngày bắt đầu (01/06/2024)."
    assert day_question(DAY - timedelta(days=1), None) == ""


amounts = st.integers(min_value=1, max_value=10**9).map(Decimal)


@settings(max_examples=60, deadline=None)
@given(last=amounts, share=st.integers(min_value=100, max_value=999))
def test_what_grows_by_less_than_ten_times_is_never_asked_about(last, share):
    assert asked(last * share / 100, course(last)) == []


@settings(max_examples=60, deadline=None)
@given(last=amounts, typed=amounts, factor=st.sampled_from([Decimal(10), Decimal("0.1"), Decimal(1000)]))
def test_whether_something_is_asked_does_not_hang_on_the_unit_of_measure(last, typed, factor):
    assert len(asked(typed, course(last))) == len(asked(typed * factor, course(last * factor)))


@settings(max_examples=60, deadline=None)
@given(last=amounts, typed=amounts)
def test_at_most_one_thing_is_said_of_the_last_value_and_it_names_both_numbers(last, typed):
    said = asked(typed, course(last))
    assert len(said) <= 1
    assert all(f"{int(last):,}".replace(",", ".") in text and f"{int(typed):,}".replace(",", ".") in text for text in said)
