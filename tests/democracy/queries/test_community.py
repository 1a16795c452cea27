from decimal import Decimal

import pytest

from kheo.democracy.actions.projects import GiftContent, contribute
from kheo.democracy.models import Consultation, Matter, Round
from kheo.democracy.queries.community import facts
from tests.democracy.board_scene import make_work
from tests.democracy.community_scene import TODAY, planned


@pytest.fixture
def meeting(scene):
    return planned(scene)


def test_the_head_s_report_tells_what_the_village_gave_with_its_measure_and_not_what_was_corrected(scene, meeting):
    project = make_work(scene).project()
    gifts = ("money", "182500000"), ("work", "420"), ("land", "312.5")
    for gift, amount in gifts:
        made = contribute(scene.front, project, GiftContent(gift, Decimal(amount), TODAY, scene.village))
    contribute(scene.front, project, GiftContent("money", Decimal(7), TODAY))
    contribute(scene.front, project, GiftContent("land", Decimal(300), TODAY, scene.village, note="Đo lại"), made)
    assert facts(meeting, "head", TODAY)[1:] == [
        "Nhân dân đóng góp 300 m² đất.",
        "Nhân dân đóng góp 182.500.000 đồng.",
        "Nhân dân đóng góp 420 ngày công.",
    ]


def test_a_gift_taken_back_is_not_told(scene, meeting):
    project = make_work(scene).project()
    made = contribute(scene.front, project, GiftContent("work", Decimal(420), TODAY, scene.village))
    contribute(scene.front, project, GiftContent("work", Decimal(0), TODAY, scene.village, note="Ghi nhầm công trình"), made)
    assert facts(meeting, "head", TODAY)[1:] == []


def test_the_head_s_report_tells_how_the_village_answered_on_a_matter_of_the_whole_commune(scene, meeting):
    asked = Matter.objects.create(
        locality=scene.locality, kind=1, scope="commune", title="Mở rộng đường trục", content="Góp đất."
    )
    for village, votes, passed in ((scene.village, 40, True), (scene.villages[1], 3, False)):
        Round.objects.create(
            matter=asked, village=village, attempt=1, form="meeting", planned_on=TODAY, state="closed", opened_on=TODAY,
            closed_on=TODAY, households=50, votes_for=votes, votes_against=0, votes_other=0, passed=passed,
        )  # fmt: skip
    assert facts(meeting, "head", TODAY)[1:] == [
        f"Ngày {TODAY:%d/%m/%Y}, «Mở rộng đường trục», việc của cả địa bàn cấp xã: tán thành."
    ]


def test_the_front_s_report_tells_of_consultations_that_are_over(scene, meeting):
    common = {
        "locality": scene.locality, "kind": 5, "content": "Nội dung", "forms": ["b"], "opens_on": TODAY, "ends_on": TODAY,
        "opened_on": TODAY,
    }  # fmt: skip
    Consultation.objects.create(title="Đang hỏi", state="open", **common)
    Consultation.objects.create(title="Đã thôi", state="withdrawn", **common)
    Consultation.objects.create(title="Đã hỏi xong", state="closed", closed_on=TODAY, **common)
    assert facts(meeting, "front", TODAY)[1:-1] == ["Đã lấy ý kiến Nhân dân về «Đã hỏi xong»."]


def test_the_front_s_report_calls_the_commune_by_its_name(scene, meeting):
    assert (
        facts(meeting, "front", TODAY)[0] == f"{scene.locality.name} công khai 0 nội dung trong năm (Điều 11 Luật 10/2022/QH15)."
    )
