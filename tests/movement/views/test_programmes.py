from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.movement.models import Programme, Registration
from kheo.movement.queries.programmes import is_registering
from kheo.movement.views.programmes import PAGE_SIZE
from kheo.organisation.models import Body, Role
from tests import factories

PROGRAMMES = "/gso2024-349/chuong-trinh/"
NEW = "/gso2024-349/lap-chuong-trinh/"


def typed(place, **changed):
    committee = str(factories.body_of(place, "bcd-dvk").pk)
    return {
        "year": "2025",
        "code": "duy-tien-2025",
        "title": "Phong trào 2025",
        "standing_body": committee,
        "leading_body": committee,
        "recognising_body": committee,
        "fields_of_work": "Kinh tế\nVăn hoá – xã hội\n\nMôi trường\n2030 xanh",
        "registration_closes": "15/03/2025",
        "lateness": "marked",
        "silent_weeks": "8",
        **changed,
    }


def test_a_programme_is_created_from_the_form(sign_in, post, place):
    sign_in()
    answer = post(NEW, typed(place))
    assert (answer.status_code, answer["Location"]) == (302, f"{PROGRAMMES}duy-tien-2025/")
    made = Programme.objects.get()
    assert list(made.fields.values_list("key", "label")) == [
        ("economy", "Kinh tế"),
        ("culture_society", "Văn hoá – xã hội"),
        ("moi-truong", "Môi trường"),
        ("lv-2030-xanh", "2030 xanh"),
    ]
    assert made.registration_closes.isoformat() == "2025-03-15"


def test_the_new_form_offers_the_usual(sign_in, place):
    form = sign_in().get(NEW).context["form"]
    assert form.initial["fields_of_work"].splitlines()[0] == "Kinh tế"
    assert form.initial["code"].startswith("duy-tien-20")


def test_sent_twice_taken_once(sign_in, post, place):
    sign_in()
    key = "k" * 20
    first, second = post(NEW, typed(place), key), post(NEW, typed(place), key)
    assert (first["Location"], second["Location"], Programme.objects.count()) == (second["Location"], first["Location"], 1)


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(sign_in, post, place):
    sign_in()
    answer = post(NEW, typed(place, registration_closes="31/02/2025", title="Tên dài"))
    page = answer.content.decode()
    assert (answer.status_code, Programme.objects.count()) == (422, 0)
    assert (
        "Không đọc được ngày này; viết ngày/tháng/năm, ví dụ 31/12/2024." in page,
        'value="31/02/2025"' in page,
        'value="Tên dài"' in page,
    ) == (
        True,
        True,
        True,
    )
    answer = post(NEW, typed(place, fields_of_work="Kinh tế\nkinh  tế"))
    assert answer.context["form"].errors == {"fields_of_work": ["Hai dòng cùng nghĩa «Kinh tế» và «kinh tế»; giữ một."]}


def test_a_refusal_of_the_action_is_told_on_the_form(sign_in, post, programme, place):
    sign_in()
    answer = post(NEW, typed(place, year="2024", code="duy-tien-2024"))
    assert answer.context["form"].errors == {
        "code": ["Mã «duy-tien-2024» đã có chương trình khác dùng; chọn mã khác."],
        "year": ["Năm 2024 đã có chương trình; sửa chương trình ấy, không lập thêm."],
    }


def test_a_body_of_another_locality_is_no_choice(sign_in, post, place, elsewhere):
    sign_in()
    theirs = str(factories.body_of(elsewhere, "bcd-dvk").pk)
    assert "standing_body" in post(NEW, typed(place, standing_body=theirs)).context["form"].errors
    assert Programme.objects.count() == 0


def test_editing_closing_and_opening(sign_in, post, programme, place):
    client = sign_in()
    address = f"{PROGRAMMES}{programme.code}/"
    assert client.get(f"{address}sua/").context["form"].initial["title"] == programme.title
    changed = typed(place, title="Tên mới", criteria_set=str(programme.criteria_set.pk), version="1")
    assert post(f"{address}sua/", changed).status_code == 302
    factories.make_registration(programme, field="economy")
    refused = post(f"{address}sua/", changed | {"fields_of_work": "Môi trường", "version": "2", "why": "Bớt"})
    assert (refused.status_code, "fields_of_work" in refused.context["form"].errors) == (422, True)
    states = []
    for to in ("closed", "closed", "open"):
        assert post(f"{address}trang-thai/", {"to": to})["Location"] == address
        programme.refresh_from_db()
        states.append(programme.state)
    assert (states, programme.title) == (["closed", "closed", "open"], "Tên mới")


def test_the_list_counts_and_links(sign_in, programme):
    factories.make_registration(programme, state="recognised")
    factories.make_registration(programme)
    page = sign_in(Role.VIEWER).get(PROGRAMMES).content.decode()
    assert "2 hồ sơ đăng ký, 1 đã công nhận" in page
    assert "Lập chương trình</a>" not in page


def test_the_page_of_a_programme_is_narrowed_by_step(sign_in, programme):
    factories.make_registration(programme, "Một", state="running")
    factories.make_registration(programme, "Hai", state="stopped")
    client = sign_in()
    address = f"{PROGRAMMES}{programme.code}/"
    both = client.get(address)
    one = client.get(f"{address}?buoc=stopped")
    assert [row.initiative.title for row in both.context["listed"]] == ["Hai", "Một"]
    assert [row.initiative.title for row in one.context["listed"]] == ["Hai"]
    assert client.get(f"{address}?buoc=khong-co").context["total"] == 2


def test_a_long_list_is_read_page_by_page(sign_in, programme):
    for number in range(PAGE_SIZE + 1):
        factories.make_registration(programme, f"Cách {number:03d}")
    client = sign_in()
    second = client.get(f"{PROGRAMMES}{programme.code}/?trang=2")
    assert [row.initiative.title for row in second.context["listed"]] == [f"Cách {PAGE_SIZE:03d}"]
    assert "Trang 2 trên 2" in second.content.decode()


def test_the_page_of_many_costs_what_one_costs(sign_in, programme, django_assert_max_num_queries):
    client = sign_in()
    address = f"{PROGRAMMES}{programme.code}/"
    factories.make_registration(programme)
    with django_assert_max_num_queries(20) as first:
        client.get(address)
    for _ in range(9):
        factories.make_registration(programme)
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get(address)


@pytest.mark.parametrize(
    "address", ["", "duy-tien-2024/", "duy-tien-2024/sua/", "duy-tien-2024/nhap/", "duy-tien-2024/don-vi-hom-nay/"]
)
def test_another_localitys_office_sees_nothing_of_ours(sign_in, programme, elsewhere, address):
    client = sign_in(Role.OFFICE, elsewhere)
    assert client.get(PROGRAMMES + address).status_code == 403
    assert client.get(f"/gso2024-350/chuong-trinh/{address}").status_code == (200 if address == "" else 404)
    assert Registration.objects.count() == 0


def test_nobody_signed_in_is_led_to_sign_in(client, programme):
    answer = client.get(PROGRAMMES)
    assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/dang-nhap/?next=%2Fgso2024-349%2Fchuong-trinh%2F")


def test_a_first_programme_names_the_bodies_of_the_usual_kinds_and_the_next_one_those_of_the_last(sign_in, place):
    factories.make_body(None, "vn/ban-dan-van", "Ban Dân vận Trung ương", Body.Kind.CENTRAL)
    committee = factories.body_of(place, "bcd-dvk").pk
    shown = sign_in().get(NEW).context["form"]
    assert (shown.initial["standing_body"], shown.initial["recognising_body"]) == (committee, committee)
    assert shown.initial["commending_body"] == factories.body_of(place, "ubnd").pk
    assert Body.Kind.CENTRAL not in {body.kind for body in shown.fields["leading_body"].queryset}
    last = factories.make_programme(place, 2024)
    Programme.objects.filter(pk=last.pk).update(standing_body=factories.body_of(place, "mttq"))
    assert sign_in().get(NEW).context["form"].initial["standing_body"] == factories.body_of(place, "mttq").pk


def test_the_new_form_offers_the_first_year_without_a_programme(sign_in, place):
    this_year = timezone.localdate().year
    for year in (this_year, this_year + 1):
        factories.make_programme(place, year=year, code=f"nam-{year}")
    form = sign_in().get(NEW).context["form"]
    assert (form["year"].value(), form["code"].value()) == (this_year + 2, f"duy-tien-{this_year + 2}")


@pytest.mark.parametrize(
    ("state", "opens", "closes", "is_open"),
    [
        ("open", None, 0, True),
        ("open", 0, 1, True),
        ("open", 1, 2, False),
        ("open", None, -1, False),
        ("open", None, None, False),
        ("closed", None, 0, False),
    ],
)
def test_while_forms_come_in_they_are_the_first_thing_on_the_page(place, state, opens, closes, is_open):
    today = timezone.localdate()
    days = {
        name: today + timedelta(days=days)
        for name, days in (("registration_opens", opens), ("registration_closes", closes))
        if days is not None
    }
    assert is_registering(factories.make_programme(place, state=state, **days), today) is is_open


def test_a_unit_is_led_to_its_form_and_not_past_the_office(sign_in, programme):
    page = sign_in(Role.UNIT_STAFF).get(f"{PROGRAMMES}{programme.code}/").content.decode()
    assert ("Viết phiếu đăng ký" in page, "Ghi thẳng" in page, "cho dòng lệnh" in page) == (True, False, False)
    page = sign_in().get(f"{PROGRAMMES}{programme.code}/").content.decode()
    assert ("Phiếu các đơn vị gửi" in page, "Ghi thẳng" in page, "cho dòng lệnh" in page) == (True, True, True)
