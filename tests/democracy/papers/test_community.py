from datetime import timedelta

import pytest

from kheo.democracy.actions.community import send_result, write_report
from kheo.democracy.papers.community import notice_paper, plan_paper, result_paper
from kheo.democracy.queries.community import report_titles
from kheo.documents.content import Heading
from kheo.organisation.models import UnitVersion
from tests.democracy.community_scene import TODAY, held, noticed, planned


def test_a_paper_has_the_day_on_which_it_went_out_and_an_open_one_before(scene):
    meeting = planned(scene)
    assert [paper(meeting).on for paper in (plan_paper, notice_paper, result_paper)] == [None, None, None]
    meeting = noticed(scene, TODAY - timedelta(days=400))
    went_out = [meeting.planned_on - timedelta(days=12), meeting.planned_on - timedelta(days=6)]
    assert [paper(meeting).on for paper in (plan_paper, notice_paper)] == went_out


def test_the_result_has_the_day_on_which_it_was_sent(scene):
    meeting = held(scene)
    for by in report_titles(meeting):
        write_report(scene.head, meeting, by, "Đã làm.")
    sent = send_result(scene.head, meeting, TODAY, meeting.version)
    assert result_paper(sent).on == TODAY


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Tổ dân phố Điệp Sơn", "Tổ trưởng tổ dân phố"),
        ("Thôn Điệp Sơn", "Trưởng thôn"),
        ("Điệp Sơn", "Trưởng thôn, Tổ trưởng tổ dân phố"),
    ],
)
def test_the_head_is_called_as_the_community_is(scene, name, head):
    meeting = held(scene)
    UnitVersion.objects.filter(unit=scene.village).update(name=name)
    titles = list(report_titles(meeting).values())
    assert titles == [
        f"{head}: tình hình cộng đồng, kết quả thực hiện việc đã bàn",
        "Ban công tác Mặt trận: thực hiện dân chủ ở cộng đồng dân cư và ở cấp xã",
        "Ban Thanh tra nhân dân: kiểm tra, giám sát",
    ]
    paper = result_paper(meeting)
    assert [block.text for block in paper.blocks if isinstance(block, Heading)][:3] == [
        f"{n}. {t}" for n, t in enumerate(titles, 1)
    ]
    assert paper.signature.authority == head.upper()
