"""Days, titles and forms offered for a period; what is late; what may be added up."""

import calendar
import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.movement.rules.period_sums import Total, adds_up, total
from kheo.movement.rules.periods import (
    PARTS,
    Days,
    Item,
    days_late,
    item_problems,
    key_of,
    next_part,
    period_problems,
    usual_days,
    usual_items,
    usual_title,
)

TODAY = date(2026, 5, 20)
FIGURES = ["initiatives.registered", "initiatives.operating", "initiatives.recognised", "activities.sessions"]


@pytest.mark.parametrize(
    ("kind", "part", "days"),
    [
        ("month", 2, Days(date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 5))),
        ("quarter", 2, Days(date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 5))),
        ("half_year", 1, Days(date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 7))),
        # The year's report is due in January of the next: the emulation year and the report's day are two things.
        ("year", 1, Days(date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 10))),
        ("quick", 1, Days(date(2026, 1, 1), TODAY, date(2026, 5, 22))),
        ("thematic", 1, Days(date(2026, 1, 1), TODAY, date(2026, 5, 27))),
    ],
)
def test_each_kind_has_its_days(kind, part, days):
    assert usual_days(kind, 2026, part, TODAY) == days


def test_a_period_at_short_notice_stays_within_the_year_of_its_programme():
    assert usual_days("quick", 2024, 1, TODAY).last == date(2024, 12, 31)
    assert usual_days("quick", 2027, 1, TODAY).last == date(2027, 1, 1)


@given(kind=st.sampled_from(sorted(PARTS)), year=st.integers(2001, 2099))
@settings(max_examples=40)
def test_the_periods_of_a_kind_fill_the_year_without_gap_or_overlap(kind, year):
    days = [usual_days(kind, year, part, TODAY) for part in range(1, PARTS[kind] + 1)]
    assert days[0].first == date(year, 1, 1)
    assert days[-1].last == date(year, 12, 31)
    assert all(after.first == before.last + timedelta(days=1) for before, after in itertools.pairwise(days))
    assert sum((one.last - one.first).days + 1 for one in days) == 365 + calendar.isleap(year)
    assert list(period_problems("Báo cáo", days[-1], year, "")) == []


@pytest.mark.parametrize(
    ("kind", "part", "title"),
    [
        ("month", 3, "Báo cáo tháng 3 năm 2026"),
        ("quarter", 4, "Báo cáo quý IV năm 2026"),
        ("half_year", 1, "Báo cáo 6 tháng đầu năm 2026"),
        ("half_year", 2, "Báo cáo 6 tháng cuối năm 2026"),
        ("year", 1, "Báo cáo năm 2026"),
        ("quick", 1, "Báo cáo nhanh, năm 2026"),
        ("thematic", 1, ""),
    ],
)
def test_each_kind_has_its_title(kind, part, title):
    assert usual_title(kind, 2026, part) == title


def test_the_next_period_is_the_first_that_is_not_there_and_not_long_over():
    taken = [(date(2026, 4, 1), date(2026, 4, 30))]
    assert next_part("month", 2026, TODAY, []) == 4  # ended twenty days ago
    assert next_part("month", 2026, date(2026, 5, 31), []) == 4  # thirty-one
    assert next_part("month", 2026, date(2026, 6, 1), []) == 5
    assert next_part("month", 2026, TODAY, taken) == 5
    assert next_part("month", 2020, TODAY, []) == 1
    assert next_part("year", 2026, TODAY, [(date(2026, 1, 1), date(2026, 12, 31))]) == 1
    assert next_part("quick", 2026, TODAY, []) == 1


def said(problems):
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("title", "days", "ask", "words"),
    [
        ("", Days(TODAY, TODAY, TODAY), "", ["Tên kỳ báo cáo: Ghi tên kỳ báo cáo."]),
        ("x" * 201, Days(TODAY, TODAY, TODAY), "", ["Tên kỳ báo cáo: Dài quá 200 ký tự; viết gọn lại."]),
        ("x" * 200, Days(TODAY, TODAY, TODAY), "y" * 2000, []),
        ("x", Days(TODAY, TODAY, TODAY), "y" * 2001, ["Lời dặn các đơn vị: Dài quá 2.000 ký tự; viết gọn lại."]),
        ("x", Days(TODAY, TODAY, date(2027, 1, 15)), "", []),
        ("x", Days(TODAY, TODAY, date(2028, 1, 1)), "", ["Hạn gửi: Ngày 01/01/2028 cách năm 2026 quá xa; xem lại năm."]),
        ("x", Days(TODAY, TODAY, TODAY - timedelta(days=1)), "", ["Hạn gửi: Hạn gửi đứng trước ngày đầu của kỳ; xem lại năm."]),
        (
            "x",
            Days(date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)),
            "",
            ["Báo cáo từ ngày: Ngày 01/01/2027 cách năm 2026 quá xa; xem lại năm."],
        ),
    ],
)
def test_a_period_is_held_against_its_year(title, days, ask, words):
    assert said(period_problems(title, days, 2026, ask)) == words


@pytest.mark.parametrize("kind", ["month", "quarter", "half_year", "year", "quick", "thematic"])
def test_the_form_offered_for_a_kind_is_a_sound_one_and_asks_only_for_known_figures(kind):
    items = usual_items(kind, FIGURES)
    assert said(item_problems(items, FIGURES)) == []
    assert len({item.key for item in items}) == len(items)
    assert all(not item.figure for item in usual_items(kind, []))


def test_a_form_is_refused_line_by_line():
    items = [
        Item("", "number", " "),
        Item("", "date", "Ngày", help="x" * 301, unit_of_measure="y" * 31),
        Item("", "text", "z" * 201),
        Item("", "text", "Số hộ"),
        Item("", "number", "số  HỘ"),
    ]
    assert said(item_problems(items, FIGURES)) == [
        "Mục 1: Ghi tên mục.",
        "Mục 2: Lời hướng dẫn dài quá 300 ký tự.",
        "Mục 2: Đơn vị tính dài quá 30 ký tự.",
        "Mục 2: Chọn: số trong hồ sơ, số đơn vị ghi, hay ô chữ.",
        "Mục 3: Tên mục dài quá 200 ký tự.",
        "Mẫu báo cáo: Hai mục cùng tên «Số hộ»; đặt tên khác nhau.",
    ]
    many = [Item("", "text", f"Mục số {number}") for number in range(61)]
    assert said(item_problems(many, [])) == [
        "Mẫu báo cáo: Mẫu nhiều quá 60 mục; đơn vị sẽ không điền hết. Bớt mục hoặc chia hai kỳ."
    ]
    assert said(item_problems(many[:60], [])) == []


@given(label=st.text(max_size=60), taken=st.lists(st.sampled_from(["muc", "so-ho", "so-ho-2"]), max_size=3))
@settings(max_examples=60)
def test_a_key_is_short_plain_and_nobody_else_s(label, taken):
    key = key_of(label, taken)
    assert key not in taken
    assert 0 < len(key) <= 40
    assert key.replace("-", "").isalnum()
    assert key.isascii()


def test_a_key_is_made_of_the_words():
    assert key_of("Số hộ tham gia", []) == "so-ho-tham-gia"
    assert key_of("Số hộ", ["so-ho", "so-ho-2"]) == "so-ho-3"
    assert key_of("%", []) == "muc"


@pytest.mark.parametrize(
    ("sent", "late"),
    [(date(2026, 5, 5), 0), (date(2026, 5, 6), 1), (None, 15)],
)
def test_days_late_count_to_the_sending_or_to_today(sent, late):
    assert days_late(date(2026, 5, 5), sent, TODAY) == late


@pytest.mark.parametrize(
    ("label", "unit", "is_summed"),
    [
        ("Số hộ", "hộ", True),
        ("Tỷ lệ hộ phân loại rác", "hộ", False),
        ("Hộ tham gia", "%", False),
        ("Bình quân mỗi hộ", "đồng", False),
        ("Tự chấm", "điểm", False),
        ("Địa điểm họp", "nơi", True),
    ],
)
def test_shares_averages_and_points_are_not_added_up(label, unit, is_summed):
    assert adds_up(label, unit) is is_summed


@given(values=st.lists(st.none() | st.decimals(0, 10**9, places=2), max_size=12))
@settings(max_examples=60)
def test_a_total_is_the_sum_of_what_was_given_and_says_of_how_many(values):
    given_ = [value for value in values if value is not None]
    told = total(values, len(values))
    assert told == Total(sum(given_) if given_ else None, len(given_), len(values))
    assert told.is_whole is (None not in values)
    assert total(values, len(values), summed=False).value is None


def test_a_total_is_of_all_who_were_asked():
    assert total([Decimal(3), None], 5) == Total(Decimal(3), 1, 5)
