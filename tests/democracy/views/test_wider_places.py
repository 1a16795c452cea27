"""A province and a town of the district level have no villages of their own: their pages open all the same and say so."""

import pytest

from kheo.organisation.models import Role
from tests import factories
from tests.security.test_authority import GUARDED

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
# Every page of the chapter that stands for the whole place, as the addresses have it.
WHOLE = sorted(
    {
        route
        for route, entry in GUARDED
        if entry.callback.__module__.startswith("kheo.democracy") and route.count("<") == 1 and "<place:place>" in route
    }
)


@pytest.mark.parametrize(("code", "name"), [("gso2025-37", "Tỉnh Ninh Bình"), (factories.DUY_TIEN, "Thị xã Duy Tiên")])
@pytest.mark.parametrize("role", [Role.OFFICE, Role.LEADER])
def test_every_page_of_a_wider_place_opens_or_refuses_by_role(client, code, name, role):
    place = factories.make_locality(code, name)
    client.force_login(factories.make_account(role, place, body="ubnd"), backend="django.contrib.auth.backends.ModelBackend")
    said = {route: client.get("/" + route.replace("<place:place>", place.code)).status_code for route in WHOLE}
    assert {route: code for route, code in said.items() if code not in {200, 302, 403, 405}} == {}
    assert len(said) > 20
