"""A position handed over: the end, the beginning, and what is open, in one act or on its day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation import ties
from kheo.organisation.actions.handover import cancel_handover, hand_over, settle_due
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Account, Handover, Notice, Person, Position
from kheo.organisation.queries.handover import open_on
from kheo.organisation.queries.notices import unread
from kheo.organisation.ties import Tie, Ties, Way
from tests.factories import DUY_TIEN, KIM_BANG, PASSWORD, actor_for, make_account, make_locality
from tests.organisation.scene import make_notice, position_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def town():
    return make_locality(DUY_TIEN)


@pytest.fixture
def office(town):
    return actor_for(make_account("office", town, "van-phong"))


@pytest.fixture
def staff(town):
    return make_account("unit_staff", town, "can-bo", body="mttq")


@pytest.fixture
def position(staff):
    return position_of(staff)


def wheres(refusal):
    return [problem.where for problem in refusal.value.problems]


def test_the_old_ends_the_new_begins_and_unread_notices_go_along(town, office, staff, position):
    waiting = make_notice(staff, town, mailed_at=timezone.now(), mail_tries=3, mail_tried_at=timezone.now())
    read = make_notice(staff, town, read_at=timezone.now())
    done = hand_over(office, position, "Cá nhân 01", TODAY)
    position.refresh_from_db()
    new = done.new
    assert (position.valid_to, new.valid_from, new.valid_to) == (TODAY, TODAY, None)
    assert (new.person.name, new.body, new.title, new.role) == ("Cá nhân 01", position.body, position.title, position.role)
    waiting.refresh_from_db()
    read.refresh_from_db()
    assert (waiting.position, waiting.mailed_at, waiting.mail_tries, waiting.mail_tried_at) == (new, None, 0, None)
    assert read.position == position
    assert done.moved == [{"way": "moves", "label": "thông báo chưa đọc", "count": 1, "path": ""}]
    assert done.settled_at is not None
    acts = AuditRow.objects.filter(action__startswith="position.").order_by("pk")
    assert [row.action for row in acts] == ["position.relieve", "position.appoint", "position.hand_over", "position.settle"]
    assert acts[2].details == {"old": position.pk, "new": new.pk, "on": TODAY.isoformat()}
    assert acts[3].details == {"moved": 1}


def test_nothing_open_moves_nothing(office, position):
    assert hand_over(office, position, "Cá nhân 01", TODAY).moved == []


def test_on_a_day_to_come_nothing_is_read_before_the_day(town, office, staff, position):
    make_notice(staff, town)
    newcomer = make_account("viewer", town, "nguoi-moi", body="hdnd")
    done = hand_over(office, position, newcomer.person, TOMORROW)
    assert (done.settled_at, done.moved) == (None, [])
    assert unread(actor_for(newcomer), town, TODAY).count() == 0
    assert unread(actor_for(staff), town, TODAY).count() == 1
    assert settle_due(TODAY) == 0
    make_notice(staff, town, "Việc đến sau khi ghi bàn giao")
    assert settle_due(TOMORROW) == 1
    assert settle_due(TOMORROW) == 0
    done.refresh_from_db()
    assert done.moved[0]["count"] == 2
    assert unread(actor_for(newcomer), town, TODAY).count() == 0  # the worker's clock alone opens nothing early
    assert unread(actor_for(newcomer), town, TOMORROW).count() == 2
    assert unread(actor_for(staff), town, TOMORROW).count() == 0


def test_an_end_that_was_set_is_kept_or_brought_forward_never_moved_back(office, position):
    Position.objects.filter(pk=position.pk).update(valid_to=TOMORROW)
    with pytest.raises(RefusedError, match="bàn giao không muộn hơn") as refusal:
        hand_over(office, position, "Cá nhân 01", TOMORROW + timedelta(days=1))
    assert wheres(refusal) == ["Từ ngày"]
    done = hand_over(office, position, "Cá nhân 01", TOMORROW)
    position.refresh_from_db()
    assert (position.valid_to, done.ended_before) == (TOMORROW, TOMORROW)


def test_all_that_is_wrong_is_told_at_once_and_nothing_written(town, office, position):
    body = position.body
    body.valid_from = position.valid_from
    body.save()
    with pytest.raises(RefusedError) as refusal:
        hand_over(office, position, " ", position.valid_from)
    assert wheres(refusal) == ["Thôi từ ngày", "Người"]
    with pytest.raises(RefusedError) as refusal:
        hand_over(office, position, position.person, TODAY)
    assert wheres(refusal) == ["Người"]
    stranger = Person.objects.create(locality=make_locality(KIM_BANG), name="Cá nhân 09")
    with pytest.raises(RefusedError, match="không thuộc địa phương"):
        hand_over(office, position, stranger, TODAY)
    position.refresh_from_db()
    assert position.valid_to is None
    assert (Handover.objects.count(), Position.objects.filter(body=body).count()) == (0, 1)


def test_a_position_is_handed_over_once(office, position):
    hand_over(office, position, "Cá nhân 01", TODAY)
    with pytest.raises(RefusedError, match="đã bàn giao rồi"):
        hand_over(office, position, "Cá nhân 02", TODAY)


def test_only_the_office_of_the_town_hands_over(town, staff, position):
    for account in (staff, make_account("office", make_locality(KIM_BANG)), make_account("leader", town)):
        with pytest.raises(NotAllowedError):
            hand_over(actor_for(account), position, "Cá nhân 01", TODAY)


def test_a_handover_ahead_is_taken_back_whole(office, position):
    done = hand_over(office, position, "Cá nhân 01", TOMORROW)
    assert cancel_handover(office, done).valid_to is None
    assert (Handover.objects.count(), Person.objects.filter(name="Cá nhân 01").count()) == (0, 0)
    assert AuditRow.objects.filter(action="position.keep").count() == 1


def test_taking_back_keeps_a_person_who_is_known_otherwise_and_an_end_set_before(town, office, position):
    Position.objects.filter(pk=position.pk).update(valid_to=TOMORROW + timedelta(days=9))
    newcomer = make_account("viewer", town, "nguoi-moi", body="hdnd")
    done = hand_over(office, position, newcomer.person, TOMORROW)
    cancel_handover(office, done)
    position.refresh_from_db()
    assert position.valid_to == TOMORROW + timedelta(days=9)
    assert Person.objects.filter(pk=newcomer.person_id).exists()
    known = hand_over(office, position, "Cá nhân 01", TOMORROW)
    Account.objects.create_user("ca-nhan-01", PASSWORD, person=known.new.person)
    cancel_handover(office, known)
    assert Person.objects.filter(name="Cá nhân 01").count() == 1


def test_what_has_happened_is_not_taken_back(office, position):
    done = hand_over(office, position, "Cá nhân 01", TODAY)
    with pytest.raises(RefusedError, match="Ngày bàn giao đã đến"):
        cancel_handover(office, done)


def test_taking_back_is_refused_where_the_newcomer_is_named_already(office, position):
    done = hand_over(office, position, "Cá nhân 01", TOMORROW)
    hand_over(office, done.new, "Cá nhân 02", TOMORROW + timedelta(days=5))
    with pytest.raises(RefusedError, match="đã có tên trong danh sách khác"):
        cancel_handover(office, done)
    position.refresh_from_db()
    assert position.valid_to == TOMORROW


class Pencils(Ties):
    """A chapter of tests' own that ties one pencil to every position."""

    broken = False

    def of_position(self, position, on):
        return [Tie(Way.STAYS, f"bút chì {position.pk} {on:%Y}", 1, "/but/")]

    def move(self, old, new, on):
        if Pencils.broken:
            raise ValueError("broken")
        return [Tie(Way.MOVES, f"bút {old.pk} → {new.pk} {on:%Y}", 2)]


@pytest.fixture
def pencils(monkeypatch):
    monkeypatch.setattr(ties, "_chapters", dict(ties._chapters))
    monkeypatch.setattr(Pencils, "broken", False)
    ties.register(Pencils())
    return Pencils


def test_later_chapters_tell_what_they_tie_and_move_it(town, office, staff, position, pencils):
    make_notice(staff, town)
    assert open_on(position, TODAY) == [
        Tie(Way.MOVES, "thông báo chưa đọc", 1),
        Tie(Way.STAYS, f"bút chì {position.pk} {TODAY:%Y}", 1, "/but/"),
    ]
    done = hand_over(office, position, "Cá nhân 01", TODAY)
    assert [(tie["label"], tie["count"]) for tie in done.moved] == [
        ("thông báo chưa đọc", 1),
        (f"bút {position.pk} → {done.new.pk} {TODAY:%Y}", 2),
    ]
    assert Ties().papers_of(position.body) == []


def test_one_that_fails_on_its_day_stops_no_other_and_is_tried_again(town, office, position, pencils):
    first = hand_over(office, position, "Cá nhân 01", TOMORROW)
    second = hand_over(office, position_of(make_account("leader", town)), "Cá nhân 02", TOMORROW)
    pencils.broken = True
    assert settle_due(TOMORROW) == 0
    assert Notice.objects.count() == 0
    pencils.broken = False
    assert settle_due(TOMORROW) == 2
    first.refresh_from_db()
    second.refresh_from_db()
    assert None not in {first.settled_at, second.settled_at}


def test_one_that_another_worker_moved_meanwhile_is_left_alone(town, office, position, pencils, monkeypatch):
    hand_over(office, position, "Cá nhân 01", TOMORROW)
    second = hand_over(office, position_of(make_account("leader", town)), "Cá nhân 02", TOMORROW)

    def move(_self, old, new, on):
        Handover.objects.filter(pk=second.pk).update(settled_at=timezone.now(), moved=["của tiến trình kia"])
        return []

    monkeypatch.setattr(Pencils, "move", move)
    Handover.objects.filter(pk=second.pk).update(on=TODAY)  # the nearest day is asked about last
    assert settle_due(TOMORROW) == 1
    second.refresh_from_db()
    assert second.moved == ["của tiến trình kia"]
