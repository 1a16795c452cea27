import re
from datetime import date

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.organisation.models import Account, Body, Person, Position, Unit
from tests.factories import (
    DUY_TIEN,
    KIM_BANG,
    PASSWORD,
    WARD,
    body_of,
    make_account,
    make_locality,
    make_unit,
)

pytestmark = pytest.mark.django_db
KEYS = iter(f"khoa-cua-bieu-mau-{number:04d}" for number in range(10_000))


def post(client, address, **fields):
    return client.post(address, {"once": next(KEYS), **fields})


@pytest.fixture
def town():
    return make_locality(DUY_TIEN)


@pytest.fixture
def other():
    return make_locality(KIM_BANG)


@pytest.fixture
def office(client, town):
    account = make_account("office", town, "van-phong")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


BODY = {"name": "Hội Làm vườn", "slug": "hoi-lam-vuon", "kind": "union", "layout": "administrative", "valid_from": "01/03/2024"}
POSITION = {"new_person": "Cá nhân 01", "title": "Chủ tịch", "role": "leader", "valid_from": "01/03/2024"}


def test_bodies_of_the_town_with_todays_holders_and_nothing_of_the_other(office, town, other):
    make_account("leader", town, "lanh-dao", body="ubnd")
    make_account("leader", other, "lanh-dao-kia", body="ubnd")
    held = Position.objects.get(person__account__username="lanh-dao")
    Position.objects.create(
        person=Person.objects.create(locality=town, name="Người đã thôi"),
        body=held.body,
        title="Chủ tịch khoá trước",
        role="leader",
        valid_from=date(2015, 1, 1),
        valid_to=date(2020, 1, 1),
    )
    text = text_of(office.get(f"/{DUY_TIEN}/to-chuc/"))
    assert "Người dùng lanh-dao, lãnh đạo" in text
    assert "Người dùng van-phong, cơ quan thường trực" in text
    assert "Người đã thôi" not in text
    assert "Kim Bảng" not in text
    assert "lanh-dao-kia" not in text


def test_bodies_cost_the_same_for_few_and_for_many(office, town, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        office.get(f"/{DUY_TIEN}/to-chuc/")
    for number in range(12):
        make_account("council", town, f"hoi-dong-{number}", body="hdnd")
    with django_assert_max_num_queries(11):
        office.get(f"/{DUY_TIEN}/to-chuc/")


def test_new_body_is_set_up_and_shown(office, town):
    answer = post(office, f"/{DUY_TIEN}/to-chuc/lap/", unit=town.unit_id, **BODY)
    assert (answer.status_code, answer.url) == (302, f"/{DUY_TIEN}/to-chuc/{DUY_TIEN}/hoi-lam-vuon/")
    body = Body.objects.get(code=f"{DUY_TIEN}/hoi-lam-vuon")
    assert (body.name, body.short_name, body.valid_from) == ("Hội Làm vườn", "Hội Làm vườn", date(2024, 3, 1))
    assert "Đã lập «Hội Làm vườn»." in text_of(office.get(answer.url))


def test_new_body_with_bad_input_keeps_what_was_typed(office, town, other):
    typed = BODY | {"valid_from": "31/02/2024", "slug": ""}
    answer = post(office, f"/{DUY_TIEN}/to-chuc/lap/", unit=other.unit_id, **typed)
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Không đọc được ngày này; viết ngày/tháng/năm, ví dụ 31/12/2024." in text
    assert "Đơn vị này không thuộc địa phương; chọn trong danh sách." in text
    assert "Ô này chưa điền." in text
    assert 'value="31/02/2024"' in answer.content.decode()
    assert 'value="Hội Làm vườn"' in answer.content.decode()
    refused = post(office, f"/{DUY_TIEN}/to-chuc/lap/", unit=town.unit_id, **BODY | {"slug": "ubnd"})
    assert refused.status_code == 422
    assert "đã dùng cho tổ chức khác" in text_of(refused)
    assert Body.objects.filter(locality=town).count() == 5
    assert not AuditRow.objects.filter(action="body.found").exists()


def test_the_same_form_sent_twice_is_taken_once(office, town):
    form = {"once": next(KEYS), "unit": town.unit_id, **BODY}
    answers = [office.post(f"/{DUY_TIEN}/to-chuc/lap/", form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert AuditRow.objects.filter(action="body.found").count() == 1


def test_a_position_is_given_shown_and_ended(office, town):
    address = f"/{DUY_TIEN}/to-chuc/{DUY_TIEN}/ubnd/"
    assert post(office, address, **POSITION).url == address
    position = Position.objects.get(title="Chủ tịch")
    text = text_of(office.get(address))
    assert "Cá nhân 01 Chủ tịch lãnh đạo 01/03/2024 đang giữ Bàn giao chức vụ của Cá nhân 01 Ghi ngày thôi của Cá nhân 01" in text
    late = post(office, f"/{DUY_TIEN}/to-chuc/chuc-vu/{position.pk}/thoi/", day="01/03/2024")
    assert late.status_code == 422
    assert "Phải sau ngày nhận chức vụ (01/03/2024)." in text_of(late)
    assert post(office, f"/{DUY_TIEN}/to-chuc/chuc-vu/{position.pk}/thoi/", day="01/03/2025").url == address
    assert "Cá nhân 01 Chủ tịch lãnh đạo 01/03/2024 01/03/2025" in text_of(office.get(address))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"new_person": ""}, "Chọn một người trong danh sách, hoặc ghi tên người mới; không cả hai."),
        ({"valid_from": ""}, "Chưa ghi ngày; viết ngày/tháng/năm, ví dụ 31/12/2024."),
        ({"valid_to": "01/03/2024"}, "Ngày thôi phải sau ngày nhận."),
        ({"role": "vua"}, "vua"),
        ({"title": "   "}, "Ô này chưa điền."),
    ],
)
def test_a_position_with_bad_input_is_refused_and_nothing_written(office, town, changed, message):
    answer = post(office, f"/{DUY_TIEN}/to-chuc/{DUY_TIEN}/ubnd/", **POSITION | changed)
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert not Position.objects.filter(body=body_of(town, "ubnd")).exists()
    assert not Person.objects.filter(name="Cá nhân 01").exists()


def test_people_of_another_town_cannot_be_chosen(office, town, other):
    theirs = Person.objects.create(locality=other, name="Người bên kia")
    answer = post(office, f"/{DUY_TIEN}/to-chuc/{DUY_TIEN}/ubnd/", **POSITION | {"new_person": "", "person": theirs.pk})
    assert answer.status_code == 422
    assert "Người bên kia" not in text_of(office.get(f"/{DUY_TIEN}/to-chuc/{DUY_TIEN}/ubnd/"))


def test_a_body_is_ended(office, town):
    address = f"/{DUY_TIEN}/to-chuc/{DUY_TIEN}/hdnd/"
    assert office.get(f"{address}ket-thuc/").status_code == 200
    assert post(office, f"{address}ket-thuc/", day="01/07/2025").url == address
    assert "kết thúc 01/07/2025" in text_of(office.get(address))
    assert post(office, f"{address}ket-thuc/", day="01/08/2025").status_code == 422


def test_records_of_another_town_are_not_found_under_this_one(office, town, other):
    make_account("leader", other, "lanh-dao-kia", body="ubnd")
    position = Position.objects.get(person__account__username="lanh-dao-kia")
    account = Account.objects.get(username="lanh-dao-kia")
    for address in (
        f"/{DUY_TIEN}/to-chuc/{KIM_BANG}/ubnd/",
        f"/{DUY_TIEN}/to-chuc/chuc-vu/{position.pk}/thoi/",
        f"/{DUY_TIEN}/tai-khoan/{account.pk}/mat-khau/",
        f"/{DUY_TIEN}/tai-khoan/{account.pk}/dong/",
    ):
        assert office.get(address).status_code == 404
        assert post(office, address, day="01/01/2026").status_code == 404
    position.refresh_from_db()
    account.refresh_from_db()
    assert (position.valid_to, account.is_active, account.check_password(PASSWORD)) == (None, True, True)


def test_villages_are_added_under_the_words_of_their_commune(office, town):
    commune = make_unit("gso2024-13360", "Xã Yên Nam", parent=town.unit)
    address = f"/{DUY_TIEN}/to-chuc/thon/"
    assert "Xã : có thôn; người đứng đầu là Trưởng thôn." in text_of(office.get(address))
    refused = post(office, address, commune=commune.pk, name="Ninh Lão")
    assert refused.status_code == 422
    assert "Tên phải bắt đầu bằng loại" in text_of(refused)
    assert post(office, address, commune=commune.pk, name="Thôn Ninh Lão", founded_on="01/01/2020").url == address
    village = Unit.objects.get(code="gso2024-13360.thon-ninh-lao")
    assert "Thôn Ninh Lão 01/01/2020 đến nay Kết thúc" in text_of(office.get(address))
    assert post(office, f"{address}{village.code}/ket-thuc/", day="01/01/2024").url == address
    assert "Thôn Ninh Lão 01/01/2020 01/01/2024" in text_of(office.get(address))


def test_villages_of_another_place_are_not_found(office, town):
    ward = make_locality(WARD)
    theirs = Unit.objects.create(code=f"{WARD}.thon-a", register="local", level="village")
    theirs.versions.create(name="Thôn A", type="thôn", parent=ward.unit)
    assert post(office, f"/{DUY_TIEN}/to-chuc/thon/{theirs.code}/ket-thuc/", day="01/01/2026").status_code == 404
    assert "Thôn A" not in text_of(office.get(f"/{DUY_TIEN}/to-chuc/thon/"))


def test_a_new_password_is_shown_once_and_opens_the_door(office, client, town, django_user_model):
    person = Person.objects.create(locality=town, name="Cá nhân 02")
    address = f"/{DUY_TIEN}/tai-khoan/"
    form = {"once": next(KEYS), "person": person.pk, "username": "ca-nhan-02"}
    answers = [office.post(address, form) for _ in range(2)]
    assert [answer.url for answer in answers] == [address, address]
    first, second = office.get(address), office.get(address)
    [password] = re.findall(r"<code>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</code>", first.content.decode())
    assert password not in second.content.decode()
    assert "no-store" in first.headers["Cache-Control"]
    assert Account.objects.get(username="ca-nhan-02").check_password(password)
    assert AuditRow.objects.filter(action="account.open").count() == 1
    assert password not in str(list(AuditRow.objects.values_list("details")))


def test_accounts_show_the_town_alone(office, town, other):
    make_account("leader", other, "lanh-dao-kia")
    text = text_of(office.get(f"/{DUY_TIEN}/tai-khoan/"))
    assert "tên đăng nhập van-phong" in text
    assert "lanh-dao-kia" not in text


def test_account_with_bad_input(office, town, other):
    person = Person.objects.create(locality=town, name="Cá nhân 03")
    theirs = Person.objects.create(locality=other, name="Cá nhân 04")
    address = f"/{DUY_TIEN}/tai-khoan/"
    taken = post(office, address, person=person.pk, username="van-phong")
    assert (taken.status_code, "đã có người dùng" in text_of(taken)) == (422, True)
    assert 'value="van-phong"' in taken.content.decode()
    assert post(office, address, person=theirs.pk, username="nguoi-la").status_code == 422
    assert post(office, address, person="x" * 50, username="nguoi-la").status_code == 422
    assert Account.objects.count() == 1


def test_reset_and_close_ask_first(office, town):
    staff = make_account("unit_staff", town, "can-bo")
    address = f"/{DUY_TIEN}/tai-khoan/{staff.pk}"
    assert "bị thoát ra" in text_of(office.get(f"{address}/mat-khau/"))
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)
    post(office, f"{address}/mat-khau/")
    staff.refresh_from_db()
    assert not staff.check_password(PASSWORD)
    assert office.get(f"{address}/dong/").status_code == 200
    assert post(office, f"{address}/dong/").url == f"/{DUY_TIEN}/tai-khoan/"
    assert post(office, f"{address}/dong/").status_code == 422
    staff.refresh_from_db()
    assert not staff.is_active
    own = Account.objects.get(username="van-phong")
    assert "Không thể tự đóng" in text_of(post(office, f"/{DUY_TIEN}/tai-khoan/{own.pk}/dong/"))


def sign_in(client, username, password=PASSWORD, **more):
    return client.post("/tai-khoan/dang-nhap/", {"login": username, "password": password, **more})


def test_sign_in_leads_back_to_the_page_asked_for_and_never_outside(client, town):
    make_account("office", town, "van-phong")
    asked = client.get(f"/{DUY_TIEN}/to-chuc/")
    assert asked.url == f"/tai-khoan/dang-nhap/?next=%2F{DUY_TIEN}%2Fto-chuc%2F"
    assert sign_in(client, "van-phong", next=f"/{DUY_TIEN}/to-chuc/").url == f"/{DUY_TIEN}/to-chuc/"
    client.logout()
    assert sign_in(client, "van-phong", next="https://xau.example/").url == "/ban-lam-viec/"


def test_a_wrong_password_is_said_in_vietnamese_without_telling_which_part(client, town):
    make_account("office", town, "van-phong")
    wrong, unknown = sign_in(client, "van-phong", "sai"), sign_in(client, "khong-co-ai", "sai")
    for answer in (wrong, unknown):
        assert answer.status_code == 200
        assert "Tên đăng nhập hoặc mật khẩu không đúng." in text_of(answer)
    assert "_auth_user_id" not in client.session


def test_locked_out_page_says_how_long(client, town):
    make_account("office", town, "van-phong")
    answers = [sign_in(client, "van-phong", "sai") for _ in range(6)]
    assert "tạm khoá 15 phút" in text_of(answers[-1])


def test_a_closed_account_does_not_get_in(client, town):
    account = make_account("office", town, "van-phong")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert sign_in(client, "van-phong").status_code == 200
    assert "_auth_user_id" not in client.session
    assert "Tài khoản này đã đóng" in text_of(client.get("/tai-khoan/da-dong/"))


def test_closing_an_account_ends_its_open_session(office, town):
    account = Account.objects.get(username="van-phong")
    assert office.get(f"/{DUY_TIEN}/to-chuc/").status_code == 200
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert office.get(f"/{DUY_TIEN}/to-chuc/").status_code == 302


def test_with_the_first_password_only_its_change_is_open(client, town):
    account = make_account("office", town, "van-phong")
    Account.objects.filter(pk=account.pk).update(must_change_password=True)
    sign_in(client, "van-phong")
    page = f"/{DUY_TIEN}/to-chuc/"
    change = client.get(page)
    assert change.url == f"/tai-khoan/mat-khau/?next=%2F{DUY_TIEN}%2Fto-chuc%2F"
    assert "Đặt mật khẩu của riêng bạn" in text_of(client.get(change.url))
    new = {"new": "mot-cau-that-dai", "again": "mot-cau-that-dai"}
    assert post(client, change.url, old="sai", **new).status_code == 422
    assert "Không đúng mật khẩu đang dùng." in text_of(post(client, change.url, old="sai", **new))
    assert "không giống nhau" in text_of(post(client, change.url, old=PASSWORD, new="mot-cau-that-dai", again="khac"))
    assert post(client, change.url, old=PASSWORD, **new).url == page
    assert client.get(page).status_code == 200
    account.refresh_from_db()
    assert account.check_password("mot-cau-that-dai")


def test_change_of_password_never_leads_outside(office):
    answer = post(
        office,
        "/tai-khoan/mat-khau/?next=https://xau.example/",
        old=PASSWORD,
        new="mot-cau-that-dai",
        again="mot-cau-that-dai",
    )
    assert answer.url == "/ban-lam-viec/"


def test_sign_out_asks_and_ends_the_session(office):
    assert "Đăng xuất khỏi máy này?" in text_of(office.get("/tai-khoan/dang-xuat/"))
    assert "_auth_user_id" in office.session
    assert office.post("/tai-khoan/dang-xuat/").url == "/"
    assert "_auth_user_id" not in office.session


def test_the_refusal_names_the_role_that_may(client, town):
    client.force_login(make_account("viewer", town), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/{DUY_TIEN}/to-chuc/")
    assert answer.status_code == 403
    assert "thuộc quyền: cơ quan thường trực, người vận hành." in text_of(answer)


def test_a_position_opens_its_pages_from_its_day_only(client, town):
    account = make_account("office", town)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    today = timezone.localdate()
    position = Position.objects.filter(person=account.person)
    answers = []
    for start, end in ((today, None), (date.fromordinal(today.toordinal() + 1), None), (date(2020, 1, 1), today)):
        position.update(valid_from=start, valid_to=end)
        answers.append(client.get(f"/{DUY_TIEN}/to-chuc/").status_code)
    assert answers == [200, 403, 403]


def test_authority_page_shows_the_whole_table(office):
    text = text_of(office.get("/tham-quyen/"))
    assert "Lập, sửa tổ chức, chức vụ, thôn và tổ dân phố được được" in text
    assert "Sửa hồ sơ mô hình, ghi kết quả được đơn vị mình" in text
    assert "Tài khoản này hôm nay: cơ quan thường trực (cơ quan thường trực)." in text
    assert "Mở tài khoản người vận hành (chỉ dòng lệnh trên máy chủ)" in text


def test_a_body_is_renamed_from_a_day_and_its_page_tells_former_names(office, town):
    page = f"/{DUY_TIEN}/to-chuc/{DUY_TIEN}/ubnd/sua/"
    body = body_of(town, "ubnd")
    shown = office.get(page).content.decode()
    assert f'value="{body.name}"' in shown
    fields = {"name": "Uỷ ban nhân dân mới", "short_name": "UBND", "version": "1"}
    wrong = post(office, page, **fields, since="32/01/2024")
    assert wrong.status_code == 422
    assert 'value="Uỷ ban nhân dân mới"' in wrong.content.decode()
    assert post(office, page, **fields, since="01/05/2024").url == f"/{DUY_TIEN}/to-chuc/{DUY_TIEN}/ubnd/"
    assert f"trước 01/05/2024 {body.name}" in text_of(office.get(page))
    assert post(office, page, **fields, since="").status_code == 422  # somebody else's page is old now
