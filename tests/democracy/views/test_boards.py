import re
import secrets
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kheo.democracy.actions.board_inspections import confirm_minutes, hold_inspection
from kheo.democracy.actions.projects import GiftContent, ProgressContent, contribute, report_progress
from kheo.democracy.actions.recommendations import ReplyContent, reply
from kheo.democracy.models import (
    Board,
    BoardMember,
    BoardPlan,
    BoardReport,
    Contribution,
    Inspection,
    Outcome,
    Progress,
    Project,
    Recommendation,
    Reply,
    Sighting,
    SightingPhoto,
)
from kheo.democracy.rules.plans import PLAN_PARTS, quarter_before
from kheo.organisation.models import Account
from tests.democracy.board_scene import days, make_work

HERE = "/gso2025-13324/dan-chu/"
STAFF = f"{HERE}quan-ly/"


@pytest.fixture
def work(scene):
    return make_work(scene)


@pytest.fixture(autouse=True)
def _stored_here(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


def sign_in(client, actor):
    client.force_login(Account.objects.get(pk=actor.account_id), "django.contrib.auth.backends.ModelBackend")
    return client


def send(client, address, **data):
    return client.post(address, {"once": secrets.token_urlsafe(18), **data})


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def day(count):
    return f"{days(count):%d/%m/%Y}"


def picture(name="nut.jpg"):
    written = BytesIO()
    Image.new("RGB", (60, 40), "grey").save(written, "JPEG")
    return SimpleUploadedFile(name, written.getvalue())


def test_the_front_recognises_a_board_fills_it_and_lets_somebody_go(client, scene):
    front = sign_in(client, scene.front)
    assert "Chưa có ban nào" in words(front.get(f"{STAFF}ban/"))
    page = f"{STAFF}ban/cong-nhan/"
    assert "mỗi nơi ít nhất một người (Điều 13 khoản 2 Nghị định 59/2023/NĐ-CP)" in words(front.get(page))
    paper = {"number": "12/QĐ-MTTQ", "day": day(-200), "decided": "5", "term_from": day(-200), "term_to": day(1600)}
    refused = send(front, page, **{**paper, "decided": "4"})
    assert refused.status_code == 422
    assert "Ban có ít nhất 05 thành viên (Điều 36 khoản 1 Luật 10/2022/QH15)" in words(refused)
    answer = send(front, page, **paper)
    board = Board.objects.get()
    assert answer.url == f"{STAFF}ban/{board.pk}/"
    assert "Chưa có Trưởng ban (Điều 36 khoản 3" in words(front.get(answer.url))
    member = {"name": "Cá nhân 01", "seat": "head", "village": scene.village.pk, "joined_on": day(-190), "version": board.version}
    address = f"{answer.url}them-nguoi/"
    assert front.get(address).status_code == 200
    assert send(front, address, **member).status_code == 422
    assert send(front, address, **member, meets_standards="on").url == answer.url
    assert "Cá nhân 01" in words(front.get(answer.url))
    row, board = BoardMember.objects.get(), Board.objects.get()
    leave = f"{STAFF}thanh-vien-ban/{row.pk}/thoi/"
    assert front.get(leave).status_code == 200
    told = {"left_on": day(-5), "ground": "resigned"}
    alone = send(front, leave, **told, version=board.version)
    assert (alone.status_code, "nơi đã bầu họp cho thôi, Mặt trận công nhận (Điều 36 khoản 2" in words(alone)) == (422, True)
    told |= {"paper": "05/QĐ-MTTQ, 02/03/2026"}
    stale = send(front, leave, **told, version=board.version - 1)
    assert (stale.status_code, f'name="version" value="{board.version}"' in stale.content.decode()) == (422, True)
    assert "Luật không có gia hạn: nhiệm kỳ theo nhiệm kỳ của Tổ trưởng tổ dân phố" in words(front.get(answer.url))
    reseat = f"{STAFF}thanh-vien-ban/{row.pk}/vi-tri/"
    assert front.get(reseat).status_code == 200
    assert send(front, reseat, seat="deputy", on=day(-6), version=board.version).url == answer.url
    assert f"Phó Trưởng ban từ {day(-6)} ·" in words(front.get(answer.url))
    assert send(front, leave, **told, version=board.version + 1).url == answer.url
    shown = words(front.get(answer.url))
    assert "xin thôi, theo 05/QĐ-MTTQ, 02/03/2026." in shown
    assert "bầu bổ sung ở cuộc họp tổ dân phố (Điều 36 khoản 2" in shown
    board.refresh_from_db()
    assert send(front, f"{answer.url}thong-bao/", day=day(-3), version=board.version).url == answer.url
    assert front.get(f"{answer.url}tep/").status_code == 404


def test_a_supervision_board_is_founded_from_its_project_told_about_and_dissolved(client, scene, work):
    front = sign_in(client, scene.front)
    project = work.project()
    page = f"{STAFF}cong-trinh/{project.pk}/"
    assert send(front, f"{page}lap-ban/", number="31", day=day(-60), decided="4").status_code == 422
    answer = send(front, f"{page}lap-ban/", number="31", day=day(-60), decided="5")
    board = Board.objects.get(project=project)
    assert answer.url == f"{STAFF}ban/{board.pk}/"
    delegate = work.member("Cá nhân 05").position
    form = front.get(f"{answer.url}them-nguoi/")
    assert "Cá nhân 05" in form.content.decode()
    told = {"delegate": delegate.pk, "seat": "member", "part": "inspection_board", "joined_on": day(-50)}
    assert send(front, f"{answer.url}them-nguoi/", **told, meets_standards="on", version=board.version).url == answer.url
    board.refresh_from_db()
    assert send(front, f"{answer.url}bao-chu-dau-tu/", day=day(-50), version=board.version).url == answer.url
    assert f"giám sát được từ {day(-5)}" in words(front.get(answer.url))
    sent = BoardMember.objects.get(board=board)
    board.refresh_from_db()
    leave = f"{STAFF}thanh-vien-ban/{sent.pk}/thoi/"
    assert 'name="vote"' not in front.get(leave).content.decode()  # whom the inspection board sent, no village lets go
    assert send(front, leave, left_on=day(-1), ground="resigned", version=board.version).url == answer.url
    shown = words(front.get(answer.url))
    assert "Khuyết thì Mặt trận cử, đề nghị cử hoặc tổ chức bầu bổ sung" in shown
    assert "Ban không có nhiệm kỳ để gia hạn" in shown
    board.refresh_from_db()
    assert front.get(f"{answer.url}giai-the/").status_code == 200
    refused = send(front, f"{answer.url}giai-the/", day=day(0), why="đã bàn giao", version=board.version)
    assert "Công trình chưa ghi hoàn thành hay dừng" in words(refused)
    Project.objects.update(state="done")
    assert send(front, f"{answer.url}giai-the/", day=day(0), why="đã bàn giao", version=board.version).url == answer.url
    assert f"tự giải thể {day(0)}" in words(front.get(answer.url))
    assert "đã giải thể (1)" in words(front.get(f"{STAFF}ban/"))


def test_a_member_plans_a_period_changes_the_plan_and_reports_on_it(client, scene, work):
    member = sign_in(client, scene.inspector)
    board = f"{STAFF}ban/{work.board.pk}/"
    parts = dict.fromkeys(PLAN_PARTS, "Lời của mục")
    assert member.get(f"{board}lap-ke-hoach/").status_code == 200
    assert send(member, f"{board}lap-ke-hoach/", period="quarter-1", year="2026").status_code == 422
    answer = send(member, f"{board}lap-ke-hoach/", period="quarter-1", year="2026", **parts)
    plan = BoardPlan.objects.get()
    assert answer.url == f"{STAFF}ke-hoach-ban/{plan.pk}/"
    again = send(member, f"{answer.url}dieu-chinh/", **{**parts, "content": "Lời mới"})
    assert "Lời mới" in words(member.get(again.url))
    assert "đã được thay" in words(member.get(answer.url))
    assert member.get(f"{again.url}ke-hoach.pdf").content.startswith(b"%PDF")
    quarter = quarter_before(days(0))
    asked = f"?period=quarter-{quarter.number}&year={quarter.year}"
    assert "dự thảo" in words(member.get(f"{board}bao-cao/{asked}"))
    assert member.get(f"{board}bao-cao/?period=week-1&year=1").status_code == 200
    assert member.get(f"{board}bao-cao/du-thao.docx{asked}").content.startswith(b"PK")
    gone = f"{board}bao-cao/gui/{asked}"
    period = {"period": f"quarter-{quarter.number}", "year": quarter.year}
    assert send(member, gone, **period, number=" ", sent_on=day(0)).status_code == 422
    assert send(member, gone, **period, number="05/BC-BTTND", sent_on=day(0)).url == board
    sent = BoardReport.objects.get()
    assert "giữ nguyên như lúc gửi" in words(member.get(f"{board}bao-cao/{asked}"))
    assert member.get(f"{STAFF}bao-cao-ban/{sent.pk}/bao-cao.pdf").content.startswith(b"%PDF")


def test_an_inspection_goes_from_its_plan_to_a_finding_with_a_photograph(client, scene, work):
    member = sign_in(client, scene.inspector)
    board = f"{STAFF}ban/{work.board.pk}/"
    told = {"way": "inspect", "subject": "Thu, chi tiền làm đường", "whom": "Tổ dân phố", "planned_on": day(-10)}
    assert member.get(f"{board}them-cuoc/").status_code == 200
    answer = send(member, f"{board}them-cuoc/", **told)
    one = Inspection.objects.get()
    assert answer.url == f"{STAFF}kiem-tra/{one.pk}/"
    assert "Ghi ngày gửi kế hoạch" in words(member.get(answer.url))
    assert send(member, f"{answer.url}doi-ngay/", planned_on=day(-9), version=1).url == answer.url
    late = send(member, f"{answer.url}gui/", sent_on=day(-10), version=2)
    assert (late.status_code, "Chậm nhất phải gửi ngày" in words(late)) == (422, True)
    assert send(member, f"{answer.url}gui/", sent_on=day(-10), late_why="đột xuất", version=2).url == answer.url
    assert "báo trước muộn" in words(member.get(answer.url))
    assert send(member, f"{answer.url}ket-qua/", held_on=day(-9), conclusion="Cơ bản đúng.", version=3).url == answer.url
    photo = {"kind": "limit", "text": "Mặt đường nứt 12 m.", "photos": picture(), "caption": "Vết nứt", "is_public": "on"}
    form = f"{answer.url}ghi-phat-hien/"
    assert member.get(form).status_code == 200
    assert send(member, form, **photo).status_code == 422
    photo["photos"] = picture()
    assert send(member, form, **photo, is_not_secret="on").url == answer.url
    assert send(member, form, kind="right", text="Sổ sách đủ.").url == answer.url
    kept = SightingPhoto.objects.get()
    assert b"".join(member.get(f"{STAFF}anh-phat-hien/{kept.pk}/").streaming_content).startswith(b"\xff\xd8")
    public = f"{HERE}giam-sat/anh/{kept.pk}/"
    assert client.get(public).status_code == 404  # the minutes are not confirmed yet
    limit = Sighting.objects.get(kind="limit")
    assert send(member, f"{STAFF}phat-hien/{limit.pk}/ghi-lai/", kind="limit", text="Nứt 21 m.").url == answer.url
    seen = words(member.get(answer.url))
    assert "Nứt 21 m." in seen
    assert "thay bản «Mặt đường nứt 12 m.»" in seen
    assert member.get(f"{answer.url}ke-hoach.pdf").content.startswith(b"%PDF")
    assert (
        member.get(f"{answer.url}xac-nhan/").status_code == 403
        or send(member, f"{answer.url}xac-nhan/", day=day(-8), version=4).status_code == 403
    )
    front = sign_in(client, scene.front)
    assert send(front, f"{answer.url}xac-nhan/", day=day(-8), version=4).url == answer.url
    assert b"".join(client.get(public).streaming_content).startswith(b"\xff\xd8")
    other = work.planned()
    assert send(front, f"{STAFF}kiem-tra/{other.pk}/thoi/", why="mưa bão", version=1).status_code == 302
    assert "mưa bão" in words(front.get(f"{STAFF}kiem-tra/{other.pk}/"))


def test_a_recommendation_is_written_confirmed_received_answered_late_and_looked_at(client, scene, work):
    one = work.confirmed(-60)
    member = sign_in(client, scene.inspector)
    form = f"{STAFF}kiem-tra/{one.pk}/kien-nghi/"
    assert member.get(f"{form}?tu={one.sightings.get().pk}").status_code == 200
    one.whom = "Tổ dân phố Điệp Sơn"  # the commune answers for what a village did
    one.save(update_fields=["whom"])
    assert 'value="Ủy ban nhân dân phường Duy Tiên"' in member.get(form).content.decode()
    told = {"text": "Tôi tố cáo.", "addressee": "committee", "whom": "Uỷ ban nhân dân phường"}
    hint = send(member, form, **told)
    assert (hint.status_code, "Khéo không nhận, không giữ khiếu nại, tố cáo" in words(hint)) == (422, True)
    answer = send(member, form, **{**told, "text": "Sửa mặt đường."})
    row = Recommendation.objects.get()
    assert answer.url == f"{STAFF}kien-nghi/{row.pk}/"
    assert client.get(f"{HERE}kien-nghi/{row.pk}/").status_code == 404
    assert sign_in(client, scene.leader).get(answer.url).status_code == 404
    front = sign_in(client, scene.front)
    assert "Chờ Mặt trận xác nhận" in words(front.get(answer.url))
    assert send(front, f"{answer.url}xac-nhan/", number="03/KN", day=day(-50), version=1).url == answer.url
    assert front.get(f"{answer.url}kien-nghi.pdf").content.startswith(b"%PDF")
    assert send(front, f"{answer.url}da-nhan/", received_on=day(-45), version=2).url == answer.url
    public = words(client.get(f"{HERE}kien-nghi/{row.pk}/"))
    assert "quá hạn trả lời" in public
    assert "Điều 40 khoản 1 điểm c Luật 10/2022/QH15" in public
    assert "Quá hạn trả lời" in words(client.get(f"{HERE}giam-sat/"))
    leader = sign_in(client, scene.leader)
    assert send(leader, f"{answer.url}tra-loi/", on=day(-2), text=" ", version=3).status_code == 422
    assert send(leader, f"{answer.url}tra-loi/", on=day(-2), text="Đã giao sửa.", version=3).url == answer.url
    first = Reply.objects.get()
    assert leader.get(f"{STAFF}tra-loi/{first.pk}/tep/").status_code == 404
    again = send(leader, f"{STAFF}tra-loi/{first.pk}/tra-loi-lai/", on=day(-1), text="Đã sửa xong.", version=4)
    assert again.url == answer.url
    public = words(client.get(f"{HERE}kien-nghi/{row.pk}/"))
    assert "trả lời muộn" in public
    assert "thay trả lời trước" in public
    member = sign_in(client, scene.inspector)
    seen = {"on": day(0), "is_done": "yes", "note": "đã sửa"}
    assert send(member, f"{answer.url}thuc-hien/", **seen, version=5).url == answer.url
    assert Outcome.objects.get().is_done
    draft = work.recommended(-40)
    assert send(member, f"{STAFF}kien-nghi/{draft.pk}/rut/", why="đã sửa tại chỗ", version=1).status_code == 302
    assert "Đã rút: đã sửa tại chỗ" in words(member.get(f"{STAFF}kien-nghi/{draft.pk}/"))
    refused = member.get(f"{STAFF}kien-nghi/{draft.pk}/kien-nghi.pdf")
    assert refused.url == f"{STAFF}kien-nghi/{draft.pk}/"


def test_what_is_next_door_is_found_nowhere_here(client, scene, there):
    theirs = make_work(there)
    project = theirs.project()
    board = theirs.supervising(project)
    row = theirs.received()
    reply(there.leader, row, ReplyContent(days(-20), "Đã sửa."), row.version)
    contribute(there.front, project, GiftContent("work", 5, days(-9)))
    report_progress(there.front, project, ProgressContent(days(-9), 5))
    numbers = {
        "ban": board.pk, "kiem-tra": row.inspection_id, "kien-nghi": row.pk, "cong-trinh": project.pk,
        "phat-hien": Sighting.objects.get().pk, "tra-loi": Reply.objects.get().pk, "dong-gop": Contribution.objects.get().pk,
        "tien-do": Progress.objects.get().pk,
    }  # fmt: skip
    office = sign_in(client, scene.office)
    tails = {
        "ban": ("", "them-nguoi/", "thong-bao/", "giai-the/", "lap-ke-hoach/", "bao-cao/", "bao-cao/du-thao.pdf", "them-cuoc/"),
        "kiem-tra": ("", "gui/", "ket-qua/", "ghi-phat-hien/", "xac-nhan/", "ke-hoach.pdf", "kien-nghi/"),
        "kien-nghi": ("", "tra-loi/", "da-nhan/", "kien-nghi.docx"),
        "cong-trinh": ("", "sua/", "tien-do/", "dong-gop/"),
        "phat-hien": ("ghi-lai/",), "tra-loi": ("tep/", "tra-loi-lai/"), "dong-gop": ("ghi-lai/",), "tien-do": ("ghi-lai/",),
    }  # fmt: skip
    asked = [f"{STAFF}{part}/{numbers[part]}/{tail}" for part, ends in tails.items() for tail in ends]
    asked += [f"{HERE}cong-trinh/{project.pk}/", f"{HERE}kien-nghi/{row.pk}/"]
    assert {address: office.get(address).status_code for address in asked} == dict.fromkeys(asked, 404)
    for page in (f"{HERE}giam-sat/", f"{HERE}cong-trinh/", f"{STAFF}ban/", f"{STAFF}cong-trinh/"):
        assert project.name not in words(office.get(page))


def test_the_public_does_not_read_signs_of_a_violation_nor_who_sat_in_a_board_that_is_over(client, scene, work):
    held = work.held()
    from_board = Board.objects.get(pk=work.supervising().pk)
    work.member("Cá nhân 07", board=from_board)
    Sighting.objects.create(inspection=held, kind="sign", text="Nghi ghi khống ngày công.")
    Sighting.objects.create(inspection=held, kind="right", text="Sổ sách đủ.")
    assert "Sổ sách đủ." not in words(client.get(f"{HERE}giam-sat/"))
    confirm_minutes(scene.front, held, days(-29), held.version)
    page = words(client.get(f"{HERE}giam-sat/"))
    assert "Sổ sách đủ." in page
    assert "Nghi ghi khống" not in page
    assert "Cá nhân 07" in page
    from_board.refresh_from_db()
    from_board.dissolved_on = days(0)
    from_board.save()
    assert "Cá nhân 07" not in words(client.get(f"{HERE}giam-sat/"))
    assert "Cá nhân 07" not in words(client.get(f"{HERE}cong-trinh/{from_board.project_id}/"))


@pytest.mark.parametrize("page", ["giam-sat/", "quan-ly/ban/", "cong-trinh/", "quan-ly/ban/{board}/", "cong-trinh/{project}/"])
def test_lists_ask_as_often_for_many_as_for_one(client, scene, work, page, django_assert_max_num_queries):
    project = work.project()
    board = work.supervising(project)
    office = sign_in(client, scene.office)

    def grow(number):
        work.member(f"Cá nhân 1{number}", board=work.supervising(work.project(name=f"Công trình {number}")))
        row = work.received(on=-20 - number)
        report_progress(scene.front, project, ProgressContent(days(-9), 5))
        contribute(scene.front, project, GiftContent("work", 5, days(-9), scene.village))
        visit = work.planned(board, on=-10)
        hold_inspection(scene.front, visit, days(-10), "Đúng.", visit.version)
        return row

    def count():
        with django_assert_max_num_queries(60) as asked:
            assert office.get(HERE + page.format(board=work.board.pk, project=project.pk)).status_code == 200
        return len(asked)

    grow(1)
    office.get(HERE + page.format(board=work.board.pk, project=project.pk))
    one = count()
    for number in (2, 3, 4):
        grow(number)
    assert count() == one


def test_the_people_s_own_page_leads_to_the_boards_and_the_works(client, scene):
    page = client.get(HERE).content.decode()
    assert [page.count(f'href="{HERE}{one}"') for one in ("giam-sat/", "cong-trinh/")] == [1, 1]
