"""A registration that was taken back, and what the registration form adds to the record's own."""

import pytest

from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.registrations import InitiativeContent, edit_registration
from kheo.movement.actions.steps import withdraw_registration
from kheo.movement.rules.submissions import LONGEST_ITEM
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice
from tests import factories


def notices():
    return list(Notice.objects.order_by("pk").values_list("position__role", "subject", "text"))


@pytest.fixture
def registration(programme, wards):
    return factories.make_registration(programme, "Đường hoa", unit=wards["hoa_mac"], state="registered")


def test_the_unit_takes_back_its_own_and_the_office_is_told(registration, staff, neighbour, office):
    with pytest.raises(NotAllowedError):
        withdraw_registration(neighbour, registration, 1, "Không đủ người")
    for reason in (" ", "a" * 301):
        with pytest.raises(RefusedError, match="Ghi lý do rút"):
            withdraw_registration(staff, registration, 1, reason)
    moved = withdraw_registration(staff, registration, 1, "Không  đủ người")
    assert (moved.state, moved.stopped_reason, moved.version) == ("stopped", "Không đủ người", 2)
    assert notices() == [("office", "Rút đăng ký: Đường hoa", "Không đủ người")]


def test_the_office_takes_back_and_the_unit_is_told(registration, staff, office):
    withdraw_registration(office, registration, 1, "a" * 300)
    assert [row[:2] for row in notices()] == [("unit_staff", "Rút đăng ký: Đường hoa")]


@pytest.mark.parametrize("state", ["in_assessment", "recognised", "stopped"])
def test_what_is_judged_is_not_taken_back(registration, office, state):
    registration.state = state
    registration.save()
    with pytest.raises(RefusedError, match="Không thể rút đăng ký"):
        withdraw_registration(office, registration, 1, "Thôi")


def test_what_the_form_told_is_edited_and_what_is_not_named_stays(registration, office):
    def edit(version, **told):
        return edit_registration(
            office, registration, InitiativeContent("A", "mo_hinh", "collective", "economy", **told), version
        )

    made = edit(1, novelty="new", leading_kind="front", answers={"forces": " Chi  bộ ", "time": "Tháng 3"})
    made = edit(2, answers={"time": "Tháng 4"})
    assert (made.novelty, made.leading_kind, made.answers) == ("new", "front", {"forces": "Chi bộ", "time": "Tháng 4"})
    with pytest.raises(RefusedError) as refusal:
        edit(3, novelty="cu", leading_kind="ai", answers={"time": "a" * (LONGEST_ITEM + 1)})
    assert [problem.where for problem in refusal.value.problems] == ["Mới hay tiếp tục", "Bên chủ trì", "Phiếu đăng ký"]
    assert edit(3, answers={"time": "a" * LONGEST_ITEM}).version == 4
