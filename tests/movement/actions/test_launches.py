from dataclasses import replace

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.launches import edit_launch, record_launch
from kheo.movement.models import Launch
from kheo.movement.queries.launches import launch_of, public_launch
from kheo.movement.rules.launches import LaunchContent, Promise
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from tests import factories

HELD = LaunchContent(
    timezone.localdate(),
    " Nhà văn hoá  Tổ 3",
    40,
    62,
    "Mưa nhỏ",
    [Promise("Các hộ ngõ 3", "phân loại rác"), Promise("Chi hội", "đi thu")],
)


@pytest.fixture
def registration(programme):
    return factories.make_registration(programme, state="running")


def told(launch):
    return [(one.by_whom, one.text) for one in launch.commitments.all()]


def test_a_launch_is_recorded_once_with_what_was_promised(registration, office):
    made = record_launch(office, registration, HELD)
    assert (made.held_on, made.place, made.households, made.people, made.note, made.added_by) == (
        *(timezone.localdate(), "Nhà văn hoá Tổ 3", 40, 62, "Mưa nhỏ", office.account_id),
    )
    assert told(launch_of(registration)) == [("Các hộ ngõ 3", "phân loại rác"), ("Chi hội", "đi thu")]
    row = AuditRow.objects.get()
    assert (row.action, row.details) == ("launch.record", {"registration": registration.pk})
    with pytest.raises(RefusedError) as refused:
        record_launch(office, registration, HELD)
    assert str(refused.value) == "Hồ sơ này đã ghi buổi ra mắt; mở lại trang để sửa buổi ấy."
    assert Launch.objects.count() == 1


def test_it_is_corrected_by_whoever_saw_the_newest(registration, office):
    made = record_launch(office, registration, HELD)
    edit_launch(office, made, replace(HELD, place="Sân đình", promises=[Promise("Chi hội", "đi thu")]), 1)
    made.refresh_from_db()
    assert (made.place, made.version, told(made)) == ("Sân đình", 2, [("Chi hội", "đi thu")])
    with pytest.raises(RefusedError):
        edit_launch(office, made, replace(HELD, place="Cũ"), 1)
    with pytest.raises(RefusedError) as refused:
        edit_launch(office, made, replace(HELD, place="", promises=[]), 2)
    assert [one.where for one in refused.value.problems] == ["Nơi ra mắt"]
    made.refresh_from_db()
    assert (made.place, made.version, told(made)) == ("Sân đình", 2, [("Chi hội", "đi thu")])


def test_what_was_stopped_is_not_launched(programme, office):
    with pytest.raises(RefusedError) as refused:
        record_launch(office, factories.make_registration(programme, state="stopped"), HELD)
    assert str(refused.value) == "Hồ sơ đã dừng. Thực hiện tiếp rồi mới ghi buổi ra mắt."


def test_only_the_office_and_whose_it_is(registration, office, stranger, place):
    made = record_launch(office, registration, HELD)
    other = factories.actor_for(factories.make_account(Role.UNIT_STAFF, place, body="mttq"))
    for actor in (stranger, other):
        with pytest.raises(NotAllowedError):
            record_launch(actor, registration, HELD)
        with pytest.raises(NotAllowedError):
            edit_launch(actor, made, HELD, 1)


@pytest.mark.parametrize(
    ("state", "is_read"), [("registered", False), ("running", True), ("recognised", True), ("stopped", False)]
)
def test_the_public_reads_of_it_while_it_is_carried_out(registration, office, state, is_read):
    made = record_launch(office, registration, HELD)
    registration.state = state
    assert public_launch(registration) == (made if is_read else None)
