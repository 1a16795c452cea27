from django.utils import timezone

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


def test_without_names_nobody_reads_whose_post_bars_whom_but_the_own_one(make_scene, enter, sign_in):
    scene = make_scene(anonymous=True, files=1)
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
