from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from kheo.assessment.actions.sheets import Score, open_assessment, record_scores
from kheo.movement.models import RegistrationAssessment
from kheo.organisation.models import Position, Role
from tests import factories
from tests.movement.council_scene import PLAIN
from tests.movement.views.council_pages import BASE, day, text


@pytest.fixture
def wide(make_scene):
    """Two files: the first agreed on by all, the second one too far apart; the round is closed."""
    scene = make_scene(replace(PLAIN, with_vote=True)).open()
    scene.give_all((6, 4), (6, 3), (5, 4))
    scene.give(2, 1, 1, 1)
    return scene.closed()


@pytest.fixture
def staffed(make_scene, place):
    """A council with one file of which two members differ too much; its chair is nothing but staff of a unit."""
    scene = make_scene(members=2, files=1)
    held = Position.objects.get(person=scene.seats[0].person)
    held.role = Role.UNIT_STAFF
    held.save()
    scene.actors[0] = factories.actor_for(scene.accounts[0])
    return scene.open().give_all((6, 4), (1, 1))


def test_the_meeting_decides_and_the_result_is_published(wide, sign_in, post):
    client, today = sign_in(), day()
    seats = [str(seat.pk) for seat in wide.seats]
    page = text(client.get(BASE))
    assert ("chênh lệch lớn: đưa ra họp bàn" in page, "Công bố kết quả" in page) == (True, False)
    version = str(wide.now().version)
    few = post(f"{BASE}hop/", {"met_on": today, "present": seats[:1], "version": version})
    assert (few.status_code, "chưa đủ 3 người" in text(few)) == (422, True)
    assert post(f"{BASE}hop/", {"met_on": today, "present": seats, "version": version}).status_code == 302
    agreed = f"{BASE}ho-so/{wide.file(1).pk}/"
    assert "Điểm hội đồng thống nhất" in text(client.get(agreed))
    wrong = post(f"{agreed}thong-nhat/", {"points": "11", "reason": "đã bàn"})
    assert (wrong.status_code, 'value="11"' in text(wrong)) == (422, True)
    assert post(f"{agreed}thong-nhat/", {"points": "", "reason": "đã bàn"}).status_code == 422
    assert post(f"{agreed}thong-nhat/", {"points": "8", "reason": "xem lại minh chứng"})["Location"] == BASE
    early = post(f"{BASE}cong-bo/", {"day": today, "version": str(wide.now().version)})
    assert (early.status_code, "2 hồ sơ chưa biểu quyết" in text(early)) == (422, True)
    votes = {f"for-{wide.file(0).pk}": "3", f"against-{wide.file(0).pk}": "0"}
    more = {f"for-{wide.file(1).pk}": "2", f"against-{wide.file(1).pk}": "1"}
    assert post(f"{BASE}bieu-quyet/", {**votes, f"for-{wide.file(1).pk}": "4"}).status_code == 422
    assert post(f"{BASE}bieu-quyet/", votes | more).status_code == 302
    assert post(f"{BASE}cong-bo/", {"day": today, "version": str(wide.now().version)}).status_code == 302
    ranking = client.get("/gso2024-349/cham-diem/duy-tien-2024/")
    ranked = [(one.place, one.standing.verified_total, one.standing.passes) for one in ranking.context["ranked"]]
    assert ranked == [(1, Decimal("9.33"), True), (2, Decimal("8.00"), False)]
    # One that the office scored without the council stands where its points put it.
    before = factories.make_registration(wide.programme, "Chấm từ trước", state="in_assessment")
    scored = open_assessment(wide.office, wide.programme.criteria_set, wide.place)
    given = {item: Score(None, Decimal(points)) for item, points in zip(wide.items, (6, 3), strict=True)}
    record_scores(wide.office, scored, given, scored.version)
    RegistrationAssessment.objects.create(registration=before, assessment=scored)
    ranking = client.get("/gso2024-349/cham-diem/duy-tien-2024/")
    ranked = [(one.place, one.standing.verified_total) for one in ranking.context["ranked"]]
    assert ranked == [(1, Decimal("9.33")), (2, Decimal("9.00")), (3, Decimal("8.00"))]
    page = text(client.get(agreed))
    assert ("xem lại minh chứng" in page, wide.accounts[0].person.name in page) == (True, True)
    for paper in ("giay/tong-hop/", "giay/bien-ban/"):
        for form in ("docx", "pdf"):
            assert client.get(f"{BASE}{paper}{form}/").status_code == 200
    assert client.get(f"{BASE}cham/{wide.ballot(0).pk}/phieu/pdf/").status_code == 200
    assert [client.get(f"{BASE}giay/{bad}/").status_code for bad in ("tong-hop/txt", "khac/pdf")] == [404, 404]


def test_ties_wait_for_the_chair_who_decides_on_the_page(make_scene, enter, post):
    scene = (
        make_scene(replace(PLAIN, tie_rule="chair")).open().give_all((6, 4), (6, 4), (6, 4)).closed().met(timezone.localdate())
    )
    client = enter(scene.accounts[0])
    first, second = scene.file(0).pk, scene.file(1).pk
    assert "chủ tịch hội đồng quyết định thứ tự" in text(client.get(BASE))
    sent = {"first": str(first), f"bang-{first}-order-{first}": "1", f"bang-{first}-order-{second}": "1"}
    twice = post(f"{BASE}thu-tu/", {**sent, f"bang-{first}-reason": "lan toả hơn"})
    assert (twice.status_code, "Mỗi hồ sơ một thứ tự khác nhau" in text(twice)) == (422, True)
    sent |= {f"bang-{first}-order-{first}": "2", f"bang-{first}-reason": "lan toả hơn"}
    assert post(f"{BASE}thu-tu/", sent).status_code == 302
    assert [one.result.file.pk for one in client.get(BASE).context["results"]] == [second, first]


def test_a_secret_council_shows_who_took_part_and_no_points(make_scene, sign_in):
    scene = make_scene(replace(PLAIN, secret=True)).open().give_all((6, 4), (6, 3), (5.5, 4)).closed().met(timezone.localdate())
    client = sign_in()
    page = text(client.get(f"{BASE}ho-so/{scene.file().pk}/"))
    assert all(account.person.name in page for account in scene.accounts)
    assert ("Điểm từng phiếu" in page, "5,5" in page, "5.5" in page) == (False, False, False)
    assert client.get(f"{BASE}cham/{scene.ballot(0).pk}/phieu/pdf/").status_code == 404


def test_a_chair_who_is_only_staff_of_a_unit_leads_the_council(staffed, enter, post):
    client = enter(staffed.accounts[0])
    page = text(client.get(BASE))
    assert ("Khoá điểm" in page, "cham-diem/" in page) == (True, False)
    assert BASE in text(client.get(f"{BASE}cham/"))
    post(f"{BASE}khoa-diem/", {"version": staffed.now().version})
    present = [str(seat.pk) for seat in staffed.seats]
    post(f"{BASE}hop/", {"version": staffed.now().version, "met_on": day(), "present": present})
    path = f"{BASE}ho-so/{staffed.file().pk}/"
    assert "Điểm hội đồng thống nhất" in text(client.get(path))
    post(f"{path}thong-nhat/", {"points": "7", "reason": "Xem lại minh chứng."})
    assert staffed.file().points == 7
    assert client.get(f"{BASE}giay/bien-ban/docx/").status_code == 200
    assert client.get(f"{BASE}cham/{staffed.ballot(1).pk}/phieu/docx/").status_code == 200


def test_staff_of_a_unit_without_a_seat_see_nothing_of_the_council(staffed, sign_in):
    staffed.closed()
    client = sign_in(Role.UNIT_STAFF)
    other = staffed.ballot(1).pk
    for path in ("", f"ho-so/{staffed.file().pk}/", "giay/tong-hop/docx/"):
        assert (client.get(f"{BASE}{path}").status_code, "Cách làm" in text(client.get(f"{BASE}{path}"))) == (403, False)
    assert client.get(f"{BASE}cham/{other}/phieu/docx/").status_code == 404


def test_who_leads_no_council_is_told_nothing_by_a_wrong_form(wide, sign_in, post):
    sign_in(Role.UNIT_STAFF)
    for path in ("khoa-diem/", "hop/", "thu-tu/", "bieu-quyet/", f"ho-so/{wide.file(1).pk}/thong-nhat/"):
        answer = post(f"{BASE}{path}", {"points": "x"})
        assert (answer.status_code, "Cách làm" in text(answer)) == (403, False)
