import pytest

from kheo.democracy.actions.board_plans import plan_work, send_report
from kheo.democracy.actions.recommendations import ReplyContent, recommend, reply
from kheo.democracy.models import BoardReport, Recommendation
from kheo.democracy.papers.boards import plan_paper, report_paper
from kheo.democracy.papers.inspections import inspection_paper, recommendation_paper
from kheo.democracy.queries.board_reports import report_of
from kheo.democracy.queries.boards import period_of
from kheo.democracy.rules.plans import PLAN_PARTS, Period, Span, quarter_of
from kheo.documents.content import Heading, Numbered, Paragraph, Table
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from tests.democracy.board_scene import ASKED, days, make_work


@pytest.fixture
def work(scene):
    return make_work(scene)


def lines(paper):
    return [block.text for block in paper.blocks if isinstance(block, Paragraph | Heading | Numbered)]


def test_decree_14_1_a_the_plan_carries_its_parts_and_is_signed_by_the_head(scene, work):
    work.member("Cá nhân 01", seat="head", joined_on=work.board.day)
    parts = dict.fromkeys(PLAN_PARTS, "Lời của mục") | {"money": ""}
    paper = plan_paper(plan_work(scene.front, work.board, quarter_of(days(0)), parts))
    assert [line for line in lines(paper) if line[0].isdigit()] == [
        "1. Mục đích, yêu cầu", "2. Nội dung", "3. Thời gian", "4. Tổ chức thực hiện", "5. Điều kiện bảo đảm khác",
    ]  # fmt: skip
    assert (paper.signature.position, paper.signature.name) == ("TRƯỞNG BAN", "Cá nhân 01")
    assert "Điều 36 đến Điều 40 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15" in paper.blocks[0].text
    assert "chưa đối chiếu" in paper.blocks[0].text
    assert to_docx(paper).startswith(b"PK")


def test_decree_14_3_the_report_counts_what_the_record_has_and_stays_as_it_was_sent(scene, work):
    late = work.received(on=-40)
    reply(scene.leader, late, ReplyContent(days(-2), "Đã sửa."), late.version)
    work.received(on=-30)
    year = Period(Span.YEAR, days(-45).year)
    said = report_of(work.board, year, days(0))
    if days(-45).year == days(0).year:
        assert said["counts"] == {"held": 2, "recommendations": 2, "in_time": 0, "late": 1, "overdue": 1, "done": 0}
    draft = report_paper(work.board, year, said)
    assert (draft.draft, draft.number) == (True, None)
    sent = send_report(scene.front, work.board, quarter_of(days(0)), "05/BC-BTTND", days(0)) if _may_report() else None
    if sent is not None:
        work.received(on=-1)
        kept = report_paper(work.board, period_of(sent), BoardReport.objects.get().said, sent)
        assert (kept.number, kept.on, kept.draft) == ("05/BC-BTTND", days(0), False)
        assert to_pdf(kept).startswith(b"%PDF")
    tables = [block for block in draft.blocks if isinstance(block, Table)]
    assert len(tables) == 2
    assert "muộn" in tables[1].rows[0][5]


def _may_report():
    """A quarter is reported on in its last month."""
    return days(0).month % 3 == 0


def test_a_term_is_reported_on_by_the_board_s_own_days(work):
    said = report_of(work.board, Period(Span.TERM, work.board.day.year), days(0))
    assert (said["first"], said["last"]) == (work.board.term_from.isoformat(), work.board.term_to.isoformat())
    project = work.supervising()
    said = report_of(project, Period(Span.TERM, 2026), days(0))
    assert (said["first"], said["last"]) == (project.day.isoformat(), "2026-12-31")
    assert lines(report_paper(project, Period(Span.TERM, 2026), said))[-1] == "Chưa có cuộc nào trong kế hoạch."


def test_decree_14_1_b_the_plan_of_an_inspection_names_what_whom_when_and_who_comes(work):
    work.member("Cá nhân 01")
    paper = inspection_paper(work.sent())
    said = lines(paper)
    assert "- Cá nhân 01, Uỷ viên." in [f"- {line}" for line in said]
    assert any("Thu, chi tiền làm đường" in line for line in said)
    assert paper.recipients[1] == "Chủ tịch Uỷ ban nhân dân cấp xã"
    other = inspection_paper(work.planned(village=None))
    assert "Tổ dân phố Điệp Sơn." in lines(other)


def test_art_40_1_c_and_40_2_d_the_letter_asks_for_an_answer_in_fifteen_days_and_is_confirmed_at_the_left(scene, work):
    paper = recommendation_paper(work.received())
    assert any("15 ngày kể từ ngày nhận" in line and "Điều 40 khoản 1 điểm c" in line for line in lines(paper))
    assert (paper.number, paper.draft, paper.countersignature.authority) == (
        "03/KN-BTTND", False, "XÁC NHẬN CỦA ỦY BAN MẶT TRẬN TỔ QUỐC",
    )  # fmt: skip
    held = work.confirmed(-60)
    draft = recommend(scene.front, held, ASKED)
    draft.sighting = held.sightings.get()
    paper = recommendation_paper(draft)
    assert (paper.draft, paper.number) == (True, None)
    assert "Ban thấy: Mặt đường nứt 12 m." in lines(paper)
    owner = recommendation_paper(work.received(on=-70, addressee="owner", whom="Ban quản lý dự án"))
    assert not any("15 ngày" in line for line in lines(owner))
    assert Recommendation.objects.count() == 3
