from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from kheo.assessment.actions.sheets import Score, open_assessment, record_scores
from kheo.assessment.models import Appeal, Ballot, BallotPoints, Conflict, Council, CouncilFile, Seat
from kheo.movement.actions.councils import bring_registrations
from kheo.movement.models import Registration, RegistrationAssessment
from kheo.organisation.models import Position, Role
from tests import factories
from tests.movement.council_scene import PLAIN, CouncilScene

BASE = "/gso2024-349/hoi-dong/duy-tien-2024/"
SETTINGS = {
    "title": "Hội đồng thẩm định",
    "readers_each": "0",
    "method": "mean",
    "spread_limit": "3",
    "tie_rule": "same",
    "quorum_percent": "70",
    "approval_percent": "70",
    "appeal_days": "5",
}


@pytest.fixture
def make(place):
    def scene(settings=PLAIN, **more):
        return CouncilScene(place, settings, code="duy-tien-2024", **more)

    return scene


@pytest.fixture
def enter(client):
    def as_account(account):
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_account


def text(answer):
    return answer.content.decode()


def day():
    return f"{timezone.localdate():%d/%m/%Y}"


def test_the_office_leads_a_council_from_founding_to_publication(sign_in, post, place, programme):
    client = sign_in()
    files = [factories.make_registration(programme, title, state="reported") for title in ("Bếp ấm", "Cổng trường")]
    people = [factories.make_account(Role.COUNCIL, place).person for _ in range(3)]
    assert "Lập hội đồng" in text(client.get(BASE))
    wrong = post(f"{BASE}cach-lam/", {**SETTINGS, "spread_limit": ""})
    assert (wrong.status_code, 'value="Hội đồng thẩm định"' in text(wrong)) == (422, True)
    assert post(f"{BASE}cach-lam/", SETTINGS)["Location"] == BASE
    assert post(f"{BASE}cach-lam/", {**SETTINGS, "title": "Tổ thẩm định", "version": "1"})["Location"] == BASE
    assert post(f"{BASE}cach-lam/", {**SETTINGS, "version": "1"}).status_code == 422
    for number, person in enumerate(people):
        part = ("chair", "secretary", "member")[number]
        assert post(f"{BASE}thanh-vien/", {"person": str(person.pk), "part": part}).status_code == 302
    assert post(f"{BASE}thanh-vien/", {"person": "", "part": "member"}).status_code == 422
    spare = factories.make_account(Role.COUNCIL, place).person
    assert post(f"{BASE}thanh-vien/", {"person": str(spare.pk), "part": "chair"}).status_code == 422
    post(f"{BASE}thanh-vien/", {"person": str(spare.pk), "part": "member"})
    post(f"{BASE}thanh-vien/{Seat.objects.get(person=spare).pk}/bo/")
    page = text(client.get(BASE))
    assert ("Đưa 2 hồ sơ ra hội đồng" in page, "Giao hồ sơ, bắt đầu chấm" in page) == (True, False)
    post(f"{BASE}ho-so/")
    assert "Không còn hồ sơ nào" in text(client.get(post(f"{BASE}ho-so/")["Location"]))
    post(f"{BASE}bat-dau/", {"version": str(Council.objects.get().version)})
    assert (Council.objects.get().state, Ballot.objects.count()) == ("scoring", 6)
    assert {row.state for row in Registration.objects.filter(pk__in=[one.pk for one in files])} == {"in_assessment"}
    absent = Seat.objects.get(person=people[2])
    assert "Ghi vắng: " in text(client.get(f"{BASE}thanh-vien/{absent.pk}/vang/"))
    assert post(f"{BASE}thanh-vien/{absent.pk}/vang/", {"reason": ""}).status_code == 422
    assert post(f"{BASE}thanh-vien/{absent.pk}/vang/", {"reason": "ốm", "substitute": str(people[0].pk)}).status_code == 422
    assert post(f"{BASE}thanh-vien/{absent.pk}/vang/", {"reason": "ốm", "substitute": str(spare.pk)}).status_code == 302
    page = text(client.get(BASE))
    assert (page.count("0/2"), "dự thay" in page, "vắng" in page) == (3, True, True)
    version = str(Council.objects.get().version)
    assert "Còn 2 hồ sơ chưa chấm xong" in text(client.get(post(f"{BASE}khoa-diem/", {"version": version})["Location"]))


def test_a_member_scores_alone_and_is_led_through_the_files(make, enter, post, office):
    scene = make().open()
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


def test_what_is_typed_is_kept_on_the_way(make, enter, client):
    scene = make().open()
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


def test_nobody_opens_the_sheet_of_another(make, enter, sign_in, post):
    scene = make().open()
    theirs = f"{BASE}cham/{scene.ballot(1).pk}/"
    client = enter(scene.accounts[0])
    assert [client.get(f"{theirs}{tail}").status_code for tail in ("", "phieu/pdf/")] == [404, 404]
    assert (post(theirs, {"version": "1"}).status_code, post(f"{theirs}khong-cham/", {"reason": "x"}).status_code) == (404, 404)
    office = sign_in()
    assert office.get(theirs).status_code == 404
    assert "không ngồi trong hội đồng" in text(office.get(f"{BASE}cham/"))
    assert "chưa ai xem được điểm" in text(office.get(f"{BASE}ho-so/{scene.file().pk}/"))


def test_who_holds_office_in_the_unit_does_not_judge_and_others_may_declare(make, enter, post, place):
    scene = make(files=0)
    commune = factories.make_unit("gso2024-13325", "Phường Hòa Mạc")
    union = factories.make_body(place, "phu-nu", "Hội Phụ nữ", "union", unit=commune)
    mine = factories.make_registration(scene.programme, "Của đơn vị tôi", state="reported", unit=commune)
    other = factories.make_registration(
        scene.programme, "Của nơi khác", state="reported", unit=factories.make_unit("gso2024-13333", "Phường Hoàng Đông")
    )
    scene.registrations = [mine, other]
    factories.Position.objects.create(
        person=scene.accounts[2].person, body=union, title="Chủ tịch", role=Role.UNIT_STAFF, valid_from=factories.date(2020, 1, 1)
    )
    bring_registrations(scene.office, scene.programme)
    scene.open()
    kept = Conflict.objects.get()
    assert (kept.seat_id, kept.file_id, kept.reason) == (scene.seats[2].pk, scene.file(0).pk, "Chủ tịch, Hội Phụ nữ")
    client = enter(scene.accounts[2])
    page = text(client.get(f"{BASE}cham/"))
    assert ("0/1 hồ sơ đã chấm" in page, "Chủ tịch, Hội Phụ nữ" in page) == (True, True)
    address = f"{BASE}cham/{scene.ballot(2, 1).pk}/khong-cham/"
    assert post(address, {"reason": ""}).status_code == 422
    assert post(address, {"reason": "em trai tôi làm trưởng thôn"})["Location"] == f"{BASE}cham/"
    assert "em trai tôi" in text(client.get(f"{BASE}cham/"))


@pytest.fixture
def wide(make):
    """Two files: the first agreed on by all, the second one too far apart; the round is closed."""
    scene = make(replace(PLAIN, with_vote=True)).open()
    scene.give_all((6, 4), (6, 3), (5, 4))
    scene.give(2, 1, 1, 1)
    return scene.closed()


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


def test_ties_wait_for_the_chair_who_decides_on_the_page(make, enter, post):
    scene = make(replace(PLAIN, tie_rule="chair")).open().give_all((6, 4), (6, 4), (6, 4)).closed().met(timezone.localdate())
    client = enter(scene.accounts[0])
    first, second = scene.file(0).pk, scene.file(1).pk
    assert "chủ tịch hội đồng quyết định thứ tự" in text(client.get(BASE))
    sent = {"first": str(first), f"bang-{first}-order-{first}": "1", f"bang-{first}-order-{second}": "1"}
    twice = post(f"{BASE}thu-tu/", {**sent, f"bang-{first}-reason": "lan toả hơn"})
    assert (twice.status_code, "Mỗi hồ sơ một thứ tự khác nhau" in text(twice)) == (422, True)
    sent |= {f"bang-{first}-order-{first}": "2", f"bang-{first}-reason": "lan toả hơn"}
    assert post(f"{BASE}thu-tu/", sent).status_code == 302
    assert [one.result.file.pk for one in client.get(BASE).context["results"]] == [second, first]


def test_a_secret_council_shows_who_took_part_and_no_points(make, sign_in):
    scene = make(replace(PLAIN, secret=True)).open().give_all((6, 4), (6, 3), (5.5, 4)).closed().met(timezone.localdate())
    client = sign_in()
    page = text(client.get(f"{BASE}ho-so/{scene.file().pk}/"))
    assert all(account.person.name in page for account in scene.accounts)
    assert ("Điểm từng phiếu" in page, "5,5" in page, "5.5" in page) == (False, False, False)
    assert client.get(f"{BASE}cham/{scene.ballot(0).pk}/phieu/pdf/").status_code == 404


@pytest.fixture
def out(make):
    return make().open().give_all((6, 4), (6, 4), (5, 4)).closed().met(timezone.localdate()).published(timezone.localdate())


def test_a_unit_appeals_and_the_office_answers(out, sign_in, post, place):
    registration = out.registrations[0]
    body = factories.make_body(place, "doan", "Đoàn phường", "union", unit=registration.initiative.unit)
    assert body.unit_id == registration.initiative.unit_id
    client = sign_in(Role.UNIT_STAFF, body="doan")
    address = f"/gso2024-349/kien-nghi-diem/{registration.pk}/"
    assert "Nhận kiến nghị đến hết ngày" in text(client.get(address))
    assert post(address, {"text": ""}).status_code == 422
    assert post(address, {"text": "Mục 2 chưa tính đợt hai."})["Location"] == address
    again = post(address, {"text": "Lần nữa."})
    assert (again.status_code, "đã có kiến nghị" in text(again)) == (422, True)
    client = sign_in()
    made = Appeal.objects.get()
    answer = f"{BASE}kien-nghi/{made.pk}/tra-loi/"
    assert "Mục 2 chưa tính đợt hai." in text(client.get(answer))
    assert post(answer, {"answer": "", "version": "1", "act": "uphold"}).status_code == 422
    assert post(answer, {"answer": "Tính thêm.", "version": "1", "act": "uphold"})["Location"] == BASE
    assert "đang phúc tra" in text(client.get(BASE))
    post(f"{BASE}ho-so/{out.file().pk}/khoa-lai/")
    assert CouncilFile.objects.get(pk=out.file().pk).points == Decimal("9.67")
    assert post(answer, {"answer": "Lần nữa.", "version": "2", "act": "reject"}).status_code == 422


def test_the_office_gives_a_file_to_one_more_member_by_hand(make, sign_in, post):
    scene = make(replace(PLAIN, readers_each=1)).open()
    client, file = sign_in(), scene.file()
    page = client.get(f"{BASE}ho-so/{file.pk}/")
    free = page.context["free_seats"]
    assert (len(free), "Giao thêm cho" in text(page), f"ho-so/{file.pk}/" in text(client.get(BASE))) == (2, True, True)
    assert post(f"{BASE}ho-so/{file.pk}/giao-them/", {"seat": str(free[0].pk)})["Location"] == BASE
    assert Ballot.objects.filter(file=file).count() == 2
    assert post(f"{BASE}ho-so/{file.pk}/giao-them/", {"seat": "x"}).status_code == 404


@pytest.fixture
def staffed(make, place):
    """A council with one file of which two members differ too much; its chair is nothing but staff of a unit."""
    scene = make(members=2, files=1)
    held = Position.objects.get(person=scene.seats[0].person)
    held.role = Role.UNIT_STAFF
    held.save()
    scene.actors[0] = factories.actor_for(scene.accounts[0])
    return scene.open().give_all((6, 4), (1, 1))


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


def test_another_unit_does_not_appeal_for_it(out, sign_in, place):
    factories.make_body(
        place, "noi-khac", "Đoàn nơi khác", "union", unit=factories.make_unit("gso2024-13333", "Phường Hoàng Đông")
    )
    client = sign_in(Role.UNIT_STAFF, body="noi-khac")
    assert client.get(f"/gso2024-349/kien-nghi-diem/{out.registrations[0].pk}/").status_code == 403


def test_the_neighbours_council_is_not_found(out, sign_in, elsewhere):
    client = sign_in(Role.OFFICE, elsewhere)
    assert client.get(BASE).status_code == 403
    assert client.get(BASE.replace("349", "350")).status_code == 404


def test_pages_of_many_files_cost_what_those_of_one_cost(enter, client, place, django_assert_max_num_queries):
    few = CouncilScene(place, code="duy-tien-2023", year=2023, files=1, members=4)
    many = CouncilScene(place, code="duy-tien-2024", files=9, members=4)
    office = factories.make_account(Role.OFFICE, place)

    def ask(scene, account, path, ceiling):
        enter(account)
        with django_assert_max_num_queries(ceiling) as asked:
            assert client.get(f"/gso2024-349/hoi-dong/{scene.programme.code}/{path(scene)}").status_code == 200
        return len(asked.captured_queries)

    def same(path, number=None):
        one, nine = ((scene.accounts[number] if number is not None else office) for scene in (few, many))
        ask(many, nine, path, ask(few, one, path, 50))

    for scene in (few, many):
        scene.open().give_all((6, 4), (6, 4), (5, 4), (5, 4))
    same(lambda _scene: "cham/", 0)
    same(lambda scene: f"cham/{scene.ballot().pk}/", 0)
    same(lambda _scene: "")
    for scene in (few, many):
        scene.closed().met(timezone.localdate())
    same(lambda _scene: "")
    same(lambda scene: f"ho-so/{scene.file().pk}/")


def test_seven_members_score_forty_four_files(make, enter, post):
    """The capability's measure, at the level of the views: every ballot is sent as its member's page sends it."""
    scene = make(replace(PLAIN, method="trimmed"), members=7, files=44).open()
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


def test_a_member_judges_without_names_while_the_programme_says_so(make, enter, sign_in, post):
    scene = make(anonymous=True).open()
    row = scene.registrations[0].initiative
    row.holder, row.title = "Cá nhân 01", "Bếp ấm của Phường Hòa Mạc"
    row.save()
    client = enter(scene.accounts[0])
    pages = [client.get(address) for address in (f"{BASE}cham/", f"{BASE}cham/{scene.ballot().pk}/", BASE)]
    assert [answer.status_code for answer in pages] == [200, 200, 200]
    assert [("Hòa Mạc" in text(answer), "Cá nhân 01" in text(answer)) for answer in pages] == [(False, False)] * 3
    scene.give_all((6, 4), (6, 4), (5, 4)).closed().met(timezone.localdate())
    pages = [client.get(address) for address in (BASE, f"{BASE}ho-so/{scene.file().pk}/")]
    assert [("Hòa Mạc" in text(answer), "Bếp ấm" in text(answer)) for answer in pages] == [(False, True)] * 2
    assert client.get(f"{BASE}giay/tong-hop/pdf/").status_code == 404
    assert "Hòa Mạc" in text(sign_in().get(BASE))


def test_without_names_nobody_reads_whose_post_bars_whom_but_the_own_one(make, enter, sign_in):
    scene = make(anonymous=True, files=1)
    unit = factories.make_unit("gso2024-13333", "Phường Hoàng Đông")
    scene.registrations.append(factories.make_registration(scene.programme, "Của nơi khác", state="reported", unit=unit))
    bring_registrations(scene.office, scene.programme)
    union = factories.make_body(scene.place, "phu-nu", "Hội Phụ nữ", "union", unit=unit)
    barred = scene.accounts[2].person
    factories.Position.objects.create(
        person=barred, body=union, title="Chủ tịch", role=Role.UNIT_STAFF, valid_from=factories.date(2020, 1, 1)
    )
    scene.open()
    path = f"{BASE}ho-so/{scene.file(1).pk}/"
    told = f"{barred.name} không chấm"
    assert (told in text(enter(scene.accounts[0]).get(BASE)), told in text(enter(scene.accounts[2]).get(BASE))) == (False, True)
    assert "Không tham gia chấm hồ sơ này" not in text(enter(scene.accounts[0]).get(path))
    assert told in text(sign_in().get(BASE))


def test_what_is_before_a_council_waits_for_it_and_not_for_the_office(make, sign_in, post):
    scene = make().open()
    client = sign_in()
    ranking = client.get("/gso2024-349/cham-diem/duy-tien-2024/")
    assert ranking.context["first"] is None
    post(f"{BASE}ho-so/{scene.file(0).pk}/rut/", {"reason": "Đơn vị xin rút"})
    ranking = client.get("/gso2024-349/cham-diem/duy-tien-2024/")
    assert ranking.context["first"] == scene.registrations[0].pk
