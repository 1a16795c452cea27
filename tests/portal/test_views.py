from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.movement.models import Measure, Registration, Result
from kheo.organisation.models import Succession
from kheo.recognition.models import Decision, DecisionLine
from tests.factories import (
    KIM_BANG,
    WARD,
    body_of,
    make_account,
    make_body,
    make_locality,
    make_programme,
    make_registration,
    make_unit,
)

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> & “Tổ” <b>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “Tổ” &lt;b&gt;"


@pytest.fixture
def town():
    return make_locality()


@pytest.fixture
def year(town):
    return make_programme(town, 2024, state="closed")


def recognise(programme, *registrations, number="12-QĐ/BCĐ", day=date(2024, 12, 26), kind="recognition"):
    decision = Decision.objects.create(
        locality=programme.locality,
        programme=programme,
        kind=kind,
        body=body_of(programme.locality, "bcd-dvk"),
        title="Công nhận mô hình “Dân vận khéo”",
        signer_authority="T/M BAN CHỈ ĐẠO",
        place_name="Duy Tiên",
        state="issued",
        number=number,
        date=day,
        issued_at=timezone.now(),
    )
    for order, registration in enumerate(registrations, 1):
        DecisionLine.objects.create(
            decision=decision,
            order=order,
            registration=registration,
            subject="collective",
            recipient=registration.initiative.holder,
            unit=registration.initiative.unit,
        )
        if kind == "recognition":
            Registration.objects.filter(pk=registration.pk).update(state="recognised")
    return decision


def commune(town, number, name):
    return make_unit(f"gso2024-1{number:04d}", name, parent=town.unit)


def told(programme, title="", **fields):
    registration = make_registration(programme, title, summary=fields.pop("summary", "Cả xóm cùng bàn."), **fields)
    Result.objects.create(registration=registration, measure=Measure.HOUSEHOLDS, value=Decimal(63), as_of=date(2024, 6, 1))
    Result.objects.create(registration=registration, measure=Measure.HOUSEHOLDS, value=Decimal(64), as_of=date(2024, 12, 1))
    return registration


def get(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_home_says_what_the_year_was_with_its_figures_recognised_and_stories(client, town, year):
    office = make_body(town, "phong-gd", "Phòng Giáo dục", "agency")
    first = told(year, "Tổ dân phố không rác", unit=commune(town, 1, "Phường Hòa Mạc"))
    told(year, "Loa kể chuyện nhà mình", unit=commune(town, 2, "Phường Yên Bắc"), field="culture_society", body=office)
    make_registration(year, "Đã dừng rồi", state="stopped")
    recognise(year, first)
    page = get(client, f"/{town.code}/")
    assert "<h1>Hai cách làm hay, từ ngõ xóm đến trụ sở</h1>" in page
    assert '"><b>2</b><span>mô hình, điển hình được thực hiện</span></a>' in page
    assert '"><b>1</b><span>mô hình, điển hình được công nhận</span></a>' in page
    assert "Vừa được công nhận" in page
    assert "Phường Hòa Mạc · Kinh tế" in page
    assert "Phòng Giáo dục · Văn hoá – xã hội" in page
    assert "64\u00a0hộ" in page
    assert "63\u00a0hộ" not in page
    assert "Đã dừng rồi" not in page
    assert "26/12/2024 · số 12-QĐ/BCĐ · 1 tên" in page


def test_home_of_a_running_year_shows_what_was_registered_last(client, town):
    year = make_programme(town, 2026)
    make_registration(year, "Đường hoa ba mùa", state="registered")
    page = get(client, f"/{town.code}/")
    assert "<h1>Một cách làm vừa đăng ký cho năm 2026</h1>" in page
    assert "Vừa đăng ký" in page
    assert "Đường hoa ba mùa" in page
    assert "Vừa được công nhận" not in page


def test_home_knows_only_issued_decisions(client, year):
    registration = told(year)
    draft = recognise(year, registration)
    Decision.objects.filter(pk=draft.pk).update(state="draft", number="", date=None, issued_at=None)
    page = get(client, f"/{year.locality.code}/")
    assert "12-QĐ/BCĐ" not in page
    assert '"><b>0</b><span>mô hình, điển hình được công nhận</span></a>' in page


def test_home_without_programme_and_front_without_locality_are_kind(client):
    assert "Khéo đã chạy, chưa có địa phương nào" in get(client, "/")
    town = make_locality()
    assert "Chưa có chương trình năm nào ở đây" in get(client, f"/{town.code}/")


def test_front_shows_the_first_locality_and_the_way_to_the_others(client, year, settings):
    told(year, "Chuyện của thị xã")
    other = make_programme(make_locality(KIM_BANG), 2024, state="closed")
    told(other, "Chuyện của Kim Bảng")
    page = get(client, "/")
    assert "Chuyện của thị xã" in page
    assert "Chuyện của Kim Bảng" not in page
    assert f'<a href="/{KIM_BANG}/">Thị xã Kim Bảng</a>' in page
    assert f'<link rel="canonical" href="{settings.KHEO_PUBLIC_URL}/{year.locality.code}/">' in page


def test_front_leads_somebody_signed_in_to_the_own_locality(client, year):
    told(year, "Chuyện của thị xã")
    told(make_programme(make_locality(KIM_BANG), 2024, state="closed"), "Chuyện của Kim Bảng")
    client.force_login(make_account("office", make_locality(KIM_BANG)), "django.contrib.auth.backends.ModelBackend")
    answer = client.get("/?nam=2024")
    assert (answer.url, answer["Cache-Control"]) == (f"/{KIM_BANG}/?nam=2024", "no-store")
    assert "Chuyện của Kim Bảng" in get(client, client.get("/").url)
    client.force_login(make_account("operator"), "django.contrib.auth.backends.ModelBackend")
    assert "Chuyện của thị xã" in get(client, "/")  # holds nothing anywhere


def test_front_prefers_a_locality_with_a_closed_year(client):
    told(make_programme(make_locality(WARD), 2026), "Năm đang chạy")
    town = make_locality()
    told(make_programme(town, 2024), "Năm chưa đóng")
    assert "Năm đang chạy" in get(client, "/")
    town.programmes.update(state="closed")
    assert "Năm chưa đóng" in get(client, "/")


def test_home_of_another_year_is_asked_by_its_number_and_refused_when_there_is_none(client, town, year):
    told(year, "Năm trước")
    told(make_programme(town, 2025), "Năm nay")
    assert "Năm nay" in get(client, f"/{town.code}/")
    before = get(client, f"/{town.code}/?nam=2024")
    assert ("Năm trước" in before, "Năm nay" in before) == (True, False)
    get(client, f"/{town.code}/?nam=1999", 404)
    get(client, f"/{town.code}/?nam=x", 404)
    get(client, "/gso2024-999/", 404)


@pytest.mark.parametrize("address", ["", "don-vi/", "don-vi/?xem=hom-nay", "tim/?q=script", "don-vi/gso2024-10001/"])
def test_pages_escape_hostile_titles_and_names(client, town, year, address):
    unit = commune(town, 1, "Phường <i>Hòa Mạc</i>")
    registration = told(year, HOSTILE, unit=unit, holder=HOSTILE, summary=HOSTILE)
    recognise(year, registration)
    Registration.objects.filter(pk=registration.pk).update(leading_body=HOSTILE)
    page = get(client, f"/{town.code}/{address}")
    assert "<script>alert" not in page
    assert "<i>" not in page
    if "don-vi/" not in address or "gso" in address:
        assert ESCAPED in page


def test_hostile_query_is_shown_back_harmless(client, town):
    page = get(client, f"/{town.code}/tim/?q=%22%3E%3Cscript%3E%27%25_(")
    assert "<script>" not in page.replace('<script src="', "")
    assert "&quot;&gt;&lt;script&gt;" in page


def test_individual_is_not_named_before_an_official_act_publishes_the_name(client, town, year):
    person = told(
        year, "Người giữ lửa", subject="individual", kind="dien_hinh", holder="Cá nhân 01", unit=commune(town, 1, "Xã Trác Văn")
    )
    assert "Cá nhân 01" not in get(client, f"/{town.code}/")
    recognise(year, person)
    assert "Cá nhân 01" in get(client, f"/{town.code}/")


def test_units_are_counted_with_their_villages_and_agencies_in_a_line_of_their_own(client, town, year):
    ward, empty = commune(town, 1, "Phường Hòa Mạc"), commune(town, 2, "Phường Yên Bắc")
    village = make_unit("gso2024-10001.to-3", "Tổ dân phố số 3", "village", ward)
    make_registration(year, unit=ward)
    recognise(year, make_registration(year, unit=village))
    make_registration(year, unit=town.unit, body=make_body(town, "truong", "Trường Tiểu học", "school"))
    page = " ".join(get(client, f"/{town.code}/don-vi/").split())
    row = (
        '<th scope="row" data-label="Đơn vị">{}</th> <td class="num" data-label="Đăng ký">{}</td> '
        '<td class="num" data-label="Được công nhận">{}</td>'
    )
    assert row.format(f'<a href="/{town.code}/don-vi/{ward.code}/">Phường Hòa Mạc</a>', 2, 1) in page
    assert row.format(f'<a href="/{town.code}/don-vi/{empty.code}/">Phường Yên Bắc</a>', 0, 0) in page
    assert row.format("Cơ quan, đơn vị của Thị xã Duy Tiên", 1, 0) in page


def test_units_of_today_take_whole_successors_and_let_splits_wait(client, town, year):
    whole, split = commune(town, 1, "Phường Hòa Mạc"), commune(town, 2, "Xã Tiên Sơn")
    heir, other = make_unit("gso2025-13330", "Phường Hà Nam"), make_unit("gso2025-13331", "Phường Kim Bảng")
    day = date(2025, 7, 1)
    for unit in (whole, split):
        unit.ended_on = day
        unit.save()
        unit.versions.update(valid_to=day)
    Succession.objects.create(predecessor=whole, successor=heir, on=day, is_split=False, source="thử")
    for successor in (heir, other):
        Succession.objects.create(predecessor=split, successor=successor, on=day, is_split=True, source="thử")
    make_registration(year, "Chuyển cả", unit=whole)
    make_registration(year, "Chờ phân bổ", unit=split)
    page = " ".join(get(client, f"/{town.code}/don-vi/?xem=hom-nay").split())
    assert '<th scope="row" data-label="Đơn vị">Phường Hà Nam</th><td class="num" data-label="Đăng ký">1</td>' in page
    assert "1 hồ sơ chưa phân bổ" in page
    assert "<li>Chờ phân bổ</li>" in page
    then = get(client, f"/{town.code}/don-vi/")
    assert "thuộc Phường Hà Nam" in then
    assert "chia cho Phường Hà Nam, Phường Kim Bảng" in then


def test_unit_page_has_its_own_initiatives_and_other_localities_units_are_not_found(client, town, year):
    ward, other = commune(town, 1, "Phường Hòa Mạc"), commune(town, 2, "Phường Yên Bắc")
    make_registration(year, "Việc của Hòa Mạc", unit=ward)
    make_registration(year, "Việc của Yên Bắc", unit=other)
    make_registration(year, "Việc đã dừng", unit=ward, state="stopped")
    page = get(client, f"/{town.code}/don-vi/{ward.code}/")
    assert ("Việc của Hòa Mạc" in page, "Việc của Yên Bắc" in page) == (True, False)
    assert page.count('<span class="tag">đã dừng</span>') == 1
    foreign = make_unit("gso2024-19999", "Xã nơi khác", parent=make_locality(KIM_BANG).unit)
    get(client, f"/{town.code}/don-vi/{foreign.code}/", 404)
    get(client, f"/{town.code}/don-vi/gso2024-00000/", 404)


def test_search_finds_without_accents_titles_before_summaries_and_nothing_of_others(client, town, year):
    make_registration(year, "Hiến đất mở đường", unit=commune(town, 1, "Phường Hòa Mạc"))
    make_registration(year, "Cả xóm lùi tường", summary="63 hộ HIẾN ĐẤT, góp ngày công.")
    make_registration(year, "Loa truyền thanh", summary="Không liên quan.")
    make_registration(make_programme(make_locality(WARD), 2026), "Hiến đất nơi khác")
    page = get(client, f"/{town.code}/tim/?q=hien+dat")
    assert "2 cách làm có «hien dat»" in page
    assert page.index("Hiến đất mở đường") < page.index("Cả xóm lùi tường")
    assert ("Loa truyền thanh" in page, "Hiến đất nơi khác" in page) == (False, False)
    assert f'<a href="/{town.code}/don-vi/gso2024-10001/">Phường Hòa Mạc</a>' in get(client, f"/{town.code}/tim/?q=hoa mac")
    assert "Chưa thấy cách làm nào" in get(client, f"/{town.code}/tim/?q=khongcogi")
    assert "Tìm cách làm hay" in get(client, f"/{town.code}/tim/")


def test_search_has_pages(client, year):
    for number in range(25):
        make_registration(year, f"Ngõ sạch số {number:02d}")
    address = f"/{year.locality.code}/tim/?q=ngo+sach"
    first, second = get(client, address), get(client, f"{address}&trang=2")
    assert ("Ngõ sạch số 19" in first, "Ngõ sạch số 20" in first) == (True, False)
    assert ("Ngõ sạch số 19" in second, "Ngõ sạch số 20" in second) == (False, True)
    assert get(client, f"{address}&trang=x") == first


@pytest.mark.parametrize("address", ["", "don-vi/", "don-vi/?xem=hom-nay", "tim/?q=cach", "don-vi/gso2024-10001/"], ids=str)
def test_pages_cost_the_same_with_one_row_and_with_many(client, django_assert_num_queries, town, year, address):
    def fill(numbers):
        for number in numbers:
            recognise(
                year,
                told(year, f"Cách làm {number}", unit=commune(town, number, f"Phường {number}")),
                told(year, f"Cách khác {number}", unit=commune(town, 1, "Phường 1")),
                number=f"{number}-QĐ/BCĐ",
            )

    fill([1])
    with CaptureQueriesContext(connection) as one:
        get(client, f"/{town.code}/{address}")
    fill(range(2, 9))
    with django_assert_num_queries(len(one)):
        get(client, f"/{town.code}/{address}")


def test_public_page_answers_304_while_nothing_changed(client, year):
    told(year, "Bản đầu")
    address = f"/{year.locality.code}/"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    told(year, "Thêm một")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_cloth_is_served_for_good_and_components_show_each_state(client):
    cloth = client.get("/_ui/dan/7.svg")
    assert cloth["Content-Type"] == "image/svg+xml"
    assert cloth["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/_ui/dan/7.svg", headers={"If-None-Match": cloth["ETag"]}).status_code == 304
    page = get(client, "/_ui/")
    for state in ("tag done", "tag wait", "tag late", "tag info", "act quiet", "act danger", "problems", "empty", "steps"):
        assert f'class="{state}"' in page


def test_missing_page_says_so_and_shows_the_way(client, town):
    page = get(client, "/khong-co/", 404)
    assert "Không có trang này" in page
    assert '<a href="/">Về trang đầu</a>' in page
