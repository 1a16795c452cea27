"""The office's year of publishing in a browser's steps: plan, draft, publish, prove, papers, inspectors' page."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader

from kheo.democracy.actions.posting_proofs import ProofContent, prove
from kheo.democracy.actions.postings import draft_posting, publish
from kheo.democracy.actions.publishing_plans import make_plan
from kheo.democracy.models import PlanLine, Posting, PostingDraft, PostingForm, Proof, PublishingPlan
from kheo.foundation.uploads.papers import SentFile
from tests.democracy.posting_scene import TEXT, TODAY, content, make_posting, paper, photo
from tests.democracy.posting_scene import prove as proved
from tests.democracy.views.sending import HERE, send, sign_in, words

OFFICE = "dan-chu/quan-ly/cong-khai/"
YEAR = TODAY.year


@pytest.fixture
def office(client, scene):
    return sign_in(client, scene.office)


def sent_draft(**changes):
    return {
        "item": "2",
        "title": "Thực hiện dự toán quý III",
        "summary": "Thu, chi ngân sách quý III.",
        "paper_day": f"{TODAY:%d/%m/%Y}",
        "responsible": "Tài chính - Kế toán",
        "version": "0",
        "is_not_secret": "on",
        **changes,
    }


def text_file(name="bao-cao.txt", data=b""):
    return SimpleUploadedFile(name, data or TEXT.encode())


def image():
    return SimpleUploadedFile("bang-tin.jpg", photo().data)


def bytes_of(response):
    return b"".join(response.streaming_content)


def test_the_plan_is_made_edited_adopted_and_opened_again(office, scene):
    assert "Lập kế hoạch năm" in words(office.get(f"{HERE}{OFFICE}"))
    assert office.get(f"{HERE}{OFFICE}ke-hoach/lap/").status_code == 200
    assert send(office, f"{OFFICE}ke-hoach/lap/", year=YEAR, has_loudspeaker="on").url == f"{HERE}{OFFICE}ke-hoach/{YEAR}/"
    assert send(office, f"{OFFICE}ke-hoach/lap/", year=YEAR).status_code == 422
    plan, place = PublishingPlan.objects.get(), f"{OFFICE}ke-hoach/{YEAR}/"
    page = words(office.get(f"{HERE}{place}"))
    assert "Dự toán ngân sách đã được Hội đồng nhân dân quyết định" in page
    assert "phát trên truyền thanh" in page
    assert "theo lời văn năm 2022, chưa đối chiếu" in page
    assert send(office, f"{place}truyen-thanh/", co="0", version="1").status_code == 302
    assert "Không có hệ thống truyền thanh" in words(office.get(f"{HERE}{place}"))
    assert "Người khác vừa sửa" in words(office.get(send(office, f"{place}truyen-thanh/", co="1", version="1").url))

    line = {"item": "5", "what": "Quỹ Đền ơn đáp nghĩa", "due_on": f"09/10/{YEAR}", "responsible": "Kế toán", "version": "0"}
    assert office.get(f"{HERE}{place}them/").status_code == 200
    assert send(office, f"{place}them/", **line, more_forms=["network"]).status_code == 302
    assert send(office, f"{place}them/", **{**line, "due_on": "09/10/1999"}).status_code == 422
    made = PlanLine.objects.get(what="Quỹ Đền ơn đáp nghĩa")
    edit = f"{OFFICE}ke-hoach/dong-ke-hoach/{made.pk}/"
    assert "Quỹ Đền ơn" in words(office.get(f"{HERE}{edit}"))
    assert send(office, edit, **{**line, "what": "Quỹ Khuyến học", "version": "1"}).status_code == 302
    late = send(office, edit, **{**line, "version": "1"})
    assert (late.status_code, 'name="version" value="2"' in late.content.decode()) == (422, True)
    assert "Chưa bỏ được" in words(office.get(send(office, f"{edit}bo/", version="1").url))
    assert send(office, f"{edit}bo/", version="2").status_code == 302
    assert office.get(f"{HERE}{edit}").status_code == 404

    plan.refresh_from_db()
    assert office.get(f"{HERE}{place}ban-da-ky/").status_code == 404
    assert office.get(f"{HERE}{place}thong-qua/").status_code == 200
    adopted = {"number": "15/KH-UBND", "day": f"{TODAY:%d/%m/%Y}", "version": plan.version}
    assert send(office, f"{place}thong-qua/", **{**adopted, "version": "1"}).status_code == 422
    answer = send(office, f"{place}thong-qua/", **adopted, file=text_file("ke-hoach.txt"), is_not_secret="on")
    assert answer.status_code == 302
    page = words(office.get(f"{HERE}{place}"))
    assert "đã thông qua Số 15/KH-UBND" in page
    assert bytes_of(office.get(f"{HERE}{place}ban-da-ky/")) == TEXT.encode()
    plan.refresh_from_db()
    assert send(office, f"{place}mo-lai/", version=plan.version).status_code == 302
    assert "Điều chỉnh kế hoạch số 15/KH-UBND" in words(office.get(f"{HERE}{place}"))
    assert "Chưa mở lại được" in words(office.get(send(office, f"{place}mo-lai/", version=plan.version + 1).url))


def test_what_is_prepared_is_looked_at_then_published_and_changed(office, scene):
    plan = make_plan(scene.office, scene.locality, YEAR, has_loudspeaker=True)
    line = plan.lines.get(item=2, period=f"quý III năm {YEAR}")
    form = office.get(f"{HERE}{OFFICE}chuan-bi/?dong={line.pk}")
    assert f"Số liệu, thuyết minh thực hiện dự toán ngân sách, quý III năm {YEAR}" in form.content.decode()
    assert send(office, f"{OFFICE}chuan-bi/", **sent_draft(line=line.pk)).status_code == 422
    hostile = text_file("a.pdf", b"MZ\x90\x00")
    refused = send(office, f"{OFFICE}chuan-bi/", **sent_draft(), file=hostile)
    assert (refused.status_code, "Thu, chi ngân sách quý III." in refused.content.decode()) == (422, True)
    answer = send(office, f"{OFFICE}chuan-bi/", **sent_draft(line=line.pk), file=text_file())
    draft = PostingDraft.objects.get()
    place = f"{OFFICE}chuan-bi/{draft.pk}/"
    assert answer.url == f"{HERE}{place}"
    page = words(office.get(f"{HERE}{place}"))
    assert "Niêm yết ở tổ dân phố" in page
    assert "2 tổ dân phố đang có" in page
    assert bytes_of(office.get(f"{HERE}{place}van-ban/")) == TEXT.encode()
    assert office.get(f"{HERE}{place}sua/").status_code == 200
    assert send(office, f"{place}sua/", **sent_draft(title="Bản sửa", version="1")).status_code == 302
    late = send(office, f"{place}sua/", **sent_draft(version="1"))
    assert (late.status_code, 'name="version" value="2"' in late.content.decode()) == (422, True)
    assert "Chưa công khai được" in words(office.get(send(office, f"{place}cong-khai/", version="1").url))
    assert "Chưa bỏ được" in words(office.get(send(office, f"{place}bo/", version="1").url))
    answer = send(office, f"{place}cong-khai/", version="2")
    posting = Posting.objects.get()
    assert answer.url == f"{HERE}{OFFICE}noi-dung/{posting.pk}/"
    page = words(office.get(answer.url))
    assert "báo Tổ trưởng tổ dân phố. Làm tiếp từng hình thức ở dưới rồi ghi minh chứng." in page
    assert posting.digest in page
    assert "Tổ dân phố Điệp Sơn chưa đến hạn" in page
    assert office.get(f"{HERE}{place}").status_code == 404

    form = office.get(f"{HERE}{OFFICE}chuan-bi/?thay={posting.pk}")
    assert "Thay đổi: Bản sửa" in form.content.decode()
    changed = f"{OFFICE}chuan-bi/?thay={posting.pk}"
    assert send(office, changed, **sent_draft(title="Thay đổi"), file=text_file(data=b"Moi.\n")).status_code == 302
    second = PostingDraft.objects.get(posting=None)
    assert "Bản sửa" in words(office.get(f"{HERE}{OFFICE}chuan-bi/{second.pk}/"))
    send(office, f"{OFFICE}chuan-bi/{second.pk}/cong-khai/", version="1")
    assert "Đã có bản thay đổi: Thay đổi" in words(office.get(f"{HERE}{OFFICE}noi-dung/{posting.pk}/"))
    third = draft_posting(scene.office, scene.locality, content(), paper())
    assert send(office, f"{OFFICE}chuan-bi/{third.pk}/bo/", version="1").status_code == 302
    assert PostingDraft.objects.filter(posting=None).count() == 0


def test_what_the_law_wants_on_the_portal_alone_tells_nobody_and_leaves_nothing_to_do(office, scene):
    draft = draft_posting(scene.office, scene.locality, content(item=14), paper())
    page = words(office.get(send(office, f"{OFFICE}chuan-bi/{draft.pk}/cong-khai/", version="1").url))
    assert Posting.objects.get().forms == ["portal"]
    assert "Đã đăng trang công khai. " in page
    assert "Đã đăng trang công khai và báo" not in page
    assert "Làm tiếp từng hình thức" not in page


def test_proofs_are_written_and_corrected_by_the_office(office, scene):
    posting = make_posting(scene, TODAY - timedelta(days=20), forms=["portal", "office_board", "village_board", "loudspeaker"])
    place = f"{OFFICE}noi-dung/{posting.pk}/minh-chung/"
    assert office.get(f"{HERE}{place}?hinh-thuc=portal").status_code == 404
    assert office.get(f"{HERE}{place}?hinh-thuc=office_board").status_code == 200
    at = f"{place}?hinh-thuc=village_board&noi={scene.village.pk}"
    assert "Tổ dân phố Điệp Sơn" in words(office.get(f"{HERE}{at}"))
    told = {"kind": "shown", "on": f"{TODAY:%d/%m/%Y}"}
    assert send(office, at, **told).status_code == 422
    assert send(office, at, **told, file=image(), is_not_secret="on").status_code == 302
    proof = Proof.objects.get()
    assert bytes_of(office.get(f"{HERE}{OFFICE}minh-chung-cong-khai/{proof.pk}/tep/"))[:2] == b"\xff\xd8"
    air = f"{place}?hinh-thuc=loudspeaker"
    run = {"on": f"{TODAY - timedelta(days=2):%d/%m/%Y}", "until": f"{TODAY:%d/%m/%Y}", "times": "2"}
    assert send(office, air, **run).status_code == 302
    assert Proof.objects.filter(form="loudspeaker").count() == 3
    again = f"{OFFICE}minh-chung-cong-khai/{proof.pk}/ghi-lai/"
    assert "bang-tin.jpg" in words(office.get(f"{HERE}{again}"))
    day = f"{TODAY - timedelta(days=5):%d/%m/%Y}"
    assert send(office, again, kind="shown", on="31/12/1999").status_code == 422
    assert send(office, again, kind="shown", on=day).status_code == 302
    newest = Proof.objects.order_by("-pk").first()
    void = f"{OFFICE}minh-chung-cong-khai/{newest.pk}/ghi-lai/"
    assert send(office, void, bo="1", reason="").status_code == 422
    assert send(office, void, bo="1", reason="Nhầm nơi").status_code == 302
    assert send(office, void, bo="1", reason="Nhầm nơi").status_code == 422
    spoken = Proof.objects.filter(form="loudspeaker").first()
    assert office.get(f"{HERE}{OFFICE}minh-chung-cong-khai/{spoken.pk}/tep/").status_code == 404
    assert office.get(f"{HERE}{place}?hinh-thuc=village_board&noi=999999").status_code == 404


def test_the_office_proves_several_villages_at_once(office, scene):
    posting = make_posting(scene, TODAY - timedelta(days=3))
    place = f"{OFFICE}noi-dung/{posting.pk}/nhieu-noi/"
    assert office.get(f"{HERE}{place}?hinh-thuc=office_board").status_code == 404
    assert "Tổ dân phố Quan Phố" in words(office.get(f"{HERE}{place}?hinh-thuc=village_board"))
    told = {"kind": "shown", "on": f"{TODAY:%d/%m/%Y}", "villages": [one.pk for one in scene.villages]}
    assert send(office, f"{place}?hinh-thuc=village_board", **told).status_code == 422
    answer = send(office, f"{place}?hinh-thuc=village_board", **told, file=image(), is_not_secret="on")
    assert (answer.status_code, Proof.objects.count()) == (302, 2)


def test_the_calendar_and_the_inspectors_page_show_what_is_missing(client, scene):
    plan = make_plan(scene.office, scene.locality, YEAR, has_loudspeaker=True)
    PlanLine.objects.filter(plan=plan).exclude(item=6).delete()
    PlanLine.objects.filter(plan=plan).update(due_on=TODAY - timedelta(days=1))
    posting = make_posting(scene, TODAY - timedelta(days=9), title="Bản công khai thử")
    proved(posting, "village_board", posting.published_on + timedelta(days=2), scene.village, note="Nhà văn hoá")
    sign_in(client, scene.inspector)
    page = words(client.get(f"{HERE}{OFFICE}kiem-tra/?nam={posting.published_on.year}"))
    assert "Tổ dân phố Quan Phố thiếu minh chứng" in page
    assert "chậm 2 ngày" in page
    assert "Tình hình mua sắm" in words(client.get(f"{HERE}{OFFICE}kiem-tra/?nam={YEAR}"))
    year = words(client.get(f"{HERE}{OFFICE}"))
    assert "Hôm nay phải công khai gì" in year
    assert "Công khai một nội dung" not in year
    assert "chưa công khai nội dung nào" in words(client.get(f"{HERE}{OFFICE}kiem-tra/?nam=2024"))
    for path in ("kiem-tra/", ""):
        assert f"năm {YEAR}" in words(client.get(f"{HERE}{OFFICE}{path}?nam=99999"))
    assert client.get(f"{HERE}{OFFICE}chuan-bi/").status_code == 403


def test_photographs_stand_small_for_inspectors_and_open_whole(client, scene):
    """A paper stays a download; the small picture is a JPEG of some kilobytes that no shared telephone keeps."""
    posting = publish(scene.office, draft_posting(scene.office, scene.locality, content(), paper()), 1)
    village = scene.villages[0]
    large = io.BytesIO()
    Image.effect_noise((2400, 1800), 60).save(large, "PNG")
    hung = ProofContent(PostingForm.VILLAGE_BOARD, TODAY, village)
    shown = prove(scene.office, posting, hung, SentFile("a.png", large.getvalue(), is_not_secret=True))[0]
    minutes = prove(scene.office, posting, ProofContent(PostingForm.OFFICE_BOARD, TODAY), paper("bien-ban.txt", b"Bien ban"))[0]
    sign_in(client, scene.inspector)
    for place in ("kiem-tra/", f"noi-dung/{posting.pk}/"):
        page = client.get(f"{HERE}{OFFICE}{place}").content.decode()
        assert f'src="{HERE}{OFFICE}minh-chung-cong-khai/{shown.pk}/anh-nho.jpg"' in page
        assert f'href="{HERE}{OFFICE}minh-chung-cong-khai/{shown.pk}/tep/"' in page
        assert "Ảnh minh chứng: niêm yết ở tổ dân phố, " in page
        assert f"minh-chung-cong-khai/{minutes.pk}/anh-nho.jpg" not in page
    small = client.get(f"{HERE}{OFFICE}minh-chung-cong-khai/{shown.pk}/anh-nho.jpg")
    assert (small["Content-Type"], small["Cache-Control"], len(small.content) < 60_000) == (
        "image/jpeg",
        "private, no-store",
        True,
    )
    with Image.open(io.BytesIO(small.content)) as drawn:
        assert drawn.size == (480, 360)
    whole = client.get(f"{HERE}{OFFICE}minh-chung-cong-khai/{shown.pk}/tep/")
    assert (whole["Content-Type"], whole["Content-Disposition"]) == ("image/png", 'inline; filename="a.png"')
    assert bytes_of(whole)[:4] == b"\x89PNG"
    text = client.get(f"{HERE}{OFFICE}minh-chung-cong-khai/{minutes.pk}/tep/")
    assert text["Content-Disposition"] == 'attachment; filename="bien-ban.txt"'
    assert bytes_of(text) == b"Bien ban"
    assert client.get(f"{HERE}{OFFICE}minh-chung-cong-khai/{minutes.pk}/anh-nho.jpg").status_code == 404
    client.logout()
    assert client.get(f"{HERE}{OFFICE}minh-chung-cong-khai/{shown.pk}/anh-nho.jpg").status_code == 302


def test_papers_are_printed_and_the_quarterly_list_is_prepared(office, scene):
    last = TODAY.replace(day=1) - timedelta(days=100)
    quarter, year = (last.month + 2) // 3, last.year
    at = f"{OFFICE}danh-muc/{year}/"
    assert "Chưa in được: Chưa công khai" in words(office.get(office.get(f"{HERE}{at}danh-muc.pdf?quy={quarter}").url))
    assert "Chưa lập được danh mục" in words(office.get(send(office, f"{at}niem-yet/", quy=quarter).url))
    make_posting(scene, last, title="Bản công khai trong quý")
    make_plan(scene.office, scene.locality, YEAR, has_loudspeaker=True)
    for path, said in (
        (f"ke-hoach/{YEAR}/ke-hoach.pdf", "KẾ HOẠCH"),
        (f"ke-hoach/{YEAR}/bao-cao.pdf", "BÁO CÁO"),
        (f"danh-muc/{year}/danh-muc.pdf?quy={quarter}", "Bản công khai trong quý"),
    ):
        printed = PdfReader(io.BytesIO(office.get(f"{HERE}{OFFICE}{path}").content))
        assert said in " ".join(page.extract_text() for page in printed.pages)
        assert office.get(f"{HERE}{OFFICE}{path.replace('.pdf', '.docx')}").content.startswith(b"PK")
    assert send(office, f"{at}niem-yet/", quy=quarter).status_code == 302
    draft = PostingDraft.objects.get()
    assert (draft.item, draft.paper.media_type) == (0, "application/pdf")
    assert office.get(f"{HERE}{at}danh-muc.pdf?quy=5").status_code == 404
    assert send(office, f"{at}niem-yet/", quy="²").status_code == 404
    assert send(office, f"{OFFICE}danh-muc/1999/niem-yet/", quy="1").status_code == 404
    now = (TODAY.month + 2) // 3
    assert "hết quý mới niêm yết" in words(office.get(send(office, f"{OFFICE}danh-muc/{YEAR}/niem-yet/", quy=now).url))
    assert office.get(f"{HERE}{OFFICE}ke-hoach/2024/bao-cao.pdf").status_code == 404


def test_a_head_s_page_with_one_tap_and_only_the_own_village(client, scene, there):
    draft = draft_posting(scene.office, scene.locality, content(item=8), paper())
    posting = publish(scene.office, draft, 1)
    sign_in(client, scene.head)
    page = words(client.get(f"{HERE}{OFFICE}thon/"))
    assert "Tổ dân phố Điệp Sơn: 2 việc công khai chờ làm" in page
    assert "Quan Phố" not in page
    tap = f"{OFFICE}noi-dung/{posting.pk}/da-bao/"
    assert send(client, tap, noi=scene.village.pk, cach="smoke").status_code == 302
    assert Proof.objects.count() == 0
    assert send(client, tap, noi=scene.village.pk, cach="community").status_code == 302
    assert Proof.objects.get().way == "community"
    assert send(client, tap, noi=scene.villages[1].pk, cach="community").status_code == 403
    assert send(client, tap, noi=there.village.pk, cach="community").status_code == 404
    assert send(client, tap, noi="x", cach="community").status_code == 404
    other = f"{HERE}{OFFICE}noi-dung/{posting.pk}/minh-chung/?hinh-thuc=village_board"
    assert client.get(f"{other}&noi={scene.villages[1].pk}").status_code == 403
    assert client.get(f"{HERE}{OFFICE}thon/?noi={scene.villages[1].pk}").status_code == 403
    at = f"{OFFICE}noi-dung/{posting.pk}/minh-chung/?hinh-thuc=village_board&noi={scene.village.pk}&tu=thon"
    village = f"{HERE}{OFFICE}thon/?noi={scene.village.pk}"
    assert client.get(f"{HERE}{at}").content.decode().count(f'href="{village}"') == 2  # the crumb and «Thôi»
    answer = send(client, at, kind="shown", on=f"{TODAY:%d/%m/%Y}", file=image(), is_not_secret="on")
    assert answer.url == village
    page = words(client.get(answer.url))
    assert "Không còn nội dung nào chờ" in page
    assert f"Để đến hết {TODAY + timedelta(days=30):%d/%m/%Y}" in page
    assert client.get(f"{HERE}{OFFICE}chuan-bi/").status_code == 403


def test_what_is_due_first_stands_first_on_a_head_s_page(client, scene):
    for title, signed in (("Hạn sau", TODAY), ("Hạn trước", TODAY - timedelta(days=2))):
        draft = draft_posting(scene.office, scene.locality, content(item=8, title=title, paper_day=signed), paper())
        publish(scene.office, draft, 1)
    page = words(sign_in(client, scene.head).get(f"{HERE}{OFFICE}thon/"))
    assert page.index("Hạn trước") < page.index("Hạn sau")


def test_the_office_chooses_a_village_and_an_empty_place_says_what_to_do(client, scene):
    sign_in(client, scene.office)
    assert "Chọn nơi" in client.get(f"{HERE}{OFFICE}thon/").content.decode()
    assert "Tổ dân phố Quan Phố" in words(client.get(f"{HERE}{OFFICE}thon/?noi={scene.villages[1].pk}"))
    for village in scene.villages:
        village.versions.all().delete()
    assert "chưa có tổ dân phố nào" in words(client.get(f"{HERE}{OFFICE}thon/"))


def test_nothing_of_another_place_is_found_here(client, scene, there):
    posting = make_posting(there, TODAY)
    proof = prove(there.office, posting, ProofContent(PostingForm.VILLAGE_BOARD, TODAY, there.village), photo())[0]
    draft = draft_posting(there.office, there.locality, content(), paper(data=b"Kin.\n"))
    line = make_plan(there.office, there.locality, YEAR, has_loudspeaker=True).lines.first()
    sign_in(client, scene.office)
    for path in (
        f"noi-dung/{posting.pk}/", f"noi-dung/{posting.pk}/minh-chung/?hinh-thuc=office_board", f"chuan-bi/{draft.pk}/",
        f"chuan-bi/{draft.pk}/sua/", f"chuan-bi/{draft.pk}/van-ban/", f"minh-chung-cong-khai/{proof.pk}/tep/",
        f"minh-chung-cong-khai/{proof.pk}/anh-nho.jpg",
        f"minh-chung-cong-khai/{proof.pk}/ghi-lai/", f"ke-hoach/dong-ke-hoach/{line.pk}/", f"ke-hoach/{YEAR}/",
        f"chuan-bi/?dong={line.pk}", f"chuan-bi/?thay={posting.pk}",
    ):  # fmt: skip
        assert client.get(f"{HERE}{OFFICE}{path}").status_code == 404, path
    assert "Thực hiện dự toán" not in words(client.get(f"{HERE}{OFFICE}kiem-tra/"))
    assert client.get(f"{HERE}dan-chu/cong-khai/{posting.pk}/").status_code == 404
    assert client.get(f"{HERE}dan-chu/cong-khai/{posting.pk}/van-ban/").status_code == 404
