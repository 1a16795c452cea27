"""A matter of the whole ward decided by ballots, by hand: who sees what, what one village's result is called, the sum."""

from datetime import timedelta

from kheo.democracy.actions.rounds import fail_round, open_round, plan_round
from kheo.democracy.models import BallotSheet, Matter, Round
from tests.democracy.meeting_scene import make_matter
from tests.democracy.views.sending import HERE, send, sign_in, words
from tests.democracy.views.test_ballot_pages import counted, read, typed
from tests.democracy.voting_scene import today

STAFF = "dan-chu/quan-ly/viec/"


def day(offset=0):
    return f"{today() + timedelta(days=offset):%d/%m/%Y}"


def answer(client, asked, votes):
    """One village from its plan to its count, nine households that all gave their ballot back."""
    page = f"dan-chu/quan-ly/phat-phieu/{asked.pk}/"
    assert send(client, f"{page}ke-hoach/", **typed(agreed_on="")).status_code == 302
    assert send(client, f"{page}mo/", version=str(asked.version)).status_code == 302
    assert "xin dấu treo của Uỷ ban nhân dân" in words(client.get(f"{HERE}{page}"))
    sheets = list(BallotSheet.objects.filter(round=asked))
    marks = {f"phieu-{one.pk}": "collected" for one in sheets}
    assert send(client, f"{page}danh-sach/", version="1", **marks).status_code == 302
    told = counted(votes_for=str(votes), votes_against=str(9 - votes), other="0", spoilt="0", version="2")
    told |= {"first_witness": str(sheets[0].household_id), "second_witness": str(sheets[1].household_id)}
    assert send(client, f"{page}kiem-phieu/", **told).status_code == 302
    return page


def test_the_ward_asks_every_village_by_ballots_and_adds_them_up(client, scene):
    for village in scene.villages:
        scene.roll(9, village)
    office = sign_in(client, scene.office)
    told = {"where": "ca-xa", "kind": "1", "title": "Mở rộng đường trục", "content": "Mỗi hộ góp 500.000 đồng."}
    assert send(office, f"{STAFF}de-xuat/", **told, way="chair", agreed_on=day(), version="0").status_code == 302
    matter = Matter.objects.get()
    page = f"{STAFF}{matter.pk}/"
    needs = words(office.get(f"{HERE}{page}"))
    assert "Từ 2/3 tổng số tổ dân phố trở lên tán thành" in needs
    assert "Một nơi tán thành khi" in needs
    online = send(office, f"{page}dinh-ngay/", form="online", planned_on=day(), ends_on=day())
    assert (online.status_code, "chỉ dùng cho công việc tự quản" in words(online)) == (422, True)
    planned = send(office, f"{page}dinh-ngay/", form="ballots", planned_on=day(), ends_on=day())
    assert planned.status_code == 302
    early = words(office.get(f"{HERE}{page}"))
    assert ("2 nơi chưa có kết quả" in early, "Tổng hợp kết quả các nơi" in early) == (True, False)
    sign_in(client, scene.head)
    one = answer(client, Round.objects.get(village=scene.village), 6)
    shown = words(client.get(f"{HERE}{one}"))
    assert "Tán thành: 6 trong 9 hộ đồng ý" in shown
    assert "hông qua" not in shown.split("Kế hoạch")[0]  # one village alone carries nothing
    minutes = read(client.get(f"{HERE}{one}bien-ban.pdf"))
    assert "Tổ dân phố Điệp Sơn tán thành. Kết quả báo cáo Uỷ ban nhân dân cấp xã" in minutes
    sign_in(client, scene.other_head)
    answer(client, Round.objects.get(village=scene.villages[1]), 7)
    for actor in (scene.other_head, scene.head):
        assert "Tổng hợp kết quả các nơi" not in words(sign_in(client, actor).get(f"{HERE}{page}"))
    sign_in(client, scene.leader)
    matter.refresh_from_db()
    assert "Tổng hợp kết quả các nơi" in words(client.get(f"{HERE}{page}"))
    assert send(client, f"{page}tong-hop/", version=str(matter.version)).status_code == 302
    matter.refresh_from_db()
    assert send(client, f"{page}hieu-luc/", on=day(), paper="20/QĐ-UBND", version=str(matter.version)).status_code == 302
    sign_in(client, scene.office)
    matter.refresh_from_db()
    assert (matter.state, matter.effect_paper) == ("in_force", "20/QĐ-UBND")
    assert send(client, f"{page}cong-khai/", on=day(), version=str(matter.version)).status_code == 302
    assert send(client, f"{page}bao-cao/", on=day(), report="Xong 1,2 km.", version=str(matter.version + 1)).status_code == 302
    client.logout()
    public = words(client.get(f"{HERE}dan-chu/ban-quyet-dinh/{matter.pk}/"))
    assert "2 trong 2 nơi tán thành; cần 2." in public
    assert "Tổ dân phố Quan Phố: Phát phiếu lấy ý kiến từng hộ" in public
    assert "6 hộ tán thành , 3 hộ không, 0 ý kiến khác, trong 9 hộ; cần 6 hộ. Tán thành." in public
    assert "Xong 1,2 km." in public
    assert "Đại diện hộ" not in public


def test_a_head_plans_again_where_the_own_village_failed_and_the_leader_is_offered_nothing_refused(client, scene):
    for village in scene.villages:
        scene.roll(9, village)
    matter = make_matter(scene, scope="commune")
    page = f"{STAFF}{matter.pk}/"
    assert "Chọn hình thức và ngày" not in words(sign_in(client, scene.leader).get(f"{HERE}{page}"))
    assert "Chọn hình thức và ngày" not in words(sign_in(client, scene.head).get(f"{HERE}{page}"))
    for village in scene.villages:
        opened = open_round(scene.office, plan_round(scene.office, matter, village, "meeting", today()), 1)
        fail_round(scene.office, opened, 2, opened.version)
    sign_in(client, scene.head)
    shown = client.get(f"{HERE}{page}").content.decode()
    codes = [village.code for village in scene.villages]
    assert [f'<option value="{code}">' in shown for code in codes] == [True, False]
    told = {"form": "ballots", "planned_on": day(), "ends_on": day()}
    assert send(client, f"{page}dinh-ngay/", **told, village=codes[1]).status_code == 403
    assert send(client, f"{page}dinh-ngay/", **told, village=codes[0]).status_code == 302
    assert Round.objects.get(attempt=2).village == scene.village
