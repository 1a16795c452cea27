"""What people asked for stands in the quarter's list and in the report to the Council (Luật 10/2022/QH15 Điều 14)."""

from datetime import date, timedelta

import pytest

from kheo.democracy.actions.information import AnswerContent, RequestContent, answer_request, enter_request
from kheo.democracy.actions.publishing_plans import make_plan
from kheo.democracy.models import InformationRequest
from kheo.democracy.papers.publishing import list_paper, plan_paper, report_paper
from kheo.democracy.rules.plan_lines import quarter_of
from kheo.documents.content import Heading, Numbered, Paragraph
from tests.democracy.posting_scene import TODAY, make_posting

pytestmark = pytest.mark.django_db
YEAR = TODAY.year


def said(paper):
    return [one.text for one in paper.blocks if isinstance(one, Paragraph | Heading)]


def test_requests_stand_in_the_list_of_their_quarter_and_in_the_report(scene):
    make_posting(scene, TODAY)
    make_plan(scene.office, scene.locality, YEAR, has_loudspeaker=True)
    assert not any(
        "yêu cầu cung cấp thông tin" in one for one in said(list_paper(scene.locality, YEAR, quarter_of(TODAY), TODAY))
    )
    assert "Trong năm không có yêu cầu nào." in said(report_paper(scene.locality, YEAR, TODAY))
    made = enter_request(scene.office, scene.locality, RequestContent("Kín", "over", "office"), TODAY)
    answer_request(scene.office, made, AnswerContent("given", "Có."), 1)
    told = "Đã nhận 1 yêu cầu cung cấp thông tin: cung cấp 1, từ chối 0, hướng dẫn đến cơ quan khác 0, đang giải quyết 0"
    assert f"{told}." in said(list_paper(scene.locality, YEAR, quarter_of(TODAY), TODAY))
    InformationRequest.objects.update(due_on=TODAY - timedelta(days=1))
    report = said(report_paper(scene.locality, YEAR, TODAY))
    assert f"{told}; chậm, quá hạn 1." in report
    assert any(one.endswith("Cung cấp thông tin theo yêu cầu (Điều 14 khoản 2)") for one in report)
    assert "Kín" not in str(report)


def test_sections_are_numbered_through_whether_something_was_not_done_or_not(scene):
    plan = make_plan(scene.office, scene.locality, YEAR, has_loudspeaker=True)
    plan.lines.update(due_on=date(YEAR, 12, 31))
    heads = [
        one.text.partition(".")[0]
        for one in report_paper(scene.locality, YEAR, date(YEAR, 1, 2)).blocks
        if isinstance(one, Heading)
    ]
    assert heads == ["I", "II", "III"]
    plan.lines.update(due_on=date(YEAR, 1, 1))
    heads = [
        one.text.partition(".")[0]
        for one in report_paper(scene.locality, YEAR, date(YEAR, 1, 5)).blocks
        if isinstance(one, Heading)
    ]
    assert heads == ["I", "II", "III", "IV"]


def test_places_that_were_late_together_are_one_line_of_the_report(scene):
    make_plan(scene.office, scene.locality, YEAR, has_loudspeaker=True)
    make_posting(scene, date(YEAR, 1, 2), title="Dự toán", forms=["village_board"])
    paper = report_paper(scene.locality, YEAR, date(YEAR, 1, 20))
    assert [one.text for one in paper.blocks if isinstance(one, Numbered) and one.text.startswith("Dự toán:")] == [
        "Dự toán: niêm yết ở tổ dân phố, thiếu minh chứng (Tổ dân phố Điệp Sơn, Tổ dân phố Quan Phố)"
    ]


def test_the_plan_goes_to_the_communities_by_their_own_word(scene):
    plan = make_plan(scene.office, scene.locality, YEAR, has_loudspeaker=True)
    assert plan_paper(plan, TODAY).recipients == ("Uỷ ban Mặt trận Tổ quốc", "các tổ dân phố", "Lưu: VT")
