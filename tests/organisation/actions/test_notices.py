"""Notices: left at positions, read by whoever holds them today, by nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.organisation.actions.notices import notify, read_all, read_notice, settle_notices
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Notice, Position
from kheo.organisation.queries.notices import notices_of, unread
from tests.factories import DUY_TIEN, KIM_BANG, actor_for, make_account, make_locality
from tests.organisation.scene import make_notice, position_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_locality(DUY_TIEN)


@pytest.fixture
def staff(town):
    return make_account("unit_staff", town, body="mttq")


def today():
    return timezone.localdate()


def test_a_notice_is_left_at_each_position_in_one_line(town, staff):
    leader = make_account("leader", town)
    assert notify([position_of(staff), position_of(leader)], town, "Việc\r\nmới " + "x" * 300, "/a/", "y" * 700) == 2
    kept = Notice.objects.get(position=position_of(staff))
    assert (kept.subject, kept.path, len(kept.text)) == (("Việc mới " + "x" * 300)[:200], "/a/", 600)
    assert notify([], town, "Không ai", "/a/") == 0


def test_unread_stand_first_and_those_of_others_nowhere(town, staff):
    other = make_locality(KIM_BANG)
    read = make_notice(staff, town, "Đã đọc", read_at=timezone.now())
    old, new = make_notice(staff, town, "Cũ"), make_notice(staff, town, "Mới")
    make_notice(make_account("unit_staff", town, body="hdnd"), town, "Của người khác")
    make_notice(make_account("unit_staff", other), other, "Của nơi khác")
    assert list(notices_of(actor_for(staff), town, today())) == [new, old, read]
    assert list(unread(actor_for(staff), town, today())) == [new, old]
    assert list(notices_of(actor_for(staff), other, today())) == []
    assert list(notices_of(COMMAND_LINE, town, today())) == []


def test_who_holds_the_position_no_longer_or_not_yet_reads_nothing(town, staff):
    make_notice(staff, town)
    Position.objects.filter(person=staff.person).update(valid_to=today())
    assert list(notices_of(actor_for(staff), town, today())) == []
    assert unread(actor_for(staff), town, today() - timedelta(days=1)).count() == 1
    Position.objects.filter(person=staff.person).update(valid_from=today() + timedelta(days=1), valid_to=None)
    assert list(notices_of(actor_for(staff), town, today())) == []


def test_reading_one_is_kept_once(town, staff):
    notice = make_notice(staff, town)
    first = read_notice(actor_for(staff), town, notice)
    assert first.read_at is not None
    assert read_notice(actor_for(staff), town, notice).read_at == first.read_at
    assert AuditRow.objects.filter(action="notice.read").count() == 1


def test_a_notice_of_another_s_position_is_not_read(town, staff):
    notice = make_notice(make_account("leader", town), town)
    with pytest.raises(NotAllowedError, match="không giữ hôm nay"):
        read_notice(actor_for(staff), town, notice)
    with pytest.raises(NotAllowedError):
        read_notice(actor_for(make_account("operator", town)), town, notice)
    assert Notice.objects.get().read_at is None


def test_all_that_was_shown_is_read_and_nothing_that_came_after(town, staff):
    shown = [make_notice(staff, town) for _ in range(3)]
    later = make_notice(staff, town, "Vừa đến")
    other = make_notice(make_account("leader", town), town)
    assert read_all(actor_for(staff), town, shown[-1].pk) == 3
    assert set(Notice.objects.filter(read_at=None)) == {later, other}
    assert read_all(actor_for(staff), town, shown[-1].pk) == 0
    [row] = AuditRow.objects.filter(action="notice.read_all")
    assert row.details == {"count": 3}


def test_what_was_asked_for_and_is_done_waits_for_nobody(town, staff):
    leader, neighbour = make_account("leader", town), make_account("office", make_locality(KIM_BANG))
    for subject, path in (("Xác nhận\nphiếu 1", "/a/"), ("Xác nhận phiếu 2", "/a/"), ("Xác nhận phiếu 1", "/b/")):
        notify([position_of(staff), position_of(leader)], town, subject, path)
    notify([position_of(neighbour)], neighbour.person.locality, "Xác nhận phiếu 1", "/a/")
    assert (settle_notices(town, "Xác nhận phiếu 1", "/a/"), settle_notices(town, "Xác nhận phiếu 1", "/a/")) == (2, 0)
    left = Notice.objects.filter(read_at=None).order_by("pk").values_list("subject", "path", "locality")
    assert list(left) == [
        *[("Xác nhận phiếu 2", "/a/", town.pk)] * 2,
        *[("Xác nhận phiếu 1", "/b/", town.pk)] * 2,
        ("Xác nhận phiếu 1", "/a/", neighbour.person.locality_id),
    ]
