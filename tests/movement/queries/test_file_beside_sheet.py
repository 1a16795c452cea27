"""A file without names: whatever could tell whose it is stands in none of its words."""

from dataclasses import astuple

import pytest

from kheo.foundation.models import StoredFile
from kheo.foundation.text import fold
from kheo.movement.models import Aim, Evidence, Registration, Result
from kheo.movement.queries.file_beside_sheet import file_beside_sheet, names_for
from kheo.movement.queries.registrations import registrations
from kheo.organisation.models import Body, FormerWords, UnitVersion
from tests import factories

TEXT = "Người dùng office-1 cùng phường Hoà Mạc (nay là Duy Tân, Duy Tiên), Trường Sao Sáng làm với Tập thể 77"


@pytest.fixture
def school(place, wards):
    made = factories.make_body(
        place, "sao-mai", "Trường Mầm non Sao Mai", Body.Kind.SCHOOL, unit=wards["hoang_dong"], short_name="MN Sao Mai"
    )
    FormerWords.objects.create(body=made, until="2023-01-01", name="Trường Sao Sáng", short_name="Sao Sáng")
    return made


@pytest.fixture
def told(place, programme, wards, school):
    factories.make_account("office", place, "office-1")
    made = factories.make_registration(
        programme, "Hòa Mạc không rác", unit=wards["hoang_dong"], body=school, holder="Tập thể 77", summary=TEXT
    )
    made.initiative.situation = "Hoàng Đông\nít cây"
    made.initiative.way = "Vận động bà Lan\n\nTrồng cây"
    made.initiative.save()
    Registration.objects.filter(pk=made.pk).update(
        leading_body="Chi bộ Sao Mai", answers={"aa": "MN SAO MAI làm", "bb": "ít cây"}
    )
    aim = Aim.objects.create(registration=made, label="Hộ ở Hòa Mạc", unit="hộ")
    Result.objects.create(registration=made, aim=aim, value=3, as_of="2024-05-01")
    file = StoredFile.objects.create(
        locality=place.code, name="hoa-mac.jpg", media_type="image/jpeg", size=1, sha256="0" * 64, content="x"
    )
    Evidence.objects.create(registration=made, file=file, caption="Hòa Mạc")
    return registrations(place).get(pk=made.pk)


def words(value):
    """Every text of a file, records left out."""
    if isinstance(value, str):
        return [value]
    return [text for one in value for text in words(one)] if isinstance(value, (tuple, list)) else []


def test_the_whole_file_is_there_for_those_who_may_know(told):
    shown = file_beside_sheet(told)
    assert (shown.title, shown.place, shown.holder, shown.led_by, shown.is_anonymous, shown.unlisted) == (
        "Hòa Mạc không rác",
        "Trường Mầm non Sao Mai",
        "Tập thể 77",
        "Chi bộ Sao Mai",
        False,
        0,
    )
    assert [heading for heading, _lines in shown.parts] == ["", "Tình hình trước khi làm", "Cách làm", "aa", "bb"]
    assert [one.caption for one in shown.evidence] == ["Hòa Mạc"]


def test_the_anonymous_file_tells_nothing_of_unit_body_people_or_files(told):
    shown = file_beside_sheet(told, anonymous=True)
    assert shown.parts == (
        ("", ("[tên người] cùng [đơn vị] (nay là [đơn vị], [đơn vị]), [đơn vị] làm với [tên người]",)),
        ("Tình hình trước khi làm", ("[đơn vị]", "ít cây")),
        ("Cách làm", ("Vận động bà [tên người]", "Trồng cây")),
        ("aa", ("[đơn vị] làm",)),
        ("bb", ("ít cây",)),
    )
    assert (shown.title, shown.place, shown.field, shown.holder, shown.led_by) == (
        "[đơn vị] không rác",
        f"Hồ sơ {told.pk}",
        "Kinh tế",
        "[tên người]",
        "[đơn vị]",
    )
    assert (shown.evidence, shown.unlisted, shown.came, shown.is_anonymous) == ((), 1, None, True)
    everything = fold(" ".join(words(astuple(shown))))
    names = [fold(name) for name in ("Hòa Mạc", "Hoàng Đông", "Duy Tân", "Sao Mai", "Sao Sáng", "office-1", "Tập thể 77", "Lan")]
    assert [name for name in names if name in everything] == []
    assert [label for label, _result in shown.results] == ["Hộ ở [đơn vị]"]


def test_what_is_not_written_is_not_called_hidden(programme, place):
    factories.make_registration(programme, holder="", summary="")
    shown = file_beside_sheet(registrations(place).get(), anonymous=True)
    assert (shown.holder, shown.led_by, shown.parts, shown.unlisted) == ("", "", (), 0)


def test_a_unit_that_the_year_knows_no_more_is_hidden_as_well(programme, place):
    unit = factories.make_unit("gso2024-19999", "Phường Xa Lạ")
    factories.make_registration(programme, "Xa Lạ sạch", unit=unit)
    assert [title for title, _place in names_for(list(registrations(place)), anonymous=True).values()] == ["[đơn vị] sạch"]


def test_titles_of_many_cost_what_those_of_one_cost(told, programme, place, wards, django_assert_num_queries):
    with django_assert_num_queries(15):
        names_for(list(registrations(place)), anonymous=True)
    for number in range(5):
        unit = factories.make_unit(f"gso2024-1400{number}", f"Phường Mới {number}")
        UnitVersion.objects.filter(unit=unit).update(parent=wards["town"])
        factories.make_registration(programme, unit=unit)
    with django_assert_num_queries(15):
        assert len(names_for(list(registrations(place)), anonymous=True)) == 6
    assert names_for([], anonymous=True) == {}
