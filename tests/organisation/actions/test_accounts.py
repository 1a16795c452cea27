import pytest
from django.conf import settings

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.actions.accounts import (
    change_own_password,
    close_account,
    open_account,
    open_operator,
    reset_password,
    set_address,
)
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Account, Person
from kheo.site import settings as product
from tests.factories import DUY_TIEN, KIM_BANG, PASSWORD, actor_for, make_account, make_locality

pytestmark = pytest.mark.django_db
NEW = "mot-cau-that-dai-de-nho"


@pytest.fixture
def town():
    return make_locality(DUY_TIEN)


@pytest.fixture
def office(town):
    return make_account("office", town, "van-phong-thuong-truc")


@pytest.fixture
def person(town):
    return Person.objects.create(locality=town, name="Cá nhân 01")


def refusals(action, *arguments, **fields):
    with pytest.raises(RefusedError) as refusal:
        action(*arguments, **fields)
    return [str(problem) for problem in refusal.value.problems]


def test_the_product_keeps_passwords_as_argon2():
    assert product.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_a_password_made_here_is_an_argon2_digest_and_nowhere_in_plain(office, town, person, settings):
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    opened = open_account(actor_for(office), town, person, "ca-nhan-01")
    assert opened.account.password.startswith("argon2$argon2id$")
    assert opened.account.check_password(opened.password)
    [row] = AuditRow.objects.filter(action="account.open")
    assert row.details == {"person": person.pk}


def test_open_account_gives_a_password_to_be_changed(office, town, person):
    opened = open_account(actor_for(office), town, person, " Ca-Nhan-01 ")
    assert (opened.account.username, opened.account.must_change_password, opened.account.is_active) == ("ca-nhan-01", True, True)
    assert [len(part) for part in opened.password.split("-")] == [4, 4, 4]
    other = open_account(actor_for(office), town, Person.objects.create(locality=town, name="Cá nhân 02"), "ca-nhan-02")
    assert other.password != opened.password


@pytest.mark.parametrize(
    ("username", "message"),
    [
        ("có dấu", "Tên đăng nhập: Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch."),
        ("ab", "Tên đăng nhập: Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch."),
        ("van-phong", "Tên đăng nhập: Tên «van-phong» đã có người dùng; chọn tên khác."),
    ],
)
def test_open_account_refuses_a_bad_or_taken_name(town, person, username, message):
    office = make_account("office", town, "van-phong")
    assert refusals(open_account, actor_for(office), town, person, username) == [message]


def test_open_account_only_for_people_of_the_place_and_once(office, town, person):
    stranger = Person.objects.create(locality=make_locality(KIM_BANG), name="Cá nhân 03")
    assert refusals(open_account, actor_for(office), town, stranger, "nguoi-la") == ["Người: Người này không thuộc địa phương."]
    open_account(actor_for(office), town, person, "ca-nhan-01")
    assert refusals(open_account, actor_for(office), town, person, "ca-nhan-02") == [
        "Người: Cá nhân 01 đã có tài khoản «ca-nhan-01»."
    ]


def test_a_closed_account_signs_nobody_in_and_opens_again_under_its_name(office, town, person):
    opened = open_account(actor_for(office), town, person, "ca-nhan-01")
    close_account(actor_for(office), opened.account)
    assert Account.objects.get(pk=opened.account.pk).is_active is False
    assert refusals(close_account, actor_for(office), opened.account) == ["Tài khoản này đã đóng."]
    assert refusals(reset_password, actor_for(office), opened.account) == [
        "Tài khoản này đã đóng; mở lại trước khi đặt mật khẩu."
    ]
    again = open_account(actor_for(office), town, person)
    assert (again.account.pk, again.account.username, again.account.is_active) == (opened.account.pk, "ca-nhan-01", True)
    assert not again.account.check_password(opened.password)


def test_nobody_closes_the_account_in_use(office):
    assert refusals(close_account, actor_for(office), office) == [
        "Không thể tự đóng tài khoản đang dùng; nhờ người khác có quyền này."
    ]


def test_reset_password_replaces_the_one_in_use(office, town):
    staff = make_account("unit_staff", town)
    opened = reset_password(actor_for(office), staff)
    staff.refresh_from_db()
    assert not staff.check_password(PASSWORD)
    assert staff.check_password(opened.password)
    assert staff.must_change_password


def test_accounts_of_another_locality_are_out_of_reach(town):
    theirs = make_account("unit_staff", make_locality(KIM_BANG))
    office = actor_for(make_account("office", town))
    for action in (reset_password, close_account):
        with pytest.raises(NotAllowedError):
            action(office, theirs)
    with pytest.raises(NotAllowedError):
        open_account(office, theirs.person.locality, theirs.person, "ten-moi")
    theirs.refresh_from_db()
    assert theirs.is_active
    assert theirs.check_password(PASSWORD)


def test_the_office_does_not_touch_the_operator(office, town):
    operator = make_account("operator", town)
    for action in (reset_password, close_account):
        with pytest.raises(NotAllowedError):
            action(actor_for(office), operator)
    assert reset_password(COMMAND_LINE, operator).account.pk == operator.pk


def test_only_the_command_line_opens_an_operator(office):
    opened = open_operator(COMMAND_LINE, "van-hanh")
    assert (opened.account.is_operator, opened.account.person, opened.account.must_change_password) == (True, None, True)
    for account in (office, opened.account):
        with pytest.raises(NotAllowedError):
            open_operator(actor_for(account), "van-hanh-2")
    assert not Account.objects.filter(username="van-hanh-2").exists()


def test_change_own_password_needs_the_old_one_and_a_good_new_one(office):
    actor = actor_for(office)
    assert refusals(change_own_password, actor, office, "sai", "123") == [
        "old: Không đúng mật khẩu đang dùng.",
        "new: Mật khẩu quá ngắn: cần ít nhất 10 ký tự. Một câu dễ nhớ thì dài và an toàn hơn.",
        "new: Mật khẩu này nhiều người dùng, dễ bị đoán; chọn mật khẩu khác.",
    ]
    assert refusals(change_own_password, actor, office, PASSWORD, PASSWORD) == ["new: Mật khẩu mới phải khác mật khẩu đang dùng."]
    assert refusals(change_own_password, actor, office, PASSWORD, f"{office.username}-2024") == [
        "new: Mật khẩu quá giống tên người dùng; chọn mật khẩu khác."
    ]
    assert office.check_password(PASSWORD)
    office.must_change_password = True
    office.save()
    change_own_password(actor, office, PASSWORD, NEW)
    office.refresh_from_db()
    assert office.check_password(NEW)
    assert not office.must_change_password


def test_nobody_changes_the_password_of_somebody_else(office, town):
    other = make_account("leader", town)
    assert refusals(change_own_password, actor_for(office), other, PASSWORD, NEW) == ["Chỉ đổi được mật khẩu của chính mình."]


def test_five_failures_lock_one_account_from_one_address_and_no_other(client, town):
    locked, free = make_account("office", town, "bi-khoa"), make_account("office", town, "khong-khoa")
    answers = [client.post("/tai-khoan/dang-nhap/", {"login": "bi-khoa", "password": "sai"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    right = client.post("/tai-khoan/dang-nhap/", {"login": locked.username, "password": PASSWORD})
    assert right.status_code == 429
    assert "_auth_user_id" not in client.session
    other = client.post("/tai-khoan/dang-nhap/", {"login": free.username, "password": PASSWORD})
    assert other.status_code == 302
    assert client.session["_auth_user_id"] == str(free.pk)


def test_a_lock_is_lifted_by_a_new_password(client, office, town):
    staff = make_account("unit_staff", town, "can-bo")
    for _ in range(5):
        client.post("/tai-khoan/dang-nhap/", {"login": "can-bo", "password": "sai"})
    opened = reset_password(actor_for(office), staff)
    assert client.post("/tai-khoan/dang-nhap/", {"login": "can-bo", "password": opened.password}).status_code == 302


def test_the_lock_is_of_five_failures_in_a_quarter_of_an_hour():
    assert (settings.AXES_FAILURE_LIMIT, settings.AXES_COOLOFF_TIME) == (5, 0.25)


def test_an_address_is_kept_by_its_owner_where_mail_is_sent_and_taken_away_again(town, office, settings):
    actor = actor_for(office)
    assert refusals(set_address, actor, office, "ten@co-quan.vn") == [
        "Địa chỉ thư: Máy chủ này chưa gửi được thư, nên không giữ địa chỉ."
    ]
    settings.KHEO_SENDS_MAIL = True
    assert refusals(set_address, actor, office, "khong phai dia chi") == [
        "Địa chỉ thư: Không phải địa chỉ thư; viết như ten@co-quan.vn."
    ]
    other = make_account("leader", town, "lanh-dao")
    assert refusals(set_address, actor, other, "ten@co-quan.vn") == ["Chỉ ghi được địa chỉ thư của chính mình."]
    assert set_address(actor, office, " ten@co-quan.vn ").email == "ten@co-quan.vn"
    assert set_address(actor, office, "").email == ""
    acts = AuditRow.objects.filter(action__startswith="address.").order_by("pk")
    assert [(row.action, row.details) for row in acts] == [("address.set", {}), ("address.clear", {})]
