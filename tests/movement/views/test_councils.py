from dataclasses import replace

from django.utils import timezone

from kheo.assessment.models import Ballot, Conflict, Council, Seat
from kheo.movement.actions.councils import bring_registrations
from kheo.movement.models import Registration
from kheo.organisation.models import Role
from tests import factories
from tests.movement.council_scene import PLAIN, CouncilScene
from tests.movement.views.council_pages import BASE, text

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


def test_the_office_leads_a_council_from_founding_to_publication(sign_in, post, place, programme):
    client = sign_in()
    files = [factories.make_registration(programme, title, state="reported") for title in ("Bếp ấm", "Cổng trường")]
    people = [factories.make_account(Role.COUNCIL, place).person for _ in range(3)]
    viewer = factories.make_account(Role.VIEWER, place).person
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
    offered = [row for row in (people[0], spare, viewer) if f'<option value="{row.pk}">' in page]
    assert offered == [spare]  # seated already, may score, could open no sheet
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


def test_who_holds_office_in_the_unit_does_not_judge_and_others_may_declare(make_scene, enter, post, place):
    scene = make_scene(files=0)
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


def test_the_office_gives_a_file_to_one_more_member_by_hand(make_scene, sign_in, post):
    scene = make_scene(replace(PLAIN, readers_each=1)).open()
    client, file = sign_in(), scene.file()
    page = client.get(f"{BASE}ho-so/{file.pk}/")
    free = page.context["free_seats"]
    assert (len(free), "Giao thêm cho" in text(page), f"ho-so/{file.pk}/" in text(client.get(BASE))) == (2, True, True)
    assert post(f"{BASE}ho-so/{file.pk}/giao-them/", {"seat": str(free[0].pk)})["Location"] == BASE
    assert Ballot.objects.filter(file=file).count() == 2
    assert post(f"{BASE}ho-so/{file.pk}/giao-them/", {"seat": "x"}).status_code == 404


def test_the_neighbours_council_is_not_found(make_scene, sign_in, elsewhere):
    make_scene().open()
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


def test_what_is_before_a_council_waits_for_it_and_not_for_the_office(make_scene, sign_in, post):
    scene = make_scene().open()
    client = sign_in()
    ranking = client.get("/gso2024-349/cham-diem/duy-tien-2024/")
    assert ranking.context["first"] is None
    post(f"{BASE}ho-so/{scene.file(0).pk}/rut/", {"reason": "Đơn vị xin rút"})
    ranking = client.get("/gso2024-349/cham-diem/duy-tien-2024/")
    assert ranking.context["first"] == scene.registrations[0].pk
