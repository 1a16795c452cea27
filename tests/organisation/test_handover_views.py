"""The pages of a handover, and the proof that the old holder keeps nothing but history, in an open browser too."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kheo.organisation.actions.handover import hand_over
from kheo.organisation.models import Account, Handover, Person, Position
from tests.factories import DUY_TIEN, actor_for, make_account, make_locality
from tests.organisation.scene import make_notice, position_of

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
KEYS = iter(f"khoa-cua-ban-giao-{number:04d}" for number in range(10_000))
TODAY = timezone.localdate()
DAY = f"{TODAY:%d/%m/%Y}"


def signed_in(account):
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client


def post(client, address, **fields):
    return client.post(address, {"once": next(KEYS), **fields})


@pytest.fixture
def town():
    return make_locality(DUY_TIEN)


@pytest.fixture
def office(town):
    return signed_in(make_account("office", town, "van-phong"))


@pytest.fixture
def staff(town):
    return make_account("unit_staff", town, "can-bo", body="mttq")


@pytest.fixture
def page(staff):
    return f"/{DUY_TIEN}/to-chuc/chuc-vu/{position_of(staff).pk}/ban-giao/"


def test_the_page_says_before_what_will_move_and_after_what_moved(office, town, staff, page):
    make_notice(staff, town)
    before = office.get(page).content.decode()
    assert "1 thông báo chưa đọc" in before
    assert "không giữ chức vụ nào khác" in before
    answer = post(office, page, new_person="Cá nhân 01", on=DAY)
    done = Handover.objects.get()
    assert answer.url == f"/{DUY_TIEN}/to-chuc/ban-giao/{done.pk}/"
    after = office.get(answer.url).content.decode()
    assert "Đã bàn giao cho Cá nhân 01" in after
    assert "1 thông báo chưa đọc" in after
    assert f"/{DUY_TIEN}/tai-khoan/{staff.pk}/dong/" in after
    assert office.get(page).url == answer.url  # a position is handed over once


def test_the_account_of_the_newcomer_is_opened_in_the_same_act(office, page):
    answer = post(office, page, new_person="Cá nhân 01", on=DAY, open_account="on", username="ca-nhan-01")
    account = Account.objects.get(username="ca-nhan-01")
    shown = office.get(answer.url)
    assert account.person == Handover.objects.get().new.person
    assert account.must_change_password
    assert "Mật khẩu của Cá nhân 01" in shown.content.decode()
    assert "Mật khẩu của" not in office.get(answer.url).content.decode()


def test_a_name_that_is_taken_takes_the_whole_act_back(office, page):
    answer = post(office, page, new_person="Cá nhân 01", on=DAY, open_account="on", username="van-phong")
    assert answer.status_code == 422
    assert "đã có người dùng" in answer.content.decode()
    assert 'value="Cá nhân 01"' in answer.content.decode()
    assert (Handover.objects.count(), Person.objects.filter(name="Cá nhân 01").count()) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"on": DAY}, "Chọn một người trong danh sách, hoặc ghi tên người mới"),
        ({"new_person": "Cá nhân 01", "on": "31/02/2026"}, "Không đọc được ngày này"),
        ({"new_person": "Cá nhân 01", "on": DAY, "open_account": "on"}, "Ghi tên đăng nhập"),
        ({"new_person": "Cá nhân 01", "on": "01/01/2020"}, "Phải sau ngày nhận chức vụ"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(office, page, fields, said):
    answer = post(office, page, **fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Handover.objects.count() == 0


def test_somebody_who_has_an_account_keeps_it(office, town, page):
    known = make_account("viewer", town, "nguoi-moi", body="hdnd")
    answer = post(office, page, person=str(known.person_id), on=DAY, open_account="on")
    shown = office.get(answer.url).content.decode()
    assert "vào bằng tài khoản <code>nguoi-moi</code>" in shown
    assert "Mật khẩu của" not in shown


def test_the_old_holder_keeps_nothing_in_an_open_browser(town, staff):
    browser = signed_in(staff)
    notice = make_notice(staff, town)
    staff_pages = [
        f"/{DUY_TIEN}/{part}" for part in ("ban-lam-viec/", "thong-bao/", "chuong-trinh/", "quyet-dinh/", "doi-chieu/")
    ]
    assert browser.get(staff_pages[0]).status_code == 200
    office = actor_for(make_account("office", town))
    new = make_account("viewer", town, "nguoi-moi", body="hdnd")
    hand_over(office, position_of(staff), new.person, TODAY)
    assert [browser.get(address).status_code for address in staff_pages] == [403] * 5
    assert post(browser, f"/{DUY_TIEN}/thong-bao/{notice.pk}/da-doc/", open="").status_code == 403
    assert post(browser, f"/{DUY_TIEN}/thong-bao/da-doc/", up_to="9").status_code == 403
    start = browser.get("/ban-lam-viec/")
    assert (start.status_code, "Chưa có chức vụ nào" in start.content.decode()) == (200, True)
    newcomer = signed_in(new)
    assert notice.subject in newcomer.get(f"/{DUY_TIEN}/thong-bao/").content.decode()
    assert newcomer.get(f"/{DUY_TIEN}/ban-lam-viec/").status_code == 200


def test_a_second_position_is_kept_with_what_it_gives_and_no_more(town, staff):
    second = Position.objects.create(
        person=staff.person, body=position_of(staff).body, title="Theo dõi", role="viewer", valid_from="2020-01-01"
    )
    first = Position.objects.exclude(pk=second.pk).get(person=staff.person)
    of_first = first.notices.create(locality=town, subject="Của chức vụ đã giao", path="/a/")
    of_second = second.notices.create(locality=town, subject="Của chức vụ còn giữ", path="/b/")
    hand_over(actor_for(make_account("office", town)), first, "Cá nhân 01", TODAY)
    page = signed_in(staff).get(f"/{DUY_TIEN}/thong-bao/").content.decode()
    assert (of_first.subject in page, of_second.subject in page) == (False, True)


def test_a_handover_ahead_says_so_and_is_taken_back(office, town, staff, page):
    make_notice(staff, town)
    ahead = TODAY + timedelta(days=3)
    answer = post(office, page, new_person="Cá nhân 01", on=f"{ahead:%d/%m/%Y}")
    shown = office.get(answer.url).content.decode()
    assert "chưa thấy gì" in shown
    assert "Sẽ chuyển" in shown
    assert signed_in(staff).get(f"/{DUY_TIEN}/ban-lam-viec/").status_code == 200
    assert post(office, f"{answer.url}bo/").url == f"/{DUY_TIEN}/to-chuc/{DUY_TIEN}/mttq/"
    assert Handover.objects.count() == 0


def test_one_that_is_done_is_not_taken_back(office, page):
    answer = post(office, page, new_person="Cá nhân 01", on=DAY)
    refused = post(office, f"{answer.url}bo/")
    assert refused.url == answer.url
    assert "Ngày bàn giao đã đến" in office.get(answer.url).content.decode()
