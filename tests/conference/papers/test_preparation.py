"""Invitations in one batch, the list to sign, the day, the collected contributions: read back from both files."""

import io

import docx
import pytest

from kheo.conference.actions.guests import answer_invitation, invite_positions, mark_attendance
from kheo.conference.actions.speeches import choose_speech, print_speech, send_speech, write_speech
from kheo.conference.papers.attendance import attendance_paper
from kheo.conference.papers.contributions import contributions_paper
from kheo.conference.papers.frame import number_template, signature_of
from kheo.conference.papers.invitations import invitation_papers
from kheo.conference.papers.programme import programme_paper, when
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.refusal import RefusedError
from kheo.organisation.models import Body
from tests.conference.scene import Scene
from tests.documents.reading import page_texts, whole_text
from tests.recognition.scene import WORDING


def words(file: bytes) -> str:
    document = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).split())


def invited(scene: Scene) -> None:
    chair = scene.position("Chủ tịch", "hdnd")
    deputy = scene.position("Phó Bí thư Thường trực", "thi-uy", chair.person)
    invite_positions(scene.office, scene.conference, "", [chair, deputy])
    scene.superior()


def test_every_invitation_stands_on_a_page_of_its_own_with_all_capacities(scene):
    invited(scene)
    papers = invitation_papers(scene.conference)
    pages = page_texts(to_pdf(*papers))
    assert len(pages) == len(papers) == 2
    superior, chair = pages
    assert "Phó Trưởng Ban Dân vận Tỉnh uỷ" in superior
    assert "Cấp uỷ Duy Tiên trân trọng kính mời: Đồng chí" in chair
    assert ", Phó Bí thư Thường trực Cấp uỷ Duy Tiên; Chủ tịch Hội đồng nhân dân Duy Tiên." in chair
    for page in pages:
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in page
        assert "GIẤY MỜI" in page
        assert "Thời gian: 08 giờ 00, thứ Tư, ngày 08/01/2025." in page
        assert "08:00 – 08:30 Đón tiếp đại biểu, ổn định tổ chức Ban tổ chức" in page
        assert "ngày … tháng … năm 2025" in page
    text = words(to_docx(*papers))
    assert text.count("GIẤY MỜI") == 2
    assert "Phó Trưởng Ban Dân vận Tỉnh uỷ" in text


def test_the_host_decides_the_layout(scene):
    invited(scene)
    scene.conference.host = scene.body("ubnd")
    page = page_texts(to_pdf(*invitation_papers(scene.conference)))[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
    assert "Số: ……/GM-UBND" in page
    assert "Nơi nhận: - Như trên; - Lưu: VT. TM. UỶ BAN NHÂN DÂN" in page
    assert "Tới dự: Hội nghị" in page


def test_the_signature_is_that_of_the_hosts_last_decision(scene):
    from_host = signature_of(scene.conference)
    assert (from_host.authority, from_host.name) == ("T/M BAN THƯỜNG VỤ", None)
    scene.conference.host = scene.body("bcd-dvk")
    scene.programme.decisions.create(
        locality=scene.locality,
        kind="recognition",
        body=scene.body("bcd-dvk"),
        title="x",
        signer_authority=WORDING.signer_authority,
        signer_position=WORDING.signer_position,
        signer_name=WORDING.signer_name,
        place_name="Duy Tiên",
    )
    signed = signature_of(scene.conference)
    assert (signed.authority, signed.position, signed.name) == ("T/M BAN CHỈ ĐẠO", "TRƯỞNG BAN", "Người ký minh hoạ")


def test_the_number_has_its_blank_in_the_hosts_symbol(scene):
    party, people = scene.body("bcd-dvk"), scene.body("ubnd")
    assert number_template(party, "GM") == "…-GM/BCĐ"
    assert number_template(people, "GM") == "…/GM-UBND"
    bare = Body(layout=Body.Layout.ADMINISTRATIVE)
    assert number_template(bare, "GM") == "…/GM"


def test_what_is_noted_stands_on_the_invitation(scene):
    invited(scene)
    scene.conference.note = "Trang phục công sở."
    assert "Lưu ý: Trang phục công sở." in whole_text(to_pdf(*invitation_papers(scene.conference)))


def test_the_list_has_every_head_once_and_room_to_sign(scene):
    invited(scene)
    ward = scene.invited_ward()
    answer_invitation(scene.office, ward, "substitute", "Phó Chủ tịch", 1)
    leader = scene.invited("Chủ tịch")
    answer_invitation(scene.office, leader, "yes", "", 1)
    mark_attendance(scene.office, leader, "present", "", 2)
    paper = attendance_paper(scene.conference)
    text = whole_text(to_pdf(paper))
    assert "Tổng số: 4 đại biểu được mời." in text
    assert "I. Đại biểu cấp trên: 1" in text
    assert "II. Lãnh đạo địa phương: 2" in text
    assert "III. Xã, phường, cơ sở: 1" in text
    assert "Ký tên" in text
    assert "dự thay: Phó Chủ tịch" in text
    rows = [row for block in paper.blocks if hasattr(block, "rows") for row in block.rows]
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]
    assert [row[3] for row in rows] == [""] * 4
    assert ("sẽ dự", "có mặt") in [(row[2], row[4]) for row in rows]
    assert "Cá nhân 04, Chủ tịch Uỷ ban nhân dân phường Hòa Mạc" in words(to_docx(paper))


def contribution(scene: Scene, title: str, step: str = "") -> None:
    speech = scene.called(title=title)
    write_speech(scene.office, speech, title, "Chủ tịch Uỷ ban nhân dân", f"Kính thưa hội nghị.\n\nLời của {title}.", 1)
    sent = send_speech(scene.office, speech, 2)
    if step == "chosen":
        choose_speech(scene.office, sent, 1, 8, 3)
    if step == "printed":
        print_speech(scene.office, sent, 3)


def test_contributions_are_collected_spoken_first(scene):
    for title, step in (("Bài in", "printed"), ("Bài hai", "chosen"), ("Bài một", "chosen"), ("Bài chưa chọn", "")):
        contribution(scene, title, step)
    paper = contributions_paper(scene.conference)
    assert [annex.subject for annex in paper.annexes] == ["Bài một", "Bài hai", "Bài in"]
    pages = page_texts(to_pdf(paper))
    assert len(pages) == 4
    assert "Lời của Bài một." in pages[1]
    assert "Bài chưa chọn" not in whole_text(to_pdf(paper))
    assert "Trình bày: Chủ tịch Uỷ ban nhân dân, Phường Hòa Mạc." in words(to_docx(paper))


def test_the_day_names_who_speaks(scene):
    assert "Tham luận, theo thứ tự" not in whole_text(to_pdf(programme_paper(scene.conference)))
    contribution(scene, "Bài một", "chosen")
    text = whole_text(to_pdf(programme_paper(scene.conference)))
    assert "1 Bài một Chủ tịch Uỷ ban nhân dân, Phường Hòa Mạc 8 phút" in text
    assert when(scene.conference) == "08 giờ 00, thứ Tư, ngày 08/01/2025"
    assert "Bài một" in words(to_docx(programme_paper(scene.conference)))


def test_nothing_is_printed_of_nobody(scene):
    for make in (invitation_papers, attendance_paper):
        with pytest.raises(RefusedError, match="Chưa mời ai"):
            make(scene.conference)
    with pytest.raises(RefusedError, match="Chưa bài tham luận nào được chọn"):
        contributions_paper(scene.conference)


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_files_come_by_their_addresses(client, scene, ending):
    client.force_login(scene.accounts["office"], backend="django.contrib.auth.backends.ModelBackend")
    here = f"/{scene.locality.code}/hoi-nghi/{scene.conference.pk}/"
    assert client.get(f"{here}giay-moi.{ending}").url == f"{here}khach-moi/"
    invited(scene)
    contribution(scene, "Bài một", "chosen")
    for name in ("giay-moi", "danh-sach-dai-bieu", "chuong-trinh", "tham-luan"):
        answer = client.get(f"{here}{name}.{ending}")
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == f'attachment; filename="{name}-2025-01-08.{ending}"'
        assert answer.content[:4] == (b"%PDF" if ending == "pdf" else b"PK\x03\x04")
