from datetime import date, timedelta
from decimal import Decimal

import pytest

from kheo.recognition.rules.money import EXACT, NEAREST, REWARDS, SALARY, UP, Amount, NoAmount, reckon, rounded


@pytest.mark.parametrize(
    ("award", "level", "subject", "day", "exact"),
    [
        ("giay_khen", "commune", "individual", date(2023, 6, 30), 223_500),
        ("giay_khen", "commune", "individual", date(2023, 7, 1), 270_000),
        ("giay_khen", "commune", "individual", date(2023, 12, 31), 270_000),
        ("giay_khen", "commune", "collective", date(2023, 12, 31), 540_000),
        ("giay_khen", "commune", "individual", date(2025, 7, 1), 702_000),
        ("giay_khen", "commune", "individual", date(2026, 6, 30), 702_000),
        ("giay_khen", "commune", "individual", date(2026, 7, 1), 759_000),
        ("giay_khen", "commune", "collective", date(2026, 11, 29), 1_518_000),
        ("bang_khen", "province", "individual", date(2025, 7, 1), 3_510_000),
        ("bang_khen", "province", "collective", date(2025, 7, 1), 7_020_000),
        ("chien_si_thi_dua_co_so", "commune", "individual", date(2025, 7, 1), 2_340_000),
        ("ky_niem_chuong", "country", "individual", date(2024, 6, 30), 1_080_000),
        ("ky_niem_chuong", "country", "individual", date(2024, 7, 1), 1_404_000),
    ],
)
def test_the_product_follows_the_day_of_the_decision(award, level, subject, day, exact):
    found = reckon(award, level, subject, day, EXACT)
    assert isinstance(found, Amount)
    assert (found.exact, found.rounded) == (Decimal(exact), exact)


@pytest.mark.parametrize(
    ("award", "level", "subject", "day", "why", "citation"),
    [
        (
            "giay_khen",
            "commune",
            "individual",
            date(2024, 1, 1),
            "Chưa có căn cứ: chưa tìm được hệ số của giấy khen cấp xã trong Nghị định 98/2023/NĐ-CP.",
            "Nghị định 98/2023/NĐ-CP (chưa đối chiếu văn bản)",
        ),
        (
            "giay_khen",
            "commune",
            "collective",
            date(2025, 6, 30),
            "Chưa có căn cứ: chưa tìm được hệ số của giấy khen cấp xã trong Nghị định 98/2023/NĐ-CP.",
            "Nghị định 98/2023/NĐ-CP (chưa đối chiếu văn bản)",
        ),
        (
            "giay_khen",
            "district",
            "collective",
            date(2024, 12, 31),
            "Chưa có căn cứ: chưa tìm được hệ số của giấy khen cấp huyện trong Nghị định 98/2023/NĐ-CP.",
            "Nghị định 98/2023/NĐ-CP (chưa đối chiếu văn bản)",
        ),
        (
            "giay_khen",
            "commune",
            "household",
            date(2025, 7, 1),
            "Chưa có căn cứ: chưa tìm được hệ số cho hộ gia đình ngày 01/07/2025.",
            "",
        ),
        (
            "bang_khen",
            "province",
            "individual",
            date(2025, 6, 30),
            "Chưa có căn cứ: chưa tìm được hệ số cho cá nhân ngày 30/06/2025.",
            "",
        ),
        (
            "giay_khen",
            "commune",
            "individual",
            date(2019, 6, 30),
            "Chưa có căn cứ: chưa tìm được hệ số cho cá nhân ngày 30/06/2019.",
            "",
        ),
    ],
)
def test_nothing_is_reckoned_where_no_coefficient_was_found(award, level, subject, day, why, citation):
    assert reckon(award, level, subject, day, EXACT) == NoAmount(why, citation)


@pytest.mark.parametrize(
    ("rounding", "exact", "sum_"),
    [
        (EXACT, "702000", 702_000),
        (UP, "702000", 710_000),
        (UP, "700001", 710_000),
        (UP, "700000", 700_000),
        (NEAREST, "223499", 223_000),
        (NEAREST, "223500", 224_000),
        (NEAREST, "223000", 223_000),
    ],
)
def test_rounding_is_up_to_ten_thousand_or_to_the_nearest_thousand_or_none(rounding, exact, sum_):
    assert rounded(Decimal(exact), rounding) == sum_


def test_what_was_read_and_what_was_inferred_are_told_apart():
    read = {(rule.key, rule.valid_from) for rule in REWARDS.rules if rule.key.startswith("coefficient.") and rule.verified}
    assert read == {
        ("coefficient.giay_khen.commune.individual", date(2019, 7, 1)),
        ("coefficient.giay_khen.commune.collective", date(2019, 7, 1)),
        ("coefficient.giay_khen.commune.individual", date(2025, 7, 1)),
        ("coefficient.bang_khen.province.individual", date(2025, 7, 1)),
        ("coefficient.ky_niem_chuong.country.individual", date(2024, 1, 1)),
        ("coefficient.ky_niem_chuong.country.individual", date(2025, 7, 1)),
    }
    today = reckon("giay_khen", "commune", "individual", date(2026, 9, 30), EXACT)
    assert (today.coefficient.verified, today.base.verified, today.is_verified) == (True, False, False)
    assert not reckon("giay_khen", "commune", "individual", date(2026, 10, 1), EXACT).coefficient.verified
    assert reckon("giay_khen", "commune", "individual", date(2025, 7, 1), EXACT).is_verified


def test_a_medal_has_a_ceiling_and_no_amount():
    assert reckon("ky_niem_chuong", "country", "individual", date(2024, 12, 30), EXACT).is_ceiling
    assert not reckon("giay_khen", "commune", "individual", date(2025, 7, 1), EXACT).is_ceiling


def test_no_coefficient_stands_before_the_oldest_salary_and_no_two_rows_hold_on_one_day():
    oldest = min(rule.valid_from for rule in SALARY.rules)
    assert oldest == date(2019, 7, 1)
    for table in (REWARDS, SALARY):
        for row in table.rules:
            assert row.valid_from >= oldest
            assert [one for one in table.rules if one.key == row.key and one.holds_on(row.valid_from)] == [row]
    for before, after in zip(SALARY.rules, SALARY.rules[1:], strict=False):
        assert before.valid_to == after.valid_from
        assert SALARY.on("base_salary", after.valid_from - timedelta(days=1)) == before
