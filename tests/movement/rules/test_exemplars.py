import pytest

from kheo.movement.rules.exemplars import ExemplarContent, exemplar_problems, public_name, tells_a_name

WHOLE = {"movement": "Nông thôn mới", "year": 2025, "name": "Cá nhân 01", "subject": "individual", "deed": "Hiến 200 m² đất"}


def told(**changes):
    return [str(one) for one in exemplar_problems(ExemplarContent(**{**WHOLE, **changes}), ["individual", "collective"], 2026)]


def test_a_whole_one_is_taken():
    assert told() == []
    assert told(year=2026, deed="x" * 5_000, movement="x" * 200, source="x" * 300) == []


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"movement": " "}, "Phong trào"),
        ({"movement": "x" * 201}, "Phong trào"),
        ({"name": ""}, "Tên"),
        ({"name": "x" * 201}, "Tên"),
        ({"recognised_by": "x" * 301}, "Được tuyên dương theo"),
        ({"source": "x" * 301}, "Nguồn"),
        ({"deed": " \n"}, "Việc làm, kết quả"),
        ({"deed": "x" * 5_001}, "Việc làm, kết quả"),
        ({"subject": "household"}, "Đối tượng"),
        ({"year": 1999}, "Năm"),
        ({"year": 2027}, "Năm"),
        ({"is_public": True, "deed": "Ông cá nhân 01 hiến đất"}, "Công khai"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(changes, where):
    assert [problem.split(": ")[0] for problem in told(**changes)] == [where]


@pytest.mark.parametrize(
    ("changes", "tells"),
    [
        ({}, False),
        ({"deed": "CÁ NHÂN 01 làm"}, True),
        ({"source": "Bài viết về cá nhân 01"}, True),
        ({"deed": "CÁ NHÂN 01 làm", "recognised_by": "QĐ 12"}, False),
        ({"deed": "CÁ NHÂN 01 làm", "subject": "collective"}, False),
        ({"deed": "Cá nhân 012 làm"}, False),
    ],
)
def test_a_name_in_the_story_is_seen_without_its_marks_and_case(changes, tells):
    assert tells_a_name(ExemplarContent(**{**WHOLE, **changes})) is tells


@pytest.mark.parametrize(
    ("subject", "decision", "name"),
    [
        ("collective", "", "Tổ 3"),
        ("individual", "", "một cá nhân ở Xã A"),
        ("individual", " ", "một cá nhân ở Xã A"),
        ("individual", "QĐ 12", "Tổ 3"),
        ("household", "", "một hộ gia đình ở Xã A"),
    ],
)
def test_an_official_act_publishes_a_person_s_name_and_nothing_else_does(subject, decision, name):
    assert public_name(subject, "Tổ 3", "Xã A", decision) == name
