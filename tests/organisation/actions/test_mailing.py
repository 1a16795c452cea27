"""Letters: one a person a round, only to who holds the position, again after a rest, never for ever."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kheo.organisation.actions.mailing import MOST_TRIES, REST_BETWEEN_LETTERS, STALE_AFTER, TRIED_AGAIN_AFTER, mail_round
from kheo.organisation.models import Account, Body, Notice, Position
from tests.factories import DUY_TIEN, make_account, make_locality
from tests.organisation.scene import make_notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sends(settings):
    settings.KHEO_SENDS_MAIL = True
    settings.DEFAULT_FROM_EMAIL = "Khéo <kheo@phuong.example>"
    settings.KHEO_PUBLIC_URL = "https://kheo.example"


@pytest.fixture
def town():
    return make_locality(DUY_TIEN)


@pytest.fixture
def staff(town):
    return with_address(make_account("unit_staff", town, body="mttq"), "donvi@phuong.example")


def with_address(account, address):
    Account.objects.filter(pk=account.pk).update(email=address)
    account.refresh_from_db()
    return account


class Server:
    """A mail backend that fails where it is told to, in the very way smtplib does."""

    opens, refuses = True, ()

    def __init__(self, **_options):
        pass

    def open(self):
        if not Server.opens:
            raise ConnectionRefusedError

    def close(self):
        if not Server.opens or Server.refuses:
            raise OSError("hung up")

    def send_messages(self, messages):
        for message in messages:
            if set(message.to) & set(Server.refuses):
                raise OSError("refused")
        mail.outbox.extend(messages)
        return len(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "opens", True)
    monkeypatch.setattr(Server, "refuses", ())
    return Server


def test_one_notice_is_a_letter_with_its_words_its_link_and_nothing_else(town, staff):
    notice = make_notice(staff, town, "Nhiệm vụ mới: ra mắt mô hình", text="Hạn 30/06/2024.", path=f"/{DUY_TIEN}/nhiem-vu/7/")
    assert mail_round() == 1
    [letter] = mail.outbox
    assert letter.to == ["donvi@phuong.example"]
    assert letter.subject == "Nhiệm vụ mới: ra mắt mô hình (Thị xã Duy Tiên)"
    assert letter.body == (
        "Nhiệm vụ mới: ra mắt mô hình\nHạn 30/06/2024.\nhttps://kheo.example/gso2024-349/nhiem-vu/7/\n\n-- \n"
        "Thư tự động từ Khéo, Thị xã Duy Tiên; không cần trả lời.\n"
        "Xem tất cả, hoặc thôi nhận thư: https://kheo.example/gso2024-349/thong-bao/\n"
    )
    assert letter.extra_headers == {"Auto-Submitted": "auto-generated"}
    notice.refresh_from_db()
    assert (notice.mailed_at is not None, notice.mail_tries) == (True, 1)
    assert mail_round() == 0


def test_ten_notices_are_one_letter_and_two_people_two(town, staff):
    other = with_address(make_account("leader", town), "lanhdao@phuong.example")
    for number in range(10):
        make_notice(staff, town, f"Việc {number}")
    make_notice(other, town, "Chờ ký")
    assert mail_round() == 2
    by_address = {letter.to[0]: letter for letter in mail.outbox}
    assert by_address["donvi@phuong.example"].subject == "Mười thông báo mới, Thị xã Duy Tiên"
    assert [line for line in by_address["donvi@phuong.example"].body.splitlines() if line.startswith("Việc")] == [
        f"Việc {number}" for number in range(10)
    ]
    assert "Chờ ký" in by_address["lanhdao@phuong.example"].body


def test_what_comes_soon_after_a_letter_waits_for_the_next(town, staff):
    now = timezone.now()
    make_notice(staff, town)
    assert mail_round(now) == 1
    make_notice(staff, town)
    assert mail_round(now + REST_BETWEEN_LETTERS - timedelta(seconds=1)) == 0
    assert mail_round(now + REST_BETWEEN_LETTERS + timedelta(seconds=1)) == 1


def test_no_letter_where_none_is_due(town, staff):
    make_notice(staff, town, read_at=timezone.now())
    make_notice(make_account("leader", town), town)  # keeps no address
    closed = with_address(make_account("council", town), "dong@phuong.example")
    make_notice(closed, town)
    Account.objects.filter(pk=closed.pk).update(is_active=False)
    gone = with_address(make_account("council", town), "cu@phuong.example")
    make_notice(gone, town)
    Position.objects.filter(person=gone.person).update(valid_to=timezone.localdate())
    ahead = with_address(make_account("council", town), "moi@phuong.example")
    make_notice(ahead, town)
    Position.objects.filter(person=ahead.person).update(valid_from=timezone.localdate() + timedelta(days=1))
    ended = with_address(make_account("council", town, body="hdnd"), "het@phuong.example")
    make_notice(ended, town)
    Body.objects.filter(code=f"{DUY_TIEN}/hdnd").update(valid_to=timezone.localdate())
    stale = make_notice(staff, town)
    Notice.objects.filter(pk=stale.pk).update(added_at=timezone.now() - STALE_AFTER)
    assert mail_round() == 0
    assert mail.outbox == []


def test_without_a_server_nothing_is_sent_and_nothing_counted(town, staff, settings):
    settings.KHEO_SENDS_MAIL = False
    make_notice(staff, town)
    assert mail_round() == 0
    assert Notice.objects.get().mail_tries == 0


def test_a_server_that_is_away_costs_no_try_and_gets_the_letter_later(town, staff, server):
    make_notice(staff, town)
    server.opens = False
    assert mail_round() == 0
    assert Notice.objects.get().mail_tries == 0
    server.opens = True
    assert mail_round() == 1


def test_an_address_that_is_refused_stops_nobody_else_and_is_given_up_in_the_end(town, staff, server):
    other = with_address(make_account("leader", town), "lanhdao@phuong.example")
    refused, taken = make_notice(staff, town), make_notice(other, town)
    server.refuses = ("donvi@phuong.example",)
    now = timezone.now()
    assert mail_round(now) == 1
    taken.refresh_from_db()
    assert taken.mailed_at == now
    assert mail_round(now + TRIED_AGAIN_AFTER - timedelta(seconds=1)) == 0
    refused.refresh_from_db()
    assert refused.mail_tries == 1
    for again in range(1, MOST_TRIES + 3):
        mail_round(now + again * TRIED_AGAIN_AFTER)
    refused.refresh_from_db()
    assert (refused.mail_tries, refused.mailed_at) == (MOST_TRIES, None)


def test_a_notice_claimed_by_another_round_is_not_sent_by_this_one(town, staff, server, monkeypatch):
    make_notice(staff, town)
    monkeypatch.setattr(Server, "open", lambda _self: Notice.objects.update(mail_tries=1))  # while this round connects
    assert mail_round() == 0
    assert mail.outbox == []
