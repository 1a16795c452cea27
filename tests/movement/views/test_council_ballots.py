from dataclasses import replace
from decimal import Decimal

from kheo.assessment.models import Ballot, BallotPoints, CouncilFile
from tests.movement.council_scene import PLAIN
from tests.movement.views.council_pages import BASE, text


def test_a_member_scores_alone_and_is_led_through_the_files(make_scene, enter, post, office):
    scene = make_scene().open()
    scene.give(1, 0, 6, 4)
    client = enter(scene.accounts[0])
    page = text(client.get(f"{BASE}cham/"))
    assert ("0/2 hồ sơ đã chấm" in page, ">10<" in page) == (True, False)
    first, second = scene.ballot(0, 0), scene.ballot(0, 1)
    address = f"{BASE}cham/{first.pk}/"
    page = text(client.get(address))
    assert ("Cách làm 01" in page, "Lưu và hồ sơ tiếp theo" in page, "data-autosave" in page) == (True, True, True)
    one, two = scene.items
    wrong = post(address, {f"points-{one}": "7", f"points-{two}": "4", "version": "1", "then": "next"})
    assert (wrong.status_code, "nằm ngoài khoảng 0 đến 6" in text(wrong), 'value="7"' in text(wrong)) == (422, True, True)
    half = post(address, {f"points-{one}": "5,5", f"points-{two}": "", "version": "1", "then": "next"})
    assert (half.status_code, "Còn 1 mục chưa có điểm" in text(half)) == (422, True)
    stayed = post(address, {f"points-{one}": "5,5", f"points-{two}": "", "version": "1", "then": "stay"})
    assert stayed["Location"] == address
    version = str(scene.ballot(0, 0).version)
    moved = post(address, {f"points-{one}": "5,5", f"points-{two}": "4", "version": version, "then": "next"})
    assert moved["Location"] == f"{BASE}cham/{second.pk}/"
    assert "1/2" in text(client.get(moved["Location"]))
    last = {f"points-{one}": "6", f"points-{two}": "4", "version": "1", "then": "next"}
    assert post(f"{BASE}cham/{second.pk}/", last)["Location"] == f"{BASE}cham/"
    assert "chấm xong mọi hồ sơ" in text(client.get(f"{BASE}cham/"))


def test_what_is_typed_is_kept_on_the_way(make_scene, enter, client):
    scene = make_scene().open()
    enter(scene.accounts[0])
    ballot = scene.ballot()
    one, two = scene.items
    keep = f"{BASE}cham/{ballot.pk}/luu/"
    kept = client.post(keep, {f"points-{one}": "5,5", f"points-{two}": "", "version": "1"})
    assert (kept.status_code, kept["X-Kheo-Version"]) == (204, "2")
    assert list(BallotPoints.objects.values_list("points", flat=True)) == [Decimal("5.50")]
    stale = client.post(keep, {f"points-{one}": "1", f"points-{two}": "", "version": "1"})
    unread = client.post(keep, {f"points-{one}": "abc", "version": "2"})
    over = client.post(keep, {f"points-{one}": "9", f"points-{two}": "", "version": "2"})
    assert [answer.status_code for answer in (stale, unread, over)] == [409, 422, 422]
    assert "nằm ngoài khoảng" in text(over)
    assert list(BallotPoints.objects.values_list("points", flat=True)) == [Decimal("5.50")]


def test_nobody_opens_the_sheet_of_another(make_scene, enter, sign_in, post):
    scene = make_scene().open()
    theirs = f"{BASE}cham/{scene.ballot(1).pk}/"
    client = enter(scene.accounts[0])
    assert [client.get(f"{theirs}{tail}").status_code for tail in ("", "phieu/pdf/")] == [404, 404]
    assert (post(theirs, {"version": "1"}).status_code, post(f"{theirs}khong-cham/", {"reason": "x"}).status_code) == (404, 404)
    office = sign_in()
    assert office.get(theirs).status_code == 404
    assert "không ngồi trong hội đồng" in text(office.get(f"{BASE}cham/"))
    assert "chưa ai xem được điểm" in text(office.get(f"{BASE}ho-so/{scene.file().pk}/"))


def test_seven_members_score_forty_four_files(make_scene, enter, post):
    """The capability's measure, at the level of the views: every ballot is sent as its member's page sends it."""
    scene = make_scene(replace(PLAIN, method="trimmed"), members=7, files=44).open()
    one, two = scene.items
    for member in range(6):
        rows = list(Ballot.objects.filter(seat=scene.seats[member]))
        BallotPoints.objects.bulk_create(
            BallotPoints(ballot=row, criterion_id=key, points=value)
            for row in rows
            for key, value in ((one, Decimal(5) + Decimal(member) / 2 % 1), (two, 4))
        )
    enter(scene.accounts[6])
    address, sent = f"{BASE}cham/{scene.ballot(6, 0).pk}/", 0
    while address != f"{BASE}cham/":
        address = post(address, {f"points-{one}": "6", f"points-{two}": "4", "version": "1", "then": "next"})["Location"]
        sent += 1
    assert sent == 44
    scene.closed()
    assert set(CouncilFile.objects.values_list("points", flat=True)) == {Decimal("9.30")}
