"""The page of notices, the count in the head, and the address to which letters go."""

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.actions.accounts import close_account, set_address
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Account, Notice, Position
from tests.factories import DUY_TIEN, KIM_BANG, actor_for, make_account, make_locality
from tests.organisation.scene import make_notice

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGE = f"/{DUY_TIEN}/thong-bao/"
KEYS = iter(f"khoa-cua-thong-bao-{number:04d}" for number in range(10_000))


@pytest.fixture
def town():
    return make_locality(DUY_TIEN)


@pytest.fixture
def staff(client, town):
    account = make_account("unit_staff", town, body="mttq")
    client.force_login(account, backend=BACKEND)
    return account


def post(client, address, **fields):
    return client.post(address, {"once": next(KEYS), **fields})


def test_the_head_of_every_staff_page_tells_how_many_wait(client, town, staff):
    make_notice(staff, town)
    make_notice(staff, town, read_at=timezone.now())
    make_notice(make_account("leader", town), town)
    page = client.get(f"/{DUY_TIEN}/doi-chieu/").content.decode()
    assert 'class="count">1<span' in page
    Notice.objects.update(read_at=timezone.now())
    assert 'class="count"' not in client.get(f"/{DUY_TIEN}/doi-chieu/").content.decode()


def test_the_page_shows_what_waits_with_a_text_to_paste(client, town, staff, settings):
    settings.KHEO_PUBLIC_URL = "https://kheo.example"
    make_notice(staff, town, "Nhiệm vụ mới", text="Hạn 30/06.", path="/a/b/")
    make_notice(make_account("leader", town), town, "Của lãnh đạo")
    page = client.get(PAGE).content.decode()
    assert "Một thông báo chưa đọc" in page
    assert "Nhiệm vụ mới\nHạn 30/06.\nhttps://kheo.example/a/b/</textarea>" in page
    assert "Của lãnh đạo" not in page


def test_an_empty_page_says_what_will_come(client, town, staff):
    page = client.get(PAGE).content.decode()
    assert "Đã đọc hết thông báo" in page
    assert "Chưa có thông báo nào." in page


def test_opening_one_marks_it_and_leads_to_its_page(client, town, staff):
    notice = make_notice(staff, town, path=f"/{DUY_TIEN}/chuong-trinh/")
    answer = post(client, f"{PAGE}{notice.pk}/da-doc/", open="")
    assert (answer.status_code, answer.url) == (302, f"/{DUY_TIEN}/chuong-trinh/")
    notice.refresh_from_db()
    assert notice.read_at is not None


@pytest.mark.parametrize(("path", "wanted"), [("//xau.example/", ""), ("https://xau.example/", ""), ("/a/", "//xau.example/")])
def test_no_button_leads_to_another_site(client, town, staff, path, wanted):
    notice = make_notice(staff, town, path=path)
    fields = {"next": wanted} if wanted else {"open": ""}
    assert post(client, f"{PAGE}{notice.pk}/da-doc/", **fields).url == PAGE


def test_a_button_on_the_desk_leads_back_to_the_desk(client, town, staff):
    notice = make_notice(staff, town)
    desk = f"/{DUY_TIEN}/ban-lam-viec/"
    assert post(client, f"{PAGE}{notice.pk}/da-doc/", next=desk).url == desk


def test_all_at_once_up_to_what_was_shown(client, town, staff):
    first = make_notice(staff, town)
    later = make_notice(staff, town)
    assert post(client, f"{PAGE}da-doc/", up_to=str(first.pk)).url == PAGE
    assert list(Notice.objects.filter(read_at=None)) == [later]
    for nonsense in ("", "x", "-1", "9" * 30, "٣"):
        assert post(client, f"{PAGE}da-doc/", up_to=nonsense).status_code == 302
    assert list(Notice.objects.filter(read_at=None)) == [later]


def test_a_notice_of_another_or_of_the_next_town_is_not_opened(client, town, staff):
    other = make_locality(KIM_BANG)
    of_leader = make_notice(make_account("leader", town), town)
    elsewhere = make_notice(make_account("leader", other), other)
    assert post(client, f"{PAGE}{of_leader.pk}/da-doc/").status_code == 403
    assert post(client, f"{PAGE}{elsewhere.pk}/da-doc/").status_code == 404
    assert Notice.objects.filter(read_at=None).count() == 2


def test_a_long_list_is_read_page_by_page_at_the_same_cost(client, town, staff, django_assert_max_num_queries):
    make_notice(staff, town)
    with django_assert_max_num_queries(25) as few:
        client.get(PAGE)
    for number in range(40):
        make_notice(staff, town, f"Việc {number}")
    with django_assert_max_num_queries(len(few)):
        page = client.get(PAGE).content.decode()
    assert "Trang 1 trên 2" in page
    assert "Nhiệm vụ mới" in client.get(f"{PAGE}?trang=2").content.decode()


def test_without_mail_nothing_pretends(client, town, staff):
    page = client.get(PAGE).content.decode()
    assert "Máy chủ này chưa gửi được thư" in page
    assert 'name="email"' not in page
    assert post(client, PAGE, email="toi@phuong.example").status_code == 422
    assert Account.objects.get(pk=staff.pk).email == ""


def test_the_holder_sets_and_clears_the_own_address(client, town, staff, settings):
    settings.KHEO_SENDS_MAIL = True
    assert 'name="email"' in client.get(PAGE).content.decode()
    assert post(client, PAGE, email=" toi@phuong.example ").url == PAGE
    assert Account.objects.get(pk=staff.pk).email == "toi@phuong.example"
    wrong = post(client, PAGE, email="khong-phai")
    assert wrong.status_code == 422
    assert "Không phải địa chỉ thư" in wrong.content.decode()
    assert 'value="khong-phai"' in wrong.content.decode()
    assert post(client, PAGE, email="").url == PAGE
    assert Account.objects.get(pk=staff.pk).email == ""
    rows = AuditRow.objects.filter(action__startswith="address.")
    assert [(row.action, row.details, row.locality) for row in rows.order_by("pk")] == [
        ("address.set", {}, DUY_TIEN),
        ("address.clear", {}, DUY_TIEN),
    ]


def test_an_address_kept_from_before_can_be_cleared_where_mail_is_off_and_where_no_position_is_held(client, town, staff):
    Account.objects.filter(pk=staff.pk).update(email="cu@phuong.example")
    assert "chưa dùng đến" in client.get(PAGE).content.decode()
    Position.objects.filter(person=staff.person).update(valid_to=timezone.localdate())
    assert client.get(PAGE).status_code == 403
    assert "Bỏ địa chỉ thư" in client.get("/ban-lam-viec/").content.decode()
    assert post(client, "/bo-dia-chi-thu/").url == "/ban-lam-viec/"
    assert Account.objects.get(pk=staff.pk).email == ""
    assert "Bỏ địa chỉ thư" not in client.get("/ban-lam-viec/").content.decode()


def test_an_address_is_its_owner_s_alone_and_goes_with_the_account(town, staff, settings):
    settings.KHEO_SENDS_MAIL = True
    office = actor_for(make_account("office", town))
    with pytest.raises(RefusedError, match="của chính mình"):
        set_address(office, staff, "khac@phuong.example")
    operator = make_account("operator", town)
    set_address(actor_for(operator), operator, "van-hanh@phuong.example")
    set_address(actor_for(staff), staff, "toi@phuong.example")
    assert close_account(COMMAND_LINE, staff).email == ""
