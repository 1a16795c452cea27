from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.democracy.actions.community import conclude
from kheo.democracy.models import CommunityMeeting, Matter, Scope
from kheo.directives.models import Task, TaskReport
from kheo.organisation.actions.villages import add_village
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Notice
from tests.democracy.community_scene import TODAY, held, planned
from tests.democracy.views.sending import HERE, send, sign_in, words


def told(day):
    return f"{day:%d/%m/%Y}"


def test_a_conference_from_its_plan_to_its_tasks(client, scene):
    scene.roll(50)
    Matter.objects.create(
        locality=scene.locality,
        village=scene.village,
        kind=1,
        scope=Scope.VILLAGE,
        title="Góp tiền lát ngõ 3",
        content="-",
        state="in_force",
        decided_on=TODAY,
    )
    sign_in(client, scene.head)
    send(
        client, "hoi-nghi-cong-dong/lap/", village=scene.village.pk, planned_on=told(TODAY), place="19 giờ, nhà văn hoá",
        content="Ba báo cáo", version="0",
    )  # fmt: skip
    meeting = CommunityMeeting.objects.get()
    here = f"hoi-nghi-cong-dong/{meeting.pk}/"
    send(client, f"{here}gui-ke-hoach/", sent_on=told(TODAY - timedelta(days=12)), version="1")
    late = send(client, f"{here}bao/", noticed_on=told(TODAY - timedelta(days=4)), how="Giấy mời đã gõ", version="2")
    assert late.status_code == 422
    assert "Điều 11 khoản 1 điểm c" in words(late)
    assert "Giấy mời đã gõ" in late.content.decode()
    send(client, f"{here}bao/", noticed_on=told(TODAY - timedelta(days=5)), how="Giấy mời", version="2")
    draft = words(client.get(f"{HERE}{here}bao-cao/head/"))
    assert "có 50 hộ trong sổ" in draft
    assert "«Góp tiền lát ngõ 3»: đang có hiệu lực." in draft
    for by in ("head", "front", "board"):
        assert client.get(f"{HERE}{here}bao-cao/{by}/").status_code == 200
        send(client, f"{here}bao-cao/{by}/", text=f"Báo cáo của {by}")
    send(client, f"{here}da-hop/", held_on=told(TODAY), present="41", guests="2", version="3")
    send(client, f"{here}y-kien/", text="Bao giờ có đèn?", answer="")
    send(client, f"{here}ket-luan/", text="Lắp đèn ngõ 3")
    page = words(client.get(f"{HERE}{here}"))
    assert "Có mặt đại diện 41 trong 50 hộ" in page
    assert "chưa trả lời" in page
    point = meeting.conclusions.get()
    assert client.get(f"{HERE}{here}ket-luan/{point.pk}/giao/").status_code == 403
    sign_in(client, scene.office)
    send(client, f"{here}ket-luan/{point.pk}/giao/", owner=f"u{scene.village.pk}", due_on=told(TODAY + timedelta(days=20)))
    assert Task.objects.get().title == "Lắp đèn ngõ 3"
    sign_in(client, scene.head)
    send(client, f"{here}bao-cao-ket-qua/", sent_on=told(TODAY), version="4")
    page = words(client.get(f"{HERE}{here}"))
    assert "Báo cáo kết quả ngày" in page
    assert "Ghi ý kiến" not in page
    assert "đã họp, đã báo cáo" in words(client.get(f"{HERE}hoi-nghi-cong-dong/"))
    for name in ("ke-hoach", "thong-bao", "ket-qua"):
        assert client.get(f"{HERE}{here}{name}.pdf").content[:5] == b"%PDF-"
        assert client.get(f"{HERE}{here}{name}.docx").content[:2] == b"PK"
    assert client.get(f"{HERE}{here}ke-hoach.exe").status_code == 404
    assert client.get(f"{HERE}{here}bao-cao/king/").status_code == 404


def test_a_task_given_to_a_village_is_seen_and_reported_by_its_own_head_alone(client, scene):
    meeting = held(scene)
    here = f"hoi-nghi-cong-dong/{meeting.pk}/"
    point = conclude(scene.head, meeting, "Lắp đèn ngõ 3")
    sign_in(client, scene.office)
    send(client, f"{here}ket-luan/{point.pk}/giao/", owner=f"u{scene.village.pk}", due_on=told(TODAY + timedelta(days=20)))
    task = Task.objects.get()
    url = f"nhiem-vu/{task.pk}/"
    report = {"text": "Đã lắp 4 đèn", "on": told(TODAY), "version": str(task.version)}

    sign_in(client, scene.other_head)
    assert client.get(f"{HERE}{url}").status_code == 403
    assert send(client, f"{url}bao/", **report).status_code == 403
    assert f'href="{HERE}{url}' not in client.get(f"{HERE}{here}").content.decode()
    assert "Lắp đèn ngõ 3" not in words(client.get(f"{HERE}ban-lam-viec/"))

    sign_in(client, scene.head)
    told_to = Notice.objects.filter(subject="Nhiệm vụ mới: Lắp đèn ngõ 3").values_list("position__role", flat=True)
    assert list(told_to) == ["village_head"]
    desk = client.get(f"{HERE}ban-lam-viec/").content.decode()
    assert f'href="{HERE}{url}' in desk
    assert f'href="{HERE}nhiem-vu/"' not in desk
    assert f'href="{HERE}{url}' in client.get(f"{HERE}{here}").content.decode()
    page = client.get(f"{HERE}{url}").content.decode()
    assert f'href="{HERE}nhiem-vu/?' not in page
    assert client.get(f"{HERE}nhiem-vu/").status_code == 403
    assert send(client, f"{url}bao/", **report).status_code == 302
    assert "Đã lắp 4 đèn" in words(client.get(f"{HERE}{url}"))

    proof = SimpleUploadedFile("den.txt", "Bốn đèn đã sáng.".encode())
    told_again = report | {"version": str(Task.objects.get().version), "file": proof, "is_not_secret": "on"}
    assert send(client, f"{url}bao/", **told_again).status_code == 302
    file = f"{url}minh-chung/{TaskReport.objects.exclude(proof=None).get().pk}/"
    assert f'href="{HERE}{file}"' in client.get(f"{HERE}{url}").content.decode()
    assert b"".join(client.get(f"{HERE}{file}").streaming_content).decode() == "Bốn đèn đã sáng."
    assert sign_in(client, scene.other_head).get(f"{HERE}{file}").status_code == 403


def test_who_may_do_what(client, scene, there):
    meeting = held(scene)
    here = f"hoi-nghi-cong-dong/{meeting.pk}/"
    paths = ("", "sua/", "gui-ke-hoach/", "bao/", "bao-cao/head/", "da-hop/", "y-kien/", "ket-luan/", "bao-cao-ket-qua/")
    codes = {}
    for who in ("head", "other_head", "leader", "office", "inspector"):
        sign_in(client, getattr(scene, who))
        codes[who] = [client.get(f"{HERE}{here}{path}").status_code for path in paths]
    assert codes == {
        "head": [200] * 9, "other_head": [200] + [403] * 8, "leader": [200] + [403] * 8, "office": [200] * 9,
        "inspector": [200] + [403] * 8,
    }  # fmt: skip
    sign_in(client, there.office)
    assert client.get(f"/gso2025-13330/{here}").status_code == 404
    client.logout()
    assert client.get(f"{HERE}{here}").status_code == 302
    sign_in(client, scene.office)
    assert client.get(f"{HERE}{here}ket-luan/999999/giao/").status_code == 404


def test_the_year_tells_which_villages_did_not_meet(client, scene):
    planned(scene)
    sign_in(client, scene.leader)
    page = words(client.get(f"{HERE}hoi-nghi-cong-dong/"))
    assert "Tổ dân phố Quan Phố chưa có kế hoạch" in page
    assert "0 trong 2 tổ dân phố đã họp" in page
    past = words(client.get(f"{HERE}hoi-nghi-cong-dong/?nam={TODAY.year - 1}"))
    assert past.count("không họp trong năm") == 2


def test_a_head_sees_the_own_village_first(client, scene):
    own, other = "Tổ dân phố Điệp Sơn", "Tổ dân phố Quan Phố"
    seen = words(sign_in(client, scene.head).get(f"{HERE}hoi-nghi-cong-dong/"))
    assert seen.index(own, seen.index("đã họp")) < seen.index(other)
    seen = words(sign_in(client, scene.other_head).get(f"{HERE}hoi-nghi-cong-dong/"))
    assert seen.index(other, seen.index("đã họp")) < seen.index(own, seen.index("đã họp"))


def test_the_list_asks_as_many_queries_for_many_villages_as_for_few(client, scene):
    planned(scene)
    sign_in(client, scene.office)

    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{HERE}hoi-nghi-cong-dong/")
        return len(asked)

    count()
    few = count()
    for number in range(8):
        add_village(COMMAND_LINE, scene.locality, scene.locality.unit, f"Tổ dân phố số {number}")
    assert count() == few


def test_a_paper_that_no_letter_prints_is_said_on_the_page(client, scene):
    meeting = planned(scene)
    CommunityMeeting.objects.update(place="Sân 🏳️‍🌈")
    sign_in(client, scene.head)
    here = f"{HERE}hoi-nghi-cong-dong/{meeting.pk}/"
    answer = client.get(f"{here}ke-hoach.pdf")
    assert (answer.status_code, answer.url) == (302, here)
    assert "Chưa in được" in words(client.get(here))
