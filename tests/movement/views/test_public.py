import io
from datetime import date
from decimal import Decimal

import pytest
from PIL import Image

from kheo.movement.actions.evidence import EvidenceContent, add_evidence
from kheo.movement.actions.registrations import record_result
from kheo.movement.models import Registration
from kheo.movement.queries.public import PAGE_SIZE
from tests import factories

LIST = "/gso2024-349/mo-hinh/"


def titles(answer):
    return [card.registration.initiative.title for card in answer.context["listed"].cards]


@pytest.fixture
def three(programme, wards):
    return [
        factories.make_registration(programme, "Ánh sáng ngõ", unit=wards["hoa_mac"], field="economy", state="recognised"),
        factories.make_registration(programme, "Đường hoa", unit=wards["hoang_dong"], field="culture_society"),
        factories.make_registration(programme, "Bếp ấm", unit=wards["hoa_mac"], field="culture_society"),
    ]


def test_the_list_is_in_the_order_of_names_without_marks(client, three):
    assert titles(client.get(LIST)) == ["Ánh sáng ngõ", "Bếp ấm", "Đường hoa"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?q=duong+HOA", ["Đường hoa"]),
        ("?q=ấm", ["Bếp ấm"]),
        ("?linh_vuc=economy", ["Ánh sáng ngõ"]),
        ("?don_vi=gso2024-13324", ["Ánh sáng ngõ", "Bếp ấm"]),
        ("?cong_nhan=1", ["Ánh sáng ngõ"]),
        ("?don_vi=gso2024-13324&linh_vuc=culture_society", ["Bếp ấm"]),
        ("?nam=2024&q=khong+co", []),
        ("?nam=abc&linh_vuc=x&don_vi=y&sau=z", ["Ánh sáng ngõ", "Bếp ấm", "Đường hoa"]),
        ("?sau=99999999999999999999999", ["Ánh sáng ngõ", "Bếp ấm", "Đường hoa"]),
    ],
)
def test_the_list_is_narrowed(client, three, asked, found):
    assert titles(client.get(LIST + asked)) == found


def test_another_localitys_initiatives_are_not_in_ours(client, three, elsewhere):
    theirs = factories.make_registration(factories.make_programme(elsewhere), "Của nơi khác")
    assert "Của nơi khác" not in client.get(LIST).content.decode()
    assert client.get(f"{LIST}{theirs.initiative_id}/").status_code == 404
    assert titles(client.get("/gso2024-350/mo-hinh/")) == ["Của nơi khác"]
    assert client.get("/gso2024-350/mo-hinh/", {"sau": three[0].pk}).context["listed"].count == 1


def test_a_locality_without_a_programme_says_so(client, place):
    answer = client.get(LIST)
    assert (answer.status_code, "chưa mở chương trình năm nào" in answer.content.decode()) == (200, True)
    assert client.get("/gso2024-999/mo-hinh/").status_code == 404


def test_pages_follow_each_other_without_loss_or_repeat(client, programme):
    for number in range(PAGE_SIZE + 3):
        factories.make_registration(programme, f"Cách làm {number:03d}")
    first = client.get(LIST)
    second = client.get(LIST + first.context["next_page"])
    assert (len(titles(first)), len(titles(second))) == (PAGE_SIZE, 3)
    assert titles(first) + titles(second) == [f"Cách làm {number:03d}" for number in range(PAGE_SIZE + 3)]
    assert second.context["next_page"] == ""
    assert titles(client.get(LIST + second.context["first_page"])) == titles(first)


def test_the_list_of_many_costs_what_one_costs(client, programme, django_assert_num_queries):
    factories.make_registration(programme)
    client.get(LIST)
    with django_assert_num_queries(11):
        client.get(LIST)
    for _ in range(12):
        factories.make_registration(programme)
    with django_assert_num_queries(11):
        client.get(LIST)


def test_the_story_tells_steps_results_and_the_name_of_then(client, three, office, wards):
    initiative = three[1].initiative
    initiative.way = "Bàn\nLàm"
    initiative.save()
    record_result(office, three[1], "land_m2", Decimal("1240.5"), date(2024, 12, 1))
    page = client.get(f"{LIST}{initiative.pk}/").content.decode()
    assert "<li>Bàn</li><li>Làm</li>" in page
    assert "1.240,5" in page
    assert "Phường Hoàng Đông" in page


def test_an_individuals_name_is_hidden_until_recognised(client, programme, wards):
    row = factories.make_registration(programme, unit=wards["hoa_mac"], subject="individual", holder="Cá nhân 01")
    address = f"{LIST}{row.initiative_id}/"
    page = client.get(address).content.decode()
    assert ("Cá nhân 01" in page, "một cá nhân ở Phường Hòa Mạc" in page) == (False, True)
    Registration.objects.update(state="recognised")
    assert "Cá nhân 01" in client.get(address).content.decode()


def test_earlier_years_are_told_without_todays_name_for_yesterday(client, programme, place, wards):
    first = factories.make_registration(programme, "Đường hoa", state="recognised")
    following = factories.make_programme(place, 2025)
    Registration.objects.create(
        programme=following, initiative=first.initiative, field=following.fields.first(), registered_on=date(2025, 3, 1)
    )
    answer = client.get(f"{LIST}{first.initiative_id}/")
    assert [told.registration.programme.year for told in answer.context["story"].years] == [2025, 2024]


def photograph():
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(written, "JPEG")
    return written.getvalue()


def test_only_a_public_photograph_is_shown(client, three, office, own_storage, elsewhere):
    hidden = add_evidence(office, three[0], "a.jpg", photograph(), EvidenceContent("Ngõ", is_not_secret=True))
    address = f"{LIST}{three[0].initiative_id}/anh/{hidden.pk}/"
    assert client.get(address).status_code == 404
    hidden.is_public = True
    hidden.save()
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    assert client.get(f"{LIST}{three[1].initiative_id}/anh/{hidden.pk}/").status_code == 404
    assert client.get(f"/gso2024-350/mo-hinh/{three[0].initiative_id}/anh/{hidden.pk}/").status_code == 404
    assert address in client.get(LIST).content.decode()
