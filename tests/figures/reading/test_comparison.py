import pytest

from kheo.figures.reading import compare, extract

NAMES = ("thị xã Minh Hoạ", "TP Ví Dụ")
REPORT = """Tổng kết phong trào thi đua Dân vận khéo năm 2024
Toàn thị xã thực hiện được 44 mô hình. Năm 2025, Thị ủy tiếp tục lãnh đạo phong trào Dân vận khéo.
Nhân dịp này, 3 cá nhân được tặng kỷ niệm chương, Ban Chỉ đạo công nhận 12 mô hình và 10 tập thể được UBND thị xã khen thưởng."""
RECORDED = {
    ("initiatives.operating", ("kind", "mo_hinh")): 44,
    ("initiatives.recognised", ("kind", "mo_hinh")): 12,
    ("commendations", ("subject", "collective")): 10,
    ("medals", ("subject", "individual")): 3,
}


def recorded(key: str, dimensions: dict[str, str]) -> int | None:
    return RECORDED.get((key, *sorted(dimensions.items())))


def verdicts(text: str, year: int = 2024) -> list[tuple]:
    return [(item.figure.value, item.recorded, item.verdict) for item in compare(extract(text), recorded, NAMES, year)]


def test_compare_matches_what_is_recorded():
    assert verdicts(REPORT) == [(44, 44, "match"), (3, 3, "match"), (12, 12, "match"), (10, 10, "match")]


def test_compare_names_the_one_that_differs():
    assert verdicts(REPORT.replace("44", "45"))[0] == (45, 44, "differs")
    assert [verdict for *_, verdict in verdicts(REPORT.replace("44", "45"))[1:]] == ["match"] * 3


def test_compare_says_when_nothing_is_recorded():
    assert verdicts("Năm 2024, thị xã đăng ký 60 mô hình Dân vận khéo.") == [(60, None, "not_recorded")]


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2023, toàn thị xã có 44 mô hình Dân vận khéo.",
        "Giai đoạn 2021-2025, toàn thị xã có 44 mô hình Dân vận khéo.",
        "Từ năm 2016 đến nay, toàn thị xã có 44 mô hình Dân vận khéo.",
        "Năm 2024, xã Thử Nghiệm có 44 mô hình Dân vận khéo.",
        "Năm 2024, thành phố Minh Hoạ có 44 mô hình Dân vận khéo.",
    ],
)
def test_compare_leaves_other_years_and_places_alone(text):
    assert verdicts(text) == [(44, None, "other_scope")]


@pytest.mark.parametrize(
    "text",
    [
        "Toàn thị xã có 44 mô hình Dân vận khéo.",
        "Năm 2024, thị xã Minh Hoạ có 44 mô hình Dân vận khéo.",
        "6 tháng đầu năm 2024, thị xã có 44 mô hình Dân vận khéo.",
        "Năm 2024, Thị xã Minh Hoạ đã có 44 mô hình Dân vận khéo.",
        "Năm 2024, thành phố Ví Dụ đã có 44 mô hình Dân vận khéo.",
    ],
)
def test_compare_takes_the_unsaid_as_here_and_this_year(text):
    assert verdicts(text) == [(44, 44, "match")]


def test_compare_takes_an_alias_without_a_type_for_any_type():
    reading = extract("Năm 2024, thành phố Minh Hoạ có 44 mô hình Dân vận khéo.")
    assert [item.verdict for item in compare(reading, recorded, ["Minh Hoạ"], 2024)] == ["match"]


def test_compared_as_json_carries_the_figure_and_its_verdict():
    (item,) = compare(extract("Năm 2024, thị xã có 44 mô hình Dân vận khéo."), recorded, NAMES, 2024)
    assert item.as_json() == {
        "key": "initiatives.operating",
        "value": 44,
        "dimensions": {"kind": "mo_hinh"},
        "period": "2024",
        "place": None,
        "quote": "44 mô hình Dân vận khéo",
        "start": 20,
        "end": 43,
        "recorded": 44,
        "verdict": "match",
    }


def test_reading_as_json_is_plain():
    reading = extract("Xã có hơn 20 mô hình Dân vận khéo, công nhận 9 mô hình.")
    assert reading.as_json() == {
        "figures": [
            {
                "key": "initiatives.recognised",
                "value": 9,
                "dimensions": {"kind": "mo_hinh"},
                "period": None,
                "place": None,
                "quote": "9 mô hình",
                "start": 45,
                "end": 54,
            }
        ],
        "unmatched": [{"number": "20", "quote": "20 mô hình Dân vận khéo"}],
        "notes": [],
    }
