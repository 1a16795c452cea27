"""The notice in both layouts, and the script, read back from the files that an office opens."""

import io
from datetime import date

import docx
import pytest

from kheo.conference.actions.ceremony import set_receiver
from kheo.conference.actions.closing import issue_notice
from kheo.conference.models import ConclusionNotice, Conference
from kheo.conference.papers.notice import notice_paper, number_template
from kheo.conference.papers.script import ceremony_script
from kheo.conference.queries.closing import shown_points
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.organisation.models import Body
from kheo.recognition.actions.certificates import correct_certificate
from tests import factories
from tests.conference.stage import make_day
from tests.documents.reading import whole_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(closed_day):
    return closed_day


def notice_of(day):
    return (
        ConclusionNotice.objects.select_related("conference__locality", "conference__programme__leading_body", "body")
        .select_related("conference__host")
        .get(conference=day.conference)
    )


def paper_of(day):
    return notice_paper(notice_of(day), shown_points(day.fresh()))


def words_of(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


SAID = [
    "1. Xây dựng kế hoạch giám sát và phản biện xã hội.",
    "- Thực hiện: Uỷ ban Mặt trận Tổ quốc Duy Tiên, Uỷ ban nhân dân Duy Tiên; hạn 30/06/2025.",
    "- Mức hoàn thành: ban hành kế hoạch.",
    "- Chỉ tiêu: 30 mô hình.",
]


def test_the_notice_of_a_party_body_is_a_draft_with_its_blank_until_its_number_is_entered(day):
    paper = paper_of(day)
    assert (paper.layout, paper.draft, paper.number, paper.number_template) == ("party", True, None, "…-TB/BCĐ")
    assert paper.subject == ("Kết luận của đồng chí Trưởng Ban Chỉ đạo tại hội nghị tổng kết phong trào “Dân vận khéo” năm 2024")
    text = words_of(to_docx(paper))
    for said in [*SAID, "THÔNG BÁO", "DỰ THẢO", "ĐẢNG CỘNG SẢN VIỆT NAM", "Người ký minh hoạ"]:
        assert said in text
    printed = " ".join(whole_text(to_pdf(paper)).split())
    for said in SAID:
        assert said in printed


def test_the_issued_notice_carries_number_and_date_and_is_no_draft(day):
    issue_notice(day.office, notice_of(day), "12-TB/BCĐ", date(2025, 1, 10), 1)
    paper = paper_of(day)
    assert (paper.draft, paper.number, paper.on) == (False, "12-TB/BCĐ", date(2025, 1, 10))
    text = words_of(to_docx(paper)).replace("\xa0", " ")
    assert "Số 12-TB/BCĐ" in text
    assert "Duy Tiên, ngày 10 tháng 01 năm 2025" in text


def test_the_notice_of_a_government_body_is_administrative(day):
    host = factories.body_of(day.town.locality, "ubnd")
    Conference.objects.filter(pk=day.conference.pk).update(host=host, chair_title="Chủ tịch Uỷ ban nhân dân")
    ConclusionNotice.objects.filter(conference=day.conference).update(body=host)
    paper = paper_of(day)
    assert (paper.layout, paper.number_template) == ("administrative", "…/TB-UBND")
    assert paper.subject.startswith("Kết luận của Chủ tịch Uỷ ban nhân dân tại hội nghị")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words_of(to_docx(paper))
    assert paper.recipients[0] == day.town.programme.leading_body.name


def test_a_body_without_symbol_has_a_bare_blank(day):
    body = Body(layout=Body.Layout.PARTY, number_suffix="")
    assert number_template(body) == "…-TB"


def test_the_script_says_what_came_of_each_name(day):
    script = ceremony_script(day.stage())
    assert [group.title.split(".")[0] for group in script.groups] == ["1", "2", "3"]
    assert script.groups[0].note.startswith("Người trao: ………………. Theo quyết định số 7-QĐ/BDVTW")
    assert {name.note for group in script.groups for name in group.names} == {"Đã gọi, đã trao."}


def test_the_script_tells_the_chair_who_comes_up_and_what_is_not_there():
    morning = make_day(factories.KIM_BANG)
    morning.guest("Tập thể 03", "absent")
    set_receiver(morning.office, morning.award("Cá nhân 02"), "đại diện gia đình")
    on = date(2025, 1, 8)
    correct_certificate(morning.office, morning.certificate("Tập thể 02"), {"initiative": "Đường hoa"}, "Sai", "Công văn 5", on)
    notes = {name.name: name.note for group in ceremony_script(morning.stage()).groups for name in group.names if name.note}
    assert notes == {
        "Cá nhân 02": "Nhận thay: đại diện gia đình.",
        "Tập thể 02, phường Hòa Mạc": "Giấy đã đính chính, theo số mới.",
        "Tập thể 03": "Vắng theo điểm danh; chưa ghi ai nhận thay.",
    }
