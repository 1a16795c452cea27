"""The operator's page and the hall's screen as a browser asks for them."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from kheo.conference.models import AwardCall, Conference
from kheo.recognition.actions.certificates import revoke_certificate
from tests import factories
from tests.conference.stage import make_day

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
KEY = "khoa-cua-bieu-mau-{:04d}"


@pytest.fixture
def operator(client, day):
    account = get_user_model().objects.get(pk=day.broadcaster.account_id)
    client.force_login(account, backend=BACKEND)
    return client


def url(day, name, *more):
    return reverse(f"conference:{name}", args=[day.town.locality.code, day.conference.pk, *more])


def press(client, day, name, key=1, **fields):
    sent = {
        "award": day.award(name).pk,
        "outcome": "handed",
        "stage_version": day.fresh().stage_version,
        "once": KEY.format(key),
        **fields,
    }
    return client.post(url(day, "call_award"), sent)


def uncover(client, day):
    return client.post(
        url(day, "cover_stage"),
        {"covered": "0", "stage_version": day.fresh().stage_version, "once": KEY.format(900)},
    )


def test_the_operator_sees_the_name_the_next_three_and_the_progress_in_words(operator, day):
    text = operator.get(url(day, "operate")).content.decode()
    assert "Chưa gọi tên nào trong sáu tên" in text
    assert '<h1 id="dang-goi">Cá nhân 01</h1>' in text
    assert "Hiện tên lên màn hình" in text
    assert text.index("Ba tên kế tiếp") < text.index("<b>Tập thể 01</b>") < text.index("<b>Tập thể 03</b>")


def test_a_press_writes_one_step_and_leads_back(operator, day):
    assert uncover(operator, day).status_code == 302
    answer = press(operator, day, "Cá nhân 01")
    assert (answer.status_code, answer.url) == (302, url(day, "operate"))
    assert "Đã gọi một trên sáu tên" in operator.get(url(day, "operate")).content.decode()


def test_the_same_press_sent_twice_counts_once(operator, day):
    sent = {
        "award": day.award("Cá nhân 01").pk,
        "outcome": "handed",
        "stage_version": 2,
        "once": KEY.format(7),
    }
    assert [operator.post(url(day, "call_award"), sent).status_code for _ in range(2)] == [302, 302]
    assert AwardCall.objects.count() == 1


def test_a_press_on_a_stage_that_moved_on_shows_the_new_state_and_keeps_what_was_typed(operator, day):
    press(operator, day, "Cá nhân 01")
    answer = press(operator, day, "Tập thể 03", key=2, stage_version=2, outcome="stand_in", receiver="Chi hội phó")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Người khác vừa chuyển bước" in text
    assert "Đã gọi một trên sáu tên" in text
    assert 'value="Chi hội phó"' in text
    assert AwardCall.objects.count() == 1


def test_a_press_without_its_fields_is_answered_plainly(operator, day):
    for name in ("call_award", "cover_stage"):
        answer = operator.post(url(day, name), {"once": KEY.format(3), "receiver": "x"})
        assert answer.status_code == 422
        assert "Trang gửi thiếu hoặc sai mục" in answer.content.decode()
    assert AwardCall.objects.count() == 0


def test_a_name_of_another_conference_is_not_found(operator, day):
    other = make_day(factories.KIM_BANG)
    answer = operator.post(
        url(day, "call_award"),
        {"award": other.award("Cá nhân 01").pk, "outcome": "handed", "stage_version": 2, "once": KEY.format(4)},
    )
    assert answer.status_code == 404


def test_the_button_of_a_name_taken_back_is_to_withhold_it(operator, day):
    press(operator, day, "Cá nhân 01")
    on = date(2025, 1, 8)
    first = day.stage().current
    revoke_certificate(day.office, first.certificate, "Kê khai không đúng", "Quyết định 15-QĐ/BCĐ", on)
    text = operator.get(url(day, "operate")).content.decode()
    assert "Không gọi: giấy số 0001 đã thu hồi từ 08/01/2025 theo Quyết định 15-QĐ/BCĐ: Kê khai không đúng." in text
    assert 'name="outcome" value="withheld"' in text
    answer = operator.post(
        url(day, "call_award"),
        {"award": first.award.pk, "outcome": "withheld", "stage_version": 3, "once": KEY.format(5)},
    )
    assert answer.status_code == 302


def test_before_the_opening_and_after_the_last_name_there_is_nothing_to_press(operator, day):
    Conference.objects.filter(pk=day.conference.pk).update(state="preparing")
    assert "data-next" not in operator.get(url(day, "operate")).content.decode()
    Conference.objects.filter(pk=day.conference.pk).update(state="open")
    for key, one in enumerate(day.stage().awards, 10):
        operator.post(
            url(day, "call_award"),
            {
                "award": one.award.pk,
                "outcome": "handed",
                "stage_version": day.fresh().stage_version,
                "once": KEY.format(key),
            },
        )
    text = operator.get(url(day, "operate")).content.decode()
    assert "Đã gọi hết tên" in text
    assert "data-next" not in text


def test_the_screen_shows_the_group_then_the_name_and_nothing_private(operator, day):
    covered = operator.get(url(day, "screen")).content.decode()
    assert "Trao kỷ niệm chương" in covered
    assert "Cá nhân 01" not in covered
    uncover(operator, day)
    shown = operator.get(url(day, "screen")).content.decode()
    assert '<h1 class="screen-name">Cá nhân 01</h1>' in shown
    assert "Người dùng" not in shown  # nobody's account or name of a user on a wall
    assert 'class="screen on-paper"' in operator.get(url(day, "screen"), {"nen": "giay"}).content.decode()


def test_the_screen_asks_for_a_few_bytes_while_nothing_changes(operator, day):
    first = operator.get(url(day, "screen_shown"))
    again = operator.get(url(day, "screen_shown"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    state = operator.get(url(day, "stage_state"))
    assert f'"{state.content.decode()}"' == state["ETag"] == first["ETag"]
    uncover(operator, day)
    after = operator.get(url(day, "screen_shown"), headers={"If-None-Match": first["ETag"]})
    assert (after.status_code, "Cá nhân 01" in after.content.decode()) == (200, True)
    assert after["Cache-Control"] == "no-store"


def test_an_empty_ceremony_says_what_to_do(client):
    bare = make_day(factories.KIM_BANG, built=False)
    account = get_user_model().objects.get(pk=bare.office.account_id)
    client.force_login(account, backend=BACKEND)
    assert "Chưa có tên nào" in client.get(url(bare, "operate")).content.decode()
    assert bare.conference.title in client.get(url(bare, "screen")).content.decode()
