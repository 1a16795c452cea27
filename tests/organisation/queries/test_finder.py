"""The names people write in a sheet, on the real registers."""

from datetime import date

import pytest

from kheo.organisation.models import Body, Locality, Unit, UnitVersion
from kheo.organisation.queries.units import UnitFinder
from kheo.organisation.rules.registers import TURN

YEAR_2024 = (date(2024, 1, 1), date(2024, 12, 31))
YEAR_2025 = (date(2025, 1, 1), date(2025, 12, 31))
YEAR_2026 = (date(2026, 1, 1), date(2026, 12, 31))


def open_locality(code, name):
    return Locality.objects.create(code=code, unit=Unit.objects.get(code=code), name=name)


def add_body(locality, unit, slug, name, short_name, **dates):
    return Body.objects.create(
        locality=locality,
        unit=Unit.objects.get(code=unit),
        code=f"{unit}/{slug}",
        name=name,
        short_name=short_name,
        kind=Body.Kind.AGENCY,
        layout=Body.Layout.ADMINISTRATIVE,
        **dates,
    )


def add_village(parent, slug, name):
    unit = Unit.objects.create(code=f"{parent}.{slug}", register=Unit.Register.LOCAL, level=Unit.Level.VILLAGE)
    UnitVersion.objects.create(unit=unit, name=name, type="tổ dân phố", parent=Unit.objects.get(code=parent))


@pytest.fixture
def town(ha_nam):
    locality = open_locality("gso2024-349", "Thị xã Duy Tiên")
    add_body(locality, "gso2024-349", "thi-uy", "Thị uỷ Duy Tiên", "Thị uỷ")
    add_body(locality, "gso2024-349", "ubnd", "Uỷ ban nhân dân thị xã Duy Tiên", "UBND thị xã")
    add_body(locality, "gso2024-349", "hlhpn", "Hội Liên hiệp Phụ nữ thị xã Duy Tiên", "Hội LHPN thị xã")
    add_body(locality, "gso2024-349", "ccb", "Hội Cựu chiến binh thị xã Duy Tiên", "Hội CCB thị xã")
    add_body(locality, "gso2024-349", "thpt", "Trường THPT Nguyễn Hữu Tiến", "THPT Nguyễn Hữu Tiến")
    add_body(locality, "gso2024-13348", "dang-uy", "Đảng uỷ phường Yên Bắc", "Đảng uỷ Yên Bắc")
    add_village("gso2024-13324", "to-dan-pho-so-3", "Tổ dân phố số 3")
    add_village("gso2024-13348", "to-dan-pho-so-3", "Tổ dân phố số 3")
    add_village("gso2024-13324", "ninh-lao", "Tổ dân phố Ninh Lão")
    return locality


@pytest.fixture
def ward(ha_nam):
    return open_locality("gso2025-13324", "Phường Duy Tiên")


def said(match):
    """Codes of what was found: bodies by their own, units by theirs."""
    return [candidate.body_code or candidate.unit_code for candidate in match.candidates]


FOUND_IN_2024 = {
    "Phường Hòa Mạc": "gso2024-13324",
    "P. Hòa Mạc": "gso2024-13324",
    "phuong hoa mac": "gso2024-13324",
    "hoa mac": "gso2024-13324",
    "Hoà Mạc": "gso2024-13324",
    "PHƯỜNG HOÀ MẠC": "gso2024-13324",
    "UBND phường Hòa Mạc": "gso2024-13324",
    "Ủy ban nhân dân P. Hoà Mạc": "gso2024-13324",
    "UB MTTQ Việt Nam phường Hòa Mạc": "gso2024-13324",
    "Đảng ủy phường Hòa Mạc": "gso2024-13324",
    "Đảng uỷ phường Yên Bắc": "gso2024-13348/dang-uy",
    "Đảng ủy Yên Bắc": "gso2024-13348/dang-uy",
    "Phường Hòa Mạc, thị xã Duy Tiên": "gso2024-13324",
    "Phường Hòa Mạc - thị xã Duy Tiên - tỉnh Hà Nam": "gso2024-13324",
    "phường Hòa Mạc thị xã Duy Tiên": "gso2024-13324",
    "xã Yên Nam (cũ)": "gso2024-13360",
    "Xã Yên Nam cũ": "gso2024-13360",
    "Xã Mộc Hoàn": "gso2024-13327",
    "Phường Đồng Văn": "gso2024-13321",
    "Phường Đồng Văn (mới)": "gso2025-13348",
    "Tổ dân phố số 3, phường Hòa Mạc": "gso2024-13324.to-dan-pho-so-3",
    "TDP 3 phường Yên Bắc": "gso2024-13348.to-dan-pho-so-3",
    "Tổ 03 - P. Yên Bắc": "gso2024-13348.to-dan-pho-so-3",
    "Ninh Lão": "gso2024-13324.ninh-lao",
    "Thị xã Duy Tiên": "gso2024-349",
    "Duy Tiên": "gso2024-349",
    "Thị xã": "gso2024-349",
    "Phường Duy Tiên": "gso2025-13324",
    "Thị ủy": "gso2024-349/thi-uy",
    "Thị ủy Duy Tiên": "gso2024-349/thi-uy",
    "UBND": "gso2024-349/ubnd",
    "UBND thị xã": "gso2024-349/ubnd",
    "UBND TX Duy Tiên": "gso2024-349/ubnd",
    "Hội LHPN": "gso2024-349/hlhpn",
    "Hội Liên hiệp phụ nữ thị xã": "gso2024-349/hlhpn",
    "hoi lhpn tx duy tien": "gso2024-349/hlhpn",
    "Hội CCB thị xã Duy Tiên": "gso2024-349/ccb",
    "Trường THPT Nguyễn Hữu Tiến": "gso2024-349/thpt",
    "Trường Trung học phổ thông Nguyễn Hữu Tiến": "gso2024-349/thpt",
}


NEVER_GUESSED = {
    "": [],
    "   ,  ": [],
    "Phường Hóa Mạc": ["gso2024-13324"],
    "Xã Hòa Mạc": [],
    "Phường Hoàn Kiếm": [],
    "Quận Hoàn Kiếm": [],
    "Tỉnh Hà Nam": [],
    "Tổ dân phố số 9, phường Hòa Mạc": ["gso2024-13324"],
    "Tổ dân phố số 3, phường Đồng Văn": ["gso2024-13321"],
    "Phường Hòa Mạc, quận Hoàn Kiếm": ["gso2024-13324"],
    "Hội Phụ nữ phường Hòa Mạc": ["gso2024-13324"],
    "Phường": [],
    "Xã Yên Nam (mới)": [],
    "3": [],
}


def test_written_names_are_found_in_the_town_of_2024(town):
    finder = UnitFinder(town, *YEAR_2024)
    assert {text: said(finder.find(text)) for text in FOUND_IN_2024} == {text: [code] for text, code in FOUND_IN_2024.items()}
    assert all(finder.find(text).found is not None for text in FOUND_IN_2024)


def test_what_the_town_does_not_know_is_not_found_and_never_guessed(town):
    finder = UnitFinder(town, *YEAR_2024)
    matches = {text: finder.find(text) for text in NEVER_GUESSED}
    assert {text: (said(match), match.is_ambiguous) for text, match in matches.items()} == dict.fromkeys(
        NEVER_GUESSED, ([], False)
    )
    assert {text: [candidate.unit_code for candidate in match.near] for text, match in matches.items()} == NEVER_GUESSED


def test_two_that_fit_are_ambiguous_and_told_apart_by_their_labels(town):
    match = UnitFinder(town, *YEAR_2024).find("Tổ dân phố số 3")
    assert match.found is None
    assert match.is_ambiguous
    assert [candidate.label for candidate in match.candidates] == [
        "Tổ dân phố số 3, Phường Hòa Mạc",
        "Tổ dân phố số 3, Phường Yên Bắc",
    ]


def test_marks_win_where_they_tell_apart(town):
    add_village("gso2024-13348", "ninh-lao-2", "Tổ dân phố Ninh Lao")
    add_village("gso2024-13348", "ninh-lao-3", "Tổ dân phố Ninh Láo")
    finder = UnitFinder(town, *YEAR_2024)
    assert said(finder.find("Tổ dân phố Ninh Láo")) == ["gso2024-13348.ninh-lao-3"]
    assert said(finder.find("Tổ dân phố Ninh Lão")) == ["gso2024-13324.ninh-lao"]
    assert said(finder.find("tdp ninh lao")) == ["gso2024-13324.ninh-lao", "gso2024-13348.ninh-lao-2", "gso2024-13348.ninh-lao-3"]


def test_old_names_are_found_inside_the_new_ward(ward):
    finder = UnitFinder(ward, *YEAR_2026)
    assert said(finder.find("Phường Hòa Mạc")) == ["gso2024-13324"]
    assert said(finder.find("xã Yên Nam (cũ)")) == ["gso2024-13360"]
    assert said(finder.find("Phường Duy Tiên")) == ["gso2025-13324"]
    assert said(finder.find("Duy Tiên")) == ["gso2025-13324"]
    assert said(finder.find("UBND phường Duy Tiên")) == ["gso2025-13324"]
    assert finder.find("Phường Hòa Mạc").found.label == "Phường Hòa Mạc (đến trước 01/07/2025)"
    assert said(finder.find("Phường Đồng Văn")) == []


def test_a_village_of_the_old_ward_is_found_from_the_new_one_and_the_reverse(town, ward):
    add_village("gso2025-13324", "ninh-lao", "Tổ dân phố Ninh Lão")
    finder = UnitFinder(ward, *YEAR_2026)
    assert said(finder.find("Tổ dân phố Ninh Lão, phường Hòa Mạc")) == ["gso2025-13324.ninh-lao"]
    assert said(finder.find("Tổ dân phố số 3, phường Hòa Mạc (cũ)")) == ["gso2024-13324.to-dan-pho-so-3"]


def test_in_the_year_of_the_turn_the_towns_own_units_come_before_their_successors(town):
    finder = UnitFinder(town, *YEAR_2025)
    assert said(finder.find("Phường Đồng Văn")) == ["gso2024-13321"]
    assert said(finder.find("Phường Duy Hà")) == ["gso2025-13336"]


def test_a_name_of_another_time_is_found_after_those_of_the_time(town):
    unit = Unit.objects.get(code="gso2024-13360")
    UnitVersion.objects.filter(unit=unit).update(valid_from=date(2023, 1, 1))
    UnitVersion.objects.create(unit=unit, name="Xã Tên Xưa", type="xã", parent=town.unit, valid_to=date(2023, 1, 1))
    finder = UnitFinder(town, *YEAR_2024)
    assert said(finder.find("Tên Xưa")) == said(finder.find("xã Tên Xưa (cũ)")) == said(finder.find("Yên Nam")) == [unit.code]


def test_body_that_ended_comes_after_the_one_that_took_its_name(town):
    add_body(town, "gso2024-349", "phong-a", "Phòng Dân tộc", "Phòng Dân tộc", valid_to=date(2023, 1, 1))
    assert said(UnitFinder(town, *YEAR_2024).find("Phòng Dân tộc")) == ["gso2024-349/phong-a"]
    add_body(town, "gso2024-349", "phong-b", "Phòng Dân tộc", "Phòng Dân tộc", valid_from=date(2023, 1, 1))
    finder = UnitFinder(town, *YEAR_2024)
    assert said(finder.find("Phòng Dân tộc thị xã")) == ["gso2024-349/phong-b"]
    assert said(finder.find("Phòng Dân tộc (cũ)")) == ["gso2024-349/phong-a"]


def test_bodies_of_another_locality_do_not_leak(town):
    other = open_locality("gso2024-350", "Huyện Kim Bảng")
    add_body(other, "gso2024-350", "ubnd", "Uỷ ban nhân dân thị xã Kim Bảng", "UBND thị xã")
    add_body(other, "gso2024-350", "rieng", "Hội Làm vườn", "Hội Làm vườn")
    finder = UnitFinder(town, *YEAR_2024)
    assert said(finder.find("UBND thị xã")) == ["gso2024-349/ubnd"]
    assert said(finder.find("Hội Làm vườn")) == []
    assert said(UnitFinder(other, *YEAR_2024).find("Hội Làm vườn")) == ["gso2024-350/rieng"]


def test_building_costs_the_same_for_more_units_and_finding_costs_nothing(
    town, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        finder = UnitFinder(town, *YEAR_2024)
    for number in range(40):
        add_village("gso2024-13324", f"them-{number}", f"Tổ dân phố Thêm {number}")
    with django_assert_max_num_queries(16):
        UnitFinder(town, *YEAR_2024)
    with django_assert_num_queries(0):
        finder.find("Phường Hòa Mạc")
        finder.find("Tổ dân phố số 3, phường Yên Bắc")


def test_the_turn_is_what_the_labels_say(town):
    assert f"{TURN:%d/%m/%Y}" in UnitFinder(town, *YEAR_2024).find("Phường Đồng Văn (mới)").found.label
