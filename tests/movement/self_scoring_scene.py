"""A ward with somebody who scores and a head who confirms, and its registration under a set of one item."""

import pytest

from kheo.movement.queries.registrations import registrations
from kheo.organisation.models import Position, Role
from tests import factories


@pytest.fixture
def registration(place, programme, wards):
    made = factories.make_registration(programme, "Bếp ấm", state="running", unit=wards["hoa_mac"])
    return registrations(place).select_related("programme__criteria_set").get(pk=made.pk)


@pytest.fixture
def head_account(place, ward_body):
    account = factories.make_account(Role.LEADER, place, body="hoa-mac")
    Position.objects.filter(person=account.person).update(title="Chủ tịch UBND phường")
    return account


@pytest.fixture
def ward_head(head_account):
    return factories.actor_for(head_account)
