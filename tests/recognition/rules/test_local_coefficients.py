from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kheo.foundation.rules import Rule
from kheo.recognition.rules.local_coefficients import LocalCoefficient, coefficient_problems
from kheo.recognition.rules.money import EXACT, UP, Amount, NoAmount, reckon

TODAY = date(2026, 11, 29)
ONE = LocalCoefficient(
    "giay_khen",
    "district",
    "household",
    Decimal("0.3"),
    "Quyết định 15/2024/QĐ-UBND",
    "khoản 2 Điều 5",
    date(2024, 3, 1),
    date(2024, 4, 1),
)
RULE = Rule("local", {"times": Decimal("0.3")}, "Quyết định 15/2024/QĐ-UBND", "", date(2024, 4, 1))


def told(**changes):
    return [str(problem) for problem in coefficient_problems(replace(ONE, **changes), TODAY)]


def test_a_proper_coefficient_with_its_source_is_taken():
    assert told() == []
    assert told(times=None, article="", issued_on=TODAY, valid_to=date(2024, 4, 2), verified=True) == []


@pytest.mark.parametrize(
    ("times", "is_taken"),
    [("0.001", True), ("0.0009", False), ("0", False), ("-1", False), ("100", True), ("100.001", False)],
)
def test_the_coefficient_lies_within_what_is_sensible(times, is_taken):
    assert told(times=Decimal(times)) == ([] if is_taken else ["Hệ số: Ghi số từ 0,001 đến 100, ví dụ 0,3."])


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"award": "khac"}, "Hình thức khen: Chọn một hình thức trong danh sách."),
        ({"level": "village"}, "Cấp tặng: Chọn một cấp trong danh sách."),
        (
            {"award": "lao_dong_tien_tien"},
            "Đối tượng: Chỉ tặng danh hiệu “Lao động tiên tiến” cho cá nhân; chọn lại đối tượng hoặc hình thức.",
        ),
        ({"document": ""}, "Văn bản: Ghi số, ký hiệu, cơ quan của văn bản quy định hệ số này."),
        ({"issued_on": date(2026, 11, 30)}, "Ngày của văn bản: Ngày 30/11/2026 ở sau hôm nay. Ghi ngày ký thật."),
        (
            {"valid_from": date(2019, 6, 30)},
            "Áp dụng từ ngày: Bảng lương cơ sở của Khéo bắt đầu từ 01/07/2019; ghi từ ngày ấy trở đi.",
        ),
        (
            {"valid_from": date(2003, 1, 1), "award": "khac"},
            "Áp dụng từ ngày: Bảng lương cơ sở của Khéo bắt đầu từ 01/07/2019; ghi từ ngày ấy trở đi.",
        ),
        (
            {"valid_to": date(2024, 4, 1)},
            "Thôi áp dụng từ ngày: Ngày thôi áp dụng phải ở sau ngày bắt đầu; chưa biết thì để trống.",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_field(changes, problem):
    assert told(**changes) == [problem]


def test_the_first_day_of_the_table_of_salaries_is_taken():
    assert told(valid_from=date(2019, 7, 1)) == []


def test_texts_that_are_too_long_are_told():
    assert len(told(document="a" * 161, article="b" * 81)) == 2
    assert told(document="a" * 160, article="b" * 80) == []


@pytest.mark.parametrize(
    ("day", "is_taken"),
    [(date(2023, 12, 31), False), (date(2024, 1, 1), True), (date(2025, 6, 30), True), (date(2025, 7, 1), False)],
)
def test_no_local_coefficient_for_a_day_that_a_decree_covers(day, is_taken):
    """Decree 91/2017 Art. 73 until 31/12/2023, Decree 152/2025 Art. 54 from 01/07/2025."""
    problems = told(level="commune", subject="individual", valid_from=day)
    assert (problems == []) == is_taken
    assert is_taken or ("đã có hệ số" in problems[0] and "của địa phương chỉ dùng cho ngày chưa tìm được văn bản" in problems[0])


def test_the_local_coefficient_counts_only_where_no_cited_row_is_found():
    found = reckon("giay_khen", "district", "household", date(2024, 12, 31), UP, RULE)
    assert isinstance(found, Amount)
    assert (found.exact, found.rounded, found.is_local, found.is_verified) == (Decimal(702_000), 710_000, True, False)
    assert found.sources[0] == "Hệ số của địa phương: Quyết định 15/2024/QĐ-UBND (chưa đối chiếu văn bản)"
    cited = reckon("giay_khen", "commune", "individual", date(2025, 7, 1), EXACT, replace(RULE, value={"times": Decimal(9)}))
    assert isinstance(cited, Amount)
    assert (cited.exact, cited.is_local) == (Decimal(702_000), False)
    assert cited.sources[0] == "điểm e khoản 1 Điều 54 Nghị định 152/2025/NĐ-CP"
    assert isinstance(reckon("giay_khen", "district", "household", date(2024, 12, 31), UP), NoAmount)
