import pytest
from django.utils import timezone

from kheo.assessment.models import Ballot
from kheo.movement.actions.councils import bring_registrations
from kheo.organisation.models import Role
from tests import factories
from tests.movement.views.council_pages import BASE, text


def test_a_member_judges_without_names_while_the_programme_says_so(make_scene, enter, sign_in, post):
    scene = make_scene(anonymous=True).open()
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


@pytest.fixture
def barred(make_scene):
    """Two files, three members; the last one holds a post in the unit of the second file and does not judge it."""
    scene = make_scene(anonymous=True, files=1)
    unit = factories.make_unit("gso2024-13333", "Phường Hoàng Đông")
    scene.registrations.append(factories.make_registration(scene.programme, "Của nơi khác", state="reported", unit=unit))
    bring_registrations(scene.office, scene.programme)
    union = factories.make_body(scene.place, "phu-nu", "Hội Phụ nữ", "union", unit=unit)
    factories.Position.objects.create(
        person=scene.accounts[2].person,
        body=union,
        title="Chủ tịch",
        role=Role.UNIT_STAFF,
        valid_from=factories.date(2020, 1, 1),
    )
    return scene.open()


def test_without_names_nobody_reads_whose_post_bars_whom_but_the_own_one(barred, enter, sign_in):
    path = f"{BASE}ho-so/{barred.file(1).pk}/"
    told = f"{barred.accounts[2].person.name} không chấm"
    pages = [text(enter(barred.accounts[member]).get(BASE)) for member in (0, 2)]
    assert [told in page for page in pages] == [False, True]
    assert "Không tham gia chấm hồ sơ này" not in text(enter(barred.accounts[0]).get(path))
    assert told in text(sign_in().get(BASE))


def test_without_names_the_progress_tells_no_numbers_by_which_a_member_has_fewer_files(barred, enter, post, sign_in):
    barred.give(1, 0, 6, 4)
    enter(barred.accounts[0])
    page = text(post(f"{BASE}khoa-diem/", {"version": str(barred.now().version)}, follow=True))
    assert ("Chưa chấm xong" in page, "hồ sơ chưa chấm xong" in page) == (True, False)
    assert [f">{done}/{of}<" in page for done in (0, 1) for of in (1, 2)] == [False] * 4
    page = text(sign_in().get(BASE))
    assert [shown in page for shown in (">0/2<", ">1/2<", ">0/1<")] == [True, True, True]


def test_without_names_givers_are_told_with_the_publication_and_not_before(barred, enter, sign_in, client):
    barred.give(0, 0, 6, 4), barred.give(1, 0, 6, 3), barred.give(2, 0, 5, 3)
    barred.give(0, 1, 5.5, 3), barred.give(1, 1, 4, 3)
    Ballot.objects.filter(seat=barred.seats[1]).update(remark="Rất đáng nhân rộng.")
    barred.closed().met(timezone.localdate())
    path, theirs = f"{BASE}ho-so/{barred.file(1).pk}/", f"{BASE}cham/{barred.ballot(1, 1).pk}/phieu/pdf/"
    names = [account.person.name for account in barred.accounts]

    def told(account):
        enter(account)
        page = client.get(path)
        words = text(page)
        assert page.status_code == 200
        return [name in words.split("<main")[1] for name in (names[1], names[2], "Rất đáng nhân rộng.", "7,75 điểm")]

    member = barred.accounts[0]
    assert told(member) == [False, False, False, True]
    own = f"{BASE}cham/{barred.ballot(0, 1).pk}/phieu/pdf/"
    assert [client.get(paper).status_code for paper in (own, theirs)] == [200, 404]
    sign_in()
    assert [name in text(client.get(path)) for name in names] == [True, True, True]
    assert client.get(theirs).status_code == 200
    barred.published(timezone.localdate())
    assert told(member) == [True, True, True, True]
    assert client.get(theirs).status_code == 200


def test_without_names_a_wide_spread_is_settled_by_the_highest_and_the_lowest(barred, enter, client):
    barred.give(0, 0, 6, 4), barred.give(1, 0, 4, 2), barred.give(2, 0, 1, 1)
    barred.give(0, 1, 6, 4), barred.give(1, 1, 6, 4)
    barred.closed().met(timezone.localdate())
    page = text(enter(barred.accounts[0]).get(f"{BASE}ho-so/{barred.file(0).pk}/"))
    council = text(client.get(BASE))
    assert ('<span class="tag">chấm ẩn danh</span>' in council, "Mở tên để xem các phiếu" in council) == (True, False)
    assert ("Phiếu cao nhất 10, thấp nhất 2." in page, "Điểm từng phiếu" in page, "10; 6; 2" in page) == (True, False, False)
