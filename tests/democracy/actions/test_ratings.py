from datetime import date

import pytest
from django.utils import timezone

from kheo.assessment.models import Assessment
from kheo.assessment.subjects import barred_from, titles_of
from kheo.democracy.actions.ratings import open_rating
from kheo.democracy.models import DemocracyRating
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests import factories
from tests.democracy.scene import wrong

YEAR = timezone.localdate().year


@pytest.fixture
def criteria(db):
    return factories.make_criteria_set()


def test_the_office_opens_one_sheet_a_unit_and_year(scene, there, criteria):
    made = open_rating(scene.office, scene.locality, scene.village, YEAR, criteria)
    assert (made.unit, made.year, made.assessment.criteria_set) == (scene.village, YEAR, criteria)
    assert AuditRow.objects.order_by("-pk")[0].details == {"unit": scene.village.code, "year": YEAR}
    whole = open_rating(scene.office, scene.locality, scene.locality.unit, YEAR, criteria)
    assert whole.unit == scene.locality.unit
    with pytest.raises(RefusedError) as refusal:
        open_rating(scene.office, scene.locality, scene.village, YEAR, criteria)
    assert wrong(refusal) == [f"Đơn vị: Đã có phiếu năm {YEAR} của đơn vị này; mở ra để chấm."]
    with pytest.raises(RefusedError) as refusal:
        open_rating(scene.office, scene.locality, there.village, 2022, criteria)
    assert wrong(refusal) == [
        f"Năm: Năm phải từ 2023 đến {YEAR}.",
        f"Đơn vị: Chọn {scene.locality.name} hoặc một đơn vị của {scene.locality.name}.",
    ]
    for actor in (scene.leader, scene.head, there.office):
        with pytest.raises(NotAllowedError):
            open_rating(actor, scene.locality, scene.villages[1], YEAR, criteria)
    assert (DemocracyRating.objects.count(), Assessment.objects.count()) == (2, 2)


def test_whoever_leads_the_village_may_not_judge_its_sheet(scene, criteria):
    made = open_rating(scene.office, scene.locality, scene.village, YEAR, criteria)
    head, other = (scene.accounts[name].person_id for name in ("head", "other_head"))
    sheets = [made.assessment_id]
    assert titles_of(sheets) == {made.assessment_id: f"Thực hiện dân chủ năm {YEAR}"}
    found = barred_from(sheets, [head, other], timezone.localdate())
    assert list(found) == [(made.assessment_id, head)]
    assert barred_from(sheets, [head, other], date(2019, 1, 1)) == {}
