from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.movement.actions.form_items import write_items
from kheo.movement.models import Campaign, FormItem, Gate, Launch, Programme, ProgrammeChange, Quota
from kheo.movement.rules.form_items import USUAL_ITEMS
from kheo.organisation.models import Notice, Role
from tests import factories

TODAY = timezone.localdate()
HERE = "/gso2024-349/"


@pytest.fixture
def year(place):
    made = factories.make_programme(place, TODAY.year, code="nam-nay", registration_closes=TODAY - timedelta(days=1))
    write_items(made, USUAL_ITEMS)
    return made


@pytest.fixture
def address(year):
    return f"{HERE}chuong-trinh/{year.code}/"


def main_of(answer):
    page = answer.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def blocks(*rows, version=1, **more):
    """The form of the items as a browser sends it."""
    sent = {"muc-TOTAL_FORMS": str(len(rows)), "muc-INITIAL_FORMS": str(len(rows)), "version": str(version), **more}
    for number, row in enumerate(rows):
        sent |= {f"muc-{number}-{name}": value for name, value in row.items()}
    return sent


def test_the_form_is_changed_without_javascript(sign_in, post, year, address):
    page = main_of(sign_in().get(f"{address}phieu/"))
    assert (page.count("<fieldset"), page.count("Bỏ mục này"), page.count("Lý do sửa")) == (12, 9, 0)
    sent = blocks(
        {"key": "name", "label": "Tên việc", "order": "2"},
        {"key": "goals", "label": "Mục tiêu", "order": "1", "is_short": "on"},
        {"key": "time", "label": "Thời gian", "order": "3", "is_gone": "on"},
        {"key": "", "label": "Cam kết", "help": "Ai hứa gì", "is_required": "on"},
        {"key": "", "label": ""},
    )
    assert post(f"{address}phieu/", sent)["Location"] == address
    told = FormItem.objects.filter(programme=year).values_list("key", "label", "help", "order", "is_required", "is_short")
    assert list(told) == [
        ("goals", "Mục tiêu", "", 1, False, True),
        ("name", "Tên việc", "", 2, True, True),
        ("cam-ket", "Cam kết", "Ai hứa gì", 3, True, False),
    ]


def test_what_is_refused_stays_typed(sign_in, post, year, address):
    sign_in()
    factories.make_registration(year)
    wrong = blocks({"key": "name", "label": "Tên", "order": "x"}, {"key": "goals", "label": "Đích riêng", "order": "2"})
    answer = post(f"{address}phieu/", wrong)
    assert (answer.status_code, 'value="Đích riêng"' in main_of(answer), "Thứ tự</a>: " in main_of(answer)) == (422, True, True)
    wrong["muc-0-order"] = "1"
    answer = post(f"{address}phieu/", wrong)
    assert (answer.status_code, "Lý do sửa</a>: Chương trình đã chạy" in main_of(answer)) == (422, True)
    assert post(f"{address}phieu/", wrong | {"why": "Gọn", "paper": "01-TB"}).status_code == 302
    page = main_of(sign_in(Role.VIEWER).get(address))
    assert (
        "Thay đổi sau khi mở" in page,
        "theo 01-TB" in page,
        "Mục của phiếu: Tên mô hình (có ở phiếu ngắn) → Tên (có" in page,
    ) == (True, True, True)
    assert FormItem.objects.filter(programme=year).count() == 2


def test_numbers_are_given_out_and_read(sign_in, post, year, address, place):
    mttq = factories.body_of(place, "mttq")
    client = sign_in()
    answer = post(f"{address}so-luong/giao/", {"version": "1", f"b{mttq.pk}-least": "3", f"b{mttq.pk}-most": "2"})
    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {f"b{mttq.pk}-most": ["Nhiều nhất (2) nhỏ hơn ít nhất (3); sửa một trong hai."]},
    )
    assert post(f"{address}so-luong/giao/", {"version": "1", f"b{mttq.pk}-least": "3"}).status_code == 302
    assert Quota.objects.get().least == 3
    page = main_of(client.get(f"{address}so-luong/"))
    assert ("ít nhất 3 <span" in page, "Còn thiếu 3 mô hình ở 1 nơi" in page) == (True, True)
    assert 'value="3"' in main_of(client.get(f"{address}so-luong/giao/"))
    factories.make_registration(year, unit=place.unit, body=mttq)
    assert "lý do khi đổi" in main_of(post(f"{address}so-luong/giao/", {"version": "2"}))
    assert "Giao riêng từng nơi" not in main_of(sign_in(Role.UNIT_STAFF).get(f"{address}so-luong/"))


def test_a_unit_asks_and_the_office_opens_from_its_notice(sign_in, post, year, address, place, client):
    year.lateness = "gated"
    year.save()
    office = factories.make_account(Role.OFFICE, place)
    page = main_of(sign_in(Role.UNIT_STAFF, body="mttq").get(f"{address}mo-them-han/"))
    assert ("Xin mở thêm hạn</a>" in page, "Mở cho một đơn vị" in page) == (True, False)
    mttq = factories.body_of(place, "mttq")
    ours = {"place": f"b{mttq.pk}", "reason": "Nhận văn bản muộn"}
    assert f'value="u{place.unit_id}"' in main_of(client.get(f"{address}xin-mo-them-han/"))
    assert post(f"{address}xin-mo-them-han/", ours | {"place": f"b{factories.body_of(place, 'ubnd').pk}"}).status_code == 422
    assert post(f"{address}xin-mo-them-han/", ours)["Location"] == address
    assert post(f"{address}xin-mo-them-han/", ours).status_code == 422
    path = Notice.objects.get(position__person__account=office).path
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    assert f'value="b{mttq.pk}" selected' in main_of(client.get(path))
    sent = {"place": f"b{mttq.pk}", "until": f"{TODAY:%d/%m/%Y}", "reason": "Trường mới lập"}
    assert post(f"{address}mo-them-han/", sent | {"reason": ""}).status_code == 422
    assert post(f"{address}mo-them-han/", sent | {"until": f"{TODAY - timedelta(days=1):%d/%m/%Y}"}).status_code == 422
    assert post(f"{address}mo-them-han/", sent).status_code == 302
    assert Gate.objects.get().body == mttq
    assert f"{mttq.name}: nhận đến hết ngày {TODAY:%d/%m/%Y}. Trường mới lập" in main_of(client.get(address))


def test_who_holds_one_place_finds_it_chosen(sign_in, address, place):
    village = factories.make_unit("gso2024-13325", "Phường Hòa Mạc", parent=place.unit)
    factories.make_body(place, "hoa-mac", "Uỷ ban phường", "government", unit=village)
    sign_in(Role.UNIT_STAFF, body="hoa-mac")
    form = sign_in(Role.UNIT_STAFF, body="hoa-mac").get(f"{address}xin-mo-them-han/").context["form"]
    assert [label for label, _rows in form.fields["place"].choices] == [
        "",
        "Địa bàn",
        "Cơ quan, đoàn thể, trường học",
    ]


def test_last_year_is_offered_first_and_taken_over(sign_in, post, place, address):
    client = sign_in()
    last = factories.make_programme(place, TODAY.year - 1, code="nam-truoc", registration_closes=TODAY - timedelta(days=400))
    copy = f"{HERE}chuong-trinh/nam-nay/lap-nhu-vay/"
    assert f'<a class="act" href="{copy}">' in main_of(client.get(f"{HERE}lap-chuong-trinh/"))
    preview = main_of(client.get(copy))
    assert (
        f"Lập chương trình năm {TODAY.year + 1}</button>" in preview,
        "Hồ sơ đăng ký, điểm, quyết định: là của" in preview,
    ) == (
        True,
        True,
    )
    taken = main_of(client.get(f"{HERE}chuong-trinh/{last.code}/lap-nhu-vay/?nam={TODAY.year}"))
    button = f"Lập chương trình năm {TODAY.year}</button>"
    assert ("đã có chương trình" in taken, button in taken) == (True, False)
    assert post(copy, {"year": str(TODAY.year), "code": "nam-nay"}).status_code == 422
    answer = post(copy, {"year": str(TODAY.year + 1), "code": "sang-nam"})
    assert answer["Location"] == f"{HERE}chuong-trinh/sang-nam/sua/"
    assert Programme.objects.get(code="sang-nam").items.count() == 10
    assert client.get(f"{copy}?nam=12345").context["plan"].year == TODAY.year + 1


def test_a_body_that_ended_is_chosen_on_the_page(sign_in, post, year, place):
    old = factories.body_of(place, "bcd-dvk")
    front = factories.body_of(place, "mttq")
    sign_in(body="mttq")
    old.valid_to = TODAY
    old.save()
    copy = f"{HERE}chuong-trinh/nam-nay/lap-nhu-vay/"
    sent = {"year": str(TODAY.year + 1), "code": "sang-nam"}
    assert sorted(post(copy, sent).context["form"].errors) == ["leading_body", "recognising_body", "standing_body"]
    chosen = {name: str(front.pk) for name in ("leading_body", "recognising_body", "standing_body")}
    assert post(copy, sent | chosen).status_code == 302
    assert Programme.objects.get(code="sang-nam").standing_body == front


def test_years_are_put_together(sign_in, post, year, address, elsewhere):
    client = sign_in()
    assert "Chưa có giai đoạn nào" in main_of(client.get(f"{HERE}giai-doan/"))
    sent = {"title": "Giai đoạn", "first_year": str(TODAY.year), "last_year": str(TODAY.year - 1), "programmes": [str(year.pk)]}
    assert post(f"{HERE}lap-giai-doan/", sent).status_code == 422
    assert post(f"{HERE}lap-giai-doan/", sent | {"last_year": str(TODAY.year + 1)}).status_code == 302
    made = Campaign.objects.get()
    one = f"{HERE}giai-doan/{made.pk}/"
    assert ("Giai đoạn</a>" in main_of(client.get(f"{HERE}giai-doan/")), "Giai đoạn</a>" in main_of(client.get(address))) == (
        True,
        True,
    )
    page = main_of(client.get(one))
    assert (page.count('scope="row"'), page.count("chưa có chương trình")) == (2, 1)
    assert client.get(f"{one}sua/").context["form"].initial["programmes"] == [year]
    sent |= {"last_year": str(TODAY.year), "version": "1"}
    assert post(f"{one}sua/", sent | {"version": "7"}).status_code == 422
    assert post(f"{one}sua/", sent)["Location"] == one
    theirs = Campaign.objects.create(locality=elsewhere, title="Của họ", first_year=2021, last_year=2025)
    assert client.get(f"{HERE}giai-doan/{theirs.pk}/").status_code == 404


def test_a_launch_is_told_to_staff_and_when_it_runs_to_the_public(sign_in, post, year, client):
    row = factories.make_registration(year, state="registered")
    address = f"{HERE}ho-so/{row.pk}/"
    sign_in()
    assert "Chưa ghi buổi ra mắt" in main_of(client.get(address))
    sent = {"held_on": f"{TODAY:%d/%m/%Y}", "place": "Sân đình", "households": "40", "people": "62", "note": "Chỉ cán bộ đọc"}
    wrong = post(f"{address}ra-mat/", sent | {"promises": "không có bên"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["promises"])
    assert post(f"{address}ra-mat/", sent | {"promises": "Các hộ ngõ 3: phân loại rác"})["Location"] == address
    page = main_of(client.get(address))
    assert ("Sân đình; dự có 40 hộ, 62 người." in page, "Chỉ cán bộ đọc" in page) == (True, True)
    assert client.get(f"{address}ra-mat/").context["form"].initial["promises"] == "Các hộ ngõ 3: phân loại rác"
    changed = sent | {"place": "Nhà văn hoá", "promises": "Các hộ ngõ 3: phân loại rác"}
    assert post(f"{address}ra-mat/", changed | {"version": "1"}).status_code == 302
    assert Launch.objects.get().place == "Nhà văn hoá"
    client.logout()
    public = f"{HERE}mo-hinh/{row.initiative_id}/"
    before = main_of(client.get(public))
    row.state = "running"
    row.save()
    after = main_of(client.get(public))
    assert ("Nhà văn hoá" in before, "<dt>Các hộ ngõ 3</dt>" in after, "Chỉ cán bộ đọc" in after) == (False, True, False)


def test_dates_are_changed_with_a_reason_on_the_page(sign_in, post, year, address, place):
    client = sign_in()
    factories.make_registration(year)
    form = client.get(f"{address}sua/").context["form"]
    sent = {name: form[name].value() for heading, fields in form.sections for name in (field.name for field in fields)}
    sent = {name: getattr(value, "pk", value) for name, value in sent.items() if value not in (None, "")}
    sent |= {"registration_closes": f"{TODAY + timedelta(days=9):%d/%m/%Y}", "version": "1"}
    refused = post(f"{address}sua/", sent)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["why"])
    assert post(f"{address}sua/", sent | {"why": "Bão số 3"}).status_code == 302
    assert ProgrammeChange.objects.get().changes == [
        ["ngày hết hạn đăng ký", f"{TODAY - timedelta(days=1):%d/%m/%Y}", f"{TODAY + timedelta(days=9):%d/%m/%Y}"]
    ]


@pytest.mark.parametrize(
    ("line", "key"), [("Phát triển kinh tế", "economy"), ("Chuyển đổi số", "chuyen-doi-so"), ("Kinh tế", "economy")]
)
def test_a_field_in_other_words_keeps_its_registrations(sign_in, post, year, address, place, line, key):
    sign_in()
    committee = str(year.standing_body.pk)
    sent = {
        **dict.fromkeys(("standing_body", "leading_body", "recognising_body"), committee),
        "title": "Tên",
        "lateness": "marked",
        "silent_weeks": "8",
        "version": "1",
        "fields_of_work": "\n".join([line, *list(factories.FIELDS.values())[1:]]),
    }
    assert post(f"{address}sua/", sent).status_code == 302
    assert year.fields.order_by("order").first().key == key
