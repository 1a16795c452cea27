"""A sheet that does not pass in spite of its points is neither suggested nor let through a list."""

import pytest

from kheo.assessment.models import ClassThreshold, CriteriaSet, Criterion, ItemScore
from kheo.recognition.queries.candidates import candidates_for
from kheo.recognition.queries.facts import checks_of
from kheo.recognition.rules.facts import problems_of


def veto(scene, number):
    """Give the scene's set a veto item and say of every sheet whether it was met: only of that *number*."""
    item = Criterion.objects.create(
        criteria_set=CriteriaSet.objects.get(), order=9, group="Điểm liệt", code="liet", text="Bị kỷ luật", maximum=1, part="veto"
    )
    for place, one in enumerate(scene.registrations):
        ItemScore.objects.create(assessment=one.assessment_link.assessment, criterion=item, verified_score=int(place == number))


@pytest.mark.parametrize("with_classes", [True, False])
def test_a_veto_bars_with_and_without_classes(scene, with_classes):
    veto(scene, 1)
    if not with_classes:
        ClassThreshold.objects.all().delete()
    found = {one.content.registration: (one.suggested, one.remark) for one in candidates_for(scene.programme, "recognition")}
    assert [found[one][0] for one in scene.registrations] == [True, False, True]
    assert found[scene.registrations[1]][1] == "80 điểm, điểm liệt ở mục liet"
    told = [str(problem) for problem in problems_of(checks_of(scene.draft()))]
    assert [problem for problem in told if "Không đạt" in problem] == [
        f"Dòng 2, {scene.registrations[1].initiative.title}: Không đạt dù đủ điểm: điểm liệt ở mục liet. Bỏ khỏi danh sách."
    ]


def test_an_item_at_zero_bars_where_the_class_says_so(scene):
    ClassThreshold.objects.update(no_zero=True)
    extra = Criterion.objects.create(
        criteria_set=CriteriaSet.objects.get(), order=9, group="Khác", code="khac", text="Khác", maximum=5
    )
    for place, one in enumerate(scene.registrations):
        ItemScore.objects.create(assessment=one.assessment_link.assessment, criterion=extra, verified_score=int(place != 0))
    remarks = {one.content.registration: one.remark for one in candidates_for(scene.programme, "recognition")}
    assert remarks[scene.registrations[0]] == "80 điểm, còn mục 0 điểm (khac)"
