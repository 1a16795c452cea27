"""Voting with a slip, as a phone without JavaScript does it."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from kheo.democracy.actions.casting import SAYS, UNKNOWN, read_sums
from kheo.democracy.actions.online import reissue_slip
from kheo.democracy.models import SealedBox, Slip
from kheo.democracy.rules.box import Sums
from kheo.democracy.views import voting
from kheo.foundation.models import AuditRow, SentForm
from tests.democracy.voting_scene import begun, printed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_throttle():
    cache.clear()


def here(scene, end=""):
    return f"/{scene.locality.code}/bieu-quyet/{end}"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client, scene, code, choice, **more):
    return client.post(here(scene, "gui/"), {"ma": code, "y_kien": choice, **more})


def sums(vote):
    return read_sums(SealedBox.objects.get(vote=vote))


def test_a_household_votes_in_three_pages(client, scene):
    vote, codes = begun(scene, 3)
    ballot = client.get(here(scene, f"{codes[0]}/"))
    assert (ballot.status_code, vote.round.matter.title in text(ballot)) == (200, True)
    confirm = send(client, scene, codes[0], "for")
    assert (confirm.status_code, "Gửi ý kiến này" in text(confirm), sums(vote)) == (200, True, Sums())
    sent = send(client, scene, codes[0], "for", buoc="gui")
    assert (sent.status_code, sent["Location"], sums(vote)) == (302, here(scene, "da-ghi/"), Sums(1, 0, 0))
    assert "Đã nhận ý kiến của hộ" in text(client.get(sent["Location"]))


def test_nothing_of_it_is_kept_but_the_ballot(client, scene):
    _, codes = begun(scene, 3)
    before = AuditRow.objects.count()
    send(client, scene, codes[0], "against", buoc="gui")
    assert (AuditRow.objects.count(), SentForm.objects.count()) == (before, 0)
    assert set(client.cookies) <= {"csrftoken"}


def test_no_page_that_answers_a_ballot_shows_the_choice(client, scene):
    _, codes = begun(scene, 3)
    sent = send(client, scene, codes[0], "against", buoc="gui")
    pages = [
        client.get(sent["Location"]),
        client.get(here(scene, f"{codes[0]}/")),
        send(client, scene, codes[0], "for", buoc="gui"),
    ]
    assert [("Không đồng ý" in text(page)) for page in pages] == [False] * 3


def test_each_page_says_from_whom_the_vote_is_confidential(client, scene):
    _, codes = begun(scene, 3)
    for page in (client.get(here(scene)), client.get(here(scene, f"{codes[0]}/")), send(client, scene, codes[0], "for")):
        assert "Kín với mọi người dùng Khéo" in text(page)
        assert "cuộc biểu quyết không kín với người ấy" in text(page)
        assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex")
        assert "data-draft" not in text(page)
        assert "<script" not in text(page)
        assert len(page.content) < 6_000


def test_a_second_sending_is_told_that_the_slip_was_used(client, scene):
    vote, codes = begun(scene, 3)
    send(client, scene, codes[0], "for", buoc="gui")
    again = send(client, scene, codes[0], "against", buoc="gui")
    assert (again.status_code, SAYS["spent"] in text(again), sums(vote)) == (409, True, Sums(1, 0, 0))


def test_another_used_the_slip_between_the_page_and_the_ballot(client, scene, monkeypatch):
    _, codes = begun(scene, 3)
    real = voting.find_slip

    def late(*given):
        found = real(*given)
        Slip.objects.update(spent=True)
        return found

    monkeypatch.setattr(voting, "find_slip", late)
    answer = send(client, scene, codes[0], "for", buoc="gui")
    assert (answer.status_code, SAYS["spent"] in text(answer)) == (409, True)


def test_every_wrong_code_is_answered_alike(client, scene, there):
    _, _codes = begun(scene, 3)
    _, theirs = begun(there, 3)
    answers = [client.get(here(scene, f"{code}/")) for code in ("000000000000", theirs[0], "abc", "K7QF-9M2D-T4XW")]
    answers.append(send(client, scene, theirs[0], "for", buoc="gui"))
    csrf = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert {(answer.status_code, csrf.sub("", text(answer))) for answer in answers} == {(404, text(answers[0]))}
    assert UNKNOWN in text(answers[0])


def test_guessing_is_throttled_by_address_and_right_codes_wait_too(client, scene):
    _, codes = begun(scene, 3)
    said = [client.get(here(scene, f"{number:012d}/")).status_code for number in range(31)]
    assert said == [404] * 30 + [429]
    waits = client.get(here(scene, f"{codes[0]}/"))
    assert (waits.status_code, waits["Retry-After"], "Đợi 10 phút" in text(waits)) == (429, "600", True)
    assert client.get(here(scene, f"{codes[0]}/"), REMOTE_ADDR="203.0.113.9").status_code == 200


def test_a_code_is_typed_as_printed(client, scene):
    _, codes = begun(scene, 3)
    printed_code = "-".join((codes[0][:4], codes[0][4:8], codes[0][8:])).lower()
    answer = client.get(here(scene), {"ma": printed_code})
    assert (answer.status_code, answer["Location"]) == (302, here(scene, f"{codes[0]}/"))
    wrong = client.get(here(scene), {"ma": "K7QF"})
    assert (wrong.status_code, "Mã gồm 12 chữ và số" in text(wrong), 'value="K7QF"' in text(wrong)) == (422, True, True)


def test_a_ballot_without_a_choice_is_given_back(client, scene):
    vote, codes = begun(scene, 3)
    for choice in ("", "maybe"):
        answer = send(client, scene, codes[0], choice, buoc="gui")
        assert (answer.status_code, "Chọn một trong ba ý kiến." in text(answer)) == (422, True)
    assert sums(vote) == Sums()


def test_a_slip_before_the_start_or_replaced_is_told_plainly(client, scene):
    _, slips = printed(scene, 3)
    assert SAYS["not_begun"] in text(client.get(here(scene, f"{slips[0].code}/")))
    vote, codes = begun(scene, 3, scene.villages[1])
    reissue_slip(scene.office, vote, Slip.objects.filter(vote=vote).first().household_id)
    answer = client.get(here(scene, f"{codes[0]}/"))
    assert (answer.status_code, SAYS["revoked"] in text(answer)) == (409, True)


def test_a_forged_page_of_another_site_casts_nothing(scene):
    vote, codes = begun(scene, 3)
    answer = send(Client(enforce_csrf_checks=True), scene, codes[0], "for", buoc="gui")
    assert (answer.status_code, sums(vote)) == (403, Sums())


def test_looking_at_a_ballot_casts_nothing(client, scene):
    vote, codes = begun(scene, 3)
    assert client.get(here(scene, "gui/"), {"ma": codes[0], "y_kien": "for", "buoc": "gui"}).status_code == 405
    assert sums(vote) == Sums()
