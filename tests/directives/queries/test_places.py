from datetime import date

import pytest

from kheo.directives.queries.places import Place, names_of, place_of_body, place_problems, places_for, places_offered
from kheo.organisation.models import UnitVersion
from tests import factories

DAY = date(2024, 5, 6)


def said(*asked):
    return [str(problem) for problem in place_problems(*asked)]


def keys(groups):
    return {key for _label, choices in groups for key, _name in choices}


def test_a_place_of_the_town_that_is_there_has_no_problem(scene):
    assert said(scene.locality, Place(scene.wards[0]), DAY) == []
    assert said(scene.locality, place_of_body(scene.body("mttq")), DAY) == []


def test_a_place_of_another_town_is_refused(scene, there):
    assert said(scene.locality, Place(there.wards[0]), DAY) == [
        "Nơi làm: Đơn vị này không thuộc Thị xã Duy Tiên; chọn trong danh sách."
    ]
    theirs = there.body("mttq")
    refused = [f"Nơi làm: «{theirs.name}» không thuộc Thị xã Duy Tiên; chọn trong danh sách."]
    assert said(scene.locality, place_of_body(theirs), DAY) == refused
    ours = scene.body("mttq")
    assert said(scene.locality, Place(scene.wards[0], ours), DAY) == [
        f"Nơi làm: «{ours.name}» không thuộc Thị xã Duy Tiên; chọn trong danh sách."
    ]


@pytest.mark.parametrize("how", ["unit", "version", "body"])
def test_a_place_that_ended_is_named_with_its_last_day(scene, how):
    ward, body = scene.wards[0], scene.body("mttq")
    if how == "unit":
        ward.ended_on = date(2024, 1, 1)
        ward.save()
    elif how == "version":
        UnitVersion.objects.filter(unit=ward).update(valid_to=date(2024, 1, 1))
    else:
        body.valid_to = date(2024, 1, 1)
        body.save()
    place, name = (place_of_body(body), body.name) if how == "body" else (Place(ward), "Phường Hòa Mạc")
    assert said(scene.locality, place, DAY, "Nơi") == [
        f"Nơi: «{name}» chỉ còn đến hết 31/12/2023; chọn nơi kế tiếp, hoặc xem lại ngày."
    ]
    assert said(scene.locality, place, date(2023, 12, 31)) == []


def test_a_place_that_is_not_there_yet_is_named_with_its_first_day(scene):
    body = scene.body("mttq")
    body.valid_from = date(2024, 6, 1)
    body.save()
    assert said(scene.locality, place_of_body(body), DAY) == [
        f"Nơi làm: «{body.name}» có từ 01/06/2024, sau ngày này; xem lại ngày."
    ]


def test_a_unit_without_a_name_is_called_by_its_code(scene):
    ward = scene.wards[0]
    ward.ended_on = DAY
    ward.save()
    other = factories.make_unit("gso2024-13999", parent=scene.locality.unit)
    UnitVersion.objects.filter(unit=other).delete()
    assert names_of([(other.pk, None), (ward.pk, None)], DAY) == {
        (other.pk, None): f"đơn vị số {other.pk}",
        (ward.pk, None): "Phường Hòa Mạc",
    }


def test_the_office_is_offered_everybody_and_staff_their_own(scene, there):
    everybody = keys(places_offered(scene.locality, DAY))
    assert keys(places_for(scene.office, "activity.record", scene.locality, DAY)) == everybody
    front = keys(places_for(scene.front, "activity.record", scene.locality, DAY))
    assert front == {f"b{scene.body('mttq').pk}"}
    staff = keys(places_for(scene.staff, "activity.record", scene.locality, DAY))
    ward_body = next(grant.body for grant in scene.staff.grants)
    assert staff == {f"u{scene.wards[0].pk}", f"b{_body(ward_body)}"}
    assert places_for(there.office, "activity.record", scene.locality, DAY) == []
    assert not everybody & keys(places_offered(there.locality, DAY))


def _body(code):
    return factories.Body.objects.get(code=code).pk
