"""Schemes that differ in kind, each on both sides of its thresholds. The numbers are made up, the kinds are real."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.assessment.rules.classes import Verdict, classify
from kheo.assessment.rules.schemes import Band, Basis, Giver, Item, Part, Scheme, Totals, VetoEffect, add_up, highest_of

BANDS = (Band("Đạt", Decimal(50)), Band("Tốt", Decimal(80)), Band("Chưa đạt", Decimal(0)))


def items(*maxima, **more):
    return [Item(str(number), Decimal(maximum), **more) for number, maximum in enumerate(maxima, start=1)]


def judged(scheme, some, *points, kind="", **named):
    given_points = {item.code: None if value is None else Decimal(str(value)) for item, value in zip(some, points, strict=False)}
    given_points |= {code: Decimal(str(value)) for code, value in named.items()}
    return classify(scheme, add_up(scheme, some, given_points, kind))


@pytest.mark.parametrize(
    ("points", "name", "passed"),
    [
        ((0, 0), "Chưa đạt", False),
        ((49, 0.5), "Chưa đạt", False),
        ((50, 0), "Đạt", True),
        ((50, 29.5), "Đạt", True),
        ((50, 30), "Tốt", True),
        ((50, 50), "Tốt", True),
    ],
)
def test_bands_on_the_total_begin_exactly_at_their_threshold(points, name, passed):
    verdict = judged(Scheme(BANDS), items(50, 50), *points)
    assert (verdict.class_name, verdict.passes, verdict.why) == (name, passed, "")


def test_the_reason_says_what_a_higher_class_would_have_taken():
    assert judged(Scheme(BANDS), items(50, 50), 50, 29.5).reasons == ("Chưa đạt «Tốt»: 79,5 điểm, cần từ 80.",)
    assert judged(Scheme(BANDS[:1]), items(50, 50), 10, 10) == Verdict(
        "", passes=False, reasons=("Chưa đạt «Đạt»: 20 điểm, cần từ 50.",)
    )


def test_half_a_sheet_and_an_empty_one_have_no_class():
    assert judged(Scheme(BANDS), items(50, 50), 50, None) == Verdict("", passes=False)
    assert judged(Scheme(BANDS), items(50, 50)) == Verdict("", passes=False)
    assert add_up(Scheme(BANDS), items(50, 50), {}).total is None


def test_a_set_without_classes_gives_none():
    assert judged(Scheme(), items(50), 50) == Verdict("", passes=False)


THREE = Scheme((Band("Đạt chuẩn", Decimal(80), Decimal(80), met_is_over=True, no_zero=True),))


@pytest.mark.parametrize(
    ("points", "reasons", "why"),
    [
        ((20, 20, 20, 20, 10), (), ""),
        ((20, 20, 20, 10, 10), (), ""),
        ((20, 20, 20, 10, 9), (2, "79 điểm, cần từ 80"), ""),
        ((20, 20, 20, 20, 9), (1, "4/5 tiêu chí đạt, cần trên 80 % số tiêu chí"), "4/5 tiêu chí đạt, cần trên 80 % số tiêu chí"),
        ((20, 20, 20, 20, 0), (2, "còn mục 0 điểm (5)"), "4/5 tiêu chí đạt, cần trên 80 % số tiêu chí; còn mục 0 điểm (5)"),
    ],
)
def test_total_share_of_criteria_and_no_zero_must_all_hold(points, reasons, why):
    """A criterion counts as met from half of its points; more than 80 % of five is all five."""
    verdict = judged(THREE, items(20, 20, 20, 20, 20), *points)
    assert (verdict.class_name, verdict.passes, verdict.why) == ("" if reasons else "Đạt chuẩn", not reasons, why)
    if reasons:
        assert len(verdict.reasons) == reasons[0]
        assert any(reasons[1] in said for said in verdict.reasons)
    else:
        assert verdict.reasons == ()


@pytest.mark.parametrize(("is_over", "name"), [(True, ""), (False, "Đạt")])
def test_a_share_must_be_passed_or_only_reached(is_over, name):
    scheme = Scheme((Band("Đạt", Decimal(0), Decimal(50), met_is_over=is_over),))
    assert judged(scheme, items(10, 10), 5, 4.5).class_name == name
    assert judged(scheme, items(10, 10), 5, 5).class_name == "Đạt"
    assert judged(scheme, items(10, 10), 4.5, 4.5).class_name == ""


def test_what_counts_as_met_is_the_sets_own_share():
    totals = add_up(Scheme(met_at=Decimal(80)), items(10, 10), {"1": Decimal(8), "2": Decimal("7.5")})
    assert (totals.met, totals.criteria) == (1, 2)


def test_a_class_that_begins_at_nothing_tells_why_a_better_one_was_missed():
    scheme = Scheme((Band("Đạt", Decimal(10), no_zero=True), Band("Chưa đạt", Decimal(0))))
    assert judged(scheme, items(10, 10), 10, 0) == Verdict(
        "Chưa đạt", passes=False, reasons=("Chưa đạt «Đạt»: còn mục 0 điểm (2).",), why="còn mục 0 điểm (2)"
    )


OWN_AND_ABOVE = [*items(60, 40), Item("tren", Decimal(10), giver=Giver.ABOVE)]
CAPPED = Scheme(BANDS, self_cap=Decimal(90))


@pytest.mark.parametrize(
    ("points", "total", "is_capped"),
    [((60, 30, 10), 100, False), ((60, 30.5, 10), 100, True), ((60, 40, 10), 100, True), ((60, 29.5, 0), 89.5, False)],
)
def test_the_units_own_part_counts_at_most_its_cap(points, total, is_capped):
    given_points = dict(zip(("1", "2", "tren"), (Decimal(str(one)) for one in points), strict=True))
    totals = add_up(CAPPED, OWN_AND_ABOVE, given_points)
    assert (totals.total, totals.highest, totals.is_capped) == (Decimal(str(total)), 100, is_capped)
    assert totals.above == points[2]


def test_without_the_points_of_the_level_above_a_sheet_is_not_whole():
    assert judged(CAPPED, OWN_AND_ABOVE, 60, 20).class_name == ""
    assert judged(CAPPED, OWN_AND_ABOVE, 60, 20, tren=0).class_name == "Tốt"


BY_KIND = [Item("chung", Decimal(85)), Item("chi-so", Decimal(15), only_for=frozenset({"co"}))]
SHARE = Scheme((Band("Tốt", Decimal(80)),), basis=Basis.PERCENT, kinds=("co", "khong"))


@pytest.mark.parametrize(
    ("kind", "points", "name"),
    [
        ("co", {"chung": 70, "chi-so": 10}, "Tốt"),
        ("co", {"chung": 70, "chi-so": 9.5}, ""),
        ("khong", {"chung": 68}, "Tốt"),
        ("khong", {"chung": 67.5}, ""),
        ("khong", {"chung": 67.5, "chi-so": 15}, ""),
    ],
)
def test_the_share_is_of_the_maximum_of_the_units_kind(kind, points, name):
    """80 % of 100 points, and of 85 = 68; points of an item that does not apply add nothing."""
    assert judged(SHARE, BY_KIND, kind=kind, **points).class_name == name


def test_a_share_is_told_in_percent():
    said = judged(SHARE, BY_KIND, kind="khong", chung=67.5).reasons
    assert said == ("Chưa đạt «Tốt»: 67,5/85 điểm là 79,41 %, cần từ 80 %.",)
    nothing = classify(Scheme((Band("Tốt", Decimal(80)),), Basis.PERCENT), Totals(Decimal(0), Decimal(0), needed=1, given=1))
    assert nothing.reasons == ("Chưa đạt «Tốt»: 0/0 điểm là 0 %, cần từ 80 %.",)


@pytest.mark.parametrize("kind", ["", "la"])
def test_no_class_before_the_kind_of_unit_is_known(kind):
    assert judged(SHARE, BY_KIND, kind=kind, chung=85) == Verdict(
        "", passes=False, reasons=("Chưa chọn loại đơn vị nên chưa xếp loại.",)
    )


def test_a_kind_with_bands_of_its_own_takes_only_those():
    scheme = Scheme((Band("Tốt", Decimal(80)), Band("Tốt", Decimal(70), kind="khong")), kinds=("co", "khong"))
    assert judged(scheme, BY_KIND, kind="khong", chung=70).class_name == "Tốt"
    assert judged(scheme, BY_KIND, kind="khong", chung=69.5).class_name == ""
    assert judged(scheme, BY_KIND, kind="co", chung=70, **{"chi-so": 9.5}).class_name == ""
    assert (highest_of(scheme, BY_KIND, "co"), highest_of(scheme, BY_KIND, "khong")) == (100, 85)


APART = [*items(50, 50), Item("thuong", Decimal(5), Part.BONUS), Item("tru", Decimal(10), Part.MINUS)]


@pytest.mark.parametrize(
    ("more", "total", "name"),
    [({}, 78, "Đạt"), ({"thuong": 2}, 80, "Tốt"), ({"thuong": 1.5}, 79.5, "Đạt"), ({"thuong": 5, "tru": 3.5}, 79.5, "Đạt")],
)
def test_bonus_and_minus_change_the_total_and_not_the_maximum(more, total, name):
    points = {"1": Decimal(50), "2": Decimal(28)} | {code: Decimal(str(value)) for code, value in more.items()}
    totals = add_up(Scheme(BANDS), APART, points)
    assert (totals.total, totals.highest, totals.needed) == (Decimal(str(total)), 100, 2)
    assert classify(Scheme(BANDS), totals).class_name == name


def test_minus_never_brings_a_total_below_nothing():
    totals = add_up(Scheme(BANDS), APART, {"1": Decimal(0), "2": Decimal(5), "tru": Decimal(10)})
    assert (totals.total, totals.minus, totals.zeros) == (0, 10, ("1",))


WITH_VETO = [*items(50, 50), Item("liet", Decimal(1), Part.VETO)]


@pytest.mark.parametrize(
    ("effect", "bands", "verdict"),
    [
        (VetoEffect.NO_CLASS, BANDS, Verdict("", False, ("Có điểm liệt ở mục liet: không xếp loại.",), "điểm liệt ở mục liet")),
        (
            VetoEffect.LOWEST,
            BANDS,
            Verdict("Chưa đạt", False, ("Có điểm liệt ở mục liet: xếp loại thấp nhất.",), "điểm liệt ở mục liet"),
        ),
        (VetoEffect.LOWEST, (), Verdict("", False, ("Có điểm liệt ở mục liet: không xếp loại.",), "điểm liệt ở mục liet")),
    ],
)
def test_a_veto_leaves_no_class_or_the_lowest(effect, bands, verdict):
    assert judged(Scheme(bands, veto=effect), WITH_VETO, 50, 50, liet=1) == verdict


def test_a_veto_must_be_answered_and_adds_no_points():
    assert judged(Scheme(BANDS), WITH_VETO, 50, 50).class_name == ""
    assert judged(Scheme(BANDS), WITH_VETO, 50, 50, liet=0).class_name == "Tốt"
    totals = add_up(Scheme(BANDS), WITH_VETO, {"1": Decimal(50), "2": Decimal(50), "liet": Decimal(1)})
    assert (totals.total, totals.highest, totals.criteria) == (100, 100, 2)


def test_one_agreed_total_may_be_put_in_place_of_the_sum():
    """How a council that agrees on a total, and not on items, comes to a class."""
    totals = add_up(Scheme(BANDS), items(50, 50), {"1": Decimal(40), "2": Decimal(40)})
    assert classify(Scheme(BANDS), replace(totals, total=Decimal("79.5"))).class_name == "Đạt"


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 40)), min_size=1, max_size=8), st.integers(0, 100))
def test_more_points_never_lower_a_class(rows, threshold):
    scheme = Scheme((Band("Cao", Decimal(threshold) / 2 + 1), Band("Thấp", Decimal(0))))
    some = items(*(most for most, _points in rows))
    points = {str(number): Decimal(min(pair)) for number, pair in enumerate(rows, start=1)}
    most = {item.code: item.maximum for item in some}
    ranks = {"Cao": 1, "Thấp": 0}
    assert (
        ranks[classify(scheme, add_up(scheme, some, points)).class_name]
        <= ranks[classify(scheme, add_up(scheme, some, most)).class_name]
    )
