import pytest

from kheo.movement.models import Exemplar
from kheo.organisation.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
LIST, PUBLIC = "/gso2024-349/dien-hinh-khac/", "/gso2024-349/dien-hinh/"


def make(place, name, **fields):
    usual = {"unit": place.unit, "movement": "Nông thôn mới", "year": 2024, "folded": name.lower(), "subject": "collective"}
    usual["deed"] = f"Việc của {name.lower()}"
    return Exemplar.objects.create(locality=place, name=name, **(usual | fields))


def test_the_office_writes_one_with_what_it_wrote_before_offered_first(place, wards, sign_in, post):
    make(place, "Tổ 1", movement="Phong trào của xã")
    client = sign_in()
    page = client.get(f"{LIST}them/").content.decode()
    assert page.index('<option value="Phong trào của xã">') < page.index('<option value="Toàn dân bảo vệ an ninh Tổ quốc">')
    sent = {
        "movement": "An ninh",
        "year": "2024",
        "place": f"u{wards['hoa_mac'].pk}",
        "subject": "individual",
        "name": "Cá nhân 02",
    }
    assert post(f"{LIST}them/", sent | {"deed": ""}).status_code == 422
    named = post(f"{LIST}them/", sent | {"deed": "Cá nhân 02 đi từng nhà", "is_public": "on"})
    assert (named.status_code, "bỏ tên khỏi lời kể" in named.content.decode()) == (422, True)
    assert post(f"{LIST}them/", sent | {"deed": "Đi từng nhà", "is_public": "on"}).status_code == 302
    made = Exemplar.objects.get(movement="An ninh")
    assert (made.unit, made.is_public) == (wards["hoa_mac"], True)


def test_one_is_edited_and_taken_away_over_nobody_s_change(place, sign_in, post):
    made = make(place, "Tổ 1")
    sign_in()
    sent = {
        "movement": "An ninh",
        "year": "2024",
        "place": f"u{place.unit_id}",
        "subject": "collective",
        "name": "Tổ 2",
        "deed": "Việc",
    }
    assert post(f"{LIST}{made.pk}/", sent | {"version": "7"}).status_code == 422
    assert post(f"{LIST}{made.pk}/", sent | {"version": "1"}).status_code == 302
    assert post(f"{LIST}{made.pk}/xoa/", {"version": "1"}).url == f"{LIST}{made.pk}/"
    assert post(f"{LIST}{made.pk}/xoa/", {"version": "2"}).url == LIST
    assert Exemplar.objects.count() == 0


def test_the_list_is_narrowed_by_year_movement_and_unit(place, wards, sign_in):
    make(place, "Tổ 1")
    make(place, "Tổ 2", year=2023)
    make(place, "Tổ 3", movement="An ninh")
    make(place, "Tổ 4", unit=wards["hoa_mac"])
    client = sign_in(Role.LEADER)

    def names(query):
        return [one.name for one in client.get(f"{LIST}?{query}").context["shown"]]

    assert names("") == ["Tổ 1", "Tổ 3", "Tổ 4", "Tổ 2"]
    assert names("nam=2023") == ["Tổ 2"]
    assert names("phong-trao=An+ninh") == ["Tổ 3"]
    assert names("don-vi=gso2024-13324") == ["Tổ 4"]
    assert names("nam=2023&phong-trao=An+ninh") == []
    assert names("nam=khong&phong-trao=khong&don-vi=khong") == names("")
    assert "them/" not in client.get(LIST).content.decode()


def test_the_public_reads_what_is_public_and_a_person_s_name_only_after_a_decision(place, client):
    make(place, "Tổ Kín", movement="Phong trào kín", year=2022)
    make(place, "Tổ Mở", is_public=True)
    make(place, "Cá Nhân Chưa", subject="individual", is_public=True, deed="Hiến đất")
    make(place, "Cá Nhân Rồi", subject="individual", is_public=True, recognised_by="Quyết định 12/QĐ-UBND")
    page = client.get(PUBLIC).content.decode()
    shown = [name in page for name in ("Tổ Kín", "Phong trào kín", "2022", "Tổ Mở", "Cá Nhân Chưa", "Cá Nhân Rồi")]
    assert shown == [False, False, False, True, False, True]
    assert "Một cá nhân ở Thị xã Duy Tiên" in page


def test_an_exemplar_begins_a_registration_of_this_movement(place, programme, sign_in):
    made = make(place, "Tổ 1")
    client = sign_in()
    address = f"/gso2024-349/chuong-trinh/{programme.code}/dang-ky/?dien-hinh={made.pk}"
    assert address.replace("&", "&amp;") in client.get(f"{LIST}{made.pk}/").content.decode()
    form = client.get(address).context["form"]
    assert {name: form[name].value() for name in ("title", "kind", "holder", "summary", "place")} == {
        "title": "Tổ 1", "kind": "dien_hinh", "holder": "Tổ 1", "summary": "Việc của tổ 1", "place": f"u{place.unit_id}",
    }  # fmt: skip
    other = make(factories.make_locality(factories.KIM_BANG), "Của nơi khác")
    for asked in (other.pk, "x", ""):
        assert client.get(f"{address.partition('?')[0]}?dien-hinh={asked}").context["form"]["title"].value() is None


def test_a_list_of_many_costs_what_one_costs(place, client, django_assert_num_queries):
    make(place, "Tổ 0", is_public=True)
    client.get(PUBLIC)
    with django_assert_num_queries(6) as few:
        client.get(PUBLIC)
    for number in range(1, 12):
        make(place, f"Tổ {number}", is_public=True)
    with django_assert_num_queries(len(few)):
        client.get(PUBLIC)
