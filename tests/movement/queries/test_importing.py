"""What a unit's name in a sheet means for a programme, organisations of a unit that no list knows among them."""

import pytest

from kheo.movement.actions.importing import import_initiatives
from kheo.movement.models import Registration
from kheo.movement.queries.importing import unit_reader
from kheo.movement.queries.places import places_of
from kheo.movement.reading import UnitMatch
from kheo.organisation.actions.villages import add_village
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Body, Unit
from tests.factories import make_body
from tests.movement.conftest import ROWS, sheet


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hội LHPN phường Hòa Mạc", "gso2024-13324"),
        ("Chi bộ 2, P. Hòa Mạc", "gso2024-13324"),
        ("hoi cuu chien binh phuong hoang dong", "gso2024-13333"),
        ("Hội Chữ thập đỏ thị xã Duy Tiên", "gso2024-349"),
    ],
)
def test_an_organisation_no_list_knows_is_taken_for_the_unit_its_name_ends_with(programme, text, code):
    assert unit_reader(programme)(text) == UnitMatch(code, is_inside=True)


@pytest.mark.parametrize(
    "text",
    [
        "Phường Không Có Thật, thị xã Duy Tiên",
        "Hội LHPN xã Không Có, thị xã Duy Tiên",
        "Tổ dân phố số 99, phường Hòa Mạc",
        "Hội LHPN phường Hòa Mạc, quận Hoàn Kiếm",
        "Hội LHPN thị xã Kim Bảng",
        "Hội Liên hiệp Phụ nữ",
    ],
)
def test_a_place_that_does_not_exist_is_never_guessed(programme, text):
    assert unit_reader(programme)(text).code == ""


def test_its_name_is_kept_as_the_leading_body_and_the_office_is_told(programme, office):
    row = (1, "Đường hoa thay rác", "Hội LHPN phường Hòa Mạc", *ROWS[1][3:])
    outcome = import_initiatives(office, programme, "ds.xlsx", sheet(row))
    assert outcome.committed
    assert [warning for warning in outcome.warnings if "dòng 2" in warning and "chủ trì" in warning] == outcome.warnings
    taken = Registration.objects.get()
    assert (taken.initiative.unit.code, taken.initiative.body, taken.leading_body) == (
        "gso2024-13324",
        None,
        "Hội LHPN phường Hòa Mạc",
    )


def test_a_community_s_own_body_called_like_its_village_leaves_the_village_meant(programme):
    town = programme.locality
    village = add_village(COMMAND_LINE, town, Unit.objects.get(code="gso2024-13324"), "Tổ dân phố Chợ Lương")
    body = make_body(town, "cho-luong", "Tổ dân phố Chợ Lương", Body.Kind.COMMUNITY, unit=village)
    read = unit_reader(programme)
    assert read("Tổ dân phố Chợ Lương") == UnitMatch(village.code)
    assert read(body.code).code == ""
    places = places_of(programme)
    assert (village.pk in places.units, body.pk in places.bodies) == (True, False)
