from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.directives.actions.targets import read_target
from kheo.directives.models import Target, TargetReading
from kheo.directives.queries.places import place_of_body
from kheo.organisation.models import Role
from tests import factories
from tests.directives.scene import hold
from tests.directives.views.sending import HERE, send, sign_in, words


@pytest.fixture
def office(client, scene):
    return sign_in(client, scene.office)


def sent(work, **changes):
    return {
        "title": "Tổ dân phố có tổ dân vận",
        "direction": "at_least",
        "value": "1.240,5",
        "measure": "tổ",
        "due_on": f"31/12/{work.today.year}",
        "owner": f"u{work.scene.wards[0].pk}",
        "version": "0",
        **changes,
    }


def test_a_target_is_set_read_changed_and_told_by_hand(office, work):
    year = work.today.year
    page = office.get(f"{HERE}chi-tieu/dat/?nam={year}")
    assert "mô hình, điển hình được công nhận" in words(page)
    answer = send(office, "chi-tieu/dat/", year=year, **sent(work))
    made = Target.objects.get()
    assert (answer.url, made.value) == (f"{HERE}chi-tieu/{made.pk}/", Decimal("1240.5"))
    reading = {"value": "1.000", "on": f"{work.today:%d/%m/%Y}", "source": "Báo cáo quý III"}
    assert send(office, f"chi-tieu/{made.pk}/so-do/", **reading).status_code == 302
    page = words(office.get(f"{HERE}chi-tieu/{made.pk}/"))
    assert f"Đạt 1.000 trong 1.240,5 tổ, còn đến 31/12/{year}." in page
    assert "Báo cáo quý III" in page
    assert f"Năm {year}: đạt 0 trong 1 chỉ tiêu" in words(office.get(f"{HERE}chi-tieu/"))
    edit = f"chi-tieu/{made.pk}/sua/"
    assert 'value="1.240,5"' in office.get(f"{HERE}{edit}").content.decode()
    assert send(office, edit, **sent(work, value="900", version="1")).status_code == 302
    assert f"Năm {year}: đạt 1 trong 1 chỉ tiêu" in words(office.get(f"{HERE}chi-tieu/"))
    late = send(office, edit, **sent(work, version="1"))
    assert late.status_code == 422
    assert 'name="version" value="2"' in late.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("12a", "Không đọc được số này; viết như 1.240,5."), ("1.24", "Không đọc được số này"), ("", "Ô này chưa điền")],
)
def test_a_number_that_cannot_be_read_is_said_at_its_field(office, work, typed, said):
    answer = send(office, "chi-tieu/dat/", year=work.today.year, **sent(work, value=typed))
    assert answer.status_code == 422
    assert said in words(answer)
    assert Target.objects.count() == 0


def test_a_refusal_keeps_what_was_typed(office, work):
    answer = send(office, "chi-tieu/dat/", year=work.today.year, **sent(work, figure="initiatives.recognised"))
    assert answer.status_code == 422
    assert "Số liệu trong sổ là số nguyên" in words(answer)
    assert 'value="Tổ dân phố có tổ dân vận"' in answer.content.decode()
    made = work.target()
    refused = send(office, f"chi-tieu/{made.pk}/so-do/", value="3", on="01/01/2099", source="x")
    assert refused.status_code == 422
    assert "ở sau hôm nay" in words(refused)
    assert TargetReading.objects.count() == 0


def test_a_bound_target_shows_the_record_and_takes_no_typed_number(office, work):
    work.activity(begun_on=work.today, ended_on=work.today, count=9)
    made = work.target(figure="activities.sessions", value=Decimal(20))
    page = office.get(f"{HERE}chi-tieu/{made.pk}/")
    assert "Đạt 9 trong 20 tổ" in words(page)
    assert f'href="{HERE}so-lieu/activities.sessions/?nam={work.today.year}&amp;don_vi=' in page.content.decode()
    assert "Ghi số đo" not in words(page)
    refused = send(office, f"chi-tieu/{made.pk}/so-do/", value="3", on=f"{work.today:%d/%m/%Y}", source="x")
    assert refused.status_code == 422
    assert "không ghi tay" in words(refused)


def test_a_target_set_by_mistake_goes_and_a_read_one_stays(office, work):
    made, read = work.target(), work.target(title="Đã đo")
    read_target(work.office, read, Decimal(4), work.today, "Báo cáo")
    answer = send(office, f"chi-tieu/{made.pk}/bo/", version="1")
    assert answer.url == f"{HERE}chi-tieu/?nam={made.year}"
    assert send(office, f"chi-tieu/{read.pk}/bo/", version="x").status_code == 422
    refused = send(office, f"chi-tieu/{read.pk}/bo/", version="1")
    assert "đã có số đo" in words(refused)
    assert list(Target.objects.all()) == [read]


def test_an_owner_that_ended_stays_choosable_in_its_own_target(office, work):
    body = work.scene.body("mttq")
    made = work.target(place_of_body(body))
    body.valid_to = work.today
    body.save()
    page = office.get(f"{HERE}chi-tieu/{made.pk}/sua/").content.decode()
    assert f'value="b{body.pk}" selected' in page
    assert send(office, f"chi-tieu/{made.pk}/sua/", **sent(work, owner=f"b{body.pk}", version="1")).status_code == 302


def test_staff_read_their_own_and_see_the_others(client, work):
    own, other = work.target(), work.target(work.ward(1), title="Của phường khác")
    sign_in(client, work.scene.staff)
    assert "Ghi số đo" in words(client.get(f"{HERE}chi-tieu/{own.pk}/"))
    assert "Ghi số đo" not in words(client.get(f"{HERE}chi-tieu/{other.pk}/"))
    reading = {"value": "3", "on": f"{work.today:%d/%m/%Y}", "source": "Tổ báo"}
    assert send(client, f"chi-tieu/{own.pk}/so-do/", **reading).status_code == 302
    assert send(client, f"chi-tieu/{other.pk}/so-do/", **reading).status_code == 403


def test_a_village_head_sees_no_other_s_target_by_sending_a_reading_that_needs_mending(client, work):
    other = work.target(title="Chỉ tiêu của phường khác")
    account = hold(work.scene.body("mttq"), "truong-thon", work.scene.locality, Role.VILLAGE_HEAD)
    sign_in(client, factories.actor_for(account))
    for answer in (client.get(f"{HERE}chi-tieu/{other.pk}/"), send(client, f"chi-tieu/{other.pk}/so-do/", value="", source="")):
        assert answer.status_code == 403
        assert other.title not in words(answer)


def test_the_list_is_of_one_year_and_of_one_town(office, work, work_there):
    work.target(title="Năm nay")
    work.target(year=work.today.year - 1, title="Năm trước")
    work_there.target(title="Của Kim Bảng")
    page = words(office.get(f"{HERE}chi-tieu/"))
    assert "Năm nay" in page
    assert "Năm trước" not in page
    assert "Của Kim Bảng" not in page
    assert "Năm trước" in words(office.get(f"{HERE}chi-tieu/?nam={work.today.year - 1}"))
    assert "Chưa đặt chỉ tiêu nào cho năm 2001" in words(office.get(f"{HERE}chi-tieu/?nam=2001"))


def queries(client):
    with CaptureQueriesContext(connection) as found:
        assert client.get(f"{HERE}chi-tieu/").status_code == 200
    return len(found)


def test_the_list_costs_the_same_with_one_target_and_with_many(office, work):
    work.target(figure="activities.sessions")
    read_target(work.office, work.target(title="Ghi tay"), Decimal(4), work.today, "Báo cáo")
    one = queries(office)
    for number in range(6):
        work.target(title=f"Chỉ tiêu {number}", figure="activities.sessions")
        read_target(work.office, work.target(title=f"Ghi tay {number}"), Decimal(4), work.today, "Báo cáo")
    assert queries(office) == one
