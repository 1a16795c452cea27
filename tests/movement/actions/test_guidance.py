from datetime import date

import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.guidance import GuidanceContent, write_guidance
from kheo.movement.models import Guidance
from kheo.movement.papers import guidance_paper, pages_of
from kheo.movement.queries.guidance import first_words
from kheo.movement.queries.lineage import initiatives_named
from kheo.movement.rules.spread import begun_guidance, guidance_problems
from kheo.organisation.authority import NotAllowedError
from tests import factories

pytestmark = pytest.mark.django_db
EMPTY = dict.fromkeys(("conditions", "steps", "cost", "people", "pitfalls"), "")


@pytest.fixture
def registration(programme):
    return factories.make_registration(programme, "Đường hoa")


def test_a_sheet_is_written_and_written_over(office, registration):
    made = write_guidance(office, registration.initiative, GuidanceContent(steps=" Bàn \r\n Làm ", cost="12  triệu"), 0)
    assert (made.steps, made.cost, made.is_public, made.version) == ("Bàn\nLàm", "12 triệu", False, 1)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        write_guidance(office, registration.initiative, GuidanceContent(steps="Khác"), 0)
    again = write_guidance(office, registration.initiative, GuidanceContent(steps="Bàn", is_public=True), 1)
    assert (Guidance.objects.get(), again.cost, again.is_public, again.version) == (again, "", True, 2)
    assert again.changed_by == office.account_id
    rows = AuditRow.objects.filter(action="guidance.write").order_by("pk").values_list("details", flat=True)
    assert [(row["public"], row["version"]) for row in rows] == [(False, 1), (True, 2)]


def test_another_place_writes_no_sheet_here_and_a_sheet_has_steps(office, stranger, registration):
    with pytest.raises(NotAllowedError):
        write_guidance(stranger, registration.initiative, GuidanceContent(steps="Bàn"), 0)
    with pytest.raises(RefusedError) as refused:
        write_guidance(office, registration.initiative, GuidanceContent(steps=" ", cost="a" * 4001), 0)
    assert [problem.where for problem in refused.value.problems] == ["Các bước", "Kinh phí"]
    assert list(guidance_problems(EMPTY | {"steps": "a" * 4000})) == []


def test_a_sheet_begins_with_what_is_told_already(registration):
    registration.answers = {"content": "Họp dân", "resources": "12 triệu", "situation": "Rác đầy", "upkeep": "Mỗi thứ bảy"}
    begun = {"conditions": "Rác đầy", "steps": "Họp dân", "cost": "12 triệu", "people": "", "pitfalls": "Mỗi thứ bảy"}
    assert first_words(registration) == begun
    told = begun_guidance("Bàn\nLàm", "Đừng vội", {"place_people": "50 hộ"})
    assert told == EMPTY | {"conditions": "50 hộ", "steps": "Bàn\nLàm", "pitfalls": "Đừng vội"}


def test_a_sheet_prints_on_one_page_until_it_is_too_long(registration):
    initiative = initiatives_named().get(pk=registration.initiative_id)
    sheet = Guidance.objects.create(initiative=initiative, steps="Họp dân, bàn quy ước\n" * 8, cost="Khoảng 12 triệu đồng")
    paper = guidance_paper(sheet, initiative)
    assert [getattr(block, "text", "") for block in paper.blocks][:2] == ["Các bước", "Họp dân, bàn quy ước"]
    assert (paper.subject, paper.issuer, paper.on.year) == ("mô hình “Đường hoa”", "Phường Hòa Mạc", date.today().year)  # noqa: DTZ011
    assert pages_of(paper) == 1
    sheet.pitfalls = "Đừng phát thùng rác trước khi họp dân, vì khi ấy thùng thành chỗ đổ rác chung.\n" * 40
    initiative.summary = "Tổ dân phố giữ đường sạch."
    assert pages_of(guidance_paper(sheet, initiative)) == 2
