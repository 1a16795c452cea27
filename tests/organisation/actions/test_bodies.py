from datetime import date

import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.actions.bodies import appoint, end_body, found_body, relieve
from kheo.organisation.authority import NotAllowedError, actor_of, find_grant
from kheo.organisation.models import Account, Body, Person, Position
from kheo.organisation.queries.bodies import accounts_of, bodies_of, people_of, people_without_account
from tests.factories import DUY_TIEN, KIM_BANG, actor_for, body_of, make_account, make_locality, make_unit

pytestmark = pytest.mark.django_db
START, END = date(2024, 3, 1), date(2025, 3, 1)


@pytest.fixture
def town():
    return make_locality(DUY_TIEN)


@pytest.fixture
def other():
    return make_locality(KIM_BANG)


@pytest.fixture
def office(town):
    return actor_for(make_account("office", town))


def found(office, town, slug="hoi-ccb", **fields):
    usual = {"name": "Hội Cựu chiến binh", "kind": "union", "layout": "administrative", "valid_from": START}
    return found_body(office, town, fields.pop("unit", town.unit), slug, **(usual | fields))


def refusals(action, *arguments, **fields):
    with pytest.raises(RefusedError) as refusal:
        action(*arguments, **fields)
    return [str(problem) for problem in refusal.value.problems]


def test_found_body_takes_its_code_from_unit_and_slug(office, town):
    body = found(office, town, short_name="Hội CCB", number_suffix="QĐ-HCCB")
    assert (body.code, body.locality, body.unit, body.short_name) == ("gso2024-349/hoi-ccb", town, town.unit, "Hội CCB")
    assert (body.valid_from, body.valid_to) == (START, None)
    row = AuditRow.objects.get(action="body.found")
    assert (row.locality, row.authority) == (DUY_TIEN, "office@gso2024-349/bcd-dvk")
    assert row.details == {"code": "gso2024-349/hoi-ccb", "from": "2024-03-01"}


def test_found_body_of_a_commune_inside_the_town(office, town):
    commune = make_unit("gso2024-13324", "Phường Hòa Mạc", parent=town.unit)
    assert found(office, town, "dang-uy", unit=commune, name="Đảng uỷ phường Hòa Mạc").code == "gso2024-13324/dang-uy"


def test_found_body_refuses_everything_wrong_at_once(office, town, other):
    assert refusals(found, office, town, "Hội CCB", unit=other.unit, name=" ") == [
        "Đơn vị: Đơn vị này không thuộc địa phương; chọn đơn vị trong danh sách.",
        "Mã: Chỉ dùng chữ thường không dấu, số và gạch nối, 1 đến 40 chữ, như hoi-ccb.",
        "Tên: Chưa có tên tổ chức.",
    ]
    assert Body.objects.filter(locality=town).count() == 5


def test_found_body_refuses_a_code_in_use_and_a_twin_at_the_same_time(office, town):
    first = found(office, town)
    assert refusals(found, office, town) == [
        "Mã: Mã «gso2024-349/hoi-ccb» đã dùng cho tổ chức khác, kể cả đã kết thúc; đặt mã mới.",
        "Tên: «Hội Cựu chiến binh» (gso2024-349/hoi-ccb) đang có trong thời gian này; kết thúc tổ chức đó trước.",
    ]
    end_body(office, first, END)
    assert found(office, town, "hoi-ccb-2", valid_from=END).valid_from == END
    assert refusals(found, office, town, "hoi-ccb-3", valid_from=date(2025, 2, 28))


def test_found_body_needs_the_office_of_that_locality(office, town, other):
    stranger = actor_for(make_account("office", other))
    leader = actor_for(make_account("leader", town, body="thi-uy"))
    for actor in (stranger, leader):
        with pytest.raises(NotAllowedError):
            found(actor, town)
    assert Body.objects.filter(locality=town).count() == 5


def test_end_body_waits_for_its_positions(office, town):
    body = found(office, town)
    position = appoint(office, body, "Cá nhân 01", title="Chủ tịch", role="unit_staff", valid_from=START)
    assert refusals(end_body, office, body, END) == [
        "Chủ tịch: Cá nhân 01 còn giữ chức vụ này ngày 01/03/2025; cho thôi chức vụ trước."
    ]
    relieve(office, position, END)
    assert end_body(office, body, END).valid_to == END
    assert refusals(end_body, office, body, END) == ["Ngày kết thúc: Tổ chức này đã kết thúc từ 01/03/2025."]


def test_end_body_not_before_it_began(office, town):
    assert refusals(end_body, office, found(office, town), START) == ["Ngày kết thúc: Phải sau ngày lập (01/03/2024)."]


def test_a_position_counts_from_its_first_day_until_before_its_last(office, town):
    body = body_of(town, "bcd-dvk")
    position = appoint(office, body, "Cá nhân 02", title="Thư ký", role="council", valid_from=START, valid_to=END)
    account = Account.objects.create_user("thu-ky", None, person=position.person)
    held = {
        day: [grant.role for grant in actor_of(account, day).grants] for day in (date(2024, 2, 29), START, date(2025, 2, 28), END)
    }
    assert held == {date(2024, 2, 29): [], START: ["council"], date(2025, 2, 28): ["council"], END: []}


def test_a_position_in_a_body_that_ended_gives_no_role(office, town):
    body = found(office, town)
    position = appoint(office, body, "Cá nhân 03", title="Chủ tịch", role="unit_staff", valid_from=START, valid_to=END)
    end_body(office, body, END)
    account = Account.objects.create_user("chu-tich", None, person=position.person)
    # data that could leak: an open position left behind in a body that is over
    Position.objects.filter(pk=position.pk).update(valid_to=None)
    assert [grant.role for grant in actor_of(account, date(2025, 2, 28)).grants] == ["unit_staff"]
    assert actor_of(account, END).grants == ()


def test_one_person_holds_several_positions_but_not_the_same_twice(office, town):
    body = body_of(town, "thi-uy")
    first = appoint(office, body, "Cá nhân 04", title="Phó Bí thư", role="leader", valid_from=START, valid_to=END)
    appoint(office, body_of(town, "hdnd"), first.person, title="Chủ tịch", role="leader", valid_from=START)
    appoint(office, body, first.person, title="Uỷ viên", role="leader", valid_from=START)
    assert refusals(appoint, office, body, first.person, title="phó bí thư", role="leader", valid_from=date(2025, 2, 28)) == [
        "Từ ngày: Cá nhân 04 đã giữ chức vụ này từ 01/03/2024, đến trước 01/03/2025; hai lần không được trùng thời gian."
    ]
    again = appoint(office, body, first.person, title="Phó Bí thư", role="leader", valid_from=END)
    assert refusals(appoint, office, body, first.person, title="Phó Bí thư", role="leader", valid_from=date(2026, 1, 1)) == [
        "Từ ngày: Cá nhân 04 đã giữ chức vụ này từ 01/03/2025, chưa thôi; hai lần không được trùng thời gian."
    ]
    assert Position.objects.filter(person=first.person).count() == 4
    assert again.valid_to is None


def test_appoint_refuses_everything_wrong_at_once(office, town, other):
    body = found(office, town, valid_from=END)
    stranger = Person.objects.create(locality=other, name="Cá nhân 05")
    assert refusals(appoint, office, body, stranger, title=" ", role="vua", valid_from=START, valid_to=START) == [
        "Chức vụ: Chưa có tên chức vụ.",
        "Vai: Chọn một vai trong danh sách.",
        "Người: Người này không thuộc địa phương của tổ chức.",
        "Đến ngày: Ngày thôi phải sau ngày nhận.",
        "Từ ngày: Tổ chức này có từ 01/03/2025; chức vụ không thể sớm hơn.",
    ]
    assert refusals(appoint, office, body, " ", title="Chủ tịch", role="leader", valid_from=END) == [
        "Người: Chưa có tên người giữ chức vụ."
    ]
    assert not Person.objects.filter(name="").exists()


def test_appoint_not_beyond_the_end_of_the_body(office, town):
    body = found(office, town)
    end_body(office, body, END)
    refused = ["Đến ngày: Tổ chức này kết thúc 01/03/2025; chức vụ phải thôi không muộn hơn ngày đó."]
    assert refusals(appoint, office, body, "Cá nhân 06", title="Chủ tịch", role="leader", valid_from=START) == refused
    assert appoint(office, body, "Cá nhân 06", title="Chủ tịch", role="leader", valid_from=START, valid_to=END)


def test_relieve_ends_on_the_day_and_only_forward(office, town):
    position = appoint(office, body_of(town, "ubnd"), "Cá nhân 07", title="Chủ tịch", role="leader", valid_from=START)
    assert refusals(relieve, office, position, START) == ["Thôi từ ngày: Phải sau ngày nhận chức vụ (01/03/2024)."]
    assert relieve(office, position, END).valid_to == END
    assert refusals(relieve, office, position, END) == ["Thôi từ ngày: Chức vụ này đã thôi từ 01/03/2025."]
    assert relieve(office, position, date(2025, 1, 1)).valid_to == date(2025, 1, 1)
    assert AuditRow.objects.filter(action="position.relieve").count() == 2


def test_office_of_one_town_touches_nothing_of_the_other(office, town, other):
    theirs = body_of(other, "ubnd")
    their_office = actor_for(make_account("office", other))
    position = appoint(their_office, theirs, "Cá nhân 08", title="Chủ tịch", role="leader", valid_from=START)
    for act in (
        lambda: end_body(office, theirs, END),
        lambda: appoint(office, theirs, "Cá nhân 09", title="Phó", role="leader", valid_from=START),
        lambda: relieve(office, position, END),
    ):
        with pytest.raises(NotAllowedError):
            act()
    theirs.refresh_from_db()
    position.refresh_from_db()
    assert (theirs.valid_to, position.valid_to) == (None, None)
    assert not Person.objects.filter(name="Cá nhân 09").exists()
    assert find_grant(office, "organisation.manage", other) is None


def test_lists_of_one_locality_hold_nothing_of_the_other(town, other, django_assert_num_queries):
    make_account("office", town, "van-phong")
    make_account("office", other, "van-phong-kia")
    Person.objects.create(locality=town, name="Chưa có tài khoản")
    Person.objects.create(locality=other, name="Bên kia chưa có tài khoản")
    assert {body.locality for body in bodies_of(town)} == {town}
    assert [account.username for account in accounts_of(town)] == ["van-phong"]
    assert {person.locality for person in people_of(town)} == {town}
    assert [person.name for person in people_without_account(town)] == ["Chưa có tài khoản"]
    for number in range(5):
        make_account("council", town, f"hoi-dong-{number}")
    with django_assert_num_queries(2):
        assert sum(len(body.positions.all()) for body in bodies_of(town)) == 6
    with django_assert_num_queries(2):
        assert [position.title for account in accounts_of(town) for position in account.person.positions.all()]
